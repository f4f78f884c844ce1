"""Intervals of time with open ends, as ISO strings: the honest form of "when" in reports (claims.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

RECENT_DAYS = 4096
"""Values whose reading is kept: a report compares the same few days over and over."""


@lru_cache(maxsize=RECENT_DAYS)
def parse_day(value: str) -> date:
    """The day of an ISO date or date-time (in the value's own zone). Raises ValueError."""
    return date.fromisoformat(value[:10])


@lru_cache(maxsize=RECENT_DAYS)
def earliest_moment(value: str) -> datetime:
    """First moment (UTC) that an ISO date or date-time may mean. A date without a zone counts as UTC."""
    if len(value) == len("2016-09-08"):
        return datetime.combine(date.fromisoformat(value), datetime.min.time(), UTC)
    moment = datetime.fromisoformat(value)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


@lru_cache(maxsize=RECENT_DAYS)
def latest_moment(value: str) -> datetime:
    """Last moment (UTC) that an ISO date or date-time may mean: a bare date lasts to its end."""
    if len(value) == len("2016-09-08"):
        return datetime.combine(date.fromisoformat(value), datetime.max.time(), UTC)
    return earliest_moment(value)


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` to `end`, both inclusive: ISO dates or date-times with zone; None is an open or unknown bound."""

    start: str | None = None
    end: str | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and earliest_moment(self.start) > latest_moment(self.end):
            raise ValueError(f"interval ends before it starts: {self.start} to {self.end}")

    @classmethod
    def of_day(cls, day: date | str) -> Interval:
        text = day if isinstance(day, str) else day.isoformat()
        return cls(text, text)

    @property
    def known(self) -> bool:
        return self.start is not None or self.end is not None

    @property
    def first_day(self) -> date | None:
        return parse_day(self.start) if self.start else None

    @property
    def last_day(self) -> date | None:
        return parse_day(self.end) if self.end else None

    @property
    def days(self) -> int | None:
        """Length in days (a single day is 1), None where a bound is open."""
        first, last = self.first_day, self.last_day
        return None if first is None or last is None else (last - first).days + 1


ALWAYS = Interval()
"""Both bounds open: always valid, or nothing known."""
