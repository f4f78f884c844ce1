"""From trained weights to the folder that ships: own parts added, weights halved; and what it scores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

import marsad.language.components  # noqa: F401  (registers the parts)
from marsad.language.half import halve

from . import evaluate, known, tables
from .data import Corpora


def finish(trained: Path, out: Path, corpora: Corpora, news: list[str], version: str) -> Language:
    """Add part-of-speech and lemma tables and the paragraph rule, save with 16-bit weights, and load it back."""
    nlp = spacy.load(trained)
    parsed = list(nlp.pipe(news[:800], batch_size=32))
    made = tables.make([*corpora.trees, *corpora.ewt_dev], parsed)
    names = known.make([*corpora.trees, *corpora.ewt_dev], corpora.names, parsed)
    nlp.add_pipe("marsad_names", after="ner").fill(names)  # type: ignore[attr-defined]
    nlp.add_pipe("marsad_paragraphs", before="parser")
    nlp.add_pipe("marsad_words").fill(made)  # type: ignore[attr-defined]
    nlp.meta |= {
        "name": "marsad",
        "version": version,
        "description": "English for conflict news: tagger, parser, NER, sentences, parts of speech, lemmas.",
        "author": "The Marsad developers",
        "license": "see the model card",
        "performance": {},
    }
    halve(nlp)
    nlp.to_disk(out, exclude=["lookups"])
    return nlp


def measure(nlp: Language, corpora: Corpora, news: list[str]) -> dict[str, Any]:
    """Every figure of the card."""
    return {
        "ewt_test": evaluate.parsing(nlp, corpora.ewt_test),
        "gum_test": evaluate.parsing(nlp, corpora.gum_test),
        "gum_news_test": evaluate.parsing(nlp, [d for d in corpora.gum_test if "_news_" in d.ident]),
        "uner_test": evaluate.naming(nlp, corpora.ewt_test),
        "re3d_kept_aside": evaluate.naming_re3d(nlp, corpora.re3d_test),
        "words_per_second": round(evaluate.speed(nlp, news[:300])),
    }
