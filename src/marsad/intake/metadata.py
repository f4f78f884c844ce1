"""The head of a report: title, by-line, agency, dateline and the date printed there; never a date in running prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from marsad.intake.datelines import dateline_pattern
from marsad.intake.dates import PrintedDate, printed_dates
from marsad.intake.head import Head
from marsad.intake.lexicon import press, publisher_words
from marsad.intake.lines import Line, Span, lines_outside, merged
from marsad.intake.openings import PROSE_BEFORE, read_opening
from marsad.intake.publishers import find_publisher, issuer_of, letterhead

HEAD_LINES = 14
"""Title, standfirst, by-lines, date, captions: the lines before the lead paragraph are at most so many."""

TITLE_CHARS = 180
"""The longest headlines of the press; a longer first line is prose."""

BYLINE_WORDS = 8
RESIDUE_WORDS = 4
"""Beside a printed date a head line has at most an outlet's, a place's or a section's name."""

FOOT_CHARS = 220
"""The foot of a page: "Last update: ..." within the last two lines."""

_NAME = r"[A-Z][\w.'’-]+"
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_BYLINE = re.compile(
    r"^(?:(?:Written |Words |Report |Story |Exclusive )?[Bb][Yy]|BY)[: ]\s*"
    rf"(?P<author>{_NAME}(?:(?: and|,| &)? {_NAME}){{0,7}})"
    rf"(?:\s*(?:,| in | for |\|)\s*.{{0,60}})?$"
)
_BYLINE_IN = re.compile(rf"^(?P<author>{_NAME}(?: {_NAME}){{1,2}}) (?:in|reports from) {_NAME}(?:[ ,]+{_NAME}){{0,2}}$")
_CORRECTION = re.compile(r"(?i)^\W*(?:correct(?:ion|ed)|erratum|clarification)\s*[:—–(/-]")
_TITLE_LABEL = re.compile(r"(?i)(?:title|headline|subject)\s*:\s*(?=\S)")
_WHERE = re.compile(r"(?i)(?:location|place)\s*:\s*(?P<place>\S.*)")
_AS_OF = re.compile(r"(?i)^\W*as (?:of|at)\W*$")
"""The whole line of a situation report's date; in prose it goes on after the date."""
_PERIOD = re.compile(
    r"(?i)(?<!no\. )(?<!no )(?<!nr\. )(?<!number )(?<![#\d])\d+\W*(?:[-–—]|\bto\b|\buntil\b|\bthrough\b)\s*$"
)
"""Before the last day of a span: "11 - 17 March 2024", "1 March to 7 March 2024"."""
_OCCASION = re.compile(r"(?:[^,.;:?!]+,){1,2}\s*$")
OCCASION_WORDS = 12
"""The line that names an occasion, its place and its day ("Briefing by the Minister of Defence, Klow, 3 May 1991")."""
_SEPARATOR_END = re.compile(r"[,|•·:–—/(-]\s*$")


def read_head(text: str, *, title: str = "", outlet: str = "", furniture: Sequence[Span] = ()) -> Head:
    """Reads the lines above the lead paragraph, the lead's own opening, and the foot.

    title, outlet: as metadata give them; without a title the first line is taken where it looks like a headline,
    without an outlet what the head says of its publisher. An agency that is the outlet itself is nobody's by-line:
    `agency` stays empty.
    """
    head = Head(title=title)
    lines = list(islice(lines_outside(text, furniture), HEAD_LINES + 1))
    if not lines:
        return head
    head.outlet = letterhead(text, lines[0], lines[1]) if not (title or outlet) and len(lines) > 2 else ""
    if head.outlet:
        head.spans.append((lines[0].start, lines[0].end))
        lines = lines[1:]
    first, body = _read_title(text, lines, title, head)
    head.correction = bool(_CORRECTION.match(head.title))
    for line in body[:HEAD_LINES]:
        if line.words.startswith("|"):
            break  # the rows of a table print their own dates
        if line.is_paragraph or line.word_count > 2 * BYLINE_WORDS:
            read_opening(text, line, head)
            if line.is_paragraph or head.dateline:
                break
        else:
            _read_short_line(text, line, head)
    if not (outlet or head.outlet):
        publisher, span = find_publisher(text, body[:HEAD_LINES])
        if span is not None:
            head.spans.append(span)
        head.outlet = issuer_of(head.title) or publisher
    outlet = outlet or head.outlet
    _read_foot(text, head, outlet=outlet)
    if body is not lines and not _has_year(head.date):
        _read_dated_title(text, lines[first], head)
    if not _has_year(head.date):
        head.date = head.period or head.date
    if _same(head.agency, outlet):
        head.agency = ""
    head.spans = list(merged(head.spans))
    return head


def _read_title(text: str, lines: Sequence[Line], title: str, head: Head) -> tuple[int, Sequence[Line]]:
    """Sets the title. (the first line that could be it, the lines of the head without it); `lines` itself where none
    is."""
    first = next((n for n, line in enumerate(lines) if not _is_labelled(line)), 0)
    for line in lines[:first]:
        head.spans.append((line.start, line.end))
        if where := _WHERE.match(line.words):
            head.dateline = where["place"]
    if labelled := _TITLE_LABEL.match(lines[first].words):
        at = lines[first].start + labelled.end()
        head.title = title or text[at : lines[first].end]
        head.spans.append((lines[first].start, at))
        return first, [*lines[:first], *lines[first + 1 :]]
    if not title and _looks_like_title(text, lines[first:]):
        head.title = lines[first].words
        return first, [*lines[:first], *lines[first + 1 :]]
    return first, lines[1:] if lines[0].words == title else lines


