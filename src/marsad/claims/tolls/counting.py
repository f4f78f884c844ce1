"""Counted people in the order of words: "at least 12 civilians, among them a woman and three children". Reports lose
their commas on the way, and a parser then hangs the parts of a toll anywhere; the order of words stays."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from marsad.claims.lexicon import LanguageFile
from marsad.claims.syntax.parse import Parse
from marsad.claims.tolls.quantities import DIGITS, Count, follows, grouped, number_at

LONGEST = 9
"""Words between a number and the people that it counts ("12 suspected foreign Islamic State group fighters")."""
LIGHT = frozenset(
    {"at", "least", "most", "more", "than", "over", "nearly", "about", "around", "some", "almost", "roughly",
     "approximately", "an", "estimated", "no", "fewer", "less", "a", "total", "of", "another", "further", "the",
     "other", "those", "these", "only", "just", "his", "her", "their"}
)  # fmt: skip
"""Words that may stand before a number and belong to it."""
LIGHT_PHRASES = (("as", "many", "as"), ("up", "to"), ("close", "to"))
BEFORE_ONE = frozenset({"a", "an", "another", "one", "his", "her", "its", "their", "the"})
MODIFIERS = ("JJ", "NN", "VBN", "VBG", "POS", "PRP$", "HYPH", "``", "''", "-LRB-", "-RRB-", "RB")
COLLECTIVE = frozenset(
    {"family", "people", "troop", "personnel", "crew", "staff", "force", "group", "police", "element"}
)
"""Nouns whose singular says nothing of how many."""
LEFT_AS = frozenset({"dead", "wounded", "injured", "missing"})
"""What people are left as: "left a child dead"."""
REFUSED = (["rather", "than"], ["instead", "of"])
"""Before a number that somebody corrects."""
UNITS = frozenset(
    {"day", "week", "month", "year", "hour", "minute", "time", "kilometre", "kilometer", "km", "mile", "metre",
     "meter", "percent", "%", "place", "house", "home", "building", "village", "town", "city", "rocket", "shell",
     "bomb", "missile", "mortar", "vehicle", "tank", "strike", "airstrike", "raid", "attack", "car", "truck"}
)  # fmt: skip
"""Counted things that stand near a toll and are none of its people."""


@dataclass(slots=True)
class Group:
    """Some people counted: tokens first to last, head (-1: only the number stands), count as claims.md has it.
    part: of people counted before ("including"); named: whether a noun for people says that they are people."""

    first: int
    last: int
    head: int
    count: Count
    part: bool = False
    named: bool = True
    armed: bool = False
    """Fighters of a kind: who stands beside them is none of them."""
    beside: bool = False
    """Of his, of her: whoever they were with is told too ("the commander and three of his men")."""


def groups(parse: Parse, sentence: int, language: LanguageFile, harmed: Container[str]) -> list[Group]:
    """The counted people of a sentence, in text order. harmed: lemmas of harm ("12 civilians injured")."""
    first, last = parse.sentences[sentence]
    found: list[Group] = []
    t = first
    while t < last:
        word = parse.lower[t]
        if word.isalpha() and not (word in language.numbers or word in language.vague_numbers or word in BEFORE_ONE):
            t += 1  # nearly every word
            continue
        group = _numbered(parse, t, last, language, harmed) or _single(parse, t, last, language)
        if group is None or _refused(parse, t):
            t += 1
            continue
        _add_family(parse, group)
        group.first = _with_light_words(parse, group.first, first)
        found.append(group)
        t = group.last + 1
        if group.count == (1, 1) and (other := _another(parse, t, last, language)):
            found.append(other)
            t = other.last + 1
    return found


def _refused(parse: Parse, t: int) -> bool:
    """ "Twelve people, not seven", "no one": a number that nobody gives."""
    before = parse.lower[max(0, t - 2) : t]
    return before[-1:] == ["not"] or before in REFUSED or (before[-1:] == ["no"] and parse.lower[t] == "one")


def is_person(parse: Parse, t: int, language: LanguageFile) -> bool:
    """Whether a noun means people: a word for them, or a people's name ("four Nigerians")."""
    for word in (parse.lemma[t], parse.lower[t].removesuffix("s")):
        if word in language.people or word in language.victims:
            return True
    if parse.tag[t - 1 : t] == ["CD"] and parse.words[t][:1].isupper() and parse.lower[t].endswith("s"):
        return not parse.words[t].isupper()  # "40 Tutsis", whatever the tagger makes of them
    return parse.lower[t] in ("others", "dead") or parse.tag[t] == "NNPS"


