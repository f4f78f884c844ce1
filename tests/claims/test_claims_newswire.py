"""The agencies' English of wars: ranks cut short, who is blamed for what, bodies with their short forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.records import Claim

Read = Callable[..., list[Claim]]


def test_a_short_rank_ends_no_sentence(claims_of: Read) -> None:
    (claim,) = claims_of("Two gunmen were killed on Jolo on Monday, said Maj. Gen. Arturo Vega, a commander.")
    assert claim.source == "Maj. Gen. Arturo Vega"


@pytest.mark.parametrize(
    ("sentence", "doer", "status"),
    [
        ("The army blamed the killing of 12 villagers in Goma on the Lord's Resistance Army.", "Lord's Resistance Army",
         "asserted"),
        ("The press blamed the attack in Algiers on the Armed Islamic Group (GIA).", "Armed Islamic Group", "asserted"),
        ("The Lord's Resistance Army was blamed for a wave of bombings in Goma.", "Lord's Resistance Army", "hedged"),
        ("The Lord's Resistance Army was accused of killing 12 villagers in Goma.", "Lord's Resistance Army", "hedged"),
    ],
)  # fmt: skip
def test_who_is_blamed_did_it(claims_of: Read, sentence: str, doer: str, status: str) -> None:
    claim = claims_of(sentence)[0]
    assert (claim.actor1, claim.status) == (doer, status)


def test_a_bombing_by_men_without_aircraft_is_an_explosion(claims_raw: Read) -> None:
    claims = claims_raw("The Lord's Resistance Army has been blamed for a wave of bombings in Goma.")
    assert [claim.type for claim in claims] == ["explosion"]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Two people were killed in Goma, the Lake Council for Refugees (LCR) said.", "Lake Council for Refugees"),
        ("A priest reached by telephone in Goma said soldiers killed five villagers in Bukavu.", "priest"),
        ("Two rebels were killed in Goma on Monday, an army statement said.", "army"),
        ("Two rebels were killed in Goma on Monday, a Defence Ministry statement said.", "Defence Ministry"),
        ("The rebels denied on Monday that they had lost Yei.", "rebels"),
    ],
)  # fmt: skip
def test_who_says_it(claims_of: Read, sentence: str, source: str) -> None:
    assert [claim.source for claim in claims_of(sentence)] == [source]


def test_a_short_form_is_told_in_full_where_the_report_explains_it(claims_of: Read) -> None:
    claims = claims_of(
        "The International Committee of the Red Cross (ICRC) said three people were killed by shells in Goma.\n\n"
        "Two villagers were shot dead in Bukavu on Tuesday, the ICRC said."
    )
    assert {claim.source for claim in claims} == {"International Committee of the Red Cross"}


def test_a_denial_whose_clause_comes_late_is_a_denial(claims_of: Read) -> None:
    (claim,) = claims_of("The rebels denied on Monday that they had lost Yei.")
    assert claim.status == "denied"


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        ("Guerrillas dynamited two bridges near Florencia on Monday.", ["explosion"]),
        ("Guerrillas blew up a pylon near Florencia, leaving 45 towns in Caqueta without power.", ["explosion"]),
        ("Three women returning from market in Yala were shot dead by gunmen.", ["attack_on_civilians"]),
        ("Troops and rebels exchanged heavy fire in Goma.", ["armed_clash"]),
        ("Rebel troops captured the Debelo plateau on Wednesday.", ["territory_taken"]),
    ],
)  # fmt: skip
def test_what_the_words_of_agencies_announce(claims_of: Read, sentence: str, types: list[str]) -> None:
    assert [claim.type for claim in claims_of(sentence)] == types


def test_its_troops_are_the_speakers(claims_of: Read) -> None:
    (claim,) = claims_of("The Moro Islamic Liberation Front (MILF) said its troops captured Maigo on Tuesday.")
    assert claim.actor1 == "Moro Islamic Liberation Front"


def test_the_rebels_are_those_named_last(claims_of: Read) -> None:
    claims = claims_of(
        "Seventeen people were killed in attacks by leftist rebels in Colombia, police said.\n\n"
        "Fighters of the Revolutionary Armed Forces of Colombia (FARC) stormed Toribio.\n\nThe rebels burned the hall."
    )
    assert claims[-1].actor1 == "Revolutionary Armed Forces of Colombia"


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Taliban fighters killed nine policemen in Sangin district of Helmand province on Monday.", "Sangin"),
        ("Paramilitaries killed nine peasants in Antioquia department, northwest of Bogota.", "Antioquia department"),
        ("Assailants threw Molotov cocktails into a bar in the resort of Cancun, killing eight people.", "Cancun"),
    ],
)
def test_the_most_specific_place_of_a_chain(claims_of: Read, sentence: str, place: str) -> None:
    assert [claim.place_text for claim in claims_of(sentence)] == [place]


def test_a_deed_is_whose_who_claims_it(claims_of: Read) -> None:
    (claim,) = claims_of("The Taliban claimed responsibility for the attack in Kabul on Monday.")
    assert (claim.actor1, claim.source) == ("Taliban", "Taliban")


def test_a_deed_that_nobody_claims_is_not_told_again(claims_of: Read) -> None:
    assert not claims_of("No group has claimed responsibility for the attack in Kabul.")


def test_it_is_one_paper_of_several_sources(claims_of: Read) -> None:
    claims = claims_of(
        "Gunmen killed 45 people in a hamlet near Larbaa, Algerian newspapers reported.\n\n"
        "The attackers raided Larbaa with knives, the daily El Watan said.\n\nThey seized six women in Chrea, it added."
    )
    assert "El Watan" in claims[-1].source


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Guerrillas killed two policemen in the Tumlingtar area of Sankhuwasabha district on Monday.", "Tumlingtar"),
        ("Rebels fired at a police post in Lumbayao of Valencia town on Monday, killing two.", "Lumbayao"),
        ("A mine blew up a police truck at Mailapitiya in Kandy district on Monday night, killing two.", "Mailapitiya"),
        ("Gunmen abducted five workers from a barge off Nigeria's southern Rivers state on Monday.", "Rivers state"),
        ("Gunmen abducted five workers in the Niger Delta on Monday, Nigerian police said.", "Niger Delta"),
    ],
)  # fmt: skip
def test_the_place_and_not_what_it_lies_in(claims_raw: Read, sentence: str, place: str) -> None:
    assert place in {claim.place_text for claim in claims_raw(sentence)}


def test_a_row_after_its_kind_is_no_nest(claims_raw: Read) -> None:
    claims = claims_raw("Four rebels were killed in raids in the regions of Setif, Batna and Jijel on Monday.")
    assert {claim.place_text for claim in claims} <= {"Setif", "Batna", "Jijel"}
    assert "Setif" in {claim.place_text for claim in claims}


@pytest.mark.parametrize(
    ("sentence", "kind", "status", "place"),
    [
        ("A militia spokesman in Nairobi denied the town of Bunia had been retaken.", "territory_taken", "denied",
         "Bunia"),
        ("Rebels shot down a MiG-21 over Kismayo on Monday.", "other_event", "asserted", "Kismayo"),
        ("Troops routed a column of mercenaries near Yei on Monday.", "armed_clash", "asserted", "Yei"),
        ("About 30 guerrillas harassed an army detachment in Zamboanga on Monday.", "armed_clash", "asserted",
         "Zamboanga"),
        ("Police blocked off the village of Kamenka on Monday.", "besieged", "asserted", "Kamenka"),
        ("Rebels crossed into the Virunga national park on Monday.", "movement", "asserted", "Virunga national park"),
        ("Gunmen fired rockets at the Uch gas field in Dera Bugti district on Monday.", "shelling", "asserted",
         "Uch gas field"),
    ],
)  # fmt: skip
def test_what_is_told_of(claims_raw: Read, sentence: str, kind: str, status: str, place: str) -> None:
    assert (kind, status, place) in {(claim.type, claim.status, claim.place_text) for claim in claims_raw(sentence)}


def test_who_is_unidentified_is_nobody_named_nearby(claims_of: Read) -> None:
    claims = claims_of(
        "The Lord's Resistance Army attacked an army post near Gulu on Sunday, killing two soldiers.\n\n"
        "Unidentified gunmen shot dead a trader in Gulu on Monday, police said."
    )
    assert claims[-1].actor1 == "unidentified armed group"


@pytest.mark.parametrize(
    ("lead", "later", "source"),
    [
        ("a refugee agency spokeswoman said Monday", 'spokeswoman Marie Duval said', "Marie Duval"),
        ("the army spokesman said Monday", "Lt. Col. Paul Oduya told reporters", "Paul Oduya"),
        ("a police officer said Monday", "a priest, Paul Oduya, told reporters", "police officer"),
    ],
)  # fmt: skip
def test_the_name_of_a_spokesman_may_follow(claims_of: Read, lead: str, later: str, source: str) -> None:
    claims = claims_of(f"Gunmen killed two farmers near Goma, {lead}.\n\nThe huts were burned on Sunday, {later}.")
    assert source in claims[0].source


def test_who_goes_on_with_an_operation_says_nothing(claims_of: Read) -> None:
    claims = claims_of("Kenyan troops are continuing their operation in Garissa after gunmen killed two men there.")
    assert {claim.source for claim in claims} == {""}


def test_men_who_surrender_give_up_no_town(claims_raw: Read) -> None:
    claims = claims_raw("On Monday 15 rebel tribesmen surrendered to the authorities in Garissa.")
    assert [claim.type for claim in claims] == ["other_event"]


def test_what_happens_almost_daily_has_no_first_day(claims_raw: Read) -> None:
    (claim,) = claims_raw("Attacks on police posts occur almost daily in Garissa.")
    assert (claim.date_start, claim.date_end) == (None, "2019-03-14")


@pytest.mark.parametrize("how", ["two raids", "an overnight operation"])
def test_a_raid_for_arrests_is_no_event_beside(claims_raw: Read, how: str) -> None:
    claims = claims_raw(
        f"Warplanes bombed a village near Herat on Sunday.\n\nTroops arrested 10 men in {how} in Farah."
    )
    assert [claim.type for claim in claims] == ["air_strike", "arrest"]


@pytest.mark.parametrize(
    "sentence",
    [
        "A wounded officer was flown to a hospital in Goma on Monday.",
        "The Lake Liberation Army (LLA) is fighting for the independence of Bukavu.",
    ],
)
def test_what_tells_of_no_event(claims_raw: Read, sentence: str) -> None:
    assert claims_raw(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("The army denied the report, saying rebels had shelled Goma on Monday.", ["asserted"]),
        ("The army denied that it shelled Goma on Monday, saying it had hit rebels in Bukavu.", ["denied", "asserted"]),
        ("The army denied that it shelled Goma on Monday.", ["denied"]),
    ],
)  # fmt: skip
def test_what_is_said_beside_a_denial_is_not_denied(claims_raw: Read, sentence: str, statuses: list[str]) -> None:
    assert [claim.status for claim in claims_raw(sentence)] == statuses
