"""Capitals that are told by their country instead of their name."""

from __future__ import annotations

import pytest

MOGADISHU, NDJAMENA, COLOMBO = 53654, 2427123, 1248991


@pytest.mark.parametrize(
    ("text", "geonameid", "relation"),
    [
        ("Mortar bombs hit a market in the Somali capital on Tuesday, killing 12 people.", MOGADISHU, "is"),
        ("Soldiers clashed with gunmen on the outskirts of the Chadian capital on Tuesday.", NDJAMENA, "near"),
        ("Rebels attacked an army post near Sri Lanka's capital on Tuesday.", COLOMBO, "near"),
        ("A bomb exploded in the capital of Chad on Monday.", NDJAMENA, "is"),
    ],
)
def test_a_country_tells_its_capital(claims_of, text: str, geonameid: int, relation: str) -> None:
    assert (geonameid, relation) in {(c.geonameid, c.place_relation) for c in claims_of(text)}


def test_a_capital_of_something_else_is_none(claims_of) -> None:
    text = "Jets bombed the de facto Somali capital of the militia on Monday."
    assert MOGADISHU not in {c.geonameid for c in claims_of(text)}


def test_an_office_is_no_stronghold(claims_of) -> None:
    claims = claims_of("Taliban militants killed six policemen in Farah, the provincial capital, on Monday.")
    assert "control" not in {c.type for c in claims}


@pytest.mark.parametrize(
    "text",
    [
        "Militiamen attacked Nyala, the capital of South Darfur, on Monday.",
        "The army repelled an attack by the Taliban on Farah, the capital of Farah province, on Sunday.",
    ],
)
def test_the_capital_of_a_region_is_nobodys_stronghold(claims_of, text: str) -> None:
    assert "control" not in {c.type for c in claims_of(text)}


def test_the_capital_of_a_group_is(claims_of) -> None:
    claims = claims_of("Jets struck Raqqa, the capital of the Islamic State group, on Monday.")
    assert ("control", "Islamic State") in {(c.type, c.actor1) for c in claims}


@pytest.mark.parametrize(
    "text",
    [
        "In Bentiu, capital of neighbouring Unity state, looters emptied a warehouse on Monday.",
        "Rebels shelled Bentiu, a town 60 km north of Leer, on Monday.",
    ],
)
def test_what_tells_where_a_town_lies_is_not_where_it_happened(claims_of, text: str) -> None:
    assert {c.place_text for c in claims_of(text)} == {"Bentiu"}
