"""Word vectors from the corpora's own prose: what a rare word is like, before any tree has shown it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import floret
import numpy as np
from spacy.language import Language
from spacy.strings import hash_string
from spacy.vectors import Vectors

from .treebank import Document

RARE = 2


def write_corpus(nlp: Language, texts: list[str], documents: list[Document], path: Path) -> Counter[str]:
    """One line a paragraph, words in lower case; the counts of words."""
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    with path.open("w", encoding="utf-8") as out:
        for text in texts:
            for par in text.split("\n"):
                if par.strip() and par not in seen:
                    seen.add(par)
                    words = [t.lower_ for t in nlp.make_doc(par) if not t.is_space]
                    counts.update(words)
                    out.write(" ".join(words) + "\n")
        for document in documents:
            for s in document.sentences:
                words = [w.form.lower().replace(" ", "") for w in s.words]
                counts.update(words)
                out.write(" ".join(words) + "\n")
    return counts


def train(corpus: Path, *, dim: int, epochs: int) -> floret.floret._floret:
    """fastText skip-grams over a narrow window, which puts words of one syntactic use together."""
    return floret.train_unsupervised(
        str(corpus),
        model="skipgram",
        mode="fasttext",
        dim=dim,
        ws=3,
        epoch=epochs,
        minCount=2,
        minn=3,
        maxn=5,
        bucket=100_000,
        thread=1,
    )


def add_vectors(nlp: Language, corpus: Path, counts: Counter[str], *, dim: int, epochs: int, rows: int) -> None:
    """Put a table of the most frequent words into the vocabulary, learnt in lower case."""
    trained = train(corpus, dim=dim, epochs=epochs)
    words = [w for w, n in counts.most_common(rows) if n >= RARE]
    table = np.asarray([trained.get_word_vector(w) for w in words], dtype="float32")
    table -= table.mean(axis=0)
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-8
    nlp.vocab.vectors = with_cases(nlp, words, table)


def with_cases(nlp: Language, words: list[str], table: np.ndarray) -> Vectors:
    """The table under each word's usual spellings: spaCy looks vectors up by exact form."""
    vectors = Vectors(strings=nlp.vocab.strings, data=table, keys=words, name="marsad")
    for row, word in enumerate(words):
        for form in {word.capitalize(), word.upper()} - {word}:
            vectors.add(nlp.vocab.strings[form] if form in nlp.vocab.strings else hash_string(form), row=row)
    return vectors
