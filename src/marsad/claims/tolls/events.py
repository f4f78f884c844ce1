"""The event that only its toll tells of: told in an earlier sentence, or only in the killing itself."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.draft import Phrase
from marsad.claims.predicates.conditions import Conditions
from marsad.claims.predicates.instruments import BLASTS
from marsad.claims.reading import HARMING, MEMORY, Candidate, Reading
from marsad.claims.scene.groups import calls_its_own
from marsad.claims.standing.status import standing
from marsad.claims.syntax.roles import arguments
from marsad.claims.tolls.matching import put_by
from marsad.claims.triggers import Trigger
from marsad.records import Toll

WARS = frozenset(
    {"war", "conflict", "insurgency", "uprising", "rebellion", "revolt", "crisis", "insurrection", "intifada"}
)
"""Nouns of a whole war: its total is no event's toll (claims.md)."""
SPELLS = frozenset({"year", "decade", "month"})
"""Spells that a war is told to have lasted: "in two decades of insurgency"."""
MASS = 1000
"""People killed "since" some time or "this year": so many are a war's total, also where its name is left out."""
SUFFERING = frozenset({"die", "perish", "succumb", "lose", "lost"})
"""Verbs of harm whose subject suffers it."""
LOSSES_REACH = 8
"""Words from a side's "losses" to the word for the dead."""


