"""Claims as votes on who holds a place, and the few that remain when each origin has one voice."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from marsad.control.clock import span_of
from marsad.control.conceded import conceded
from marsad.control.effects import Effects, Scope, VoteRule, able
from marsad.control.wording import (
    SUBURB,
    endings,
    names_side,
    noun_of_part,
    tells_of_base,
    tells_of_execution,
    tells_of_its_town,
    tells_of_neighbour,
    tells_of_past,
    tells_of_raid,
    tells_of_relief,
    tells_of_repelled,
    tells_of_rest,
    tells_of_spell,
)
from marsad.events import Parties
from marsad.events.parts import names_itself, part_of
from marsad.events.readings import extent_of, says_divided
from marsad.events.standing import day_of
from marsad.records import NEAR, REGION, RIVER, Claim

CONTESTED = ("contested",)
"""The holder of a place that nobody holds alone."""

DIVIDED = ("divided",)
"""The holder of a place whose parts different sides hold."""

DRIVEN = "frame:drive-out"
"""The frame of forces driven out of a place."""

HOLDING: frozenset[Scope] = frozenset({"whole", "besieged", "target", "part", "foothold", "town", "region"})
"""Scopes of votes that name who holds something."""

LEAST_REACH = 0.02
"""Weight below which a vote on a town tells nothing of its quarters."""

SEASON = 100.0
"""Days to which a town's capture must be dated to tell of its quarters: "last year" says too little of when."""

NOON = 0.5
"""A state's day is vouched for at its noon: what happens that day may come before or after."""

OUTLYING = frozenset(
    ("village", "villages", "town", "towns", "hill", "hills", "hilltop", "hilltops", "plain", "plains", "field",
     "fields")
)  # fmt: skip
"""Things that lie around a town and not in it: "seized villages in Sarnab" is told of its countryside."""

SIDE = re.compile(r"/(?:north|south|east|west)(?:east|west)?$")
"""The end of the id of a side of a town."""

STATES_HELD = frozenset({"control", "presence"})
"""Types that say who is in a part; others tell of somebody who has just come into it."""


ATTACKS = frozenset({"air_strike", "chemical_attack", "shelling"})
KILLING = "attack_on_civilians"
SIGNS = ATTACKS | {KILLING}
"""Types that are no more than a sign of who holds the place: whose party is bombed there, who executes people."""


@dataclass(frozen=True, slots=True)
class Vote:
    """holders: a sorted tuple of actors: who is said to hold it, or the parties to a fight or a division. holds:
    whether they are said to hold it, or not to.

    when: before or after an event that lies between the instants `first` and `last`, or during a state that is said to
    hold from first to last. scope: of what it speaks (`effects.Scope`). extent: the share that a part is. beside:
    another claim, without which this one would say nothing of who holds the place."""

    claim: Claim
    origin: str
    holders: tuple[str, ...]
    holds: bool
    when: str
    first: float
    last: float
    weight: float
    scope: Scope = "whole"
    extent: float | None = None
    beside: Claim | None = None

    @property
    def at(self) -> float:
        """The instant for which the vote counts."""
        if self.when == "before":
            return self.first
        return self.last if self.when == "after" else max(self.last - NOON, (self.first + self.last) / 2)


def moves(claim: Claim, place_id: str) -> bool:
    """Whether the claim speaks of the whole of this place: `is`, or a part or neighbour with an id of its own.

    "Near al-Bab" (place_id of al-Bab, relation near) does not move al-Bab; a road or a region never moves a place."""
    if claim.place_id != place_id or not place_id:
        return False
    own_id = place_id != f"gn:{claim.geonameid}"
    if own_id and claim.place_relation == "part_of":
        of_town = says_divided(claim) if SIDE.search(place_id) else tells_of_its_town(claim)
        if of_town:
            return False
    if tells_of_neighbour(claim) or (SUBURB.search(claim.part or "") and not names_itself(claim)):
        return False
    if claim.place_relation == "is" or (own_id and claim.place_relation in ("part_of", "near")):
        return not place_id.endswith((NEAR, RIVER))
    return claim.place_relation == "part_of" and names_itself(claim)


def speaks_of_region(claim: Claim, place_id: str) -> bool:
    """Whether the claim is about this very region, district or enclave, or a road with an id of its own: whoever asks
    for it gets an answer, though it moves no place in it."""
    region = claim.place_relation == "region" and place_id.startswith(REGION)
    road = claim.place_relation == "road" and "/" not in place_id and place_id != f"gn:{claim.geonameid}"
    return claim.place_id == place_id and (region or road) and not tells_of_neighbour(claim)


