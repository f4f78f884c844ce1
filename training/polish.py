"""A last, gentle pass over everything on people's annotation alone.

The network's own silver names teach it a name's shape in news and cost it precision, which this takes back; GUM, whose
prose is nearest to news, counts twice, and its dev part, watched until here, is read too.
"""

from __future__ import annotations

import random

from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam

from . import silver
from .data import Corpora
from .examples import name_examples, tree_examples

BATCH_WORDS = 1000


def polish(nlp: Language, corpora: Corpora, *, epochs: int = 4, rate: float = 0.0005, seed: int = 5) -> None:
    """Train on in place, ending with the averaged weights; `corpora` freshly read, with nothing filled in."""
    rng = random.Random(seed)  # noqa: S311
    silver.label(corpora.trees, silver.Lexicon([*corpora.trees, *corpora.ewt_dev], corpora.names))
    gum = [d for d in corpora.trees if d.ident.startswith("GUM_")] + corpora.gum_dev
    ewt = [d for d in corpora.trees if not d.ident.startswith("GUM_")]
    optimizer = Adam(rate, grad_clip=1.0, L2=0.01, use_averages=True)
    for epoch in range(epochs):
        examples: list[Example] = list(tree_examples(nlp, [*ewt, *gum, *gum, *corpora.ewt_dev, *corpora.ewt_dev], rng))
        for _ in range(2):
            examples += name_examples(nlp, corpora.names, rng)
        rng.shuffle(examples)
        at, losses = 0, {}
        while at < len(examples):
            batch, n = [], 0
            while at < len(examples) and n < BATCH_WORDS:
                batch.append(examples[at])
                n += len(examples[at].predicted)
                at += 1
            optimizer.learn_rate = rate * max(0.03, 1 - (epoch + at / len(examples)) / epochs)
            nlp.update(batch, sgd=optimizer, losses=losses, drop=0.25)
        print(f"polish {epoch}:", {k: round(v) for k, v in losses.items()}, flush=True)
    with nlp.use_params(optimizer.averages):
        weights = {name: pipe.model.to_bytes() for name, pipe in nlp.pipeline if hasattr(pipe, "model")}
    for name, data in weights.items():
        nlp.get_pipe(name).model.from_bytes(data)  # type: ignore[attr-defined]
