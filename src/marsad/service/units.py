"""Control of places, kept place by place: after a write only places of which something else is said are worked out."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Iterator, Mapping

from marsad.control.surroundings import Surroundings
from marsad.pipeline import Observatory
from marsad.pipeline.events import copies_in
from marsad.pipeline.holding import Holdings
from marsad.records import Claim, Control

UNITS_KEPT = 30_000
"""Places, with their parts, over readers and clocks: a few kilobytes each."""
DAYS_KEPT = 8
"""Days of each place that are kept."""


class Unit:
    """A place with its parts: the timeline of each, the answer at each change, and at any day."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self.spells, self.days = holdings.timelines()
        self._told: OrderedDict[str, list[Control]] = OrderedDict()
        self._lock = threading.Lock()

    def at(self, day: str) -> list[Control]:
        with self._lock:
            if day not in self._told:
                self._told[day] = list(self._holdings.all_at(day))
            self._told.move_to_end(day)
            while len(self._told) > DAYS_KEPT:
                self._told.popitem(last=False)
            return self._told[day]


class Units:
    """Those of one process. Thread-safe."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[int, Unit]] = OrderedDict()
        self._lock = threading.Lock()

    def of(
        self, observatory: Observatory, claims: Iterable[Claim], *, reader: str, as_known_at: str | None
    ) -> Iterator[Unit]:
        """Of all places that these claims speak of, in the order of their ids. reader: who sees these claims."""
        copies = copies_in(observatory.ledger).copies
        rated = tuple(sorted(observatory.rated.items()))
        parties, effects = observatory.parties, observatory.effects
        surroundings = Surroundings(list(claims))
        for root, told in sorted(surroundings.by_root.items()):
            around = surroundings.of(root)
            copied = _among(copies, {claim.report for claim in (*told, *around)})
            marked = hash((tuple(told), tuple(around), tuple(sorted(copied.items())), rated))
            key = (root, as_known_at, reader)
            with self._lock:
                kept = self._kept.get(key)
            if kept is None or kept[0] != marked:
                holdings = Holdings(
                    told, parties=parties, effects=effects, copies=copied, as_known_at=as_known_at, around=around
                )
                kept = (marked, Unit(holdings))
            with self._lock:
                self._kept[key] = kept
                self._kept.move_to_end(key)
                while len(self._kept) > UNITS_KEPT:
                    self._kept.popitem(last=False)
            yield kept[1]


def _among(copies: Mapping[str, str], reports: set[str]) -> dict[str, str]:
    """What these reports copy, and what that copies."""
    found: dict[str, str] = {}
    rest = list(reports)
    while rest:
        report = rest.pop()
        if report in copies and report not in found:
            found[report] = copies[report]
            rest.append(copies[report])
    return found
