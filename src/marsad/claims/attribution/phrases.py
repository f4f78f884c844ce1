"""Noun phrases beside verbs of saying, read by their tags.

Phrases are read from tags, not from the tree: texts that lost their commas mislead a parser most at attributions
("... hit the market the monitor said"), and there the words next to the verb are the better witness.
"""

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
SEATED = frozenset({"at", "in"})
OUTLETS = frozenset({"television", "tv", "radio", "agency", "media", "medium", "channel", "newspaper", "website"})
STRESSED = frozenset({"also", "has", "have", "had", "later", "earlier", "further", "then", "again", "both", ","})
"""What may stand between a speaker and its verb."""
COUNTED = 4
"""Words after a number, or after "and" in the name of a body, that still belong to it ("two senior aid workers")."""
LONGEST = 14
"""Words of the longest speaker's phrase; what is longer was misread."""


@dataclass(slots=True)
class Phrase:
    """Tokens of a noun phrase; start: with its determiner; left: without; head: its noun (before any preposition).

    end: the last token of what is said of the speaker besides (", a spokesman for the port,")."""

    start: int
    left: int
    head: int
    right: int
    end: int = -1

    @property
    def last(self) -> int:
        return max(self.right, self.end)


@dataclass(slots=True)
class Phrases:
    """Reads the noun phrases of one report. spans: for a token of a person or an organisation, its first and last."""

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

    def before(self, i: int, first: int) -> Phrase | None:
        """The noun phrase that ends right before token i, adverbs and auxiliaries aside."""
        parse = self.parse
        right = i - 1
        while right > first and (parse.lower[right] in STRESSED or parse.tag[right] in ("RB", "MD")):
            right -= 1
        return self.ending(right, first)

    def explained(self, i: int, first: int) -> Phrase | None:
        """The name before its short form right before token i: "the Harbour Council (HC) said"."""
        short = i - 4 >= first and self.parse.words[i - 1] == ")" and self.parse.words[i - 3] == "("
        return self.ending(i - 4, first) if short else None

    def ending(self, right: int, first: int) -> Phrase | None:
        """The noun phrase whose last token is `right`."""
        parse = self.parse
        if right < first or not self._nominal(right) or parse.lower[right] in self.words.times:
            return None
        if parse.tag[right] in ("PRP", "WP", "WDT"):
            return Phrase(right, right, right, right)
        start, left = self._edge(right, first)
        head = right
        while left - 2 >= first and right - left < LONGEST:
            prep, noun = parse.lower[start - 1] if start > first else "", start - 2
            outlet = prep == "in" and start == left and parse.lemma[right] in OUTLETS  # "the rebels in Gao | state TV"
            if noun < first or prep not in AT_A_PLACE or not parse.tag[noun].startswith("NN") or outlet:
                break
            title = (
                parse.lemma[noun] in self.words.speaking
                and parse.lemma[right] not in self.words.language.anonymous_sources
            )
            place = prep == "of" and parse.lemma[noun] in self.words.places
            place = place and parse.lemma[right] not in self.words.speaking
            name = parse.is_name(noun) and (
                (prep in OF_A_NAME and start == left and parse.is_name(left))
                or (noun in self.persons and noun + 1 == start - 1)
            )
            body = None if title or name or place else self._body_for(noun, prep, first)
            if body is not None:  # "the centre for reconciliation | at the base"
                head, start, left = body.head, body.start, body.left
                break
            if not (title or name or place):
                break
            head = noun
            start, left = self._edge(noun, first)
        if head == right and parse.words[right].islower() and parse.lemma[right] in self.words.speaking:
            start, left = self._opening(start, left, right)
        return Phrase(start, left, head, right)

    def _opening(self, start: int, left: int, right: int) -> tuple[int, int]:
        """Where a speaker's phrase begins after words that lost their comma: "shells fell in Gao city | activists",
        "hit a fruit market | local officials"."""
        parse = self.parse
        if parse.lower[start] in ("a", "an") and parse.tag[right] == "NNS":  # no plural has such an article
            noun = next((t for t in range(left, right) if parse.tag[t] == "NN"), right)
            left = next((t for t in range(noun + 1, right) if parse.tag[t].startswith("JJ")), noun + 1)
            return (left, left) if left <= right else (start, start + 1)
        if start < left or start == 0 or parse.lower[start - 1] not in self.words.language.locative:
            return start, left
        named = self.words.places - {"state"}  # "state television"
        while left < right and (parse.tag[left][:3] == "NNP" or parse.lemma[left] in named):
            left += 1
        return left, left

    def _body_for(self, noun: int, prep: str, first: int) -> Phrase | None:
        """The body that is for something, before words that tell where it sits: "the centre for reconciliation at"."""
        parse = self.parse
        if prep not in SEATED or noun - 2 < first or parse.lower[noun - 1] != "for":
            return None
        body = self.ending(noun - 2, first) if parse.words[noun].islower() else None
        return body if body is not None and parse.lemma[body.head] in self.words.speaking else None

    def after(self, i: int, last: int) -> Phrase | None:
        """The noun phrase that begins right after token i."""
        parse = self.parse
        start = left = i + 1
        if left >= last:
            return None
        if parse.tag[left] == "PRP":
            return Phrase(left, left, left, left)
        while left < last - 1 and (
            parse.tag[left] in ("DT", "PRP$", "PDT") or parse.lower[left] == "both" or self._counts(left, last)
        ):
            left += 1
        right = left - 1
        head = -1
        while right + 1 < last and right - left < LONGEST:
            n = right + 1
            if head < 0 and parse.tag[n] == "VBN" and n + 1 < last and parse.tag[n + 1].startswith("NN"):
                right = n  # "trusted sources"
            elif self._nominal(n) and parse.tag[n] not in ("PRP", "WP", "WDT"):
                if head >= 0 and (parse.lower[n] in self.words.times or self._closed(head, n)):
                    break
                right = n
                if parse.tag[n].startswith("NN") and (head < 0 or not self._bound(head, n)):
                    head = n
            elif parse.words[n] in ("-", "–") and parse.start[n] == parse.end[n - 1] and n + 1 < last:
                right = n + 1
            elif parse.tag[n] == "POS" and head == n - 1 and n + 1 < last and parse.tag[n + 1].startswith("NNP"):
                right = n  # "the Sea People's Army"
            elif head == n - 1 and self._in_body(n, last):
                right, head = n + 1, n + 1
            elif head >= 0 and parse.lower[n] in AT_A_PLACE and n + 1 < last and self._goes_on(head, n, last):
                right = n + 1
                if parse.tag[right] in ("DT", "PRP$") and right + 1 < last:
                    right += 1
            else:
                break
        if head < 0:
            return None
        return Phrase(start, left, head, right)

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

    def _closed(self, head: int, n: int) -> bool:
        """Whether a phrase ends with its head ("a staff statement | artillery fire"), by a plural or a paper's name."""
        parse, lemma = self.parse, self.parse.lemma[head]
        if head != n - 1 or not parse.words[head].islower() or parse.words[n][:1].isupper():
            return False
        if lemma in self.words.bodies and parse.lower[head - 1] == "the":  # "the centre | armed groups shelled"
            end = next(t for t in range(n, parse.size + 1) if t == parse.size or parse.tag[t][:2] not in ("JJ", "NN"))
            if parse.tag[head] == "NN" and parse.tag[end - 1] == "NNS":
                return parse.lemma[end - 1] in self.words.language.armed
        return lemma in self.words.issued or (
            parse.tag[head] == "NNS" and lemma in self.words.speaking and head not in self.spans
        )

    def _bound(self, head: int, n: int) -> bool:
        """Whether a preposition stands between, so that the later noun isn't the head."""
        return any(self.parse.lower[t] in AT_A_PLACE for t in range(head + 1, n))

    def _goes_on(self, head: int, prep: int, last: int) -> bool:
        parse = self.parse
        n = prep + 1 + (parse.tag[prep + 1] in ("DT", "PRP$"))
        if n >= last or not self._nominal(n) or parse.lower[n] in self.words.times:
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
                or (tag == "CD" and t > first and parse.tag[t - 1].startswith("NNP"))  # "Channel 10 television"
            ):
                left = t
            elif (
                tag == "CC"
                and t > first
                and (self._in_body(t, right + 1) or parse.tag[left][:2] == parse.tag[t - 1][:2] == "JJ")
            ):
                left = t - 1
            else:
                break
        return left, left

    def _nominal(self, t: int) -> bool:
        parse, tag = self.parse, self.parse.tag[t]
        if tag.startswith(("NN", "JJ", "PRP", "WP", "WDT")) and tag != "PRP$":
            return True
        hyphened = t > 0 and parse.words[t - 1] in ("-", "–") and parse.start[t] == parse.end[t - 1]
        return t in self.spans or (hyphened and tag.startswith("VB"))

    def phrase_of(self, head: int, first: int) -> Phrase | None:
        """The phrase around a noun that the tree points at."""
        parse = self.parse
        if parse.tag[head] in ("PRP", "WP", "WDT", "DT"):
            return Phrase(head, head, head, head)
        last = parse.sentences[parse.sentence[head]][1]
        right = head
        while right + 1 < last and self._nominal(right + 1) and parse.tag[right + 1].startswith(("NN", "JJ")):
            right += 1
        start, _ = self._edge(right, first)
        return self.after(start - 1, last) if start <= head else None

    def introduced(self, phrase: Phrase, first: int) -> Phrase:
        """ "Idris Amada, a spokesman for the port": the name before a description speaks."""
        parse = self.parse
        if phrase.start == phrase.left or phrase.start - 1 <= first or parse.tag[phrase.start] == "PRP$":
            return phrase
        at = phrase.start - 1 - (parse.words[phrase.start - 1] == ",")
        if at < first or at not in self.spans:
            return phrase
        loose = parse.lower[phrase.start] in ("a", "an", "another", "one")
        if not (at in self.persons and (loose or parse.lemma[phrase.head] in self.words.offices)) and not loose:
            return phrase
        name = self.ending(at, first)
        if name is None or parse.lower[name.start - 1] in AT_A_PLACE - {"for"} or name.right != at:
            return phrase
        if parse.dep[name.head] == "obj" and parse.head[name.head] < name.start:
            return phrase  # "rebels took Gao, a resident said"
        if parse.lower[name.start] in ("a", "an"):
            return phrase  # "destroying a Toyota, a resident said"
        return Phrase(name.start, name.left, name.head, name.right, phrase.right)
