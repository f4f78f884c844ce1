"""Constructions that plain reports of many wars use: what is awaited, denied, brought, cut, lost with what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.records import Claim

Reader = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("An attack on Gao is expected.", "armed_clash", "planned"),
        ("A rebel assault on Gao is likely, residents said.", "armed_clash", "planned"),
        ("The rebels deny attacking Gao.", "armed_clash", "denied"),
        ("The army denied shelling Kidal on Monday.", "shelling", "denied"),
    ],
)
def test_what_is_awaited_and_what_is_denied(claims_raw: Reader, text: str, type_: str, status: str) -> None:
    assert [(c.type, c.status) for c in claims_raw(text)] == [(type_, status)]


def test_whose_army_a_group_is_called_is_not_who_attacks(claims_of: Reader) -> None:
    claims = claims_of("The NPA, the Philippines' last guerrilla army, attacked an army camp in Davao.")
    assert all("Philippine" not in c.actor1 for c in claims)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The army has lost Gao and all of Kidal to the rebels.", {"Gao", "Kidal"}),
        ("The rebels captured al-Hajar, Oued al-Tin and Jarif.", {"al-Hajar", "Oued al-Tin", "Jarif"}),
    ],
)  # fmt: skip
def test_every_place_of_a_row_is_taken(claims_of: Reader, text: str, places: set[str]) -> None:
    assert {c.place_text for c in claims_of(text) if c.type == "territory_taken"} == places


@pytest.mark.parametrize(
    "text",
    [
        "Trucks carrying flour entered Gao on Monday.",
        "Six lorries loaded with medicine reached Gao on Monday.",
        "A plane with food aid landed in Gao on Monday.",
    ],
)
def test_what_brings_relief_is_aid(claims_of: Reader, text: str) -> None:
    assert [(c.type, c.place_text) for c in claims_of(text)] == [("aid", "Gao")]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Trucks carrying fighters entered Gao on Monday.", {"aid"}),
        ("The raiders left leaflets in Gao.", {"withdrawal"}),
        ("Shells hit a displacement camp in Gao.", {"displacement"}),
    ],
)
def test_what_is_no_aid_no_withdrawal_no_flight(claims_raw: Reader, text: str, types: set[str]) -> None:
    assert not {c.type for c in claims_raw(text)} & types


def test_a_road_between_two_towns_is_cut(claims_of: Reader) -> None:
    claims = claims_of("The road linking Gao to Kidal has been cut since March.")
    assert [(c.type, c.place_relation) for c in claims] == [("besieged", "road")]


def test_a_column_is_wiped_out(claims_of: Reader) -> None:
    claims = claims_of("A rebel column of 40 vehicles was wiped out by jets near Gao on Monday.")
    assert [(c.type, c.place_text) for c in claims] == [("air_strike", "Gao")]


def test_a_dateline_s_country_does_not_fight(claims_of: Reader) -> None:
    text = (
        "NAIROBI (AFP) - Fighting with federal troops spread to Lalibela on Wednesday, residents said.\n\n"
        "Militiamen attacked the Ethiopian army in Gondar, a town in Ethiopia."
    )
    assert not [c for c in claims_of(text) if "Kenya" in c.actor1]


@pytest.mark.parametrize(
    "text",
    [
        "An operation to retake Kidal began on Monday.",
        "The rebels began a push to capture Kidal on Monday.",
        "The army launched Operation Sandstorm to retake Kidal.",
        "The government announced the start of Operation Sandstorm to retake Kidal.",
    ],
)
def test_what_an_operation_is_for_is_where_it_goes_and_not_yet_taken(claims_of: Reader, text: str) -> None:
    assert {(c.type, c.place_text) for c in claims_of(text)} == {("offensive", "Kidal")}


def test_where_somebody_is_stopped_stands_with_who_stops_him(claims_of: Reader) -> None:
    claims = claims_of("A convoy of six trucks carrying flour was blocked by gunmen in Gao.")
    assert [(c.type, c.place_text) for c in claims] == [("aid", "Gao")]


def test_who_hits_a_bomb_suffers_it(claims_of: Reader) -> None:
    claims = claims_of("Two soldiers were killed when their vehicle hit an improvised explosive device near Gao.")
    assert [(c.type, c.actor1, c.tolls[0].low) for c in claims] == [("explosion", "", 2)]


def test_a_governor_s_region_is_not_where_he_is_hit(claims_of: Reader) -> None:
    claims = claims_of("A bomb targeting the governor of Kidal region killed two of his guards in Gao on Monday.")
    assert [c.place_text for c in claims] == ["Gao"]


def test_fighters_who_belong_to_a_group_are_the_group(claims_of: Reader) -> None:
    claims = claims_of("The fighters, who belong to JNIM, set fire to two camps in Gao.")
    assert [c.actor1 for c in claims] == ["JNIM"]


def test_the_city_is_the_one_that_opens_the_sentence(claims_of: Reader) -> None:
    text = (
        "Rebels took the city of Gao on Monday. In Kidal, a shell hit a house on the edge of the city, killing a boy."
    )
    assert [c.place_text for c in claims_of(text) if c.type == "shelling"] == ["Kidal"]


@pytest.mark.parametrize(
    ("entry", "type_", "place"),
    [
        ("2 Nov - Gao: gunmen looted shops.", "destruction", "Gao"),
        ("30 Oct - Menaka: drone strike on rebel camp at Talataye.", "air_strike", "Talataye"),
        ("3 Nov - Kidal: town cut off by rebels since Monday.", "besieged", "Kidal"),
    ],
)
def test_entries_of_a_log(claims_of: Reader, entry: str, type_: str, place: str) -> None:
    assert (type_, place) in {(c.type, c.place_text) for c in claims_of(entry)}


def test_who_is_another_s_affiliate_is_himself(claims_of: Reader) -> None:
    text = (
        "JNIM, an al-Qaeda affiliate, denied that its fighters had attacked civilians in Gao. It said it took a camp."
    )
    assert {(c.actor1, c.source) for c in claims_of(text)} == {("JNIM", "JNIM")}


def test_a_sentence_cut_before_its_speaker(claims_of: Reader) -> None:
    text = (
        "Gunmen surrounded the village at dawn, opened fire on worshippers leaving the mosque and burned granaries "
        "before fleeing towards the Niger border, deputy mayor Modibo Dikko told Reuters by phone."
    )
    assert {(c.source, c.via) for c in claims_of(text)} <= {
        ("Modibo Dikko", "Reuters"),
        ("deputy mayor Modibo Dikko", "Reuters"),
    }


@pytest.mark.parametrize("text", ["The town of Gao fell on Friday.", "Gao fell last week."])
def test_a_town_that_fell_was_taken(claims_of: Reader, text: str) -> None:
    assert [(c.type, c.place_text) for c in claims_of(text)] == [("territory_taken", "Gao")]


@pytest.mark.parametrize("text", ["Prices in Gao fell on Friday.", "Gao fell silent on Friday."])
def test_what_else_falls_is_not_taken(claims_of: Reader, text: str) -> None:
    assert not claims_of(text)


def test_the_dead_of_the_event_before_are_not_this_one_s(claims_of: Reader) -> None:
    claims = claims_of("The attack in Gao came a day after 12 people were killed in Kidal.")
    assert [(c.place_text, c.tolls[0].low) for c in claims if c.tolls] == [("Kidal", 12)]


def test_a_week_after_something_says_when_that_was(claims_of: Reader) -> None:
    text = "A car bomb went off in Gao, killing 12 people a week after an attempt on the governor's life."
    assert [c.date_start for c in claims_of(text, published="2024-09-20") if c.type == "explosion"] == ["2024-09-20"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Six people died when a mine exploded in Gao, the Malian Red Crescent said.", "Malian Red Crescent"),
        (
            "NDLF denied the charge. It claimed to have taken a camp in Gao.\n\nThe U.N. said it was concerned.",
            "NDLF",  # not the body that is named only later
        ),
    ],
)
def test_a_body_is_the_one_named(claims_of: Reader, text: str, source: str) -> None:
    assert {c.source for c in claims_of(text) if c.type in {"explosion", "territory_taken"}} == {source}


def test_who_is_backed_takes_the_town_and_not_his_backer(claims_of: Reader) -> None:
    claims = claims_of(
        "Malian government forces backed by Imghad militia recaptured Kidal from the militants on Thursday."
    )
    assert [(c.type, c.actor1) for c in claims] == [("territory_taken", "Malian government forces")]


def test_a_village_besieged_in_the_past_tense_is_a_place(claims_of: Reader) -> None:
    claims = claims_of("Witnesses said fighters besieged al-Sireha on Friday.")
    assert [(c.type, c.place_text) for c in claims] == [("besieged", "al-Sireha")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Rebels who seized Gao a day earlier marched unopposed into the town of Kidal on Wednesday.",
            {("territory_taken", "Gao"), ("territory_taken", "Kidal")},
        ),
        ("The army counter-attacked in Gao on Wednesday but was beaten back.", {("offensive", "Gao")}),
        ("The army convoy came under fire from rebels in Gao.", {("armed_clash", "Gao")}),
        ("Gao has been in the National Front's hands since 2 April.", {("control", "Gao")}),
        ("More than 200 soldiers have gone over to the rebels in Gao.", {("other_event", "Gao")}),
    ],
)
def test_forms_of_taking_holding_and_changing_sides(claims_of: Reader, text: str, told: set[tuple[str, str]]) -> None:
    assert {(c.type, c.place_text) for c in claims_of(text)} >= told


def test_it_is_who_says_so(claims_of: Reader) -> None:
    text = (
        "The African Union, which did not fire a shot as the rebels entered Gao, said it still held the airport of Gao."
    )
    assert [c.actor1 for c in claims_of(text) if c.type == "control"] == ["African Union"]


def test_whom_one_side_killed_the_other_did_not(claims_of: Reader) -> None:
    text = "An official said the army was still fighting in Gao and that the rebels had executed 100 youths there."
    assert [(c.type, c.tolls[0].low) for c in claims_of(text) if c.tolls] == [("attack_on_civilians", 100)]


def test_an_aside_about_the_dead_does_not_end_their_row(claims_of: Reader) -> None:
    text = "Some 35 civilians, most of them women, and seven soldiers lost their lives when militants attacked Gao."
    assert {c.tolls[0].low for c in claims_of(text) if c.tolls} == {42}


def test_where_a_deal_was_made_is_not_where_it_is_broken(claims_of: Reader) -> None:
    claims = claims_of("The coalition violated the Stockholm Agreement 77 times in Gao, the rebels said.")
    assert "Stockholm" not in {c.place_text for c in claims}
    assert not [c for c in claims if "Sweden" in c.actor1]


def test_a_driver_is_no_crowd(claims_raw: Reader) -> None:
    assert not claims_raw("The driver was heading for the airport of Gao.")


def test_the_two_sides_of_a_clash_with_an_aside(claims_raw: Reader) -> None:
    claims = claims_raw(
        "Clashes between the FARDC, supported by local fighters, and the M23 have continued around Goma."
    )
    assert [(c.actor1, c.actor2) for c in claims] == [("Congolese government forces", "March 23 Movement")]
