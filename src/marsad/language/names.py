"""Mend the recognizer's names: titles cut off, known names typed as known, one name of one type in one text.

The network reads a name from its surroundings alone; what a list, a title, an ending or the rest of the text says
about it is surer where it speaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import SimpleFrozenList
from spacy.vocab import Vocab

TABLE = "names.json"
PROPER = frozenset({"NNP", "NNPS"})
PLACING = frozenset({"in", "near", "outside", "around"})
FIRMS = frozenset({"inc", "inc.", "corp", "corp.", "ltd", "ltd.", "llc", "l.l.c.", "llp", "plc", "gmbh"})
# UNER takes no addresses
STREETS = frozenset({"street", "st.", "avenue", "ave", "ave.", "blvd", "blvd.", "boulevard", "lane"})
PEOPLES = ("ans", "is", "ese", "jews", "arabs", "kurds", "turks", "muslims")
Piece = tuple[int, int, str]


class Names:
    """Corrects `doc.ents` by lists that training has made and by what the text itself says."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.table: Mapping[str, Any] = {}
        self.kinds: Mapping[str, str] = {}
        self.sure: frozenset[str] = frozenset()
        self.given: frozenset[str] = frozenset()
        self.titles: frozenset[str] = frozenset()
        self.endings: Mapping[str, str] = {}
        self.never: frozenset[str] = frozenset()
        self.persons: frozenset[str] = frozenset()
        self.openers: frozenset[str] = frozenset()

    def fill(self, table: Mapping[str, Any]) -> None:
        """Take the lists: `kinds` of whole names, `sure` ones to find anywhere, `given` names, `titles`, `endings`,
        words that are `never` names, `persons` to find anywhere.
        """
        self.table = table
        self.kinds = table["kinds"]
        self.sure = frozenset(table["sure"])
        self.given = frozenset(table["given"])
        self.titles = frozenset(table["titles"])
        self.endings = table["endings"]
        self.never = frozenset(table["never"])
        self.persons = frozenset(table["persons"])
        self.openers = frozenset(name.split()[0] for name in self.sure)

    def __call__(self, doc: Doc) -> Doc:
        if not self.kinds:
            return doc
        pieces = [p for ent in doc.ents for p in self._cut(ent) if self._names(doc, *p[:2])]
        pieces = self._firms(doc, pieces)
        pieces = self._agree(doc, [(s, e, self._kind(doc, s, e, kind)) for s, e, kind in pieces])
        pieces += self._missed(doc, pieces)
        doc.set_ents([Span(doc, s, e, label=kind) for s, e, kind in sorted(pieces)])
        return doc

    def _cut(self, ent: Span) -> list[Piece]:
        """Without titles before a person's name, line breaks, codes after a place."""
        doc, start, end, kind = ent.doc, ent.start, ent.end, ent.label_
        if doc[start:end].text.lower() in self.kinds:
            return [(start, end, kind)]
        while end - start > 1 and not any(c.isalnum() for c in doc[end - 1].text) and doc[end - 1].text != ".":
            end -= 1
        while end - start > 1 and not any(c.isalnum() for c in doc[start].text):
            start += 1
        titles = [i for i in range(start, end) if self._is_title(doc[i])]
        if titles and titles[-1] + 1 < end:
            first, after = titles[0], titles[-1] + 1
            before = [(start, first, kind)] if first > start and doc[start:first].text.lower() in self.sure else []
            if doc[after].tag_ in PROPER and (kind == "PER" or doc[after].lower_ in self.given or before):
                return [*before, (after, end, "PER")]
        if kind == "LOC" and end - start > 1 and any(c.isdigit() for c in doc[end - 1].text):
            end -= 1
        return [(start, end, kind)]

    def _names(self, doc: Doc, start: int, end: int) -> bool:
        """Whether a span names at all: not a people, a weekday, a code."""
        if doc[start:end].text.lower() in self.kinds:
            return True
        words = [t for t in doc[start:end] if any(c.isalpha() for c in t.text)]
        if not any(t.tag_ in PROPER for t in words) or all(t.lower_.rstrip(".") in self.never for t in words):
            return False
        if doc[end - 1].lower_ in STREETS:
            return False
        if end - start == 1:
            token = doc[start]
            people = token.tag_ == "NNPS" and token.lower_.endswith(PEOPLES)
            return not people and not any(c.isdigit() for c in token.text)
        return True

    def _firms(self, doc: Doc, pieces: list[Piece]) -> list[Piece]:
        """ "Holland & Hart", "Baker, Inc.": the parts of a firm's name as one organisation."""
        out: list[Piece] = []
        for first, end, kind in pieces:
            start, last, label = first, end, kind
            after = last + 1 if last + 1 < len(doc) and doc[last].text == "," else last
            if after < len(doc) and doc[after].lower_ in FIRMS:
                last, label = after + 1, "ORG"
            if out and start - out[-1][1] == 1 and doc[start - 1].text == "&":
                start, label = out.pop()[0], "ORG"
            out.append((start, last, label))
        return [p for n, p in enumerate(out) if n == 0 or p[0] >= out[n - 1][1]]

    def _is_title(self, token: Token) -> bool:
        return token.lower_.rstrip(".") in self.titles

    def _kind(self, doc: Doc, start: int, end: int, kind: str) -> str:
        name = doc[start:end].text.lower()
        known = self.kinds.get(name) or self.kinds.get(name.removeprefix("the "))
        if known:
            return known
        if start and self._is_title(doc[start - 1]) and doc[start - 1].text[0].isupper() and kind != "ORG":
            return "PER"
        if end - start > 1:
            ending = self.endings.get(doc[end - 1].lower_)
            if ending:
                return ending
            if doc[start].lower_ in self.given and kind != "PER":
                return "PER"
        elif name in self.given:
            return "PER"
        if kind == "PER" and start and doc[start - 1].lower_ in PLACING:
            return "LOC"
        return kind

    def _agree(self, doc: Doc, pieces: list[Piece]) -> list[Piece]:
        """What part of a person's full name stands alone is that person; else a name has the type it mostly has."""
        votes: dict[str, Counter[str]] = {}
        parts: set[str] = set()
        for start, end, kind in pieces:
            votes.setdefault(doc[start:end].text, Counter())[kind] += 1
            if kind == "PER" and end - start > 1:
                parts.update(t.text for t in doc[start:end] if len(t) > 2)
        out: list[Piece] = []
        for start, end, kind in pieces:
            text = doc[start:end].text
            best = kind
            if text.lower() not in self.kinds:
                top, count = votes[text].most_common(1)[0]
                if end - start == 1 and text in parts:
                    best = "PER"
                elif count * 2 > votes[text].total():
                    best = top
            out.append((start, end, best))
        return out

    def _missed(self, doc: Doc, pieces: list[Piece]) -> list[Piece]:
        """Sure names that the network passed over, where they are proper nouns."""
        taken = {i for s, e, _ in pieces for i in range(s, e)}
        out: list[Piece] = []
        proper = np.isin(doc.to_array("TAG"), [doc.vocab.strings[tag] for tag in PROPER])
        for token in map(doc.__getitem__, np.flatnonzero(proper).tolist()):
            if token.i in taken:
                continue
            if token.lower_ in self.persons and token.text[0].isupper():
                end = token.i + 1
                while end < len(doc) and end - token.i < 3 and doc[end].tag_ in PROPER and end not in taken:
                    end += 1
                out.append((token.i, end, "PER"))
                taken.update(range(token.i, end))
                continue
            if token.lower_ not in self.openers:
                continue
            for length in (4, 3, 2, 1):
                end = token.i + length
                if end > len(doc) or not taken.isdisjoint(range(token.i, end)):
                    continue
                name = doc[token.i : end].text.lower()
                shouted = len(name) > 3 or doc[token.i : end].text.isupper()  # "US", not "us"
                if name in self.sure and shouted and doc[end - 1].tag_ in PROPER:
                    out.append((token.i, end, self.kinds[name]))
                    taken.update(range(token.i, end))
                    break
        return out

    def to_bytes(self, **_: object) -> bytes:
        """For worker processes."""
        return orjson.dumps(self.table, option=orjson.OPT_SORT_KEYS)

    def from_bytes(self, data: bytes, **_: object) -> Names:
        table = orjson.loads(data)
        if table:
            self.fill(table)
        return self

    def to_disk(self, path: Path | str, exclude: Iterable[str] = SimpleFrozenList()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / TABLE).write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, exclude: Iterable[str] = SimpleFrozenList()) -> Names:
        return self.from_bytes((Path(path) / TABLE).read_bytes())


@Language.factory("marsad_names", assigns=["doc.ents"], requires=["doc.ents", "token.tag"])
def make_names(nlp: Language, name: str) -> Names:
    """The factory that a model's config names."""
    return Names(nlp.vocab)
