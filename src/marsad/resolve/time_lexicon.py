"""Words and patterns of English temporal expressions, as newsrooms write and as damaged texts print them.

Each rule is a compiled pattern, tried only at tokens that can start it (`STARTERS`), so that a text is scanned once.
Months and weekdays that are also words or names ("may", "march", "Jan Egeland", "sun") need a day, a year or a
preposition beside them; that check is in `time_grammar`.
"""

from __future__ import annotations

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat",
         "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
AMBIGUOUS_MONTHS = frozenset(["may", "march", "jan", "mar", "jun", "sep", "dec", "april", "june", "august"])
"""Also verbs, nouns or names: alone they are a month only after a preposition or a determiner."""
FULL_WEEKDAYS = frozenset(name for name in WEEKDAYS if name.endswith("day"))

NUMBERS = {
    name: number
    for number, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100}
FEW = {"few": (2, 5), "a few": (2, 5), "several": (2, 7), "a couple of": (2, 3), "couple of": (2, 3), "many": (3, None)}
"""Vague numbers as (low, high), the readings of Ferreira et al.'s studies of English quantifiers rounded outward."""
UNSAID = {"hour": (1, 23), "day": (2, 6), "week": (2, 4), "month": (2, 11), "year": (2, None), "decade": (2, None)}
"""A bare plural ("weeks ago") is more than one and less than one of the next larger unit."""
RECENT = {"hour": (1, "day"), "day": (7, "day"), "week": (1, "month"), "month": (4, "month"), "year": (3, "year")}
"""How far "in recent days", "in recent weeks"... reaches back: about one of the next larger unit."""

ZONES = {
    "gmt": "+00:00", "utc": "+00:00", "z": "+00:00", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00",
    "eet": "+02:00", "eest": "+03:00", "msk": "+03:00", "est": "-05:00", "edt": "-04:00", "cst": "-06:00",
    "cdt": "-05:00", "pst": "-08:00", "pdt": "-07:00", "trt": "+03:00", "irst": "+03:30",
}  # fmt: skip
"""Zone abbreviations as news agencies use them (BST is British Summer Time, CST the American one)."""

SAYING = frozenset(
    [
        "said",
        "say",
        "says",
        "saying",
        "told",
        "tells",
        "reported",
        "reports",
        "reporting",
        "announced",
        "announces",
        "announcing",
        "added",
        "adds",
        "adding",
        "stated",
        "states",
        "confirmed",
        "confirms",
        "confirming",
        "claimed",
        "claims",
        "declared",
        "declares",
        "noted",
        "notes",
        "warned",
        "wrote",
        "tweeted",
        "statement",
        "interview",
        "briefing",
        "conference",
        "according",
        "issued",
        "quoted",
        "reiterated",
        "stressed",
        "revealed",
        "acknowledged",
        "vowed",
        "spoke",
        "speaking",
        "informed",
        "published",
        "posted",
    ]
)
"""Verbs and nouns of saying: a day beside one of them is the day of speaking."""

