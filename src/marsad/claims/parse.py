"""A parsed report as plain lists: what the extractors walk on. One pass over the Doc; spaCy's objects are not touched
again.

Dependency labels are Universal Dependencies (de Marneffe and others 2021).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import numpy as np
from spacy.strings import StringStore
from spacy.tokens import Doc

ATTRIBUTES: list[int | str] = [
    "ORTH", "LEMMA", "LOWER", "TAG", "DEP", "HEAD", "IDX", "LENGTH", "SENT_START", "IS_SPACE", "SPACY"
]  # fmt: skip
ORTH, LEMMA, LOWER, TAG, DEP, HEAD, IDX, LENGTH, SENT_START, IS_SPACE, SPACY = range(len(ATTRIBUTES))
SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
ALL_SUBJECTS = SUBJECTS | {"nsubj:pass"}
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis", "csubj", "csubj:pass"})
OBLIQUES = frozenset({"obl", "obl:npmod", "obl:tmod", "obl:unmarked", "obl:agent", "nmod", "nmod:npmod", "obl:arg"})
MODIFIERS = frozenset({"compound", "amod", "nmod:poss", "nmod", "flat", "nummod"})
DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "overnight"}
)

NOT_MEN = frozenset({"yemen", "turkmen", "bremen", "women", "omen", "specimen", "regimen", "abdomen", "acumen"})
"""Words in -men that are no plurals of -man, or whose singular is known."""
PREDICATES = frozenset({"obj", "aux", "advmod", "xcomp", "ccomp"})
PASSIVE_MARKS = frozenset({"aux:pass", "nsubj:pass"})
ACTIVE_MARKS = frozenset({"aux", "obj"})
REDUCED = frozenset({"acl", "amod", "advcl"})
"""Where a bare participle is passive ("the town taken on Monday")."""
VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
NOMINALS = frozenset({"cop", "det", "case", "amod", "nmod:poss", "compound"})
MOST_STRINGS = 200_000
"""Strings kept at a time: a few times the words of a large archive."""


@dataclass(slots=True)
class Parse:
    """Parallel lists over tokens; `head[i] == i` at a sentence's root. Offsets are characters of the report's text."""

    text: str
    words: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    children: list[list[int]] = field(default_factory=list)
    size: int = field(init=False, repr=False, compare=False)
    """How many tokens there are."""
    _subtrees: dict[tuple[int, frozenset[str]], Sequence[int]] = field(default_factory=dict, repr=False, compare=False)
    _ancestors: dict[int, Sequence[int]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.size = len(self.words)

    def __len__(self) -> int:
        return self.size

    def at(self, char: int) -> int:
        """The token at or before a character offset."""
        return (bisect_right(self.start, char) or 1) - 1

    def tokens(self, start: int, end: int) -> range:
        """Tokens that begin within the characters start to end."""
        first = bisect_right(self.start, start) - 1
        if first < 0 or self.end[first] <= start:
            first += 1
        return range(first, bisect_right(self.start, end - 1))

    def kids(self, i: int, *labels: str) -> list[int]:
        children, dep = self.children[i], self.dep
        return [c for c in children if dep[c] in labels] if children else []

    def has(self, i: int, words: Container[str], *labels: str) -> bool:
        """Whether one of the words (lower case) hangs on i by one of the labels."""
        for c in self.children[i]:  # noqa: SIM110 - asked of most words: a generator takes twice as long
            if self.dep[c] in labels and self.lower[c] in words:
                return True
        return False

    def subtree(self, i: int, *, without: frozenset[str] = frozenset()) -> Sequence[int]:
        """Tokens under i, i included, in order; branches that hang by a label of `without` are left out."""
        known = self._subtrees.get((i, without))
        if known is not None:
            return known
        found, children, dep = [i], self.children, self.dep
        for token in found:
            if below := children[token]:
                found += [c for c in below if dep[c] not in without] if without else below
        found.sort()
        self._subtrees[i, without] = found
        return found

    def ancestors(self, i: int) -> Sequence[int]:
        """What i hangs on, what that hangs on, and so on up to the root of its sentence."""
        known = self._ancestors.get(i)
        if known is None:
            up = self.head[i]
            known = self._ancestors[i] = () if up == i else (up, *self.ancestors(up))
        return known

    def joined(self, i: int) -> list[int]:
        """i and what is coordinated with it, in text order ("A, B and C" from A)."""
        found = [i]
        for token in found:
            found += [c for c in self.children[token] if self.dep[c] == "conj"]
        return sorted(found)

    def preposition(self, i: int) -> str:
        """The (first) case marker of a nominal, lower case; "" if it has none. "out of" gives "out"."""
        for c in self.children[i]:
            if self.dep[c] == "case" and c < i and self.lower[c] not in ("'s", "’s"):
                return self.lower[c]
        return ""

    def is_verb(self, i: int) -> bool:
        return self.tag[i] in VERBAL

    def is_noun(self, i: int) -> bool:
        return self.tag[i].startswith(("NN", "PRP", "WP", "WDT", "DT", "CD"))

    def is_name(self, i: int) -> bool:
        return self.tag[i].startswith("NNP") or (self.words[i][:1].isupper() and self.tag[i].startswith(("NN", "JJ")))

    def passive(self, i: int) -> bool:
        below = {self.dep[c] for c in self.children[i]}
        if not below.isdisjoint(PASSIVE_MARKS):
            return True
        return self.tag[i] == "VBN" and self.dep[i] in REDUCED and below.isdisjoint(ACTIVE_MARKS)

    def span(self, tokens: Sequence[int]) -> tuple[int, int]:
        return self.start[tokens[0]], self.end[tokens[-1]]

    def sentence_span(self, i: int) -> tuple[int, int]:
        first, last = self.sentences[self.sentence[i]]
        return self.start[first], self.end[last - 1]


class Strings(dict[int, str]):
    """The model's strings by their number, kept once read: the model's own table decodes a string each time."""

    def __init__(self, store: StringStore, *, lower: bool = False) -> None:
        super().__init__()
        self.store, self.lower = store, lower

    def __missing__(self, key: int) -> str:
        if len(self) >= MOST_STRINGS:
            self.clear()
        found = self.store[key]
        return self.setdefault(key, found.lower() if self.lower else found)


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
        dep=[names[key] for key in words[:, DEP].tolist()],
        head=head,
        start=start,
        end=end,
        sentence=sentence.tolist(),
        sentences=sentences,
        children=children,
    )
    _mend_tags(parse)
    _mend_shot_dead(parse)
    _mend_at_least(parse)
    _mend_accused(parse)
    return parse


RARE_PAST = {"overran": "overrun", "retook": "retake", "overthrew": "overthrow", "withdrew": "withdraw"}
"""Past forms of war's verbs that taggers hardly know; they have no other sense."""


