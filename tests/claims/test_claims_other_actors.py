"""Who acts in wars that no pack knows: state bodies by nationality, people in arms by their own word, shared agents."""

from __future__ import annotations

import pytest

from marsad.claims.syntax.from_doc import parse_of
from marsad.claims.syntax.roles import arguments
from marsad.intake import report_from_bytes
from marsad.knowledge import load_packs
from marsad.language import load
from marsad.pipeline.extraction import Extractor
from marsad.resolve.actors.sides import Sides


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    made = Extractor(load_packs(("core",)))
    made.learned = False
    return made


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        ("Nepalese security forces shot dead two men in Rolpa on Monday.", "Nepalese security forces", ""),
        ("Haitian riot police shot dead two gunmen in Jacmel on Monday.", "Haitian police", "unidentified armed group"),
        ("Tribesmen seized the oil port of Brega in Libya on Monday.", "tribesmen", ""),
        ("Tuareg forces took Kidal in Mali on Monday.", "Tuareg forces", ""),
        ("The Tuareg-held town of Kidal in Mali was calm on Monday.", "Tuareg forces", ""),
        ("The group al-Shabaab (outlawed in Kenya) shelled Jowhar in Somalia on Monday.", "al-Shabaab", ""),
        ("Gunmen shot dead a 34-year-old teacher in Yala.", "unidentified armed group", "teacher"),
        (
            "Malian soldiers and rebels clashed near Gao on Monday.",
            "Malian government forces",
            "unidentified armed group",
        ),
        ("Two traders were shot and a depot was burned by separatists in Pattani on Monday.", "separatists", ""),
        ("Two traders were killed at the hands of separatists in Pattani on Monday.", "separatists", ""),
        ("Tribesmen captured the port of Brega in Libya from Chadian troops on Monday.", "tribesmen", "Chad"),
        ("Kenyan police blamed separatists for the blast in Garissa on Monday.", "separatists", ""),
        ("An ambush by tribesmen on a Malian army patrol killed nine troops near Gao.", "tribesmen",
         "Malian government forces"),
    ],
)  # fmt: skip
def test_who_acts(text: str, actor1: str, actor2: str, extractor: Extractor) -> None:
    report = report_from_bytes(text.encode(), name="one.txt", published="2015-06-10")
    claims = [claim for _, found in extractor.claims([report]) for claim in found]
    assert claims
    assert claims[0].actor1 == actor1
    assert not actor2 or claims[0].actor2 == actor2


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        ("A spokesman for the rebel Lofa Front (LOFR) said on Monday its fighters had captured Zorzor in Liberia.",
         "Lofa Front", ""),
        ("Police chief Marc Toure said on Monday his men had killed two gunmen in Bamako in Mali.",
         "Malian police", "unidentified armed group"),
        ("Two men shot a priest in Nairobi in Kenya on Monday.", "unidentified armed group", "priest"),
        ("Gunmen in Kenya kidnapped a nurse, Anne Wanjiru, on Monday.", "unidentified armed group", "Anne Wanjiru"),
        ("Students threw stones at police in Nairobi in Kenya on Monday.", "protesters", ""),
        ("Some 400 Malians fled Gao in Mali on Monday.", "civilians", ""),
        ("Self-defence groups attacked a village near Gao in Mali on Monday.", "self-defence groups", ""),
        ("Gunmen kidnapped six employees of a bank in Garissa in Kenya.", "unidentified armed group", "civilians"),
    ],
)  # fmt: skip
def test_who_is_meant(text: str, actor1: str, actor2: str, extractor: Extractor) -> None:
    report = report_from_bytes(text.encode(), name="one.txt", published="2015-06-10")
    claims = [claim for _, found in extractor.claims([report]) for claim in found]
    assert actor1 in [claim.actor1 for claim in claims]
    assert not actor2 or actor2 in [claim.actor2 for claim in claims]


def test_a_main_verb_misread_as_a_participle_keeps_its_subject() -> None:
    text = "Pakistani security forces cordoned off Bara in Khyber agency on Tuesday and arrested 40 people."
    parse = parse_of(load()(text))
    arrested = parse.lower.index("arrested")
    assert [parse.lower[t] for t in arguments(parse, arrested, frozenset()).subject] == ["forces"]


def test_bodies_of_one_state_are_on_one_side() -> None:
    sides = Sides(load_packs(("core",)))
    assert sides.allied("Somali police", "Somali government forces") is True
    assert sides.allied("Somali police", "Kenyan police") is None


@pytest.mark.parametrize(
    "text",
    [
        "The blast came a day after al-Shabaab was driven from Jowhar in Somalia. Al-Shabaab ruled Jowhar for years. "
        "Kenyan troops watched. Police said it was a car bomb.",
        "There is not one al-Shabaab fighter in Jowhar tonight. The town is free, said a Kenyan officer on "
        "Monday. His men rested.",
    ],
)
def test_who_is_gone_did_not_take_the_town(text: str, extractor: Extractor) -> None:
    report = report_from_bytes(text.encode(), name="one.txt", published="2015-06-10")
    claims = [claim for _, found in extractor.claims([report]) for claim in found]
    taken = [claim.actor1 for claim in claims if claim.type == "territory_taken"]
    assert taken and "Al-Shabaab" not in " ".join(taken)
