"""From sentences and named texts to spaCy training examples, aligned to what the tokenizer makes of the raw text."""

from __future__ import annotations

import random
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from .entities import NamedText
from .noise import damage
from .treebank import Document, Sentence

BREAK = "\n\n"


def to_doc(nlp: Language, sentences: list[Sentence], *, breaks: bool = True) -> Doc:
    """The gold Doc of a run of sentences; paragraphs stand apart as whitespace tokens where `breaks`."""
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    pos: list[str] = []
    lemmas: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    starts: list[bool] = []
    ents: list[str | None] = []
    has_tree = all(s.has_tree for s in sentences)
    has_ents = all(w.ent is not None for s in sentences for w in s.words)
    for n, sentence in enumerate(sentences):
        if n and sentence.par and breaks:
            spaces[-1] = False
            words.append(BREAK)
            spaces.append(False)
            tags.append("_SP")
            pos.append("SPACE")
            lemmas.append(BREAK)
            heads.append(len(heads) - 1)
            deps.append("dep")
            starts.append(False)
            ents.append("O")
        elif n and not spaces[-1] and not (words[-1] and words[-1][-1] in "-/([“"):
            spaces[-1] = True
        base = len(words)
        for i, w in enumerate(sentence.words):
            words.append(w.form.replace(" ", "\u00a0") if " " in w.form else w.form)
            spaces.append(w.space)
            tags.append(w.tag)
            pos.append(w.pos)
            lemmas.append(w.lemma)
            heads.append(base + w.head)
            deps.append("ROOT" if w.head == i else w.dep)
            starts.append(i == 0)
            ents.append(None if w.ent == "?" else w.ent)
    # a last space stays out, as in cleaned text
    spaces[-1] = False
    return Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        pos=pos if has_tree else None,
        lemmas=lemmas if has_tree else None,
        heads=heads if has_tree else None,
        deps=deps if has_tree else None,
        sent_starts=None if has_tree else starts,
        ents=ents if has_ents else None,
    )


def runs(document: Document, rng: random.Random, longest: int = 12) -> Iterator[list[Sentence]]:
    """Cut a document into runs of sentences of random length."""
    at = 0
    while at < len(document.sentences):
        size = rng.randint(1, longest)
        yield document.sentences[at : at + size]
        at += size


def tree_examples(
    nlp: Language, documents: list[Document], rng: random.Random, *, noise: bool = True
) -> Iterator[Example]:
    for document in documents:
        for run in runs(document, rng):
            run = damage(run, rng) if noise else run  # noqa: PLW2901
            gold = to_doc(nlp, run, breaks=rng.random() < 0.6)
            try:
                example = Example(nlp.make_doc(gold.text), gold)
                example.alignment  # noqa: B018  (raises where the texts do not fit)
            except ValueError:
                continue
            yield example


def name_examples(
    nlp: Language, texts: list[NamedText], rng: random.Random, *, noise: bool = True
) -> Iterator[Example]:
    """Examples with entities only. A capitalised word that re3d describes but does not name is unknown, not outside."""
    for item in texts:
        text, names, unknown = item.text, item.names, item.unknown
        if noise and rng.random() < 0.3:
            text, names, unknown = _without_commas(text, names, unknown)
        at = 0
        while at < len(text):
            size = rng.randint(200, 1500)
            stop = text.find("\n", at + size)
            stop = len(text) if stop < 0 else stop
            piece = text[at:stop]
            if piece.strip():
                yield _named_example(nlp, piece, at, names, unknown)
            at = stop + 1


def _named_example(
    nlp: Language, piece: str, at: int, names: list[tuple[int, int, str]], unknown: list[tuple[int, int]]
) -> Example:
    gold = nlp.make_doc(piece)
    spans = []
    for start, end, kind in names:
        if at <= start and end <= at + len(piece):
            span = gold.char_span(start - at, end - at, label=kind, alignment_mode="expand")
            if span is not None and all(span.end <= s.start or span.start >= s.end for s in spans):
                spans.append(span)
    missing = []
    covered = {t.i for s in spans for t in s}
    for start, end in unknown:
        if at <= start and end <= at + len(piece):
            vague = gold.char_span(start - at, end - at, alignment_mode="expand")
            for token in vague or ():
                if token.i not in covered and (token.text[:1].isupper() or len(vague) == 1):
                    covered.add(token.i)
                    missing.append(gold[token.i : token.i + 1])
    gold.set_ents(spans, missing=missing, default="outside")
    return Example(nlp.make_doc(piece), gold)


def _without_commas(
    text: str, names: list[tuple[int, int, str]], unknown: list[tuple[int, int]]
) -> tuple[str, list[tuple[int, int, str]], list[tuple[int, int]]]:
    gone = [n for n, c in enumerate(text) if c == "," and text[n + 1 : n + 2] == " "]
    shift = [0] * (len(text) + 1)
    lost, marks = 0, set(gone)
    for n in range(len(text) + 1):
        shift[n] = lost
        lost += n in marks
    out = "".join(c for n, c in enumerate(text) if n not in marks)
    return (
        out,
        [(s - shift[s], e - shift[e], k) for s, e, k in names],
        [(s - shift[s], e - shift[e]) for s, e in unknown],
    )
