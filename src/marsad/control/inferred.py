"""Votes that follow from what is told together: who holds what another bombs, and who gets what is given up to him."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from marsad.control.clock import span_of
from marsad.control.effects import Effects, able
from marsad.control.fights import LEAST_TRUST, SIEGE, Fight
from marsad.control.votes import ATTACKS, SIGNS, Vote, strongest
from marsad.events import Parties
from marsad.events.standing import day_of
from marsad.records import Claim

BETTER, BETTER_WITHIN = 0.2, 365.0
"""Weight from which other evidence on a place silences signs of it within so many days: reports place strikes on what
lies around a well-known town in the town, and of well-known towns better is told."""

SAME_TIME = 90.0
"""Days around an attack on a quarter within which its town's holders are told of."""

SIEGE_BEFORE, SIEGE_AFTER = 90.0, 30.0
"""Days before and after a departure within which a siege that is told of has led to it."""


def votes_of_enemies(
    own: Iterable[Claim], town: Sequence[Vote], *, voice: Mapping[str, str], parties: Parties, effects: Effects
) -> list[Vote]:
    """Of a quarter: who bombs or besieges it does not hold it, and whoever else holds a part of the town does. own: its
    claims; town: its town's votes."""
    parts = [v for v in town if v.scope == "part" and v.holds and v.weight >= LEAST_TRUST]
    found = []
    for claim in own if parts else ():
        told = claim.type in ATTACKS or (claim.type == SIEGE and not able(claim.actor2, effects))
        span = span_of(claim) if told and claim.polarity == "positive" else None
        attackers, when = able(claim.actor1, effects), day_of(claim)
        if span is None or not attackers or (weight := effects.trust(claim, parties) * effects.bombed) <= 0:
            continue
        others = defaultdict[tuple[str, ...], float](float)
        for part in parts:
            near = part.first - SAME_TIME <= span[1] and span[0] <= part.last + SAME_TIME
            if near and any(parties.opposed(a, b, when) for a in attackers for b in part.holders):
                others[part.holders] = max(others[part.holders], part.weight)
        if others:
            enemy = min(others, key=lambda name: (-others[name], name))
            sure = others[enemy] / sum(others.values())
            found.append(
                Vote(
                    claim=claim, origin=voice[claim.id], holders=enemy, holds=True, when="during",
                    first=span[0], last=span[1], weight=weight * sure,
                )
            )  # fmt: skip
    return strongest(found, lambda v: (v.holders, int(v.at)))  # one inference, however many tell of the attack


def votes_of_surrender(
    votes: Iterable[Vote], fights: Iterable[Fight], *, parties: Parties, effects: Effects
) -> list[Vote]:
    """Who leaves a place in which he is besieged leaves it to the besieger. fights: over the place."""
    laid = [(c, span) for c, span in fights if c.type == SIEGE]
    found = []
    for vote in votes if laid else ():
        if vote.claim.type != "withdrawal" or vote.holds or vote.when != "after":
            continue
        when = day_of(vote.claim)
        heirs = {
            able(c.actor1, effects)
            for c, (first, last) in laid
            if first - SIEGE_AFTER <= vote.at <= last + SIEGE_BEFORE
        }
        found += [
            replace(vote, holders=heir, holds=True, weight=vote.weight * effects.surrender)
            for heir in sorted(heirs)
            if heir
            and all(parties.opposed(a, b, when) for a in heir for b in vote.holders)
            and not any(parties.opposed(a, b, when) for a, b in combinations(heir, 2))
        ]
    return found


def without_idle_signs(votes: Sequence[Vote]) -> tuple[Vote, ...]:
    """Without the signs around which something better is told of who holds the place."""
    told = (v for v in votes if v.holds or v.claim.type != SIEGE)  # that a besieger does not hold it names nobody
    direct = [v for v in told if not _is_sign(v) and v.scope != "town" and v.weight >= BETTER]
    return tuple(v for v in votes if not _is_sign(v) or all(abs(v.at - it.at) > BETTER_WITHIN for it in direct))


def _is_sign(vote: Vote) -> bool:
    return vote.claim.type in SIGNS or vote.scope == "region"
