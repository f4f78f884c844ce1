"""The page's data, the words around a quote, actor codes, and the file that carries the data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_record import CLAIMS, HOSTILE, PLACES, REPORTS, TAKING, sample_data

from marsad.publish import write_report
from marsad.publish.actor_codes import actor_codes, actors_of
from marsad.publish.context import CONTEXT_LIMIT, sentence_around
from marsad.publish.html import DATA_TAG, escaped_json, render
from marsad.records import MarsadError

TEMPLATE = (
    '<html><body><meta content="__MARSAD_POLICY__">'
    + DATA_TAG("null")
    + '<script>go("<\\/script>")</script></body></html>'
)


@pytest.mark.parametrize(
    ("text", "quote", "before", "after"),
    [
        ("It rained. The town fell at noon, he said. Nobody came.", "The town fell", "", " at noon, he said."),
        ("Headline\n\nHe said the town fell.\nNext", "the town fell", "He said ", "."),
        ("“No,” said Gen. A. Smith of the U.S. Army. Rain.", "said Gen. A. Smith", "“No,” ", " of the U.S. Army."),
        ("He asked: “Did it fall?” It did.", "Did it fall?", "He asked: “", "”"),
        ("One. Two fell. Three fell. Four.", "Two fell. Three fell.", "", ""),
        ("About 3.5 km away the mill burned.", "the mill burned", "About 3.5 km away ", "."),
    ],
)  # fmt: skip
def test_sentence_around(text: str, quote: str, before: str, after: str) -> None:
    start = text.index(quote)
    left, right = sentence_around(text, start, start + len(quote))
    assert (left, right.rstrip()) == (before, after)


@given(st.text(alphabet="ab. A\n”“!", min_size=1, max_size=900), st.data())
def test_context_is_the_text_beside_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before, after = sentence_around(text, start, end)
    assert max(len(before), len(after)) <= CONTEXT_LIMIT + 2
    assert text[:start].endswith(before.removeprefix("… "))
    assert text[end:].startswith(after.removesuffix(" …"))


@given(st.lists(st.text(max_size=12), unique=True, max_size=30))
def test_actor_codes_are_unique_and_short(names: list[str]) -> None:
    codes = actor_codes(names)
    assert len(set(codes.values())) == len(names)
    assert all(0 < len(code) <= 4 for code in codes.values())


def test_actor_codes_read_like_the_names() -> None:
    names = ["Northern Front", "NATO", "Lodestar", "Northern Fleet", "Army of the River (unspecified)"]
    assert list(actor_codes(names).values()) == ["NF", "NATO", "Lo", "No", "AR"]
    assert actors_of("River Brigades + Lodestar") == ("River Brigades", "Lodestar")
    assert actors_of("divided") == actors_of(None) == ()


@given(st.text())
def test_no_string_breaks_out_of_the_script_element(text: str) -> None:
    escaped = escaped_json({"text": text + HOSTILE})
    assert json.loads(escaped) == {"text": text + HOSTILE}
    assert "<" not in escaped
    assert not set(escaped) & {"\u2028", "\u2029"}


def test_policy_names_the_scripts_and_no_origin() -> None:
    page = render(TEMPLATE, sample_data())
    policy = re.search(r'content="([^"]*)"', page)
    assert policy
    assert len(re.findall(r"'sha256-[\w+/]{43}='", policy[1])) == 1
    assert "http" not in policy[1]
    assert "default-src 'none'" in policy[1]
    script_source = policy[1].split("script-src")[1].split(";")[0]
    assert "unsafe" not in script_source


def test_another_template_is_refused() -> None:
    with pytest.raises(MarsadError, match="make web"):
        render("<html></html>", sample_data())


def test_missing_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.publish.html._template", lambda: TEMPLATE)
    with pytest.raises(MarsadError, match="cannot be written"):
        write_report(tmp_path / "nowhere" / "report.html", sample_data())


def test_same_record_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.publish.html._template", lambda: TEMPLATE)
    for name in ("a.html", "b.html"):
        write_report(tmp_path / name, sample_data())
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert not list(tmp_path.glob("*.partial"))


def test_every_quote_stands_in_its_report() -> None:
    texts = {report.digest: report.text for report in REPORTS.values()}
    for row in sample_data()["claims"]:
        assert row["before"] + row["quote"] + row["after"].rstrip() in texts[row["report"]]


def test_a_quote_that_the_report_lacks_is_refused() -> None:
    broken = replace(CLAIMS[0], start=CLAIMS[0].start + 1, end=CLAIMS[0].end + 1)
    with pytest.raises(MarsadError, match="does not hold"):
        sample_data(claims=(broken,))


def test_disagreements_are_ordered_by_origins_and_know_their_place() -> None:
    rows = sample_data()["disagreements"]
    assert [row["question"] for row in rows] == ["extent", "occurrence", "destination"]
    assert [row["place"] for row in rows] == ["Tell Nour", "Dar Hassan", "Tell Nour"]
    assert [row["event"] for row in rows] == ["e2", "e1", ""]
    assert rows[0]["sides"][2] == {"value": "about 70%", "origins": ["Plains Observatory"], "claims": list(TAKING[2:])}


def test_tolls_join_the_plain_fields() -> None:
    rows = {row["quote"]: row for row in sample_data()["claims"]}
    assert rows["At least 12 fighters were killed"]["tolls"] == [{"kind": "killed", "who": "", "low": 12, "high": None}]


def test_places_without_knowledge_are_described_by_their_claims() -> None:
    known = {row["place_id"]: row for row in sample_data()["places"]}
    bare = {row["place_id"]: row for row in sample_data(places=None)["places"]}
    for place_id, place in PLACES.items():
        assert bare[place_id]["name"] == known[place_id]["name"] == place.name
        assert (bare[place_id]["lat"], bare[place_id]["relation"]) == (place.lat, place.relation)


def test_an_empty_record_is_still_a_record() -> None:
    data = sample_data(
        reports=(), claims=(), events=(), spells={}, days={}, disagreements=(), rejected=(), places={}, towns=()
    )
    assert data["summary"]["claims"] == 0
    assert data["summary"]["first_day"] is None
    orjson.dumps(data)
