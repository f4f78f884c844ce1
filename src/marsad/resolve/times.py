"""Time expressions of a report: found by rule, anchored to the day the report was published or to a day named before.

    expressions = find_times(text, published=report.published)
    interval = resolve(expressions[0], published=report.published, tense="future")

Pure functions of the text and the publication interval; no parser. Where publication is known only as an interval, so is
every time that depends on it: the widest interval implied, with open bounds where nothing is known, never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from marsad.records import ALWAYS, Interval
from marsad.resolve.time_calendar import Hull, NumericDay, Reading, Tense
from marsad.resolve.time_grammar import MEANINGS, Meaning
from marsad.resolve.time_lexicon import RULES, SAYING, STARTERS, TOKEN

WEEK_DAYS = 10  # ACLED time precision 2 is "a week"; a little more is still nearer to a week than to a month
REACH = 48  # characters before an expression in which its preposition or verb of saying is looked for
CLAUSE = 90  # characters within which "since the army began its push early last week" keeps its "since"
NEAR_SAYING = 2  # "said on Monday", "announced late Monday": words between the verb and the day at most
FAR_SAYING = 6  # "told reporters in the capital on Monday": the same, where nothing but FILLERS stands between
FILLERS = frozenset(
    """on in at a an the late early earlier to from by of and with here reporters journalists statement statements telephone
    phone state television tv interview news briefing conference agency media website its his their press report reports
    local official officials twitter online afp reuters ap sana newspaper radio""".split()
)
MARKS = {
    "since": "since", "from": "since", "starting": "since", "beginning": "since", "until": "until", "till": "until", "by": "by",
    "before": "before", "after": "after",
}  # fmt: skip
_MARK = re.compile(
    r"\b(since|until|till|by|before|after|from|between|starting|beginning)(?:\s+(?:on|in|the|at\s+least|about|around|late|early|mid-?))?\s*$",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s*(to|until|till|through|and|-|–|—)\s*(?:on\s+|in\s+)?$", re.IGNORECASE)
_BESIDE = re.compile(r"[\s,(]*(?:\b(?:on|at|of|around|about|by)\b\s*)?$", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z]+|[.;:!?\"“”]")
_SINCE_CLAUSE = re.compile(r"(?<!\bhas )(?<!\bhave )(?<!\bhad )\bsince\b(?!\s+then)[^,.;:]*$", re.IGNORECASE)
_BEGAN = re.compile(
    r"\b(?:began|begun|begins|started|starts)\s+(?:(?:on|in|early|late|at|back|around|about)\s+)*$", re.IGNORECASE
)
_GENITIVE = re.compile(r"['’]?s\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time as printed, and what it means.

    start, end: character offsets of `text`. interval: ISO dates, inclusive; date-times only where a clock time and a zone
    are printed. precision: ACLED's time precision (1 day, 2 week, 3 month or worse). kind: point, since, until, duration,
    set (recurring: no interval). anchor: what it depends on: absolute, published, previous (the day named before).
    direction: "ahead" for a time to come, "clause" where it times the words after it relative to those before ("two
    days after the town fell"), "before" or "after" where so marked. speaking: the day on which somebody spoke ("said on
    Monday"), not of what they spoke about. weight of `rule` names: see time_lexicon.RULES.
    """

    start: int
    end: int
    text: str
    interval: Interval
    precision: int
    kind: str
    anchor: str
    direction: str = ""
    speaking: bool = False
    rule: str = ""
    meaning: Meaning = field(repr=False)
    previous: Interval = field(default=ALWAYS, repr=False)


def find_times(text: str, *, published: Interval) -> list[TimeExpression]:
    """All temporal expressions of `text` in order, without overlaps, read in the past tense of news where it matters."""
    found: list[TimeExpression] = []
    previous = ALWAYS
    for start, end, rule, meaning, mark in _merged(text, _matches(text)):
        expression = TimeExpression(
            start=start, end=end, text=text[start:end], interval=ALWAYS, precision=3, rule=rule, meaning=meaning,
            kind=_kind(meaning, mark), anchor=_anchor(meaning), direction=meaning.direction or mark,
            speaking=_is_speaking(text, start, end), previous=previous,
        )  # fmt: skip
        interval = resolve(expression, published=published)
        found.append(replace(expression, interval=interval, precision=precision_of(interval)))
        if meaning.reading is not None and expression.kind == "point" and interval.known and not expression.speaking:
            previous = interval
    return found


