"""What the page shows of a place on a day is the answer for that day, on every day of the record."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise
from typing import Any

import orjson
from hypothesis import given, settings
from test_pipeline_stretches import NO_COPIES, WAR, made
from test_pipeline_updating import SIDES

from marsad.control import core_effects
from marsad.control.stretches import TOLERANCE
from marsad.pipeline.answering import days_between
from marsad.pipeline.holding import Holdings
from marsad.pipeline.page import spanned
from marsad.publish.day_rows import SAME, mined, whole
from marsad.publish.map_rows import map_row
from marsad.publish.place_rows import place_rows

NEAR = TOLERANCE + 2 * SAME + 0.001
"""Chances of the page are rounded to a thousandth."""


def shown(answer: dict[str, Any], controllers: list[str], row: list[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the map's row tells, and what it should tell of an answer."""
    more = row[5]
    told = {
        "status": row[2],
        "controller": None if row[3] is None else controllers[row[3]],
        "besieged_by": more.get("besieged_by", []),
        "contested_by": more.get("contested_by", []),
        "mined": more.get("contamination", False),
        "extent": more.get("extent"),
        "shares": [(controllers[who], extent) for who, extent in more.get("shares", [])],
    }
    divided = answer["controller"] == "divided"
    due = {
        **{name: answer[name] for name in ("status", "controller", "besieged_by", "contested_by")},
        "mined": mined(answer["contamination"]),
        "extent": answer["extent"] if answer["extent"] is not None and answer["extent"] < 1 else None,
        "shares": [(it["controller"], it["extent"]) for it in answer["shares"] if it["controller"]] if divided else [],
    }
    return told, due


@settings(max_examples=25, deadline=None)
@given(WAR)
def test_map_and_place_show_the_answer_of_every_day(war):
    pairs = [made(number, *one) for number, one in enumerate(war)]
    reports, claims = [report for report, _ in pairs], [claim for _, claim in pairs]
    holdings = Holdings(claims, parties=SIDES, effects=core_effects(), copies=NO_COPIES)
    span = spanned(reports, claims, holdings)
    places = place_rows(claims, (), *holdings.timelines(*span), {})
    shown_map = orjson.loads(orjson.dumps(map_row(places, (), claims, days=span)))
    pages = {place["place_id"]: list(whole(orjson.loads(orjson.dumps(place["days"])))) for place in places}
    for place in shown_map["places"]:
        place_id = place["place_id"]
        if place_id not in holdings.places:
            assert place["spells"] == []
            continue
        rows = place["spells"]
        assert (rows[0][0], rows[-1][1]) == span
        assert all(_next(one[1]) == other[0] for one, other in pairwise(rows))
        for day in days_between(*span):
            worked = orjson.loads(orjson.dumps(holdings.at(place_id, day).to_json()))
            row = next(row for row in rows if row[0] <= day <= row[1])
            told, due = shown(worked, shown_map["controllers"], row)
            assert told == due, (place_id, day)
            assert row[2] == "unknown" or abs(row[4] - worked["probability"]) <= NEAR, (place_id, day)
            page = [answer for answer in pages[place_id] if answer["at"] <= day][-1]
            for name in ("status", "controller", "extent", "besieged_by", "contested_by", "contamination", "notes"):
                assert page[name] == worked[name], (name, place_id, day)
            assert [_share(it) for it in page["shares"]] == [_share(it) for it in worked["shares"]], (place_id, day)
            assert abs(page["probability"] - worked["probability"]) <= NEAR, (place_id, day)


def test_a_row_gives_the_claims_of_its_first_day():
    told = {"type": "control", "polarity": "positive", "actor1": "Lake League", "actor2": "", "place_text": "Sarnab",
            "extent": None, "part": None, "outlet": "Dawn"}  # fmt: skip
    other = {**told, "type": "territory_taken", "actor1": "Night Order", "actor2": "Lake League", "outlet": "Noon"}
    pairs = [made(0, told, (0, 0)), made(1, other, (40, 0)), made(2, other, (90, 0))]
    claims = [claim for _, claim in pairs]
    holdings = Holdings(claims, parties=SIDES, effects=core_effects(), copies=NO_COPIES)
    (place_id,) = holdings.places
    rows = place_rows(claims, (), *holdings.timelines(), {})[0]["days"]
    assert sum("joined" in row or "left" in row for row in rows) > 1
    for answer in whole(orjson.loads(orjson.dumps(rows))):
        worked = holdings.at(place_id, answer["at"])
        assert {it["id"] for it in answer["claims"]} == {it.id for it in worked.claims}
        chances = {it.controller: it.probability for it in worked.candidates}
        for one in answer["candidates"]:
            assert math.isclose(one["probability"], chances.get(one["controller"], 0), abs_tol=SAME + 0.001)


def _share(row: dict[str, Any]) -> tuple[str, float | None, str]:
    return row["controller"], row["extent"], row["part"]


def _next(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + 1).isoformat()
