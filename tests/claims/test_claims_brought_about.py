"""What is brought about has happened; who is carried goes; joined means are two events; words in another sense."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.records import Claim

Reader = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The shelling forced thousands of families to flee their homes in Goma.", "asserted"),
        ("The clashes have prompted some 5,000 residents to flee Kidal.", "asserted"),
        ("The raids led hundreds of residents of Gao to flee.", "asserted"),
        ("The offensive could force thousands of families to flee Goma.", "planned"),
    ],
)
def test_what_people_are_made_to_do(claims_of: Reader, sentence: str, status: str) -> None:
    assert [(c.status, c.actor1) for c in claims_of(sentence) if c.type == "displacement"] == [(status, "civilians")]


def test_who_is_made_to_withdraw_is_who_leaves(claims_of: Reader) -> None:
    claims = claims_of("The army said it had made the M23 rebels withdraw from Sake.")
    assert [c.actor1 for c in claims if c.type == "withdrawal"] == ["March 23 Movement"]


def test_what_is_led_is_not_brought_about(claims_of: Reader) -> None:
    claims = claims_of("The army led an operation to retake Sake on Monday.")
    assert "territory_taken" not in {c.type for c in claims}


@pytest.mark.parametrize(
    "sentence",
    [
        "Another 11 buses carrying some 500 people left Goma on Monday.",
        "Ambulances with dozens of wounded civilians left Goma on Monday.",
    ],
)
def test_who_is_on_board_leaves(claims_of: Reader, sentence: str) -> None:
    assert [c.type for c in claims_of(sentence)] == ["displacement"]


def test_nobody_flees_in_a_lorry_of_cement(claims_of: Reader) -> None:
    assert claims_of("A truck carrying cement left Goma on Monday.") == []


def test_people_driven_from_their_homes(claims_of: Reader) -> None:
    claims = claims_of("The militants drove tens of thousands of villagers and traders from their homes in Gao.")
    assert {c.type for c in claims} == {"displacement"}


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        ("The town of Lyman was reduced to rubble by air and artillery bombardment.", {"air_strike", "shelling"}),
        ("Government jets and heavy artillery pounded villages near Goma.", {"air_strike", "shelling"}),
        ("Jets as well as artillery hit the town of Lyman.", {"air_strike", "shelling"}),
        ("Jets pounded villages near Goma.", {"air_strike"}),
        ("A barrage of air raids hit the town of Lyman.", {"air_strike"}),
    ],
)
def test_both_means_of_a_bombardment(claims_of: Reader, sentence: str, types: set[str]) -> None:
    assert {c.type for c in claims_of(sentence)} == types


@pytest.mark.parametrize(
    "sentence",
    [
        "The gunmen hid in the area surrounding Goma.",
        "Visitors toured the battered town of Lyman.",
        "They met in Goma under an accord struck in May.",
        "The centre in Goma was established in 1965.",
    ],
)
def test_words_of_war_in_another_sense(claims_of: Reader, sentence: str) -> None:
    assert not {c.type for c in claims_of(sentence)} & {"besieged", "air_strike", "shelling", "territory_taken"}


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("The army garrison at Menaka capitulated on Friday.", "other_event"),
        ("Congolese troops prised the town of Sake from M23 rebels on Monday.", "territory_taken"),
        ("The junta's jets carpet-bombed villages near Kyaukme on Saturday.", "air_strike"),
        ("Militiamen set light to dozens of houses in El Geneina.", "destruction"),
        ("Rebels mauled a government battalion near Malakal last week.", "armed_clash"),
        ("Ukrainian troops punched through Russian lines near Robotyne.", "offensive"),
        ("Soldiers bolted from their posts in Sake on Sunday.", "withdrawal"),
        ("Houthi fighters cleared out of Hodeidah port on Saturday.", "withdrawal"),
        ("Security forces swept up 40 suspects in Diffa on Tuesday.", "arrest"),
        ("Guerrillas sprang a trap on a police convoy near Caloto.", "armed_clash"),
        ("The town of Bukavu is now in the grasp of M23 rebels.", "control"),
        ("M23 rebels call the shots in Goma.", "control"),
        ("Tuareg fighters drew back from Gao on Wednesday.", "withdrawal"),
        ("Government forces have thrown a noose around Benghazi.", "besieged"),
        ("Kenyan police touched down in Port-au-Prince on Tuesday.", "movement"),
        ("Government forces defeated the rebels near Malakal on Monday.", "armed_clash"),
    ],
)
def test_plain_words_of_war(claims_of: Reader, sentence: str, type_: str) -> None:
    assert type_ in {c.type for c in claims_of(sentence)}


@pytest.mark.parametrize(
    ("sentence", "type_", "places"),
    [
        ("M23 has been mobilizing all its forces in the village of Sake.", "movement", ["Sake"]),
        ("Militants are delivering weapons to Gao.", "movement", ["Gao"]),
        (
            "The air strikes were concentrated on the towns of Saraqeb and Binnish.",
            "air_strike",
            ["Saraqeb", "Binnish"],
        ),
        ("Russian warplanes have been carrying out an air war in Syria since 2015.", "air_strike", ["Syria"]),
    ],
)
def test_what_is_gathered_sent_and_aimed(claims_of: Reader, sentence: str, type_: str, places: list[str]) -> None:
    assert [(c.type, c.place_text) for c in claims_of(sentence)] == [(type_, place) for place in places]


def test_who_rebels_fight_to_oust_tells_of_no_fight(claims_of: Reader) -> None:
    claims = claims_of("Rebels fighting to oust President Bashar al-Assad still hold Daraa.")
    assert [(c.type, c.place_text) for c in claims] == [("control", "Daraa")]


def test_fighters_who_are_hit_are_no_civilians(claims_of: Reader) -> None:
    claims = claims_of("Army units targeted gatherings of terrorists in Binnish and Saraqeb on Monday.")
    assert {c.type for c in claims} == {"armed_clash"}


def test_arms_destroyed_by_a_raid_are_no_clearance(claims_of: Reader) -> None:
    claims = claims_of("The army carried out air strikes on rebel positions in Goma, destroying an arms depot.")
    assert [c.type for c in claims if c.type in ("air_strike", "clearance")] == ["air_strike"]


def test_a_claim_to_have_done_it_is_no_aim(claims_of: Reader) -> None:
    claims = claims_of("M23 claims to have captured two villages near Goma.")
    assert [(c.type, c.place_text) for c in claims] == [("territory_taken", "Goma")]
