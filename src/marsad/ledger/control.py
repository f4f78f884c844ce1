"""Control of all places, kept as derived rows: as known now, for each stretch of days with the same answer, so that a
date is answered at once. A spell (one holder, one status) is one stretch or several.

The rows may always be thrown away. Whatever changes claims, or what people say of them, marks their places as stale in
its own transaction; whoever works control out anew takes the mark away with the rows that he puts, unless it is another
one by then.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, groupby, zip_longest
from typing import Any, Generic, TypeVar

import orjson
from sqlalchemy import Connection, and_, delete, func, insert, or_, select

from marsad.ledger.codec import canonical
from marsad.ledger.reports import STREAM, batched
from marsad.ledger.schema import claim_places, claims, control_places, control_spells, stale_places
from marsad.records import Spell, root_of


@dataclass(frozen=True, slots=True)
class Stale:
    """A place, with all its parts, whose control is to be worked out. mark: "" where only the versions are older."""

    root: str
    mark: str


@dataclass(frozen=True, slots=True)
class Held:
    """A place, the spell that a day lies in, and the answer of the stretch that it lies in. about: what was put with
    the place."""

    about: Mapping[str, object]
    spell: Spell
    answer: Mapping[str, Any]


T = TypeVar("T")

Told = tuple[Spell, Mapping[str, Any]]
"""A stretch: the spell that it belongs to, and the whole answer at the end of its first day (JSON of a Control)."""


@dataclass(frozen=True, slots=True)
class Changes(Generic[T]):
    """number: of the latest row. places: by place_id, as made of what is about it and of its stretches. total: places
    that there are now."""

    number: int
    places: Mapping[str, T]
    total: int


def mark(connection: Connection, place_ids: Iterable[str]) -> None:
    """Says that claims about these places are not what they were."""
    roots = sorted({root_of(place_id) for place_id in place_ids if place_id})
    for some in batched(roots):
        connection.execute(delete(stale_places).where(stale_places.c.root.in_(some)))
        token = secrets.token_hex(8)
        connection.execute(insert(stale_places), [{"root": root, "mark": token} for root in some])


def mark_reports(connection: Connection, seqs: list[int]) -> None:
    """The same for all claims of these reports, as they stand."""
    for some in batched(seqs):
        named = select(claims.c.place_id).where(claims.c.report_seq.in_(some)).distinct()
        mark(connection, list(connection.execute(named).scalars()))


def mark_all(connection: Connection) -> None:
    mark(connection, list(connection.execute(select(claim_places.c.place_id).distinct()).scalars()))


def stale(connection: Connection, derivation: int, *, most: int | None = None) -> list[Stale]:
    """What is to be worked out: what changed, then what other versions made."""
    query = select(stale_places).order_by(stale_places.c.root).limit(most)
    found = [Stale(row.root, row.mark) for row in connection.execute(query)]
    older = select(control_places.c.root).where(control_places.c.derivation != derivation).distinct()
    older = older.where(control_places.c.root.not_in(select(stale_places.c.root))).order_by(control_places.c.root)
    if most is None or len(found) < most:
        rest = None if most is None else most - len(found)
        found += [Stale(root, "") for root in connection.execute(older.limit(rest)).scalars()]
    return found


def put(
    connection: Connection,
    done: Iterable[Stale],
    places: Mapping[str, tuple[Mapping[str, object], Sequence[Told]]],
    derivation: int,
) -> None:
    """Rows of these roots in place of their former ones. places: place_id -> (about it, its stretches in
    order)."""
    number = (connection.execute(select(func.max(control_places.c.number))).scalar() or 0) + 1
    for some in batched(done):
        roots = [it.root for it in some]
        for table in (control_places, control_spells):
            connection.execute(delete(table).where(table.c.root.in_(roots)))
        same = [and_(stale_places.c.root == it.root, stale_places.c.mark == it.mark) for it in some if it.mark]
        if same:
            connection.execute(delete(stale_places).where(or_(*same)))
    named = [
        {
            "place_id": name, "root": root_of(name), "derivation": derivation, "payload": canonical(dict(about)),
            "number": number,
        }
        for name, (about, _) in places.items()
    ]  # fmt: skip
    spells = [
        {
            "place_id": name, "start": answer["at"], "end": end, "root": root_of(name),
            "payload": canonical({**spell.to_json(), "answer": answer}),
        }
        for name, (_, told) in places.items()
        for (spell, answer), end in zip(told, _ends(told), strict=True)
    ]  # fmt: skip
    if named:
        connection.execute(insert(control_places), named)
    if spells:
        connection.execute(insert(control_spells), spells)


def _ends(told: Sequence[Told]) -> Iterator[str]:
    """The last day of each stretch."""
    for (spell, _), following in zip_longest(told, told[1:]):
        next_day = following[1]["at"] if following else ""
        same = following and following[0].start == spell.start
        yield (date.fromisoformat(next_day) - timedelta(days=1)).isoformat() if same else spell.end


def at(connection: Connection, day: str) -> Iterator[Held]:
    """The stretch that a day (ISO) lies in, of each place that has one then, by place_id."""
    column = control_spells.c
    earlier = control_spells.alias().c
    latest = select(func.max(earlier.start)).where(earlier.place_id == control_places.c.place_id, earlier.start <= day)
    same = and_(
        column.place_id == control_places.c.place_id, column.start == latest.correlate(control_places).scalar_subquery()
    )
    both = control_places.join(control_spells, same)
    query = select(control_places.c.payload.label("about"), column.payload).select_from(both)
    query = query.where(column.end >= day).order_by(control_places.c.place_id)
    for row in connection.execute(query, execution_options=STREAM):
        yield Held(orjson.loads(row.about), *told_of(row.payload))


def changed(connection: Connection, number: int, make: Callable[[Mapping[str, Any], list[Told]], T]) -> Changes[T]:
    """What was put after a number (0: all), each place as `make` makes it: all rows of all places are never held."""
    column = control_places.c
    same = control_spells.c.place_id == column.place_id
    query = (
        select(column.place_id, column.number, column.payload.label("about"), control_spells.c.payload)
        .select_from(control_places.outerjoin(control_spells, same))
        .where(column.number > number)
        .order_by(column.place_id, control_spells.c.start)
    )
    made: dict[str, T] = {}
    latest = number
    for place_id, rows in groupby(connection.execute(query, execution_options=STREAM), lambda row: row.place_id):
        first = next(rows)
        latest = max(latest, first.number)
        told = [told_of(row.payload) for row in chain([first], rows) if row.payload is not None]
        made[place_id] = make(orjson.loads(first.about), told)
    return Changes(latest, made, connection.execute(select(func.count()).select_from(control_places)).scalar_one())


def spells(connection: Connection, place_id: str) -> list[Told]:
    """The stretches of one place, in order."""
    query = select(control_spells.c.payload).where(control_spells.c.place_id == place_id)
    return [told_of(row.payload) for row in connection.execute(query.order_by(control_spells.c.start))]


def told_of(payload: bytes) -> Told:
    row = orjson.loads(payload)
    answer = row.pop("answer")
    return Spell(**{**row, "claims": tuple(row["claims"])}), answer