def _with_light_words(parse: Parse, at: int, first: int) -> int:
    while at > first:
        step = 1 if parse.lower[at - 1] in LIGHT else 0
        step = next((len(p) for p in LIGHT_PHRASES if tuple(parse.lower[max(first, at - len(p)) : at]) == p), step)
        if not step:
            break
        at -= step
    return at


def _add_family(parse: Parse, group: Group) -> None:
    """ "an entire family of | six": the family is who is counted."""
    if group.head >= 0 or parse.lower[max(0, group.first - 2) : group.first] != ["family", "of"]:
        return
    group.first = group.head = group.first - 2
    group.named = True
    while parse.tag[group.first - 1] in ("JJ", "DT"):
        group.first -= 1


def _numbered(parse: Parse, t: int, last: int, language: LanguageFile, harmed: Container[str]) -> Group | None:
    count = number_at(parse, t, language)
    if count is None or (t and parse.words[t - 1] == "-" and not parse.lower[t - 1].isdigit() and parse.head[t] > t):
        return None
    if [word for word in parse.lower[t + 1 : t + 3] if word != "-"][:1] in (["year"], ["years"]):
        return None  # an age
    if parse.lower[t - 1 : t] == ["between"] and parse.lower[t + 1 : t + 2] == ["and"]:
        return None  # "between 10 and 15" is read at the 15
    end = t
    if end + 1 < last and grouped(parse, end):
        end += 1
    if end + 1 < last and parse.words[end + 1] == "+":
        end, count = end + 1, (count[0], None)
    ranges = ("-", "–") if parse.lower[t - 1 : t] == ["from"] else ("-", "–", "to", "or")
    while end + 1 < last:
        if follows(parse, end + 1, language):
            end += 1
        elif end + 2 < last and parse.words[end + 1] in ranges and _numeric(parse, end + 2, language):
            end += 2
        else:
            break
    part = False
    at = end + 1
    if parse.lower[at : at + 1] == ["of"]:
        at += 1
        if parse.lower[at : at + 1] and parse.lower[at] in ("them", "whom"):
            return Group(t, at, -1, count, part=True)
        while at < last and (parse.tag[at] in ("DT", "PRP$", "CD") or parse.lower[at] in language.vague_numbers):
            at += 1  # "15 of the 350 hostages"
        if parse.lower[at : at + 1] == ["of"]:  # "hundreds of thousands of"
            at += 1
        if at < last and parse.lemma[at] in harmed:  # "nine of those killed"
            return Group(t, at, -1, count, part)
    elif at < last and parse.lemma[at] in harmed and parse.tag[at].startswith("JJ"):
        return Group(t, end, -1, count, named=False)  # "12 dead"
    head, stop = _head(parse, at, last, language, harmed)
    if head >= 0:
        if count == (1, 1) and parse.lemma[head] in COLLECTIVE and parse.tag[head] == "NN":
            return None  # "five civilians of one family"
        beside = parse.lower[at - 2 : at - 1] == ["of"] and parse.lower[at - 1] in ("his", "her")
        armed = parse.lemma[head] in language.armed
        quoted = parse.tag[head + 1 : head + 2] == ["''"] and "``" in parse.tag[end + 1 : head]  # '40 "terrorists"'
        return Group(t, head + quoted, head, count, part, armed=armed, beside=beside)
    if parse.lemma[stop : stop + 1] and parse.tag[stop].startswith("NN"):
        idle = parse.lemma[stop] in UNITS | language.things or parse.lemma[stop] in language.saying["times"]
        return None if idle else Group(t, stop, stop, count, part, named=False)
    if at == end + 1 and (at == last or not parse.tag[at].startswith(("NN", "JJ", "CD", "$", "HYPH"))):
        year = count[0] is not None and 1900 < count[0] < 2100 and count[0] == count[1]
        dated = parse.lower[t - 1 : t] and parse.lower[t - 1] in language.saying["times"]
        return None if year or dated else Group(t, end, -1, count, part, named=False)
    return None


