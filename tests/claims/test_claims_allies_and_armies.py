"""Who fights beside whom, what "a rebel army" is, who takes whom prisoner, and where a village lies."""

from __future__ import annotations

import pytest

from marsad.records import Interval, Report


def fields(claims, kind):
    return [(c.actor1, c.actor2) for c in claims if c.type == kind]


@pytest.mark.parametrize(
    "text",
    [
        "The Hill Front, an ally of the Lake Army, took Kyaukme in Myanmar on 10 July.",
        "Fighters of the Hill Front, allies of the Lake Army, entered Kyaukme in Myanmar on 10 July.",
        "The Hill Front, which is allied with the Lake Army, said it had captured Kyaukme in Myanmar.",
        "The Hill Front, which fights alongside the Lake Army, said it had captured Kyaukme in Myanmar.",
        "The Hill Front, which fought alongside the Lake Army, captured Kyaukme in Myanmar on 10 July.",
    ],
)
def test_an_ally_is_no_victim_and_the_alliance_no_fight(text: str, claims_of) -> None:
    found = claims_of(text, published="2024-07-29")
    assert [(c.type, c.actor1, c.actor2) for c in found] == [("territory_taken", "Hill Front", "")]
    assert {c.source for c in found} <= {"", "Hill Front"}


@pytest.mark.parametrize(
    "named", ["The Cherry Defence Force (CDF)", "The Cherry People's Defence Force (PDF)", "The Cherry Front"]
)
def test_who_is_told_of_in_between_does_not_speak(named: str, claims_of) -> None:
    text = f"{named}, which fights alongside the QNLA, said it had seized Mogok in Myanmar on 24 July."
    (claim,) = claims_of(text, published="2024-07-29")
    assert (claim.type, claim.source.startswith("Cherry")) == ("territory_taken", True)


@pytest.mark.parametrize("army", ["A rebel army", "An ethnic army", "A guerrilla army", "The separatist army"])
def test_an_army_of_rebels_is_no_state_s(army: str, claims_of) -> None:
    found = claims_of(f"{army} seized Lashio, Myanmar, on Monday.", published="2024-07-29")
    assert fields(found, "territory_taken") == [("unidentified armed group", "")]


def test_a_rebel_army_is_the_one_that_is_named(claims_of) -> None:
    text = (
        "The flag of a rebel army has flown over Lashio, Myanmar, for a week. The Hill Army took the town on 20 July."
    )
    assert fields(claims_of(text, published="2024-07-29"), "control") == [("Hill Army", "")]


@pytest.mark.parametrize(
    "text",
    [
        "The Hill Army, a Kokang Chinese force, captured Lashio, Myanmar, on Monday.",
        "The Hill Army, an ethnic Chinese militia, captured Lashio, Myanmar, on Monday.",
    ],
)
def test_of_what_people_a_group_is(text: str, claims_of) -> None:
    assert fields(claims_of(text, published="2024-07-29"), "territory_taken")[0][0] == "Hill Army"


@pytest.mark.parametrize(
    "text",
    [
        "Nearly 200 soldiers were taken prisoner when the base at Lashio, Myanmar, fell to the Hill Army.",
        "Two hundred soldiers and two generals were captured when the base at Lashio, Myanmar, fell to the Hill Army.",
        "Six soldiers were arrested in Lashio, Myanmar, on Monday.",
    ],
)
def test_nobody_takes_his_own_men_prisoner(text: str, claims_of) -> None:
    assert fields(claims_of(text, published="2024-07-29"), "arrest") == [("", "Myanmar government forces")]


def test_an_announcement_that_was_premature_is_denied(claims_of) -> None:
    text = "The Hill Army's announcement of 20 July that it had taken Lashio, Myanmar, was premature."
    assert [(c.type, c.status) for c in claims_of(text, published="2024-07-29")] == [("territory_taken", "denied")]


@pytest.mark.parametrize("where", ["15 km south of Lashio, Myanmar", "some 15 miles from Lashio in Myanmar"])
def test_one_raid_on_a_village_that_lies_by_a_town(where: str, claims_of) -> None:
    (claim,) = claims_of(f"A jet bombed a monastery at Wadula village, {where}.", published="2024-07-29")
    assert (claim.place_text, claim.place_relation) == ("Wadula", "near")


def test_some_of_the_dead_are_no_further_toll(claims_of) -> None:
    text = (
        "At least nine civilians were killed on Thursday when shells fell on Lashio, Myanmar, two residents and a "
        "rescue worker said. The rescue worker, who asked not to be named, said four of the dead were children."
    )
    assert {t.low for c in claims_of(text, published="2024-07-29") for t in c.tolls} == {9}


