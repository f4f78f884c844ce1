"""How the places named in one sentence stand to each other: what lies in what, what is of one kind, which of
them are meant."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence

from marsad.claims.draft import PlaceMention, PlaceNames
from marsad.claims.place_names.words import (
    COUNTRY,
    DIRECTIONS,
    DISTANCES,
    EXCEPTING,
    INNER_KINDS,
    KIND_MODIFIERS,
    REGION_KINDS,
    SETTLEMENTS,
    SITES,
    CountryWords,
)
from marsad.claims.syntax.parse import Parse

FAR_BETWEEN = 12
"""The same to what tells where it lies: ", about 30 kilometres (around 19 miles) north of"."""
MOST_BETWEEN = 7
"""Words between a place and what it lies in: "in the south-eastern Syrian countryside of"."""

EXCEPTED_REACH = 7
"""Words between them and its name: "except for a few districts of the old city of X"."""
LEAVING = frozenset({"withdraw", "retreat", "flee", "pull"})
"""Verbs of those who leave a place for another, which is not the one that is told of."""
MOST_DESCRIBING = 16
"""Words from a place's name to the last of those that tell where it lies."""
QUARTERS = frozenset({"district", "neighbourhood", "neighborhood", "quarter", "suburb", "area"})
"""Parts of which a town has several."""
BY_TOWNS = frozenset({"province", "governorate", "oblast"})
"""What is mostly called by the name of its town: "X ... the province" is X province, and not X."""
LAND = frozenset({"territory", "land", "ground"})
"""What a clause may tell by whose it is."""
LYING = frozenset({"of", "in", "from", "near", "outside"})
SEATS = frozenset({"capital", "suburb", "seat", "hometown", "neighbourhood", "neighborhood", "quarter", "district"})
"""What is "of" a place is not that place ("the suburb of X"), as a town of that name would be ("the town of X")."""
JOINING = frozenset({"and", "&", "well"})
ROW_WORDS = JOINING | DIRECTIONS | frozenset(
    {",", "as", "in", "on", "at", "of", "the", "also", "areas", "parts", "near", "town", "city", "village", "towns",
     "villages", "neighbouring", "neighboring", "nearby", "around", "along", "with", "both", "province",
     "countryside", "whole", "all", "most", "rest", "much"}
)  # fmt: skip
"""Words between the names of a row ("in X and in the nearby town of Y", "X as well as Y")."""


def share_kinds(parse: Parse, mentions: Sequence[PlaceMention]) -> None:
    """ "the X and Y districts", "X Y and Z provinces", "the regions of X, Y and Z": each is one."""
    kind = ""
    for a, b in itertools.pairwise(mentions):
        several = a.first > 1 and parse.lower[a.first - 1] == "of" and parse.tag[a.first - 2] == "NNS"
        kind = a.phrase.kind_hint if several or a.phrase.kind_hint == kind else ""
        linked = {"and", ",", "&"}.issuperset(parse.lower[a.last + 1 : b.first])
        if kind and linked and not b.phrase.kind_hint and parse.sentence[a.first] == parse.sentence[b.first]:
            b.phrase.kind_hint = kind
    several = False
    for a, b in reversed(list(itertools.pairwise(mentions))):
        kind = b.phrase.kind_hint
        several = several or parse.tag[b.last + 1 : b.last + 2] == ["NNS"]
        linked = {"and", ",", "&"}.issuperset(parse.lower[a.last + 1 : b.first])
        several = several and linked and kind in INNER_KINDS | REGION_KINDS and not a.phrase.kind_hint
        if several:
            a.phrase.kind_hint = kind


