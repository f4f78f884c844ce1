"""What is derived from claims: events, control, disagreements."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from sqlalchemy import select

from marsad.ledger import control, disagreements, events
from marsad.ledger.codec import canonical
from marsad.ledger.control import Changes, Held, Placed, Stale, Told
from marsad.ledger.dialect import deriving
from marsad.ledger.disagreements import Disputed, DisputeFilter
from marsad.ledger.door import Door, Versions
from marsad.ledger.events import EventFilter
from marsad.ledger.schema import derivations
from marsad.records import Event

DERIVING_TIMEOUT = 600.0  # seconds: making a million claims' events anew takes minutes

T = TypeVar("T")


class EventDoor(Door):
    """What is derived from claims: events, control, disagreements."""

    def deriving(self, *, timeout: float = DERIVING_TIMEOUT) -> AbstractContextManager[None]:
        """To be held from reading the claims to putting the events made of them, so that no older state comes back.

        Stops no writer of reports, claims or decisions. timeout: seconds to wait for another that holds it.
        """
        return deriving(self._engine, self._address, timeout=timeout)

    def put_events(
        self, new: Iterable[Event], *, versions: Versions, whole: bool = False, gone: Iterable[str] = ()
    ) -> None:
        """Stores events; those that share a claim with a new one make way, and those `gone` (if `whole`, all)."""
        with self._writing() as connection:
            events.put(connection, new, self._derivation(connection, versions), whole=whole, gone=gone)

    def event_count(self) -> int:
        with self._reading() as connection:
            return events.count(connection)

    def loose_claims(self) -> tuple[list[str], int]:
        """Ids of derived claims that stand in no event, rejected ones among them; and how many claims there are."""
        with self._reading() as connection:
            return events.loose(connection)

    def events_holding(self, claims: Iterable[str]) -> list[Event]:
        """The events that hold any claim of these ids."""
        with self._reading() as connection:
            return events.holding(connection, claims)

    def event_ids(self, claims: Iterable[str]) -> dict[str, str]:
        """Claim -> the event that holds it; claims that none holds are missing."""
        with self._reading() as connection:
            return events.holders(connection, claims)

    def events(self, where: EventFilter = EventFilter()) -> Iterator[Event]:  # noqa: B008 - frozen
        """Events by their first moment, undated ones first."""
        return self._stream(lambda it: events.stream(it, where))

    def event(self, address: str) -> Event:
        """The event of this id, or that a former id, or the id of any claim of it, leads to. Raises LedgerError."""
        with self._reading() as connection:
            return events.one(connection, address)

    def stale_control(self, versions: Versions, *, most: int | None = None) -> list[Stale]:
        """Places whose stored control is not that of today's claims and decisions, or not of these versions."""
        known = select(derivations.c.id).where(derivations.c.versions == canonical(versions).decode())
        with self._reading() as connection:
            return control.stale(connection, connection.execute(known).scalar() or 0, most=most)

    def control_bases(self, roots: Collection[str]) -> dict[str, str]:
        """Root -> what was put as the basis of its stored control; those that have none are missing."""
        with self._reading() as connection:
            return control.bases(connection, roots)

    def put_control(
        self, done: Iterable[Stale], places: Mapping[str, Placed], *, versions: Versions, kept: Collection[str] = ()
    ) -> None:
        """Control as known now of the roots `done`, by place_id. kept: those whose stored control is right as it is.

        What changed since `stale_control` gave them stays stale.
        """
        with self._writing() as connection:
            control.put(connection, done, places, self._derivation(connection, versions), kept)

    def control_at(self, day: str) -> Iterator[Held]:
        """Of each place that has one, the stored stretch that a day (ISO) lies in, as known when it was worked out."""
        return self._stream(lambda it: control.at(it, day))

    def control_changes(self, number: int, make: Callable[[Mapping[str, Any], list[Told]], T]) -> Changes[T]:
        """The stored control of places that was put after a number (0: of all), each place as `make` makes it."""
        with self._reading() as connection:
            return control.changed(connection, number, make)

    def control_spells(self, place_id: str) -> list[Told]:
        """The stored stretches of one place, in order: each its spell and the answer at the stretch's first day."""
        with self._reading() as connection:
            return control.spells(connection, place_id)

    def undisputed_events(self, *, most: int) -> list[Event]:
        """Events whose disagreements are still to be put as rows (`put_disagreements`)."""
        with self._reading() as connection:
            return disagreements.pending(connection, most=most)

    def put_disagreements(self, done: Iterable[str], rows: Iterable[Disputed]) -> None:
        """The rows of these events (ids), in place of their former ones."""
        with self._writing() as connection:
            disagreements.put(connection, done, rows)

    def disagreements(self, where: DisputeFilter, *, limit: int, offset: int = 0) -> tuple[list[bytes], int]:
        """Rows of disagreements (JSON), the most urgent first, each once; and how many there are in all."""
        with self._reading() as connection:
            found = disagreements.page(connection, where, limit=limit, offset=offset)
            return found, disagreements.count(connection, where)
