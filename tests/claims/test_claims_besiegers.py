"""Who besieges a place: not who holds it, nor who breaks the siege; and what only is aimed at, or comes in a list."""

from __future__ import annotations

import pytest


def told(claims, kind):
    return [(c.actor1, c.place_text) for c in claims if c.type == kind]


@pytest.mark.parametrize(
    "text",
    [
        "Gao, a town held by the army, has been under siege since May.",
        "The town of Gao, which is controlled by the army, has been besieged since May.",
    ],
)
def test_who_holds_a_place_does_not_besiege_it(claims_of, text):
    assert told(claims_of(text), "besieged") == [("", "Gao")]


@pytest.mark.parametrize(
    "words", ["breached the siege of", "breached the three-month blockade of", "broke the encirclement of"]
)
def test_who_breaks_a_siege_has_not_laid_it(claims_of, words):
    claims = claims_of(f"Malian government forces {words} Gao by Ansar Dine on Monday.")
    assert told(claims, "offensive") and not told(claims, "besieged")


@pytest.mark.parametrize(
    "text",
    [
        "The army is making progress in operations to retake Gao from Ansar Dine.",
        "The army made gains on Monday to capture Gao.",
    ],
)
def test_what_progress_is_made_towards_is_not_taken(claims_of, text):
    assert not told(claims_of(text), "territory_taken")


def test_an_advance_takes_what_who_led_it_takes(claims_of):
    claims = claims_of(
        "Troops held Bamako. Fighters from the Ansar Dine (AD) group extended their advance seizing Gao."
    )
    assert told(claims, "territory_taken") == [("Ansar Dine", "Gao")]


@pytest.mark.parametrize(
    "text",
    [
        "Ansar Dine captured three towns north of Bamako from the army - Timbuktu, Kidal and Menaka - on Monday.",
        "Ansar Dine has captured three villages - Timbuktu, Kidal and Menaka - from the army.",
    ],
)
def test_a_list_after_a_dash_names_what_was_taken(claims_of, text):
    assert [place for _, place in told(claims_of(text), "territory_taken")] == ["Timbuktu", "Kidal", "Menaka"]
