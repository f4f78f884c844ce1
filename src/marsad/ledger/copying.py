"""A ledger copied into an empty one, of whatever kind: every row of every table, so that chain, seals, decisions,
derived rows and all three clocks are the same. One transaction of the target: all is there and verified, or nothing is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain as chained
from typing import Any

from sqlalchemy import Connection, Table, func, select

from marsad.ledger.dialect import continue_numbers, insert_rows
from marsad.ledger.reports import STREAM, batched
from marsad.ledger.schema import metadata
from marsad.ledger.verify import Verification, verify
from marsad.records import LedgerError

Opened = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Copied:
    """rows: of all tables; digests: table -> SHA-256 over its rows, alike in both; verification: of the copy."""

    rows: int
    digests: dict[str, str]
    verification: Verification


def copy(
    reading: Opened, writing: Opened, *, source: str, target: str, on_progress: Callable[[int, int], None] | None = None
) -> Copied:
    """Copies what one view of the source has. source, target: their names in messages; on_progress: rows done, all.

    Raises LedgerError for a target that holds anything, a source that does not verify, a copy that is not the same.
    """
    with reading() as taken, writing() as given:
        for table in metadata.sorted_tables:
            if given.execute(select(table).limit(1)).first() is not None:
                raise LedgerError("this ledger is not empty", where=target, advice="Copy into a new one.")
        if bad := verify(taken).first_bad:
            advice = "`marsad verify` says more; nothing was copied."
            raise LedgerError(f"this ledger does not verify: {bad}", where=source, advice=advice)
        total = sum(
            taken.execute(select(func.count()).select_from(table)).scalar_one() for table in metadata.tables.values()
        )
        digests, done = {}, 0
        for table in metadata.sorted_tables:
            digest = _Digest()
            for some in batched(_rows(taken, table)):
                digest.add(some)
                insert_rows(given, table, some)
                done += len(some)
                if on_progress is not None:
                    on_progress(done, total)
            digests[str(table.name)] = digest.hex()
        continue_numbers(given)
        for table in metadata.sorted_tables:
            digest = _Digest()
            for some in batched(_rows(given, table)):
                digest.add(some)
            if digest.hex() != digests[table.name]:
                raise LedgerError(f"the copy differs in {table.name}", where=target, advice="Nothing was kept of it.")
        found = verify(given)
        if found.first_bad:
            what = f"the copy does not verify: {found.first_bad}"
            raise LedgerError(what, where=target, advice="Nothing was kept of it.")
        return Copied(done, digests, found)


def _rows(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """In the order of the key; of a table that has none, of all columns."""
    order = list(table.primary_key.columns) or list(table.columns)
    result = connection.execute(select(table).order_by(*order), execution_options=STREAM)
    return (tuple(row) for row in result)


class _Digest:
    """SHA-256 over rows: of each value its kind, its length and its bytes, so that no two tables look alike."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, rows: list[tuple[Any, ...]]) -> None:
        for value in chained.from_iterable(rows):
            data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
            self._hash.update(f"{type(value).__name__} {len(data)} ".encode())
            self._hash.update(data)

    def hex(self) -> str:
        return self._hash.hexdigest()
