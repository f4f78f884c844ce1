"""A place's history as spells: stretches of days with one answer, each with the bounds of when it may have begun."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from marsad.control.clock import TICK, day_text, first_instant, last_instant
from marsad.control.effects import Effects, core_effects
from marsad.control.headline import Headline, headline
from marsad.control.model import Fits
from marsad.control.place import SIEGE_LASTS, Place, build, carriers, known_by
from marsad.events import NO_PARTIES, Parties, voices
from marsad.events.columns import root_of
from marsad.records import Claim, Spell


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
    known = [c for c in known_by(claims, as_known_at) if root_of(c.place_id) == root_of(place_id)]
    place = build(
        place_id, known, parties=parties, effects=effects, voice=voices(known, copies=copies), fits=Fits(parties)
    )
    return spells_of(place, start=start, end=end)


def spells_of(place: Place, *, start: str | None = None, end: str | None = None) -> list[Spell]:
    """As `timeline`, of a place whose model is at hand."""
    if not place.model.votes:
        return []
    times = place.model.times
    first = math.floor(first_instant(start) if start else float(times[0]))
    last = math.floor(last_instant(end) if end else float(times[-1]))
    days = sorted({d for d in _sample_days(place, first, last) if first <= d <= last})
    return _spells(place, days)


def _sample_days(place: Place, first: int, last: int) -> set[int]:
    """Days on which the answer may turn, and days between them: one between two neighbours is enough, as between two
    pieces of evidence the chances move one way."""
    turns = {math.floor(t) + shift for t in place.model.times.tolist() for shift in (-1, 0, 1)}
    turns |= {math.floor(v.last + SIEGE_LASTS) + 1 for v in place.model.votes if v.claim.type == "besieged"}
    turns |= {first, last}
    ordered = sorted(turns)
    return turns | {(a + b) // 2 for a, b in pairwise(ordered)}


def _spells(place: Place, days: Sequence[int]) -> list[Spell]:
    heads = [(day, headline(place, day + 1 - TICK)) for day in days]
    starts: list[tuple[int, Headline]] = [heads[0]]
    for (day, old), (after, new) in pairwise(heads):
        last = (day, old)
        while _key(last[1]) != _key(new):  # perhaps by way of a third answer
            last = _turn(place, last[0], after, last[1])
            starts.append(last)
    spells = []
    for n, (day, head) in enumerate(starts):
        end = starts[n + 1][0] - 1 if n + 1 < len(starts) else days[-1]
        low, high = _bounds(place, day) if n else (day, day)
        certain = headline(place, (day + end) // 2 + 1 - TICK).probability
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


def _turn(place: Place, before: int, after: int, old: Headline) -> tuple[int, Headline]:
    """The first day with another answer than `old`, between a day that has it and one that has not (bisection)."""
    low, high = before, after
    while high - low > 1:
        middle = (low + high) // 2
        if _key(headline(place, middle + 1 - TICK)) == _key(old):
            low = middle
        else:
            high = middle
    return high, headline(place, high + 1 - TICK)


def _bounds(place: Place, day: int) -> tuple[int, int]:
    """Between which days the change may lie: the window of a reported change that holds the day; else the evidence
    before and after it."""
    windows = [v for v in place.model.votes if v.when == "after" and math.floor(v.first) <= day <= math.floor(v.last)]
    if windows:
        best = max(windows, key=lambda v: (v.weight, -v.last, v.claim.id))
        return math.floor(best.first), math.floor(best.last)
    times = [math.floor(t) for t in place.model.times.tolist()]
    return max((t for t in times if t < day), default=day), min((t for t in times if t >= day), default=day)
