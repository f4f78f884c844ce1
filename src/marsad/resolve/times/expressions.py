"""Time expressions of a report: found by rule, anchored to the day the report was published or to a day named before.

    expressions = find_times(text, published=report.published)
    interval = resolve(expressions[0], published=report.published, tense="future")

Pure functions of the text and the publication interval; no parser. Where publication is known only as an interval, so
is every time that depends on it: the widest interval implied, with open bounds where nothing is known, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from marsad.records import ALWAYS, Interval
from marsad.resolve.times.calendar import Reading, Tense
from marsad.resolve.times.dates import Day, Month, NumericDay
from marsad.resolve.times.grammar import Meaning
from marsad.resolve.times.scan import is_aside, is_speaking, scan
from marsad.resolve.times.spans import is_hours, looks_back, within_day

WEEK_DAYS = 10  # ACLED time precision 2 is "a week"; a little more is still nearer to a week than to a month
TOTAL = re.compile(r"\b(?:bring|brought|rais|tak)\w*\b[^.;\n]*\b(?:toll|number|total|tally)\b[^.;\n]*\Z")
"""What is counted since then ("bringing the toll this month to 78"), and no time of an event."""
TOTAL_REACH = 90
LONGEST_PREVIOUS = 31  # days: "a week later" is counted from a day or a month told before, not from a year
BESIDE = 160  # characters, a sentence: "a day after the raid" is counted from a day told there, else from the report's
SAME_STORY = 1500  # characters, some ten sentences: a month's year is not printed again
LASTED = frozenset({"duration", "duration_bare", "lasting"})
AFTER = re.compile(r"\b(?:after|following)\b[^.,;:\n]*\Z", re.IGNORECASE)
OPENS = re.compile(r"(?:[.!?][\"”]?\s+|\n)[\"“]?(?:On\s+)?(?:[Tt]he\s+)?\Z")
DAYS = 2  # a day or a night
GOING_ON = re.compile(r"\b(?:has|have)\b[^.,;:\n]*\Z", re.IGNORECASE)
STOP = re.compile(r"[.!?][\"”]?\s+[\"“A-Z]|\n")
UP_TO_NOW = frozenset({"now", "before_now"})  # rules whose readings are bounded by the report's day already


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time as printed, and what it means.

    start, end: character offsets of `text`. interval: ISO dates, inclusive; date-times only where a clock time and a
    zone are printed. precision: ACLED's time precision (1 day, 2 week, 3 month or worse). kind: point, since, until,
    duration, set (recurring: no interval). anchor: what it depends on: absolute, published, previous (the day named
    before). direction: "ahead" for a time to come; "clause" where it times the words after it relative to those before
    ("two days after the town fell"); "compared" where only something else is compared with what was since ("the first
    raid since May"); "range"; or the word that marks it: since, until, by, before, after, began, for.
    speaking: the day on which somebody spoke ("said on Monday"), not of what they spoke about. rule: its name in
    time_lexicon.RULES. mark_start: offset of a "since" that governs it from afar ("since the army began its push last
    week"), -1 without one. aside: the day of something that is only mentioned ("over Monday's bombing"). meaning,
    previous: what `resolve` needs to read it anew.
    """

    start: int
    end: int
    text: str
    interval: Interval
    precision: int
    kind: str
    anchor: str
    direction: str = ""
    speaking: bool = False
    rule: str = ""
    mark_start: int = -1
    aside: bool = False
    meaning: Meaning = field(repr=False)
    previous: Interval = field(default=ALWAYS, repr=False)


def find_times(text: str, *, published: Interval) -> list[TimeExpression]:
    """All temporal expressions of `text` in order, without overlaps, read as told in the past where that matters."""
    found: list[TimeExpression] = []
    previous, told_at = ALWAYS, 0
    for start, end, rule, printed, mark, mark_start in scan(text):
        meaning = _of_that_year(printed, start, found, published)
        reading = meaning.reading
        expression = TimeExpression(
            start=start,
            end=end,
            text=text[start:end],
            interval=ALWAYS,
            precision=3,
            kind=mark if mark in {"since", "until"} else meaning.kind,
            anchor="absolute" if reading is not None and reading.absolute else meaning.anchor,
            direction=mark if mark == "by" else meaning.direction or mark,
            speaking=is_speaking(text, start, end),
            rule=rule,
            mark_start=mark_start,
            aside=is_aside(text, start, end),
            meaning=meaning,
            previous=previous if _goes_on(meaning, previous, text[told_at:start]) else ALWAYS,
        )
        interval = resolve(expression, published=published)
        found.append(replace(expression, interval=interval, precision=precision_of(interval)))
        if _is_day(found[-1]) and not TOTAL.search(text, max(0, start - TOTAL_REACH), start):
            previous, told_at = interval, end
    return [_ended(text, e, found, published) if _is_what_went_before(text, e) else e for e in found]


def _of_that_year(meaning: Meaning, start: int, found: Sequence[TimeExpression], published: Interval) -> Meaning:
    """Of a day without its year the one that was printed with the same month just before ("in early May 2005. On 5
    May"), unless it is a day of the last weeks."""
    day, now = meaning.reading, published.first_day
    if not isinstance(day, Day) or day.year is not None or day.year_shift is not None or day.weekday is not None:
        return meaning
    dated = (e for e in reversed(found) if isinstance(e.meaning.reading, Day | Month) and e.meaning.reading.absolute)
    last = next(dated, None)
    if last is None or start - last.end > SAME_STORY or now is None:
        return meaning
    told = last.meaning.reading
    running = day.at(now, "past")[0]
    fresh = running is not None and abs((now - running).days) <= LONGEST_PREVIOUS
    if fresh or not isinstance(told, Day | Month) or told.month != day.month:
        return meaning
    return replace(meaning, reading=replace(day, year=told.year))


