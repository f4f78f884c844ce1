"""Control of all places at any day, from the ledger's control rows: kept in memory as the bytes of the answers, and
brought up to date by what was put since. For a large ledger, whose claims nobody can read for every answer.

An answer is made of three parts: what is alike on all days of a place, before and after; and what is so in a stretch of
its days. Stretches of different places say the same in a few thousand ways: each way is kept once.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from marsad.ledger import Ledger, Told
from marsad.publish.contract import MapSpell
from marsad.publish.map_rows import compact_answers
from marsad.records import earliest_moment

TOLD = ("controller", "probability", "status", "extent", "besieged_by", "contested_by", "contamination", "notes")
"""Alike on all days of a stretch, the probability within control.stretches.TOLERANCE."""
FAR = 4_000_000
"""More days than any calendar has: places follow each other on one axis of days."""

COARSE = 0.15
"""How far the map's probability may lie from the day's, beside what a stretch bends: all steps of five thousand places
are too much for a reader's browser; `/control` has them."""

Head = tuple[str, str]
"""Status and controller."""


@dataclass(frozen=True, slots=True)
class Line:
    """One place: about it; before and after what is told of a day; the first days of its stretches, ordinals; of each
    what it tells, and its head. A day before the first stretch, or after the last, has that one's answer.

    spells: of the map, as JSON; named: everybody who holds it, or a part of it, at any time."""

    about: Mapping[str, Any]
    before: bytes
    after: bytes
    starts: npt.NDArray[np.int64]
    told: list[bytes]
    heads: list[Head]
    spells: bytes
    named: frozenset[str]


@dataclass(frozen=True)
class Picture:
    """All places at one state. lines: by place_id, in order. held: those of them of which a claim says who held them.
    behind: places whose control is being worked out anew. controllers: whom the maps of `lines` name by number."""

    number: int
    behind: int
    lines: dict[str, Line]
    held: list[Line]
    controllers: list[str]
    _axis: npt.NDArray[np.int64]
    _told: list[bytes]
    _between: list[bytes]

    @property
    def state(self) -> str:
        """Names what it tells: another picture of the same rows has the same."""
        return f"{self.number}.{len(self.lines)}.{self.behind}"

    @classmethod
    def of(cls, number: int, behind: int, lines: Mapping[str, Line], controllers: Iterable[str]) -> Picture:
        ordered = {name: lines[name] for name in sorted(lines)}
        held = [line for line in ordered.values() if len(line.starts)]
        axis = [line.starts + FAR * at for at, line in enumerate(held)]
        return cls(
            number,
            behind,
            ordered,
            held,
            list(controllers),
            np.concatenate(axis) if axis else np.zeros(0, np.int64),
            list(chain.from_iterable(line.told for line in held)),
            [a.after + b"," + b.before for a, b in pairwise(held)],
        )

    def at(self, day: str, *, country: str = "", controller: str = "", status: str = "") -> Answers:
        """Answers of all places that pass, in the order of their ids. day: ISO, or a moment, which stands for its day
        (UTC)."""
        first = np.arange(len(self.held)) * FAR
        asked = first + earliest_moment(day).date().toordinal()
        here = np.searchsorted(self._axis, asked, side="right") - 1
        begins = np.searchsorted(self._axis, first)
        found = np.maximum(here, begins)
        rows: list[int] = found.tolist()
        places: Sequence[int] = range(len(rows))
        if country or controller or status:
            stretches = (found - begins).tolist()
            places = [
                at
                for at, (line, row) in enumerate(zip(self.held, stretches, strict=True))
                if (not country or line.about["country"] == country)
                and (not status or line.heads[row][0] == status)
                and (not controller or controller in line.heads[row][1].split(" + "))
            ]
        return Answers(self, orjson.dumps(day), rows, places)

    def json(self, at: bytes, rows: Sequence[int], places: Sequence[int]) -> bytes:
        """A JSON list of the answers of these places (positions in `held`, in order). at: the day, as JSON. rows: of
        each of `held`, which of all stretches."""
        if not places:
            return b"[]"
        first, last = places[0], places[-1]
        parts = [b""] * (3 * len(places))
        parts[0::3] = [at] * len(places)
        held = self.held
        parts[1::3] = [self._told[rows[place]] for place in places]
        if last - first + 1 == len(places):
            parts[2::3] = [*self._between[first:last], b""]
        else:
            glue = (held[a].after + b"," + held[b].before for a, b in pairwise(places))
            parts[2::3] = [*glue, b""]
        return b"".join((b"[", held[first].before, *parts, held[last].after, b"]"))


