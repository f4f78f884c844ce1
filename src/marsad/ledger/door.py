"""A ledger that is open: its readers and its one writer at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, insert, select

from marsad.ledger.chain import Clock, utc_now
from marsad.ledger.codec import canonical, stamp
from marsad.ledger.dialect import Address, address_of, open_engine, plain_errors, reading, watch, writing
from marsad.ledger.migrate import prepare_schema
from marsad.ledger.schema import derivations

LOCK_TIMEOUT = 10.0  # seconds: a batch of intake takes under one; longer means that something hangs

T = TypeVar("T")

Versions = Mapping[str, Any]
"""Versions of code, models and packs that made derived rows; any JSON object."""


class Door:
    """A ledger that is open: its readers and its one writer at a time."""

    def __init__(self, engine: Engine, *, address: Address, clock: Clock = utc_now) -> None:
        self._engine, self._address, self._clock = engine, address, clock
        self._where = address.where
        self._watch: tuple[Callable[[], str], Callable[[], None]] | None = None

    @classmethod
    def open(
        cls, path_or_url: str | Path, *, create: bool = True, timeout: float = LOCK_TIMEOUT, clock: Clock = utc_now
    ) -> Self:
        """Opens a ledger by path (or `sqlite:///PATH`) or by the URL of a PostgreSQL database (`postgresql://...`).

        An older ledger is upgraded; a new one is made if `create` (a database itself is never made). timeout: seconds
        to wait for another writer. Raises LedgerError for a newer ledger, a foreign or damaged one, one that cannot be
        written, a server that does not answer or refuses. No message shows a password.
        """
        address = address_of(path_or_url)
        engine = open_engine(address, create=create, timeout=timeout)
        try:
            with plain_errors(address.where):
                prepare_schema(engine, create=create, where=address.where)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, address=address, clock=clock)

    @property
    def where(self) -> str:
        """Its path or URL, as messages name it: without a password."""
        return self._where

    def close(self) -> None:
        if self._watch is not None:
            self._watch[1]()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def position(self) -> str:
        """Changes whenever anything is written, by any program; it means something in this process only."""
        with plain_errors(self._where):
            if self._watch is None:
                self._watch = watch(self._engine, self._address, timeout=LOCK_TIMEOUT)
            return self._watch[0]()

    def _derivation(self, connection: Connection, versions: Versions) -> int:
        text = canonical(versions).decode()
        known = connection.execute(select(derivations.c.id).where(derivations.c.versions == text)).scalar()
        if known is not None:
            return int(known)
        row = {"versions": text, "first_used": stamp(self._clock())}
        made = connection.execute(insert(derivations), row).inserted_primary_key
        return int(made[0])  # type: ignore[index]

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with plain_errors(self._where), writing(self._engine) as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plain_errors(self._where), reading(self._engine) as connection:
            yield connection

    def _stream(self, rows: Callable[[Connection], Iterator[T]]) -> Iterator[T]:
        with self._reading() as connection:
            yield from rows(connection)
