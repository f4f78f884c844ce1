"""Which years a match means: a part or a quarter of one, several, a decade, a century, a bare number that is one."""

from __future__ import annotations

import re

from marsad.resolve.times.dates import Years
from marsad.resolve.times.grammar import PREPOSITIONS, Meaning, Rule
from marsad.resolve.times.lexicon import PART_NAMES

YEAR_PREPOSITIONS = PREPOSITIONS - {"to", "from", "between"}
QUARTERS = ("first", "second", "third", "fourth")
YEAR_OF = re.compile(
    r"\s+(?:war|conflict|invasion|uprising|revolt|offensive|campaign|operation|battle|siege|massacre|attack|raid|"
    r"agreement|accord|deal|truce|ceasefire|resolution|coup|crackdown|bombing|genocide|intervention)\b",
    re.IGNORECASE,
)
"""What a year names without a preposition ("a 1993 accord")."""
LISTED = re.compile(r"\b(?:19|20)\d\d,?\s$")
"""A year before another: "in 2012, 2013 and 2016"."""
ONWARD = re.compile(r"\s+on(?:wards?)?\b(?!\s+the\b)")
OLDEST_COUNTED = 1900
"""Years before it are rarer in news than counts of as many."""


def quarter(match: re.Match[str], before: str, text: str) -> Meaning | None:
    year = int(match["year"])
    return Meaning(Years(year, year, f"{QUARTERS[int(match['quarter']) - 1]} quarter"), anchor="absolute")


def year_part(match: re.Match[str], before: str, text: str) -> Meaning | None:
    year = int(match["year"])
    return Meaning(Years(year, year, PART_NAMES[match["part"].lower()]), anchor="absolute")


def year_range(match: re.Match[str], before: str, text: str) -> Meaning | None:
    first, tail = int(match["year"]), match["year2"]
    last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
    if not first < last <= first + 99 or (match["mark"] == "/" and last != first + 1):
        return None
    return Meaning(Years(first, last), anchor="absolute")


def years(match: re.Match[str], before: str, text: str) -> Meaning | None:
    """From 2012 to 2016: years, unless both are round, as numbers of men are ("between 1800 and 2000 of them")."""
    first, last = int(match["year"]), int(match["year2"])
    if first >= last or first % 100 == last % 100 == 0:
        return None
    return Meaning(Years(first, last), anchor="absolute", direction="range")


def bare_year(match: re.Match[str], before: str, text: str) -> Meaning | None:
    year, determined = int(match["year"]), match[0][0] in "tT"
    linked = before in ("and", "to", "or") and re.search(
        r"\b(?:19|20)\d\d\s+\w+\s+$", text[max(0, match.start() - 12) : match.start()]
    )
    listed = LISTED.search(text, max(0, match.start() - 6), match.start())
    begun = before == "from" and ONWARD.match(text, match.end())
    named = before.isalpha() and YEAR_OF.match(text, match.end())
    cited = text[match.end() : match.end() + 1] == ")" and text[: match.start()].rstrip(" ")[-1:] in "(,-–;"
    if not (before in YEAR_PREPOSITIONS or determined or linked or listed or begun or named or cited):
        return None
    if year < OLDEST_COUNTED and (determined or before not in ("in", "since")) and not (named or cited):
        return None  # "the 1800 fighters", "by 1700"
    if year % 1000 == 0 and (determined or before not in ("in", "since")):
        return None  # "the 2000 rebels": a count, not the year
    return Meaning(Years(year, year), anchor="absolute")


def decade(match: re.Match[str], before: str, text: str) -> Meaning | None:
    year, part = int(match["year"]), match["part"]
    return Meaning(Years(year, year + 9, PART_NAMES[part.lower()] if part else ""), anchor="absolute")


def century(match: re.Match[str], before: str, text: str) -> Meaning | None:
    """As it is spoken of (and dated in TEI): the 19th century is the 1800s."""
    first = (int(match["ordinal"]) - 1) * 100
    return Meaning(Years(max(1, first), first + 99), anchor="absolute") if first >= 0 else None


YEAR_RULES: dict[str, Rule] = {
    "quarter": quarter,
    "year": year_part,
    "year_range": year_range,
    "years": years,
    "decade": decade,
    "century": century,
    "bare_year": bare_year,
}
