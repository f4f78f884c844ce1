"""Events: replaced when they are recomputed, addressed for ever by any claim's id and by ids they once had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import orjson
from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, or_, select, tuple_, update

from marsad.ledger import claims as claim_store
from marsad.ledger import disagreements
from marsad.ledger.codec import decode_event, encode_event, first_stamp, last_stamp
from marsad.ledger.reports import STREAM, batched
from marsad.ledger.schema import claims, event_addresses, events, redirects
from marsad.records import Event, LedgerError


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Empty fields do not filter. type: the event's own, or that of any of its claims. place: a name or
    "geonameid:N". since, until: ISO; the event's dates overlap them. after: the id of an event; those that come after
    it in the ledger's order."""

    type: str = ""
    place: str = ""
    place_id: str = ""
    actor: str = ""
    since: str | None = None
    until: str | None = None
    after: str = ""

    def names_actor(self, event: Event) -> bool:
        """Whether the event has the actor that is asked for, alone or with others: no part of the query."""
        return not self.actor or any(self.actor in actor.split(" + ") for actor in event.actors)

    def fits(self, event: Event, types: Iterable[str]) -> bool:
        """Whether an event at hand passes, as the ledger's own query has it. types: of its claims."""
        begins, ends = first_stamp(event.date_start), last_stamp(event.date_end)
        since, until = first_stamp(self.since), last_stamp(self.until)
        return (
            (not self.type or self.type == event.type or self.type in types)
            and (not self.place_id or self.place_id == event.place_id)
            and (
                not self.place
                or self.place.casefold() in (f"geonameid:{event.geonameid}", (event.place or "").casefold())
            )
            and self.names_actor(event)
            and (since is None or ends is None or ends >= since)
            and (until is None or begins is None or begins <= until)
            and (begins is not None or ends is not None or (since is None and until is None))
        )


def put(
    connection: Connection, new: Iterable[Event], derivation: int, *, whole: bool, gone: Iterable[str] = ()
) -> None:
    """Stores events. Those that share a claim with a new one make way, as do those `gone`; with `whole`, all others do.

    The id of an event that made way leads to the event that holds its first claim now, or the first that any holds.
    Raises LedgerError for an event
    without claims, or a claim in two events.
    """
    replaced = _remove(connection, list(connection.execute(select(events.c.id)).scalars()) if whole else list(gone))
    stored: set[str] = set()
    for batch in batched(new):
        replaced |= _put_batch(connection, batch, stored, derivation)
        stored.update(event.id for event in batch)
    _redirect(connection, {event: held for event, held in replaced.items() if event not in stored})


def _put_batch(connection: Connection, batch: list[Event], stored: set[str], derivation: int) -> dict[str, list[str]]:
    """stored: ids of events that this call has put already. Returns the events that made way, as `_remove`."""
    holders = {claim: event.id for event in batch for claim in event.claims}
    if len(holders) != sum(len(event.claims) for event in batch) or not all(event.claims for event in batch):
        raise LedgerError("an event without claims, or a claim in two events")
    in_use = _holding(connection, list(holders)) | _stored(connection, [event.id for event in batch])
    if again := in_use & stored:
        raise LedgerError(f"a claim in two events, or an event twice: {min(again)}")
    replaced = _remove(connection, sorted(in_use))
    connection.execute(insert(events), [_row(event, derivation) for event in batch])
    for some in batched(holders):
        connection.execute(delete(event_addresses).where(event_addresses.c.claim_id.in_(some)))
        rows = [{"claim_id": claim, "event_id": holders[claim], "current": True} for claim in some]
        connection.execute(insert(event_addresses), rows)
    return replaced


def retire(connection: Connection, ids: list[str]) -> None:
    """Removes events; each id leads to its claims from now on."""
    _redirect(connection, _remove(connection, ids))


def _remove(connection: Connection, ids: list[str]) -> dict[str, list[str]]:
    """Removes events; returns, for each id, the ids of its claims."""
    held_by: dict[str, list[str]] = {}
    for some in batched(ids):
        rows = connection.execute(select(events.c.id, events.c.payload).where(events.c.id.in_(some)))
        held_by.update({row.id: orjson.loads(row.payload)["claims"] for row in rows})
        disagreements.remove(connection, some)
        connection.execute(delete(events).where(events.c.id.in_(some)))
        held = event_addresses.c.event_id.in_(some)
        connection.execute(update(event_addresses).where(held, event_addresses.c.current).values(current=False))
    return held_by


def _redirect(connection: Connection, held_by: dict[str, list[str]]) -> None:
    """An id leads to the first of its claims that an event holds now (the very first may have been rejected)."""
    now = holders(connection, (claim for some in held_by.values() for claim in some))
    anchors = {event: next((claim for claim in some if claim in now), some[0]) for event, some in held_by.items()}
    rows = [{"address": event, "claim_id": claim, "snapshot": None} for event, claim in anchors.items()]
    claim_store.write_redirects(connection, rows)


def current_id(connection: Connection, address: str) -> str:
    """As `current_ids`, of one. Raises LedgerError where it leads nowhere."""
    found = current_ids(connection, [address]).get(address)
    if found is None:
        claim = claim_store.current_id(connection, address)
        what = f"claim {claim} is in no event" if claim else f"no event or claim {address}"
        raise LedgerError(what, advice="`marsad events --json` lists events; `marsad rebuild` makes them anew.")
    return found


