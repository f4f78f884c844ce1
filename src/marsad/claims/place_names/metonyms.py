"""Names of places that stand for something else: a government, a medium, a deal, where somebody has his seat."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from marsad.claims.draft import PlaceMention
from marsad.claims.place_names.taken import is_under
from marsad.claims.place_names.words import COUNTRY, DEALS, MEDIA_WORDS, CountryWords
from marsad.claims.syntax.parse import Parse

MOST_CONJUNCTS = 5
"""Longer rows of states are no more common."""
AGENT_CASES = frozenset({"by", "with", "between", "for", "like", "unlike", "than", "among"})
"""Before a country's name they speak of its government: "a deal between Russia and Turkey"."""
STATE_NOUNS = frozenset(
    {"ally", "allies", "president", "minister", "ministry", "government", "military", "army", "parliament"}
)
"""What is a government's, not a country's: "Moscow's ally"."""

FORBIDDING = frozenset({"ban", "outlaw", "prohibit", "proscribe"})
"""What a law does to a group: where it does is no scene ("(banned in Russia)")."""

BRANCHES = frozenset({"branch", "affiliate", "offshoot", "wing", "arm", "chapter", "franchise"})
"""What a body has in a country, whatever it does there or elsewhere: "(the network's branch in the Levant)"."""
BETWEEN_OWNER = frozenset({"JJ", "NN", "HYPH", "VBN", "POS", "RB"})
"""Tags of the words between whose a place is and its name: "Syrias rebel-held | Idlib"."""
MOST_BETWEEN_OWNER = 5


def without_owners(parse: Parse, mentions: Sequence[PlaceMention], countries: CountryWords) -> list[PlaceMention]:
    """The mentions without countries that only tell whose the next place is, in text with its apostrophes or without
    ("Syrias rebel-held Idlib province")."""
    whose = {id(a) for a, b in pairwise(mentions) if _owns(parse, a, b, countries)}
    return [m for m in mentions if id(m) not in whose]


def _owns(parse: Parse, a: PlaceMention, b: PlaceMention, countries: CountryWords) -> bool:
    if a.phrase.kind_hint != COUNTRY or parse.sentence[a.first] != parse.sentence[b.first]:
        return False
    between = parse.tag[a.last + 1 : b.first]
    lost = parse.words[a.last].endswith("s") and parse.lower[a.last] not in countries.names
    owns = between[:1] == ["POS"] or (lost and between)
    return bool(owns) and len(between) <= MOST_BETWEEN_OWNER and BETWEEN_OWNER.issuperset(between)


def stands_for_government(parse: Parse, country: PlaceMention) -> bool:
    """Whether a country's name stands for its government: "Russia says", "backed by Russia", "Iran-backed"."""
    last, head = country.last, country.head
    if last + 2 < parse.size and parse.words[last + 1] in ("-", "–") and parse.lower[last + 2].endswith("ed"):
        return True
    for _ in range(MOST_CONJUNCTS):
        if parse.dep[head] != "conj":
            break
        head = parse.head[head]
    if parse.dep[head] == "nmod:poss":  # "Moscow's ally", not "Syria's north"
        return parse.tag[parse.head[head]].startswith("NN") and parse.lower[parse.head[head]] in STATE_NOUNS
    cases = {parse.lower[c] for c in parse.kids(head, "case")}
    if parse.lemma[parse.head[head]] == "fall" or is_under(parse, head):
        return False  # "the capital has fallen to the rebels", "is under siege"
    return bool(cases & AGENT_CASES) or (parse.dep[head] in ("nsubj", "nsubj:outer") and not cases)


def names_no_scene(parse: Parse, mention: PlaceMention) -> bool:
    """Whether a name is part of a medium's or of a deal's ("Homs Media", "the Stockholm Agreement"), or only tells
    where somebody has his seat ("the Istanbul-based network") or a branch, or is outside the law ("outlawed in
    Russia")."""
    after = parse.words[mention.last + 1 : mention.last + 3]
    before = [word for word in parse.lower[max(0, mention.first - 3) : mention.first] if word != "the"]
    if before[-1:] == ["in"] and not BRANCHES.isdisjoint(before[-2:-1]):
        return True
    above = parse.head[mention.head]
    if parse.lemma[above] in FORBIDDING and parse.dep[above].startswith("acl"):
        return True
    following = {*map(str.lower, after[:1])}
    return bool((MEDIA_WORDS | {"based"}) & following or DEALS & {*after[:1]}) or after == ["-", "based"]
