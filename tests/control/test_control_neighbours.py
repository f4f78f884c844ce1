"""Of the attackers' enemies who holds what lies nearest holds an attacked place of which no more is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from war_samples import WAR, claim

from marsad.control import control_all, control_at
from marsad.control.neighbours import NEAR_KM, Neighbourhood, reach_of
from marsad.resolve.places.candidates import distance_km

SARNAB, HARUN = "gn:101", "gn:103"
LEAGUE, ORDER, HILL = "Lake League", "Night Order", "Hill Council"
DAY = "2031-05-04"


def attack(claim_type="air_strike", day=DAY, *, attacker=LEAGUE, victim="civilians", **more):
    """Something that is done to Sarnab."""
    return claim(claim_type, day, actor1=attacker, actor2=victim, **{"lat": 10.0, "lon": 20.0, "country": "XX", **more})


def told(claim_type="control", day=DAY, *, holder=ORDER, km=8.0, name="Harun", doc="d2", **more):
    """Who holds a town so many kilometres north of Sarnab."""
    where = {"place": name, "place_id": f"gn:{name}", "geonameid": None, "lat": 10.0 + km / 111.2, "lon": 20.0}
    return claim(claim_type, day, actor1=holder, doc=doc, country="XX", **{**where, **more})


def holder(*claims, at=DAY):
    return control_at(SARNAB, list(claims), at, parties=WAR).controller


def test_a_place_that_was_attacked_is_its_neighbours():
    strike, near = attack(), told()
    answer = control_at(SARNAB, [strike, near], DAY, parties=WAR)
    assert (answer.controller, answer.status) == (ORDER, "held")
    assert {(it.id, it.supports) for it in answer.claims} == {(strike.id, ORDER), (near.id, ORDER)}
    assert answer in control_all([near, strike], DAY, parties=WAR)


def test_who_is_near_alone_holds_nothing_else():
    assert holder(told()) is None


@pytest.mark.parametrize(
    "near",
    [
        told(km=40),
        told(holder=LEAGUE),
        told(day="2030-01-04"),
        told(polarity="negative"),
        told(place_relation="region", place_id="region:XX:reeds"),
        told("shelling"),
    ],
    ids=["far", "the attackers' own", "another time", "denied", "a region", "told of an attack"],
)
def test_what_tells_nothing_of_a_neighbour(near):
    assert holder(attack(), near) is None


def test_a_siege_and_a_capture_tell_who_is_near():
    assert holder(attack(), told("territory_taken")) == ORDER
    assert holder(attack(), told("besieged", holder=LEAGUE, actor2=ORDER)) == ORDER


def test_the_nearest_counts_most():
    hill = told(holder=HILL, km=18, name="Birch")
    assert holder(attack(attacker="Red Column"), told(km=2), hill) in (ORDER, None)
    both = control_at(SARNAB, [attack(), told(km=2), hill], DAY, parties=WAR)
    alone = control_at(SARNAB, [attack(), told(km=2)], DAY, parties=WAR)
    assert alone.probability >= both.probability


def test_where_the_place_itself_is_told_of_its_neighbours_are_not_asked():
    held = claim("control", "2031-02-01", actor1=HILL, country="XX")
    assert holder(attack(), told(), held) == HILL
    named = attack(victim=HILL)
    assert holder(named, told()) != ORDER, "the words name whom they bombed"


@pytest.mark.parametrize("what", ["contested", "territory_taken", "besieged"])
def test_what_names_no_party_tells_not_whose_the_place_is(what):
    frontline = claim(what, actor1="civilians", confidence=0.5, country="XX")
    assert holder(attack(), told(), frontline) == ORDER
    fighters = claim("control", actor1="unidentified armed group", country="XX")
    assert holder(attack(attacker=ORDER, **ADAR), fighters) is None, "some fighters have it, whoever they are"


def test_only_a_region_told_of_with_some_weight_silences_the_neighbours():
    marsh = {"place": "Great Marsh", "place_id": "region:XX:marsh", "place_relation": "region", "geonameid": None}
    later = attack(day="2031-06-04", doc="d3")
    region = told(day="2031-06-04", doc="d3", holder=HILL, km=1.0, **marsh, quote="Hill Council-held Great Marsh")
    assert holder(attack(), told(), later, region) == HILL
    assert holder(attack(), told(), later, replace(region, confidence=0.4)) == ORDER


def test_a_siege_without_a_name_is_an_attack():
    siege = attack("besieged", victim="")
    answer = control_at(SARNAB, [siege, told()], DAY, parties=WAR)
    assert (answer.controller, answer.status, answer.besieged_by) == (ORDER, "besieged", (LEAGUE,))


ADAR = {"source": "Colonel Adar", "origin": "Colonel Adar", "source_kind": "party"}
"""A colonel of the Lake League speaks."""


def test_attackers_without_a_name_are_enemies_of_who_tells_of_them():
    raided = attack("chemical_attack", attacker="unidentified armed group", **ADAR)
    assert holder(raided, told(holder=LEAGUE)) == LEAGUE
    assert holder(raided, told(holder=ORDER)) is None
    assert holder(attack("shelling", attacker="unidentified armed group"), told(holder=LEAGUE)) is None, "nobody's word"


def test_of_shelling_a_party_tells_where_it_is_hit():
    for attacker in ("unidentified armed group", ORDER):
        for deed in ("shelling", "suicide_bombing"):
            assert holder(attack(deed, attacker=attacker, **ADAR)) == LEAGUE
    assert holder(attack("shelling", attacker=ORDER)) is None, "nobody's word"
    assert holder(attack("shelling", attacker=LEAGUE, **ADAR)) is None, "its own deed"
    assert holder(attack(attacker=ORDER, **ADAR)) is None, "of air raids on others it tells, too"


GOVERNED = replace(WAR, governments={"XX": LEAGUE})
"""The Lake League is the state of the country."""


def test_nobodys_word_of_shelling_is_taken_as_told_of_the_country_own_state():
    def of(*claims):
        return control_at(SARNAB, list(claims), DAY, parties=GOVERNED).controller

    for attacker in ("unidentified armed group", ORDER):
        assert of(attack("shelling", attacker=attacker)) == LEAGUE
    assert of(attack("shelling", attacker=LEAGUE)) is None, "its own fire"
    ally = {"source": "Orvanian defence ministry", "origin": "Orvanian defence ministry", "source_kind": "official"}
    assert of(attack("shelling", attacker=ORDER, **ally)) == LEAGUE, "an ally abroad tells of it"
    claimed = {"source": ORDER, "origin": ORDER, "source_kind": "party"}
    assert of(attack("suicide_bombing", attacker=ORDER, **claimed)) is None, "who did it may have hit others"


def test_of_a_blast_that_nobody_is_blamed_for_a_party_tells_where_it_is_hit():
    assert holder(attack("explosion", attacker="", **ADAR)) == LEAGUE
    assert holder(attack("explosion", attacker="")) is None, "nobody's word"
    assert holder(attack("explosion", attacker=ORDER, **ADAR)) is None, "it may be a raid on its enemies"


def test_what_a_party_tells_of_its_enemys_deeds_is_less_than_who_holds_the_place():
    shelled = attack("shelling", attacker=ORDER, **ADAR)
    assert holder(shelled, told(holder=HILL, name="Sarnab", km=0, place_id=SARNAB, geonameid=101)) == HILL


def test_a_stranger_among_the_attackers_is_no_matter_and_an_ally_is():
    """The Far Republic fights nobody here; the League's own towns are not asked."""
    assert holder(attack(attacker=f"{LEAGUE} + Far Republic"), told()) == ORDER
    assert holder(attack(attacker=f"{LEAGUE} + {ORDER}"), told()) is None