def _mend_tags(parse: Parse) -> None:
    """Verbs that the tagger took for nouns ("rebels control most of X"): the parse gives them a subject and more. And
    "gunmen", "tribesmen", whose singular the lemmatizer often misses."""
    for i, tag in enumerate(parse.tag):
        if tag[:2] == "NN" and parse.lemma[i][-3:] == "men" and parse.lemma[i] not in NOT_MEN:
            parse.lemma[i] = f"{parse.lemma[i][:-3]}man"
        if tag == "NN" and "aux:pass" in [parse.dep[c] for c in parse.children[i]]:
            parse.tag[i] = "VBN"  # "a man was shot and wounded"
            if parse.lower[i] == "shot":
                parse.lemma[i] = "shoot"
            continue
        if tag[:1] != "V" and parse.lower[i] in RARE_PAST:
            parse.tag[i], parse.lemma[i] = "VBD", RARE_PAST[parse.lower[i]]
            continue
        if tag not in ("NN", "NNS") or parse.dep[i] in ("nmod", "obl", "obj", "compound", "nsubj", "amod"):
            continue
        labels = {parse.dep[c] for c in parse.children[i]}
        if "nsubj" in labels and labels & PREDICATES and not labels & NOMINALS:
            parse.tag[i] = "VBZ" if tag == "NNS" else "VBP"


