"""The patterns of temporal expressions: one a rule, compiled once, tried only at the tokens that can start it.

Patterns accept what newsrooms write and what damaged texts print (no commas, no apostrophes, date and year glued).
Whether a match is a time at all ("may", "march", "Jan Egeland") is for its rule's function to say.
"""

from __future__ import annotations

import re

from marsad.resolve.times.lexicon import (
    COUNTED,
    HEDGES,
    LONG_HEDGES,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PART_NAMES,
    PARTS_OF_DAY,
    SEASON_NAMES,
    WEEKDAY_NAMES,
    WEEKDAYS,
    ZONES,
    words,
)


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _any(options: list[str] | tuple[str, ...] | dict[str, int] | dict[str, str]) -> str:
    return "|".join(option.replace(" ", r"\s+") for option in sorted(options, key=len, reverse=True))


_COUNTED = rf"\s+(?:{_any(COUNTED)})\b"
COUNT_AHEAD = _rule(_COUNTED)
_MONTH = rf"(?P<month>{_any(MONTHS)})\b(?:\.(?=\s*\d))?"
_DAY_NUMBER, _DAY_END = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?", r"(?![\d%]|[.,:]\d)\b"
_DAY = _DAY_NUMBER + _DAY_END
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?![\d%]|[,.]\d)\b"
_WEEKDAY = rf"(?P<weekday>{_any(WEEKDAYS)})\b\.?"
_SOME = rf"(?:(?P<hedge>{_any([*HEDGES, *LONG_HEDGES])})\s+)?"
_NUMBER = (
    rf"(?P<number>\d{{1,3}}(?:\.\d{{1,2}})?|{_any(['a few', 'few', 'several', 'many', 'a couple of', 'couple of'])}"
    rf"|{_any(NUMBERS)})(?P<half>\s+and\s+a\s+half)?"
)
_UNIT = r"(?P<unit>minute|hour|day|night|week|fortnight|weekend|month|year|decade)s?\b"
_HALF = r"(?P<half2>\s+and\s+a\s+half)?"
_PLURAL_UNIT = r"(?P<unit>hours|days|weeks|months|years|decades)\b"
_PART = rf"(?P<part>{_any(PART_NAMES)})(?:\s+(?:of|in|days?\s+of|part\s+of|hours\s+of))*(?:\s+the)?"
_DAYPART = rf"(?P<daypart>{_any([*PARTS_OF_DAY, 'night', 'overnight'])})"
_RANGE = r"\s*(?:-|–|—|\bto\b|\band\b|\buntil\b|\bthrough\b)\s*"
_DAY_MORE = rf"{_DAY_NUMBER}(?:,\s*\d{{1,2}}(?:st|nd|rd|th)?)*{_DAY_END}"
_WHICH = r"(?P<which>last|past|next|this)"

