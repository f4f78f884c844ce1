"""Regions without a name of their own, where a sentence names no place: "the Chadian border", "the troubled south",
"across the country"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.claims.draft import PlaceMention, PlacePhrase
from marsad.claims.place_names.taken import OVERRUN, TAKEN
from marsad.claims.place_names.words import COUNTRY, INNER_KINDS, SETTLEMENTS, SITES, CountryWords
from marsad.claims.syntax.parse import Parse

BORDERS = frozenset({"border", "frontier"})
SIDES = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "north-east", "north-west",
     "south-east", "south-west"}
)  # fmt: skip
WITHIN = frozenset({"in", "throughout", "across", "into"})
LEAD, LATER = 3, 2
"""Sentences that open a report with "near the border" before the next ones name the place."""
LONGEST_COUNTRY = 3
"""Words of a country's name."""
MOST_ADJECTIVES = 4
"""Words between "the", or a country, and the side of it: "Thailand's insurgency-torn south"."""
WHOLES = frozenset({"country", "nation", "island", "republic", "territory"})
"""What a side of is a region; any other ("the city") has parts."""
LANDS = frozenset({"country", "nation"})
ALL_OVER = WITHIN | {"inside", "within", "over", "around"}
"""Prepositions by which something is told of the country as a whole."""
SWATHES = frozenset(
    {"part", "area", "region", "province", "governorate", "city", "town", "village", "swathe", "third", "half",
     "quarter", "percent", "%", "most", "much", "rest", "territory"}
)  # fmt: skip
"""What of the country is told of without its name: "several parts of the country"."""
TELLING = frozenset({"source", "network", "activist", "monitor", "observer", "inspector", "official", "reporter"})
"""Those who tell of it, or are to, "inside the country"."""
NOUNS = (["NN"], ["NNS"])
"""Tags of the noun that "border" tells the kind of ("border guards")."""
GENITIVES = frozenset({"'s", "’s"})


def with_unnamed_regions(parse: Parse, mentions: Sequence[PlaceMention], countries: CountryWords) -> list[PlaceMention]:
    """The mentions, with the regions of sentences that name no place but a country, each in the country's stead."""
    named = {parse.sentence[m.first] for m in mentions if m.phrase.kind_hint != COUNTRY}
    found: list[PlaceMention] = []
    for t, lemma in enumerate(parse.lemma):
        if parse.sentence[t] in named or not (lemma in BORDERS or parse.lower[t] in SIDES):
            continue
        if lemma in BORDERS and parse.sentence[t] < LEAD and named.intersection(range(LEAD + LATER)):
            continue
        span = _border(parse, t, countries) if lemma in BORDERS else _side(parse, t, countries)
        if span is not None and not _of_a_town(parse, t):
            first, last = span
            text = parse.text[parse.start[first] : parse.end[last]]
            phrase = PlacePhrase(parse.start[first], parse.end[last], text, t, "", COUNTRY)
            found.append(PlaceMention(first, last, t, phrase))
    found += [
        m for t in range(parse.size) if parse.sentence[t] not in named and (m := _country_meant(parse, t, mentions))
    ]
    if not found:
        return list(mentions)
    rest = [m for m in mentions if not any(f.first <= m.first <= f.last for f in found)]
    return sorted([*rest, *found], key=lambda m: m.first)


def is_all_over(parse: Parse, mention: PlaceMention) -> bool:
    """Whether a mention is "the country", not the country's name."""
    return parse.lower[mention.head] in LANDS


