"""Who held a place, at a time: the answer with its evidence, from the model of the place and the accounts around it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from marsad.control.clock import first_instant, known_instant, last_instant, span_of
from marsad.control.contamination import contamination_at
from marsad.control.effects import Effects, core_effects
from marsad.control.extent import extent_at, parts_at
from marsad.control.model import OVERLAP, UNKNOWN, Fits, PlaceModel
from marsad.control.votes import CONTESTED, Vote, moves, votes_of
from marsad.events import JOINT, NO_PARTIES, Parties, around_place, members, voices
from marsad.events.columns import root_of
from marsad.records import Candidate, Claim, ClaimWeight, Control, Share

HELD = 0.5
"""Probability from which a holder is named: more likely than everything else together."""

RIVAL = 0.3
"""Probability from which a second holder makes the place contested (unless a change of unknown day is under way)."""

DIVIDED_BELOW = 0.75
"""A place whose parts are said to be in different hands is divided, unless one holder of it all is surer than this."""

SIEGE_LASTS = 30.0
CLASH_LASTS = 7.0
"""Days after which a siege, or fighting, that nobody reports again is no longer the state of the day."""

LEAST_WEIGHT = 0.02
"""Claims that carry less than this are not listed."""

NOTES_WITHIN = 7.0
"""Days around the time asked for from which inconsistencies are pointed out."""


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


def control_at(
    place_id: str,
    claims: Sequence[Claim],
    at: str,
    *,
    as_known_at: str | None = None,
    parties: Parties | None = None,
    effects: Effects | None = None,
    copies: Mapping[str, str] | None = None,
) -> Control:
    """Who held the place at the end of a day, or at a moment (`at`: ISO date, or date-time with zone).

    as_known_at: only what reports had said by then. copies: digest of a report -> digest of the report that it copies.
    """
    parties, effects = parties or NO_PARTIES, effects or core_effects()
    known = [c for c in known_by(claims, as_known_at) if root_of(c.place_id) == root_of(place_id)]
    place = build(
        place_id, known, parties=parties, effects=effects, voice=voices(known, copies=copies), fits=Fits(parties)
    )
    return answer(place, at, as_known_at=as_known_at)


def control_all(
    claims: Sequence[Claim],
    at: str,
    *,
    as_known_at: str | None = None,
    parties: Parties | None = None,
    effects: Effects | None = None,
    copies: Mapping[str, str] | None = None,
) -> list[Control]:
    """The same for every place that some claim moves, by place_id."""
    parties, effects = parties or NO_PARTIES, effects or core_effects()
    known = known_by(claims, as_known_at)
    voice = voices(known, copies=copies)
    fits = Fits(parties)
    by_root: dict[str, list[Claim]] = defaultdict(list)
    for claim in known:
        by_root[root_of(claim.place_id)].append(claim)
    out = []
    for root, group in sorted(by_root.items()):
        for place_id in sorted({c.place_id for c in group if root and moves(c, c.place_id)}):
            place = build(place_id, group, parties=parties, effects=effects, voice=voice, fits=fits)
            if place.model.votes:
                out.append(answer(place, at, as_known_at=as_known_at))
    return out


@dataclass(frozen=True)
class Headline:
    """The answer in short. holders: None where no holder is named; labels: candidates, probability first."""

    status: str
    controller: str | None
    holders: tuple[str, ...] | None
    probability: float
    candidates: tuple[tuple[str, float], ...]


def headline(place: Place, instant: float) -> Headline:
    """Who holds the place at an instant, and in what sense."""
    posterior = place.model.at(instant)
    merged = _merge_accounts(place, posterior.states, [float(p) for p in posterior.chance])
    names = {state: _name(place, state) for state, _ in merged}
    candidates = tuple((names[state], round(p, 4)) for state, p in merged if p >= 0.005)
    holders = [(state, p) for state, p in merged if state not in (CONTESTED, UNKNOWN)]
    best, chance = holders[0] if holders else (None, 0.0)
    contested = next((p for state, p in merged if state == CONTESTED), 0.0)
    unknown = next((p for state, p in merged if state == UNKNOWN), 1.0)
    if contested > max(chance, unknown) or (
        len(holders) > 1 and holders[1][1] >= RIVAL and not place.model.changing(instant)
    ):
        named = best if chance >= HELD else None
        return Headline(
            "contested",
            names[named] if named else None,
            named,
            round(chance if named else max(contested, chance), 4),
            candidates,
        )
    if best is None or chance < HELD:
        return Headline(
            "none" if _left_empty(place, instant) else "unknown", None, None, round(max(unknown, 0.0), 4), candidates
        )
    status = "besieged" if _besiegers(place, best, instant) else "held"
    return Headline(status, names[best], best, round(chance, 4), candidates)


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


def _name(place: Place, state: tuple[str, ...]) -> str:
    """The state as people say it: joint holders in the order of the strongest claim that names just them."""
    if state in (CONTESTED, UNKNOWN):
        return state[0]
    saying = [v for v in place.model.votes if v.holders == state and v.holds]
    if not saying:
        return JOINT.join(state)
    best = min(saying, key=lambda v: (-v.weight, v.claim.id)).claim
    text = best.actor1 if members(best.actor1) == state else best.actor2
    return JOINT.join(dict.fromkeys(name.strip() for name in text.split(JOINT)))


def _left_empty(place: Place, instant: float) -> bool:
    """Whether the last thing told of the place is that its holder left, and nobody is said to have come."""
    past = [v for v in place.model.votes if v.at <= instant and v.when != "before"]
    if not past:
        return False
    newest = max(v.at for v in past)
    last = [v for v in past if v.at >= newest - 1]
    return any(not v.holds and v.claim.type == "withdrawal" for v in last) and not any(v.holds for v in last)


def _besiegers(place: Place, holders: tuple[str, ...], instant: float) -> tuple[str, ...]:
    return _active(place, holders, instant, types=frozenset({"besieged"}), lasts=SIEGE_LASTS)


def _active(
    place: Place, holders: tuple[str, ...], instant: float, *, types: frozenset[str], lasts: float
) -> tuple[str, ...]:
    """Opponents of the holders in sieges or fights that go on at the instant and began before no change of holder."""
    since, found = _arrival(place, holders, instant)[1], set[str]()
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


def _arrival(place: Place, holders: tuple[str, ...], instant: float) -> tuple[float, float]:
    """The first and last instant of the last reported change that brought the holders in; minus infinity if none is."""
    arrivals = [
        (v.last, v.first)
        for v in place.model.votes
        if v.when == "after" and v.holds and v.claim.type == "territory_taken" and v.at <= instant
        and place.fits.of(v.holders, holders, v.claim.date_end) >= OVERLAP
    ]  # fmt: skip
    last, first = max(arrivals, default=(-math.inf, -math.inf))
    return first, last


def answer(place: Place, at: str, *, as_known_at: str | None = None) -> Control:
    """The whole answer for one place and time."""
    instant = last_instant(at)
    head = headline(place, instant)
    holders = head.holders or ()
    since = _arrival(place, holders, instant)[0] if holders else -math.inf
    extent, behind = extent_at(
        place.own,
        holders,
        instant=instant,
        since=since,
        voice=place.voice,
        parties=place.parties,
        effects=place.effects,
        fits=place.fits,
    )
    parts = parts_at(place.inner, instant=instant, since=since, parties=place.parties, effects=place.effects)
    whole = (
        (Share(controller=head.controller or "", extent=extent, part="", claims=behind),) if extent is not None else ()
    )
    controller = "divided" if _divided(parts, head, place.fits) else head.controller
    fighting = _active(
        place, holders, instant, types=frozenset({"contested", "armed_clash", "offensive"}), lasts=CLASH_LASTS
    )
    at_place = next((c for c in place.inner if c.place_id == place.place_id), None)
    return Control(
        place=(at_place.place or at_place.place_text) if at_place else place.place_id,
        place_id=place.place_id,
        geonameid=at_place.geonameid if at_place else None,
        at=at,
        as_known_at=as_known_at,
        controller=controller,
        probability=head.probability,
        status=head.status,
        extent=None if controller == "divided" else extent,
        shares=(*whole, *parts),
        besieged_by=_besiegers(place, holders, instant) if holders else (),
        contested_by=fighting,
        contamination=contamination_at(place.inner, instant=instant, parties=place.parties, effects=place.effects),
        candidates=tuple(Candidate(controller=name, probability=p) for name, p in head.candidates),
        claims=carriers(place, instant, behind),
        notes=_notes(place, instant),
    )


def _divided(parts: Sequence[Share], head: Headline, fits: Fits) -> bool:
    """Parts of the place are said to be in the hands of two holders who are not one account of each other."""
    if head.holders and head.status != "contested" and head.probability >= DIVIDED_BELOW:
        return False
    sets = sorted({members(s.controller) for s in parts if s.controller != "unknown"})
    return any(not fits.one_account(a, b) for n, a in enumerate(sets) for b in sets[n + 1 :])


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
    name = _name(place, vote.holders)
    return name if vote.holds else f"not {name}"


def _notes(place: Place, instant: float) -> tuple[str, ...]:
    """Inconsistencies of the accounts around the time asked for, as the events room finds them."""
    around = []
    for claim in place.inner:
        span = span_of(claim)
        if span is not None and abs(span[1] - instant) <= NOTES_WITHIN:
            around.append(claim)
    return tuple(d.note for d in around_place(around, place.voice, place.parties)) if len(around) > 1 else ()


__all__ = ["Headline", "answer", "build", "control_all", "control_at", "first_instant", "headline", "known_by"]
