"""Events after new reports: only those that the reports may touch are made anew, with the result of a full rebuild."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from marsad.events import Parties
from marsad.events.blocking import Neighbours
from marsad.events.events import assemble
from marsad.events.incremental import affected, days_compared
from marsad.events.matching import cluster, seniority
from marsad.events.origins import voices
from marsad.ledger import ClaimFilter, Constraints, Ledger
from marsad.pipeline.events import copying
from marsad.pipeline.places import ids_under
from marsad.records import Claim, Event, Report, root_of
from marsad.records.vocabulary import STATE_TYPES

LEAVING = ("withdrawal", "movement", "displacement")
"""Types whose destinations are compared across places."""

IN_LIST = 500
"""Ids asked for at once."""


def touched_events(
    ledger: Ledger, changed: Sequence[Claim], *, former: Sequence[Claim] = (), parties: Parties
) -> tuple[list[Event], list[str]]:
    """Events that are not (or not so) in the ledger since `changed` came in, and ids of events that are no more.

    former: what changed claims said before, and claims that are no more.
    """
    constraints = ledger.constraints()
    nearby = _Nearby(ledger, constraints)
    touched = affected(changed, former=former, near=nearby.near, parties=parties, must_link=constraints.must_link)
    groups = _clustered(list(touched.values()), constraints, parties)
    places = {root_of(claim.place_id) for claim in (*changed, *former) if claim.place_id}
    around = nearby.at(places) | nearby.leaving((*changed, *former))
    stored = {event.id: event for event in ledger.events_holding({*touched, *around, *(c.id for c in former)})}
    beside = [event for event in stored.values() if not any(claim in touched for claim in event.claims)]
    held = claims_by_id(ledger, (claim for event in beside for claim in event.claims))
    groups += [
        sorted((held[name] for name in event.claims if name in held), key=seniority)
        for event in beside
        if any(name in held for name in event.claims)
    ]
    spoken = [claim for group in groups for claim in group]
    around |= nearby.at({root_of(claim.place_id) for claim in spoken if claim.place_id} - places)
    around |= nearby.leaving(spoken)
    everyone = list((around | {claim.id: claim for claim in spoken}).values())
    known = copying(nearby.reports({claim.report for claim in everyone}))
    voice = voices(everyone, copies=known.copies, names=known.names)
    events = assemble(groups, list(around.values()), voice, parties)
    made = {event.id for event in events}
    return [event for event in events if stored.get(event.id) != event], sorted(stored.keys() - made)


def _clustered(claims: Sequence[Claim], constraints: Constraints, parties: Parties) -> list[list[Claim]]:
    together = [pair for group in constraints.must_link for pair in pairwise(group)]
    rows = cluster(claims, parties=parties, must_link=together, cannot_link=constraints.cannot_link)
    return [[claims[row] for row in group] for group in rows]


def claims_by_id(ledger: Ledger, names: Iterable[str]) -> dict[str, Claim]:
    """Claims as people left them; rejected ones are missing."""
    wanted = sorted(set(names))
    some = (tuple(wanted[at : at + IN_LIST]) for at in range(0, len(wanted), IN_LIST))
    return {claim.id: claim for ids in some for claim in ledger.claims(ClaimFilter(ids=ids))}


class _Nearby:
    """Claims of a ledger by what they may share with others."""

    def __init__(self, ledger: Ledger, constraints: Constraints) -> None:
        self._ledger = ledger
        self._read = [_Read(ledger, ()), _Read(ledger, tuple(sorted(STATE_TYPES)))]
        self._held = {name: group for group in constraints.must_link for name in group}

    def near(self, claims: Sequence[Claim]) -> Iterator[Claim]:
        """All that may be compared with these, and what people merged with them."""
        days, neighbours = days_compared(claims), Neighbours(claims)
        if days is None:
            yield from (claim for claim in self._ledger.claims() if claim in neighbours)
        for read, window in zip(self._read, days or (None, None), strict=True):
            if window is not None:
                yield from (claim for claim in read.within(window) if claim in neighbours)
        for digest in sorted({claim.report for claim in claims}):
            yield from self._ledger.claims(ClaimFilter(report=digest))
        held = (name for claim in claims for name in self._held.get(claim.id, ()))
        yield from claims_by_id(self._ledger, held).values()

    def at(self, roots: set[str]) -> dict[str, Claim]:
        """All claims about these places and their parts."""
        wheres = (ClaimFilter(place_id=place_id) for place_id in ids_under(roots, self._ledger.places()))
        return {claim.id: claim for where in wheres for claim in self._ledger.claims(where)}

    def leaving(self, claims: Iterable[Claim]) -> dict[str, Claim]:
        """All claims that tell of a way from place to place, if any of these does."""
        if not any(claim.type in LEAVING and claim.from_place and claim.to_place for claim in claims):
            return {}
        return {claim.id: claim for claim in self._ledger.claims(ClaimFilter(type=LEAVING))}

    def reports(self, digests: set[str]) -> Iterator[Report]:
        """These reports and what they copy; of redacted ones their copies stand for them."""
        found = self._ledger.reports_of(sorted(digests))
        originals = {report.copy_of for report in found.values() if report.copy_of} - digests
        yield from found.values()
        yield from self._ledger.reports_of(sorted(originals)).values()


class _Read:
    """Claims of some types (none given: of all) around some days, read once: they are many, and asked for again as more
    events turn out to be touched."""

    def __init__(self, ledger: Ledger, types: tuple[str, ...]) -> None:
        self._ledger, self._types = ledger, types
        self._claims: dict[str, Claim] = {}
        self._days: tuple[int, int] | None = None

    def within(self, days: tuple[int, int]) -> Iterable[Claim]:
        """At least those around the days (first and last, ordinals)."""
        first, last = days
        if self._days is None:
            self._days = (first, first - 1)
        low, high = self._days
        for begin, end in ((first, low - 1), (high + 1, last)):
            if begin <= end:
                where = ClaimFilter(type=self._types, around=(_iso(begin), _iso(end)))
                self._claims |= {claim.id: claim for claim in self._ledger.claims(where)}
        self._days = min(first, low), max(last, high)
        return self._claims.values()


def _iso(ordinal: int) -> str:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).isoformat()
