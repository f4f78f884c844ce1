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


def test_a_quarter_gets_the_name_that_is_given_after_it(claims_of):
    text = (
        "Shells fell on a neighbourhood of the Afghan city of Ghazni held by the Taliban on Monday. Thirty people were "
        "hurt in the Qala Amir district, doctors said."
    )
    told = [c for c in claims_of(text) if c.type == "control"]
    assert [(c.actor1, c.place_text, c.part) for c in told] == [("Taliban", "Qala Amir", None)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Shells fell on a Taliban-held district in the Afghan city of Ghazni on Monday. Thirty people were "
            "hurt in the Qala Amir district, doctors said.",
            "Qala Amir",
        ),
        (
            "Planes bombed a village held by the Taliban on Monday. Thirty people were hurt in the village of "
            "Qarabagh near the Afghan city of Ghazni, doctors said.",
            "Qarabagh",
        ),
        (
            "Planes bombed a Taliban-held village near the Afghan city of Ghazni on Monday. Thirty people were "
            "hurt in the village of Qarabagh, doctors said.",
            "Qarabagh",
        ),
    ],
)
def test_an_unnamed_place_that_is_held_gets_the_name_of_its_kind(claims_of, text, place):
    assert [(c.actor1, c.place_text) for c in claims_of(text) if c.type == "control"] == [("Taliban", place)]


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on Taliban held Qala Amir near Ghazni.",
        "Ten people were hurt in the Taliban controlled town of Qala Amir near Ghazni.",
    ],
)
def test_a_side_may_stand_before_held_without_a_hyphen(claims_of, text):
    held = [(c.actor1, c.place_text) for c in claims_of(text) if c.type == "control"]
    assert held == [("Taliban", "Qala Amir")]


def test_both_towns_are_the_two_that_were_named(claims_of):
    text = "Shells fell on Ghazni and a bomb went off in Kunduz. Both towns are under the control of the Taliban."
    assert {c.place_text for c in claims_of(text) if c.type == "control"} == {"Ghazni", "Kunduz"}


def test_what_is_managed_is_taken(claims_of):
    text = "The Taliban managed on Friday to control the town of Qarabagh after days of fighting."
    taken = [(c.actor1, c.place_text) for c in claims_of(text) if c.type == "territory_taken"]
    assert taken == [("Taliban", "Qarabagh")]


def test_an_offensive_begun_to_take_a_town_has_not_taken_it(claims_of):
    text = "A faction of the alliance said it had begun a new offensive to liberate the district of Qala in Ghazni."
    assert not any(c.type == "territory_taken" for c in claims_of(text))


def test_the_loss_of_a_town_is_its_holders(claims_of):
    text = "After the loss of Ghazni the Taliban withdrew to Qarabagh."
    lost = [(c.actor1, c.actor2, c.place_text) for c in claims_of(text) if c.type == "territory_taken"]
    assert lost == [("", "Taliban", "Ghazni")]
    assert not any(c.type == "territory_taken" for c in claims_of("The Taliban admitted the loss of 20 men in Ghazni."))


def test_the_words_of_a_contested_quarter_name_it(claims_of):
    text = "Government forces tried to storm the contested district of Qala Amir in Ghazni."
    assert [c.quote for c in claims_of(text) if c.type == "contested"] == ["contested district of Qala Amir"]


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


def test_who_has_taken_a_town_after_with(claims_of):
    text = (
        "The Taliban were beaten back on several fronts, with Afghan troops backed by American jets having retaken the "
        "town of Ghazni."
    )
    taken = [c for c in claims_of(text) if c.type == "territory_taken"]
    assert {(c.actor1, c.place_text) for c in taken} == {("Afghan government forces", "Ghazni")}


def test_all_but_a_quarter_is_the_town(claims_of):
    text = (
        "A bomb went off in Ghazni on Monday. Most of the city except the battered district of Qala Amir has returned "
        "to government control."
    )
    held = [c for c in claims_of(text) if c.type == "control"]
    assert {c.place_text for c in held} == {"Ghazni"}


def test_control_outside_a_capital_is_none_of_the_capital(claims_of):
    text = "Helmand province is largely under Taliban control outside its capital Lashkar Gah."
    assert "Lashkar Gah" not in {c.place_text for c in claims_of(text) if c.type == "control"}


def test_a_stronghold_in_a_country_is_the_town(claims_of):
    text = "Troops entered Sangin, the Taliban's stronghold in Afghanistan, on Monday."
    held = [c for c in claims_of(text) if c.type == "control"]
    assert {(c.actor1, c.place_text) for c in held} == {("Taliban", "Sangin")}


@pytest.mark.parametrize(
    "text",
    [
        "Ghazni is one of the Taliban's last bastions in Afghanistan.",
        "Troops advanced on the city of Ghazni a Taliban stronghold on the Helmand River.",
        "The road leads to Ghazni, the group's de facto capital in Afghanistan. The Taliban govern from there.",
    ],
)
def test_a_stronghold_is_the_place_that_it_describes(claims_of, text):
    told = [c for c in claims_of(text) if c.type == "control"]
    assert [c.place_text for c in told] == ["Ghazni"]


def test_the_held_east_is_that_of_the_town_spoken_of(claims_of):
    told = claims_of("Ghazni was quiet. Pakistan's bombing of the Taliban-held east of the city had stopped.")
    held = [c for c in told if c.type == "control"]
    assert [(c.place_text, c.place_relation, c.part) for c in held] == [("Ghazni", "part_of", "east")]


def test_a_monitor_based_somewhere_is_no_part_of_the_force_it_speaks_of(claims_of):
    told = claims_of(
        "Taliban fighters were bombed in Kunduz. The Kabul-based monitor said Afghan troops had full control of the "
        "city of Ghazni."
    )
    assert [c.actor1 for c in told if c.type == "control"] == ["Afghan government forces"]


def test_who_stands_before_held_holds_the_place_hyphen_or_not(claims_of):
    told = claims_of("Government troops attacked Farah. A school burned in Afghanistan's Taliban held Ghazni district.")
    assert [c.actor1 for c in told if c.type == "control"] == ["Taliban"]


def test_the_city_of_a_dateline_takes_no_town(claims_of):
    told = claims_of("KABUL Taliban fighters seized the city of Ghazni on Monday.")
    assert [c.actor1 for c in told if c.type == "territory_taken"] == ["Taliban"]


def test_no_districts_are_those_of_a_road(claims_of):
    told = claims_of(
        "Afghan troops closed the road. Shells hit the Baghlan Road, a lifeline of the Taliban-held districts."
    )
    assert not [c for c in told if c.type == "control" and "Road" in c.place_text]
