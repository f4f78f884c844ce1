"""A parsed report as plain lists: offsets, trees, phrases."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.claims import parse_of
from marsad.claims.syntax.parse import Parse
from marsad.language import load

PARAGRAPHS = "Gunmen stormed Menaka at dawn.\n\n  The garrison fled,\u00a0a medic said.\n\nNobody answered calls."


def check(parse: Parse) -> None:
    """What holds for every text."""
    n = len(parse)
    assert [len(column) for column in (parse.lower, parse.lemma, parse.tag, parse.dep, parse.head, parse.children)] == [
        n
    ] * 6
    for i in range(n):
        assert parse.text[parse.start[i] : parse.end[i]] == parse.words[i]
        assert not parse.words[i].isspace()
        assert parse.sentence[parse.head[i]] == parse.sentence[i]
        if parse.head[i] != i:
            assert i in parse.children[parse.head[i]]
        else:
            assert parse.dep[i] == "ROOT"
        assert i not in parse.ancestors(i)
        assert i in parse.subtree(i)
    assert [t for first, last in parse.sentences for t in range(first, last)] == list(range(n))
    assert sorted(child for children in parse.children for child in children) == [
        i for i in range(n) if parse.head[i] != i
    ]


def test_paragraphs_and_odd_spaces(parsed) -> None:
    parse = parsed(PARAGRAPHS)
    check(parse)
    assert len(parse.sentences) == 3
    assert parse.words[0] == "Gunmen"


def test_a_name_that_hangs_on_blanks_is_a_root(parsed, claims_of) -> None:
    """Where a dateline is blanked out. Called a compound of itself, "Wire" was followed upwards for ever."""
    text = f"Lusaka Wire\n{' ' * 13}\n{' ' * 21}Rwandan and Mozambican troops on Sunday recaptured Palma."
    check(parsed(text))
    assert len(claims_of(text)) == 1


@given(
    st.text(max_size=120)
    | st.lists(
        st.sampled_from(["Rebels", "took", "Gao", ".", "\n\n", "“", "said", "1,200", "—", " "]), max_size=20
    ).map(" ".join)
)
@settings(max_examples=60, deadline=None)
def test_any_text_gives_a_consistent_parse(text: str) -> None:
    check(parse_of(load()(text)))


MENDED = (
    "the town", "The", "which", ",", "rebels", "captured", "denied", "accused", "troops", "of killing", "that",
    "with having retaken", "had lost it", "gunmen shot dead", "two policemen", "at least nine villages", "managed",
    "to take Menaka", "on Monday", "was bombed", "in May", "by jets", "and", "blamed", ".",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(MENDED), min_size=3, max_size=14))
def test_mended_trees_stay_trees(pieces: list[str]) -> None:
    check(parse_of(load()(" ".join(pieces))))


@pytest.mark.parametrize(
    "text",
    [
        "The town which rebels captured in May was bombed on Monday.",
        "The movement accused troops of killing two herders in Menaka.",
        "The rebels denied on Monday that they had lost the town.",
        "Beaten on several fronts, with troops backed by jets having retaken Menaka, the rebels fled.",
        "In Menaka gunmen shot dead two policemen.",
    ],
)
def test_mended_sentences_stay_trees(text: str, parsed) -> None:
    check(parsed(text))


def test_tokens_of_characters(parsed) -> None:
    text = "Rebels left Gao quietly."
    parse = parsed(text)
    at = text.index("Gao")
    assert [parse.words[t] for t in parse.tokens(at, at + 3)] == ["Gao"]
    assert [parse.words[t] for t in parse.tokens(0, len(text))] == parse.words
    assert [parse.words[t] for t in parse.tokens(at - 1, at)] == []


def test_tokens_between_words_are_none(parsed) -> None:
    assert not parsed("").words
    assert not list(parsed("").tokens(0, 0))


@pytest.mark.parametrize(
    ("text", "head", "joined"),
    [
        ("The army seized Ansongo, Labbezanga and Tessit.", "Ansongo", ["Ansongo", "Labbezanga", "Tessit"]),
        ("Soldiers and policemen left the town.", "Soldiers", ["Soldiers", "policemen"]),
        ("The army left.", "army", ["army"]),
    ],
)
def test_coordination(text: str, head: str, joined: list[str], parsed) -> None:
    parse = parsed(text)
    assert [parse.words[t] for t in parse.joined(parse.words.index(head))] == joined


@pytest.mark.parametrize(
    ("text", "noun", "preposition"),
    [
        ("Troops advanced into the valley.", "valley", "into"),
        ("They withdrew from Lashkar.", "Lashkar", "from"),
        ("They took the bridge.", "bridge", ""),
        ("The town's mayor left.", "town", ""),
    ],
)
def test_preposition(text: str, noun: str, preposition: str, parsed) -> None:
    parse = parsed(text)
    assert parse.preposition(parse.words.index(noun)) == preposition


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("The town was captured by the rebels.", "captured", True),
        ("The rebels captured the town.", "captured", False),
        ("The rebels have captured the town.", "captured", False),
        ("Three posts were burned.", "burned", True),
    ],
)
def test_passive(text: str, verb: str, passive: bool, parsed) -> None:
    parse = parsed(text)
    assert parse.passive(parse.words.index(verb)) is passive


def test_spans_of_sentences(parsed) -> None:
    parse = parsed(PARAGRAPHS)
    start, end = parse.sentence_span(parse.words.index("medic"))
    assert parse.text[start:end].startswith("The garrison")
    assert parse.text[start:end].endswith("said.")