def _is_labelled(line: Line) -> bool:
    """A line of a head that says what it gives ("Published: 12 June 2023", "Source: The Courier"), or a date alone."""
    if _label().match(line.words):
        return True
    label = re.match(rf"\W*{press().label}\s+", line.words)  # "Published 12 June 2023"
    found = next(printed_dates(line.words), None)
    return found is not None and found.start == (label.end() if label else 0) and found.end == len(line.words)


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    labels = "|".join(publisher_words().labels)
    return re.compile(rf"\W*(?:{press().label}|(?i:{labels}|author|by|reported by|location|place))\s*:\s*\S")


def _has_year(found: PrintedDate | None) -> bool:
    return found is not None and bool(found.readings)


def _looks_like_title(text: str, lines: Sequence[Line]) -> bool:
    """Short, no sentence, capitalised, a blank line or a head line after it, and something under it."""
    first = lines[0]
    if len(lines) == 1 or len(first.words) > TITLE_CHARS or re.search(r"[.;,]$", first.words):
        return False
    if _CORRECTION.match(first.words):
        return True
    if (
        dateline_pattern().match(first.words)
        or _BYLINE.match(first.words)
        or not re.match(r"[\"'“‘(\[]?[A-Z0-9]", first.words)
    ):
        return False
    gap = text[first.end : lines[1].start].count("\n")
    return gap > 1 or not lines[1].is_paragraph or first.word_count <= 20


def _read_short_line(text: str, line: Line, head: Head) -> None:
    byline = _BYLINE.match(line.words) or _BYLINE_IN.match(line.words)
    if byline:
        head.note_author(byline["author"])
        head.spans.append((line.start, line.end))
        return
    found = next(printed_dates(text, start=line.start, end=line.end), None)
    if found is None or not _is_head_of_line(text, line, found):
        _read_agency_line(text, line, head)
        return
    if _ends_period(text[line.start : found.start]):
        head.period = head.period or found
    else:
        head.date = head.date or found
    agency_beside = re.search(rf"\b{press().agency}\b", text[line.start : found.start])
    if agency_beside:
        head.note_agency(agency_beside.group())
    head.spans.append((line.start, line.end))


def _read_agency_line(text: str, line: Line, head: Head) -> None:
    agency = re.fullmatch(
        rf"\W*(?:[Ss]ource:? )?(?P<agency>{press().agency})(?:\s*[,/|]\s*[\w .]{{2,40}})?\W*", line.words
    )
    if agency:
        head.note_agency(agency["agency"])
        head.spans.append((line.start, line.end))
    else:
        read_opening(text, line, head)


def _read_dated_title(text: str, line: Line, head: Head) -> None:
    """A first line that is a place and a date ("Gao, Mali, 3 March 2020"), or a short title with its date set off."""
    found = next(printed_dates(text, start=line.start, end=line.end), None)
    if found is not None and _is_head_of_line(text, line, found):
        head.date = found


def _is_head_of_line(text: str, line: Line, found: PrintedDate) -> bool:
    """The line prints a date; it doesn't tell of one: nothing beside it but a label, a name, a place."""
    if not found.readings:
        return False
    before, after = text[line.start : found.start], text[found.end : line.end]
    before = re.sub(rf"^\W*{press().label}\b\W*", "", before)
    if not after.strip():
        before = _AS_OF.sub("", before)
    if _ends_period(before):
        before = _PERIOD.sub("", before)
        before = re.sub(r"(?i)^[\w ]{0,30}:\s*|\W*$", "", re.sub(r"[\d/.]+\W*$", "", before))
    before = re.sub(rf"\b{press().agency}\b", "", before)
    if not after.strip() and _OCCASION.fullmatch(before) and len(_WORDS.findall(before)) <= OCCASION_WORDS:
        return True
    if PROSE_BEFORE.search(before):
        return False
    loose = before.strip() and not _SEPARATOR_END.search(before) and not before.strip().isupper()
    if loose and not re.match(r"(?:By|by|BY) ", before):
        return False
    residue = len(_WORDS.findall(before)) + len(_WORDS.findall(after))
    return residue <= (BYLINE_WORDS if re.match(r"(?i)by ", before) else RESIDUE_WORDS) and not re.search(
        r"\w[.!?]$", after
    )


def _ends_period(before: str) -> bool:
    """Whether the date after these words ends a span of days: what a report covers, not when it appeared."""
    return _PERIOD.search(before) is not None


def _read_foot(text: str, head: Head, *, outlet: str) -> None:
    """An agency's signature and "Last update: ..." at the end of the page."""
    begin = max(0, len(text) - FOOT_CHARS)
    foot = text[begin:]
    signed = re.search(rf"(?:[-–—]\s?|\(|\n\s*|[Ss]ource:?\s*)(?P<agency>{press().agency})\)?[\s.]*$", foot)
    if signed and (not head.agency or _same(head.agency, outlet)):
        head.agency = ""
        head.note_agency(signed["agency"])
    if "Thomson Reuters Trust Principles" in foot and not head.agency:
        head.agency = "Reuters"
    updated = re.search(rf"\b{press().label}\b\s*:?\s*", foot)
    if updated and head.date is None:
        found = next(printed_dates(text, start=begin + updated.end()), None)
        if found is not None and found.start == begin + updated.end() and found.readings:
            head.date = found
            head.spans.append((begin + updated.start(), found.end))


def _same(agency: str, outlet: str) -> bool:
    """Whether a by-lined agency is the outlet, by any of its by-line forms."""
    forms = {form.casefold() for form, name in press().agencies.items() if name == agency}
    return bool(agency) and outlet.strip().casefold() in {agency.casefold(), *forms}
