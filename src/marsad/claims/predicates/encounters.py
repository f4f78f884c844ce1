"""Who meets whom in a fight or a deal, as the words around it say: "between X and Y", "X and Y clashed", "ten of X were
killed in clashes with Y"."""

from __future__ import annotations

from marsad.claims.draft import Phrase
from marsad.claims.predicates.joining import killed_in
from marsad.claims.predicates.rows import ActorRows
from marsad.claims.reading import Candidate, Reading
from marsad.claims.syntax.roles import arguments

MUTUAL = frozenset({"armed_clash", "agreement", "contested"})
"""Types of what is between two sides."""
FOUGHT = frozenset({"armed_clash", "contested"})
MEETING = frozenset({"clash", "fight", "battle", "exchange", "trade", "skirmish", "engage", "vie"})
"""What two sides do with each other, where a verb has both as its subject."""
INVOLVED = frozenset({"involve", "lock", "have", "hold", "break", "continue", "resume"})
NEAR_DEATH = 2
"""Arcs from a fight up to those killed in it ("killed since Monday in clashes")."""


class EncounterReader:
    """Settles the two parts of one report's fights and deals."""

    def __init__(self, reading: Reading, rows: ActorRows) -> None:
        self.reading, self.rows = reading, rows
        self.scene, self.parse = reading.scene, reading.parse
        self.support_verbs = reading.lexicon.language.support_verbs

    def settle(self, found: Candidate) -> None:
        """Give both parts of a candidate those whom its words set against each other."""
        kind = found.trigger.frame.type
        if kind == "contested" and not found.actor1:
            self._contenders(found)
        if kind in MUTUAL and (both := self._between(found)):
            found.actor1, found.actor2 = both[:1], both[1:]
        elif kind == "armed_clash" and (fallen := self._fallen_against(found)):
            found.actor1, found.actor2 = fallen
        elif kind in FOUGHT and len(found.actor1) > 1 and not found.actor2 and self._meet(found):
            found.actor1, found.actor2 = found.actor1[:1], found.actor1[1:]
        elif kind in FOUGHT and not found.actor2:
            found.actor2 = self.rows.fought(found.trigger.head)

    def _contenders(self, found: Candidate) -> None:
        """ "X fought Y for control of the town": the verb's own, where the words hang on "control"."""
        verb = min(found.trigger.tokens)
        if self.parse.is_verb(verb):
            args = arguments(self.parse, verb, self.support_verbs)
            found.actor1 = self.rows.complete(self.scene.actor_phrases(args.subject), verb)
            found.actor2 = self.scene.actor_phrases(args.object or args.role("with") or args.role("against"))

    def _between(self, found: Candidate) -> list[Phrase]:
        """Two sides, "between" whom something is; none where the words do not name both."""
        both = self.scene.actor_phrases(found.arguments.role("between"))
        both = both if len(both) > 1 else self.rows.between(found.trigger.head)
        return both if len(both) > 1 else []

    def _fallen_against(self, found: Candidate) -> tuple[list[Phrase], list[Phrase]] | None:
        """ "Ten of X were killed in clashes with Y": Y did it, to X."""
        i = found.trigger.head
        above = (t for t in self.parse.ancestors(i)[:NEAR_DEATH] if self.parse.passive(t))
        killed = max(killed_in(self.reading, i), *(killed_in(self.reading, t) for t in above), -1)
        if killed < 0 or not self.parse.passive(killed):
            return None
        foes = self.scene.actor_phrases(found.arguments.role("with") or found.arguments.role("against"))
        fallen = self.scene.actor_phrases(arguments(self.parse, killed, self.support_verbs).object)
        return (foes, fallen) if self.scene.armed(foes) and self.scene.armed(fallen) else None

    def _meet(self, found: Candidate) -> bool:
        """Whether several who fight, with nobody said to be fought, fight each other: "clashes of X and Y", and (unless
        they are of one side) "X and Y clashed"."""
        opposed = self.reading.spotted.opposed(found.actor1[0].actor, found.actor1[1].actor)
        support = found.arguments.support
        if found.trigger.part == "noun":  # "X and Y fought battles", but not "X and Y killed 30 rebels in a battle"
            return support is None or self.parse.lemma[support] in MEETING | INVOLVED or opposed is True
        return self.parse.lemma[found.trigger.head] in MEETING and opposed is not False
