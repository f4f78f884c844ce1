"""Readings of named times: dates, months, years, seasons, weekdays, with what they leave to the reference day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marsad.resolve.times.calendar import (
    SEASONS,
    SKEW,
    WIRE_AGE,
    YEAR_PARTS,
    Bounds,
    Tense,
    month_bounds,
    nearest,
    part_of,
    safe_date,
    shift,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date, with or without its year; a weekday beside it chooses the year (8 September, a Thursday: 2016)."""

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
    """8/9/2016: either order of day and month. Only the one that is possible, or that fits fresh news, else both;
    8-9-2016 with the day first: hardly anybody writes the month first with hyphens."""

    first: int
    second: int
    year: int
    hyphened: bool = False
    absolute: bool = False

    def at(self, reference: date, tense: Tense) -> Bounds:
        both = {safe_date(self.year, self.second, self.first), safe_date(self.year, self.first, self.second)}
        days = sorted(day for day in both if day)
        fresh = [
            day for day in days if abs(reference - day) <= WIRE_AGE and (tense == "future" or day <= reference + SKEW)
        ]
        if len(fresh) == 1:
            days = fresh
        elif self.hyphened and (day := safe_date(self.year, self.second, self.first)):
            days = [day]
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
class MonthDay:
    """A day of the running month, or of one `offset` months from it: "the 12th of last month"."""

    day: int
    offset: int
    absolute: bool = False

    def at(self, reference: date, tense: Tense) -> Bounds:
        month = shift(reference, self.offset, "month")
        day = safe_date(month.year, month.month, self.day) if month else None
        return day, day


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


YESTERDAY = 1


@dataclass(frozen=True, slots=True)
class Weekday:
    """The latest such day on or before the reference (the next one on or after it if ahead). which: last, next.
    week: the calendar week that it lies in, counted from the reference's, where that is said ("Monday last week").
    overnight: with the night that follows, as far as it is over."""

    weekday: int  # Monday is 0
    which: str = ""
    week: int | None = None
    overnight: bool = False
    absolute: bool = False

    def at(self, reference: date, tense: Tense) -> Bounds:
        if self.week is not None:
            day = shift(reference, self.week * 7 + self.weekday - reference.weekday(), "day")
            return day, day
        back = (reference.weekday() - self.weekday) % 7
        if self.which == "last" and back <= YESTERDAY:
            back += 7  # said on a Tuesday, "last Monday" is not yesterday
        if self.which == "next" or (tense == "future" and self.which != "last"):
            ahead = (self.weekday - reference.weekday()) % 7
            day = shift(reference, 7 if self.which == "next" and ahead == 0 else ahead, "day")
        else:
            day = shift(reference, -back, "day")
        if self.overnight and day is not None and day < reference:
            return day, shift(day, 1, "day")
        return day, day