def _numeric(parse: Parse, t: int, language: LanguageFile) -> bool:
    return parse.lower[t] in language.numbers or bool(DIGITS.match(parse.lower[t]))


def _head(parse: Parse, at: int, last: int, language: LanguageFile, harmed: Container[str]) -> tuple[int, int]:
    """(noun for people that a number at the left counts or -1, the last word of the row of nouns)."""
    head, t = -1, at
    while t < min(last, at + LONGEST) and parse.tag[t].startswith(MODIFIERS):
        if parse.tag[t] == "RB" and parse.lower[t] not in ("mainly", "mostly", "pro"):
            break
        if parse.lemma[t] in harmed and (head >= 0 or t == at):
            break
        if head < 0 and parse.tag[t] == "NNS" and parse.lemma[t] in language.things:
            return -1, t  # "two tanks local activists said"
        if is_person(parse, t, language) or (
            t == at and parse.lower[t] == "more" and parse.lower[t + 1 : t + 2] != ["than"]
        ):
            head = t
        elif head >= 0 and parse.tag[t] in ("NN", "NNS"):
            if parse.tag[head] in ("NNS", "NNPS"):  # "12 civilians area said": a plural ends its row
                break
            head = -1
        t += 1
    return head, max(at, t - 1)


def _another(parse: Parse, t: int, last: int, language: LanguageFile) -> Group | None:
    """ "... and brother": one more, without an article of its own."""
    if t + 1 >= last or parse.lower[t] != "and" or parse.tag[t + 1] != "NN" or parse.lemma[t + 1] in COLLECTIVE:
        return None
    if not is_person(parse, t + 1, language) or parse.tag[t + 2 : t + 3] in (["NN"], ["NNS"]):
        return None
    return Group(t + 1, t + 1, t + 1, (1, 1))


def _single(parse: Parse, t: int, last: int, language: LanguageFile) -> Group | None:
    """ "a woman", "his wife", "an elderly farmer": one, by a singular noun for people."""
    if parse.lower[t] not in BEFORE_ONE:
        return None
    for k in range(t + 1, min(last, t + LONGEST)):
        if parse.lower[k] == "other" and parse.tag[k + 1 : k + 2] == ["CD"]:
            return None  # "the other four"
        if parse.lower[k] == "dead":
            return Group(t, k, k, (None, None))  # "half of the dead": all who died, however many
        if parse.tag[k] in ("NN", "JJ") and is_person(parse, k, language) and parse.lemma[k] not in COLLECTIVE:
            if k + 1 < last and parse.tag[k + 1] in ("NN", "NNS", "JJ", "POS") and parse.lower[k + 1] not in LEFT_AS:
                continue  # "a local armed group", "the baker's father"
            if parse.words[k + 1 : k + 2] == ["-"] and parse.start[k + 1] == parse.end[k]:
                return None  # "a rebel-held tank"
            return Group(t, k, k, (1, 1))
        alone = k + 1 == last or not parse.tag[k + 1].startswith(("NN", "JJ"))
        of_a_people = parse.words[k][0].isupper() and not parse.words[k].isupper()
        if k == t + 1 and parse.lower[t] in ("a", "an") and of_a_people and alone:
            return Group(t, k, k, (1, 1), named=False)  # "a Malian was killed", but "destroyed a Humvee"
        if parse.tag[k] == "CD" and parse.words[k + 1 : k + 2] != ["-"]:
            return None
        if not parse.tag[k].startswith((*MODIFIERS, "CD")) and parse.words[k] != "-":
            return None
    return None