def _goes_on(meaning: Meaning, previous: Interval, between: str) -> bool:
    """Whether a time is counted from the day told before: "hours later" from no month, and what came before ("a day
    earlier", unless a sentence opens with it) from no day that was told long ago."""
    if is_hours(meaning.reading):
        return (previous.days or 0) <= DAYS
    back = meaning.direction == "clause" or (looks_back(meaning.reading) and not OPENS.search(between))
    return not (back and len(between) > BESIDE)


def _is_day(expression: TimeExpression) -> bool:
    """Whether it names a day, or a few, on which something of the story happened."""
    told = expression.kind == "point" and not expression.speaking and expression.direction != "compared"
    return told and 1 <= (expression.interval.days or 0) <= LONGEST_PREVIOUS


def _is_what_went_before(text: str, expression: TimeExpression) -> bool:
    """Whether it says how long something lasted before what is told ("after ten days of shelling"), or on the day that
    is told ("stayed for six hours")."""
    before = max(0, expression.start - BESIDE), expression.start
    lasted = expression.rule in LASTED and expression.meaning.anchor == "published"
    brief = expression.meaning.reading != within_day(expression.meaning.reading)
    return lasted and bool(AFTER.search(text, *before) or (brief and not GOING_ON.search(text, *before)))


def _ended(
    text: str, lasted: TimeExpression, expressions: Sequence[TimeExpression], published: Interval
) -> TimeExpression:
    """It ended on the day of what is told, where the sentence names that ("the town fell on Friday after ten days of
    shelling"), else on the report's."""
    days = [e for e in expressions if _is_day(e) and e.direction not in {"ahead", "clause"}]
    before = [e for e in reversed(days) if e.end <= lasted.start and not STOP.search(text, e.end, lasted.start)]
    after = [e for e in days if e.start >= lasted.end and not STOP.search(text, lasted.end, e.start)]
    if not (before or after):
        return lasted
    day, reading = (before or after)[0].interval, within_day(lasted.meaning.reading)
    meaning = replace(lasted.meaning, reading=reading, anchor="previous")
    told = replace(lasted, meaning=meaning, anchor="previous", previous=day)
    interval = resolve(told, published=published)
    return replace(told, interval=interval, precision=precision_of(interval))


def resolve(expression: TimeExpression, *, published: Interval, tense: Tense = None, marked: bool = True) -> Interval:
    """The interval of an expression; both bounds None where it names none ("every Friday").

    tense: of the clause it stands in; None reads weekdays as past, and a date without a year as the nearest begun or as
    one to come within two weeks. marked: False leaves its "since", "until" or "by" aside.
    """
    meaning = expression.meaning
    if expression.kind == "set":
        return ALWAYS
    if expression.direction == "ahead" and not meaning.direction:
        tense = tense or "future"  # "scheduled for Friday"
    if meaning.reading is None:  # "has since": from the time told before, wherever that lies
        core = Interval(_day(expression.previous.start), None)
    else:
        told = meaning.anchor == "previous" and expression.previous.known
        core = anchored(meaning.reading, expression.previous if told else published, tense)
    if marked and expression.kind == "since":
        return span(_day(core.start), _day(published.end))
    if marked and expression.kind == "until" and expression.rule not in UP_TO_NOW:
        return _deadline(core, published) if tense == "future" else Interval(None, core.end)
    if marked and expression.direction == "by" and tense == "future":
        return _deadline(core, published)
    if meaning.clock and meaning.clock[2] and core.start and core.start == core.end:
        hour, minute, zone = meaning.clock
        moment = f"{core.start}T{hour:02}:{minute:02}{zone}"
        return Interval(moment, moment)
    return core


def anchored(reading: Reading, anchor: Interval, tense: Tense) -> Interval:
    """The reading seen from every day of `anchor`: the widest interval implied, bounds open where the anchor's are."""
    first, last = anchor.first_day, anchor.last_day
    if reading.absolute or (isinstance(reading, NumericDay) and not anchor.known):
        first = last = date.min
    low = reading.at(first, tense) if first else (None, None)
    high = low if last == first else reading.at(last, tense) if last else (None, None)
    start = min(low[0], high[0]) if low[0] and high[0] else low[0]
    end = max(low[1], high[1]) if low[1] and high[1] else high[1]
    if start and end and start > end:
        return ALWAYS
    return Interval(start.isoformat() if start else None, end.isoformat() if end else None)


def precision_of(interval: Interval) -> int:
    """ACLED's time precision: 1 where the day is known (or is one of two), 2 for a week, 3 for a month or worse."""
    days = interval.days
    if days is None or days > WEEK_DAYS:
        return 3
    return 1 if days <= 2 else 2


def span(start: str | None, end: str | None) -> Interval:
    """From one ISO day to another; without an end where that lies before the start."""
    return Interval(start, None if start and end and end < start else end)


def _deadline(core: Interval, published: Interval) -> Interval:
    """Until, by: from the day of the report to the time set."""
    start, end = _day(published.start), _day(core.end)
    return Interval(None if start and end and end < start else start, core.end)


def _day(value: str | None) -> str | None:
    """Without the clock time."""
    return value[:10] if value else None
