"""Asserted, hedged, denied, planned: by negation, modality, hedges, plans, conditions."""

from __future__ import annotations

import pytest

from marsad.claims.standing.status import standing
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
        ("Rebels are preparing for an operation against the town.", "operation", "planned"),
        ("Rebels planned for an assault on the town.", "assault", "planned"),
        ("If rebels capture the town, many will flee.", "capture", "planned"),
        ("We wrongly reported that rebels had captured the town.", "captured", "denied"),
        ("An earlier version of this story said that rebels had captured the town.", "captured", "denied"),
        ("This article originally said that rebels had captured the town.", "captured", "denied"),
        ("The agency retracted its report that rebels had captured the town.", "captured", "denied"),
        ("This report says that rebels captured the town.", "captured", "asserted"),
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


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The raid is reported to have killed nine people.", "killed", "hedged"),
        ("Officials suspect that rebels shelled the town.", "shelled", "hedged"),
        ("It is claimed that rebels shelled the town.", "shelled", "hedged"),
        ("Two men were shot by suspected rebels in Gao.", "shot", "hedged"),
        ("There were reports of shelling in Gao.", "shelling", "hedged"),
        ("Nine people died in air strikes believed to be by Chad.", "strikes", "hedged"),
        ("The strikes were thought to have been carried out by Chad.", "strikes", "hedged"),
        ("Jets thought to belong to Chad struck the town.", "struck", "hedged"),
        ("Rebels believed that help would come and shelled the town.", "shelled", "asserted"),
        ("Police said the rebels shelled the town.", "shelled", "asserted"),
        ("Rebels are trying to advance on the town.", "advance", "asserted"),
        ("The town is under threat of further shelling.", "shelling", "planned"),
        ("The president authorized strikes on the town.", "strikes", "planned"),
        ("Residents fear the impending offensive.", "offensive", "planned"),
        ("Most of the valley is out of government control.", "control", "denied"),
    ],
)
def test_supposed_tried_and_coming(text: str, word: str, status: str, parsed, lexicon) -> None:
    parse = parsed(text)
    found = standing(parse, parse.words.index(word), lexicon.language)
    assert status_of(polarity=found.polarity, realis=found.realis, certainty=found.certainty) == status


def test_what_is_tried_is_told_apart_from_what_is_reached(parsed, lexicon) -> None:
    parse = parsed("Rebels are trying to capture the town.")
    assert standing(parse, parse.words.index("capture"), lexicon.language).tried


def test_nobody_hurt_is_no_denial_of_the_attack(parsed, lexicon) -> None:
    parse = parsed("No one was injured in the attack.")
    at, support = parse.words.index("attack"), parse.words.index("injured")
    assert standing(parse, at, lexicon.language, support=support).polarity == "positive"


@pytest.mark.parametrize(
    ("text", "type_", "actor1"),
    [
        ("The army denied reports of a withdrawal from Kidal.", "withdrawal", "Malian government forces"),
        ("The army denied a retreat from Kidal, in Mali.", "withdrawal", "Malian government forces"),
        ("The army said reports of the fall of Kidal were false.", "territory_taken", ""),
        ("Reports that Kidal had fallen are not true, the army said.", "territory_taken", ""),
        ("The army said Kidal had not fallen.", "territory_taken", ""),
        ("A military official denies that Kidal has been lost.", "territory_taken", ""),
        ("The army denied it had captured Kidal.", "territory_taken", "Malian government forces"),
        ("Shops are open in Gao, a spokesman said, denying reports of shelling in Kidal.", "shelling", ""),
    ],
)
def test_who_denies_that_a_town_fell_did_not_take_it(claims_of, text: str, type_: str, actor1: str) -> None:
    (claim,) = claims_of(text)
    assert (claim.type, claim.status, claim.actor1) == (type_, "denied", actor1)


def test_a_toll_that_is_taken_back_is_not_the_raid_s(claims_of) -> None:
    claims = claims_of("An earlier version of our report on the raid on Menaka said that 12 soldiers were killed.")
    assert all(claim.status == "asserted" and claim.killed_low is None for claim in claims)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels said that they would fire missiles at Taiz.",
        "The militia warned that it would launch a barrage of rockets at Taiz.",
    ],
)
def test_weapons_that_would_be_fired_have_not_been(text: str, claims_of) -> None:
    assert {c.status for c in claims_of(text) if c.type == "shelling"} == {"planned"}
