"""Asserted, hedged, denied, planned: by negation, modality, hedges, plans, conditions."""

from __future__ import annotations

import pytest

from marsad.claims.status import standing
from marsad.records import status_of


@pytest.mark.parametrize(
    ("text", "verb", "status"),
    [
        ("Rebels captured the town.", "captured", "asserted"),
        ("Rebels have captured the town.", "captured", "asserted"),
        ("Rebels did not capture the town.", "capture", "denied"),
        ("Rebels never captured the town.", "captured", "denied"),
        ("Rebels have yet to capture the town.", "capture", "denied"),
        ("The army failed to capture the town.", "capture", "denied"),
        ("Rebels reportedly captured the town.", "captured", "hedged"),
        ("Rebels allegedly captured the town.", "captured", "hedged"),
        ("Rebels may have captured the town.", "captured", "hedged"),
        ("Rebels appear to have captured the town.", "captured", "hedged"),
        ("Rebels will capture the town.", "capture", "planned"),
        ("Rebels plan to capture the town.", "capture", "planned"),
        ("Rebels vowed to capture the town.", "capture", "planned"),
        ("Rebels are preparing to withdraw.", "withdraw", "planned"),
        ("The army has decided to withdraw.", "withdraw", "planned"),
        ("The army threatened to shell the town.", "shell", "planned"),
        ("If rebels capture the town, many will flee.", "capture", "planned"),
    ],
)
def test_status(text: str, verb: str, status: str, parsed, lexicon) -> None:
    parse = parsed(text)
    found = standing(parse, parse.words.index(verb), lexicon.language)
    assert status_of(polarity=found.polarity, realis=found.realis, certainty=found.certainty) == status


def test_a_goal_is_an_aim(parsed, lexicon) -> None:
    parse = parsed("Troops massed in order to seize the town.")
    assert standing(parse, parse.words.index("seize"), lexicon.language).aim


def test_the_support_verb_decides_for_a_noun(parsed, lexicon) -> None:
    parse = parsed("The army did not carry out an attack.")
    found = standing(parse, parse.words.index("attack"), lexicon.language, support=parse.words.index("carry"))
    assert found.polarity == "negative"


def test_another_clause_s_negation_stays_there(parsed, lexicon) -> None:
    parse = parsed("Rebels captured the town, although the mayor did not flee.")
    assert standing(parse, parse.words.index("captured"), lexicon.language).polarity == "positive"
