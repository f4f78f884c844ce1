"""Places that are told by what they are: capitals by their country ("the Somali capital", "Sri Lanka's capital"), names
by the words after them ("Bentiu, a small town"), names that only the gazetteer tells from other words ("Base 17")."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.draft import PlaceMention, PlaceNames, PlacePhrase
from marsad.claims.lexicon import LanguageFile
from marsad.claims.place_names.words import COUNTRY, SETTLEMENTS, CountryWords
from marsad.claims.syntax.parse import Parse

CAPITAL = "capital"
LONGEST_COUNTRY = 4
"""Words of a country's name ("the Democratic Republic of Congo")."""
OTHERWISE = frozenset(
    {"facto", "provincial", "regional", "state", "district", "commercial", "financial", "economic", "business",
     "cultural", "former", "old", "ancient", "summer", "rebel", "declared", "proclaimed"}
)  # fmt: skip
"""Words that tell a capital of something else than a country now."""
OTHERWISE_REACH = 3
MOST_ADJECTIVES = 4
"""Words between "a" and "town" that describe it."""
WHOLE_BEFORE, WHOLE_AFTER = 2, 3
"""Words of a name before and after its number, or its "of"."""
GENITIVES = frozenset({"'s", "’s", "'", "’"})

SEATED = frozenset({"ministry", "government", "parliament", "cabinet", "presidency", "regime"})
"""Bodies of the state that are named with the town where they sit."""


INSTITUTES = frozenset({"university", "college", "foundation", "institution", "school", "project", "fund"})
ASKED = frozenset(
    {"expert", "analyst", "fellow", "researcher", "professor", "scholar", "director", "specialist", "head",
     "president", "economist", "historian", "lecturer", "scientist", "strategist", "adviser", "advisor",
     "chairman", "member", "associate", "founder", "official", "spokesman", "spokeswoman"}
)  # fmt: skip


def is_seat(parse: Parse, mention: PlaceMention) -> bool:
    """ "The defence ministry in X": where a body of the state sits."""
    before = mention.first - 2
    return before >= 0 and parse.lower[before + 1] in ("in", "at") and parse.lemma[before] in SEATED


def is_office(parse: Parse, mention: PlaceMention, language: LanguageFile) -> bool:
    """ "An analyst at the Y Institute in X", "an expert on X": where somebody works who is asked, what he knows of."""
    body = parse.head[mention.head]
    if parse.preposition(mention.head) == "on" and parse.lemma[body] in ASKED:
        return True
    return body < mention.first and parse.preposition(mention.head) == "in" and employs(parse, body, body, language)


def employs(parse: Parse, first: int, last: int, language: LanguageFile) -> bool:
    """ "An analyst at the X Institute", "a fellow of the X Center": where somebody works who is asked."""
    head = parse.head_of(first, last)
    who = parse.lemma[parse.head[head]]
    body = parse.words[last][:1].isupper() and parse.lower[last] in language.saying["bodies"] | INSTITUTES
    return body and parse.preposition(head) in ("at", "of", "with", "from", "for") and who in ASKED


def capital_mentions(
    parse: Parse, countries: CountryWords, places: Sequence[PlaceMention]
) -> tuple[list[PlaceMention], list[PlaceMention]]:
    """(the places without those whose names only say which capital is meant, the capitals told by their country).
    Where a sentence names a town, that is where it plays ("the capital Dhaka", "Juba, the capital of X")."""
    found: list[PlaceMention] = []
    named = {parse.sentence[m.first] for m in places if m.phrase.kind_hint != COUNTRY}
    for t, lemma in enumerate(parse.lemma):
        if lemma != CAPITAL or not parse.tag[t].startswith("NN") or parse.sentence[t] in named:
            continue
        if _is_told(parse, t) or OTHERWISE & set(parse.lower[max(0, t - OTHERWISE_REACH) : t]):
            continue
        span = _span(parse, t, countries)
        if span is not None:
            first, last = span
            text = parse.text[parse.start[first] : parse.end[last]]
            phrase = PlacePhrase(parse.start[first], parse.end[last], text, t, "", "city")
            found.append(PlaceMention(first, last, t, phrase))
    if not found:
        return list(places), found
    return [m for m in places if not any(c.first <= m.first <= c.last for c in found)], found