RULES: dict[str, re.Pattern[str]] = {
    "iso": _rule(
        r"(?P<year>(?:19|20)\d\d)(?P<sep>[/.-])(?P<month>0[1-9]|1[0-2])(?P=sep)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
        r"(?:[T ](?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::\d\d(?:\.\d+)?)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
    ),
    "numeric": _rule(
        r"(?P<first>\d{1,2})(?P<sep>[/.-])(?P<second>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d.%/-])"
    ),
    "weekday_date": _rule(
        rf"{_WEEKDAY},?\s+(?:the\s+)?(?:{_MONTH},?\s+{_DAY}|{_DAY.replace('day>', 'dayb>')}(?:\s+of)?[\s-]+"
        rf"{_MONTH.replace('month>', 'monthb>')})(?:,?\s+{_YEAR})?"
    ),
    "day_range_month": _rule(
        rf"{_DAY_MORE}{_RANGE}{_DAY.replace('day', 'day2')}(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?"
    ),
    "month_day_range": _rule(rf"{_MONTH}\s+{_DAY_MORE}{_RANGE}{_DAY.replace('day', 'day2')}(?:,?\s+{_YEAR})?"),
    "day_month": _rule(
        rf"(?:the\s+)?{_DAY}(?:\s+of)?[\s-]+{_MONTH}"
        rf"(?:[\s-]+(?:of\s+)?(?P<which>last|this|next)\s+year|,?[\s-]+{_YEAR})?"
    ),
    "month_day": _rule(rf"{_MONTH}\s+{_DAY}(?:\s*(?P<which>last|this|next)\s+year|,?\s*{_YEAR})?"),
    "glued": _rule(rf"{_MONTH}\s+(?P<day>[12]\d|3[01]|0?[1-9])(?P<year>(?:19|20)\d\d)\b"),
    "month_day_of": _rule(
        r"(?:the\s+)?(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)\s+of\s+(?P<which>last|this|next)\s+month\b"
    ),
    "holiday": _rule(
        r"(?P<name>new\s+year(?:['’]?s)?\s+eve|new\s+year(?:['’]?s)?\s+day|christmas\s+eve|christmas(?:\s+day)?)\b"
        rf"(?:,?\s+(?:of\s+)?{_YEAR})?"
    ),
    "quarter": _rule(rf"q(?P<quarter>[1-4])\s+(?:of\s+)?{_YEAR}"),
    "month": _rule(
        rf"(?:(?:the\s+)?{_WHICH}\s+|(?:the\s+)?{_PART}[\s-]*)?{_MONTH}"
        rf"(?:,?\s+(?:(?:of|in)\s+)?(?:{_YEAR}|(?P<whichyear>last|this|next)\s+year|the\s+(?P<prevyear>previous)\s+year))?"
    ),
    "season": _rule(
        rf"(?:(?:the\s+)?{_WHICH}\s+|(?:the\s+)?{_PART}[\s-]*|(?P<the>the)\s+)?"
        rf"(?P<season>{_any(SEASON_NAMES)})\b(?:,?\s+(?:of\s+)?{_YEAR})?"
    ),
    "year": _rule(rf"(?:the\s+)?{_PART}[\s-]*{_YEAR}"),
    "year_range": _rule(r"(?P<year>(?:19|20)\d\d)(?P<mark>-|–|/)(?P<year2>(?:19|20)?\d\d)(?![\d-])"),
    "years": _rule(
        r"(?:from|between)\s+(?P<year>(?:1[6-9]|20)\d\d)(?:\s+(?:to|and|until|till|through)\s+|\s*[-–—]\s*)"
        rf"(?P<year2>(?:1[6-9]|20)\d\d)(?![\d%]|[,.]\d)\b(?!{_COUNTED})"
    ),
    "decade": _rule(rf"(?:(?:the\s+)?{_PART}[\s-]+)?(?:the\s+)?(?P<year>(?:1[6-9]|20)\d0)['’]?s\b"),
    "century": _rule(r"(?:the\s+)?(?P<ordinal>1?\d|2[01])(?:st|nd|rd|th)[\s-]+century\b"),
    "bare_year": _rule(rf"(?:the\s+(?:year\s+)?)?{_YEAR}(?!{_COUNTED})(?!-(?!\d))"),
    "weekday": _rule(
        rf"(?:(?P<which>last|past|next|this|every|each|the\s+previous|the\s+following)\s+)?"
        rf"(?:(?P<part>early|late)\s+(?:on\s+)?|(?P<night>overnight)\s+(?:on\s+)?)?"
        rf"(?P<weekday>{_any(WEEKDAY_NAMES)})(?P<plural>s)?\b"
        rf"(?:\s+(?:at\s+)?{_DAYPART}\b)?(?:,?\s+(?:of\s+)?(?P<week>last|this|next)\s+week\b)?"
    ),
    "running": _rule(
        r"(?:the\s+)?(?P<which>last|past|previous|next|this|coming|following)\s+"
        r"(?P<unit>day|night|week|weekend|month|year|decade|morning|afternoon|evening)(?!-)\b"
    ),
    "weekend": _rule(
        r"(?:(?:at|over|during)\s+)?the\s+weekend\b|weekend(?=\s+(?:air\s+|rocket\s+|bomb\s+)?(?:raid|strike|airstrike|"
        r"attack|clash(?:es)?|fighting|bombing|shelling|violence|assault|killing|blast)s?\b)"
    ),
    "nth_day": _rule(
        rf"(?:for|enter(?:s|ed|ing)|into)\s+(?:the|a|its|their)\s+(?P<ordinal>{_any(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\s+"
        r"(?:(?:straight|consecutive|successive|running)\s+)?(?P<unit>day|night|week|month|year)\b(?!['’])"
    ),
    "start_of": _rule(
        r"the\s+(?P<part>start|beginning|middle|end)\s+of\s+(?:the|this)\s+(?P<unit>week|month|year)\b(?!\s*-)"
    ),
    "parted": _rule(rf"(?:the\s+)?{_PART}\s+(?P<which>last|this|next|previous)\s+(?P<unit>week|weekend|month|year)\b"),
    "earlier_in": _rule(
        r"(?P<part>earlier|later|early|late)\s+(?:in\s+the|on\s+the|that|the\s+same)\s+(?P<unit>day|week|month|year)\b"
    ),
    "today": _rule(
        r"(?:(?P<part>earlier|early|late|later)\s+)?(?P<word>today|yesterday|tomorrow|tonight|overnight|"
        r"(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow)|(?:the\s+)?night\s+before\s+last)"
        rf"\b(?:\s+{_DAYPART}\b)?"
    ),
    "now": _rule(
        r"(?P<word>so\s+far|to\s+date|until\s+now|till\s+now|up\s+to\s+now|right\s+now|now|currently|presently|nowadays|"
        r"at\s+present|at\s+the\s+moment|for\s+the\s+moment|recently|lately|at\s+this\s+hour|these\s+days)\b"
    ),
    "same_day": _rule(
        r"(?:(?:on\s+)?the\s+same\s+(?P<same>day|night|morning|afternoon|evening|week|month|year)|"
        r"(?:on\s+)?that\s+(?:same\s+)?(?P<that>day|night|morning|afternoon|evening|week|month|year)|"
        r"the\s+(?P<which>previous|next|following)\s+(?P<unit>day|night|morning|evening|week|month|year)|"
        r"the\s+(?P<unit2>day|night|evening|week|month|year)\s+(?P<side>before|after|earlier|later))\b(?!\s+yesterday)"
    ),
    "away": _rule(
        rf"{_SOME}{_NUMBER}[\s-]+(?:full\s+|whole\s+)?{_UNIT}{_HALF}\s+"
        r"(?P<side>ago|earlier|before|prior|later|after|from\s+now|back)\b"
    ),
    "away_bare": _rule(rf"{_PLURAL_UNIT}\s+(?P<side>ago|earlier|before|later|after)\b"),
    "stretch": _rule(
        rf"(?:the\s+)?(?P<which>last|past|previous|next|coming|first)\s+(?:{_SOME}{_NUMBER}\s+)?"
        r"(?P<unit>hour|day|night|week|month|year|decade)s?\b"
    ),
    "recent": _rule(r"(?P<which>recent|coming)\s+(?P<unit>hour|day|week|month|year)s\b"),
    "fresh": _rule(r"recent\b"),
    "before_now": _rule(
        r"(?:(?:previously|formerly)(?!\s+(?:known|called|named|the\b|al\b|(?-i:[A-Z])))|once(?=\s+(?:a|an|the|held|"
        r"controlled|home)\b)|regularly|routinely|sporadically|frequently|repeatedly|round\s+the\s+clock|"
        r"(?:every\s+)?now\s+and\s+(?:then|again)|from\s+time\s+to\s+time|(?:almost|nearly)\s+(?:daily|every\s+day)|"
        r"on\s+multiple\s+occasions|in\s+the\s+past(?!\s+(?:\w+\s+)?(?:and\s+a\s+half\s+)?(?:few\s+)?"
        r"(?:hour|day|night|week|month|year|decade)s?\b))\b"
    ),
    "duration": _rule(
        rf"{_SOME}{_NUMBER}[\s-]+(?:full\s+|whole\s+|long\s+|straight\s+|consecutive\s+)?{_UNIT}(?P<tail>-?(?:long|old)\b)?"
    ),
    "duration_bare": _rule(_PLURAL_UNIT),
    "lasting": _rule(r"(?P<unit>week|month|year)-(?:long|old)\b"),
    "daypart": _rule(rf"(?P<daypart>{_any(PARTS_OF_DAY)})\b(?!\s+prayers?)"),
    "since_then": _rule(r"since(?P<then>\s+then\b)?"),
    "set": _rule(
        r"(?:(?:every|each)\s+(?:other\s+)?(?P<unit>day|night|week|month|year|morning|evening)|"
        r"(?:near-)?daily|weekly|monthly|nightly|(?:once|twice)\s+(?:a|every)\s+(?:day|night|week|month|year)|"
        r"day\s+and\s+night)\b"
    ),
    "clock": _rule(
        r"(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))(?::[0-5]\d)?\s?(?P<half>[ap]\.?m\b\.?)?|"
        r"(?P<hour2>1[0-2]|0?[1-9])\s?(?P<half2>[ap]\.?m\b\.?)|"
        r"(?P<hour3>[01]\d|2[0-3])(?P<minute3>[0-5]\d)(?=\s?(?:GMT|UTC|hours\b|local)))"
        rf"\s?(?:\(?(?P<zone>{_any(ZONES)}|local\s+time)\b\)?)?"
    ),
}

