"""The scan of a text for temporal expressions, and the words around each that change what it times.

First every rule that fires; then clock times join the day beside them, ranges become one expression, and prepositions
("since", "by"), verbs of beginning and verbs of saying mark theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from marsad.resolve.times.grammar import DATE_RULES, Meaning
from marsad.resolve.times.lexicon import FILLERS, NAMED_FOR_DAYS, ORDINALS, SAYING, SUPERLATIVES
from marsad.resolve.times.patterns import RULES, SECONDS, STARTERS, TOKEN
from marsad.resolve.times.relative import RELATIVE_RULES
from marsad.resolve.times.spans import Hull
from marsad.resolve.times.years import YEAR_RULES

MEANINGS = DATE_RULES | YEAR_RULES | RELATIVE_RULES

REACH = 48  # characters before an expression in which its preposition or verb of saying is looked for
CLAUSE = 90  # characters within which "since the army began its push early last week" keeps its "since"
NEAR_SAYING = 2  # "said on Monday", "announced late Monday": words between the verb and the day at most
FAR_SAYING = 6  # "told reporters in the capital on Monday": the same, where nothing but FILLERS stands between
MARKS = {
    "since": "since",
    "from": "since",
    "starting": "since",
    "beginning": "since",
    "until": "until",
    "till": "until",
    "by": "by",
    "before": "before",
    "after": "after",
    "up to": "until",
    "no later than": "by",
}
_MARK = re.compile(
    r"\b(since|until|till|by|before|after|from|between|starting|beginning|up to|no later than)"
    r"(?:\s+(?:on|in|the|at\s+least|about|around|late|early|mid-?))?\s*$",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s*(to|until|till|through|(?:and\s+)?into|and|-|–|—)\s*(?:on\s+|in\s+)?$", re.IGNORECASE)
_BESIDE = re.compile(r"[\s,(]*(?:\b(?:on|at|of|around|about|by)\b\s*)?$", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z]+|[.;:!?\"“”]")
_SINCE_CLAUSE = re.compile(r"(?<!\bhas )(?<!\bhave )(?<!\bhad )\bsince\b(?!\s+then)[^,.;:]*$", re.IGNORECASE)
_COMPARED = re.compile(
    rf"\b(?:(?:the|a|its|their|his)\s+(?:\w+\s+)?(?:only|first|{'|'.join(ORDINALS)})|first\s+(?:time|such)|"
    rf"(?:the|its|of|\w*s)\s+most\s+(?!of\b)\w+|{'|'.join(SUPERLATIVES)})\b"
    r"(?:(?!\b(?:has|have|had|was|were|is|are)\b)[^.,;:\n])*\Z",
    re.IGNORECASE,
)
"""Before "since": what was rare or bad is compared with all that was since then, and did not last ("the first attack
since May", "the deadliest day since the truce began last week")."""
_WHEN = re.compile(r"[^.;\n]{0,60}?\bwhen\b")
COMPARED_REACH = 120  # characters
_BEGAN = re.compile(
    r"\b(?:began|begun|begins|started|starts)\s+(?:(?:on|in|early|late|at|back|around|about)\s+)*$", re.IGNORECASE
)
_DUE = re.compile(
    r"\b(?:slated|scheduled|due|planned|fixed|set)\s+(?:to\s+(?:be|begin|start|take|meet|hold|go|expire|resume|open|end|"
    r"sign|come|return|leave|arrive)\s+(?:\w+\s+){0,3}|for\s+|on\s+|in\s+)(?:(?:on|in|late|early)\s+)*$",
    re.IGNORECASE,
)
_GENITIVE = re.compile(r"['’]?s\b")
_NAMED_FOR = re.compile(rf"(?:st|nd|rd|th)?[ -](?:{'|'.join(NAMED_FOR_DAYS)})\b", re.IGNORECASE)
_MENTIONING = re.compile(r"\b(?:after|over|for|with|despite|following)\s+(?:(?:the|early|late)\s+)*\Z", re.IGNORECASE)
_RELATIVE = re.compile(r",\s+(?:which|who|whose|whom|where)\b[^,.;:\n]*\Z")
_OCCURRING = re.compile(
    r"\b(?:beg[au]n|started|broke|broken|erupted|happened|occurred|took place|came|followed|lasted|continued|ended)\b"
)
_COUNTS = (
    r"(?:raised|put|revised|updated|lowered|increased|corrected) (?:the|its|their|that) "
    r"(?:\w+ ){0,2}(?:toll|count|figure|number of (?:the )?(?:dead|deaths|casualties|victims))"
)
_COUNTING = re.compile(rf",? (?:(?!and |that |who )[\w'’]+ ){{0,5}}{_COUNTS}\b")
_COUNTED = re.compile(rf"\b{_COUNTS}(?: (?:from|to|at) (?:\w+ ){{1,5}}| )(?:late |early )?on \Z")
"""Who counts the dead on a day speaks on it: "on Monday raised the toll", "put the toll at 12 on Monday"."""
_PAST_SAYING = ("ed", "id", "ld", "ke")  # said, told, spoke, announced: what may follow "on Monday"


class Match(NamedTuple):
    """A match of one rule: offsets, the rule's name, what it means."""

    start: int
    end: int
    rule: str
    meaning: Meaning


class Marked(NamedTuple):
    """A match with the word that marks it ("since", "by", "began", "" for none), and where a far "since" stands."""

    start: int
    end: int
    rule: str
    meaning: Meaning
    mark: str
    mark_start: int


def scan(text: str) -> Iterator[Marked]:
    """The temporal expressions of `text`, in order, without overlaps."""
    marked: list[Marked] = []
    for match in _joined(text, _matches(text)):
        item = _mark(text, match)
        if marked and item.start < marked[-1].end:
            marked.pop()  # "has since Monday": the bare "since" belongs to the day
        marked.append(item)
    return iter(marked)


def is_aside(text: str, start: int, end: int) -> bool:
    """Whether it is the day of something that the sentence only mentions: "over Monday's bombing", "X, which the army
    had lost in May"."""
    if _GENITIVE.match(text, end) and _MENTIONING.search(text, max(0, start - REACH), start):
        return True
    relative = _RELATIVE.search(text, max(0, start - CLAUSE), start)
    return relative is not None and not _OCCURRING.search(relative[0])


def is_speaking(text: str, start: int, end: int) -> bool:
    """Whether a verb of saying governs the expression: "told reporters on Monday", "on Monday said"."""
    if _GENITIVE.match(text, end):
        return False
    words = _WORDS.findall(text[max(0, start - REACH) : start])
    for distance, word in enumerate(reversed(words[-FAR_SAYING - 1 :])):
        lower = word.lower()
        if lower in SAYING and word != "Said":  # in a sentence, a name
            return True
        if not word.isalpha() or (lower not in FILLERS and not (distance < NEAR_SAYING and word[0].isupper())):
            break
    if _COUNTING.match(text, end) or _COUNTED.search(text, max(0, start - REACH), start):
        return True
    after = _WORDS.match(text, end + 1)
    if not after or text[end : end + 1] != " ":
        return False
    return after[0].lower() in SAYING and after[0].lower().endswith(_PAST_SAYING)


def _matches(text: str) -> Iterator[Match]:
    """Every rule that fires, left to right: at a token, the first rule whose meaning holds; then on after its end."""
    tokens = list(TOKEN.finditer(text))
    words = [token[0].lower() for token in tokens]
    keys = ["#" if word < ":" else word for word in words]  # digits sort before, letters after
    resume = 0
    for n, key in enumerate(keys):
        if key not in STARTERS or (start := tokens[n].start()) < resume:
            continue
        if key in SECONDS and (n + 1 == len(keys) or keys[n + 1] not in SECONDS[key]):
            continue  # a frequent word without its partner ("the" without "day")
        if key == "#" and _goes_on(text, start):
            continue
        for rule in STARTERS[key]:
            match = RULES[rule].match(text, start)
            if match and (meaning := MEANINGS[rule](match, words[n - 1] if n else "", text)):
                resume = match.end()
                if _NAMED_FOR.match(text, resume) and rule in ("day_month", "month_day"):
                    break  # "the May 22 hospital"
                yield Match(start, resume, rule, meaning)
                break


def _goes_on(text: str, start: int) -> bool:
    """Whether digits go on a number or a name ("1,500")."""
    left = text[start - 1] if start else " "
    return left.isalpha() or left in "$€£" or (left in ".,:" and start > 1 and text[start - 2].isdigit())


def _joined(text: str, matches: Iterator[Match]) -> list[Match]:
    joined: list[Match] = []
    for match in matches:
        last = joined[-1] if joined else None
        pair = (
            (
                _same_clock(text, last, match)
                or _with_clock(text, last, match)
                or _of_day(text, last, match)
                or _range(text, last, match)
            )
            if last
            else None
        )
        if pair:
            joined[-1] = pair
        else:
            joined.append(match)
    return joined


def _same_clock(text: str, left: Match, right: Match) -> Match | None:
    """A local time and the same in a named zone: "3:30 pm (1330 GMT)"."""
    zoned = right.meaning.clock and right.meaning.clock[2] and left.meaning.clock and not left.meaning.clock[2]
    beside = left.rule == right.rule == "clock" and not text[left.end : right.start].strip(" (/")
    return Match(left.start, right.end, right.rule, right.meaning) if zoned and beside else None


def _with_clock(text: str, left: Match, right: Match) -> Match | None:
    """A clock time and the day beside it, in either order."""
    if (left.rule == "clock") == (right.rule == "clock") or not _BESIDE.fullmatch(text, left.end, right.start):
        return None
    clock, day = (left, right) if left.rule == "clock" else (right, left)
    if day.meaning.kind != "point" or day.meaning.reading is None or day.meaning.clock:
        return None
    return Match(left.start, right.end, day.rule, replace(day.meaning, clock=clock.meaning.clock))


def _of_day(text: str, left: Match, right: Match) -> Match | None:
    """The day of a part of it: "just before midnight on Sunday"."""
    day = right.rule in ("weekday", "weekday_date", "month_day", "day_month") and right.meaning.kind == "point"
    return right if left.rule == "daypart" and day and _BESIDE.fullmatch(text, left.end, right.start) else None


def _range(text: str, left: Match, right: Match) -> Match | None:
    """Between A and B, from A to B, A-B."""
    link = _LINK.fullmatch(text, left.end, right.start)
    first, last = left.meaning.reading, right.meaning.reading
    if not link or first is None or last is None or {left.meaning.kind, right.meaning.kind} != {"point"}:
        return None
    mark = _MARK.search(text, max(0, left.start - REACH), left.start)
    opener, connector = mark[1].lower() if mark else "", link[1].lower()
    days = left.rule == right.rule == "weekday" and not _GENITIVE.match(text, right.end)
    listed = connector == "and" and opener != "between" and not days
    if listed or (connector != "and" and opener != "from" and left.rule != right.rule):
        return None
    start = mark.start(1) if mark and opener in {"between", "from"} else left.start
    anchor = "absolute" if last.absolute else right.meaning.anchor
    return Match(start, right.end, left.rule, Meaning(Hull(first, last), anchor=anchor, direction="range"))


def _mark(text: str, match: Match) -> Marked:
    start, end, _, meaning = match
    if meaning.reading is None or meaning.kind != "point" or meaning.direction == "range":
        return Marked(*match, mark="", mark_start=-1)
    if found := _MARK.search(text, max(0, start - REACH), start):
        mark = MARKS.get(found[1].lower(), "")
        if found[1].lower() == "since" and _is_compared(text, found.start(1), end):
            return Marked(*match, mark="compared", mark_start=found.start(1))
        if mark in {"since", "until"}:
            return Marked(found.start(1), *match[1:], mark=mark, mark_start=-1)
        if mark and not _GENITIVE.match(text, end):  # "after Friday's attack" names the attack's day
            return Marked(*match, mark=mark, mark_start=-1)
    if far := _SINCE_CLAUSE.search(text, max(0, start - CLAUSE), start):
        mark = "compared" if _is_compared(text, far.start(), end) else "since"
        return Marked(*match, mark=mark, mark_start=far.start())
    around = max(0, start - REACH)
    mark = "began" if _BEGAN.search(text, around, start) else "ahead" if _DUE.search(text, around, start) else ""
    return Marked(*match, mark=mark, mark_start=-1)


def _is_compared(text: str, since: int, end: int) -> bool:
    told = _WHEN.match(text, end)  # "since May, when troops left": May is told of, too
    return not told and _COMPARED.search(text, max(0, since - COMPARED_REACH), since) is not None
