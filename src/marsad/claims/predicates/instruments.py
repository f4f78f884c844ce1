"""By what a deed was done, as its sentence says: the type of attack that an instrument decides."""

from __future__ import annotations

from marsad.claims.reading import HARMING, IRREGULARS, Candidate, Reading
from marsad.claims.syntax.parse import SUBJECTS
from marsad.claims.triggers import Trigger

BLASTS = frozenset({"explosion", "suicide_bombing"})
BOMBARDMENT = frozenset({"air_strike", "shelling", "chemical_attack"})
OTHER_CLAUSE = 15
"""Words of distance that an instrument outside the trigger's own phrases counts as farther away."""
INSTRUMENT_REACH = 30
FUEL_WORKS = frozenset(
    {"pipeline", "field", "plant", "station", "line", "facility", "terminal", "company", "depot", "cylinder",
     "factory", "industry", "works", "engineer", "worker", "firm", "giant"}
)  # fmt: skip
"""Before them "gas" is a fuel, and what is chemical is an industry's."""
FUELS = frozenset({"natural", "liquefied", "cooking", "petroleum", "compressed", "tear", "oil", "offshore"})
"""Before "gas": a fuel, or what disperses crowds."""
SUPPLIES = frozenset({"oil", "water", "electricity", "power", "petrol", "coal", "fuel", "telephone"})
"""What "gas" is told with where it is a fuel ("oil and gas")."""
GAS_ARMS = frozenset(
    {"attack", "shell", "bomb", "rocket", "canister", "grenade", "barrel", "munition", "missile", "strike", "bombing",
     "bombardment", "massacre", "weapon", "poisoning", "exposure", "cloud", "victim", "mask", "assault", "use"}
)  # fmt: skip
"""Nouns before which "gas" is a weapon; before any other it is a fuel ("a gas project", "the gas-rich north")."""
STRUCK = frozenset({"strike", "attack-on-forces", "attack-site", "attack-thing"})
"""Frames of a verb whose own instrument leaves no doubt of its type."""
FORTIFIED = frozenset(
    {"barrack", "barracks", "base", "outpost", "checkpoint", "garrison", "bunker", "trench", "fort", "fortress"}
)
"""Things that only people in arms have."""
HITTING = frozenset({"hit", "strike"})
"""Verbs of bombardment that are also said of those who come on foot."""
TRADES = frozenset(
    {"transport", "hunger", "labour", "labor", "worker", "student", "teacher", "railway", "rail", "bus", "trucker",
     "lawyer", "shopkeeper", "general", "protest"}
)  # fmt: skip
"""Those who strike by not working."""
STRIKING = frozenset({"observe", "call", "stage", "join", "defy", "enforce", "organise", "organize", "end"})
"""What is done with such a strike."""
AVIATION = frozenset(
    {"air", "airstrike", "aerial", "bomber", "airforce", "f-16", "mig", "sukhoi", "apache", "warjet", "aviation",
     "airpower", "pilot", "gunship", "coalition", "barrel", "sortie", "bombing"}
)  # fmt: skip
"""Words besides the names of aircraft that speak of war from the air."""
AIR_SITES = frozenset({"base", "port", "field", "strip"})
"""After "air": what lies on the ground, whoever holds it."""
ON_FOOT = frozenset({"armed_clash", "attack_on_civilians"})
FLYING_REACH = 5
"""Sentences from an unnamed raid to the aircraft that may have flown it."""
GROUND_FORCES = frozenset({"troop", "soldier", "police", "policeman", "commando", "paratrooper", "marine", "gunman"})
"""Whose raids are made on the ground."""
RAIDS = frozenset({"raid", "operation", "sweep", "crackdown"})
ARRESTING = frozenset({"arrest", "detain", "apprehend", "round", "nab"})
RAID_STEPS = 2
"""Words up from a raid to them."""
SMALL_ARMS = frozenset(
    {"automatic", "sniper", "small", "arms", "small-arms", "rifle", "machine", "gun", "machine-gun", "machinegun",
     "grenade", "rpg", "live", "pistol"}
)  # fmt: skip
AIDING = frozenset({"support", "back", "cover", "escort", "accompany", "assist", "aid", "reinforce", "protect", "help"})
"""What is done beside an attack, not by what it is made: "troops, supported by warplanes, attacked"."""
NO_RELATIVES = frozenset({"acl:relcl"})
OTHER_TIMES = frozenset({"after", "following", "before", "since"})
"""Prepositions of what came before or afterwards: "a depot blew up after rocket fire"."""
NO_CHARGE = frozenset({"armed_clash", "other_event"})
"""What goes on beside a blast, and is none of its kinds."""


