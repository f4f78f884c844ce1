"""What reports call the same things in other words."""

from __future__ import annotations

import pytest

REBELS, ARMY = "Syrian opposition", "Syrian government forces"
SAID = [
    ("besieged", REBELS, "Rebels laid siege to Azaz."),
    ("besieged", REBELS, "Rebels threw a ring around Azaz."),
    ("besieged", REBELS, "Rebels have cut all supply routes to Azaz."),
    ("besieged", ARMY, "The army has imposed a blockade on Azaz."),
    ("control", REBELS, "Azaz was in the grip of the rebels."),
    ("control", REBELS, "The rebels govern Azaz through a council."),
    ("withdrawal", REBELS, "Rebels deserted their positions in Azaz."),
    ("withdrawal", REBELS, "The rebels gave up Azaz."),
    ("territory_taken", REBELS, "Azaz succumbed to the rebels after a week."),
    ("territory_taken", REBELS, "Azaz is the latest town to fall to the rebels."),
    ("territory_taken", "", "Azaz was overrun."),
    ("air_strike", "", "Azaz came under air attack."),
    ("shelling", ARMY, "Azaz came under shelling from the army."),
    ("shelling", "", "The army came under rocket fire in Azaz."),
    ("suicide_bombing", "", "Two bombers detonated their vests in Azaz."),
    ("armed_clash", REBELS, "Rebels attacked a checkpoint in Azaz."),
    ("armed_clash", "unidentified armed group", "Gunmen opened fire on soldiers in Azaz."),
]


@pytest.mark.parametrize(("kind", "doer", "text"), SAID)
def test_other_words_for_the_same(claims_of, kind, doer, text):
    assert [(c.type, c.actor1, c.place_text) for c in claims_of(text)] == [(kind, doer, "Azaz")]


def test_who_came_under_fire_did_not_fire(claims_of):
    [claim] = claims_of("The army came under rocket fire in Azaz.")
    assert (claim.actor1, claim.actor2) == ("", ARMY)


@pytest.mark.parametrize("text", ["Azaz is in the grip of a fever.", "Azaz is the next town to fall."])
def test_what_is_no_such_thing(claims_of, text):
    assert claims_of(text) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("contaminated", "The streets of Azaz are strewn with mines."),
        ("contaminated", "Mines prevent residents from going back to Azaz."),
        ("displacement", "Rebels drove villagers from Azaz."),
        ("territory_taken", "Rebels expelled the garrison from Azaz."),
        ("territory_taken", "Rebels drove 200 soldiers from Azaz."),
    ],
)
def test_people_garrisons_and_mines(claims_of, kind, text):
    assert [c.type for c in claims_of(text)] == [kind]