def test_only_states_bomb_from_the_air():
    strike = attack(attacker="")
    wings = replace(WAR, states=frozenset({LEAGUE}))
    assert control_at(SARNAB, [strike, told()], DAY, parties=wings).controller == ORDER
    assert control_at(SARNAB, [strike, told(holder=LEAGUE)], DAY, parties=wings).controller is None
    assert holder(attack("shelling", attacker=""), told()) is None, "anybody may shell"


points = st.tuples(st.floats(-80, 80), st.floats(-170, 170), st.floats(-0.4, 0.4), st.floats(-0.4, 0.4))


@given(points)
def test_what_lies_near_is_found(point):
    lat, lon, north, east = point
    strike = attack(lat=lat, lon=lon)
    other = told(lat=lat + north, lon=lon + east)
    near = distance_km(strike, other) <= NEAR_KM
    assert [it.id for _, it in Neighbourhood([other]).around(strike)] == ([other.id] if near else [])
    south, north, west, east = reach_of([strike])
    assert not near or (south <= other.lat <= north and west <= other.lon <= east)


def test_a_place_that_no_gazetteer_has_is_its_that_tells_of_its_shelling():
    unknown = {"lat": None, "lon": None, "place_id": "name:XX:orsa", "geonameid": None}
    claims = [attack("shelling", attacker=ORDER, **ADAR | unknown)]
    assert control_at("name:XX:orsa", claims, DAY, parties=WAR).controller == LEAGUE


def test_whose_nameless_fighters_are_hunted_in_a_place_holds_it():
    hunt = {"victim": "unidentified armed group", "made_by": "frame:hit-forces", "place_text": "Sarnab"}
    words = "League troops targeted gatherings of fighters in Sarnab."
    assert holder(attack("armed_clash", quote=words, **hunt), told()) == ORDER
    assert holder(attack("armed_clash", quote="They killed ten of them on the way.", **hunt), told()) is None
