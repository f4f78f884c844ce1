"""The one door to what the observatory keeps: facts are appended; claims and events are derived from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import orjson
from sqlalchemy import Connection, Engine, insert, select

from marsad.ledger import claims as claim_store
from marsad.ledger import (
    control,
    copying,
    decisions,
    disagreements,
    events,
    paging,
    place,
    query,
    reports,
    seal,
    sums,
    verify,
    words,
)
from marsad.ledger import history as histories
from marsad.ledger.chain import Clock, utc_now
from marsad.ledger.codec import canonical, decode_report, last_stamp, stamp, unsqueeze
from marsad.ledger.control import Changes, Held, Placed, Stale, Told
from marsad.ledger.copying import Copied
from marsad.ledger.dating import check_undated, dated
from marsad.ledger.dialect import (
    Address,
    address_of,
    backup,
    deriving,
    erase_traces,
    open_engine,
    plain_errors,
    reading,
    watch,
    writing,
)
from marsad.ledger.disagreements import Disputed, DisputeFilter
from marsad.ledger.effective import Constraints
from marsad.ledger.events import EventFilter
from marsad.ledger.migrate import prepare_schema
from marsad.ledger.paging import ClaimPage
from marsad.ledger.place import PlaceRows
from marsad.ledger.query import ClaimFilter
from marsad.ledger.rebuild import Rebuild
from marsad.ledger.reports import AddResult, Intake
from marsad.ledger.schema import derivations, readings, rejections
from marsad.ledger.seal import Seal
from marsad.ledger.sums import Sums
from marsad.ledger.verify import Verification
from marsad.ledger.words import SearchPage
from marsad.records import Claim, Decision, Event, Report

LOCK_TIMEOUT = 10.0  # seconds: a batch of intake takes under one; longer means that something hangs

DERIVING_TIMEOUT = 600.0  # seconds: making a million claims' events anew takes minutes

Versions = Mapping[str, Any]
"""Versions of code, models and packs that made derived rows; any JSON object."""

T = TypeVar("T")


class Ledger:
    """A ledger, open. Several processes may have it open; each write is one durable transaction, one writer at a time.

    Every method raises LedgerError, in one clear line, where the ledger is locked, damaged or cannot be written.
    Iterators hold one consistent view of the ledger while they run, and block nobody.
    """

    def __init__(self, engine: Engine, *, address: Address, clock: Clock = utc_now) -> None:
        self._engine, self._address, self._clock = engine, address, clock
        self._where = address.where
        self._watch: tuple[Callable[[], str], Callable[[], None]] | None = None

    @classmethod
    def open(
        cls, path_or_url: str | Path, *, create: bool = True, timeout: float = LOCK_TIMEOUT, clock: Clock = utc_now
    ) -> Ledger:
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

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Reports

    def add_reports(self, batch: Iterable[Intake]) -> AddResult:
        """Appends reports: (report, raw bytes, media type, signature or None) each. On return they are on the disk.

        A digest that the ledger has, redacted or not, is known: nothing is added or changed.
        """
        rows = reports.prepare(batch)
        with self._writing() as connection:
            return reports.add(connection, rows, self._clock)

    def has(self, digest: str) -> bool:
        with self._reading() as connection:
            return bool(reports.sequences(connection, [digest]))

    def report(self, digest: str) -> Report:
        """Raises LedgerError where the ledger has no such report, or it was redacted."""
        with self._reading() as connection:
            return next(dated(connection, [decode_report(unsqueeze(reports.one(connection, digest)["record"]))]))

    def reports_of(self, digests: Iterable[str]) -> dict[str, Report]:
        """By digest, those that the ledger has and that are not redacted."""
        with self._reading() as connection:
            return {report.digest: report for report in dated(connection, reports.some_of(connection, digests))}

    def raw(self, digest: str) -> tuple[bytes, str]:
        """The bytes as received, and their media type. Raises LedgerError as `report` does."""
        with self._reading() as connection:
            row = reports.one(connection, digest)
            return unsqueeze(row["raw"]), row["media_type"]

    def reports(self, *, as_recorded_at: str | None = None) -> Iterator[Report]:
        """All that are not redacted, in order of arrival; as the ledger stood at a time (ISO), if given."""
        stamp_of = last_stamp(as_recorded_at)
        return self._stream(lambda it: dated(it, reports.stream(it, as_recorded_at=stamp_of), as_recorded_at=stamp_of))

    def signatures(self) -> Iterator[tuple[str, bytes]]:
        """Digest and near-duplicate signature of each report that has one, in order of arrival."""
        return self._stream(reports.signatures)

    def unread(self, versions: Versions | None = None) -> list[str]:
        """Digests of reports whose claims were never derived (a crash came between), or not by these versions."""
        wanted = None if versions is None else canonical(versions).decode()
        with self._reading() as connection:  # a list: a view held while all are read would let the log file grow
            return reports.unread(connection, wanted)

    def record_rejection(self, *, label: str, location: str, reason: str) -> None:
        """Keeps that a file was rejected, where and why; never its text."""
        row = {"label": label, "location": location, "reason": reason}
        row = {name: words.plain(text) for name, text in row.items()} | {"recorded_at": stamp(self._clock())}
        with self._writing() as connection:
            connection.execute(insert(rejections), row)

    def rejections(self) -> Iterator[dict[str, str]]:
        """label, location, reason, recorded_at of each, in order."""
        query = select(rejections).order_by(rejections.c.id)
        return self._stream(
            lambda it: ({k: v for k, v in row.items() if k != "id"} for row in it.execute(query).mappings())
        )

    # Claims and events

    def put_claims(self, digests: Iterable[str], claims: Iterable[Claim], *, versions: Versions) -> None:
        """Puts the claims of these reports in place of their former ones, in one transaction.

        Give the digests of all reports that were read: one without claims is read, too.
        """
        digests, claims = list(dict.fromkeys(digests)), list(claims)
        with self._writing() as connection:
            claim_store.put(connection, digests, claims, self._derivation(connection, versions))
            decisions.reattach(connection, digests)

    def claims(
        self,
        where: ClaimFilter = ClaimFilter(),  # noqa: B008 - frozen
        *,
        as_known_at: str | None = None,
        as_recorded_at: str | None = None,
        judged: bool = True,
    ) -> Iterator[Claim]:
        """Claims with people's decisions applied (`judged=False`: as derived), in order of arrival and of their words.

        as_known_at: only what was published by then: the last moment of the report's published interval counts; where
        that is unknown, the moment when the ledger recorded the report. as_recorded_at: only reports and decisions
        that the ledger had by then. Both ISO; a bare date means to its end.
        """
        return self._stream(
            lambda it: query.stream(it, where, as_known_at=as_known_at, as_recorded_at=as_recorded_at, judged=judged)
        )

    def claims_page(
        self,
        where: ClaimFilter = ClaimFilter(),  # noqa: B008 - frozen
        *,
        limit: int,
        after: str | None = None,
        as_known_at: str | None = None,
        as_recorded_at: str | None = None,
    ) -> ClaimPage:
        """As `claims`, at most `limit` of them. after: the cursor that the page before gave as `next`."""
        with self._reading() as connection:
            return paging.page(
                connection, where, limit=limit, after=after, as_known_at=as_known_at, as_recorded_at=as_recorded_at
            )

    def search(self, query: str, *, limit: int, after: str | None = None) -> SearchPage:
        """Ids of claims that hold every word of `query` (words in quotation marks: in a row), the best first.

        Inflections count as the word. Found are the claims' own words and names as derived, rejected claims too:
        `claims(ClaimFilter(ids=...))` gives them as people left them. after: the cursor `next` of the page before.
        Raises LedgerError for a query without words, or with too many.
        """
        with self._reading() as connection:
            return words.search(connection, query, limit=limit, after=after)

    def actors(self) -> list[str]:
        """Every actor that claims name as derived, alone or within a joint one; sorted."""
        with self._reading() as connection:
            return query.actors(connection)

    def sources(self) -> list[str]:
        """The ends of chains of attribution (origins) of claims as derived; sorted."""
        with self._reading() as connection:
            return query.origins(connection)

    def places(self) -> Iterator[tuple[str, int | None, str]]:
        """(place_id, geonameid, name in lower case) of every place that claims ever named."""
        return self._stream(query.places)

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

    def stale_control(self, versions: Versions, *, most: int | None = None) -> list[Stale]:
        """Places whose stored control is not that of today's claims and decisions, or not of these versions."""
        known = select(derivations.c.id).where(derivations.c.versions == canonical(versions).decode())
        with self._reading() as connection:
            return control.stale(connection, connection.execute(known).scalar() or 0, most=most)

    def put_control(
        self,
        done: Iterable[Stale],
        places: Mapping[str, Placed],
        *,
        versions: Versions,
    ) -> None:
        """Control as known now of the roots `done`, by place_id.

        What changed since `stale_control` gave them stays stale.
        """
        with self._writing() as connection:
            control.put(connection, done, places, self._derivation(connection, versions))

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

    def sums(self) -> Sums:
        """Counts over all claims, events and reports, of claims as people left them."""
        with self._reading() as connection:
            return sums.sums(connection)

    def samples(self, origins: Iterable[str]) -> dict[str, Claim]:
        """The first claim of each of these origins, as derived."""
        with self._reading() as connection:
            return sums.samples(connection, origins)

    def place_rows(self, place_id: str, within: Sequence[str], *, most: tuple[int, int, int]) -> PlaceRows:
        """The latest of what is told of a place and its parts (ids: within), at most so many claims, events and
        disagreements; and how much there is of it."""
        with self._reading() as connection:
            return place.rows(connection, place_id, within, most=most)

    def types_of_source(self, name: str) -> dict[str, int]:
        """Types of the claims of which this is the source or the origin, the commonest first."""
        with self._reading() as connection:
            return dict(sums.of_source(connection, name).most_common())

    def event_count(self) -> int:
        with self._reading() as connection:
            return events.count(connection)

    def claim_count(self) -> int:
        """Of claims as derived."""
        with self._reading() as connection:
            return claim_store.count(connection)

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

    def current_claim(self, address: str) -> str | None:
        """The claim that this id, or a former one, leads to; None where it leads nowhere."""
        with self._reading() as connection:
            return claim_store.current_id(connection, address)

    def former_ids(self) -> dict[str, str]:
        """Id that an event or a claim once had, and has no more -> the event or claim that it leads to now."""
        with self._reading() as connection:
            return events.former_ids(connection)

    def rebuild(self, versions: Versions) -> Rebuild:
        """Derived rows made anew beside the old ones and swapped in one transaction (see Rebuild)."""
        with self._writing() as connection:
            derivation = self._derivation(connection, versions)
        return Rebuild(self._engine, derivation, self._where)

    @property
    def versions(self) -> list[dict[str, Any]]:
        """The versions that made the claims now in place: one where all were made alike, none in a new ledger."""
        query = select(derivations.c.versions).where(derivations.c.id.in_(select(readings.c.derivation)))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(derivations.c.id)).scalars()
            return [orjson.loads(row) for row in rows]

    # Decisions

    def decide(
        self,
        action: str,
        target: Iterable[str],
        *,
        author: str,
        reason: str = "",
        values: Mapping[str, Any] | None = None,
        expected: Mapping[str, str] | None = None,
    ) -> Decision:
        """Appends a decision: accept, reject, correct (`values`), merge, split on claims; undo on decisions; redact;
        note, rate, withhold, coarsen, date on what docs/ledger.md says.

        redact erases reports (by digest) or decisions (by id) for good. expected: claim -> version (`claim_versions`)
        of the state that was judged. Raises ChangedError where somebody decided on it since, and LedgerError where it
        makes no sense; nothing is appended then.
        """
        with self._writing() as connection:
            histories.check_unchanged(connection, expected or {})
            made = decisions.record(
                connection,
                action=action,
                target=target,
                author=author,
                reason=reason,
                values=values or {},
                clock=self._clock,
            )
            if action == "date":
                check_undated(connection, made.target)
        if action == "redact":
            with plain_errors(self._where):
                erase_traces(self._engine)
        return made

    def decisions(self, *, unattached: bool = False, as_recorded_at: str | None = None) -> list[Decision]:
        """All whose payload is not erased, in order; or those that found no claim after a rebuild."""
        with self._reading() as connection:
            if unattached:
                return decisions.unattached(connection)
            return decisions.load(connection, as_recorded_at=last_stamp(as_recorded_at))

    def history(self, kind: str, name: str) -> list[Decision]:
        """Decisions and notes on a claim, event, report, place, source or decision, in order."""
        with self._reading() as connection:
            return histories.history(connection, kind, name)

    def claim_versions(self, claims: Iterable[str]) -> dict[str, str]:
        """Claim -> what its state is called now: another name after each decision on it, and after a rebuild that
        reads its words otherwise. Claims that are not there are missing."""
        with self._reading() as connection:
            return histories.versions(connection, claims)

    def attachments(self) -> dict[tuple[str, int], str]:
        """(decision, position of its target) -> the claim of today that it judges; unattached ones are missing."""
        with self._reading() as connection:
            return decisions.attached(connection)

    def constraints(self, *, as_recorded_at: str | None = None) -> Constraints:
        """What merges and splits ask of events, as ids of today's claims."""
        with self._reading() as connection:
            return decisions.rulings_at(connection, as_recorded_at=last_stamp(as_recorded_at)).constraints

    # Trust

    def verify(self, *, kept_seals: Iterable[str] = ()) -> Verification:
        """Checks every row, payload and seal. kept_seals: lines that `seal` gave and that were kept elsewhere."""
        with self._reading() as connection:
            return verify.verify(connection, kept_seals=kept_seals)

    def copy_to(self, target: Ledger, *, on_progress: Callable[[int, int], None] | None = None) -> Copied:
        """Copies everything into an empty ledger, of another kind if you like; verified, or nothing is kept.

        on_progress: rows done, all. Raises LedgerError where the target holds anything, or this ledger is bad.
        """
        return copying.copy(
            self._reading, target._writing, source=self.where, target=target.where, on_progress=on_progress
        )

    @property
    def key(self) -> Path:
        """Where the key of seals lies if nobody says otherwise."""
        return self._address.key

    def seal(self, *, key: Path | None = None) -> Seal:
        """Signs the head of the chain. key: its file (default: beside the ledger), made on first use."""
        if key is None:
            key = self.key
            key.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        signing = seal.load_or_make_key(key)
        with self._writing() as connection:
            return seal.put(connection, signing, self._clock)

    @property
    def last_recorded(self) -> str | None:
        """When the last fact was recorded; None in a new ledger."""
        with self._reading() as connection:
            return reports.last_recorded(connection)

    def backup(self, target: Path) -> Path:
        """Copies the ledger's file, while it is in use, to `target`.part, which is returned: verify it, then give it
        its name. Raises LedgerError where `target` is there already, and for a ledger on a server."""
        return backup.copy_file(backup.file_of(self._address), target)

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
