"""When a claim's event happened or its state holds: from the times in its clause, or by default where it has none.

The defaults follow how news is told and how annotators of the project's training gold read it: an event without a time
happens at the time that the report is telling of (its narrative time), a state holds on the day of the report, a plan
starts then. Where the report gives no day, neither do they.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from marsad.records import ALWAYS, Interval
from marsad.resolve.times.calendar import Tense
from marsad.resolve.times.expressions import TimeExpression, precision_of, resolve, span

DAY = len("2016-09-08")
HEADER = 400  # characters: a full date this early that is the day of publication is a date line, not a story time
LEAD = 900  # characters: the lead and its backing paragraph, where the news value's own time stands
SAID_REACH = 250  # characters: the rest of a sentence whose saying has a day, and one more
LEAD_AGE = timedelta(days=7)  # news is told within a week; an older day in a lead is background
BEFORE = 10  # characters: a time before the verb must be so much nearer than one after it, where English puts most
VAGUE = 3  # ACLED's time precision for a month or worse
HABITS = frozenset(
    {"regularly", "routinely", "sporadically", "frequently", "repeatedly", "round the clock", "from time to time"}
    | {"now and then", "now and again", "every now and then", "every now and again"}
    | {"almost daily", "nearly daily", "almost every day", "nearly every day"}
)  # say nothing of when a state holds
HOURS = re.compile(r"from\b.*\b(?:until|till|to)\b", re.IGNORECASE)
"""A stretch of a day: "from 3 p.m. until dusk on Sunday"."""
YEAR = 365
AGED_REACH = 30
"""Characters from "five-year" to what is so old: "the five-year civil war"."""
NARRATIVE_DAYS = 2  # a day or a night: what a story moves along

DURATIVE_TYPES = frozenset({"armed_clash", "clearance", "displacement", "movement", "offensive", "territory_taken"})
"""Types that news tells as under way, not as one blow (training gold, no time of their own: 626 of 877, else 619)."""


class ClaimTime(NamedTuple):
    """interval: both bounds None where the report gives no clue. precision: ACLED's. text: the words it rests on."""

    interval: Interval
    precision: int
    text: str


def claim_interval(
    expressions_in_clause: Sequence[TimeExpression],
    *,
    claim_type_is_state: bool,
    status: str,
    tense: Tense,
    published: Interval,
    narrative: Interval = ALWAYS,
    antecedent: Interval | None = None,
    perfect: bool = False,
    over: bool = False,
    lead: bool = True,
    durative: bool = False,
    at: int | None = None,
) -> ClaimTime:
    """The time of one claim.

    expressions_in_clause: those of `find_times` inside the clause (or the quote). status: of claims.md. narrative: from
    `narrative_time`, for an event that has no time of its own. antecedent: the interval of an earlier claim that a
    definite phrase takes up ("the attack"), None without one. perfect: the verb is a present perfect ("has seized"),
    which outside the lead tells of an unsaid time up to now. over: the
    state is told as past ("the former stronghold"): only a beginning of its own says when it was.
    lead: the claim stands in the report's first half.
    durative: its type is in DURATIVE_TYPES: without a time of its own it goes on from the story's time to the report.
    at: offset of the claim's trigger word: the expression nearest to it counts, one after it rather than one before;
    without it the first.
    """
    own = [e for e in expressions_in_clause if _times_events(e)]
    if at is not None:
        own.sort(key=lambda e: e.start - at if e.start >= at else at - e.end + BEFORE)
    if status == "planned" or tense == "future":
        return _planned(own, published)
    own = [e for e in own if not (is_to_come(e, published) or is_of_another(e, at))]
    if claim_type_is_state:
        return _past_state(own, narrative, published) if over else _state(own, published)
    unread = [
        e for e in expressions_in_clause if e.kind in {"point", "duration"} and not (e.interval.known or e.speaking)
    ]
    if own or unread:  # a time that cannot be anchored ("on Monday" in an undated report) is no reason to take another
        return _event(own, published, at=at) if own else _told(ALWAYS, unread[0])
    if antecedent is not None and antecedent.known:
        return _untold(antecedent)
    if perfect or narrative.known:
        background = perfect and not lead and not any(e.rule == "now" for e in expressions_in_clause)
        return _untold(_running(narrative, published, unsaid=background, on=perfect or durative))
    speaking = [e for e in expressions_in_clause if e.speaking and e.interval.known]
    return _told(speaking[-1].interval, speaking[-1]) if speaking else _untold(_days(published))


