"""Towns, quarters and buildings that a lead leaves unnamed play where the next sentences say."""

from __future__ import annotations

import pytest


def place_of(claims, kind: str, words: str) -> set[str]:
    return {c.place_text or "" for c in claims if c.type == kind and any(words in q for q in (c.quote, *c.also))}


@pytest.mark.parametrize(
    ("lead", "after", "kind", "place"),
    [
        (
            "At least nine civilians were killed in air strikes on a rebel-held town in northern Idlib province.",
            "The raids on the town of Armanaz began at noon.",
            "air_strike",
            "Armanaz",
        ),
        (
            "Rocket fire on a government-held area of Aleppo killed three people, medics said.",
            "The rockets struck the Midan neighbourhood in the evening.",
            "shelling",
            "Midan",
        ),
        (
            "A car bomb exploded in front of a mosque in Syria's Hama province on Friday, killing four people.",
            "Two children were among the dead in the blast in the village of Maan.",
            "explosion",
            "Maan",
        ),
        (
            "Mortar bombs killed six people in a district of the besieged city of Taiz, doctors in Yemen said.",
            "Ten were wounded in the shelling of the Salah district.",
            "shelling",
            "Salah",
        ),
    ],
)
def test_a_later_sentence_names_it(claims_of, lead: str, after: str, kind: str, place: str) -> None:
    words = lead.split(",", maxsplit=1)[0][:30]
    assert place_of(claims_of(f"{lead} {after}"), kind, words) == {place}


@pytest.mark.parametrize(
    ("lead", "after", "kind", "place"),
    [
        (  # another event
            "At least nine civilians were killed in air strikes on a town in Idlib province.",
            "Elsewhere, four people died in strikes on the town of Douma.",
            "air_strike",
            "Idlib province",
        ),
        (  # another toll
            "A car bomb killed nine people in a village in Hama province on Monday.",
            "A bomb killed two people in the town of Salamiyah on Sunday.",
            "explosion",
            "Hama province",
        ),
        (  # one of two
            "One man died in a rebel-held area, another in shelling of a government-held area of the city of Taiz.",
            "The shells hit the Salah district, doctors in Yemen said.",
            "shelling",
            "Taiz",
        ),
        (  # a building of a town that is named
            "Shells hit a hospital in Taiz on Monday, killing four people, doctors in Yemen said.",
            "The shells were fired from the Salah district.",
            "shelling",
            "Taiz",
        ),
    ],
)
def test_what_is_told_of_another_place_names_nothing(claims_of, lead: str, after: str, kind: str, place: str) -> None:
    assert place_of(claims_of(f"{lead} {after}"), kind, lead[:30]) == {place}


def test_who_holds_it_is_told_of_the_town(claims_of) -> None:
    claims = claims_of(
        "Warplanes bombed a rebel-held town in Syria's Idlib province on Monday, killing nine people. "
        "The raids on the town of Armanaz were the heaviest in weeks, a monitor said."
    )
    assert place_of(claims, "control", "rebel-held") == {"Armanaz"}
