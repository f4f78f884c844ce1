"""Rows of places: what is said of several is said of each, with commas or without, before "which", after "villages"."""

from __future__ import annotations

import pytest


def places(claims, claim_type):
    return [c.place_text for c in claims if c.type == claim_type]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In Afghanistan Taliban fighters captured the towns of Ghazni, Kunduz and Farah.", "Ghazni Kunduz Farah"),
        ("In Afghanistan Taliban men took the towns of Ghazni, Kunduz, Farah and Bala.", "Ghazni Kunduz Farah Bala"),
        ("Afghan troops captured the villages of Ghazni Kunduz Farah and Bala on Monday.", "Ghazni Kunduz Farah Bala"),
        ("In Ethiopia the army took villages including Bahirdar and Sirbamo on Monday.", "Bahirdar Sirbamo"),
        ("Afghan troops seized Ghazni, Ghazni province, on Monday.", "Ghazni"),
    ],
)  # fmt: skip
def test_each_place_of_a_row_is_taken(claims_of, text, names):
    assert places(claims_of(text), "territory_taken") == names.split()


def test_a_name_goes_on_with_its_article(claims_of):
    told = claims_of("In Syria the army took the villages of Abu Nahel and Rasm al-Warda on Monday.")
    assert places(told, "territory_taken") == ["Abu Nahel", "Rasm al-Warda"]


def test_strongholds_in_several_towns_are_held_each(claims_of):
    told = claims_of("Afghan jets bombed Taliban strongholds in Ghazni, Farah and Kunduz.")
    assert places(told, "control") == ["Ghazni", "Farah", "Kunduz"]


@pytest.mark.parametrize(
    ("text", "claim_type", "names"),
    [
        ("Fighting goes on in Ghazni, Farah and Kunduz, all of which are besieged by the Taliban.", "besieged", 3),
        ("In Afghanistan villagers fled from Farah and Kunduz which are controlled by the Taliban.", "control", 2),
        ("In Afghanistan villagers fled from Farah to Kunduz, which is controlled by the Taliban.", "control", 1),
    ],
)
def test_which_stands_for_the_whole_row_where_the_verb_is_plural(claims_of, text, claim_type, names):
    assert len(places(claims_of(text), claim_type)) == names


def test_quarters_are_held_each_but_struck_in_one_raid(claims_of):
    told = claims_of(
        "Afghan jets bombed the districts of Mirwais and Daman in Kandahar, both of which are under Taliban control."
    )
    assert len(places(told, "air_strike")) == 1
    assert places(told, "control") == ["Mirwais", "Daman"]


@pytest.mark.parametrize(
    ("text", "claim_type", "names"),
    [
        ("Jets hit a number of Afghan provinces including Ghazni Farah and Kunduz on Monday.", "air_strike", 3),
        ("Clashes were heard in Ghazni Farah and Kunduz provinces of Afghanistan.", "armed_clash", 3),
        ("The shells hit al-Tawila al-Barada and al-Naimi neighbourhoods in Taiz on Monday.", "shelling", 1),
    ],
)  # fmt: skip
def test_a_row_that_lost_its_commas(claims_of, text, claim_type, names):
    assert len(places(claims_of(text), claim_type)) == names


def test_names_with_articles_run_into_each_other(claims_of):
    told = claims_of("Rebels took the districts of al-Hasib al-Dabab al-Sharqi and al-Masbah in Taiz.")
    assert places(told, "territory_taken") == ["al-Hasib", "al-Dabab al-Sharqi", "al-Masbah"]


def test_a_row_is_where_it_happened_whatever_was_named_before(claims_of):
    told = claims_of(
        "Afghan jets bombed Ghazni. The air force has struck Ghazni for days. Ghazni has no water. The army also "
        "shelled the towns of Andar Qarabagh and Waghaz with mortars."
    )
    assert places(told, "shelling") == ["Andar", "Qarabagh", "Waghaz"]


def test_the_village_some_way_from_a_town_is_the_one_named_before(claims_of):
    told = claims_of(
        "The Taliban attacked the village of Nawa in Afghanistan. Afghan troops are now in control of the village "
        "about 20 kilometres from the Taliban-held town of Ghazni."
    )
    assert [(c.place_text, c.actor1) for c in told if c.type == "control"] == [
        ("Nawa", "Afghan government forces"),
        ("Ghazni", "Taliban"),
    ]


def test_the_enclave_is_not_the_town_north_of_which_it_lies(claims_of):
    told = claims_of(
        "Afghan jets bombed the Korengal valley northeast of Jalalabad. They have pounded the Taliban-held enclave."
    )
    assert places(told, "control") == ["Korengal valley"]


def test_held_towns_get_their_names_from_the_next_sentence(claims_of):
    told = claims_of(
        "In Afghanistan soldiers shelled two Taliban-held towns for the second day. Dozens of shells fell on "
        "Ghazni and Kunduz, residents said."
    )
    assert places(told, "control") == ["Ghazni", "Kunduz"]
