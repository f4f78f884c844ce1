"""Whose toll a number is: of a place that was seized, not of what went on beside it."""

from __future__ import annotations


def killed(claims, kind: str) -> list[int | None]:
    return [c.killed_low for c in claims if c.type == kind]


def test_what_a_seizure_cost(claims_of):
    claims = claims_of("Rebels overran the army base at Tessalit on Monday, killing 11 soldiers.")
    assert killed(claims, "territory_taken") == [11]


def test_fighting_beside_the_shells_has_no_share_in_their_toll(claims_of):
    text = (
        "Mortar bombs fell on the market of Gao on Monday, killing at least 17, "
        "as rebels clashed with soldiers near Kidal."
    )
    claims = claims_of(text)
    assert 17 not in killed(claims, "armed_clash")


def test_a_whole_that_its_own_clause_says_killed(claims_of):
    text = "The ten-day army offensive in Gao, launched to stamp out rebel rocket attacks on Kidal, killed 41 people."
    claims = claims_of(text)
    assert killed(claims, "offensive") == [41]
    assert 41 not in killed(claims, "shelling")


def test_the_dead_of_a_funeral_are_not_of_what_follows_it(claims_of):
    text = "Soldiers clashed with gunmen in Gao on Monday after the funeral of one of three men killed at the weekend."
    assert 3 not in killed(claims_of(text), "armed_clash")
