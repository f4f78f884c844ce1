"""Offices and media with the names that stand beside them."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.claims.attribution.nominals import AT_A_PLACE
from marsad.claims.attribution.phrases import Phrase, Phrases


@dataclass(slots=True)
class Offices(Phrases):
    """Phrases of which one tells who the other is."""

    def apposed(self, phrase: Phrase) -> range | None:
        """The name that stands beside an office or a medium: "an army spokesman, General Idris Amada," """
        parse, at = self.parse, phrase.right + 1
        last = parse.sentences[parse.sentence[phrase.head]][1]
        if at + 1 >= last or parse.words[at] != "," or parse.tag[phrase.head] == "NNS":
            return None
        anybody = parse.lower[phrase.start] in ("a", "an") and parse.lemma[phrase.head] in self.words.persons
        if not anybody and self.words.noun(parse, phrase.head) not in self.words.speaking:
            return None
        first = at = at + 1 + (parse.lower[at + 1] == "the")
        while at < last and (parse.tag[at].startswith("NNP") or at in self.spans or parse.lower[at] in ("of", "-")):
            at += 1
        ends = at == last or parse.words[at] in (",", ".", ";", '"', "”") or parse.is_verb(at)
        inside = range(first, at)
        called = any(t in self.persons for t in inside) or all(t in self.organisations for t in inside)
        called = called or (phrase.head == phrase.right and parse.lower[phrase.start] in ("a", "an"))
        return inside if inside and ends and called else None

    def office(self, left: int, right: int) -> Phrase | None:
        """The office that stands before a name between commas: "Chad's spokesman, Idris Amada, said"."""
        parse, (first, last) = self.parse, self.parse.sentences[self.parse.sentence[left]]
        if left - 2 < first or right + 1 >= last or parse.words[left - 1] != "," or parse.words[right + 1] != ",":
            return None
        found = self.before(left - 1, first)
        if found is None or parse.tag[found.head] != "NN":
            return None
        if found.start == found.left and "POS" not in parse.tag[found.left : found.head]:
            return None  # neither "the" nor "Chad's" spokesman
        return found if self.words.noun(parse, found.head) in self.words.offices else None

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
        words, lemma = self.words, parse.lemma[phrase.head]
        if at not in self.persons and lemma in words.language.anonymous_sources | words.offices:
            return phrase  # "in a statement to the agency, an official said"
        name = self.ending(at, first)
        if name is None or parse.lower[name.start - 1] in AT_A_PLACE - {"for"} or name.right != at:
            return phrase
        if parse.dep[name.head] == "obj" and parse.head[name.head] < name.start:
            return phrase  # "rebels took Gao, a resident said"
        if parse.lower[name.start] in ("a", "an"):
            return phrase  # "destroying a Toyota, a resident said"
        return Phrase(name.start, name.left, name.head, name.right, phrase.right)
