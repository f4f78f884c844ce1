"""A spaCy Doc read into the plain lists of a Parse, in one pass."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
from spacy.strings import StringStore
from spacy.tokens import Doc

from marsad.claims.syntax.mending import mend
from marsad.claims.syntax.parse import Parse
from marsad.language.short_forms import FIELD_NOTES

ATTRIBUTES: list[int | str] = [
    "ORTH", "LEMMA", "LOWER", "TAG", "DEP", "HEAD", "IDX", "LENGTH", "SENT_START", "IS_SPACE", "SPACY"
]  # fmt: skip
ORTH, LEMMA, LOWER, TAG, DEP, HEAD, IDX, LENGTH, SENT_START, IS_SPACE, SPACY = range(len(ATTRIBUTES))
DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "overnight"}
)
MOST_STRINGS = 200_000
"""Strings kept at a time: a few times the words of a large archive."""


class Strings(dict[int, str]):
    """The model's strings by their number, kept once read: the model's own table decodes a string each time. lower: as
    lemmas, in lower case."""

    def __init__(self, store: StringStore, *, lower: bool = False) -> None:
        super().__init__()
        self.store, self.lower = store, lower

    def __missing__(self, key: int) -> str:
        if len(self) >= MOST_STRINGS:
            self.clear()
        found = self.store[key]
        if self.lower:
            low = found.lower()
            found = FIELD_NOTES[low][1] if low in FIELD_NOTES else low
        return self.setdefault(key, found)


@lru_cache(maxsize=1)
def _strings(store: StringStore) -> tuple[Strings, Strings]:
    """(as they are, in lower case)."""
    return Strings(store), Strings(store, lower=True)


def parse_of(doc: Doc) -> Parse:
    """Plain lists of a Doc. Whitespace tokens are dropped, so that neighbours in the lists are neighbours in the
    words."""
    names, lemmas = _strings(doc.vocab.strings)
    rows = doc.to_array(ATTRIBUTES)
    keep = np.flatnonzero(rows[:, IS_SPACE] == 0)
    words = rows[keep]
    start, end = words[:, IDX].tolist(), (words[:, IDX] + words[:, LENGTH]).tolist()
    spaced = zip(rows[:, ORTH].tolist(), rows[:, SPACY].tolist(), strict=True)
    text = "".join([names[word] + " " if space else names[word] for word, space in spaced])

    # a space may open a sentence: what counts is the number of openings before a word
    _, opening = np.unique(np.cumsum(rows[:, SENT_START] == 1)[keep], return_index=True)
    whole = [n for n in opening.tolist() if n == 0 or not _torn(text[start[n - 1] : start[n]], text[start[n] : end[n]])]
    opening = np.array(whole, dtype=np.int64)
    sentence = np.searchsorted(opening, np.arange(len(keep)), side="right") - 1
    sentences = [(a, b) for a, b in pairwise([*opening.tolist(), len(keep)])]
    jump = rows[:, HEAD].astype(np.int64)  # to_array gives offsets as unsigned 64-bit integers
    number = np.full(len(rows), -1)
    number[keep] = np.arange(len(keep))
    at = np.arange(len(rows)) + jump
    for _ in range(len(rows)):
        hanging = (number[at] < 0) & (jump[at] != 0)  # a space token hangs on a word
        if not hanging.any():
            break
        at[hanging] += jump[at[hanging]]
    target = number[at[keep]]
    own = np.arange(len(keep))
    head = np.where((target >= 0) & (sentence[target] == sentence), target, own).tolist()
    leaf: list[int] = []
    children = [leaf] * len(head)
    for n, h in enumerate(head):
        if h != n:
            if children[h] is leaf:
                children[h] = [n]
            else:
                children[h].append(n)
    parse = Parse(
        text=text,
        words=[text[a:b] for a, b in zip(start, end, strict=True)],
        lower=[names[key] for key in words[:, LOWER].tolist()],
        lemma=[lemmas[key] for key in words[:, LEMMA].tolist()],
        tag=[names[key] for key in words[:, TAG].tolist()],
        dep=[names[key] if head[n] != n else "ROOT" for n, key in enumerate(words[:, DEP].tolist())],
        head=head,
        start=start,
        end=end,
        sentence=sentence.tolist(),
        sentences=sentences,
        children=children,
    )
    mend(parse)
    return parse


def _torn(before: str, word: str) -> bool:
    """Whether a sentence that begins with a day was torn off the one before it, whose last word and the gap are
    `before`: "took the town from the rebels | Friday night, both sides said"."""
    return word.lower() in DAYS and "\n" not in before and before.strip()[-1:].isalnum()
