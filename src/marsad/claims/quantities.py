"""Numbers in words: "at least 12" (12, open), "12" (12, 12), "dozens" (24, open), "70 percent" (0.7). Tolls of harm
words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.claims.lexicon import LanguageFile
from marsad.claims.parse import Parse
from marsad.records import Toll

DIGITS = re.compile(r"^\d{1,3}(?:[,.]\d{3})+$|^\d+$")
RANGE = re.compile(r"^(\d+)\s*(?:-|–|—|to)\s*(\d+)$")
LARGEST_TOLL = 15_000
"""Killed or wounded: above this a number is a war's total (claims.md: no claim), not one event's toll."""
Count = tuple[int | None, int | None]
"""(low, high) as claims.md has them: "12" (12, 12), "at least 12" (12, None), "up to 12" (None, 12)."""
REACH = 7
"""Words after a verb of harm within which its number stands where the parse lost the object ("killing at least 12")."""
REACH_BACK = 14
FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
FRACTION_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
PERCENT = frozenset({"percent", "percentage", "%", "pc"})


def number_at(parse: Parse, i: int, language: LanguageFile) -> Count | None:
    """(low, high) of the number whose head is token i, with its approximators; high is None where open. None: no
    number."""
    word = parse.lower[i]
    low: int | None = None
    high: int | None = None
    if DIGITS.match(word):
        low = high = int(re.sub(r"[,.]", "", word))
    elif match := RANGE.match(word):
        low, high = int(match[1]), int(match[2])
    elif word in language.vague_numbers:
        low, high = language.vague_numbers[word], None
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
            parse.lower[first - 1] in language.numbers
            or DIGITS.match(parse.lower[first - 1])
            or (_hyphen(parse, first - 1) and parse.lower[first - 2] in language.numbers)
        )
    ):
        first -= 1
    after = parse.lower[i + 1] if i + 1 < len(parse) else ""
    if first < i or after in ("hundred", "thousand", "million", "dozen") or _hyphen(parse, i + 1):
        last = i
        while last + 1 < len(parse) and (
            parse.lower[last + 1] in language.numbers
            or (_hyphen(parse, last + 1) and last + 2 < len(parse) and parse.lower[last + 2] in language.numbers)
        ):
            last += 1
        value = _words_value(parse.lower[first : last + 1], language)
        if value is not None:
            low, high = value, (value if high is not None else None)
    left = " ".join(parse.lower[max(0, first - 4) : first])
    if match := re.search(r"between (\S+) and$", left):
        other = _words_value([match[1]], language)
        if other is not None and other < low:
            return other, low
    if i + 2 < len(parse) and parse.lower[i + 1] in ("to", "or", "-", "–") and DIGITS.match(parse.lower[i + 2]):
        upper = int(re.sub(r"[,.]", "", parse.lower[i + 2]))
        if low < upper < low * 10:
            return low, upper
    approximators = language.approximators
    if any(left.endswith(a) for a in approximators["at_least"]):
        return low, None
    if any(left.endswith(a) for a in approximators["at_most"]):
        return (low, low) if left.endswith("as many as") else (None, low)
    return low, high


def _hyphen(parse: Parse, i: int) -> bool:
    """Whether token i is a hyphen inside a word ("twenty-three")."""
    return (
        0 < i < len(parse) - 1
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


def count_of(parse: Parse, noun: int, language: LanguageFile) -> Count | None:
    """How many of a noun are said: "three women" (3, 3), "dozens of people" (24, None), "a man" (1, 1)."""
    for c in parse.children[noun]:
        if parse.dep[c] in ("nummod", "advmod", "compound", "amod", "det", "nmod:desc") and c < noun:
            found = number_at(parse, c, language)
            if found is not None:
                return found
    found = number_at(parse, noun, language)
    if found is not None:
        return found
    if noun + 0 < len(parse) and parse.dep[noun] in ("nmod", "obl") and parse.preposition(noun) == "of":
        found = number_at(parse, parse.head[noun], language)
        if found is not None:
            return found
    if (
        parse.tag[noun] in ("NN", "NNP")
        and any(parse.lower[c] in ("a", "an", "another", "one") for c in parse.kids(noun, "det", "nummod"))
        and (parse.lemma[noun] in language.victims or parse.lemma[noun] in ("leader", "commander", "officer"))
    ):
        return 1, 1
    return None


@dataclass(frozen=True, slots=True)
class Found:
    """A toll, with the head of its victims (-1 where only a number stands)."""

    toll: Toll
    victim: int = -1


def toll_of(parse: Parse, harm: int, kind: str, part: str, language: LanguageFile) -> Found | None:
    """The toll that a harm word gives: verb ("killed 12 people"), noun ("the death of 12"), adjective ("left 12 dead").

    A victim without a number gives a toll without bounds; None where the word harms nobody."""
    heads = _victims(parse, harm, part)
    counted: list[tuple[int, Count]] = []
    for head in heads:
        if (count := count_of(parse, head, language)) is not None and _plausible(count, kind):
            counted.append((head, count))
    if counted:
        return Found(Toll(kind, _who(parse, counted[0][0], language), *_sum(counted, parse)), counted[0][0])
    if part == "verb" or (part == "adjective" and parse.tag[harm] in ("VBN", "JJ")):
        linear = _linear_count(parse, harm, language)
        if linear is not None and _plausible(linear[1], kind):
            return Found(Toll(kind, _who(parse, linear[0], language), *linear[1]), linear[0])
    if heads and part != "noun":
        return Found(Toll(kind, _who(parse, heads[0], language)), heads[0])
    return None


def _plausible(count: Count, kind: str) -> bool:
    return kind not in ("killed", "wounded") or max(count[0] or 0, count[1] or 0) <= LARGEST_TOLL


def _victims(parse: Parse, harm: int, part: str) -> list[int]:
    """Heads of the nominals that a harm word hurts, coordinated ones each."""
    lemma = parse.lemma[harm]
    if part == "verb":
        passive = parse.passive(harm) or lemma in ("die", "perish", "flee")
        heads = parse.kids(harm, "nsubj:pass", "nsubj") if passive else parse.kids(harm, "obj")
        if not heads and parse.dep[harm] in ("acl", "amod", "acl:relcl") and (passive or parse.tag[harm] == "VBN"):
            heads = [parse.head[harm]]
        if not heads and parse.dep[harm] == "conj" and parse.tag[harm] == "VBN" and parse.passive(parse.head[harm]):
            own = [c for c in parse.children[harm] if c < harm and parse.tag[c] in ("CD", "NNS")]
            heads = own or parse.kids(harm, "nsubj:pass")
    elif part == "noun":
        head = parse.head[harm]
        if lemma == "life":
            if parse.lemma[head] == "lose":
                heads = parse.kids(head, "nsubj")
            elif parse.lemma[head] in ("claim", "cost", "take"):
                heads = [c for c in parse.kids(harm, "nmod") if parse.preposition(c) == "of"]
            else:
                heads = []
        else:
            heads = [c for c in parse.kids(harm, "nmod") if parse.preposition(c) in ("of", "among", "for")]
            if parse.kids(harm, "nummod"):
                heads.insert(0, harm)
            if not heads and lemma == "toll":
                heads = [
                    c
                    for c in parse.kids(head, "obl", "obj", "nmod")
                    if parse.lemma[head] in ("reach", "rise", "climb", "stand", "raise", "bring", "put", "hit")
                ]
    else:
        head = parse.head[harm]
        heads = [head] if parse.dep[harm] in ("amod", "acl") else []
        if parse.dep[harm] in ("xcomp", "conj", "advcl", "advmod", "obj") and parse.is_verb(head):
            heads = (
                parse.kids(head, "nsubj:pass")
                or [c for c in parse.kids(head, "obj") if c != harm]
                or parse.kids(head, "nsubj")
            )
        heads += parse.kids(harm, "nsubj", "nummod")
        if harm and parse.tag[harm - 1] in ("CD", "NNS", "NN") and harm - 1 not in heads:
            heads.insert(0, harm - 1)
    found: list[int] = []
    for head in heads:
        found += [h for h in parse.joined(head) if h not in found]
    return found


def _sum(counted: Sequence[tuple[int, Count]], parse: Parse) -> Count:
    """Coordinated victims add up ("four children and a man"); parts of a whole ("12, including 3 women") do not."""
    low, high = 0, 0
    open_low = open_high = False
    for n, (head, (one, most)) in enumerate(counted):
        if n and parse.preposition(head) in ("including", "among"):
            continue
        open_low, open_high = open_low or one is None, open_high or most is None
        low, high = low + (one or 0), high + (most or 0)
    return (None if open_low and not low else low), (None if open_high else high)


def _linear_count(parse: Parse, harm: int, language: LanguageFile) -> tuple[int, Count] | None:
    """The number near a verb of harm, read in the order of words: texts that lost their commas mislead the parser."""
    first, last = parse.sentences[parse.sentence[harm]]
    if parse.tag[harm] != "VBN" or not any(
        parse.lower[t] in ("was", "were", "been", "be", "being") for t in range(max(first, harm - 4), harm)
    ):
        for t in range(harm + 1, min(last, harm + REACH)):
            if parse.is_verb(t) and t > harm + 1:
                break
            if (count := number_at(parse, t, language)) is not None and (
                noun := _victim_after(parse, t, last, language)
            ) >= 0:
                return noun, count
    if parse.tag[harm] == "VBN" or parse.lemma[harm] in ("die", "perish"):
        for t in range(harm - 1, max(first - 1, harm - REACH_BACK), -1):
            if parse.is_verb(t) and parse.lower[t] not in ("was", "were", "been", "have", "has", "had", "be"):
                break
            if (count := number_at(parse, t, language)) is not None and (
                noun := _victim_after(parse, t, harm, language)
            ) >= 0:
                return noun, count
    return None


def _victim_after(parse: Parse, number: int, last: int, language: LanguageFile) -> int:
    """The noun for people within four words after a number, -1 if what it counts is something else."""
    for t in range(number + 1, min(last, number + 5)):
        if parse.lemma[t] in language.victims or parse.lower[t] in ("others", "more", "people"):
            return t
        if parse.tag[t] in ("IN", "VBD", "VBZ") and parse.lower[t] != "of":
            return -1
    return -1


def _who(parse: Parse, head: int, language: LanguageFile) -> str:
    """Plural noun for the victims, "" where only a number stands."""
    if parse.lower[head] in language.vague_numbers or parse.tag[head] == "CD":
        inner = [c for c in parse.children[head] if parse.dep[c] == "nmod" and parse.preposition(c) == "of"]
        if not inner:
            return ""
        head = inner[0]
    return parse.words[head].lower() if parse.lemma[head] in language.victims else ""


def share_at(parse: Parse, i: int, language: LanguageFile) -> float | None:
    """The share (0 to 1) that the percentage at token i gives: "70 percent" at "percent" or at "70"."""
    for at in (i, i + 1):
        if at < len(parse) and parse.lower[at] in PERCENT:
            for back in range(at - 1, max(at - 3, -1), -1):
                word = parse.lower[back].rstrip("%")
                if re.fullmatch(r"\d{1,3}(\.\d+)?", word) and float(word) <= 100:
                    return round(float(word) / 100, 4)
                if word in language.numbers and language.numbers[word] <= 100:
                    return language.numbers[word] / 100
    before = parse.lower[i - 1] if i else ""
    after = parse.lower[i + 1] if i + 1 < len(parse) else ""
    if after in ("of", "the") and (parse.lower[i] == "half" or before in FRACTION_COUNTS):
        parts = FRACTIONS.get(parse.lower[i].removesuffix("s"))
        if parts is not None:
            return round(min(1.0, FRACTION_COUNTS.get(before, 1) / parts), 4)
    if match := re.fullmatch(r"(\d{1,3})%", parse.lower[i]):
        return int(match[1]) / 100
    return None