@pytest.mark.parametrize(
    "text",
    [
        "Fighting went on in Lashio, Myanmar. Soldiers attacked QNLAA men outside the town on Monday.",
        "Fighting went on in Lashio, Myanmar. A clinic in Ward 12 was shelled on Monday.",
        "Fighting went on in Lashio, the biggest town of northern Shan State, Myanmar. Shells hit the town.",
    ],
)
def test_letters_and_wards_are_no_places_of_their_own(text: str, claims_of) -> None:
    assert {c.place for c in claims_of(text, published="2024-07-29")} == {"Lashio"}


@pytest.mark.parametrize(
    "text",
    [
        "The Lake Front accused the defectors of killing two farmers in Gao, Mali, on Monday.",
        "The Lake Front said it had left the talks. It accused the dissidents of killing a family in Gao, Mali.",
    ],
)
def test_who_accuses_others_has_not_done_it(text: str, claims_of) -> None:
    assert {c.actor1 for c in claims_of(text) if c.type == "attack_on_civilians"} == {""}


@pytest.mark.parametrize("fighters", ["The fighters", "The militants", "The guerrillas"])
def test_fighters_whom_nobody_names_are_no_soldiers(fighters: str, claims_of) -> None:
    text = f"Regime forces left Hama, Syria, on Thursday. {fighters} also seized the military airport of Hama."
    assert "Syrian government forces" not in {c.actor1 for c in claims_of(text) if c.type == "territory_taken"}


def test_a_military_airport_makes_no_holder_of_the_town_beside_it(claims_of) -> None:
    text = (
        "HTS took control of Hama city, its military airport and the town of Salamiyah in Syria on Thursday, after "
        "regime forces had pulled out towards Homs."
    )
    assert not [c for c in claims_of(text, published="2024-12-06") if c.type == "control"]


def test_it_is_one_and_stays_the_same_in_a_sentence(claims_of) -> None:
    text = (
        "The army had dug in north of Hama, Syria, on Dec. 1. For three days it threw back the men of HTS, with "
        "Russian jets overhead, and on Dec. 3 it even retook the village of Khattab."
    )
    found = claims_of(text, published="2024-12-13")
    assert fields(found, "territory_taken") == [("Syrian government forces", "Hayat Tahrir al-Sham")]


@pytest.mark.parametrize(("called", "place"), [("town", "Tibú"), ("hamlet", "Versalles")])
def test_a_town_is_no_hamlet(called: str, place: str, claims_of) -> None:
    text = (
        "The stadium of Tibú, Colombia, is full. A woman from the hamlet of Versalles saw the gunmen. "
        f"The army says that it is in control of the {called}."
    )
    assert {c.place_text for c in claims_of(text) if c.type == "control"} == {place}


def test_a_copy_of_an_agency_that_nobody_printed_is_the_agency_s(extractor) -> None:
    text = "Rebels took the town of Hama in Syria on Thursday, and residents fled."
    report = Report(
        digest="1" * 64, doc="copy", text=text, agency="Levant Wire", published=Interval("2024-12-05", "2024-12-05"),
        published_basis="user",
    )  # fmt: skip
    assert {c.origin for c in next(claims for _, claims in extractor.claims([report])) if not c.source} == {
        "Levant Wire"
    }


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A rebel officer, who wouldn't give his name, denies that his men fired on a mosque in Gao, Mali.", "officer"),
        ("A rebel officer in Gao, Mali, who wouldn't give his name, denies that his men fired on a mosque.", "Gao"),
    ],
)
def test_who_denies_after_an_aside_denies(text: str, source: str, claims_of) -> None:
    (claim,) = claims_of(text)
    assert claim.status == "denied"
    assert claim.source.endswith(source)


def test_fighting_that_picked_up_arrested_nobody(claims_of) -> None:
    text = "A missile hit a mosque in Marib, Yemen, on Tuesday, killing 11 people, as fighting picked up on all fronts."
    assert not [c for c in claims_of(text) if c.type == "arrest"]


@pytest.mark.parametrize(
    ("text", "besieger"),
    [
        ("The Hill Army captured Lashio, Myanmar, on Monday after a siege of nine days.", "Hill Army"),
        ("The army recaptured Lashio, Myanmar, on Monday after a month-long siege.", "Myanmar government forces"),
    ],
)
def test_who_took_a_place_after_a_siege_laid_it(text: str, besieger: str, claims_of) -> None:
    assert {c.actor1 for c in claims_of(text, published="2024-07-29") if c.type == "besieged"} == {besieger}


def test_a_group_that_the_report_names_speaks_as_a_party(claims_of) -> None:
    text = "The Quarry Alliance Army fights in Lashio, Myanmar. The QAA said it had taken the airport of Lashio."
    assert {(c.source_kind, c.origin) for c in claims_of(text) if c.source} == {("party", "Quarry Alliance Army")}


def test_an_army_named_for_its_land_is_not_the_state_s(claims_of) -> None:
    text = "The Myanmar Hill Alliance Army said on Monday that it had taken the town of Lashio in Myanmar."
    (claim,) = claims_of(text)
    assert (claim.source_kind, claim.origin) == ("party", "Myanmar Hill Alliance Army")
