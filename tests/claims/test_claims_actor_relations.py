"""What is told of an actor by the actor of the other part."""

from __future__ import annotations

from marsad.claims.choices.actor_facts import names_of, related, standing_of
from marsad.claims.draft import THING, Phrase

LEAGUE = [Phrase(0, 6, "League", "League", "rebel")]
GUARD = [Phrase(9, 14, "Guard", "Guard", "state_forces")]
DEPOT = [Phrase(20, 25, "depot", "depot", THING)]


def at_war(a: str, b: str) -> bool | None:
    return True if {a, b} == {"League", "Guard"} else None


def test_opponents_are_told_from_strangers() -> None:
    guard, standing = names_of(GUARD), standing_of(GUARD)
    assert related(names_of(LEAGUE), standing_of(LEAGUE), guard, standing, at_war, ()) == (
        "opposed",
        "other>state",
        "False",
    )
    assert related(names_of(DEPOT), standing_of(DEPOT), guard, standing, at_war, ()) == ("open", "thing>state", "False")


def test_nobody_is_their_own_opponent() -> None:
    assert related(names_of(GUARD), standing_of(GUARD), names_of(GUARD), "state", at_war, ())[0] == "same"


def test_an_earlier_fight_is_remembered_from_either_side() -> None:
    met = {frozenset({"Guard", "League"})}
    assert related(names_of(GUARD), standing_of(GUARD), names_of(LEAGUE), "other", at_war, met)[2] == "True"
    assert related(names_of(LEAGUE), standing_of(LEAGUE), names_of(GUARD), "state", at_war, met)[2] == "True"


def test_without_another_part_there_is_no_relation() -> None:
    assert related(names_of(GUARD), standing_of(GUARD), frozenset(), "", at_war, ())[0] == "none"
