"""Claims to events: matched, weighed, with the accounts that differ. The one entrance of this room."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from marsad.events.credibility import credibility
from marsad.events.disagreements import around_place, destinations, within_event
from marsad.events.matching import cluster
from marsad.events.origins import origins_of, unmarked_copies, voices
from marsad.events.parties import NO_PARTIES, Parties, members
from marsad.records import Claim, Disagreement, Event, by_root, parse_day

Links = Iterable[tuple[str, str]]

AGREED = 0.3
"""Share of an event's claims about a place or what lies in and by it, from which a narrower place is its place: reports
name the next town for their readers, the village but once or twice."""


def match_events(
    claims: Sequence[Claim],
    *,
    parties: Parties | None = None,
    must_link: Links = (),
    cannot_link: Links = (),
    copies: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> list[Event]:
    """The events that the claims speak of, by place and time; each claim is in exactly one.

    must_link, cannot_link: pairs of claim ids, people's decisions to merge and to split. copies, names: as `voices`.
    The order of `claims` is no matter. Raises MarsadError where decisions clash.
    """
    parties = parties or NO_PARTIES
    groups = [
        [claims[row] for row in rows]
        for rows in cluster(claims, parties=parties, must_link=must_link, cannot_link=cannot_link)
    ]
    return assemble(groups, claims, voices(claims, copies=copies, names=names), parties)


def assemble(
    groups: Iterable[Sequence[Claim]], around: Sequence[Claim], voice: Mapping[str, str], parties: Parties
) -> list[Event]:
    """The events of these groups of claims (the first claim first), by place and time.

    around: all claims about the places that the groups speak of, the groups' own among them: what they disagree about.
    voice: of all of these.
    """
    events = [_event(group, voice, parties) for group in groups]
    return sorted(
        _with_neighbours(events, around, voice, parties), key=lambda e: (e.place_id, e.date_start or "", e.id)
    )


def event_index(events: Iterable[Event]) -> dict[str, str]:
    """Claim id -> event id."""
    return {claim: event.id for event in events for claim in event.claims}


def event_id(first_claim: str) -> str:
    """The id of the event whose first claim (earliest published, then smallest id) is this one."""
    return "e" + hashlib.sha256(first_claim.encode()).hexdigest()[:15]


def _event(claims: Sequence[Claim], voice: Mapping[str, str], parties: Parties) -> Event:
    """claims: of one event, the first first."""
    voice = unmarked_copies(claims, voice)
    grade, reasons = credibility(claims, voice, parties)
    told = [c for c in claims if c.polarity == "positive"] or list(claims)
    at = _typical_place(told)
    start, end = _typical_time(told, voice)
    return Event(
        id=event_id(claims[0].id),
        type=_commonest(c.type for c in told),
        place=_name_of_place(at),
        place_id=at.place_id,
        geonameid=at.geonameid,
        lat=at.lat,
        lon=at.lon,
        date_start=start,
        date_end=end,
        actors=_actors(told),
        claims=tuple(c.id for c in claims),
        origins=origins_of(claims, voice, parties),
        credibility=grade,
        reasons=reasons,
        disagreements=tuple(within_event(claims, voice, parties)) if len(claims) > 1 else (),
    )


def _commonest(values: Iterable[str]) -> str:
    count = Counter(values)
    return min(count, key=lambda value: (-count[value], value)) if len(count) > 1 else next(iter(count))


def _typical_place(claims: Sequence[Claim]) -> Claim:
    """A claim at the place that most claims give, or at the one within or by it that a fair share of them agree on
    ("a village near X", told elsewhere as "X"); among equals the one that says it most precisely."""
    if len(claims) == 1:
        return claims[0]
    count = Counter(c.place_id for c in claims)

    def rank(claim: Claim) -> tuple[bool, int, int, str]:
        return not claim.place_id, -count[claim.place_id], claim.geo_precision, claim.id

    wide = min(claims, key=rank)
    about = [c for c in claims if c.place_id == wide.place_id or _is_narrower(c, wide)]
    named = Counter(c.place_id for c in about if c.place_id != wide.place_id)
    if not named:
        return wide
    (narrow, told), *others = named.most_common()
    alone = not others or others[0][1] < told
    return min((c for c in about if c.place_id == narrow), key=rank) if alone and told >= AGREED * len(about) else wide


def _is_narrower(claim: Claim, wide: Claim) -> bool:
    """Whether the claim's place has a name of its own, and is a part or a neighbour of the other or lies in its
    region."""
    if not claim.place_id or claim.place_id == wide.place_id or claim.place_text == wide.place_text:
        return False
    if wide.place_relation == "region":
        return claim.place_relation != "region" and bool(wide.admin1) and claim.admin1 == wide.admin1
    own_id = wide.place_id == f"gn:{wide.geonameid}" and claim.geonameid == wide.geonameid
    return claim.place_id.startswith(f"{wide.place_id}/") or own_id


def _name_of_place(claim: Claim) -> str | None:
    """What the claim's place is called: of a part or neighbour `place` is the larger place that it is filed under."""
    own = claim.place if claim.place_relation in ("is", "region") else claim.place_text
    return own or claim.place or claim.place_text or None


def _typical_time(claims: Sequence[Claim], voice: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The interval that most origins give; among equals the shortest, then the earliest. Never an average."""
    given: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.date_start or claim.date_end:
            given[claim.date_start, claim.date_end].add(voice[claim.id])
    if not given:
        return None, None

    def rank(span: tuple[str | None, str | None]) -> tuple[int, bool, int, str]:
        start, end = span
        length = (parse_day(end) - parse_day(start)).days if start and end else 0
        return -len(given[span]), not (start and end), length, f"{start} {end}"

    return min(given, key=rank)


def _actors(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Everyone named as acting, then everyone named as its object; the most often named first."""
    doers = Counter(name for c in claims for name in members(c.actor1))
    objects = Counter(name for c in claims for name in members(c.actor2))
    first = sorted(doers, key=lambda name: (-doers[name], name))
    return (*first, *sorted(objects.keys() - doers.keys(), key=lambda name: (-objects[name], name)))


def _with_neighbours(
    events: Sequence[Event], claims: Sequence[Claim], voice: Mapping[str, str], parties: Parties
) -> list[Event]:
    """The events, each with the disagreements that it shares with other events of its place."""
    found = [
        d for _, group in sorted(by_root(claims).items()) if len(group) > 1 for d in around_place(group, voice, parties)
    ]
    found += destinations(claims, voice)
    event_of, extra = event_index(events), defaultdict[str, list[Disagreement]](list)
    for dispute in found:
        for event in sorted({event_of[c] for side in dispute.sides for c in side.claims if c in event_of}):
            extra[event].append(dispute)
    return [replace(e, disagreements=_distinct((*e.disagreements, *extra[e.id]))) for e in events]


def _distinct(disputes: Sequence[Disagreement]) -> tuple[Disagreement, ...]:
    """Without those whose question and sides another one has too."""
    kept: list[Disagreement] = []
    for dispute in disputes:
        sides = {(side.value, claim) for side in dispute.sides for claim in side.claims}
        others = ({(s.value, c) for s in k.sides for c in s.claims} for k in kept if k.question == dispute.question)
        if not any(sides <= other for other in others):
            kept.append(dispute)
    return tuple(kept)
