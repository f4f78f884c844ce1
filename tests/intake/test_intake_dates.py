"""Printed dates: forms, zones, readings."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.intake.dates import printed_dates


def first(text):
    return next(printed_dates(text), None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thursday 08 September 2016", "2016-09-08"),
        ("Thu, 8th of September, 2016", "2016-09-08"),
        ("September 8, 2016", "2016-09-08"),
        ("Sept. 8 2016", "2016-09-08"),
        ("Jul 262016", "2016-07-26"),
        ("2016-09-08", "2016-09-08"),
        ("2016/9/8", "2016-09-08"),
        ("08.09.2016", "2016-09-08"),
        ("28/9/2016", "2016-09-28"),
        ("9/28/2016", "2016-09-28"),
        ("8-Sep-2016", "2016-09-08"),
        ("20.07.2016Share", "2016-07-20"),
    ],
)
def test_forms_of_a_day(text, day):
    assert [reading.isoformat() for reading in first(text).readings] == [day]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Thursday 08 September 2016 16:26 BST", "2016-09-08T16:26:00+01:00"),
        ("8 September 2016 at 4.26 pm (GMT+3)", "2016-09-08T16:26:00+03:00"),
        ("August 13 2016 2037 UTC+3", "2016-08-13T20:37:00+03:00"),
        ("10:15 AM EDT, Thu September 8, 2016", "2016-09-08T10:15:00-04:00"),
        ("2016-09-08T12:30:00Z", "2016-09-08T12:30:00+00:00"),
        ("12 am UTC, 8 September 2016", "2016-09-08T00:00:00+00:00"),
    ],
)
def test_time_with_its_zone(text, moment):
    assert first(text).moment.isoformat() == moment


@pytest.mark.parametrize("text", ["8 September 2016 16:26", "8 September 2016 25:10 GMT", "8 September 2016"])
def test_a_time_without_zone_or_sense_gives_the_day_alone(text):
    assert first(text).moment is None
    assert first(text).readings == (date(2016, 9, 8),)


def test_numeric_dates_keep_both_readings():
    assert first("05/06/2016").readings == (date(2016, 6, 5), date(2016, 5, 6))
    assert first("06/06/2016").readings == (date(2016, 6, 6),)


def test_a_date_without_year_is_a_month_and_a_day():
    found = first("BEIRUT, Sept 8 (Agency) -")
    assert (found.readings, found.month_day) == ((), (9, 8))


@pytest.mark.parametrize(
    "text", ["31 June 2016", "March 2016", "in 2016", "version 1.2.2016.4", "99/99/2016", "room 8 may be"]
)
def test_what_is_no_day(text):
    assert not [found for found in printed_dates(text) if found.readings]


@given(
    st.dates(date(1950, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%A %d %B %Y", "%Y-%m-%d", "%d.%m.%Y", "%a %d %b %Y"]),
)
def test_any_day_in_any_form_is_read_back(day, form):
    text = f"Published {day.strftime(form)} by the desk"
    found = first(text)
    assert found.readings == (day,)
    assert text[found.start : found.end].strip() == day.strftime(form)


@given(st.text(max_size=300))
def test_no_text_breaks_it_and_spans_are_in_order(text):
    spans = [(found.start, found.end) for found in printed_dates(text)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_printed_weekday_is_kept(day):
    wrong = day + timedelta(days=1)
    assert first(f"{wrong.strftime('%A')} {day.strftime('%d %B %Y')}").weekday == wrong.weekday()
