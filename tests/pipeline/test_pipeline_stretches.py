"""What is kept of a stretch of days is true of each of its days."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st
from test_pipeline_updating import RELATIONS, SIDES, TOWNS

from marsad.control import core_effects
from marsad.control.stretches import TOLERANCE
from marsad.ledger import Ledger
from marsad.pipeline.controlling import update_control
from marsad.pipeline.holding import Holdings
from marsad.records import Claim, Interval, Report

FIRST = date(2031, 5, 1)
SAME = ("controller", "status", "extent", "shares", "besieged_by", "contested_by", "contamination", "notes")
NO_COPIES: dict[str, str] = {}
TOLD = st.fixed_dictionaries(
    {
        "type": st.sampled_from(
            ["territory_taken", "withdrawal", "control", "presence", "besieged", "contested", "armed_clash",
             "offensive", "contaminated", "clearance", "air_strike"]
        ),
        "polarity": st.sampled_from(["positive", "positive", "positive", "negative"]),
        "actor1": st.sampled_from(["Lake League", "Night Order", "Hill Guard", "Lake League + Hill Guard", ""]),
        "actor2": st.sampled_from(["Lake League", "Night Order", ""]),
        "place_text": st.sampled_from(["Sarnab", "Sarnab", "Sarnab", "the mill quarter", "Harun", "Reeds province"]),
        "extent": st.sampled_from([None, None, 0.3, 0.9, 1.0]),
        "part": st.sampled_from([None, None, None, "north"]),
        "outlet": st.sampled_from(["Dawn", "Dusk", "Noon"]),
    }
)  # fmt: skip
DAYS = st.tuples(st.integers(0, 400), st.sampled_from([0, 0, 0, 1, 9, 80]))
WAR = st.lists(st.tuples(TOLD, DAYS), min_size=1, max_size=9)


def made(number: int, told: dict[str, object], days: tuple[int, int]) -> tuple[Report, Claim]:
    text = f"Report {number // 2} of that war. " * 3  # a report has two claims
    first, last = (FIRST + timedelta(days=n) for n in (days[0], days[0] + days[1]))
    report = Report(
        digest=hashlib.sha256(text.encode()).hexdigest(), doc=f"r{number // 2}", text=text, outlet=str(told["outlet"]),
        published=Interval.of_day(last.isoformat()), published_basis="user",
    )  # fmt: skip
    town = str(told["place_text"])
    claim = Claim.from_json(
        {
            **told, "id": f"c{number}", "doc": report.doc, "report": report.digest, "start": 0, "end": 10,
            "quote": text[:10], "realis": "actual", "certainty": "certain", "source_kind": "outlet", "place": town,
            "place_id": TOWNS[town], "place_relation": RELATIONS.get(TOWNS[town], "part_of"),
            "country": "XX", "admin1": "01",
            "date_start": first.isoformat(), "date_end": last.isoformat(),
            "published_start": last.isoformat(), "published_end": last.isoformat(),
        }
    )  # fmt: skip
    return report, claim


@settings(max_examples=100, deadline=None)
@given(WAR, st.data())
def test_the_stored_answer_is_that_of_the_day(tmp_path_factory, war, data):
    some = [made(number, *one) for number, one in enumerate(war)]
    with Ledger.open(tmp_path_factory.mktemp("war") / "war.db") as ledger:
        ledger.add_reports([(report, report.text.encode(), "text/plain", None) for report, _ in some])
        claims = [claim for _, claim in some]
        ledger.put_claims([report.digest for report, _ in some], claims, versions={"code": "test"})
        update_control(ledger, parties=SIDES, effects=core_effects(), versions={"code": "test"})
        holdings = Holdings(claims, parties=SIDES, effects=core_effects(), copies=NO_COPIES)
        near = data.draw(st.lists(st.integers(-60, 600), min_size=30, max_size=30))
        for shift in {*near, -3000, -700, -300, 900, 1500, 3000}:
            day = (FIRST + timedelta(days=shift)).isoformat()
            held = {told.spell.place_id: told for told in ledger.control_at(day)}
            assert set(held) == set(holdings.places)
            for place_id in holdings.places:
                stored, worked = held[place_id].answer, orjson.loads(orjson.dumps(holdings.at(place_id, day).to_json()))
                assert {name: stored[name] for name in SAME} == {name: worked[name] for name in SAME}, day
                assert abs(stored["probability"] - worked["probability"]) <= TOLERANCE, day
                spell = held[place_id].spell
                assert (spell.controller, spell.status) == (worked["controller"], worked["status"])