def add_containers(parse: Parse, mentions: Sequence[PlaceMention], names: PlaceNames, countries: CountryWords) -> None:
    """ "Manbij, Aleppo province", "X in Y", "Y's X", "the Y district of X": the larger place of the same phrase."""
    for at, (a, b) in enumerate(itertools.pairwise(mentions)):
        if parse.sentence[a.first] != parse.sentence[b.first]:
            continue
        between = [parse.lower[t] for t in range(a.last + 1, b.first)]
        if between == [","] and b.phrase.kind_hint not in REGION_KINDS and _goes_on(parse, b, mentions[at + 2 :]):
            continue  # "X, Y and Z"
        if len(between) > MOST_BETWEEN or (between[:1] == [","] and _points(between)):
            continue  # "Antioquia, northwest of Bogota"
        if not between and b.phrase.kind_hint not in REGION_KINDS:  # a row of names that lost its commas
            if a.phrase.end < parse.end[a.last]:  # or its apostrophe: "Xs Y district"
                b.phrase.container = b.phrase.container or a.phrase.text
            continue
        if between == [","] and parse.lower[a.first - 1] == "of" and parse.lower[a.first - 2] in SEATS:
            b.phrase.container = b.phrase.container or a.phrase.text  # "the capital of X, Y"
            continue
        kinds = {w for w in between if w in REGION_KINDS or w in INNER_KINDS or w in SETTLEMENTS}
        rest = [
            w
            for w in between
            if w not in kinds
            and w not in DIRECTIONS
            and w not in countries.adjectives
            and w not in ("the", "of", "rural")
            and not (w in SITES | KIND_MODIFIERS and a.phrase.called)
        ]
        if rest not in ([], [","], ["in"], [",", "in"], ["near"], ["'s"], ["’s"], ["-"]):
            continue
        if rest == [","] and b.head in parse.joined(a.head):
            continue  # "the regions of X, Y and Z"
        if "of" in between and not _points(between) and _kind_follows(parse, b):
            a.phrase.container = a.phrase.container or b.phrase.text  # "the X area of Y district", "X of Y town"
        elif (
            "'s" in rest
            or "’s" in rest
            or (kinds and "of" in between and not (rest or _points(between)) and _names_inner(a, b, kinds, names))
        ):
            b.phrase.container = b.phrase.container or a.phrase.text
        elif a.phrase.kind_hint == COUNTRY:
            continue  # "Yemens Abyan province" of texts that lost their apostrophes: no country lies in its province
        elif (
            ("of" in between and a.phrase.kind_hint in INNER_KINDS | {"part"})
            or (rest and rest != ["-"])
            or a.phrase.kind_hint in INNER_KINDS
            or b.phrase.kind_hint in REGION_KINDS
        ):
            a.phrase.container = a.phrase.container or b.phrase.text
    _within_town(parse, mentions)


def _kind_follows(parse: Parse, mention: PlaceMention) -> bool:
    """Whether its kind stands after a name: "Y district", "Y town"."""
    after = parse.lower[mention.last + 1 : mention.last + 2]
    return bool(after) and after[0] in SETTLEMENTS | INNER_KINDS | REGION_KINDS


def _goes_on(parse: Parse, b: PlaceMention, after: Sequence[PlaceMention]) -> bool:
    """Whether a row of names goes on after one: "X, Y | and Z", "X, Y | , Z and"; "X, Y, in Z" tells where Y lies."""
    if not after or parse.sentence[after[0].first] != parse.sentence[b.first]:
        return False
    between = parse.lower[b.last + 1 : after[0].first]
    return between in (["and"], [",", "and"]) or (between == [","] and _goes_on(parse, after[0], after[1:]))


def _within_town(parse: Parse, mentions: Sequence[PlaceMention]) -> None:
    """ "The camp of Balata in the West Bank city of Nablus" lies in the city, whatever region is named before it."""
    for a, b, c in zip(mentions, mentions[1:], mentions[2:], strict=False):
        between = parse.lower[b.last + 1 : c.first]
        told = a.phrase.container == b.phrase.text == c.phrase.container
        told = told and parse.sentence[a.first] == parse.sentence[c.first]
        if told and "in" in parse.lower[a.last + 1 : b.first] and "of" in between and SETTLEMENTS.intersection(between):
            a.phrase.container = c.phrase.text


