"""The actors of a report as its syntax names them: what a phrase means, whom "they" and "the group" stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from marsad.claims.draft import THING, ActorSpan, Phrase, PlaceMention
from marsad.claims.lexicon import Lexicon
from marsad.claims.scene.actor_words import (
    ATTACKED,
    BACKING,
    COUNTED,
    DATES,
    DEFINITE,
    IRREGULAR_KINDS,
    IRREGULARS,
    MEN,
    NAMING,
    NOT_ARMED_KINDS,
    OWNERS,
    SPEAKING,
    after_counts,
    disagrees,
    first_said,
    is_short_form,
    verb_before,
)
from marsad.claims.scene.groups import groups_from
from marsad.claims.syntax.parse import Parse, noun_phrase
from marsad.claims.syntax.roles import are_mates, of_the_target

REFERRED_BACK_TO_ACTORS = 3
"""Sentences within which "they" stands for an actor."""
HYPHENS = ("-", "–")
CLAUSE_STEPS = 2
"""Words from a name up to the verb that it is the subject or object of ("the Y group's" men)."""


@dataclass(slots=True)
class ActorScene:
    """What extraction knows of one report: the parse, the mentions, and what has been named so far."""

    parse: Parse
    lexicon: Lexicon
    places: Sequence[PlaceMention]
    actors: Sequence[ActorSpan]
    persons: frozenset[int]
    organisations: frozenset[int]
    spoken: frozenset[int] = frozenset()
    place_at: dict[int, PlaceMention] = field(default_factory=dict)
    actor_at: dict[int, ActorSpan] = field(default_factory=dict)
    kinds: dict[str, set[str]] = field(default_factory=dict)
    phrases: dict[tuple[int, bool], list[Phrase]] = field(default_factory=dict)
    """Actors that heads were found to mean."""

    def __post_init__(self) -> None:
        for place in self.places:
            for t in range(place.first, place.last + 1):
                self.place_at[t] = place
        for place in self.places:
            self.kinds.setdefault(place.phrase.kind_hint, set()).add(place.phrase.text)
        for actor in self.actors:
            for t in self.parse.tokens(actor.start, actor.end):
                self.actor_at.setdefault(t, actor)

    def actor_phrases(self, heads: Sequence[int], *, any_noun: bool = False) -> list[Phrase]:
        """Phrases of the heads that are actors: known ones by name, others where their noun can act (or `any_noun`)."""
        found: list[Phrase] = []
        for head in heads:
            key = (head, any_noun)
            if key not in self.phrases:
                self.phrases[key] = self._phrases_of(head, any_noun=any_noun)
            for phrase in self.phrases[key]:
                if all((phrase.actor or phrase.text) != (p.actor or p.text) for p in found):
                    found.append(phrase)
        return found

    def _phrases_of(self, head: int, *, any_noun: bool) -> list[Phrase]:
        parse, language = self.parse, self.lexicon.language
        first, last = noun_phrase(parse, head)
        first = min(first, next((t for t in parse.subtree(head) if parse.dep[t] == "nmod:poss"), first))
        under = {id(a): a for t in range(first, last + 1) if (a := self.actor_at.get(t)) is not None}
        if parse.lower[head] in ATTACKED and self.hyphened(head) is not None:
            return []  # who besieges "an army-besieged rebel enclave" does not hold it
        glued = (t for t in range(first + 2, last + 1) if parse.words[t - 1] in HYPHENS)
        doers = {t - 2 for t in glued if self.hyphened(t) is not None}
        known = [a for a in under.values() if doers.isdisjoint(parse.tokens(a.start, a.end))] or list(under.values())
        lemma, lower = parse.lemma[head], parse.lower[head]
        if parse.tag[head] in ("NN", "NNS") and (called := self._called(head)) is not None:
            return [self.named(called)]
        if known and lemma in IRREGULARS and all(a.weak and a.how in ("generic", "description") for a in known):
            earlier = self.antecedent(head, kinds=IRREGULAR_KINDS)
            bare = parse.tag[head] == "NN" and not parse.kids(head, "det", "nummod", "nmod:poss")  # as in headlines
            if earlier and (bare or parse.has(head, DEFINITE, "det", "nmod:poss")):
                return [earlier]
        short = [c for c in parse.kids(head, "compound", "nmod") if parse.preposition(c) in ("", "of")]
        short = [c for c in short if is_short_form(parse.words[c]) and c not in self.actor_at]
        if short and (known or lemma in language.armed) and all(a.weak for a in known):
            return [self._phrase(short[0], short[0], short[0])]  # "MNLA troops", "troops of the MNLA"
        if (one := self._owned(head, known) or self._person(head, known)) is not None:
            return [one]
        if lemma in language.armed and (groups := groups_from(parse, head, known, self.actor_at)):
            return [self.named(a) for a in groups]
        if known := [self._qualifier(a) or a for a in known]:
            main = [a for a in known if a.kind != "civilians" and not self._owner(a)] or known
            if lemma in language.civilian and main[0].kind != "civilians":
                if (on_head := self.actor_at.get(head)) is None:
                    return [self._phrase(head, first, last)]
                main = [on_head]
            return [self.named(a) for a in self._stronger(head, main)]
        owner = next((c for c in parse.kids(head, "nmod:poss") if parse.lower[c] == "whose"), 0)
        if owner and (holder := self.actor_at.get(owner - 1) or self.actor_at.get(owner - 2)):
            return [self.named(holder)]  # "the regime, whose forces"
        if self.speaks_of_itself(head):
            phrase = self._phrase(head, first, last)
            phrase.kind, phrase.speaker = "armed", True
            return [phrase]
        if parse.tag[head].startswith("PRP"):
            if lower == "it" and (said := self._said_by(head)):
                return said
            earlier = self.antecedent(head) if lower not in language.person_anaphora else None
            if earlier and of_the_target(parse, head, self.lexicon.is_event):
                earlier = self._fought_by(earlier, head) or earlier
            return [earlier] if earlier else []
        described = lemma in language.describing_groups and first >= head - 1
        definite = described and parse.has(head, DEFINITE | OWNERS, "det", "nmod:poss")
        if definite and (earlier := self.antecedent(head)):
            return [earlier]
        if lemma in COUNTED and (of := [c for c in parse.kids(head, "nmod") if parse.preposition(c) == "of"]):
            return self._phrases_of(of[0], any_noun=any_noun)
        if head in self.place_at and not any_noun:
            return []
        initials = is_short_form(parse.words[head])
        named = initials or (parse.tag[head].startswith("NNP") and lower not in DATES)
        acts = lemma in language.armed or lemma in language.civilian or lemma in language.victims
        means = any_noun or acts or named or head in self.organisations or head in self.persons
        return [self._phrase(head, *((head, head) if initials else (first, last)))] if means else []

    def _owner(self, a: ActorSpan) -> bool:
        """ "the ELN, Colombia's last guerrilla army", "troops backed by X": whose they are, not who."""
        owns = a.kind not in IRREGULAR_KINDS and self.parse.tag[self.parse.at(a.end - 1)] == "POS"
        return owns or self._backs(a)

    def _backs(self, a: ActorSpan) -> bool:
        """ "Troops backed by X"."""
        before = self.parse.lower[max(0, self.parse.at(a.start) - 4) : self.parse.at(a.start)]
        return "by" in before[1:] and not BACKING.isdisjoint(before)

    def _said_by(self, head: int) -> list[Phrase]:
        """ "The mission said it still held the airport": the force that says so of itself."""
        parse, verb = self.parse, self.parse.head[head]
        up = parse.head[verb]
        if parse.dep[head] != "nsubj" or parse.dep[verb] != "ccomp" or parse.lemma[up] not in SPEAKING:
            return []
        return [
            p
            for h in parse.kids(up, "nsubj")
            if h < head
            for p in self.actor_phrases([h])
            if p.actor or is_short_form(p.text)
        ]

    def hyphened(self, t: int) -> Phrase | None:
        """Who does what a participle tells, glued before it: "army-besieged" (but "army-held" is read elsewhere)."""
        parse = self.parse
        if t < 2 or parse.words[t - 1] not in HYPHENS or parse.tag[t] not in ("VBN", "VBD"):
            return None
        if parse.end[t - 2] != parse.start[t - 1] or parse.end[t - 1] != parse.start[t]:
            return None
        actor = self.actor_at.get(t - 2)
        return self.named(actor) if actor is not None and parse.start[t] >= actor.end else None

    def named(self, a: ActorSpan) -> Phrase:
        return Phrase(a.start, a.end, self.parse.text[a.start : a.end], a.actor, a.kind, a.weak)

    def _stronger(self, head: int, main: list[ActorSpan]) -> list[ActorSpan]:
        """For words that could be anybody's, the named group that the phrase says they are of ("militants from X")."""
        if not all(a.weak for a in main):
            return [a for a in main if not a.weak]
        parse = self.parse
        for t in parse.subtree(head, without=frozenset({"conj", "advcl", "acl:relcl"})):
            a = self.actor_at.get(t) if t > head else None
            if a and not (a.weak or a.kind == "civilians" or a.how == "metonym" or self._owner(a)):
                return [a]  # but not "the army, backed by X"
        return main

    def _called(self, head: int) -> ActorSpan | None:
        """The group of a description: "a Kurdish-led force known as X", "X, an alliance which", "the group X (IS)"."""
        parse = self.parse
        told = parse.kids(head, "acl", "acl:relcl")
        names = [t for c in told if parse.lemma[c] in NAMING for t in parse.subtree(c)]
        if parse.dep[head] == "appos":
            names.append(parse.head[head])
        names += [c for c in parse.kids(head, "appos") if c == head + 1 and parse.lemma[head] in IRREGULARS]
        found = (self.actor_at.get(t) for t in names)
        return next((a for a in found if a is not None and not a.weak and a.kind not in NOT_ARMED_KINDS), None)

    def _owned(self, head: int, known: Sequence[ActorSpan]) -> Phrase | None:
        """ "Its fighters", "his men": the side of who is named before in the sentence, else of who speaks."""
        parse = self.parse
        owner = next((c for c in parse.kids(head, "nmod:poss") if parse.lower[c] in OWNERS), None)
        if owner is None or not all(a.weak or a.kind == "civilians" for a in known):
            return None
        if parse.lemma[head] not in self.lexicon.language.armed and parse.lemma[head] not in MEN:
            return None
        earlier = self.antecedent(owner)
        if earlier is not None and parse.sentence[parse.at(earlier.start)] == parse.sentence[head]:
            return earlier
        if head not in self.spoken:
            return earlier if parse.lower[owner] in ("its", "their") else None
        phrase = self._phrase(head, *noun_phrase(parse, head, of=False))
        phrase.kind, phrase.speaker = "armed", True
        return phrase

    def _person(self, head: int, known: Sequence[ActorSpan]) -> Phrase | None:
        """The name that a single person is given beside: "a doctor, Ali Hamad,"."""
        parse, language = self.parse, self.lexicon.language
        lemma = parse.lemma[head]
        some = lemma in language.civilian or lemma in language.people
        if not (some and parse.tag[head] == "NN" and all(a.kind == "civilians" for a in known)):
            return None
        name = next((c for c in parse.kids(head, "appos") if c in self.persons), None)
        return self._phrase(name, *noun_phrase(parse, name, of=False)) if name is not None else None

    def speaks_of_itself(self, head: int) -> bool:
        """Whether a nominal means the speaker's own side: "we", "our forces", "their forces" where somebody tells."""
        parse = self.parse
        if head not in self.spoken:
            return False
        if parse.lower[head] in ("we", "us"):
            return True
        armed = parse.lemma[head] in self.lexicon.language.armed
        return parse.has(head, ("our", "their") if armed else ("our",) * (parse.lemma[head] == "side"), "nmod:poss")

    def _phrase(self, head: int, first: int, last: int) -> Phrase:
        parse = self.parse
        first = after_counts(parse, first, head)
        kind, lemma = "", parse.lemma[head]
        if lemma in self.lexicon.language.armed:
            kind = "armed"
        elif lemma in self.lexicon.language.civilian:
            kind = "civilians"
        elif head in self.persons:
            kind = "person"
        return Phrase(parse.start[first], parse.end[last], parse.wording(first, last), "", kind)

    def _qualifier(self, actor: ActorSpan) -> ActorSpan | None:
        """Whose "military", "army" right after a name is ("X military vehicles"): that one's."""
        first = self.parse.at(actor.start)
        before = self.actor_at.get(first - 1) if first and actor.weak else None
        return before if before is not None and before is not actor and before.how == "name" else None

    def thing(self, head: int) -> Phrase:
        """What a noun names that is no actor, in its own words."""
        first, last = noun_phrase(self.parse, head, of=False)
        phrase = self._phrase(head, first, last)
        return replace(phrase, actor=phrase.text, kind=THING)

    def antecedent(self, before: int, *, kinds: frozenset[str] = frozenset()) -> Phrase | None:
        """The last known actor named before a token ("they", "the group"): of its own clause first, then subjects; not
        one that does something to it or has it done ("the SDF took the hill from the militia": Chomsky 1981)."""
        parse, before = self.parse, first_said(self.parse, before)
        sentence, start, verb = parse.sentence[before], parse.start[before], verb_before(parse, before)
        best, found = 0.0, None
        for actor in reversed(self.actors):
            if actor.end > start or actor.kind in NOT_ARMED_KINDS or self._backs(actor):
                continue
            if kinds and (actor.kind not in kinds or actor.weak):
                continue
            token = parse.at(actor.start)
            away = sentence - parse.sentence[token]
            if away > REFERRED_BACK_TO_ACTORS:
                break
            head = max(parse.tokens(actor.start, actor.end), default=token)
            if disagrees(parse, before, head) or are_mates(parse, head, before):
                continue
            subject = any(parse.dep[t] in ("nsubj", "nsubj:pass", "obl:agent") for t in (head, parse.head[head]))
            beside = away == 0 and verb in parse.ancestors(head)[:CLAUSE_STEPS]
            score = -10 * away + 5 * beside + 4 * subject + token / parse.size
            if found is None or score > best:
                best, found = score, actor
        return self.named(found) if found is not None else None

    def _fought_by(self, fighter: Phrase, before: int) -> Phrase | None:
        """Whose positions an actor operates against: "the army killed fighters of X in raids on their bases"."""
        parse = self.parse
        named = (
            a
            for a in reversed(self.actors)
            if fighter.end < a.start and a.end <= parse.start[before] and a.kind not in NOT_ARMED_KINDS
        )
        return next((self.named(a) for a in named if a.actor != fighter.actor), None)

    def armed(self, phrases: Sequence[Phrase]) -> bool:
        """Whether any of them is a force that can hold, leave or take a place."""
        return any(p.kind and p.kind not in NOT_ARMED_KINDS for p in phrases)
