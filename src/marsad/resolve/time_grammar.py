"""From a matched pattern to a reading: the rules of English temporal expressions, one function a rule.

A rule's function gets the match and its surroundings and returns what was meant, or None where the words are no time
("may", "2000 fighters", "a 5-year-old boy").
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from marsad.resolve.time_calendar import (
    Away,
    Day,
    Hull,
    Month,
    NumericDay,
    Part,
    Reading,
    Running,
    Season,
    Stretch,
    UpToNow,
    Weekday,
    Years,
)
from marsad.resolve.time_lexicon import (
    AMBIGUOUS_MONTHS,
    COUNT_AHEAD,
    FEW,
    MONTHS,
    NUMBERS,
    RECENT,
    UNSAID,
    WEEKDAYS,
    ZONES,
)

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
YEAR_PREPOSITIONS = PREPOSITIONS - {"to", "from", "between"}
DURATION_PREPOSITIONS = frozenset(["for", "in", "over", "during", "after", "of", "within"])
ONGOING = re.compile(
    r"[\s-]+(?:\w+[\s-]+)?(?:war|conflict|sieges?|battles?|uprising|crisis|offensive|assault|campaign|blockade|revolt|"
    r"rebellion|fighting|insurgency|occupation|operation|violence|bombardment|drought|rule)\b"
)
"""What a length in days, months or years can be the age of ("the two-week-old battle", "the five-year war")."""
PART_NAMES = {
    "earlier": "early", "early": "early", "beginning": "start", "start": "start", "mid": "mid", "middle": "mid",
    "late": "late", "later": "late", "end": "end", "first half": "first half", "second half": "second half",
}  # fmt: skip
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
YEAR_SHIFTS = {"last": -1, "this": 0, "next": 1}
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


def _clock(hour: str | None, minute: str | None, half: str | None, zone: str | None) -> tuple[int, int, str] | None:
    if hour is None:
        return None
    number = int(hour) % 12 + 12 if half and half[0] in "pP" else int(hour) % 12 if half else int(hour)
    name = (zone or "").strip().lower()
    return number, int(minute or 0), ZONES.get(name, name.upper() if name[:1] in ("+", "-") else "")


def _amount(match: re.Match[str]) -> tuple[int, int | None]:
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
    if match["half"]:
        high = (high or low) + 1
    if hedge in ("more than", "over", "at least") and high is not None:
        high += 1
    return low, high


def iso(match: re.Match[str], before: str, text: str) -> Meaning | None:
    clock = _clock(match["hour"], match["minute"], None, match["zone"])
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
    return Meaning(NumericDay(first, second, year), anchor="absolute")


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
    return Meaning(Hull(Day(first, month, year), Day(last, month, year)), anchor="absolute" if year else "published")


def day_month(match: re.Match[str], before: str, text: str) -> Meaning | None:
    month, day = _month_number(match), int(match["day"])
    if month is None or (before == "in" and not match["year"] and COUNT_AHEAD.match(text, match.end())):
        return None  # "in May 15 people died": the number counts people
    year = _year(match)
    which = (match.groupdict().get("which") or "").lower()
    if which:
        return Meaning(Day(day, month, year_shift=YEAR_SHIFTS[which]))
    return Meaning(Day(day, month, year), anchor="absolute" if year else "published")


def month_name(match: re.Match[str], before: str, text: str) -> Meaning | None:
    month = _month_number(match)
    if month is None:
        return None
    year, which = _year(match), (match["which"] or "").lower()
    relative = (match["whichyear"] or ("last" if match["prevyear"] else "")).lower()
    part = PART_NAMES.get((match["part"] or "").lower(), "")
    ambiguous = match["month"].lower() in AMBIGUOUS_MONTHS
    if ambiguous and not (year or which or relative or part or before in PREPOSITIONS):
        return None
    if which == "this":
        return Meaning(Month(month, part=part, year_shift=0))
    if relative:
        return Meaning(Month(month, part=part, year_shift=YEAR_SHIFTS[relative]))
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


def year_part(match: re.Match[str], before: str, text: str) -> Meaning | None:
    year = int(match["year"])
    return Meaning(Years(year, year, PART_NAMES[match["part"].lower()]), anchor="absolute")


def year_range(match: re.Match[str], before: str, text: str) -> Meaning | None:
    first, tail = int(match["year"]), match["year2"]
    last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
    if not first < last <= first + 99 or (match["mark"] == "/" and last != first + 1):
        return None
    return Meaning(Years(first, last), anchor="absolute")


def bare_year(match: re.Match[str], before: str, text: str) -> Meaning | None:
    year, determined = int(match["year"]), match[0][0] in "tT"
    linked = before in ("and", "to", "or") and re.search(
        r"\b(?:19|20)\d\d\s+\w+\s+$", text[max(0, match.start() - 12) : match.start()]
    )
    if not (before in YEAR_PREPOSITIONS or determined or linked):
        return None
    if year % 1000 == 0 and (determined or before not in ("in", "since")):
        return None  # "the 2000 rebels": a count, not the year
    if match["decade"]:
        return Meaning(Years(year, year + 9), anchor="absolute") if year % 10 == 0 else None
    return Meaning(Years(year, year), anchor="absolute")


def weekday(match: re.Match[str], before: str, text: str) -> Meaning | None:
    which = " ".join((match["which"] or "").lower().split())
    after = text[match.end() : match.end() + 2]
    habit = match["plural"] and before in ("on", "of") and not (after[:1] == " " and after[1:].isalpha())
    if which in {"every", "each"} or habit:
        return Meaning(None, kind="set")
    number = WEEKDAYS[match["weekday"].lower()]
    if which in ("the previous", "the following"):
        return Meaning(Weekday(number, "last" if which == "the previous" else "next"), anchor="previous")
    # "last Friday" said on a Sunday is the Friday just past, not the one before it: newsrooms use it for the nearest
    return Meaning(Weekday(number, LAST_WORDS.get(which, "") if which != "this" else ""))


def running(match: re.Match[str], before: str, text: str) -> Meaning | None:
    which, unit = LAST_WORDS[match["which"].lower()], match["unit"].lower()
    if match["which"].lower() in ("previous", "following"):
        return Meaning(Running("day" if unit in DAY_UNITS else unit, -1 if which == "last" else 1), anchor="previous")
    if unit in DAY_UNITS:
        if unit == "day" and which == "this":
            return None
        offset = {"last": -1, "this": 0, "next": 1}[which]
        anchor = "previous" if which == "next" else "published"  # "the next day" follows the day told
        return Meaning(Running("day", offset), anchor=anchor)
    if match["which"].lower() == "past":
        return Meaning(Stretch(1, unit), kind="duration")
    return Meaning(
        Running(unit, {"last": -1, "this": 0, "next": 1}[which]), direction="ahead" if which == "next" else ""
    )


def parted(match: re.Match[str], before: str, text: str) -> Meaning | None:
    which, unit, part = LAST_WORDS[match["which"].lower()], match["unit"].lower(), match["part"].lower()
    offset = {"last": -1, "this": 0, "next": 1}[which]
    if part == "later" and which == "this":
        return Meaning(Running(unit, 0, ahead=True), direction="ahead")
    if part == "earlier":
        return Meaning(Running(unit, offset, before=True))
    return Meaning(Part(Running(unit, offset, whole=True), PART_NAMES[part]))


def earlier_in(match: re.Match[str], before: str, text: str) -> Meaning | None:
    return Meaning(Running(match["unit"].lower(), 0), anchor="previous")


def today(match: re.Match[str], before: str, text: str) -> Meaning | None:
    word = match["word"].lower().split()[-1] if match["word"][-9:].lower() != "yesterday" else match["word"].lower()
    if word == "overnight":
        return Meaning(Hull(Running("day", -1), Running("day", 0)))
    offsets = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
    return Meaning(Running("day", offsets.get(word, -2)), direction="ahead" if word == "tomorrow" else "")


def now(match: re.Match[str], before: str, text: str) -> Meaning | None:
    word = " ".join(match["word"].lower().split())
    if word in ("so far", "to date", "until now", "till now", "up to now"):
        return Meaning(UpToNow(), kind="until")
    if word in ("recently", "lately", "these days"):
        return Meaning(Stretch(1, "month"), kind="duration")
    return Meaning(Running("day", 0))


def same_day(match: re.Match[str], before: str, text: str) -> Meaning | None:
    unit = (match["same"] or match["that"] or match["unit"] or match["unit2"]).lower()
    said = (match["which"] or match["side"] or "").lower()
    if (
        match["that"]
        and before not in ("on", "later", "earlier", "since", "until", "of")
        and unit in ("week", "month", "year", "day")
    ):
        return None  # "that week-old truce", "the army said that day and night..."
    offset = {"previous": -1, "before": -1, "earlier": -1, "next": 1, "following": 1, "after": 1, "later": 1}.get(
        said, 0
    )
    return Meaning(Running("day" if unit in DAY_UNITS else unit, offset, whole=True), anchor="previous")


def away(match: re.Match[str], before: str, text: str) -> Meaning | None:
    groups, unit, side = match.groupdict(), match["unit"].lower().rstrip("s"), " ".join(match["side"].lower().split())
    low, high = _amount(match) if "number" in groups else UNSAID[unit]
    if low > LONGEST_NUMBER:
        return None
    unit = {"night": "day", "weekend": "week", "minute": "hour"}.get(unit, unit)
    if side in ("ago", "back"):
        return Meaning(Away(low, high, unit, -1))
    if side == "from now":
        return Meaning(Away(low, high, unit, 1), direction="ahead")
    sign = -1 if side in ("earlier", "before", "prior") else 1
    clause = side in ("before", "after", "prior") and re.match(
        r"\s+(?:to\s+)?[\w“\"‘']", text[match.end() : match.end() + 6]
    )
    if clause:  # "two days after the town fell": what follows lies on the other side of the day told
        return Meaning(Away(low, high, unit, -sign), anchor="previous", direction="clause")
    return Meaning(Away(low, high, unit, sign), anchor="previous")


def stretch(match: re.Match[str], before: str, text: str) -> Meaning | None:
    which, unit = match["which"].lower(), match["unit"].lower()
    if which == "first":
        return None  # "the first 24 hours": of what, the words around must say
    if not match["number"]:
        if match[0].lower().endswith("s"):  # "the last hours"
            return Meaning(_recent(unit), kind="duration")
        return Meaning(Stretch(1, unit), kind="duration") if unit == "hour" else None
    low, high = _amount(match)
    unit = {"night": "day"}.get(unit, unit)
    ahead = which in ("next", "coming")
    anchor = "previous" if which == "previous" else "published"
    return Meaning(
        Stretch(high or low, unit, 1 if ahead else -1),
        kind="duration",
        anchor=anchor,
        direction="ahead" if ahead else "",
    )


def _recent(unit: str) -> Stretch:
    number, wider = RECENT[{"night": "day", "decade": "year"}.get(unit, unit)]
    return Stretch(number, wider)


def recent(match: re.Match[str], before: str, text: str) -> Meaning | None:
    reading = _recent(match["unit"].lower())
    if match["which"].lower() == "coming":
        return Meaning(Stretch(reading.number, reading.unit, 1), kind="duration", direction="ahead")
    return Meaning(reading, kind="duration")


def fresh(match: re.Match[str], before: str, text: str) -> Meaning | None:
    """ "The recent capture of": within about a month."""
    return Meaning(Stretch(1, "month"), kind="duration")


def before_now(match: re.Match[str], before: str, text: str) -> Meaning | None:
    """Previously, regularly: at some time up to now."""
    return Meaning(UpToNow(), kind="until", direction="background")


def duration(match: re.Match[str], before: str, text: str) -> Meaning | None:
    unit, groups = match["unit"].lower().rstrip("s"), match.groupdict()
    if "number" not in groups:
        if before not in ("for", "after"):
            return None
        low, high = UNSAID[unit]
        number: int | None = None if high is None else high + 1
    else:
        low, high = _amount(match)
        if low > LONGEST_NUMBER or unit == "minute":
            return None
        number = low if match["hedge"] else high or low  # "for more than two years" is told of the third
        hyphened = "-" in match[0] or bool(match["tail"])
        if hyphened and not (ONGOING.match(text, match.end()) and unit not in ("hour", "day")):
            return None
        vague = bool(match["hedge"]) and unit in ("week", "month", "year", "decade")
        if not hyphened and not vague and before not in DURATION_PREPOSITIONS and not before.endswith("ing"):
            return None
        if unit == "hour" and (match["hedge"] or "").strip().lower() in ("less than", "under"):
            return None  # "in less than 24 hours" says how long, not when
    return Meaning(
        Stretch(number, {"night": "day", "weekend": "week"}.get(unit, unit)),
        kind="duration",
        direction=before if before in ("for", "in", "after") else "",
    )


def daypart(match: re.Match[str], before: str, text: str) -> Meaning | None:
    if before not in ("at", "since", "before", "after", "around", "until", "by", "the", "early", "late", "past"):
        return None
    return Meaning(Running("day", 0), anchor="previous")


def since_then(match: re.Match[str], before: str, text: str) -> Meaning | None:
    if not match["then"] and before not in ("has", "have", "had", "ever"):
        return None
    return Meaning(None, kind="since", anchor="previous")


def habit(match: re.Match[str], before: str, text: str) -> Meaning | None:
    return Meaning(None, kind="set")


def clock_time(match: re.Match[str], before: str, text: str) -> Meaning | None:
    hour = match["hour"] or match["hour2"] or match["hour3"]
    half, zone = match["half"] or match["half2"], match["zone"]
    if not (
        half
        or zone
        or match["hour3"]
        or (":" in match[0] and before in ("at", "around", "by", "until", "since", "about"))
    ):
        return None
    clock = _clock(
        hour, match["minute"] or match["minute3"], half, zone if zone and "local" not in zone.lower() else None
    )
    return Meaning(Running("day", 0), anchor="previous", clock=clock)


MEANINGS: dict[str, Rule] = {
    "iso": iso, "numeric": numeric, "weekday_date": weekday_date, "day_range_month": day_range,
    "month_day_range": day_range, "day_month": day_month, "month_day": day_month, "glued": day_month,
    "month": month_name, "season": season, "year": year_part, "year_range": year_range, "bare_year": bare_year,
    "weekday": weekday, "running": running, "parted": parted, "earlier_in": earlier_in, "today": today, "now": now,
    "same_day": same_day, "away": away, "away_bare": away, "stretch": stretch, "recent": recent, "fresh": fresh, "before_now": before_now, "duration": duration,
    "duration_bare": duration, "daypart": daypart, "since_then": since_then, "set": habit, "clock": clock_time,
}  # fmt: skip