COUNTED = (
    r"(?:people|persons?|civilians?|fighters?|militants?|soldiers?|troops|rebels?|children|wom[ae]n|m[ae]n|members|families|"
    r"villages|towns|homes|houses|others|bodies|prisoners|detainees|refugees|residents|victims|deaths|"
    r"casualties|strikes?|airstrikes?|raids?|rockets?|shells?|mortars?|missiles?|mines?|bombs?|tanks?|vehicles|"
    r"terrorists?|jihadists?|insurgents?|policemen|officers?|percent|per|km|kilometers?|kilometres?|miles?|met(?:er|re)s?|"
    r"kg|tons?|tonnes?|dollars?|hours?|days?|weeks?|months?|years?|minutes?|times|cases|square|million|thousand)"
)
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b(?:\.(?=\s*\d))?"
)
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)\b"
_DAY2 = _DAY.replace("day", "day2")
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d%]|[,.]\d)\b"
_COUNT_AHEAD = rf"(?!\s+{COUNTED}\b)"
COUNT_AHEAD = re.compile(rf"\s+{COUNTED}\b", re.IGNORECASE)
_WEEKDAY = r"(?P<weekday>(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:r(?:s)?)?|Fri|Sat(?:ur)?|Sun)(?:day(?=s?\b))?)\b\.?"
_WEEKDAY_FULL = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?P<plural>s)?\b"
_SOME = (
    r"(?P<hedge>(?:about|around|nearly|almost|some|at least|more than|over|less than|under|just|roughly|barely)\s+)?"
)
_NUMBER = (
    r"(?P<number>\d{1,3}(?:\.\d{1,2})?|a few|few|several|many|a couple of|couple of|"
    + "|".join(sorted(NUMBERS, key=len, reverse=True))
    + r")(?P<half>\s+and\s+a\s+half)?"
)
_UNIT = r"(?P<unit>minute|hour|day|night|week|weekend|month|year|decade)s?\b"
_PART = r"(?P<part>early|earlier|mid|middle|late|later|beginning|start|end|first half|second half)"
_DAYPART = r"(?P<daypart>dawn|daybreak|morning|noon|midday|afternoon|evening|night|midnight|overnight)"
_RANGE = r"\s*(?:-|–|—|\bto\b|\band\b|\buntil\b|\bthrough\b)\s*"


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_OF = r"(?:\s+(?:of|in|days?\s+of|part\s+of|hours\s+of))*(?:\s+the)?"

