"""Who answers for what no act of saying covers: who vows it, the reports that nobody is named for, and who told the
number to which a sentence adds another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from marsad.claims.attribution.sayings import Cue
from marsad.claims.attribution.subjects import SubjectFinder
from marsad.claims.attribution.told_of import FINITE
from marsad.claims.draft import Voice

ASIDE = frozenset({"obl", "advcl", "acl", "acl:relcl", "nmod"})
"""What only tells of when, where and why."""
EMERGING = frozenset({"emerge", "surface", "circulate"})
"""What reports do that nobody is named for."""
MORE = frozenset({"other", "others", "more"})
NUMBER = 3
"""Words from a sentence's number to "other" or "more" ("two dozen other civilians")."""


@dataclass(slots=True)
class AsideFinder(SubjectFinder):
    """Finds them in one sentence after the other, and remembers nobody: what they tell is said on the side."""

    def asides(self, first: int, last: int) -> Iterator[Cue]:
        """Who vows, threatens or reports in a sentence."""
        parse = self.speakers.parse
        for i in range(first, last):
            if parse.lemma[i] in self.verbs["vowing"] and parse.tag[i] in (*FINITE, "VBN", "VBG"):
                yield from self._vow(i, first)
            elif parse.lower[i] in ("reports", "rumours", "rumors") and parse.tag[i] == "NNS":
                yield from self._unnamed(i, first)

    def _vow(self, i: int, first: int) -> Iterator[Cue]:
        """ "The rebels vowed revenge for the raid", "have threatened to shell the town": their word."""
        parse = self.speakers.parse
        done = {t for c in parse.kids(i, "xcomp", "ccomp") for t in parse.subtree(c, without=ASIDE) if t > i}
        content = frozenset({i, *parse.kids(i, "obj"), *done})  # what it is revenge for is no part of the vow
        if parse.passive(i) or len(content) == 1:
            return
        phrases = [p for p in self._subjects(i, first, armed=True) if parse.tag[p.head] != "PRP"]
        yield from (Cue(i, [self._named(p.left, p.right, i)], content) for p in phrases[:1])

    def _unnamed(self, i: int, first: int) -> Iterator[Cue]:
        """ "Amid reports of shelling", "reports emerged that rebels left"."""
        parse = self.speakers.parse
        verb = parse.head[i] if parse.dep[i] == "nsubj" and parse.lemma[parse.head[i]] in EMERGING else i
        told = parse.lower[i + 1 : i + 2] in (["of"], ["that"]) or parse.kids(i, "acl", "acl:relcl", "ccomp")
        if not told and not parse.kids(verb, "ccomp"):
            return
        left = i
        while left > first and parse.tag[left - 1].startswith("JJ"):
            left -= 1
        if parse.tag[left - 1] == "POS" or parse.kids(i, "nmod:poss", "compound"):
            return  # somebody's
        clauses = (t for c in parse.kids(verb, "ccomp") for t in parse.subtree(c))
        content = frozenset(t for t in (*parse.subtree(i), *clauses) if t > i)
        if content:
            voice = self._named(left, i, i)
            voice.hedged = True
            yield Cue(i, [voice], content)

    def _named(self, left: int, right: int, cue: int) -> Voice:
        parse = self.speakers.parse
        return Voice(parse.start[left], parse.end[right], parse.wording(left, right), cue=cue)

    def adds(self, first: int, last: int) -> bool:
        """Whether a sentence adds to the number told before: "Another five were wounded", "Two others died"."""
        lower, tag = self.speakers.parse.lower, self.speakers.parse.tag
        if lower[first] in ("another", "others"):
            return True
        number = next((t for t in range(first, min(last, first + NUMBER)) if tag[t] == "CD"), -1)
        return number >= 0 and not MORE.isdisjoint(lower[number + 1 : number + 1 + NUMBER])


def speak_on(finder: AsideFinder, sentences: Sequence[tuple[int, int]], voices: list[list[Voice]]) -> None:
    """Gives each sentence that adds to the number told before, and that nobody is said to say, to who told that."""
    parse = finder.speakers.parse
    for (before, _), (first, last) in pairwise(sentences):
        if any(voices[first:last]) or not finder.adds(first, last):
            continue
        root = parse.root(before)
        told = next((t for t in (root, *parse.kids(root, "ccomp", "parataxis")) if voices[t]), -1)
        if told >= 0 and finder.quoted[told] < 0:
            voices[first:last] = [voices[told]] * (last - first)
