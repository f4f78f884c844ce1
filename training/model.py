"""The network: one shared tok2vec, read by tagger, parser and NER."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language

from .tokenization import set_tokenizer

LABELS = ("PER", "ORG", "LOC")


def build(*, width: int = 160, depth: int = 4, hidden: int = 128, vectors: bool = True) -> Language:
    """An untrained pipeline; `vectors` says that word vectors are added before it is initialized."""
    nlp = spacy.blank("en")
    set_tokenizer(nlp)
    embed: dict[str, Any] = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": width,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [6000, 1000, 3000, 2500],
        "include_static_vectors": vectors,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": width,
        "depth": depth,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    for name, state, size in (("parser", "parser", hidden), ("ner", "ner", 64)):
        model = {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": state,
            "extra_state_tokens": True,
            "hidden_width": size,
            "maxout_pieces": 2,
            "use_upper": True,
            "tok2vec": dict(listener),
        }
        config: dict[str, Any] = {"model": model}
        if name == "parser":
            config |= {"min_action_freq": 20, "learn_tokens": False}
        nlp.add_pipe(name, config=config)
    return nlp
