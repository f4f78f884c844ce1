"""Bare words that are owned by a named group."""

from __future__ import annotations

import pytest

from marsad.knowledge import load_packs
from marsad.records import Interval
from marsad.resolve.actors.owners import refer
from marsad.resolve.actors.resolver import ActorResolver

RESOLVER = ActorResolver(load_packs())
DAY = Interval("2016-05-04", "2016-05-04")


def read(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.actor) for m in refer(RESOLVER.find(text, when=DAY, countries=["SY"]), text)]


@pytest.mark.parametrize(
    "words",
    [
        "terrorists of the so-called Jaish al-Islam",
        "militants from Jaish al-Islam",
        "terrorist groups affiliated with Jaish al-Islam",
        "gunmen who are linked to the Jaish al-Islam",
    ],
)
def test_bare_words_are_their_owners(words: str) -> None:
    assert read(f"On Monday {words} shelled the market.") == [(words, "Jaish al-Islam")]


def test_words_without_an_owner_stay_bare() -> None:
    text = "Gunmen shelled the market, and Jaish al-Islam denied any part in it."
    assert [actor for _, actor in read(text)] == ["unidentified armed group", "Jaish al-Islam"]


def test_a_town_at_the_end_of_a_headline_owns_nobody_in_the_next_line() -> None:
    assert "Damascus Terrorists" not in [actor for _, actor in read("Shells hit Damascus\nTerrorists fired on a bus.")]
