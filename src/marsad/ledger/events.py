"""Events: replaced when they are recomputed, addressed for ever by any claim's id and by ids they once had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import orjson
from sqlalchemy import Connection, Select, delete, insert, or_, select

from marsad.ledger import claims as claim_store
from marsad.ledger.codec import decode_event, encode_event, first_stamp, last_stamp
from marsad.ledger.reports import BATCH
from marsad.ledger.schema import event_addresses, events
from marsad.records import Event, LedgerError


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Empty fields do not filter. place: a name or "geonameid:N". since, until: ISO; the event's dates overlap them."""

    type: str = ""
    place: str = ""
    place_id: str = ""
    actor: str = ""
    since: str | None = None
    until: str | None = None


def put(connection: Connection, new: Iterable[Event], derivation: int, *, whole: bool) -> None:
    """Stores events. Those that share a claim with a new one make way; with `whole`, all others do.

    The id of an event that made way leads to the event that holds its first claim now. Raises LedgerError for an event
    without claims, or a claim in two events.
    """
    if whole:
        retire(connection, list(connection.execute(select(events.c.id)).scalars()))
    batch: list[Event] = []
    for event in new:
        batch.append(event)
        if len(batch) == BATCH:
            _put_batch(connection, batch, derivation, whole=whole)
            batch = []
    _put_batch(connection, batch, derivation, whole=whole)


def _put_batch(connection: Connection, batch: list[Event], derivation: int, *, whole: bool) -> None:
    holders = {claim: event.id for event in batch for claim in event.claims}
    if len(holders) != sum(len(event.claims) for event in batch) or not all(event.claims for event in batch):
        raise LedgerError("an event without claims, or a claim in two events")
    in_use = _holding(connection, list(holders)) | _stored(connection, [event.id for event in batch])
    if whole and in_use:
        raise LedgerError(f"a claim in two events, or an event twice: {sorted(in_use)[0]}")
    retire(connection, sorted(in_use))
    if batch:
        connection.execute(insert(events), [_row(event, derivation) for event in batch])
        connection.execute(
            insert(event_addresses), [{"claim_id": claim, "event_id": event} for claim, event in holders.items()]
        )


def retire(connection: Connection, ids: list[str]) -> None:
    """Removes events; each id leads to its first claim from now on."""
    for at in range(0, len(ids), BATCH):
        some = ids[at : at + BATCH]
        rows = connection.execute(select(events.c.id, events.c.payload).where(events.c.id.in_(some))).all()
        claim_store.write_redirects(
            connection,
            [{"address": row.id, "claim_id": orjson.loads(row.payload)["claims"][0], "snapshot": None} for row in rows],
        )
        connection.execute(delete(events).where(events.c.id.in_(some)))
        connection.execute(delete(event_addresses).where(event_addresses.c.event_id.in_(some)))


def current_id(connection: Connection, address: str) -> str:
    """The event that an address (an event's id, past or present, or that of any claim) leads to. Raises LedgerError."""
    if _stored(connection, [address]):
        return address
    claim = claim_store.current_id(connection, address)
    found = _holding(connection, [address]) or (_holding(connection, [claim]) if claim else set())
    if not found:
        what = f"claim {claim} is in no event" if claim else f"no event or claim {address}"
        raise LedgerError(what, advice="`marsad events --json` lists events; `marsad rebuild` makes them anew.")
    return found.pop()


def one(connection: Connection, address: str) -> Event:
    name = current_id(connection, address)
    return decode_event(connection.execute(select(events.c.payload).where(events.c.id == name)).scalar_one())


def stream(connection: Connection, where: EventFilter) -> Iterator[Event]:
    """Events by their first moment (undated ones first), then by id."""
    for row in connection.execution_options(yield_per=BATCH).execute(_query(where)):
        event = decode_event(row.payload)
        if not where.actor or any(where.actor in actor.split(" + ") for actor in event.actors):
            yield event


def _query(where: EventFilter) -> Select[tuple[bytes]]:
    column = events.c
    query = select(column.payload).order_by(column.valid_from.is_not(None), column.valid_from, column.id)
    if where.type:
        query = query.where(column.type == where.type)
    if where.place_id:
        query = query.where(column.place_id == where.place_id)
    if where.place.startswith("geonameid:"):
        query = query.where(column.geonameid == geonameid(where.place))
    elif where.place:
        query = query.where(column.place_name == where.place.casefold())
    if where.since or where.until:
        query = query.where(or_(column.valid_from.is_not(None), column.valid_to.is_not(None)))
    if where.since:
        query = query.where(or_(column.valid_to.is_(None), column.valid_to >= first_stamp(where.since)))
    if where.until:
        query = query.where(or_(column.valid_from.is_(None), column.valid_from <= last_stamp(where.until)))
    return query


def geonameid(place: str) -> int:
    """N of "geonameid:N". Raises LedgerError."""
    number = place.removeprefix("geonameid:")
    if not number.isdecimal():
        raise LedgerError(f"not a place's number: {place!r}", advice="Write geonameid:N with GeoNames' own number.")
    return int(number)


def _row(event: Event, derivation: int) -> dict[str, object]:
    return {
        "id": event.id,
        "type": event.type,
        "place_id": event.place_id,
        "geonameid": event.geonameid,
        "place_name": (event.place or "").casefold(),
        "credibility": event.credibility,
        "valid_from": first_stamp(event.date_start),
        "valid_to": last_stamp(event.date_end),
        "derivation": derivation,
        "payload": encode_event(event),
    }


def _holding(connection: Connection, claims: list[str]) -> set[str]:
    found: set[str] = set()
    for at in range(0, len(claims), BATCH):
        query = select(event_addresses.c.event_id).where(event_addresses.c.claim_id.in_(claims[at : at + BATCH]))
        found.update(connection.execute(query).scalars())
    return found


def _stored(connection: Connection, ids: list[str]) -> set[str]:
    return set(connection.execute(select(events.c.id).where(events.c.id.in_(ids))).scalars())