def _mend_at_least(parse: Parse) -> None:
    """ "have taken at least nine villages": an object, where the parser sees somewhere ("at")."""
    for i, word in enumerate(parse.lower):
        if word not in ("least", "most") or i < 1 or parse.lower[i - 1] != "at" or parse.dep[i - 1] != "case":
            continue
        noun = parse.head[i - 1]
        verb = parse.head[noun]
        if parse.dep[noun] != "obl" or not verb < i - 1 or not parse.is_verb(verb) or parse.passive(verb):
            continue
        if all(parse.dep[c] != "obj" for c in parse.children[verb]):
            parse.dep[noun], parse.dep[i - 1] = "obj", "advmod"


def _mend_accused(parse: Parse) -> None:
    """ "The movement accused troops of killing": who accused whom, where the parser sees accused troops."""
    for i, word in enumerate(parse.lower):
        if word not in ("accused", "blamed") or parse.dep[i] != "amod" or not 0 < i < parse.head[i]:
            continue
        accused, before = parse.head[i], parse.tag[i - 1]
        deed = parse.lower[accused + 1 : accused + 2] in (["of"], ["for"])
        if not deed or not (before.startswith(("NN", "PRP", "RB")) or parse.words[i - 1] == ","):
            continue
        parse.tag[i] = "VBD"
        parse.children[accused] = [c for c in parse.children[accused] if c != i]
        up = parse.head[accused]
        parse.head[i], parse.dep[i] = (i if up == accused else up), parse.dep[accused]
        if up != accused:
            parse.children[up] = sorted([*(c for c in parse.children[up] if c != accused), i])
        parse.head[accused], parse.dep[accused] = i, "obj"
        subjects = [c for c in parse.children[accused] if c < i and parse.dep[c] in ("nsubj", "compound")]
        parse.children[accused] = [c for c in parse.children[accused] if c not in subjects]
        for c in subjects:
            parse.head[c], parse.dep[c] = i, "nsubj"
        parse.children[i] = sorted([*parse.children[i], *subjects, accused])


def _mend_shot_dead(parse: Parse) -> None:
    """ "gunmen shot dead two policemen": who shot whom, where the parser takes the words for a noun phrase."""
    shot = [i for i, word in enumerate(parse.lower[:-1]) if word == "shot"]
    for i in shot:
        if parse.lower[i + 1] != "dead":
            continue
        parse.lemma[i] = "shoot"
        if parse.tag[i].startswith("VB"):
            if parse.tag[i] == "VBP":
                parse.tag[i] = "VBD"
            continue
        parse.tag[i] = "VBD"
        before = [c for c in parse.children[i] if c < i and parse.dep[c] in ("compound", "nmod")]
        after = [c for c in parse.children[i] if c > i and parse.dep[c] in ("appos", "conj", "nmod", "obj", "dep")]
        if parse.dep[i + 1] == "amod" and parse.head[i + 1] > i and parse.head[i + 1] not in after:
            after.insert(0, parse.head[i + 1])
        for label, found in (("nsubj", before[-1:]), ("obj", after[:1])):
            for c in found:
                parse.dep[c] = label
        if parse.dep[i] in ("obl", "nmod"):
            parse.dep[i] = "advcl"


def _torn(before: str, word: str) -> bool:
    """Whether a sentence that begins with a day was torn off the one before it, whose last word and the gap are
    `before`: "took the town from the rebels | Friday night, both sides said"."""
    return word.lower() in DAYS and "\n" not in before and before.strip()[-1:].isalnum()