_PART_WORDS = words("early earlier mid middle late later beginning start end first second third fourth last final")
_WHICH_WORDS = words("last past next this")
_NUMBER_WORDS = (*NUMBERS, *HEDGES, *words("at more less few several couple many #"))
_UNIT_WORDS = words("hours days weeks months years decades")
_STARTS: tuple[tuple[str, tuple[str, ...]], ...] = (  # "#" is a run of digits; the most specific rules come first
    ("iso", ("#",)),
    ("numeric", ("#",)),
    ("clock", ("#",)),
    ("weekday_date", tuple(WEEKDAYS)),
    ("day_range_month", ("#",)),
    ("month_day_range", tuple(MONTHS)),
    ("day_month", words("# the")),
    ("month_day", tuple(MONTHS)),
    ("glued", tuple(MONTHS)),
    ("weekend", words("at over during the weekend")),
    ("nth_day", words("for enter enters entered entering into")),
    ("start_of", ("the",)),
    ("parted", (*_PART_WORDS, "the")),
    ("month_day_of", words("# the")),
    ("holiday", words("new christmas")),
    ("quarter", ("q",)),
    ("month", (*MONTHS, *_PART_WORDS, *_WHICH_WORDS, "the")),
    ("season", (*SEASON_NAMES, *_PART_WORDS, *_WHICH_WORDS, "the")),
    ("year", (*_PART_WORDS, "the")),
    ("year_range", ("#",)),
    ("years", words("from between")),
    ("decade", (*_PART_WORDS, *words("# the"))),
    ("century", words("# the")),
    ("bare_year", words("# the")),
    ("earlier_in", words("earlier later early late")),
    (
        "weekday",
        (
            *WEEKDAY_NAMES,
            *(name + "s" for name in WEEKDAY_NAMES),
            *_WHICH_WORDS,
            *words("every each the early late overnight"),
        ),
    ),
    ("today", words("today yesterday tomorrow tonight overnight day night the earlier early late later")),
    ("away", _NUMBER_WORDS),
    ("away_bare", _UNIT_WORDS),
    ("same_day", words("the that on")),
    ("running", words("the last past previous next this coming following")),
    ("stretch", words("the last past previous next coming first")),
    ("recent", words("recent coming")),
    ("fresh", words("recent")),
    (
        "before_now",
        words(
            "almost nearly previously formerly in once regularly routinely sporadically frequently repeatedly round "
            "every now from on"
        ),
    ),
    ("daypart", PARTS_OF_DAY),
    ("since_then", words("since")),
    ("set", words("every each daily weekly monthly nightly near once twice day")),
    ("duration", _NUMBER_WORDS),
    ("duration_bare", _UNIT_WORDS),
    ("lasting", words("week month year")),
    ("now", words("so to until till up right now currently presently nowadays at for recently lately these")),
)
STARTERS: dict[str, tuple[str, ...]] = {
    word: tuple(rule for rule, starts in _STARTS if word in starts)
    for word in {word for _, starts in _STARTS for word in starts}
}
"""Lower-case first token -> names of the rules to try there, in order."""
_SECONDS = frozenset(
    (
        *(word for names in (MONTHS, WEEKDAYS, SEASON_NAMES, NUMBERS, HEDGES, PARTS_OF_DAY) for word in names),
        *(*_PART_WORDS, *_WHICH_WORDS, *_UNIT_WORDS, *(name + "s" for name in WEEKDAY_NAMES)),
        *words("# same previous following coming minute hour day night week fortnight weekend month quarter year"),
        *words("decade minutes nights"),
        *words("few several couple many at more less than full whole half"),
    )
)
SECONDS: dict[str, frozenset[str]] = dict.fromkeys(words("the a an first some over more about one two"), _SECONDS) | {
    "at": frozenset(words("least present the this")),
    "for": frozenset(words("the a")),
    "in": frozenset(words("the")),
    "on": frozenset(words("the that multiple")),
    "from": frozenset(words("time #")),
    "between": frozenset(words("#")),
    "over": frozenset((*_SECONDS, "the")),
    "during": frozenset(words("the")),
    "so": frozenset(words("far")),
    "that": frozenset(words("same day night morning afternoon evening week month year")),
    "new": frozenset(words("year years")),
    "q": frozenset(words("#")),
    "to": frozenset(words("date")),
    "up": frozenset(words("to")),
}
"""Frequent first words with the second words ("#": digits) that an expression needs: saves most of the attempts."""
TOKEN = re.compile(r"[A-Za-z]+|\d+")
