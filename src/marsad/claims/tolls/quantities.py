"""Numbers in words: "at least 12" (12, open), "12" (12, 12), "dozens" (24, open), "70 percent" (0.7)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.claims.lexicon import LanguageFile
from marsad.claims.syntax.parse import Parse

DIGITS = re.compile(r"^\d{1,3}(?:[,.]\d{3})+$|^(?!0\d)\d+$")  # "0600" is an hour
AND_MORE = re.compile(r"^(\d+)\+$")
RANGE = re.compile(r"^(\d+)\s*(?:-|–|—|to)\s*(\d+)$")
Count = tuple[int | None, int | None]
"""(low, high) as claims.md has them: "12" (12, 12), "at least 12" (12, None), "up to 12" (None, 12)."""
FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
FRACTION_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
SEVERAL = frozenset({"several", "many", "few"})
MULTIPLIERS = frozenset({"hundred", "thousand", "million", "dozen"})
RISEN = ("toll up to", "gone up to", "went up to", "goes up to", "going up to", "shot up to", "moved up to")
"""How much has risen to a number: no bound."""
PERCENT = frozenset({"percent", "percentage", "%", "pc"})


def number_at(parse: Parse, i: int, language: LanguageFile) -> Count | None:
    """(low, high) of the number whose head is token i, with its approximators; high is None where open. None: no
    number."""
    word = parse.lower[i]
    if not (word[:1].isdigit() or word in language.numbers or word in language.vague_numbers or "-" in word):
        return None
    low: int | None = None
    high: int | None = None
    if DIGITS.match(word):
        low = high = int(re.sub(r"[,.]", "", word))
        if grouped(parse, i):
            low = high = low * 1000
    elif match := AND_MORE.match(word):
        low = int(match[1])
    elif match := RANGE.match(word):
        low, high = int(match[1]), int(match[2])
    elif word in language.vague_numbers:
        low, high = language.vague_numbers[word] * _of_what(parse, i, language), None
    elif i and parse.lower[i - 1] in SEVERAL and f"{word}s" in language.vague_numbers:
        return language.vague_numbers[f"{word}s"], None  # "several dozen"
    elif word in language.numbers or "-" in word:
        value = _words_value(word.split("-"), language)
        low = high = value
    if low is None:
        return None
    first = i
    while (
        first > 0
        and parse.sentence[first - 1] == parse.sentence[i]
        and (
            follows(parse, first, language)
            or (_hyphen(parse, first) and parse.lower[first - 1] in language.numbers)
            or (_hyphen(parse, first - 1) and parse.lower[first - 2] in language.numbers)
        )
    ):
        first -= 1
    after = parse.lower[i + 1] if i + 1 < parse.size else ""
    if first < i or after in MULTIPLIERS or _hyphen(parse, i + 1) or (after and follows(parse, i + 1, language)):
        last = i
        while last + 1 < parse.size and (
            follows(parse, last + 1, language)
            or (_hyphen(parse, last + 1) and last + 2 < parse.size and parse.lower[last + 2] in language.numbers)
        ):
            last += 1
        value = _words_value(parse.lower[first : last + 1], language)
        if value is not None:
            low, high = value, (value if high is not None else None)
    before = (w for w in parse.lower[max(0, first - 4) : first] if w != "-")
    left = " ".join(before).removesuffix(" a")  # "more than a dozen"
    if word == "dozen" and left.endswith("half"):  # "half a dozen"
        low, high = 6, (6 if high is not None else None)
        left = left.removesuffix("half").rstrip()
    if match := re.search(r"between (\S+) and$", left):
        other = _words_value([match[1]], language)
        if other is not None and other < low:
            return other, low
    ranges = ("-", "–") if left.endswith("from") else ("to", "or", "-", "–")  # "rose from 12 to 15" is no range
    if i + 2 < parse.size and parse.lower[i + 1] in ranges:
        upper = _words_value([parse.lower[i + 2]], language)
        if upper is not None and low < upper < low * 10:
            return low, upper
    approximators = language.approximators
    if left.endswith(approximators["at_least"]):
        return low, None
    if left.endswith(approximators["at_most"]) and not left.endswith(RISEN):
        return None, low
    return low, high


def grouped(parse: Parse, i: int) -> bool:
    """Whether the digits at i go on after a thin space: "1 000 people", where round thousands alone are sure."""
    return (
        parse.lower[i + 1 : i + 2] == ["000"]
        and 1 <= len(parse.lower[i]) <= 3
        and parse.lower[i].isdigit()
        and parse.start[i + 1] == parse.end[i] + 1
    )


def follows(parse: Parse, i: int, language: LanguageFile) -> bool:
    """Whether the number word at i goes on with the number before it: "two hundred", "3 million", "thirty one", not
    "2016 three", "two one"."""
    numbers, word = language.numbers, parse.lower[i]
    if word not in numbers:
        return False
    before = parse.lower[i - 2] if _hyphen(parse, i - 1) else parse.lower[i - 1]
    if word in MULTIPLIERS:
        return before in numbers or bool(DIGITS.match(before))
    return before in MULTIPLIERS or (numbers.get(before, 0) in range(20, 100, 10) and numbers[word] < 10)


def _of_what(parse: Parse, i: int, language: LanguageFile) -> int:
    """ "hundreds of thousands": 1000, by which the hundreds are multiplied; 1 where nothing of the kind follows."""
    if i > 1 and parse.lower[i - 1] == "of" and parse.lower[i - 2] in language.vague_numbers:
        return language.vague_numbers[parse.lower[i - 2]]
    words = parse.lower[i + 1 : i + 3]
    if len(words) == 2 and words[0] == "of" and (power := words[1].removesuffix("s")) != words[1]:
        return max(1, language.numbers.get(power, 1)) if power in ("thousand", "million") else 1
    return 1


def _hyphen(parse: Parse, i: int) -> bool:
    """Whether token i is a hyphen inside a word ("twenty-three")."""
    return (
        0 < i < parse.size - 1
        and parse.words[i] == "-"
        and parse.end[i - 1] == parse.start[i]
        and parse.end[i] == parse.start[i + 1]
    )


def _words_value(words: Sequence[str], language: LanguageFile) -> int | None:
    total, current = 0, 0
    for word in words:
        if DIGITS.match(word):
            value = int(re.sub(r"[,.]", "", word))
        elif word in language.numbers:
            value = language.numbers[word]
        elif word in ("and", "a", "-"):
            continue
        else:
            return None
        if value >= 100 and word in language.numbers:
            current = max(1, current) * value
            if value >= 1000:
                total, current = total + current, 0
        elif word == "dozen":
            current = max(1, current) * 12
        else:
            current += value
    return total + current if words else None


def share_at(parse: Parse, i: int, language: LanguageFile) -> float | None:
    """The share (0 to 1) that the percentage at token i gives: "70 percent" at "percent" or at "70"."""
    own, after = parse.lower[i], parse.lower[i + 1] if i + 1 < parse.size else ""
    if own[-1:] != "%" and after not in ("of", "the") and PERCENT.isdisjoint((own, after)):
        return None
    for at in (i, i + 1):
        if at < parse.size and parse.lower[at] in PERCENT:
            for back in range(at - 1, max(at - 3, -1), -1):
                word = parse.lower[back].rstrip("%")
                if re.fullmatch(r"\d{1,3}(\.\d+)?", word) and float(word) <= 100:
                    return round(float(word) / 100, 4)
                if word in language.numbers and language.numbers[word] <= 100:
                    return language.numbers[word] / 100
    before = parse.lower[i - 1] if i else ""
    if after in ("of", "the") and (own == "half" or before in FRACTION_COUNTS):
        parts = FRACTIONS.get(own.removesuffix("s"))
        if parts is not None:
            return round(min(1.0, FRACTION_COUNTS.get(before, 1) / parts), 4)
    if match := re.fullmatch(r"(\d{1,3})%", own):
        return int(match[1]) / 100
    return None
