"""Short reports of other wars, from words to claims: what the record must say whatever the wording."""

# ruff: noqa: E501  (samples stay whole)

from __future__ import annotations

from typing import Any

import pytest

from marsad.evaluation.agreement import fold
from marsad.records import Claim

CASES: list[tuple[str, str, str, dict[str, Any]]] = [
    # name, report, type, fields (actors and sources: words that the name must hold)
    ("active voice", "Boko Haram fighters captured the town of Banki on Monday.", "territory_taken", {"actor1": "Boko Haram", "place": "Banki", "status": "asserted"}),
    ("passive voice", "The town of Banki was captured by Boko Haram fighters on Monday.", "territory_taken", {"actor1": "Boko Haram", "place": "Banki"}),
    ("a weekday before the report", "Boko Haram fighters captured the town of Banki on Monday.", "territory_taken", {"date_start": "2019-03-11", "date_end": "2019-03-11"}),
    ("a noun", "The capture of Banki by Boko Haram surprised the garrison.", "territory_taken", {"actor1": "Boko Haram", "place": "Banki"}),
    ("denied", "The governor denied that Boko Haram had captured Banki.", "territory_taken", {"status": "denied", "source": "governor"}),
    ("hedged", "Boko Haram reportedly captured Banki.", "territory_taken", {"status": "hedged"}),
    ("withdrawal", "Boko Haram fighters withdrew from Banki on Tuesday, residents said.", "withdrawal", {"actor1": "Boko Haram", "place": "Banki", "source": "residents", "from_place": "Banki"}),
    ("withdrawal with a destination", "Boko Haram fighters retreated from Banki to Gwoza.", "withdrawal", {"from_place": "Banki", "to_place": "Gwoza"}),
    ("siege", "Taliban fighters have besieged Ghazni for a week.", "besieged", {"actor1": "Taliban", "place": "Ghazni", "status": "asserted"}),
    ("held-by modifier", "Aid reached the Taliban-held town of Sangin.", "control", {"actor1": "Taliban", "place": "Sang", "source": ""}),
    ("held-by modifier in somebody's words", "A medic said that aid reached the Taliban-held town of Sangin.", "control", {"actor1": "Taliban", "source": ""}),
    ("share of a place", "The Taliban now control 60 percent of Ghazni.", "control", {"extent": 0.6, "place": "Ghazni"}),
    ("a part of a place", "The Taliban seized the eastern districts of Ghazni.", "territory_taken", {"place_relation": "part_of"}),
    ("near is not in", "Two soldiers died in clashes near Ghazni.", "armed_clash", {"place_relation": "near"}),
    ("further dead", "Shelling killed ten passengers in Ghazni on Monday and another three died of their wounds, a medic said.", "shelling", {"killed_low": 13}),
    ("the toll of one event, not the war's", "A shell killed four people in Ghazni on Monday, a medic said, adding that the death toll since April had reached 90.", "shelling", {"killed_low": 4}),
    ("a part of the dead", "Air strikes killed 28 people in Ghazni on Monday, a medic said. Four children were among the dead in the air strikes on Ghazni, the medic said.", "air_strike", {"killed_low": 28}),
    ("at least so many places", "The governor said that Taliban fighters have taken at least nine villages near Ghazni.", "territory_taken", {"actor1": "Taliban"}),
    ("gatherings of fighters", "Soldiers eliminated a number of Taliban fighters near Ghazni on Monday.", "armed_clash", {"actor2": "Taliban"}),
    ("a pause in force", "The cessation of hostilities in Ghazni took effect on Monday.", "agreement", {"status": "asserted"}),
    ("tens of thousands", "Tens of thousands of families have fled Ghazni since Monday.", "displacement", {"actor1": "civilians"}),
    ("a toll at least", "An air strike killed at least 14 people in Ghazni.", "air_strike", {"killed_low": 14, "killed_high": None}),
    ("a toll", "An air strike killed 14 people in Ghazni.", "air_strike", {"killed_low": 14, "killed_high": 14}),
    ("wounded too", "Shelling killed four people and wounded nine in Ghazni.", "shelling", {"killed_low": 4, "wounded_low": 9}),
    ("suicide bombing", "A suicide bomber killed six soldiers at a checkpoint in Ghazni.", "suicide_bombing", {"killed_low": 6, "place": "Ghazni"}),
    ("abduction", "Gunmen kidnapped three engineers in Ghazni on Tuesday.", "abduction", {"place": "Ghazni", "date_start": "2019-03-12"}),
    ("two towns", "The Taliban captured Ghazni and Kunduz.", "territory_taken", {"place": "Kunduz"}),
    ("not swept yet", "Soldiers have yet to sweep the eastern districts of Ghazni.", "clearance", {"status": "denied"}),
    ("demining", "Soldiers are clearing mines from the market of Ghazni.", "clearance", {"status": "asserted", "place": "Ghazni"}),
    ("a relay", "Taliban spokesman Zalmai Barak told Reuters that his fighters had seized Ghazni.", "territory_taken", {"source": "Zalmai Barak", "via": "Reuters"}),
    ("planned", "Nigeria's army plans to attack Boko Haram positions in Banki.", "armed_clash offensive", {"status": "planned"}),
    ("mines being cleared are there", "Soldiers are clearing mines from the market of Ghazni.", "contaminated", {"place": "Ghazni"}),
    ("an explained acronym", "The Movement for Azawad Dignity (MAD) was formed in May. MAD captured Tessalit on Monday.", "territory_taken", {"actor1": "Movement for Azawad Dignity"}),
    ("the group just named", "The Taliban attacked Ghazni on Sunday. The militant group captured Kunduz on Monday.", "territory_taken", {"actor1": "Taliban"}),
    ("the town spoken of", "The town of Sangin has been quiet. It lies between Ghazni and Kunduz. The Taliban captured the town in 2017.", "territory_taken", {"place": "Sang"}),
    ("a condemnation", "Iran's Foreign Ministry condemned the Taliban attack on Ghazni.", "statement", {"actor1": "Iran"}),
    ("resolved to", "The Taliban have resolved to withdraw from Ghazni.", "withdrawal", {"status": "planned"}),
    ("moves nearer", "Taliban fighters are moving closer to Ghazni.", "offensive", {"place": "Ghazni", "actor1": "Taliban"}),
    ("searched", "The army has searched 70 percent of Ghazni.", "clearance", {"extent": 0.7}),
    ("nobody seen", "No Taliban fighters have been seen in Ghazni since Monday.", "presence", {"status": "denied"}),
    ("a capital", "Fighting reached Raqqa, Islamic State's capital.", "control", {"actor1": "Islamic State", "place": "Raqqa"}),
    ("negated", "Boko Haram has not captured Banki, a medic said.", "territory_taken", {"status": "denied", "source": "medic"}),
    ("entirely free", "The army has declared Ghazni completely free of the Taliban.", "territory_taken", {"extent": 1.0, "place": "Ghazni"}),
]  # fmt: skip
WAITS = [
    ("control since", "The Taliban have controlled Sangin since March 2017.", "control", {"actor1": "Taliban", "place": "Sang", "date_start": "2017-03-01"}, "the parse makes controlled an adjective of the town"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "types", "fields"),
    [
        *(pytest.param(*case, id=name) for name, *case in CASES),
        *(
            pytest.param(*case, id=name, marks=pytest.mark.xfail(reason=f"not yet: {why}"))
            for name, *case, why in WAITS
        ),
    ],
)
def test_fact(text: str, types: str, fields: dict[str, Any], claims_of) -> None:
    claims = claims_of(text)
    assert any(_says(claim, types, fields) for claim in claims), [
        (c.type, c.status, c.actor1, c.place, c.place_relation, c.source, c.via, c.extent, c.date_start, c.date_end)
        for c in claims
    ]