RULES: dict[str, re.Pattern[str]] = {
    "iso": _rule(
        r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
        r"(?:[T ](?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::\d\d(?:\.\d+)?)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
    ),
    "numeric": _rule(r"(?P<first>\d{1,2})(?P<sep>[/.-])(?P<second>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d.%/-])"),
    "weekday_date": _rule(
        rf"{_WEEKDAY},?\s+(?:the\s+)?(?:{_MONTH},?\s+{_DAY}|{_DAY.replace('day>', 'dayb>')}(?:\s+of)?[\s-]+"
        rf"{_MONTH.replace('month>', 'monthb>')})(?:,?\s+{_YEAR})?"
    ),
    "day_range_month": _rule(rf"{_DAY}{_RANGE}{_DAY2}(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?"),
    "month_day_range": _rule(rf"{_MONTH}\s+{_DAY}{_RANGE}{_DAY2}(?:,?\s+{_YEAR})?"),
    "day_month": _rule(rf"(?:the\s+)?{_DAY}(?:\s+of)?[\s-]+{_MONTH}(?:[\s-]+(?:of\s+)?(?P<which>last|this|next)\s+year|,?[\s-]+{_YEAR})?"),
    "glued": _rule(rf"{_MONTH}\s+(?P<day>[12]\d|3[01]|0?[1-9])(?P<year>(?:19|20)\d\d)\b"),
    "month_day": _rule(rf"{_MONTH}\s+{_DAY}(?:\s*(?P<which>last|this|next)\s+year|,?\s*{_YEAR})?"),
    "month": _rule(
        rf"(?:(?:the\s+)?(?P<which>last|past|next|this)\s+|(?:the\s+)?{_PART}{_OF}[\s-]*)?{_MONTH}"
        rf"(?:,?\s+(?:of\s+)?(?:{_YEAR}|(?P<whichyear>last|this|next)\s+year|the\s+(?P<prevyear>previous)\s+year))?"
    ),
    "season": _rule(
        rf"(?:(?:the\s+)?(?P<which>last|past|next|this)\s+|(?:the\s+)?{_PART}{_OF}[\s-]*|(?P<the>the)\s+)?"
        rf"(?P<season>spring|summer|autumn|fall|winter)\b(?:,?\s+(?:of\s+)?{_YEAR})?"
    ),
    "year": _rule(rf"(?:the\s+)?{_PART}{_OF}[\s-]*{_YEAR}"),
    "year_range": _rule(r"(?P<year>(?:19|20)\d\d)(?P<mark>-|–|/)(?P<year2>(?:19|20)?\d\d)(?![\d-])"),
    "bare_year": _rule(rf"(?:the\s+(?:year\s+)?)?{_YEAR}(?P<decade>s)?{_COUNT_AHEAD}(?!-(?!\d))"),
    "weekday": _rule(
        rf"(?:(?P<which>last|past|next|this|every|each|the\s+previous|the\s+following)\s+)?(?:(?P<part>early|late)\s+(?:on\s+)?)?"
        rf"{_WEEKDAY_FULL}(?:\s+(?:at\s+)?{_DAYPART}\b)?"
    ),
    "running": _rule(
        r"(?:the\s+)?(?P<which>last|past|previous|next|this|coming|following)\s+(?P<unit>day|night|week|weekend|month|year|decade"
        r"|morning|afternoon|evening)(?!-)\b"
    ),
    "parted": _rule(
        rf"(?:the\s+)?{_PART}{_OF}\s+(?P<which>last|this|next|previous)\s+(?P<unit>week|weekend|month|year)\b"
    ),
    "earlier_in": _rule(r"(?P<part>earlier|later|early|late)\s+(?:in\s+the\s+|on\s+the\s+|that\s+|the\s+same\s+)(?P<unit>day|week|month|year)\b"),
    "today": _rule(
        r"(?:(?P<part>earlier|early|late|later)\s+)?(?P<word>today|yesterday|tomorrow|tonight|overnight|(?:the\s+)?day\s+before\s+yesterday)\b"
        rf"(?:\s+{_DAYPART}\b)?"
    ),
    "now": _rule(
        r"(?P<word>so\s+far|to\s+date|until\s+now|till\s+now|up\s+to\s+now|right\s+now|now|currently|presently|nowadays|"
        r"at\s+present|at\s+the\s+moment|for\s+the\s+moment|recently|lately|at\s+this\s+hour|these\s+days)\b"
    ),
    "same_day": _rule(
        r"(?:(?:on\s+)?the\s+same\s+(?P<same>day|night|morning|afternoon|evening|week|month|year)|"
        r"(?:on\s+)?that\s+(?P<that>day|night|morning|afternoon|evening|week|month|year)|"
        r"the\s+(?P<which>previous|next|following)\s+(?P<unit>day|night|morning|evening|week|month|year)|"
        r"the\s+(?P<unit2>day|night|evening|week|month|year)\s+(?P<side>before|after|earlier|later))\b(?!\s+yesterday)"
    ),
    "away": _rule(rf"{_SOME}{_NUMBER}[\s-]+(?:full\s+|whole\s+)?{_UNIT}\s+(?P<side>ago|earlier|before|prior|later|after|from\s+now|back)\b"),
    "away_bare": _rule(r"(?P<unit>hours|days|weeks|months|years|decades)\s+(?P<side>ago|earlier|before|later|after)\b"),
    "stretch": _rule(
        rf"(?:the\s+)?(?P<which>last|past|previous|next|coming|first)\s+(?:{_SOME}{_NUMBER}\s+)?(?P<unit>hour|day|night|week|month|year|decade)s?\b"
    ),
    "recent": _rule(r"(?P<which>recent|coming)\s+(?P<unit>hour|day|week|month|year)s\b"),
    "fresh": _rule(r"recent\b"),
    "before_now": _rule(
        r"(?:(?:previously|formerly)(?!\s+(?:known|called|named|the\b|al\b|(?-i:[A-Z])))|"
        r"in\s+the\s+past(?!\s+(?:[\d\w]+\s+)?(?:and\s+a\s+half\s+)?(?:few\s+)?(?:hour|day|night|week|month|year|decade)s?\b)|"
        r"once(?=\s+(?:a|an|the|held|controlled|home)\b)|regularly|routinely)\b"
    ),
    "duration": _rule(rf"{_SOME}{_NUMBER}[\s-]+(?:full\s+|whole\s+|long\s+|straight\s+|consecutive\s+)?{_UNIT}(?P<tail>-?(?:long|old)\b)?"),
    "duration_bare": _rule(r"(?P<unit>hours|days|weeks|months|years|decades)\b"),
    "daypart": _rule(r"(?P<daypart>dawn|daybreak|sunrise|midnight|noon|midday|sunset|nightfall|dusk|morning|afternoon|evening)\b(?!\s+prayers?)"),
    "since_then": _rule(r"since(?P<then>\s+then\b)?"),
    "set": _rule(r"(?:(?:every|each)\s+(?:other\s+)?(?P<unit>day|night|week|month|year|morning|evening)|(?:near-)?daily|weekly|monthly|nightly)\b"),
    "clock": _rule(
        rf"(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))(?::[0-5]\d)?\s?(?P<half>[ap]\.?m\b\.?)?|(?P<hour2>1[0-2]|0?[1-9])\s?(?P<half2>[ap]\.?m\b\.?)|"
        rf"(?P<hour3>[01]\d|2[0-3])(?P<minute3>[0-5]\d)(?=\s?(?:GMT|UTC|hours\b|local)))"
        rf"\s?(?:\(?(?P<zone>{'|'.join(z.upper() for z in ZONES)}|local\s+time)\b\)?)?"
    ),
}  # fmt: skip


