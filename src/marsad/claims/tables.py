"""Tables of incidents, as NGOs and mine-action teams publish them: the heads of the columns say what the cells below
are ("| Date | Township | Village | Incident | Killed |"), which no sentence says. Situation reports go from place to
place by lines that open with its name ("Gao: contested.")."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from marsad.claims.draft import Draft, PlacePhrase, Span, Voice
from marsad.claims.lexicon import LanguageFile
from marsad.claims.reading import HARMING, Candidate, Reading
from marsad.claims.syntax.parse import Parse
from marsad.claims.syntax.roles import Arguments
from marsad.claims.triggers import Trigger
from marsad.records import Toll

LINE = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.M)
CELL = re.compile(r"[^|\s](?:[^|\n]*[^|\s])?")
RULE = re.compile(r"[\s|:+=-]+")
"""A line that only divides."""
NUMBER = re.compile(r"(\d{1,5})(\+?)")
HEADING = re.compile(
    r"^[ \t•*–-]*(?P<day>\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?(?:,| [–-]) )?"
    r"(?P<place>[^\W\d_][\w'’-]*(?: (?:(?:da|de|el|al|of)[ -])?[A-Z][\w'’-]*){0,3}"
    r"(?: (?:town|city|village|camp|road|axis|area|district|territory|county|locality))?)"
    r"(?: \((?P<within>[^(),\n]{3,30})(?:, (?P<region>[^()\n]{3,40}))?\))?:[ \t]+(?=[^\s\"“'‘])[^\n]+",
    re.M,
)
"""A line of a situation report, from the name of the place that it is about; a day may stand before it, what the place
lies in after it ("16 June, X (Y district, Z):")."""
FEWEST_HEADS = 2
TOLD = ("killed", "wounded", "holder")
"""What a column may hold besides places."""


@dataclass(frozen=True, slots=True)
class Row:
    """One incident or holding. span: its line; places: spans of the cells that say where, the narrowest first; holder:
    the cell that says who has it; tolls: from columns of the killed and wounded."""

    span: Span
    places: tuple[Span, ...]
    tolls: tuple[Toll, ...] = ()
    holder: Span | None = None
    headed: bool = False
    """A line that opens with the name of its place, and goes on in sentences."""


@dataclass(frozen=True, slots=True)
class Tables:
    """A report's tables. rows: those whose heads name two columns or more, one of them a place's; heads: the lines of
    these, which tell nothing themselves."""

    rows: tuple[Row, ...] = ()
    heads: tuple[Span, ...] = ()

    def is_head(self, at: int) -> bool:
        return any(a <= at < b for a, b in self.heads)

    def row_at(self, at: int) -> Row | None:
        return next((row for row in self.rows if row.span[0] <= at < row.span[1]), None)


def read_tables(text: str, language: LanguageFile) -> Tables:
    """The tables of a text whose rows are lines between bars."""
    rows: list[Row] = []
    lines: list[Span] = []
    heads: dict[int, str] = {}
    end = -1
    for line in LINE.finditer(text):
        if end < 0 or text[end : line.start()].strip():
            heads = _heads(text, line, language)
            lines += [line.span()] if heads else []
        elif heads and not RULE.fullmatch(line[0]):
            rows.append(_row(text, line, heads, language))
        end = line.end()
    return Tables(tuple(rows), tuple(lines))


def with_headings(tables: Tables, text: str, known: Callable[[str], bool]) -> Tables:
    """The tables, and lines that open with the place that they tell of ("Gao: contested."), where a report has several.

    known: whether a name is a place's; where a line says what its place lies in, a day before a name tells it, too."""
    found = [m for m in HEADING.finditer(text) if m["place"][0].isupper()]
    places = [known(m["place"]) for m in found]
    if any(m["within"] and (known(m["within"]) or known(m["region"] or "")) for m in found):
        places = [here or bool(m["day"] or m["within"]) for here, m in zip(places, found, strict=True)]
        found = [m for here, m in zip(places, found, strict=True) if here]  # "Control: ..." is none
    if len(found) < FEWEST_HEADS or 2 * sum(places) < len(found):
        return tables
    lines = tuple(Row(m.span(), _spans(m, "place", "within", "region"), headed=True) for m in found)
    return Tables((*tables.rows, *lines), tables.heads)


def _spans(line: re.Match[str], *parts: str) -> tuple[Span, ...]:
    return tuple(line.span(part) for part in parts if line[part])


