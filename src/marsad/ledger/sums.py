"""Counts over a whole ledger by the database from its indexes: a million claims in a second.

Claims count as people left them: from what was derived the judged ones are taken, and those put that they became.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Column, Connection, func, select

from marsad.ledger import claims as claim_store
from marsad.ledger import decisions, disagreements
from marsad.ledger.codec import decode_claim, first_stamp, last_stamp
from marsad.ledger.effective import Rulings
from marsad.ledger.schema import claims, events, reports
from marsad.records import Claim

_column = claims.c
DAY = len("2017-02-24")


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts of claims. actors: alone or within a joint one; one that is on both sides counts twice."""

    claims: int
    origins: Mapping[str, int]
    actors: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sums(Counted):
    """spans: (first day, last day) that claims speak of -> how many; None where it is open. places, events_at,
    disagreements_at: by place_id. samples: origin -> one of its claims. last_known: the last day on which anything was
    published."""

    reports: int
    events: int
    types: Mapping[str, int]
    statuses: Mapping[str, int]
    spans: Mapping[tuple[str | None, str | None], int]
    places: Mapping[str, int]
    events_at: Mapping[str, int]
    disagreements_at: Mapping[str, int]
    samples: Mapping[str, Claim]
    last_known: str | None


def sums(connection: Connection) -> Sums:
    changes = judged(connection, decisions.rulings_at(connection))
    sides = _by(connection, _column.actor1), _by(connection, _column.actor2)
    told = counted(_by(connection, _column.origin), sides, changes)
    types, statuses, places = (_by(connection, column) for column in (_column.type, _column.status, _column.place_id))
    spans, last_known = _spans(connection)
    for claim, sign in changes:
        types[claim.type] += sign
        statuses[claim.status] += sign
        places[claim.place_id] += sign
        spans[_day(first_stamp(claim.date_start)), _day(last_stamp(claim.date_end))] += sign
    at = select(events.c.place_id, func.count()).group_by(events.c.place_id)
    events_at = {row[0]: int(row[1]) for row in connection.execute(at)}
    kept = select(func.count()).select_from(reports).where(reports.c.media_type.is_not(None))
    return Sums(
        claims=told.claims,
        origins=told.origins,
        actors=told.actors,
        samples=samples(connection, told.origins),
        reports=int(connection.execute(kept).scalar_one()),
        events=sum(events_at.values()),
        types=+types,
        statuses=+statuses,
        spans=+spans,
        places={name: number for name, number in (+places).items() if name},
        events_at=events_at,
        disagreements_at=disagreements.by_place(connection),
        last_known=last_known,
    )


def of_source(connection: Connection, name: str) -> Counter[str]:
    """Types of the claims of which this is the source or the origin."""
    found: Counter[str] = Counter()
    for named in (_column.origin == name, (_column.source == name) & (_column.origin != name)):
        query = select(_column.type, func.count()).where(named).group_by(_column.type)
        found.update({row[0]: int(row[1]) for row in connection.execute(query)})
    for claim, sign in judged(connection, decisions.rulings_at(connection)):
        if name in (claim.source, claim.origin):
            found[claim.type] += sign
    return +found


def counted(origins: Counter[str], sides: Iterable[Counter[str]], changes: Iterable[tuple[Claim, int]]) -> Counted:
    """Of claims as derived: how many have each origin, and on each side each actor, alone or joint; with what people
    changed (`judged`)."""
    origins, actors = origins.copy(), Counter[str]()
    for side in sides:
        for value, number in side.items():
            for name in {*value.split(" + ")}:
                actors[name] += number
    for claim, sign in changes:
        origins[claim.origin] += sign
        for value in (claim.actor1, claim.actor2):
            for name in {*value.split(" + ")}:
                actors[name] += sign
    total = sum(origins.values())
    del origins[""], actors[""]
    return Counted(total, +origins, +actors)


def samples(connection: Connection, origins: Iterable[str]) -> dict[str, Claim]:
    """The first claim of each origin, as derived, from the index: no other is looked at."""
    found: dict[str, Claim] = {}
    for name in origins:
        query = select(_column.payload).where(_column.origin == name).order_by(_column.report_seq).limit(1)
        for payload in connection.execute(query).scalars():
            found[name] = decode_claim(payload)
    return found


def _by(connection: Connection, column: Column[str]) -> Counter[str]:
    query = select(column, func.count()).group_by(column)
    return Counter({row[0]: int(row[1]) for row in connection.execute(query)})


def _spans(connection: Connection) -> tuple[Counter[tuple[str | None, str | None]], str | None]:
    first, last = (func.substr(column, 1, DAY) for column in (_column.valid_from, _column.valid_to))
    query = select(first, last, func.count(), func.max(_column.known_at)).group_by(first, last)
    rows = connection.execute(query).all()
    known = max((row[3] for row in rows), default=None)
    return Counter({(row[0], row[1]): int(row[2]) for row in rows}), _day(known)


def _day(stamp: str | None) -> str | None:
    return None if stamp is None else stamp[:DAY]


def judged(connection: Connection, ruled: Rulings, *, among: Iterable[str] | None = None) -> list[tuple[Claim, int]]:
    """Claims (among these ids, if given) that people rejected or corrected: as derived, to be taken from the counts
    (-1); as they left them, to be put to them (+1)."""
    names = ruled.rejected.keys() | ruled.corrected.keys()
    derived = claim_store.by_id(connection, sorted(names if among is None else names.intersection(among)))
    changes = [(claim, -1) for claim in derived.values()]
    return changes + [(after, 1) for claim in derived.values() if (after := ruled.apply(claim)) is not None]
