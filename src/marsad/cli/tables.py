"""Tables for people: reports, claims, events, disagreements, control. Words from outside are shown as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from marsad.cli.output import console, harmless

if TYPE_CHECKING:
    from marsad.intake import Rejected
    from marsad.pipeline.changes import Change
    from marsad.publish.contract import DisagreementRow
    from marsad.records import Claim, Decision, Event, Report, Toll

STATUS_STYLES = {"asserted": "", "hedged": "yellow", "denied": "red", "planned": "cyan"}
CREDIBILITY = {
    1: "confirmed", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "cannot be judged",
}  # fmt: skip


UNBROKEN = frozenset({"id", "claim", "event", "status", "from", "to", "at"})
"""Columns whose words are copied, or compared down the column: never broken."""
ROOMY = 100
"""Columns of a terminal from which on words have room beside other columns."""
BETWEEN = 3
"""Columns of a terminal between two columns of a table, at most."""
WIDEST, NARROWEST = 22, 30
"""Characters of a column that is not wide, and of one that is."""


def cell(words: object, style: str = "") -> Text:
    return Text(harmless("" if words is None else words), style=style)


def table(title: str, *columns: str, wide: Sequence[str] = ()) -> Table:
    """wide: columns that share the room that is left; the others are as narrow as their words."""
    made = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, expand=True, pad_edge=False
    )
    for name in columns:
        if name in wide:
            made.add_column(name, ratio=1, min_width=NARROWEST, overflow="fold")
        else:
            whole = name in UNBROKEN
            least = max(map(len, name.split()))
            made.add_column(name, min_width=least, max_width=None if whole else WIDEST, no_wrap=whole, overflow="fold")
    return made


def show(made: Table) -> None:
    """The table, or where it has no room its rows as blocks, so that nothing is cut off."""
    shown = console()
    narrow = shown.width < ROOMY and any(column.ratio for column in made.columns)
    shown.print(blocks(made) if narrow or least_width(made) > shown.width else made)


def least_width(made: Table) -> int:
    """Columns of a terminal that the table needs so that nothing is cut off."""
    widths = [
        max(cell_len(line) for value in (column.header, *column.cells) for line in str(value).splitlines() or [""])
        if column.no_wrap
        else column.min_width or 1
        for column in made.columns
    ]
    return sum(widths) + BETWEEN * len(widths)


def blocks(made: Table) -> Table:
    """Each row as lines of a column's name and what it says; what is empty is left out."""
    grid = Table(
        title=made.title, title_justify="left", title_style="bold", box=None, show_header=False, pad_edge=False
    )
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    names = [str(column.header) for column in made.columns]
    for row in zip(*(column.cells for column in made.columns), strict=True):
        grid.add_row("", "")
        for name, value in zip(names, row, strict=True):
            if str(value):
                grid.add_row(name, value)
    return grid


def span(start: str | None, end: str | None) -> str:
    """An interval as people write it."""
    start, end = (value and f"{value[:10]} {value[11:16]}{value[19:]}".strip() for value in (start, end))
    if start and end:
        return str(start) if start == end else f"{start} to {end}"
    if start:
        return f"from {start}"
    return f"until {end}" if end else "unknown"


def report_table(reports: Iterable[Report], counts: Mapping[str, int] | None = None) -> Table:
    made = table("Reports", "report", "title, outlet", "published", "rests on", "claims", wide=("title, outlet",))
    for report in reports:
        said = span(report.published.start, report.published.end)
        basis = "copy of another" if report.copy_of else report.published_basis
        number = counts.get(report.digest, 0) if counts is not None else ""
        title = stack(report.title, (report.outlet, "dim"))
        made.add_row(cell(report.doc), title, cell(said), cell(basis), cell(number))
    return made