def drop_headings(voices: list[list[Voice]], tables: Tables) -> None:
    """The place that a line opens with does not say what the line tells, though a colon follows it."""
    names = {row.places[0] for row in tables.rows if row.headed}
    for t, over in enumerate(voices if names else ()):
        if any((v.start, v.end) in names for v in over):
            voices[t] = [v for v in over if (v.start, v.end) not in names]


def holding(tables: Tables, n: int, reading: Reading) -> list[Candidate]:
    """Who has the place of the row that a sentence begins, where a column says so."""
    parse = reading.parse
    first = parse.sentences[n][0]
    row = tables.row_at(parse.start[first])
    if row is None or row.holder is None or any(parse.start[t] > row.span[0] for t in range(max(0, first - 1), first)):
        return []
    words = list(parse.tokens(*row.holder))
    frame = next(f for f in reading.lexicon.frames if f.type == "control" and "control" in f.verbs)
    found = Candidate(Trigger(frame, "noun", words[-1], tuple(words)), "control", Arguments())
    found.actor1 = reading.scene.actor_phrases(words)[:1]
    return [found] if found.actor1 else []


def tell_row(tables: Tables, drafts: Sequence[Draft], parse: Parse, tolled: set[Span]) -> None:
    """Give the drafts of a row what its cells say. tolled: the rows whose victims a draft has; it grows."""
    for draft in drafts:
        row = tables.row_at(draft.trigger)
        if row is None:
            continue
        if not row.headed:
            draft.tabled, draft.clause = True, row.span
        if row.places and not _elsewhere(draft, row, parse.text):
            draft.place, draft.place_said, draft.place_options = _phrase(parse, row.places), True, []
        if draft.type in HARMING and row.span not in tolled:
            tolled.add(row.span)
            kinds = {toll.kind for toll in draft.tolls if toll.low is not None}
            draft.tolls += [toll for toll in row.tolls if toll.kind not in kinds]


def _elsewhere(draft: Draft, row: Row, text: str) -> bool:
    """Whether the incident's own words name another place ("the road to X") than the row's cells do."""
    place = draft.place
    if place is None or not row.span[0] <= place.start < row.span[1]:
        return False
    return not any(a <= place.start < b for a, b in row.places) and text[place.start].isupper()


def _phrase(parse: Parse, cells: Sequence[Span]) -> PlacePhrase:
    start, end = cells[0]
    token = next(iter(parse.tokens(start, end)), -1)
    container = parse.text[cells[1][0] : cells[1][1]] if len(cells) > 1 else ""
    return PlacePhrase(start, end, parse.text[start:end], token=token, container=container)


def _cells(text: str, line: re.Match[str]) -> list[Span | None]:
    """The spans of a line's cells, without the blanks around; None where one is empty."""
    bars = [at for at in range(*line.span()) if text[at] == "|"]
    found = (CELL.search(text, a + 1, b) for a, b in pairwise(bars))
    return [match.span() if match else None for match in found]


def _heads(text: str, line: re.Match[str], language: LanguageFile) -> dict[int, str]:
    """Column -> what it holds: one of TOLD, or the word for its kind of place."""
    heads: dict[int, str] = {}
    for column, span in enumerate(_cells(text, line)):
        words = re.findall(r"[a-z]+", text[span[0] : span[1]].lower()) if span else []
        kinds = [k for k in TOLD if not language.table_heads[k].isdisjoint(words)]
        place = next((word for word in language.table_places if word in words), "")
        if kinds or place:
            heads[column] = kinds[0] if kinds else place
    known = len(heads) + _dated(text, line, language)
    return heads if known >= FEWEST_HEADS and set(heads.values()) - set(TOLD) else {}


def _dated(text: str, line: re.Match[str], language: LanguageFile) -> bool:
    return not language.table_heads["date"].isdisjoint(re.findall(r"[a-z]+", text[line.start() : line.end()].lower()))


def _row(text: str, line: re.Match[str], heads: dict[int, str], language: LanguageFile) -> Row:
    cells = dict(enumerate(_cells(text, line)))
    order = language.table_places
    where = sorted((order.index(kind), span) for n, kind in heads.items() if kind in order and (span := cells.get(n)))
    places = tuple(span for _, span in where if text[span[0]].isupper())
    tolls = []
    for n, kind in heads.items():
        span = cells.get(n)
        if kind in ("killed", "wounded") and span and (number := NUMBER.fullmatch(text[span[0] : span[1]])):
            low = int(number[1])
            tolls.append(Toll(kind, "", low, None if number[2] else low))
    held = next((cells.get(n) for n, kind in heads.items() if kind == "holder"), None)
    return Row(line.span(), places, tuple(tolls), held)
