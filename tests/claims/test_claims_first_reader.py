"""Misreadings that a first reader of another war met, told anew in sentences of our own: each stands for a rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.records import Claim

Reader = Callable[..., list[Claim]]
REST = " Thousands of people fled. The governor spoke on the radio. Boats took them south."
"""What follows in the report, which the judge of claims looks at too."""

TYPES = [
    # gas is a fuel but where it is a weapon
    ("Militants attacked the gas-rich town of Palma on Wednesday.", "armed_clash"),
    ("The assault began on Wednesday when gunmen struck the town of Palma, near a gas project.", "armed_clash"),
    ("Militants attacked Palma, the seat of oil and gas companies, on Wednesday.", "armed_clash"),
    ("Gunmen attacked a chemical factory in Palma on Wednesday.", "armed_clash"),
    ("The army attacked the town of Palma with poison gas on Wednesday.", "chemical_attack"),
    # who comes on foot strikes no blow from afar
    ("Militants struck the town of Mocimboa da Praia on Wednesday.", "armed_clash"),
    ("Gunmen hit the port of Palma at night.", "armed_clash"),
    ("Insurgents attacked the barracks in Palma on Monday.", "armed_clash"),
    # what a thing was hit by, or ran into
    ("A military truck was destroyed by an IED on the road to Mueda on Tuesday.", "explosion"),
    ("An army vehicle hit a roadside bomb near Mueda on Tuesday.", "explosion"),
    ("A patrol was hit by an improvised explosive device near Palma on Tuesday.", "explosion"),
    # towns that look like surnames
    ("Insurgents captured Mocimboa da Praia after three days of fighting with government troops.", "territory_taken"),
    ("Militants seized Quissanga from the army on Monday.", "territory_taken"),
    ("Militants overran Quissanga on Monday.", "territory_taken"),
    ("Gunmen attacked Awasse on Monday.", "armed_clash"),
    # fighters are people, fighter jets are not
    ("Fighters of the Coast Front shelled the town of Palma on Monday.", "shelling"),
    ("Fighter jets shelled the town of Palma on Monday.", "air_strike"),
]


@pytest.mark.parametrize(("sentence", "type_"), TYPES)
def test_the_type(claims_of: Reader, sentence: str, type_: str) -> None:
    told = {c.type for c in claims_of(sentence + REST) if c.start == 0}
    assert told & {type_, "offensive" if type_ == "armed_clash" else type_}  # one family: the context chooses
    assert not told & ({"air_strike", "shelling", "chemical_attack", "abduction"} - {type_})


@pytest.mark.parametrize(
    "sentence",
    [
        "A boat carrying displaced people capsized off Palma on Monday.",
        "A vessel carrying dozens of families sank off the coast of Palma.",
        "A helicopter carrying wounded soldiers crashed near Mueda.",
        '"We held our fire," the colonel said.',
        "The troops ceased fire in Palma on Monday.",
        "No casualties were reported.",
    ],
)
def test_nobody_took_or_fired_at_anybody(claims_of: Reader, sentence: str) -> None:
    assert {c.type for c in claims_of(sentence)} <= {"other_event", "displacement"}


@pytest.mark.parametrize(
    "sentence",
    [
        "A convoy of vehicles fleeing the hotel was ambushed outside Palma on Friday.",
        "Insurgents ambushed a convoy that was trying to leave the hotel in Palma.",
    ],
)
def test_a_convoy_in_flight_is_no_army_in_retreat(claims_of: Reader, sentence: str) -> None:
    assert [c.type for c in claims_of(sentence)] == ["armed_clash"]


def test_an_army_convoy_withdraws(claims_of: Reader) -> None:
    assert "withdrawal" in {c.type for c in claims_of("An army convoy withdrew from Palma on Friday.")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Aid workers spoke of the abduction of girls by armed groups in Palma.",
        "The abduction of dozens of girls by armed groups continues in Palma.",
        "Residents reported the abduction of boys by armed men in Palma.",
    ],
)
def test_by_whom_others_were_abducted(claims_of: Reader, sentence: str) -> None:
    (claim,) = claims_of(sentence)
    assert (claim.type, claim.actor1, claim.actor2) == ("abduction", "unidentified armed group", "civilians")


@pytest.mark.parametrize(
    ("sentence", "killed", "wounded"),
    [
        ("An attack at Palma left eleven people wounded, two of whom later died in hospital.", 2, 11),
        ("The bomb in Palma wounded 11 people, two of whom succumbed to their wounds.", 2, 11),
        ("The bomb in Palma wounded 11 people, and two were fatally injured.", 2, 11),
        ("Officials said 12 people were killed in the attack on Palma, not seven as reported earlier.", 12, None),
        ("Twelve people, not seven, were killed in the attack on Palma.", 12, None),
        ("Nine soldiers, and not four, died in the attack on Palma.", 9, None),
        ("The ministry revised the death toll in the Palma blast from 7 to 12.", 12, None),
        ("The toll in the Palma bombing was lowered from 12 to nine.", 9, None),
        ("No one was injured in the attack on Palma on Monday.", None, 0),
        ("The army shelled Palma on Monday. No deaths were reported.", 0, None),
        ("Militants clashed with soldiers in Palma on Monday. There were no casualties.", 0, None),
    ],
)
def test_the_toll(claims_of: Reader, sentence: str, killed: int | None, wounded: int | None) -> None:
    (claim,) = claims_of(sentence)
    assert (claim.killed_low, claim.wounded_low, claim.status) == (killed, wounded, "asserted")


def test_a_corrected_toll_is_nobodys(claims_of: Reader) -> None:
    told = claims_of("The army corrected an earlier toll of seven dead in the Palma blast, saying 12 men died.")
    assert 7 not in {c.killed_low for c in told}


@pytest.mark.parametrize("name", ["Awasse", "Khan"])
def test_who_speaks_is_no_town(claims_of: Reader, name: str) -> None:
    told = claims_of(f"Rebels attacked {name} on Monday. Commander {name} said that he was unhurt.")
    assert not any(c.place_text == name for c in told)


@pytest.mark.parametrize(
    ("sentence", "type_", "actor1"),
    [
        ("A drone missile was fired at a group of militants near Garissa.", "air_strike", ""),
        ("A 40-year-old farmer was killed by gunfire as he rode through Garissa.", "attack_on_civilians", ""),
        ("Kenya has occupied the hills around Garissa since 1985.", "control", "Kenyan government"),
        (
            "The UN condemned an attack by an unidentified group against peacekeepers near Garissa.",
            "armed_clash",
            "unidentified armed group",
        ),
    ],
)
def test_by_whom_and_how(claims_of: Reader, sentence: str, type_: str, actor1: str) -> None:
    told = [c for c in claims_of(sentence + REST) if c.start == 0 and c.type != "statement"]
    assert [(c.type, c.actor1) for c in told] == [(type_, actor1)]


@pytest.mark.parametrize(
    "sentence",
    [
        "More than 1,500 people have been killed in violence in Garissa this year.",
        "Police arrested a doctor in Garissa on charges of treating wounded rebels.",
    ],
)
def test_no_event_of_its_own(claims_of: Reader, sentence: str) -> None:
    assert {c.type for c in claims_of(sentence)} <= {"arrest"}


def test_who_lives_in_a_camp_is_not_its_kind(claims_of: Reader) -> None:
    told = claims_of("Soldiers stormed the refugee camp of Dagahaley on Monday." + REST)
    assert told
    assert all(c.actor2 != "civilians" for c in told)


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Kenyan troops have taken parts of the southern port of Garissa.", "territory_taken"),
        ("Local militias have driven the jihadists off Mount Kulal.", "territory_taken"),
        ("Army helicopters rocketed apartment blocks in Garissa on Monday.", "air_strike"),
        ("Guerrillas waylaid an army truck in Garissa over the weekend.", "armed_clash"),
    ],
)
def test_words_of_other_wars(claims_of: Reader, sentence: str, type_: str) -> None:
    assert type_ in {c.type for c in claims_of(sentence + REST) if c.start == 0}


def test_to_take_part_is_to_take_nothing(claims_of: Reader) -> None:
    assert not claims_of("The group denied that its men took part.")


def test_who_frees_some_kills_others(claims_of: Reader) -> None:
    told = claims_of("Soldiers caught up with the rebels near Garissa, rescuing 19 children and killing four rebels.")
    assert ("armed_clash", 4) in {(c.type, c.killed_low) for c in told}
    assert ("other_event", 4) not in {(c.type, c.killed_low) for c in told}


def test_the_dead_put_at_a_number(claims_of: Reader) -> None:
    (claim,) = claims_of("The commander confirmed the raid on Garissa but put the dead at ten.")
    assert claim.killed_low == 10


def test_what_killed_is_said_by_by(claims_of: Reader) -> None:
    told = claims_of("An army tank crew was killed by a mine near Garissa on Friday." + REST)
    assert "explosion" in {c.type for c in told}
    assert "shelling" not in {c.type for c in told}


def test_a_number_says_nothing(claims_of: Reader) -> None:
    (claim,) = claims_of("Seven people were killed in the ambush in Palma, the defence ministry said.")
    assert (claim.source, claim.killed_low) == ("defence ministry", 7)
