"""Counted people in the order of words: "at least 12 civilians, among them a woman and three children". Reports lose
their commas on the way, and a parser then hangs the parts of a toll anywhere; the order of words stays."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from marsad.claims.lexicon import LanguageFile
from marsad.claims.syntax.parse import ALL_SUBJECTS, Parse
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
AND = frozenset({",", "and", "&", "plus", "also"})
JOINING = (("as", "well", "as"), ("along", "with"), ("together", "with"), ("in", "addition", "to"))
SOME_OF = frozenset({"most", "mostly", "mainly", "many", "all", "some", "half", "including"})
"""Words that open an aside about people just counted."""
JOINING_REACH = 7
"""Words between people counted together ("30 soldiers and allied fighters as well as 50 rebels")."""
PART_MARKS = (("including",), ("among", "them"), ("among", "whom"), ("of", "them"), ("of", "whom"), ("mostly",))
AFTER_ASIDE: tuple[list[str], ...] = ([","], ["."], [":"], ["IN"], ["CC"], [])
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
        group.first = _with_light_words(parse, group.first, first)
        group.part |= _is_part(parse, found, group, language)
        found.append(group)
        t = group.last + 1
        if group.count == (1, 1) and (other := _another(parse, t, last, language)):
            found.append(other)
            t = other.last + 1
    return found


def _is_part(parse: Parse, found: Sequence[Group], group: Group, language: LanguageFile) -> bool:
    """Whether people are a part of those counted before them: "including a woman", "(three women", "two women and a
    child among them"; or go on with one ("including a woman and | two children")."""
    if any(tuple(parse.lower[max(0, group.first - len(mark)) : group.first]) == mark for mark in PART_MARKS):
        return True
    after = group.last + 3
    among = parse.lower[group.last + 1 : after] == ["among", "them"] and parse.tag[after : after + 1] in AFTER_ASIDE
    if not found:
        return among
    before = found[-1]
    joined = (among or before.part) and _joined(parse, before, group, language)
    before.part |= among and joined and len(found) > 1
    bracketed = parse.words[before.last + 1] == "(" and group.first == before.last + 2
    return among or bracketed or (joined and ")" not in parse.words[before.last : group.first])


def _refused(parse: Parse, t: int) -> bool:
    """ "Twelve people, not seven", "no one": a number that nobody gives."""
    before = parse.lower[max(0, t - 2) : t]
    return before[-1:] == ["not"] or before in REFUSED or (before[-1:] == ["no"] and parse.lower[t] == "one")


def chains(parse: Parse, found: list[Group], language: LanguageFile) -> list[list[Group]]:
    """Groups that are counted together: coordinated, or parts of the one before."""
    rows: list[list[Group]] = []
    for group in found:
        speaks = parse.lower[group.first - 1] == "," and _speaks(parse, group, language)
        if rows and (
            (group.part and not speaks and _no_verb(parse, rows[-1][-1], group))
            or _joined(parse, rows[-1][-1], group, language)
        ):
            group.part |= group.head < 0 and parse.lower[group.first - 1] != "and"  # "three people, one under 18"
            rows[-1].append(group)
        else:
            if group.beside and parse.lower[group.first - 1 : group.first] in (["and"], ["alongside"], ["with"]):
                group.count = plus(group.count, (1, 1))
            rows.append([group])
    return rows


def plus(a: Count, b: Count) -> Count:
    """Both counts together; open where one of them is."""
    low = None if a[0] is None and b[0] is None else (a[0] or 0) + (b[0] or 0)
    return low, None if a[1] is None or b[1] is None else a[1] + b[1]


def total(row: list[Group]) -> Count:
    """The count of a chain: what is coordinated adds up, a part of the whole does not, nor do parts that add up to the
    first ("three civilians, two women and a man")."""
    whole = [g for g in row if not g.part] or row
    rest = [g.count[0] or 0 for g in whole[1:]]
    if len(rest) > 1 and sum(rest) == whole[0].count[0] and not whole[0].armed:
        whole = whole[:1]
    lows, highs = [g.count[0] for g in whole], [g.count[1] for g in whole]
    low = sum(n or 0 for n in lows) if any(n is not None for n in lows) else None
    return low, None if None in highs else sum(n or 0 for n in highs)


def is_person(parse: Parse, t: int, language: LanguageFile) -> bool:
    """Whether a noun means people: a word for them, or a people's name ("four Nigerians")."""
    for word in (parse.lemma[t], parse.lower[t].removesuffix("s")):
        if word in language.people or word in language.victims:
            return True
    return parse.lower[t] in ("others", "dead") or parse.tag[t] == "NNPS"


def _with_light_words(parse: Parse, at: int, first: int) -> int:
    while at > first:
        step = 1 if parse.lower[at - 1] in LIGHT else 0
        step = next((len(p) for p in LIGHT_PHRASES if tuple(parse.lower[max(first, at - len(p)) : at]) == p), step)
        if not step:
            break
        at -= step
    return at


def _no_verb(parse: Parse, a: Group, b: Group) -> bool:
    return not any(parse.is_verb(t) for t in range(a.last + 1, b.first) if parse.lower[t] != "including")


def _joined(parse: Parse, a: Group, b: Group, language: LanguageFile) -> bool:
    if parse.lower[a.first - 1 : a.first] == ["by"]:  # "shot by two men, and a woman was hurt"
        return False
    between = tuple(parse.lower[a.last + 1 : b.first])
    if (not between and b.head < 0) or (between in ((), (",",)) and _speaks(parse, b, language)):
        return False
    if set(between) <= AND:
        return True
    if between[:1] == (",",) and between[1:2] and between[1] in SOME_OF and between[-2:] in ((",", "and"), (",", ",")):
        return len(between) <= JOINING_REACH + 1  # "35 civilians, most of them women, and seven soldiers"
    if between[-1:] == ("and",) and between[0] in ("of", "from") and len(between) <= JOINING_REACH:
        return not any(parse.is_verb(k) for k in range(a.last + 1, b.first))  # "19 men from the group and four boys"
    if not any(between[-len(words) :] == words for words in JOINING) or len(between) > JOINING_REACH:
        return False
    return not any(parse.is_verb(k) for k in range(a.last + 1, b.first))


def _speaks(parse: Parse, group: Group, language: LanguageFile) -> bool:
    """ "killed eight of them, a fighter at the gate said": who says it is none of them."""
    head = max(group.head, 0)
    return parse.dep[head] in ALL_SUBJECTS and parse.lemma[parse.head[head]] in language.saying["plain"]


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
        while at < last and (parse.tag[at] in ("DT", "PRP$") or parse.lower[at] in language.vague_numbers):
            at += 1
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
        if is_person(parse, t, language) or (t == at and parse.lower[t] == "more" and parse.lower[t + 1] != "than"):
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
            return Group(t, k, k, (1, 1))
        alone = k + 1 == last or not parse.tag[k + 1].startswith(("NN", "JJ"))
        if k == t + 1 and parse.lower[t] in ("a", "an") and parse.words[k][0].isupper() and alone:
            return Group(t, k, k, (1, 1))  # "a Malian was killed"
        if parse.tag[k] == "CD" and parse.words[k + 1 : k + 2] != ["-"]:
            return None
        if not parse.tag[k].startswith((*MODIFIERS, "CD")) and parse.words[k] != "-":
            return None
    return None