def _points(between: Sequence[str]) -> bool:
    """Whether the words between two names only tell on which side of the second the first lies: "town, west of"."""
    return len(between) > 1 and between[-1] == "of" and between[-2] in DIRECTIONS


def is_side(before: list[str]) -> bool:
    """Whether what stands before "east of X" makes it a side of X: "the (north and) east of X", not "to the east"."""
    while before and (before[-1] in DIRECTIONS or before[-1] == "and"):
        before = before[:-1]
    return before[-1:] == ["the"] and before[-2:-1] not in (["to"], ["on"])


def without_described(parse: Parse, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions without those that only tell where the one before them lies: "Kasulu, a town 60 km north of Kigoma
    in the Kigoma region", "Bosaso, the commercial capital of Puntland"."""
    kept: list[PlaceMention] = []
    for mention in mentions:
        if not (kept and _describes(parse, kept[-1], mention)):
            kept.append(mention)
    return kept


def most_specific(parse: Parse, mentions: Sequence[PlaceMention], *, each: bool = False) -> list[PlaceMention]:
    """Of nested places ("Manbij, Aleppo province") the most specific; towns each, neighbourhoods as one, or
    each, too: a raid on three is one raid, but each of them is held."""
    if len(mentions) > 1 and (row := _coordinated(parse, mentions)):
        return row
    containers = {m.phrase.container for m in mentions}
    bearings = [b for a, b in itertools.pairwise(mentions) if gives_bearings(parse, a, b) or is_landmark(parse, a, b)]
    kept = [m for m in mentions if m.phrase.text not in containers and m not in bearings]
    named = [m for m in kept if m.phrase.kind_hint != COUNTRY] or kept
    specific = [m for m in named if m.phrase.kind_hint not in REGION_KINDS] or named
    inner = [m for m in specific if m.phrase.kind_hint in INNER_KINDS]
    if inner and len(specific) > len(inner):
        outer = [m for m in specific if m not in inner]
        for m in inner:
            if not m.phrase.container:
                m.phrase.container = outer[0].phrase.text
        specific = inner
    if len(inner) > 1 and inner == specific and not each:
        specific = inner[:1]
    unique: list[PlaceMention] = []
    for m in specific or mentions:
        if m.phrase.text not in [u.phrase.text for u in unique]:
            unique.append(m)
    return unique


def gives_bearings(parse: Parse, a: PlaceMention, b: PlaceMention) -> bool:
    """Whether the second name only tells where the first lies: "X town west of Y", "the X valley, just north of Y"."""
    between = parse.lower[a.last + 1 : b.first]
    return _points(between) and set(between[:-2]) <= SETTLEMENTS | SITES | INNER_KINDS | DIRECTIONS | {
        "to",
        "the",
        "just",
        ",",
        "-",
    }


def is_landmark(parse: Parse, a: PlaceMention, b: PlaceMention) -> bool:
    """Whether the second name only tells how far from it the first lies: "in X village, some 200 km east of Y"; not so
    in "they headed to X east of Y", where they were before."""
    between, before = parse.lower[a.last + 1 : b.first], parse.lower[max(0, a.first - MOST_BETWEEN) : a.first]
    if parse.sentence[a.first] != parse.sentence[b.first] or not {"to", "towards"}.isdisjoint(before):
        return False
    far = not {",", "("}.isdisjoint(between[:2]) and not DISTANCES.isdisjoint(between) and between[-1] in ("of", "from")
    return len(between) <= FAR_BETWEEN and far


def apposed_to(parse: Parse, head: int, place_at: Mapping[int, PlaceMention]) -> PlaceMention | None:
    """The place that a description beside its name is of: "X, a border town near Y"."""
    article = next((c for c in parse.kids(head, "det") if parse.lower[c] in ("a", "an")), 0)
    before = article - 1 - (parse.words[article - 1] == ",")
    known = place_at.get(before) if article > 1 else None
    return known if known is not None and parse.sentence[before] == parse.sentence[head] else None


def lies_off(parse: Parse, head: int, mention: PlaceMention) -> bool:
    """Whether the name only tells where what is spoken of lies: "the village, 20 km from X", "the base south of X"."""
    between = parse.lower[head + 1 : mention.first]
    off = not DISTANCES.isdisjoint(between) and ("from" in between or not DIRECTIONS.isdisjoint(between))
    return off or _points(between)


def lies_so_far_from(parse: Parse, mention: PlaceMention) -> bool:
    """Whether a name only tells how far off another place lies: "40 kilometres (25 miles) west of X"."""
    before = parse.lower[max(0, mention.first - MOST_BETWEEN) : mention.first]
    return _points(before) and not DISTANCES.isdisjoint(before)


def _coordinated(parse: Parse, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions if "and" or "as well as" stands between each two of them and none is within another."""
    ordered = sorted(mentions, key=lambda m: m.first)
    if {m.phrase.text for m in ordered} & {m.phrase.container for m in ordered}:
        return []
    for a, b in itertools.pairwise(ordered):
        between = {parse.lower[t] for t in range(a.last + 1, b.first)}
        if not (JOINING & between and between <= ROW_WORDS | {"provinces", "cities", "s"}):
            return []
    return ordered


def _describes(parse: Parse, a: PlaceMention, b: PlaceMention) -> bool:
    if parse.sentence[a.first] != parse.sentence[b.first] or not 3 < b.first - a.last <= MOST_DESCRIBING:
        return False
    between = parse.lower[a.last + 1 : b.first]
    if between[0] != "," or "," in between[1:] or set(between) & {"and", "or", "where", "who", "which", "that"}:
        return False
    if parse.tag[a.last + 2] not in ("DT", "CD", "NN", "JJ", "RB") or any(
        parse.tag[t] in ("VBD", "VBZ", "VBP", "MD", "VB") for t in range(a.last + 2, b.first)
    ):
        return False
    lies = [n for n, word in enumerate(between) if word in LYING]
    if not lies:
        return False
    told = set(between[: lies[0]])
    if between[lies[0]] == "of" and told <= DIRECTIONS | {","} and a.phrase.kind_hint != COUNTRY:
        return True  # "Antioquia, northwest of Bogota"
    return bool(told & (SEATS if between[lies[0]] == "of" else SEATS | SETTLEMENTS) or told & DISTANCES)


def _names_inner(a: PlaceMention, b: PlaceMention, kinds: set[str], names: PlaceNames) -> bool:
    """Whether "the A KIND of B" calls B a KIND in A ("the Aleppo town of al-Bab", "the Damascus suburb of Daraya")
    rather than A a KIND of B ("the Waer district of Homs"): what is known to be larger holds the other."""
    if kinds & SETTLEMENTS:
        return True
    if b.phrase.kind_hint in REGION_KINDS:
        return False  # "the Sangin district of Helmand province"
    return names.larger(a.phrase.text, b.phrase.text)


def is_excepted(parse: Parse, mention: PlaceMention, nouns: Collection[str]) -> bool:
    """Whether the words leave the place out: "all of the city except the X district", "apart from X"."""
    t = mention.first - 1
    first = max(parse.sentences[parse.sentence[mention.first]][0], mention.first - EXCEPTED_REACH)
    while t >= first and (
        parse.lower[t] in DIRECTIONS
        or parse.lower[t] in ("the", "of", "a", "for", "few")
        or parse.lemma[t] in nouns
        or parse.dep[t] == "amod"
    ):
        t -= 1
    if t < first:
        return False
    if parse.lower[t] == "but":  # "all but X", "all of the city but X"
        return "all" in parse.lower[first:t]
    return parse.lower[t] in EXCEPTING or " ".join(parse.lower[max(first, t - 1) : t + 1]) in EXCEPTING


def is_refuge(parse: Parse, mention: PlaceMention) -> bool:
    """Whether somebody leaves another place for this one: "the army retreated towards X"."""
    up = parse.head[mention.head]
    return parse.preposition(mention.head) in ("to", "toward", "towards") and parse.lemma[up] in LEAVING
