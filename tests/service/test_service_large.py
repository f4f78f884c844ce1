"""A large ledger (here: of more than no claims) is served from stored control, and says what is worked out afresh."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from service_samples import Opened
from typer.testing import CliRunner

from marsad.cli.app import app
from marsad.control.stretches import TOLERANCE
from marsad.knowledge import Knowledge
from marsad.ledger import ClaimFilter, Ledger
from marsad.pipeline import Observatory, observatory
from marsad.service.board import Board

SAME = ("controller", "status", "extent", "besieged_by", "contested_by", "contamination", "notes", "place", "geonameid")
DAYS = [(date(2016, 6, 1) + timedelta(days=n)).isoformat() for n in (-900, *range(0, 500, 23), 2500)]
SLIDER = [(date(2016, 11, 15) + timedelta(days=n)).isoformat() for n in range(107)]
"""Days of the reports; beyond them the map of a small ledger stands still."""


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch, own_ledger: Path, packs: Knowledge) -> Path:
    monkeypatch.setattr(observatory, "FEW", 0)
    with Ledger.open(own_ledger) as ledger:
        assert Observatory(ledger, packs=packs).update_control() > 0
    return own_ledger


def test_each_day_is_told_as_the_observatory_works_it_out(large: Path, opened: Opened, packs: Knowledge) -> None:
    client = opened()
    with Ledger.open(large) as ledger:
        holdings = Observatory(ledger, packs=packs).holdings()
    seen = set()
    for day in DAYS:
        items = client.get("/api/v1/control", params={"at": day, "limit": 10000}).json()["items"]
        assert [item["place_id"] for item in items] == list(holdings.places)
        for item in items:
            worked = holdings.at(item["place_id"], day).to_json()
            told = {name: list(it) if isinstance(it := worked[name], tuple) else it for name in SAME}
            assert {name: item[name] for name in SAME} == told, day
            assert abs(item["probability"] - worked["probability"]) <= TOLERANCE
            assert item["at"] == day
            seen.add(item["status"])
    assert {"held", "unknown"} <= seen


def test_a_moment_stands_for_its_day(large: Path, opened: Opened) -> None:
    client = opened()
    told = [
        client.get("/api/v1/control", params={"at": at}).json()["items"]
        for at in ("2017-02-23T22:00:00-05:00", "2017-02-24")
    ]
    assert [{**row, "at": ""} for row in told[0]] == [{**row, "at": ""} for row in told[1]]


def test_filters_and_pages_make_up_the_whole(large: Path, opened: Opened) -> None:
    client = opened()

    def rows(**query: object) -> list[dict[str, object]]:
        found: list[dict[str, object]] = []
        cursor: dict[str, object] = {}
        while True:
            page = client.get("/api/v1/control", params={"at": "2017-02-24", "limit": 3, **query, **cursor}).json()
            found += page["items"]
            if page["next"] is None:
                return found
            cursor = {"cursor": page["next"]}

    whole = rows()
    for status in ("held", "besieged", "contested", "none", "unknown"):
        assert rows(status=status) == [row for row in whole if row["status"] == status]
    holder = next(str(row["controller"]) for row in whole if row["controller"]).split(" + ")[0]
    assert rows(controller=holder) == [row for row in whole if holder in str(row["controller"] or "").split(" + ")]
    assert rows(country="SY") == [row for row in whole if row["country"] == "SY"]


def test_a_place_shows_the_spells_of_its_timeline(large: Path, opened: Opened, packs: Knowledge) -> None:
    page = opened().get("/api/v1/places/al-Bab").json()["place"]
    starts = [spell["start"] for spell in page["spells"]]
    assert starts == sorted(set(starts))
    days = [day["at"] for day in page["days"]]
    assert days == sorted(set(days))
    assert set(starts[1:]) <= set(days)
    with Ledger.open(large) as ledger:
        worked = Observatory(ledger, packs=packs).timeline("al-Bab")
    told = [(it["start"], it["end"], it["status"], it["controller"]) for it in page["spells"]]
    assert told == [(it.start, it.end, it.status, it.controller) for it in worked]


def test_the_first_screen_is_that_of_all_claims(
    monkeypatch: pytest.MonkeyPatch, own_ledger: Path, opened: Opened, packs: Knowledge
) -> None:
    with Ledger.open(own_ledger) as ledger:
        of, claims = Observatory(ledger, packs=packs), list(ledger.claims())
        other = next(claim for claim in claims if claim.type != "control" and claim.place_id)
        of.decide("reject", [claims[0].id], author="ann")
        of.decide("correct", [other.id], author="ann", values={"type": "control"})
    asked = [
        "map",
        "places?limit=1000",
        "sources?limit=1000",
        "disagreements?limit=1000",
        "disagreements?since=2017-02-20",
    ]
    small = opened()
    sources = [row["name"] for row in small.get("/api/v1/sources").json()["items"]]
    asked += [f"sources/{quote(name)}" for name in sources]
    asked += [f"places/{row['place_id']}" for row in small.get("/api/v1/places").json()["items"]]
    asked += [f"disagreements/{row['id']}" for row in small.get("/api/v1/disagreements").json()["items"]]
    before = {path: small.get(f"/api/v1/{path}").json() for path in asked}
    monkeypatch.setattr(observatory, "FEW", 0)
    with Ledger.open(own_ledger) as ledger:
        Observatory(ledger, packs=packs).keep_up()
    large = opened()
    for path in asked:
        one, other = ordered(large.get(f"/api/v1/{path}").json()), ordered(before[path])
        for name in one:
            assert one[name] == other[name], (path, name)


def ordered(answer: dict[str, Any]) -> dict[str, Any]:
    """Without what differs rightly: who stands first among equals; what is stored is of a stretch, not of a day; how an
    origin is judged, by one of its claims or in events alone."""
    if "summary" in answer:
        answer["summary"] |= {"first_day": ""}  # publications by their last day
        answer["towns"] = []  # around the places, whose claims are not counted for it
        answer["activity"] = sorted(answer["activity"])
        for place in answer["places"]:
            place["spells"] = [on_day(place["spells"], day, answer["controllers"]) for day in SLIDER]
        answer["controllers"] = []
    if "totals" in answer:
        shown = ("start", "end", "status", "controller")  # a spell is longer where it is told of ten more years
        answer["place"]["spells"] = [[spell[name] for name in shown] for spell in answer["place"]["spells"]]
        answer = {name: answer[name] for name in ("place", "totals", "actors", "disagreements", "origins")}
        answer["actors"] = [{**row, "controls": True, "code": ""} for row in answer["actors"]]
        answer["disagreements"] = [{"id": row["id"]} for row in answer["disagreements"]]  # placed by all of its claims
    if "disagreement" in answer:
        answer["disagreement"] |= {"event": ""}  # the first of several
    if "source" in answer:
        answer["source"] |= {"kind": "", "interest": "", "reliability": ""}
    for name in ("items", "actors", "origins", "disagreements"):
        if name in answer:
            rows = [{**row, "event": ""} if "question" in row else row for row in answer[name]]
            rows = [
                {**row, "kind": "", "interest": "", "reliability": ""} if "reliability" in row else row for row in rows
            ]
            answer[name] = sorted(rows, key=lambda row: repr(sorted(row.items(), key=repr)))
    return answer


def on_day(spells: list[Any], day: str, controllers: list[str]) -> object:
    """What the map tells of a day, its probability aside; nothing where nothing is known."""
    told = [spell for spell in spells if spell[0] <= day]
    if not told or told[-1][2:4] == ["unknown", None]:
        return None
    return [told[-1][2], None if told[-1][3] is None else controllers[told[-1][3]], told[-1][5]]


def test_the_picture_follows_what_is_put_and_what_goes(large: Path, packs: Knowledge) -> None:
    with Ledger.open(large) as ledger:
        board, of = Board(ledger), Observatory(ledger, packs=packs)
        before = board.picture()
        assert board.picture() is before
        claim = next(claim for claim in ledger.claims() if claim.type == "control" and claim.place_id in before.lines)
        of.decide("reject", [claim.id], author="ann")
        after = board.picture()
        assert after is not before
        assert after.at("2017-02-24").json() == (Board(ledger).picture().at("2017-02-24").json())
        every = [one.id for one in ledger.claims() if one.place_id.split("/")[0] == claim.place_id.split("/")[0]]
        of.decide("reject", every, author="ann")
        now = {line.about["place_id"] for line in board.picture().held}
        assert now == set(of.holdings().places) < set(before.lines)


def test_derive_brings_control_up_to_date(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, read_ledger: Path, packs: Knowledge
) -> None:
    path = Path(shutil.copy(read_ledger, tmp_path / "derived.db"))
    monkeypatch.setattr(observatory, "FEW", 0)
    done = CliRunner().invoke(app, ["derive", "--ledger", str(path)])
    assert done.exit_code == 0, done.output
    with Ledger.open(path) as ledger:
        of = Observatory(ledger, packs=packs)
        assert of.stale_control() == 0
        assert {held.spell.place_id for held in ledger.control_at("2017-02-24")} == set(of.holdings().places)


def test_keeping_up_once_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, own_ledger: Path, packs: Knowledge
) -> None:
    monkeypatch.setattr(observatory, "FEW", 0)
    monkeypatch.setattr(observatory, "KEEP_UP", 1)
    with Ledger.open(own_ledger) as ledger:
        of = Observatory(ledger, packs=packs)
        assert of.stale_control() > 1
        of.keep_up()
        assert of.stale_control() == 0


STRUCK = """Strikes on Atareb

