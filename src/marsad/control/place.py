"""One place with its claims and its model: what can be asked of it at an instant."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, combinations

from marsad.control.clock import known_instant, last_instant, span_of
from marsad.control.contamination import speaks_of_mines
from marsad.control.effects import Effects
from marsad.control.extent import EXTENT_TYPES, Part, parts_of
from marsad.control.fights import (
    CLASH_LASTS,
    LEAST_TRUST,
    SIEGE,
    Fight,
    Ongoing,
    fights_of,
    sieges_of_town,
)
from marsad.control.fits import OVERLAP, SPECIAL, Fits
from marsad.control.inferred import BETTER, BETTER_WITHIN, votes_of_enemies, votes_of_surrender, without_idle_signs
from marsad.control.model import PlaceModel
from marsad.control.neighbours import Neighbourhood, attacks_alone, votes_of_neighbours, votes_of_victims
from marsad.control.regions import sieges_of_regions, votes_of_regions
from marsad.control.votes import HOLDING, Vote, moves, speaks_of_region, votes_of, votes_of_town
from marsad.events import JOINT, Parties, members
from marsad.events.readings import extent_of, says_divided
from marsad.events.standing import day_of
from marsad.events.words import plain_place
from marsad.records import Claim, ClaimWeight

LEAST_WEIGHT = 0.02
"""Claims that carry less than this are not listed."""


@dataclass(frozen=True)
class Place:
    """One place's claims: `own` speak of the whole of it, `inner` of it or its parts; the model of its votes.

    fights: claims of sieges and fighting with the instants between which they go on; of a quarter also of the sieges of
    its town, of a place in an enclave of the sieges of that. parts: accounts of who holds which part. names: holders ->
    as people say it."""

    place_id: str
    own: tuple[Claim, ...]
    inner: tuple[Claim, ...]
    voice: Mapping[str, str]
    model: PlaceModel
    fits: Fits
    parties: Parties
    effects: Effects
    fights: tuple[Fight, ...]
    names: Mapping[tuple[str, ...], str]
    parts: tuple[Part, ...]
    attacks: tuple[Claim, ...] = ()
    """Those of which nothing better is told than whose the places near are (`neighbours.attacks_alone`)."""
    arrivals: dict[tuple[str, ...], tuple[list[float], list[tuple[float, float, float]]]] = field(default_factory=dict)
    """Holders -> when arrivals count, and at each the latest of those so far (last, first, at)."""
    laid_to: dict[tuple[str, ...], Ongoing] = field(default_factory=dict)
    """Holders -> the sieges that are laid to them, or to the place whoever holds it (`fighting.sieges`)."""
    noted: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    """Of some claims, those from here to there in `ended`, what is inconsistent in them."""

    @cached_property
    def called(self) -> dict[tuple[str, ...], str]:
        """The model's states as people say them."""
        return {state: name_of(self, state) for state in self.model.states}

    @cached_property
    def clashes(self) -> Ongoing:
        """All other fights."""
        return Ongoing((it for it in self.fights if it[0].type != SIEGE), CLASH_LASTS)

    @cached_property
    def contests(self) -> Ongoing:
        """Fights of which it is said that they are over the place itself."""
        told = (it for it in self.fights if it[0].type == "contested" and not says_divided(it[0]))
        return Ongoing(told, CLASH_LASTS)

    @cached_property
    def also_named(self) -> dict[tuple[str, ...], set[tuple[str, ...]]]:
        """Of the states that are somebody those that may be other names of one holder: each with all of his."""
        found: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for a, b in combinations(self.model.states[: -len(SPECIAL)], 2):
            if self.fits.one_account(a, b):
                found.setdefault(a, set()).add(b)
                found.setdefault(b, set()).add(a)
        return found

    @cached_property
    def footholds(self) -> list[Vote]:
        """Somebody is said to be entering."""
        return [v for v in self.model.votes if v.scope == "foothold" and v.weight >= LEAST_TRUST]

    @cached_property
    def told_of_whole(self) -> tuple[list[float], list[Vote]]:
        """What is told of the whole place, of the days after or of that day, by the instant for which it counts."""
        found = [v for v in self.model.votes if v.when != "before" and v.scope == "whole"]
        return [v.at for v in found], found

    @cached_property
    def naming(self) -> dict[tuple[str, ...], list[Vote]]:
        """Holders -> votes that say just these hold it."""
        found: dict[tuple[str, ...], list[Vote]] = {}
        for vote in self.model.votes:
            if vote.holds and vote.scope in HOLDING and vote.scope != "part":
                found.setdefault(vote.holders, []).append(vote)
        return found

    @cached_property
    def shares(self) -> list[Claim]:
        """Claims of `own` that say how much of the place somebody has."""
        return [c for c in self.own if c.type in EXTENT_TYPES and span_of(c) and extent_of(c) is not None]

    @cached_property
    def mines(self) -> list[Claim]:
        return [c for c in self.inner if speaks_of_mines(c)]

    @cached_property
    def reaching(self) -> list[tuple[Vote, str]]:
        """The votes on this town that reach its quarters, each with its claim's words as plain as a place's name."""
        reach = votes_of_town(self.model.votes, lambda vote: _held(self.model, vote), self.effects)
        return [(vote, plain_place(vote.claim.quote)) for vote in reach]

    @cached_property
    def ended(self) -> tuple[list[float], list[int]]:
        """The last instants that claims of `inner` speak of, in order, and which claims these are."""
        spans = [(span[1], at) for at, claim in enumerate(self.inner) if (span := span_of(claim))]
        return [end for end, _ in sorted(spans)], [at for _, at in sorted(spans)]


