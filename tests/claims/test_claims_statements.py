"""What ministries' statements, press releases and comment on wars showed: who only welcomes a deed, what is only
wanted, and who is named as the one who lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.records import Claim

Reader = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "loser"),
    [
        ("The ambassador praised the liberation of Manbij from ISIL terrorists.", "Islamic State"),
        ("Manbij has been liberated after its brutal occupation by the terrorist group ISIL.", "Islamic State"),
        ("Norway welcomes the recapture of Tikrit from Daesh.", "Islamic State"),
        ("The liberation of Ramadi is a blow to Daesh.", "Islamic State"),
        ("Ramadi has been freed after two years of ISIL rule.", "Islamic State"),
        ("The fall of Palmyra was a severe setback for the Syrian army.", "Syrian government forces"),
        ("The minister hailed the liberation of Tadef and renewed support for Syria in the fight against ISIL.",
         "Islamic State"),
    ],
)  # fmt: skip
def test_who_loses_a_place_has_not_taken_it(claims_of: Reader, text: str, loser: str) -> None:
    (taken,) = [c for c in claims_of(text, published="2016-10-12") if c.type == "territory_taken"]
    assert (taken.actor1, taken.actor2) == ("", loser)


def test_who_is_driven_out_elsewhere_has_not_taken_the_town(claims_of: Reader) -> None:
    claims = claims_of(
        "Denmark has backed the liberation of key towns such as Manbij and Jarablus, and helped to push ISIL out of "
        "Kobane.",
        published="2016-10-12",
    )
    taken = [c for c in claims if c.type == "territory_taken"]
    assert taken and all(c.actor1 != "Islamic State" for c in taken)


@pytest.mark.parametrize(
    "text",
    [
        "Six aid workers were killed in Idlib on Saturday, the UN said.",
        "Iran welcomed the killing of 20 rebels in Hama.",
        "Reports of continued fighting in Darayya alarm the European Union.",
    ],
)
def test_who_speaks_of_the_dead_or_welcomes_them_killed_nobody(claims_of: Reader, text: str) -> None:
    claims = claims_of(text, published="2016-10-12")
    assert claims and {c.actor1 for c in claims} == {""}


def test_un_troops_may_be_the_doers_where_the_words_say_so(claims_of: Reader) -> None:
    (claim,) = claims_of("UN peacekeepers killed two people in Bangui, residents said.")
    assert (claim.actor1, claim.actor2) == ("United Nations", "civilians")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The envoy called for a ceasefire in Aleppo.", "planned"),
        ("The bishop appealed for a truce in Gaza.", "planned"),
        ("Diplomats pushed for a ceasefire in Khartoum.", "planned"),
        ("Mediators are working for a truce in Tripoli.", "planned"),
        ("Ministers want a deal for a cease-fire in Aleppo.", "planned"),
        ("The two sides reached a deal for a cease-fire in Aleppo.", "asserted"),
        ("Talks on a truce in Idlib collapsed.", "planned"),
        ("Efforts to secure a truce in Homs failed.", "planned"),
        ("The mediator secured a truce in Homs on Friday.", "asserted"),
        ("The envoy tried to broker a truce in Homs.", "planned"),
        ("The lawmakers pressed for air strikes on Raqqa.", "planned"),
        ("The army announced a ceasefire in Aleppo on Monday.", "asserted"),
    ],
)
def test_what_is_only_called_for_is_not_there_yet(claims_of: Reader, text: str, status: str) -> None:
    assert {c.status for c in claims_of(text, published="2016-10-12")} == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The charity has verified reports that soldiers shot dead nine villagers in Djibo.", "asserted"),
        ("The mission confirmed reports of an attack on Djibo that killed nine.", "asserted"),
        ("There are reports of an attack on Djibo that killed nine.", "hedged"),
        ("Whether by accident or design, the strike hit a school in Saada, killing ten children.", "asserted"),
        ("Rebels will flee if the army captures Ghouta.", "planned"),
    ],
)
def test_reports_that_are_confirmed_are_no_rumours(claims_of: Reader, text: str, status: str) -> None:
    assert {c.status for c in claims_of(text, published="2016-10-12")} == {status}


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("A police pickup with five officers blew up on a mine while patrolling near Dvani.", "police"),
        ("A bus with 20 civilians exploded on a mine in Sinjar.", "civilians"),
        ("A patrol of the army set off a landmine near Gao, and two soldiers died.", "government forces"),
    ],
)
def test_whose_vehicle_explodes_on_a_mine_is_the_victim(claims_of: Reader, text: str, victim: str) -> None:
    (claim,) = claims_of(text)
    assert (claim.type, claim.actor1) == ("explosion", "")
    assert victim in claim.actor2


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ivan Petrov, an expert on Russia at the Wilson Center in Washington, said rebels had left Hama.", {"Hama"}),
        ("Rebels withdrew from Morek, according to a fellow at the Carter Center in Atlanta.", {"Morek"}),
        ("Police arrested eight supporters of the party of Nino Kobalia, a former speaker.", {""}),
        ("Rebels supplied by the C.I.A. shelled Hama.", {"Hama"}),
    ],
)
def test_employers_experts_and_leaders_are_no_places(claims_of: Reader, text: str, places: set[str]) -> None:
    claims = claims_of(text, published="2016-10-12")
    assert claims and {c.place_text or "" for c in claims} == places


def test_abbreviations_may_have_dots(claims_of: Reader) -> None:
    (claim,) = claims_of("Gunmen of the P.K.K. attacked a barracks in Lice.", published="2016-10-12")
    assert claim.actor1 == "PKK"


@pytest.mark.parametrize(
    "text",
    [
        "The commander said he had lost control over the convoy in Goma.",
        "The army lost control of the situation in Goma.",
        "They claim that missile systems are set up by the town of Gori.",
        "The six engineers drove from the capital, Juba, to Bor.",
    ],
)
def test_words_of_war_in_another_sense(claims_of: Reader, text: str) -> None:
    assert claims_of(text) == []


def test_what_is_like_a_war_of_somebody_is_not_his(claims_of: Reader) -> None:
    (claim,) = claims_of("The president said he was not going to do an Iraq-style invasion of Syria.")
    assert (claim.status, claim.actor1) == ("denied", "")


def test_a_military_defeat_is_of_no_army(claims_of: Reader) -> None:
    claims = claims_of(
        "Syria's army has retaken Palmyra. For ISIL it is yet another military defeat. It has now lost Tadef, too.",
        published="2016-10-12",
    )
    assert [c.actor2 for c in claims if c.place_text == "Tadef"] == ["Islamic State"]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Separatists accuse Georgia of massing troops near Gori.", "Georgian"),
        ("Rebels accuse Chad of shelling Adre.", "Chadian"),
    ],
)
def test_whom_somebody_accuses_is_the_doer(claims_of: Reader, text: str, doer: str) -> None:
    (claim,) = claims_of(text)
    assert claim.actor1.startswith(doer)


def test_who_is_cornered_besieges_nobody(claims_of: Reader) -> None:
    (claim,) = claims_of("Boko Haram fighters are cornered in the Sambisa forest.")
    assert (claim.type, claim.actor1, claim.actor2) == ("besieged", "", "Boko Haram")


def test_who_tells_that_his_own_town_came_under_fire_did_not_fire(claims_of: Reader) -> None:
    (claim,) = claims_of(
        "Eredvi, a Georgian town, also came under fire last night, the Georgian interior ministry said."
    )
    assert claim.actor1 == ""


def test_whose_tank_was_destroyed_is_the_target(claims_of: Reader) -> None:
    (claim,) = claims_of("An Armenian tank was destroyed in the attacks near Agdam.")
    assert (claim.actor1, claim.actor2) == ("", "Armenia")


@pytest.mark.parametrize(
    "text",
    [
        "Some 7.5 million people in Yemen now require humanitarian aid.",
        "More than half of the people of Yemen are in need of food aid.",
        "The charity deplores the recruitment of children as soldiers and suicide bombers in Mosul.",
    ],
)
def test_what_is_needed_or_trained_for_has_not_come(claims_of: Reader, text: str) -> None:
    assert claims_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The army counts two fires each day at its bases in Iraq, mostly blamed on electrical faults.",
        "The Basra Barrage is a dam on the Tigris River.",
        "It is a multi-purpose barrage on the Tigris River west of Samarra.",
        "The car was parked near a bus terminal surrounded by shops in Baghdad.",
        "The camp is surrounded by hills near Gao.",
    ],
)
def test_fires_dams_and_surroundings_are_no_war(claims_of: Reader, text: str) -> None:
    assert claims_of(text) == []


def test_who_only_confirms_a_car_bomb_did_not_plant_it(claims_of: Reader) -> None:
    claims = claims_of("A car bomb killed 20 people in Baghdad on Thursday. The U.S. military confirmed the blast.")
    assert {c.actor1 for c in claims if c.type == "explosion"} == {""}


def test_raiders_are_the_doers_and_not_who_tells_of_them(claims_of: Reader) -> None:
    claims = claims_of("Eleven people were killed when rustlers stormed a village near Isiolo, Kenya's minister said.")
    assert claims and all("Kenya" not in c.actor1 for c in claims)


def test_a_border_with_two_countries_is_no_fight_with_them(claims_of: Reader) -> None:
    (claim,) = claims_of("The fighting in an area of Dagestan near the border with Georgia and Azerbaijan was intense.")
    assert claim.actor2 == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Jordan's army captured Karim Badri in May 2006. He said he was kidnapped from Lebanon on May 6.",
            "2006-05-06",
        ),
        ("The operation began in early November 2005. On 10 November troops attacked Husaybah.", "2005-11-10"),
        ("The town fell in March 2015. On 10 March jets bombed Husaybah.", "2019-03-10"),
    ],
)
def test_a_day_has_the_year_of_its_month_unless_it_is_of_these_weeks(claims_of: Reader, text: str, day: str) -> None:
    assert day in {c.date_start for c in claims_of(text, published="2019-03-14")}


def test_it_that_blew_up_is_no_army(claims_of: Reader) -> None:
    claims = claims_of(
        "The U.S. military said that attacks in Baghdad have fallen. The car was parked in Shaab when it blew up."
    )
    assert [(c.type, c.actor1) for c in claims] == [("explosion", "")]
