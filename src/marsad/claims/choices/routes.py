"""Where those who leave a place go: the destination in the clause, or in the sentence that goes on about them."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.draft import Draft
from marsad.claims.reading import Candidate, Reading
from marsad.claims.syntax.parse import SUBJECTS

TOWARDS = ("to", "toward", "towards", "into")
GOING = frozenset(
    {"head", "go", "drive", "move", "travel", "march", "retreat", "flee", "relocate", "withdraw", "arrive", "reach"}
)
"""Verbs of going; "make" goes only with "for"."""
GOERS = frozenset({"they", "it", "convoy", "column", "vehicle", "fighter", "truck", "group", "force", "troop", "unit"})
"""What the next sentence calls those who left."""


class Routes:
    """Origins and destinations of one report's departures."""

    def __init__(self, reading: Reading) -> None:
        self.scene, self.parse, self.reading = reading.scene, reading.parse, reading

    def fill(self, draft: Draft, found: Candidate) -> None:
        """Origin and destination of a withdrawal or movement, from its own clause."""
        args, parse = found.arguments, self.parse
        for head in args.role("from"):
            under = self.scene.places_under(head)
            if under:
                draft.from_place = under[0].phrase
        if draft.type == "withdrawal" and draft.from_place is None:
            draft.from_place = draft.place
        heads = [h for role in TOWARDS for h in args.role(role)]
        if draft.type == "movement":
            heads += [c for h in args.object for c in parse.kids(h, "nmod") if parse.preposition(c) in TOWARDS]
        for head in heads:
            draft.to_place = self._words(head)
            under = self.scene.places_under(head)
            if under and draft.type == "movement":
                draft.place = under[0].phrase
            return

    def carry_on(self, drafts: Sequence[Draft], sentence: int) -> None:
        """ "... left the town. They headed to X": a sentence about those whose leaving the one before tells, by the
        same voice, gives their destination."""
        parse = self.parse
        left = [
            draft
            for draft in drafts
            if draft.type == "withdrawal"
            and not draft.to_place
            and parse.sentence[parse.at(draft.trigger)] == sentence - 1
        ]
        first, last = parse.sentences[sentence] if left else (0, 0)
        for verb in range(first, last):
            goal = self._goal(verb)
            if goal is None:
                continue
            for draft in left:
                told = [v.text for v in self.reading.voices[verb]] or [""]
                if not draft.to_place and draft.voice.text in told:
                    draft.to_place = self._words(goal)
                    draft.also.append(self._clause(verb, first))
            return

    def _goal(self, verb: int) -> int | None:
        parse = self.parse
        lemma = parse.lemma[verb]
        if not parse.is_verb(verb) or not (lemma in GOING or lemma == "make"):
            return None
        if not any(parse.dep[c] in SUBJECTS and parse.lemma[c] in GOERS for c in parse.children[verb]):
            return None
        wanted = ("for",) if lemma == "make" else (*TOWARDS, "for")
        goals = (c for c in parse.kids(verb, "obl", "nmod") if parse.preposition(c) in wanted)
        return next((c for c in goals if self.scene.places_under(c)), None)

    def _clause(self, verb: int, first: int) -> tuple[int, int]:
        tokens = [t for t in self.parse.subtree(verb) if t >= first]
        words = [t for t in tokens if self.parse.words[t][-1:].isalnum()]
        return self.parse.start[words[0]], self.parse.end[words[-1]]

    def _words(self, head: int) -> str:
        """The name of a place, or the words for one that has none."""
        parse, scene = self.parse, self.scene
        named = head if head in scene.place_at else -1
        if named < 0 and parse.lemma[head] in scene.lexicon.language.place_nouns:
            of = (c for c in parse.kids(head, "nmod", "appos", "flat") if c in scene.place_at)
            named = next((c for c in of if parse.preposition(c) in ("of", "")), -1)
        if named >= 0:
            return scene.place_at[named].phrase.text
        tokens = parse.subtree(head)
        last = max(parse.subtree(head, without=frozenset({"acl:relcl"})))
        return parse.text[parse.start[tokens[0]] : parse.end[last]]