def speaks_of_part(claim: Claim, place_id: str) -> bool:
    """Whether the claim is about a part of this place without an own entry ("eastern Aleppo", "the old town"), or a
    side of it ("the north of the town"); "a rebel-held area" may be anywhere."""
    side = claim.place_id == place_id == f"gn:{claim.geonameid}" and names_side(claim)
    inside = claim.place_relation == "part_of" and (side or claim.place_id.startswith(f"{place_id}/"))
    return inside and not SUBURB.search(claim.part or "")


def share_of(claim: Claim) -> float | None:
    """The share of the place that the claim speaks of, 0 to 1, in numbers or words ("mostly"); None: it gives none."""
    extent = extent_of(claim) if claim.polarity == "positive" else None
    return claim.extent if extent is None else (extent.low + extent.high) / 2


def is_partial(claim: Claim, effects: Effects) -> bool:
    share = share_of(claim)
    return bool(part_of(claim)) or (share is not None and share < effects.whole)


def votes_of(
    claims: Iterable[Claim], place_id: str, *, voice: Mapping[str, str], parties: Parties, effects: Effects
) -> tuple[Vote, ...]:
    """Votes of claims about one place or its parts, one for each origin and update, in a fixed order.

    An origin that says the same thing of the same days in several reports, or twice in one report, has one vote: its
    strongest.
    """
    claims = tuple(claims)
    ends, agreed = endings(claims, parties), conceded(claims, parties)
    cast = [
        vote
        for c in claims
        if not tells_of_past(c)
        for vote in _cast(
            c, place_id, voice[c.id], parties=parties, effects=effects, end=ends.get(c.id), agreed=c.id in agreed
        )
    ]
    return tuple(sorted(one_voice_each(cast), key=lambda v: (v.at, v.claim.id, v.when, v.scope, v.holders)))


def one_voice_each(votes: Iterable[Vote]) -> list[Vote]:
    """The strongest of the votes with which an origin says the same of the same day, or twice in one report."""
    votes = strongest(votes, lambda v: (v.origin, v.when, v.scope, v.holders, v.holds, int(v.at)))
    return strongest(votes, lambda v: (v.origin, v.when, v.scope, v.holders, v.holds, v.claim.report or v.claim.doc))


def town_of(place_id: str, claims: Iterable[Claim]) -> str:
    """The place_id of the town that the place is a quarter of, as its claims say; "": it is none. What the
    gazetteer has lies in no other place, whatever corrections say: two towns, each a quarter of the other, have no end.
    """
    if place_id.startswith("gn:") and "/" not in place_id:
        return ""
    inside = (c for c in claims if c.place_id == place_id and c.place_relation == "part_of" and c.geonameid)
    towns = {f"gn:{c.geonameid}" for c in inside} - {place_id}
    return min(towns, default="")


def votes_of_town(votes: Iterable[Vote], held: Callable[[Vote], float], effects: Effects) -> tuple[Vote, ...]:
    """The votes on a whole town as votes on one of its quarters. held: the chance that the town was held as the vote
    says: who takes a divided town's other half has nothing to do with this one."""
    whole = (v for v in votes if v.scope == "whole" and v.holds and v.when == "after" and v.last - v.first <= SEASON)
    told = (v for v in whole if v.claim.type == "territory_taken" and not is_partial(v.claim, effects))
    cast = (replace(v, scope="town", weight=v.weight * effects.reach * held(v)) for v in told)
    return tuple(vote for vote in cast if vote.weight >= LEAST_REACH)


def strongest(votes: Iterable[Vote], key: Callable[[Vote], Hashable]) -> list[Vote]:
    """The weightiest vote for each key; of equals the one with the smallest claim id."""
    best: dict[Hashable, Vote] = {}
    for vote in sorted(votes, key=lambda v: (-v.weight, v.claim.id)):
        best.setdefault(key(vote), vote)
    return list(best.values())


