"""The answer in short: who holds a place at an instant, and in what sense."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from marsad.control.clock import day_text
from marsad.control.extent import Part, parts_at
from marsad.control.fighting import fought_over, sieges, two_fight
from marsad.control.fits import NOBODY, SPECIAL
from marsad.control.place import Place, arrival, left_empty, name_of, support

DIVIDED = "divided"
"""The controller of a place whose parts different sides hold."""

HELD = 0.3
"""Probability from which a holder is named who is likelier than any other answer; below, it would be a guess. Four in
five answers stated at 0.3 to 0.5 are right (docs/control.md, calibration)."""

UNNAMED = 2 / 3
"""How much of the chance of "unknown" a holder must outdo: what is stated of holders is too modest (0.42 where 0.78 are
right), and so "unknown" is stated too high."""

EVEN = 0.5
"""Probability from which one holder alone is likelier than all else together."""

RIVAL = 0.3
"""Probability from which a second holder makes the place contested (unless a change of unknown day is under way)."""

ALIKE = 0.75
"""An ally nearly as likely as the likeliest holder (this share of its probability) is named with it, where neither
alone is likely enough."""


@dataclass(frozen=True)
class Headline:
    """The answer in short. holders: of the whole, None where nobody is named. controller: their name, or "divided".

    candidates: (name, probability), the likeliest first. parts: who is said to hold which part."""

    status: str
    controller: str | None
    holders: tuple[str, ...] | None
    probability: float
    candidates: tuple[tuple[str, float], ...]
    parts: tuple[Part, ...] = ()

    @cached_property
    def chances(self) -> dict[str, float]:
        """By candidate."""
        return dict(self.candidates)


def headline(place: Place, instant: float) -> Headline:
    """Who holds the place at an instant, and in what sense; whole or divided."""
    head = _in_short(place, instant)
    if not place.parts:
        return head
    since = arrival(place, head.holders, instant)[0] if head.holders else -math.inf
    return replace(head, parts=parts_at(place.parts, instant=instant, since=since))


def _in_short(place: Place, instant: float) -> Headline:
    chances: list[float] = place.model.at(instant).chance.tolist()
    merged = _merge_accounts(place, chances, instant)
    called = place.called
    candidates = tuple([(called[state], round(p, 4)) for state, p in merged if p >= 0.005])
    holders = [(state, p) for state, p in merged if state not in NOBODY]
    divided, contested, unknown = chances[-len(SPECIAL) :]
    best, chance = holders[0] if holders else ((), 0.0)
    rivals = [state for state, p in holders[1:] if p >= RIVAL]
    rivalled = any(not place.fits.one_side(best, state, day_text(instant)) for state in rivals)
    if holders and chance < EVEN:  # accounts that name one ally or another: together they may hold it
        best, chance = _with_allies(place, holders, day_text(instant))
    if chance >= HELD and chance > max(divided, contested, UNNAMED * unknown):
        torn = rivalled and not place.model.changing(instant)
        status = "contested" if torn else _sense(place, best, instant)
        return Headline(status, name_of(place, best), best, round(chance, 4), candidates)
    if divided > max(chance, contested, unknown):
        return Headline(_sense(place, (), instant), DIVIDED, None, round(divided, 4), candidates)
    if contested > unknown or (rivalled and not place.model.changing(instant)):
        return Headline("contested", None, None, round(max(contested, chance), 4), candidates)
    empty = left_empty(place, instant)
    status = "none" if empty else "contested" if two_fight(place, instant) else "unknown"
    return Headline(status, None, None, round(unknown, 4), candidates)


def _sense(place: Place, holders: tuple[str, ...], instant: float) -> str:
    """In what sense the holders have the place."""
    if fought_over(place, holders, instant):
        return "contested"
    return "besieged" if sieges(place, holders, instant) else "held"


def _with_allies(
    place: Place, holders: Sequence[tuple[tuple[str, ...], float]], day: str
) -> tuple[tuple[str, ...], float]:
    """Of the likeliest side its likeliest holder with those that are about as likely, as joint holders, and the chance
    of the side: one side may be told of under more names than the other."""
    side, left = list[tuple[tuple[str, ...], float]](), list(holders)
    while left and _chance_of(left) > _chance_of(side):
        first = left[0][0]
        one = [it for it in left if it[0] == first or place.fits.one_side(first, it[0], day)]
        left = [it for it in left if it not in one]
        side = max(side, one, key=_chance_of)
    named = [s for s, p in side if p >= ALIKE * side[0][1]]
    return tuple(sorted({name for state in named for name in state})), _chance_of(side)


def _chance_of(side: Sequence[tuple[tuple[str, ...], float]]) -> float:
    return sum(p for _, p in side)


def _merge_accounts(place: Place, chances: Sequence[float], instant: float) -> list[tuple[tuple[str, ...], float]]:
    """The model's states by their chances, where accounts of one holder (a part named for the whole) count together,
    under the name that most evidence gives."""
    states = place.model.states
    ordered = [(states[at], chances[at]) for at in sorted(place.model.by_name, key=chances.__getitem__, reverse=True)]
    also = place.also_named
    if not also:
        return ordered
    merged: list[tuple[list[tuple[str, ...]], float]] = []
    for state, chance in ordered:
        for n, (others, sum_) in enumerate(merged if state in also else ()):
            if others[0] in also[state]:
                merged[n] = ([*others, state], sum_ + chance)
                break
        else:
            merged.append(([state], chance))
    named = [
        (group[0] if len(group) == 1 else max(group, key=lambda s: support(place, s, instant)), chance)
        for group, chance in merged
    ]
    return sorted(named, key=lambda s: (-s[1], s[0]))
