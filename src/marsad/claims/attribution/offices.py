"""Offices and media with the names that stand beside them."""

from __future__ import annotations

from dataclasses import dataclass

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
        if self.words.noun(parse, phrase.head) not in self.words.speaking:
            return None
        first = at = at + 1 + (parse.lower[at + 1] == "the")
        while at < last and (parse.tag[at].startswith("NNP") or at in self.spans or parse.lower[at] in ("of", "-")):
            at += 1
        ends = at == last or parse.words[at] in (",", ".", ";", '"', "”") or parse.is_verb(at)
        inside = range(first, at)
        called = any(t in self.persons for t in inside) or all(t in self.organisations for t in inside)
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
