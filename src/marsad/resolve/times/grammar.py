"""From a matched pattern to a reading: the rules of English temporal expressions, one function a rule.

A rule's function gets the match and its surroundings and returns what was meant, or None where the words are no time
("may", "2000 fighters", "a 5-year-old boy").
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from marsad.resolve.times.calendar import Reading
from marsad.resolve.times.dates import Day, Month, MonthDay, NumericDay, Season, Weekday
from marsad.resolve.times.lexicon import AMBIGUOUS_MONTHS, FEW, MONTHS, NUMBERS, PART_NAMES, WEEKDAYS, ZONES
from marsad.resolve.times.patterns import COUNT_AHEAD
from marsad.resolve.times.spans import Hull

PREPOSITIONS = frozenset(
    [
        "in",
        "since",
        "by",
        "until",
        "till",
        "during",
        "of",
        "through",
        "from",
        "between",
        "to",
        "before",
        "after",
        "the",
        "around",
    ]
)
"""Words that make a time of a bare month or year after them."""
OWNING = frozenset(["a", "an", "s", "its", "their", "his", "that", "this"])
FOLLOWED = re.compile(r" [a-z]{3}")
DAY_UNITS = frozenset(["day", "night", "morning", "afternoon", "evening"])
LAST_WORDS = {
    "last": "last",
    "past": "last",
    "previous": "last",
    "next": "next",
    "coming": "next",
    "following": "next",
    "this": "this",
}
SHIFTS = {"last": -1, "this": 0, "next": 1}
LONGEST_NUMBER = 999  # "1000 years" and longer are no times of news


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a match means. anchor: "published" or "previous" (a day named before). clock: (hour, minute, zone or "")."""

    reading: Reading | None
    kind: str = "point"
    anchor: str = "published"
    clock: tuple[int, int, str] | None = None
    direction: str = ""


Rule = Callable[[re.Match[str], str, str], Meaning | None]
"""(match, word before it in lower case, text) -> meaning."""


def _month_number(match: re.Match[str], group: str = "month") -> int | None:
    """None where the word is in lower case and also a common word."""
    word = match[group]
    if word[0].islower() and word in AMBIGUOUS_MONTHS:
        return None
    return MONTHS[word.lower()]


