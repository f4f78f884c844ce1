"""Rows of actors ("the army, the SDF and the FSA") by the order of words: long rows are where parsers fail most."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.claims.draft import ActorSpan, Phrase
from marsad.claims.scene.places import Scene

LINKS = frozenset({",", "and", "or", "&", "the", "its", "both", "other", "allied"})
LAST_LINKS = frozenset({"and", "or", "&"})
HYPHENS = frozenset({"-", "–"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OPENERS = frozenset({"as", "while", "when", "after", "that", "because", "since", "and", "but", "by", "with", "against"})
"""Words before a clause or an agent: what stands after them is not the object of a verb before."""
AUXILIARY_TAGS = frozenset({"RB", "MD", "VBP", "VBZ", "VBD"})
BETWEEN_REACH = 14
"""Words between a fight and "between": "fighting broke out in the east of the town between"."""
FOE_REACH = 10
"""Words between a fight and "against": "fought alongside X fighters for the town against"."""
AGENT_REACH = 6
"""Words between a passive and its "by": "encircled on three sides by"."""
HOLDING = frozenset({"occupation", "rule", "control", "siege", "grip", "reign", "yoke", "hold", "captivity", "clutch"})
"""What a place is taken out of."""


class ActorRows:
    """The rows of one report's actors."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.parse = scene, scene.parse
        hyphens = (t for t, word in enumerate(self.parse.words) if word in HYPHENS)
        self.hyphened = frozenset(k for t in hyphens for k in (t - 1, t, t + 1))
        """Tokens of compounds ("Turkish-backed")."""
        self.row_of: dict[int, tuple[ActorSpan, ...]] = {}
        row: list[ActorSpan] = []
        forces = (a for a in scene.actors if a.kind != "civilians" and self.parse.tokens(a.start, a.end))
        for actor in sorted(forces, key=lambda a: a.start):
            if row and not self._linked(row[-1], actor):
                self._keep(row)
                row = []
            row.append(actor)
        self._keep(row)

    def _last(self, actor: ActorSpan) -> int:
        """The last token of an actor's phrase, a noun for its people behind the name included ("FSA | rebels")."""
        tokens = self.parse.tokens(actor.start, actor.end)
        last = tokens[-1] if tokens else self.parse.at(actor.start)
        follows = last + 1
        if follows < self.parse.size and self.parse.tag[follows] == "NNS":
            last = follows if self.parse.lemma[follows] in self.scene.lexicon.language.armed else last
        return last

    def _linked(self, a: ActorSpan, b: ActorSpan) -> bool:
        parse, end, start = self.parse, self._last(a), self.parse.at(b.start)
        if parse.sentence[end] != parse.sentence[start] or end >= start:
            return False
        between = {parse.lower[t] for t in range(end + 1, start) if t not in self.hyphened}
        return between <= LINKS and bool(between & (LAST_LINKS | {","}))

    def _keep(self, row: list[ActorSpan]) -> None:
        """A row ends in "and": two names with a comma between are an apposition or two clauses."""
        if len(row) < 2:
            return
        parse = self.parse
        link = {parse.lower[t] for t in range(self._last(row[-2]) + 1, parse.at(row[-1].start))}
        if link & LAST_LINKS and not (len(row) == 2 and "," in link):
            for actor in row:
                self.row_of[actor.start] = tuple(row)

    def complete(self, phrases: list[Phrase], verb: int) -> list[Phrase]:
        """Actors of a part with the other members of their row, where the row is the part: right before the verb that
        it is the subject of, or after it and not the subject of the next one."""
        row = next((self.row_of[p.start] for p in phrases if p.start in self.row_of), None)
        if row is None or any(p.start < row[0].start or p.start > row[-1].start for p in phrases):
            return phrases
        parse = self.parse
        first, last = parse.at(row[0].start), self._last(row[-1])
        if last < verb:
            if not self._opens(first) or any(parse.tag[t] not in AUXILIARY_TAGS for t in range(last + 1, verb)):
                return phrases
        elif first < verb or (last + 1 < parse.size and parse.tag[last + 1] in FINITE):
            return phrases
        return self._named(row)

    def agent(self, verb: int) -> list[Phrase]:
        """The row or actor after "by" that a passive has near it, on whatever noun the parse hangs it."""
        return self._after(verb, "by", AGENT_REACH)

    def fought(self, verb: int) -> list[Phrase]:
        """The same after "against"."""
        return self._after(verb, "against", FOE_REACH)

    def _after(self, verb: int, word: str, reach: int) -> list[Phrase]:
        parse = self.parse
        _, end = parse.sentences[parse.sentence[verb]]
        for t in range(verb + 1, min(end - 1, verb + reach)):
            if parse.is_verb(t):
                return []
            if parse.lower[t] == word:
                if word == "by" and parse.lemma[t - 1] in HOLDING:
                    return []  # "freed after its occupation by X"
                following = t + 1 + (parse.tag[t + 1] == "DT")
                actor = self.scene.actor_at.get(following) if following < end else None
                if actor is None or actor.kind == "civilians":
                    return []
                row = self.row_of.get(actor.start, (actor,))
                after = self._last(row[-1]) + 1
                if after < end and parse.tag[after] in FINITE:  # "taken by rebels and the soldiers are prisoners"
                    row = (actor,)
                return self._named(row) if row[0] is actor or row[0].start == actor.start else []
        return []

    def between(self, noun: int) -> list[Phrase]:
        """The two sides of "clashes between X, supported by Z, and Y have continued": the first named and the last."""
        parse = self.parse
        last = parse.sentences[parse.sentence[noun]][1]
        near = range(noun + 1, min(last, noun + BETWEEN_REACH))
        first = next((t for t in near if parse.lower[t] == "between"), last)
        if any(self.scene.lexicon.is_event(parse.lemma[t]) for t in range(noun + 1, first)):
            return []  # another event is between them
        end = next((t for t in range(first, last) if parse.tag[t] in FINITE), last)
        joins = [t for t in range(first, end) if parse.lower[t] == "and"]
        one = next((a for t in range(first + 1, end) if (a := self.scene.actor_at.get(t)) is not None), None)
        after = joins[-1] + 1 + (parse.tag[joins[-1] + 1 : joins[-1] + 2] == ["DT"]) if joins else last
        other = self.scene.actor_at.get(after)
        return self._named([one, other]) if one is not None and other is not None and one is not other else []

    def _opens(self, first: int) -> bool:
        """Whether a clause or an agent begins at this token (its article aside)."""
        parse = self.parse
        before = first - 1
        while before >= 0 and (parse.tag[before] in ("DT", "JJ", "CD") or before in self.hyphened):
            before -= 1
        if before < 0 or parse.sentence[before] != parse.sentence[first]:
            return True
        return parse.lower[before] in OPENERS or not parse.words[before][-1:].isalnum() or parse.dep[before] == "mark"

    def _named(self, row: Iterable[ActorSpan]) -> list[Phrase]:
        return [self.scene.named(a) for a in row]
