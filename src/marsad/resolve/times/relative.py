"""From a matched pattern to a reading, the second half: relative times, durations, parts of the day, clock times."""

from __future__ import annotations

import re

from marsad.resolve.times.grammar import (
    DAY_UNITS,
    LAST_WORDS,
    LONGEST_NUMBER,
    Meaning,
    Rule,
    amount,
    clock_of,
)
from marsad.resolve.times.lexicon import ORDINALS, PART_NAMES, RECENT, SAYING, UNSAID
from marsad.resolve.times.spans import Away, Hull, Part, Running, Stretch, UpToNow

NEXT_WORD = re.compile(r"\s+([A-Za-z]+)")
DURATION_PREPOSITIONS = frozenset(["for", "in", "over", "during", "after", "of", "within", "since"])
"""With "since": "since six months", as many write whose English is their second."""
LASTING = frozenset(["in", "over", "during", "within", "for"])
"""Before "the last week" they make it the seven days up to now, not the calendar's week."""
HALVES = {"year": (12, "month"), "decade": (10, "year")}
"""What a unit's half is counted in, and how many of it the unit has."""
ONGOING = re.compile(
    r"[\s-]+(?:\w+[\s-]+)?(?:war|conflict|sieges?|battles?|uprising|crisis|offensive|assault|campaign|blockade|revolt|"
    r"rebellion|fighting|insurgency|occupation|operation|violence|bombardment|drought|rule|seizure|takeover|"
    r"crackdown|push|stand-?off|infighting)\b"
)
"""What a length in days, months or years can be the age of ("the two-week-old battle", "the five-year war")."""


AGED = re.compile(r"[\s-]+(?:\w+[\s-]+)?(?:truce|ceasefire|cease-fire|lull|calm|deal)\b")
"""What is so old where it is said to be ("the week-old truce"); "a three-year truce" may be long over."""
FOUGHT = re.compile(
    r" of (?:\w+[\s-]+)?(?:fighting|infighting|clashes|battles|shelling|bombing|bombardment|raids|attacks|violence|war|"
    r"operations|air ?strikes|siege|protests)\b"
)
"""What weeks or months are full of ("a month of infighting")."""


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
    lasting = match["which"].lower() == "last" and match[0][:1] in "tT" and before in LASTING
    if match["which"].lower() == "past" or lasting:
        return Meaning(Stretch(1, unit), kind="duration")
    return Meaning(
        Running(unit, {"last": -1, "this": 0, "next": 1}[which]), direction="ahead" if which == "next" else ""
    )


def weekend(match: re.Match[str], before: str, text: str) -> Meaning | None:
    return Meaning(Running("weekend")) if match[0][:1] not in "tT" or before == "since" else None


def nth_day(match: re.Match[str], before: str, text: str) -> Meaning | None:
    """ "For the third day": the days before are meant too."""
    word = match["ordinal"].lower()
    number = ORDINALS.get(word) or int(word[:-2])
    unit = {"night": "day"}.get(match["unit"].lower(), match["unit"].lower())
    return Meaning(Stretch(number - 1, unit), kind="duration") if number > 1 else None


def start_of(match: re.Match[str], before: str, text: str) -> Meaning | None:
    """Of the running week, month or year; its end lies ahead."""
    unit, part = match["unit"].lower(), PART_NAMES[match["part"].lower()]
    thirds = {"start": "early", "end": "late"}  # of a week
    reading = Part(Running(unit, 0, whole=True), thirds.get(part, part) if unit == "week" else part)
    return Meaning(reading, direction="ahead" if part == "end" else "")


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
    if word == "tomorrow" and "after" in match["word"].lower():
        return Meaning(Running("day", 2), direction="ahead")
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
    low, high = amount(match) if "number" in groups else UNSAID[unit]
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
            return recent(match, before, text)
        return Meaning(Stretch(1, unit), kind="duration") if unit == "hour" else None
    low, high = amount(match)
    unit = {"night": "day"}.get(unit, unit)
    if match["half"] and unit in HALVES:
        parts, smaller = HALVES[unit]
        low, high, unit = low * parts + parts // 2, None, smaller
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
    if match["which"].lower() in {"coming", "next"}:
        return Meaning(Stretch(reading.number, reading.unit, 1), kind="duration", direction="ahead")
    return Meaning(reading, kind="duration")


