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


@pytest.mark.parametrize(
    ("text", "claim_type", "doer"),
    [
        ("At least ten soldiers were killed in Ethiopian overnight air raids on Baidoa in Somalia.", "air_strike",
         "Ethiopia"),
        ("Turkish heavy artillery fire killed two farmers in Zakho in Iraq.", "shelling", "Turkey"),
        ("A series of strikes in Marib overnight by a Saudi-led coalition killed 14 gunmen from the Houthi movement.",
         "air_strike", "Saudi-led coalition"),
        ("A source said the army units in cooperation with the supporting forces captured Gao in Mali.",
         "territory_taken", "Malian government forces"),
        ("The town of Bunia in Congo has been under army siege for two years as soldiers try to drive out the rebels.",
         "besieged", "Congolese government forces"),
    ],
)  # fmt: skip
def test_whose_the_deed_is(claims_of: Read, text: str, claim_type: str, doer: str) -> None:
    assert {c.actor1 for c in claims_of(text) if c.type == claim_type} == {doer}


def test_who_holds_what_was_bombed_did_not_bomb_it(claims_of: Read) -> None:
    told = "Air strikes on Marib the besieged Houthi-held town east of Sanaa killed six farmers on Monday."
    assert {c.actor1 for c in claims_of(told) if c.type == "air_strike"} == {""}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Air strikes by the Saudi-led coalition hit a hospital in Abs, Yemen.", "hospital"),
        ("Air strikes by the Saudi-led coalition hit a hospital in Abs, Yemen, killing 19 people.", "civilians"),
        ("A mosque was destroyed by Saudi-led coalition air strikes north of Saada, Yemen.", "mosque"),
    ],
)
def test_what_is_hit_is_the_target_where_no_victims_are_told(claims_of: Read, text: str, target: str) -> None:
    assert {c.actor2 for c in claims_of(text) if c.type == "air_strike"} == {target}


def test_whose_post_was_hit_is_whom_it_was_meant_for(claims_of: Read) -> None:
    told = "A suicide bomber blew himself up near the headquarters of Boko Haram in Baga in Nigeria, killing 12 people."
    assert parts(claims_of(told), "suicide_bombing") == {("", "Boko Haram")}


def test_who_fights_alongside_is_not_fought(claims_of: Read) -> None:
    told = "Rwandan troops fought alongside M23 rebels against the Congolese army in Kibumba."
    assert parts(claims_of(told), "armed_clash") == {("Rwanda", "Congolese government forces")}


def test_rebels_told_of_beside_a_group_are_not_its_own(claims_of: Read) -> None:
    told = "Fifteen Janjaweed fighters died when rebels ambushed their convoy near Kutum in Sudan."
    assert "Janjaweed" not in {c.actor1 for c in claims_of(told)}


def test_who_was_killed_in_a_car_is_whom_it_was_meant_for(claims_of: Read) -> None:
    told = "A Turkish drone struck a vehicle in Sinjar in Iraq, killing two PKK fighters."
    assert parts(claims_of(told), "air_strike") == {("Turkey", "PKK")}
