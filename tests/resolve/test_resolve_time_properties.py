"""Properties of time expressions over generated dates and arbitrary text."""

import calendar
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from marsad.records import Interval, earliest_moment, latest_moment
from marsad.resolve.times.claims import claim_interval, document_time, narrative_time
from marsad.resolve.times.expressions import find_times, resolve

DAYS = st.dates(date(1975, 1, 1), date(2060, 12, 31))
BOUNDS = st.one_of(st.none(), DAYS)
FORMATS = (
    "{d} {month} {y}",
    "{d:02} {mon} {y}",
    "{d}th of {month}, {y}",
    "{month} {d}, {y}",
    "{mon}. {d} {y}",
    "{MONTH} {d} {y}",
    "{y}-{m:02}-{d:02}",
    "{weekday} {d} {month} {y}",
    "{wd}, {d} {mon} {y}",
    "{weekday}, {month} {d}, {y}",
    "{wd} {mon} {d} {y}",
    "{mon} {d:02}{y}",
)
CONTEXTS = (
    "It fell on {}.",
    "{}",
    "{} Troops entered the town",
    "the town (taken {}) was quiet",
    "Published {} at noon",
)
VOCABULARY = (
    "in on the last since two three days weeks ago Monday May March 2016 3 5 to and between early next week recent a "
    "earlier later 12:30 GMT until so far every year for more than by 8/9/2016 same day before after , . - ' 's 0 99 "
    "June-July mid- 31 February overnight said reporters 9999 hundred years from now"
)
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join))


@st.composite
def published_intervals(draw):
    first, last = draw(BOUNDS), draw(BOUNDS)
    if first and last and first > last:
        first, last = last, first
    return Interval(first.isoformat() if first else None, last.isoformat() if last else None)


def printed(day, form):
    names = {
        "month": calendar.month_name[day.month],
        "mon": calendar.month_abbr[day.month],
        "MONTH": calendar.month_name[day.month].upper(),
        "weekday": calendar.day_name[day.weekday()],
        "wd": calendar.day_abbr[day.weekday()],
    }
    return form.format(d=day.day, m=day.month, y=day.year, **names)


@given(DAYS, DAYS, st.sampled_from(FORMATS), st.sampled_from(CONTEXTS))
def test_printed_dates_come_back(day, published, form, context):
    found = find_times(context.format(printed(day, form)), published=Interval.of_day(published))
    assert Interval.of_day(day) in [e.interval for e in found]


@given(DAYS, DAYS)
def test_numeric_dates_hold_the_day_meant_unless_only_the_other_reading_is_fresh(day, published):
    (expression,) = find_times(f"On {day.day}/{day.month}/{day.year}", published=Interval.of_day(published))
    interval = expression.interval
    other_is_fresh = interval.days == 1 and abs(interval.first_day - published) <= timedelta(days=31)
    assert other_is_fresh or interval.first_day <= day <= interval.last_day


@given(DAYS, st.integers(1, 999))
def test_days_ago(published, number):
    (expression,) = find_times(f"It happened {number} days ago.", published=Interval.of_day(published))
    day = published - timedelta(days=number)
    assert expression.interval == Interval.of_day(day)


@given(DAYS, st.integers(0, 6), st.sampled_from(["past", "future", None]))
def test_weekdays_lie_within_a_week_on_the_right_side(published, weekday, tense):
    interval = Interval.of_day(published)
    (expression,) = find_times(f"on {calendar.day_name[weekday]} night", published=interval)
    day = resolve(expression, published=interval, tense=tense).first_day
    assert day.weekday() == weekday
    ahead = (day - published).days
    assert 0 <= ahead <= 6 if tense == "future" else -6 <= ahead <= 0


@given(DAYS, DAYS)
def test_dates_without_a_year_are_the_nearest_begun_or_the_next(day, published):
    interval = Interval.of_day(published)
    (expression,) = find_times(f"on {day.day} {calendar.month_name[day.month]}", published=interval)
    past = resolve(expression, published=interval, tense="past").first_day
    future = resolve(expression, published=interval, tense="future").first_day
    leap = (day.month, day.day) == (2, 29)
    if past and future:
        assert (past.month, past.day) == (future.month, future.day) == (day.month, day.day)
        assert past <= published + timedelta(days=1)
        assert leap or published - past <= timedelta(days=366)
        assert leap or published <= future  # no such day ahead for years: the one just past is meant
    else:
        assert leap


@given(TEXTS, published_intervals(), st.sampled_from(["past", "future", None]))
def test_any_text_gives_sound_expressions(text, published, tense):
    expressions = find_times(text, published=published)
    end = 0
    for expression in expressions:
        assert text[expression.start : expression.end] == expression.text != ""
        assert expression.start >= end
        end = expression.end
        for interval in (expression.interval, resolve(expression, published=published, tense=tense)):
            if interval.start and interval.end:
                assert earliest_moment(interval.start) <= latest_moment(interval.end)
        assert 1 <= expression.precision <= 3
    main = document_time(expressions, published=published)
    for state in (True, False):
        for status in ("asserted", "planned"):
            time = claim_interval(
                expressions,
                claim_type_is_state=state,
                status=status,
                tense=tense,
                published=published,
                narrative=narrative_time(expressions, at=len(text), published=published),
                at=len(text) // 2,
            )
            assert time.text in text
    assert main.known or not published.known or main == published


@given(st.lists(WORDS, max_size=25).map(" ".join), DAYS, st.integers(0, 400))
def test_wide_publication_holds_what_each_day_would_give(text, first, days):
    last = first + timedelta(days=days)
    wide = find_times(text, published=Interval(first.isoformat(), last.isoformat()))
    for day in (first, last):
        narrow = find_times(text, published=Interval.of_day(day))
        assert [e.text for e in narrow] == [e.text for e in wide]
        for small, large in zip(narrow, wide, strict=True):
            if large.anchor == "previous" or small.kind != "point":
                continue
            if large.interval.first_day and small.interval.first_day:
                assert large.interval.first_day <= small.interval.first_day
            if large.interval.last_day and small.interval.last_day:
                assert small.interval.last_day <= large.interval.last_day
