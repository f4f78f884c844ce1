"""A lexicon of names over words: all names at a word, longest first, as valid in a report's years and countries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from marsad.knowledge import Knowledge, name_words, overlap
from marsad.language.short_forms import FIELD_NOTES
from marsad.records import ALWAYS, Interval

TOKEN = re.compile(r"[^\W_]+(?:['’]s(?![^\W_]))?")
GAP = re.compile(r"(?:[ \t\xa0\-–'’\"“”]|\n(?!\n)){0,3}\Z")
"""What may stand between two words of one name: spaces, hyphens, quotation marks."""

DASHES = (" - ", " – ")
"""After a dateline, or between clauses: no part of a name."""
CAPITALS_WORDS = frozenset(("is", "us", "who", "it", "am", "as"))
"""Words that in a line of capitals are no abbreviations: "REBEL LEADER IS KILLED"."""

ARTICLES = frozenset(("al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "ul", "es", "et"))
"""Spellings of the Arabic article, which any "al" inside a name stands for."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a name in the lexicon stands for. how: name, description, home, adjective, state, people, metonym.

    value: the canonical actor, or the ISO code of a country. shape: per word "U" capitals exactly as written,
    "C" capitalised, "l" any case. weak: words without a capital, which name an actor only in context."""

    value: str
    how: str
    shape: str
    countries: frozenset[str] = frozenset()
    valid: Interval = ALWAYS

    weak: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weak", self.shape.count("l") == len(self.shape))


@dataclass(frozen=True, slots=True)
class Scope:
    """The context of a report: when it speaks of, and the countries (ISO codes) that it is about, main one first."""

    when: Interval
    countries: tuple[str, ...]

    def holds(self, sense: Sense) -> bool:
        """Whether a sense is valid here. Where the country is unknown, names hold and mere words do not; of the
        countries that it speaks of, mere words ("the army") mean somebody of the main one."""
        if sense.countries:
            about = self.countries[:1] if sense.weak else self.countries
            if sense.countries.isdisjoint(about) and (self.countries or sense.weak):
                return False
        return sense.valid is ALWAYS or overlap(sense.valid, self.when)

    def nearest(self, senses: list[Sense]) -> list[Sense]:
        """Without those of other countries, where the main one has its own: "Serb forces" in Bosnia and in Kosovo."""
        main = self.countries[:1]
        if len(senses) < 2 or all(s.countries.isdisjoint(main) for s in senses):
            return senses
        return [s for s in senses if not (s.countries and s.countries.isdisjoint(main))]


SPELT = 3
"""Letters of the shortest abbreviation that reports also write with dots ("C.I.A."); "A" begins too many phrases."""


class Words:
    """A text cut into words: `keys` folded and without possessive, `raw` as written, `starts`, `ends` in characters."""

    __slots__ = ("ends", "keys", "raw", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        spans = [match.span() for match in TOKEN.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        words = [text[start:end] for start, end in spans]
        if "'s" in text or "’s" in text:
            words = [word[:-2] if word[-2:] in ("'s", "’s") else word for word in words]
        if not text.isascii():
            words = [word if word.isascii() else "".join(name_words(word)) or word for word in words]
        self.raw = words
        self.keys = [FIELD_NOTES[key][0] if key in FIELD_NOTES else key for key in map(str.lower, words)]

    def __len__(self) -> int:
        return len(self.keys)

    def gap(self, i: int) -> str:
        """The characters between word i - 1 and word i, the dot of an initial ("U.S.-led") aside."""
        gap = self.text[self.ends[i - 1] : self.starts[i]]
        return gap[1:] if gap[:1] == "." and len(self.keys[i - 1]) == 1 else gap

    def negated(self, i: int) -> bool:
        """Whether word i is the second half of "anti-Assad", "non-Syrian"."""
        return i > 0 and self.keys[i - 1] in ("anti", "non", "counter") and self.gap(i) == "-"

    def shouted(self, i: int) -> bool:
        """Whether word i is a common word in a line of capitals, and no abbreviation."""
        if not self.raw[i].isupper() or self.keys[i] not in CAPITALS_WORDS:
            return False
        near = [w for w in self.raw[max(0, i - 2) : i] + self.raw[i + 1 : i + 3] if len(w) > 1]
        return len(near) > 1 and all(w.isupper() for w in near)

    def joined(self, i: int) -> bool:
        """Whether word i goes on from word i - 1 without a break."""
        if i >= len(self.keys):
            return False
        gap = self.gap(i)
        if gap in (" ", "-"):  # nearly always
            return True
        return gap not in DASHES and GAP.match(gap) is not None


class Lexicon:
    """A trie over folded words. Build with `add`, then `find` the senses at a word."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    def add(self, text: str, value: str, how: str, *, countries: Iterable[str] = (), valid: Interval = ALWAYS) -> None:
        words = name_words(text)
        if words and words[0].lower() == "the":
            words = words[1:]
        if not words:
            return
        shape = "".join("U" if w.isupper() and len(w) > 1 else "C" if w[0].isupper() else "l" for w in words)
        node = self._root
        for word in words:
            key = word.lower()
            node = node.setdefault("al" if node is not self._root and key in ARTICLES else key, {})
        senses = node.setdefault("", [])
        sense = Sense(value, how, shape, frozenset(countries), valid)
        if sense not in senses:
            senses.append(sense)
        if len(words) == 1 and shape == "U" and words[0].isalpha() and len(words[0]) >= SPELT and words[0][0] != "A":
            self.add(".".join(words[0]), value, how, countries=countries, valid=valid)  # "P.K.K."

    def starts(self, words: Words) -> list[int]:
        """The words with which a name may start (the quick test that spares most words the full one)."""
        root = self._root
        return [
            i
            for i, key in enumerate(words.keys)
            if key in root or (key[-1] == "s" and self._step(root, words, i) is not None)
        ]

    def find(self, words: Words, i: int, scope: Scope) -> list[tuple[int, list[Sense]]]:
        """[(number of words, senses valid here)] of the names at word i, the longest first."""
        node = self._step(self._root, words, i) if i < len(words.keys) else None
        found: list[tuple[int, list[Sense]]] = []
        at = i
        while node is not None:
            at += 1
            senses = node.get("")
            if senses:
                fitting = [s for s in senses if _shaped(s.shape, words.raw, i) and scope.holds(s)]
                if fitting:
                    found.append((at - i, scope.nearest(fitting)))
            if not words.joined(at):
                break
            node = self._step(node, words, at)
        found.reverse()
        return found

    def _step(self, node: dict[str, Any], words: Words, i: int) -> dict[str, Any] | None:
        key = words.keys[i]
        step: dict[str, Any] | None = node.get(key)
        if step is None and key[-1] == "s" and len(key) > 2 and words.raw[i][0].isupper():
            step = node.get(key[:-1])  # a possessive whose apostrophe was lost: "Assads forces"
        if step is None and key in ARTICLES and node is not self._root:
            step = node.get("al")
        return step