BEIRUT, 12 March 2016 - Government warplanes bombed the town of Atareb on Saturday and killed six civilians, the Syrian
Observatory for Human Rights said. The town lies in rebel-held Aleppo province, where fighting went on, it said.
"""


@pytest.mark.parametrize("few", [0, 10_000])
def test_a_place_in_a_province_that_is_held_has_one_answer_everywhere(
    own_ledger: Path, tmp_path: Path, opened: Opened, packs: Knowledge, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Stored, worked out for all places or for one, on the map, on its page, and as known then."""
    monkeypatch.setattr(observatory, "FEW", few)
    path, day = tmp_path / "struck.txt", "2016-03-12"
    path.write_text(STRUCK)
    with Ledger.open(own_ledger) as ledger:
        watch = Observatory(ledger, packs=packs)
        watch.read([path])
        watch.update_control()
        answer = watch.control("Atareb", at=day)
        assert answer.controller == "Syrian opposition"
        told = {claim.id: claim for claim in watch.claims()}
        assert {"air_strike", "control"} == {told[one.id].type for one in answer.claims}
        assert watch.holdings().at(answer.place_id, day) == answer
        assert watch.control("Atareb", at=day, as_known_at=day).controller == answer.controller
        assert answer.controller in {spell.controller for spell in watch.timeline("Atareb")}
        region = next(told[one.id].place_id for one in answer.claims if told[one.id].type == "control")
    client = opened()
    for query in ({}, {"as_known_at": "2017-12-01"}):
        around = client.get(f"/api/v1/places/{quote(region)}", params=query).json()["place"]
        assert {answer.controller} == {spell["controller"] for spell in around["spells"]}
        assert around["days"]
        items = client.get("/api/v1/control", params={"at": day, "limit": 10000, **query}).json()["items"]
        assert [it["controller"] for it in items if it["place_id"] == answer.place_id] == [answer.controller]
        assert region not in {it["place_id"] for it in items}
        one = client.get(f"/api/v1/control/{quote('Atareb')}", params={"at": day, **query}).json()
        assert (one["controller"], one["probability"]) == (answer.controller, answer.probability)
        spells = client.get("/api/v1/places/Atareb", params=query).json()["place"]["spells"]
        assert answer.controller in {spell["controller"] for spell in spells}


