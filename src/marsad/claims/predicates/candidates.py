"""From a trigger to a candidate claim: who, to whom, where, as syntax and the order of words tell."""

from __future__ import annotations

from dataclasses import replace

from marsad.claims.draft import Phrase, PlaceMention
from marsad.claims.place_names.words import REGION_KINDS
from marsad.claims.predicates.conditions import Conditions
from marsad.claims.predicates.encounters import EncounterReader
from marsad.claims.predicates.holding import HeldPlaceReader
from marsad.claims.predicates.relatives import RelativeReader
from marsad.claims.predicates.rows import ActorRows
from marsad.claims.predicates.types import TypeReader
from marsad.claims.reading import HARMING, Candidate, Reading
from marsad.claims.scene.groups import calls_its_own, is_origin
from marsad.claims.standing.status import Standing, standing
from marsad.claims.syntax.parse import ALL_SUBJECTS
from marsad.claims.syntax.roles import arguments
from marsad.claims.syntax.understood import charged_doers
from marsad.claims.triggers import Trigger

HELD = frozenset({"control", "territory_taken", "besieged"})
"""Types of what is done to a place: the object of their verbs, "it" included, is one."""
LEFT_OR_HELD = HELD | {"withdrawal"}
"""Types of what may be done to a part of a place that is told beside it."""
SEATS_OF_POWER = frozenset({"hall", "office", "building", "headquarters", "square", "palace", "ministry"})
"""Who raises a flag over them has the town."""
ANSWERS = frozenset({"response", "retaliation", "revenge", "reprisal", "reaction", "answer", "protest", "solidarity",
                     "anticipation", "preparation"})  # fmt: skip
"""Nouns under which a place is another event's ("fired rockets at X in response to a raid on Y")."""
KILLINGS = frozenset({"killing", "beheading", "execution", "assassination", "murder", "slaying", "lynching"})
"""Nouns whose "of" tells whom it happened to."""
DRIVEN_REACH = 6
"""Words between "chased out" and those who were: "the last remaining fighters of"."""


