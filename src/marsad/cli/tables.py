"""Tables for people: reports, claims, events, disagreements, control. Words from outside are shown as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table
from rich.text import Text

from marsad.cli.output import console, harmless

if TYPE_CHECKING:
    from marsad.intake import Rejected
    from marsad.publish.contract import DisagreementRow
    from marsad.records import Claim, Decision, Event, Report

STATUS_STYLES = {"asserted": "", "hedged": "yellow", "denied": "red", "planned": "cyan"}
CREDIBILITY = {
    1: "confirmed", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "cannot be judged",
}  # fmt: skip


def cell(words: object, style: str = "") -> Text:
    return Text(harmless("" if words is None else words), style=style)


def table(title: str, *columns: str, wide: Sequence[str] = ()) -> Table:
    """wide: columns that get the room; the others stay as narrow as their words."""
    made = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, expand=True, pad_edge=False
    )
    for name in columns:
        made.add_column(name, ratio=3 if name in wide else 1, overflow="fold", vertical="top")
    return made


def show(made: Table) -> None:
    console().print(made)


def span(start: str | None, end: str | None) -> str:
    """An interval as people write it."""
    if start and end:
        return start if start == end else f"{start} to {end}"
    if start:
        return f"from {start}"
    return f"until {end}" if end else "unknown"


def report_table(reports: Iterable[Report], counts: Mapping[str, int] | None = None) -> Table:
    made = table("Reports", "report", "title", "outlet", "published", "rests on", "claims", wide=("title",))
    for report in reports:
        said = span(report.published.start, report.published.end)
        basis = "copy of another" if report.copy_of else report.published_basis
        number = counts.get(report.digest, 0) if counts is not None else ""
        made.add_row(*map(cell, (report.doc, report.title, report.outlet, said, basis, number)))
    return made


def claim_table(claims: Iterable[Claim], title: str = "Claims") -> Table:
    made = table(title, "id", "type", "status", "who", "place", "when", "source", "words", wide=("words",))
    for claim in claims:
        who = " / ".join(part for part in (claim.actor1, claim.actor2) if part)
        place = claim.place_text or claim.place or ""
        if claim.place_relation != "is":
            place = f"{place} ({claim.place_relation.replace('_', ' ')} {claim.place})" if claim.place else place
        source = claim.source or claim.outlet or "the outlet"
        source += f" via {claim.via}" if claim.via else ""
        made.add_row(
            cell(claim.id, "dim"),
            cell(claim.type.replace("_", " ")),
            cell(claim.status, STATUS_STYLES[claim.status]),
            cell(who),
            cell(place),
            cell(span(claim.date_start, claim.date_end)),
            cell(source),
            cell(f"“{claim.quote}”"),
        )
    return made


def event_table(events: Iterable[Event]) -> Table:
    made = table(
        "Events", "id", "type", "place", "when", "actors", "origins", "credibility", wide=("origins", "credibility")
    )
    for event in events:
        origins = "; ".join(
            f"{origin.name} ({origin.kind}, {origin.interest}, {len(origin.claims)})" for origin in event.origins
        )
        grade = f"{event.credibility} {CREDIBILITY[event.credibility]}: {' '.join(event.reasons)}"
        made.add_row(
            cell(event.id, "dim"),
            cell(event.type.replace("_", " ")),
            cell(event.place),
            cell(span(event.date_start, event.date_end)),
            cell(", ".join(event.actors)),
            cell(origins),
            cell(grade),
        )
    return made


def disagreement_table(rows: Iterable[DisagreementRow]) -> Table:
    made = table("Where accounts disagree", "question", "place", "when", "accounts", wide=("accounts",))
    for row in rows:
        sides = "\n".join(f"{side['value']}: {', '.join(side['origins'])}" for side in row["sides"])
        when = span(row["date_start"], row["date_end"])
        made.add_row(*map(cell, (row["question"], row["place"], when, sides)))
    return made


def spell_table(spells: Mapping[str, Sequence[Mapping[str, Any]]], names: Mapping[str, str]) -> Table:
    """spells: place_id -> spells in their JSON form."""
    made = table("Who held each place", "place", "from", "to", "status", "controller", "probability", "claims")
    for place_id, told in spells.items():
        for spell in told:
            made.add_row(
                cell(names.get(place_id, place_id)),
                cell(spell["start"]),
                cell(spell["end"]),
                cell(spell["status"]),
                cell(spell["controller"]),
                cell(f"{spell['probability']:.2f}"),
                cell(len(spell["claims"])),
            )
    return made


def decision_table(decisions: Iterable[Decision]) -> Table:
    made = table("Decisions", "id", "at", "author", "action", "target", "reason", "values", wide=("target", "reason"))
    for one in decisions:
        values = ", ".join(f"{name}={value}" for name, value in one.values.items())
        made.add_row(*map(cell, (one.id, one.at, one.author, one.action, " ".join(one.target), one.reason, values)))
    return made


def rejected_table(rejected: Iterable[Rejected]) -> Table:
    made = table("Rejected", "where", "why", "what to do", wide=("where", "what to do"))
    for one in rejected:
        made.add_row(*map(cell, (one.where, one.reason, one.advice)))
    return made
