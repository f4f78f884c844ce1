"""The result of `marsad run`: what the reports of this run say, in the light of the whole ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
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
    from marsad.intake import Rejected
    from marsad.pipeline.observatory import Observatory
    from marsad.publish.contract import DisagreementRow, PlaceRow, ReportData
    from marsad.records import Claim, Event, Report

MOST_PRINTED = 300
"""Rows of a table that are printed; the page and the lists have all of them."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Of one run: its reports, their claims, the events that these belong to, the disagreements in which they take
    part, and the places of which they tell who held them."""

    reports: list[Report]
    claims: list[Claim]
    events: list[Event]
    disagreements: list[DisagreementRow]
    places: list[PlaceRow]


def spoken_of(observatory: Observatory, given: Sequence[str], data: ReportData) -> Spoken:
    """given: digests of the run's reports. data: what the whole ledger says."""
    from marsad.ledger import ClaimFilter
    from marsad.pipeline.events import with_events

    claims = [claim for digest in given for claim in observatory.ledger.claims(ClaimFilter(report=digest))]
    ids, places = {claim.id for claim in claims}, {claim.place_id for claim in claims if claim.place_id}
    events = [event for event in observatory.ledger.events() if not ids.isdisjoint(event.claims)]
    return Spoken(
        reports=[observatory.ledger.report(digest) for digest in given],
        claims=list(with_events(claims, events)),
        events=events,
        disagreements=[row for row in data["disagreements"] if _takes_part(row, ids)],
        places=[row for row in data["places"] if row["place_id"] in places and row["spells"]],
    )


def _takes_part(row: DisagreementRow, claims: Set[str]) -> bool:
    return any(not claims.isdisjoint(side["claims"]) for side in row["sides"])


def print_result(spoken: Spoken, rejected: Sequence[Rejected], data: ReportData) -> None:
    """For people: the tables, one after another. data: for the names of places."""
    claims, events, disputes = spoken.claims, spoken.events, spoken.disagreements
    show(report_table(spoken.reports[:MOST_PRINTED], Counter(claim.report for claim in claims)))
    for report in spoken.reports:
        told = [claim for claim in claims[:MOST_PRINTED] if claim.report == report.digest]
        if told:
            show(claim_table(told, f"Claims of {report.doc}"))
    _more(len(claims), "marsad claims")
    if events:
        show(event_table(events[:MOST_PRINTED]))
        _more(len(events), "marsad events")
    if disputes:
        show(disagreement_table(disputes[:MOST_PRINTED]))
        _more(len(disputes), "marsad export disagreements")
    if spoken.places:
        held = sorted(spoken.places, key=lambda row: row["name"].casefold())[:MOST_PRINTED]
        show(spell_table({row["place_id"]: row["spells"] for row in held}, place_names(data)))
        _more(len(spoken.places), "marsad control PLACE")
    if rejected:
        show(rejected_table(rejected))


def result_row(spoken: Spoken, data: ReportData) -> dict[str, Any]:
    """For machines. data: for the rows of the reports."""
    ids = {report.digest for report in spoken.reports}
    return {
        "reports": [row for row in data["reports"] if row["digest"] in ids],
        "claims": [claim.to_json() for claim in spoken.claims],
        "events": [event_row(event) for event in spoken.events],
        "disagreements": spoken.disagreements,
        "control": [{name: row[name] for name in ("place_id", "name", "geonameid", "spells")} for row in spoken.places],
    }


def place_names(data: ReportData) -> dict[str, str]:
    """place_id -> its name; that of a part or surroundings with the place where it lies, as there may be two."""
    return {
        row["place_id"]: f"{row['name']} ({row['relation'].replace('_', ' ')} {row['anchor']})"
        if row["anchor"] and row["anchor"] not in row["name"]
        else row["name"]
        for row in data["places"]
    }


def _more(number: int, command: str) -> None:
    if number > MOST_PRINTED:
        say(f"... and {number - MOST_PRINTED} more: {command}")
