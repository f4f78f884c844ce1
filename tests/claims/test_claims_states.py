"""Who holds, takes, cuts off or moves into a place: rules of the language, on sentences from many wars."""

from __future__ import annotations

import pytest

from marsad.claims.triggers import stems


def read(claims_of, text: str, claim_type: str) -> set[tuple[str, str]]:
    """(who, where) of the claims of a type."""
    return {(c.actor1_text or c.actor1, c.place_text or "") for c in claims_of(text) if c.type == claim_type}


@pytest.mark.parametrize(
    ("text", "holder", "place"),
    [
        ("The checkpoint at Bunagana was run by rebels.", "rebels", "Bunagana"),
        ("The crossing at Rafah is guarded by Egyptian soldiers.", "Egyptian soldiers", "Rafah"),
        ("Most of Taiz has returned to government control after two years of fighting.", "government", "Taiz"),
        ("Rebel groups maintain a presence in the west of Hodeidah.", "Rebel groups", "Hodeidah"),
        ("The militia, which has positions in Tarhuna, launched an attack.", "militia", "Tarhuna"),
        ("Several rebel districts of Taiz were bombed.", "rebel", "Taiz"),
        ("Loyalist forces have held out in Aden.", "Loyalist forces", "Aden"),
        ("The rebels control most of Sirte and parts of Misrata.", "rebels", "Sirte"),
    ],
)
def test_holders(text: str, holder: str, place: str, claims_raw) -> None:
    found = read(claims_raw, text, "control")
    assert any(holder in who and place in where for who, where in found), found


def test_two_holders_of_one_town_are_two_states(claims_raw) -> None:
    found = read(
        claims_raw, "The town of Taiz has been divided for years into rebel-held and government-held areas.", "control"
    )
    assert {who for who, _ in found} == {"rebel", "government"}


def test_a_town_that_gets_its_name_later(claims_raw) -> None:
    text = "A military plane crashed in a rebel-held town. It came down on the market of Bambari, witnesses said."
    assert ("rebel", "Bambari") in read(claims_raw, text, "control")


def test_what_the_state_runs_is_no_place(claims_raw) -> None:
    assert not read(claims_raw, "The state-run news agency said nothing about Benghazi.", "control")


def test_positions_under_fire_are_no_claim_of_holding(claims_raw) -> None:
    assert not read(claims_raw, "Jets struck rebel positions in Hodeidah on Monday.", "control")
    assert not read(claims_raw, "The army carried out raids on rebel positions in Hodeidah.", "control")


def test_out_of_control_is_denied(claims_raw) -> None:
    (claim,) = [c for c in claims_raw("Most of Darfur is out of government control.") if c.type == "control"]
    assert claim.status == "denied" and claim.actor1_text == "government"


@pytest.mark.parametrize(
    ("text", "taker", "place"),
    [
        ("The army retook the town of Bakhmut on Sunday.", "army", "Bakhmut"),
        ("The forces, having retaken Tikrit, moved on.", "forces", "Tikrit"),
        ("The fighters overran the city of Kunduz at dawn.", "fighters", "Kunduz"),
        ("Rebels broke into Goma in the night.", "Rebels", "Goma"),
        ("Rebels have seized 30 kilometres of territory near Goma.", "Rebels", "Goma"),
        ("The army has wrested 90 per cent of Marawi from the militants.", "army", "Marawi"),
        ("Militants seized a series of oil fields near Marib.", "Militants", "Marib"),
        ("Rebels took several army positions around Goma.", "Rebels", "Goma"),
        ("Soldiers entered Lysychansk at dawn.", "Soldiers", "Lysychansk"),
    ],
)
def test_takers(text: str, taker: str, place: str, claims_raw) -> None:
    found = read(claims_raw, text, "territory_taken")
    assert any(taker in who and place in where for who, where in found), found


def test_what_they_captured_is_the_noun_before(claims_raw) -> None:
    text = "Fighting was heard in Sake, a town the rebels captured last week."
    assert any("rebels" in who for who, _ in read(claims_raw, text, "territory_taken"))


def test_a_place_taken_and_taken_back(claims_raw) -> None:
    text = "The army regained control of Kutum two days after it was seized by rebels."
    assert {who for who, _ in read(claims_raw, text, "territory_taken")} == {"army", "rebels"}


@pytest.mark.parametrize(
    ("text", "claim_type"),
    [
        ("Thousands of civilians entered Chad from Darfur.", "displacement"),
        ("An aid convoy entered Mekelle on Thursday.", "aid"),
        ("The rebels sent reinforcements to Goma.", "movement"),
        ("Hundreds of fighters were heading towards Goma.", "movement"),
    ],
)
def test_who_enters(text: str, claim_type: str, claims_raw) -> None:
    types = {c.type for c in claims_raw(text)}
    assert claim_type in types and "territory_taken" not in types


def test_a_road_cut_is_a_siege(claims_raw) -> None:
    assert read(claims_raw, "The road to Stepanakert remains closed, he said.", "besieged")
    assert not read(claims_raw, "The company closed its shop in Stepanakert.", "besieged")


def test_forces_surrounded_somewhere(claims_raw) -> None:
    assert read(claims_raw, "Ukrainian troops were surrounded by the separatists in Ilovaisk.", "besieged")


@pytest.mark.parametrize(("word", "stem"), [("retook", "retake"), ("overran", "overrun"), ("rebuilt", "rebuild")])
def test_stems_of_irregular_verbs(word: str, stem: str) -> None:
    assert stems(word) == (stem,)


@pytest.mark.parametrize(
    "text",
    [
        "Shelling of the town of Taiz by rebels left at least nine civilians dead.",
        "Rebels shelled the town of Taiz, leaving an elderly woman killed and nine people injured.",
    ],
)
def test_who_is_left_dead_has_not_left(text: str, claims_raw) -> None:
    assert not {c.type for c in claims_raw(text)} & {"displacement", "withdrawal"}


def test_who_leaves_has_left(claims_raw) -> None:
    assert read(claims_raw, "Hundreds of families left the town of Taiz on Monday.", "displacement")
    assert read(claims_raw, "The rebels left the town of Taiz on Monday.", "withdrawal")
