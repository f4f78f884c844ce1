"""By what a deed was done, as its sentence says: the type of attack that an instrument decides."""

from __future__ import annotations

from marsad.claims.reading import HARMING, Candidate, Reading

BOMBARDMENT = frozenset({"air_strike", "shelling", "chemical_attack"})
OTHER_CLAUSE = 15
"""Words of distance that an instrument outside the trigger's own phrases counts as farther away."""
INSTRUMENT_REACH = 30
FUEL_WORKS = frozenset({"pipeline", "field", "plant", "station", "line", "facility", "terminal", "company", "depot"})
"""Before them "gas" is a fuel."""
NO_RELATIVES = frozenset({"acl:relcl"})


class InstrumentReader:
    """Reads the instruments of one report's sentences."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.scene, self.parse, self.lexicon = reading.scene, reading.parse, reading.lexicon
        self.language = reading.lexicon.language
        self._of_sentence: dict[int, list[tuple[int, str]]] = {}

    def type_by(self, found: Candidate) -> str:
        """The type that the clause's instrument decides; the frame's own type where the verb needs none; "" if
        unclear."""
        parse, trigger = self.parse, found.trigger
        instruments = [
            (t, claim_type)
            for t, claim_type in self._instruments(parse.sentence[trigger.head])
            if t != trigger.head and t not in self.scene.place_at and not self._is_fuel(t)
        ]
        own = self._own_words(found) if instruments else set()
        best: tuple[float, str] | None = None
        for t, claim_type in instruments:
            score = abs(t - trigger.head) + (0 if t in own else OTHER_CLAUSE)
            if best is None or score < best[0]:
                best = (score, claim_type)
        verb = parse.lemma[trigger.head]
        if best is not None and best[0] < INSTRUMENT_REACH:
            found.vague = best[0] >= OTHER_CLAUSE
            return best[1]
        found.vague = True
        if trigger.frame.id == "strike":
            if verb in ("bombard", "pound", "bombardment", "batter", "pummel"):
                return "shelling"
            if verb in ("bomb", "bombing", "strafe"):
                return "air_strike" if self.scene.armed(found.actor1) or verb == "bomb" else "explosion"
            recent = self.reading.recent_type(trigger.head, BOMBARDMENT)
            return recent or ""
        if trigger.part == "noun" and trigger.frame.id == "attack-noun":
            recent = self.reading.recent_type(trigger.head, HARMING)
            if recent and recent != "armed_clash" and self.reading.definite(trigger.head):
                return recent
        if trigger.frame.type == "armed_clash" and any(p.kind == "civilians" for p in found.actor2):
            return "attack_on_civilians"
        if trigger.frame.type == "attack_on_civilians" and self._hits_the_armed(found):
            return "armed_clash"
        return trigger.frame.type

    def _hits_the_armed(self, found: Candidate) -> bool:
        """Whether nobody but people in arms is said to be hit ("shot dead two policemen")."""
        heads = [*found.arguments.object, *found.arguments.role("at"), *found.arguments.role("on")]
        lemmas = {self.parse.lemma[h] for h in heads}
        if lemmas & self.language.civilian or any(p.kind in ("civilians", "protesters") for p in found.actor2):
            return False
        return bool(lemmas & self.language.armed) or self.scene.armed(found.actor2)

    def _own_words(self, found: Candidate) -> set[int]:
        """The tokens of the trigger's own phrases."""
        parse = self.parse
        own = set(parse.subtree(found.trigger.head))
        if found.arguments.support is not None:
            own.update(parse.subtree(found.arguments.support))
        for h in [*found.arguments.subject, *found.arguments.modifier]:
            own.update(parse.subtree(h, without=NO_RELATIVES))
        return own

    def _instruments(self, n: int) -> list[tuple[int, str]]:
        """The words of a sentence that tell by what a deed is done, with the types that they make it."""
        if n not in self._of_sentence:
            parse, types = self.parse, self.lexicon.instrument_types
            first, last = parse.sentences[n]
            found = self._of_sentence[n] = []
            for t in range(first, last):
                word = parse.lemma[t]
                two = types.get(f"{parse.lower[t - 1]} {word}") if t > first else None
                if claim_type := two or types.get(word):
                    found.append((t, claim_type))
        return self._of_sentence[n]

    def _is_fuel(self, t: int) -> bool:
        """ "A gas pipeline": no weapon."""
        return self.parse.dep[t] == "compound" and self.parse.lemma[self.parse.head[t]] in FUEL_WORKS
