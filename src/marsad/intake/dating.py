"""When a report said so: the date printed in it, else the user's, else metadata's, else bounds from its content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from marsad.intake.bounds import content_bounds
from marsad.intake.dates import DAY_NAMES, WEEKDAYS, PrintedDate, printed_dates
from marsad.intake.lines import Span
from marsad.records import ALWAYS, Interval, MarsadError, RejectedReportError, earliest_moment, latest_moment

NEAR_DAYS = 7
"""Metadata this near to a reading of a numeric date speak for it: pages are stamped within a week."""

LEAD_CHARS = 800
"""News names the weekday of its day in its first paragraphs."""

AHEAD = timedelta(days=1)
"""A date may lie ahead of our clock by a time zone (at most 14 hours) and a slow clock, no more."""

DISAGREE_DAYS = 1
"""Two dates of one report that differ by more than the turn of a day are worth a note."""


MONTHS_A_YEAR, DAYS_A_MONTH = 12, 31
_NUMERIC = re.compile(r"(?<![\w/.-])(\d{1,2})/(\d{1,2})(?:/(?:(?:19|20)\d\d|\d\d)(?![\d/])|/?(?=[\s,;:)]))")
"""Dates with slashes, with or without a year."""


@dataclass(frozen=True, slots=True)
class Dated:
    """published, basis: as in Report. notes: what disagreed or stayed open, in sentences."""

    published: Interval
    basis: str
    notes: tuple[str, ...] = ()


def parse_published(value: str, *, where: str = "--published") -> Interval:
    """A user's date: an ISO day, a month (2016-12), a date-time with its zone, or two of them with a slash between.

    Raises MarsadError with what would do instead.
    """
    first, _, last = value.strip().partition("/")
    try:
        return Interval(_bound(first, last=False), _bound(last or first, last=True))
    except ValueError as error:
        raise MarsadError(
            f"not a date: {value!r} ({error})",
            where=where,
            advice="Write 2017-02-23, 2017-02-23T18:00+03:00 or 2017-02-01/2017-02-28",
        ) from error


def _bound(value: str, *, last: bool) -> str:
    if re.fullmatch(r"\d{4}-\d{2}", value):
        first = date.fromisoformat(f"{value}-01")
        return (((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)) if last else first).isoformat()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return date.fromisoformat(value).isoformat()
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("a time of day needs its zone")
    return moment.isoformat()


def parse_metadata_date(value: str) -> Interval:
    """A machine's date: ISO 8601, RFC 822 (feeds), or any printed form; a time without a zone is dropped.

    Open at both ends where it cannot be understood.
    """
    value = value.strip()
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, TypeError):
            found = next(printed_dates(value), None)
            if found is None or not found.readings:
                return ALWAYS
            if found.moment:
                return Interval(found.moment.isoformat(), found.moment.isoformat())
            return Interval(min(found.readings).isoformat(), max(found.readings).isoformat())
    if moment.tzinfo is None or len(value) <= len("2016-09-08"):
        return Interval.of_day(moment.date())
    return Interval(moment.isoformat(), moment.isoformat())


def date_report(
    text: str,
    *,
    printed: PrintedDate | None,
    stated: str,
    user: Interval | None,
    metadata: str,
    skip: tuple[Span, ...],
    where: str,
    now: datetime,
) -> Dated:
    """The report's date by its best basis: stated or printed by itself, the user's, metadata's, its content's.

    stated, metadata: as written, "" if none. skip: spans that are no prose of the report. Raises RejectedReportError
    where the date lies in the future, or a stated one cannot be understood.
    """
    notes: list[str] = []
    known = parse_metadata_date(metadata) if metadata.strip() else ALWAYS
    if metadata.strip() and not known.known:
        notes.append(f"The metadata's date is not understood: {metadata.strip()[:60]!r}.")
    beside = user or (known if known.known else None)
    if stated:
        in_text = _read_stated(stated, where=where)
    else:
        in_text = _read_printed(text, printed, beside=beside, notes=notes) if printed else ALWAYS
    if in_text.known:
        published, basis = _refined(in_text, known), "text"
        _note_disagreement(notes, in_text, user, "the date that the user gave")
        _note_disagreement(notes, in_text, known, "the metadata's date")
    elif user is not None:
        published, basis = user, "user"
        _note_disagreement(notes, user, known, "the metadata's date")
    elif known.known:
        published, basis = known, "metadata"
    else:
        published = content_bounds(text, skip=skip)
        basis = "content" if published.known else "none"
        notes.append(_undated(published))
    first = published.start or published.end
    if first and basis != "content" and earliest_moment(first) > now.astimezone(UTC) + AHEAD:
        source = {"text": "printed in it", "user": "given by --published", "metadata": "in its metadata"}[basis]
        raise RejectedReportError(
            f"dated in the future: {first} ({source})", where=where, advice="Correct the date, or this computer's clock"
        )
    if basis == "content" and first and earliest_moment(first) > now.astimezone(UTC):
        published, basis = ALWAYS, "none"  # what looked like a past day was none
    return Dated(published, basis, tuple(notes))


def _read_stated(value: str, *, where: str) -> Interval:
    stated = parse_metadata_date(value)
    if not stated.known:
        raise RejectedReportError(
            f"not a date: {value[:60]!r}",
            where=where,
            advice="Write published: 2017-02-23 or 2017-02-23T18:00:00+03:00",
        )
    return stated


def _undated(bounds: Interval) -> str:
    if bounds.known:
        return f"No date is printed or given: written on or after {bounds.start}, the latest past date in the text."
    return "No date is printed, given or to be inferred: give one with --published."


def _read_printed(text: str, printed: PrintedDate, *, beside: Interval | None, notes: list[str]) -> Interval:
    words = text[printed.start : printed.end].strip()
    readings = printed.readings
    if not readings and printed.month_day:
        readings = _with_year(printed, beside)
        if not readings:
            notes.append(f"The printed date {words!r} has no year, and nothing else says which.")
            return ALWAYS
    if len(readings) > 1:
        readings = _one_reading(text, printed, readings, beside) or readings
    if len(readings) > 1:
        notes.append(f"The printed date {words!r} may mean {readings[0]} or {readings[1]}.")
        return Interval(min(readings).isoformat(), max(readings).isoformat())
    day = readings[0]
    if printed.weekday is not None and printed.weekday != day.weekday():
        named, real = DAY_NAMES[printed.weekday], DAY_NAMES[day.weekday()]
        notes.append(f"The printed date {words!r} names a {named}, but {day} was a {real}.")
    if printed.moment:
        return Interval(printed.moment.isoformat(), printed.moment.isoformat())
    return Interval.of_day(day)


def _with_year(printed: PrintedDate, beside: Interval | None) -> tuple[date, ...]:
    """The year that brings the printed day nearest to the user's or the metadata's date."""
    anchor = (beside.first_day or beside.last_day) if beside else None
    if anchor is None or printed.month_day is None:
        return ()
    month, day = printed.month_day
    leap = (month, day) == (2, 29)
    years = [
        y
        for y in (anchor.year - 1, anchor.year, anchor.year + 1)
        if not leap or (y % 4 == 0 and (y % 100 != 0 or y % 400 == 0))
    ]
    candidates = [date(year, month, day) for year in years]
    return (min(candidates, key=lambda d: abs((d - anchor).days)),) if candidates else ()


def _one_reading(
    text: str, printed: PrintedDate, readings: tuple[date, ...], beside: Interval | None
) -> tuple[date, ...]:
    """Day first or month first? The weekday printed with it, else the order of the text's other dates, else the
    weekdays of the lead, with the metadata's day, else the day before a hyphen."""
    if printed.weekday is not None:
        fitting = tuple(day for day in readings if day.weekday() == printed.weekday)
        if len(fitting) == 1:
            return fitting
    if (day_first := _day_first(text)) is not None:
        return (readings[0 if day_first else 1],)
    lead = text[printed.end : printed.end + LEAD_CHARS].lower()
    named = [i for i, stem in enumerate(WEEKDAYS) if re.search(rf"\b{DAY_NAMES[i].lower()}\b|\b{stem}\.", lead)]
    anchor = (beside.first_day or beside.last_day) if beside else None

    def score(day: date) -> int:
        weekday = 2 if day.weekday() in named else 1 if (day.weekday() - 1) % 7 in named else 0
        return weekday + (2 if anchor and abs((day - anchor).days) <= NEAR_DAYS else 0)

    scores = sorted(((score(day), day) for day in readings), reverse=True)
    if scores[0][0] > scores[1][0]:
        return (scores[0][1],)
    hyphened = "-" in text[printed.start : printed.end]  # "01-06-2016": months stand first between slashes alone
    return readings[:1] if hyphened else ()