class TollEventReader:
    """Makes candidates of one report's tolls that no other candidate of their sentence has."""

    def __init__(self, reading: Reading, conditions: Conditions) -> None:
        self.reading = reading
        self.scene, self.parse, self.lexicon = reading.scene, reading.parse, reading.lexicon
        self.language = reading.lexicon.language
        self.conditions = conditions
        self._taking = {v for f in self.lexicon.frames if f.type == "abduction" and not f.needs for v in f.verbs}

    def of_the_war(self, i: int, toll: Toll) -> bool:
        """ "the conflict has killed more than 200,000 people", "12,000 have died since the uprising began"."""
        parse = self.parse
        verb = i if parse.is_verb(i) else parse.head[i]
        own = arguments(parse, verb, self.language.support_verbs)
        heads = [*own.subject, *(h for role in ("in", "of", "during", "by", "over") for h in own.role(role))]
        heads += [c for h in heads if parse.lemma[h] in SPELLS for c in parse.kids(h, "nmod")]
        if any(parse.lemma[h] in WARS for h in heads):
            return True
        inside = parse.subtree(verb)
        since = next((t for t in inside if parse.lower[t] == "since"), None)
        if since is None:
            yearly = any(parse.lower[t] == "year" and parse.lower[t - 1] in ("this", "last") for t in inside if t)
            return yearly and (toll.low or 0) >= MASS
        return (toll.low or toll.high or 0) >= MASS or any(parse.lemma[t] in WARS for t in inside if t > since)

    def read(self, i: int, kind: str, toll: Toll, victim: int | None) -> Candidate | None:
        """A toll whose event stands elsewhere: an earlier sentence, or only in the killing itself."""
        parse = self.parse
        frame = next(f for f in self.lexicon.frames if f.harm == "killed" and f.object == "people")
        fighters = next(f for f in self.lexicon.frames if f.harm == "killed" and f.object == "actor")
        args = arguments(parse, i, self.language.support_verbs)
        where = standing(parse, i, self.language)
        phrases = self.scene.actor_phrases([victim]) if victim is not None else []
        if own := self._own_losses(i):  # "the rebels lost four men"
            phrases = [p for p in self.scene.actor_phrases(args.subject) if p.kind != "civilians"]
        if kind == "wounded" and toll.low is None and (parse.dep[i] == "amod" or not parse.is_verb(i)):
            return None  # "a plane carrying wounded soldiers": who they are
        protesters = any(p.kind == "protesters" for p in phrases)
        armed = (self.scene.armed(phrases) and not protesters) or own
        found = Candidate(Trigger(fighters if armed else frame, "verb", i, (i,)), "", args, where)
        found.actor2 = phrases
        actor1 = self.doers(args.subject) if parse.is_verb(i) and parse.lemma[i] not in SUFFERING else []
        found.actor1 = [p for p in actor1 if p not in phrases]
        self.place(found, i)
        instrument = self.conditions.instruments.type_by(found) if put_by(parse, i) < 0 else ""
        if found.vague and found.actor1 and found.said_place:
            instrument = ""  # of another clause: "jets bombed Y while rebels killed nine in X"
        counted = bool(toll.low) or (victim is not None and self._some(victim))
        near = [] if self._in_custody(i) else self._told_before(i)
        recent = self._deadly(near, phrases, armed=armed)
        if instrument and instrument not in ("armed_clash", "attack_on_civilians"):
            found.type = instrument
        elif recent and not found.actor1:
            found.type, found.inferred = recent, True
        elif not found.actor1 and (kind == "wounded" or not counted):
            return None  # "gunmen wounded two policemen" is an attack, "two policemen were wounded" none
        else:
            found.type = "armed_clash" if armed else "attack_on_civilians"
            if not (found.actor1 or found.said_place or (armed and near) or (counted and self._only_place(i, found))):
                return None
        return found

    def doers(self, heads: list[int]) -> list[Phrase]:
        """Those who kill: no civilians, and not whoever the place is said to be held by ("the raid on the X-held town
        killed ten", where the parse takes the town for the subject)."""
        phrases = self.scene.actor_phrases(heads)
        return [p for p in phrases if p.kind != "civilians" and not calls_its_own(self.parse, p)]

    def _some(self, victim: int) -> bool:
        """ "Several people", "a number of soldiers": nobody says how many, but that they are known of."""
        words = self.language.uncounted
        return self.parse.lemma[victim] in words or self.parse.has(victim, words, "amod", "det", "nummod")

    def _in_custody(self, i: int) -> bool:
        """ "He was abducted and killed": those who took him killed him, whatever was told before."""
        parse = self.parse
        beside = (
            (parse.head[i], *parse.kids(parse.head[i], "conj")) if parse.dep[i] == "conj" else parse.kids(i, "conj")
        )
        return any(parse.lemma[t] in self._taking for t in beside if t != i)

    def _only_place(self, i: int, found: Candidate) -> bool:
        """ "A farmer was killed as he rode through X": the one place that the clause's sentence names."""
        sentence = range(*self.parse.sentences[self.parse.sentence[i]])
        named = {m.phrase.text: m for t in sentence if (m := self.scene.place_at.get(t)) is not None}
        if len(named) == 1:
            found.places = list(named.values())
        return len(named) == 1

    def _own_losses(self, i: int) -> bool:
        """ "The army put its losses at 28 dead", "the rebels lost four men": fighters, whatever they are called."""
        parse = self.parse
        if self.lexicon.harm_words[parse.lemma[i]][1] == "loss":
            return True
        first = parse.sentences[parse.sentence[i]][0]
        return any(parse.lower[t] in ("losses", "ranks") for t in range(max(first, i - LOSSES_REACH), i))

    def _told_before(self, i: int) -> list[Candidate]:
        """The events told shortly before in which people are harmed, the nearest first."""
        sentence = self.parse.sentence[i]
        recent = [c for n, c in reversed(self.reading.recent) if sentence - n <= MEMORY and c.type in HARMING]
        return [c for c in recent if c.trigger.head < i]

    def _deadly(self, near: Sequence[Candidate], victims: Sequence[Phrase], *, armed: bool) -> str:
        """The type of the one of them that a toll most likely belongs to: the nearest that is told to have killed, else
        the nearest. Fighters fall in fighting, unless what was told before hit their side."""
        if armed:
            side, unnamed = {p.actor for p in victims}, all(p.weak for p in victims)
            near = [
                c
                for c in near
                if c.type in BLASTS
                or (self.scene.armed(c.actor2) and (unnamed or not side.isdisjoint(p.actor for p in c.actor2)))
            ]
        deadly = [c for c in near if any(t.kind == "killed" for t in c.tolls)]
        return next((c.type for c in deadly or near), "")

    def place(self, found: Candidate, i: int) -> None:
        """Place among a harm verb's own arguments ("were killed in X")."""
        args = arguments(self.parse, i, self.language.support_verbs)
        for role in ("in", "at", "near", "on", "outside", "from", "of"):
            for head in args.role(role):
                under = self.scene.places_of(head)
                if under:
                    found.places, found.said_place = under, True
                    return
        for head in (c for victim in args.object for c in self.parse.kids(victim, "nmod")):
            if self.parse.preposition(head) in ("in", "at", "near") and (under := self.scene.places_of(head)):
                found.places, found.said_place = under, True  # "killed nine soldiers in X"
                return
