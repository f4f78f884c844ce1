"""The head of a report: title, by-line, agency, dateline and the date printed there; never a date in running prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from marsad.intake.dates import MONTH, YEAR, PrintedDate, printed_dates
from marsad.intake.lexicon import press
from marsad.intake.lines import Line, Span, lines_outside, merged
from marsad.intake.publishers import find_publisher

HEAD_LINES = 14
"""Title, standfirst, by-lines, date, captions: the lines before the lead paragraph are at most so many."""

TITLE_CHARS = 180
"""The longest headlines of the press; a longer first line is prose."""

BYLINE_WORDS = 8
RESIDUE_WORDS = 4
"""Beside a printed date a head line has at most an outlet's, a place's or a section's name."""

STANDFIRST_CHARS = 400
"""How far into a text that lost its line breaks an agency's name followed by a date still belongs to its head."""

DATELINE_CHARS = 160
"""Place, region, date, agencies and dash: the longest datelines take half a line more than a screen's width."""

FOOT_CHARS = 220
"""The foot of a page: "Last update: ..." within the last two lines."""

_DASH = r"(?:[-–—_]{1,2}|:)"
_NAME = r"[A-Z][\w.'’-]+"
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_BYLINE = re.compile(
    r"^(?:(?:Written |Words |Report |Story |Exclusive )?[Bb][Yy]|BY)[: ]\s*"
    rf"(?P<author>{_NAME}(?:(?: and|,| &)? {_NAME}){{0,7}})"
    rf"(?:\s*(?:,| in | for |\|)\s*.{{0,60}})?$"
)
_BYLINE_IN = re.compile(rf"^(?P<author>{_NAME}(?: {_NAME}){{1,2}}) (?:in|reports from) {_NAME}(?:[ ,]+{_NAME}){{0,2}}$")
_CORRECTION = re.compile(r"(?i)^\W*(?:correct(?:ion|ed)|erratum|clarification)\s*[:—–(/-]")
_PROSE_BEFORE = re.compile(
    r"(?i)\b(?:on|in|of|since|until|till|by|from|to|before|after|for|and|the|a|an|late|early|between|last|this|dated|is|was|that)\W*$"
)
_AS_OF = re.compile(r"(?i)^\W*as (?:of|at)\W*$")
"""The whole line of a situation report's date; in prose it goes on after the date."""
_SEPARATOR_END = re.compile(r"[,|•·:–—/(-]\s*$")
_TOKEN = re.compile(r"\w+")
_TITLE_LABEL = re.compile(r"\W*title:")
_TITLE_GAP = re.compile(r"[\s.!?”’]*")
_OPENERS = (
    r"(?:A|An|The|At|In|On|Some|More|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Dozens|Scores|Hundreds|It|As|After)"
)


@dataclass(slots=True)
class Head:
    """What the head says. spans: head matter in the text (printed date, by-lines, dateline), without the title."""

    title: str = ""
    outlet: str = ""
    author: str = ""
    agency: str = ""
    dateline: str = ""
    date: PrintedDate | None = None
    correction: bool = False
    spans: list[Span] = field(default_factory=list)


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
    if not title and _looks_like_title(text, lines):
        head.title = lines[0].words
    head.correction = bool(_CORRECTION.match(head.title))
    body = lines[1:] if lines[0].words == head.title else lines
    for line in body[:HEAD_LINES]:
        if line.is_paragraph or line.word_count > 2 * BYLINE_WORDS:
            _read_opening(text, line, head)
            if line.is_paragraph or head.dateline:
                break
        else:
            _read_short_line(text, line, head)
    if not outlet:
        head.outlet, span = find_publisher(text, body[:HEAD_LINES])
        if span is not None:
            head.spans.append(span)
    outlet = outlet or head.outlet
    _read_foot(text, head, outlet=outlet)
    if _same(head.agency, outlet):
        head.agency = ""
    head.spans = list(merged(head.spans))
    return head


