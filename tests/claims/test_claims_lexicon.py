"""The words of frames: every condition that a frame may name is one that the code checks, and none is overlooked."""

from __future__ import annotations

import ast
from pathlib import Path
from types import ModuleType

import pytest

from marsad.claims.lexicon import KNOWN_NEEDS, KNOWN_OBJECTS, load_lexicon
from marsad.claims.predicates import conditions, objects
from marsad.knowledge import load_packs
from marsad.records import PackError


def compared(name: str, module: ModuleType = conditions) -> set[str]:
    """The words that the code of a module compares a variable with."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    compares = [node for node in ast.walk(tree) if isinstance(node, ast.Compare)]
    of_name = [node for node in compares if isinstance(node.left, ast.Name) and node.left.id == name]
    constants = [leaf for node in of_name for right in node.comparators for leaf in ast.walk(right)]
    return {leaf.value for leaf in constants if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)}


def test_known_words_are_those_that_the_conditions_check() -> None:
    assert compared("need") == KNOWN_NEEDS
    assert compared("kind", objects) | set(objects.OF_WORDS) == KNOWN_OBJECTS


def test_every_word_of_the_installed_frames_is_known() -> None:
    frames = load_lexicon(load_packs()).frames
    assert {need for frame in frames for need in frame.needs} <= KNOWN_NEEDS
    assert {frame.object for frame in frames if frame.object} <= KNOWN_OBJECTS


@pytest.mark.parametrize(("field", "word"), [("needs", "[place, wether]"), ("object", "plaice")])
def test_an_unknown_word_is_told_with_file_and_line(tmp_path: Path, field: str, word: str) -> None:
    (tmp_path / "pack.yaml").write_text("name: quince\nversion: '1'\ntitle: Quinces\n")
    (tmp_path / "frames.yaml").write_text(
        f"frames:\n  - id: quince\n    type: destruction\n    verbs: [quince]\n    {field}: {word}\n"
    )
    with pytest.raises(PackError, match=r"frames\.yaml:5: field '" + field + "'.*known are"):
        load_lexicon(load_packs(extra=[tmp_path]))


def test_a_frame_that_is_written_twice_is_told(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("name: quince\nversion: '1'\ntitle: Quinces\n")
    frame = "  - id: quince\n    type: destruction\n    verbs: [quince]\n"
    (tmp_path / "frames.yaml").write_text(f"frames:\n{frame}{frame}")
    with pytest.raises(PackError, match=r"frames\.yaml:\d: .*'quince' is written twice"):
        load_lexicon(load_packs(extra=[tmp_path]))
