"""Time as a number: days since year 1, UTC, with fractions. What the model counts in."""

from __future__ import annotations

import math
from datetime import date, datetime
from functools import lru_cache

from marsad.records import STATE_TYPES, Claim, earliest_moment, latest_moment

DAY = 86_400.0

TICK = 1e-6
"""The last instant of a day lies this much before the next one's first (a tenth of a second)."""

OPEN_EVENT = 30.0
"""Days before the last possible one within which an event is taken to lie when its first day is not given: reports tell
of the last weeks, unless they give a date."""


@lru_cache(maxsize=65_536)
def first_instant(value: str) -> float:
    return _number(earliest_moment(value))


@lru_cache(maxsize=65_536)
def last_instant(value: str) -> float:
    """The last instant that the value may mean; a bare date's is the last before midnight that a float can tell."""
    return (
        _number(latest_moment(value)) if len(value) > len("2016-09-08") else _number(earliest_moment(value)) + 1 - TICK
    )


def _number(moment: datetime) -> float:
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
    return moment.toordinal() + seconds / DAY


def day_text(instant: float) -> str:
    """The ISO day of an instant."""
    return _day_text(max(math.floor(instant), 1))


@lru_cache(maxsize=65_536)
def _day_text(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def known_instant(claim: Claim) -> float:
    """When the claim was known at the latest: the latest bound of its report's publication; never, where undated."""
    return last_instant(claim.published_end) if claim.published_end else math.inf


def span_of(claim: Claim) -> tuple[float, float] | None:
    """First and last instant that the claim speaks of; None where neither it nor its report gives a day, and for a
    state of which the words give no time at all ("the former stronghold").

    An open end closes with the report; an open beginning is the end's day for a state (it vouches for no other), and a
    month before for an event.
    """
    return _span(claim.date_start, claim.date_end, claim.published_end, claim.type in STATE_TYPES)


@lru_cache(maxsize=65_536)
def _span(start: str | None, end: str | None, published: str | None, state: bool) -> tuple[float, float] | None:
    final = end or published or start
    if final is None or (state and not start and not end):
        return None
    last = last_instant(final)
    first = first_instant(start) if start else math.floor(last) - (0.0 if state else OPEN_EVENT)
    return (min(first, last), max(first, last))
