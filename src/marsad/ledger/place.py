"""What a place's page shows, from one view of the ledger: the latest of what is told of it, and how much there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from marsad.ledger import control, decisions, disagreements, sums
from marsad.ledger.codec import decode_claim, decode_event
from marsad.ledger.events import holders
from marsad.ledger.reports import batched, some_of
from marsad.ledger.schema import claims, event_addresses, events
from marsad.ledger.sums import Counted
from marsad.records import Claim, Event, Report


@dataclass(frozen=True, slots=True)
class PlaceRows:
    """claims, events: the latest, by the days that they speak of, in that order; event_of: claim -> its event; reports:
    of these claims. disagreements: JSON, the most urgent first. events_in_all, disagreements_in_all: how many there
    are; claims_there, events_there: at the place itself; counted: of all claims. page: put with its control, JSON."""

    claims: list[Claim]
    event_of: dict[str, str]
    reports: dict[str, Report]
    events: list[Event]
    events_in_all: int
    claims_there: int
    events_there: int
    disagreements: list[bytes]
    disagreements_in_all: int
    counted: Counted
    page: bytes | None


def rows(connection: Connection, place_id: str, within: Sequence[str], *, most: tuple[int, int, int]) -> PlaceRows:
    """within: ids of the place and of its parts. most: claims, events, disagreements."""
    shown = _claims(connection, within, most[0])
    column, here = events.c, events.c.id.in_(_told_in(within))
    latest = func.coalesce(column.valid_to, column.valid_from, "")
    found = select(column.payload).where(here).order_by(latest.desc(), column.id).limit(most[1])
    happened = select(column.place_id, func.count()).where(here).group_by(column.place_id)
    there = {row[0]: int(row[1]) for row in connection.execute(happened)}
    counted = sums.of_places(connection, within)
    disputed, disputed_in_all = disagreements.of_events(connection, _told_in(within), most=most[2])
    return PlaceRows(
        claims=shown,
        event_of=holders(connection, [claim.id for claim in shown]),
        reports={it.digest: it for it in some_of(connection, dict.fromkeys(it.report for it in shown))},
        events=[decode_event(row.payload) for row in connection.execute(found)][::-1],
        events_in_all=sum(there.values()),
        claims_there=counted.claims if len(within) == 1 else sums.of_places(connection, [place_id]).claims,
        events_there=there.get(place_id, 0),
        disagreements=disputed,
        disagreements_in_all=disputed_in_all,
        counted=counted,
        page=control.page(connection, place_id),
    )


def _told_in(within: Sequence[str]) -> Select[tuple[str]]:
    """Ids of the events of which claims about these places tell."""
    of = event_addresses.c.claim_id == claims.c.id
    return (
        select(event_addresses.c.event_id)
        .join_from(claims, event_addresses, of)
        .where(claims.c.place_id.in_(within), event_addresses.c.current)
    )


def _claims(connection: Connection, within: Sequence[str], most: int) -> list[Claim]:
    """As people left them: rejected ones make room for others, those that were moved here are among them."""
    ruled = decisions.rulings_at(connection)
    column = claims.c
    latest = func.coalesce(column.valid_to, column.valid_from, "")
    here = select(column.payload).where(column.place_id.in_(within)).order_by(latest.desc(), column.id.desc())
    moved = [name for name, (values, _) in ruled.corrected.items() if values.get("place_id") in within]
    derived = [row.payload for row in connection.execute(here.limit(most + len(ruled.rejected) + len(ruled.corrected)))]
    for some in batched(moved):
        wanted = select(column.payload).where(column.id.in_(some), column.place_id.not_in(within))
        derived += connection.execute(wanted).scalars()
    left = (ruled.apply(decode_claim(payload)) for payload in derived)
    told = [claim for claim in left if claim is not None and claim.place_id in within]
    return sorted(told, key=lambda it: (it.date_end or it.date_start or "", it.id))[-most:]
