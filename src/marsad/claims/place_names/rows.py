"""Rows of names: which words of those that lost their commas name which place, and which names one row joins."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from marsad.claims.draft import PlaceMention, PlaceNames
from marsad.claims.place_names.relations import JOINING, ROW_WORDS
from marsad.claims.place_names.words import (
    ARTICLED_ADJECTIVES,
    ARTICLES,
    DIRECTIONS,
    INNER_KINDS,
    LARGE,
    SETTLEMENTS,
    SITES,
    TOPONYM_OPENINGS,
    CountryWords,
)
from marsad.claims.syntax.parse import Parse

BEFORE_TIMES = frozenset({"on", "in", "at", "by", "during"})
LONGEST_OPENED = 4
"""Words and hyphens after "Deir", "Tal" of a name that may be spelt in several ways."""
IN_TIMES = frozenset({"the", "a", "of", "this", "ago", "after", "before", "following", "-"})


def split_rows(
    parse: Parse, first: int, last: int, names: PlaceNames, countries: CountryWords, kinds: frozenset[str]
) -> list[tuple[int, int]]:
    """A run of names that lost its commas ("Kafr Takharim Kafranbil Saraqeb") as its longest known names; else as it
    is. Where the words tell of several places ("the villages of"), what stands between known names is one, too."""

    def known(a: int, b: int) -> bool:
        if parse.lower[b] in ARTICLES or parse.words[b] == "-":
            return False  # "Wadi | Hassan", "Khan al- | Assal"
        text = parse.text[parse.start[a] : parse.end[b]]
        if names.known(text) or (a == b and text.lower().removesuffix("s") in countries.names):
            return True
        opened = parse.lower[a] in TOPONYM_OPENINGS or not ARTICLES.isdisjoint(parse.lower[a + 1 : b])
        return opened and a < b <= a + LONGEST_OPENED and names.sounds(text)

    def longest(a: int) -> int:
        return next((e for e in range(last, a - 1, -1) if known(a, e)), -1)

    if last > first and parse.lower[last] in DIRECTIONS and parse.lower[last + 1 : last + 2] == ["of"]:
        last -= 1  # "X East | of Y"
    if last == first or known(first, last):
        return [(first, last)]
    if without_genitive(parse, first, first, names, countries) != parse.words[first]:  # "Xs | Y district"
        return [(first, first), *split_rows(parse, first + 1, last, names, countries, kinds)]
    of = next((t for t in range(first + 1, last) if parse.lower[t] == "of"), first)
    if of > first and parse.lower[last + 1 : last + 2] and parse.lower[last + 1] in SETTLEMENTS | INNER_KINDS:
        return [(first, of - 1), (of + 1, last)]  # "X of Y | town"
    several = _of_several(parse, first, last, kinds)
    parts: list[tuple[int, int]] = []
    at = first
    while at <= last:
        end = longest(at)
        if end < 0 and not several and not (parts and _opens_name(parse, at)):  # "Nawa | Tal Hara"
            return [(first, last)]
        if end < 0:
            opened = at + 2 if parse.lower[at] in ARTICLES else at + 1
            starts = (t for t in range(opened, last + 1) if _begins(parse, t))
            new = (
                t for t in starts if longest(t) >= 0 or _opens_name(parse, t) or (several and _articled(parse, at, t))
            )
            end = next(new, last + 1) - 1
            goes_on = parts and parts[-1][1] == at - 1 and parse.lower[at] in ARTICLES and not _opens_name(parse, at)
            if goes_on and not (several and _articled(parse, parts[-1][0], at)):
                at = parts.pop()[0]  # "Rasm al-Hamis": a name that nobody knows goes on with its article
        parts.append((at, end))
        at = end + 1
        if at <= last and parse.words[at] in ("and", ",", "&"):
            at += 1
    return parts


def without_genitive(parse: Parse, first: int, last: int, names: PlaceNames, countries: CountryWords) -> str:
    """A name without the "s" of a genitive, in a report that lost its apostrophes ("Syrias", "Aleppos east")."""
    name = parse.text[parse.start[first] : parse.end[last]]
    bare = name.removesuffix("s")
    if bare == name or "'s" in parse.text or "’s" in parse.text or name.lower() in countries.names:
        return name
    whose = parse.tag[last + 1 : last + 2]
    owned = bool(whose) and whose[0][:2] in ("NN", "JJ", "CD") and parse.sentence[last + 1] == parse.sentence[last]
    known = bare.lower() in countries.names or (names.known(bare) and not names.known(name))
    return bare if owned and known else name


def _of_several(parse: Parse, first: int, last: int, kinds: frozenset[str]) -> bool:
    """Whether a run of names is told to be of several places: "the villages of X Y Z", "the X Y Z neighbourhoods"."""
    opens, end = parse.sentences[parse.sentence[first]]
    after, before = last + 1, first - 1
    while after < end and _in_row(parse, after):
        after += 1  # "X Y | and Z districts"
    if parse.tag[after : after + 1] == ["NNS"] and parse.lemma[after] in kinds:
        return True
    while before > opens and _in_row(parse, before):
        before -= 1  # "the districts of X Y and | Z"
    noun = before - 1 if parse.lower[before] in ("of", "including") else before
    return noun >= opens and parse.tag[noun] == "NNS" and parse.lemma[noun] in kinds | SITES


def _in_row(parse: Parse, t: int) -> bool:
    """Whether a word is a name's, or joins two of a row."""
    named = parse.words[t][:1].isupper() or parse.lower[t] in ARTICLES
    return named or parse.words[t] in ("-", "and", ",", "&")


