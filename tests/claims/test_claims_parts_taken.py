"""Who takes a building or a district has not taken the town, and only `is` speaks of a whole place."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The army took a bridge in Gao.", "territory_taken"),
        ("Rebels seized a police station in Gao.", "territory_taken"),
        ("Rebels captured a hill in Gao.", "territory_taken"),
        ("Rebels seized the town hall of Gao.", "territory_taken"),
        ("Rebels took the hospital in Gao from the army.", "territory_taken"),
        ("Troops seized streets in Gao.", "territory_taken"),
        ("The army took the old city in Gao.", "territory_taken"),
        ("Rebels seized three of the five bridges in Gao.", "territory_taken"),
        ("The army left the base in Gao.", "withdrawal"),
        ("The army holds two of the three districts of Gao.", "control"),
    ],
)
def test_a_part_is_not_the_town(claims_of, text: str, kind: str) -> None:
    assert [c.place_relation for c in claims_of(text) if c.type == kind] == ["part_of"]


@pytest.mark.parametrize("text", ["The army took the town of Gao.", "Rebels entered Gao.", "The army holds Gao."])
def test_the_town_is(claims_of, text: str) -> None:
    assert [c.place_relation for c in claims_of(text)] == ["is"]


@pytest.mark.parametrize(
    "text",
    [
        "The shrine holds a central place in the life of Gao.",
        "Volunteers scoured the devastated streets of Gao for books.",
        "The town of Gao is within shelling range of the rebels.",
        "Mali has suffered from a loss of trade with its war-torn neighbours, Niger and Libya.",
    ],
)
def test_no_claim(claims_of, text: str) -> None:
    assert not claims_of(text)


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Police discovered the bodies of 70 civilians in the village of Tessalit on Monday.", "civilians"),
        ("The army found nine bodies in Gao.", ""),
    ],
)
def test_who_finds_the_dead_has_not_killed_them(claims_of, text: str, victims: str) -> None:
    (claim,) = claims_of(text)
    assert (claim.actor1, claim.actor2) == ("", victims)


@pytest.mark.parametrize(
    "text",
    ["Near Gao, one strike destroyed a rebel-held tank.", "A strike near Gao destroyed a Humvee."],
)
def test_things_are_nobody_killed(claims_of, text: str) -> None:
    assert all(c.killed_low is None for c in claims_of(text))


def test_a_speaker_ends_before_what_is_told_of_him(claims_of) -> None:
    claims = claims_of("A man whose sister was killed in Gao told reporters that a plane had bombed it.")
    assert {c.source for c in claims} == {"", "man"}


@pytest.mark.parametrize("text", ["A rebel-held school in Gao was shelled.", "Rebels still control a pocket in Gao."])
def test_what_is_held_in_a_town_is_a_part(claims_of, text: str) -> None:
    assert [c.place_relation for c in claims_of(text) if c.type == "control"] == ["part_of"]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Rebels raised their flag over a school in Gao.", "part_of"),
        ("The army raised its flag over the town hall in Gao.", "is"),
    ],
)
def test_a_flag_on_the_seat_of_power_is_the_towns(claims_of, text: str, relation: str) -> None:
    assert [c.place_relation for c in claims_of(text)] == [relation]


@pytest.mark.parametrize("site", ["barracks", "hotel", "university", "power plant"])
def test_sites_can_be_taken(claims_of, site: str) -> None:
    assert [c.type for c in claims_of(f"Rebels took over a {site} in Gao.")] == ["territory_taken"]


def test_a_quarter_is_of_the_town_that_the_report_names(claims_of) -> None:
    text = "Fighting broke out in El Fasher in Sudan on Monday. The RSF seized two posts in the Salam neighbourhood."
    taken = next(c for c in claims_of(text) if c.type == "territory_taken")
    assert (taken.place, taken.place_relation, taken.country) == ("El Fasher", "part_of", "SD")


def test_who_holds_most_of_the_city_is_not_said_of_its_quarter(claims_of) -> None:
    text = (
        "Fighting broke out in El Fasher in Sudan on Monday. The RSF seized a clinic in the Salam neighbourhood. "
        "The army, which still controls most of the city, said it had lost nothing."
    )
    held = next(c for c in claims_of(text) if c.type == "control")
    assert (held.place_id, held.part) == ("gn:379555", "most of the city")


@pytest.mark.parametrize("text", ["The situation in Gao is under control, the army said."])
def test_a_situation_under_control_is_nobodys_town(claims_of, text: str) -> None:
    assert not claims_of(text)


def test_an_attack_that_is_crushed_is_the_attackers(claims_of) -> None:
    (claim,) = claims_of("The army crushed an attack by the Azawad Front on Gao on Monday.")
    assert (claim.type, claim.actor2) == ("armed_clash", "Azawad Front")
