"""Tolls given to the events of their sentence: added up, shared between places, or making an event of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from marsad.claims.draft import Phrase, PlaceMention, Voice
from marsad.claims.predicates.conditions import Conditions
from marsad.claims.predicates.instruments import BOMBARDMENT, ON_FOOT
from marsad.claims.predicates.joining import rivals
from marsad.claims.predicates.senses import are_cared_for
from marsad.claims.reading import HARMING, Candidate, Reading
from marsad.claims.standing.status import standing
from marsad.claims.standing.withdrawn import withdrawn
from marsad.claims.syntax.roles import Arguments, arguments
from marsad.claims.tolls.casualties import CasualtyReader, Found
from marsad.claims.tolls.events import SUFFERING, TollEventReader
from marsad.claims.tolls.matching import TollMatcher
from marsad.claims.tolls.quantities import number_at
from marsad.claims.triggers import Trigger
from marsad.records import FAMILIES, Toll

FURTHER = frozenset({"another", "further", "additional", "more"})
FURTHER_REACH = 5
"""Words before a harm word in which "another three" stands."""
DYING = frozenset({"die", "succumb"})
DIES_WITHIN = 6
"""Words from "the wounded" to "died"."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PLACE_REACH = 6
"""Words from "in" to a place's name ("in the rebel-held town of X")."""

DETERMINING = frozenset({"a", "an", "the", "one", "two", "three", "several", "some", "this", "that"})
"""Before a speaker who is named again."""


