"""The example reports come in as what their README says they are."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from marsad.intake import CopyIndex, Received, prose, read_paths

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "al-bab" / "reports"


@pytest.fixture(scope="module")
def reports():
    taken = list(read_paths([REPORTS], now=datetime(2026, 1, 1, tzinfo=UTC)))
    assert all(isinstance(got, Received) for got in taken)
    return [got.report for got in taken]


@pytest.mark.parametrize(
    ("doc", "kind", "outlet", "start", "basis"),
    [
        ("01-manbij-august.txt", "article", "The Northern Courier", "2016-08-13T19:40:00+03:00", "text"),
        ("02-al-bab-november.txt", "article", "The Northern Courier", "2016-11-15T14:05:00+00:00", "text"),
        ("levant-brief-0206", "article", "Levant Brief", "2017-02-06T21:10:00+02:00", "metadata"),
        ("levant-brief-0209", "article", "Levant Brief", "2017-02-09T18:45:00+02:00", "metadata"),
        ("04-page-commander.html", "article", "The Bosphorus Record", "2017-02-23T15:32:00+03:00", "metadata"),
        ("05-monitor-update.txt", "article", "Euphrates Conflict Monitor", "2017-02-23T23:15:00+02:00", "text"),
        (
            "06-turkish-statement.txt",
            "statement",
            "Ministry of National Defence of Turkey",
            "2017-02-24T12:30:00+03:00",
            "text",
        ),
        ("07-wire-car-bomb.txt", "wire", "Meridian Press Agency", "2017-02-24", "text"),
        ("08-copy-of-the-wire.html", "article", "Gulf Morning Post", "2017-02-24T20:05:00+04:00", "metadata"),
        ("09-observer-heron.txt", "field_report", "Border observers' network", "2017-02-25T17:20:00+02:00", "text"),
        ("10-state-media-tadef.txt", "article", "Homeland Bulletin", "2017-02-26", "text"),
        ("11-correction.txt", "correction", "Meridian Press Agency", "2017-02-27T10:00:00+00:00", "text"),
    ],
)
def test_each_report(reports, doc, kind, outlet, start, basis):
    (report,) = [report for report in reports if report.doc == doc]
    assert (report.kind, report.outlet, report.published.start, report.published_basis) == (kind, outlet, start, basis)


def test_they_come_in_order_and_none_is_lost(reports):
    assert len(reports) == 12
    days = [report.published.first_day for report in reports]
    assert days == sorted(days)


def test_the_pages_lose_their_furniture(reports):
    (page,) = [report for report in reports if report.doc == "04-page-commander.html"]
    for words in ("cookie", "pensions", "Most read", "bring our boys home", "inbox", "Share", "dataLayer", "©"):
        assert words not in page.text
    for words in ("entirely free", "nearly all", "Black-clad gunmen", "At least 69 Turkish soldiers"):
        assert words in page.text


def test_only_the_reprinted_wire_is_a_copy(reports):
    index = CopyIndex()
    originals = {report.doc: index.add(report.digest, prose(report)) for report in reports}
    copies = {doc for doc, original in originals.items() if original}
    assert copies == {"08-copy-of-the-wire.html"}
    (wire,) = [report for report in reports if report.doc == "07-wire-car-bomb.txt"]
    assert originals["08-copy-of-the-wire.html"] == wire.digest
