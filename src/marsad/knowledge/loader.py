"""Reads packs: finds their folders, checks their files, turns entries into records, refuses what clashes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from marsad.knowledge import schema
from marsad.knowledge.builder import Builder
from marsad.knowledge.knowledge import Knowledge, PackInfo
from marsad.knowledge.yamlfile import Problem, Table, pack_error
from marsad.records import PackError

INSTALLED = Path(__file__).parent / "packs"
CORE = "core"

T = TypeVar("T", bound=BaseModel)


def installed_packs() -> list[str]:
    """Names of the packs that come with Marsad, core first."""
    names = sorted(folder.name for folder in INSTALLED.iterdir() if (folder / "pack.yaml").is_file())
    return sorted(names, key=lambda name: name != CORE)


def load_packs(names: Sequence[str] | None = None, *, extra: Sequence[Path] = ()) -> Knowledge:
    """Load packs by name, or by the path of a pack's folder; None loads all installed ones. `extra`: more folders.

    core is always loaded, and first. Raises PackError: one line a problem, each with FILE:LINE.
    """
    builder, packs, problems = Builder(), list[PackInfo](), list[Problem]()
    for folder in _folders(names, extra):
        try:
            packs.append(_load_pack(folder, builder=builder, taken={pack.name for pack in packs}))
        except PackError as error:
            problems.append((error.where, error.what))
    problems += builder.problems()
    if problems:
        raise pack_error(problems)
    return builder.knowledge(tuple(packs))


def _folders(names: Sequence[str] | None, extra: Sequence[Path]) -> list[Path]:
    chosen = installed_packs() if names is None else [CORE, *(name for name in names if name != CORE)]
    folders = list[Path]()
    for name in chosen:
        folder = INSTALLED / name
        if not re.fullmatch(r"[a-z][a-z0-9_-]*", name) or not folder.is_dir():
            folder = Path(name)
        folders.append(folder)
    folders += [Path(folder) for folder in extra]
    for folder in folders:
        if not (folder / "pack.yaml").is_file():
            raise PackError(
                "no such pack: neither an installed one nor a folder with a pack.yaml",
                where=str(folder),
                advice=f"Installed packs: {', '.join(installed_packs())}",
            )
    return list({folder.resolve(): folder for folder in folders}.values())


def _load_pack(folder: Path, *, builder: Builder, taken: set[str]) -> PackInfo:
    problems = list[Problem]()

    def read(name: str, model: type[T]) -> tuple[Table, T] | None:
        path = folder / name
        if not path.is_file():
            return None
        try:
            table = Table(path)
            return table, table.validate(model)
        except PackError as error:
            problems.append((error.where, error.what))
            return None

    header = read("pack.yaml", schema.PackHeader)
    if header is None:
        raise pack_error(problems)
    table, pack = header
    if pack.name in taken:
        raise PackError(f"a pack named '{pack.name}' is loaded already", where=table.where(["name"]))
    if found := read("countries.yaml", schema.CountryTable):
        builder.add_countries(*found)
    if found_actors := read("actors.yaml", schema.Actors):
        builder.add_actors(pack, *found_actors)
    if found_sources := read("sources.yaml", schema.Sources):
        builder.add_sources(pack, *found_sources)
    if found_alliances := read("alliances.yaml", schema.Alliances):
        builder.add_alliances(pack, *found_alliances)
    if found_operations := read("operations.yaml", schema.Operations):
        builder.add_operations(pack, *found_operations)
    if found_places := read("places.yaml", schema.Places):
        builder.add_places(pack, *found_places)
    if problems:
        raise pack_error(problems)
    return PackInfo(name=pack.name, version=pack.version, title=pack.title, folder=folder, digest=_digest(folder))


def _digest(folder: Path) -> str:
    sha = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        data = path.read_bytes()
        sha.update(f"{path.name}\0{len(data)}\0".encode() + data)
    return sha.hexdigest()