def _shaped(shape: str, raw: Sequence[str], i: int) -> bool:
    for offset, form in enumerate(shape):
        word = raw[i + offset]
        if form == "U":
            if not word.isupper() and not (word[-1] == "s" and word[:-1].isupper()):
                return False
        elif form == "C" and not word[0].isupper():
            return False
    return True


def best(senses: Sequence[Sense]) -> list[Sense]:
    """The senses that go before others: names before descriptions, those of a country before those for everywhere.
    Descriptions are equals: which one is meant depends on who was named before."""
    named = [s for s in senses if s.how != "description"]
    return ([s for s in named if s.countries] or named) if named else list(senses)


def scope_of(when: Interval, countries: Sequence[str]) -> Scope:
    """A scope in whole days: packs' validity is in days."""
    days = Interval(when.start[:10] if when.start else None, when.end[:10] if when.end else None)
    return Scope(days, tuple(countries))


def actor_lexicon(knowledge: Knowledge, home: Iterable[str], peoples: Iterable[str]) -> Lexicon:
    """The packs' names of actors, words for the own forces (`home`), every country's names and the `peoples` without
    one."""
    lexicon = Lexicon()
    states = {country.name for country in knowledge.countries.values()}
    for naming in knowledge.actor_names:
        if naming.text == naming.name and naming.name in states:
            continue  # the country's own entry says more: a bare "Turkey" may be the place
        how = "description" if naming.description else "name"
        lexicon.add(naming.text, naming.name, how, countries=naming.countries, valid=naming.valid)
    for noun in home:
        lexicon.add(noun, "", "home")
    for people in peoples:
        lexicon.add(people, "", "people")
    for country in knowledge.countries.values():
        for how, names in (
            ("adjective", country.adjectives),
            ("state", (country.name, *country.names)),
            ("people", country.people),
            ("metonym", country.metonyms),
        ):
            for name in names:
                lexicon.add(name, country.code, how)
    return lexicon
