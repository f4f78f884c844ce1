"""What did it, where the words leave it to the reader: aircraft that shell, a state's bombs, the bomber's blast; and
what is no place's at all."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Three children were killed by regime bombs in Idlib, Syria, on Monday.",
        "Army helicopters shelled hideouts of the rebels near Gao on Monday.",
    ],
)
def test_aircraft_did_it(claims_of, text: str) -> None:
    assert "air_strike" in {c.type for c in claims_of(text)}


def test_the_blast_is_the_bombers(claims_of) -> None:
    text = (
        "A suicide bomber blew himself up at a checkpoint in Kandahar on Monday. Police sealed off the road. "
        "The blast killed seven people, the governor said. Shops remained shut. Officials blamed the Taliban."
    )
    assert {c.type for c in claims_of(text) if c.killed_low == 7} == {"suicide_bombing"}


def test_control_of_a_van(claims_of) -> None:
    claims = claims_of("Troops fired on a van in Kabul on Monday. The driver lost control of the van and crashed.")
    assert "territory_taken" not in {c.type for c in claims}


def test_the_town_is_not_where_it_was_told(claims_of) -> None:
    text = (
        "Troops fought for the town of Malakal on Friday. A spokesman told reporters in Juba that the army had taken "
        "the northern part of the town on Thursday."
    )
    assert {c.place_text for c in claims_of(text) if c.type == "territory_taken"} == {"Malakal"}


def test_forces_backed_by_artillery_need_not_fire_it(claims_of) -> None:
    claims = claims_of("Government troops, backed by artillery and aviation, captured Gao on Sunday.")
    assert [c.type for c in claims] == ["territory_taken"]
