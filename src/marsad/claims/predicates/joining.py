"""Triggers of one sentence that speak of one thing are one candidate."""

from __future__ import annotations

from marsad.claims.predicates.instruments import ON_FOOT
from marsad.claims.reading import HARMING, Candidate, Reading
from marsad.claims.syntax.parse import OBLIQUES
from marsad.records import STATE_TYPES

GENERIC = frozenset({"attack-noun", "attack-on-forces", "clash", "hit-forces", "wipe-out"})
"""Frames whose words say little ("attack"): beside another trigger they mean the same event."""
LAUNCHING = frozenset({"fire-weapons", "drop-bombs"})
"""Frames whose verb's object is the weapon."""
NEAR_ARCS = 3
DOING = ("by", "in", "during", "with", "from", "after")
"""Prepositions of the event that did a damage."""
BY = ("by", "with")
"""The same where people did it: "rebels burned a school during the raid" tells of two things."""
KILLING = ("in", "by", "during", "from")
"""Prepositions of the event that somebody died in."""


def killed_in(reading: Reading, event: int) -> int:
    """The word of killing that an event's word is, or hangs on ("12 were killed in a raid"); -1 if none."""
    parse, words = reading.parse, reading.lexicon.harm_words
    for t in (event, parse.head[event]):
        if words.get(parse.lemma[t]) == ("killed", "verb") and parse.is_verb(t):
            return t
        if parse.dep[event] not in OBLIQUES or parse.preposition(event) not in KILLING:
            break
    return -1


def rivals(a: Candidate, b: Candidate) -> bool:
    """Whether different actors are said to do it, hold it or take it."""
    first, second = ({p.actor or p.text.lower() for p in c.actor1} for c in (a, b))
    return bool(first and second) and not first & second


def _turned(a: Candidate, b: Candidate) -> bool:
    """Whether the one who takes it in one has it taken from him in the other."""
    takers, losers = (
        [{p.actor or p.text.lower() for p in actors} for actors in pair]
        for pair in ((a.actor1, b.actor1), (a.actor2, b.actor2))
    )
    return bool(takers[0] & losers[1] or takers[1] & losers[0])