def _day_first(text: str) -> bool | None:
    """Whether the report writes its numeric dates with the day first, by those with a number that is no month
    ("25/04", "02/16/2024"); None where none tells, or where they tell both."""
    orders = {int(first) > MONTHS_A_YEAR for first, second in _NUMERIC.findall(text) if _tells(first, second)}
    return orders.pop() if len(orders) == 1 else None


def _tells(first: str, second: str) -> bool:
    low, high = sorted((int(first), int(second)))
    return 1 <= low <= MONTHS_A_YEAR < high <= DAYS_A_MONTH


def _refined(in_text: Interval, known: Interval) -> Interval:
    """A printed day takes the time of day of metadata that name the same day."""
    same_day = known.first_day is not None and known.first_day == in_text.first_day == in_text.last_day
    if (
        same_day
        and known.start
        and len(known.start) > len("2016-09-08")
        and in_text.start
        and len(in_text.start) == len("2016-09-08")
    ):
        return known
    return in_text


def _note_disagreement(notes: list[str], used: Interval, other: Interval | None, name: str) -> None:
    if other is None or not other.known:
        return
    slack = timedelta(days=DISAGREE_DAYS)
    used_first, used_last = used.start or used.end, used.end or used.start
    if used_first is None or used_last is None:
        return
    before = other.end is not None and latest_moment(other.end) + slack < earliest_moment(used_first)
    after = other.start is not None and earliest_moment(other.start) - slack > latest_moment(used_last)
    if before or after:
        shown = other.start if other.start == other.end else f"{other.start or '...'} to {other.end or '...'}"
        notes.append(f"The date {used_first} is used; {name} is {shown}.")
