"""Dates as printed in reports: every usual form of day, month and year, with a time of day and its zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from marsad.intake.lexicon import press

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIRST_YEAR, LAST_YEAR = 1900, 2099  # reports of modern wars; keeps other four-digit numbers out

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?"
)
YEAR = r"(?:19|20)\d\d"
_SHORT_YEAR = r"\d\d(?!\d|[.,:/-]\d|[ \t]*(?:%|[a-z]))"
"""The last two digits of a year, as logs and field notes date themselves: no words go on after them."""
_CENTURY = 69
"""Two digits below it are years from 2000 on (POSIX strptime, %y)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDate:
    """A date as printed at `start` to `end` (its time of day included).

    readings: the days that it may mean: one, or two where the order of day and month is open. A date without a
    year has no reading but `month_day`. weekday: as printed, 0 Monday. moment: with a time and a zone, one reading.
    """

    start: int
    end: int
    readings: tuple[date, ...]
    month_day: tuple[int, int] | None = None
    weekday: int | None = None
    moment: datetime | None = None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    zone = rf"(?:(?:UTC|GMT)\s?[+-]\d{{1,2}}(?::?\d\d)?|[+-]\d\d:?\d\d|{press().zone})\b"
    clock = r"\d{1,2}[:.h]\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|\d{4}(?=\s?(?:UTC|GMT))"
    time_before = rf"(?:(?P<clock1>{clock})\s*\(?(?P<zone1>{zone})?\)?\s*[,|–—-]?\s*(?:on\s+)?)?"
    time_after = (
        rf"(?:(?:T|\s*[,|–—-]?\s*(?:at\s+)?)(?P<clock2>{clock}|(?<=at\s)\d{{4}}\b)\s?\(?(?P<zone2>{zone})?\)?)?"
    )
    day = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
    words = (
        rf"{day.format('d1')}[\s-]*(?:of\s+)?(?P<m1>{MONTH})[\s,-]*(?P<y1>{YEAR})\b"
        rf"|(?P<m2>{MONTH})\s*{day.format('d2')}(?:\s*,\s*|\s*)(?P<y2>{YEAR})\b"
        rf"|(?P<y3>{YEAR})[-/.](?P<m3>\d{{1,2}})[-/.](?P<d3>\d{{1,2}})(?![-/.]?\d)"
        rf"|(?P<a4>\d{{1,2}})(?P<sep>[-/.])(?P<b4>\d{{1,2}})(?P=sep)(?P<y4>{YEAR})(?![-/.]?\d)"
        rf"|{day.format('d7')}[ -]?(?P<m7>{MONTH}) ?['’-]?(?P<y7>{_SHORT_YEAR})"
        rf"|(?P<a8>\d{{1,2}})/(?P<b8>\d{{1,2}})/(?P<y8>{_SHORT_YEAR})"
        rf"|(?P<a9>\d\d)\.(?P<b9>\d\d)\.(?P<y9>{_SHORT_YEAR})"
        rf"|(?P<m5>{MONTH})\s*{day.format('d5')}\b(?!\s*,?\s*\d)"
        rf"|{day.format('d6')}\s+(?P<m6>{MONTH})(?!\s*,?\s*\d)"
    )
    weekday = rf"(?:(?P<weekday>{WEEKDAY})\s*,?\s*(?:the\s+)?)?"
    # "18-24 March" ends a range; elsewhere a number that hangs on other signs is no day.
    begins = r"(?:(?<![\w/.-])|(?<=\d-)(?<!\d-\d\d-)(?<!\d-\d-)(?=\d{1,2}\s+[A-Za-z]))"
    return re.compile(rf"{begins}{time_before}{weekday}(?:{words}){time_after}", re.IGNORECASE)


def printed_dates(text: str, *, start: int = 0, end: int | None = None) -> Iterator[PrintedDate]:
    """Every date of day precision in text[start:end], in order. Impossible days (31 June) are passed over."""
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        found = _understand(match)
        if found is not None:
            yield found


def _understand(match: re.Match[str]) -> PrintedDate | None:
    part = match.groupdict()
    weekday = WEEKDAYS.index(part["weekday"][:3].lower()) if part["weekday"] else None
    start, end = match.span()
    for number in "56":
        if part[f"m{number}"]:
            month_day = (_month(part[f"m{number}"]), int(part[f"d{number}"]))
            if _day(2000, *month_day) is None:  # 2000 was a leap year
                return None
            return PrintedDate(start=start, end=end, readings=(), month_day=month_day, weekday=weekday)
    readings = _readings(part)
    if not readings:
        return None
    moment = _moment(readings[0], part) if len(readings) == 1 else None
    return PrintedDate(start=start, end=end, readings=readings, weekday=weekday, moment=moment)


def _readings(part: dict[str, str | None]) -> tuple[date, ...]:
    candidates: list[date | None]
    if part["m1"]:
        candidates = [_day(int(part["y1"] or 0), _month(part["m1"]), int(part["d1"] or 0))]
    elif part["m2"]:
        candidates = [_day(int(part["y2"] or 0), _month(part["m2"]), int(part["d2"] or 0))]
    elif part["m7"]:
        candidates = [_day(_whole_year(part["y7"]), _month(part["m7"]), int(part["d7"] or 0))]
    elif part["y3"]:
        candidates = [_day(int(part["y3"]), int(part["m3"] or 0), int(part["d3"] or 0))]
    else:
        form = next(n for n in "489" if part[f"y{n}"])
        year, first, second = _whole_year(part[f"y{form}"]), int(part[f"a{form}"] or 0), int(part[f"b{form}"] or 0)
        candidates = [_day(year, second, first)]
        if (
            form != "9" and part["sep"] != "."
        ):  # dots are written day first everywhere (ISO 8601's neighbours; CLDR has no M.d.y)
            candidates.append(_day(year, first, second))
    return tuple(dict.fromkeys(day for day in candidates if day is not None))


def _whole_year(printed: str | None) -> int:
    year = int(printed or 0)
    return year if year > 99 else year + (2000 if year < _CENTURY else 1900)


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _moment(day: date, part: dict[str, str | None]) -> datetime | None:
    clock, zone = (part["clock1"], part["zone1"]) if part["clock1"] else (part["clock2"], part["zone2"])
    offset = _offset(zone) if zone else None
    if not clock or offset is None:  # a time without a zone says less than its day
        return None
    digits = re.findall(r"\d+", clock)
    if len(digits[0]) == 4:  # 1849 UTC
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute, second = (int(d) for d in (*digits, "0", "0")[:3])
    half = re.search(r"[ap]", clock, re.IGNORECASE)
    if half:
        hour = hour % 12 + (12 if half.group().lower() == "p" else 0)
    try:
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=offset)
    except ValueError:
        return None


def _offset(zone: str) -> timezone | None:
    numeric = re.search(r"([+-])(\d{1,2}):?(\d\d)?$", zone)
    if numeric:
        delta = timedelta(hours=int(numeric[2]), minutes=int(numeric[3] or 0))
        return timezone(-delta if numeric[1] == "-" else delta) if delta < timedelta(hours=15) else None
    return press().zones.get(zone.upper())
