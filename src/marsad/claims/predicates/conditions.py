"""What must be there for words to make a claim: the conditions of frames.yaml."""

from __future__ import annotations

from marsad.claims.predicates.instruments import BOMBARDMENT, InstrumentReader
from marsad.claims.predicates.lasting_fights import is_side_of_a_war
from marsad.claims.predicates.objects import ObjectReader
from marsad.claims.predicates.retold import is_told_again
from marsad.claims.predicates.senses import in_another_sense, of_no_ground
from marsad.claims.predicates.weapons import is_moved
from marsad.claims.reading import IRREGULARS, Candidate, Reading
from marsad.claims.syntax.parse import OBLIQUES
from marsad.claims.syntax.roles import Arguments
from marsad.claims.syntax.understood import is_claimed_by_nobody
from marsad.claims.triggers import Trigger

FIRE = BOMBARDMENT | {"armed_clash", "explosion", "suicide_bombing", "territory_taken", "withdrawal", "control"}
HOLDERS = frozenset({"government", "regime", "opposition", "separatist", "army"})
"""Words for a side that are no names: what is "government" or "rebel" ground is theirs."""
LASTING = frozenset({"since", "until", "till", "for"})
"""Before how long something is done that is otherwise done at once: "has occupied the town since May"."""
BEGINS_WITHIN = 8
"""Words between an event's noun and "begins": a clause's length."""

LEFT_BY_FORCES = frozenset({"trench", "front", "area", "scene", "barracks", "barrack", "bunker", "fortification"})
ADMINISTRATIVE = ("provincial", "regional", "state", "district", "county")
PAUSES = frozenset({"ceasefire", "truce", "armistice", "cessation", "fire"})
"""Nouns of a deal that is in force or broken, whoever made it."""
RUINS = frozenset({"rubble", "debris", "wreckage", "ruin"})
SITUATIONS = frozenset({"situation", "fire", "blaze", "outbreak", "crowd", "traffic", "everything", "thing", "matter"})
"""What is under control without anybody's holding the place."""
CONVEYANCES = frozenset({"convoy", "vehicle", "column", "bus", "car", "truck", "boat", "helicopter"})
"""What may carry civilians as well as troops."""


OF_WORDS = frozenset({"holder-modifier", "relief-subject", "deal-verb", "cut", "found"})
"""Needs that only the words around a trigger can meet, whoever its actors are."""

CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "parataxis"})
ARMOURED = frozenset({"armoured", "armored", "military", "armed", "supply"})