def current_ids(connection: Connection, addresses: Iterable[str]) -> dict[str, str]:
    """Address (an event's id, past or present, or that of any claim) -> the event that it leads to now. Those that lead
    nowhere are missing."""
    wanted = list(dict.fromkeys(addresses))
    found = {name: name for name in _stored(connection, wanted)}
    left = [address for address in wanted if address not in found]
    claim_of = claim_store.current_ids(connection, left)
    names = {address: {address, claim_of.get(address, address)} for address in left}
    held = holders(connection, set().union(*names.values()))
    found |= {
        address: min(held[it] for it in some if it in held) for address, some in names.items() if some & held.keys()
    }
    # Nothing holds the claim now: what became of the event that did.
    names = {address: some for address, some in names.items() if address not in found}
    let_go = holders(connection, set().union(*names.values()), current=False)
    stored = _stored(connection, sorted(set(let_go.values())))
    anchors = claim_store.current_ids(connection, sorted(set(let_go.values())))
    anchored = holders(connection, sorted(set(anchors.values())))
    for address, some in names.items():
        former = {let_go[it] for it in some if it in let_go}
        if heirs := former & stored or {anchored[anchors[it]] for it in former if anchors.get(it) in anchored}:
            found[address] = min(heirs)
    return found


def former_ids(connection: Connection) -> dict[str, str]:
    """Id that an event or a claim once had, and has no more -> the event or claim that it leads to now."""
    column = redirects.c
    names = [
        list(connection.execute(select(column.address).where(kind).order_by(column.address)).scalars())
        for kind in (column.snapshot.is_(None), column.snapshot.is_not(None))
    ]
    found = current_ids(connection, names[0]) | claim_store.current_ids(connection, names[1])
    return {former: now for former, now in found.items() if former != now}


def one(connection: Connection, address: str) -> Event:
    name = current_id(connection, address)
    return decode_event(connection.execute(select(events.c.payload).where(events.c.id == name)).scalar_one())


def count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(events)).scalar_one())


def loose(connection: Connection) -> tuple[list[str], int]:
    """Ids of claims that no event holds, and the number of all claims."""
    column, address = claims.c, event_addresses.c
    ever = select(address.claim_id).where(
        address.claim_id == column.id
    )  # the index alone answers: most claims are held
    found = list(connection.execute(select(column.id).where(~ever.exists())).scalars())
    dropped = select(column.id).join(event_addresses, address.claim_id == column.id).where(~address.current)
    found += connection.execute(dropped).scalars()
    return sorted(found), int(connection.execute(select(func.count()).select_from(claims)).scalar_one())


def holding(connection: Connection, claims: Iterable[str]) -> list[Event]:
    """The events that hold any of these claims, by id."""
    names = sorted(_holding(connection, list(claims)))
    found = []
    for some in batched(names):
        query = select(events.c.payload).where(events.c.id.in_(some)).order_by(events.c.id)
        found += [decode_event(row.payload) for row in connection.execute(query)]
    return found


def holders(connection: Connection, claims: Iterable[str], *, current: bool = True) -> dict[str, str]:
    """Claim -> id of the event that holds it now; or that was the last to hold it, of claims which nothing holds."""
    found: dict[str, str] = {}
    holds = event_addresses.c.current if current else ~event_addresses.c.current
    query = select(event_addresses.c.claim_id, event_addresses.c.event_id).where(holds)
    for some in batched(claims):
        rows = connection.execute(query.where(event_addresses.c.claim_id.in_(some)))
        found.update((row.claim_id, row.event_id) for row in rows)
    return found


def stream(connection: Connection, where: EventFilter) -> Iterator[Event]:
    """Events by their first moment (undated ones first), then by id."""
    for row in connection.execute(_query(connection, where), execution_options=STREAM):
        event = decode_event(row.payload)
        if where.names_actor(event):
            yield event


def _query(connection: Connection, where: EventFilter) -> Select[tuple[bytes]]:
    column = events.c
    query = select(column.payload).order_by(column.valid_from.is_not(None), column.valid_from, column.id)
    if where.after:
        query = query.where(_comes_after(connection, where.after))
    if where.type:
        query = query.where(or_(column.type == where.type, column.id.in_(_with_claims_of(where.type))))
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


def _with_claims_of(kind: str) -> Select[tuple[str]]:
    """Ids of the events that hold a claim of this type."""
    address = event_addresses.c
    held = select(address.event_id).join(claims, claims.c.id == address.claim_id)
    return held.where(address.current, claims.c.type == kind)


def _comes_after(connection: Connection, name: str) -> ColumnElement[bool]:
    column = events.c
    last = connection.execute(select(column.valid_from, column.id).where(column.id == name)).first()
    if last is None:
        raise LedgerError(f"no event {name}", advice="Begin again with the first event.")
    if last.valid_from is None:  # undated ones come first
        return or_(column.valid_from.is_not(None), column.id > last.id)
    return tuple_(column.valid_from, column.id) > tuple_(last.valid_from, last.id)


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
        "disagreements": None if event.disagreements else 0,
    }


def _holding(connection: Connection, claims: list[str]) -> set[str]:
    """Ids of the events that hold these claims."""
    return set(holders(connection, claims).values())


def _stored(connection: Connection, ids: list[str]) -> set[str]:
    return set(connection.execute(select(events.c.id).where(events.c.id.in_(ids))).scalars())