def known_by(claims: Iterable[Claim], as_known_at: str | None) -> list[Claim]:
    """The claims that were known at a time: by the latest bound of their publication. Undated ones never were."""
    if as_known_at is None:
        return list(claims)
    limit = last_instant(as_known_at)
    return [claim for claim in claims if known_instant(claim) <= limit]


def build(
    place_id: str,
    claims: Sequence[Claim],
    *,
    parties: Parties,
    effects: Effects,
    voice: Mapping[str, str],
    fits: Fits,
    town: Place | None = None,
    regions: Mapping[str, Sequence[Claim]] | None = None,
    near: Neighbourhood | None = None,
) -> Place:
    """claims: any; those about other places are left out. The order of `claims` is no matter. town: the town that the
    place is a quarter of (`votes.town_of`). regions: who holds which, by report (`regions.by_report`). near: who holds
    what around."""
    inner = tuple(
        sorted(
            (c for c in claims if c.place_id == place_id or c.place_id.startswith(place_id + "/")), key=lambda c: c.id
        )
    )
    own = tuple(c for c in inner if moves(c, place_id) or speaks_of_region(c, place_id))
    votes = votes_of(inner, place_id, voice=voice, parties=parties, effects=effects)
    fights = fights_of(own, parties, effects)
    more = votes_of_surrender(votes, fights, parties=parties, effects=effects)
    if town:
        own_words = {plain_place(c.place_text) for c in inner if c.place_id == place_id and c.place_text}
        reach = [v for v, words in town.reaching if not any(name in words for name in own_words)]
        more += [*reach, *votes_of_enemies(own, town.model.votes, voice=voice, parties=parties, effects=effects)]
    around = votes_of_regions(inner, place_id, regions or {}, voice=voice, parties=parties, effects=effects)
    more += around
    attacks = tuple(attacks_alone(inner, place_id))
    if near and attacks:
        nearby = votes_of_neighbours(attacks, near, voice=voice, parties=parties, effects=effects)
        better = [told.at for told in around if told.weight >= BETTER]
        more += [v for v in nearby if all(abs(v.at - at) > BETTER_WITHIN for at in better)]
    if attacks:
        inferred = {v.claim.id for v in more}
        alone = (c for c in attacks if c.id not in inferred)
        more += votes_of_victims(alone, voice=voice, parties=parties, effects=effects)
    told = tuple(sorted((*votes, *more), key=lambda v: (v.at, v.claim.id, v.when, v.scope, v.holders)))
    votes = without_idle_signs(told)
    return Place(
        place_id,
        own,
        inner,
        voice,
        PlaceModel(votes, fits=fits, effects=effects, rulers=_rulers(own, votes, parties)),
        fits,
        parties,
        effects,
        (
            *fights,
            *(sieges_of_town(town.inner, place_id, parties, effects) if town else ()),
            *sieges_of_regions(inner, place_id, regions or {}, parties, effects),
        ),
        _names(votes),
        parts_of(inner, parties=parties, effects=effects),
        attacks,
    )


def _held(town: PlaceModel, vote: Vote) -> float:
    """The chance that the town was held as the vote says, all evidence considered."""
    posterior = town.at(vote.at)
    return float(posterior.chance[posterior.states.index(vote.holders)])