@dataclass(frozen=True, slots=True)
class Answers:
    """Of a day."""

    _picture: Picture
    _at: bytes
    _rows: Sequence[int]
    _places: Sequence[int]

    def __len__(self) -> int:
        return len(self._places)

    def json(self, start: int = 0, end: int | None = None) -> bytes:
        """A JSON list of some."""
        return self._picture.json(self._at, self._rows, self._places[start:end])


class Board:
    """Thread-safe."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._lock = ledger, threading.Lock()
        self._picture = Picture.of(0, 0, {}, ())
        self._alike: dict[bytes, bytes] = {}
        self._controllers: dict[str, int] = {}

    def picture(self) -> Picture:
        """As the ledger's control rows stand now."""
        with self._lock:
            kept = self._picture
            changes = self._ledger.control_changes(kept.number, self._line)
            if changes.places or changes.total != len(kept.lines):
                lines = {**kept.lines, **changes.places}
                if changes.total != len(lines):  # a place has none any more
                    self._alike, self._controllers = {}, {}
                    changes = self._ledger.control_changes(0, self._line)
                    lines = dict(changes.places)
                self._picture = Picture.of(changes.number, changes.behind, lines, self._controllers)
            elif changes.behind != kept.behind:
                self._picture = replace(kept, behind=changes.behind)
            return self._picture

    def _line(self, about: Mapping[str, Any], stretches: Sequence[Told]) -> Line:
        place = {name: about[name] for name in ("name", "place_id", "geonameid")}
        where = {name: about.get(name) for name in ("lat", "lon")}
        area = {name: about.get(name) or "" for name in ("country", "admin1")}
        head = orjson.dumps({"place": place.pop("name"), **place})
        answers = [answer for _, answer in stretches]
        shown = compact_answers(answers, self._controllers)
        return Line(
            about,
            head[:-1] + b',"at":',
            b"," + orjson.dumps({**where, **area})[1:],
            np.array([date.fromisoformat(answer["at"]).toordinal() for _, answer in stretches], np.int64),
            [self._alike.setdefault(row, row) for row in (_told(answer) for _, answer in stretches)],
            [(answer["status"], answer["controller"] or "") for _, answer in stretches],
            orjson.dumps(_coarse(shown)),
            frozenset(name for answer in answers for name in _names(answer)),
        )


def _told(answer: Mapping[str, Any]) -> bytes:
    told = {name: answer[name] for name in TOLD}
    row = {"as_known_at": None, **told, "probability": round(answer["probability"], 2)}
    return b"," + orjson.dumps(row)[1:-1]


def _coarse(spells: Iterable[MapSpell]) -> list[MapSpell]:
    """Neighbours of which only the probability differs, by no more than COARSE, as one."""
    rows: list[MapSpell] = []
    for row in spells:
        if rows and rows[-1][2:4] == row[2:4] and rows[-1][5] == row[5] and abs(rows[-1][4] - row[4]) <= COARSE:
            rows[-1][1] = row[1]
        else:
            rows.append(row)
    return rows


def _names(day: Mapping[str, Any]) -> Iterable[str]:
    yield from (*day["besieged_by"], *day["contested_by"], *(share["controller"] for share in day["shares"]))
    yield day["controller"] or ""
