"""An event that a source takes up again ("the raids") is the one that he told: one claim, with the toll of either."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "kind", "place", "killed"),
    [
        (
            "Two air strikes hit a market in Kidal on Monday, the hospital said. "
            "The raids in northern Mali killed 14 people, the hospital said.",
            "air_strike",
            "Kidal",
            14,
        ),
        (
            "A mortar attack on Gao in northern Mali killed 14 people on Monday, the mayor said. "
            "The shells hit a market in the north of Mali, the mayor said.",
            "shelling",
            "Gao",
            14,
        ),
    ],
)
def test_the_same_source_goes_on(claims_of, text, kind, place, killed):
    assert [(c.place, c.killed_low) for c in claims_of(text) if c.type == kind] == [(place, killed)]


def test_another_source_has_his_own_claim(claims_of):
    text = (
        "Two air strikes hit a market in Kidal on Monday, the hospital said. "
        "The raids in northern Mali killed 14 people, the mayor said."
    )
    assert {c.source for c in claims_of(text) if c.type == "air_strike"} == {"hospital", "mayor"}


def test_what_is_named_afresh_is_another(claims_of):
    text = (
        "Mortar shells hit a market in Kidal on Monday, killing six people, the mayor said. "
        "Mortar shells also fell on villages in northern Mali on Monday, the mayor said."
    )
    assert len([c for c in claims_of(text) if c.type == "shelling"]) == 2


def test_a_similar_attack_has_no_share_in_the_toll(claims_of):
    text = (
        "A car bomb attack killed 12 people in Kidal on Monday. "
        "On February 4 the rebels carried out a similar car bomb attack in Kidal."
    )
    assert sorted(c.killed_low or 0 for c in claims_of(text) if c.type == "explosion") == [0, 12]


def test_what_is_fired_and_what_comes_from_the_air_are_two_though_one_number_is_told(claims_of):
    claims = claims_of("Army shelling and air strikes killed at least 16 people in Kidal on Monday, medics said.")
    assert {c.type: c.killed_low for c in claims} == {"shelling": 16, "air_strike": 16}
