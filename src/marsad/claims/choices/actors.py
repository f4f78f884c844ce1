"""Who plays which part in a claim: the actors that syntax gives, those named nearby, and the learned choice among
them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from marsad.claims.choices.actor_facts import (
    ACTORS,
    KIND,
    RELATIONS,
    ActorFacts,
    Opposed,
    names_of,
    related,
    standing_of,
)
from marsad.claims.choices.bystanders import attacks_from, besiegers, counts, is_absent, is_of, loses, reacts, side_of
from marsad.claims.choices.eligible import are_other_fighters, denies, in_voice, is_speakers, may_stand, no_states
from marsad.claims.choices.named import NameReader
from marsad.claims.choices.targets import Targets
from marsad.claims.choices.two_sides import Pair, facing, names_the_two
from marsad.claims.draft import THING, ActorSpan, Option, Phrase, Voice
from marsad.claims.linear import LinearModel, TemplateScorer, load_model
from marsad.claims.place_names.unnamed import bounds
from marsad.claims.predicates.encounters import MUTUAL
from marsad.claims.predicates.instruments import BOMBARDMENT
from marsad.claims.reading import Candidate
from marsad.claims.scene.actor_words import is_short_form
from marsad.claims.scene.places import Scene

PARTS = (1, 2)
SENTENCES_BACK, MOST_OPTIONS = 3, 7
"""How far back a report may have named the doer; groups that are looked at (with eight gold's claims are no better)."""
SYNTAX_FIRST = 0.2
"""What another actor must be likelier by than the one that syntax gives, before it is preferred."""
LOSING = frozenset({"territory_taken", "clearance"})
"""Types in which whom syntax gives as the second actor has lost, and cannot be the first."""
TAKEN_AWAY = frozenset({"arrest", "abduction"})
NO_DOER = frozenset({"displacement", "other_event", "agreement", "contaminated", "presence", "statement"})
"""Types whose actors only syntax may give."""
FROM_AFAR = BOMBARDMENT | {"explosion"}
"""Types that strike where others are."""
BLOWS = FROM_AFAR | {"suicide_bombing", "attack_on_civilians", "abduction"}
"""Types in which one side only is hit, as in no fight."""
OF_OTHERS = FROM_AFAR | {"besieged"}
"""Types that strike, or shut in, where others are."""
PEOPLE = frozenset({"people", "person", "persons", "victims", "others", "dead"})
UNKNOWN, NEARBY_WORDS = ("unidentified", "unknown"), 18
"""Without learned models: words between a deed and its doer that the parse does not connect, a clause's length."""
TARGET_MARKS = frozenset({"against", "targeting", "target", "targeted", "on", "hit", "hitting", "at", "killed",
                          "killing", "from", "of", "struck", "with"})  # fmt: skip


@cache
def _judges() -> tuple[tuple[LinearModel, TemplateScorer] | None, ...]:
    """The models of both parts, ready to score, None where the package was built without one."""
    models = [(load_model(f"actor{part}"), templates) for part, templates in zip(PARTS, ACTORS, strict=True)]
    return tuple((model, templates.scorer(model)) if model else None for model, templates in models)


def _sure(phrase: Phrase) -> bool:
    """ "We", "our forces", "unidentified gunmen", a short form that nothing explains: words that mean nobody who is
    named nearby."""
    return (
        phrase.speaker or phrase.text.lower().startswith(UNKNOWN) or (not phrase.actor and is_short_form(phrase.text))
    )


def _persons(group: Sequence[Phrase], found: Candidate) -> bool:
    """Whether people are told of by their names, and no more of them are counted: nobody else is meant."""
    return all(p.kind == "person" for p in group) and all((t.low or 0) <= len(group) for t in found.tolls)


def _only_people(group: Sequence[Phrase]) -> bool:
    """Whether the words say no more of the victims than that they are people: "15 people", "one person"."""
    return all(not PEOPLE.isdisjoint(phrase.text.lower().split()) for phrase in group)


def _given(group: Sequence[Phrase]) -> str:
    """Whom the syntax gives a part, in a word."""
    return f"{'weak ' if group[0].weak else ''}{standing_of(group)}" if group else ""


class ActorLinker:
    """Chooses the actors of one report's candidates, in text order (it remembers who did what last)."""

    def __init__(self, scene: Scene, opposed: Opposed, *, learned: bool = True) -> None:
        self.scene, self.opposed = scene, opposed
        self.met: set[frozenset[str]] = set()
        self.pair: Pair | None = None
        self.judges = _judges() if learned else (None, None)
        self.last: dict[tuple[str, int], str] = {}
        self.counts = Counter(a.actor for a in scene.actors)
        self.tokens = [scene.parse.at(a.start) for a in scene.actors]
        self.facts = ActorFacts(scene.parse, self.counts)
        self.targets, self.names = Targets(scene), NameReader(scene.parse)
        self.hows = {a.start: a.how for a in reversed(scene.actors)}
        self.groups: dict[int, list[Phrase]] = {}
        self.ours = "our" in scene.parse.lower

    def link(self, found: Candidate, voices: Sequence[Voice], among: Sequence[Candidate] = ()) -> list[Option]:
        """Fill actor1 and actor2 of the candidate; the options that there were. among: those of its sentence."""
        found.actor1 = besiegers(self.scene.parse, found, among)
        options = self._options(found, voices) if found.type not in NO_DOER else []
        parse, owner = self.scene.parse, self.targets.owner(found)
        one_sided = found.type in BLOWS or (found.type == "armed_clash" and found.trigger.part == "verb")
        taken = found.type in LOSING
        around = [self.names.of(o.group[0]) for o in options]
        pairs = list(zip(options, around, strict=True))
        robbed = [o for o, name in pairs if taken and not o.facts[0] and loses(parse, name.head, found)]
        lost = {n for o in robbed for n in o.names}
        beside = [o for o, name in pairs if name.reacting and reacts(parse, name.head, found.trigger.head)]
        under_fire = found.trigger.frame.id.startswith("come-under")
        if under_fire:  # "X, a Turkish town, came under fire, Turkey's army said"
            town = found.arguments.subject
            beside += [o for o in options if is_of(parse, o.group[0], town) or in_voice(o.group[0], voices)]
        dead = found.actor2 if (found.tolls and one_sided) or found.type in TAKEN_AWAY else []
        hit = names_of([p for p in dead if p.actor and p.kind != "civilians"])  # nobody strikes his own men
        for part in PARTS if options or owner else ():
            wanted = f"actor{part}"
            allowed = [o for o in options if may_stand(o, part, found, voices, parse)]
            if part == 1:
                allowed = [o for o in allowed if o.facts[0] == wanted or not (o in beside or lost & o.names)]
                counting = {n for o in options if counts(o.group[0], voices, parse) for n in o.names}
                allowed = [o for o in allowed if not o.names <= counting] if counting else allowed
            if part == 1 and (taken or under_fire):
                losers = names_of(found.actor2)  # whom syntax gives as driven out, wherever else they are named
                allowed = [o for o in allowed if not (o.names <= losers or is_absent(parse, o.group[0]))]
                beaten = self.last.get((found.type, 2))  # "the town is free": not by whom it was just taken from
                allowed = [o for o in allowed if o.facts[0] == wanted or beaten not in o.names]
                foes = {n for o in options if taken and attacks_from(self.scene, o.group[0]) for n in o.names}
                foes.update(n for c in among if c is not found and c.type in LOSING for n in names_of(c.actor2))
                allowed = [o for o in allowed if o.facts[0] == wanted or foes.isdisjoint(o.names)]
            if part == 1 and found.type == "territory_taken":
                freed = parse.lemma[found.trigger.head].startswith("liberat")  # so nobody calls what they take
                allowed = [o for o in allowed if not freed or o.facts[0] == wanted or o.group[0].kind != "jihadist"]
                deniers = {side_of(o.group[0]) for o in options if denies(o.group[0], found, voices)}
                allowed = [o for o in allowed if o.facts[0] == wanted or side_of(o.group[0]) not in deniers]
            if part == 1 and found.type in OF_OTHERS:  # "shells hit X-held Y": nobody bombs what he holds
                at = self.scene.parse.sentence_span(found.trigger.head)
                here = (o for o, name in pairs if name.holding and at[0] <= o.group[0].start < at[1])
                holders = {n for o in here for n in o.names}
                if len(holders) == 1:
                    allowed = [o for o in allowed if o.facts[0] == wanted or holders.isdisjoint(o.names)]
            if part == 1 and hit:
                allowed = [o for o in allowed if o.facts[0] == wanted or not o.names <= hit]
            if part == 1 and owner is not None:
                allowed = [o for o in allowed if o.facts[0] == wanted or not o.names <= names_of([owner])]
            if part == 1 and found.type == "suicide_bombing":
                allowed = [o for o in allowed if not is_speakers(o.group[0], voices)]
            if part == 2:
                doers = names_of(found.actor1)
                robbed = [o for o in robbed if o.names.isdisjoint(doers)]
                friends = [o for o, name in pairs if name.helped or (name.allied and o.facts[0] != wanted)]
                allowed = [o for o in allowed if not (o.names <= doers or o in friends)]
            said = [o for o in allowed if o.facts[0] == wanted]
            allowed = no_states(allowed) if are_other_fighters(said) else allowed
            named = (o for o in said if (found.agent if part == 1 else _persons(o.group, found)) or _sure(o.group[0]))
            own = next(named, None)
            judge = self.judges[part - 1]
            if part == 1 and (doer := self.scene.hyphened(found.trigger.head)) is not None:
                chosen = [doer]
            elif own is not None:
                chosen = own.group  # nobody named nearby is meant
            elif judge is not None:
                chosen = self._likeliest(allowed, part, *judge)
            else:
                chosen = self._by_rule(found, allowed, part)
            if part == 2 and owner is not None and all(_only_people(o.group) for o in said):
                chosen = [owner]
            elif part == 2 and not said and (site := self.targets.site(found)) is not None:
                chosen = [site]
            elif part == 2 and not said and robbed:
                chosen = min(robbed, key=lambda o: o.group[0].weak).group
            chosen = [self._owned(phrase) for phrase in chosen]
            if part == 1:
                found.actor1 = chosen
                names, standing = names_of(chosen), standing_of(chosen) if chosen else ""
                for o in options:
                    relation = related(o.names, o.facts[KIND], names, standing, self.opposed, self.met)
                    o.facts = (*o.facts[:-RELATIONS], *relation)
            else:
                found.actor2 = [p for p in chosen if not names_of([p]) <= doers]
        if found.type in MUTUAL:
            if self.pair is not None and names_the_two(self.scene.parse, found):
                found.actor1, found.actor2 = self.pair
            found.actor1, found.actor2 = facing(found.actor1, found.actor2, self.opposed)
            self.pair = (found.actor1, found.actor2) if found.actor1 and found.actor2 else self.pair
        self.met.update(frozenset((a, b)) for a in names_of(found.actor1) for b in names_of(found.actor2))
        for part, group in ((1, found.actor1), (2, found.actor2)):
            if group:
                self.last[found.type, part] = group[0].actor or group[0].text
        return options

    def _options(self, found: Candidate, voices: Sequence[Voice]) -> list[Option]:
        """What syntax gives for either part, and every group of forces named in the last three sentences."""
        parse = self.scene.parse
        i = found.trigger.head
        sentence = parse.sentence[i]
        groups: list[tuple[list[Phrase], str, str]] = []
        if found.actor1:
            groups.append((found.actor1, "actor1", self.hows.get(found.actor1[0].start, "noun")))
        if found.actor2:
            groups.append((found.actor2, "actor2", self.hows.get(found.actor2[0].start, "noun")))
        groups += [([thing], "", THING) for thing in self.targets.things(found)]
        taken = {p.start for group, _, _ in groups for p in group}
        first = bisect_left(self.tokens, parse.sentences[max(0, sentence - SENTENCES_BACK)][0])
        stop = bisect_left(self.tokens, parse.sentences[sentence][1])
        for n in sorted(range(first, stop), key=lambda n: abs(self.tokens[n] - i)):
            if len(groups) >= MOST_OPTIONS:
                break
            actor = self.scene.actors[n]
            if actor.start in taken or (actor.how == "state" and bounds(parse, parse.tokens(actor.start, actor.end))):
                continue
            group = self._group(actor, self.tokens[n])
            taken.update(p.start for p in group)
            groups.append((group, "", actor.how))
        last1, last2 = self.last.get((found.type, 1)), self.last.get((found.type, 2))
        given = (_given(found.actor1), _given(found.actor2))
        options = []
        for rank, (group, rule, how) in enumerate(groups):
            voiced = in_voice(group[0], voices)
            name = group[0].actor or group[0].text
            recent = (last1 == name, last2 == name)
            facts = self.facts.of(
                found, group, how=how, by_rule=rule, rank=rank, in_voice=voiced, given=given, recent=recent
            )
            options.append(Option(group, names_of(group), facts))
        return options

    def _likeliest(
        self, options: Sequence[Option], part: int, model: LinearModel, scorer: TemplateScorer
    ) -> list[Phrase]:
        """The likeliest group, if it is likely enough; what syntax gives for the part goes first."""
        best, chosen, wanted = model.threshold, list[Phrase](), f"actor{part}"
        for option in options:
            bonus = SYNTAX_FIRST if option.facts[0] == wanted else 0.0
            probability = model.calibrated(model.bias + scorer.total(option.facts)) + bonus
            if probability > best or (not chosen and probability == best):
                best, chosen = probability, option.group
        return chosen

    def _group(self, actor: ActorSpan, token: int) -> list[Phrase]:
        """An actor with those that it is coordinated with."""
        if actor.start in self.groups:
            return self.groups[actor.start]
        parse = self.scene.parse
        members: list[Phrase] = []
        for head in parse.joined(token) if token < parse.size else []:
            other = self.scene.actor_at.get(head)
            if other is not None and other.kind != "civilians" and all(m.start != other.start for m in members):
                members.append(self.scene.named(other))
        if all(m.start != actor.start for m in members):
            members.insert(0, self.scene.named(actor))
        self.groups[actor.start] = members
        return members

    def _owned(self, phrase: Phrase) -> Phrase:
        """ "Our armed forces" are the speaker's, whosever they would be elsewhere."""
        parse = self.scene.parse
        own = self.ours and any(
            self.scene.speaks_of_itself(t) and parse.has(t, ("our",), "nmod:poss")
            for t in parse.tokens(phrase.start, phrase.end)
        )
        return replace(phrase, actor="", kind="armed", speaker=True) if own else phrase

    def _by_rule(self, found: Candidate, options: Sequence[Option], part: int) -> list[Phrase]:
        """What syntax gives; else the nearest force of the sentence, marked as target or not as the part asks."""
        given = found.actor1 if part == 1 else found.actor2
        if given:
            return given
        parse, i = self.scene.parse, found.trigger.head
        other = {p.actor for p in (found.actor2 if part == 1 else found.actor1)}
        for option in options:
            main = option.group[0]
            token = parse.at(main.start)
            if (
                parse.sentence[token] != parse.sentence[i]
                or main.kind in ("civilians", "", THING)
                or main.actor in other
            ):
                continue
            fact = dict(zip(ACTORS[part - 1].facts, option.facts, strict=True))
            if abs(token - i) > NEARBY_WORDS or "True" in (fact["voice"], fact["hyphen"]):
                continue
            if (fact["mark"] in TARGET_MARKS) == (part == 2):
                return option.group[:1]
        return []