class Conditions:
    """Checks candidates against their frames."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.scene, self.parse, self.lexicon = reading.scene, reading.parse, reading.lexicon
        self.language = reading.lexicon.language
        self.instruments, self.objects = InstrumentReader(reading), ObjectReader(reading)

    def fit_words(self, found: Candidate) -> bool:
        """What its own words and the object tell, before its roles are filled."""
        frame = found.trigger.frame
        if self._yet_to_begin(found.trigger.head) or in_another_sense(self.parse, found):
            return False
        if frame.type == "withdrawal" and self._leaves_a_thing(found):
            return False
        if frame.type == "withdrawal" and self._leads_people_away(found):
            return False
        told = () if frame.goal else OF_WORDS.intersection(frame.needs)  # what is only tried need not be met
        if not all(self._meets(need, found, found.trigger.head) for need in told):
            return False
        said = frame.object and (found.trigger.part == "verb" or frame.object == "road")
        return not said or self.objects.are(frame.object, found.arguments)

    def fires_weapon(self, trigger: Trigger, args: Arguments) -> bool:
        """ "fired rockets on the town", "a missile fired at the town": bombardment, not somebody shot at."""
        parse, i = self.parse, trigger.head
        if parse.lemma[i] != "fire":
            return False
        heads = [*args.object, *([parse.head[i]] if parse.dep[i] in ("acl", "acl:relcl") else [])]
        heads += [c for h in heads for c in parse.kids(h, "nmod") if parse.preposition(c) == "of"]
        own = set(trigger.tokens)  # "fired live rounds at the crowd"
        return any(parse.lemma[h] in self.language.weapons and h not in own for h in heads)

    def rids_of_fighters(self, found: Candidate) -> bool:
        """ "Cleared the village of rebels", "cleared the rebels from the village": a place taken from them."""
        args, parse = found.arguments, self.parse
        heads = [h for h in args.role("of") if h not in self.scene.place_at]
        heads += args.object if args.role("from") else []
        heads += [t for h in args.object for t in parse.subtree(h) if t != h and parse.preposition(t) == "of"]
        actors = [a for t in heads if (a := self.scene.actor_at.get(t)) is not None]
        return self.scene.armed([self.scene.named(a) for a in actors])

    def _leaves_a_thing(self, found: Candidate) -> bool:
        """ "The raiders left leaflets", "left two bodies behind": nobody is said to go."""
        parse, heads, i = self.parse, found.arguments.object, found.trigger.head
        if parse.lemma[i] != "leave":
            return False
        things = heads and all(parse.tag[h] in ("NN", "NNS") and parse.lemma[h] not in LEFT_BY_FORCES for h in heads)
        behind = parse.lower[i + 1 : i + 2] == ["behind"]
        return behind or (bool(things) and not self.objects.are("place", found.arguments))

    def _leads_people_away(self, found: Candidate) -> bool:
        """ "troops evacuated 250 foreigners": the people go, not the troops."""
        parse, language = self.parse, self.language
        moved = {parse.lemma[h] for h in found.arguments.object}
        return parse.lemma[found.trigger.head] == "evacuate" and bool(moved & language.civilian)

    def fit(self, found: Candidate) -> bool:
        """What the frame needs of the filled roles."""
        if (
            is_side_of_a_war(self.parse, found, self.scene.place_at)
            or of_no_ground(self.parse, found)
            or self.instruments.for_arrests(found.trigger)
        ):
            return False
        if found.trigger.part == "noun" and is_claimed_by_nobody(self.parse, found.trigger.head):
            return False
        if is_told_again(self.reading, found.trigger):
            return False
        return all(self._meets(need, found, found.trigger.head) for need in found.trigger.frame.needs)

    def _yet_to_begin(self, i: int) -> bool:
        """ "before the battle for the town begins": no event yet."""
        parse = self.parse
        if parse.preposition(i) != "before" and parse.lower[max(0, i - 1)] != "before":
            return False
        last = min(parse.sentences[parse.sentence[i]][1], i + BEGINS_WITHIN)
        return any(parse.lemma[t] in ("begin", "start") and parse.tag[t] in ("VBZ", "VBP") for t in range(i + 1, last))

    def _hits(self, i: int) -> bool:
        """Whether a word alone tells of fire or fighting: what is hit or taken tells of its holder on the side only."""
        patterns = self.lexicon.by_first.get(self.parse.lemma[i], ())
        return any(len(p.words) == 1 and p.frame.type in FIRE for p in patterns)

    def _unmanned(self, found: Candidate) -> bool:
        """ "A convoy of cars fleeing the hotel": nobody under arms is said to be in it."""
        parse, heads = self.parse, found.arguments.subject
        if not heads or any(parse.lemma[h] not in CONVEYANCES for h in heads):
            return False
        aboard = {parse.lemma[t] for h in heads for t in parse.subtree(h, without=CLAUSES)} - CONVEYANCES
        named = any(t in self.scene.actor_at for h in heads for t in parse.subtree(h, without=CLAUSES))
        return not named and aboard.isdisjoint(self.language.armed | ARMOURED)

    def _of_the_speaker(self, found: Candidate) -> bool:
        return any(self.scene.speaks_of_itself(h) for h in found.arguments.subject)

    def _seat_of_state(self, i: int) -> bool:
        """ "The provincial capital", "the Iraqi capital", "the capital of the region": where an office sits, whoever
        holds it; not "the group's de facto Syrian capital"."""
        before = self.parse.lower[max(0, i - 3) : i]
        if self.parse.lemma[i] != "capital" or "facto" in before or "proclaimed" in before or "declared" in before:
            return False
        last = self.parse.words[i - 1] if i else ""
        if last.lower() in ADMINISTRATIVE or last[:1].isupper():
            return True
        named = (t for t in self.parse.kids(i, "nmod") if self.parse.tag[t] == "NNP")
        regions = [t for t in named if self.parse.has(t, ("of",), "case")]
        return bool(regions) and not any(p.kind in IRREGULARS for p in self.scene.actor_phrases(regions))

    def _meets(self, need: str, found: Candidate, i: int) -> bool:
        parse, args, language = self.parse, found.arguments, self.language
        if need in ("done", "ongoing"):
            return parse.tag[i] == "VBG" if need == "ongoing" else self.objects.fallen(i)
        if need in ("deed", "lasting"):
            lasts = any(parse.preposition(c) in LASTING for c in parse.kids(i, *OBLIQUES))
            return lasts if need == "lasting" else parse.dep[i] != "amod" and not lasts
        if need in ("place", "actor1"):
            return bool(found.places if need == "place" else found.actor1)
        if need == "attacker":  # "drones attacked the town", "a convoy was attacked near X" by nobody that is named
            unsaid = parse.passive(i) and parse.dep[i] != "amod" and found.said_place
            return bool(found.actor1) or unsaid or self.instruments.type_by(found) != ""
        if need == "place-or-actor":
            return bool(found.places or found.actor1)
        if need == "mover":
            heads = args.object or args.subject  # "hundreds of fighters head for X"
            heads = [*heads, *(c for h in heads for c in parse.kids(h, "nmod") if parse.preposition(c) == "of")]
            return self.scene.armed(self.scene.actor_phrases(heads))
        if need == "holder-modifier":
            own = (
                t for t in args.modifier if parse.head[t] == i or parse.tag[t] != "JJ"
            )  # "military airport and town"
            holders = {parse.lemma[t] for t in own if parse.lower[t - 1] != "local"} - {"state"}
            return not (holders.isdisjoint(HOLDERS) and holders.isdisjoint(language.armed))
        if need == "captor" and any(self.lexicon.is_event(parse.lemma[h]) for h in args.subject):
            return False  # "as fighting picked up"
        if need == "unhit":
            return not any(self._hits(t) for t in parse.ancestors(i)[:3])
        if need == "of-place":
            counted = {h for h in args.role("of") if parse.kids(h, "nummod")}  # "the loss of twenty men in X"
            return any(self.scene.places_under(h) or self.scene.anaphor(h) for h in args.role("of") if h not in counted)
        if need == "from-place":
            heads = [h for role in ("from", "of", "out", "off") for h in args.role(role)]
            leaving = ("out", "from", "off")
            heads += [c for h in args.object for c in parse.kids(h, "nmod") if parse.preposition(c) in leaving]
            if any(self.scene.places_of(h) for h in heads):
                return True
            # "we chased them out": out of the place that is spoken of
            return parse.lower[found.trigger.tokens[-1]] == "out" and not heads and self._of_the_speaker(found)
        if need in ("armed-subject", "actor-subject"):
            return self.scene.armed(found.actor1) and not self._unmanned(found)
        if need == "no-weapon-object":
            return not any(parse.lemma[h] in language.weapons for h in args.object)  # fired at a place: shelling
        if need == "forces":
            return self.scene.armed(found.actor1) or self.objects.are("forces", args)
        if need == "aircraft":
            return self.instruments.by_aircraft(found)
        if need == "cut":
            verb = parse.head[i]
            done_to = parse.dep[i] in ("obj", "nsubj:pass") or parse.lemma[verb] == "fail"
            return parse.is_verb(verb) and done_to and parse.lemma[verb] in language.cutting
        if need == "weapon-used":
            return not is_moved(parse, i, language)
        if need == "remaining":
            measured = parse.dep[i] == "nmod" and parse.preposition(i) == "of"  # "hundreds of mines"
            thing = parse.head[i] if measured else i
            verb, behind = parse.head[thing], parse.preposition(thing) == "behind"
            lies = parse.is_verb(verb) and (parse.dep[thing] != "obl" or behind)
            return lies and parse.lemma[verb] in self.language.remaining
        if need == "found":
            verb = parse.head[i]
            dug_out = any(parse.lemma[t] in RUINS for t in parse.subtree(verb))  # those whom a raid killed before
            return parse.is_verb(verb) and parse.lemma[verb] in language.finding and not dug_out
        if need == "ground":  # "the situation in X is under control": nobody is said to have the place
            theirs = args.possessor or args.role("of")
            return bool(theirs) or all(parse.lemma[h] not in SITUATIONS for h in args.subject)
        if need == "armed-or-no-subject":
            return not found.actor1 or self.scene.armed(found.actor1)
        if need == "subject-place":
            return any(self.scene.places_of(h) for h in args.subject)
        if need == "explicit-place":
            return found.said_place
        if need == "armed-modifier":
            return self.scene.armed(found.actor1) and bool(args.possessor or args.modifier or args.role("of"))
        if need == "armed-object":
            return self.scene.armed(self.scene.actor_phrases(args.object))
        if need == "civilian-subject":
            heads = [*args.subject, *args.object, *args.role("of")]
            heads += self.objects.aboard(heads)
            # "thousands of families": those who are counted
            for _ in range(2):  # "tens of thousands of families"
                heads += [c for h in heads for c in parse.kids(h, "nmod") if parse.preposition(c) == "of"]
            return any(parse.lemma[h] in language.civilian or self.objects.are_many(h) for h in heads) or (
                found.trigger.part == "noun"
                and found.trigger.frame.type == "displacement"
                and not self.scene.armed(found.actor1)
            )
        if need == "civilians-move":
            heads = args.object if args.object and found.trigger.part == "verb" else args.subject
            heads = [h for h in self.objects.measured(heads) if self.objects.is_person(h) or self.objects.are_many(h)]
            heads = [h for h in heads if not self.objects.is_one(h)]
            return bool(heads) and not self.scene.armed(self.scene.actor_phrases(heads))
        if need == "relief-subject":
            return self.objects.bring_relief(args.subject)
        if need == "captor":
            unsaid = parse.passive(i) and parse.dep[i] != "amod" and parse.lemma[i] != "catch"
            return bool(found.actor1) or unsaid
        if need == "taken-from":
            return bool(args.role("from") or args.role("out"))
        if need == "crowd":
            people = [h for h in self.objects.measured(args.subject) if self.objects.is_person(h)]
            return bool(found.places) or (bool(people) and not self.scene.armed(self.scene.actor_phrases(people)))
        if need == "way-user":
            return bool(found.actor1) or any(self.objects.is_person(h) for h in self.objects.measured(args.subject))
        if need == "official-subject":
            subject = self.scene.actor_phrases(args.subject) or [p for p in found.actor1 if p.speaker]
            return bool(subject and subject[0].kind in ("state", "official", "organisation")) and parse.dep[i] in (
                "ROOT",
                "root",
                "ccomp",
                "conj",
                "xcomp",
            )
        if need == "bombardment":
            return self.instruments.type_by(found) != ""
        if need == "deal-verb":
            if any(parse.lemma[t] in PAUSES for t in found.trigger.tokens):
                return True
            return args.support is not None or any(
                parse.lemma[t] in language.dealing for t in [i, *parse.ancestors(i)[:2], *parse.children[i]]
            )
        if need == "occurs":
            named = {i, *found.trigger.tokens}  # "a state of emergency was declared" hangs by "state"
            return any(parse.dep[t] in ("nsubj", "nsubj:pass", "obj", "ROOT") for t in named)
        if need == "capital-of":
            return bool(found.actor1) and not self._seat_of_state(i)
        return True
