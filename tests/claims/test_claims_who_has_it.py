"""Ways of saying who has a place that taggers and parsers miss, or that stand in other words than "holds"."""

from __future__ import annotations

import pytest


def told(claims, kind):
    return [(c.actor1, c.place_text.removesuffix(" province")) for c in claims if c.type == kind]


@pytest.mark.parametrize(
    "text",
    [
        "Azawad Front fighters control Kidal.",
        "Kidal province is a major stronghold for the Azawad Front.",
    ],
)
def test_who_holds(claims_of, text):
    assert ("Azawad Front", "Kidal") in told(claims_of(text), "control")


@pytest.mark.parametrize(
    "text",
    [
        "Only a handful of districts in the heart of Kidal remain in rebel control.",
        "The jets hit Kidal where rebels have held out since May.",
    ],
)
def test_rebels_hold(claims_of, text):
    ((holder, place),) = told(claims_of(text), "control")
    assert holder
    assert place == "Kidal"


@pytest.mark.parametrize(
    "text",
    [
        "An officer said control was reestablished over Kidal by the Azawad Front.",
        "The Azawad Front managed to completely wrest control over Kidal.",
    ],
)
def test_who_took(claims_of, text):
    assert ("Azawad Front", "Kidal") in told(claims_of(text), "territory_taken")


def test_those_who_fight_beside_somebody_hold_with_him(claims_of):
    (held,) = told(claims_of("The Azawad Front and other rebels hold Kidal."), "control")
    assert "Azawad Front" in held[0]


def test_what_is_raided_is_not_the_raiders(claims_of):
    text = "Troops killed many fighters of the Azawad Front in operations against their strongholds in Kidal."
    assert told(claims_of(text), "control") == [("Azawad Front", "Kidal")]


def test_the_old_city_is_a_part_of_the_town_that_is_told_of(claims_of):
    claims = claims_of("The army shelled Timbuktu in Mali on Friday. On Monday the Azawad Front captured the Old City.")
    (taken,) = [c for c in claims if c.type == "territory_taken"]
    assert (taken.place_relation, taken.place) == ("part_of", "Timbuktu")


def test_the_city_is_no_country(claims_of):
    text = (
        "Shells fell on Gao. It has seen some of Malis worst violence. Most of the city is under Azawad Front control."
    )
    assert [place for _, place in told(claims_of(text), "control")] == ["Gao"]


def test_a_town_of_the_lead_gets_the_name_that_is_given_later(claims_of):
    text = (
        "An air raid has hit a village held by the Azawad Front in northern Mali. A monitor gave no toll. It was "
        "unclear who had carried out the strike. The army denied any role. Aid bodies were worried. Two were hurt "
        "badly. The strike hit the village of Anefis."
    )
    assert [place for _, place in told(claims_of(text), "control")] == ["Anefis"]


def test_who_has_a_thing_in_a_town_has_not_the_town(claims_of):
    (held,) = [c for c in claims_of("The Azawad Front controls the hospital in Gao.") if c.type == "control"]
    assert (held.place_relation, held.part) == ("part_of", "hospital")


def test_a_town_before_state_media_is_a_town(claims_of):
    text = "A car bomb wounded nine in a rebel-controlled district in the city of Gao state television said."
    assert [place for _, place in told(claims_of(text), "control")] == ["Gao"]


@pytest.mark.parametrize(
    "text",
    [
        "The army launched an operation aimed at seizing Kidal and driving the Azawad Front out of Gao.",
        "The army has been attacking villages aimed at weakening the rebels and regaining control of Kidal.",
        "The Azawad Front was on the verge of taking Kidal.",
        "The Azawad Front edged towards retaking Kidal.",
        "The capture of Kidal by the Azawad Front would be a blow.",
        "The operation aimed at the liberation of Kidal from the Azawad Front was launched by the army in May.",
        "France backs the battle for the liberation of Kidal.",
        "Army units are advancing in an operation on liberating Kidal from the rebels.",
        "Taking Kidal is part of the army's plan.",
        "Taking Kidal would cut the rebels off from the desert.",
        "France is determined to push ahead with the offensive in the north and capture Kidal from the rebels.",
    ],
)
def test_what_is_aimed_at_or_near_is_not_taken(claims_of, text):
    assert not told(claims_of(text), "territory_taken")


def test_the_province_after_a_towns_name_is_not_the_town(claims_of):
    (held,) = [
        c for c in claims_of("Fighting raged in Gao. The province is under rebel control.") if c.type == "control"
    ]
    assert held.place_relation == "region"


