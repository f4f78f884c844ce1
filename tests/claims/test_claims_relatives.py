"""Clauses that tell who holds or took a place, hung by the parser on what happened there."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nine died in air raids on the Gao region that is controlled by the Azawad Front in the east.", "Gao"),
        ("The army made a fresh attempt to break into Kidal which is controlled by the Azawad Front.", "Kidal"),
        ('"Jets dropped bombs on the village of Tessalit" held by the Azawad Front a monitor said.', "Tessalit"),
        ("Drones were blamed for attacks on Kidal believed to be held by the Azawad Front.", "Kidal"),
        ("Shells fell on the town of Gao which lies on the river and is held by the Azawad Front.", "Gao"),
    ],
)
def test_the_clause_tells_of_the_name_before_it(claims_of, text, place):
    held = [c for c in claims_of(text) if c.type == "control"]
    assert [(c.place_text.split()[0], c.actor1) for c in held] == [(place, "Azawad Front")]


def test_a_taking_told_of_a_goal(claims_of):
    text = "The army had opened an assault to retake the village of Tessalit captured by rebels in May."
    assert [c.place for c in claims_of(text) if c.type == "territory_taken"] == ["Tessalit"]


@pytest.mark.parametrize(
    "text",
    [
        "Ten hostages from Kidal held by the Azawad Front died.",
        "Troops retreating from Kidal were captured by the Azawad Front.",
        "Weapons from Kidal seized by the Azawad Front were shown.",
    ],
)
def test_who_or_what_is_held_is_no_place(claims_of, text):
    assert not [c for c in claims_of(text) if c.type in ("control", "territory_taken")]


@pytest.mark.parametrize("words", ["the village of Tessalit", "Tessalit village"])
def test_a_village_is_the_place_that_its_name_names(claims_of, words):
    (taken,) = claims_of(f"The Azawad Front captured {words} on Monday.")
    assert (taken.place_relation, taken.part) == ("is", None)


def test_villages_of_a_place_are_parts_of_it(claims_of):
    (taken,) = claims_of("The Azawad Front captured two villages of Kidal on Monday.")
    assert taken.place_relation != "is"


def test_the_area_that_is_held_is_the_one_spoken_of(claims_of):
    text = "Air strikes hit a bakery in Gao. Drones were blamed for the attacks on the area held by the Azawad Front."
    held = [c for c in claims_of(text) if c.type == "control"]
    assert [(c.place, c.actor1) for c in held] == [("Gao", "Azawad Front")]


def test_a_town_in_a_place_is_another(claims_of):
    text = "Jets bombed an Azawad Front-held town in Gao on Monday. Nine died. The raid hit the town of Ansongo."
    assert [c.place for c in claims_of(text) if c.type == "control"] == ["Ansongo"]