def test_advice_that_is_a_question_ends_as_one(large: Path, opened: Opened) -> None:
    told = opened().get("/api/v1/places/Atarebbbb").json()["detail"]
    assert "Did you mean" not in told or told.endswith("?")
    assert told == told.removesuffix("?.")


def test_whatever_is_undone_and_put_back_follows_at_once_in_a_large_ledger(
    own_ledger: Path, packs: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Events as if all were made anew, which would take minutes, and its place is not left to be worked out later."""
    monkeypatch.setattr(observatory, "FEW", 0)
    with Ledger.open(own_ledger) as ledger:
        seen = Observatory(ledger, packs=packs)
        seen.update_control()
        one = next(it for it in ledger.claims(ClaimFilter(place_id="gn:174018")) if it.type == "territory_taken")
        other = next(it for it in ledger.claims(ClaimFilter(place_id="gn:163811")) if it.type == "shelling")
        for action, values in (("reject", {}), ("correct", {"place": "Manbij"}), ("merge", {})):
            target = [one.id, other.id] if action == "merge" else [one.id]
            made = seen.decide(action, target, author="ann", values=values)
            for _ in range(3):  # undone, put back, undone
                with monkeypatch.context() as patched:
                    patched.setattr(Observatory, "_derive_all", lambda _self: pytest.fail("all events are made anew"))
                    made = seen.decide("undo", [made.id], author="ann")
                late = {it.root for it in ledger.stale_control(seen._control_versions())}  # neighbours may be
                assert not late & ({"gn:174018", "gn:167357"} if action == "correct" else {"gn:174018"})
                stored = {event.id: event.claims for event in ledger.events()}
                assert stored == {event.id: event.claims for event in seen.derive_events()}
        noted = seen.decide("note", ["place:gn:174018"], author="ann", reason="see the map")
        before = ledger.event_count()
        seen.decide("undo", [noted.id], author="ann")
        assert ledger.event_count() == before
