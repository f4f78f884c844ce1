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
