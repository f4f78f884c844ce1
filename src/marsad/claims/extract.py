"""From a parsed report to drafts of claims: triggers, their roles, places, tolls, standing and voice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from marsad.claims.attribution import find_voices
from marsad.claims.discourse import fold_repetitions
from marsad.claims.draft import ActorSpan, Draft, Option, Phrase, PlaceMention, PlaceNames, Span, Voice
from marsad.claims.features import claim_features
from marsad.claims.fill import PART_NOUNS, Scene
from marsad.claims.lexicon import Lexicon
from marsad.claims.linear import load_model
from marsad.claims.linking import ActorLinker
from marsad.claims.parse import SUBJECTS, Parse
from marsad.claims.places import DIRECTIONS, INNER_KINDS, CountryWords, find_places
from marsad.claims.placing import PlaceLinker
from marsad.claims.quantities import share_at, toll_of
from marsad.claims.roles import Arguments, arguments
from marsad.claims.status import Standing, standing
from marsad.claims.triggers import Trigger, find_triggers
from marsad.records import STATE_TYPES, Toll

LONGEST_QUOTE = 300
"""Characters: a longer sentence is quoted by its clause alone (claims.md: the clause or the sentence)."""
HARMING = frozenset(
    {
        "air_strike",
        "shelling",
        "chemical_attack",
        "suicide_bombing",
        "explosion",
        "armed_clash",
        "attack_on_civilians",
        "offensive",
        "other_event",
    }
)
BOMBARDMENT = frozenset({"air_strike", "shelling", "chemical_attack"})
SHARE_NOUNS = frozenset(
    {
        "percent",
        "%",
        "half",
        "most",
        "all",
        "majority",
        "much",
        "rest",
        "part",
        "third",
        "quarter",
        "bulk",
        "swathe",
        "number",
        "lot",
        "dozen",
        "more",
    }
)
WHOLE = frozenset({"completely", "fully", "entirely", "totally", "complete", "full", "entire", "whole"})
ALMOST = frozenset({"almost", "nearly", "virtually", "practically"})


@dataclass(frozen=True, slots=True)
class Spotted:
    """What was found in the text before the claims: known actors and names of sources, spans of the report that are not its prose."""

    actors: Sequence[ActorSpan] = ()
    sources: Sequence[Span] = ()
    furniture: Sequence[Span] = ()
    captions: Sequence[Span] = ()
    titles: Sequence[Span] = ()


@dataclass(slots=True)
class Candidate:
    """A trigger with what hangs on it."""

    trigger: Trigger
    type: str
    arguments: Arguments
    standing: Standing
    actor1: list[Phrase] = field(default_factory=list)
    actor2: list[Phrase] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    part: str | None = None
    tolls: list[Toll] = field(default_factory=list)
    said_place: bool = False
    inferred: bool = False


def extract(
    parse: Parse,
    entities: Iterable[tuple[int, int, str]],
    quotations: Sequence[Span],
    spotted: Spotted,
    lexicon: Lexicon,
    names: PlaceNames,
    *,
    countries: CountryWords | None = None,
    learned: bool = True,
) -> list[Draft]:
    """Drafts of the report's claims, in text order, repetitions folded. entities: (start, end, PER | ORG | LOC).

    learned: False leaves the learned models out (for training them)."""
    entities = list(entities)
    persons = [(a, b) for a, b, label in entities if label == "PER"]
    organisations = [*spotted.sources, *((a, b) for a, b, label in entities if label == "ORG")]
    actors = [a for a in spotted.actors if not _is_place(parse, a)]
    places = find_places(
        parse,
        entities,
        [a for a in actors if a.how not in PLACE_LIKE],
        names,
        lexicon.language,
        countries=countries or CountryWords(),
        skip=[*spotted.furniture, *spotted.sources],
    )
    scene = Scene(
        parse,
        lexicon,
        places,
        actors,
        frozenset(t for a, b in persons for t in parse.tokens(a, b)),
        frozenset(t for a, b in organisations for t in parse.tokens(a, b)),
    )
    voices = find_voices(parse, quotations, persons, organisations, lexicon.language)
    extractor = _Extractor(scene, voices, spotted, names, learned=learned)
    return fold_repetitions(extractor.drafts(), titles=spotted.titles)


SUBORDINATE = frozenset({"acl:relcl", "acl", "advcl", "parataxis", "ccomp", "conj", "advcl:relcl"})
PLACE_LIKE = ("state", "metonym")
PLACE_WORDS = frozenset(
    {
        "in",
        "at",
        "near",
        "from",
        "to",
        "into",
        "around",
        "outside",
        "inside",
        "across",
        "throughout",
        "toward",
        "towards",
        "of",
        "on",
    }
)


def _is_place(parse: Parse, actor: ActorSpan) -> bool:
    """Whether a country's or capital's name stands where a place does ("in Damascus"), not where a state acts."""
    if actor.how not in PLACE_LIKE:
        return False
    first = next(iter(parse.tokens(actor.start, actor.end)), 0)
    before = [parse.lower[t] for t in range(max(0, first - 4), first)]
    if not before:
        return False
    words = [
        w
        for w in before
        if w not in ("the", "northern", "southern", "eastern", "western", "central", "capital", "rural", "city")
    ]
    return bool(words) and words[-1] in PLACE_WORDS


class _Extractor:
    def __init__(
        self, scene: Scene, voices: list[list[Voice]], spotted: Spotted, names: PlaceNames, *, learned: bool
    ) -> None:
        self.scene, self.parse, self.lexicon = scene, scene.parse, scene.lexicon
        self.language = scene.lexicon.language
        self.voices, self.spotted = voices, spotted
        parse = self.parse
        self.blocked = [False] * len(parse)
        for start, end in spotted.furniture:
            for t in parse.tokens(start, end):
                self.blocked[t] = True
        for actor in scene.actors:
            if actor.persons:
                for t in parse.tokens(actor.start, actor.end):
                    self.blocked[t] = True
        for t in scene.persons:
            self.blocked[t] = True
        self.caption = [False] * len(parse)
        for start, end in spotted.captions:
            for t in parse.tokens(start, end):
                self.caption[t] = True
        self.linker = ActorLinker(scene, learned=learned)
        self.judge = load_model("claim") if learned else None
        self.placer = PlaceLinker(scene, names, learned=learned)
        self.recent: list[tuple[int, Candidate]] = []

    def drafts(self) -> list[Draft]:
        triggers = find_triggers(self.parse, self.lexicon, blocked=self.blocked)
        by_sentence: dict[int, list[Trigger]] = {}
        for trigger in triggers:
            by_sentence.setdefault(self.parse.sentence[trigger.head], []).append(trigger)
        drafts: list[Draft] = []
        for n in range(len(self.parse.sentences)):
            candidates = [c for t in by_sentence.get(n, ()) if (c := self.candidate(t))]
            candidates = self.join(candidates)
            self.add_tolls(n, candidates)
            for candidate in candidates:
                options = self.linker.link(candidate, self.voices[candidate.trigger.head])
                drafts += self.draft(candidate, options, others=len(candidates))
                if candidate.type not in STATE_TYPES:
                    self.recent.append((n, candidate))
        return drafts

    # --- one trigger

    def candidate(self, trigger: Trigger) -> Candidate | None:
        frame, i = trigger.frame, trigger.head
        if frame.harm:
            return None
        args = arguments(self.parse, i, self.language.support_verbs)
        where = standing(self.parse, i, self.language, support=args.support)
        found = Candidate(trigger, frame.type, args, where)
        if trigger.part == "modifier":
            return self._held(found)
        defaults = self.lexicon.defaults["verbs" if trigger.part == "verb" else "nouns"]
        if trigger.part in ("adjective", "phrase") and not args.object:
            self._predicate(found)
        actor1 = frame.actor1 if frame.actor1 is not None else defaults.actor1
        actor2 = frame.actor2 if frame.actor2 is not None else defaults.actor2
        place_roles = frame.place if frame.place is not None else defaults.place
        for role in actor1:
            heads = args.role("of" if role == "of-actor" else role)
            phrases = self.scene.actor_phrases(heads, any_noun=False)
            if role == "modifier":
                phrases = [p for p in phrases if p.actor]
            if phrases and not found.actor1:
                found.actor1 = phrases
        for role in actor2:
            phrases = [
                p for p in self.scene.actor_phrases(args.role(role)) if all(p.text != q.text for q in found.actor1)
            ]
            if phrases and not found.actor2:
                found.actor2 = phrases
        if "between" in args.preps:
            both = self.scene.actor_phrases(args.preps["between"])
            if len(both) > 1 and frame.type in ("armed_clash", "agreement"):
                found.actor1, found.actor2 = both[:1], both[1:]
        elif frame.type == "armed_clash" and len(found.actor1) > 1 and not found.actor2 and trigger.part == "noun":
            found.actor1, found.actor2 = found.actor1[:1], found.actor1[1:]
        for role in place_roles:
            for head in args.role(role):
                if head in (p for p in ()):
                    continue
                under = self.scene.places_of(head)
                if under:
                    found.places += [m for m in under if m not in found.places]
                    found.said_place = True
                    found.part = found.part or self.scene.part_of(head, under[0])
            if found.places:
                break
        if frame.type == "control" and trigger.part == "noun":
            self._read_in_order(found)
        if not self._fits(found):
            return None
        if frame.by_instrument or frame.type in ("explosion",):
            found.type = self._by_instrument(found)
            if not found.type:
                return None
        return found

    def _held(self, found: Candidate) -> Candidate | None:
        """ "rebel-held Aleppo", "the IS-held town of X"."""
        parse, i = self.parse, found.trigger.head
        holder = found.trigger.tokens[0]
        noun = (
            parse.head[i]
            if parse.head[i] > i
            else next((t for t in range(i + 1, min(i + 4, len(parse))) if parse.is_noun(t)), -1)
        )
        actor = self.scene.actor_at.get(holder)
        if actor is not None:
            found.actor1 = [self.scene.named(actor)]
        elif (
            parse.lower[holder]
            in ("government", "regime", "opposition", "rebel", "insurgent", "jihadist", "militant", "state")
            or parse.words[holder][:1].isupper()
        ):
            found.actor1 = [Phrase(parse.start[holder], parse.end[holder], parse.words[holder], "", "armed")]
        else:
            return None
        if noun < 0:
            return None
        mentions = self.scene.places_under(noun)
        mentions = [m for m in mentions if m.first > i - 1] or mentions
        if not mentions:
            around = [
                m for m in self.scene.places if i < m.first <= i + 6 and parse.sentence[m.first] == parse.sentence[i]
            ]
            mentions = around[:1]
        if not mentions and (parse.lemma[noun] in self.language.place_nouns or parse.lower[noun] in DIRECTIONS):
            reference = self.scene.last_place(i)
            mentions = [reference] if reference else []
        found.places = self.scene.choose(mentions)[:1]
        found.said_place = bool(found.places)
        if parse.lemma[noun] in PART_NOUNS:
            found.part = self.scene.part_of(noun, None)
        return found if found.places else None

    def _read_in_order(self, found: Candidate) -> None:
        """ "the X stronghold of Y", "Y, an X bastion": who holds what, by the order of words, where the parse misses it."""
        parse, i = self.parse, found.trigger.head
        start = found.trigger.tokens[0]
        first, last = parse.sentences[parse.sentence[i]]
        if not found.actor1:
            holder = next(
                (a for t in range(start - 1, max(first, start - 4) - 1, -1) if (a := self.scene.actor_at.get(t))), None
            )
            if holder is not None and holder.kind != "civilians":
                found.actor1 = [self.scene.named(holder)]
        after = next((p for t in range(i + 1, min(last, i + 5)) if (p := self.scene.place_at.get(t))), None)
        before = next(
            (p for t in range(start - 1, max(first, start - 9) - 1, -1) if (p := self.scene.place_at.get(t))), None
        )
        place = after or before
        if place is not None and not found.said_place:
            found.places, found.said_place = self.scene.choose([place]), True

    def _predicate(self, found: Candidate) -> None:
        """An adjective or phrase as predicate ("X is besieged by Y", "under the control of Y"): its noun is the object."""
        parse, i, args = self.parse, found.trigger.head, found.arguments
        if parse.dep[i] == "amod":
            args.object.append(parse.head[i])
            return
        node = i
        for _ in range(3):
            subjects = [c for c in parse.children[node] if parse.dep[c] in SUBJECTS | {"nsubj:pass"}]
            if subjects:
                args.subject += [s for s in subjects if s not in args.subject]
                return
            if parse.dep[node] in ("nmod", "acl") and parse.is_noun(parse.head[node]):
                args.subject.append(parse.head[node])
                return
            if parse.head[node] == node:
                return
            node = parse.head[node]

    # --- conditions

    def _fits(self, found: Candidate) -> bool:
        frame, parse, args = found.trigger.frame, self.parse, found.arguments
        i = found.trigger.head
        if found.standing.aim and (frame.goal or frame.type in ("besieged", "control")):
            return False
        if found.standing.aim and frame.type not in ("offensive",):
            return False
        if frame.object and found.trigger.part == "verb" and not self._object_is(frame.object, args):
            return False
        for need in frame.needs:
            if not self._meets(need, found, i):
                return False
        return True

    def _object_is(self, kind: str, args: Arguments) -> bool:
        parse, language = self.parse, self.language
        heads = args.object
        lemmas = {parse.lemma[h] for h in heads}
        if kind == "place":
            if any(h in self.scene.place_at or self.scene.anaphor(h) for h in heads):
                return True
            if lemmas & language.place_nouns:
                return True
            shares = [h for h in heads if parse.lemma[h] in SHARE_NOUNS or parse.tag[h] == "CD"]
            if any(self.scene.places_under(h) or any(self.scene.anaphor(t) for t in parse.subtree(h)) for h in shares):
                return True
            if "control" in lemmas:
                return True
            return not heads and any(
                self.scene.places_under(h)
                for prep in ("of", "into", "over", "from", "to", "under")
                for h in args.role(prep)
            )
        if kind == "actor":
            return (
                any(h in self.scene.actor_at for h in heads)
                or bool(lemmas & (language.armed | language.victims))
                or self.scene.armed(self.scene.actor_phrases(heads))
            )
        if kind == "people":
            return bool(lemmas & (language.civilian | language.victims)) or any(parse.tag[h] == "CD" for h in heads)
        if kind == "weapon":
            return bool(lemmas & language.weapons)
        if kind == "aircraft":
            return bool(lemmas & language.aircraft)
        if kind == "thing":
            return bool(lemmas & language.things)
        if kind == "forces":
            return bool(lemmas & language.armed) or self.scene.armed(self.scene.actor_phrases(heads))
        return True

    def _meets(self, need: str, found: Candidate, i: int) -> bool:
        parse, args, language = self.parse, found.arguments, self.language
        if need == "place":
            return bool(found.places)
        if need == "actor1":
            return bool(found.actor1)
        if need == "place-or-actor":
            return bool(found.places or found.actor1)
        if need == "of-place":
            return any(self.scene.places_under(h) or self.scene.anaphor(h) for h in args.role("of"))
        if need == "from-place":
            return any(
                self.scene.places_under(h) or self.scene.anaphor(h) for h in [*args.role("from"), *args.role("of")]
            )
        if need in ("armed-subject", "actor-subject"):
            return self.scene.armed(found.actor1)
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
            return any(parse.lemma[h] in language.civilian for h in heads) or (
                found.trigger.part == "noun"
                and found.trigger.frame.type == "displacement"
                and not self.scene.armed(found.actor1)
            )
        if need == "official-subject":
            subject = self.scene.actor_phrases(args.subject)
            return bool(subject and subject[0].kind in ("state", "official", "organisation")) and parse.dep[i] in (
                "ROOT",
                "root",
                "ccomp",
                "conj",
                "xcomp",
            )
        if need == "bombardment":
            return self._by_instrument(found) != ""
        if need == "not-intransitive-actor":
            return True
        if need == "deal-verb":
            if parse.lemma[i] in ("ceasefire", "truce", "armistice", "cessation", "fire"):
                return True
            verb = args.support
            return verb is not None or any(
                parse.lemma[t] in ("reach", "sign", "agree", "broker", "violate", "break", "announce")
                for t in parse.ancestors(i)[:2] + parse.children[i]
            )
        if need == "occurs":
            return parse.dep[i] in ("nsubj", "nsubj:pass", "obj", "ROOT")
        if need == "capital-of":
            return bool(found.actor1)
        return True

    def _by_instrument(self, found: Candidate) -> str:
        """The type that the clause's instrument decides; the frame's own type where the verb needs none; "" if unclear."""
        parse, trigger = self.parse, found.trigger
        first, last = parse.sentences[parse.sentence[trigger.head]]
        own: set[int] = set(parse.subtree(trigger.head))
        if found.arguments.support is not None:
            own |= set(parse.subtree(found.arguments.support))
        for h in [*found.arguments.subject, *found.arguments.modifier]:
            own |= set(parse.subtree(h, without=frozenset({"acl:relcl"})))
        best: tuple[float, str] | None = None
        types = self.lexicon.instrument_types
        for t in range(first, last):
            word = parse.lemma[t]
            two = f"{parse.lower[t - 1]} {word}" if t > first else word
            claim_type = types.get(two) or types.get(word)
            if claim_type is None or t == trigger.head:
                continue
            score = abs(t - trigger.head) + (0 if t in own else 15)
            if best is None or score < best[0]:
                best = (score, claim_type)
        verb = parse.lemma[trigger.head]
        if best is not None and best[0] < 30:
            return best[1]
        if trigger.frame.id == "strike":
            if verb in ("bombard", "pound", "bombardment", "batter", "pummel"):
                return "shelling"
            if verb in ("bomb", "bombing", "strafe"):
                return "air_strike" if self.scene.armed(found.actor1) or verb == "bomb" else "explosion"
            recent = self._recent_type(trigger.head, BOMBARDMENT)
            return recent or ""
        if trigger.part == "noun" and trigger.frame.id == "attack-noun":
            recent = self._recent_type(trigger.head, HARMING)
            if recent and recent != "armed_clash" and self._definite(trigger.head):
                return recent
        if trigger.frame.type == "armed_clash" and any(p.kind == "civilians" for p in found.actor2):
            return "attack_on_civilians"
        return trigger.frame.type

    def _definite(self, i: int) -> bool:
        return any(self.parse.lower[c] in ("the", "this", "that", "these") for c in self.parse.kids(i, "det"))

    def _recent_type(self, i: int, among: frozenset[str]) -> str:
        sentence = self.parse.sentence[i]
        for n, candidate in reversed(self.recent):
            if sentence - n > 3:
                break
            if candidate.type in among:
                return candidate.type
        return ""

    # --- a sentence's candidates

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
        return kept

    def _same(self, a: Candidate, b: Candidate) -> bool:
        if a.trigger.head == b.trigger.head:
            return True
        generic = {"attack-noun", "attack-on-forces", "clash"}
        if a.type != b.type and not (
            {a.type, b.type} <= HARMING
            and (a.trigger.frame.id in generic or b.trigger.frame.id in generic)
            and self._near(a, b)
        ):
            return False
        if self.voices[a.trigger.head] != self.voices[b.trigger.head] and [
            v.text for v in self.voices[a.trigger.head]
        ] != [v.text for v in self.voices[b.trigger.head]]:
            return False
        if a.type in STATE_TYPES or a.type == "territory_taken":
            same = {m.phrase.text for m in a.places} & {m.phrase.text for m in b.places}
            return bool(same) or not (a.places and b.places)
        if a.places and b.places and not {m.phrase.text for m in a.places} & {m.phrase.text for m in b.places}:
            return self._near(a, b) and a.places[0].phrase.container == b.places[0].phrase.text
        named1 = {p.actor for p in a.actor1 if p.actor}
        named2 = {p.actor for p in b.actor1 if p.actor}
        return not (named1 and named2 and not named1 & named2)

    def _near(self, a: Candidate, b: Candidate) -> bool:
        """Whether one trigger hangs on the other within three arcs."""
        up_a, up_b = (
            [a.trigger.head, *self.parse.ancestors(a.trigger.head)[:3]],
            [b.trigger.head, *self.parse.ancestors(b.trigger.head)[:3]],
        )
        return a.trigger.head in up_b or b.trigger.head in up_a

    def _absorb(self, a: Candidate, b: Candidate) -> None:
        generic = {"attack-noun", "attack-on-forces", "clash", "strike"}
        if a.trigger.frame.id in generic and b.trigger.frame.id not in generic:
            a.type = b.type
        if not a.actor1:
            a.actor1 = b.actor1
        if not a.actor2:
            a.actor2 = b.actor2
        if not a.places:
            a.places, a.said_place, a.part = b.places, b.said_place, b.part
        if a.standing.realis != "actual" and b.standing.realis == "actual":
            a.standing = b.standing

    def add_tolls(self, n: int, candidates: list[Candidate]) -> None:
        """Give the sentence's tolls to the events that they belong to; a toll without one makes its own candidate."""
        parse, words = self.parse, self.lexicon.harm_words
        first, last = parse.sentences[n]
        for i in range(first, last):
            if parse.lemma[i] not in words or self.blocked[i]:
                continue
            kind, part = words[parse.lemma[i]]
            if part == "verb" and not parse.tag[i].startswith("VB"):
                continue
            if part == "noun" and not parse.tag[i].startswith("NN"):
                continue
            found = toll_of(parse, i, kind, part, self.language)
            if found is None:
                continue
            toll, victim = found.toll, (found.victim if found.victim >= 0 else None)
            event = self._event_of(i, candidates, kind)
            if event is None:
                if kind not in ("killed", "wounded"):
                    continue
                event = self._from_harm(i, kind, toll, victim)
                if event is None:
                    continue
                candidates.append(event)
            if (toll.low is not None or toll.high is not None) and all(
                (t.kind, t.who, t.low) != (toll.kind, toll.who, toll.low) for t in event.tolls
            ):
                event.tolls.append(toll)
            if victim is not None and not event.actor2 and kind in ("killed", "wounded"):
                event.actor2 = self.scene.actor_phrases([victim]) or self._people(victim)
            if kind == "killed" and parse.is_verb(i) and not event.actor1:
                args = arguments(parse, i, self.language.support_verbs)
                event.actor1 = (
                    [p for p in self.scene.actor_phrases(args.subject) if p.kind != "civilians"]
                    if parse.lemma[i] != "die"
                    else []
                )
            if not event.said_place:
                self._place_from(event, i)

    def _people(self, victim: int) -> list[Phrase]:
        return []

    def _event_of(self, i: int, candidates: Sequence[Candidate], kind: str) -> Candidate | None:
        parse = self.parse
        best: tuple[float, Candidate] | None = None
        mine = [i, *parse.ancestors(i)]
        for candidate in candidates:
            fits = (
                candidate.type in HARMING
                or (kind == "arrested" and candidate.type == "arrest")
                or (kind == "displaced" and candidate.type == "displacement")
                or (kind == "abducted" and candidate.type == "abduction")
            )
            if not fits or (
                [v.text for v in self.voices[candidate.trigger.head]] != [v.text for v in self.voices[i]]
                and not self._near_tokens(i, candidate.trigger.head)
            ):
                continue
            head = candidate.trigger.head
            theirs = [head, *parse.ancestors(head)]
            common = next((k for k, t in enumerate(mine) if t in theirs), 9)
            distance = common + (theirs.index(mine[common]) if common < len(mine) and mine[common] in theirs else 9)
            score = distance + abs(i - head) / 50 + (4 if candidate.type == "offensive" else 0)
            if best is None or score < best[0]:
                best = (score, candidate)
        return best[1] if best and best[0] < 8 else None

    def _near_tokens(self, a: int, b: int) -> bool:
        return a in self.parse.ancestors(b)[:3] or b in self.parse.ancestors(a)[:3]

    def _from_harm(self, i: int, kind: str, toll: Toll, victim: int | None) -> Candidate | None:
        """A toll whose event stands elsewhere: an earlier sentence, or only in the killing itself."""
        parse = self.parse
        frame = next(f for f in self.lexicon.frames if f.harm == "killed" and f.object == "people")
        fighters = next(f for f in self.lexicon.frames if f.harm == "killed" and f.object == "actor")
        args = arguments(parse, i, self.language.support_verbs)
        where = standing(parse, i, self.language)
        phrases = self.scene.actor_phrases([victim]) if victim is not None else []
        armed = self.scene.armed(phrases)
        found = Candidate(Trigger(fighters if armed else frame, "verb", i, (i,)), "", args, where)
        found.actor2 = phrases
        actor1 = (
            [p for p in self.scene.actor_phrases(args.subject) if p.kind != "civilians"]
            if parse.is_verb(i) and parse.lemma[i] not in ("die", "perish")
            else []
        )
        found.actor1 = [p for p in actor1 if p not in phrases]
        self._place_from(found, i)
        instrument = self._by_instrument(found)
        recent = self._recent_type(i, HARMING)
        if instrument and instrument not in ("armed_clash", "attack_on_civilians"):
            found.type = instrument
        elif recent and not found.actor1:
            found.type, found.inferred = recent, True
        elif kind == "wounded" or (toll.low is None and not found.actor1):
            return None
        else:
            found.type = "armed_clash" if armed else "attack_on_civilians"
            if not (found.actor1 or found.said_place):
                return None
        return found

    def _place_from(self, found: Candidate, i: int) -> None:
        """Place among a harm verb's own arguments ("were killed in X")."""
        args = arguments(self.parse, i, self.language.support_verbs)
        for role in ("in", "at", "near", "on", "outside", "from", "of"):
            for head in args.role(role):
                under = self.scene.places_of(head)
                if under:
                    found.places, found.said_place = under, True
                    return

    # --- drafts

    def draft(self, found: Candidate, options: tuple[list[Option], list[Option]], *, others: int) -> list[Draft]:
        parse, i = self.parse, found.trigger.head
        voices = [Voice()] if self._attributive(found) else self.voices[i] or [Voice()]
        places, place_options = self.placer.link(found, voices)
        if found.type not in STATE_TYPES and len(places) > 1 and any(m.phrase.kind_hint in INNER_KINDS for m in places):
            places = places[:1]
        start, end = self._quote(found)
        features = claim_features(
            parse, found, voices, others=others, earlier=sum(c.type == found.type for _, c in self.recent),
            title=any(a <= parse.start[i] < b for a, b in self.spotted.titles), caption=self.caption[i],
        )  # fmt: skip
        confidence = self.judge.probability(features) if self.judge else 1.0
        if self.judge and confidence < self.judge.threshold:
            return []
        drafts = []
        for voice in voices:
            for place in places or [None]:  # type: ignore[list-item]
                polarity, realis, certainty = found.standing.polarity, found.standing.realis, found.standing.certainty
                if voice.denies:
                    polarity = "negative"
                if voice.hedged:
                    certainty = "hedged"
                if found.trigger.frame.negative:
                    polarity = "negative"
                one = Draft(
                    type=found.type, frame=found.trigger.frame.id, trigger=parse.start[i], start=start, end=end,
                    clause=(start, end) if self._attributive(found) else self._clause(i), actor1=list(found.actor1), actor2=list(found.actor2),
                    place=place.phrase if place else None, part=found.part, tolls=list(found.tolls),
                    polarity=polarity, realis=realis, certainty=certainty, tense=found.standing.tense,
                    voice=voice, perfect=self._perfect(found), place_said=found.said_place, caption=self.caption[i],
                    definite=self._definite(i), elsewhere=self._elsewhere(i), background=self._background(found), features=features, options1=options[0], options2=options[1], place_options=place_options, confidence=round(confidence, 3),
                )  # fmt: skip
                if found.type in ("territory_taken", "control", "clearance", "contaminated", "presence", "contested"):
                    one.extent = self._extent(found)
                if found.type in ("withdrawal", "movement"):
                    self._route(one, found)
                drafts.append(one)
        return drafts

    def _perfect(self, found: Candidate) -> bool:
        """Whether the claim's verb is a present perfect ("has seized")."""
        verb = found.arguments.support if found.arguments.support is not None else found.trigger.head
        return any(self.parse.lower[c] in ("has", "have") for c in self.parse.kids(verb, "aux"))

    def _elsewhere(self, i: int) -> list[Span]:
        """Spans of the sentence's other clauses, whose times are not the trigger's ("who left in May")."""
        parse = self.parse
        first, last = parse.sentences[parse.sentence[i]]
        above = {i, *parse.ancestors(i)}
        spans = []
        for c in range(first, last):
            if c in above or parse.dep[c] not in SUBORDINATE:
                continue
            if parse.dep[c] == "conj" and not (parse.is_verb(c) and parse.kids(c, "nsubj", "nsubj:pass")):
                continue
            tokens = parse.subtree(c)
            if i not in tokens:
                spans.append(parse.span(tokens))
        return spans

    def _background(self, found: Candidate) -> bool:
        """Whether the claim is told as gone before: a past perfect, or the ground of something else ("after they took X")."""
        parse = self.parse
        verb = found.arguments.support if found.arguments.support is not None else found.trigger.head
        if any(parse.lower[c] in ("had", "previously") for c in parse.kids(verb, "aux", "advmod")):
            return True
        if found.trigger.part == "noun" and verb == found.trigger.head:
            return parse.preposition(verb) in ("after", "before", "since", "despite", "following")
        return parse.dep[verb] in ("advcl", "acl") and any(
            parse.lower[c] in ("after", "before", "since", "despite") for c in parse.kids(verb, "mark", "case")
        )

    def _attributive(self, found: Candidate) -> bool:
        """A modifier ("rebel-held", "the besieged town") is the outlet's own word, also in what somebody else says."""
        dep = self.parse.dep[found.trigger.head]
        return found.trigger.part == "modifier" or (
            found.type in STATE_TYPES
            and found.trigger.part in ("noun", "adjective")
            and dep in ("amod", "appos", "compound")
        )

    def _clause(self, i: int) -> Span:
        """Characters of the smallest clause around the trigger, at least its own subtree."""
        parse = self.parse
        node = i
        while parse.head[node] != node and not (
            parse.is_verb(node) and parse.dep[node] not in ("amod", "compound", "xcomp", "aux")
        ):
            node = parse.head[node]
        tokens = parse.subtree(node)
        return parse.start[tokens[0]], parse.end[tokens[-1]]

    def _quote(self, found: Candidate) -> Span:
        parse, i = self.parse, found.trigger.head
        first, last = parse.sentences[parse.sentence[i]]
        start, end = parse.start[first], parse.end[last - 1]
        if self._attributive(found):
            tokens = [
                *found.trigger.tokens,
                *[
                    t
                    for m in found.places[:1]
                    if parse.sentence[m.first] == parse.sentence[i]
                    for t in (m.first, m.last)
                ],
            ]
            return parse.start[min(tokens)], parse.end[max(tokens)]
        if end - start > LONGEST_QUOTE:
            start, end = self._clause(i)
        if end - start > LONGEST_QUOTE:
            tokens = [
                i,
                *found.trigger.tokens,
                *[
                    t
                    for m in found.places[:1]
                    if parse.sentence[m.first] == parse.sentence[i]
                    for t in (m.first, m.last)
                ],
            ]
            low, high = min(tokens), max(tokens)
            while high - low < 30 and (low > first or high < last - 1):
                low, high = max(first, low - 1), min(last - 1, high + 1)
            start, end = parse.start[low], parse.end[high]
        while start < end and parse.text[start] in "\"“”' \n":
            start += 1
        while end > start and parse.text[end - 1] in '"“” \n':
            end -= 1
        return start, end

    def _extent(self, found: Candidate) -> float | None:
        parse, i = self.parse, found.trigger.head
        tokens = parse.subtree(i)
        for t in tokens:
            if (share := share_at(parse, t, self.language)) is not None:
                return share
        near = {parse.lower[c] for c in parse.children[i]} | {
            parse.lower[c] for h in found.arguments.object for c in parse.children[h]
        }
        if near & WHOLE and not near & ALMOST and found.part is None:
            return 1.0
        return None

    def _route(self, draft: Draft, found: Candidate) -> None:
        """Origin and destination of a withdrawal or movement."""
        parse, args = self.parse, found.arguments
        for head in args.role("from"):
            under = self.scene.places_under(head)
            if under:
                draft.from_place = under[0].phrase
        if draft.type == "withdrawal" and draft.from_place is None:
            draft.from_place = draft.place
        for role in ("to", "toward", "towards", "into"):
            for head in args.role(role):
                under = self.scene.places_under(head)
                first, last = min(parse.subtree(head)), max(parse.subtree(head, without=frozenset({"acl:relcl"})))
                draft.to_place = (
                    under[0].phrase.text
                    if under and head in self.scene.place_at
                    else parse.text[parse.start[first] : parse.end[last]]
                )
                if under and draft.type == "movement":
                    draft.place = under[0].phrase
                return
