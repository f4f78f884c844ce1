"""The only door to a database engine: connections, locks, guards, errors in plain words. SQLite and PostgreSQL.

Each engine is a module of this package with the same functions (`Dialect`); nothing elsewhere knows which one it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from sqlalchemy import Connection, Engine, String, Table, text
from sqlalchemy.exc import DBAPIError

from marsad.ledger.dialect import postgresql, sqlite
from marsad.ledger.dialect.address import Address, FileAddress, ServerAddress, address_of
from marsad.records import LedgerError

__all__ = [
    "WRITES",
    "Address",
    "FileAddress",
    "ServerAddress",
    "Text",
    "address_of",
    "continue_numbers",
    "damage",
    "deriving",
    "drop_words",
    "erase_traces",
    "fix_statistics",
    "forbid_changes",
    "index_words",
    "insert_rows",
    "lenient_text",
    "open_engine",
    "plain_errors",
    "reading",
    "searched",
    "watch",
    "writing",
]

Text = String().with_variant(String(collation="C"), "postgresql")
"""Words of a column. They sort by their code points in both engines, so that both give rows in the same order."""

WRITES = "marsad_writes"
"""Execution option of a connection whose transactions write."""


class Dialect(Protocol):
    """What a module of an engine offers."""

    def options(self, *, writes: bool) -> dict[str, object]: ...
    def forbid_changes(self, connection: Connection) -> None: ...
    def fix_statistics(self, connection: Connection) -> None: ...
    def erase_traces(self, connection: Connection) -> None: ...
    def damage(self, connection: Connection) -> str | None: ...
    def lenient_text(self, connection: Connection) -> AbstractContextManager[None]: ...
    def index_words(self, connection: Connection) -> None: ...
    def drop_words(self, connection: Connection) -> None: ...
    def search(self, phrases: Sequence[Sequence[str]]) -> tuple[str, str]: ...
    def insert_rows(self, connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None: ...
    def continue_numbers(self, connection: Connection) -> None: ...
    def explain(self, error: BaseException | None) -> tuple[str, str]: ...


_DIALECTS: dict[str, Dialect] = {"sqlite": sqlite, "postgresql": postgresql}


def _of(engine: Engine) -> Dialect:
    return _DIALECTS[engine.dialect.name]


def open_engine(address: Address, *, create: bool, timeout: float) -> Engine:
    """An engine on a ledger. create: makes an empty file, readable by its owner only, where there is none.

    timeout: seconds that a statement waits for another program. Raises LedgerError for what is no place of a ledger.
    """
    if isinstance(address, ServerAddress):
        return postgresql.open_engine(address, timeout=timeout)
    return sqlite.open_engine(address.path, create=create, timeout=timeout)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One durable write transaction: committed at the end, rolled back on any error. One writer at a time."""
    options = _of(engine).options(writes=True) | {WRITES: True}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view for as long as it is open; it blocks no writer."""
    with engine.connect().execution_options(**_of(engine).options(writes=False)) as connection, connection.begin():
        yield connection


def deriving(engine: Engine, address: Address, *, timeout: float) -> AbstractContextManager[None]:
    """Held by whoever makes derived rows from what it read before, so that none of two puts back an older state.

    It stops no writer of facts or claims. Raises LedgerError after `timeout` seconds.
    """
    if isinstance(address, ServerAddress):
        return postgresql.deriving(engine, timeout=timeout)
    return sqlite.deriving(address.path, timeout=timeout)


def watch(engine: Engine, address: Address, *, timeout: float) -> tuple[Callable[[], str], Callable[[], None]]:
    """What names the ledger's state (it changes whenever anything is written, by any program), and what ends it."""
    if isinstance(address, ServerAddress):

        def state() -> str:  # asked for by every request: without a transaction it is one question less
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                return postgresql.state(connection)

        return state, lambda: None
    return sqlite.watch(address.path, timeout=timeout)


def forbid_changes(connection: Connection) -> None:
    """Sets the guards on the fact tables (called by the migration that creates them)."""
    _of(connection.engine).forbid_changes(connection)


def fix_statistics(connection: Connection) -> None:
    """Tells the query planner how selective each index is, where the engine does not find out by itself."""
    _of(connection.engine).fix_statistics(connection)


def index_words(connection: Connection) -> None:
    """Hangs the engine's index of words on the table claim_words (called by the migration that creates it)."""
    _of(connection.engine).index_words(connection)


def drop_words(connection: Connection) -> None:
    """Takes the words of deleted claims out of the index of words, in the transaction that deletes them."""
    _of(connection.engine).drop_words(connection)


def searched(
    connection: Connection, phrases: Sequence[Sequence[str]], *, below: int, most: int
) -> list[tuple[int, str, str]]:
    """(number, claim_id, words) of the latest `most` rows of claim_words with a number less than `below` that hold
    every phrase (words in a row, inflected as they may be)."""
    statement, query = _of(connection.engine).search(phrases)
    rows = connection.execute(text(statement), {"query": query, "below": below, "most": most})
    return [(row[0], row[1], row[2]) for row in rows]


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Rows of all columns, as many as there are, the quickest way that the engine has."""
    _of(connection.engine).insert_rows(connection, table, rows)


def continue_numbers(connection: Connection) -> None:
    """After rows came in with their numbers: the next one that the engine gives is a new one."""
    _of(connection.engine).continue_numbers(connection)


def erase_traces(engine: Engine) -> None:
    """Empties, as far as a program can, the last places where erased words lie. Raises LedgerError where it cannot."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        _of(engine).erase_traces(connection)


def damage(connection: Connection) -> str | None:
    """What the engine's own check finds wrong, None if all is sound or the engine has no such check."""
    return _of(connection.engine).damage(connection)


def lenient_text(connection: Connection) -> AbstractContextManager[None]:
    """Reads text that is not UTF-8 with replacements, so that a row which someone spoilt can be named."""
    return _of(connection.engine).lenient_text(connection)


@contextmanager
def plain_errors(where: str) -> Iterator[None]:
    """Turns the engines' errors into LedgerErrors that say what and what to do. Nothing else is caught."""
    try:
        yield
    except DBAPIError as error:
        dialect = sqlite if type(error.orig).__module__.startswith("sqlite3") else postgresql
        what, advice = dialect.explain(error.orig)
        raise LedgerError(what, where=where, advice=advice) from error
    except sqlite.Error as error:
        what, advice = sqlite.explain(error)
        raise LedgerError(what, where=where, advice=advice) from error