def _starters() -> dict[str, tuple[str, ...]]:
    """Lower-case first token -> names of the rules to try there, the most specific first. "#" stands for digits."""
    months, weekdays, seasons = tuple(MONTHS), tuple(WEEKDAYS), ("spring", "summer", "autumn", "fall", "winter")
    parts = ["early", "earlier", "mid", "middle", "late", "later", "beginning", "start", "end", "first", "second"]
    hedges = [
        "about",
        "around",
        "nearly",
        "almost",
        "some",
        "at",
        "more",
        "over",
        "less",
        "under",
        "just",
        "roughly",
        "barely",
    ]
    units = ["hours", "days", "weeks", "months", "years", "decades"]
    order: list[tuple[str, tuple[str, ...] | list[str]]] = [
        ("iso", ["#"]), ("numeric", ["#"]), ("clock", ["#"]), ("weekday_date", weekdays),
        ("day_range_month", ["#"]), ("month_day_range", months), ("day_month", ["#", "the"]), ("month_day", months), ("glued", months),
        ("parted", [*parts, "the"]), ("month", [*months, *parts, "last", "past", "next", "this", "the"]),
        ("season", [*seasons, *parts, "last", "past", "next", "this", "the"]),
        ("year", [*parts, "the"]), ("year_range", ["#"]), ("bare_year", ["#", "the"]),
        ("earlier_in", ["earlier", "later", "early", "late"]),
        ("today", ["today", "yesterday", "tomorrow", "tonight", "overnight", "day", "the", "earlier", "early", "late", "later"]),
        ("weekday", [*sorted(FULL_WEEKDAYS), *(d + "s" for d in sorted(FULL_WEEKDAYS)), "last", "past", "next", "this",
                     "every", "each", "the", "early", "late"]),
        ("away", [*NUMBERS, *hedges, "few", "several", "couple", "many", "#"]), ("away_bare", units),
        ("same_day", ["the", "that", "on"]),
        ("running", ["the", "last", "past", "previous", "next", "this", "coming", "following"]),
        ("stretch", ["the", "last", "past", "previous", "next", "coming", "first"]),
        ("recent", ["recent", "coming"]), ("fresh", ["recent"]),
        ("before_now", ["previously", "formerly", "in", "once", "regularly", "routinely"]),
        ("daypart", ["dawn", "daybreak", "sunrise", "midnight", "noon", "midday", "sunset", "nightfall", "dusk", "morning", "afternoon", "evening"]),
        ("since_then", ["since"]),
        ("set", ["every", "each", "daily", "weekly", "monthly", "nightly", "near"]),
        ("duration", [*NUMBERS, *hedges, "few", "several", "couple", "many", "#"]), ("duration_bare", units),
        ("now", ["so", "to", "until", "till", "up", "right", "now", "currently", "presently", "nowadays", "at", "for", "recently", "lately", "these"]),
    ]  # fmt: skip
    starters: dict[str, list[str]] = {}
    for rule, words in order:
        for word in words:
            starters.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in starters.items()}


STARTERS = _starters()
TOKEN = re.compile(r"[A-Za-z]+|\d+")
