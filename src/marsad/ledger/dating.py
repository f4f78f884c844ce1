"""Reports that no date was found for, as people dated them: the decision `date` gives the day; the report stays as it
was received."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Connection

from marsad.ledger import reports
from marsad.ledger.chain import last_seq
from marsad.ledger.codec import decode_report, unsqueeze
from marsad.ledger.effective import live
from marsad.ledger.standing import standing
from marsad.records import Interval, LedgerError, Report

UNDATED = ("none", "content")
"""Bases of a report's date that tell no day: nothing, or bounds from dates that its text mentions."""


def dated(connection: Connection, found: Iterable[Report], *, as_recorded_at: str | None = None) -> Iterator[Report]:
    """The reports, undated ones with the day that the last live decision gives them."""
    days: dict[str, str] | None = None
    for report in found:
        if report.published_basis not in UNDATED:
            yield report
            continue
        if days is None:
            stands = standing(connection)
            until = None if as_recorded_at is None else last_seq(connection, as_recorded_at=as_recorded_at)
            made = live(stands.made if until is None else stands.until(until))
            days = {name: one.values["published"] for one in made if one.action == "date" for name in one.target}
        day = days.get(f"report:{report.digest}")
        yield report if day is None else replace(report, published=Interval(day, day), published_basis="user")


def check_undated(connection: Connection, targets: Iterable[str]) -> None:
    """Raises LedgerError where a report has a date of its own: the words of a report are not overruled."""
    for target in targets:
        report = decode_report(unsqueeze(reports.one(connection, target.removeprefix("report:"))["record"]))
        if report.published_basis not in UNDATED:
            raise LedgerError(
                f"{report.doc} has a date: {report.published.start or report.published.end}",
                advice="Correct the dates of its claims: marsad decide correct CLAIM --set date_start=...",
            )