def fresh(match: re.Match[str], before: str, text: str) -> Meaning | None:
    """ "The recent capture of": within about a month."""
    return Meaning(Stretch(1, "month"), kind="duration")


def before_now(match: re.Match[str], before: str, text: str) -> Meaning | None:
    """Previously, regularly: at some time up to now."""
    return Meaning(UpToNow(), kind="until", direction="background")


def _goes_on(match: re.Match[str], text: str) -> bool:
    """Whether a length with a hyphen is the age of what goes on."""
    aged = match[0].lower().endswith("old") and AGED.match(text, match.end())
    return bool(aged or ONGOING.match(text, match.end()))


def duration(match: re.Match[str], before: str, text: str) -> Meaning | None:
    unit, groups = match["unit"].lower().rstrip("s"), match.groupdict()
    if "number" not in groups:
        if before not in ("for", "after"):
            return None
        low, high = UNSAID[unit]
        number: int | None = None if high is None else high + 1
    else:
        low, high = amount(match)
        if low > LONGEST_NUMBER or unit == "minute":
            return None
        number = low if match["hedge"] else high or low  # "for more than two years" is told of the third
        hyphened = "-" in match[0] or bool(match["tail"])
        if hyphened and not (_goes_on(match, text) and unit not in ("hour", "day")):
            return None
        vague = bool(match["hedge"]) and unit in ("week", "fortnight", "month", "year", "decade")
        days = unit in ("day", "night") and text.startswith(" of ", match.end())
        counted = days or bool(FOUGHT.match(text, match.end()))  # "three days of raids", "a month of infighting"
        led = before in DURATION_PREPOSITIONS or before.endswith("ing")
        if not hyphened and not vague and not counted and not led:
            return None
        if unit == "hour" and (match["hedge"] or "").strip().lower() in ("less than", "under"):
            return None  # "in less than 24 hours" says how long, not when
    return Meaning(
        Stretch(number, {"night": "day", "weekend": "week"}.get(unit, unit)),
        kind="duration",
        direction="for" if before == "since" else before if before in ("for", "in", "after") else "",
    )


def lasting(match: re.Match[str], before: str, text: str) -> Meaning | None:
    """ "The month-long campaign"."""
    return Meaning(Stretch(1, match["unit"].lower()), kind="duration") if _goes_on(match, text) else None


def daypart(match: re.Match[str], before: str, text: str) -> Meaning | None:
    if before not in ("at", "since", "before", "after", "around", "until", "by", "the", "early", "late", "past"):
        return None
    return Meaning(Running("day", 0), anchor="previous")


def since_then(match: re.Match[str], before: str, text: str) -> Meaning | None:
    if not match["then"] and before not in ("has", "have", "had", "ever"):
        return None
    next_word = NEXT_WORD.match(text, match.end())
    if not match["then"] and next_word and next_word[1].lower() in SAYING:
        return None  # "has since confirmed": of the saying
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
    clock = clock_of(
        hour, match["minute"] or match["minute3"], half, zone if zone and "local" not in zone.lower() else None
    )
    return Meaning(Running("day", 0), anchor="previous", clock=clock)


RELATIVE_RULES: dict[str, Rule] = {
    "running": running,
    "weekend": weekend,
    "nth_day": nth_day,
    "start_of": start_of,
    "parted": parted,
    "earlier_in": earlier_in,
    "today": today,
    "now": now,
    "same_day": same_day,
    "away": away,
    "away_bare": away,
    "stretch": stretch,
    "recent": recent,
    "fresh": fresh,
    "before_now": before_now,
    "duration": duration,
    "duration_bare": duration,
    "lasting": lasting,
    "daypart": daypart,
    "since_then": since_then,
    "set": habit,
    "clock": clock_time,
}