def _says(claim: Claim, types: str, fields: dict[str, Any]) -> bool:
    if claim.type not in types.split():
        return False
    for name, wanted in fields.items():
        value = getattr(claim, name)
        if isinstance(wanted, str) and wanted and name not in ("status", "place_relation", "date_start"):
            if fold(wanted) not in fold(value):
                return False
        elif value != wanted:
            return False
    return True


def test_two_voices_are_two_claims(claims_of) -> None:
    claims = claims_of(
        "The mayor said that the Taliban captured Ghazni. A medic said that the Taliban captured Ghazni."
    )
    taken = [c for c in claims if c.type == "territory_taken"]
    assert len({c.source for c in taken}) == len(taken) == 2


def test_the_same_voice_twice_is_one_claim(claims_of) -> None:
    claims = claims_of(
        "The Taliban captured Ghazni on Monday. On Monday the Taliban captured Ghazni, a city of merchants."
    )
    [taken] = [c for c in claims if c.type == "territory_taken"]
    assert taken.also


def test_a_caption_s_fight_has_no_day(claims_of) -> None:
    caption = "Taliban fighters clash with soldiers in Ghazni."
    text = f"{caption}\n\nThe Taliban withdrew from Kunduz on Monday."
    for claim in claims_of(text, captions=((0, len(caption)),)):
        if claim.end <= len(caption):
            assert claim.date_start is None


def test_an_undated_report_guesses_no_day(claims_of) -> None:
    for claim in claims_of("The Taliban captured Ghazni on Monday.", published=None):
        assert claim.date_start is None
        assert claim.date_end is None
