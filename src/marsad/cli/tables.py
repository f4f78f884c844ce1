"""Tables for people: reports, claims, events, disagreements, control. Words from outside are shown as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from marsad.cli.output import console, harmless
from marsad.records import PLACE_RELATIONS

if TYPE_CHECKING:
    from rich.console import RenderableType

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
INDENT = 2
"""Characters before the lines of a row that is shown as a paragraph."""
APART = Text(" · ", style="dim")
SPEAK_FOR_THEMSELVES = frozenset({"who, where, when", "where, when, who", "where, when", "words", "title, outlet"})
"""Columns whose words need no name before them."""
REGIONS_AND_UNKNOWN = ("region:", "name:")
"""How ids of places begin that lie in no other one."""
SAME_WORDS = "(the same words)"


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
    """Each row as a paragraph: its first column as the head, then what the others say; what is empty is left out."""
    paper = Table(
        title=made.title, title_justify="left", title_style="bold", box=None, show_header=False, pad_edge=False
    )
    paper.add_column(overflow="fold")
    names = [str(column.header) for column in made.columns]
    for head, *cells in zip(*(column.cells for column in made.columns), strict=True):
        if str(head):  # else it goes on with the row before
            paper.add_row("")
            paper.add_row(APART.join(Text(str(head), style="bold").split("\n")))
        for line, indent in _lines(zip(names[1:], map(_text, cells), strict=True)):
            paper.add_row(Padding(line, (0, 0, 0, indent)))
    return paper


def _lines(row: Iterable[tuple[str, Text]]) -> Iterator[tuple[Text, int]]:
    """What a row says below its head, each line with its indent: short columns share a line, lists stand in lines."""
    waiting: list[Text] = []
    for name, words in row:
        if not words.plain:
            continue
        lines = words.split("\n")
        label = Text("" if name in SPEAK_FOR_THEMSELVES else f"{name}: ", style="dim")
        told = label + (Text(" ") if name in UNBROKEN else APART).join(lines)
        if waiting and not _fits(*waiting, told):
            yield APART.join(waiting), INDENT
            waiting = []
        if label and len(lines) > 1 and not _fits(told):
            yield label, INDENT
            yield from ((line, 2 * INDENT) for line in lines)
        else:
            waiting.append(told)
    if waiting:
        yield APART.join(waiting), INDENT


def _fits(*pieces: Text) -> bool:
    return cell_len(APART.join(pieces).plain) <= console().width - INDENT


def _text(value: RenderableType) -> Text:
    return value if isinstance(value, Text) else Text(str(value))


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
    before = ""
    for claim in claims:
        said = SAME_WORDS if claim.quote == before else f"“{claim.quote}”"
        before = claim.quote
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
            stack(claim.source or claim.outlet or "the report", f"via {claim.via}" if claim.via else ""),
            cell(said, "dim" if said == SAME_WORDS else ""),
        )
    return made


def whereabouts(place: str | None, place_id: str) -> str:
    """The place that is meant: `Susian (Al Bāb)`, `near Manbij`. place: the larger one under which it is filed."""
    own = re.split("[/:]", place_id)[-1].replace("-", " ")
    whole = own.isdecimal() or place_id.startswith(REGIONS_AND_UNKNOWN)
    if not place or not own or whole or own.casefold() == place.casefold():
        return place or ""
    return f"{own} {place}" if own in PLACE_RELATIONS else f"{own.title()} ({place})"


def event_table(events: Iterable[Event]) -> Table:
    made = table("Events", "event", "where, when, who", "origins", "credibility", wide=("origins", "credibility"))
    for event in events:
        made.add_row(
            stack(event.type.replace("_", " "), (event.id, "dim")),
            stack(
                whereabouts(event.place, event.place_id),
                span(event.date_start, event.date_end),
                ", ".join(event.actors),
            ),
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
    """spells: place_id -> spells in their JSON form. A place is named once, before the first of its spells."""
    made = table("Who held each place", "place", "from", "to", "status", "controller", "probability", "claims")
    for place_id, told in spells.items():
        for number, spell in enumerate(told):
            divided = spell["controller"] == "divided"
            made.add_row(
                cell(names.get(place_id, place_id) if number == 0 else ""),
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
