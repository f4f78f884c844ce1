"""What is told of a whole country is not told of the town named last."""

from __future__ import annotations

import pytest


def places_of(claims, kind: str, words: str) -> set[tuple[str, str]]:
    return {(c.place or "", c.place_relation or "") for c in claims if c.type == kind and words in c.quote}


@pytest.mark.parametrize(
    ("text", "kind", "words", "place"),
    [
        (
            "Army units shelled rebels in Bentiu, South Sudan, on Monday. "
            "Government forces have been fighting several rebel groups operating in the country since December 2013.",
            "armed_clash",
            "operating",
            "South Sudan",
        ),
        (
            "Houthi fighters shelled Taiz in Yemen on Monday. Saudi warplanes have bombed the country since 2015.",
            "air_strike",
            "warplanes",
            "Yemen",
        ),
        (
            "Rebels shelled Hama in Syria on Monday. In Iraq, Islamic State fighters killed 20 people. "
            "The group has seized large parts of the country.",
            "territory_taken",
            "seized",
            "Iraq",
        ),
        (
            "Separatists shelled Avdiivka in Ukraine overnight. "
            "A ceasefire brokered by France and Germany in February collapsed within weeks.",
            "agreement",
            "brokered",
            "Ukraine",
        ),
        (
            "Rebels shelled Nubl in Syria on Tuesday. The cessation of hostilities came into effect on 27 February.",
            "agreement",
            "cessation",
            "Syria",
        ),
    ],
)
def test_the_country(claims_of, text: str, kind: str, words: str, place: str) -> None:
    assert places_of(claims_of(text), kind, words) == {(place, "region")}


@pytest.mark.parametrize(
    ("text", "kind", "words", "place"),
    [
        ("Shells hit Taiz on Monday. A truce brokered by the Red Cross collapsed.", "agreement", "truce", "Taiz"),
        (
            "Warplanes bombed Sirte on Monday. Twelve people were killed in the raids, said a group with sources in "
            "the country.",
            "air_strike",
            "Twelve",
            "Sirte",
        ),
    ],
)
def test_the_town_where_it_is_meant(claims_of, text: str, kind: str, words: str, place: str) -> None:
    claims = [c for c in claims_of(text) if c.type == kind and any(words in q for q in (c.quote, *c.also))]
    assert {c.place for c in claims} == {place}
