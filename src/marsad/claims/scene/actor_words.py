"""The words by which a phrase is told to be an actor, or to be none."""

from __future__ import annotations

from marsad.claims.syntax.parse import Parse

DEFINITE = frozenset({"the", "that", "those", "these", "this"})
IRREGULARS = frozenset(
    {"group", "organisation", "organization", "faction", "movement", "militant", "jihadist", "extremist", "insurgent",
     "terrorist", "rebel", "fighter", "gunman"}
)  # fmt: skip
IRREGULAR_KINDS = frozenset({"jihadist", "rebel", "militia"})
BACKING = frozenset({"backed", "supported", "aided", "assisted", "helped", "accompanied"})
COUNTED = frozenset(
    {"hundred", "thousand", "dozen", "score", "ten", "number", "handful", "couple", "majority", "contingent", "wave"}
)
"""Nouns that only count what follows ("hundreds of peacekeepers")."""
SPEAKING = frozenset({"say", "claim", "announce", "declare", "admit", "confirm", "deny", "insist"})
OWNERS = frozenset({"its", "their", "his", "her"})
MEN = frozenset({"man", "aircraft", "plane", "helicopter", "jet"})
"""With an owner they are a force, as those armed by their own word are ("his men")."""
DATES = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april", "may", "june", "july", "august", "september", "october", "november", "december", "ramadan", "easter",
     "christmas", "gmt", "street", "road", "boulevard", "avenue", "square", "highway", "river", "valley", "mount"}
)  # fmt: skip
"""Heads of proper names that are nobody: days, roads, lands."""
NAMING = frozenset({"know", "call", "name", "dub", "belong"})
NOT_ARMED_KINDS = frozenset({"civilians", "person", "organisation", "agency", "humanitarian"})
ATTACKED = frozenset({"besieged", "encircled", "surrounded", "blockaded", "bombarded", "shelled", "bombed", "attacked"})
"""After a hyphen they tell who stands against those who hold a place."""
SHORTEST_FORM = 3
COUNTING = frozenset({"DT", "PRP$", ",", "CD", "IN", "JJR", "JJS", "RB"})
"""Tags of the words before a phrase's own."""
OF_AN_AGE = 4
"""Words of an age after its number ("34-year-old")."""


def is_short_form(name: str) -> bool:
    """ "The MNLA": initials that stand for a body's name."""
    last = name.rsplit(" ", 1)[-1]
    return name.removeprefix("The ").removeprefix("the ") == last and last.isupper() and len(last) >= SHORTEST_FORM


def after_counts(parse: Parse, first: int, head: int) -> int:
    """Where a phrase begins without article, number and age ("a 34-year-old | teacher")."""
    while first < head and parse.tag[first] in COUNTING:
        first += 1
    if parse.tag[first] == "HYPH" and "old" in parse.lower[first : first + OF_AN_AGE]:
        return min(head, first + OF_AN_AGE)
    return first


def disagrees(parse: Parse, pronoun: int, head: int) -> bool:
    """Whether "it" cannot mean what is many: "it retook the hill | with Russian jets overhead"."""
    return parse.lower[pronoun] == "it" and parse.tag[head] == "NNS" and not parse.words[head].isupper()


def first_said(parse: Parse, pronoun: int) -> int:
    """The first subject of the sentence that is the same pronoun: "it threw them back and | it retook the hill"."""
    if parse.lower[pronoun] not in ("it", "they"):
        return pronoun
    first, _ = parse.sentences[parse.sentence[pronoun]]
    same = (t for t in range(first, pronoun) if parse.lower[t] == parse.lower[pronoun] and parse.dep[t] == "nsubj")
    return next(same, pronoun)


def verb_before(parse: Parse, token: int) -> int:
    """The last verb of the sentence before a token, whose clause that continues; the token where none is."""
    first, _ = parse.sentences[parse.sentence[token]]
    return next((t for t in range(token - 1, first - 1, -1) if parse.is_verb(t)), token)
