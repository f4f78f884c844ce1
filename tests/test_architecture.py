"""The house's order: imports point one way, rooms are small, and every room has its tests."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent / "src" / "marsad"
ORDER = (
    "records", "knowledge", "intake", "language", "claims", "resolve", "ledger", "events", "control", "publish",
    "evaluation", "pipeline", "service", "cli",
)  # fmt: skip
"""A room imports only rooms to its left."""
LARGEST = 300
"""Lines of a module; more is a warning, for somebody to split it."""
MODULES = sorted(path for path in HOUSE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0] if path.parent != HOUSE else ""


def imported(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(line, parts of the module's name after "marsad") of each import of the project, also inside functions."""
    package = ("marsad", *path.relative_to(HOUSE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *filter(None, (node.module or "").split("."))))
            names = [f"{module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "marsad" and len(parts) > 1 and parts[1] in ORDER:
                yield getattr(node, "lineno", 0), tuple(parts[1:])


def part_of(path: Path) -> str:
    """The part of its room that a module belongs to: a folder of the room, or the module itself."""
    return path.relative_to(HOUSE).parts[1].removesuffix(".py")


def test_every_room_is_in_the_order() -> None:
    rooms = {path.name for path in HOUSE.iterdir() if (path / "__init__.py").is_file()}
    assert rooms == set(ORDER)


@pytest.mark.parametrize("room", ORDER)
def test_imports_point_one_way(room: str) -> None:
    rank = ORDER.index(room)
    wrong = [
        f"{path.relative_to(HOUSE)}:{line} imports {other}"
        for path in MODULES
        if room_of(path) == room and "migrations" not in path.parts
        for line, (other, *_) in imported(path)
        if ORDER.index(other) > rank
    ]
    assert not wrong


@pytest.mark.parametrize("room", ORDER)
def test_parts_of_a_room_import_one_way(room: str) -> None:
    needs: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        if room_of(path) == room and path.parent.name != "migrations" and path != HOUSE / room / "__init__.py":
            for _, (other, *inner) in imported(path):
                if other == room and inner and inner[0] != part_of(path):
                    needs[part_of(path)].add(inner[0])
    assert list(TopologicalSorter(needs).static_order()) or not needs  # CycleError names a circle


def test_no_import_of_the_project_outside_its_rooms() -> None:
    outside = [path for path in MODULES if room_of(path) == "" and path.name not in ("__init__.py", "__main__.py")]
    assert not outside


def test_modules_are_small() -> None:
    lines = {str(path.relative_to(HOUSE)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert not {name: count for name, count in lines.items() if count > LARGEST}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_every_module_says_what_it_is(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source)) or (path.name == "__init__.py" and not source.strip())


def test_tests_mirror_the_house() -> None:
    tests = Path(__file__).resolve().parent
    missing = [room for room in ORDER if room != "records" and not list((tests / room).glob("test_*.py"))]
    assert not missing