def _looks_like_title(text: str, lines: Sequence[Line]) -> bool:
    """Short, no sentence, capitalised, a blank line or a head line after it, and something under it."""
    first = lines[0]
    if len(lines) == 1 or len(first.words) > TITLE_CHARS or re.search(r"[.;,]$", first.words):
        return False
    if _CORRECTION.match(first.words):
        return True
    if (
        _dateline().match(first.words)
        or _BYLINE.match(first.words)
        or not re.match(r"[\"'“‘(\[]?[A-Z0-9]", first.words)
    ):
        return False
    gap = text[first.end : lines[1].start].count("\n")
    return gap > 1 or not lines[1].is_paragraph or first.word_count <= 20


def _read_short_line(text: str, line: Line, head: Head) -> None:
    byline = _BYLINE.match(line.words) or _BYLINE_IN.match(line.words)
    if byline:
        _set_author(byline["author"], head)
        head.spans.append((line.start, line.end))
        return
    found = next(printed_dates(text, start=line.start, end=line.end), None)
    if found is None or not _is_head_of_line(text, line, found):
        _read_agency_line(text, line, head)
        return
    head.date = head.date or found
    agency_beside = re.search(rf"\b{press().agency}\b", text[line.start : found.start])
    if agency_beside:
        head.agency = head.agency or press().agencies[_spaced(agency_beside.group())]
    head.spans.append((line.start, line.end))


def _read_agency_line(text: str, line: Line, head: Head) -> None:
    agency = re.fullmatch(
        rf"\W*(?:[Ss]ource:? )?(?P<agency>{press().agency})(?:\s*[,/|]\s*[\w .]{{2,40}})?\W*", line.words
    )
    if agency:
        head.agency = head.agency or press().agencies[_spaced(agency["agency"])]
        head.spans.append((line.start, line.end))
    else:
        _read_opening(text, line, head)


def _is_head_of_line(text: str, line: Line, found: PrintedDate) -> bool:
    """The line prints a date; it doesn't tell of one: nothing beside it but a label, a name, a place."""
    if not found.readings:
        return False
    before, after = text[line.start : found.start], text[found.end : line.end]
    before = re.sub(rf"^\W*{press().label}\b\W*", "", before)
    if not after.strip():
        before = _AS_OF.sub("", before)
    before = re.sub(rf"\b{press().agency}\b", "", before)
    if _PROSE_BEFORE.search(before):
        return False
    loose = before.strip() and not _SEPARATOR_END.search(before) and not before.strip().isupper()
    if loose and not re.match(r"(?:By|by|BY) ", before):
        return False
    residue = len(_WORDS.findall(before)) + len(_WORDS.findall(after))
    return residue <= (BYLINE_WORDS if re.match(r"(?i)by ", before) else RESIDUE_WORDS) and not re.search(
        r"\w[.!?]$", after
    )


