"""Names that the recognizer took for a person's or a body's, or passed over, and that the words around them place.

The recognizer knows the towns of its corpora. A hamlet of another war looks like a surname to it; what is said of the
hamlet ("swept into X", "a resident of X", "30 km north of X") is said of no person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable

from marsad.claims.draft import PlaceNames
from marsad.claims.lexicon import LanguageFile
from marsad.claims.place_names.taken import changed_hands, is_taken
from marsad.claims.place_names.words import ARTICLES, DIRECTIONS, DISTANCES, OUTSKIRTS, TOPONYM_OPENINGS
from marsad.claims.syntax.parse import ALL_SUBJECTS, Parse

Entity = tuple[int, int, str]

PLACING = frozenset({"near", "around", "inside", "outside", "into", "above", "along", "overlooking", "throughout",
                     "off"})  # fmt: skip
"""Before a name they place, whatever they hang on."""
AT = frozenset({"in", "at"})
BESIDE = frozenset({"near", "outside"})
ABOUT = frozenset({"some", "about", "around", "roughly", "nearly", "almost", "approximately", "just", "only", "over"})
"""Words before a distance."""
TOWARDS = frozenset(
    {
        "believe", "trust", "confidence", "faith", "interest", "anger", "angry", "rage", "fire", "shoot", "aim",
        "direct", "look", "point", "shout", "throw", "hurl", "target", "hope", "loss", "pride",
    }
)  # fmt: skip
"""Verbs and nouns with "in" or "at" before a person."""
OF_PLACES = OUTSKIRTS | frozenset(
    {
        "resident", "inhabitant", "villager", "people", "bazaar", "hill", "height", "ruin", "street", "shelling",
        "bombardment", "whole", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest",
        "town", "village", "city", "outskirt", "north-east", "north-west", "south-east", "south-west", "mayor", "post",
        "surrounding", "farmland", "countryside", "sky",
    }
)  # fmt: skip
"""Nouns before "of" that only places have (lemmas); "the head of X", "the house of X" are also a person's."""
WAYS = frozenset({"road", "highway", "route", "track", "way", "path", "bus", "train", "flight"})
"""Nouns before "to" that lead somewhere."""
GOING = frozenset({"flee", "return", "march", "advance", "retreat", "withdraw", "drive", "travel", "trek", "move",
                   "redeploy", "evacuate", "deploy", "fly"})  # fmt: skip
LEAVING = GOING | {"pull", "expel", "evict", "oust", "displace", "force", "evacuate", "escape", "drive", "chase"}
SOMEBODYS = frozenset({"force", "troop", "regime", "government", "rule", "army", "militia", "family", "fighter", "era",
                       "loyalist", "supporter", "man", "airstrike", "operation"})  # fmt: skip
"""Nouns that a person's name stands before, too: "in areas of Hassan forces"."""
FOUGHT_FOR = frozenset({("on", "attack"), ("on", "assault"), ("on", "raid"), ("for", "battle"), ("for", "fighting"),
                        ("of", "siege"), ("of", "control"), ("of", "occupation"), ("over", "control")})  # fmt: skip
"""What is told of places: "the attack on X", "the battle for X"."""
UNHYPHENED = frozenset({"held", "controlled"})
"""Participles that reports join to a side's name without a hyphen, too."""
CLAUSAL = frozenset(
    {"that", "if", "because", "although", "while", "since", "whether", "as", "after", "before", "until"}
)
"""Tagged as prepositions are, but beginning a clause, whose verb follows."""
MISREAD = frozenset({"PER", "ORG"})
DASHES = frozenset({"-", "–", "—", ":"})
"""What a list of names may follow."""
LIST_REACH = 12
"""Words between "three villages" and the list of their names."""
SHORTEST = 4
"""Letters: shorter names are also codes and initials."""


