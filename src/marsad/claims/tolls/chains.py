"""Counted people that are counted together: "30 soldiers and 12 rebels", "12 civilians, among them three children"."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.lexicon import LanguageFile
from marsad.claims.syntax.parse import ALL_SUBJECTS, Parse
from marsad.claims.tolls.counting import Group
from marsad.claims.tolls.quantities import Count

AND = frozenset({",", "and", "&", "plus", "also"})
JOINING = (("as", "well", "as"), ("along", "with"), ("together", "with"), ("in", "addition", "to"))
SOME_OF = frozenset({"most", "mostly", "mainly", "many", "all", "some", "half", "including"})
"""Words that open an aside about people just counted."""
JOINING_REACH = 7
"""Words between people counted together ("30 soldiers and allied fighters as well as 50 rebels")."""
PART_MARKS = (("including",), ("among", "them"), ("among", "whom"), ("of", "them"), ("of", "whom"), ("mostly",))
AFTER_ASIDE: tuple[list[str], ...] = ([","], ["."], [":"], ["IN"], ["CC"], [])


def chains(parse: Parse, found: list[Group], language: LanguageFile) -> list[list[Group]]:
    """Groups that are counted together: coordinated, or parts of the one before."""
    for n, group in enumerate(found):
        group.part |= _is_part(parse, found[:n], group, language)
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


def _no_verb(parse: Parse, a: Group, b: Group) -> bool:
    return not any(parse.is_verb(t) for t in range(a.last + 1, b.first) if parse.lower[t] != "including")


def _joined(parse: Parse, a: Group, b: Group, language: LanguageFile) -> bool:
    if parse.lower[a.first - 1 : a.first] == ["by"]:  # "shot by two men, and a woman was hurt"
        return False
    between = tuple(parse.lower[a.last + 1 : b.first])
    if between == ("and",) and _begins_clause(parse, a, b):
        return False
    if (not between and (b.head < 0 or parse.lower[b.first] == "of")) or (
        between in ((), (",",)) and _speaks(parse, b, language)
    ):
        return False  # "the son | of a contractor"
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


def _begins_clause(parse: Parse, a: Group, b: Group) -> bool:
    """ "Cost the army 18 men and four were wounded": the second are the subject of what the first are not."""
    first = a.head if a.head >= 0 else a.last
    verb = parse.tag[b.last + 1 : b.last + 2] in (["VBD"], ["VBP"], ["MD"])
    return verb and b.head < 0 and parse.dep[b.last] in ALL_SUBJECTS and parse.dep[first] == "obj"