@lru_cache(maxsize=1)
def _dateline() -> re.Pattern[str]:
    """PLACE[, Region][, date] (AGENCY) —   PLACE, Region —   Place, AGENCY [date] —   Place, date —   by trust."""
    agency = press().agency
    caps = r"[A-Z][A-Z'’.]+(?:[ -](?:[A-Z][A-Z'’.]+|[a-z]{1,2}-[A-Z]+|EL|AL))*"
    region = r"(?:[,/] ?[A-Z][\w.'’-]*(?: (?:of |and )?[A-Z][\w.'’-]*){0,3}){0,3}"
    title_case = r"(?:al-|Al-|El-|el-|Deir |Tel )?[A-Z][a-z'’]+(?:[ -](?:al-|el-|ez-)?[A-Z][a-z'’]+){0,2}"
    month = f"(?i:{MONTH})"
    date = rf"(?:{month}\s*\d{{1,2}}(?:,? {YEAR})?|\d{{1,2}} {month}(?:,? {YEAR})?|\d{{1,2}}[-/.]\d{{1,2}}[-/.]{YEAR})"
    # An agency that press.yaml lacks is known by its form: initials, or a name that says what it is.
    unknown = r"[A-Z]{2,6}|[A-Z][\w.&'’ -]{0,30}(?:Press|News|Agency|Wire|Media)"
    signed = rf"\((?:{agency})(?:[/ ,][\w .&/-]{{2,40}})?\)|\((?:{unknown})\)(?=\s*[-–—_]+\s*[\"'“‘(\[]?[A-Z0-9])"
    return re.compile(
        rf"(?:"
        rf"(?P<p1>(?:{caps}|{title_case}){region})(?:\s*,?\s*(?P<d1>{date}))?\s*(?P<a1>(?:{signed}))\s*(?:{_DASH}+\s*)?"
        rf"|(?P<p2>{caps}{region})(?:\s*,?\s+(?P<d2>{date}))?\s*(?:\s[-–—_]{{1,2}}|[–—]|--)\s*(?=[\"'“‘(\[]?[A-Z0-9])"
        rf"|(?P<p3>(?:{caps}|{title_case}))\s*,?\s+\(?(?P<a3>{agency})\)?\s*,?\s*(?P<d3>{date})?\s*[-–—_]{{1,2}}\s*"
        rf"|(?P<p4>{title_case}{region})\s*,?\s+(?P<d4>{date})\s*[-–—_]{{1,2}}\s*"
        rf"|(?P<a4>\({agency}\))\s*[-–—_]{{1,2}}\s*"
        rf"|(?P<p5>{title_case})\s?[-–—]\s+(?=[\"'“‘(\[]?[A-Z])"
        rf"|(?P<p6>[A-Z]{{4,}}(?: [A-Z][a-z]+)?)\s+(?={_OPENERS} )"
        rf")"
    )


def _read_opening(text: str, line: Line, head: Head) -> None:
    """Takes date, repeated title and dateline off the front of a paragraph, in any order, once each."""
    at, taken = line.start, True
    while taken and at < line.end:
        taken = False
        for take in (_take_date, _take_title, _take_dateline):
            after = take(text, at, line, head)
            if after > at:
                at, taken = after, True
    if head.date is None:
        _read_standfirst(text, line, head)


def _take_date(text: str, at: int, line: Line, head: Head) -> int:
    """[label] [agency] date [by Name]: the date of a text that lost its line breaks."""
    lead = re.compile(
        rf"\W{{0,3}}(?:(?P<label>{press().label})\b\s*:?\s*)?(?:(?P<agency>{press().agency})[\s,]+)?"
    ).match(text, at, line.end)
    start = lead.end() if lead else at
    found = next(printed_dates(text, start=start, end=min(line.end, start + 60)), None)
    if found is None or found.start > start or not found.readings:
        return at
    rest = text[found.end : line.end].lstrip()
    # "8 September 2016 was the day": prose goes on in small letters, a head does not.
    prose = re.match(r"[a-z]", rest) and not re.match(r"by [A-Z]|[a-z]+:", rest)
    second = head.date is not None and not (lead and lead["label"])
    if prose or second:
        return at
    head.date = head.date or found
    if lead and lead["agency"]:
        head.agency = head.agency or press().agencies[_spaced(lead["agency"])]
    head.spans.append((at, found.end))
    return found.end + len(text[found.end : line.end]) - len(text[found.end : line.end].lstrip(" .|–—-"))


def _take_title(text: str, at: int, line: Line, head: Head) -> int:
    """The title said again at the front of the text; its words are the report's, so it is passed over, not marked."""
    title = _TOKEN.findall(head.title.casefold())
    label = _TITLE_LABEL.match(text, at, line.end)
    after = label.end() if label else at
    said = islice(_TOKEN.finditer(text, after, line.end), len(title))
    count = 0
    for word, match in zip(title, said, strict=False):
        if match.group().casefold() != word:
            return at
        after, count = match.end(), count + 1
    if not title or count < len(title):
        return at
    gap = _TITLE_GAP.match(text, after, line.end)
    return gap.end() if gap else after


