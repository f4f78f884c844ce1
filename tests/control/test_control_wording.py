"""Cautions before a claim moves its place: words that tell of something else, or of another time."""

from __future__ import annotations

import pytest
from war_samples import WAR, claim

from marsad.control import control_at
from marsad.control.effects import core_effects

SARNAB = "gn:101"
LEAGUE, ORDER = "Lake League", "Night Order"
TAKEN = "In March 2031 the League seized Order-held Sarnab."


def ask(claims, at):
    return control_at(SARNAB, claims, at, parties=WAR)


def told(type_, day, quote, *, actor1=ORDER, **more):
    """A claim about Sarnab in these words, read with middling certainty."""
    return claim(type_, day, actor1=actor1, quote=quote, place_text="Sarnab", confidence=0.8, **more)


@pytest.mark.parametrize(
    "quote",
    [
        "an Order stronghold near the capital Sarnab",
        "Order fighters holding the enclave on Sarnab's eastern outskirts",
        "a village held by the Order north-west of Sarnab",
    ],
)
def test_a_place_that_only_says_where_something_else_is_does_not_move(quote):
    assert ask([told("control", "2031-05-04", quote)], "2031-05-04").status == "unknown"


def test_who_held_a_town_when_it_was_taken_does_not_hold_it_when_that_is_told():
    """Told years later: "the League seized Order-held Sarnab in March 2031"."""
    took = told("territory_taken", "2031-03-01", TAKEN, actor1=LEAGUE, actor2=ORDER, published="2034-05-04")
    held = told(
        "control", "2034-05-04", "Order-held Sarnab", published="2034-05-04", start=took.start + 30, end=took.start + 47
    )
    assert ask([took, held], "2031-02-20").controller == ORDER
    assert ask([took, held], "2031-03-10").controller == LEAGUE
    assert ask([took, held], "2034-05-04").controller != ORDER


def test_a_holding_that_had_ended_says_nothing_of_the_day_when_it_is_told():
    quote = "Sarnab was part of the last Order enclave until it was taken over by the army"
    assert ask([told("control", "2031-05-04", quote)], "2031-05-04").status == "unknown"


def test_how_long_somebody_had_seized_a_town_is_told_after_he_lost_it():
    took = told("territory_taken", "2031-05-04", "The League regained control of Sarnab.", actor1=LEAGUE, actor2=ORDER)
    spell = told("territory_taken", "2031-05-04", "during the Order's three-week seizure of Sarnab", actor2=LEAGUE)
    assert ask([took, spell], "2031-05-05").controller == LEAGUE
    assert ask([took, spell], "2031-05-02").controller == ORDER


def test_words_that_do_not_say_where_weigh_less():
    named, carried = (
        told("territory_taken", "2031-05-04", f"The Order seized {what}.") for what in ("Sarnab", "several villages")
    )
    anaphor = told("territory_taken", "2031-05-04", "The Order seized the town.")
    weights = [core_effects().read_right(c) for c in (named, anaphor, carried)]
    assert weights[0] == weights[1] > 1.5 * weights[2]


QUARTER = {"place_id": "lake:mill-quarter", "place_relation": "part_of", "place_text": "Mill Quarter"}
"""A quarter of Sarnab with an id of its own."""


def of_quarter(claims, at):
    return control_at("lake:mill-quarter", claims, at, parties=WAR)


def test_who_takes_a_town_takes_its_quarters_from_then_on():
    held = claim("control", "2031-02-01", actor1=ORDER, quote="the Order-held Mill Quarter", **QUARTER)
    took = claim("territory_taken", "2031-05-04", actor1=LEAGUE, actor2=ORDER, source="Peace Watch",
                 quote="The League has taken all of Sarnab.")  # fmt: skip
    assert of_quarter([held], "2031-05-10").controller == ORDER
    assert of_quarter([held, took], "2031-05-10").controller == LEAGUE
    before, alone = (of_quarter(claims, "2031-05-03") for claims in ([held, took], [held]))
    assert before.controller == ORDER
    assert before.probability == pytest.approx(alone.probability, abs=0.1)
    later = claim("control", "2031-05-20", actor1=ORDER, quote="the Order-held Mill Quarter", doc="b", **QUARTER)
    assert of_quarter([held, took, later], "2031-05-20").controller == ORDER


def test_what_names_the_quarter_is_about_the_quarter_alone():
    held = claim("control", "2031-02-01", actor1=ORDER, quote="the Order-held Mill Quarter", **QUARTER)
    quote = "The League has taken Sarnab, leaving only the Mill Quarter in the Order's hands."
    took = told("territory_taken", "2031-05-04", quote, actor1=LEAGUE, actor2=ORDER)
    assert of_quarter([held, took], "2031-05-10").controller == ORDER


def test_part_of_a_town_taken_says_nothing_of_its_other_quarters():
    held = claim("control", "2031-02-01", actor1=ORDER, quote="the Order-held Mill Quarter", **QUARTER)
    took = told("territory_taken", "2031-05-04", "The League seized districts of Sarnab.", actor1=LEAGUE,
                part="western districts")  # fmt: skip
    assert of_quarter([held, took], "2031-05-10").controller == ORDER


