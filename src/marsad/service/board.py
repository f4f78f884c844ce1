"""Control of all places at any day, from the ledger's control rows: kept in memory as the bytes of the answers, and
brought up to date by what was put since. For a large ledger, whose claims nobody can read for every answer.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from marsad.ledger import Ledger, Told
from marsad.records import earliest_moment

AT = b"\0"
"""Where an answer's `at` comes: JSON has no such byte."""
TOLD = ("controller", "probability", "status", "extent", "besieged_by", "contested_by", "contamination", "notes")
"""Alike on all days of a stretch, the probability within control.stretches.TOLERANCE."""
FAR = 4_000_000
"""More days than any calendar has: places follow each other on one axis of days."""


@dataclass(frozen=True, slots=True)
class Line:
    """One place: about it; the first days of its stretches, ordinals; of each its answer as bytes, and (status,
    controller). A day before the first stretch, or after the last, has that one's answer."""

    about: Mapping[str, object]
    starts: npt.NDArray[np.int64]
    rows: list[bytes]
    heads: list[tuple[str, str]]


@dataclass(frozen=True)
class Picture:
    """All places at one state. lines: by place_id, in order."""

    number: int
    lines: dict[str, Line]
    _axis: npt.NDArray[np.int64]
    _rows: list[bytes]
    _heads: list[tuple[str, str]]
    _countries: list[str]

    @classmethod
    def of(cls, number: int, lines: Mapping[str, Line]) -> Picture:
        ordered = {name: lines[name] for name in sorted(lines)}
        axis = [line.starts + FAR * at for at, line in enumerate(ordered.values())]
        return cls(
            number,
            ordered,
            np.concatenate(axis) if axis else np.zeros(0, np.int64),
            list(chain.from_iterable(line.rows for line in ordered.values())),
            list(chain.from_iterable(line.heads for line in ordered.values())),
            [str(line.about.get("country") or "") for line in ordered.values()],
        )

    def at(self, day: str, *, country: str = "", controller: str = "", status: str = "") -> list[bytes]:
        """Answers of all places that pass, in the order of their ids; `finished` makes JSON of some of them. day: ISO,
        or a moment, which stands for its day (UTC)."""
        first = np.arange(len(self.lines)) * FAR
        asked = first + earliest_moment(day).date().toordinal()
        here = np.searchsorted(self._axis, asked, side="right") - 1
        here = np.maximum(here, np.searchsorted(self._axis, first))
        found = here.tolist()
        if country or controller or status:
            found = [
                row
                for row, own in zip(found, self._countries, strict=True)
                if (not country or own == country)
                and (not status or self._heads[row][0] == status)
                and (not controller or controller in self._heads[row][1].split(" + "))
            ]
        return [self._rows[row] for row in found]


def finished(rows: Sequence[bytes], at: str) -> bytes:
    """A JSON list of answers for a day."""
    return b"[" + b",".join(rows).replace(AT, orjson.dumps(at)) + b"]"


class Board:
    """Thread-safe."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._lock = ledger, threading.Lock()
        self._picture = Picture.of(0, {})

    def picture(self) -> Picture:
        """As the ledger's control rows stand now."""
        with self._lock:
            kept = self._picture
            changes = self._ledger.control_changes(kept.number, _line)
            if changes.places or changes.total != len(kept.lines):
                lines = {**kept.lines, **changes.places}
                if changes.total != len(lines):  # a place has none any more
                    changes = self._ledger.control_changes(0, _line)
                    lines = dict(changes.places)
                self._picture = Picture.of(changes.number, lines)
            return self._picture


def _line(about: Mapping[str, object], stretches: Sequence[Told]) -> Line:
    alike: dict[bytes, bytes] = {}  # what comes again is kept once
    return Line(
        about,
        np.array([date.fromisoformat(answer["at"]).toordinal() for _, answer in stretches], np.int64),
        [alike.setdefault(row, row) for row in (_row(about, answer) for _, answer in stretches)],
        [(answer["status"], answer["controller"] or "") for _, answer in stretches],
    )


def _row(about: Mapping[str, object], answer: Mapping[str, Any]) -> bytes:
    head = {name: answer[name] for name in ("place", "place_id", "geonameid")}
    rest = {
        "as_known_at": None,
        **{name: answer[name] for name in TOLD},
        "probability": round(answer["probability"], 2),
        "lat": about.get("lat"),
        "lon": about.get("lon"),
        "country": about.get("country") or "",
        "admin1": about.get("admin1") or "",
    }
    return orjson.dumps(head)[:-1] + b',"at":' + AT + b"," + orjson.dumps(rest)[1:]
