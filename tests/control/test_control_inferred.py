"""What is told together of who holds a place: targets, quarters that one side bombs, sieges of a town, departures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from war_samples import WAR, claim

from marsad.control import control_at

SARNAB, MILL, WEST = "gn:101", "sarnab:mill", "gn:101/west"
LEAGUE, ORDER, HILL = "Lake League", "Night Order", "Hill Council"


def ask(claims, at, place=SARNAB):
    return control_at(place, claims, at, parties=WAR)


def in_mill(claim_type, day="2031-05-04", **more):
    """A claim of the Mill quarter of Sarnab."""
    return claim(claim_type, day, place_text="Mill", place_id=MILL, place_relation="part_of", geonameid=101, **more)


def held_part(actor, side="west", day="2031-05-01", **more):
    return claim("control", day, actor1=actor, part=f"{side}ern districts", place_id=f"gn:101/{side}",
                 place_relation="part_of", quote=f"{actor}-held {side}ern districts of Sarnab", **more)  # fmt: skip


def test_a_party_that_is_bombed_in_a_place_mostly_holds_it():
    strike = claim("air_strike", actor1=LEAGUE, actor2=ORDER, source="Peace Watch")
    assert ask([strike], "2031-05-04").controller == ORDER
    assert ask([claim("air_strike", actor1=LEAGUE, actor2="civilians")], "2031-05-04").controller is None


@pytest.mark.parametrize(
    ("part", "holder"), [("positions of the Order", None), ("Orders positions", ORDER), ("market", None)]
)
def test_whose_positions_are_bombed_in_a_place_holds_it(part, holder):
    told = {"part": part, "quote": f"hit {part} in Sarnab", "place_relation": "part_of"}
    strike = claim("air_strike", actor1=LEAGUE, actor2=ORDER, source="Peace Watch", **told)
    assert ask([strike], "2031-05-04").controller == holder


def test_attacks_are_silent_where_better_is_told():
    held = claim("control", "2031-03-01", actor1=LEAGUE, source="Peace Watch")
    strike = claim("air_strike", actor1=LEAGUE, actor2=ORDER, source="Peace Watch")
    assert ask([held, strike], "2031-05-04") == ask([held, strike], "2031-05-04")
    assert ask([held, strike], "2031-05-04").controller == LEAGUE
    assert not any(c.id == strike.id for c in ask([held, strike], "2031-05-04").claims)


def test_who_bombs_a_quarter_leaves_it_to_the_other_side_of_a_divided_town():
    strike = in_mill("air_strike", actor1=LEAGUE, actor2="civilians", source="Peace Watch")
    told = [strike, held_part(ORDER), held_part(LEAGUE, "east")]
    answer = ask(told, "2031-05-04", MILL)
    assert answer.controller == ORDER
    assert [c.id for c in answer.claims] == [strike.id]
    assert ask([strike], "2031-05-04", MILL).controller is None, "nothing is told of the town"
    both = [*told, held_part(HILL, "north")]
    assert ask(both, "2031-05-04", MILL).probability < answer.probability, "two others hold parts of it"


def test_who_besieges_a_quarter_leaves_it_to_the_other_side_where_nobody_is_said_to_be_besieged():
    siege = in_mill(
        "besieged", actor1=LEAGUE, actor2="civilians", source="Peace Watch", quote="the besieged Mill quarter"
    )
    answer = ask([siege, held_part(ORDER)], "2031-05-04", MILL)
    assert (answer.controller, answer.status) == (ORDER, "besieged")
    assert ask([siege], "2031-05-04", MILL).controller is None, "nothing is told of the town"


def test_what_is_told_of_one_attack_by_many_is_one_inference():
    one = [in_mill("shelling", actor1=LEAGUE, source="Peace Watch"), held_part(ORDER)]
    many = [*one, in_mill("shelling", actor1=LEAGUE, source="a resident", doc="b")]
    assert ask(many, "2031-05-04", MILL).probability == pytest.approx(ask(one, "2031-05-04", MILL).probability)


def test_a_siege_of_the_towns_west_is_one_of_its_holders_quarters():
    siege = claim("besieged", "2031-05-04", actor1=LEAGUE, actor2=ORDER, place_id=WEST, place_relation="part_of",
                  part="western districts", source="Peace Watch", quote="the besieged west of Sarnab")  # fmt: skip
    mill = in_mill("control", actor1=ORDER, source="Peace Watch", quote="the Order-held Mill quarter")
    answer = ask([siege, mill], "2031-05-04", MILL)
    assert (answer.controller, answer.status, answer.besieged_by) == (ORDER, "besieged", (LEAGUE,))
    own = in_mill("control", actor1=LEAGUE, source="Peace Watch", quote="the League-held Mill quarter")
    assert ask([siege, own], "2031-05-04", MILL).status == "held"


def test_who_leaves_a_besieged_place_leaves_it_to_the_besieger():
    siege = claim("besieged", ("2031-01-01", "2031-05-01"), actor1=LEAGUE, actor2=ORDER, source="Peace Watch")
    leave = claim("withdrawal", "2031-05-04", actor1=ORDER, source="Peace Watch")
    assert ask([siege, leave], "2031-05-03").controller == ORDER
    assert ask([siege, leave], "2031-05-20").controller == LEAGUE
    assert ask([leave], "2031-05-20").controller is None


def test_a_side_of_a_town_is_held_by_who_holds_its_districts():
    assert ask([held_part(ORDER, source="Peace Watch")], "2031-05-01", WEST).controller == ORDER


def test_a_district_has_an_answer_of_its_own_and_moves_no_town():
    held = claim("control", actor1=ORDER, place_id="region:XX:reeds", place_relation="region", place_text="Reeds",
                 source="Peace Watch", quote="the Order-held Reeds district")  # fmt: skip
    assert ask([held], "2031-05-04", "region:XX:reeds").controller == ORDER
    assert ask([held], "2031-05-04").controller is None


def test_two_sides_that_fight_where_nobody_is_told_to_hold():
    clash = claim("armed_clash", actor1=LEAGUE, actor2=ORDER, source="Peace Watch")
    answer = ask([clash], "2031-05-04")
    assert (answer.controller, answer.status) == (None, "contested")
    assert ask([clash], "2031-06-04").status == "unknown"


def test_who_executes_people_in_a_place_holds_it():
    killed = claim("attack_on_civilians", actor1=ORDER, source="Peace Watch", quote="the Order executed two in Sarnab")
    assert ask([killed], "2031-05-04").controller == ORDER
    shot = claim("attack_on_civilians", actor1=ORDER, source="Peace Watch", quote="the Order shot two men in Sarnab")
    assert ask([shot], "2031-05-04").controller is None


def test_a_hill_by_a_town_is_no_part_of_it():
    hill = claim("territory_taken", actor1=ORDER, place_id="gn:101/mill-hill", place_relation="part_of",
                 part="Mill hill", source="Peace Watch", quote="the Order seized Mill hill of Sarnab")  # fmt: skip
    assert ask([hill], "2031-05-04").status == "unknown"


def test_a_capital_is_mostly_its_own_states():
    """Of Sarnab is told that Orvania sweeps it, and now and then of its enemies."""
    swept = claim("clearance", "2031-05-01", actor1="Orvania", country="OV")
    stormed = claim("offensive", "2031-09-01", actor1="Orvania", actor2=ORDER, country="OV")
    state = replace(WAR, governments={"OV": "Orvania"}, capitals={"OV": "Sarnab"})
    assert control_at(SARNAB, [swept, stormed], "2034-08-01", parties=state).controller == "Orvania"
    assert control_at(SARNAB, [swept, stormed], "2034-08-01", parties=WAR).controller is None
    lost = claim("territory_taken", "2031-10-01", actor1=ORDER, actor2="Orvania", source="Peace Watch", country="OV")
    assert control_at(SARNAB, [swept, lost], "2031-10-02", parties=state).controller == ORDER


def test_two_sides_of_a_town_divide_it():
    def side(actor, part):
        return claim("control", actor1=actor, part=part, place_relation="part_of", quote=f"{actor} holds the {part}")

    both = [side(ORDER, "north of the town"), side(LEAGUE, "south of the town")]
    assert ask(both, "2031-05-04").controller == "divided"
    assert ask([side(ORDER, "area")], "2031-05-04").controller is None, "anywhere in it"


def test_who_takes_the_rest_of_a_town_held_a_part_of_it():
    rest = claim("territory_taken", actor1=LEAGUE, actor2=ORDER, quote="the Lake League took the rest of Sarnab")
    whole = claim("territory_taken", actor1=LEAGUE, actor2=ORDER, quote="the Lake League took Sarnab")
    divided = {
        name: next(c.probability for c in ask([told], "2031-05-03").candidates if c.controller == "divided")
        for name, told in (("rest", rest), ("whole", whole))
    }
    assert divided["rest"] > divided["whole"]
    assert ask([rest], "2031-05-05").controller == LEAGUE


def test_who_is_attacked_in_his_base_has_the_place():
    told = {"actor1": LEAGUE, "actor2": ORDER, "made_by": "frame:attack-on-forces", "place_relation": "part_of"}
    raid = claim("armed_clash", part="army base", quote="raided an Order base in Sarnab", **told)
    assert ask([raid], "2031-05-04").candidates[0].controller == ORDER
    road = claim("armed_clash", part="road", quote="raided Order troops on a road by Sarnab", **told)
    assert ORDER not in {c.controller for c in ask([road], "2031-05-04").candidates}