def _rulers(own: Sequence[Claim], votes: Sequence[Vote], parties: Parties) -> frozenset[str]:
    """Of a country's capital, the names in its votes that mean the country's own state."""
    country = next((c.country for c in own if c.place_relation == "is" and c.place == parties.capital(c.country)), "")
    if not country:
        return frozenset()
    told = {(name, day_of(vote.claim)) for vote in votes for name in vote.holders}
    return frozenset(name for name, when in told if parties.rules(name, country, when))


def _names(votes: Sequence[Vote]) -> dict[tuple[str, ...], str]:
    """Joint holders in the order of the strongest claim that names just them; states that are no holder."""
    names: dict[tuple[str, ...], str] = {state: state[0] for state in SPECIAL}
    for vote in sorted(votes, key=lambda v: (-v.weight, v.claim.id)):
        if vote.holds and vote.scope in HOLDING and vote.holders not in names:
            claim = vote.beside or vote.claim
            text = claim.actor1 if set(vote.holders) <= set(members(claim.actor1)) else claim.actor2
            given = dict.fromkeys(name.strip() for name in text.split(JOINT))
            told = [name for name in given if name in vote.holders]
            names[vote.holders] = JOINT.join(told or vote.holders)  # who is only inferred is not named
    return names


def name_of(place: Place, state: tuple[str, ...]) -> str:
    """The state as people say it."""
    return place.names.get(state) or JOINT.join(state)


def support(place: Place, state: tuple[str, ...], instant: float) -> float:
    """How much evidence names just these holders for an instant: the weights of its votes, less what time took."""
    speaking = [
        v
        for v in place.naming.get(state, ())
        if not (v.when == "before" and instant >= v.last) and not (v.when == "after" and instant < v.first)
    ]
    return place.model.left_of(speaking, instant)


def arrival(place: Place, holders: tuple[str, ...], instant: float) -> tuple[float, float]:
    """The first and last instant of the last reported change that brought the holders in; minus infinity if none is."""
    arrivals = place.arrivals.get(holders)
    if arrivals is None:
        some = [
            (v.last, v.first, v.at)
            for v in place.model.votes  # by `at`
            if v.claim.type == "territory_taken" and v.when == "after" and v.holds and v.scope == "whole"
            and place.fits.of(v.holders, holders, v.claim.date_end) >= OVERLAP
        ]  # fmt: skip
        arrivals = place.arrivals[holders] = [at for *_, at in some], list(accumulate(some, max))
    ats, latest = arrivals
    so_far = bisect_right(ats, instant)
    last, first, _ = latest[so_far - 1] if so_far else (-math.inf, -math.inf, 0.0)
    return first, last


def left_empty(place: Place, instant: float) -> bool:
    """Whether the last thing told of the place is that its holder left, and nobody is said to have come."""
    ats, votes = place.told_of_whole
    past = bisect_right(ats, instant)
    if not past:
        return False
    last = votes[bisect_left(ats, ats[past - 1] - 1, hi=past) : past]
    return any(not v.holds and v.claim.type == "withdrawal" for v in last) and not any(v.holds for v in last)


def carriers(place: Place, instant: float, behind_extent: Sequence[str] = ()) -> tuple[ClaimWeight, ...]:
    """The claims that carry the answer: each vote's weight, less the chance that things changed since."""
    best: dict[str, tuple[float, Vote]] = {}
    for vote, weight in place.model.bearing(instant, LEAST_WEIGHT):
        if (vote.when == "before" and instant >= vote.last) or (vote.when == "after" and instant < vote.first):
            continue  # whom a town was taken from says nothing of later days
        for claim in (vote.claim, vote.beside) if vote.beside else (vote.claim,):
            if weight > best.get(claim.id, (0.0, vote))[0]:
                best[claim.id] = (weight, vote)
    out = [ClaimWeight(id=i, supports=_label(place, v), weight=round(w, 4)) for i, (w, v) in best.items()]
    known = {c.id: c for c in place.own} if behind_extent else {}
    for name in behind_extent:
        if name not in best:
            trust = place.effects.trust(known[name], place.parties)
            out.append(ClaimWeight(id=name, supports="extent", weight=round(trust, 4)))
    return tuple(sorted(out, key=lambda c: (-c.weight, c.id)))


def _label(place: Place, vote: Vote) -> str:
    if vote.scope not in HOLDING:
        return vote.scope
    name = name_of(place, vote.holders)
    return name if vote.holds else f"not {name}"
