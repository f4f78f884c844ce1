"""Calendar arithmetic: what an expression of time means once a reference day is known.

A reading is the meaning of a temporal expression before it is anchored ("the last Thursday on or before a day"). The
closed set of readings below covers what TIMEX3 (ISO 24617-1) calls dates, durations and the relative forms of both.
`Reading.at(reference, tense)` gives the first and the last day, both inclusive; None is a bound that the words leave open.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal, Protocol

Tense = Literal["past", "future"] | None
Bounds = tuple[date | None, date | None]

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
YEAR_PARTS = {"early": (1, 3), "start": (1, 2), "mid": (6, 8), "late": (10, 12), "end": (11, 12)}
"""First and last month of a part of a year: mid-2012 is its summer, not its middle third."""
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
"""Meteorological seasons of the northern hemisphere: first and last month."""
UNIT_SLACK = {"week": 3, "month": 15}  # "two weeks ago" is not to the day: half a unit either way
UNIT_DAYS = {
    "minute": 0,
    "hour": 0,
    "day": 1,
    "night": 1,
    "weekend": 7,
    "week": 7,
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
    """The early, middle or late third of `bounds`; "start" and "end" are its first and last tenth (at least a day)."""
    first, last = bounds
    if not part or first is None or last is None:
        return bounds
    length = (last - first).days + 1
    if length < len(PARTS):
        return bounds
    if part in ("start", "end"):
        tenth = timedelta(days=max(1, length // 10) - 1)
        return (first, first + tenth) if part == "start" else (last - tenth, last)
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


@dataclass(frozen=True, slots=True)
class Day:
    """A date, with or without its year; a weekday printed beside it chooses the year (8 September, a Thursday: 2016)."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    year_shift: int | None = None  # "4 March last year": -1

    @property
    def absolute(self) -> bool:
        return self.year is not None

    def at(self, reference: date, tense: Tense) -> Bounds:
        if self.year is not None:
            day = safe_date(self.year, self.month, self.day)
            return day, day
        if self.year_shift is not None:
            day = safe_date(reference.year + self.year_shift, self.month, self.day)
            return day, day
        days = [safe_date(year, self.month, self.day) for year in range(reference.year - 6, reference.year + 3)]
        fits = [day for day in days if day and (self.weekday is None or day.weekday() == self.weekday)]
        near = [day for day in days if day and abs(day.year - reference.year) <= 1]
        return nearest([(day, day) for day in (fits or near)], reference, tense)


@dataclass(frozen=True, slots=True)
class NumericDay:
    """8/9/2016: either order of day and month. Only the one that is possible, or that fits fresh news, else both."""

    first: int
    second: int
    year: int
    absolute: bool = False

    def at(self, reference: date, tense: Tense) -> Bounds:
        both = {safe_date(self.year, self.second, self.first), safe_date(self.year, self.first, self.second)}
        days = sorted(day for day in both if day)
        fresh = [
            day for day in days if abs(reference - day) <= WIRE_AGE and (tense == "future" or day <= reference + SKEW)
        ]
        if len(fresh) == 1:
            days = fresh
        return (days[0], days[-1]) if days else (None, None)


@dataclass(frozen=True, slots=True)
class Month:
    """A month, its year printed or implied, whole or a part of it. which: "last" or "next" where said."""

    month: int
    year: int | None = None
    part: str = ""
    which: str = ""
    year_shift: int | None = None  # "October last year": -1

    @property
    def absolute(self) -> bool:
        return self.year is not None

    def at(self, reference: date, tense: Tense) -> Bounds:
        if self.year is not None:
            return part_of(month_bounds(self.year, self.month), self.part)
        if self.year_shift is not None:
            return part_of(month_bounds(reference.year + self.year_shift, self.month), self.part)
        if self.which == "next":
            tense = "future"
        months = [
            part_of(month_bounds(year, self.month), self.part) for year in range(reference.year - 1, reference.year + 2)
        ]
        if self.which in ("last", "next"):  # never the running month itself
            same = (reference.year, reference.month)
            months = [m for m in months if m[0] and (m[0].year, m[0].month) != same]
        return nearest(months, reference, tense or "past")


@dataclass(frozen=True, slots=True)
class Years:
    """From one year to another (the same for "2014"), or a part of them."""

    first: int
    last: int
    part: str = ""
    absolute: bool = True

    def at(self, reference: date, tense: Tense) -> Bounds:
        if self.part in YEAR_PARTS and self.first == self.last:
            first, last = YEAR_PARTS[self.part]
            return month_bounds(self.first, first)[0], month_bounds(self.last, last)[1]
        return part_of((safe_date(self.first, 1, 1), safe_date(self.last, 12, 31)), self.part)


@dataclass(frozen=True, slots=True)
class Season:
    """Summer 2014; without a year the latest one begun (the next one if ahead)."""

    name: str
    year: int | None = None
    part: str = ""
    which: str = ""

    @property
    def absolute(self) -> bool:
        return self.year is not None

    def at(self, reference: date, tense: Tense) -> Bounds:
        first, last = SEASONS[self.name]
        years = [self.year] if self.year is not None else [reference.year - 1, reference.year, reference.year + 1]
        spans = [(month_bounds(y, first)[0], month_bounds(y, last if last >= first else last + 12)[1]) for y in years]
        if self.year is not None:
            return part_of(spans[0], self.part)
        if self.which == "last":
            spans = [s for s in spans if s[1] and s[1] < reference]
        ahead = self.which == "next" or tense == "future"
        return part_of(nearest(spans, reference, "future" if ahead else "past"), self.part)


