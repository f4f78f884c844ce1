"""Groups that only the report names, in sentences of our own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.knowledge import load_packs
from marsad.resolve.actors.group_reference import (
    between_states,
    with_described_groups,
    with_groups_meant,
    with_senders,
    with_the_presidents,
)
from marsad.resolve.actors.groups import with_group_names, with_national_bodies
from marsad.resolve.actors.mentions import ActorMention
from marsad.resolve.actors.resolver import ActorResolver

PLACES = frozenset({"Homs", "Goma", "Arakan"})


@pytest.fixture(scope="module")
def actors() -> ActorResolver:
    return ActorResolver(load_packs(("core",)))


def _named(actors: ActorResolver, text: str, country: str = "") -> list[tuple[str, str]]:
    found = actors.find(text, countries=[country] if country else [])
    named = with_group_names(text, found, elsewhere=PLACES.__contains__)
    described = with_described_groups(text, named, actors.finder.words.group_adjectives)
    return [(m.text, m.actor) for m in with_groups_meant(text, described)]


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
        ("Two people died when pro-Ravel militiamen burned a bus.", "pro-Ravel militiamen"),
        ("The anti-Ravel forces left.", "anti-Ravel forces"),
        ("Pro-government militiamen looted a bank.", "pro-government forces"),
        ("On Monday Maoist guerrillas looted a bank, and the Maoist leader spoke.", "Maoist guerrillas"),
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
    ("text", "last"),
    [
        ("Communist guerrillas came down at dawn. Police said four guerrillas died.", "communist guerrillas"),
        ("On Monday Tuareg rebels freed a hostage. The rebels want talks.", "Tuareg rebels"),
        ("Rebels of the Azawad Movement (AZM) fired on a post held by the Gao Front (GFR). AZM men fled; "
         "AZM denied it. The rebels withdrew.", "Azawad Movement"),
        ("The Kivu Mai Front (KMF) came at night. The militia burned huts.", "Kivu Mai Front"),
        ("The Party of Unity (PU) denied it. Soldiers killed ten PU guerrillas.", "Party of Unity"),
        ("Troops loyal to Togolese strongman Edem Kossi fled.", "troops loyal to Togolese strongman Edem Kossi"),
        ("On Monday Tuareg rebels came, and other militants fled.", "unidentified armed group"),
    ],
)  # fmt: skip
def test_bare_words_are_the_group_that_is_told_of(text: str, last: str, actors: ActorResolver) -> None:
    assert _named(actors, text, "PH")[-1][1] == last


def test_peacekeepers_and_coalitions_are_those_that_the_report_names(actors: ActorResolver) -> None:
    text = "The African Union sent Ghanaian peacekeepers. A Saudi-led coalition struck; the coalition denied it."
    found = with_senders(text, actors.find(text, countries=["YE"]))
    assert [m.actor for m in found] == ["African Union"] * 2 + ["Saudi-led coalition"] * 2


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("An African Union peacekeeping mission came. Two Ghanaian peacekeepers were hurt.", "African Union"),
        ("UN observers stopped their patrols after two Ghanaian peacekeepers were hurt.", "Ghana"),
        ("Ghanaian peacekeepers came. UN observers in the town were told that two peacekeepers were hurt.", "Ghana"),
        ("The UN said two peacekeepers were hurt.", "United Nations"),
    ],
)
def test_whose_the_peacekeepers_are(text: str, sender: str, actors: ActorResolver) -> None:
    found = with_senders(text, actors.find(text, countries=["TG"]))
    assert [m.actor for m in found if m.text.endswith("peacekeepers")][-1] == sender


def test_a_body_with_its_country_s_name_is_the_state_s(actors: ActorResolver) -> None:
    text = "The Togo People's Defence Forces shelled Goma. The Togo Liberation Army fled."
    named = with_group_names(text, actors.find(text), elsewhere=PLACES.__contains__)
    kinds = {m.actor: m.kind for m in with_national_bodies(named, {"togo"}) if m.how == "name"}
    assert kinds == {"Togo People's Defence Forces": "state_forces", "Togo Liberation Army": "rebel"}


def test_forces_loyal_to_the_president_are_the_state_s(actors: ActorResolver) -> None:
    text = (
        "Forces loyal to President Edem Kossi fled, and forces loyal to ousted President Ama Kossi came. "
        "Troops loyal to Lome won."
    )
    named = with_group_names(text, actors.find(text), elsewhere=PLACES.__contains__)
    found = with_the_presidents(named, "Togolese government forces", "Lome")
    assert [m.actor for m in found if "loyal" in m.text] == [
        "Togolese government forces",
        "forces loyal to ousted President Ama Kossi",
        "Togolese government forces",
    ]


def test_states_that_fight_each_other_go_by_their_names(actors: ActorResolver) -> None:
    text = "Eritrean troops shelled Ethiopian soldiers."
    found = actors.find(text, countries=["ER"])
    assert [m.actor for m in between_states(found, "Eritrea", found[0].actor)] == ["Eritrea", "Ethiopia"]
    civil = actors.find(text + " Rebels looked on.", countries=["ER"])
    assert between_states(civil, "Eritrea", civil[0].actor) == civil


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Oduya's men attacked the town.", "Oduya's forces"),
        ("Oduya's troops attacked the town.", "Oduya's troops"),
        ("Lake Liberation Front leader Paul Oduya fled. Oduya's men attacked the town.", "Lake Liberation Front"),
        ('Oduya\'s "Mamba" militia attacked the town.', "Mamba"),
        ("Four members of the banned Jund Islamiya were killed.", "Jund Islamiya"),
        ("Moslem militants attacked the town.", "Moslem militants"),
    ],
)
def test_groups_by_their_leader_or_their_ban(actors: ActorResolver, text: str, name: str) -> None:
    assert name in {actor for _, actor in _named(actors, text)}


@pytest.mark.parametrize(
    "text",
    ["President Oduya said that Oduya's soldiers held the town.", "Goma's men went home.", "The banned book sold."],
)
def test_whose_men_are_no_group(actors: ActorResolver, text: str) -> None:
    assert not [
        actor for _, actor in _named(actors, text, "CD") if "Oduya" in actor or "Goma" in actor or "book" in actor
    ]