def _country_meant(parse: Parse, t: int, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """ "Across the country": the one that the sentence, or the one before, tells something in, else the report's."""
    if parse.lower[t] not in LANDS or not parse.has(t, ("the",), "det"):
        return None
    case, up = parse.preposition(t), parse.head[t]
    over = case in ALL_OVER or (case == "of" and parse.lemma[up] in SWATHES)
    hit = parse.dep[t] == "obj" and parse.lemma[up] in OVERRUN | TAKEN
    if not (over or hit) or parse.kids(t, "nmod:poss") or parse.lemma[up] in TELLING:
        return None
    at = parse.sentence[t]
    told = [
        m
        for m in mentions
        if m.first < t
        and at - 1 <= parse.sentence[m.first]
        and m.phrase.kind_hint == COUNTRY
        and parse.preposition(m.head) in ALL_OVER
    ]
    if told:
        return PlaceMention(t, t, t, replace(told[-1].phrase, token=t, reference=True))
    return PlaceMention(t, t, t, PlacePhrase(parse.start[t], parse.end[t], parse.words[t], t, "", COUNTRY))


def bounds(parse: Parse, name: range) -> bool:
    """Whether a country's name only tells of its border: "the border with Chad", "Chad's border"."""
    if not name:
        return False
    first = name[0]
    if parse.lower[first - 1] == "and" and parse.dep[parse.head_of(first, name[-1])] == "conj":
        first = parse.head[parse.head_of(first, name[-1])]  # "the border with X and Y"
    before = [word for word in parse.lower[max(0, first - 3) : first] if word != "the"]
    after = name[-1] + 1 + (not GENITIVES.isdisjoint(parse.lower[name[-1] + 1 : name[-1] + 2]))
    if before[-1:] == ["with"] and not BORDERS.isdisjoint(before[-2:-1]):
        return True
    return not BORDERS.isdisjoint(parse.lower[after : after + 1]) and parse.tag[after + 1 : after + 2] not in NOUNS


def _of_a_town(parse: Parse, t: int) -> bool:
    """Whether it only tells where a town lies that the report names elsewhere: "the city in the north"."""
    owner = parse.head[t]
    return parse.dep[t].startswith("nmod") and parse.lemma[owner] in SETTLEMENTS | INNER_KINDS | SITES


def _border(parse: Parse, t: int, countries: CountryWords) -> tuple[int, int] | None:
    """ "Chadian border", "Israel-Lebanon border", "border with Chad"; None for another ("border guards")."""
    if parse.tag[t + 1 : t + 2] in NOUNS:
        return None
    first = t
    while (
        first > 0
        and t - first <= MOST_ADJECTIVES
        and (parse.lower[first - 1] in ("-", "–") or parse.words[first - 1][:1].isupper())
    ):
        first -= 1
    while first < t and not parse.words[first][:1].isupper():
        first += 1
    if any(_of_a_country(word, countries) for word in parse.lower[first:t]) or (
        " ".join(parse.lower[first:t]).replace(" - ", "-") in countries.names
    ):
        return first, t
    if parse.lower[t + 1 : t + 2] == ["with"] and (last := _country(parse, t + 2, countries)) is not None:
        return t, last
    return None


def _side(parse: Parse, t: int, countries: CountryWords) -> tuple[int, int] | None:
    """ "The troubled south", "Thailand's south", "the south of the country"; None for a part of a town."""
    if parse.tag[t] not in ("NN", "NNP", "RB") or parse.lower[t - 1 : t] in (["and"], ["to"]):
        return None
    if parse.lower[t + 1 : t + 2] in (["-"], ["–"]):
        return None  # "the south | -west of the city"
    first = t
    while first > 0 and t - first <= MOST_ADJECTIVES + 2 and parse.tag[first - 1] in ("JJ", "VBN", "NN", "HYPH", "RB"):
        first -= 1
    before = first - 1
    if before > 0 and parse.lower[before] in GENITIVES:
        owner = next(
            (
                n
                for n in range(before - 1, max(-1, before - 1 - LONGEST_COUNTRY), -1)
                if " ".join(parse.lower[n:before]) in countries.names
            ),
            None,
        )
        return None if owner is None else (owner, t)
    if before < 1 or parse.lower[before] != "the" or parse.lower[before - 1] not in WITHIN:
        return None
    if parse.lower[t + 1 : t + 2] != ["of"]:
        return (first, t) if parse.tag[t + 1 : t + 2] not in (["NN"], ["NNS"], ["NNP"]) else None
    after = t + 3 if parse.lower[t + 2 : t + 3] == ["the"] else t + 2
    if parse.lower[after : after + 1] and parse.lower[after] in WHOLES:
        return first, after
    last = _country(parse, after, countries)
    return None if last is None else (first, last)


def _of_a_country(word: str, countries: CountryWords) -> bool:
    return word in countries.adjectives or word in countries.names


def _country(parse: Parse, first: int, countries: CountryWords) -> int | None:
    """The last word of the country's name that begins at `first`, "the" before it or not."""
    first += parse.lower[first : first + 1] == ["the"]
    ends = range(min(parse.size, first + LONGEST_COUNTRY), first, -1)
    return next((end - 1 for end in ends if " ".join(parse.lower[first:end]) in countries.names), None)