def _take_dateline(text: str, at: int, line: Line, head: Head) -> int:
    match = None if head.dateline else _dateline().match(text, at, min(line.end, at + DATELINE_CHARS))
    if match is None:
        return at
    part = match.groupdict()
    if part["p6"] and head.date is None:
        return at  # capitals alone open a dateline only in texts that lost their line breaks, after the date
    place = next((part[name] for name in ("p1", "p2", "p3", "p4", "p5", "p6") if part[name]), "")
    agency = part["a1"] or part["a3"] or part["a4"]
    if agency:
        form = re.match(rf"\(?({press().agency})\b", agency)
        named = press().agencies[_spaced(form[1])] if form else re.split(r"[/,]", agency.strip("()"))[0].strip()
        head.agency = head.agency or named
    if place in press().agencies:  # "SANA – ": an agency where a place should be
        head.agency, place = head.agency or press().agencies[place], ""
    head.dateline = place.strip(" ,")
    printed = next((name for name in ("d1", "d2", "d3", "d4") if part[name]), None)
    if printed and head.date is None:
        head.date = next(printed_dates(text, start=match.start(printed), end=match.end(printed)), None)
    head.spans.append((match.start(), match.end()))
    return match.end()


def _read_standfirst(text: str, line: Line, head: Head) -> None:
    """Title, standfirst or section names, date, prose: the head of a text that lost its line breaks.

    An agency's name right before a date ends a head wherever it stands; any other date does before the first full stop.
    """
    limit = min(line.end, line.start + STANDFIRST_CHARS)
    for found in printed_dates(text, start=line.start, end=limit):
        before, after = text[line.start : found.start], text[found.end : line.end].lstrip(" )|–—-")
        agency = re.search(rf"\b({press().agency})[\s,]+$", before)
        headlike = not _PROSE_BEFORE.search(before) and not re.search(r"[.!?][\"”]?\s+[\"“]?[A-Z]", before)
        if found.readings and (agency or (headlike and re.match(r"[\"“(A-Z0-9]", after))):
            head.date = found
            if agency:
                head.agency = head.agency or press().agencies[_spaced(agency[1])]
            head.spans.append((line.start + agency.start() if agency else found.start, found.end))
            return


def _read_foot(text: str, head: Head, *, outlet: str) -> None:
    """An agency's signature and "Last update: ..." at the end of the page."""
    begin = max(0, len(text) - FOOT_CHARS)
    foot = text[begin:]
    signed = re.search(rf"(?:[-–—]\s?|\(|\n\s*|[Ss]ource:?\s*)(?P<agency>{press().agency})\)?[\s.]*$", foot)
    if signed and (not head.agency or _same(head.agency, outlet)):
        head.agency = press().agencies[_spaced(signed["agency"])]
    if "Thomson Reuters Trust Principles" in foot and not head.agency:
        head.agency = "Reuters"
    updated = re.search(rf"\b{press().label}\b\s*:?\s*", foot)
    if updated and head.date is None:
        found = next(printed_dates(text, start=begin + updated.end()), None)
        if found is not None and found.start == begin + updated.end() and found.readings:
            head.date = found
            head.spans.append((begin + updated.start(), found.end))


def _set_author(author: str, head: Head) -> None:
    if author in press().agencies:
        head.agency = head.agency or press().agencies[author]
    else:
        head.author = head.author or author


def _same(agency: str, outlet: str) -> bool:
    """Whether a by-lined agency is the outlet, by any of its by-line forms."""
    forms = {form.casefold() for form, name in press().agencies.items() if name == agency}
    return bool(agency) and outlet.strip().casefold() in {agency.casefold(), *forms}


def _spaced(words: str) -> str:
    return re.sub(r"\s+", " ", words)
