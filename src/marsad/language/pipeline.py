"""Load the packaged model once, and parse texts with it in bounded memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps, get_current_ops, set_current_ops

from . import components  # noqa: F401  (registers the pipeline's own parts)
from .half import restore
from .short_forms import FIELD_NOTES
from .unique import embed_once

MODEL = Path(__file__).parent / "model"
LONGEST = 100_000  # characters parsed at once: about 40 MB of network states
BATCH = 16  # texts at once: 64 take twice the memory (1 GB) and, out of the cache, a fifth more time
RANKS = ("Adm.", "Brig.", "Capt.", "Cmdr.", "Col.", "Cpl.", "Hon.", "Insp.", "Lt.", "Maj.", "Sgt.", "Sr.", "Supt.")
"""Short forms before a name whose full stop ends no sentence, and which spaCy's exceptions for English lack."""
KNOWN_RANK = "gen."  # as the model reads the others: it was trained on text that has this one


def load_from(folder: Path) -> Language:
    """A pipeline that `training` has packaged.

    numpy's BLAS does the arithmetic: on AVX-512 machines it is three times as fast as thinc's own.
    """
    before = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))
    try:
        nlp = spacy.load(folder)
    finally:
        set_current_ops(before)
    restore(nlp)
    tokenizer = cast("Any", nlp.tokenizer)
    for rank in RANKS:
        tokenizer.add_special_case(rank, [{"ORTH": rank, "NORM": KNOWN_RANK}])
    for short, (word, _) in FIELD_NOTES.items():
        for form in (short, short.capitalize()):
            tokenizer.add_special_case(form, [{"ORTH": form, "NORM": word}])
    nlp.add_pipe("marsad_said", first=True)
    network: Model[Any, Any] = cast("Any", nlp.get_pipe("tok2vec")).model
    embed = network.layers[0]
    network.replace_node(embed, embed_once(embed))
    nlp.max_length = 1 << 30  # long texts are cut by `parse`
    return nlp


@cache
def load() -> Language:
    """The pipeline: tagger, parser, NER, sentences, parts of speech, lemmas. Shared by all callers of the process."""
    return load_from(MODEL)


@cache
def version() -> str:
    """Name, version and digest of the model, for the provenance of derived rows."""
    digest = hashlib.sha256()
    for path in sorted(p for p in MODEL.rglob("*") if p.is_file() and p.suffix != ".md"):
        digest.update(path.relative_to(MODEL).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    meta = load().meta
    return f"{meta['name']}-{meta['version']}+{digest.hexdigest()[:16]}"


def pieces(text: str, longest: int = LONGEST) -> list[str]:
    """Cut a text into parts that joined give it back: at paragraphs, else lines, sentences' ends, words."""
    out, at = [], 0
    while len(text) - at > longest:
        window = text[at : at + longest]
        for border in ("\n\n", "\n", ". ", " "):
            cut = window.rfind(border)
            if cut > longest // 2:
                cut += len(border)
                break
        else:
            cut = longest
        out.append(text[at : at + cut])
        at += cut
    out.append(text[at:])
    return out


def _joined(docs: list[Doc]) -> Doc:
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def parse(texts: Iterable[str], *, batch_size: int = BATCH, processes: int = 1) -> Iterator[Doc]:
    """One Doc a text, in order, its characters those of the text; over-long texts are parsed in parts and joined."""
    nlp = load()

    def stream() -> Iterator[tuple[str, int]]:
        for text in texts:
            parts = pieces(text)
            for n, part in enumerate(parts):
                yield part, len(parts) - 1 - n

    held: list[Doc] = []
    for doc, left in nlp.pipe(stream(), as_tuples=True, batch_size=batch_size, n_process=processes):
        held.append(doc)
        if not left:
            yield _joined(held)
            held = []
