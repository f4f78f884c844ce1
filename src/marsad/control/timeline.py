"""A place's history as spells: stretches of days with one answer, each with the bounds of when it may have begun."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

import numpy as np

from marsad.control.clock import TICK, day_text, first_instant, last_instant
from marsad.control.effects import Effects, core_effects
from marsad.control.fights import CLASH_LASTS, SIEGE, SIEGE_LASTS, begun
from marsad.control.fits import Fits
from marsad.control.headline import EVEN, HELD, RIVAL, Headline, headline
from marsad.control.place import Place, build, carriers, known_by
from marsad.control.regions import by_report
from marsad.events import NO_PARTIES, Parties, voices
from marsad.records import Claim, Spell, root_of


def timeline(
    place_id: str,
    claims: Sequence[Claim],
    *,
    start: str | None = None,
    end: str | None = None,
    as_known_at: str | None = None,
    parties: Parties | None = None,
    effects: Effects | None = None,
    copies: Mapping[str, str] | None = None,
) -> list[Spell]:
    """The spells of a place between two days, in order, without gaps; the whole of its evidence where no day is given.

    A spell's `start` is the first day at whose end its answer is the likelier one; its `probability` is that of its
    middle. [] where nothing moves the place.
    """
    parties, effects = parties or NO_PARTIES, effects or core_effects()
    told = known_by(claims, as_known_at)
    known = [c for c in told if root_of(c.place_id) == root_of(place_id)]
    place = build(
        place_id,
        known,
        parties=parties,
        effects=effects,
        voice=voices(known, copies=copies),
        fits=Fits(parties),
        regions=by_report(told),
    )
    return spells_of(place, start=start, end=end)


LIMITS = (HELD, EVEN, RIVAL)
TURNS = 0.1
"""A chance below it decides nothing: the least that does is RIVAL, or the largest of those left."""
ROUNDED = 0.0003
"""Chances are rounded to 0.0001: what moves less stands still."""

ThreeDays = tuple[float, float, float]
"""A chance, or a limit, at three days."""


class Heads:
    """The answers in short at the ends of days, each worked out once."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._known: dict[int, Headline] = {}
        self._ordered: list[int] = []

    def at(self, day: int) -> Headline:
        if day not in self._known:
            self._known[day] = headline(self._place, day + 1 - TICK)
        return self._known[day]

    def sample(self, days: Iterable[int]) -> None:
        """Notes days between which chances move one way."""
        self._ordered = sorted({*self._ordered, *days})

    def between(self, first: int, last: int) -> Iterator[int]:
        """Noted days after the first, and the last."""
        yield from self._ordered[bisect_right(self._ordered, first) : bisect_left(self._ordered, last)]
        yield last


def spells_of(
    place: Place, *, start: str | None = None, end: str | None = None, heads: Heads | None = None
) -> list[Spell]:
    """As `timeline`, of a place whose model is at hand. heads: kept for more
    questions; with it, short turns between samples are looked for, too."""
    if not place.model.votes:
        return []
    times = place.model.times
    first = math.floor(first_instant(start) if start else float(times[0]))
    last = math.floor(last_instant(end) if end else float(times[-1]))
    days = sorted({d for d in _sample_days(place, first, last) if first <= d <= last})
    if heads is None:
        return _spells(place, days, Heads(place))
    # Before all evidence and after it every chance goes straight to where it ends: two of them pass each other once.
    within = range(math.floor(float(times[0])), math.floor(float(times[-1])) + 1)
    looked = (
        (one, *(_between(heads, one, after) if within.start < after and one < within.stop else ()))
        for one, after in pairwise(days)
    )
    days = [*(day for some in looked for day in some), days[-1]]
    heads.sample(days)
    return _spells(place, days, heads)


def _between(heads: Heads, first: int, last: int) -> list[int]:
    """Days between two, as many as it takes to see an answer that comes and goes again between them; in order."""
    middle = (first + last) // 2
    if middle == first or not _may_turn(heads.at(first), heads.at(middle), heads.at(last)):
        return []
    return [*_between(heads, first, middle), middle, *_between(heads, middle, last)]


