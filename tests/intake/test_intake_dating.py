"""Which date counts: stated or printed, the user's, metadata's, the content's, none; and what is noted beside it."""
# ruff: noqa: E501  (sentences and markup stay whole)

import json
from datetime import UTC, datetime

import pytest

from marsad.intake import parse_published, report_from_bytes
from marsad.records import Interval, MarsadError, RejectedReportError

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LEAD = "Fighters of two rebel groups entered the western quarter of Qasr after a night of shelling, residents and a medic said."


def read(text, **options):
    return report_from_bytes(text.encode(), name="qasr.txt", now=NOW, **options)


def row(**keys):
    return report_from_bytes(json.dumps(keys).encode(), name="qasr.json", now=NOW)


def test_printed_beats_user_and_says_so():
    report = read(f"Rebels enter quarter\n\n8 September 2016\n\n{LEAD}", published="2017-02-23")
    assert (report.published, report.published_basis) == (Interval.of_day("2016-09-08"), "text")
    assert "2017-02-23" in report.notes[0]


@pytest.mark.parametrize(
    "first",
    [
        "Qasr, Tamal province, 8 September 2016",
        "QASR, September 8, 2016",
        "Qasr, Tamal - 8 September 2016",
        "Situation report no. 4 - 8 September 2016",
        "Thursday 8 September 2016 | Qasr",
        "Qasr/Tamal, 08.09.2016",
    ],
)
def test_a_first_line_that_is_a_place_or_a_name_with_a_date_dates_the_report(first):
    report = read(f"{first}\n\n{LEAD}")
    assert (report.published.start, report.published_basis) == ("2016-09-08", "text") or "may mean" in report.notes[0]


@pytest.mark.parametrize(
    "first", ["What the monitors saw of the battle of 8 September 2016", "Qasr since 8 September 2016"]
)
def test_a_headline_that_tells_of_a_day_does_not_date_the_report(first):
    assert read(f"{first}\n\n{LEAD}").published_basis == "content"


def test_a_dateline_before_the_lead_may_end_with_its_date():
    report = read(f"QASR, Tamal, 8 September 2016. {LEAD}")
    assert (report.published, report.dateline) == (Interval.of_day("2016-09-08"), "QASR, Tamal")


def test_user_beats_metadata():
    raw = json.dumps({"text": LEAD, "published": "2016-09-10"}).encode()
    report = report_from_bytes(raw, name="a.json", published="2016-09-08", now=NOW)
    assert (report.published, report.published_basis) == (Interval.of_day("2016-09-08"), "user")
    assert "2016-09-10" in report.notes[0]


def test_printed_beats_metadata_and_takes_its_time_of_the_same_day():
    text = f"Rebels enter quarter\n\n8 September 2016\n\n{LEAD}"
    far = row(text=text, published="2016-10-08")
    assert (far.published, far.published_basis) == (Interval.of_day("2016-09-08"), "text")
    near = row(text=text, published="2016-09-08T10:00:00+03:00")
    assert near.published.start == "2016-09-08T10:00:00+03:00"


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("2016-09-08", "2016-09-08"),
        ("2016-09-08T16:26:00+01:00", "2016-09-08T16:26:00+01:00"),
        ("2016-09-08T16:26:00", "2016-09-08"),
        ("Thu, 08 Sep 2016 15:26:00 GMT", "2016-09-08T15:26:00+00:00"),
        ("September 8, 2016", "2016-09-08"),
    ],
)
def test_metadata_dates(written, start):
    report = row(text=LEAD, published=written)
    assert (report.published.start, report.published_basis) == (start, "metadata")


def test_metadata_that_is_no_date_is_noted():
    report = row(text=LEAD, published="last week")
    assert (report.published_basis, report.published.known) == ("none", False)
    assert any("last week" in note for note in report.notes)


def test_a_printed_date_without_year_takes_the_metadatas_nearest_year():
    text = f"Rebels enter quarter\n\nQASR, Dec 31 (AP) — {LEAD}"
    assert row(text=text, published="2017-01-01").published == Interval.of_day("2016-12-31")
    assert read(text).published_basis == "none"