def stack(*lines: tuple[object, str] | object) -> Text:
    """Lines in one cell, each plain or with its style; empty ones are left out."""
    parts = (cell(*line) if isinstance(line, tuple) else cell(line) for line in lines)
    return Text("\n").join(part for part in parts if part.plain)


def toll_words(toll: Toll) -> str:
    """`killed: 35 civilians`, `wounded: at least 50`."""
    low, high = toll.low, toll.high
    if low is None and high is None:
        number = "some"
    elif high is None:
        number = f"at least {low}"
    elif low is None:
        number = f"at most {high}"
    else:
        number = str(low) if low == high else f"{low} to {high}"
    return f"{toll.kind}: {number} {toll.who}".strip()


def claim_table(claims: Iterable[Claim], title: str = "Claims") -> Table:
    from marsad.publish.report_data import tolls_of

    made = table(title, "claim", "who, where, when", "source", "words", wide=("who, where, when", "words"))
    for claim in claims:
        place = claim.place_text or claim.place or ""
        if claim.place_relation != "is" and claim.place:
            place = f"{place} ({claim.place_relation.replace('_', ' ')} {claim.place})"
        made.add_row(
            stack(claim.type.replace("_", " "), (claim.status, STATUS_STYLES[claim.status]), (claim.id, "dim")),
            stack(
                " / ".join(filter(None, (claim.actor1, claim.actor2))),
                place,
                span(claim.date_start, claim.date_end),
                "; ".join(map(toll_words, tolls_of(claim))),
            ),
            stack(claim.source or claim.outlet or "the outlet", f"via {claim.via}" if claim.via else ""),
            cell(f"“{claim.quote}”"),
        )
    return made


def event_table(events: Iterable[Event]) -> Table:
    made = table("Events", "event", "where, when, who", "origins", "credibility", wide=("origins", "credibility"))
    for event in events:
        made.add_row(
            stack(event.type.replace("_", " "), (event.id, "dim")),
            stack(event.place, span(event.date_start, event.date_end), ", ".join(event.actors)),
            stack(*(f"{o.name} ({o.kind}, interest: {o.interest}, claims: {len(o.claims)})" for o in event.origins)),
            cell(f"{event.credibility} {CREDIBILITY[event.credibility]}: {' '.join(event.reasons)}"),
        )
    return made


def change_table(changes: Iterable[Change]) -> Table:
    made = table("Changes", "change", "where, when", "what", "why", wide=("what", "why"))
    for one in changes:
        made.add_row(
            stack(one.change, one.type.replace("_", " "), (one.event, "dim")),
            stack(one.place, span(one.date_start, one.date_end)),
            stack(*one.what),
            stack(*one.why),
        )
    return made


def disagreement_table(rows: Iterable[DisagreementRow]) -> Table:
    made = table("Where accounts disagree", "question", "place", "when", "accounts", wide=("accounts",))
    for row in rows:
        sides = "\n".join(f"{side['value']}: {', '.join(side['origins'])}" for side in row["sides"])
        when = span(row["date_start"], row["date_end"])
        made.add_row(*map(cell, (row["question"], row["place"], when, sides)))
    return made


def _began(spell: Mapping[str, Any]) -> str:
    """The spell's first day, or the days between which it began."""
    first, last = spell.get("earliest_start"), spell.get("latest_start")
    return f"between {first}\nand {last}" if first and last and first < last else str(spell["start"])


def spell_table(spells: Mapping[str, Sequence[Mapping[str, Any]]], names: Mapping[str, str]) -> Table:
    """spells: place_id -> spells in their JSON form."""
    made = table("Who held each place", "place", "from", "to", "status", "controller", "probability", "claims")
    for place_id, told in spells.items():
        for spell in told:
            divided = spell["controller"] == "divided"
            made.add_row(
                cell(names.get(place_id, place_id)),
                cell(_began(spell)),
                cell(spell["end"]),
                cell("divided" if divided else spell["status"]),
                cell("nobody alone" if divided else spell["controller"]),
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
