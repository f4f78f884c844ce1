"""Claims as votes on who holds a place, and the few that remain when each origin has one voice."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

from marsad.control.clock import span_of
from marsad.control.effects import Effects, VoteRule
from marsad.events import Parties, members
from marsad.events.readings import part_of
from marsad.records import Claim

CONTESTED = ("contested",)
"""The holder of a place that nobody holds alone."""

NOON = 0.5
"""A state's day is vouched for at its noon: what happens that day may come before or after."""


@dataclass(frozen=True, slots=True)
class Vote:
    """holders: a sorted tuple of actors, or CONTESTED. holds: whether they are said to hold it, or not to.

    when: before or after an event that lies between the instants `first` and `last`, or during a state that is said to
    hold from first to last."""

    claim: Claim
    origin: str
    holders: tuple[str, ...]
    holds: bool
    when: str
    first: float
    last: float
    weight: float

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
    return claim.place_relation == "is" or (own_id and claim.place_relation in ("part_of", "near"))


def is_partial(claim: Claim, effects: Effects) -> bool:
    return bool(part_of(claim)) or (claim.extent is not None and claim.extent < effects.whole)


def votes_of(
    claims: Iterable[Claim], *, voice: Mapping[str, str], parties: Parties, effects: Effects
) -> tuple[Vote, ...]:
    """Votes of claims that move one place, one for each origin and update, in a fixed order.

    An origin that says the same thing of the same days in several reports, or twice in one report, has one vote: its
    strongest.
    """
    cast = [vote for claim in claims for vote in _cast(claim, voice[claim.id], parties, effects)]
    cast = _strongest(cast, lambda v: (v.origin, v.when, v.holders, v.holds, int(v.at)))
    cast = _strongest(cast, lambda v: (v.origin, v.when, v.holders, v.holds, v.claim.report or v.claim.doc))
    return tuple(sorted(cast, key=lambda v: (v.at, v.claim.id, v.when, v.holders)))


def _strongest(votes: Iterable[Vote], key: Callable[[Vote], Hashable]) -> list[Vote]:
    """The weightiest vote for each key; of equals the one with the smallest claim id."""
    best: dict[Hashable, Vote] = {}
    for vote in sorted(votes, key=lambda v: (-v.weight, v.claim.id)):
        best.setdefault(key(vote), vote)
    return list(best.values())


def _cast(claim: Claim, origin: str, parties: Parties, effects: Effects) -> Iterable[Vote]:
    rules = effects.types.get(claim.type, ())
    span = span_of(claim) if rules else None
    if span is None:
        return
    trust = effects.trust(claim, parties)
    partial = is_partial(claim, effects)
    for rule in rules:
        holders = _holders(claim, rule)
        negative = claim.polarity == "negative"
        # that not all of a place is held does not say that none of it is
        if not holders or (negative and (rule.denied != "flips" or partial or claim.extent == 1)):
            continue
        weight = trust * rule.strength * (effects.partial if partial else 1.0)
        if weight > 0:
            yield Vote(
                claim=claim, origin=origin, holders=holders, holds=(rule.says == "holds") != negative, when=rule.when,
                first=span[0], last=span[1], weight=weight,
            )  # fmt: skip


def _holders(claim: Claim, rule: VoteRule) -> tuple[str, ...]:
    if rule.who == "contested":
        return CONTESTED
    return members(claim.actor1 if rule.who == "actor1" else claim.actor2)
