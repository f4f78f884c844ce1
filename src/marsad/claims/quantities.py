"""Numbers in words: "at least 12" (12, open), "12" (12, 12), "dozens" (24, open), "70 percent" (0.7). Tolls of harm words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.claims.lexicon import LanguageFile
from marsad.claims.parse import Parse
from marsad.records import Toll

DIGITS = re.compile(r"^\d{1,3}(?:[,.]\d{3})+$|^\d+$")
RANGE = re.compile(r"^(\d+)\s*(?:-|–|—|to)\s*(\d+)$")
LARGEST_TOLL = 500_000
"""Above this a number in a report is a war-wide total or a sum of money, not an event's toll."""
PERCENT = frozenset({"percent", "percentage", "%", "pc"})


def number_at(parse: Parse, i: int, language: LanguageFile) -> tuple[int, int | None] | None:
    """(low, high) of the number whose head is token i, with its approximators; high is None where open. None: no number."""
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
        and (parse.lower[first - 1] in language.numbers or DIGITS.match(parse.lower[first - 1]))
    ):
        first -= 1
    if first < i or (i + 1 < len(parse) and parse.lower[i + 1] in ("hundred", "thousand", "million", "dozen")):
        last = i
        while last + 1 < len(parse) and parse.lower[last + 1] in language.numbers:
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
        return (low, low) if left.endswith("as many as") else (0, low)
    return low, high


def _words_value(words: Sequence[str], language: LanguageFile) -> int | None:
    total, current = 0, 0
    for word in words:
        if DIGITS.match(word):
            value = int(re.sub(r"[,.]", "", word))
        elif word in language.numbers:
            value = language.numbers[word]
        elif word in ("and", "a"):
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


def count_of(parse: Parse, noun: int, language: LanguageFile) -> tuple[int, int | None] | None:
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
    if parse.tag[noun] in ("NN", "NNP") and any(
        parse.lower[c] in ("a", "an", "another", "one") for c in parse.kids(noun, "det", "nummod")
    ):
        if parse.lemma[noun] in language.victims or parse.lemma[noun] in ("leader", "commander", "officer"):
            return 1, 1
    return None


def toll_of(parse: Parse, harm: int, kind: str, part: str, language: LanguageFile) -> tuple[Toll, int | None] | None:
    """The toll that a harm word gives, and the head of the victims. part: verb, noun or adjective."""
    victim: int | None = None
    heads: list[int] = []
    if part == "verb":
        passive = parse.passive(harm)
        intransitive = parse.lemma[harm] in ("die", "perish", "flee")
        labels = ("nsubj:pass", "nsubj") if passive or intransitive else ("obj",)
        heads = parse.kids(harm, *labels)
        if not heads and (passive or intransitive or parse.dep[harm] in ("acl", "amod")):
            heads = [parse.head[harm]] if parse.dep[harm] in ("acl", "amod", "acl:relcl") else []
        if not heads and parse.dep[harm] == "conj":
            first = parse.head[harm]
            heads = parse.kids(first, "nsubj:pass") if parse.passive(first) and parse.tag[harm] == "VBN" else []
            shared = True
        else:
            shared = False
        if shared and heads and _second_count(parse, harm, language) is not None:
            count = _second_count(parse, harm, language)
            return (Toll(kind, "", *count), None) if count else None
        if shared:
            return None
    elif part == "noun":
        heads = [c for c in parse.children[harm] if parse.dep[c] == "nmod" and parse.preposition(c) in ("of", "among")]
        heads = [*[harm][: bool(parse.kids(harm, "nummod"))], *heads]
        if not heads and parse.lemma[harm] in ("toll", "death"):
            heads = [c for c in parse.kids(parse.head[harm], "obl", "obj", "nmod") if number_at(parse, c, language)]
    else:
        heads = [parse.head[harm]] if parse.dep[harm] in ("amod", "xcomp", "acl", "conj") else []
        heads += [c for c in parse.kids(harm, "nsubj", "nummod", "nmod")]
        before = harm - 1
        if before >= 0 and number_at(parse, before, language) is not None:
            heads.insert(0, before)
    for head in heads:
        count = count_of(parse, head, language)
        if count is None:
            verb = parse.head[head]
            if parse.is_verb(head):
                count = next((n for c in parse.kids(head, "obj") if (n := count_of(parse, c, language))), None)
                victim = next(iter(parse.kids(head, "obj")), None)
            _ = verb
        if count is not None and count[0] <= LARGEST_TOLL:
            who = _who(parse, victim if victim is not None else head, language)
            return Toll(kind, who, *count), victim if victim is not None else head
        victim = None
    if part != "noun" and heads:
        return Toll(kind, _who(parse, heads[0], language), None, None), heads[0]
    return None


def _second_count(parse: Parse, harm: int, language: LanguageFile) -> tuple[int, int | None] | None:
    """The count of a second harm verb that shares its auxiliary: "12 people were killed and 30 (others) wounded"."""
    for i in range(harm - 1, max(harm - 4, -1), -1):
        if parse.lower[i] in ("and", "or", "killed"):
            return None
        found = number_at(parse, i, language)
        if found is not None:
            return found
    return None


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
    if match := re.fullmatch(r"(\d{1,3})%", parse.lower[i]):
        return int(match[1]) / 100
    return None
