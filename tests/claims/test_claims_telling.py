"""How a claim is told: aspect, clause, and how a time stands to it."""

import pytest

from marsad.claims.standing.telling import Telling


def telling_of(parse, word):
    return Telling(parse, parse.lower.index(word))


@pytest.mark.parametrize(
    ("text", "word", "aspect"),
    [
        ("Rebels shelled the market.", "shelled", "past"),
        ("Rebels have shelled the market.", "shelled", "perfect"),
        ("Rebels had shelled the market.", "shelled", "pluperfect"),
        ("Rebels are shelling the market.", "shelling", "running-present"),
        ("Rebels have been shelling the market.", "shelling", "perfect-running"),
        ("Rebels will shell the market.", "shell", "modal"),
    ],
)
def test_aspect(parsed, text, word, aspect):
    assert telling_of(parsed(text), word).aspect == aspect


@pytest.mark.parametrize(
    ("text", "word", "time", "relation"),
    [
        ("Rebels shelled the market on Monday.", "shelled", "Monday", "own"),
        ("An officer said on Monday that rebels shelled the market.", "shelled", "Monday", "over:ccomp"),
        ("Rebels shelled the market that was built in 2010.", "shelled", "2010", "under:obj"),
    ],
)
def test_relation_of_a_time(parsed, text, word, time, relation):
    start = text.index(time)
    assert telling_of(parsed(text), word).relation(start, start + len(time)) == relation


def test_a_time_of_another_sentence_stands_in_no_relation(parsed):
    text = "Rebels shelled the market. It was Monday."
    start = text.index("Monday")
    assert telling_of(parsed(text), "shelled").relation(start, start + 6) == ""


def test_words_between_tell_of_other_clauses(parsed):
    text = "Rebels shelled the market which opened on Monday."
    start = text.index("Monday")
    clues = telling_of(parsed(text), "shelled").between(start, start + 6)
    assert "opening=after,which" in clues
    assert "place=after,last" in clues
    assert "preposition=on" in clues


def test_classes_of_words_that_tell_when_without_a_time(parsed):
    clues = telling_of(parsed("The village is frequently shelled."), "shelled").clues()
    assert "class=habit" in clues
