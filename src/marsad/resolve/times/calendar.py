"""Calendar arithmetic: what an expression of time means once a reference day is known.

A reading is the meaning of a temporal expression before it is anchored ("the last Thursday on or before a day"). The
closed set of readings in time_dates and time_spans covers what TIMEX3 (ISO 24617-1) calls dates and durations, and the
relative forms of both. `Reading.at(reference, tense)` gives the first and the last day, both inclusive; None is a bound
that the words leave open.
"""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal, Protocol

Tense = Literal["past", "future"] | None
Bounds = tuple[date | None, date | None]

CALENDAR = frozenset((*calendar.day_name, *calendar.month_name))
"""Names of days and months, as they are written."""
DAY = timedelta(days=1)
SKEW = DAY  # a report published just after midnight UTC may carry tomorrow's local date
NEAR_FUTURE = timedelta(days=14)  # a yearless date this close after publication is meant ahead when no tense tells
WIRE_AGE = timedelta(days=31)  # of two readings of 8/9/2016 only one that fits fresh news is taken without doubt
PARTS = {
    "early": (0.0, 1 / 3),
    "mid": (1 / 3, 2 / 3),
    "late": (2 / 3, 1.0),
    "first half": (0.0, 0.5),
    "second half": (0.5, 1.0),
}
"""Shares of a month or year; thirds, as newsrooms use "early", "mid" and "late"."""
YEAR_PARTS = {
    "early": (1, 3),
    "start": (1, 2),
    "mid": (6, 8),
    "late": (10, 12),
    "end": (11, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "first quarter": (1, 3),
    "second quarter": (4, 6),
    "third quarter": (7, 9),
    "fourth quarter": (10, 12),
    "last quarter": (10, 12),
}
"""First and last month of a part of a year: mid-2012 is its summer, not its middle third."""
WEEK_PARTS = {"first week": 0, "second week": 7, "third week": 14, "fourth week": 21}
"""Days before a month's first week, second week... begin."""
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
"""Meteorological seasons of the northern hemisphere: first and last month."""
UNIT_SLACK = {"week": 3, "fortnight": 3, "month": 15}  # "two weeks ago" is not to the day: half a unit either way
UNIT_DAYS = {
    "minute": 0,
    "hour": 0,
    "day": 1,
    "night": 1,
    "weekend": 7,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "year": 365,
    "decade": 3652,
}


class Reading(Protocol):
    """The meaning of an expression. absolute: needs no reference day. previous: refers to a day named before it."""

    @property
    def absolute(self) -> bool: ...

    def at(self, reference: date, tense: Tense) -> Bounds: ...


def safe_date(year: int, month: int, day: int) -> date | None:
    """None where the calendar has no such day (31 June) or no such year."""
    if MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def shift(day: date, number: int, unit: str) -> date | None:
    """`day` moved by `number` units; the last day of a shorter month where needed; None outside the calendar."""
    if unit in ("month", "year", "decade"):
        months = day.year * 12 + day.month - 1 + number * {"month": 1, "year": 12, "decade": 120}[unit]
        year, month = divmod(months, 12)
        if not MINYEAR <= year <= MAXYEAR:
            return None
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    try:
        if unit == "hour":
            return day + timedelta(days=-(-number // 24) if number > 0 else number // 24)  # begun days count whole
        return day + timedelta(days=number * UNIT_DAYS[unit])
    except OverflowError:
        return None


def month_bounds(year: int, month: int) -> Bounds:
    """First and last day of a month; month 0 and 13 belong to the years beside."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not MINYEAR <= year <= MAXYEAR:
        return None, None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def part_of(bounds: Bounds, part: str) -> Bounds:
    """The early, middle or late third of `bounds`; "start" and "end" are its first and last tenth (at least a day);
    "first week" to "fourth week" and "last week" seven days of it."""
    first, last = bounds
    if not part or first is None or last is None:
        return bounds
    length = (last - first).days + 1
    if length < len(PARTS):
        return bounds
    if part in ("start", "end"):
        tenth = timedelta(days=max(1, length // 10) - 1)
        return (first, first + tenth) if part == "start" else (last - tenth, last)
    if part in WEEK_PARTS:
        begin = first + timedelta(days=WEEK_PARTS[part])
        return begin, begin + timedelta(days=6)
    if part == "last week":
        return last - timedelta(days=6), last
    if part not in PARTS:
        return bounds
    low, high = PARTS[part]  # a day's part is the day
    return first + timedelta(days=round(length * low)), first + timedelta(days=round(length * high) - 1)


def nearest(candidates: list[Bounds], reference: date, tense: Tense) -> Bounds:
    """Of the same date in several years (ascending): the latest begun by the reference, or the next one if ahead."""
    known = [(a, b) for a, b in candidates if a is not None and b is not None]
    begun = [bounds for bounds in known if bounds[0] <= reference + SKEW]
    ahead = [bounds for bounds in known if bounds[1] >= reference]
    if tense == "future" and ahead:
        return ahead[0]
    if tense is None and ahead and reference < ahead[0][0] <= reference + NEAR_FUTURE:
        return ahead[0]
    return begun[-1] if begun else (ahead[0] if ahead else (None, None))