def test_who_repelled_an_offensive_did_not_launch_it(claims_of):
    claims = claims_of("The Azawad Front offensive on Kidal was repelled by the army.")
    doers = {c.type: c.actor1 for c in claims}
    assert doers["offensive"] == "Azawad Front"
    assert "government forces" in doers["armed_clash"]


def test_a_suburb_of_a_town_is_one_of_several(claims_of):
    (held,) = [c for c in claims_of("Rockets hit homes in a rebel-held suburb of Gao.") if c.type == "control"]
    assert (held.place, held.place_relation, held.part) == ("Gao", "part_of", "a rebel-held suburb of Gao")


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The Azawad Front controls the north and east of Gao.", "part_of"),
        ("The army captured the east of Gao.", "part_of"),
        ("The army captured a village to the east of Gao.", "near"),
        ("The army captured a village east of Gao.", "near"),
    ],
)
def test_a_side_of_a_town_is_a_part_of_it(claims_of, text, relation):
    assert {c.place_relation for c in claims_of(text) if c.type in ("control", "territory_taken")} == {relation}


@pytest.mark.parametrize("share", ["about half", "around half", "about two thirds"])
def test_who_controls_about_half_of_a_town(claims_of, share):
    (claim,) = [c for c in claims_of(f"The Azawad Front now controls {share} of Gao.") if c.type == "control"]
    assert (claim.actor1, claim.place) == ("Azawad Front", "Gao")


def test_what_follows_a_capture_is_no_aim_of_it(claims_of):
    text = "The army fought for the liberation of Kidal for months and took the city on Monday."
    assert [place for _, place in told(claims_of(text), "territory_taken")] == ["Kidal"]


def test_nobody_raids_his_own_strongholds(claims_of):
    text = "The army killed 18 Islamic State commanders in air raids on their strongholds in Kidal."
    assert ("Islamic State", "Kidal") in told(claims_of(text), "control")


def test_the_territory_that_somebody_holds_is_no_town_named_before(claims_of):
    text = "Kidal lies by a crossing, an asset as the Azawad Front seeks to expand the territory it holds in Mali."
    assert "Kidal" not in [place for _, place in told(claims_of(text), "control")]


def test_who_failed_in_taking_a_town_has_not_taken_it(claims_of):
    (taken,) = [
        c for c in claims_of("The rebels have failed in capturing the town of Kidal.") if c.type == "territory_taken"
    ]
    assert taken.status == "denied"


def test_forces_loyal_to_the_capital_are_the_governments(claims_of):
    text = "Troops loyal to Bamako established control over the town of Kidal in Mali. Rebels fled."
    ((taker, _),) = told(claims_of(text), "territory_taken")
    assert "loyal" not in taker


def test_the_armies_of_two_countries(claims_of):
    text = (
        "Government forces shelled rebels in Homs in Syria on Monday. Two people died in Aleppo. "
        "In Iraq the town of Hit in Anbar province remains under the control of government forces."
    )
    assert ("Iraqi forces", "Hit") in told(claims_of(text), "control")


def test_who_was_unable_to_take_a_town_has_not_taken_it(claims_of):
    (taken,) = [c for c in claims_of("The rebels were unable to capture Kidal.") if c.type == "territory_taken"]
    assert taken.status == "denied"


def test_what_allies_led_by_somebody_captured(claims_of):
    text = "Shells hit an area south of the former rebel stronghold of Kidal which French-led forces captured in May."
    assert [c.place for c in claims_of(text) if c.type == "territory_taken"] == ["Kidal"]


def test_a_row_of_villages_after_including(claims_of):
    text = "The army in Syria said nine villages including Beit Adar Beit Zaifa and Tel Rifaat had been captured."
    assert [c.place_text for c in claims_of(text) if c.type == "territory_taken"] == [
        "Beit Adar",
        "Beit Zaifa",
        "Tel Rifaat",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Our team asked village heads who controls Gao.",
        "It is not clear who controls Gao.",
        "Nobody knows who holds Gao.",
    ],
)
def test_who_asks_tells_of_no_holder(text: str, claims_of) -> None:
    assert claims_of(text) == []


@pytest.mark.parametrize("text", ["The rebels, who control Gao, rested.", "Fighters who hold Gao are in the hills."])
def test_a_relative_clause_tells_of_one(text: str, claims_of) -> None:
    assert [claim.type for claim in claims_of(text)] == ["control"]
