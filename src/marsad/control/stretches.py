"""A place's spells cut into stretches of days on which the whole answer stays the same: what is kept of one day of a
stretch is true of all of them. Shares, sieges, mines and notes turn within a spell, too.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import pairwise

from marsad.control.clock import TICK, day_text, first_instant, span_of
from marsad.control.contamination import contamination_at
from marsad.control.extent import PARTS_LAST, extent_at, parts_at
from marsad.control.fighting import besiegers, fighters
from marsad.control.headline import Headline
from marsad.control.inference import NOTES_WITHIN, notes_at
from marsad.control.place import Place, arrival
from marsad.control.timeline import Heads, fight_days, spells_of
from marsad.records import Spell

TOLERANCE = 0.05
"""How far a day's probability may lie from that of its stretch's first day. Finer steps tell a reader nothing."""

STEP = 0.8 * TOLERANCE
"""A stretch ends where the probability has moved so far at a day that is looked at: between two such days it may bend a
little further."""

NEAR_STEP = 0.9 * TOLERANCE
"""A step may be so far: looking for its very day would take twice as long."""

Watched = tuple[list[int], Callable[[tuple[str, ...], int], Hashable]]
"""Days on which something may change, in order; what it is on a day, given the holders."""


def stretches(place: Place, *, start: str, end: str) -> list[tuple[Spell, str, Headline]]:
    """The spells between two days, each as often as it has stretches; each stretch's first day (ISO), and the answer in
    short at its end."""
    heads = Heads(place)
    watched = _watched(place)
    told: list[tuple[Spell, str, Headline]] = []
    for spell in spells_of(place, start=start, end=end, heads=heads):
        first, last = math.floor(first_instant(spell.start)), math.floor(first_instant(spell.end))
        holders = heads.at(first).holders or ()
        cuts = {first}
        for one in watched:
            cuts.update(_changes(one, holders, first, last))
        told += [(spell, day_text(day), heads.at(day)) for day in _steps(heads, sorted(cuts), last)]
    return told


def _changes(watched: Watched, holders: tuple[str, ...], first: int, last: int) -> Iterator[int]:
    days, value = watched
    inside = days[bisect_right(days, first) : bisect_right(days, last)]
    known = value(holders, first) if inside else None
    for day in inside:
        new = value(holders, day)
        if new != known:
            known = new
            yield day


def _steps(heads: Heads, cuts: list[int], last: int) -> Iterator[int]:
    """The cuts, and between them the days on which the probability has moved by a step."""
    for cut, following in pairwise([*cuts, last + 1]):
        yield cut
        known, day = heads.at(cut).probability, cut
        for sample in heads.between(cut, following - 1):
            while _moved(heads.at(sample), known):
                day = _step(heads, known, day, sample)
                yield day
                known = heads.at(day).probability
            day = sample


def _step(heads: Heads, known: float, low: int, high: int) -> int:
    """A day on which the probability has moved by a step, and before which it has not: between one where it has not,
    and one where it has. It moves one way, ever more slowly: a straight line meets the step soon after it does."""
    near, far = (abs(heads.at(day).probability - known) for day in (low, high))
    while high - low > 1 and far > NEAR_STEP:
        share = (STEP - near) / (far - near)
        middle = min(max(low + math.ceil((high - low) * share), low + 1), high - 1)
        moved = abs(heads.at(middle).probability - known)
        if moved > STEP:
            high, far = middle, moved
        else:
            low, near = middle, moved
    return high


def _moved(head: Headline, known: float) -> bool:
    return abs(head.probability - known) > STEP


def _watched(place: Place) -> list[Watched]:
    came = [v.at for v in place.model.votes if v.claim.type == "territory_taken" and v.when == "after"]
    """Of arrivals: older shares, parts and fights end with them."""
    parts = [part.instant for part in place.parts]
    watched: list[Watched] = []
    if place.shares:
        told = _days([*came, *(span[1] for claim in place.shares if (span := span_of(claim)))])
        watched.append((told, lambda holders, day: _extent(place, holders, day)))
    if parts:
        told = _days([*came, *parts, *(at + PARTS_LAST for at in parts)])
        watched.append(
            (told, lambda holders, day: parts_at(place.parts, instant=_end(day), since=_since(place, holders, day)))
        )
    if place.fights:
        told = sorted({*fight_days(place), *_days(came)})
        watched.append(
            (told, lambda holders, day: (besiegers(place, holders, _end(day)), fighters(place, holders, _end(day))))
        )
    if place.mines:
        told = _days(instant for claim in place.mines for instant in span_of(claim) or ())
        watched.append(
            (
                told,
                lambda _, day: contamination_at(
                    place.mines, instant=_end(day), parties=place.parties, effects=place.effects
                ),
            )
        )
    if len(ends := place.ended[0]) > 1:
        told = _days(end + shift for end in ends for shift in (-NOTES_WITHIN, NOTES_WITHIN))
        watched.append((told, lambda _, day: notes_at(place, _end(day))))
    return watched


def _extent(place: Place, holders: tuple[str, ...], day: int) -> Hashable:
    return extent_at(
        place.shares, holders, instant=_end(day), since=_since(place, holders, day), voice=place.voice,
        parties=place.parties, effects=place.effects, fits=place.fits,
    )  # fmt: skip


def _since(place: Place, holders: tuple[str, ...], day: int) -> float:
    return arrival(place, holders, _end(day))[0] if holders else -math.inf


def _end(day: int) -> float:
    return day + 1 - TICK


def _days(instants: Iterable[float]) -> list[int]:
    """Days by whose end an instant may have passed: rounding may put it into the next."""
    return sorted({math.floor(instant) + shift for instant in instants for shift in (0, 1)})
