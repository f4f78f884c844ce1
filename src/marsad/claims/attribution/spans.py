"""Attributions as spans of text, in the sense of PolNeAR (Newell and others, LREC 2018): source, cue, content.

Wider than what claims need: hopes, fears, plans and praise are attributions too. Four linear
models (training/attribution.py) judge in turn which tokens are cues, what their source hangs by, which words it takes,
and what is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from marsad.claims.attribution.contents import content_features, content_spans
from marsad.claims.attribution.features import Signs, cue_features
from marsad.claims.attribution.sourcing import (
    no_source_features,
    source_candidates,
    source_features,
    source_spans,
    span_features,
)
from marsad.claims.draft import Span
from marsad.claims.linear import LinearModel, load_model
from marsad.claims.syntax.parse import Parse

NAMES = ("attribution_cue", "attribution_source", "attribution_span", "attribution_content")
HELPING = frozenset({"aux", "aux:pass", "cop"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution; tokens, both ends included. source: None where the text names none ("is expected to");
    content: the parts of what is said, in text order; confidence: of its cue, 0 to 1."""

    cue: int
    cue_span: tuple[int, int]
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    confidence: float


def signs_of(parse: Parse, quotations: Iterable[Span], entities: Iterable[tuple[int, int, str]]) -> Signs:
    """quotations: spans in characters; entities: (start, end, label), the label's first letter counts (P, O, L)."""
    quoted, names = [-1] * parse.size, [""] * parse.size
    for n, (a, b) in enumerate(quotations):
        for t in parse.tokens(a, b):
            quoted[t] = n
    for a, b, label in entities:
        for t in parse.tokens(a, b):
            names[t] = label[:1]
    return Signs(parse, quoted, names)


def is_candidate(parse: Parse, t: int, known: frozenset[str]) -> bool:
    """Whether a token may be a cue at all: a word of which the training texts had cues, or a verb with a clause."""
    return parse.lemma[t] in known or (
        parse.tag[t].startswith("VB") and any(parse.dep[k] == "ccomp" for k in parse.children[t])
    )


def cue_span(parse: Parse, cue: int) -> tuple[int, int]:
    """A cue's words: auxiliaries and adverbs before it, particles after it."""
    a = b = cue
    while (
        a - 1 >= 0
        and parse.head[a - 1] == cue
        and (parse.dep[a - 1] in HELPING or (parse.dep[a - 1] == "advmod" and parse.tag[a - 1] == "RB"))
    ):
        a -= 1
    if b + 1 < parse.size:
        to = parse.lower[cue] == "according" and parse.lower[b + 1] == "to"
        b += to or (parse.head[b + 1] == cue and parse.dep[b + 1] == "compound:prt")
    return a, b


@dataclass(frozen=True, slots=True)
class AttributionFinder:
    """Finds the attributions of a report by the four models."""

    cue: LinearModel
    source: LinearModel
    span: LinearModel
    content: LinearModel
    known: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def load(cls) -> AttributionFinder | None:
        """The packaged finder; None where the package was built without its models."""
        models = [m for m in map(load_model, NAMES) if m is not None]
        if len(models) < len(NAMES):
            return None
        cue, source, span, content = models
        return cls(cue, source, span, content, frozenset(f[2:] for f in cue.weights if f.startswith("w ")))

    def find(self, signs: Signs) -> Iterator[Attribution]:
        """The attributions, in the order of their cues."""
        parse, known = signs.parse, self.known
        for t in range(parse.size):
            if not is_candidate(parse, t, known):
                continue
            confidence = self.cue.probability(cue_features(signs, t))
            if confidence >= self.cue.threshold:
                source = self.source_of(signs, t)
                yield Attribution(t, cue_span(parse, t), source, self.content_of(signs, t, source), confidence)

    def source_of(self, signs: Signs, cue: int) -> tuple[int, int] | None:
        """The likeliest source of a cue, None if it's likeliest that its sentence names none."""
        parse = signs.parse
        found = source_candidates(parse, cue)
        best, token = self.source.score(no_source_features(signs, cue, [path for _, path in found])), -1
        for t, path in found:
            score = self.source.score(source_features(signs, cue, t, path))
            if score > best:
                best, token = score, t
        if token < 0:
            return None
        spans = source_spans(parse, cue, token)
        if len(spans) == 1:
            return spans[0][:2]
        names = [name for _, _, name in spans]
        return max(spans, key=lambda s: self.span.score(span_features(signs, cue, token, s, names)))[:2]

    def content_of(self, signs: Signs, cue: int, source: tuple[int, int] | None) -> tuple[tuple[int, int], ...]:
        """What is said: the likeliest span, and what else is likelier than not."""
        spans = content_spans(signs, cue, source)
        names = frozenset(spans.values())
        ranked = sorted(
            (
                (self.content.probability(content_features(signs, cue, source, s, n, names)), s)
                for s, n in spans.items()
            ),
            reverse=True,
        )
        chosen: list[tuple[int, int]] = []
        for probability, (a, b) in ranked:
            apart = all(b < c or d < a for c, d in chosen)
            if not chosen or (apart and probability >= self.content.threshold):
                chosen.append((a, b))
        return tuple(sorted(chosen))


@cache
def packaged_finder() -> AttributionFinder | None:
    """The packaged finder, loaded once."""
    return AttributionFinder.load()