class Joiner:
    """Joins the candidates of a sentence."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.scene, self.parse, self.lexicon = reading.scene, reading.parse, reading.lexicon
        self.language = reading.lexicon.language

    def join(self, candidates: list[Candidate]) -> list[Candidate]:
        """Triggers of one sentence that speak of one thing become one candidate."""
        kept: list[Candidate] = []
        for candidate in candidates:
            for other in kept:
                if self._same(other, candidate):
                    self._absorb(other, candidate)
                    break
            else:
                kept.append(candidate)
        damages = (c for c in kept if c.type in ("destruction", "clearance"))
        done = set[int]()
        for damage in damages:
            if (event := next((o for o in kept if self._does(o, damage)), None)) is not None:
                done.add(id(damage))
                event.actor2 = event.actor2 or [p for p in damage.actor2 if p.actor]  # "a tank of X's was destroyed"
        return [c for c in kept if id(c) not in done]

    def _does(self, event: Candidate, damage: Candidate) -> bool:
        """Whether damage is what an event of the sentence did ("the blast destroyed a car", "shelled the town, burning
        homes", "carried out raids, destroying an arms depot"): no event beside it."""
        if event.type not in HARMING or event.type in ("offensive", "other_event"):
            return False
        args, parts = damage.arguments, {event.trigger.head, event.arguments.support}
        by_hand = event.type in ON_FOOT and damage.type == "destruction" and bool(args.subject and damage.actor1)
        doers = [*args.subject, *(h for role in (BY if by_hand else DOING) for h in args.role(role))]
        head = damage.trigger.head
        if by_hand and self.parse.dep[head] == "conj" and self.parse.head[head] in parts:
            return False  # "ambushed a convoy and burned three trucks"
        above = self.parse.ancestors(head)[:NEAR_ARCS]
        return event.trigger.head in doers or not parts.isdisjoint(above)

    def _same(self, a: Candidate, b: Candidate) -> bool:
        if self._launches(a, b) or self._launches(b, a):
            return True
        if a.trigger.head == b.trigger.head:
            return {a.type, b.type} != {"clearance", "contaminated"}  # mines being cleared are still there
        if a.type != b.type and not (
            {a.type, b.type} <= HARMING
            and (a.trigger.frame.id in GENERIC or b.trigger.frame.id in GENERIC)
            and self._near(a, b)
        ):
            return False
        if a.type != b.type and rivals(a, b):
            return False  # "the army was still fighting and the rebels had executed ten"
        if self._undone(a) != self._undone(b):
            return False  # what was done to one part was not done to the other
        deaths = {killed_in(self.reading, c.trigger.head) for c in (a, b)} - {-1}
        if len(deaths) > 1:
            return False  # "ten were killed in one raid, four died in others"
        if self.reading.voices[a.trigger.head] != self.reading.voices[b.trigger.head] and [
            v.text for v in self.reading.voices[a.trigger.head]
        ] != [v.text for v in self.reading.voices[b.trigger.head]]:
            return False
        if self._since_then(b.trigger.head):
            return False
        if a.type in STATE_TYPES or a.type == "territory_taken":
            if rivals(a, b) or (a.type == "territory_taken" and _turned(a, b)):
                return False  # "divided into rebel-held and government-held areas", "retook the town after losing it"
            same = {m.phrase.text for m in a.places} & {m.phrase.text for m in b.places}
            return bool(same) or not (a.places and b.places)
        if a.places and b.places and not {m.phrase.text for m in a.places} & {m.phrase.text for m in b.places}:
            return self._near(a, b) and a.places[0].phrase.container == b.places[0].phrase.text
        named1 = {p.actor for p in a.actor1 if p.actor}
        named2 = {p.actor for p in b.actor1 if p.actor}
        return not (named1 and named2 and not named1 & named2)

    def _since_then(self, verb: int) -> bool:
        """ "Entered the town in May and have since taken most of it": later, and more."""
        parse = self.parse
        later = parse.lower[verb - 1] == "since" and parse.head[verb - 1] == verb
        return later and parse.dep[verb] == "conj" and parse.has(verb, ("has", "have", "had"), "aux")

    def _launches(self, verb: Candidate, weapon: Candidate) -> bool:
        """ "Jets dropped dozens of bombs": the bombs are no event beside the dropping."""
        if verb.trigger.frame.id not in LAUNCHING or weapon.trigger.part != "noun":
            return False
        head = weapon.trigger.head
        return not {head, self.parse.head[head]}.isdisjoint(verb.arguments.object)

    def _is_of(self, b: Candidate, a: Candidate) -> bool:
        """ "A barrage of missiles"."""
        i = b.trigger.head
        return self.parse.head[i] == a.trigger.head and self.parse.preposition(i) == "of"

    def _undone(self, found: Candidate) -> bool:
        return found.trigger.frame.negative or (
            found.standing.polarity == "negative" and found.type in ("clearance", "presence")
        )

    def _conditional(self, found: Candidate) -> bool:
        """Whether it stands in a clause of condition or time ahead: "free once the sweep is concluded"."""
        parse, i = self.parse, found.trigger.head
        marks = (parse.lower[c] for t in (i, *parse.ancestors(i)[:2]) for c in parse.kids(t, "mark", "advmod"))
        return any(mark in self.language.conditional for mark in marks)

    def _near(self, a: Candidate, b: Candidate) -> bool:
        """Whether one trigger hangs on the other within three arcs."""
        up_a, up_b = (
            [a.trigger.head, *self.parse.ancestors(a.trigger.head)[:3]],
            [b.trigger.head, *self.parse.ancestors(b.trigger.head)[:3]],
        )
        return a.trigger.head in up_b or b.trigger.head in up_a

    def _shots(self, found: Candidate) -> bool:
        return found.type == "attack_on_civilians" and self.parse.lemma[found.trigger.head] in ("open", "fire")

    def _absorb(self, a: Candidate, b: Candidate) -> None:
        if self._launches(b, a) or (a.trigger.frame.id in GENERIC and b.trigger.frame.id not in GENERIC):
            a.type = b.type
        clash, shots = (a, b) if a.type == "armed_clash" else (b, a)
        if self._shots(shots) and clash.type == "armed_clash" and not any(p.kind == "civilians" for p in shots.actor2):
            a.type = "armed_clash"  # "opened fire during clashes": at each other
        if not a.actor1:
            a.actor1 = b.actor1
        if not a.actor2:
            a.actor2 = b.actor2
        if not a.places:
            a.places, a.said_place, a.part = b.places, b.said_place, b.part
        tells = not (self._conditional(b) or self._launches(a, b) or self._is_of(b, a))
        done = b.standing.realis == "actual" and tells
        if a.standing.realis != "actual" and done:
            a.standing = b.standing
