"""What the loaded packs know, as one frozen value that every room reads."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from marsad.knowledge.yamlfile import load_table
from marsad.records import ALWAYS, Actor, Alliance, Interval, Operation, Place, Source

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """A loaded pack. digest: SHA-256 (hex) over its files' names and bytes."""

    name: str
    version: str
    title: str
    folder: Path
    digest: str

    def __str__(self) -> str:
        return f"{self.name} {self.version} ({self.digest[:12]})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One way to name an actor or a source. name: the canonical name it stands for.

    description: True for words such as "the radical group", which name it only where it was named before.
    countries: ISO codes in which the naming holds, () for everywhere."""

    text: str
    name: str
    description: bool = False
    countries: tuple[str, ...] = ()
    valid: Interval = ALWAYS
    pack: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """Whom "Turkish-backed rebels" means in these countries and years. nouns: what may follow, () for any."""

    sponsors: tuple[str, ...]
    actor: str
    nouns: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    valid: Interval = ALWAYS
    pack: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A state as words: adjectives ("Turkish"), people ("Turks"), metonyms ("Ankara"). army: the code of the country
    whose army "the army" is there, where it has none of its own. former: adjectives of the country's earlier names,
    each with the last day of that name. transliterated: its own names are not in Latin letters, so that reports spell
    them in many ways. expeditionary: its forces fight or serve far from home."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    former: tuple[tuple[str, str], ...] = ()
    people: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    transliterated: bool = False
    expeditionary: bool = False
    army: str = ""
    capital: str = ""
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None

    def adjective(self, when: Interval) -> str:
        """How the country's own were called in these days, "" where the packs have no adjective."""
        then = next((word for word, last in self.former if when.end and when.end[:10] <= last), "")
        return then or next(iter(self.adjectives), "")


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """All packs together, in the order in which they were loaded (core first).

    actors, sources: by canonical name. actor_names, source_names: every naming with its own validity."""

    packs: tuple[PackInfo, ...]
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    alliances: tuple[Alliance, ...]
    operations: tuple[Operation, ...]
    places: tuple[Place, ...]
    countries: Mapping[str, Country]
    proxies: tuple[Proxy, ...] = ()
    actor_names: tuple[Naming, ...] = ()
    source_names: tuple[Naming, ...] = ()
    _eras: dict[tuple[int, int], Interval] = field(default_factory=dict, repr=False, compare=False)
    _tables: dict[tuple[str, str], tuple[object, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _turns(self) -> tuple[list[str], list[str]]:
        """(first days, last days) of all that the packs say for a time only."""
        times = [one.valid for one in self.alliances] + [one.valid for one in self.operations]
        times += [one.valid for one in (*self.actor_names, *self.source_names)] + [one.valid for one in self.proxies]
        for actor in self.actors.values():
            times += [actor.valid, *(valid for _, valid in actor.sides)]
        return sorted({t.start for t in times if t.start}), sorted({t.end for t in times if t.end})

    def era(self, when: Interval) -> Interval:
        """Days of which the packs say the same as of these, and of all days alike: what was found for them once holds
        for every report of that time."""
        firsts, lasts = self._turns
        begun = len(firsts) if when.end is None else bisect_right(firsts, when.end[:10])
        over = 0 if when.start is None else bisect_left(lasts, when.start[:10])
        days = Interval(when.start and when.start[:10], when.end and when.end[:10])
        return self._eras.setdefault((begun, over), days)

    def versions(self) -> str:
        """Every pack with version and digest, for provenance: "core 1.0 (3fa9...), syria 1.0 (07bc...)"."""
        return ", ".join(str(pack) for pack in self.packs)

    def files(self, name: str) -> tuple[Path, ...]:
        """The files called `name` ("frames.yaml") of the loaded packs, in their order."""
        paths = (pack.folder / name for pack in self.packs)
        return tuple(path for path in paths if path.is_file())

    def table(self, name: str, model: type[M]) -> tuple[M, ...]:
        """The files called `name` of the loaded packs, each read as `model` (once). For rooms with a schema of their
        own. Raises PackError with FILE:LINE."""
        key = (name, f"{model.__module__}.{model.__qualname__}")
        if key not in self._tables:
            self._tables[key] = tuple(load_table(path, model) for path in self.files(name))
        return tuple(table for table in self._tables[key] if isinstance(table, model))
