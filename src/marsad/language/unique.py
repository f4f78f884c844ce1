"""Words of a batch are embedded once each, however often they occur: three in four occur again.

What the first layers make of a token depends on the token's own attributes alone, not on the words around it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

MIXERS = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F],
                  dtype=np.uint64)  # fmt: skip
"""Odd numbers with well-spread bits (splitmix64 and kin): they mix a word's attributes into one key of 64 bits."""
ATTRIBUTES = ("NORM", "PREFIX", "SUFFIX", "SHAPE", "ORTH")
"""What embedding looks at: four hashed attributes, and the word itself for its vector."""


class Words:
    """Different words of a batch, as far as embedding layers look at a Doc."""

    def __init__(self, vocab: Vocab, values: npt.NDArray[np.uint64]) -> None:
        self.vocab, self.values = vocab, values

    def __len__(self) -> int:
        return len(self.values)

    def to_array(self, attributes: list[str] | int) -> npt.NDArray[np.uint64]:
        """As Doc.to_array: a column for each name of an attribute; vectors are asked for by ORTH's number, alone."""
        if isinstance(attributes, list):
            return self.values[:, [ATTRIBUTES.index(name) for name in attributes]]
        return np.ascontiguousarray(self.values[:, ATTRIBUTES.index("ORTH")])


def embed_once(embed: Model[Any, Any]) -> Model[Any, Any]:
    """The embedding layers, given each different word of a batch once. For prediction; learning takes every token."""
    return Model(f"once({embed.name})", _forward, layers=[embed], dims={"nO": embed.get_dim("nO")})


def _forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Any], Callable[..., Any]]:
    embed = model.layers[0]
    if is_train:
        made: tuple[list[Any], Callable[..., Any]] = embed(docs, is_train)
        return made
    values = np.concatenate([doc.to_array(list(ATTRIBUTES)) for doc in docs])
    _, first, number = np.unique((values * MIXERS).sum(axis=1), return_index=True, return_inverse=True)
    (rows,), backward = embed([Words(docs[0].vocab, values[first])], is_train)
    return np.split(rows[number], np.cumsum([len(doc) for doc in docs])[:-1]), backward
