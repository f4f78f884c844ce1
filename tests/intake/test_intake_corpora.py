"""Intake on the corpora: seeds, the gold's offsets, FA-KES's dates. Floors are what was measured, less a little."""

import json
from datetime import UTC, date, datetime

import pytest

from marsad.intake import CopyIndex, Received, read_paths, report_from_bytes
from marsad.intake.dates import DAY_NAMES

pytestmark = pytest.mark.corpora
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SEED_2016, SEED_2017 = "001_612037e3f45e6733.txt", "000_8500633fd01735bf.txt"


@pytest.fixture(scope="module")
def seeds(shared):
    return {
        name: report_from_bytes((shared / "seeds" / name).read_bytes(), name=name, now=NOW)
        for name in (SEED_2016, SEED_2017)
    }


@pytest.fixture(scope="module")
def articles(shared):
    return [
        got.report
        for got in read_paths([shared / "data" / "fakes" / "articles.jsonl"], now=NOW)
        if isinstance(got, Received)
    ]


def test_seed_of_2016(seeds, shared):
    report = seeds[SEED_2016]
    assert (report.published.start, report.published_basis) == ("2016-09-08T16:26:00+01:00", "text")
    assert report.title.startswith("Isis reportedly evacuates") and report.title.endswith("advance")
    assert len(report.captions) == 2
    hidden = " ".join(report.text[start:end] for start, end in report.furniture)
    for words in (
        "notifications",
        "browser preferences",
        "commenting forum",
        "Thank you for registering",
        "logged in",
        "16:26 BST",
    ):
        assert words in hidden


def test_seed_of_2017(seeds, shared):
    report = seeds[SEED_2017]
    assert (report.published.start, report.published.end, report.published_basis) == ("2016-12-01", None, "content")
    assert report.dateline == "ERBIL, Kurdistan Region"
    raw = (shared / "seeds" / SEED_2017).read_bytes()
    told = report_from_bytes(raw, name=SEED_2017, published="2017-02-23", now=NOW)
    assert (told.published.start, told.published.end, told.published_basis) == ("2017-02-23", "2017-02-23", "user")


def test_offsets_of_the_gold_hold_and_no_claim_lies_in_furniture(shared, seeds):
    reports = dict(seeds)
    lost = []
    files = [shared / "gold" / part / "docs.jsonl" for part in ("train", "dev")]
    reports |= {got.report.doc: got.report for got in read_paths(files, now=NOW)}
    claims = [
        shared / "seeds" / "claims.jsonl",
        *(shared / "gold" / part / "claims.jsonl" for part in ("train", "dev")),
    ]
    count = 0
    for path in claims:
        for line in path.read_text("utf-8").splitlines():
            claim = json.loads(line)
            report = reports[claim["doc"]]
            count += 1
            assert report.text[claim["start"] : claim["end"]] == claim["quote"]
            if any(start <= claim["start"] and claim["end"] <= end for start, end in report.furniture):
                lost.append(claim["quote"])
    assert count > 2000
    assert not lost


def test_dates_printed_in_fakes(articles):
    """737 of 751 articles print one; the weekdays that their prose names agree with 95 percent of them."""
    assert len(articles) == 751
    printed = [report for report in articles if report.published_basis == "text"]
    assert len(printed) >= 735
    agree = total = 0
    for report in printed:
        if report.published.start != report.published.end:
            continue
        prose = report.text[report.furniture[0][1] :][:900]
        named = [number for number, name in enumerate(DAY_NAMES) if name in prose]
        day = date.fromisoformat(report.published.start[:10]).weekday()
        total += bool(named)
        agree += bool(named) and (day in named or (day - 1) % 7 in named)
    assert agree / total > 0.93


def test_known_copies_in_fakes_are_found(articles):
    index = CopyIndex()
    copies = sum(index.add(f"{report.digest}", report.text) is not None for report in articles)
    assert 50 <= copies <= 70
