"""What the parts of a claim are called by custom, whatever the words."""

from __future__ import annotations

import pytest

from marsad.claims.draft import THING, Phrase
from marsad.resolve.actors.customary import customary


@pytest.mark.parametrize(
    ("thing", "actor2"), [("eleven huts", "civilians"), ("homes", "civilians"), ("a depot", "a depot")]
)
def test_whose_homes_burn_are_civilians(thing: str, actor2: str) -> None:
    phrase = Phrase(0, len(thing), thing, thing, THING)
    assert customary("destruction", "set-on-fire", [], [phrase], ("rebels", thing)) == ("rebels", actor2)


def test_who_demonstrates_are_protesters_and_who_is_displaced_civilians() -> None:
    people = [Phrase(0, 8, "Malians", "Malians", "civilians")]
    assert customary("other_event", "protest", people, [], ("civilians", "")) == ("protesters", "")
    assert customary("displacement", "displace", people, [], ("Malians", "")) == ("civilians", "")
