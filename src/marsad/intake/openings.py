"""The opening of a paragraph of the head: date, repeated title and dateline run on before its prose."""

from __future__ import annotations

import re
from itertools import islice

from marsad.intake.datelines import take_dateline
from marsad.intake.dates import printed_dates
from marsad.intake.head import Head
from marsad.intake.lexicon import press
from marsad.intake.lines import Line

STANDFIRST_CHARS = 400
"""How far into a text that lost its line breaks an agency's name followed by a date still belongs to its head."""

PROSE_BEFORE = re.compile(
    r"(?i)\b(?:on|in|of|since|until|till|by|from|to|before|after|for|and|the|a|an|late|early|between|last|this|dated|is|was|that)\W*$"
)
"""Words before a date that is told, not printed: "on 3 May"."""
_TOKEN = re.compile(r"\w+")
_TITLE_LABEL = re.compile(r"\W*title:")
_TITLE_GAP = re.compile(r"[\s.!?”’]*")


def read_opening(text: str, line: Line, head: Head) -> None:
    """Takes date, repeated title and dateline off the front of a paragraph, in any order, once each."""
    at, taken = line.start, True
    while taken and at < line.end:
        taken = False
        for take in (_take_date, _take_title, take_dateline):
            after = take(text, at, line, head)
            if after > at:
                at, taken = after, True
                if take is _take_title and head.date is not None:
                    at = _take_agency(text, at, line, head)
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
        head.note_agency(lead["agency"])
    head.spans.append((at, found.end))
    return found.end + len(text[found.end : line.end]) - len(text[found.end : line.end].lstrip(" .|–—-"))


def _take_agency(text: str, at: int, line: Line, head: Head) -> int:
    """The agency between the repeated title and the lead where the date stood before both; what it said itself goes on
    in small letters."""
    signed = re.compile(rf"({press().agency})\s+(?=[\"“]?[A-Z0-9])").match(text, at, line.end)
    if signed is None:
        return at
    head.note_agency(signed[1])
    head.spans.append((at, signed.end()))
    return signed.end()


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


def _read_standfirst(text: str, line: Line, head: Head) -> None:
    """Title, standfirst or section names, date, prose: the head of a text that lost its line breaks.

    An agency's name right before a date ends a head wherever it stands; any other date does before the first full stop.
    """
    limit = min(line.end, line.start + STANDFIRST_CHARS)
    for found in printed_dates(text, start=line.start, end=limit):
        before, after = text[line.start : found.start], text[found.end : line.end].lstrip(" )|–—-")
        agency = re.search(rf"\b({press().agency})[\s,]+$", before)
        headlike = not PROSE_BEFORE.search(before) and not re.search(r"[.!?][\"”]?\s+[\"“]?[A-Z]", before)
        if found.readings and (agency or (headlike and re.match(r"[\"“(A-Z0-9]", after))):
            head.date = found
            if agency:
                head.note_agency(agency[1])
            head.spans.append((line.start + agency.start() if agency else found.start, found.end))
            return