def with_misread_places(
    parse: Parse, entities: Iterable[Entity], language: LanguageFile, names: PlaceNames
) -> list[Entity]:
    """The entities (start, end in characters, label), those that are misread places labelled LOC wherever their names
    occur: a name keeps its sense within a report (Yarowsky 1995). A body's name is one only where it is told how to
    find it, a known place's of several words where it fell or was taken."""
    numbers = language.numbers.keys()
    entities = dict.fromkeys(_hyphened(parse, *entity, names) for entity in entities)
    entities = [
        _without_day(parse, *entity, language)
        for entity in entities
        if parse.text[entity[0] : entity[1]].lower() not in numbers  # "Seven were killed"
    ]
    taken = {t for start, end, _ in entities for t in parse.tokens(start, end)}
    spans: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for start, end, label in entities:
        if label in MISREAD and end - start >= SHORTEST and (tokens := parse.tokens(start, end)):
            spans[parse.text[start:end]].append((_opening(parse, tokens[0], taken), tokens[-1], label))
    surnames = {parse.words[last] for name, found in spans.items() if " " in name for _, last, _ in found[:1]}
    places = {
        name
        for name, found in spans.items()
        if (" " in name or name not in surnames)
        and any(
            _located(parse, last)
            or (label == "PER" and (placed(parse, first, last) or _one_of(parse, first, language.place_nouns)))
            or (
                (label == "PER" or parse.lower[first] in ARTICLES)
                and first < last
                and changed_hands(parse, first, last)
                and names.known(parse.text[parse.start[first] : parse.end[last]])
            )
            or (" " in name and parse.lower[first] in TOPONYM_OPENINGS and names.sounds(name))
            for first, last, label in found
        )
        and not any(is_person(parse, first, last, language) for first, last, _ in found)
    }
    named = {t for a, b, label in entities if label == "LOC" or parse.text[a:b] in places for t in parse.tokens(a, b)}
    for name, found in spans.items():  # in text order: the last of a row after the others
        person = name in surnames or any(is_person(parse, first, last, language) for first, last, _ in found)
        if not person and any(label == "PER" and _in_row(parse, first, last, named) for first, last, label in found):
            places.add(name)
            named.update(t for first, last, _ in found for t in range(first, last + 1))
    return [
        (parse.start[_opening(parse, parse.tokens(a, b)[0], taken)], b, "LOC")
        if label in MISREAD and parse.text[a:b] in places
        else (a, b, label)
        for a, b, label in entities
    ]


def _located(parse: Parse, last: int) -> bool:
    """Whether what follows a name tells how to find it: "X, some 30 km north of", "X, near Y"."""
    at = last + 1
    if parse.lower[at : at + 1] != [","]:
        return False
    at += 2 if parse.lower[at + 1 : at + 2] and parse.lower[at + 1] in ABOUT else 1
    first, second = (*parse.words[at : at + 2], "", "")[:2]
    if first in BESIDE:
        return second[:1].isupper()
    return first[:1].isdigit() and second in DISTANCES


def _one_of(parse: Parse, first: int, kinds: frozenset[str]) -> bool:
    """Whether a name follows a word for several places: "two villages X and Y", "towns including X", "such as X",
    "captured three villages from the army - X"."""
    opens = parse.sentences[parse.sentence[first]][0]
    before = first - 1
    if before < opens:
        return False
    if parse.words[before] in DASHES and parse.end[before] < parse.start[first]:
        counted = (t for t in range(max(opens, first - LIST_REACH), before) if parse.lemma[t] in kinds)
        return any(parse.tag[t] == "NNS" and parse.kids(t, "nummod") for t in counted)
    if parse.lower[before] == "including" or parse.lower[before - 1 : before + 1] == ["such", "as"]:
        before -= 1 if parse.lower[before] == "including" else 2
        before -= parse.words[before] == ","
    return before >= opens and parse.tag[before] == "NNS" and parse.lemma[before] in kinds


def _in_row(parse: Parse, first: int, last: int, named: Container[int]) -> bool:
    """Whether a name is coordinated with a place's: "in X and Y", "the towns of X, Y and Z", or follows it in a
    row that lost its commas."""
    inner = parse.head_of(first, last)
    if first - 1 in named:
        return parse.dep[inner] not in ALL_SUBJECTS and parse.lower[last + 1 : last + 2] in (["and"], ["in"], [","])
    listed = parse.dep[inner] == "appos" and parse.lower[last + 1 : last + 2] in (["and"], [","])  # "in X, Y and Z"
    if not (parse.dep[inner] == "conj" or listed) or parse.head[inner] not in named:
        return False
    if parse.lower[first - 1] not in ("and", ",", "&") or parse.preposition(parse.head[inner]) == "between":
        return False
    return parse.dep[parse.head[inner]] in ("nmod", "obl", "appos", "conj") and not parse.kids(inner, "appos")


def _without_day(parse: Parse, start: int, end: int, label: str, language: LanguageFile) -> Entity:
    """A name without the day that the recognizer took for its end ("captured Sarai Monday")."""
    tokens = parse.tokens(start, end)
    if label == "PER" and len(tokens) > 1:
        last = parse.lower[tokens[-1]]
        if last.endswith("day") and last in language.saying["times"]:
            end = parse.end[tokens[-2]]
    return start, end, label


