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


def test_each_of_the_dead_in_what_their_own_clause_says(claims_of):
    text = (
        "More than 30 soldiers were executed near Gao on Monday, 14 more were killed in a double suicide attack and "
        "at least 11 others died in a rebel ambush, a hospital said."
    )
    claims = claims_of(text)
    assert killed(claims, "attack_on_civilians") == [30]
    assert killed(claims, "suicide_bombing") == [14]
    assert killed(claims, "armed_clash") == [11]


def test_two_raids_of_one_sentence_keep_their_own_dead(claims_of):
    text = "Nine villagers were killed in air strikes on a bus near Gao, while 17 others died in strikes on the market."
    assert sorted(killed(claims_of(text), "air_strike")) == [9, 17]


def test_fighting_that_is_reported_to_have_killed(claims_of):
    claims = claims_of("The fighting in Gao is reported to have killed at least 70 civilians since Monday.")
    assert killed(claims, "armed_clash") == [70]


def test_a_blast_after_rocket_fire_is_no_rocket(claims_of):
    text = "At least 22 people were killed on Monday when a fuel depot blew up in Gao after rocket fire, medics said."
    assert killed(claims_of(text), "explosion") == [22]


def test_blasts_before_clashes_are_no_clashes(claims_of):
    text = "Clashes between soldiers and rebels broke out in Gao on Monday after the blasts, which killed 12 soldiers."
    claims = claims_of(text)
    assert killed(claims, "armed_clash") == [None]
    assert killed(claims, "explosion") == [12]


def test_things_destroyed_are_nobody_killed(claims_of):
    text = "Artillery shelled Gao on Monday. Two command posts, nine vehicles and four fuel depots were destroyed."
    assert all(c.killed_low is None for c in claims_of(text))


def test_a_part_of_the_dead_is_the_least_that_another_voice_tells_of(claims_of):
    text = (
        "A car bomb killed 20 people at a market in Gao on Monday, the army said. "
        "A hospital said six children were among the dead of the car bomb in Gao."
    )
    by = {c.source: (c.killed_low, c.killed_high) for c in claims_of(text) if c.type == "explosion"}
    assert by == {"army": (20, 20), "hospital": (6, None)}


def test_fighting_that_tells_which_area_killed_nobody(claims_of):
    text = (
        "Fighter jets struck the countryside of Gao on Monday where six civilians were killed in an area that has "
        "witnessed fighting between rebels and the army."
    )
    claims = claims_of(text)
    assert killed(claims, "air_strike") == [6]
    assert 6 not in killed(claims, "armed_clash")


def test_the_toll_that_bodies_bring_a_raid_to(claims_of):
    text = "Three more bodies were found in Gao on Monday, bringing the toll of Friday's air raid to 26."
    assert killed(claims_of(text), "air_strike") == [26]


def test_several_dead_are_an_event_without_a_number(claims_of):
    assert killed(claims_of("Several herders were killed in Gao on Monday."), "attack_on_civilians") == [None]


def test_the_dead_of_a_raid_are_whom_it_hit(claims_of):
    text = "At least seven civilians died on Monday in Malian army air raids on the rebel-held village of Kidal."
    assert [c.actor2 for c in claims_of(text) if c.type == "air_strike"] == ["civilians"]


def test_each_town_has_the_dead_told_of_it(claims_of):
    claims = claims_of("Six people were killed in Gao and nine in Kidal in rebel shelling on Monday.")
    assert {(c.place, c.killed_low) for c in claims if c.type == "shelling"} == {("Gao", 6), ("Kidal", 9)}


def test_what_cost_an_army_its_men(claims_of):
    assert killed(claims_of("The offensive in Kidal has cost the army 70 lives."), "offensive") == [70]
