"""Sentences that open with where they play and name the very spot later: "In Deraa, troops clashed with rebels in the
Manshiya quarter"."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.claims.draft import PlaceMention
from marsad.claims.place_names.words import INNER_KINDS
from marsad.claims.syntax.parse import Parse

WITHIN = INNER_KINDS | {"village", "town"}
"""Kinds of places that lie in what a sentence opens with."""
LEADING = frozenset({"meanwhile", "elsewhere", "also", "earlier", "later", "and", ",", "the"})
"""Words around "in" where a sentence opens with where it plays."""
LOCATING = frozenset({"in", "on", "at", "near", "of"})


def framed(parse: Parse, frame: PlaceMention, later: Iterable[PlaceMention], trigger: int) -> PlaceMention | None:
    """The quarter or village that the trigger's clause names in the place that its sentence opens with. later: the
    report's places after it."""
    first, last = parse.sentences[parse.sentence[frame.first]]
    opens = [word for word in parse.lower[first : frame.first] if word not in LEADING]
    if opens != ["in"] or parse.sentence[trigger] != parse.sentence[frame.first]:
        return None
    for inner in later:
        if inner.first >= last:
            break
        after = inner.last + 1
        noun = after if parse.lemma[after : after + 1] == [inner.phrase.kind_hint] else inner.head
        apart = inner.phrase.kind_hint not in WITHIN or inner.phrase.container not in ("", frame.phrase.text)
        if not apart and parse.preposition(noun) in LOCATING and _clause(parse, noun) == _clause(parse, trigger):
            return inner
    return None


def _clause(parse: Parse, t: int) -> int:
    """The verb of a word's clause."""
    while parse.head[t] != t and not parse.is_verb(t):
        t = parse.head[t]
    return t
