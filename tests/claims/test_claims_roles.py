"""Who did what to whom: through passives, relatives, coordination, control, nouns and support verbs."""

from __future__ import annotations

import pytest

from marsad.claims.syntax.parse import noun_phrase
from marsad.claims.syntax.roles import arguments

NEAR_A_TOWN = "The bombing took place near the town which is located south of the city and is controlled by rebels."


def roles(parsed, lexicon, text: str, word: str):
    parse = parsed(text)
    found = arguments(parse, parse.words.index(word), lexicon.language.support_verbs)
    return lambda name: [parse.words[t] for t in found.role(name)]


@pytest.mark.parametrize(
    ("text", "verb", "role", "words"),
    [
        ("The militia captured the bridge.", "captured", "subject", ["militia"]),
        ("The militia captured the bridge.", "captured", "object", ["bridge"]),
        ("The bridge was captured by the militia.", "captured", "subject", ["militia"]),
        ("The bridge was captured by the militia.", "captured", "object", ["bridge"]),
        ("The army and the police attacked the camp.", "attacked", "subject", ["army", "police"]),
        ("The army attacked the camp and the depot.", "attacked", "object", ["camp", "depot"]),
        ("Soldiers entered the town and burned the market.", "burned", "subject", ["Soldiers"]),
        ("The men who attacked the convoy fled.", "attacked", "subject", ["men"]),
        ("The convoy that the rebels attacked was empty.", "attacked", "subject", ["rebels"]),
        ("The soldiers wanted to attack the camp.", "attack", "subject", ["soldiers"]),
        ("Rebels withdrew from the valley.", "withdrew", "from", ["valley"]),
        ("The rebels retreated to the hills.", "retreated", "to", ["hills"]),
        ("The town from which the rebels were driven was rebuilt.", "driven", "from", ["town"]),
        (NEAR_A_TOWN, "controlled", "object", ["town"]),
        (NEAR_A_TOWN, "controlled", "subject", ["rebels"]),
    ],
)
def test_of_verbs(text: str, verb: str, role: str, words: list[str], parsed, lexicon) -> None:
    assert roles(parsed, lexicon, text, verb)(role) == words


@pytest.mark.parametrize(
    ("text", "noun", "role", "words"),
    [
        ("The army's withdrawal from the valley surprised them.", "withdrawal", "possessor", ["army"]),
        ("The army's withdrawal from the valley surprised them.", "withdrawal", "from", ["valley"]),
        ("The capture of the bridge by the militia changed little.", "capture", "of", ["bridge"]),
        ("The army launched an offensive against the rebels.", "offensive", "subject", ["army"]),
        ("Two bombers exploded inside an army base under siege by rebels.", "siege", "by", ["rebels"]),
    ],
)
def test_of_nouns(text: str, noun: str, role: str, words: list[str], parsed, lexicon) -> None:
    assert roles(parsed, lexicon, text, noun)(role) == words


def test_an_unknown_role_is_empty(parsed, lexicon) -> None:
    assert roles(parsed, lexicon, "The militia captured the bridge.", "captured")("notwithstanding") == []


@pytest.mark.parametrize(
    ("text", "head", "phrase"),
    [
        ("The eastern districts of the city fell.", "districts", "eastern districts of the city"),
        ("The old bridge, which soldiers guard, fell.", "bridge", "old bridge"),
        ("They took three villages near the road.", "villages", "three villages"),
    ],
)
def test_noun_phrases(text: str, head: str, phrase: str, parsed) -> None:
    parse = parsed(text)
    first, last = noun_phrase(parse, parse.words.index(head))
    assert " ".join(parse.words[first : last + 1]) == phrase