def resolve(expression: TimeExpression, *, published: Interval, tense: Tense = None) -> Interval:
    """The interval of an expression. tense: of the clause it stands in; None reads weekdays as past, and a date without
    a year as the nearest begun, or as one to come within two weeks."""
    meaning = expression.meaning
    anchor = published
    if meaning.anchor == "previous" and expression.previous.known:
        anchor = expression.previous
    if expression.kind == "set":
        return ALWAYS
    if meaning.reading is None:  # "has since": from the time told before, wherever that lies
        core = Interval(_first(expression.previous), None)
    else:
        core = anchored(meaning.reading, anchor, tense)
    if expression.kind == "since":
        end = _last(published)
        return Interval(core.start, end if end and (core.start is None or core.start <= end) else None)
    if expression.kind == "until" and expression.rule not in {"now", "before_now"}:
        start = _first(published) if tense == "future" else None
        return Interval(start if start and core.end and start <= core.end else None, core.end)
    if expression.direction == "by" and tense == "future":
        return Interval(_first(published), core.end) if (_first(published) or "") <= (core.end or "") else core
    if meaning.clock and meaning.clock[2] and core.start and core.start == core.end:
        hour, minute, zone = meaning.clock
        moment = f"{core.start}T{hour:02}:{minute:02}{zone}"
        return Interval(moment, moment)
    return core


def anchored(reading: Reading, anchor: Interval, tense: Tense) -> Interval:
    """The reading seen from every day of `anchor`: the widest interval implied, bounds open where the anchor's are."""
    first, last = anchor.first_day, anchor.last_day
    if reading.absolute or (isinstance(reading, NumericDay) and not anchor.known):
        first = last = date.min
    low = reading.at(first, tense) if first else (None, None)
    high = low if last == first else reading.at(last, tense) if last else (None, None)
    start, end = low[0], high[1]
    if start and high[0] and high[0] < start:
        start = high[0]
    if end and low[1] and low[1] > end:
        end = low[1]
    if start and end and start > end:
        return ALWAYS
    return Interval(start.isoformat() if start else None, end.isoformat() if end else None)


def precision_of(interval: Interval) -> int:
    """ACLED's time precision: 1 where the day is known (or is one of two), 2 for a week, 3 for a month or worse."""
    days = interval.days
    if days is None or days > WEEK_DAYS:
        return 3
    return 1 if days <= 2 else 2


_Found = tuple[int, int, str, Meaning]


def _matches(text: str) -> list[_Found]:
    """Every rule that fires, left to right: at a token, the first rule whose meaning holds; then on after its end."""
    found: list[_Found] = []
    resume, before = 0, ""
    for token in TOKEN.finditer(text):
        start = token.start()
        word = token[0].lower()
        if start >= resume:
            rules = STARTERS.get("#" if word[0] <= "9" else word)
            if rules and not _inside_number(text, start):
                for rule in rules:
                    match = RULES[rule].match(text, start)
                    if match and (meaning := MEANINGS[rule](match, before, text)):
                        resume = match.end()
                        found.append((start, resume, rule, meaning))
                        break
        before = word
    return found


def _inside_number(text: str, start: int) -> bool:
    """Whether the digits at `start` go on a number or a name before them ("1,500", "2.5", "M4")."""
    if start == 0 or not text[start].isdigit():
        return False
    left = text[start - 1]
    return left.isalpha() or (left in ".,:$€£" and (left in "$€£" or (start > 1 and text[start - 2].isdigit())))


