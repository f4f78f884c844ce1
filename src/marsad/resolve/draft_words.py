"""Words of a report and of its drafts, as resolving needs them: titles, operations, places, tolls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from marsad.claims.draft import PlacePhrase
from marsad.claims.place_names.words import DIRECTIONS
from marsad.records import Operation, Place, Toll
from marsad.resolve.places.mention import PlaceMention

REGION_OF = frozenset({"suburbs of", "countryside of"})
"""Before a city's name they name the land around it."""
SHORTEST_TITLE = 15
"""Characters: shorter titles ("Syria") also occur as words of the text."""


def any_of(names: Iterable[str]) -> str:
    """A regular expression of any of the names, shared beginnings once: matching stays fast for thousands of names."""
    tree: dict[str, Any] = {}
    for name in names:
        node = tree
        for char in name:
            node = node.setdefault(char, {})
        node[""] = {}

    def pattern(node: dict[str, Any]) -> str:
        ways = [re.escape(char) + pattern(after) for char, after in sorted(node.items()) if char]
        if not ways:
            return ""
        joined = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
        return f"(?:{joined})?" if "" in node else joined

    return pattern(tree)


def title_spans(title: str, text: str) -> list[tuple[int, int]]:
    """Where the headline stands: first, and where a copied page repeats it before the text."""
    words = title.split(" | ", maxsplit=1)[0].strip()
    return [m.span() for m in re.finditer(re.escape(words), text)] if len(words) >= SHORTEST_TITLE else []


def naming(operation: Operation) -> re.Pattern[str]:
    """What finds the operation's names as whole words; an acronym only in capitals."""
    names = (operation.name, *operation.aliases)
    ways = (re.escape(name) if name.isupper() else f"(?i:{re.escape(name)})" for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")


PlaceKey = tuple[int, int, bool, str]
"""Start, end, whether the words only refer back, and what they call the place: the same words may do both, and be
referred to as "the airport" and as "the city"."""


def place_key(phrase: PlacePhrase) -> PlaceKey:
    """What tells one mention of a place from another."""
    return phrase.start, phrase.end, phrase.reference, phrase.kind_hint


def place_mention(phrase: PlacePhrase) -> PlaceMention:
    """The phrase as the resolver of places takes it; what refers back stands nowhere of its own: no words around it
    tell its kind."""
    return PlaceMention(
        text=(phrase.called or phrase.text) if phrase.reference else phrase.text,
        start=-1 if phrase.reference else phrase.start,
        end=-1 if phrase.reference else phrase.end,
        container=phrase.container or None,
        kind_hint=phrase.kind_hint or None,
        modifier=phrase.modifier or None,
    )


def place_words(phrase: PlacePhrase | None, place: Place | None) -> str:
    """The place as named in the text, with the words that make it another region ("northern Syria", "suburbs of
    Damascus"); a town's eastern parts are the town with a part."""
    if phrase is None:
        return ""
    makes_another = phrase.modifier in DIRECTIONS or phrase.modifier in REGION_OF
    region = place is not None and place.relation == "region"
    return f"{phrase.modifier} {phrase.text}" if makes_another and region else phrase.called or phrase.text


def place_name(place: Place | None, phrase: PlacePhrase | None) -> str | None:
    """The gazetteer's or the packs' name of the place; a region has a name, too, but no geonameid."""
    if place is None or phrase is None:
        return None
    return place.anchor_name or place.name


def largest_toll(tolls: Sequence[Toll], kind: str) -> tuple[int | None, int | None]:
    """The largest toll of a kind: parts ("among them four children") are within it, never added to it."""
    of_kind = [t for t in tolls if t.kind == kind and (t.low is not None or t.high is not None)]
    if not of_kind:
        return None, None
    largest = max(of_kind, key=lambda t: t.low or t.high or 0)
    return largest.low, largest.high
