"""The place that a clause describes: "X, which is held by", "X and Y, all of which", "an attack on X held by"."""

from __future__ import annotations

from marsad.claims.draft import PlaceMention
from marsad.claims.place_names.words import NEARNESS, OUTSKIRTS
from marsad.claims.reading import Reading

WHICH_REACH = 6
"""Words from "which" to what is told of it: "which are mostly under the"."""
ROW_ENDS = frozenset({",", "all", "both", "most", "each", "of", "sub-districts"})
"""Words between the last of several names and "which"."""
NEAR_NAME = 6
"""Words before a name in which it is told that something is beside it: "near the besieged old town of X"."""
BY_REACH = 4
"""Words from a participle to its agent: "seized this spring by"."""
CLAUSAL = frozenset({"acl", "acl:relcl", "advcl", "xcomp", "ccomp", "conj", "dep", "parataxis"})
"""Labels of a clause that may describe a name before it."""
RELATIVES = frozenset({"which", "that"})
FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had", "been", "being", "be"})
LEADING = frozenset({"MD", "RB", "RBR", "RBS", "TO", ",", "''", "``", "-LRB-", "-RRB-"})
"""Tags of what else stands between a name and a participle: "X, now largely held by"."""
SUPPOSED = frozenset({"believed", "thought", "reported", "said", "considered", "known"})
"""Participles before what is supposed of a place: "X, believed to be held by"."""
VENTURES = frozenset({"attempt", "bid", "effort", "push", "drive", "location", "front", "way"})
"""What may lie or lead to a place besides events."""


class RelativeReader:
    """Reads which place the relative and reduced clauses of one report describe."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.scene, self.parse = reading.scene, reading.parse
        self.language = reading.lexicon.language

    def described(self, i: int) -> int | None:
        """What is said to be held or taken, by the order of words, where the parse hangs the clause on a verb or event
        before it: "an air raid on X held by", "pushing towards the town of X, which is controlled by"."""
        parse = self.parse
        if parse.dep[i] not in CLAUSAL or parse.tag[i] not in ("VBN", "VBD"):
            return None
        if "by" not in parse.lower[i + 1 : i + 1 + BY_REACH] or not self._holds_nothing(parse.head[i]):
            return None
        first, t = parse.sentences[parse.sentence[i]][0], i - 1
        while t > first and t not in self.scene.place_at and self._leads(t):
            t -= 1
        between = set(parse.lower[t + 1 : i])
        if parse.lower[t] == "and" and (named := self._before_which(i)) is not None:
            return named.head  # "X, which lies on the border and is held by"
        if between & FINITE and not between & (RELATIVES | SUPPOSED):
            return None
        mention = self.scene.place_at.get(t)
        if mention is None:  # "the attacks on the area held by"
            return t if self.scene.anaphor(t) is not None else None
        up = parse.head[mention.head]
        parts = parse.tag[up] == "NNS" and parse.lemma[up] in self.language.place_nouns
        several = parts and parse.preposition(mention.head) == "of" and between & {"are", "were"}
        return up if several else mention.head

    def _leads(self, t: int) -> bool:
        """Whether a word stands between a name and what is said of it: "X, which is now largely | held"."""
        word = self.parse.lower[t]
        return word in RELATIVES | FINITE | SUPPOSED or self.parse.tag[t] in LEADING

    def _holds_nothing(self, up: int) -> bool:
        """Whether what the parse hangs a clause on could not be held itself: a verb, an event, a venture."""
        parse = self.parse
        return parse.is_verb(up) or parse.lemma[up] in VENTURES or self.reading.lexicon.is_event(parse.lemma[up])

    def in_relative(self, places: list[PlaceMention], i: int) -> list[PlaceMention]:
        """Of a relative clause it is the place itself that is held: "near X, which is under Y's control", "on the
        outskirts of X which is held by Y"."""
        parse = self.parse
        while parse.dep[i] == "conj" and parse.is_verb(parse.head[i]):
            i = parse.head[i]
        if parse.dep[i] not in ("acl", "acl:relcl"):
            return places
        one = any(parse.tag[c] == "VBZ" or parse.lower[c] == "was" for c in (i, *parse.children[i]))
        beside = NEARNESS | OUTSKIRTS if one else NEARNESS
        return [
            m.itself()
            if m.last < i and not beside.isdisjoint(parse.lower[max(0, m.first - NEAR_NAME) : m.first])
            else m
            for m in places
        ]

    def of_which(self, i: int) -> list[PlaceMention]:
        """The places that "which" stands for, by the order of words; of a row ("X, Y and Z, all of which are held by")
        all of them."""
        parse = self.parse
        mention = self._before_which(i)
        if mention is None:
            return []
        if not any(parse.tag[k] == "VBP" or parse.lower[k] == "were" for k in range(mention.last + 1, i + 1)):
            return [mention.itself()]
        before = [m for m in self.scene.places if m.first < mention.first][-1:]
        if before and before[0].phrase.container == mention.phrase.text:
            mention = before[0]  # "X and Y in Z, both of which"
        return [m.itself() for m in (*self.scene.rows.before(mention), mention)]

    def _before_which(self, i: int) -> PlaceMention | None:
        """The name before "which" (or, where there is none, at the head of the sentence)."""
        parse, first = self.parse, self.parse.sentences[self.parse.sentence[i]][0]
        which = next((t for t in range(i - 1, max(first, i - WHICH_REACH), -1) if parse.tag[t] == "WDT"), first)
        t = which - 1
        while t > first and (parse.lower[t] in ROW_ENDS or parse.lemma[t] in self.language.place_nouns):
            t -= 1
        return self.scene.place_at.get(t) if t >= first else None
