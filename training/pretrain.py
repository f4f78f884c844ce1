"""Pretrain the shared tok2vec on plain prose: hide some words, guess their vectors from the words around."""

from __future__ import annotations

import random
import time

import numpy as np
from spacy.language import Language
from spacy.strings import hash_string
from spacy.tokens import Doc
from thinc.api import Adam, Linear, Maxout, Model, chain, get_current_ops, list2array
from thinc.types import Floats2d

MASK = "[hidden]"


def _pieces(nlp: Language, texts: list[str], size: int = 60) -> list[list[str]]:
    """Tokenized stretches, short enough that a batch mixes many texts."""
    out: list[list[str]] = []
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            continue
        seen.add(text)
        words = [t.text for t in nlp.make_doc(text)]
        out += [words[n : n + size] for n in range(0, len(words), size)]
    return out


def pretrain(
    nlp: Language, texts: list[str], *, epochs: int, seed: int = 3, hide: float = 0.2, batch: int = 32
) -> bytes:
    """The weights of the tok2vec layer after `epochs` over the texts, as bytes."""
    rng = random.Random(seed)  # noqa: S311
    tok2vec: Model[list[Doc], list[Floats2d]] = nlp.get_pipe("tok2vec").model
    vectors = nlp.vocab.vectors
    dim = int(vectors.shape[1])
    width = tok2vec.get_dim("nO")
    ops = get_current_ops()
    top = chain(list2array(), Maxout(256, width, nP=3, normalize=True, dropout=0.0), Linear(dim, 256))
    model = chain(tok2vec, top)
    pieces = _pieces(nlp, texts)
    words = [w for p in pieces[:5000] for w in p]
    sample = [Doc(nlp.vocab, words=p) for p in pieces[:10]]
    model.initialize(X=sample)
    total = epochs * len(pieces) // batch
    optimizer = Adam(0.001, grad_clip=1.0, use_averages=False)
    done, start, step, running = 0, time.time(), 0, 0.0
    for epoch in range(epochs):
        rng.shuffle(pieces)
        for n in range(0, len(pieces) - batch + 1, batch):
            docs, rows, keys, base = [], [], [], 0
            for piece in pieces[n : n + batch]:
                shown = list(piece)
                for i, word in enumerate(piece):
                    if rng.random() < hide:
                        row = vectors.key2row.get(hash_string(word), -1)
                        if row >= 0:
                            keys.append(row)
                            rows.append(base + i)
                            draw = rng.random()
                            shown[i] = MASK if draw < 0.8 else rng.choice(words) if draw < 0.9 else word
                docs.append(Doc(nlp.vocab, words=shown))
                base += len(piece)
            guess, backprop = model.begin_update(docs)
            target = vectors.data[np.asarray(keys)]
            said = guess[np.asarray(rows)]
            norm = np.linalg.norm(said, axis=1, keepdims=True) + 1e-6
            unit = said / norm
            cosine = (unit * target).sum(axis=1, keepdims=True)
            gradient = ops.alloc2f(*guess.shape)
            gradient[np.asarray(rows)] = -(target - cosine * unit) / norm / 4
            backprop(gradient)
            step += 1
            optimizer.learn_rate = 0.001 * min(1.0, step / 100) * max(0.02, 1 - step / total)
            model.finish_update(optimizer)
            done += base
            running += 0.01 * (float(cosine.mean()) - running)
            if step % 100 == 0:
                print(
                    f"pretrain {epoch} {step}/{total} cosine {running:.3f} {done / (time.time() - start):.0f} words/s",
                    flush=True,
                )
    return tok2vec.to_bytes()