def _year(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def clock_of(hour: str | None, minute: str | None, half: str | None, zone: str | None) -> tuple[int, int, str] | None:
    if hour is None:
        return None
    number = int(hour) % 12 + 12 if half and half[0] in "pP" else int(hour) % 12 if half else int(hour)
    name = (zone or "").strip().lower()
    return number, int(minute or 0), ZONES.get(name, name.upper() if name[:1] in ("+", "-") else "")


def amount(match: re.Match[str]) -> tuple[int, int | None]:
    """Low and high of "three", "several", "more than two"."""
    word = " ".join(match["number"].lower().split())
    low: int
    high: int | None
    if word in FEW:
        low, high = FEW[word]
    elif word in NUMBERS:
        low = high = NUMBERS[word]
    else:
        low, high = math.floor(float(word)), math.ceil(float(word))
    hedge = (match["hedge"] or "").strip().lower()
    if match["half"] or match.groupdict().get("half2"):
        high = (high or low) + 1
    if hedge in ("more than", "over", "at least") and high is not None:
        high += 1
    return low, high


def iso(match: re.Match[str], before: str, text: str) -> Meaning | None:
    clock = clock_of(match["hour"], match["minute"], None, match["zone"])
    return Meaning(Day(int(match["day"]), int(match["month"]), _year(match)), anchor="absolute", clock=clock)


def numeric(match: re.Match[str], before: str, text: str) -> Meaning | None:
    year = int(match["year"])
    if year < 100:
        if match["sep"] != "/":
            return None  # 5.6.12 may be a version or a section
        year += 2000 if year < 70 else 1900
    first, second = int(match["first"]), int(match["second"])
    if first == second or (first > 12 >= second > 0) or (second > 12 >= first > 0):
        day, month = (first, second) if second <= 12 else (second, first)
        return Meaning(Day(day, month, year), anchor="absolute") if 1 <= day <= 31 and 1 <= month <= 12 else None
    if not (1 <= first <= 12 and 1 <= second <= 12):
        return None
    if match["sep"] == ".":
        return Meaning(Day(first, second, year), anchor="absolute")
    return Meaning(NumericDay(first, second, year, hyphened=match["sep"] == "-"), anchor="absolute")


def weekday_date(match: re.Match[str], before: str, text: str) -> Meaning | None:
    group = "month" if match["month"] else "monthb"
    month, day = _month_number(match, group), int(match["day"] or match["dayb"])
    if month is None or match["weekday"][0].islower():
        return None
    year = _year(match)
    weekday = None if year else WEEKDAYS[match["weekday"].lower()]
    return Meaning(Day(day, month, year, weekday), anchor="absolute" if year else "published")


def day_range(match: re.Match[str], before: str, text: str) -> Meaning | None:
    month, first, last = _month_number(match), int(match["day"]), int(match["day2"])
    if month is None or first >= last:
        return None
    year = _year(match)
    days = Hull(Day(first, month, year), Day(last, month, year))
    return Meaning(days, anchor="absolute" if year else "published", direction="range")


def day_month(match: re.Match[str], before: str, text: str) -> Meaning | None:
    month, day = _month_number(match), int(match["day"])
    if month is None or (before == "in" and not match["year"] and COUNT_AHEAD.match(text, match.end())):
        return None  # "in May 15 people died": the number counts people
    year = _year(match)
    which = (match.groupdict().get("which") or "").lower()
    if which:
        return Meaning(Day(day, month, year_shift=SHIFTS[which]))
    return Meaning(Day(day, month, year), anchor="absolute" if year else "published")


def month_day_of(match: re.Match[str], before: str, text: str) -> Meaning | None:
    """The 12th of last month."""
    return Meaning(MonthDay(int(match["day"]), SHIFTS[match["which"].lower()]))


HOLIDAYS = {"new": {"e": (31, 12), "d": (1, 1)}, "christmas": {"e": (24, 12), "d": (25, 12)}}
"""Day and month by the first word, and the first letter of the last ("Eve", "Day")."""


def holiday(match: re.Match[str], before: str, text: str) -> Meaning | None:
    name = match["name"].lower().split()
    if len(name) == 1 and before not in (PREPOSITIONS - {"the"}) | {"at", "on", "over"}:
        return None  # "a Christmas market"
    day, month = HOLIDAYS[name[0]]["d" if len(name) == 1 else name[-1][0]]
    year = _year(match)
    return Meaning(Day(day, month, year), anchor="absolute" if year else "published")


def month_name(match: re.Match[str], before: str, text: str) -> Meaning | None:
    month = _month_number(match)
    if month is None:
        return None
    year, which = _year(match), (match["which"] or "").lower()
    relative = (match["whichyear"] or ("last" if match["prevyear"] else "")).lower()
    part = PART_NAMES.get((match["part"] or "").lower(), "")
    ambiguous = match["month"].lower() in AMBIGUOUS_MONTHS
    of_it = before in OWNING and FOLLOWED.match(text, match.end())  # "a March bombing", "Israel's April offensive"
    if ambiguous and not (year or which or relative or part or of_it or before in PREPOSITIONS):
        return None
    if which == "this":
        return Meaning(Month(month, part=part, year_shift=0))
    if relative:
        return Meaning(Month(month, part=part, year_shift=SHIFTS[relative]))
    return Meaning(Month(month, year, part, LAST_WORDS.get(which, "")), anchor="absolute" if year else "published")


def season(match: re.Match[str], before: str, text: str) -> Meaning | None:
    year, which = _year(match), (match["which"] or "").lower()
    if not (
        year
        or which
        or match["part"]
        or ((match["the"] or before == "the") and "in" in text[max(0, match.start() - 8) : match.start()])
    ):
        return None  # "the Arab spring", "a fall", "winter clothes"
    if which == "this":
        which = ""
    part = PART_NAMES.get((match["part"] or "").lower(), "")
    return Meaning(
        Season(match["season"].lower(), year, part, LAST_WORDS.get(which, "")),
        anchor="absolute" if year else "published",
    )


_NAMED_AFTER = re.compile(r" (?:[Mm]arket|Mosque|Times|Telegraph|Mail|Mirror|Express|Herald|Post|Club|Movement)\b")
_CAPITAL = re.compile(r" [A-Z][a-z]")


def weekday(match: re.Match[str], before: str, text: str) -> Meaning | None:
    if before == "bloody" or (_CAPITAL if before == "the" else _NAMED_AFTER).match(text, match.end()):
        return None  # "the Monday Market", "Friday Mosque": a name
    which = " ".join((match["which"] or "").lower().split())
    after = text[match.end() : match.end() + 2]
    habit = match["plural"] and before in ("on", "of") and not (after[:1] == " " and after[1:].isalpha())
    if which in {"every", "each"} or habit:
        return Meaning(None, kind="set")
    number = WEEKDAYS[match["weekday"].lower()]
    if match["night"]:
        return Meaning(Weekday(number, overnight=True))
    if match["week"]:
        return Meaning(Weekday(number, week=SHIFTS[match["week"].lower()]))
    if which in ("the previous", "the following"):
        return Meaning(Weekday(number, "last" if which == "the previous" else "next"), anchor="previous")
    # "last Friday" said on a Sunday is the Friday just past, not the one before it: newsrooms use it for the nearest
    return Meaning(Weekday(number, LAST_WORDS.get(which, "") if which != "this" else ""))


DATE_RULES: dict[str, Rule] = {
    "iso": iso,
    "numeric": numeric,
    "weekday_date": weekday_date,
    "day_range_month": day_range,
    "month_day_range": day_range,
    "day_month": day_month,
    "month_day": day_month,
    "glued": day_month,
    "month_day_of": month_day_of,
    "holiday": holiday,
    "month": month_name,
    "season": season,
    "weekday": weekday,
}