@pytest.mark.parametrize(
    ("printed", "lead", "metadata", "expected"),
    [
        ("05-06-2016", "The army said on Sunday that it had withdrawn.", "", ("2016-06-05", "2016-06-05")),
        ("05-06-2016", "The army said on Friday that it had withdrawn.", "", ("2016-05-06", "2016-05-06")),
        ("Friday 06/05/2016", "The army said that it had withdrawn.", "", ("2016-05-06", "2016-05-06")),
        ("05-06-2016", "The army said that it had withdrawn.", "2016-06-06", ("2016-06-05", "2016-06-05")),
        ("05-06-2016", "The army said that it had withdrawn.", "", ("2016-06-05", "2016-06-05")),
        ("05/06/2016", "The army said that it had withdrawn.", "", ("2016-05-06", "2016-06-05")),
    ],
)
def test_day_or_month_first(printed, lead, metadata, expected):
    report = row(text=f"Army withdraws from Qasr\n\n{printed}\n\n{lead} {lead}", published=metadata)
    assert (report.published.start, report.published.end) == expected
    assert any("may mean" in note for note in report.notes) == (expected[0] != expected[1])


def test_a_wrong_weekday_is_noted():
    report = read(f"Rebels enter quarter\n\nFriday 8 September 2016\n\n{LEAD}")
    assert report.published == Interval.of_day("2016-09-08")
    assert report.notes == (
        "The printed date 'Friday 8 September 2016' names a Friday, but 2016-09-08 was a Thursday.",
    )


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("The siege began in March 2015 and the bridge fell on 4 April 2016.", "2016-04-04"),
        ("The army took the town in December 2016, in a campaign begun in August.", "2016-12-01"),
        ("It has been held by the rebels since 2014.", "2014-01-01"),
        ("The town fell in 2015. Elections are planned for 2018, and the camp will close by March 2017.", "2015-01-01"),
    ],
)
def test_bounds_from_the_content(sentence, start):
    report = read(f"Rebels enter quarter\n\n{LEAD} {sentence}")
    assert (report.published, report.published_basis) == (Interval(start, None), "content")


def test_a_caption_bounds_nothing():
    report = read(f"Rebels enter quarter\n\nThe bridge at Qasr in March 2016 [File photo]\n\n{LEAD}")
    assert report.published_basis == "none"


def test_no_date_at_all_is_accepted_with_a_note():
    report = read(f"Rebels enter quarter\n\n{LEAD}")
    assert (report.published_basis, report.published.known) == ("none", False)
    assert "--published" in report.notes[0]


@pytest.mark.parametrize(
    "raw", [f"Rebels enter quarter\n\n8 September 2031\n\n{LEAD}", f"---\npublished: 2031-09-08\n---\n{LEAD}"]
)
def test_a_date_in_the_future_is_refused(raw):
    with pytest.raises(RejectedReportError, match="future"):
        read(raw)


def test_a_date_ahead_by_a_time_zone_is_not_the_future():
    assert read(LEAD, published="2026-01-02").published_basis == "user"
    with pytest.raises(RejectedReportError, match="future"):
        read(LEAD, published="2026-01-03")


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2017-02-23", "2017-02-23", "2017-02-23"),
        ("2017-02", "2017-02-01", "2017-02-28"),
        ("2017-02-23T18:00+03:00", "2017-02-23T18:00:00+03:00", "2017-02-23T18:00:00+03:00"),
        ("2017-02-01/2017-02-23", "2017-02-01", "2017-02-23"),
    ],
)
def test_the_users_date(value, start, end):
    assert parse_published(value) == Interval(start, end)


@pytest.mark.parametrize(
    "value", ["yesterday", "23/02/2017", "2017-02-30", "2017-02-23T18:00", "2017-03-01/2017-02-01", ""]
)
def test_the_users_date_when_it_is_none(value):
    with pytest.raises(MarsadError, match="Write 2017-02-23"):
        parse_published(value)