def _articled(parse: Parse, at: int, t: int) -> bool:
    """Whether one name with an article ends and the next begins: "al-X | al-Y"; "al-X al-Sharqi" is one."""
    both = parse.lower[at] == parse.lower[t] == "al" and parse.words[at + 1] == parse.words[t + 1] == "-"
    return both and t == at + 3 and parse.lower[t + 2] not in ARTICLED_ADJECTIVES


def _opens_name(parse: Parse, t: int) -> bool:
    """Whether a word is a name's first: "Deir", "Tal"; "al-" stands within names, too."""
    return parse.lower[t] in ARTICLES and parse.words[t][:1].isupper() and parse.words[t + 1 : t + 2] != ["-"]


def _begins(parse: Parse, t: int) -> bool:
    """Whether a name may begin at a word: none goes on there, as after "al-" or "Tal"."""
    return parse.words[t] != "-" and parse.words[t - 1] != "-" and parse.lower[t - 1] not in ARTICLES


class NameRows:
    """The rows in which the places of a report are named: each name with those that follow it directly or after "and",
    and those that run into it, with or without its commas."""

    def __init__(self, parse: Parse, places: Sequence[PlaceMention], times: Container[str]) -> None:
        self.places = places
        self.number = {m.first: n for n, m in enumerate(places)}
        pairs = list(pairwise(places))
        self.goes_on = [*(_goes_on(parse, a, b, times) for a, b in pairs), False]
        """Of each place, whether the next one goes on its row."""
        self.runs_on = [*(_runs_on(a, b) for a, b in pairs), False]

    def of(self, found: Sequence[PlaceMention]) -> list[PlaceMention]:
        """Some places with the others of the rows that they stand in."""
        row = list(found)
        if not row:
            return row
        last = self.number[max(row, key=lambda m: m.last).first]
        firsts = {m.first for m in row}
        while self.goes_on[last]:
            last += 1
            if self.places[last].first not in firsts:
                firsts.add(self.places[last].first)
                row.append(self.places[last])
        at = start = self.number[min(firsts)]
        while start and self.runs_on[start - 1]:
            start -= 1
        return [*self.places[start:at], *row]

    def before(self, mention: PlaceMention) -> list[PlaceMention]:
        """The names before this one in a row that it ends or goes on ("X, Y and | Z")."""
        at = first = self.number[mention.first]
        while first and self.goes_on[first - 1]:
            first -= 1
        return list(self.places[first:at])


def _goes_on(parse: Parse, one: PlaceMention, other: PlaceMention, times: Container[str]) -> bool:
    """Whether a name goes on the row of the name before it in the report."""
    if parse.sentence[other.first] != parse.sentence[one.last]:
        return False
    between = parse.lower[one.last + 1 : other.first]
    bare = all(word == "," for word in between) and not _holds_kind(other, one)
    if not bare and not _joined(parse, one, other, times):
        return False
    return bool(between) or other.phrase.container != one.phrase.text  # "Xs Y" of texts that lost their apostrophes


def _runs_on(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether a name runs into the next in a row that lost its commas ("the towns including | X Y and Z")."""
    if one.last + 1 != other.first:
        return False
    return not _holds_kind(one, other) and one.phrase.text != other.phrase.container  # "northern Syria X", "Xs Y"


def _holds_kind(region: PlaceMention, place: PlaceMention) -> bool:
    """Whether the one is a region or a country, and the other is none of its kind."""
    return region.phrase.kind_hint in LARGE and region.phrase.kind_hint != place.phrase.kind_hint


def _joined(parse: Parse, one: PlaceMention, other: PlaceMention, times: Container[str]) -> bool:
    """Whether "and" joins a name to the one before it in a row, where each may have a time of its own ("took X on 21
    January and Y two days later"). times: words of times, lower case."""
    first = _after_time(parse, one.last + 1, times)
    between = set(parse.lower[first : other.first])
    if first == one.last + 1:
        return not JOINING.isdisjoint(between) and between <= ROW_WORDS
    timed = _after_time(parse, other.last + 1, times) > other.last + 1
    return timed and not JOINING.isdisjoint(between) and between <= ROW_WORDS


def _after_time(parse: Parse, t: int, times: Container[str]) -> int:
    """The word after the time that begins at a word ("on 21 January", "two days later"); that word where none does."""
    end = parse.sentences[parse.sentence[t]][1] if t < parse.size else t
    last = t + 1 if t < end and parse.lower[t] in BEFORE_TIMES else t
    named = False
    while last < end and (parse.tag[last] == "CD" or parse.lower[last] in IN_TIMES or _of_time(parse, last, times)):
        named = named or _of_time(parse, last, times)
        last += 1
    return last if named else t


def _of_time(parse: Parse, t: int, times: Container[str]) -> bool:
    return parse.lower[t] in times or parse.lemma[t] in times
