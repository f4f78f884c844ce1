"""The result of `marsad run`: what the reports of this run say, in the light of the whole ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from marsad.cli.output import event_row, say
from marsad.cli.tables import (
    claim_table,
    disagreement_table,
    event_table,
    rejected_table,
    report_table,
    show,
    spell_table,
)

if TYPE_CHECKING:
    from marsad.pipeline.observatory import Observatory
    from marsad.pipeline.reading import ReadResult
    from marsad.publish.contract import DisagreementRow, ReportData
    from marsad.records import Claim, Event, Report

MOST_PRINTED = 300
"""Rows of a table that are printed; the page and the lists have all of them."""


def print_result(observatory: Observatory, result: ReadResult, data: ReportData) -> None:
    reports, claims, events = spoken_of(observatory, result.given)
    show(report_table(reports[:MOST_PRINTED], Counter(claim.report for claim in claims)))
    for report in reports:
        told = [claim for claim in claims[:MOST_PRINTED] if claim.report == report.digest]
        if told:
            show(claim_table(told, f"Claims of {report.doc}"))
    _more(len(claims), "marsad claims")
    if events:
        show(event_table(events[:MOST_PRINTED]))
        _more(len(events), "marsad events")
    disputes = disputed(data, claims)
    if disputes:
        show(disagreement_table(disputes[:MOST_PRINTED]))
        _more(len(disputes), "marsad export disagreements")
    places = {claim.place_id for claim in claims if claim.place_id}
    rows = sorted((row for row in data["places"] if row["place_id"] in places), key=lambda row: row["name"].casefold())
    spells = {row["place_id"]: row["spells"] for row in rows if row["spells"]}
    if spells:
        shown = dict(list(spells.items())[:MOST_PRINTED])
        show(spell_table(shown, place_names(data)))
        _more(len(spells), "marsad control PLACE")
    if result.rejected:
        show(rejected_table(result.rejected))


def result_row(observatory: Observatory, given: Sequence[str], data: ReportData) -> dict[str, Any]:
    """The same for machines."""
    reports, claims, events = spoken_of(observatory, given)
    ids, places = {report.digest for report in reports}, {claim.place_id for claim in claims if claim.place_id}
    return {
        "reports": [row for row in data["reports"] if row["digest"] in ids],
        "claims": [claim.to_json() for claim in claims],
        "events": [event_row(event) for event in events],
        "disagreements": disputed(data, claims),
        "control": [
            {name: row[name] for name in ("place_id", "name", "geonameid", "spells")}
            for row in data["places"]
            if row["place_id"] in places and row["spells"]
        ],
    }


def spoken_of(observatory: Observatory, given: Sequence[str]) -> tuple[list[Report], list[Claim], list[Event]]:
    """The reports of this run, their claims, and the events that these belong to."""
    from marsad.ledger import ClaimFilter
    from marsad.pipeline.events import with_events

    reports = [observatory.ledger.report(digest) for digest in given]
    claims = [claim for digest in given for claim in observatory.ledger.claims(ClaimFilter(report=digest))]
    ids = {claim.id for claim in claims}
    events = [event for event in observatory.ledger.events() if not ids.isdisjoint(event.claims)]
    return reports, list(with_events(claims, events)), events


def place_names(data: ReportData) -> dict[str, str]:
    """place_id -> its name; that of a part or surroundings with the place where it lies, as there may be two."""
    return {
        row["place_id"]: f"{row['name']} ({row['relation'].replace('_', ' ')} {row['anchor']})"
        if row["anchor"] and row["anchor"] != row["name"]
        else row["name"]
        for row in data["places"]
    }


def disputed(data: ReportData, claims: Iterable[Claim]) -> list[DisagreementRow]:
    """The disagreements in which these claims take part."""
    ids = {claim.id for claim in claims}
    return [row for row in data["disagreements"] if any(not ids.isdisjoint(side["claims"]) for side in row["sides"])]


def _more(number: int, command: str) -> None:
    if number > MOST_PRINTED:
        say(f"... and {number - MOST_PRINTED} more: {command}")
