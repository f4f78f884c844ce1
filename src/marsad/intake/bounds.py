"""What the dates that a text mentions say about its own: it was written after the latest past day that it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from marsad.intake.dates import MONTH, MONTHS, YEAR, printed_dates
from marsad.intake.lines import Line, Span, lines_outside, sentences_of
from marsad.records import ALWAYS, Interval

# The clause that mentions the date looks ahead: a plan, a forecast. Such a date bounds nothing.
_FUTURE = re.compile(
    r"(?i)\b(?:will|shall|would|could|may|might|deadline|scheduled|plan(?:s|ned|ning)? (?:to|for)|due|next"
    r"|expect(?:s|ed)?|upcoming"
    r"|set (?:for|to)|going to|aim(?:s|ed|ing)? to|intends?|hopes?|promis\w+|pledg\w+|vow\w+|projected|forecast)\b"
    r"|\b(?:by|until|till|before|ahead of|no later than)\s+"
    r"(?:(?:the )?(?:early|late|mid|end|start|beginning|middle)(?: of| in)?\W*)?$"
)
# Where a clause ends: a plan told before it says nothing of the date after it.
_CLAUSE = re.compile(r"[;:—–]|, (?:and|but|while|which|who|as)\b|\b(?:but|while|although|after|since)\b")
_MONTH_YEAR = re.compile(rf"\b(?P<month>{MONTH}),?\s+(?:of\s+)?(?P<year>{YEAR})\b", re.IGNORECASE)
_YEAR_ALONE = re.compile(
    rf"\b(?:in|since|from|of|during|throughout|early|mid|late|summer|winter|spring|autumn|fall)[\s-]+(?:the\s+)?(?P<year>{YEAR})\b(?![-/.]\d)",
    re.IGNORECASE,
)


def content_bounds(text: str, *, skip: Sequence[Span] = ()) -> Interval:
    """The interval in which a text without a date was written: from its latest past date on, open at its end.

    A month counts from its first day, a year from its first of January. Open at both ends where it mentions none.
    """
    latest = max((day for line in lines_outside(text, skip) for day in _past_days(text, line)), default=None)
    return ALWAYS if latest is None else Interval(latest.isoformat(), None)


def _past_days(text: str, line: Line) -> Iterator[date]:
    if not re.search(YEAR, line.words):
        return
    for start, end in sentences_of(line):
        for day, at in _mentions(text, start, end):
            clause = _CLAUSE.split(text[start:at])[-1]
            if not _FUTURE.search(clause):
                yield day


def _mentions(text: str, start: int, end: int) -> Iterator[tuple[date, int]]:
    """(first day that the mention can mean, offset) for days, months and years; ambiguous days give the earlier."""
    for found in printed_dates(text, start=start, end=end):
        if found.readings:
            yield min(found.readings), found.start
    for match in _MONTH_YEAR.finditer(text, start, end):
        yield date(int(match["year"]), MONTHS.index(match["month"][:3].lower()) + 1, 1), match.start()
    for match in _YEAR_ALONE.finditer(text, start, end):
        yield date(int(match["year"]), 1, 1), match.start()
