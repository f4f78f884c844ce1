"""Reports as they came, and what was rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import insert, select

from marsad.ledger import reports, words
from marsad.ledger.codec import canonical, decode_report, last_stamp, stamp, unsqueeze
from marsad.ledger.dating import dated
from marsad.ledger.door import Door, Versions
from marsad.ledger.reports import AddResult, Intake
from marsad.ledger.schema import rejections
from marsad.records import Report


class ReportDoor(Door):
    """Reports as they came, and what was rejected."""

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

    def copies_of(self, digests: Iterable[str]) -> dict[str, str]:
        """Digest -> that of the report that it copies; of those of these reports that copy one and are not redacted."""
        with self._reading() as connection:
            return dict(reports.copies_of(connection, digests))

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

    @property
    def last_recorded(self) -> str | None:
        """When the last fact was recorded; None in a new ledger."""
        with self._reading() as connection:
            return reports.last_recorded(connection)
