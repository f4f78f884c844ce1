"""What a first reading of bundles took wrongly: a nation's armed forces, short forms before plain verbs, convoys that
arrive, who counts the dead, who denies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.records import Claim

Reader = Callable[..., list[Claim]]
DAY = "2024-08-12"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Somali armed forces captured Adale on Monday.", "Somali government forces"),
        ("The Congolese Armed Forces captured Sake on Monday.", "Congolese government forces"),
        ("The Turkish armed forces captured Afrin on Monday.", "Turkey"),
        ("Turkish-armed rebels captured Afrin on Monday.", "Free Syrian Army"),
    ],
)
def test_a_nations_armed_forces_are_its_army_not_armed_by_it(claims_of: Reader, text: str, actor: str) -> None:
    assert [c.actor1 for c in claims_of(text, published="2018-03-20")] == [actor]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("M23 hold Goma, FARDC hold Sake.", {("March 23 Movement", "Goma"), ("Congolese government forces", "Sake")}),
        ("The RSF hold Bara.", {("Rapid Support Forces", "Bārah")}),
        ("The army controls Goma and its airport.", {("Congolese government forces", "Goma")}),
        ("FARDC still hold Lubero.", {("Congolese government forces", "Lubero")}),
        ("Control: JNIM hold Djibo town and the barracks.", {("JNIM", "Djibo")}),
    ],
)
def test_a_short_form_holds_a_town(claims_of: Reader, text: str, held: set[tuple[str, str]]) -> None:
    assert {(c.actor1, c.place) for c in claims_of(text, published=DAY) if c.type == "control"} == held


@pytest.mark.parametrize(
    ("text", "actor", "place"),
    [
        ("M23 fighters remain in the town of Goma, residents said.", "March 23 Movement", "Goma"),
        ("The army returned to Bara on Monday evening.", "Sudanese government forces", "Bārah"),
        ("RSF fighters remain in Babanusa, an activist said.", "Rapid Support Forces", "Babanūsah"),
    ],
)
def test_who_remains_in_a_town_or_returns_is_present(claims_of: Reader, text: str, actor: str, place: str) -> None:
    told = f"{text} It is the third town of its state." if "Bara " not in text else f"Sudan's rains came late. {text}"
    found = claims_of(told, published=DAY)
    assert {(c.type, c.actor1, c.place) for c in found} == {("presence", actor, place)}


def test_bodies_without_a_name_of_their_own_are_not_another_wars(claims_of: Reader) -> None:
    text = "The National Defense Force said its troops had captured Lalibela in Ethiopia's Amhara region on Monday."
    assert "Pro-government militias" not in {c.actor1 for c in claims_of(text, published=DAY)}


def test_a_hold_on_a_town_is_no_verb(claims_of: Reader) -> None:
    assert not claims_of("The RSF hold on El Fasher is weak.", published=DAY)


@pytest.mark.parametrize(
    "text",
    [
        "On 15 August a supply convoy from Gao, escorted by Russian instructors, reached Tessit for the first time.",
        "Lorries with flour entered Tessit on Monday.",
        "A delegation of elders reached Tessit on Monday.",
    ],
)
def test_a_convoy_that_arrives_takes_nothing(claims_of: Reader, text: str) -> None:
    assert not [c for c in claims_of(text, published="2024-08-20") if c.type == "territory_taken"]


@pytest.mark.parametrize(
    "count",
    [
        "The government on Wednesday raised the death toll from 17 to 42 soldiers.",
        "On Wednesday the ministry put the toll at 42.",
        "The army put the number of dead at 42 on Wednesday.",
    ],
)
def test_who_counts_the_dead_did_not_kill_them_that_day(claims_of: Reader, count: str) -> None:
    found = claims_of(f"JNIM fighters killed soldiers in an attack on Djibo on Sunday. {count}", published="2024-08-16")
    told = [c for c in found if any(toll.low == 42 for toll in c.tolls)]
    assert [(c.date_start, c.actor1 in ("JNIM", "")) for c in told] == [("2024-08-11", True)]


def test_who_denies_that_a_camp_fell_is_not_who_took_it(claims_of: Reader) -> None:
    found = claims_of(
        "Mali's government declared three days of mourning after an attack on Tessit by JNIM on Sunday. "
        "The army denies that the camp at Tessit was overrun.",
        published=DAY,
    )
    assert {c.actor1 for c in found if c.status == "denied"} <= {"", "JNIM"}


@pytest.mark.parametrize(
    ("text", "doer", "dead"),
    [
        ("Nine soldiers died in an ambush near Djibo claimed by JNIM.", "JNIM", "Burkinabe government forces"),
        ("Ten people died in a bombing in Kaya claimed by JNIM.", "JNIM", "civilians"),
        ("Twelve RSF fighters died in a drone strike on Bara.", "", "Rapid Support Forces"),
    ],
)
def test_who_died_in_an_attack_did_not_make_it(claims_of: Reader, text: str, doer: str, dead: str) -> None:
    (claim,) = claims_of(text, published=DAY)
    assert (claim.actor1, claim.actor2) == (doer, dead)


def test_hours_of_a_day_hold_no_longer_than_the_day(claims_of: Reader) -> None:
    text = "JNIM fighters held the centre of Djibo from about 3 p.m. until 6 p.m. on Sunday."
    assert [(c.date_start, c.date_end) for c in claims_of(text, published="2024-08-16")] == [("2024-08-11",) * 2]


def test_suspected_rebels_killed_and_were_not_killed(claims_of: Reader) -> None:
    text = "Suspected Islamist militants killed at least 17 soldiers in an attack on Tessit on Sunday, the army said."
    (claim,) = claims_of(text, published=DAY)
    assert (claim.actor1, claim.actor2) == ("Islamic militants", "Malian government forces")


@pytest.mark.parametrize(
    "text",
    [
        "The army shelled Tessit, south of Gao, on Sunday. Families fled towards Ansongo and Labbezanga in Niger.",
        "The army left Tessit for Gao on Monday. Hundreds have crossed from Ansongo into Niger, the mayor of Gao said.",
    ],
)
def test_where_people_flee_to_is_not_the_country_of_the_report(claims_of: Reader, text: str) -> None:
    doers = {c.actor1 for c in claims_of(text, published=DAY)} - {"civilians", ""}
    assert doers == {"Malian government forces"}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Ten people died in Goma, according to a doctor at the town's hospital.",
            "doctor at the town's hospital",
        ),
        ("Nine died in Goma, according to the head of the city's health service.", "head of the city's health service"),
        ("Nine people died in Goma, according to the army's spokesman.", "army's spokesman"),
    ],
)
def test_a_speaker_at_somebodys_hospital_has_his_whole_name(claims_of: Reader, text: str, source: str) -> None:
    assert {c.source for c in claims_of(text, published=DAY)} == {source}


def test_a_mediums_name_goes_on_after_of(claims_of: Reader) -> None:
    found = claims_of("Rebels captured Goma on Monday, a witness told Voice of Ituri by phone.", published=DAY)
    assert {c.via for c in found} == {"Voice of Ituri"}


@pytest.mark.parametrize("sent", ["sent kits for 50 wounded to Bunia", "has beds for dozens of wounded in Bunia"])
def test_whom_aid_is_meant_for_was_not_hurt_in_that_town(claims_of: Reader, sent: str) -> None:
    found = claims_of(f"Shells hit Goma on Friday. MSF {sent}.", published=DAY)
    assert not [c for c in found if c.place == "Bunia" and c.type == "shelling"]


def test_a_war_fought_since_a_year_is_no_fight_where_its_troops_leave(claims_of: Reader) -> None:
    found = claims_of("French troops, who had fought jihadists since 2013, left their base in Gao.", published=DAY)
    assert {c.type for c in found} == {"withdrawal"}
