"""Who denies what was told, and whom somebody blames for it, in words that name no event; regions without a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.records import Claim

Read = Callable[..., list[Claim]]
RAID = "Gunmen killed nine villagers in Goma on Monday, a priest said. "


def _answers(claims: list[Claim]) -> list[tuple[str, str, str, str]]:
    found = [c for c in claims if c.made_by == "frame:answer"]
    return [(c.status, c.actor1, c.source, c.place_text or "") for c in found]


@pytest.mark.parametrize(
    ("answer", "claim"),
    [
        ("The Lord's Resistance Army denied any involvement.",
         ("denied", "Lord's Resistance Army", "Lord's Resistance Army", "Goma")),
        ("Residents blamed the Lord's Resistance Army.", ("asserted", "Lord's Resistance Army", "Residents", "Goma")),
        ("Residents pointed the finger at the Lord's Resistance Army.",
         ("asserted", "Lord's Resistance Army", "Residents", "Goma")),
        ("The government dismissed the charge.",
         ("denied", "unidentified armed group", "Congolese government", "Goma")),
        ("The governor denied this.", ("denied", "unidentified armed group", "governor", "Goma")),
        ("The army called the report false.", ("denied", "unidentified armed group", "army", "Goma")),
        ("The army branded it a lie.", ("denied", "unidentified armed group", "army", "Goma")),
        ("The Lord's Resistance Army denied having done it.",
         ("denied", "Lord's Resistance Army", "Lord's Resistance Army", "Goma")),
        ("The army disputed that claim.", ("denied", "unidentified armed group", "army", "Goma")),
        ("The charge was dismissed by the government.",
         ("denied", "unidentified armed group", "Congolese government", "Goma")),
    ],
)  # fmt: skip
def test_an_answer_is_a_claim_on_the_event_before(
    claims_of: Read, answer: str, claim: tuple[str, str, str, str]
) -> None:
    assert _answers(claims_of(RAID + answer)) == [claim]


@pytest.mark.parametrize(
    "sentence",
    [
        "The government rejected the proposal.",
        "The army called the governor a liar.",
        "The Lord's Resistance Army did not deny any involvement.",
        "Residents blamed the weather.",
        "The Lord's Resistance Army denied the claim that it had lost Bukavu.",
    ],
)
def test_what_is_no_answer(claims_of: Read, sentence: str) -> None:
    assert _answers(claims_of(RAID + sentence)) == []


def test_an_answer_needs_an_event(claims_of: Read) -> None:
    assert _answers(claims_of("The Lord's Resistance Army denied any involvement.")) == []


def test_an_accusation_beside_a_denial_is_not_denied(claims_of: Read) -> None:
    told = RAID + "A rebel spokesman denied any involvement and accused the army of executing 12 men in Bukavu."
    assert [c.status for c in claims_of(told) if c.place_text == "Bukavu"] == ["asserted"]


@pytest.mark.parametrize(
    "text",
    [
        "The Lord's Resistance Army did not claim responsibility for the attack in Goma.",
        "No group has claimed the attack in Goma.",
        "The bombing in Goma was not claimed by anyone.",
        "There was no claim for the attack in Goma.",
    ],
)
def test_who_did_not_claim_a_deed_tells_nothing_of_it(claims_raw: Read, text: str) -> None:
    assert claims_raw(text) == []


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Gunmen killed three soldiers near the Chadian border on Tuesday.", "Chadian border"),
        ("Gunmen killed three soldiers near the border with Chad on Tuesday.", "border with Chad"),
        ("Gunmen killed three soldiers on the Guinea-Bissau border on Tuesday.", "Guinea-Bissau border"),
        ("Gunmen killed three soldiers in the south of the Philippines on Tuesday.", "south of the Philippines"),
        ("Gunmen killed three soldiers in Thailand's restive south on Tuesday.", "Thailand's restive south"),
        ("Gunmen killed three soldiers near the Chadian border in Goz Beida on Tuesday.", "Goz Beida"),
        ("Border guards killed three soldiers in the south of the city on Tuesday.", ""),
    ],
)
def test_a_region_without_a_name(claims_raw: Read, sentence: str, place: str) -> None:
    assert [claim.place_text for claim in claims_raw(sentence)] == [place]


def test_what_only_supports_an_attack_is_not_its_means(claims_raw: Read) -> None:
    (claim,) = claims_raw("Troops, supported by warplanes, launched an assault on rebel positions near Goma on Monday.")
    assert claim.type == "armed_clash"
    told = claims_raw("Rebels attacked Goma on Saturday, but were driven back by helicopter gunships.")
    assert "armed_clash" in [claim.type for claim in told]


def test_forces_that_are_cut_off_are_besieged(claims_raw: Read) -> None:
    told = claims_raw("The army cut off several hundred rebel fighters in Goma on Monday.")
    assert [claim.type for claim in told] == ["besieged"]


def test_what_a_place_lies_in_is_no_place_of_the_next_event(claims_of: Read) -> None:
    text = "Troops stormed the camp of Balata in the West Bank city of Nablus on Monday, where gunmen threw a bomb."
    assert {claim.place_text for claim in claims_of(text)} == {"Balata"}


def test_a_claim_that_is_rejected_is_what_was_claimed_first(claims_of: Read) -> None:
    text = (
        "Rebels said on Monday they had seized the town of Goma after clashes in which 20 soldiers were killed, but "
        "the claim was rejected by Kinshasa."
    )
    answered = [c.type for c in claims_of(text) if c.made_by == "frame:answer"]
    assert answered == ["territory_taken"]


@pytest.mark.parametrize(
    ("sentence", "doer"),
    [
        ("Kenya accused Somalia of shelling the market in Mandera.", "Somalia"),
        ("The mayor blamed Ethiopia for shelling a clinic in Gode.", "Ethiopia"),
        ("The mayor condemned al-Shabaab for shelling a clinic in Gode.", "al-Shabaab"),
        ("Al-Shabaab was accused of shelling a clinic in Gode.", "al-Shabaab"),
    ],
)
def test_whoever_is_accused_of_a_deed_did_it(claims_of: Read, sentence: str, doer: str) -> None:
    assert [c.actor1 for c in claims_of(sentence) if c.type == "shelling"] == [doer]


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        ("I drove into Gao on Sunday with a friend.", []),
        ("A reporter drove into Gao on Sunday.", []),
        ("Soldiers drove into Gao on Sunday.", ["offensive"]),
    ],
)
def test_only_forces_drive_into_a_town_to_fight(claims_of: Read, sentence: str, types: list[str]) -> None:
    assert [c.type for c in claims_of(sentence)] == types
