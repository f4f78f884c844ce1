"""Reports in the ledger: appended whole with their raw bytes, found by digest, read in the order of their arrival."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

import orjson
from sqlalchemy import Connection, RowMapping, select

from marsad.ledger.chain import Appender, Clock, last_seq
from marsad.ledger.codec import canonical, decode_report, encode_report, sha256, squeeze, unsqueeze
from marsad.ledger.schema import chain, derivations, readings, reports
from marsad.records import LedgerError, Report

BATCH = 500  # rows a fetch or an IN list: well under SQLite's 32,766 parameters, and a few MB of reports
T = TypeVar("T")

STREAM = {"yield_per": BATCH}
"""Execution options of queries that may give more rows than memory should hold."""

Intake = tuple[Report, bytes, str, bytes | None]
"""A cleaned report, its raw bytes, their media type, its near-duplicate signature."""


@dataclass(frozen=True, slots=True)
class AddResult:
    """added: digests now in the ledger for ever; known: digests that were there before (nothing was changed)."""

    added: tuple[str, ...]
    known: tuple[str, ...]


def stored_digest(row: Mapping[str, object] | RowMapping) -> str:
    """Digest over a report's row as it lies in the file (compressed bytes too), the raw bytes' own digest aside."""
    blobs: list[Any] = [row[name] for name in ("raw", "record", "signature")]
    return sha256(canonical([row["media_type"], *(None if blob is None else sha256(blob) for blob in blobs)]))


def prepare(batch: Iterable[Intake]) -> list[dict[str, object]]:
    """Rows of a batch, compressed before any lock is taken. The same digest twice in it counts once."""
    rows: dict[str, dict[str, object]] = {}
    for report, raw, media_type, signature in batch:
        if sha256(raw) != report.digest:
            raise LedgerError("the report's digest is not that of its bytes", where=report.doc)
        rows.setdefault(
            report.digest,
            {
                "digest": report.digest,
                "media_type": media_type,
                "raw": squeeze(raw),
                "record": squeeze(encode_report(report)),
                "signature": signature,
            },
        )
    return list(rows.values())


def add(connection: Connection, rows: list[dict[str, object]], clock: Clock) -> AddResult:
    known = known_digests(connection, [str(row["digest"]) for row in rows])
    new = [row for row in rows if row["digest"] not in known]
    appender = Appender(connection, clock)
    for row in new:
        row["seq"] = appender.forge(kind="report", payload=str(row["digest"]), stored=stored_digest(row)).seq
    appender.write(connection)
    if new:
        connection.execute(reports.insert(), new)
    return AddResult(
        added=tuple(str(row["digest"]) for row in new),
        known=tuple(str(row["digest"]) for row in rows if row["digest"] in known),
    )


def batched(values: Iterable[T]) -> Iterator[list[T]]:
    """Lists of at most BATCH values: what one IN list, or one insert, takes."""
    rest = iter(values)
    while some := list(islice(rest, BATCH)):
        yield some


def known_digests(connection: Connection, digests: list[str]) -> set[str]:
    return set(sequences(connection, digests))


def sequences(connection: Connection, digests: Iterable[str]) -> dict[str, int]:
    """Digest to seq, for those that the ledger has."""
    found: dict[str, int] = {}
    for some in batched(digests):
        query = select(reports.c.digest, reports.c.seq).where(reports.c.digest.in_(some))
        found.update({row.digest: row.seq for row in connection.execute(query)})
    return found


def one(connection: Connection, digest: str) -> RowMapping:
    """The row of a report. Raises LedgerError where there is none, or where it was redacted."""
    row = connection.execute(select(reports).where(reports.c.digest == digest)).mappings().first()
    if row is None:
        raise LedgerError(f"no report {digest}", advice="`marsad claims --json` shows the digests of reports.")
    if row["record"] is None:
        raise LedgerError(f"report {digest} was redacted", advice="`marsad decisions` shows by whom and why.")
    return row


def some_of(connection: Connection, digests: Iterable[str]) -> Iterator[Report]:
    """Those of these reports that the ledger has and that are not redacted."""
    for some in batched(digests):
        query = select(reports.c.record).where(reports.c.digest.in_(some), reports.c.record.is_not(None))
        for row in connection.execute(query):
            yield decode_report(unsqueeze(row.record))


def copies_of(connection: Connection, digests: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Which of these reports copy which: all that is read of their records."""
    for some in batched(digests):
        query = select(reports.c.digest, reports.c.record)
        for row in connection.execute(query.where(reports.c.digest.in_(some), reports.c.record.is_not(None))):
            if copied := orjson.loads(unsqueeze(row.record)).get("copy_of"):
                yield row.digest, copied


def stream(connection: Connection, *, as_recorded_at: str | None = None) -> Iterator[Report]:
    """Every report that is not redacted, in order of arrival, up to a stamp of recorded time."""
    query = select(reports.c.record).where(reports.c.record.is_not(None)).order_by(reports.c.seq)
    if as_recorded_at is not None:
        query = query.where(reports.c.seq <= last_seq(connection, as_recorded_at=as_recorded_at))
    for row in connection.execute(query, execution_options=STREAM):
        yield decode_report(unsqueeze(row.record))


def signatures(connection: Connection) -> Iterator[tuple[str, bytes]]:
    query = select(reports.c.digest, reports.c.signature).where(reports.c.signature.is_not(None))
    for row in connection.execute(query.order_by(reports.c.seq), execution_options=STREAM):
        yield row.digest, row.signature


def unread(connection: Connection, versions: str | None) -> list[str]:
    """Digests of reports whose claims were never derived, or not by these versions (canonical JSON)."""
    current = select(readings.c.report_seq).where(readings.c.report_seq == reports.c.seq)
    if versions is not None:
        current = current.join(derivations, derivations.c.id == readings.c.derivation)
        current = current.where(derivations.c.versions == versions)
    query = select(reports.c.digest).where(reports.c.record.is_not(None), ~current.exists()).order_by(reports.c.seq)
    return list(connection.execute(query).scalars())


def last_recorded(connection: Connection) -> str | None:
    return connection.execute(select(chain.c.recorded_at).order_by(chain.c.seq.desc()).limit(1)).scalar()
