"""Reading: answers agree with the observatory, pages join up, ETags hold until the ledger changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_type_hints

import pytest
from fastapi.testclient import TestClient
from service_samples import Opened

from marsad.ledger import Ledger
from marsad.pipeline import Observatory
from marsad.publish import contract
from marsad.service import place_shapes, shapes

API = "/api/v1"
ROWS = (
    ("Summary", "SummaryRow"), ("Report", "ReportRow"), ("Claim", "ClaimRow"), ("Origin", "OriginRow"),
    ("Side", "SideRow"), ("Disagreement", "DisagreementRow"), ("Event", "EventRow"), ("Actor", "ActorRow"),
    ("Spell", "SpellRow"), ("Place", "PlaceRow"), ("Toll", "TollRow"),
)  # fmt: skip


@pytest.mark.parametrize(("shape", "row"), ROWS)
def test_shapes_are_those_of_the_contract(shape: str, row: str) -> None:
    made = getattr(shapes, shape, None) or getattr(place_shapes, shape)
    assert made.model_fields.keys() == get_type_hints(getattr(contract, row)).keys()


def all_pages(client: TestClient, path: str, **query: object) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    query = {"limit": 7, **query}
    while True:
        page = client.get(f"{API}/{path}", params=query).json()
        rows += page["items"]
        if page["next"] is None:
            return rows
        query["cursor"] = page["next"]


@pytest.mark.parametrize("path", ["claims", "events", "disagreements", "reports", "sources", "places"])
def test_small_pages_make_up_the_whole(reading: TestClient, path: str) -> None:
    rows = all_pages(reading, path)
    assert rows == reading.get(f"{API}/{path}", params={"limit": 1000}).json()["items"]
    assert rows


def test_filters_agree_with_the_observatory(reading: TestClient, read_ledger: Path) -> None:
    with Ledger.open(read_ledger) as ledger:
        claims = list(Observatory(ledger).claims())
    found = all_pages(reading, "claims", type="withdrawal")
    assert {row["id"] for row in found} == {claim.id for claim in claims if claim.type == "withdrawal"} != set()
    source = next(claim.origin for claim in claims if claim.origin)
    found = all_pages(reading, "claims", source=source)
    assert {row["id"] for row in found} == {claim.id for claim in claims if source in (claim.source, claim.origin)}


def test_a_claim_is_in_its_event_and_in_its_sentence(reading: TestClient) -> None:
    for row in all_pages(reading, "claims"):
        event = reading.get(f"{API}/events/{row['event']}").json()
        assert row["id"] in event["event"]["claims"]
        report = reading.get(f"{API}/reports/{row['report']}").json()
        assert f"{row['before']}{row['quote']}".removeprefix("… ") in report["text"]


def test_a_disagreement_has_an_address_that_outlives_a_rebuild(opened: Opened, own_ledger: Path) -> None:
    client = opened()
    rows = all_pages(client, "disagreements")
    assert rows
    for row in rows:
        page = client.get(f"{API}/disagreements/{row['id']}").json()
        assert page["disagreement"] == row
        told = {claim["id"]: claim for claim in page["claims"]}
        assert told.keys() == {claim for side in row["sides"] for claim in side["claims"]}
        assert row["event"] in {claim["event"] for claim in told.values()}
        assert {claim["report"] for claim in told.values()} == {report["digest"] for report in page["reports"]}
    with Ledger.open(own_ledger) as ledger:
        Observatory(ledger).rebuild()
    assert all(client.get(f"{API}/disagreements/{row['id']}").status_code == 200 for row in rows)


def test_the_map_says_of_each_day_what_control_says(reading: TestClient) -> None:
    shown = reading.get(f"{API}/map").json()
    spoken = {row["place_id"]: row["spells"] for row in shown["places"] if row["spells"]}
    told = reading.get(f"{API}/control", params={"at": "2017-02-10"}).json()["items"]
    assert spoken
    assert {row["place_id"] for row in told} == spoken.keys()
    for row in told:
        on_map = [spell for spell in spoken[row["place_id"]] if spell[0] <= "2017-02-10" <= spell[1]]
        for _, _, status, controller, _, _ in on_map:
            assert status == row["status"]
            assert (shown["controllers"][controller] if controller is not None else None) == row["controller"]


def test_control_of_a_place_is_that_of_the_command_line(reading: TestClient, read_ledger: Path) -> None:
    query = {"at": "2017-02-24", "as_known_at": "2017-02-20"}
    answer = reading.get(f"{API}/control/al-Bab", params=query).json()
    with Ledger.open(read_ledger) as ledger:
        expected = Observatory(ledger).control("al-Bab", **query).to_json()
    expected = json.loads(json.dumps(expected))  # its tuples are lists there
    assert {**answer, "claims": None} == {**expected, "claims": None}
    assert sorted(one["id"] for one in answer["claims"]) == sorted(one["id"] for one in expected["claims"])


def test_earlier_clocks_know_less(reading: TestClient) -> None:
    early = all_pages(reading, "claims", as_known_at="2016-12-31")
    late = all_pages(reading, "claims")
    assert {row["id"] for row in early} < {row["id"] for row in late}
    page = reading.get(f"{API}/places/al-Bab", params={"as_known_at": "2016-12-31"}).json()
    assert {row["id"] for row in page["claims"]} <= {row["id"] for row in early}
    assert reading.get(f"{API}/claims", params={"as_recorded_at": "2001-01-01"}).json()["items"] == []


def test_a_reader_who_has_it_gets_304_until_the_ledger_changes(opened: Opened, own_ledger: Path) -> None:
    client = opened()
    first = client.get(f"{API}/claims?limit=1000")
    again = client.get(f"{API}/claims?limit=1000", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    with Ledger.open(own_ledger) as ledger:
        Observatory(ledger).decide("reject", [first.json()["items"][0]["id"]], author="a")
    fresh = client.get(f"{API}/claims?limit=1000", headers={"If-None-Match": first.headers["etag"]})
    assert fresh.status_code == 200
    assert len(fresh.json()["items"]) == len(first.json()["items"]) - 1


def test_an_old_cursor_is_told_not_taken_for_the_start(reading: TestClient) -> None:
    cursor = reading.get(f"{API}/claims", params={"limit": 1}).json()["next"]
    for query in ({"cursor": cursor, "type": "withdrawal"}, {"cursor": "bm9uc2Vuc2U"}, {"cursor": "x"}):
        answer = reading.get(f"{API}/claims", params=query)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["where"] == "query.cursor"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nothing", 404), ("claims/cnone", 404), ("events/enone", 404), ("disagreements/qnone", 404),
        (f"reports/{'0' * 64}", 404), ("sources/x", 404), (f"search?q={'x' * 500}", 422),
        ("claims?typo=1", 422), ("claims?type=nonsense", 422), ("claims?since=yesterday", 422), ("claims?limit=0", 422),
        ("claims?actor=%00", 422), ("control", 422), ("control?at=9999-12-31", 422), ("claims?place=Nowhereville", 404),
        ("places/Nowhere%20at%20all", 404),
        ("exports/panel.csv?first=2001-01-01&last=2017-01-01", 422), ("exports/secrets.csv", 422),
    ],
)  # fmt: skip
def test_every_error_is_a_problem(reading: TestClient, path: str, status: int) -> None:
    answer = reading.get(f"{API}/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["type"].startswith("urn:marsad:problem:")
    assert answer.json()["instance"] == answer.request.url.raw_path.decode().partition("?")[0]


def test_another_method_is_a_problem_too(reading: TestClient) -> None:
    answer = reading.delete(f"{API}/claims")
    assert (answer.status_code, answer.json()["status"], answer.headers["allow"]) == (405, 405, "GET")


@pytest.mark.parametrize("file", ["claims.jsonl", "disagreements.csv"])
def test_exports_are_files(reading: TestClient, file: str) -> None:
    answer = reading.get(f"{API}/exports/{file}")
    assert answer.status_code == 200
    assert file in answer.headers["content-disposition"]
    assert answer.content
    again = reading.get(f"{API}/exports/{file}", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_panel_has_a_row_a_place_and_day(reading: TestClient) -> None:
    answer = reading.get(f"{API}/exports/panel.csv", params={"first": "2017-02-01", "last": "2017-02-03"})
    days = {line.split(",", 1)[0] for line in answer.text.splitlines()[1:]}
    assert {"2017-02-01", "2017-02-02", "2017-02-03"} <= days


def test_search_finds_names_spelt_otherwise_and_words(reading: TestClient) -> None:
    found = reading.get(f"{API}/search", params={"q": "Al-Baab"}).json()["items"]
    assert "gn:174018" in {hit["id"] for hit in found}
    claims = reading.get(f"{API}/search", params={"q": "mines", "kind": "claim"}).json()["items"]
    assert any("mines" in hit["label"].casefold() for hit in claims)


def test_no_answer_has_the_pseudonym_of_an_observer(reading: TestClient, read_ledger: Path) -> None:
    with Ledger.open(read_ledger) as ledger:
        observers = {report.observer for report in ledger.reports() if report.observer}
    assert observers
    bodies = [reading.get(f"{API}/{path}").text for path in ("reports?limit=1000", "map", "exports/claims.jsonl")]
    for row in all_pages(reading, "reports"):
        page = reading.get(f"{API}/reports/{row['digest']}").json()
        assert "observer" not in page["report"]
    for name in observers:
        assert not any(f'"{name}"' in body for body in bodies)
