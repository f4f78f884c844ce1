"""Common nouns that open a sentence, which the tagger takes for names for their capital: "Shells fell on X"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from marsad.claims.lexicon import Lexicon
from marsad.claims.syntax.parse import Parse
from marsad.language.lemmas import lemma_of

OPENING = frozenset({'"', "“", "'", "‘", "(", "-", "–", "—", "*", "•"})
"""What may stand before a sentence's first word."""
NO_NOUNS = frozenset({"UH", "RB", "FW"})
"""Tags that a noun of war gets where a note has no verb."""
LEADING_IN = ":"
"""A word after it opens as a sentence's first does ("Idlib: Jets hit X")."""


def read_openers(parse: Parse, lexicon: Lexicon) -> frozenset[int]:
    """Gives the nouns of war that open a sentence their tags and lemmas, in place; their tokens.

    Only where what follows has no capital: "Rockets" may be a team's name, and so may "Eagles Battalion"."""
    for i, tag in enumerate(parse.tag):
        if tag in NO_NOUNS and parse.lower[i] in lexicon.war_nouns:
            parse.tag[i] = "NN"  # "Damboa: airstrike on a camp"
    return frozenset(i for i in _openers(parse) if _is_name(parse, i) and _mend(parse, i, lexicon))


def _openers(parse: Parse) -> Iterator[int]:
    for first, last in parse.sentences:
        yield first + len(list(takewhile(OPENING.__contains__, parse.words[first : last - 1])))
        yield from (t + 1 for t in range(first, last - 1) if parse.words[t] == LEADING_IN)


def _is_name(parse: Parse, i: int) -> bool:
    """Whether one word is tagged as a name."""
    return parse.tag[i].startswith("NNP") and i + 1 < parse.size and parse.words[i + 1][0].islower()


def _mend(parse: Parse, i: int, lexicon: Lexicon) -> bool:
    word = parse.lower[i]
    lemma = lemma_of(word, "NOUN", "NNS", {}, {})
    if lemma not in (lexicon.war_nouns if lemma == word else lexicon.common_nouns):
        return False  # one of them alone is also a surname ("Baker", "Marine")
    parse.lemma[i], parse.tag[i] = lemma, "NN" if lemma == word else "NNS"
    return True
