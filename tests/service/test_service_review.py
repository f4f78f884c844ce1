"""Review: roles, sessions, CSRF, decisions that take effect at once, two people on one claim, the published view."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from service_samples import Opened

from marsad.ledger import ClaimFilter, EventFilter, Ledger
from marsad.service.accounts import Accounts

API = "/api/v1"
WORDS = "several words are good"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    path = tmp_path / "accounts.db"
    made = Accounts(path, hasher=QUICK)
    for role in ("reader", "analyst", "editor"):
        made.add(f"a-{role}", WORDS, role)
    made.add("b-analyst", WORDS, "analyst")
    made.close()
    return path


def logged_in(client: TestClient, name: str) -> TestClient:
    """Another browser on the same service, logged in."""
    browser = TestClient(client.app, base_url=str(client.base_url), raise_server_exceptions=False)
    told = browser.post(f"{API}/session", json={"name": name, "password": WORDS})
    assert told.status_code == 200, told.text
    browser.headers["X-CSRF-Token"] = told.json()["csrf"]
    return browser


def single(client: TestClient) -> TestClient:
    client.headers["X-CSRF-Token"] = client.get(f"{API}/session").json()["csrf"]
    return client


def claims(client: TestClient, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{API}/claims", params={"limit": 1000, **query}).json()["items"]
    return found


def judge(client: TestClient, claim: str, action: str, version: str = "", **body: object) -> Any:
    version = version or client.get(f"{API}/claims/{claim}/decisions").headers["etag"]
    return client.post(
        f"{API}/claims/{claim}/decisions", json={"action": action, **body}, headers={"If-Match": version}
    )


def test_one_person_decides_and_what_follows_is_there_at_once(opened_on_each: Opened) -> None:
    client = single(opened_on_each())
    claim = next(row for row in claims(client) if row["type"] == "withdrawal")
    judged = judge(client, claim["id"], "correct", values={"actor1": "A Local Council"}, reason="the text says so")
    assert judged.status_code == 201, judged.text
    assert judged.json()["claim"]["actor1"] == "A Local Council"
    assert judged.json()["decision"]["quotes"] == [claim["quote"]]
    event = client.get(f"{API}/events/{claim['id']}").json()["event"]
    assert "A Local Council" in event["actors"]
    undone = client.post(f"{API}/decisions", json={"action": "undo", "target": [judged.json()["decision"]["id"]]})
    assert undone.status_code == 201
    assert client.get(f"{API}/claims/{claim['id']}").json()["actor1"] == claim["actor1"]
    history = client.get(f"{API}/history/claim/{claim['id']}").json()
    assert [one["action"] for one in history] == ["correct", "undo"]
    assert {one["author"] for one in history} == {"local"}


def test_of_two_people_on_one_claim_neither_loses_work(opened_on_each: Opened, accounts: Path) -> None:
    client = opened_on_each(accounts=accounts)
    one, other = logged_in(client, "a-analyst"), logged_in(client, "b-analyst")
    claim = claims(one)[0]["id"]
    seen = one.get(f"{API}/claims/{claim}/decisions").headers["etag"]
    assert judge(one, claim, "correct", seen, values={"part": "the market"}).status_code == 201
    late = judge(other, claim, "reject", seen)
    assert late.status_code == 412
    assert late.json()["type"] == "urn:marsad:problem:changed"
    current = late.json()["current"]
    assert current["claim"]["part"] == "the market"
    assert current["decisions"][0]["author"] == "a-analyst"
    assert judge(other, claim, "reject", f'"{current["version"]}"').status_code == 201
    assert one.get(f"{API}/claims/{claim}").status_code == 404
    assert one.get(f"{API}/claims/{claim}/decisions").json()["claim"] is None


def test_of_many_at_the_same_moment_one_decides(opened_on_each: Opened, accounts: Path) -> None:
    client = opened_on_each(accounts=accounts)
    people = [logged_in(client, f"{letter}-analyst") for letter in "abab"]
    claim = claims(people[0])[0]["id"]
    seen = people[0].get(f"{API}/claims/{claim}/decisions").headers["etag"]
    with ThreadPoolExecutor(len(people)) as pool:
        told = list(pool.map(lambda one: judge(one, claim, "accept", seen).status_code, people))
    assert sorted(told) == [201, 412, 412, 412]
    assert len(people[0].get(f"{API}/claims/{claim}/decisions").json()["decisions"]) == 1


def test_a_decision_without_a_state_is_refused(opened: Opened) -> None:
    client = single(opened())
    claim = claims(client)[0]["id"]
    answer = client.post(f"{API}/claims/{claim}/decisions", json={"action": "accept"})
    assert (answer.status_code, answer.json()["type"]) == (428, "urn:marsad:problem:precondition-required")


def test_notes_do_not_get_in_anybodys_way_and_are_kept(opened: Opened) -> None:
    client = single(opened())
    row = claims(client)[0]
    seen = client.get(f"{API}/claims/{row['id']}/decisions").headers["etag"]
    targets = [f"claim:{row['id']}", f"event:{row['event']}", f"report:{row['report']}", f"place:{row['place_id']}"]
    for target in [*targets, "source:Turkey"]:
        noted = client.post(f"{API}/decisions", json={"action": "note", "target": [target], "reason": "see the map"})
        assert noted.status_code == 201, noted.text
        kind, _, name = target.partition(":")
        assert [one["reason"] for one in client.get(f"{API}/history/{kind}/{name}").json()][-1] == "see the map"
    assert judge(client, row["id"], "accept", seen).status_code == 201
    empty = client.post(f"{API}/decisions", json={"action": "note", "target": ["source:Turkey"], "reason": " "})
    assert empty.status_code == 422


def test_rating_a_source_changes_what_events_say_of_it(opened_on_each: Opened) -> None:
    client = single(opened_on_each())
    name = client.get(f"{API}/sources").json()["items"][0]["name"]
    body = {"action": "rate", "target": [f"source:{name}"], "values": {"reliability": "E"}, "reason": "twice wrong"}
    made = client.post(f"{API}/decisions", json=body)
    assert made.status_code == 201, made.text
    assert client.get(f"{API}/sources/{name}").json()["source"]["reliability"] == "E"
    client.post(f"{API}/decisions", json={"action": "undo", "target": [made.json()["id"]]})
    assert client.get(f"{API}/sources/{name}").json()["source"]["reliability"] != "E"


def exported(client: TestClient) -> list[str]:
    return client.get(f"{API}/exports/claims.jsonl").text.splitlines()


def of_the_ledger(client: TestClient, claim: str) -> dict[str, Any]:
    """The claim with all its fields, by the export."""
    return next(row for row in map(orjson.loads, exported(client)) if row["id"] == claim)


def test_a_claim_that_is_moved_takes_all_that_belongs_to_its_new_place(opened_on_each: Opened) -> None:
    client = single(opened_on_each())
    told = next(row for row in claims(client, place="Manbij") if row["place_relation"] == "is")
    model = of_the_ledger(client, next(row for row in claims(client, place="al-Bab"))["id"])
    belonging = ("place_id", "place", "geonameid", "lat", "lon", "country", "admin1")
    for values in ({"place_id": "gn:174018"}, {"geonameid": 174018}, {"place": "al-Bab"}):
        judged = judge(client, told["id"], "correct", values=values)
        assert judged.status_code == 201, judged.text
        moved = of_the_ledger(client, told["id"])
        assert {name: moved[name] for name in belonging} == {name: model[name] for name in belonging}
        client.post(f"{API}/decisions", json={"action": "undo", "target": [judged.json()["decision"]["id"]]})
    assert of_the_ledger(client, told["id"])["place_id"] == told["place_id"]
    assert client.get(f"{API}/control/gn:174018", params={"at": "2017-02-24"}).json()["place"] != "Manbij"
    for values in ({"place": "Nowhere-upon-Sea"}, {"place_id": "lake:mill"}, {"geonameid": 999999999999}):
        assert judge(client, told["id"], "correct", values=values).status_code == 422
    judged = judge(client, told["id"], "correct", values={"place_id": "gn:174018/mill"})
    assert judged.json()["claim"]["place_relation"] == "part_of"
    judged = judge(client, told["id"], "correct", values={"place": None})
    assert (judged.json()["claim"]["place_id"], of_the_ledger(client, told["id"])["lat"]) == ("", None)


def test_claims_of_two_towns_that_are_moved_to_each_other(opened: Opened) -> None:
    client = single(opened())
    for told, root in (("Manbij", "gn:174018"), ("al-Bab", "gn:167357")):
        row = next(row for row in claims(client, place=told) if row["place_relation"] == "part_of")
        values = {"place_id": root, "place_relation": "part_of"}
        assert judge(client, row["id"], "correct", values=values).status_code == 201
    for path in ("map", "control?at=2017-02-24", "control/gn:174018?at=2017-02-24", "places/gn:167357"):
        assert client.get(f"{API}/{path}").status_code == 200, path


def test_what_is_undone_is_not_undone_again(opened_on_each: Opened, accounts: Path) -> None:
    client = opened_on_each(accounts=accounts)
    one, other = logged_in(client, "a-analyst"), logged_in(client, "a-editor")
    row = claims(one)[0]
    made = judge(one, row["id"], "reject").json()["decision"]["id"]
    undo = {"action": "undo", "target": [made]}
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda who: who.post(f"{API}/decisions", json=undo), (one, other)))
    assert sorted(answer.status_code for answer in told) == [201, 409]
    late = next(answer for answer in told if answer.status_code == 409).json()
    first = next(answer for answer in told if answer.status_code == 201).json()["id"]
    assert late["type"] == "urn:marsad:problem:conflict"
    assert first in late["detail"]
    assert one.get(f"{API}/claims/{row['id']}").status_code == 200
    redone = other.post(f"{API}/decisions", json={"action": "undo", "target": [first]})
    assert redone.status_code == 201
    assert one.get(f"{API}/claims/{row['id']}").status_code == 404


def test_merge_and_split_events(opened_on_each: Opened) -> None:
    client = single(opened_on_each())
    rows = claims(client, type="withdrawal")
    one = rows[0]
    other = next(row for row in claims(client) if row["event"] != one["event"])
    client.post(f"{API}/decisions", json={"action": "merge", "target": [one["id"], other["id"]]})
    assert other["id"] in client.get(f"{API}/events/{one['id']}").json()["event"]["claims"]
    client.post(f"{API}/decisions", json={"action": "split", "target": [one["id"], other["id"]]})
    assert other["id"] not in client.get(f"{API}/events/{one['id']}").json()["event"]["claims"]


def test_roles(opened: Opened, accounts: Path) -> None:
    client = opened(accounts=accounts)
    assert client.get(f"{API}/claims").status_code == 401
    assert client.get("/health").status_code == 200
    reader, analyst, editor = (logged_in(client, f"a-{role}") for role in ("reader", "analyst", "editor"))
    assert claims(reader)
    body = {"action": "note", "target": ["source:Turkey"], "reason": "x"}
    assert reader.post(f"{API}/decisions", json=body).status_code == 403
    assert reader.get(f"{API}/decisions").status_code == 403
    assert analyst.post(f"{API}/decisions", json=body).status_code == 201
    hold = {"action": "withhold", "target": ["type:movement"], "values": {"hours": 48}}
    assert analyst.post(f"{API}/decisions", json=hold).status_code == 403
    made = editor.post(f"{API}/decisions", json=hold)
    assert made.status_code == 201
    undo = {"action": "undo", "target": [made.json()["id"]]}
    assert analyst.post(f"{API}/decisions", json=undo).status_code == 403
    assert editor.post(f"{API}/decisions", json=undo).status_code == 201


def test_a_form_of_another_page_changes_nothing(opened: Opened, accounts: Path) -> None:
    analyst = logged_in(opened(accounts=accounts), "a-analyst")
    del analyst.headers["X-CSRF-Token"]
    body = {"action": "note", "target": ["source:Turkey"], "reason": "x"}
    assert analyst.post(f"{API}/decisions", json=body).status_code == 403
    alone = opened()
    assert alone.post(f"{API}/decisions", json=body).status_code == 403


def test_a_session_ends_with_log_out_and_with_the_account(opened: Opened, accounts: Path) -> None:
    client = opened(accounts=accounts)
    analyst, other = logged_in(client, "a-analyst"), logged_in(client, "b-analyst")
    assert analyst.delete(f"{API}/session").status_code == 204
    assert analyst.get(f"{API}/session").json()["role"] == "public"
    found = Accounts(accounts, hasher=QUICK)
    found.disable("b-analyst")
    assert other.get(f"{API}/claims").status_code == 401
    assert client.post(f"{API}/session", json={"name": "b-analyst", "password": WORDS}).status_code == 401
    found.close()


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(opened: Opened, accounts: Path) -> None:
    client = opened(accounts=accounts, secure=True)
    cookie = client.post(f"{API}/session", json={"name": "a-reader", "password": WORDS}).headers["set-cookie"]
    assert cookie.startswith("__Host-marsad=")
    assert {"HttpOnly", "Secure", "SameSite=strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}


def test_guessing_a_password_is_slowed_down(opened: Opened, accounts: Path) -> None:
    client = opened(accounts=accounts)
    wrong = [client.post(f"{API}/session", json={"name": "a-editor", "password": "x" * 12}) for _ in range(6)]
    assert [answer.status_code for answer in wrong] == [401] * 5 + [429]
    assert int(wrong[-1].headers["retry-after"]) >= 1


def test_keys_work_by_role_and_no_secret_is_stored(opened: Opened, accounts: Path) -> None:
    found = Accounts(accounts, hasher=QUICK)
    name, key = found.make_key("importer", "analyst")
    client = opened(accounts=accounts)
    header = {"Authorization": f"Bearer {key}"}
    body = {"action": "note", "target": ["source:Turkey"], "reason": "x"}
    made = client.post(f"{API}/decisions", json=body, headers=header)
    assert (made.status_code, made.json()["author"]) == (201, "key:importer")
    found.disable_key(name)
    refused = client.get(f"{API}/claims", headers=header)
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    found.close()
    stored = accounts.read_bytes()
    assert key.encode() not in stored
    assert WORDS.encode() not in stored
    assert accounts.stat().st_mode & 0o077 == 0


def test_readers_see_what_is_published_alone(opened: Opened, accounts: Path, own_ledger: Path) -> None:
    client = opened(accounts=accounts, public=True)
    editor = logged_in(client, "a-editor")
    everything = claims(editor)
    held = next(row for row in everything if row["type"] == "withdrawal")
    hold = {"action": "withhold", "target": [held["id"]], "values": {"until": "2150-01-01"}, "reason": "still there"}
    assert editor.post(f"{API}/decisions", json=hold).status_code == 201
    assert held["id"] in {row["id"] for row in claims(editor)}
    seen = claims(client)
    assert held["id"] not in {row["id"] for row in seen}
    place, report = held["place_id"], held["report"]
    paths = [
        "map", "claims?limit=1000", "events?limit=1000", "disagreements?limit=1000", f"places/{place}",
        f"reports/{report}", "exports/claims.jsonl", "exports/disagreements.csv", "reports?limit=1000",
        f"control/{place}?at=2017-02-24", f"timelines/{place}", "search?q=withdrew",
    ]  # fmt: skip
    for path in paths:
        answer = client.get(f"{API}/{path}")
        assert answer.status_code == 200, path
        assert held["id"] not in answer.text, path
        assert held["quote"] not in answer.text, path
    assert client.get(f"{API}/claims/{held['id']}").status_code == 404
    for row in editor.get(f"{API}/disagreements").json()["items"]:
        answer = client.get(f"{API}/disagreements/{row['id']}")
        hidden = any(held["id"] in side["claims"] for side in row["sides"])
        assert answer.status_code == (404 if hidden else 200)
        assert held["quote"] not in answer.text
    with Ledger.open(own_ledger) as ledger:
        text = ledger.report(report).text
    shown = client.get(f"{API}/reports/{report}").json()["text"]
    assert len(shown) == len(text)
    assert "█" in shown


def test_a_type_is_published_later_and_reports_are_held_back(opened: Opened, accounts: Path) -> None:
    client = opened(accounts=accounts, public=True)
    editor = logged_in(client, "a-editor")
    assert "clearance" in {row["type"] for row in claims(client)}
    rule = {"action": "withhold", "target": ["type:clearance"], "values": {"until": "2150-01-01"}}
    made = editor.post(f"{API}/decisions", json=rule).json()
    assert "clearance" not in {row["type"] for row in claims(client)}
    assert "clearance" in {row["type"] for row in claims(editor)}
    events = f"{API}/events?type=clearance"
    assert editor.get(events).json()["items"]
    assert not client.get(events).json()["items"], "an event that passes tells that it has such a claim"
    again = {"action": "withhold", "target": ["type:clearance"], "values": {"hours": 1}}
    editor.post(f"{API}/decisions", json=again)
    assert "clearance" in {row["type"] for row in claims(client)}, "the reports are years old"
    assert editor.post(f"{API}/decisions", json={"action": "undo", "target": [made["id"]]}).status_code == 201
    report = claims(client)[0]["report"]
    hold = {"action": "withhold", "target": [f"report:{report}"], "values": {"until": "2150-01-01"}}
    assert editor.post(f"{API}/decisions", json=hold).status_code == 201
    assert client.get(f"{API}/reports/{report}").status_code == 404
    assert report not in client.get(f"{API}/reports?limit=1000").text
    assert report not in {row["report"] for row in claims(client)}


def test_a_place_is_coarsened_for_readers(opened: Opened, accounts: Path) -> None:
    client = opened(accounts=accounts, public=True)
    editor = logged_in(client, "a-editor")
    body = {"action": "coarsen", "target": ["place:gn:174018"], "values": {"km": 20}}
    exact = client.get(f"{API}/places/gn:174018").json()["place"]
    assert editor.post(f"{API}/decisions", json=body).status_code == 201
    coarse = client.get(f"{API}/places/gn:174018").json()["place"]
    assert 0 < abs(coarse["lat"] - exact["lat"]) < 0.2
    assert not [row for row in claims(client) if row["place_id"].startswith("gn:174018/")]
    assert editor.get(f"{API}/places/gn:174018").json()["place"]["lat"] == exact["lat"]


REPORT = b"""Insurgents leave Qabasin

