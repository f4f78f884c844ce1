"""What sides of a war publish of themselves: "our troops", "our side", "the enemy"."""

from __future__ import annotations

import pytest

FRONT = "Hill Country Liberation Front"


def told(claims):
    return {(c.type, c.actor1) for c in claims if c.type not in ("armed_clash", "statement")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our fighters captured the town of Hpakant today.", ("territory_taken", FRONT)),
        ("The town of Hpakant is besieged by our troops.", ("besieged", FRONT)),
        ("The enemy bombed the market of Hpakant today and killed three civilians.",
         ("air_strike", "Myanmar government forces")),
        ("Enemy troops shelled the town of Hpakant with howitzers today.", ("shelling", "Myanmar government forces")),
        ("The enemy withdrew from Hpakant at dawn.", ("withdrawal", "Myanmar government forces")),
        ("The leadership of the Hill Country Liberation Front tells the people that our forces withdrew from Hpakant.",
         ("withdrawal", FRONT)),
    ],
)  # fmt: skip
def test_a_group_that_no_pack_knows_speaks_for_itself(text: str, expected: tuple[str, str], claims_of) -> None:
    head = f"Statement of the {FRONT}\n\nThis is about the war in Myanmar.\n\n"
    found = claims_of(head + text, outlet=FRONT, published="2023-05-04")
    assert expected in told(found)
    assert {c.source_kind for c in found} == {"party"}


def test_its_side_did_not_do_it(claims_of) -> None:
    head = f"Statement of the {FRONT}\n\n"
    found = claims_of(f"{head}Our side has not fired a single shell at Hpakant.", outlet=FRONT, published="2023-05-04")
    assert {(c.type, c.actor1, c.status) for c in found} == {("shelling", FRONT, "denied")}


def test_a_state_s_enemy_is_whom_the_packs_set_against_it(claims_of) -> None:
    text = "The enemy shelled Kupiansk in Ukraine with mortars. Enemy forces hold the village of Synkivka."
    found = claims_of(text, outlet="General Staff of the Armed Forces of Ukraine", published="2023-05-04")
    assert told(found) == {("shelling", "Russia"), ("control", "Russia")}


def test_an_enemy_in_the_words_of_no_side_is_nobody(claims_of) -> None:
    text = "The enemy shelled Kupiansk in Ukraine with mortars on Monday. Hunger is the common enemy."
    assert {c.actor1 for c in claims_of(text, outlet="Harbour Herald", published="2023-05-04")} == {""}


def test_a_body_calls_itself_by_what_it_is(claims_of) -> None:
    text = "The Observatory said that shells had killed two farmers in Hpakant, Myanmar, on Monday."
    found = claims_of(text, outlet="Lake Conflict Observatory", published="2023-05-04")
    assert {(c.source, c.origin) for c in found} == {("", "Lake Conflict Observatory")}
    other = claims_of(text, outlet="Harbour Herald", published="2023-05-04")
    assert {c.source for c in other} == {"Observatory"}


def test_whose_help_a_side_had_is_not_its_enemy(claims_of) -> None:
    text = (
        "The armed forces, with the support of the Lion Brigades, repelled an attack of the terrorist Houthi militia "
        "on Harib in Yemen. The enemy fired a missile at the market of Marib on Tuesday."
    )
    found = claims_of(text, outlet="Ministry of Defence of the Republic of Yemen", published="2023-03-22")
    assert {c.actor1 for c in found if c.type == "shelling"} == {"Houthi"}