def document_time(expressions: Sequence[TimeExpression], *, published: Interval) -> Interval:
    """The report's main day: the first day told in its lead, else that of publication (an interval if that is one).
    Where the lead tells on which day its news was said, a day told well after that is another event's."""
    end = LEAD
    for expression in expressions:
        if expression.start > end:
            break
        if _is_story_time(expression, published) and _is_fresh(expression.interval, published):
            return expression.interval
        if _is_lead_stretch(expression, published):
            return expression.interval
        if expression.speaking and _is_fresh(expression.interval, published):
            end = min(end, expression.start + SAID_REACH)
    return _days(published)


def narrative_time(expressions: Sequence[TimeExpression], *, at: int, published: Interval) -> Interval:
    """The time that the report tells of at offset `at`: the latest day named before it, else the report's main day."""
    told = story_times(expressions, published=published)
    document = document_time(expressions, published=published)
    return next((interval for end, interval in reversed(told) if end <= at), document)


def story_times(expressions: Sequence[TimeExpression], *, published: Interval) -> list[tuple[int, Interval]]:
    """The times that the report tells of, one after the other, each with the offset from which it does."""
    return [
        (e.end, _up_to(e.interval.start, published) if e.direction == "began" else e.interval)
        for e in expressions
        if _is_story_time(e, published)
    ]


def _running(narrative: Interval, published: Interval, *, unsaid: bool, on: bool) -> Interval:
    """The story's time; up to the report where the event goes `on`; from an unknown start where that is `unsaid`."""
    start = None if unsaid else narrative.start
    return _up_to(start, published) if on else narrative


def _planned(own: Sequence[TimeExpression], published: Interval) -> ClaimTime:
    """The time set for it; else open from when it was announced: the day of the report if nothing else is said."""
    start = _days(published).start
    for expression in own:
        if expression.direction in {"ahead", "by"} or expression.rule == "weekday":
            interval = resolve(expression, published=published, tense="future")
            if start is None or interval.start is None or interval.start[:10] >= start:
                return _told(interval, expression)
        if expression.kind == "point" and expression.interval.start:
            return _told(Interval(expression.interval.start[:10], None), expression)
    return _untold(Interval(start, None))


def _state(own: Sequence[TimeExpression], published: Interval) -> ClaimTime:
    """Since or until when, if said; else the day of the report: what a report calls held is held as it speaks."""
    for expression in own:
        if has_ended(expression, published):
            return _told(expression.interval, expression)
        since = expression.kind in {"since", "duration"} and expression.direction != "after"
        if since or (expression.rule == "before_now" and expression.text.lower() not in HABITS):
            return _told(expression.interval, expression)
    for expression in own:
        if expression.kind == "point" and expression.interval.start:
            # a day begins a state that the report still finds; a month or a year is told of as past
            to_now = expression.precision < VAGUE or expression.direction == "began"
            to_now = to_now and not HOURS.match(expression.text)
            interval = _up_to(expression.interval.start, published) if to_now else expression.interval
            return _told(interval, expression)
    return _untold(_days(published))


def has_ended(expression: TimeExpression, published: Interval) -> bool:
    """Whether it tells until when something was so that no longer is ("held the town until December")."""
    if expression.kind != "until":
        return False
    end, now = expression.interval.end, _days(published).start
    return end is not None and now is not None and end[:10] < now


def _past_state(own: Sequence[TimeExpression], narrative: Interval, published: Interval) -> ClaimTime:
    """A state that is over: from when it began, if said, to what the story tells of. A day named beside it ("on Friday
    IS lost its former stronghold") is another event's."""
    if ended := next((e for e in own if has_ended(e, published)), None):
        return _told(ended.interval, ended)
    since = [e for e in own if e.kind in {"since", "duration"} and e.direction != "after"]
    if not since:
        return _untold(ALWAYS)
    time = _state(since, published)
    start, end = time.interval.start, narrative.start
    if start and end and start[:10] < end[:10]:
        return time._replace(interval=Interval(start, end[:10]))
    return time