GAZIANTEP, Turkey, 25 February 2017 - Islamic State fighters withdrew from the town of Qabasin on Saturday, residents
said. Turkish troops entered the town in the evening and took control of it, the Turkish army said in a statement.
"""


def test_what_is_filed_under_a_coarsened_place_does_not_tell_where_that_is(opened: Opened, accounts: Path) -> None:
    client = opened(accounts=accounts)
    editor, reader = logged_in(client, "a-editor"), logged_in(client, "a-reader")
    editor.post(f"{API}/decisions", json={"action": "coarsen", "target": ["place:gn:174018"], "values": {"km": 20}})
    filed = [row for row in map(orjson.loads, exported(editor)) if row["geonameid"] == 174018]
    assert {row["place_id"] for row in filed} > {"gn:174018"}
    where = {(row["lat"], row["lon"]) for row in filed}
    seen = {row["id"]: (row["lat"], row["lon"]) for row in map(orjson.loads, exported(reader))}
    assert seen.keys() >= {row["id"] for row in filed}
    assert where.isdisjoint(seen.values())
    shown = reader.get(f"{API}/map").json()["places"] + reader.get(f"{API}/events").json()["items"]
    assert where.isdisjoint((one["lat"], one["lon"]) for one in shown if "lat" in one)


def test_words_that_are_withheld_are_withheld_in_copies_of_the_report(opened: Opened, accounts: Path) -> None:
    client = opened(accounts=accounts)
    editor, reader = logged_in(client, "a-editor"), logged_in(client, "a-reader")
    said: dict[str, list[dict[str, Any]]] = {}
    for row in claims(editor):
        said.setdefault(" ".join(row["quote"].split()), []).append(row)
    words, rows = next((words, rows) for words, rows in said.items() if len({row["report"] for row in rows}) > 1)
    body = {"action": "withhold", "target": [rows[0]["id"]], "values": {"until": "2099-01-01"}}
    made = editor.post(f"{API}/decisions", json=body).json()["id"]
    assert not {row["id"] for row in rows} & {row["id"] for row in claims(reader)}
    for row in rows:
        assert words[:40] not in " ".join(reader.get(f"{API}/reports/{row['report']}").json()["text"].split())
    editor.post(f"{API}/decisions", json={"action": "undo", "target": [made]})
    assert {row["id"] for row in rows} <= {row["id"] for row in claims(reader)}


def test_a_report_brought_by_hand_goes_through_all_stages(opened: Opened) -> None:
    client = single(opened())
    file = {"file": ("../../qabasin.txt", REPORT)}
    read = client.post(f"{API}/reports", files=file)
    assert read.status_code == 201, read.text
    (digest,) = read.json()["added"]
    page = client.get(f"{API}/reports/{digest}").json()
    assert page["report"]["doc"] == "qabasin.txt"
    assert page["claims"]
    again = client.post(f"{API}/reports", files=file)
    assert (again.status_code, again.json()["known"]) == (200, [digest])
    empty = client.post(f"{API}/reports", files={"file": ("empty.txt", b"")})
    assert empty.status_code == 422


def test_what_is_withheld_stays_so_when_its_claim_is_lost(opened: Opened, accounts: Path, own_ledger: Path) -> None:
    """Read anew, the same words may be another claim: who withheld them must not have to notice."""
    client = opened(accounts=accounts, public=True)
    editor = logged_in(client, "a-editor")
    held = next(row for row in claims(editor) if row["type"] == "withdrawal")
    hold = {"action": "withhold", "target": [held["id"]], "values": {"until": "2150-01-01"}, "reason": "still there"}
    made = editor.post(f"{API}/decisions", json=hold).json()
    assert held["id"] not in {row["id"] for row in claims(client)}
    with Ledger.open(own_ledger) as ledger:
        told = list(ledger.claims(ClaimFilter(report=held["report"])))
        told = [replace(one, id="c" + "0" * 15, type="aid") if one.id == held["id"] else one for one in told]
        ledger.put_claims([held["report"]], told, versions={"code": "next"})
    lost = editor.get(f"{API}/decisions?unattached=true").json()["items"]
    assert [one["id"] for one in lost] == [made["id"]]
    assert any(row["quote"] == held["quote"] for row in claims(editor))
    assert not any(row["quote"] == held["quote"] for row in claims(client))
    assert held["quote"] not in client.get(f"{API}/reports/{held['report']}").json()["text"]
    assert editor.post(f"{API}/decisions", json={"action": "undo", "target": [made["id"]]}).status_code == 201
    assert any(row["quote"] == held["quote"] for row in claims(client))


UNDATED = b"""Houses burned

