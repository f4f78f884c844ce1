"""The type of a candidate where its word alone leaves it open: by what was used, by whom, to whom, on what terms."""

from __future__ import annotations

from marsad.claims.place_names.words import COUNTRY
from marsad.claims.predicates.conditions import Conditions
from marsad.claims.predicates.objects import CARRIERS
from marsad.claims.reading import IRREGULARS, Candidate, Reading

ENTERING = frozenset({"enter", "reach"})
VISITORS = frozenset(
    {"reporter", "journalist", "correspondent", "monitor", "observer", "inspector", "delegate", "diplomat", "worker",
     "investigator", "researcher", "witness", "visitor", "photographer"}
)  # fmt: skip
"""People who come to a place to look, and flee nowhere."""
FALLING = frozenset({"fall", "land", "rain", "drop"})
AIRBORNE = frozenset(
    {"incendiary", "napalm", "phosphorus", "guided", "smart", "bunker-buster", "thermobaric", "aerial"}
)
"""Kinds of bombs that only aircraft drop."""
AT_WORK = frozenset({"agency", "charity", "company", "airline", "ngo", "firm", "bank"})
"""Whose operations are no war's."""
DEALS = frozenset(
    {"truce", "ceasefire", "fire", "agreement", "accord", "deal", "pact", "treaty", "talk", "negotiation"}
)
WARDS = frozenset({"hospital", "clinic", "infirmary", "morgue", "court", "prison", "jail"})


