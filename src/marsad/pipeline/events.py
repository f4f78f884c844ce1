"""Events of the claims in a ledger: matched anew from all of them, with what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from marsad.events import Parties, event_index, match_events
from marsad.ledger import Constraints, EventFilter, Ledger
from marsad.records import Claim, Event, Report, earliest_moment, latest_moment


class Copying(NamedTuple):
    """copies: digest of a report -> digest of the one that it copies; names: digest of an original -> its outlet, else
    its label."""

    copies: Mapping[str, str]
    names: Mapping[str, str]


def copies_in(ledger: Ledger, *, as_recorded_at: str | None = None) -> Copying:
    """What copies what, of all reports in the ledger."""
    return copying(ledger.reports(as_recorded_at=as_recorded_at))


def copying(reports: Iterable[Report]) -> Copying:
    """What copies what among these reports, originals among them."""
    copies, labels = {}, {}
    for report in reports:
        labels[report.digest] = report.outlet or report.doc
        if report.copy_of:
            copies[report.digest] = report.copy_of
    return Copying(copies, {first: labels[first] for first in copies.values() if first in labels})


def events_of(claims: Sequence[Claim], *, parties: Parties, constraints: Constraints, copying: Copying) -> list[Event]:
    """The events of these claims, as people's merges and splits allow."""
    return match_events(
        claims,
        parties=parties,
        must_link=[pair for group in constraints.must_link for pair in pairwise(group)],
        cannot_link=constraints.cannot_link,
        copies=copying.copies,
        names=copying.names,
    )


def with_events(claims: Iterable[Claim], events: Iterable[Event]) -> Iterator[Claim]:
    """The claims, each with the id of its event."""
    index = event_index(events)
    return (replace(claim, event=index.get(claim.id, "")) for claim in claims)


def passes(event: Event, where: EventFilter, types: Mapping[str, str]) -> bool:
    """Whether an event that is not stored (made for an earlier time) passes the filter, as stored ones do. types: of
    its claims, by id."""
    if where.type and where.type not in (event.type, *(types[claim] for claim in event.claims)):
        return False
    if where.place_id and event.place_id != where.place_id:
        return False
    if where.place.startswith("geonameid:"):
        if str(event.geonameid) != where.place.removeprefix("geonameid:"):
            return False
    elif where.place and (event.place or "").casefold() != where.place.casefold():
        return False
    if where.actor and not any(where.actor in actor.split(" + ") for actor in event.actors):
        return False
    return _overlaps(event, since=where.since, until=where.until)


def _overlaps(event: Event, *, since: str | None, until: str | None) -> bool:
    first, last = event.date_start, event.date_end
    if (since or until) and not (first or last):
        return False
    if since and last and latest_moment(last) < earliest_moment(since):
        return False
    return not (until and first and earliest_moment(first) > latest_moment(until))