Gunmen burned a school in Gao on Tuesday, residents said.
"""


def test_a_report_without_a_date_is_dated_by_an_analyst(opened: Opened, accounts: Path) -> None:
    analyst = logged_in(opened(accounts=accounts), "a-analyst")
    (digest,) = analyst.post(f"{API}/reports", files={"file": ("undated.txt", UNDATED)}).json()["added"]
    assert {row["date_start"] for row in claims(analyst, report=digest)} == {None}
    body = {"action": "date", "target": [f"report:{digest}"], "values": {"published": "2021-04-15"}}
    made = analyst.post(f"{API}/decisions", json={**body, "reason": "the archive's own page"})
    assert made.status_code == 201, made.text
    (claim,) = claims(analyst, report=digest)
    assert claim["date_start"] == "2021-04-13"
    assert analyst.get(f"{API}/events/{claim['id']}").json()["event"]["date_start"] == "2021-04-13"
    assert analyst.get(f"{API}/reports/{digest}").json()["report"]["published_basis"] == "user"
    assert [one["action"] for one in analyst.get(f"{API}/history/report/{digest}").json()] == ["date"]
    soon = analyst.post(f"{API}/decisions", json={**body, "values": {"published": "soon"}})
    assert soon.status_code == 422
    analyst.post(f"{API}/decisions", json={"action": "undo", "target": [made.json()["id"]]})
    assert {row["date_start"] for row in claims(analyst, report=digest)} == {None}


COLUMN = b"""Tanks roll towards Qabasin

