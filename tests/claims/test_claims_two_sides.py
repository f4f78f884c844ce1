"""What one side says of the other: whom it charges, what it denies and goes on to say, who only backs, where bodies
that speak sit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.records import Claim

Read = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Chad accused the Sudanese army of shelling Adre.", "Sudanese government forces"),
        ("The Lord's Resistance Army accused Ugandan troops on Friday of having burned houses in Gulu.", "Uganda"),
        ("A rebel spokesman accused the army of having executed 12 prisoners in Bunia, Congo.",
         "Congolese government forces"),
        ("Residents blamed the army for shelling Bunia, Congo.", "Congolese government forces"),
        ("The army was accused of killing nine villagers in Bunia, Congo.", "Congolese government forces"),
    ],
)  # fmt: skip
def test_who_is_charged_with_a_deed_is_said_to_have_done_it(claims_of: Read, text: str, doer: str) -> None:
    (claim,) = claims_of(text)
    assert claim.actor1.startswith(doer)


def test_who_accuses_a_coalition_is_not_in_it(claims_of: Read) -> None:
    (claim,) = claims_of("A Houthi official accused the coalition of shelling the town of Haradh in Yemen.")
    assert claim.actor1 != "Houthi"


def test_what_follows_a_denial_is_not_denied(claims_of: Read) -> None:
    told = "The army denied that it had shelled the market in Bunia in Congo and blamed rebel mortars."
    assert {(c.status, c.actor1) for c in claims_of(told)} == {
        ("denied", "Congolese government forces"),
        ("asserted", "unidentified armed group"),
    }


def test_denied_having_done_it(claims_of: Read) -> None:
    told = (
        "Chad's defence ministry denied having shelled the town of Adre and said its forces did not target civilians."
    )
    assert {(c.type, c.status) for c in claims_of(told)} == {("shelling", "denied")}


def test_who_backs_those_who_speak_has_not_done_it(claims_of: Read) -> None:
    told = "M23 rebels backed by Rwandan troops said early on Monday they had captured Rutshuru in Congo."
    assert [(c.actor1, c.actor2) for c in claims_of(told)] == [("March 23 Movement", "")]


@pytest.mark.parametrize("body", ["The government in Kinshasa", "The interior ministry in Kinshasa"])
def test_nothing_happened_where_a_ministry_sits(claims_of: Read, body: str) -> None:
    told = f"Fighting in Bunia in Congo has killed 40 people since Monday, a doctor said. {body} put the toll at 70."
    assert {c.place for c in claims_of(told)} == {"Bunia"}


def test_a_ministry_may_be_hit_where_it_sits(claims_of: Read) -> None:
    assert {c.place for c in claims_of("A car bomb hit the interior ministry in Kabul on Monday.")} == {"Kabul"}


def test_the_side_of_a_town_is_a_part_of_it(claims_of: Read) -> None:
    relation = {
        text: {c.place_relation for c in claims_of(text)}
        for text in (
            "Jets bombed the east of the city of Bunia in Congo.",
            "Jets bombed a village 12 km to the east of the city of Bunia in Congo.",
        )
    }
    assert list(relation.values()) == [{"part_of"}, {"near"}]


def test_a_town_goes_before_the_region_of_its_name(claims_of: Read) -> None:
    (claim,) = claims_of("Rebels captured Agdam in Azerbaijan.")
    assert (claim.geonameid, claim.place_relation) == (148619, "is")


def test_a_town_and_its_country_are_one_place(claims_of: Read) -> None:
    (claim,) = claims_of("Rebels shelled Bunia, Congo, on Monday.")
    assert (claim.place, claim.place_relation) == ("Bunia", "is")


def test_what_follows_a_report_may_be_denied(claims_of: Read) -> None:
    told = "The army said rebels had attacked Gao in Mali and denied that the town had fallen."
    assert {(c.type, c.status) for c in claims_of(told)} >= {("territory_taken", "denied")}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The rebels agreed on Monday to a truce in Gao in Mali and to withdraw their men from the town.", "planned"),
        ("The rebels are to withdraw from Gao in Mali by 20 March.", "planned"),
        ("The rebels withdrew from Gao in Mali on Monday.", "asserted"),
    ],
)
def test_what_is_agreed_or_ordered_has_not_happened(claims_of: Read, text: str, status: str) -> None:
    assert {c.status for c in claims_of(text) if c.type == "withdrawal"} == {status}


def test_a_hospital_named_for_a_day_tells_no_day(claims_of: Read) -> None:
    (claim,) = claims_of("Gunmen have taken over the May 22 hospital in Kidal, Mali.")
    assert not (claim.date_end or "").endswith("05-22")


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Chad's deputy defence minister, Idris Amada, said rebels had seized Adre.",
         {"Chad's deputy defence minister Idris Amada"}),
        ("Rebels seized Gao in Mali on Tuesday, residents and the regional governor, Idris Amada, said.",
         {"residents", "regional governor Idris Amada"}),
    ],
)  # fmt: skip
def test_a_speaker_keeps_the_office_told_before_his_name(claims_of: Read, text: str, sources: set[str]) -> None:
    assert {c.source for c in claims_of(text)} == sources


@pytest.mark.parametrize(
    "text",
    [
        "The interior ministry rejected M23 claims that the town of Bunia in Congo had fallen.",
        "The army denied on Friday that Bunia in Congo had fallen to the M23.",
    ],
)
def test_who_rejects_a_claim_denies_it(claims_of: Read, text: str) -> None:
    (claim,) = claims_of(text)
    assert (claim.status, claim.actor1, claim.source.split()[-1]) in {
        ("denied", "March 23 Movement", "ministry"),
        ("denied", "March 23 Movement", "army"),
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The M23 seized Goma on Friday and Bukavu on Saturday.", {"Goma", "Bukavu"}),
        ("M23 rebels captured the army compound in Bunia, Congo.", {"Bunia"}),
        ("The army declared Bunia liberated on Tuesday.", {"Bunia"}),
    ],
)
def test_what_was_taken_is_found_where_parsers_hang_it_elsewhere(claims_of: Read, text: str, places: set[str]) -> None:
    assert {c.place for c in claims_of(text) if c.type == "territory_taken"} == places


def test_forces_loyal_to_a_government_are_its_own(claims_of: Read) -> None:
    (claim,) = claims_of("Forces loyal to Libya's internationally recognised government captured the town of Gharyan.")
    assert claim.actor1 == "Libyan government forces"


def test_a_hospital_may_bear_the_name_of_a_village_far_away(claims_of: Read) -> None:
    claims = claims_of("Shells hit the market and al-Thawra hospital in the rebel-held port city of Hodeidah, Yemen.")
    assert {c.geonameid for c in claims if c.type == "shelling"} == {79415}


@pytest.mark.parametrize(
    "text",
    [
        "The XNLA said on Monday it had captured Lashio in Myanmar.",
        "XNLA troops captured Lashio in Myanmar on Monday.",
        "The XNLA captured Lashio from the army in Myanmar on Monday.",
    ],
)
def test_initials_that_nothing_explains_are_a_body(claims_of: Read, text: str) -> None:
    assert {c.actor1 for c in claims_of(text) if c.type == "territory_taken"} == {"XNLA"}


def test_what_ends_the_fighting_happens_at_its_end(claims_of: Read) -> None:
    claims = claims_of("Rebels captured Gao in Mali after three days of fighting.", published="2019-03-14")
    days = {c.type: (c.date_start, c.date_end) for c in claims}
    assert days["territory_taken"] == ("2019-03-14", "2019-03-14")


def test_initials_are_those_of_the_body_named_in_full(claims_of: Read) -> None:
    told = "The Lake Liberation Army captured Namhkam in Myanmar. On Monday the LLA seized Kyaukme, residents said."
    assert {c.actor1 for c in claims_of(told) if c.type == "territory_taken"} == {"Lake Liberation Army"}


def test_a_body_that_tells_of_itself_is_a_party(claims_of: Read) -> None:
    (claim,) = claims_of("The XNLA said on Monday it had captured Lashio in Myanmar.")
    assert claim.source_kind == "party"


@pytest.mark.parametrize(
    "text",
    [
        "The army acknowledged that its forces had given up control of Gao in Mali.",
        "The army gave up Gao in Mali on Monday.",
    ],
)
def test_what_is_given_up_is_left(claims_of: Read, text: str) -> None:
    assert [(c.type, c.actor1) for c in claims_of(text)] == [("withdrawal", "Malian government forces")]


def test_a_service_of_its_own_name_is_no_body_named_before(claims_of: Read) -> None:
    told = "Islamic State lost Ramadi in Iraq. The city is under army control, the counter-terrorism service said."
    assert {c.source for c in claims_of(told)} == {"", "counter-terrorism service"}


def test_who_tells_of_the_dead_is_none_of_them(claims_of: Read) -> None:
    told = "A raid on a market in Gao in Mali killed at least 43 people, a health official and two witnesses said."
    assert {(c.killed_low, c.source) for c in claims_of(told)} == {(43, "health official"), (43, "witnesses")}


def test_fighters_of_initials(claims_of: Read) -> None:
    (claim,) = claims_of("Fighters of the XNLA captured Gao in Mali.")
    assert claim.actor1 == "XNLA"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels took the capital of Helmand, Lashkar Gah, in Afghanistan.", "Lashkar Gāh"),
        ("A bomb killed three people in the Sri Lankan capital on Monday.", "Colombo"),
        ("Gunmen killed three people in the South Sudanese capital on Monday.", "Juba"),
    ],
)
def test_a_capital_is_the_town(claims_of: Read, text: str, place: str) -> None:
    assert [(c.place, c.place_relation) for c in claims_of(text)] == [(place, "is")]


def test_the_attack_somebody_is_blamed_for_was_where_it_was_told(claims_of: Read) -> None:
    told = "A car bomb killed nine people in Gao in Mali on Friday, hours after the army took Kidal. "
    claims = claims_of(told + "Residents blamed JNIM for the attack.")
    assert {(c.actor1, c.place) for c in claims if c.type == "explosion"} == {("", "Gao"), ("JNIM", "Gao")}


@pytest.mark.parametrize(
    "text",
    [
        "In Mali, JNIM killed nine people in Gao on Monday, and the army attacked Kidal.",
        "In Mali, rebels killed nine people in Gao on Monday and the army shelled Kidal.",
        "Jets bombed Kidal while rebels killed nine soldiers in Gao, officials in Mali said.",
        "The army shelled Kidal on Monday, and on Tuesday rebels killed nine soldiers in Gao, officials in Mali said.",
    ],
)
def test_clauses_with_a_doer_and_a_place_each_tell_of_two_events(claims_of, text: str) -> None:
    told = {c.place: c.killed_low for c in claims_of(text)}
    assert told == {"Gao": 9, "Kidal": None}


def test_a_fight_of_two_sides_in_one_place_is_one(claims_of) -> None:
    [claim] = claims_of("As rebels attacked Gao, soldiers killed nine of them, officials in Mali said.")
    assert (claim.type, claim.killed_low) == ("armed_clash", 9)
