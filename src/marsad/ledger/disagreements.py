"""What events disagree on, as derived rows beside them: a page of all disagreements, or of a place's, is read alone.

An event is put without its rows; whoever derives makes them afterwards (`pending`, `put`), in portions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, delete, func, insert, or_, select, update

from marsad.ledger.codec import canonical, decode_event, first_stamp, last_stamp
from marsad.ledger.reports import batched
from marsad.ledger.schema import disagreements, events
from marsad.records import Event

_column = disagreements.c
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_ORDER = select(_column.urgency, _column.rank, _column.place, _column.note, _column.id).where(
    _column.event_id.in_(_IDS)
)
_ROWS = select(_column.id, _column.payload).where(_column.id.in_(_IDS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """A disagreement of an event. Those with a smaller urgency come first, then with a smaller rank, then by place and
    note. row: as it is answered, JSON."""

    id: str
    event: str
    urgency: int
    rank: int
    place: str
    place_id: str
    question: str
    note: str
    date_start: str | None
    date_end: str | None
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFilter:
    """Empty fields do not filter. since, until: ISO; the disagreement's dates overlap them."""

    id: str = ""
    place_ids: tuple[str, ...] = ()
    question: str = ""
    since: str | None = None
    until: str | None = None


def pending(connection: Connection, *, most: int) -> list[Event]:
    """Events whose rows are still to be made."""
    query = select(events.c.payload).where(events.c.disagreements.is_(None)).limit(most)
    return [decode_event(row.payload) for row in connection.execute(query)]


def put(connection: Connection, done: Iterable[str], rows: Iterable[Disputed]) -> None:
    """The rows of these events (ids). An event that went meanwhile gets none."""
    of_event: dict[str, list[Disputed]] = {name: [] for name in done}
    for row in rows:
        of_event[row.event].append(row)
    for some in batched(of_event):
        here = set(connection.execute(select(events.c.id).where(events.c.id.in_(some))).scalars())
        connection.execute(delete(disagreements).where(disagreements.c.event_id.in_(some)))
        made = [_stored(row) for name in some if name in here for row in of_event[name]]
        if made:
            connection.execute(insert(disagreements), made)
        for number in sorted({len(of_event[name]) for name in here}):
            same = [name for name in here if len(of_event[name]) == number]
            connection.execute(update(events).where(events.c.id.in_(same)).values(disagreements=number))


def remove(connection: Connection, event_ids: Sequence[str]) -> None:
    connection.execute(delete(disagreements).where(disagreements.c.event_id.in_(event_ids)))


def page(connection: Connection, where: DisputeFilter, *, limit: int, offset: int) -> list[bytes]:
    """Rows as JSON, the most urgent first, each once."""
    column = disagreements.c
    query = select(column.payload).where(*_terms(where))
    query = query.order_by(column.urgency, column.rank, column.place, column.note, column.id)
    return list(connection.execute(query.limit(limit).offset(offset)).scalars())


def count(connection: Connection, where: DisputeFilter) -> int:
    query = select(func.count()).select_from(disagreements).where(*_terms(where))
    return int(connection.execute(query).scalar_one())


def of_events(connection: Connection, event_ids: Sequence[str], *, most: int) -> tuple[list[bytes], int]:
    """The most urgent rows of these events, each once, as JSON; and how many there are in all."""
    order: dict[str, tuple[Any, ...]] = {}
    for ids in batched(event_ids):
        order |= {row.id: tuple(row) for row in connection.execute(_ORDER, {"ids": ids})}
    urgent = sorted(order, key=order.__getitem__)[:most]
    found = {row.id: row.payload for row in connection.execute(_ROWS, {"ids": urgent})} if urgent else {}
    return [found[name] for name in urgent], len(order)


def by_place(connection: Connection) -> dict[str, int]:
    """place_id -> how many there are."""
    column = disagreements.c
    query = select(column.place_id, func.count(column.id.distinct())).group_by(column.place_id)
    return {row[0]: int(row[1]) for row in connection.execute(query)}


def _terms(where: DisputeFilter) -> list[ColumnElement[bool]]:
    column = disagreements.c
    other = disagreements.alias().c
    first = select(func.min(other.event_id)).where(other.id == column.id).correlate(disagreements)
    terms: list[ColumnElement[bool]] = [column.event_id == first.scalar_subquery()]
    if where.id:
        terms.append(column.id == where.id)
    if where.place_ids:
        terms.append(column.place_id.in_(where.place_ids))
    if where.question:
        terms.append(column.question == where.question)
    if where.since or where.until:
        terms.append(or_(column.valid_from.is_not(None), column.valid_to.is_not(None)))
    if where.since:
        terms.append(or_(column.valid_to.is_(None), column.valid_to >= first_stamp(where.since)))
    if where.until:
        terms.append(or_(column.valid_from.is_(None), column.valid_from <= last_stamp(where.until)))
    return terms


def _stored(row: Disputed) -> dict[str, object]:
    return {
        "event_id": row.event,
        "id": row.id,
        "urgency": row.urgency,
        "rank": row.rank,
        "place": row.place,
        "note": row.note,
        "place_id": row.place_id,
        "question": row.question,
        "valid_from": first_stamp(row.date_start),
        "valid_to": last_stamp(row.date_end),
        "payload": canonical(dict(row.row)),
    }
