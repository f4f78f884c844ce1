"""A parsed report as plain lists: what the extractors walk on. One pass over the Doc; spaCy's objects are not touched
again.

Dependency labels are Universal Dependencies (de Marneffe and others 2021).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc

ATTRIBUTES: list[int | str] = [
    "LEMMA",
    "LOWER",
    "TAG",
    "DEP",
    "HEAD",
    "IDX",
    "LENGTH",
    "SPACY",
    "SENT_START",
    "IS_SPACE",
]
SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis", "csubj", "csubj:pass"})
OBLIQUES = frozenset({"obl", "obl:npmod", "obl:tmod", "obl:unmarked", "obl:agent", "nmod", "nmod:npmod", "obl:arg"})
MODIFIERS = frozenset({"compound", "amod", "nmod:poss", "nmod", "flat", "nummod"})


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

    def __len__(self) -> int:
        return len(self.words)

    def at(self, char: int) -> int:
        """The token at or before a character offset."""
        return max(0, bisect_right(self.start, char) - 1)

    def tokens(self, start: int, end: int) -> range:
        """Tokens that begin within the characters start to end."""
        first = self.at(start)
        if first < len(self.start) and self.end[first] <= start:
            first += 1
        return range(first, bisect_right(self.start, end - 1))

    def kids(self, i: int, *labels: str) -> list[int]:
        return [c for c in self.children[i] if self.dep[c] in labels]

    def subtree(self, i: int, *, without: frozenset[str] = frozenset()) -> list[int]:
        """Tokens under i, i included, in order; branches that hang by a label of `without` are left out."""
        found, queue = [], [i]
        while queue:
            token = queue.pop()
            found.append(token)
            queue += [c for c in self.children[token] if self.dep[c] not in without]
        found.sort()
        return found

    def ancestors(self, i: int) -> list[int]:
        path = []
        while self.head[i] != i:
            i = self.head[i]
            path.append(i)
        return path

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
        return self.tag[i].startswith("VB") or self.tag[i] == "MD"

    def is_noun(self, i: int) -> bool:
        return self.tag[i].startswith(("NN", "PRP", "WP", "WDT", "DT", "CD"))

    def is_name(self, i: int) -> bool:
        return self.tag[i].startswith("NNP") or (self.words[i][:1].isupper() and self.tag[i].startswith(("NN", "JJ")))

    def passive(self, i: int) -> bool:
        kids = self.children[i]
        if any(self.dep[c] in ("aux:pass", "nsubj:pass") for c in kids):
            return True
        return (
            self.tag[i] == "VBN"
            and self.dep[i] in ("acl", "amod", "advcl")
            and not any(self.dep[c] in ("aux", "obj") for c in kids)
        )

    def span(self, tokens: list[int] | range) -> tuple[int, int]:
        return self.start[tokens[0]], self.end[tokens[-1]]

    def sentence_span(self, i: int) -> tuple[int, int]:
        first, last = self.sentences[self.sentence[i]]
        return self.start[first], self.end[last - 1]


def parse_of(doc: Doc) -> Parse:
    """Plain lists of a Doc. Whitespace tokens are dropped, so that neighbours in the lists are neighbours in the
    words."""
    strings = doc.vocab.strings
    rows = doc.to_array(ATTRIBUTES).tolist()
    text = doc.text
    keep = [i for i, row in enumerate(rows) if not row[9]]
    number = {old: new for new, old in enumerate(keep)}
    names: dict[int, str] = {}

    def name(key: int) -> str:
        found = names.get(key)
        if found is None:
            found = names[key] = strings[key]
        return found

    start = [rows[i][5] for i in keep]
    words = [text[rows[i][5] : rows[i][5] + rows[i][6]] for i in keep]
    sentences: list[tuple[int, int]] = []
    sentence: list[int] = []
    before = -1
    for n, i in enumerate(keep):
        begins = rows[i][8] == 1 or any(rows[k][8] == 1 for k in range(before + 1, i))
        if not sentences or begins:
            sentences.append((n, n))
        sentences[-1] = (sentences[-1][0], n + 1)
        sentence.append(len(sentences) - 1)
        before = i
    head = []
    for n, i in enumerate(keep):
        at = i + _signed(rows[i][4])
        while at not in number and _signed(rows[at][4]) != 0:  # a space token hangs on a word
            at += _signed(rows[at][4])
        target = number.get(at, n)
        head.append(target if sentence[target] == sentence[n] else n)
    parse = Parse(
        text=text,
        words=words,
        lower=[name(rows[i][1]) for i in keep],
        lemma=[name(rows[i][0]).lower() for i in keep],
        tag=[name(rows[i][2]) for i in keep],
        dep=[name(rows[i][3]) for i in keep],
        head=head,
        start=start,
        end=[s + len(w) for s, w in zip(start, words, strict=True)],
        sentence=sentence,
        sentences=sentences,
        children=[[] for _ in words],
    )
    for n, h in enumerate(head):
        if h != n:
            parse.children[h].append(n)
    return parse


def _signed(value: int) -> int:
    """to_array gives offsets as unsigned 64-bit integers."""
    return value - 2**64 if value >= 2**63 else value