@dataclass(frozen=True, slots=True)
class Weekday:
    """The latest such day on or before the reference (the next one on or after it if ahead). which: last, next."""

    weekday: int  # Monday is 0
    which: str = ""
    absolute: bool = False

    def at(self, reference: date, tense: Tense) -> Bounds:
        back = (reference.weekday() - self.weekday) % 7
        if self.which == "last" and back == 0:
            back = 7
        if self.which == "next" or (tense == "future" and self.which != "last"):
            ahead = (self.weekday - reference.weekday()) % 7
            day = shift(reference, 7 if self.which == "next" and ahead == 0 else ahead, "day")
        else:
            day = shift(reference, -back, "day")
        return day, day


@dataclass(frozen=True, slots=True)
class Running:
    """The calendar unit that holds the reference, moved by `offset`: today, yesterday, this week, last month.

    The running week, month or year is cut at the reference: up to it in the past, from it on in the future."""

    unit: str
    offset: int = 0
    whole: bool = False  # not cut at the reference
    ahead: bool = False  # "later this week": what is left of it
    before: bool = False  # "earlier this week": what is gone of it, the reference itself aside
    absolute: bool = False

    def at(self, reference: date, tense: Tense) -> Bounds:
        day = shift(reference, self.offset, self.unit if self.unit != "weekend" else "week")
        if day is None:
            return None, None
        if self.unit == "day":
            return day, day
        if self.unit in ("week", "weekend"):
            first = shift(day, -day.weekday() + (5 if self.unit == "weekend" else 0), "day")
            last = shift(first, 1 if self.unit == "weekend" else 6, "day") if first else None
        elif self.unit == "month":
            first, last = month_bounds(day.year, day.month)
        elif self.unit == "decade":
            first, last = safe_date(day.year // 10 * 10, 1, 1), safe_date(day.year // 10 * 10 + 9, 12, 31)
        else:
            first, last = date(day.year, 1, 1), date(day.year, 12, 31)
        if self.unit == "weekend" and self.offset == 0 and first and first > reference and tense != "future":
            first, last = shift(first, -7, "day"), shift(first, -6, "day")
        elif self.offset == 0 and not self.whole and first and last and first <= reference <= last:
            if tense == "future" or self.ahead:
                return reference, last
            last = max(first, reference - DAY) if self.before else reference
        return first, last


@dataclass(frozen=True, slots=True)
class Away:
    """`low` to `high` units from the reference (high None: at least `low`). sign -1: ago, before; 1: later, after."""

    low: int
    high: int | None
    unit: str
    sign: int
    absolute: bool = False

    def at(self, reference: date, tense: Tense) -> Bounds:
        near = shift(reference, self.sign * self.low, self.unit)
        if self.unit == "hour":  # some hours away may be this day or the one they reach into
            far = shift(reference, self.sign * (self.high or self.low), "hour")
            near = shift(reference, self.sign * (self.low // 24), "day")
            return (far, near) if self.sign < 0 else (near, far)
        far = shift(reference, self.sign * self.high, self.unit) if self.high is not None else None
        if self.low == self.high and near is not None:
            if self.unit == "year":  # "three years ago" is a year, as a calendar names it
                return date(near.year, 1, 1), date(near.year, 12, 31)
            slack = UNIT_SLACK.get(self.unit, 0)
            first, last = shift(near, -slack, "day"), shift(near, slack, "day")
            if self.sign < 0 and last and last > reference:
                last = reference
            return (first, last) if self.sign < 0 or first is None else (max(first, reference), last)
        return (far, near) if self.sign < 0 else (near, far)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time that touches the reference: the past 24 hours, for three years (-1), the coming days (1)."""

    number: int | None  # None: unsaid ("for years"), that end stays open
    unit: str
    sign: int = -1
    absolute: bool = False

    def at(self, reference: date, tense: Tense) -> Bounds:
        far = None if self.number is None else shift(reference, self.sign * self.number, self.unit)
        return (far, reference) if self.sign < 0 else (reference, far)


@dataclass(frozen=True, slots=True)
class UpToNow:
    """So far, to date: from an unsaid time to the reference."""

    absolute: bool = False

    def at(self, reference: date, tense: Tense) -> Bounds:
        return None, reference


@dataclass(frozen=True, slots=True)
class Part:
    """The early, middle or late part of another reading: "late last month"."""

    whole: Reading
    part: str

    @property
    def absolute(self) -> bool:
        return self.whole.absolute

    def at(self, reference: date, tense: Tense) -> Bounds:
        first, last = self.whole.at(reference, tense)
        if first and last and (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
            return Years(first.year, first.year, self.part).at(reference, tense)
        return part_of((first, last), self.part)


@dataclass(frozen=True, slots=True)
class Hull:
    """From the start of one reading to the end of another; the first borrows what it lacks from the second by order."""

    first: Reading
    last: Reading

    @property
    def absolute(self) -> bool:
        return self.first.absolute and self.last.absolute

    def at(self, reference: date, tense: Tense) -> Bounds:
        last = self.last.at(reference, tense)
        pivot = last[0] or last[1]
        first = self.first.at(reference if self.first.absolute or pivot is None else pivot, "past")
        if first[0] and last[1] and first[0] > last[1]:
            return None, None
        return first[0], last[1]
