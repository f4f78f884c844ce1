"""Agency copy on wars without a pack: who several are that speak at once, tolls by pronouns, what is only charged, what
a raid comes with, and what leaves no claim at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.records import Claim

Read = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Three people died in a blast in Gao, police and hospital sources said.", ["police and hospital sources"]),
        ("Security and medical officials said a blast in Gao killed three people.", ["Security and medical officials"]),
        ("Three people died in a blast in Gao, police and witnesses said.", ["police", "witnesses"]),
        ("Three people died in a blast in Gao, the army and rebel sources said.", ["army", "rebel sources"]),
        (
            "Doctors at the city's Medina and Keysaney hospitals said a blast in Gao killed three people.",
            ["Doctors at the city's Medina and Keysaney hospitals"],
        ),
        ("Rebels shelled Gao on Monday, said the local police chief.", ["local police chief"]),
        ("Rebels shelled Gao on Monday, said local police chief Idris Amada.", ["local police chief Idris Amada"]),
        ('"Rebels shelled Gao on Monday," a schoolteacher, Idris Amada, said.', ["schoolteacher Idris Amada"]),
        ("The web site of the front said that soldiers shelled Gao on Monday.", ["web site of the front"]),
        ("Niamey countered that soldiers shelled Gao on Monday.", ["Niamey"]),
        ("A policeman said rebels shelled Gao on Monday.", ["policeman"]),
    ],
)  # fmt: skip
def test_who_speaks(claims_of: Read, text: str, sources: list[str]) -> None:
    assert [claim.source for claim in claims_of(text)] == sources


@pytest.mark.parametrize("done", ["carried", "published", "distributed"])
def test_a_statement_passed_on(claims_of: Read, done: str) -> None:
    text = f"Rebels shelled Gao on Monday, the ministry said in a statement {done} by the Antara news agency."
    (claim,) = claims_of(text)
    assert (claim.source, claim.via) == ("ministry", "Antara")


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Gunmen dragged three men out of a car in Gao on Monday and shot them dead.", 3),
        ("Gunmen stopped the mayor in Gao on Monday and shot him dead.", 1),
        ("Militiamen hacked to death an estimated 180 Tutsis in Bunia on Monday.", 180),
        ("Militiamen hacked 40 Tutsis to death in Bunia on Monday.", 40),
        ("The number of dead in Sunday's blast in Gao has gone up to 28.", 28),
        ("Troops raided a hideout near Gao on Monday, shooting dead a self-styled sergeant.", 1),
    ],
)
def test_how_many_died(claims_raw: Read, text: str, killed: int) -> None:
    assert killed in [claim.killed_low for claim in claims_raw(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels are suspected of planting the bomb that killed 12 people in Gao last month.",
        "The front is suspected of killing a judge in Gao on Monday.",
    ],
)
def test_what_somebody_is_suspected_of(claims_of: Read, text: str) -> None:
    assert [claim.status for claim in claims_of(text)] == ["hedged"]


@pytest.mark.parametrize(
    "text",
    [
        "Over 12,000 people have been killed in Nepal in a decade of insurgency.",
        "Some 900 people have been killed in Mali in three years of conflict.",
        "Up to 200,000 people are believed to have been butchered since the civil war broke out in Burundi in 1993.",
        "The government pulled out of the peace talks in Oslo on Monday.",
        "The front withdrew from the negotiations in Accra on Monday.",
        "Aid agencies have suspended their operations in Gao.",
        "Police foiled a plot to rob a train in Gao on Monday.",
        '"People were screaming," said a man who fled the scene in Gao.',
    ],
)
def test_no_claim(claims_raw: Read, text: str) -> None:
    assert claims_raw(text) == []


def test_those_whom_a_war_drove_out(claims_of: Read) -> None:
    (claim,) = claims_of("More than 8,000 people have fled Gao since the uprising began.")
    assert claim.type == "displacement"


def test_a_school_burned_during_a_raid(claims_raw: Read) -> None:
    claims = claims_raw("Rebels burned down a school in Gao during a raid on Monday.")
    assert "destruction" in [claim.type for claim in claims]


def test_a_house_that_an_air_raid_destroyed(claims_raw: Read) -> None:
    claims = claims_raw("The army destroyed a school in Gao in an air strike on Monday.")
    assert [claim.type for claim in claims] == ["air_strike"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The hostages were captured near Gao on Tuesday.", "abduction"),
        ("Gunmen hijacked an airliner at Gao on Monday and made the pilot take them to Niamey.", "abduction"),
        ("Paratroopers rose up in Bangui on Monday.", "other_event"),
        ("Peacekeepers were pelted with stones in Mitrovica on Monday.", "other_event"),
        ("Police shot and wounded two students in Gao on Monday.", "attack_on_civilians"),
        ("Gunmen in black shot and seriously wounded a judge in Gao on Monday.", "attack_on_civilians"),
        ("The army said its soldiers shot and injured a farmer near Gao on Monday.", "attack_on_civilians"),
        ("A boy was hit by a stray bullet in Gao on Monday.", "attack_on_civilians"),
        ("A priest was wounded by rebels in Gao on Monday.", "attack_on_civilians"),
        ("Gunmen wounded two policemen in Gao on Monday.", "armed_clash"),
        ("Israeli tanks rolled out of the town of Dura on Monday.", "withdrawal"),
        ("Shots rang out in Gao on Monday.", "armed_clash"),
        ("The rebels respected the truce in Gao on Monday.", "agreement"),
        ("The sect was accused of bombing a market in Jos on Monday.", "explosion"),
        ("Officers rebelled in Bangui on Monday.", "other_event"),
    ],
)
def test_what_it_was(claims_of: Read, text: str, kind: str) -> None:
    assert [claim.type for claim in claims_of(text)] == [kind]


def test_a_truce_yet_to_be_kept(claims_of: Read) -> None:
    (claim,) = claims_of("The rebels said they would observe a ceasefire in Gao.")
    assert (claim.type, claim.status) == ("agreement", "planned")


def test_raids_of_troops_are_made_on_the_ground(claims_raw: Read) -> None:
    claims = claims_raw("Warplanes were seen over Gao on Monday. Troops killed four rebels in raids in Kidal.")
    assert "air_strike" not in [claim.type for claim in claims]


def test_trucks_burned_after_an_ambush(claims_raw: Read) -> None:
    claims = claims_raw("Rebels ambushed a convoy near Gao on Monday and torched three trucks.")
    assert [claim.type for claim in claims] == ["armed_clash", "destruction"]


def test_its_own_agency_is_named_nowhere(claims_of: Read) -> None:
    text = (
        "Police commissioner Idris Amada said 14 people were killed in Gao on Monday. "
        "Around 900 people have fled to Kidal, its emergency agency said."
    )
    assert claims_of(text)[-1].source == "emergency agency"
