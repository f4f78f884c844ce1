"""The compact map, what was known on earlier days, the paragraphs of the quotes, and a large page in parts."""

from __future__ import annotations

import base64
import gzip
import re
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_record import ALLIES, CLAIMS, FRONT, REPORTS, SPELLS, sample_data

from marsad.publish.html import DATA_TAG, render
from marsad.publish.map_rows import compact_spells
from marsad.publish.packing import packed
from marsad.publish.passages import PASSAGE_LIMIT, paragraph_of


def test_the_map_tells_what_the_spells_tell() -> None:
    data = sample_data(days={})
    for place, compact in zip(data["places"], data["map"]["places"], strict=True):
        names = [None if s[3] is None else data["map"]["controllers"][s[3]] for s in compact["spells"]]
        assert names == [spell["controller"] for spell in place["spells"]]
        assert [s[:3] for s in compact["spells"]] == [[s["start"], s["end"], s["status"]] for s in place["spells"]]
    assert sum(number for _, number in data["map"]["types"]) == len(CLAIMS)


def test_the_map_tells_what_changes_within_a_spell() -> None:
    told = {place["name"]: place["spells"] for place in sample_data()["map"]["places"]}
    assert told["Wadi Rahal"][0][5]["besieged_by"] == ["Republic Army"]
    mined = [(start, end, more.get("contamination", False)) for start, end, *_, more in told["Bir Salem"]]
    assert mined == [
        ("2015-01-01", "2016-10-31", False),
        ("2016-11-01", "2017-01-14", True),
        ("2017-01-15", "2017-03-01", False),
    ]


def test_clipped_days_keep_the_answers_of_the_days_shown() -> None:
    place = next(place for place in sample_data()["places"] if place["name"] == "Bir Salem")
    for first, last in (("2014-01-01", "2016-12-01"), ("2016-11-05", "2016-11-05"), ("2017-02-01", "2018-01-01")):
        rows = compact_spells(place["spells"], place["days"], {}, days_shown=(first, last))
        assert (rows[0][0], rows[-1][1]) == (max(first, "2015-01-01"), last)
        assert all(bool(more) == ("2016-11-01" <= start <= "2017-01-14") for start, *_, more in rows)


def test_known_rows_hold_only_what_changed() -> None:
    earlier = {"gn:1": SPELLS["gn:1"][:1]}
    known = {"2017-02-22": (earlier, {}), "2016-09-08": (earlier, {}), "2017-02-23": (SPELLS, {})}
    data = sample_data(known=known)
    days = [row["as_known_at"] for row in data["known"]]
    assert days == sorted(known)
    first, second, third = (row["spells"] for row in data["known"])
    assert [data["map"]["controllers"][s[3]] for s in first["gn:1"]] == [FRONT]
    assert second == {}
    assert [data["map"]["controllers"][s[3]] for s in third["gn:1"]] == [FRONT, ALLIES]


def test_every_quote_stands_in_a_passage_of_its_report() -> None:
    passages = sample_data()["passages"]
    for claim in CLAIMS:
        found = [p for p in passages if p["report"] == claim.report and p["start"] <= claim.start]
        assert any(p["text"][claim.start - p["start"] : claim.end - p["start"]] == claim.quote for p in found)
    for report in REPORTS.values():
        starts = [p["start"] for p in passages if p["report"] == report.digest]
        assert starts == sorted(set(starts))


@given(st.text(alphabet="ab \n.", min_size=1, max_size=3000), st.data())
def test_a_paragraph_is_bounded(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    first, last = paragraph_of(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text)
    assert start - first <= PASSAGE_LIMIT
    assert last - end <= PASSAGE_LIMIT


def _opened(page: str) -> list[dict[str, Any]]:
    texts = re.findall(r'id="marsad-part-\d+">([^<]*)<', page)
    return [orjson.loads(gzip.decompress(base64.b64decode(text))) for text in texts]


def test_a_large_page_comes_in_parts_that_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    data = sample_data()
    assert packed(data) == (data, [])
    monkeypatch.setattr("marsad.publish.packing.PLAIN_CLAIMS", 10)
    monkeypatch.setattr("marsad.publish.packing.PART_CLAIMS", 8)
    page = render("<body>__MARSAD_POLICY__" + DATA_TAG("null") + "</body>", data)
    core = orjson.loads(re.search(r'id="marsad-data">(.*?)</script>', page)[1])  # type: ignore[index]
    parts = _opened(page)
    assert len(parts) > 2
    for name in ("places", "claims", "events", "disagreements"):
        ids = [orjson.dumps(row) for part in parts for row in part.get(name, [])]
        assert sorted(ids) == sorted(orjson.dumps(row) for row in data[name])  # type: ignore[literal-required]
    for place, part in zip(core["map"]["places"], core["parts"], strict=True):
        assert place["place_id"] in [row["place_id"] for row in parts[part]["places"]]
    part_of = dict(zip([p["place_id"] for p in core["map"]["places"]], core["parts"], strict=True))
    assert part_of["gn:1"] == part_of["gn:1/old-mill"], "a place and its parts come together"
