"""Sentences, paragraphs, heads and noun phrases over UD trees."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

# what belongs to a noun phrase proper, leaving out clauses, appositions and what is coordinated
INSIDE = frozenset(
    {
        "det",
        "det:predet",
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "flat",
        "case",
        "punct",
        "goeswith",
        "fixed",
        "advmod",
    }
)
AFTER = frozenset({"flat", "compound", "goeswith", "fixed", "nummod"})


def paragraphs_of(doc: Doc) -> Iterator[Span]:
    """The spans between line breaks, whitespace left out at both ends."""
    start: int | None = None
    last = 0
    for token in doc:
        if token.is_space:
            if start is not None and "\n" in token.text:
                yield doc[start:last]
                start = None
        else:
            start = token.i if start is None else start
            last = token.i + 1
    if start is not None:
        yield doc[start:last]


def head_of(span: Span) -> Token:
    """The token that governs a span: its first one whose own head lies outside (or is itself)."""
    for token in span:
        if not token.is_space and (token.head.i == token.i or not span.start <= token.head.i < span.end):
            return token
    return span.root


def noun_phrase(head: Token) -> Span:
    """The base noun phrase around a head: determiners, adjectives, compounds, names; no preposition before it."""
    start, end = head.i, head.i + 1
    for child in head.lefts:
        if child.dep_ in INSIDE and child.dep_ not in ("case", "punct", "advmod"):
            start = min(start, child.left_edge.i)
    for child in head.rights:
        if child.dep_ not in AFTER:
            break
        end = max(end, child.right_edge.i + 1)
    while (
        start < head.i
        and (head.doc[start].is_punct or head.doc[start].is_space)
        and head.doc[start].text not in "-\"“‘'"
    ):
        start += 1
    return head.doc[start:end]
