"""Measure from raw text: LAS and UAS as the CoNLL 2018 scorer counts them, NER by exact spans, words a second."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from .entities import NamedText
from .examples import to_doc
from .treebank import Document


@dataclass(slots=True)
class Count:
    """Right, predicted, gold."""

    right: int = 0
    said: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        return 100 * 2 * self.right / max(1, self.said + self.gold)


def _arcs(doc: Doc, *, labels: bool, punct: bool, subtypes: bool = True) -> set[tuple[object, ...]]:
    out: set[tuple[object, ...]] = set()
    for t in doc:
        if t.is_space or (not punct and t.dep_ == "punct"):
            continue
        head = (-1, -1) if t.head.i == t.i else (t.head.idx, t.head.idx + len(t.head))
        dep = "root" if t.head.i == t.i else t.dep_ if subtypes else t.dep_.split(":")[0]
        out.add((t.idx, t.idx + len(t), head, dep) if labels else (t.idx, t.idx + len(t), head))
    return out


def golds(nlp: Language, documents: Iterable[Document]) -> list[Doc]:
    return [to_doc(nlp, d.sentences) for d in documents]


def parsing(nlp: Language, documents: Iterable[Document]) -> dict[str, float]:
    """Scores over whole documents; a word that the tokenizer cut otherwise counts as wrong."""
    names = ("las", "uas", "las_conll", "las_no_punct", "tag", "pos", "lemma", "sentences", "words")
    counts = {n: Count() for n in names}
    gold_docs = golds(nlp, documents)
    for gold, said in zip(gold_docs, nlp.pipe([g.text for g in gold_docs], batch_size=16), strict=True):
        views = {
            "las": [_arcs(d, labels=True, punct=True) for d in (gold, said)],
            "uas": [_arcs(d, labels=False, punct=True) for d in (gold, said)],
            "las_conll": [_arcs(d, labels=True, punct=True, subtypes=False) for d in (gold, said)],
            "las_no_punct": [_arcs(d, labels=True, punct=False) for d in (gold, said)],
            "tag": [{(t.idx, len(t), t.tag_) for t in d if not t.is_space} for d in (gold, said)],
            "pos": [{(t.idx, len(t), t.pos_) for t in d if not t.is_space} for d in (gold, said)],
            "lemma": [{(t.idx, len(t), t.lemma_) for t in d if not t.is_space} for d in (gold, said)],
            "words": [{(t.idx, len(t)) for t in d if not t.is_space} for d in (gold, said)],
            "sentences": [{(s.start_char, len(s.text.strip())) for s in d.sents} for d in (gold, said)],
        }
        for name, (g, p) in views.items():
            counts[name].right += len(g & p)
            counts[name].said += len(p)
            counts[name].gold += len(g)
    return {n: round(c.f1, 2) for n, c in counts.items()}


def _ner_report(counts: dict[str, Count]) -> dict[str, float]:
    total = Count()
    for c in counts.values():
        total.right, total.said, total.gold = total.right + c.right, total.said + c.said, total.gold + c.gold
    out = {
        "f1": total.f1,
        "precision": 100 * total.right / max(1, total.said),
        "recall": 100 * total.right / max(1, total.gold),
    }
    out |= {k: c.f1 for k, c in sorted(counts.items())}
    return {k: round(v, 2) for k, v in out.items()}


def naming(nlp: Language, documents: Iterable[Document]) -> dict[str, float]:
    """NER over treebank documents that carry entities (UNER)."""
    counts = {k: Count() for k in ("PER", "ORG", "LOC")}
    gold_docs = golds(nlp, documents)
    for gold, said in zip(gold_docs, nlp.pipe([g.text for g in gold_docs], batch_size=16), strict=True):
        _tally(
            counts,
            {(e.start_char, e.end_char, e.label_) for e in gold.ents},
            {(e.start_char, e.end_char, e.label_) for e in said.ents},
        )
    return _ner_report(counts)


def naming_re3d(nlp: Language, texts: list[NamedText]) -> dict[str, float]:
    """NER over re3d; a prediction inside a mention that re3d describes without naming is not counted."""
    counts = {k: Count() for k in ("PER", "ORG", "LOC")}
    for item, said in zip(texts, nlp.pipe([t.text for t in texts], batch_size=16), strict=True):
        gold = set(item.names)
        pred = {(e.start_char, e.end_char, e.label_) for e in said.ents}
        vague = {
            p
            for p in pred - gold
            if any(s <= p[0] and p[1] <= e for s, e in item.unknown) and all(p[1] <= s or p[0] >= e for s, e, _ in gold)
        }
        _tally(counts, gold, pred - vague)
    return _ner_report(counts)


def _tally(counts: dict[str, Count], gold: set[tuple[int, int, str]], pred: set[tuple[int, int, str]]) -> None:
    for kind, c in counts.items():
        g, p = {x for x in gold if x[2] == kind}, {x for x in pred if x[2] == kind}
        c.right, c.said, c.gold = c.right + len(g & p), c.said + len(p), c.gold + len(g)


def speed(nlp: Language, texts: list[str], batch_size: int = 64) -> float:
    """Words (tokens without spaces) a second in one process."""
    list(nlp.pipe(texts[:20]))
    start = time.perf_counter()
    words = sum(len(d) for d in nlp.pipe(texts, batch_size=batch_size))
    return words / (time.perf_counter() - start)
