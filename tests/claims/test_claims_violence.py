"""Violence by the rules alone: what was fired, what a fight's participle says, damage done by an event, war totals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.records import Claim

Told = Callable[[str], list[Claim]]


def types(claims: list[Claim]) -> list[str]:
    return [c.type for c in claims]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The militants fired two rockets on Menaka, killing three people.", 3),
        ("A missile fired by the rebels at Marib killed nine people.", 9),
        ("Insurgents fired a number of mortar shells at Baidoa.", None),
        ("Rebel fire has killed at least 12 civilians in Taiz.", 12),
        ("Medics reported five deaths in rebel fire on Hodeidah.", 5),
    ],
)
def test_weapons_fired_at_a_place_are_shelling_and_nothing_beside_it(
    text: str, killed: int | None, claims_raw: Told
) -> None:
    [claim] = claims_raw(text)
    assert (claim.type, claim.killed_low) == ("shelling", killed)


def test_shots_at_people_stay_an_attack_on_them(claims_raw: Told) -> None:
    assert types(claims_raw("Soldiers fired on protesters in Khartoum, killing four people.")) == [
        "attack_on_civilians"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The coalition fighting the Taliban said that its mandate would be extended.",
        "The envoy met rebels battling to topple the president in Geneva.",
    ],
)
def test_whom_a_force_opposes_is_no_clash(text: str, claims_raw: Told) -> None:
    assert "armed_clash" not in types(claims_raw(text))


@pytest.mark.parametrize(
    "text",
    [
        "Government troops were fighting militants in Baidoa on Monday.",
        "He fled Galkayo, where the army is fighting the militants.",
    ],
)
def test_a_fight_that_is_told_is_a_clash(text: str, claims_raw: Told) -> None:
    assert "armed_clash" in types(claims_raw(text))


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The blast destroyed a car and killed three people in Kabul.", "explosion"),
        ("Jets bombed Hodeidah, destroying four houses.", "air_strike"),
        ("Two schools were destroyed in air strikes on Saada.", "air_strike"),
    ],
)
def test_damage_that_an_event_did_is_told_by_the_event(text: str, event: str, claims_raw: Told) -> None:
    assert types(claims_raw(text)) == [event]


def test_damage_of_its_own_stays(claims_raw: Told) -> None:
    assert types(claims_raw("Gunmen burned down two schools in Pattani.")) == ["destruction"]


@pytest.mark.parametrize(
    "text",
    [
        "The conflict in Yemen has killed more than 100,000 people.",
        "More than 6,000 people have been killed in Burundi since the uprising began in 2015.",
        "Over 12,000 people have died in Nepal since February 1996.",
    ],
)
def test_the_total_of_a_war_is_no_claim(text: str, claims_raw: Told) -> None:
    assert claims_raw(text) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Attack kills nine people in Menaka. A mortar shell hit the market of Menaka on Monday.", "shelling"),
        ("A car bomb went off in Mogadishu on Monday. The attack killed six people.", "explosion"),
        ("Jets bombed a wedding in Saada on Monday. The monitor said 14 people were killed.", "air_strike"),
        ("Rebels shelled Taiz on Monday. Medics said such attacks had killed four children.", "shelling"),
    ],
)
def test_an_attack_is_of_the_kind_that_the_report_tells(text: str, event: str, claims_raw: Told) -> None:
    assert set(types(claims_raw(text))) == {event}


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb went off in Mogadishu on Monday. Al-Shabaab launched an assault on Baidoa.",
        "Jets bombed Saada on Monday. The army killed 12 militants in Taiz.",
    ],
)
def test_a_fight_elsewhere_is_not_of_that_kind(text: str, claims_raw: Told) -> None:
    assert types(claims_raw(text))[-1] == "armed_clash"


def test_fire_opened_during_a_clash_is_the_clash(claims_raw: Told) -> None:
    assert types(claims_raw("Militants opened fire during clashes with the army in Gao.")) == ["armed_clash"]


def test_a_place_and_its_part_with_one_toll_are_one_claim(claims_raw: Told) -> None:
    text = (
        "Air strikes killed 14 civilians in Yemen on Monday, the health ministry said. "
        "The health ministry said that the air strikes on Hodeidah had killed 14 civilians."
    )
    [claim] = claims_raw(text)
    assert (claim.place_text, claim.killed_low, len(claim.also)) == ("Hodeidah", 14, 1)


def test_places_of_a_row_and_other_tolls_stay_apart(claims_raw: Told) -> None:
    assert len(claims_raw("Jets bombed Hodeidah and Saada on Monday.")) == 2
    text = "Air strikes killed 14 civilians in Hodeidah on Monday. Air strikes killed six civilians in Saada on Monday."
    assert len(claims_raw(text)) == 2


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Eleven civilians were killed in air strikes in Hodeidah and another man died in Taiz.",
            {"Hodeidah": 11, "Taiz": 1},
        ),
        (
            "Six people were killed in shelling of the town of Kramatorsk and one in the town of Sloviansk.",
            {"Kramatorsk": 6, "Sloviansk": 1},
        ),
        (
            "Air strikes killed nine people in Kunduz, while four died in Ghazni.",
            {"Kunduz": 9, "Ghazni": 4},
        ),
    ],
)
def test_each_toll_goes_to_its_own_place(text: str, places: dict[str, int], claims_raw: Told) -> None:
    assert {c.place_text: c.killed_low for c in claims_raw(text)} == places


def test_a_number_and_its_place_told_once_make_one_claim(claims_raw: Told) -> None:
    assert len(claims_raw("A car bomb killed 12 people in Mogadishu on Monday, police in Mogadishu said.")) == 1


def test_who_holds_the_district_that_is_shelled_has_not_shelled_it(claims_of):
    told = claims_of(
        "Afghan government airstrikes hit Kunduz. In the government-held west of Ghazni a reporter heard the sound of "
        "shelling in the Khaki district."
    )
    assert [c.actor1 for c in told if c.type == "shelling"] == [""]


def test_a_direction_in_a_headline_is_no_part_of_the_village(claims_of):
    told = claims_of("Afghan Army Repelled Taliban Attack on Nawa East of Ghazni on Monday, a spokesman said.")
    assert {c.place_text for c in told} == {"Nawa"}


def test_who_is_abducted_and_killed_was_not_shelled(claims_raw: Told) -> None:
    found = types(
        claims_raw("Shells hit the market of Nyala on Monday. A judge was abducted and killed in El Geneina.")
    )
    assert "abduction" in found
    assert found.count("shelling") == 1


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The blast in Kabul killed no one.", 0),
        ("The blast in Kabul killed nobody.", 0),
        ("The blast in Kabul killed no one but wounded five people.", 0),
        ("The blast in Kabul killed one man.", 1),
    ],
)
def test_no_one_is_none(text: str, killed: int, claims_raw: Told) -> None:
    assert [(c.type, c.killed_low) for c in claims_raw(text)] == [("explosion", killed)]


def test_an_occupied_city_is_not_taken_once_more(claims_raw: Told) -> None:
    assert types(claims_raw("Shells hit a depot in the occupied city of Melitopol on Monday.")) == ["shelling"]
    assert types(claims_raw("Rebels occupied the town of Menaka on Monday.")) == ["territory_taken"]


def test_who_holds_no_town_denies_that_he_does(claims_raw: Told) -> None:
    found = claims_raw("The militia holds no village near Goma, residents said.")
    assert [(c.type, c.status) for c in found] == [("control", "denied")]


def test_who_still_occupies_a_town_holds_it(claims_raw: Told) -> None:
    assert types(claims_raw("Eritrean troops still occupy Badme, two diplomats said.")) == ["control"]


def test_who_dies_for_want_of_oxygen_was_not_attacked(claims_raw: Told) -> None:
    assert types(claims_raw("Six newborns died after oxygen ran out at a hospital in Idlib.")) == ["other_event"]


def test_missiles_that_are_shot_down_hit_nobody(claims_raw: Told) -> None:
    assert "shelling" not in types(
        claims_raw("Air defences shot down 16 of the missiles over Odesa, the air force said.")
    )
    assert types(claims_raw("The militants fired 16 missiles at Odesa.")) == ["shelling"]