GAZIANTEP, Turkey, 25 February 2017 - A column of Turkish tanks moved from Azaz to Qabasin on Saturday, residents said.
Five people were killed when artillery shelled Tadef on Saturday, the governor said.
"""
DEATHS = COLUMN.replace(b"Tanks roll towards Qabasin", b"Artillery shells Tadef, killing five people")


@pytest.mark.parametrize(("said", "hidden"), [(COLUMN, True), (DEATHS, False)])
def test_a_headline_goes_with_the_movement_it_tells(
    opened: Opened, accounts: Path, *, said: bytes, hidden: bool
) -> None:
    client = opened(accounts=accounts, public=True)
    editor = logged_in(client, "a-editor")
    (digest,) = editor.post(f"{API}/reports", files={"file": ("a.txt", said)}).json()["added"]
    title = said.decode().partition("\n")[0]
    rule = {"action": "withhold", "target": ["type:movement"], "values": {"until": "2150-01-01"}}
    assert editor.post(f"{API}/decisions", json=rule).status_code == 201
    page = client.get(f"{API}/reports/{digest}").json()
    assert (title not in page["text"], page["report"]["title"] == "") == (hidden, hidden)
    assert "column of" not in page["text"]
    assert "shelling" in {row["type"] for row in page["claims"]}
    assert (title in client.get(f"{API}/reports?limit=1000").text) == (not hidden)
    assert editor.get(f"{API}/reports/{digest}").json()["report"]["title"] == title


def test_decisions_are_listed(opened_on_each: Opened) -> None:
    client = single(opened_on_each())
    claim = claims(client)[0]["id"]
    judge(client, claim, "accept", reason="seen the original")
    listed = client.get(f"{API}/decisions").json()["items"]
    assert [(one["action"], one["target"], one["reason"]) for one in listed] == [
        ("accept", [claim], "seen the original")
    ]
    assert client.get(f"{API}/decisions?unattached=true").json()["items"] == []
    assert client.get(f"{API}/decisions?author=nobody").json()["items"] == []


def test_a_filter_passes_at_hand_what_the_ledger_passes(own_ledger: Path) -> None:
    """The public's answers are filtered again after what is withheld has been taken out of them."""
    with Ledger.open(own_ledger) as ledger:
        events = list(ledger.events())
        kinds = {claim.id: claim.type for claim in ledger.claims()}
        wanted = [EventFilter(type=kind) for kind in set(kinds.values())]
        wanted += [EventFilter(actor=actor) for event in events for actor in event.actors]
        wanted += [EventFilter(place_id=event.place_id) for event in events]
        wanted += [EventFilter(place=event.place or "") for event in events]
        wanted += [EventFilter(place=f"geonameid:{event.geonameid}") for event in events if event.geonameid]
        wanted += [EventFilter(since=event.date_end) for event in events]
        wanted += [EventFilter(until=event.date_start) for event in events]
        assert len(wanted) > 20
        for where in wanted:
            passed = {event.id for event in events if where.fits(event, (kinds[name] for name in event.claims))}
            assert passed == {event.id for event in ledger.events(where)}, where
