"""What real text here has lost (commas, apostrophes, full stops, case), done to trees without breaking them."""

from __future__ import annotations

import random

from .treebank import Sentence, Word, merge, remove

CURLY = {"'": "’", '"': "”"}


def damage(sentences: list[Sentence], rng: random.Random) -> list[Sentence]:
    """A damaged copy of a run of sentences; about half of all runs stay as they are."""
    out = [s.copy() for s in sentences]
    style = rng.random()
    if style < 0.30:  # as in FA-KES: nearly every comma gone, apostrophes too
        for s in out:
            _drop_commas(s.words, rng, 0.95)
            _drop_apostrophes(s.words, rng, 0.95)
    elif style < 0.38:
        for s in out:
            _drop_commas(s.words, rng, 0.4)
            _drop_apostrophes(s.words, rng, 0.4)
    elif style < 0.50:
        for s in out:
            _curl(s.words)
    for n, s in enumerate(out):
        last = s.words[-1]
        ends_par = n + 1 == len(out) or out[n + 1].par
        if (
            len(s.words) > 2
            and last.form == "."
            and last.dep == "punct"
            and rng.random() < (0.06 if ends_par else 0.02)
        ):
            remove(s.words, len(s.words) - 1)
        if rng.random() < 0.03 and len(s.words) < 20:
            _recase(s.words, rng)
    return out


def _drop_commas(words: list[Word], rng: random.Random, chance: float) -> None:
    n = 1
    while n < len(words):
        if words[n].form == "," and words[n].head != n and rng.random() < chance and len(words) > 2:
            remove(words, n)
        else:
            n += 1


def _drop_apostrophes(words: list[Word], rng: random.Random, chance: float) -> None:
    """ "Syria's" becomes one token "Syrias", "didn't" becomes "did" + "nt"."""
    n = 1
    while n < len(words):
        word, before = words[n], words[n - 1]
        low = word.form.lower().replace("’", "'")
        if "'" in low and word.tag not in ("``", "''") and rng.random() < chance:
            if low == "n't":
                word.form = word.form[0] + word.form[-1]
            elif low == "'" and word.tag == "POS":
                remove(words, n)
                continue
            elif low == "'s" and not before.space:
                merge(words, n - 1, before.form + word.form[-1], word.space)
                continue
        n += 1


def _curl(words: list[Word]) -> None:
    is_open = False
    for w in words:
        if w.form == '"':
            is_open = not is_open
            w.form = "“" if is_open else "”"
        elif w.form == "'" and w.tag == "``":
            w.form = "‘"
        else:
            w.form = w.form.replace("'", "’")


def _recase(words: list[Word], rng: random.Random) -> None:
    """A title: in capitals, in Title Case or all lower."""
    how = rng.choice((str.upper, str.capitalize, str.lower))
    for w in words:
        w.form = how(w.form)
