"""Read CoNLL-U into sentences whose words, joined, give back the raw text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(slots=True)
class Word:
    """One syntactic word; `head` is an index in the sentence, its own index for the root."""

    form: str
    lemma: str
    pos: str
    tag: str
    head: int
    dep: str
    space: bool
    ent: str | None = None  # B-PER, I-PER, O; None where nobody annotated entities


@dataclass(slots=True)
class Sentence:
    """A sentence; `par` says that it opens a paragraph."""

    words: list[Word]
    par: bool = False
    has_tree: bool = True
    ident: str = ""

    def copy(self) -> Sentence:
        return replace(self, words=[replace(w) for w in self.words])


@dataclass(slots=True)
class Document:
    ident: str
    sentences: list[Sentence] = field(default_factory=list)


def merge(words: list[Word], i: int, form: str, space: bool) -> None:
    """Join words i and i+1 into one; the one that governs stays, its dependents follow."""
    a, b = words[i], words[i + 1]
    keep = b if a.head == i + 1 else a
    head = keep.head
    if head in (i, i + 1):  # the root, or an odd cycle of the two
        head = keep.head if keep.head not in (i, i + 1) else -1
    merged = Word(form, keep.lemma, keep.pos, keep.tag, head, keep.dep, space, a.ent)
    words[i : i + 2] = [merged]
    for n, w in enumerate(words):
        if w is merged and head == -1:
            w.head = n
        elif w.head > i:
            w.head -= 1


def remove(words: list[Word], i: int) -> None:
    """Take word i out; its dependents go to its head."""
    gone = words[i]
    up = gone.head
    if up == i:  # never take the root: nothing could stand for it
        return
    if gone.space and i and not words[i - 1].space:
        words[i - 1].space = True
    if gone.ent and gone.ent.startswith("B-") and i + 1 < len(words) and (words[i + 1].ent or "").startswith("I-"):
        words[i + 1].ent = gone.ent
    del words[i]
    for w in words:
        if w.head == i:
            w.head = up
        if w.head > i:
            w.head -= 1


def _block(lines: list[str]) -> tuple[list[Word], list[str]]:
    words: list[Word] = []
    misc: list[str] = []
    ranges: list[tuple[int, int, str, bool]] = []
    for line in lines:
        col = line.split("\t")
        if "." in col[0]:
            continue
        space = "SpaceAfter=No" not in col[9].split("|")
        if "-" in col[0]:
            first, last = col[0].split("-")
            ranges.append((int(first) - 1, int(last) - 1, col[1], space))
            continue
        number = int(col[0]) - 1
        head = int(col[6]) - 1
        words.append(Word(col[1], col[2], col[3], col[4], head if head >= 0 else number, col[7], space))
        misc.append(col[9])
    return words, _apply_ranges(words, misc, ranges)


def _apply_ranges(words: list[Word], misc: list[str], ranges: list[tuple[int, int, str, bool]]) -> list[str]:
    for first, last, surface, space in reversed(ranges):
        joined = "".join(w.form for w in words[first : last + 1])
        for w in words[first:last]:
            w.space = False
        words[last].space = space
        if joined.lower() == surface.lower():
            at = 0
            for w in words[first : last + 1]:
                w.form = surface[at : at + len(w.form)]
                at += len(w.form)
            continue
        for _ in range(last - first):  # "Its" for "It" + "is": one token, as the text has it
            merge(words, first, surface, space)
            misc[first : first + 2] = [misc[first] + "|" + misc[first + 1]]
    return misc


def read(path: Path, *, entities: bool = False) -> Iterator[Document]:
    """Documents of a CoNLL-U file; with `entities`, also the named ones of GUM's Entity column."""
    from .entities import gum_entities  # noqa: PLC0415  (the two read each other's types)

    doc: Document | None = None
    lines: list[str] = []
    par, ident = True, ""
    mentions: dict[str, list[tuple[int, str]]] = {}
    with path.open(encoding="utf-8") as handle:
        for raw in handle:
            line = raw.rstrip("\n")
            if line.startswith("#"):
                if line.startswith("# newdoc"):
                    if doc:
                        yield doc
                    doc = Document(line.split("=", 1)[1].strip())
                    par, mentions = True, {}
                elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                    par = True
                elif line.startswith("# sent_id"):
                    ident = line.split("=", 1)[1].strip()
            elif line:
                lines.append(line)
            elif lines:
                words, misc = _block(lines)
                if entities:
                    gum_entities(words, misc, mentions)
                doc = doc or Document(path.stem)
                doc.sentences.append(Sentence(words, par, True, ident))
                lines, par = [], False
    if doc:
        yield doc