class InstrumentReader:
    """Reads the instruments of one report's sentences."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.scene, self.parse, self.lexicon = reading.scene, reading.parse, reading.lexicon
        self.language = reading.lexicon.language
        self._air: list[int] | None = None
        self._of_sentence: dict[int, list[tuple[int, str]]] = {}

    def type_by(self, found: Candidate) -> str:
        """The type that the clause's instrument decides; the frame's own type where the verb needs none; "" if
        unclear."""
        parse, trigger = self.parse, found.trigger
        instruments = [
            (t, claim_type)
            for t, claim_type in self.of_sentence(parse.sentence[trigger.head])
            if t != trigger.head
            and (trigger.frame.type != "explosion" or claim_type not in NO_CHARGE)
            and t not in self.scene.place_at
            and not self._is_fuel(t)
            and not self._is_of_another(t, trigger.head)
        ]
        own = self.own_words(found) if instruments else set()
        agents = {t for h in found.arguments.role("by") for t in (h, *parse.kids(h, "compound", "amod"))}
        best: tuple[float, str] | None = None
        for t, claim_type in instruments:
            score = 0 if t in agents else abs(t - trigger.head) + (0 if t in own else OTHER_CLAUSE)
            if best is None or score < best[0]:
                best = (score, claim_type)
        verb = parse.lemma[trigger.head]
        if best is not None and best[0] < INSTRUMENT_REACH:
            found.vague = best[0] >= OTHER_CLAUSE
            found.means_said = not found.vague and trigger.frame.id in STRUCK
            return best[1]
        found.vague = True
        if trigger.frame.id == "strike":
            if verb in ("bombard", "pound", "bombardment", "batter", "pummel"):
                return "shelling"
            if verb in ("bomb", "bombing") and found.actor1 and all(p.kind in IRREGULARS for p in found.actor1):
                return "explosion"  # they have no aircraft
            named = verb == "bombing" or (verb == "bomb" and bool(found.actor1 or found.arguments.subject))
            if named and not self._by_a_state(found) and not self._aircraft_named():
                return "explosion"
            if verb in ("bomb", "bombing", "strafe"):
                return "air_strike" if self.scene.armed(found.actor1) or verb == "bomb" else "explosion"
            recent = self.reading.recent_type(trigger.head, BOMBARDMENT)
            if recent or not self._on_foot(found):
                return recent
            return "attack_on_civilians" if self._of_civilians(found) else "armed_clash"
        if trigger.part == "noun" and trigger.frame.id == "attack-noun":
            recent = self.reading.recent_type(trigger.head, HARMING)
            from_afar = recent in BOMBARDMENT and verb == "assault"  # an assault is made on foot
            if recent and recent != "armed_clash" and self.reading.definite(trigger.head) and not from_afar:
                return recent
        if trigger.frame.type == "armed_clash" and self._of_civilians(found):
            return "attack_on_civilians"
        found.means_said = any(self.parse.lemma[h] in FORTIFIED for h in found.arguments.object)  # on those in arms
        if trigger.frame.type == "attack_on_civilians" and self._hits_the_armed(found):
            return "armed_clash"
        return trigger.frame.type

    def _is_of_another(self, t: int, i: int) -> bool:
        """Whether it is what aids the attackers, what came before or after, or by what they are answered: "attacked
        the town, but were driven back by gunships"."""
        parse = self.parse
        while parse.dep[t] == "compound" and parse.head[t] > t:
            t = parse.head[t]
        if t != i and parse.preposition(t) in OTHER_TIMES:
            return True
        verb = parse.head[t]
        if parse.dep[t] != "obl:agent" or verb == i:
            return False
        answered = parse.dep[verb] == "conj" and parse.head[verb] == i and parse.passive(verb)
        return parse.lemma[verb] in AIDING or answered

    def _of_civilians(self, found: Candidate) -> bool:
        return any(p.kind == "civilians" for p in found.actor2)

    def _by_a_state(self, found: Candidate) -> bool:
        return any(p.kind.startswith("state") or p.kind == "coalition" for p in found.actor1)

    def _on_foot(self, found: Candidate) -> bool:
        """ "Gunmen struck the town": whoever has no aircraft or guns, and hits a place or is told only to have hit."""
        verb = found.trigger.head
        if self.parse.lemma[verb] not in HITTING or not found.arguments.subject:
            return False
        return bool(found.actor1) and all(p.kind in IRREGULARS for p in found.actor1)

    def _hits_the_armed(self, found: Candidate) -> bool:
        """Whether nobody but people in arms is said to be hit ("shot dead two policemen")."""
        heads = [*found.arguments.object, *found.arguments.role("at"), *found.arguments.role("on")]
        fired_on = (c for h in heads if self.parse.lemma[h] == "fire" for c in self.parse.kids(h, "nmod"))
        heads += [c for c in fired_on if self.parse.preposition(c) in ("at", "on")]
        lemmas = {self.parse.lemma[h] for h in heads}
        if lemmas & self.language.civilian or any(p.kind in ("civilians", "protesters") for p in found.actor2):
            return False
        owners = {self.parse.lemma[c] for h in heads for c in self.parse.kids(h, "compound", "amod")}
        fortified = bool(lemmas & FORTIFIED) or bool(owners & self.language.armed)
        return fortified or bool(lemmas & self.language.armed) or self.scene.armed(found.actor2)

    def own_words(self, found: Candidate) -> set[int]:
        """The tokens of the trigger's own phrases."""
        parse = self.parse
        own = set(parse.subtree(found.trigger.head))
        if found.arguments.support is not None:
            own.update(parse.subtree(found.arguments.support))
        for h in [*found.arguments.subject, *found.arguments.modifier]:
            own.update(parse.subtree(h, without=NO_RELATIVES))
        return own

    def of_sentence(self, n: int) -> list[tuple[int, str]]:
        """The words of a sentence that tell by what a deed is done, with the types that they make it."""
        if n not in self._of_sentence:
            parse, types, ends = self.parse, self.lexicon.instrument_types, self.lexicon.instrument_ends
            first, last = parse.sentences[n]
            found = self._of_sentence[n] = []
            for t in range(first, last):
                word = parse.lemma[t]
                if word not in ends:
                    continue
                two = types.get(f"{parse.lower[t - 1]} {word}") if t > first else None
                if two and found and found[-1][0] == t - 1:
                    found.pop()  # an "explosive belt" is no explosive
                if claim_type := two or types.get(word):
                    found.append((t, claim_type))
        return self._of_sentence[n]

    def _is_fuel(self, t: int) -> bool:
        """ "A gas pipeline", "the gas-rich north", "oil and gas", "a chemical plant": no weapon."""
        parse = self.parse
        attribute = parse.dep[t] in ("compound", "amod") and parse.head[t] > t
        owner = parse.lemma[parse.head[t]] if attribute else ""
        if owner in FUEL_WORKS or parse.lemma[t] != "gas":
            return owner in FUEL_WORKS
        before, after = parse.lower[max(0, t - 2) : t], parse.lower[t + 1 : t + 3]
        if parse.lower[t - 1] in FUELS or parse.words[t + 1 : t + 2] == ["-"]:
            return True
        beside = [w[0] for w in (before, after[::-1]) if len(w) > 1 and w[1] in ("and", "or")]
        return bool(SUPPLIES.intersection(beside)) or (attribute and owner not in GAS_ARMS)

    def on_the_ground(self, trigger: Trigger) -> bool:
        """ "The raid" where nothing flies near it, an attack on foot; "the strike" of workers."""
        parse, i = self.parse, trigger.head
        if len(trigger.tokens) > 1 or parse.lemma[i] not in ("raid", "strike"):
            return False
        if parse.lemma[i] == "strike":
            beside = {parse.lemma[c] for c in parse.kids(i, "compound", "amod")} | {parse.lemma[parse.head[i]]}
            return parse.lower[i - 1 : i] == ["on"] or bool(beside & (TRADES | STRIKING))
        if self.for_arrests(trigger) or parse.words[i - 2 : i] == ["-", "border"]:  # "a cross-border raid"
            return True
        here = parse.sentence[i]
        if parse.tag[i] == "NN" and self.reading.definite(i) and self.reading.recent_type(i, HARMING) in ON_FOOT:
            return True  # "rebels attacked the town. ... were killed in the raid"
        verb = next((t for t in parse.ancestors(i) if parse.is_verb(t)), i)
        if any(parse.lemma[c].removesuffix("s") in GROUND_FORCES for c in parse.kids(verb, *SUBJECTS)):
            return True  # "troops killed four in raids"
        return not any(abs(here - n) <= FLYING_REACH for n in self._flying())

    def for_arrests(self, trigger: Trigger) -> bool:
        """ "Arrested ten suspects in separate raids", "in an operation": how they were arrested, no event beside."""
        parse, i = self.parse, trigger.head
        above = parse.ancestors(i)[:RAID_STEPS] if parse.lemma[i] in RAIDS and parse.is_noun(i) else ()
        return any(parse.lemma[t] in ARRESTING for t in above)

    def _flying(self) -> list[int]:
        """Sentences that speak of aircraft."""
        if self._air is None:
            words = self.language.aircraft | AVIATION
            words |= {f"{word}s" for word in words}
            parse = self.parse
            told = (t for t, word in enumerate(parse.lower) if word in words and not self._is_air_site(t))
            self._air = sorted({parse.sentence[t] for t in told})
        return self._air

    def _aircraft_named(self) -> bool:
        """Whether the report names aircraft anywhere: no mere "bombing"."""
        words = (self.language.aircraft | AVIATION) - {"bombing", "coalition"}
        parse = self.parse
        return any(word in words and not self._is_air_site(t) for t, word in enumerate(parse.lemma))

    def _is_air_site(self, t: int) -> bool:
        return self.parse.lower[t] == "air" and self.parse.lemma[t + 1 : t + 2] in [[word] for word in AIR_SITES]

    def small_arms(self, trigger: Trigger) -> bool:
        """ "Automatic fire", "sniper fire": no bombardment."""
        i = trigger.head
        if self.parse.lemma[i] != "fire" or len(trigger.tokens) > 1:
            return False
        return any(self.parse.lower[t] in SMALL_ARMS for t in range(max(0, i - 3), i))

    def by_aircraft(self, found: Candidate) -> bool:
        """ "A drone fired two missiles", "a drone missile was fired", "a helicopter crash": whether aircraft do it."""
        parse, args = self.parse, found.arguments
        heads = [*args.subject, found.trigger.head] if found.trigger.part == "noun" else args.subject
        flown = {t for h in heads for t in (h, *parse.kids(h, "compound"))}
        arms = [h for h in (*heads, *args.object) if parse.lemma[h] in self.language.weapons]
        flown.update(c for h in arms for c in parse.kids(h, "compound", "amod", "nmod:desc"))
        return any(parse.lemma[t] in self.language.aircraft for t in flown)
