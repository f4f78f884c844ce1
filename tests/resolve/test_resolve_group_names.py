"""Groups that only the report names, in sentences of our own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.knowledge import load_packs
from marsad.resolve.actor_mentions import ActorMention
from marsad.resolve.actors import ActorResolver
from marsad.resolve.group_names import with_group_names, with_the_only_group

PLACES = frozenset({"Homs", "Goma", "Arakan"})


@pytest.fixture(scope="module")
def actors() -> ActorResolver:
    return ActorResolver(load_packs(("core",)))


def _named(actors: ActorResolver, text: str, country: str = "") -> list[tuple[str, str]]:
    found = actors.find(text, countries=[country] if country else [])
    named = with_group_names(text, found, elsewhere=PLACES.__contains__)
    return [(m.text, m.actor) for m in with_the_only_group(text, named)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Kachin Independence Army shelled the base.", "Kachin Independence Army"),
        ("Villagers fled when the Arakan Army came.", "Arakan Army"),
        ("Rebels of the March 23 Movement (M23) came to Goma.", "March 23 Movement"),
        ("Militiamen of the Cooperative for the Development of the Congo (CODECO) came.",
         "Cooperative for the Development of the Congo"),
        ("Fighters of the Lord's Resistance Army burned trucks.", "Lord's Resistance Army"),
        ("Six communist New People's Army guerrillas fled.", "New People's Army"),
        ("Police blamed gunmen of the Maute group.", "Maute group"),
        ("On Monday Maoist guerrillas looted a bank, and the Maoist leader spoke.", "Maoist"),
    ],
)  # fmt: skip
def test_a_group_goes_by_the_name_in_the_text(text: str, name: str, actors: ActorResolver) -> None:
    assert name in [actor for _, actor in _named(actors, text)]


def test_its_short_form_is_the_group(actors: ActorResolver) -> None:
    text = "The Revolutionary Armed Forces of Colombia (FARC) fled. FARC rebels attacked a village."
    assert [a for _, a in _named(actors, text, "CO")][-1] == "Revolutionary Armed Forces of Colombia"


def test_the_rebels_are_the_only_group_named(actors: ActorResolver) -> None:
    one = "The Free Aceh Movement attacked a convoy. Later the rebels fled."
    two = "The Free Aceh Movement fought the Lord's Resistance Army. Later the rebels fled."
    assert ("rebels", "Free Aceh Movement") in _named(actors, one)
    assert ("rebels", "unidentified armed group") in _named(actors, two)


@pytest.mark.parametrize(
    "text",
    [
        "Iraqi Army soldiers fled.",
        "Homs Army kills ten.",
        "Goma militants fled.",
        "Suspected militants fled.",
        "The National Army came.",
        "The Third Brigade came.",
        "Iran-backed militants came.",
    ],
)
def test_what_is_no_group_s_own_name(text: str, actors: ActorResolver) -> None:
    found = actors.find(text)
    assert with_group_names(text, found, elsewhere=PLACES.__contains__) == found


@given(st.text(alphabet=st.sampled_from(list("Aa b.(Army) Front rebels of the")), max_size=80))
def test_mentions_are_verbatim_in_order_and_apart(text: str) -> None:
    bare = [
        ActorMention(0, min(3, len(text)), text[:3], "unidentified armed group", "unidentified", "generic", weak=True)
    ]
    found = with_group_names(text, bare if text else [], elsewhere=lambda _: False)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
