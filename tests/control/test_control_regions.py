"""Who holds the province or the enclave around a place that is struck, told in one report, holds the place: weakly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from war_samples import WAR, claim

from marsad.control import control_all, control_at, timeline

SARNAB = "gn:101"
LEAGUE, ORDER, HILL = "Lake League", "Night Order", "Hill Council"
AT = {"country": "XX", "admin1": "01", "lat": 10.0, "lon": 20.0}


def struck(claim_type="air_strike", day="2031-05-04", *, attacker=LEAGUE, victim="civilians", **more):
    """Something that is done to Sarnab."""
    return claim(claim_type, day, actor1=attacker, actor2=victim, **(AT | more))


def around(holder, words="", *, name="Reeds province", day="2031-05-04", **more):
    """Who holds a region."""
    fields = {"place": name, "place_id": f"region:XX:{name.split()[0].lower()}", "place_relation": "region",
              "geonameid": None, "country": "XX", "admin1": "01"}  # fmt: skip
    return claim("control", day, actor1=holder, quote=words or f"{holder}-held {name}", **(fields | more))


def marsh(holder, *, lat=10.0, lon=20.05, **more):
    """Who holds an enclave of the province, the centre of which lies there."""
    return around(holder, name="Great Marsh", lat=lat, lon=lon, **more)


def holder(*claims, at="2031-05-04"):
    return control_at(SARNAB, list(claims), at, parties=WAR).controller


def told_by(*claims, at="2031-05-04"):
    return {told.id for told in control_at(SARNAB, list(claims), at, parties=WAR).claims}


def test_a_place_that_is_struck_is_held_by_who_holds_the_province():
    strike, province = struck(), around(ORDER)
    answer = control_at(SARNAB, [strike, province], "2031-05-04", parties=WAR)
    assert (answer.controller, answer.status) == (ORDER, "held")
    assert {(told.id, told.supports) for told in answer.claims} == {(strike.id, ORDER), (province.id, ORDER)}
    assert answer in control_all([province, strike], "2031-05-04", parties=WAR)
    assert ORDER in {spell.controller for spell in timeline(SARNAB, [strike, province], parties=WAR)}


def test_a_region_alone_moves_no_place_in_it():
    assert holder(around(ORDER)) is None
    assert holder(struck(doc="a"), around(ORDER, doc="b")) is None, "told by different reports"
    assert holder(struck(), around(ORDER, day="2030-01-04")) is None, "told of another time"


def siege(by, of, **more):
    """A siege of an enclave."""
    place = {"name": "Great Marsh", "lat": 10.0, "lon": 20.05, "words": f"{by} has besieged the Great Marsh"}
    return replace(around(by, **(place | more)), type="besieged", actor2=of)


def besieged_by(*claims, at="2031-05-04"):
    return control_at(SARNAB, list(claims), at, parties=WAR).besieged_by


def test_a_place_in_a_besieged_enclave_is_besieged():
    held = claim("control", "2031-04-01", actor1=LEAGUE, **AT)
    for told in (struck(attacker=ORDER), struck("aid", attacker="", victim="")):
        assert besieged_by(held, told, siege(ORDER, LEAGUE)) == (ORDER,)
        answer = control_at(SARNAB, [held, told, siege(ORDER, LEAGUE)], "2031-05-04", parties=WAR)
        assert (answer.controller, answer.status) == (LEAGUE, "besieged")
    assert besieged_by(held, struck(doc="a"), siege(ORDER, LEAGUE, doc="b")) == (), "told by different reports"
    assert besieged_by(held, struck(), siege(ORDER, LEAGUE, lat=10.3)) == (), "another enclave"
    assert besieged_by(held, struck(), siege(LEAGUE, ORDER)) == (), "laid to others than its holder"
    assert besieged_by(held, struck(), siege(ORDER, LEAGUE, name="Reeds province")) == (), "no enclave"


@pytest.mark.parametrize("claim_type", ["shelling", "explosion", "suicide_bombing", "attack_on_civilians"])
def test_what_else_strikes_a_place(claim_type):
    assert holder(struck(claim_type), around(ORDER)) == ORDER


@pytest.mark.parametrize("claim_type", ["offensive", "displacement", "aid", "presence"])
def test_where_there_is_fighting_or_flight_the_province_says_nothing(claim_type):
    province = around(ORDER)
    assert province.id not in told_by(struck(claim_type), province)


def test_what_is_only_planned_or_denied_strikes_nothing():
    assert holder(struck(status="planned"), around(ORDER)) is None
    assert holder(struck(status="denied"), around(ORDER)) is None
    assert holder(struck(), around(ORDER, status="denied")) is None


def test_who_strikes_a_place_does_not_hold_it():
    assert holder(struck(attacker=ORDER), around(ORDER)) is None
    assert holder(struck(attacker="Orvania"), around(LEAGUE)) is None, "an ally"
    assert holder(struck(victim=LEAGUE, attacker="Night Order"), around(HILL)) == LEAGUE, "an enemy is struck there"
    assert holder(struck(attacker=""), around(ORDER)) == ORDER


def test_another_province_or_country_says_nothing():
    assert holder(struck(), around(ORDER, admin1="02")) is None
    assert holder(struck(), around(ORDER, country="YY")) is None
    assert holder(struck(admin1=""), around(ORDER)) is None


def test_two_enemies_in_one_region_say_nothing_and_the_smaller_region_says_more():
    assert holder(struck(attacker=""), around(ORDER), around(HILL)) is None
    assert holder(struck(attacker=""), around(HILL), marsh(ORDER)) == ORDER
    assert holder(struck(attacker=""), around(ORDER), marsh(HILL, lon=21.0)) == ORDER, "the marsh lies elsewhere"


def test_an_enclave_reaches_fifteen_kilometres():
    assert holder(struck(), marsh(ORDER, lat=10.12)) == ORDER
    assert holder(struck(), marsh(ORDER, lat=10.15)) is None
    assert holder(struck(), marsh(ORDER, lat=None, lon=None)) is None


def test_what_only_a_pack_has_bears_the_province_of_the_larger_place_near():
    mill = {
        "place_id": "lake:mill",
        "place": "Sarnab",
        "place_text": "the mill",
        "place_relation": "near",
        "admin1": "02",
    }

    def held(place_id):
        told = [struck(**(mill | {"place_id": place_id})), marsh(ORDER)]
        return control_at(place_id, told, "2031-05-04", parties=WAR).controller

    assert held("lake:mill") == ORDER
    assert held("name:XX:mill") is None, "whose point is the larger place's"
    assert holder(struck(admin1="02"), marsh(ORDER)) is None


@pytest.mark.parametrize(
    ("words", "part", "told"),
    [
        ("Reeds province is almost entirely controlled by the Order", None, True),
        ("the Order controls most of Reeds province", "most of Reeds province", True),
        ("the Order holds a third of Reeds province", "a third of Reeds province", False),
        ("the Order's areas in the south of Reeds province", None, False),
        ("the Order holds the hills of Reeds province", "hills", False),
        ("Reeds province is held by the Order outside its capital, Sarnab", None, False),
        ("Reeds province was the Order's last stronghold until it was taken over", None, False),
    ],
)
def test_most_of_a_region_must_be_held(words, part, told):
    assert (holder(struck(), around(ORDER, words, part=part)) == ORDER) is told


def test_the_province_of_a_name_is_a_province():
    assert holder(struck(), around(ORDER, "the Order-held province of Reeds", name="Reeds")) == ORDER
    assert holder(struck(), around(ORDER, "the Order-held Reeds", name="Reeds")) is None


def test_it_is_silent_where_better_is_told_within_a_year():
    held = claim("control", "2030-10-04", actor1=HILL, source="Peace Watch", doc="b", **AT)
    assert holder(struck(), around(ORDER), held) == HILL
    long_ago = claim("control", "2028-10-04", actor1=HILL, source="Peace Watch", doc="b", **AT)
    strike = struck()
    assert strike.id not in told_by(strike, around(ORDER), held)
    assert strike.id in told_by(strike, around(ORDER), long_ago)


def test_however_many_tell_of_it_it_is_one_inference():
    one = control_at(SARNAB, [struck(), around(ORDER)], "2031-05-04", parties=WAR)
    many = [struck(doc=doc) for doc in "aabc"] + [around(ORDER, doc=doc) for doc in "aabc"]
    assert control_at(SARNAB, many, "2031-05-04", parties=WAR).probability == pytest.approx(one.probability)


def test_a_road_with_an_entry_of_its_own_has_an_answer_and_moves_no_town():
    fields = {"place_id": "mark:ring-road", "place_text": "Ring Road", "place_relation": "road", "geonameid": 101,
              "actor1": LEAGUE, "source": "Peace Watch", "quote": "took the Ring Road"}  # fmt: skip
    taken = claim("territory_taken", "2031-05-04", **fields)
    assert control_at("mark:ring-road", [taken], "2031-05-10", parties=WAR).controller == LEAGUE
    assert control_at("gn:101", [taken], "2031-05-10", parties=WAR).controller is None
    towards = claim("territory_taken", "2031-05-04", **(fields | {"place_id": "gn:101/road", "place_text": "Sarnab"}))
    assert control_at("gn:101/road", [towards], "2031-05-10", parties=WAR).controller is None
