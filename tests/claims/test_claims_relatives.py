"""Clauses that tell who holds or took a place, hung by the parser on what happened there."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "place", "holder"),
    [
        ("Nine people were killed in air raids on the Gao region that is controlled by the Azawad Front in the east of Mali.", "Gao", "Azawad Front"),
        ("The army made a fresh attempt to break into Kidal which is controlled by the Azawad Front.", "Kidal", "Azawad Front"),
        ('"Jets dropped bombs this morning on the village of Tessalit" held by the Azawad Front a monitor said.', "Tessalit", "Azawad Front"),
        ("The drones were blamed for the attacks on Kidal believed to be held by the Azawad Front.", "Kidal", "Azawad Front"),
        ("Shells fell on the town of Gao which lies on the river and is held by the Azawad Front.", "Gao", "Azawad Front"),
    ],
)  # fmt: skip
def test_the_clause_tells_of_the_name_before_it(claims_of, text, place, holder):
    held = [c for c in claims_of(text) if c.type == "control"]
    assert [(c.place_text.split()[0], c.actor1) for c in held] == [(place, holder)]


def test_a_taking_told_of_a_goal(claims_of):
    taken = [
        c
        for c in claims_of(
            "The army had opened an assault to retake the village of Tessalit captured by rebels in May."
        )
        if c.type == "territory_taken"
    ]
    assert [c.place for c in taken] == ["Tessalit"]


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
