"""Which tokens belong to a noun phrase, by their tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from marsad.claims.attribution.nouns import SourceNouns
from marsad.claims.draft import Span
from marsad.claims.syntax.parse import Parse

OF_A_NAME = frozenset({"for", "of"})
AT_A_PLACE = frozenset({"for", "of", "at", "in", "inside", "from", "with"})
"""Prepositions between a speaker and the body or place that it is of ("a source at the hospital")."""
BOUNDS = frozenset({"least", "most"})
"""After "at" they begin a number, not a place."""
COUNTED = 4
"""Words after a number, or after "and" in the name of a body, that still belong to it ("two senior aid workers")."""
SHARING = frozenset({"source", "official"})
"""Before them stands by what they know it ("police and hospital sources"), and several may."""
LONGEST = 14
"""Words of the longest speaker's phrase; what is longer was misread."""


@dataclass(slots=True)
class Nominals:
    """The words and names of one report. spans: for a token of a person or an organisation, its first and last."""

    parse: Parse
    words: SourceNouns
    persons: frozenset[int]
    organisations: frozenset[int]
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, parse: Parse, persons: Sequence[Span], organisations: Sequence[Span], words: SourceNouns) -> Self:
        spans: dict[int, tuple[int, int]] = {}
        tokens: list[set[int]] = [set(), set()]
        for kind, found in enumerate((persons, organisations)):
            for a, b in found:
                inside = parse.tokens(a, b)
                tokens[kind].update(inside)
                for t in inside:
                    spans.setdefault(t, (inside[0], inside[-1]))
        return cls(parse, words, frozenset(tokens[0]), frozenset(tokens[1] - tokens[0]), spans)

    def _owned(self, at: int, last: int) -> int:
        """The office or body that is somebody's ("the town's documentation office"), -1 where a thing is: "the army's
        count" is the army's word."""
        parse, end = self.parse, at + 1
        while end < last and (
            (
                self._nominal(end)
                and parse.tag[end] not in ("PRP", "WP", "WDT")
                and parse.lower[end] not in self.words.times
            )
            or (parse.tag[end] == "CC" and end + 1 < last and self._nominal(end + 1))
        ):
            end += 1
        lemma = parse.lemma[end - 1]
        own = self.words.bodies | self.words.offices | self.words.language.source_nouns
        word = lemma in own - self.words.issued - self.words.counts and parse.tag[end - 1].startswith("NN")
        return end - 1 if word and end - 1 > at else -1

    def _counts(self, t: int, last: int) -> bool:
        """Whether a number counts people who speak ("two aid workers")."""
        parse = self.parse
        if parse.tag[t] != "CD":
            return False
        many = next((n for n in range(t + 1, min(last, t + COUNTED)) if not parse.tag[n].startswith(("JJ", "NN"))), -1)
        at = (many if many >= 0 else min(last, t + COUNTED)) - 1
        return at > t and parse.tag[at] == "NNS" and parse.lemma[at] in self.words.speaking

    def _in_body(self, at: int, last: int) -> bool:
        """Whether "and" joins two fields of one body's name ("the Defence and Security Forces")."""
        parse = self.parse
        if parse.lower[at] not in ("and", "&") or at < 1 or at + 1 >= last:
            return False
        if parse.lower[at - 1] not in self.words.fields or not parse.words[at - 1][:1].isupper():
            return False
        for t in range(at + 1, min(last, at + COUNTED)):
            if not parse.words[t][:1].isupper():
                return False
            if parse.lower[t] in self.words.fields:
                return True
        return False

    def _shared(self, at: int, first: int, right: int) -> bool:
        """Whether "and" joins two words before one plural ("police and hospital | sources"), no speaker and another
        ("a doctor and hospital sources")."""
        parse, before = self.parse, at - 1
        if at + 1 >= right or parse.tag[right] != "NNS" or parse.lemma[right] not in SHARING:
            return False
        one = (
            parse.tag[before][:2] == "JJ" or parse.tag[before] == "NN" or parse.lower[before] in self.words.compounding
        )
        alone = before == first or not (parse.tag[before - 1] in ("DT", "PRP$", "POS") or self._nominal(before - 1))
        return one and alone

    def _closed(self, head: int, n: int) -> bool:
        """Whether a phrase ends with its head, by a plural or a paper ("a staff statement | artillery fire", "the
        bulletin | Northern Army fighters shelled")."""
        parse, lemma = self.parse, self.parse.lemma[head]
        if head != n - 1 or not parse.words[head].islower():
            return False
        if lemma in self.words.bodies and parse.lower[head - 1] == "the":  # "the centre | armed groups shelled"
            end = next(t for t in range(n, parse.size + 1) if t == parse.size or parse.tag[t][:2] not in ("JJ", "NN"))
            if parse.tag[head] == "NN" and parse.tag[end - 1] == "NNS":
                return parse.lemma[end - 1] in self.words.language.armed
        if lemma in self.words.issued:
            return True
        plural = parse.tag[head] == "NNS" and lemma in self.words.speaking and head not in self.spans
        return plural and lemma not in self.words.compounding and not parse.words[n][:1].isupper()

    def _bound(self, head: int, n: int) -> bool:
        """Whether a preposition stands between, so that the later noun isn't the head."""
        return any(self.parse.lower[t] in AT_A_PLACE for t in range(head + 1, n))

    def _goes_on(self, head: int, prep: int, last: int) -> bool:
        parse = self.parse
        n = prep + 1 + (parse.tag[prep + 1] in ("DT", "PRP$"))
        if n >= last or not self._nominal(n) or parse.lower[n] in self.words.times or parse.lower[n] in BOUNDS:
            return False
        name = parse.lower[prep] in OF_A_NAME and (parse.is_name(n) or parse.lemma[head] in self.words.speaking)
        return name or parse.lemma[head] in self.words.speaking

    def _edge(self, right: int, first: int) -> tuple[int, int]:
        """(start with determiner, left) of the run of nominal tokens that ends at `right`."""
        parse = self.parse
        left = right
        while left > first and right - left < LONGEST:
            t = left - 1
            tag = parse.tag[t]
            if t in self.spans and self.spans[t][1] >= t and self.spans[t][0] >= first and left in self.spans:
                left = max(first, self.spans[t][0]) if self.spans[t] == self.spans[left] else t
            elif tag in ("DT", "PRP$", "PDT"):
                return t, left
            elif parse.lower[t] in self.words.times or (
                tag == "NNS" and parse.words[t].islower() and parse.lower[t] not in self.words.compounding
            ):
                break
            elif parse.words[t] in ("-", "–") and parse.end[t - 1] == parse.start[t] and t > first:
                left = t - 1
            elif (
                tag == "POS"
                or parse.words[left] in ("-", "–")
                or (self._nominal(t) and tag not in ("PRP", "WP", "WDT"))
                or self._numbered(t, first)
            ):
                left = t
            elif (
                tag == "CC"
                and t > first
                and (
                    self._in_body(t, right + 1)
                    or parse.tag[left][:2] == parse.tag[t - 1][:2] == "JJ"
                    or self._shared(t, first, right)
                )
            ):
                left = t - 1
            else:
                break
        return left, left

    def _numbered(self, t: int, first: int) -> bool:
        """ "Channel 10 television"; in "on April 15 | envoy Ali Musa said" the number is a day."""
        parse = self.parse
        named = parse.tag[t] == "CD" and t > first and parse.tag[t - 1].startswith("NNP")
        return named and parse.lower[t - 1] not in self.words.times

    def _nominal(self, t: int) -> bool:
        parse, tag = self.parse, self.parse.tag[t]
        if tag.startswith(("NN", "JJ", "PRP", "WP", "WDT")) and not tag.endswith("$"):
            return True
        hyphened = t > 0 and parse.words[t - 1] in ("-", "–") and parse.start[t] == parse.end[t - 1]
        return t in self.spans or (hyphened and tag.startswith("VB"))
