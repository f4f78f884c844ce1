"""Words that announce a claim: which frame, at which word."""

from __future__ import annotations

import pytest

from marsad.claims.triggers import find_triggers, stems


def frames(parsed, lexicon, text: str, blocked: str = "") -> list[tuple[str, str]]:
    parse = parsed(text)
    off = [False] * len(parse)
    if blocked:
        at = text.index(blocked)
        for t in parse.tokens(at, at + len(blocked)):
            off[t] = True
    return [(t.frame.id, parse.words[t.head]) for t in find_triggers(parse, lexicon, blocked=off)]


@pytest.mark.parametrize(
    ("text", "frame", "head"),
    [
        ("An air strike hit the market in Saada.", "air-strike", "strike"),
        ("Warplanes bombed the port of Hodeidah.", "strike", "bombed"),
        ("Separatists shelled the outskirts of Avdiivka.", "shelling", "shelled"),
        ("Militia fighters seized Wau on Monday.", "take-place", "seized"),
        ("The garrison withdrew from Wau.", "withdraw", "withdrew"),
        ("The garrison pulled its remaining men out of Wau.", "withdraw", "pulled"),
        ("Fighters besieged the town of Farabougou.", "besiege", "besieged"),
        ("A suicide bomber struck a checkpoint.", "suicide-bombing", "bomber"),
        ("Gunmen kidnapped two nurses.", "abduct", "kidnapped"),
        ("Police arrested nine men.", "arrest", "arrested"),
        ("The rebel-held town of Bambari was quiet.", "held", "held"),
        ("Fierce clashes broke out near Bambari.", "clash", "clashes"),
        ("The two sides agreed a ceasefire.", "agreement", "agreed"),
    ],
)
def test_frames(text: str, frame: str, head: str, parsed, lexicon) -> None:
    assert (frame, head) in frames(parsed, lexicon, text)


@pytest.mark.parametrize(
    "text",
    ["The minister opened a school in the spring.", "It rained all week.", "Farmers sold grain at the market.", ""],
)
def test_plain_words_announce_nothing(text: str, parsed, lexicon) -> None:
    assert frames(parsed, lexicon, text) == []


def test_the_longest_words_count(parsed, lexicon) -> None:
    """A suicide car bomb is no second car bomb, and no bomb besides."""
    found = frames(parsed, lexicon, "A suicide car bomb went off in Gao.")
    assert ("suicide-bombing", "bomb") in found
    assert ("explosion", "bomb") not in found


def test_names_of_groups_trigger_nothing(parsed, lexicon) -> None:
    text = "The Liberation Front held a congress."
    assert "capture-of" not in [frame for frame, _ in frames(parsed, lexicon, text, "Liberation Front")]


def test_triggers_come_in_text_order(parsed, lexicon) -> None:
    parse = parsed("Rebels captured Bria after clashes, then withdrew from Bria and shelled Bambari.")
    heads = [t.head for t in find_triggers(parse, lexicon, blocked=[False] * len(parse))]
    assert heads == sorted(heads)
    assert len(heads) >= 4


@pytest.mark.parametrize(
    ("word", "stem"), [("severed", "sever"), ("seizing", "seize"), ("rammed", "ram"), ("pacified", "pacify")]
)
def test_stems(word: str, stem: str) -> None:
    assert stem in stems(word)


@pytest.mark.parametrize("word", ["red", "king", "town", ""])
def test_words_too_short_have_no_stem(word: str) -> None:
    assert stems(word) == ()
