"""Claims page by page, as fast on the last page as on the first, however many there are.

A page follows an index that has the claims in their order already: of the type, the status, the source asked for. Where
several values are asked for (a source as `source` or as `origin`; an actor on either side, alone or joined), each is
followed for one page's length and the results are merged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import ColumnElement, Connection, select, tuple_, union

from marsad.ledger import decisions
from marsad.ledger.codec import last_stamp
from marsad.ledger.distinct import joint_values
from marsad.ledger.query import KEY, ClaimFilter, Key, correctable_terms, fixed_terms, judge
from marsad.ledger.schema import claims
from marsad.records import Claim, LedgerError

ARMS = 100
"""Values that one statement follows: SQLite takes 500 in a compound SELECT, and long plans take long to make."""


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """claims: in order of arrival and of their words; next: the cursor of the page that follows, None at the end."""

    claims: tuple[Claim, ...]
    next: str | None


def page(
    connection: Connection,
    where: ClaimFilter,
    *,
    limit: int,
    after: str | None = None,
    as_known_at: str | None = None,
    as_recorded_at: str | None = None,
) -> ClaimPage:
    """The parameters are those of `Ledger.claims_page`."""
    recorded = last_stamp(as_recorded_at)
    rulings = decisions.rulings_at(connection, as_recorded_at=recorded)
    start = None if after is None else _key_of(after)
    fixed = fixed_terms(connection, where, as_known_at=as_known_at, recorded=recorded)
    rows = _rows(connection, where, fixed, limit + 1, start)
    found = list(islice(judge(connection, where, rulings, fixed, rows, after=start), limit + 1))
    cursor = _cursor_of(found[limit - 1][0]) if len(found) > limit else None
    return ClaimPage(tuple(claim for _, claim in found[:limit]), cursor)


def _rows(
    connection: Connection, where: ClaimFilter, fixed: list[ColumnElement[bool]], number: int, after: Key | None
) -> Iterator[tuple[int, int, str, bytes]]:
    """(key, payload) of claims that pass as derived, in order, fetched `number` at a time."""
    arms, rest = _arms(connection, where)
    common = [*fixed, *correctable_terms(connection, rest)]
    while arms:
        keys: list[Key] = []
        for at in range(0, len(arms), ARMS):
            keys += _keys(connection, arms[at : at + ARMS], common, number, after)
        keys = sorted(set(keys))[:number]
        wanted = select(claims.c.id, claims.c.payload).where(claims.c.id.in_([key[2] for key in keys]))
        payloads = {row.id: row.payload for row in connection.execute(wanted)}
        for key in keys:
            yield (*key, payloads[key[2]])
        if len(keys) < number:
            return
        after = keys[-1]


def _keys(
    connection: Connection,
    arms: list[list[ColumnElement[bool]]],
    common: list[ColumnElement[bool]],
    number: int,
    after: Key | None,
) -> list[Key]:
    beyond = () if after is None else (KEY[0] >= after[0], tuple_(*KEY) > tuple_(*after))
    parts = [select(*KEY).where(*arm, *common, *beyond).order_by(*KEY).limit(number) for arm in arms]
    query = parts[0] if len(parts) == 1 else union(*(select(part.subquery()) for part in parts))
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def _arms(connection: Connection, where: ClaimFilter) -> tuple[list[list[ColumnElement[bool]]], ClaimFilter]:
    """What to follow, one index each, and what is left of the filter to be checked on the way."""
    if where.narrow or not (where.actor or where.source):
        return [[]], where
    if where.actor:
        sides = (claims.c.actor1, claims.c.actor2)
        arms = [[side == value] for side in sides for value in joint_values(connection, side, where.actor)]
        return arms, replace(where, actor="")
    return [[claims.c.source == where.source], [claims.c.origin == where.source]], replace(where, source="")


def _cursor_of(key: Key) -> str:
    return f"{key[0]}.{key[1]}.{key[2]}"


def _key_of(cursor: str) -> Key:
    seq, _, rest = cursor.partition(".")
    start, _, name = rest.partition(".")
    if not (seq.isdecimal() and start.isdecimal() and name and max(len(seq), len(start)) < 10):
        raise LedgerError("this cursor is of no list of claims", advice="Give the one that the page before had.")
    return int(seq), int(start), name
