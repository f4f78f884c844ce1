"""A parsed report as plain lists: what the extractors walk on, and labels of the trees in it.

Dependency labels are Universal Dependencies (de Marneffe and others 2021).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
ALL_SUBJECTS = SUBJECTS | {"nsubj:pass"}
OBLIQUES = frozenset({"obl", "obl:npmod", "obl:tmod", "obl:unmarked", "obl:agent", "nmod", "nmod:npmod", "obl:arg"})
PASSIVE_MARKS = frozenset({"aux:pass", "nsubj:pass"})
ACTIVE_MARKS = frozenset({"aux", "obj"})
REDUCED = frozenset({"acl", "amod", "advcl"})
"""Where a bare participle is passive ("the town taken on Monday")."""
OUTSIDE_PHRASE = frozenset(
    {
        "acl:relcl", "acl", "appos", "parataxis", "punct", "cc", "conj", "advcl", "case", "det", "nmod", "obl",
        "discourse", "dep", "nmod:npmod", "orphan", "list", "cop", "nsubj", "advmod", "mark", "aux"
    }
)  # fmt: skip
"""Labels of what hangs on a noun and is no part of its phrase."""
VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})


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
    _ranges: dict[tuple[int, int], range] = field(default_factory=dict, repr=False, compare=False)
    _vocabularies: dict[int, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    _spots: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list), repr=False, compare=False)

    def __post_init__(self) -> None:
        self.size = len(self.words)

    def __len__(self) -> int:
        return self.size

    def at(self, char: int) -> int:
        """The token at or before a character offset."""
        return (bisect_right(self.start, char) or 1) - 1

    def tokens(self, start: int, end: int) -> range:
        """Tokens that begin within the characters start to end."""
        known = self._ranges.get((start, end))
        if known is None:
            first = bisect_right(self.start, start) - 1
            if first < 0 or self.end[first] <= start:
                first += 1
            known = self._ranges[start, end] = range(first, bisect_right(self.start, end - 1))
        return known

    def spots(self, words: Iterable[str]) -> list[int]:
        """The tokens that are one of the words (lower case), in text order: rules for few words walk on no others."""
        spots = self._spots
        if not spots:
            for t, word in enumerate(self.lower):
                spots[word].append(t)
        return sorted([t for word in words if word in spots for t in spots[word]])

    def vocabulary(self, i: int) -> frozenset[str]:
        """The words of a token's sentence, in lower case and as lemmas: for a quick no."""
        n = self.sentence[i]
        known = self._vocabularies.get(n)
        if known is None:
            first, last = self.sentences[n]
            known = self._vocabularies[n] = frozenset(self.lower[first:last]).union(self.lemma[first:last])
        return known

    def reword(self, i: int, word: str) -> None:
        """Put a word (lower case, a lemma) in the place of its abbreviation."""
        self.lower[i] = self.lemma[i] = word
        self._spots.clear()
        self._vocabularies.clear()

    def kids(self, i: int, *labels: str) -> list[int]:
        children, dep = self.children[i], self.dep
        return [c for c in children if dep[c] in labels] if children else []

    def hang(self, i: int, head: int, label: str) -> None:
        """Hang a token, and what is under it, on another that is not under it; on itself: as a root."""
        if self.head[i] != i:
            self.children[self.head[i]].remove(i)
        self.head[i], self.dep[i] = head, label
        if head != i:
            self.children[head] = sorted([*self.children[head], i])  # leaves share one empty list
        self._subtrees.clear()
        self._ancestors.clear()

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

    def head_of(self, first: int, last: int) -> int:
        """The token of a span by which it hangs on the rest; its last one where none does."""
        return next((t for t in range(first, last + 1) if not first <= self.head[t] <= last), last)

    def root(self, i: int) -> int:
        """The root above a token, or the token itself."""
        return next(t for t in (i, *self.ancestors(i)) if self.head[t] == t)

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
        if self.tag[i] != "VBN" or not below.isdisjoint(ACTIVE_MARKS):
            return False
        if self.dep[i] == "conj":  # "were hurt | and taken to X"
            return "nsubj" not in below and self.tag[self.head[i]] == "VBN" and self.passive(self.head[i])
        return self.dep[i] in REDUCED

    def span(self, tokens: Sequence[int]) -> tuple[int, int]:
        return self.start[tokens[0]], self.end[tokens[-1]]

    def wording(self, first: int, last: int) -> str:
        """The text from token first to token last, white space as single spaces."""
        return " ".join(self.text[self.start[first] : self.end[last]].split())

    def sentence_span(self, i: int) -> tuple[int, int]:
        first, last = self.sentences[self.sentence[i]]
        return self.start[first], self.end[last - 1]


def noun_phrase(parse: Parse, i: int, *, of: bool = True) -> tuple[int, int]:
    """Tokens (first, last) of the phrase around the noun i: its modifiers, and its "of" complement unless `of` is
    False."""
    tokens = [i]
    queue = [i]
    while queue:
        at = queue.pop()
        for c in parse.children[at]:
            dep = parse.dep[c]
            inner = dep == "nmod" and of and parse.preposition(c) == "of" and at == i
            inner = inner or (dep == "appos" and at < c < i)  # "the Rebel Front (RF) group"
            if dep in OUTSIDE_PHRASE and not inner:
                if inner is False and dep == "case" and at != i:
                    tokens.append(c)
                continue
            tokens.append(c)
            queue.append(c)
    tokens.sort()
    first = last = tokens.index(i)
    while first > 0 and tokens[first - 1] >= tokens[first] - 2:
        first -= 1
    while last < len(tokens) - 1 and tokens[last + 1] <= tokens[last] + 2:
        last += 1
    return tokens[first], tokens[last]
