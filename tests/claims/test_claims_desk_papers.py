"""Field notes, clearance reports and transcripts: casualties in letters, ordnance lying about, turns of speakers."""

from __future__ import annotations

import pytest

from marsad.claims.attribution.turns import turns_of

OFFICES = frozenset({"spokesman", "minister"})


def tolls(claims):
    return {(toll.kind, toll.low) for claim in claims for toll in claim.tolls}


def test_counted_abbreviations_are_casualties(claims_of) -> None:
    found = claims_of("Two mortar rounds hit a school in Ghazni, 3 WIA, 1 KIA.")
    assert [claim.type for claim in found] == ["shelling"]
    assert tolls(found) == {("killed", 1), ("wounded", 3)}
    assert not found[0].actor1


def test_a_group_with_the_same_letters_stays_one(claims_of) -> None:
    found = claims_of("KIA fighters captured the town of Bhamo in Myanmar from the army on Monday.")
    assert {claim.actor1 for claim in found if claim.type == "territory_taken"} == {"Kachin Independence Army"}


@pytest.mark.parametrize(
    "text",
    [
        "UXO remain in the northern part of Ghazni.",
        "Two UXO were found at the market of Ghazni.",
        "Mines and unexploded mortar rounds remain along the road to Ghazni.",
        "There are two suspected hazardous areas near Ghazni.",
    ],
)
def test_ordnance_that_lies_about_contaminates_and_was_not_fired(text: str, claims_of) -> None:
    assert {claim.type for claim in claims_of(text)} == {"contaminated"}


@pytest.mark.parametrize("text", ["An 81mm mortar bomb was found in Ghazni.", "Sappers destroyed a bomb in Ghazni."])
def test_munitions_that_are_found_or_destroyed_tell_of_no_strike(text: str, claims_of) -> None:
    assert {claim.type for claim in claims_of(text)}.isdisjoint({"shelling", "explosion", "air_strike"})


@pytest.mark.parametrize("mine", ["A mine", "An anti-personnel mine", "An antipersonnel mine"])
def test_whom_a_mine_kills_dies_in_a_blast(mine: str, claims_of) -> None:
    assert {claim.type for claim in claims_of(f"{mine} killed a farmer near Ghazni.")} == {"explosion"}


BRIEFING = """Briefing in Kabul

Moderator: Good morning to all of you who came.

Spokesman: Thank you. Our forces shelled the town of Ghazni on Monday and two farmers died.

Question (Radio): Did the army lose the town of Baghlan?

Spokesman: No. Baghlan is under the control of the army.
"""


def test_who_speaks_in_a_transcript_is_its_source_and_questions_claim_nothing(claims_of) -> None:
    found = claims_of(BRIEFING)
    assert {claim.source for claim in found} == {"Spokesman"}
    assert "Did the army" not in " ".join(claim.quote for claim in found)


def test_keys_of_a_form_are_no_speakers() -> None:
    form = "Village: Klow\nDevice: mine\nNarrative: A man stepped on it.\nDevice: shell\n"
    assert turns_of(form, [], OFFICES) == []
    assert turns_of("Spokesman: We hold the town.\n", [], OFFICES) == []
    assert len(turns_of("Minister: Yes.\nQ: Why?\nMinister: No.\n", [], OFFICES)) == 3


def test_who_steps_on_a_mine_did_not_lay_it(claims_of) -> None:
    (found,) = claims_of("Two villagers stepped on a landmine near Ghazni on Monday.")
    assert (found.type, found.actor1, found.actor2) == ("explosion", "", "civilians")


def test_a_form_s_keys_and_a_territory_s_heading_name_no_place_and_no_source(claims_of) -> None:
    form = "Village: Nam Klow\nNarrative: A landmine killed a farmer.\nGhazni Province: 10 dead in an air strike.\n"
    found = claims_of(form)
    assert found
    assert not {claim.source for claim in found} - {""}
    assert "Village" not in {claim.place_text for claim in found}


FIELD_NOTE = """Sitrep 14, Eastern Ghouta.

- Douma: approx 20 airstrikes since 0600, at least 12 civ killed, 40+ wounded. White Helmets HQ hit.
- Harasta: govt forces shelled residential area w/ mortars; 3 KIA incl. 1 child."""


def test_short_forms_of_field_notes(claims_of) -> None:
    claims = {c.type: c for c in claims_of(FIELD_NOTE, published="2018-03-12")}
    raid, fire = claims["air_strike"], claims["shelling"]
    assert (raid.killed_low, raid.wounded_low, raid.actor1, raid.actor2) == (12, 40, "", "civilians")
    assert (fire.killed_low, fire.actor1) == (3, "Syrian government forces")


def test_the_general_staff_is_that_of_its_country(claims_of) -> None:
    claims = claims_of("The General Staff said in Kyiv that its troops had repelled attacks near Bakhmut.")
    assert "Turkey" not in {c.actor1 for c in claims}