def _hyphened(parse: Parse, start: int, end: int, label: str, names: PlaceNames) -> Entity:
    """A known name of which the recognizer saw only a part ("Mazar | -i-Sharif") as a whole."""
    tokens = parse.tokens(start, end)
    if not tokens or "-" not in (
        *parse.words[tokens[0] - 1 : tokens[0]],
        *parse.words[tokens[-1] + 1 : tokens[-1] + 2],
    ):
        return start, end, label
    text, a, b = parse.text, start, end
    while a > 0 and (text[a - 1].isalnum() or text[a - 1] == "-"):
        a -= 1
    while b < len(text) and (text[b].isalnum() or text[b] == "-"):
        b += 1
    return (a, b, "LOC") if (a, b) != (start, end) and names.known(text[a:b]) else (start, end, label)


def _opening(parse: Parse, first: int, taken: Container[int]) -> int:
    """Where a name begins of which the recognizer saw only the end ("Deh | Rawood")."""
    opens = parse.sentences[parse.sentence[first]][0] + 1
    while (
        first > opens - (parse.lower[opens - 1] in ARTICLES)  # "An Nabk fell"
        and first - 1 not in taken
        and parse.words[first - 1][:1].isupper()
        and (parse.tag[first - 1].startswith("NNP") or parse.lower[first - 1] in ARTICLES)
    ):
        first -= 1
    return first


def placed(parse: Parse, first: int, last: int) -> bool:
    """Whether the words before a name say that it is somewhere one can be, go to or come from."""
    if last + 1 < parse.size and parse.lower[last + 1] in ("'s", "’s", "'"):
        return False  # "in Hassan's compound"
    if not parse.words[last][:1].isupper() or parse.tag[last] in ("NNS", "NNPS"):
        return False  # "into Hutus and Tutsis"
    over = parse.head[parse.head_of(first, last)]
    if over > last and parse.lemma[over] in SOMEBODYS:
        return False  # "in Hassan forces"
    opens = parse.sentences[parse.sentence[first]][0]
    after = last + 1 if last + 1 < len(parse) else last
    goes_on = after > last and parse.tag[after].startswith("NNP") and not parse.lower[after].endswith("day")
    if not goes_on and is_taken(parse, first, last):
        return True
    before = first - 1
    while before > opens and parse.lower[before] in DIRECTIONS | {"the", "nearby", "neighbouring", "neighboring"}:
        before -= 1
    if before < opens:
        return False
    word, lead = parse.lower[before], max(opens, before - 1)
    up = parse.lemma[over]
    if word in PLACING:
        return True
    if word in UNHYPHENED and (parse.words[lead] in ("-", "–") or held_unhyphened(parse, before)):
        return True
    if not goes_on and (word, parse.lemma[lead]) in FOUGHT_FOR:
        return True
    if word in AT:
        return not {parse.lemma[lead], up} & TOWARDS
    if word == "of":
        return parse.lemma[lead] in OF_PLACES or (parse.lower[lead] == "out" and up in LEAVING)
    if word in ("to", "towards", "toward"):
        return parse.lemma[lead] in WAYS or up in GOING
    return word == "from" and up in LEAVING


def held_unhyphened(parse: Parse, i: int) -> bool:
    """ "On rebel held X", "in the opposition controlled town": a participle and who, with no hyphen, after a
    preposition; "the army controlled X" tells it with a verb."""
    if parse.lower[i] not in UNHYPHENED or i < 2 or i + 1 >= parse.size or parse.tag[i - 1] != "NN":
        return False
    before = i - 3 if parse.lower[i - 2] in ("the", "a", "an") and i > 2 else i - 2
    if (parse.dep[before] == "nmod:poss" or parse.tag[before] == "NNP") and before > 0:
        before -= 1  # "in X's rebel held east", "in Xs rebel held east"
    return parse.tag[before] == "IN" and parse.lower[before] not in CLAUSAL and parse.tag[i + 1][:2] in ("NN", "JJ")


def is_person(parse: Parse, first: int, last: int, language: LanguageFile) -> bool:
    """Whether a name is told to be someone's: by a title, by what he says, by what he is."""
    head = parse.head_of(first, last)
    up = parse.lemma[parse.head[head]]
    if parse.dep[head] in ("appos", "flat", "compound") and (
        up in language.saying["offices"] or up in language.civilian
    ):
        return True
    if first and parse.words[first - 1][:1].isupper() and parse.lemma[first - 1].lower() in language.saying["offices"]:
        return True
    said = language.saying["plain"]
    return parse.dep[head] in ("nsubj", "parataxis") and up in said
