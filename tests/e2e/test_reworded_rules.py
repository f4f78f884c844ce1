"""What the acceptance articles need of the rules, in our own words about other wars: the same claims must come out."""
# ruff: noqa: E501  (a case a line)

from __future__ import annotations

from typing import Any

import pytest

from marsad.intake import report_from_bytes
from marsad.knowledge import load_packs
from marsad.pipeline.extraction import Extractor
from marsad.records import Claim


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_packs())


def claims_of(extractor: Extractor, text: str) -> list[Claim]:
    report = report_from_bytes(text.encode(), name="case.txt", published="2019-03-14")
    [(_, claims)] = list(extractor.claims([report]))
    return claims


CASES: list[tuple[str, str, str, dict[str, Any]]] = [
    # name, report, type, fields (strings: words that the field must hold)
    ("joint takers", "Afghan troops and the Taliban have captured the town of Sangin from Islamic State.", "territory_taken", {"actor1": "Taliban", "actor2": "Islamic State"}),
    ("a row of three around a town", "The town of Ghazni is nearly surrounded on two sides by the Afghan army, the Taliban and Islamic State.", "besieged", {"actor1": "Taliban + Islamic State"}),
    ("both confirmed: one", "Taliban fighters captured the town of Sangin from Islamic State on Sunday night, the Taliban and the Red Cross both confirmed.", "territory_taken", {"source": "Taliban"}),
    ("both confirmed: the other", "Taliban fighters captured the town of Sangin from Islamic State on Sunday night, the Taliban and the Red Cross both confirmed.", "territory_taken", {"source": "ICRC"}),
    ("reported that somebody said", "\"Our troops have recaptured the town of Ghazni from the Taliban,\" Reuters reported army commander Zalmai Barak said.", "territory_taken", {"source": "Zalmai Barak", "via": "Reuters"}),
    ("an office named later", "The Afghan defence minister said the army had retaken Ghazni. \"Our men have entered the centre of Ghazni,\" Petrov told reporters.", "territory_taken", {"source": "minister Petrov"}),
    ("a condemnation is its maker's", "The Iranian Foreign Ministry has condemned the new offensive in Ghazni.", "statement", {"source": "Iranian Foreign Ministry"}),
    ("an official who is worried", "Afghan President Ashraf Ghani said he is deeply worried about Taliban fighters pushing into Ghazni.", "statement", {"source": "Ghani"}),
    ("deserted buildings", "A resident said Taliban fighters have left Sangin. The courthouse and two barracks in Sangin reportedly stand deserted.", "withdrawal", {"status": "hedged"}),
    ("an intention's owner", "The Taliban are under pressure in Sangin. The decision of evacuating their bases in Sangin was made by commanders, a resident said.", "withdrawal", {"status": "planned", "actor1": "Taliban"}),
    ("the next sentence's destination", "Dozens of Taliban trucks have left Sangin. They headed to the town of Gereshk.", "withdrawal", {"to_place": "Gereshk", "from_place": "Sangin"}),
    ("a destination hung on the object", "A governor said the Taliban have moved fighters and reinforcements to Gereshk.", "movement", {"to_place": "Gereshk"}),
    ("near, with whose forces", "Residents feared the Taliban, whose forces are within miles of Ghazni.", "presence", {"actor1": "Taliban"}),
    ("a way kept free", "The Taliban left Sangin by a track which the Afghan army had kept free.", "other_event", {"actor1": "Afghan"}),
    ("free once the sweep ends", "\"We shall be able to say that Ghazni is fully cleared of mines once the sweeping is concluded,\" the governor said.", "clearance", {"status": "planned"}),
    ("done and undone", "Troops have swept 60 percent of Ghazni, and the other districts remain unchecked.", "clearance", {"status": "denied"}),
    ("a stronghold in a province is the town", "Ghazni is the last Helmand stronghold of the Taliban.", "control", {"place_text": "Ghazni", "actor1": "Taliban"}),
    ("the part that a share is of", "Troops have yet to sweep 30 percent of the districts south and southeast of Ghazni.", "clearance", {"part": "districts south and southeast", "status": "denied"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "fields"), [pytest.param(*case, id=name) for name, *case in CASES])
def test_rule(text: str, kind: str, fields: dict[str, Any], extractor: Extractor) -> None:
    claims = [c for c in claims_of(extractor, text) if c.type == kind]
    assert any(all(value in (getattr(c, name) or "") for name, value in fields.items()) for c in claims), [
        (c.type, c.status, c.actor1, c.actor2, c.place_text, c.source, c.via, c.part, c.to_place)
        for c in claims_of(extractor, text)
    ]


def test_a_battle_that_has_yet_to_begin_is_no_event(extractor: Extractor) -> None:
    text = "The Taliban moved fighters to Sangin before the battle for the town begins."
    assert "armed_clash" not in {c.type for c in claims_of(extractor, text)}


def test_guns_that_are_moved_shell_nobody(extractor: Extractor) -> None:
    text = "The Taliban have moved fighters and heavy artillery to Sangin."
    assert "shelling" not in {c.type for c in claims_of(extractor, text)}