class TypeReader:
    """Settles the types of one report's candidates."""

    def __init__(self, reading: Reading, conditions: Conditions) -> None:
        self.scene, self.parse, self.language = reading.scene, reading.parse, reading.lexicon.language
        self.conditions = conditions

    def settle(self, found: Candidate) -> bool:
        """Give a candidate the type that its words have together; False where they tell of nothing after all."""
        trigger, where, instruments = found.trigger, found.standing, self.conditions.instruments
        frame = trigger.frame
        if self._unclaimed(trigger.head):
            return False
        if found.type == "withdrawal" and (self._leaves_so(found) or self._leaves_a_deal(found)):
            return False
        if frame.id == "offensive" and self.parse.lemma[trigger.head] == "operation" and self._of_their_work(found):
            return False
        freed_of = found.arguments.role("of") if frame.id == "declared-free" else ()
        if freed_of and not self.scene.actor_phrases(freed_of):
            return False  # "free of polio"
        if frame.by_instrument or frame.type == "explosion":
            found.type = instruments.type_by(found)
            if not found.type:
                return False
        if frame.id == "take-place" and self.parse.lemma[trigger.head] in ENTERING:
            found.type = self._entry(found)
            if not found.type:
                return False
        if frame.id == "explosion" and trigger.part == "noun" and (bombardment := self._bombards(found)):
            found.type = bombardment
        if found.type == "movement" and any(self.parse.lemma[h] in WARDS for h in found.arguments.role("to")):
            return False  # "the wounded officer was flown to hospital"
        if frame.id == "drive-out" and self._drives_people(found):
            found.type = "displacement"
        if frame.id == "occupy" and self._holds(trigger.head):
            found.type = "control"
        if frame.id == "control-state" and (where.tried or self._gains(trigger.head)):
            found.type = "territory_taken"
        if frame.id in ("fire-weapons", "drop-bombs", "shelling") and instruments.by_aircraft(found):
            found.type = "air_strike"
        if frame.id == "capture-people" and self._taken_hostage(found):
            found.type = "abduction"
        if frame.id == "shelling" and instruments.small_arms(trigger):
            found.type = "armed_clash"
        if frame.id == "clear-mines" and where.realis == "actual" and self.conditions.rids_of_fighters(found):
            found.type = "territory_taken"
        if found.type == "armed_clash" and any(p.kind == "protesters" for p in (*found.actor1, *found.actor2)):
            found.type = "other_event"  # a riot, no fight of two armed groups
        unreached = where.tried or (where.realis == "future" and not where.aim)
        if found.type == "territory_taken" and unreached:
            found.type = "offensive"  # a place that is planned to be taken is an operation announced, nothing taken yet
        return True

    def _drives_people(self, found: Candidate) -> bool:
        """ "The fighting drove 3,000 people from X": nobody who held it."""
        objects = self.conditions.objects
        people = [h for h in objects.measured(found.arguments.object) if objects.is_person(h)]
        return bool(people) and not self.scene.armed([*found.actor2, *self.scene.actor_phrases(people)])

    def _leaves_so(self, found: Candidate) -> bool:
        """ "Leaving X the only town in their hands", "left the city without water": what comes of it."""
        parse = self.parse
        if parse.lemma[found.trigger.head] != "leave":
            return False
        after = (parse.lower[m.last + 1 : m.last + 3] for m in found.places if m.last + 1 < parse.size)
        return any(
            words[:1] in (["as"], ["under"])
            or words == ["the", "only"]
            or (words[:1] == ["without"] and words[1:] not in (["a"], ["any"]))
            for words in after
        )

    def _leaves_a_deal(self, found: Candidate) -> bool:
        """ "Pulled out of the truce", "withdrew from the talks": no place is left."""
        left = (h for role in ("object", "from", "out", "of") for h in found.arguments.role(role))
        return any(self.parse.lemma[h] in DEALS for h in left)

    def _of_their_work(self, found: Candidate) -> bool:
        """ "Aid agencies suspended their operations": no operation of war."""
        args = found.arguments
        return any(self.parse.lemma[h] in AT_WORK for h in (*args.subject, *args.possessor))

    def _unclaimed(self, i: int) -> bool:
        """ "No group has claimed the attack", "no claim for the bombing": nobody tells of it."""
        parse, up = self.parse, self.parse.head[i]
        if parse.lemma[up] != "claim" or parse.dep[i] not in ("obj", "nsubj:pass", "nmod"):
            return False
        words = {parse.lower[t] for c in parse.children[up] if c != i for t in parse.subtree(c)}
        return not words.isdisjoint(self.language.negators)

    def _bombards(self, found: Candidate) -> str:
        """ "Regime bombs", "napalm bombs" come from aircraft, "bombs fell on X" from anywhere: nobody planted them. ""
        for those that somebody may have."""
        parse, i = self.parse, found.trigger.head
        if parse.lemma[i] != "bomb" or len(found.trigger.tokens) > 1:
            return ""
        owners = (self.scene.actor_at.get(t) for t in (*found.arguments.modifier, *found.arguments.possessor))
        kinds = {parse.lower[c] for c in parse.kids(i, "amod", "compound")}
        if kinds & AIRBORNE or any(a and a.kind.startswith("state") for a in owners):
            return "air_strike"
        verbs = {parse.lemma[t] for t in (parse.head[i], *parse.kids(i, "acl", "acl:relcl"))}
        return "shelling" if verbs & FALLING else ""

    def _holds(self, i: int) -> bool:
        """ "Has occupied the hills since 1985", "still occupy the town": whoever took them holds them."""
        parse = self.parse
        since = parse.has(i, ("has", "have"), "aux") and any(parse.lower[t] == "since" for t in parse.subtree(i))
        return since or parse.tag[i] in ("VBZ", "VBP") or parse.has(i, ("still",), "advmod")

    def _gains(self, i: int) -> bool:
        """ "Managed to control X", "were able to control X": who did not have it until then has it now."""
        parse, up = self.parse, self.parse.head[i]
        return parse.dep[i] == "xcomp" and parse.lemma[i] == "control" and parse.lemma[up] in ("manage", "able")

    def _taken_hostage(self, found: Candidate) -> bool:
        """Whether those who capture are no state's, and those captured no fighters: prisoners of war are arrested."""
        if any(self.parse.lemma[h] == "hostage" for h in found.arguments.object):
            return True
        captors = {p.kind for p in found.actor1}
        return bool(captors) and captors <= IRREGULARS and not self.scene.armed(found.actor2)

    def _entry(self, found: Candidate) -> str:
        """What it is to enter a place: forces take it (a whole country they only come to, as their convoys do to a
        town), people flee or return; relief is told of by its own words ("")."""
        subject = [t for h in found.arguments.subject for t in self.parse.subtree(h)]
        if {self.parse.lemma[t] for t in subject} & self.language.relief:
            carried = {self.parse.lemma[t] for t in subject} & (self.language.relief - CARRIERS)
            return "movement" if self.scene.armed(found.actor1) and not carried else ""
        if found.actor1 and all(p.kind == "civilians" for p in found.actor1):
            plural = any(self.parse.tag[t] in ("NNS", "NNPS") for t in found.arguments.subject)
            return "" if not plural or {self.parse.lemma[t] for t in subject} & VISITORS else "displacement"
        if not found.actor1 and subject and all(self.parse.tag[h] in ("NN", "NNS") for h in found.arguments.subject):
            return ""  # "inspectors entered the town", "a car entered": nobody takes it
        abroad = bool(found.places) and all(m.phrase.kind_hint == COUNTRY for m in found.places)
        return "movement" if abroad and self.scene.armed(found.actor1) else found.type
