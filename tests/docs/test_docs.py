"""The documentation is true: its command lines parse, its links resolve, its tables name every type and field."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import typer

from marsad.claims.lexicon import Frame, load_lexicon
from marsad.cli.app import app
from marsad.knowledge import load_packs
from marsad.pipeline.checking import check_pack
from marsad.records import CLAIM_TYPES, DECISION_ACTIONS, PLACE_RELATIONS, STATUSES, Claim, Decision, Event, Report

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
WITH_COMMANDS = [
    ROOT / "README.md",
    *(ROOT / "docs" / f"{name}.md" for name in ("tutorial", "operating", "frames", "exports")),
]
BLOCK = re.compile(r"^```[^\n]*\n(.*?)^```|^((?: {4}[^\n]*\n)+)", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^ *(?:\$ )?(marsad [^\n]*(?:\\\n[^\n]*)*)", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
UNTIL_NAMES = str.maketrans({"*": "x"})
"""What the shell would have replaced."""


def commands(page: Path) -> list[str]:
    """Command lines in the page's code blocks, without pipes and comments."""
    blocks = ("".join(groups) for groups in BLOCK.findall(page.read_text(encoding="utf-8")))
    lines = (line.replace("\\\n", " ") for block in blocks for line in COMMAND.findall(block))
    return [re.split(r" [|>#] ?", line.translate(UNTIL_NAMES))[0].strip() for line in lines]


def parsed(line: str) -> None:
    """Parses the line as `marsad` would, without running it. Raises typer's errors of use."""
    command: Any = typer.main.get_command(app)
    name, *arguments = shlex.split(line)
    context = command.make_context(name, arguments)
    while hasattr(command, "resolve_command"):
        name, command, arguments = command.resolve_command(context, [*context._protected_args, *context.args])
        context = command.make_context(name, list(arguments), parent=context)


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.name)
def test_commands_parse(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_AUTHOR", "someone")
    found = commands(page)
    assert found
    for line in found:
        try:
            parsed(line)
        except Exception as error:
            pytest.fail(f"{line}: {getattr(error, 'message', error)}")


def test_a_wrong_option_would_be_noticed() -> None:
    with pytest.raises(Exception, match="--known"):
        parsed("marsad control al-Bab --known 2017-02-24")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_resolve(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if not link.startswith(("http:", "https:", "mailto:", "#")):
            assert (page.parent / link.partition("#")[0]).exists(), f"{page.name}: {link}"


def named(page: str) -> set[str]:
    """Words in backticks."""
    return set(re.findall(r"`([\w ]+)`", (ROOT / "docs" / page).read_text(encoding="utf-8")))


@pytest.mark.parametrize("record", [Claim, Report, Event, Decision])
def test_every_field_is_in_the_data_model(record: type) -> None:
    assert {field.name for field in fields(record)} <= named("data-model.md")


@pytest.mark.parametrize("words", [CLAIM_TYPES, STATUSES, PLACE_RELATIONS, DECISION_ACTIONS])
def test_every_word_is_in_the_data_model(words: tuple[str, ...]) -> None:
    assert set(words) <= named("data-model.md")


def test_every_field_and_condition_of_frames_is_in_their_guide() -> None:
    told = set(re.findall(r"`([\w-]+)`", (ROOT / "docs" / "frames.md").read_text(encoding="utf-8")))
    assert set(Frame.model_fields) <= told
    used = {need for frame in load_lexicon(load_packs()).frames for need in frame.needs}
    assert not used - told, "tell it under `needs` in docs/frames.md"


def test_the_frame_of_the_guide_loads(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "frames.md").read_text(encoding="utf-8")
    folder = tmp_path / "water"
    folder.mkdir()
    for name, content in re.findall(r"```yaml file=(\S+)\n(.*?)```", text, re.DOTALL):
        (folder / name).write_text(content)
    known = load_packs([str(folder)])
    check_pack(known)
    assert "water-supply" in {frame.id for frame in load_lexicon(known).frames}