def _cast(
    claim: Claim, place_id: str, origin: str, *, parties: Parties, effects: Effects, end: float | None, agreed: bool
) -> Iterable[Vote]:
    """end: when the same words say that the holder lost the place. agreed: who lost it says so, too."""
    told = claim.type != KILLING or tells_of_execution(claim)
    rules = _rules(claim, effects) if told or tells_of_repelled(claim) else ()
    if not rules:
        return
    of_region = speaks_of_region(claim, place_id)
    raided = claim.place_id == place_id and tells_of_base(claim)
    around = noun_of_part(part_of(claim)) in OUTLYING
    whole = of_region or raided or (moves(claim, place_id) and not around)
    span = span_of(claim) if whole or (speaks_of_part(claim, place_id) and not around) else None
    if span is None:
        return
    trust = effects.trust(claim, parties, conceded=agreed)
    if claim.type != "withdrawal" and whole and tells_of_spell(claim):
        end = span[0]
    partial = (not whole or is_partial(claim, effects)) and not (raided or _tells_of_side(claim, place_id))
    negative = claim.polarity == "negative"
    for rule in rules:
        holders, scope = _what(claim, rule, partial=partial, parties=parties, effects=effects)
        # that not all of a place is held does not say that none of it is
        if not holders or (negative and (rule.denied != "flips" or partial or claim.extent == 1)):
            continue
        rest = rule.when == "before" and tells_of_rest(claim)
        if (partial or rest) and rule.says == "holds_not":  # who leaves a part may stay in the rest
            continue
        scope = "part" if rest else scope
        # who loses a part may never have had the rest
        weight = trust * rule.strength * (effects.partial if partial and scope == "whole" else 1.0)
        when, (first, last) = rule.when, span
        if end is not None:
            if rule.who == "actor2":
                continue
            when, first, last = "before", end, end
        if weight > 0:
            yield Vote(
                claim=claim, origin=origin, holders=holders, holds=(rule.says == "holds") != negative, when=when,
                first=first, last=last, weight=weight, scope=scope,
                extent=share_of(claim) if scope == "part" and whole else None,
            )  # fmt: skip


def _rules(claim: Claim, effects: Effects) -> Sequence[VoteRule]:
    """What a claim says by its type, or by words that say more."""
    if tells_of_repelled(claim):
        return effects.repelled
    if tells_of_relief(claim):
        return effects.relieved
    return effects.raided if tells_of_raid(claim) else effects.types.get(claim.type, ())


def _tells_of_side(claim: Claim, place_id: str) -> bool:
    """Whether somebody holds a side of a town as reports see it: "the rebel-held districts of eastern Harun" are it."""
    side = claim.place_id == place_id and SIDE.search(place_id) is not None
    return side and claim.type in STATES_HELD and share_of(claim) is None


def _what(
    claim: Claim, rule: VoteRule, *, partial: bool, parties: Parties, effects: Effects
) -> tuple[tuple[str, ...], Scope]:
    """Whom the vote names, and of what it speaks."""
    if rule.who == "contested":
        sides = able(claim.actor1, effects) + able(claim.actor2, effects)
        return tuple(sorted(set(sides))) or CONTESTED, "divided" if says_divided(claim) else "contested"
    holders = able(claim.actor1 if rule.who == "actor1" else claim.actor2, effects)
    day = day_of(claim)
    if any(parties.opposed(a, b, day) for n, a in enumerate(holders) for b in holders[n + 1 :]):
        # Enemies hold nothing together; that both hold something is told of divided places.
        return (holders, "divided") if claim.type == "control" else ((), "whole")
    if claim.type == "control" and says_divided(claim):
        return holders, "divided"
    if rule.who == "actor2" and rule.scope == "target":
        foes = able(claim.actor1, effects)
        holders = tuple(h for h in holders if any(_fights(a, h, day, parties) for a in foes))
    driven = claim.made_by == DRIVEN and rule.who == "actor2" and rule.when == "before" and not partial
    if claim.type == "besieged" or rule.scope != "whole" or driven:
        # "surrounded on three sides" is a part of the ring, not of the place
        scope: Scope = "besieged" if driven else rule.scope  # who was driven out of a town held a part of it, or all
        return () if partial and rule.scope == "target" else holders, scope
    if not partial or rule.when == "before":
        return holders, "whole"
    return holders, "part" if claim.type in STATES_HELD else "foothold"


def _fights(attacker: str, target: str, when: str | None, parties: Parties) -> bool:
    """Whether who is hit is a party to the war: an enemy, or a state that is no ally; and no medics, nor others whom
    nobody fights."""
    strange = parties.is_state(target) and not parties.allied(attacker, target, when)
    return strange or parties.opposed(attacker, target, when)
