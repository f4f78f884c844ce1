"""What stands beside an event and is no part of it: where somebody speaks, where the hurt are taken, a border,
whom the doer helps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.records import Claim

Reader = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        'The army attacked the rebels at Sake on Monday. "Twelve rebels died," the general told the press in Goma.',
        "The army attacked the rebels at Sake on Monday. Speaking in Goma, a general said that twelve rebels died.",
        "The army attacked the rebels at Sake on Monday. Twelve died, the general said at a news conference in Goma.",
        "The army attacked the rebels at Sake on Monday. A nurse told AFP by telephone from Goma that twelve had died.",
    ],
)
def test_where_somebody_speaks_nothing_happened(claims_of: Reader, text: str) -> None:
    assert {c.place for c in claims_of(text)} == {"Sake"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A drone hit Ansongo on Sunday. Twelve people were wounded and rushed to hospital in Gao.", "Ansongo"),
        ("Shells fell on Kaya on Monday. Fourteen wounded people are being treated in Ouagadougou.", "Kaya"),
        ("A bomb went off in Kaya on Monday. Nine people were admitted to a clinic in Ouagadougou, injured.", "Kaya"),
    ],
)
def test_where_the_hurt_are_taken_nobody_struck(claims_of: Reader, text: str, place: str) -> None:
    assert {c.place for c in claims_of(text) if c.type != "displacement"} == {place}


@pytest.mark.parametrize(
    "text",
    [
        "Eleven others were injured and taken to the hospital of Bunia, he said.",
        "Three soldiers were captured and taken to Bunia.",
        "Nine women were beaten, robbed and taken into the forest near Bunia by armed men.",
    ],
)
def test_people_who_are_taken_somewhere_are_no_town_taken(claims_of: Reader, text: str) -> None:
    assert not [c for c in claims_of(text) if c.type == "territory_taken"]


def test_soldiers_who_are_disarmed_are_no_mines_cleared(claims_of: Reader) -> None:
    found = claims_of("More than 100 Congolese soldiers fled to Uganda. They were disarmed in Kisoro, a minister said.")
    assert "clearance" not in {c.type for c in found}
    assert [c.type for c in claims_of("Sappers disarmed two bombs in Gao.")] == ["clearance"]


@pytest.mark.parametrize(
    "text",
    [
        "Rwandan troops attacked Goma in support of the M23.",
        "Russian jets bombed Kidal in support of the Malian army on Monday.",
        "Burundian troops shelled Sake on Friday on behalf of the Congolese army.",
    ],
)
def test_whom_the_doer_helps_is_not_whom_he_hits(claims_of: Reader, text: str) -> None:
    (claim,) = claims_of(text, published="2024-06-20")
    assert claim.actor2 == ""


@pytest.mark.parametrize(
    "text",
    [
        "We deny that our soldiers surrendered in Goma.",
        "We deny the lie that our troops have withdrawn from Goma.",
        "The army denied the lie that its soldiers had fled Goma.",
    ],
)
def test_a_lie_that_is_denied_is_denied_whoever_denies_it(claims_of: Reader, text: str) -> None:
    assert {c.status for c in claims_of(text)} == {"denied"}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Thirty people fled Bunia, according to the Ugandan Red Cross.", "Ugandan Red Cross"),
        ("Four people were killed in Gao, the Mali Red Cross Society said.", "Mali Red Cross Society"),
        ("Four people were killed in Gao, the International Committee of the Red Cross said.", "ICRC"),
        ("Four people were killed in Gao, the Red Cross said.", "ICRC"),
    ],
)
def test_the_red_cross_of_a_country_is_not_the_committee(claims_of: Reader, text: str, source: str) -> None:
    assert {c.source for c in claims_of(text)} == {source}


def test_the_army_goes_on_being_the_army_after_another_spoke(claims_of: Reader) -> None:
    found = claims_of(
        "The army said that M23 rebels had captured Kibumba. The Ugandan army said that 137 soldiers had crossed the "
        "border. On Friday the army said it had retaken Rumangabo in North Kivu from the M23.",
        published="2022-06-24",
    )
    assert {c.source for c in found if c.type == "territory_taken"} == {"army"}


@pytest.mark.parametrize(
    "text",
    [
        """16 June, Kitchanga (Masisi territory, North Kivu): The army attacked rebels. At least 8 fighters were killed.

16 June, Jomba: Mortar fire wounded 4 civilians.

15 June, Kibumba (Nyiragongo territory): Armed men abducted two traders.""",
        """Kitchanga (Masisi territory, North Kivu): Rebels attacked the army. 8 fighters were killed.

Jomba (Rutshuru territory, North Kivu): Mortar fire wounded 4 civilians.""",
    ],
)
def test_a_line_opens_with_its_day_and_its_place(claims_of: Reader, text: str) -> None:
    assert {c.place_text for c in claims_of(text, published="2022-06-17") if c.type == "shelling"} == {"Jomba"}