def _span(parse: Parse, t: int, countries: CountryWords) -> tuple[int, int] | None:
    """The words of the capital at t with those that say whose it is."""
    if parse.lower[t + 1 : t + 2] == ["of"]:
        start = t + 3 if parse.lower[t + 2 : t + 3] == ["the"] else t + 2
        ends = range(min(parse.size, start + LONGEST_COUNTRY), start, -1)
        return next(((t, end - 1) for end in ends if " ".join(parse.lower[start:end]) in countries.names), None)
    before = t - 1
    for first in (t - 2, t - 1):  # "Sri Lankan", "Malian"
        if first >= 0 and " ".join(parse.lower[first:t]) in countries.adjectives:
            return first, t
    if before > 0 and parse.lower[before] in GENITIVES:
        before -= 1
    elif not (before >= 0 and parse.lower[before].endswith("s")):
        before = -1
    if before >= 0:
        for first in range(max(0, before - LONGEST_COUNTRY + 1), before + 1):
            name = " ".join(parse.lower[first : before + 1])
            if name in countries.names or (before == t - 1 and name[:-1] in countries.names):
                return first, t
    return None


def _is_told(parse: Parse, t: int) -> bool:
    """Whether the words only say of something that it is a capital."""
    return parse.dep[t] in ("appos", "root") or bool(parse.kids(t, "cop"))


def whole_countries(parse: Parse, spans: Sequence[tuple[int, int]], countries: CountryWords) -> list[tuple[int, int]]:
    """The spans, of a country with a hyphen the whole name: "Guinea-Bissau" is no Bissau."""
    found = []
    for first, last in spans:
        start = first - 2 if first > 1 and parse.words[first - 1] == "-" else first
        end = last + 2 if last + 2 < parse.size and parse.words[last + 1] == "-" else last
        wholes = ((a, b) for a, b in ((start, last), (first, end)) if a < b)
        told = (w for w in wholes if parse.text[parse.start[w[0]] : parse.end[w[1]]].lower() in countries.names)
        found.append(next(told, (first, last)))
    return found


def called_a_settlement(parse: Parse, i: int, taken: list[bool]) -> tuple[int, int] | None:
    """The name right before ", a small town ..." where i says that; None for "X, a village elder"."""
    if parse.lemma[i] not in SETTLEMENTS or parse.tag[i] != "NN" or parse.tag[i + 1 : i + 2] in (["NN"], ["NNS"]):
        return None
    t = i - 1
    while t > 0 and parse.tag[t] in ("JJ", "NN", "VBN", "HYPH") and i - t <= MOST_ADJECTIVES:
        t -= 1
    if t < 2 or parse.lower[t] not in ("a", "the") or parse.words[t - 1] != ",":
        return None
    first = last = t - 2
    while (
        first > 0
        and parse.words[first - 1][:1].isupper()
        and parse.tag[first - 1].startswith("NNP")
        and not taken[first - 1]
    ):
        first -= 1
    named = parse.words[last][:1].isupper() and parse.tag[last].startswith("NNP") and not taken[last]
    return (first, last) if named and parse.sentence[first] == parse.sentence[i] else None


def by_whole_name(parse: Parse, taken: list[bool], names: PlaceNames) -> list[tuple[int, int]]:
    """Names that a number or an "of" is a part of, where the gazetteer or a pack has them as a whole: "Base 17", "the
    17th Division base", "the Old City of Homs"."""
    spans = []
    for i, word in enumerate(parse.lower):
        numbered = word[:1].isdigit()
        if not (numbered or word == "of") or taken[i]:
            continue
        begin, end = parse.sentences[parse.sentence[i]]
        first, last = max(begin, i - WHOLE_BEFORE), min(end - 1, i + WHOLE_AFTER)
        begins, ends = list(range(first, i + 1)), list(range(last, i - 1, -1))
        if not numbered:
            begins = [a for a in begins if a < i and parse.words[a][:1].isupper()]
            ends = [b for b in ends if b > i and parse.words[b][:1].isupper()]
        whole = (
            (a, b)
            for a in begins
            for b in ends
            if b > a
            and not any(taken[a : b + 1])
            and "capital" not in parse.lower[a : b + 1]  # which is known by that word, whatever else is there
            and names.known(parse.text[parse.start[a] : parse.end[b]])
        )
        if (span := next(whole, None)) is not None:
            spans.append(span)
            taken[span[0] : span[1] + 1] = [True] * (span[1] + 1 - span[0])
    return spans