def _merged(text: str, found: list[_Found]) -> list[tuple[int, int, str, Meaning, str]]:
    """Clock times joined to the day beside them, ranges to one expression, and the preposition that marks each."""
    joined: list[_Found] = []
    for item in found:
        if joined and (pair := _with_clock(text, joined[-1], item) or _range(text, joined[-1], item)):
            joined[-1] = pair
        else:
            joined.append(item)
    marked: list[tuple[int, int, str, Meaning, str]] = []
    for start, end, rule, meaning in joined:
        mark, first = "", start
        if (
            meaning.reading is not None
            and meaning.kind == "point"
            and (match := _MARK.search(text, max(0, start - REACH), start))
        ):
            mark = MARKS.get(match[1].lower(), "")
            if mark in {"since", "until"}:
                first = match.start(1)
            if mark in {"before", "after", "until", "by"} and _GENITIVE.match(text, end):
                mark = ""  # "after Friday's attack" names the attack's day
        if not mark and meaning.kind == "point" and meaning.reading is not None:
            if _SINCE_CLAUSE.search(text, max(0, start - CLAUSE), start):
                mark = "since"
            elif _BEGAN.search(text, max(0, start - REACH), start):
                mark = "began"
        if marked and first < marked[-1][1]:
            marked.pop()  # "has since Monday": the bare "since" belongs to the day
        marked.append((first, end, rule, meaning, mark))
    return marked


def _with_clock(text: str, left: _Found, right: _Found) -> _Found | None:
    clocks = (left[2] == "clock", right[2] == "clock")
    if clocks[0] == clocks[1] or not _BESIDE.fullmatch(text, left[1], right[0]):
        return None
    clock, day = (left, right) if clocks[0] else (right, left)
    if day[3].kind != "point" or day[3].reading is None or day[3].clock:
        return None
    return left[0], right[1], day[2], replace(day[3], clock=clock[3].clock)


def _range(text: str, left: _Found, right: _Found) -> _Found | None:
    link = _LINK.fullmatch(text, left[1], right[0])
    first, last = left[3].reading, right[3].reading
    if not link or first is None or last is None or left[3].kind != "point" or right[3].kind != "point":
        return None
    mark = _MARK.search(text, max(0, left[0] - REACH), left[0])
    opener, connector = mark[1].lower() if mark else "", link[1].lower()
    if not (
        (opener == "between" and connector == "and")
        or (connector not in ("and",) and (opener == "from" or left[2] == right[2]))
    ):
        return None
    start = mark.start(1) if mark and opener in ("between", "from") else left[0]
    anchor = "absolute" if last.absolute else right[3].anchor
    return start, right[1], left[2], Meaning(Hull(first, last), anchor=anchor, direction="range")


def _kind(meaning: Meaning, mark: str) -> str:
    if meaning.kind != "point" or meaning.direction == "range":
        return meaning.kind
    return {"since": "since", "until": "until"}.get(mark, "point")


def _anchor(meaning: Meaning) -> str:
    return "absolute" if meaning.reading is not None and meaning.reading.absolute else meaning.anchor


def _is_speaking(text: str, start: int, end: int) -> bool:
    """Whether a verb of saying governs the expression: "told reporters on Monday", "on Monday said"."""
    if _GENITIVE.match(text, end):
        return False
    words = _WORDS.findall(text[max(0, start - REACH) : start])
    for distance, word in enumerate(reversed(words[-FAR_SAYING - 1 :])):
        if not word.isalpha():
            break
        lower = word.lower()
        if lower in SAYING:
            return True
        if distance >= NEAR_SAYING and lower not in FILLERS:
            break
        if distance < NEAR_SAYING and lower not in FILLERS and not word[0].isupper():
            break
    after = _WORDS.match(text, end + 1)
    return bool(
        after
        and text[end : end + 1] == " "
        and after[0].lower() in SAYING
        and after[0].lower().endswith(("ed", "id", "ld", "ke"))
    )


def _first(interval: Interval) -> str | None:
    return interval.start[:10] if interval.start else None


def _last(interval: Interval) -> str | None:
    return interval.end[:10] if interval.end else None