def test_villages_around_a_town_are_not_the_town():
    held = claim("control", "2031-05-01", actor1=ORDER, doc="b")
    took = told("territory_taken", "2031-05-04", "League gains were made in Sarnab where it seized 14 villages",
                actor1=LEAGUE, actor2=ORDER, source="Peace Watch")  # fmt: skip
    assert ask([held, took], "2031-05-05").candidates == ask([held], "2031-05-05").candidates


@pytest.mark.parametrize(
    ("type_", "quote"),
    [
        ("control", "Sarnab, which lies in the north of Qanat province, is held by the Order."),
        ("territory_taken", "The Order seized control of the areas of Sarnab and Tel Wadim."),
        ("territory_taken", "The Order retook the villages of Tel Wadim and Sarnab."),
    ],
)
def test_words_for_where_it_lies_or_what_it_is_are_no_part_of_a_place(type_, quote):
    answer = ask([told(type_, "2031-05-04", quote)], "2031-05-05")
    assert answer.controller == ORDER


def test_words_for_a_part_of_the_place_still_are():
    whole, part = (
        ask([told("control", "2031-05-04", f"The Order holds {what}.")], "2031-05-05").candidates[0].probability
        for what in ("Sarnab", "areas of Sarnab and Harun")
    )
    assert part < whole - 0.3


@pytest.mark.parametrize("part", ["village", "Order-held village", "Order-held villages"])
def test_what_a_village_is_called_is_no_part_of_it(part):
    village = {"place_id": "lake:reed-mill", "place_relation": "near", "place_text": "Reed Mill"}
    held = claim("control", actor1=ORDER, quote=f"the {part} and Reed Mill", part=part, **village)
    assert control_at("lake:reed-mill", [held], "2031-05-04", parties=WAR).controller == ORDER


@pytest.mark.parametrize("part", ["Order airfield", "Harun military airport", "air base"])
def test_an_airfield_is_no_part_of_the_air_base_that_it_is(part):
    base = {"place_id": "lake:reed-base", "place_relation": "near", "place_text": "Reed Base"}
    strike = claim("air_strike", actor1=LEAGUE, actor2=ORDER, quote=f"bombed the {part} near Harun", part=part, **base)
    assert control_at("lake:reed-base", [strike], "2031-05-04", parties=WAR).controller == ORDER


def test_a_quarter_in_a_divided_city_is_not_divided():
    held = claim("control", "2031-05-04", actor1=ORDER, quote="the Order-held Mill Quarter",
                 part="Order-held Mill Quarter district of the divided city", **QUARTER)  # fmt: skip
    divided = claim("contested", "2031-05-04", actor1=ORDER, quote="divided", **QUARTER)
    assert of_quarter([held, divided], "2031-05-04").controller == ORDER


def test_the_field_that_was_taken_is_the_place_where_it_is_one():
    field = {"place_id": "lake:salt-gas-field", "place_relation": "near", "place_text": "Salt"}
    took = claim("territory_taken", actor1=ORDER, quote="The Order captured a gas field, the Salt field.", **field)
    assert control_at("lake:salt-gas-field", [took], "2031-05-05", parties=WAR).controller == ORDER


def test_a_party_s_word_that_others_confirm_is_not_its_alone():
    alone, confirmed = (
        told("territory_taken", "2031-05-04", quote, actor1=LEAGUE, source="Colonel Adar")
        for quote in ("Colonel Adar announced the capture of Sarnab.",
                      "The capture of Sarnab was announced by Colonel Adar and confirmed by the United Nations.")
    )  # fmt: skip
    assert core_effects().trust(confirmed, WAR) > 1.5 * core_effects().trust(alone, WAR)


def test_parts_of_the_city_are_no_part_of_a_quarter_that_another_sentence_names():
    words = (
        "The League seized an Order-held neighbourhood in Sarnab, tightening its siege of Order-held parts of the city"
    )
    fields = {"place_text": "Mill", "place_id": "sarnab:mill", "place_relation": "part_of", "geonameid": 101}
    taken = claim(
        "territory_taken", "2031-05-04", actor1=LEAGUE, actor2=ORDER, source="Peace Watch", quote=words, **fields
    )
    assert control_at("sarnab:mill", [taken], "2031-05-05", parties=WAR).controller == LEAGUE


def test_who_breaks_a_siege_relieves_his_own_side():
    relief = told(
        "offensive", "2031-05-04", "The League broke the year-long siege of Sarnab.", actor1=LEAGUE, actor2=ORDER
    )
    assert ask([relief], "2031-05-05").controller == LEAGUE


def test_who_is_driven_out_of_a_divided_town_held_a_part_of_it():
    shared = claim("contested", "2031-04-20", actor1=LEAGUE, actor2=ORDER, source="Peace Watch",
                   quote="The town is divided between the League and the Order.")  # fmt: skip
    out = told("territory_taken", "2031-05-04", "The League drove the Order from Sarnab.", actor1=LEAGUE, actor2=ORDER,
               made_by="frame:drive-out")  # fmt: skip
    assert ask([shared, out], "2031-04-22").controller == "divided"
    assert ask([shared, out], "2031-05-05").controller == LEAGUE


@pytest.mark.parametrize("dash", [" - ", ": "])
def test_villages_that_are_listed_by_name_were_taken_themselves(dash):
    words = f"The League captured three villages south of Harun from the Order{dash}Sarnab, Tirhan and Qanat"
    took = told("territory_taken", "2031-05-04", words, actor1=LEAGUE, actor2=ORDER)
    assert ask([took], "2031-05-05").controller == LEAGUE
