"""The answer in short: who holds a place at an instant, and in what sense."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.control.clock import day_text
from marsad.control.extent import Part, parts_at
from marsad.control.model import UNKNOWN
from marsad.control.place import Place, arrival, besiegers, left_empty, name_of
from marsad.control.votes import CONTESTED, is_partial
from marsad.events import members

DIVIDED = "divided"
"""The controller of a place whose parts different sides hold."""

PART_TRUST = 0.2
"""Weight from which a word on who holds a part (or, since then, the whole) counts for whether a place is divided."""

HELD = 0.5
"""Probability from which a holder is named: more likely than everything else together."""

RIVAL = 0.3
"""Probability from which a second holder makes the place contested (unless a change of unknown day is under way)."""

LIKELY = 0.1
"""Probability from which an ally of the likeliest holder is named with it, where neither alone is likely enough."""


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


def headline(place: Place, instant: float) -> Headline:
    """Who holds the place at an instant, and in what sense; whole or divided."""
    head = _of_the_whole(place, instant)
    since = arrival(place, head.holders, instant)[0] if head.holders else -math.inf
    parts = parts_at(place.parts, instant=instant, since=since)
    divided = _divided(place, head, parts, instant)
    return replace(head, parts=parts, controller=DIVIDED if divided else head.controller)


def _of_the_whole(place: Place, instant: float) -> Headline:
    posterior = place.model.at(instant)
    merged = _merge_accounts(place, posterior.states, [float(p) for p in posterior.chance])
    names = {state: name_of(place, state) for state, _ in merged}
    candidates = tuple((names[state], round(p, 4)) for state, p in merged if p >= 0.005)
    holders = [(state, p) for state, p in merged if state not in (CONTESTED, UNKNOWN)]
    best, chance = holders[0] if holders else (None, 0.0)
    contested = next((p for state, p in merged if state == CONTESTED), 0.0)
    unknown = next((p for state, p in merged if state == UNKNOWN), 1.0)
    if best is not None:
        day = day_text(instant)
        rivals = [p for state, p in holders[1:] if not place.fits.one_side(best, state, day)]
        if chance < HELD:  # accounts that name one ally or another: together they may hold it
            best, chance = _with_allies(place, holders, day)
        if contested > max(chance, unknown) or (
            max(rivals, default=0.0) >= RIVAL and not place.model.changing(instant)
        ):
            named = best if chance >= HELD else None
            surest = round(chance if named else max(contested, chance), 4)
            return Headline("contested", name_of(place, named) if named else None, named, surest, candidates)
    elif contested > unknown:
        return Headline("contested", None, None, round(contested, 4), candidates)
    if best is None or chance < HELD:
        status = "none" if left_empty(place, instant) else "unknown"
        return Headline(status, None, None, round(max(unknown, 0.0), 4), candidates)
    status = "besieged" if besiegers(place, best, instant) else "held"
    return Headline(status, name_of(place, best), best, round(chance, 4), candidates)


def _with_allies(
    place: Place, holders: Sequence[tuple[tuple[str, ...], float]], day: str
) -> tuple[tuple[str, ...], float]:
    """The likeliest holder with those of its side that are likely too, as joint holders, and their chance together."""
    best, chance = holders[0]
    side = [(s, p) for s, p in holders[1:] if p >= LIKELY and place.fits.one_side(best, s, day)]
    joint = tuple(sorted({name for state, _ in (holders[0], *side) for name in state}))
    return joint, chance + sum(p for _, p in side)


def _merge_accounts(
    place: Place, states: Sequence[tuple[str, ...]], chances: Sequence[float]
) -> list[tuple[tuple[str, ...], float]]:
    """States by probability, where accounts of one holder (a part named for the whole) count together."""
    merged: list[tuple[tuple[str, ...], float]] = []
    for state, chance in sorted(zip(states, chances, strict=True), key=lambda s: (-s[1], s[0])):
        for n, (other, sum_) in enumerate(merged):
            if state not in (CONTESTED, UNKNOWN) and place.fits.one_account(state, other):
                merged[n] = (other, sum_ + chance)
                break
        else:
            merged.append((state, chance))
    return sorted(merged, key=lambda s: (-s[1], s[0]))


def _divided(place: Place, head: Headline, parts: Sequence[Part], instant: float) -> bool:
    """Whether parts are said to be in the hands of two who are not one account of each other: two holders of parts; or
    one, beside a holder of whom nobody has said since that it holds the whole."""
    newest: dict[tuple[str, ...], float] = {}
    for part in parts:
        if part.holder and part.weight >= PART_TRUST:
            holder = members(part.holder)
            newest[holder] = max(newest.get(holder, part.instant), part.instant)
    one_account = place.fits.one_account
    if head.holders is None:
        sets = sorted(newest)
        return any(not one_account(a, b) for n, a in enumerate(sets) for b in sets[n + 1 :])
    others = [at for holder, at in newest.items() if not place.fits.one_side(holder, head.holders, None)]
    if not others:
        return False
    whole = [
        v.at
        for v in place.model.votes
        if v.at <= instant and v.holds and v.when != "before" and v.weight >= PART_TRUST
        and v.claim.type in ("control", "territory_taken") and not is_partial(v.claim, place.effects)
        and one_account(v.holders, head.holders)
    ]  # fmt: skip
    return max(others) > max(whole, default=-math.inf)
