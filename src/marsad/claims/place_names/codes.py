"""Capitals and numbers that name no place of their own: a group's short form, a numbered ward of the town told of."""

from __future__ import annotations

from marsad.claims.draft import PlaceNames
from marsad.claims.syntax.parse import Parse

SHORTEST, LONGEST = 3, 6
"""Letters of a group's short form."""
NUMBERED = frozenset({"ward", "block", "sector", "zone", "precinct", "section", "arrondissement"})
"""Parts of a town that have numbers for names in every town."""
LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "around", "into"})


def is_code(parse: Parse, first: int, last: int, names: PlaceNames) -> bool:
    """Whether a span only looks like a name: "MNLA" that no gazetteer has and nothing is in, "Ward 5"."""
    if parse.lower[first] in NUMBERED:
        return all(not parse.words[t].isalpha() for t in range(first + 1, last + 1))
    word = parse.words[first]
    if first != last or not (word.isupper() and word.isalpha() and SHORTEST <= len(word) <= LONGEST):
        return False
    begin, end = parse.sentences[parse.sentence[first]]
    if parse.lower[max(begin, first - 1)] in LOCATIVE or all(not w.islower() for w in parse.words[begin:end]):
        return False  # "in FATA"; a headline in capitals
    if first == begin and parse.lower[last + 1 : last + 2] == [","]:
        return False  # a dateline
    return not names.known(word)
