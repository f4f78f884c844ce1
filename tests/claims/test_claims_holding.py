"""What reports say of who holds a place: past states, names beside "X-held", the speaker's own forces, towns left in a
state."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "When it controlled the city of Ghazni the Taliban closed the schools.",
        "A strike on Tuesday killed nine people in the Taliban's former stronghold of Ghazni.",
    ],
)
def test_a_state_told_as_past_has_no_day(claims_of, text):
    told = [c for c in claims_of(text) if c.type == "control"]
    assert told
    assert all((c.date_start, c.date_end) == (None, None) for c in told)


def test_a_taking_is_not_told_twice(claims_of):
    types = [c.type for c in claims_of("Taliban fighters took full control of the city of Ghazni on Monday.")]
    assert types.count("territory_taken") == 1
    assert "control" not in types


def test_the_place_named_before_its_description(claims_of):
    told = [c for c in claims_of("Jets bombed Kunduz another Taliban-held city in the north.") if c.type == "control"]
    assert [c.place_text for c in told] == ["Kunduz"]


def test_near_a_held_town_the_town_is_held(claims_of):
    told = [c for c in claims_of("The village lies 12km south of Taliban-held Ghazni.") if c.type == "control"]
    assert [c.place_relation for c in told] == ["is"]


@pytest.mark.parametrize(
    "where",
    [
        "near the town of Ghazni, which is held by the Taliban",
        "on the outskirts of Ghazni which is under Taliban control",
        "near the Ghazni area which is located south of the city and is controlled by the Taliban",
    ],
)
def test_what_is_said_of_a_town_beside_which_something_happens_is_said_of_the_town(claims_of, where):
    told = [c for c in claims_of(f"In Afghanistan a mine exploded {where}.") if c.type == "control"]
    assert [(c.actor1, c.place_relation) for c in told] == [("Taliban", "is")] or [c.part for c in told] == [
        "Ghazni area"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Taliban fighters took control of Qarabagh town southwest of Ghazni in Afghanistan.",
        "Taliban fighters re-established control over the town of Qarabagh southwest of Ghazni in Afghanistan.",
        "Afghan soldiers withdrew from Qarabagh town west of Ghazni.",
    ],
)
def test_on_which_side_of_another_a_town_lies_is_no_place_of_what_happened(claims_of, text):
    told = [c for c in claims_of(text) if c.type in ("territory_taken", "withdrawal")]
    assert [c.place_text for c in told] == ["Qarabagh"]


def test_a_town_left_encircled_is_not_left(claims_of):
    text = "Taliban fighters closed the last road into Ghazni, leaving the city encircled, residents said."
    types = {c.type for c in claims_of(text)}
    assert "besieged" in types
    assert "withdrawal" not in types


@pytest.mark.parametrize(
    ("text", "besieger", "holder"),
    [
        (
            "Shells hit the army-besieged Taliban enclave of Ghazni in Afghanistan.",
            "Afghan government forces",
            "Taliban",
        ),
        ("The Taliban-besieged town of Ghazni was shelled by troops.", "Taliban", ""),
        ("Aid reached Afghanistans Taliban-besieged Ghazni on Monday.", "Taliban", ""),
    ],
)
def test_who_besieges_a_place_does_not_hold_it(claims_of, text, besieger, holder):
    claims = claims_of(text)
    assert {c.actor1 for c in claims if c.type == "besieged"} == {besieger}
    assert {c.actor1 for c in claims if c.type == "control"} == ({holder} if holder else set())
