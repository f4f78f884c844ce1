"""Roads that are named by their ends: "the Gao-Kidal road", "the Mopti to Gao highway"."""

from __future__ import annotations

from marsad.claims.place_names.words import ARTICLES, NOT_PLACES
from marsad.claims.syntax.parse import Parse

ROADS = frozenset({"road", "highway", "motorway", "route", "axis", "railway"})
KINDS_OF_ROADS = frozenset({"main", "supply", "strategic", "coastal", "dirt", "desert", "international", "old", "rail"})
"""Between the ends and their noun ("the Gao-Kidal main road")."""
DASHES = frozenset({"-", "–", "—", "/"})
LONGEST_ENDS = 8
"""Words of both ends' names."""


def named_roads(parse: Parse, blocked: list[bool]) -> list[tuple[int, int]]:
    """First and last token of each pair of ends; blocked: tokens of actors, sources and page furniture."""
    found = []
    for noun, lemma in enumerate(parse.lemma):
        last = noun - 1
        while last > 0 and parse.lower[last] in KINDS_OF_ROADS:
            last -= 1
        if lemma not in ROADS or last < 2 or not _named(parse, last):
            continue
        if parse.sentence[last] != parse.sentence[noun]:
            continue
        first = _first_of_ends(parse, last)
        if first >= 0 and not any(blocked[first : last + 1]):
            found.append((first, last))
    return found


def _first_of_ends(parse: Parse, last: int) -> int:
    """Where a pair of ends begins whose last token is `last`; -1 for the name of one place alone ("al-Bab")."""
    begins, at = parse.sentences[parse.sentence[last]][0], last
    joints = 0
    while at - 1 >= begins and last - at < LONGEST_ENDS:
        before = parse.lower[at - 1]
        if at - 2 >= begins and (before in DASHES or before == "to") and _named(parse, at - 2):
            glued = before == "to" or parse.lower[at - 2] not in ARTICLES
            joints += glued
            at -= 2
        elif _named(parse, at - 1):
            at -= 1
        else:
            break
    return at if joints == 1 else -1


def _named(parse: Parse, t: int) -> bool:
    lower = parse.lower[t]
    return (parse.words[t][:1].isupper() or lower in ARTICLES) and lower not in NOT_PLACES