class CandidateReader:
    """Reads the candidates of one report's triggers."""

    def __init__(self, reading: Reading, conditions: Conditions) -> None:
        self.reading = reading
        self.scene, self.parse, self.lexicon = reading.scene, reading.parse, reading.lexicon
        self.language = reading.lexicon.language
        self.conditions = conditions
        self.rows = ActorRows(reading.scene)
        self.encounters = EncounterReader(reading, self.rows)
        self.held, self.relatives = HeldPlaceReader(reading), RelativeReader(reading)
        self.types = TypeReader(reading, conditions)
        self._standings: dict[tuple[int, int | None], Standing] = {}

    def candidate(self, trigger: Trigger) -> Candidate | None:
        frame, i = trigger.frame, trigger.head
        if frame.harm:
            return None
        args = arguments(self.parse, i, self.language.support_verbs)
        if frame.type == "attack_on_civilians" and self.conditions.fires_weapon(trigger, args):
            frame = next(f for f in self.lexicon.frames if f.type == "shelling" and f.object == "weapon")
            trigger = replace(trigger, frame=frame)
        if frame.id == "air-strike" and self.conditions.instruments.on_the_ground(trigger):
            return None
        found = Candidate(trigger, frame.type, args)
        if trigger.part == "modifier":
            found.standing = self._standing(i, args.support)
            return self.held.read(found)
        if trigger.part == "verb" and frame.type in HELD:
            self._mend(found)
        defaults = self.lexicon.defaults["verbs" if trigger.part == "verb" else "nouns"]
        if trigger.part in ("adjective", "phrase") and not args.object:
            self._predicate(found)
        if frame.object and trigger.part == "verb" and not args.object:
            args.object += self._after_particle(trigger)
        if frame.id == "drive-out" and not args.object and (driven := self._driven(trigger)):
            args.object.append(driven)
        if not self.conditions.fit_words(found):
            return None
        found.standing = where = self._standing(i, args.support)
        if where.tried and frame.type == "agreement":
            found.standing = where = replace(where, realis="future", tense="future", tried=False)
        if where.aim and (frame.goal or frame.type != "offensive"):
            return None
        actor1 = frame.actor1 if frame.actor1 is not None else defaults.actor1
        actor2 = frame.actor2 if frame.actor2 is not None else defaults.actor2
        place_roles = frame.place if frame.place is not None else defaults.place
        filled = args.filled()
        for role in actor1:
            if found.actor1:
                break
            if role == "of-actor" and self.parse.lemma[i] in KILLINGS:
                continue  # "the beheading of a soldier"
            heads = filled.get("of" if role == "of-actor" else role, ())
            if frame.id == "explosion" and role == "subject":
                heads = [h for h in heads if self.parse.lower[h] != "it"]  # the car that blew up, and nobody
            if role == "from":
                heads = [h for h in heads if not is_origin(self.parse, h, self.language.armed)]
            phrases = self.scene.actor_phrases(heads, any_noun=False)
            if role == "modifier":
                phrases = [p for p in phrases if p.actor]
            if frame.type in HARMING:  # who holds what is bombed does not bomb it
                phrases = [p for p in phrases if not calls_its_own(self.parse, p)]
            found.actor1, found.agent = phrases, role == "by" and any(p.actor for p in phrases)
            found.agent |= role == "subject" and bool(phrases and charged_doers(self.parse, i))
            if role == "by" and not phrases and trigger.part == "noun":
                found.actor1 = self.rows.agent(i)
        governor = self.parse.lemma[self.parse.head[i]]
        announced = frame.type == "territory_taken" and governor in ("announce", "declare", "claim")
        own_word = frame.id == "under-control" or (
            announced and (trigger.part == "noun" or self.parse.dep[i] == "xcomp")
        )
        voices = self.reading.voices[i]
        own_word |= frame.type == "withdrawal" and trigger.part == "noun" and any(voice.denies for voice in voices)
        if own_word and not found.actor1 and voices and voices[0].text:
            # "X said that the town was under control", "X announced the capture of the town", "declared it liberated",
            # "X denied (reports of) a withdrawal": X's own side's
            start, end = max(0, voices[0].start), max(1, voices[0].end)
            found.actor1 = [Phrase(start, end, voices[0].text, "", "armed", speaker=True)]
        if frame.type == "statement" and not found.actor1:
            found.actor1 = self._official(args.subject, i)
        for role in actor2:
            if found.actor2:
                break
            found.actor2 = [
                p for p in self.scene.actor_phrases(filled.get(role, ())) if all(p.text != q.text for q in found.actor1)
            ]
        if frame.id == "loss-of" and (takers := self._lost_to(i)):
            found.actor1, found.agent = takers, True
        if frame.id == "loss-of" and not found.actor2:  # "the army withdrew after the loss of X"
            lost = [c for c in self.parse.kids(self.parse.head[i], *ALL_SUBJECTS) if c != i]
            found.actor2 = [p for p in self.scene.actor_phrases(lost) if self.scene.armed([p])]
        if not found.actor1 and "by" in actor1 and self.parse.passive(i):
            found.actor1 = self.rows.agent(i)
            agents = {p.start for p in found.actor1}
            found.actor2 = [p for p in found.actor2 if p.start not in agents]
        verb = args.support if args.support is not None else i
        found.actor1 = self.rows.complete(found.actor1, verb)
        found.actor2 = self.rows.complete(found.actor2, verb)
        self.encounters.settle(found)
        for role in place_roles:
            for head in filled.get(role, ()):
                if self.reading.in_voice(head, i):  # "took the town the centre at the airbase said", read as two
                    continue
                under = self.scene.places_of(head) if self.parse.lemma[head] not in ANSWERS else []
                if under:
                    found.places += [m for m in under if m not in found.places]
                    found.said_place = found.said_place or not self._of_office(head)
                    if not (frame.object == "flag" and self.parse.lemma[head] in SEATS_OF_POWER):
                        found.part = found.part or self.scene.part_of(head)
                    if frame.type in LEFT_OR_HELD and not found.part and head not in args.object:
                        found.part = self.held.part_taken(args.object)
            if found.places:
                break
        if not found.places and (under := self._beside(found)):
            found.places, found.said_place = under, True
        if frame.type == "movement" and not found.places:  # "moved forces to X": parsers hang "to X" on the forces
            ways = [c for h in args.object for t in self.parse.joined(h) for c in self.parse.kids(t, "nmod")]
            under = [m for c in ways if self.parse.preposition(c) in place_roles for m in self.scene.places_of(c)]
            found.places, found.said_place = under, bool(under)
        if frame.type == "control" and trigger.part == "noun":
            self.held.read_in_order(found)
        elif frame.type in HELD:
            named = self.held.named_after(args.object) if frame.type != "besieged" else []
            if named and named != found.places[: len(named)]:
                found.places, found.part = named, None
            found.places = self.relatives.in_relative(found.places, i)
            if len(found.places) < 2 and len(row := self.relatives.of_which(i)) > len(found.places):
                found.places, found.said_place = row, True
        if frame.goal and self._attempted(i) and found.actor1 and found.places:
            found.type, found.standing = "offensive", replace(where, realis="actual", aim=False, tense="past")
            return found
        return found if self.conditions.fit(found) and self.types.settle(found) else None

    def _of_office(self, head: int) -> bool:
        """ "The governor of X was shot": whose governor, not where."""
        return self.parse.lemma[head] in self.language.saying["offices"] and head not in self.scene.place_at

    def _beside(self, found: Candidate) -> list[PlaceMention]:
        """Where parsers hang the place on something else: "was blocked by gunmen in X", "an operation to retake X"."""
        parse = self.parse
        by = found.arguments.role("by") if found.type not in HELD else ()
        doers = (c for h in by for c in parse.kids(h, "nmod"))
        heads = [c for c in doers if parse.preposition(c) in ("in", "at", "near")]
        heads += [
            parse.head[t] for t in found.trigger.tokens[1:] if parse.dep[t] == "case"
        ]  # "marched unopposed into X"
        if found.type == "offensive":
            aims = (c for t in found.trigger.tokens for c in parse.kids(t, "acl") if parse.has(c, ("to",), "mark"))
            heads += [h for c in aims for h in parse.kids(c, "obj", "obl")]
        return next((under for h in heads if (under := self.scene.places_of(h))), [])

    def _lost_to(self, i: int) -> list[Phrase]:
        """ "Reeling from the loss of X to Y": who has it now, on whatever word the parse hangs him."""
        parse, last = self.parse, self.parse.sentences[self.parse.sentence[i]][1]
        end = next((t for t in range(i + 1, last) if parse.is_verb(t)), last)
        to = next((t for t in range(i + 1, end) if parse.lower[t] == "to" and parse.dep[t] == "case"), i)
        return [p for p in self.scene.actor_phrases([parse.head[to]]) if p.actor] if to > i else []

    def _standing(self, i: int, support: int | None) -> Standing:
        """The same for every frame that a word may mean."""
        if (i, support) not in self._standings:
            self._standings[i, support] = standing(self.parse, i, self.language, support=support)
        return self._standings[i, support]

    def _mend(self, found: Candidate) -> None:
        """Who holds or takes what, where the parse or a pronoun hides it: "rebels control most of X" read as nouns,
        "rebels captured X" read as captured rebels, "the village that they had lost before they retook it"."""
        parse, i, args = self.parse, found.trigger.head, found.arguments
        last = parse.sentences[parse.sentence[i]][1]
        before = self.scene.actor_at.get(i - 1)
        if not parse.is_verb(i) and len(found.trigger.tokens) == 1:
            args.subject = [i - 1]
            end = next((t for t in range(i + 1, last) if parse.tag[t][:1] in ("V", "W", "M")), last)
            args.object = list(dict.fromkeys(m.head for t in range(i + 1, end) if (m := self.scene.place_at.get(t))))
            args.object = args.object or [i + 1]
        elif parse.dep[i] == "amod" and parse.head[i] > i and before is not None and before.kind != "civilians":
            args.subject, args.object = [i - 1], [parse.head[i]]
        elif not args.subject and before is not None and parse.dep[i - 1] == "compound" and parse.head[i - 1] == i:
            args.subject = [i - 1]  # "the army controls all of X"
        if not self.conditions.objects.are("place", args) and (described := self.relatives.described(i)) is not None:
            args.object = [described]
        args.object = [self._meant(h) for h in args.object]
        args.subject = [self._meant(h) for h in args.subject] if found.trigger.frame.id == "fall-to" else args.subject

    def _meant(self, head: int) -> int:
        """The place that "it" stands for: the last one named before in the sentence, or its noun."""
        parse = self.parse
        if parse.lower[head] not in ("it", "them"):
            return head
        first = parse.sentences[parse.sentence[head]][0]
        nouns = self.language.place_nouns
        named = (
            t for t in range(head - 1, first - 1, -1)
            if (t in self.scene.place_at and self.scene.place_at[t].phrase.kind_hint not in REGION_KINDS)
            or (parse.lemma[t] in nouns and self.scene.anaphor(t))
        )  # fmt: skip
        return next(named, head)

    def _official(self, subject: list[int], i: int) -> list[Phrase]:
        """ "The president said he is worried": the office-holder who speaks of himself."""
        voice = next(iter(self.reading.voices[i]), None)
        pronoun = any(self.parse.lower[h] in self.language.person_anaphora for h in subject)
        if not pronoun or voice is None or voice.start < 0:
            return []
        spoken = self.parse.tokens(voice.start, voice.end)
        offices = self.language.saying["offices"] - self.language.anonymous_sources
        office = any(self.parse.lemma[t] in offices for t in spoken)
        return [Phrase(voice.start, voice.end, voice.text, "", "official", speaker=True)] if office else []

    def _driven(self, trigger: Trigger) -> int:
        """Who is driven out, by the order of words, where the parse has no object: the first force named after it."""
        first = max(trigger.tokens) + 1
        last = min(first + DRIVEN_REACH, self.parse.sentences[self.parse.sentence[trigger.head]][1])
        found = (t for t in range(first, last) if (a := self.scene.actor_at.get(t)) and a.kind != "civilians")
        return next(found, 0)

    def _after_particle(self, trigger: Trigger) -> list[int]:
        """What stands after the verb's particle where the parse has a preposition: "handed over the bodies"."""
        parse = self.parse
        nouns = [parse.head[t] for t in trigger.tokens[1:] if parse.dep[t] == "case"]
        return [h for n in nouns if parse.head[n] == trigger.head for h in parse.joined(n)]

    def _attempted(self, i: int) -> bool:
        """Whether a verb says what somebody tries ("has been trying to surround X"): fighting for it, not yet having
        it."""
        parse = self.parse
        node = i
        for _ in range(2):
            up = parse.head[node]
            if up == node or parse.dep[node] not in ("xcomp", "acl", "advcl", "conj"):
                return False
            infinitive = parse.has(node, ("to",), "mark")
            if infinitive and parse.lemma[up] in self.language.attempting:
                return True
            node = up
        return False

    def _predicate(self, found: Candidate) -> None:
        """An adjective or phrase as predicate ("X is besieged by Y", "under the control of Y"): its noun is the
        object."""
        parse, i, args = self.parse, found.trigger.head, found.arguments
        if parse.dep[i] == "amod":
            args.object.append(parse.head[i])
            return
        node = i
        for _ in range(3):
            subjects = [c for c in parse.children[node] if parse.dep[c] in ALL_SUBJECTS]
            if subjects:
                args.subject += [s for s in subjects if s not in args.subject]
                return
            if parse.dep[node] in ("nmod", "acl") and parse.is_noun(parse.head[node]):
                args.subject.append(parse.head[node])
                return
            if parse.head[node] == node:
                return
            node = parse.head[node]