def _may_turn(first: Headline, middle: Headline, last: Headline) -> bool:
    """Whether two chances, or a chance and a limit, may pass each other between these days: they are no farther apart
    than they move."""
    names = {name for head in (first, middle, last) for name, p in head.candidates if p >= TURNS}
    a, b, c = first.chances, middle.chances, last.chances
    rows = [(a.get(name, 0.0), b.get(name, 0.0), c.get(name, 0.0)) for name in names]
    return any(_may_pass(row, (limit, limit, limit)) for row in rows for limit in LIMITS) or any(
        _may_pass(one, other) for one, other in combinations(rows, 2)
    )


def _may_pass(one: ThreeDays, other: ThreeDays) -> bool:
    near, then, far = one[0] - other[0], one[1] - other[1], one[2] - other[2]
    moved = max(abs(near - then), abs(then - far))
    return moved > ROUNDED and min(abs(near), abs(then), abs(far)) <= moved


def fight_days(place: Place) -> set[int]:
    """Days on which a siege or fight may begin or cease to be the state of the day."""
    days = set()
    for claim, (first, last) in place.fights:
        lasts = SIEGE_LASTS if claim.type == SIEGE else CLASH_LASTS
        days |= {math.floor(t) + shift for t in (begun(claim, first), last + lasts) for shift in (0, 1)}
    return days


def _sample_days(place: Place, first: int, last: int) -> set[int]:
    """Days on which the answer may turn, and days between them: one between two neighbours is enough, as between two
    pieces of evidence the chances move one way."""
    turns = {math.floor(t) + shift for t in place.model.times.tolist() for shift in (-1, 0, 1)}
    turns |= fight_days(place)
    entered = [v.last for v in place.model.votes if v.scope == "foothold"]
    turns |= {math.floor(t) + shift for last in entered for t in (last, last + CLASH_LASTS) for shift in (0, 1)}
    turns |= {first, last}
    ordered = sorted(turns)
    return turns | {(a + b) // 2 for a, b in pairwise(ordered)}


def _spells(place: Place, days: Sequence[int], heads: Heads) -> list[Spell]:
    starts = [(days[0], heads.at(days[0]))]
    for day, after in pairwise(days):
        last = (day, heads.at(day))
        while _key(last[1]) != _key(heads.at(after)):  # perhaps by way of a third answer
            last = _turn(heads, last[0], after, last[1])
            starts.append(last)
    spells = []
    for n, (day, head) in enumerate(starts):
        end = starts[n + 1][0] - 1 if n + 1 < len(starts) else days[-1]
        low, high = _bounds(place, day) if n else (day, day)
        certain = heads.at((day + end) // 2).probability
        behind = carriers(place, (day + end) / 2 + 1 - TICK)
        spells.append(
            Spell(
                place_id=place.place_id, start=day_text(day), end=day_text(end), earliest_start=day_text(low),
                latest_start=day_text(high), controller=head.controller, probability=certain,
                status=head.status, claims=tuple(c.id for c in behind),
            )
        )  # fmt: skip
    return spells


def _key(head: Headline) -> tuple[str, str | None]:
    return head.status, head.controller


def _turn(heads: Heads, before: int, after: int, old: Headline) -> tuple[int, Headline]:
    """The first day with another answer than `old`, between a day that has it and one that has not (bisection)."""
    low, high = before, after
    while high - low > 1:
        middle = (low + high) // 2
        if _key(heads.at(middle)) == _key(old):
            low = middle
        else:
            high = middle
    return high, heads.at(high)


def _bounds(place: Place, day: int) -> tuple[int, int]:
    """Between which days the change may lie: the window of a reported change that holds the day; else the evidence
    before and after it."""
    windows = [v for v in place.model.votes if v.when == "after" and math.floor(v.first) <= day <= math.floor(v.last)]
    if windows:
        best = max(windows, key=lambda v: (v.weight, -v.last, v.claim.id))
        return math.floor(best.first), math.floor(best.last)
    after = int(np.searchsorted(place.model.times, day))
    days = [math.floor(t) for t in place.model.times[max(after - 1, 0) : after + 1].tolist()]
    return min(days[0], day), max(days[-1], day)
