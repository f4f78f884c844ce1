"""Readings of relative times: this week, three days ago, the past 24 hours, so far, and ranges of other readings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from marsad.resolve.times.calendar import (
    DAY,
    UNIT_SLACK,
    Bounds,
    Reading,
    Tense,
    month_bounds,
    part_of,
    safe_date,
    shift,
)
from marsad.resolve.times.dates import Years


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
            saturday = shift(first, -7, "day")
            first, last = saturday, shift(saturday, 1, "day") if saturday else None
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


def is_hours(reading: Reading | None) -> bool:
    """ "Hours later"."""
    return isinstance(reading, Away) and reading.unit == "hour"


def looks_back(reading: Reading | None) -> bool:
    """ "A day earlier", "the previous night"."""
    if isinstance(reading, Away):
        return reading.unit == "day" and reading.sign < 0
    return isinstance(reading, Running) and reading.unit == "day" and reading.offset < 0


def within_day(reading: Reading | None) -> Reading | None:
    """Some hours, told of a day, without the day that they may reach back into."""
    return replace(reading, number=0) if isinstance(reading, Stretch) and reading.unit == "hour" else reading
