"""Who meets whom: the two sides of a fight, those killed in it, whose a deal is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.records import Claim

Read = Callable[..., list[Claim]]


def parts(claims: list[Claim], claim_type: str) -> set[tuple[str, str]]:
    return {(c.actor1, c.actor2) for c in claims if c.type == claim_type}


@pytest.mark.parametrize(
    "text",
    [
        "Fighting broke out in the east of Derna in Libya between the Libyan National Army and Ansar al-Sharia.",
        "Derna in Libya was quiet until clashes between the Libyan National Army and Ansar al-Sharia resumed.",
    ],
)
def test_what_is_between_two_has_both(claims_of: Read, text: str) -> None:
    assert parts(claims_of(text), "armed_clash") == {("Libyan National Army", "Ansar al-Sharia")}


def test_the_two_sides_are_those_who_met_before(claims_of: Read) -> None:
    told = "The army and Boko Haram clashed in Baga. Fighting between the two sides killed 23 people in Monguno."
    assert parts(claims_of(told), "armed_clash") == {("Nigerian government forces", "Boko Haram")}


def test_fighters_named_beside_a_group_are_others(claims_of: Read) -> None:
    (claim,) = claims_of("Fighting went on in Kidal in Mali between the militants and the Arab Movement of Azawad.")
    assert (claim.actor1, claim.actor2) == ("unidentified armed group", "Arab Movement of Azawad")


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Twelve soldiers were killed in clashes with Boko Haram fighters near Gwoza on Sunday.",
         ("Boko Haram", "Nigerian government forces")),
        ("At least 40 Taliban militants have been killed since Friday in fighting with Afghan troops in Nad Ali.",
         ("Afghan government forces", "Taliban")),
    ],
)  # fmt: skip
def test_who_fell_in_a_fight_is_whom_it_was_done_to(claims_of: Read, text: str, pair: tuple[str, str]) -> None:
    assert parts(claims_of(text), "armed_clash") == {pair}


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("A ceasefire brokered by Russia took effect in Stepanakert at noon.", "Russia"),
        ("A truce agreed by Russia and Turkey in May has collapsed in Idlib.", "Russia + Turkey"),
        ("The Houthis violated the truce in Hodeidah on Monday.", "Houthi"),
        ("Mortars hit a market in Hodeidah as Houthi forces breached the ceasefire agreement.", "Houthi"),
    ],
)
def test_a_deal_is_whose_words_say(claims_of: Read, text: str, whose: str) -> None:
    assert {c.actor1 for c in claims_of(text) if c.type == "agreement"} == {whose}