class TollReader:
    """Gives a sentence's tolls to its candidates."""

    def __init__(self, reading: Reading, conditions: Conditions) -> None:
        self.reading = reading
        self.scene, self.parse, self.lexicon = reading.scene, reading.parse, reading.lexicon
        self.language = reading.lexicon.language
        self.matcher = TollMatcher(reading)
        self.events = TollEventReader(reading, conditions)
        self.casualties = CasualtyReader(self.parse, self.lexicon, self.scene.persons)

    def add_tolls(self, n: int, candidates: list[Candidate]) -> None:
        """Give the sentence's tolls to the events that they belong to; a toll without one makes its own candidate. One
        number in a sentence is the toll of all that is told to have done it ("in shelling and air strikes")."""
        candidates[:] = [c for c in candidates if not self._of_a_war(c)]
        told = self._told_among_the_dead(n)
        harms = (i for i in self._harm_words(n) if i not in told)
        found = [(i, self._whole(i, read)) for i in harms if (read := self.casualties.toll(i))]
        numbers = Counter(read.toll.kind for _, read in found if read.toll.low is not None)
        counted = {i for i, read in found if read.toll.low is not None}
        nearest = (self.matcher.events_of(i, candidates, read.toll.kind, counted) for i, read in found)
        taken = {id(events[0]) for events in nearest if events}
        for i, casualties in found:
            toll, victim = casualties.toll, (casualties.victim if casualties.victim >= 0 else None)
            others = () if self._further(i) else counted
            events = self.matcher.events_of(i, candidates, toll.kind, others)
            events = events[:1] + [
                e for e in events[1:] if id(e) not in taken and not self.matcher.earlier(e) and not rivals(events[0], e)
            ]
            if not events:
                if toll.kind not in ("killed", "wounded"):
                    continue
                if toll.low == toll.high == 0:
                    self._spared(n, toll)
                    continue
                event = None if self.events.of_the_war(i, toll) else self.events.read(i, toll.kind, toll, victim)
                if event is None:
                    continue
                candidates.append(event)
                events = [event]
            if events[0].trigger.head == i and events[0].type in ON_FOOT and self.events.of_the_war(i, toll):
                candidates[:] = [c for c in candidates if c is not events[0]]
                continue
            if events[0].standing.polarity == "positive" and self._withdrawn(i):
                continue
            if (twin := self._elsewhere(i, events[0], toll, victim)) is not None:
                candidates.append(twin)
                continue
            if events[0].trigger.head != i and self.parse.lower[i + 1 : i + 2] != ["of"]:
                # "a shell fell, killing 3": the killing is no second event
                candidates[:] = [c for c in candidates if c.trigger.head != i or c.type != "attack_on_civilians"]
            shared = events if numbers[toll.kind] == 1 else events[:1]
            for event in shared:
                if event is events[0] or FAMILIES[event.type] == FAMILIES[events[0].type]:
                    self._add(event, toll, i)
            self._roles(i, toll.kind, victim, events[0])
            candidates += self._shares(i, events[0], toll)

    def _of_a_war(self, found: Candidate) -> bool:
        """ "Up to 200,000 people have been butchered": the dead of a war."""
        head = found.trigger.head
        return found.type in ON_FOOT and self.parse.is_verb(head) and self.casualties.of_a_war(head)

    def _withdrawn(self, i: int) -> bool:
        """ "An earlier report on the raid said that 12 died": of the raid, which is not taken back."""
        parse = self.parse
        return any(parse.dep[t] == "ccomp" and withdrawn(parse, parse.head[t]) for t in (i, *parse.ancestors(i)))

    def _spared(self, n: int, toll: Toll) -> None:
        """ "No casualties were reported": of the event that the sentence before told, no event of its own."""
        events = [c for m, c in self.reading.recent if m == n - 1 and c.type in HARMING]
        for draft in events[-1].drafts if events else ():
            if all(t.kind != toll.kind for t in draft.tolls):
                draft.tolls.append(toll)

    def _whole(self, i: int, read: Found) -> Found:
        """ "four children were among the dead": a part of the toll that the same voice told before, else the least that
        it tells of."""
        low, lower = read.toll.low, self.parse.lower
        among = lower[i - 2 : i] in (["among", "the"], ["among", "those"]) or lower[i + 1 : i + 2] == ["included"]
        among |= lower[i - 2 : i] in (["of", "the"], ["of", "those"])  # "nine of the dead"
        among |= lower[i - 3 : i - 1] == ["of", "the"]  # "52 of the detainees killed"
        if low is None or not among:
            return read
        voices = self.reading.voices
        mine = {_name_of(v) for v in voices[i]}
        told = (
            t.low or 0
            for _, c in self.reading.recent
            for t in c.tolls
            if t.kind == read.toll.kind and mine <= {_name_of(v) for v in voices[c.trigger.head]}
        )
        whole = max(told, default=0) > low
        return replace(read, toll=replace(read.toll, low=None if whole else low, high=None))

    def _told_among_the_dead(self, n: int) -> tuple[int, ...]:
        """The words of "Three of the | wounded | died | overnight", where the report has told how many died: no further
        dead."""
        parse = self.parse
        first, last = parse.sentences[n]
        told = any(t.kind == "killed" and t.low for _, c in self.reading.recent for t in c.tolls)
        for t in range(first + 2, last):
            if parse.lower[t] in ("wounded", "injured") and parse.lower[t - 2 : t] == ["of", "the"]:
                if not told and "toll" not in parse.lemma[first:t]:
                    return ()
                died = next((k for k in range(t + 1, min(t + DIES_WITHIN, last)) if parse.lemma[k] in DYING), None)
                return () if died is None else (t, died)
        return ()

    def _add(self, event: Candidate, toll: Toll, i: int) -> None:
        """Give an event a toll: further dead are added up, of unlike numbers the first is the event's."""
        if toll.low is None and toll.high is None:
            return
        told = next((t for t in event.tolls if t.kind == toll.kind and t.low is not None), None)
        if told is not None and self._brought_to(i) and (toll.low or 0) > (told.low or 0):
            event.tolls[event.tolls.index(told)] = toll
        elif told is None or toll.low is None or toll.kind not in ("killed", "wounded"):
            if toll not in event.tolls:
                event.tolls.append(toll)
        elif self._further(i):
            event.tolls.append(Toll(toll.kind, "", (told.low or 0) + toll.low, _sum(told.high, toll.high)))
        elif toll.low < (told.low or 0):
            event.tolls.append(toll)

    def _brought_to(self, i: int) -> bool:
        """ "Two more bodies were found, bringing the toll to 19": the whole of which the sentence told a part."""
        parse, over = self.parse, self.parse.head[i]
        return parse.lemma[i] == "toll" and parse.dep[i] == "obj" and parse.tag[over] == "VBG"

    def _further(self, i: int) -> bool:
        """ "... and another three died of their wounds": those are not among the dead told before."""
        first = self.parse.sentences[self.parse.sentence[i]][0]
        near = self.parse.lower[max(first, i - FURTHER_REACH) : i + 1]
        if not any(a in FURTHER and b != "than" for a, b in pairwise(near)):
            return False
        own = arguments(self.parse, i, self.language.support_verbs)
        return not any(own.role(role) for role in ("by", "in", "at", "near"))  # "another 39 were killed in Y": its own

    def _elsewhere(self, i: int, event: Candidate, toll: Toll, victim: int | None) -> Candidate | None:
        """ "raids killed nine in X and four died in Y": a toll of its own place is one more event of the same kind."""
        if event.trigger.head == i or toll.low is None or not self.parse.is_verb(i):
            return None
        if all(t.kind != toll.kind or t.low in (None, toll.low) for t in event.tolls):
            return None
        head = Trigger(event.trigger.frame, "verb", i, (i,))
        args = arguments(self.parse, i, self.language.support_verbs)
        twin = Candidate(head, event.type, args, standing(self.parse, i, self.language))
        self.events.place(twin, i)
        here = {m.phrase.text for m in event.places} | {m.phrase.container for m in event.places}
        if not twin.places or here & {m.phrase.text for m in twin.places}:
            return None
        twin.actor1, twin.tolls = list(event.actor1), [toll]
        twin.actor2 = self.scene.actor_phrases([victim]) if victim is not None else []
        return twin

    def _shares(self, i: int, event: Candidate, toll: Toll) -> Iterator[Candidate]:
        """ "killed nine people in X, four others in Y and two in Z": the further places with a number of their own."""
        parse, told = self.parse, {m.phrase.text for m in event.places}
        if toll.low is None or not event.places:
            return  # the number's own place cannot be told from another's
        for t in range(i + 1, parse.sentences[parse.sentence[i]][1]):
            if parse.tag[t] in FINITE:
                return
            count = number_at(parse, t, self.language) if parse.tag[t] == "CD" else None
            place = self._placed(t) if count is not None else None
            if count is None or place is None:
                continue
            if place.phrase.text in {m.phrase.text for m in event.places[1:]} and count != (toll.low, toll.high):
                event.places = [m for m in event.places if m.phrase.text != place.phrase.text]  # its toll is its own
            elif place.phrase.text in told:
                continue
            told.add(place.phrase.text)
            if (
                (count[0], count[1]) == (toll.low, toll.high)
                and len(told) == 1 + len(event.places)
                and not self._joins(t)
            ):
                continue  # the toll's own number, whose place is told twice
            head = Trigger(event.trigger.frame, event.trigger.part, t, (t,))
            twin = Candidate(head, event.type, Arguments(), event.standing, actor1=list(event.actor1))
            twin.actor2, twin.places, twin.said_place = list(event.actor2), [place], True
            twin.tolls = [Toll(toll.kind, toll.who, *count)]
            yield twin

    def _joins(self, t: int) -> bool:
        return any(word in ("and", ",", "while") for word in self.parse.lower[t - 2 : t])

    def _placed(self, t: int) -> PlaceMention | None:
        """The place right after a number of people: "four others in the town of X"."""
        parse, last = self.parse, self.parse.sentences[self.parse.sentence[t]][1]
        at = next((k for k in range(t + 1, min(t + 4, last)) if parse.lower[k] in ("in", "at", "near")), None)
        if at is None or any(parse.tag[k][:2] not in ("NN", "JJ") for k in range(t + 1, at)):
            return None
        for k in range(at + 1, min(at + PLACE_REACH, last)):
            if k in self.scene.place_at:
                return self.scene.place_at[k]
            if parse.tag[k][:2] not in ("NN", "JJ", "DT", "IN"):
                return None
        return None

    def _harm_words(self, n: int) -> Iterator[int]:
        parse, words = self.parse, self.lexicon.harm_words
        for i in range(*parse.sentences[n]):
            if parse.lemma[i] not in words or self.reading.blocked[i]:
                continue
            part = words[parse.lemma[i]][1]
            if part in ("verb", "loss") and not parse.tag[i].startswith("VB") and not self._counted(i):
                continue
            if part == "noun" and not parse.tag[i].startswith("NN"):
                continue
            if are_cared_for(parse, i):
                continue
            yield i

    def _counted(self, i: int) -> bool:
        """ "4 martyrs": a noun like the verb, for those who suffered it."""
        return self.parse.lemma[i] == "martyr" and self.parse.tag[i] == "NNS"

    def _roles(self, i: int, kind: str, victim: int | None, event: Candidate) -> None:
        """Victims, doer and place of an event as its harm word tells them."""
        parse = self.parse
        if victim is not None and kind in ("killed", "wounded"):
            harmed = self.scene.actor_phrases([victim]) or self._somebody(victim)
            hit = kind == "killed" and event.type in BOMBARDMENT and any(p.kind == "civilians" for p in harmed)
            bare = all(not p.actor and not p.kind for p in event.actor2)  # "struck a car, killing two fighters of X"
            if hit or bare:  # "a raid on an X-held village killed nine civilians": whom it hit
                event.actor2 = harmed
        nobody = event.trigger.frame.actor1 == ()  # "a truck ran over a mine, killing two"
        if kind == "killed" and parse.is_verb(i) and not event.actor1 and not nobody:
            args = arguments(parse, i, self.language.support_verbs)
            event.actor1 = self.events.doers(args.subject) if parse.lemma[i] not in SUFFERING else []
        if not event.said_place:
            self.events.place(event, i)

    def _somebody(self, victim: int) -> list[Phrase]:
        """The one whom no word list knows: who is killed or wounded is somebody, not in arms as far as is said."""
        if self.parse.tag[victim] not in ("NN", "NNP"):
            return []
        phrases = self.scene.actor_phrases([victim], any_noun=True)
        return [replace(p, kind=p.kind or "civilians") for p in phrases]


def _sum(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b


def _name_of(voice: Voice) -> str:
    """A speaker without article and number: "two residents", "the residents"."""
    return " ".join(w for w in voice.text.lower().split() if w not in DETERMINING)