def _event(own: Sequence[TimeExpression], published: Interval, *, at: int | None) -> ClaimTime:
    rest = [e for e in own if e.direction != "clause" and e.rule != "before_now"]
    expression = (rest or own)[0]
    if expression.direction == "since" and at is not None and 0 <= expression.mark_start < at < expression.start:
        return _told(resolve(expression, published=published, marked=False), expression)  # "since IT BEGAN last week"
    if expression.direction == "began":
        return _told(_up_to(expression.interval.start, published), expression)
    return _told(_begun(expression.interval, published), expression)


def _begun(interval: Interval, published: Interval) -> Interval:
    """What has happened in a month or year still running has happened by the day of the report."""
    start, end, now = interval.start, interval.end, _days(published).end
    return Interval(start, now) if start and end and now and start[:10] <= now < end[:10] else interval


def is_to_come(expression: TimeExpression, published: Interval) -> bool:
    """ "Attacked X ahead of the talks due on Friday": no time of what has happened."""
    if expression.direction != "ahead":
        return False
    start, now = expression.interval.start, _days(published).end
    return start is not None and now is not None and start[:10] > now


def is_of_another(expression: TimeExpression, trigger: int | None) -> bool:
    """ "The first attack since troops took X on Friday": Friday is the day of what it is compared with alone, as "the
    five-year war" is as old as the war alone."""
    if expression.direction == "compared":
        return trigger is None or not expression.mark_start < trigger < expression.start
    old = expression.kind == "duration" and "-" in expression.text and (expression.interval.days or 0) > YEAR
    return old and (trigger is None or not 0 <= trigger - expression.end <= AGED_REACH)


def _times_events(expression: TimeExpression) -> bool:
    """Neither the day of speaking, nor "now" and "so far", which say no more than the report's own day does."""
    return (
        expression.interval.known and not expression.speaking and expression.rule != "now" and expression.kind != "set"
    )


def _is_story_time(expression: TimeExpression, published: Interval) -> bool:
    """A day told as part of the story: no date line, no background month, no "two days after" seen from elsewhere."""
    days = expression.interval.days
    if days is None or days > NARRATIVE_DAYS or expression.aside or not _times_events(expression):
        return False
    if expression.rule == "running" and days > 1:  # last weekend
        return False
    if expression.kind not in {"point", "duration"} or expression.direction in {"clause", "ahead", "compared"}:
        return False
    day, end = expression.interval.last_day, published.last_day
    if day and end and day > end:
        return False
    is_header = expression.anchor == "absolute" and expression.start < HEADER and published.first_day == day == end
    return not is_header


def _is_lead_stretch(expression: TimeExpression, published: Interval) -> bool:
    """Whether the news itself is a stretch up to now: "in the past 48 hours the army has..."."""
    days, told = expression.interval.days, expression.rule in {"stretch", "duration"} and not expression.speaking
    return told and days is not None and days <= LEAD_AGE.days + 1 and expression.interval.end == _days(published).end


def _is_fresh(interval: Interval, published: Interval) -> bool:
    if interval.first_day is None or published.first_day is None:
        return False
    return published.first_day - interval.first_day <= LEAD_AGE


def _up_to(start: str | None, published: Interval) -> Interval:
    """From `start` to the report's day; open where that lies before."""
    return span(start[:10] if start else None, _days(published).end)


def _days(interval: Interval) -> Interval:
    """Without clock times."""
    start, end = interval.start, interval.end
    if (start is None or len(start) == DAY) and (end is None or len(end) == DAY):
        return interval
    return Interval(interval.start[:10] if interval.start else None, interval.end[:10] if interval.end else None)


def _told(interval: Interval, expression: TimeExpression) -> ClaimTime:
    return ClaimTime(interval, precision_of(interval), expression.text)


def _untold(interval: Interval) -> ClaimTime:
    return ClaimTime(interval, precision_of(interval), "")
