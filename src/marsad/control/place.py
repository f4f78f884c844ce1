"""One place with its claims and its model: what can be asked of it at an instant."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from marsad.control.clock import known_instant, last_instant, span_of
from marsad.control.effects import Effects
from marsad.control.model import OVERLAP, UNKNOWN, Fits, PlaceModel
from marsad.control.votes import CONTESTED, Vote, moves, votes_of
from marsad.events import JOINT, Parties, members
from marsad.records import Claim, ClaimWeight

SIEGE_LASTS = 30.0
CLASH_LASTS = 7.0
"""Days after which a siege, or fighting, that nobody reports again is no longer the state of the day."""

LEAST_WEIGHT = 0.02
"""Claims that carry less than this are not listed."""


@dataclass(frozen=True)
class Place:
    """One place's claims: `own` speak of the whole of it, `inner` of it or its parts; the model of its votes."""

    place_id: str
    own: tuple[Claim, ...]
    inner: tuple[Claim, ...]
    voice: Mapping[str, str]
    model: PlaceModel
    fits: Fits
    parties: Parties
    effects: Effects


def known_by(claims: Iterable[Claim], as_known_at: str | None) -> list[Claim]:
    """The claims that were known at a time: by the latest bound of their publication. Undated ones never were."""
    if as_known_at is None:
        return list(claims)
    limit = last_instant(as_known_at)
    return [claim for claim in claims if known_instant(claim) <= limit]


def build(
    place_id: str, claims: Sequence[Claim], *, parties: Parties, effects: Effects, voice: Mapping[str, str], fits: Fits
) -> Place:
    """claims: any; those about other places are left out. The order of `claims` is no matter."""
    inner = tuple(
        sorted(
            (c for c in claims if c.place_id == place_id or c.place_id.startswith(place_id + "/")), key=lambda c: c.id
        )
    )
    own = tuple(c for c in inner if moves(c, place_id))
    votes = votes_of(own, voice=voice, parties=parties, effects=effects)
    return Place(place_id, own, inner, voice, PlaceModel(votes, fits=fits), fits, parties, effects)


def name_of(place: Place, state: tuple[str, ...]) -> str:
    """The state as people say it: joint holders in the order of the strongest claim that names just them."""
    if state in (CONTESTED, UNKNOWN):
        return state[0]
    saying = [v for v in place.model.votes if v.holders == state and v.holds]
    if not saying:
        return JOINT.join(state)
    best = min(saying, key=lambda v: (-v.weight, v.claim.id)).claim
    text = best.actor1 if members(best.actor1) == state else best.actor2
    return JOINT.join(dict.fromkeys(name.strip() for name in text.split(JOINT)))


def arrival(place: Place, holders: tuple[str, ...], instant: float) -> tuple[float, float]:
    """The first and last instant of the last reported change that brought the holders in; minus infinity if none is."""
    arrivals = [
        (v.last, v.first)
        for v in place.model.votes
        if v.when == "after" and v.holds and v.claim.type == "territory_taken" and v.at <= instant
        and place.fits.of(v.holders, holders, v.claim.date_end) >= OVERLAP
    ]  # fmt: skip
    last, first = max(arrivals, default=(-math.inf, -math.inf))
    return first, last


def left_empty(place: Place, instant: float) -> bool:
    """Whether the last thing told of the place is that its holder left, and nobody is said to have come."""
    past = [v for v in place.model.votes if v.at <= instant and v.when != "before"]
    if not past:
        return False
    newest = max(v.at for v in past)
    last = [v for v in past if v.at >= newest - 1]
    return any(not v.holds and v.claim.type == "withdrawal" for v in last) and not any(v.holds for v in last)


def besiegers(place: Place, holders: tuple[str, ...], instant: float) -> tuple[str, ...]:
    return active(place, holders, instant, types=frozenset({"besieged"}), lasts=SIEGE_LASTS)


def active(
    place: Place, holders: tuple[str, ...], instant: float, *, types: frozenset[str], lasts: float
) -> tuple[str, ...]:
    """Opponents of the holders in sieges or fights that go on at the instant and began before no change of holder."""
    since, found = arrival(place, holders, instant)[1], set[str]()
    for claim in place.own:
        span = span_of(claim)
        if claim.type not in types or claim.polarity == "negative" or span is None:
            continue
        if (
            span[0] <= instant <= span[1] + lasts
            and span[1] > since
            and place.effects.trust(claim, place.parties) >= 0.1
        ):
            found |= set(members(claim.actor1))
            found |= set(members(claim.actor2)) if "besieged" not in types else set()
    return tuple(sorted(found - set(holders)))


def carriers(place: Place, instant: float, behind_extent: Sequence[str] = ()) -> tuple[ClaimWeight, ...]:
    """The claims that carry the answer: each vote's weight, less the chance that things changed since."""
    best: dict[str, tuple[float, Vote]] = {}
    for vote in place.model.votes:
        weight = vote.weight * place.model.carries(vote, instant)
        if weight >= LEAST_WEIGHT and weight > best.get(vote.claim.id, (0.0, vote))[0]:
            best[vote.claim.id] = (weight, vote)
    out = [ClaimWeight(id=i, supports=_label(place, v), weight=round(w, 4)) for i, (w, v) in best.items()]
    known = {c.id: c for c in place.own}
    for name in behind_extent:
        if name not in best:
            trust = place.effects.trust(known[name], place.parties)
            out.append(ClaimWeight(id=name, supports="extent", weight=round(trust, 4)))
    return tuple(sorted(out, key=lambda c: (-c.weight, c.id)))


def _label(place: Place, vote: Vote) -> str:
    name = name_of(place, vote.holders)
    return name if vote.holds else f"not {name}"
