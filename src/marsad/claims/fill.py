"""From arguments to words for roles: which phrases are actors, which is the place, what a definite description stands
for."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from marsad.claims.draft import ActorSpan, Phrase, PlaceMention
from marsad.claims.features import THING
from marsad.claims.lexicon import Lexicon
from marsad.claims.parse import Parse
from marsad.claims.place_words import DIRECTIONS, INNER_KINDS, REGION_KINDS, SETTLEMENTS
from marsad.claims.places import COUNTRY
from marsad.claims.roles import noun_phrase

PART_NOUNS = frozenset(
    [
        "part",
        "district",
        "neighbourhood",
        "neighborhood",
        "area",
        "village",
        "quarter",
        "suburb",
        "centre",
        "center",
        "outskirts",
        "position",
        "building",
        "half",
        "side",
        "street",
        "portion",
        "section",
        "most",
        "swathe",
        "edge",
        "point",
        "headquarters",
        "hill",
        "farm",
        "road",
    ]
)
SHARES = frozenset({"percent", "cent", "%", "half", "third", "quarter", "most", "majority", "rest"})
INCLUDING = frozenset({"include", "comprise", "cover", "be", "mean"})
GIVING = frozenset({"including", "as"})
INCLUDING_REACH = 5
"""Words from "including" to the first name: "including the nearby towns of X"."""
SEVERAL = frozenset({"several", "many", "some", "various", "numerous", "other", "more"})
"""Before a plural: not all, so those in or by what follows ("several villages of X and Y")."""
DEFINITE = frozenset({"the", "that", "those", "these", "this"})
IRREGULARS = frozenset(
    {
        "group",
        "organisation",
        "organization",
        "faction",
        "movement",
        "militant",
        "jihadist",
        "extremist",
        "insurgent",
        "terrorist",
        "rebel",
        "fighter",
        "gunman",
    }
)
"""Words that a report uses for a group that is no state's, once it has named it."""
IRREGULAR_KINDS = frozenset({"jihadist", "rebel", "militia"})
COUNTED = frozenset(
    {"hundred", "thousand", "dozen", "score", "ten", "number", "handful", "couple", "majority", "contingent", "wave"}
)
"""Nouns that only count what follows ("hundreds of peacekeepers")."""
ROADS = frozenset({"road", "highway", "route", "way"})
OFFICIALS = frozenset({"official", "diplomat", "source", "minister", "analyst"})
NAMING = frozenset({"know", "call", "name", "dub"})
JOINING = frozenset({"and", "&", "well"})
IN_A_ROW = (
    frozenset(
        {",", "as", "in", "of", "the", "also", "areas", "parts", "near", "town", "city", "village", "towns", "villages"}
        | {"neighbouring", "neighboring", "nearby", "around", "along", "with", "both", "province", "countryside"}
    )
    | DIRECTIONS
)
"""Words between the names of a row ("in X and in the nearby town of Y", "X as well as Y")."""
EXCEPTING = frozenset({"except", "excluding", "besides", "bar", "apart from", "aside from", "other than", "except for",
                       "save for", "exception"})  # fmt: skip
"""Words before what is left out ("all of the city except X")."""
EXCEPTED_REACH = 7
"""Words between them and its name: "except for a few districts of the old city of X"."""
INCLUDED = frozenset({",", "as", "well", "including", "the", "of", "s", "both", "nearby"})
"""Words between a region and the towns in it ("areas in the province, including the towns of X")."""
REFERRED_BACK_TO_ACTORS = 3
"""Sentences within which "they" stands for an actor."""
REFERRED_BACK = 8
"""Sentences within which "the town" stands for what the report has called a town."""
NOT_ARMED_KINDS = frozenset({"civilians", "person", "organisation", "agency", "humanitarian"})


@dataclass(slots=True)
class Scene:
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

    # --- actors

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
        first = min(
            first, min((t for t in parse.subtree(head) if parse.dep[t] == "nmod:poss" and t < head), default=first)
        )
        under = {id(a): a for t in range(first, last + 1) if (a := self.actor_at.get(t)) is not None}
        known = list(under.values())
        lemma = parse.lemma[head]
        if parse.tag[head] in ("NN", "NNS") and (called := self._called(head)) is not None:
            return [self.named(called)]
        if known and lemma in IRREGULARS and all(a.weak and a.how in ("generic", "description") for a in known):
            earlier = self.antecedent(head, group=True, kinds=IRREGULAR_KINDS)
            if earlier and (self._definite(head) or self._bare(head)):
                return [earlier]
        known = [self._qualifier(a) or a for a in known]
        if known:
            main = [a for a in known if a.kind != "civilians"] or known
            if parse.lemma[head] in language.civilian and len(main) and main[0].kind not in ("civilians",):
                on_head = self.actor_at.get(head)
                if on_head is None:
                    return [self._phrase(head, first, last)]
                main = [on_head]
            return [self.named(a) for a in self._stronger(head, main)]
        owner = next((c for c in parse.kids(head, "nmod:poss") if parse.lower[c] == "whose"), 0)
        if owner and (holder := self.actor_at.get(owner - 1) or self.actor_at.get(owner - 2)):
            return [self.named(holder)]  # "the regime, whose forces"
        lemma, lower = parse.lemma[head], parse.lower[head]
        if self.speaks_of_itself(head):
            phrase = self._phrase(head, first, last)
            phrase.kind, phrase.speaker = "armed", True
            return [phrase]
        if parse.tag[head].startswith("PRP"):
            earlier = self.antecedent(head, group=lower not in language.person_anaphora)
            return [earlier] if earlier else []
        definite = any(
            parse.lower[c] in ("the", "that", "those", "these", "its", "their")
            for c in parse.kids(head, "det", "nmod:poss")
        )
        if definite and lemma in language.describing_groups and first >= head - 1:
            earlier = self.antecedent(head, group=True)
            if earlier:
                return [earlier]
        if lemma in COUNTED:
            counted = next((c for c in parse.kids(head, "nmod") if parse.preposition(c) == "of"), None)
            if counted is not None:
                return self._phrases_of(counted, any_noun=any_noun)
        if head in self.place_at and not any_noun:
            return []
        if (
            any_noun
            or lemma in language.armed
            or lemma in language.civilian
            or lemma in language.victims
            or head in self.organisations
            or head in self.persons
        ):
            return [self._phrase(head, first, last)]
        if parse.tag[head].startswith("NNP") and head not in self.place_at:
            return [self._phrase(head, first, last)]
        return []

    def named(self, a: ActorSpan) -> Phrase:
        return Phrase(a.start, a.end, self.parse.text[a.start : a.end], a.actor, a.kind, a.weak)

    def _stronger(self, head: int, main: list[ActorSpan]) -> list[ActorSpan]:
        """For words that could be anybody's, the named group that the phrase says they are of ("militants from X")."""
        if not all(a.weak for a in main):
            return [a for a in main if not a.weak]
        parse = self.parse
        for t in parse.subtree(head, without=frozenset({"conj", "advcl", "acl:relcl"})):
            a = self.actor_at.get(t)
            if t > head and a is not None and not a.weak and a.kind != "civilians" and a.how not in ("metonym",):
                return [a]
        return main

    def _called(self, head: int) -> ActorSpan | None:
        """The group that a description is given a name of: "a Kurdish-led force known as X", "X, an alliance which"."""
        parse = self.parse
        names = [t for c in parse.kids(head, "acl") if parse.lemma[c] in NAMING for t in parse.subtree(c)]
        if parse.dep[head] == "appos":
            names.append(parse.head[head])
        found = (self.actor_at.get(t) for t in names)
        return next((a for a in found if a is not None and not a.weak and a.kind not in NOT_ARMED_KINDS), None)

    def speaks_of_itself(self, head: int) -> bool:
        """Whether a nominal means the speaker's own side: "we", "our forces", "their forces" where somebody tells."""
        parse = self.parse
        if head not in self.spoken:
            return False
        if parse.lower[head] in ("we", "us"):
            return True
        owners = {parse.lower[c] for c in parse.kids(head, "nmod:poss")}
        return parse.lemma[head] in self.lexicon.language.armed and bool(owners & {"our", "their"})

    def _phrase(self, head: int, first: int, last: int) -> Phrase:
        parse = self.parse
        while first < head and parse.tag[first] in ("DT", "PRP$", ",", "CD", "IN", "JJR", "JJS", "RB"):
            first += 1
        kind = ""
        lemma = parse.lemma[head]
        if lemma in self.lexicon.language.armed:
            kind = "armed"
        elif lemma in self.lexicon.language.civilian:
            kind = "civilians"
        text = " ".join(parse.text[parse.start[first] : parse.end[last]].split())
        return Phrase(parse.start[first], parse.end[last], text, "", kind)

    def _qualifier(self, actor: ActorSpan) -> ActorSpan | None:
        """Whose "military", "army" right after a name is ("X military vehicles"): that one's."""
        first = self.parse.at(actor.start)
        before = self.actor_at.get(first - 1) if first and actor.weak else None
        return before if before is not None and before is not actor and before.how == "name" else None

    def _bare(self, head: int) -> bool:
        """Whether a singular stands without any determiner, as in headlines: "terror group has moved forces"."""
        return self.parse.tag[head] == "NN" and not self.parse.kids(head, "det", "nummod", "nmod:poss")

    def thing(self, head: int) -> Phrase:
        """What a noun names that is no actor, in its own words."""
        first, last = noun_phrase(self.parse, head, of=False)
        phrase = self._phrase(head, first, last)
        phrase.actor, phrase.kind = phrase.text, THING
        return phrase

    def _definite(self, head: int) -> bool:
        return self.parse.has(head, DEFINITE, "det", "nmod:poss")

    def antecedent(self, before: int, *, group: bool, kinds: frozenset[str] = frozenset()) -> Phrase | None:
        """The last known actor named before a token, subjects first: what "they", "the group" stand for."""
        parse = self.parse
        if not group:
            return None
        sentence, start = parse.sentence[before], parse.start[before]
        best, found = 0.0, None
        for actor in reversed(self.actors):
            if actor.end > start or actor.kind in NOT_ARMED_KINDS:
                continue
            if kinds and (actor.kind not in kinds or actor.weak):
                continue
            token = parse.at(actor.start)
            away = sentence - parse.sentence[token]
            if away > REFERRED_BACK_TO_ACTORS:
                break
            head = max(parse.tokens(actor.start, actor.end), default=token)
            subject = any(parse.dep[t] in ("nsubj", "nsubj:pass", "obl:agent") for t in (head, parse.head[head]))
            score = -10 * away + 4 * subject + token / len(parse)
            if found is None or score > best:
                best, found = score, actor
        return self.named(found) if found is not None else None

    def armed(self, phrases: Sequence[Phrase]) -> bool:
        """Whether any of the phrases is a force that can hold, leave or take a place."""
        return any(p.kind and p.kind not in NOT_ARMED_KINDS for p in phrases)

    # --- places

    def places_under(self, head: int) -> list[PlaceMention]:
        """Places named in a nominal: itself, its complements, what is coordinated with it; not in its relative
        clauses."""
        parse = self.parse
        if head in self.place_at:
            mention = self.place_at[head]
            found = [mention]
            for j in parse.joined(mention.head):
                other = self.place_at.get(j)
                if other is not None and other not in found:
                    found.append(other)
            return self._row(found)
        tokens = parse.subtree(head, without=frozenset({"acl:relcl", "acl", "advcl", "parataxis"}))
        found = []
        for t in tokens:
            place = self.place_at.get(t)
            if place is not None and place not in found:
                found.append(place)
        if not found and parse.lemma[head] in PART_NOUNS and (named := self._named_after(head)):
            return self._row(named)
        told = [m for m in found if not self.excepted(m)]
        return self._included(self._row(told or found)) if found else []

    def excepted(self, mention: PlaceMention) -> bool:
        """Whether the words leave the place out: "all of the city except the X district", "apart from X"."""
        parse, nouns = self.parse, self.lexicon.language.place_nouns
        t = mention.first - 1
        first = max(parse.sentences[parse.sentence[mention.first]][0], mention.first - EXCEPTED_REACH)
        while t >= first and (
            parse.lower[t] in DIRECTIONS | {"the", "of", "a", "for", "few"} or parse.lemma[t] in nouns
        ):
            t -= 1
        if t < first:
            return False
        if parse.lower[t] == "but":  # "all but X", "all of the city but X"
            return "all" in parse.lower[first:t]
        return parse.lower[t] in EXCEPTING or " ".join(parse.lower[max(first, t - 1) : t + 1]) in EXCEPTING

    def _included(self, found: list[PlaceMention]) -> list[PlaceMention]:
        """Towns that a region is said to include ("areas in the north including the towns of X and Y") are what is told
        of, rather than the region."""
        parse = self.parse
        if any(m.phrase.kind_hint not in (*REGION_KINDS, COUNTRY) for m in found):
            return found
        last = max(found, key=lambda m: m.last)
        after = next((m for m in self.places[self.places.index(last) + 1 :]), None)
        if after is None or parse.sentence[after.first] != parse.sentence[last.first]:
            return found
        between = parse.lower[last.last + 1 : after.first]
        if "including" not in between or not set(between) <= INCLUDED | self.lexicon.language.place_nouns | SETTLEMENTS:
            return found
        return self._row([after])

    def _row(self, found: list[PlaceMention]) -> list[PlaceMention]:
        """With the places that follow the last one directly or after "and": a row of names, with or without its
        commas."""
        if not found:
            return found
        last = max(found, key=lambda m: m.last)
        at = self.places.index(last)
        for mention in self.places[at + 1 :]:
            if self.parse.sentence[mention.first] != self.parse.sentence[last.last]:
                break
            between = [self.parse.lower[t] for t in range(last.last + 1, mention.first)]
            linked = bool(JOINING & set(between)) and set(between) <= JOINING | IN_A_ROW
            bare = not between or set(between) <= {","}
            if not linked and (not bare or mention.phrase.kind_hint in REGION_KINDS):
                break
            if mention not in found:
                found.append(mention)
            last = mention
        return found

    def places_of(self, head: int) -> list[PlaceMention]:
        """Places that a nominal names, or that a definite description in it ("70 percent of the town") stands for."""
        under = self.places_under(head)
        if under:
            return under
        for t in self.parse.subtree(head, without=frozenset({"acl:relcl", "acl", "advcl", "parataxis"})):
            if (reference := self.anaphor(t)) is not None:
                return [reference]
        return []

    def anaphor(self, head: int) -> PlaceMention | None:
        """ "the city", "the area", "there", "both towns": the place named last before, of the same kind where known."""
        found = self._named_before(head)
        if found is None:
            return None
        return replace(found, phrase=replace(found.phrase, reference=True, modifier=""))

    def _named_before(self, head: int) -> PlaceMention | None:
        """ "the city", "the area", "there", "both towns": the place named last before, of the same kind where that is
        known."""
        parse = self.parse
        lemma = parse.lemma[head]
        if parse.lower[head] in ("there", "it") and parse.lower[head] == "there":
            return self.last_place(head)
        if lemma not in self.lexicon.language.place_nouns and not (
            lemma in ("half", "side", "rest") and parse.has(head, ("its",), "nmod:poss")
        ):
            return None
        definite = any(
            parse.lower[c] in ("the", "this", "that", "both", "its", "another")
            for c in parse.kids(head, "det", "nmod:poss")
        )
        if not definite:
            return None
        best: PlaceMention | None = None
        called: PlaceMention | None = None
        for mention in self.places:
            if mention.first >= head:
                break
            if self._acts(mention):
                continue
            kind = mention.phrase.kind_hint
            if (lemma in ("city", "town", "village") and kind in REGION_KINDS) or (
                lemma in REGION_KINDS and kind in ("city", "town", "village")
            ):
                continue
            best = mention
            if mention.phrase.text in self.kinds.get(lemma, ()):
                called = mention
        if called is not None and parse.sentence[head] - parse.sentence[called.first] <= REFERRED_BACK:
            return called
        return best

    def _acts(self, mention: PlaceMention) -> bool:
        """Whether a place's name only stands for its government ("rebels whom Ankara supports", "officials in Ankara")
        or for a direction: "the town" is another."""
        parse, up = self.parse, self.parse.head[mention.head]
        if parse.dep[mention.head] == "nsubj" and parse.is_verb(up):
            return bool(parse.kids(up, "obj", "ccomp"))
        before = parse.lower[max(0, mention.first - 2) : mention.first]
        if len(before) > 1 and before[0] in ROADS and before[1] == "to":
            return True  # "the road to Raqqa south-east of the town"
        return parse.dep[mention.head] == "nmod" and parse.lemma[up] in OFFICIALS

    def last_place(self, before: int) -> PlaceMention | None:
        best = None
        for mention in self.places:
            if mention.first >= before:
                break
            best = mention
        return best

    def choose(self, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
        """Of nested places ("Manbij, Aleppo province") the most specific; towns each, neighbourhoods as one."""
        if len(mentions) > 1 and (row := self._coordinated(mentions)):
            return row
        names = {m.phrase.text for m in mentions}
        containers = {m.phrase.container for m in mentions}
        kept = [m for m in mentions if m.phrase.text not in containers]
        named = [m for m in kept if m.phrase.kind_hint != COUNTRY] or kept
        specific = [m for m in named if m.phrase.kind_hint not in REGION_KINDS] or named
        inner = [m for m in specific if m.phrase.kind_hint in INNER_KINDS]
        if inner and len(specific) > len(inner):
            outer = [m for m in specific if m not in inner]
            for m in inner:
                if not m.phrase.container:
                    m.phrase.container = outer[0].phrase.text
            specific = inner
        if len(inner) > 1 and inner == specific:
            specific = inner[:1]
        unique: list[PlaceMention] = []
        for m in specific or [m for m in mentions if names]:
            if m.phrase.text not in [u.phrase.text for u in unique]:
                unique.append(m)
        return unique

    def _closer_part(self, head: int) -> int | None:
        """The part that a share is a share of ("30 percent of the districts"), or that the words for one are said to
        be ("the parts left, which include the eastern districts")."""
        parse = self.parse
        shares = [c for c in parse.kids(head, "nmod") if parse.lemma[head] in SHARES and parse.preposition(c) == "of"]
        told = [
            o
            for c in parse.kids(head, "acl:relcl")
            if parse.lemma[c] in INCLUDING and parse.lemma[head] in PART_NOUNS
            for o in parse.kids(c, "obj", "obl")
            if {parse.lower[k] for k in parse.subtree(o)} & DIRECTIONS
        ]
        return next((c for c in (*told, *shares) if parse.lemma[c] in PART_NOUNS), None)

    def _coordinated(self, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
        """The mentions if "and" or "as well as" stands between each two of them and none is within another."""
        ordered = sorted(mentions, key=lambda m: m.first)
        if {m.phrase.text for m in ordered} & {m.phrase.container for m in ordered}:
            return []
        for a, b in itertools.pairwise(ordered):
            between = {self.parse.lower[t] for t in range(a.last + 1, b.first)}
            if not (JOINING & between and between <= JOINING | IN_A_ROW | {"provinces", "cities", "s"}):
                return []
        return ordered

    def names_each(self, head: int) -> bool:
        """Whether a plural is told by the names of what it means, and no part of those: "the villages of X and Y",
        "several areas including the towns of X and Y"."""
        parse = self.parse
        if parse.tag[head] != "NNS":
            return False
        last = parse.sentences[parse.sentence[head]][1]
        first = next((m for t in range(head + 1, last) if (m := self.place_at.get(t))), None)
        clause = next((t for t in range(head + 1, last) if parse.is_verb(t) and parse.lower[t] != "including"), last)
        given = next((True for t in range(head + 1, clause) if self._names_from(t)), False)
        if first is None or given:
            return given
        some = parse.has(head, SEVERAL | DIRECTIONS, "amod", "det", "nummod")
        return parse.lower[head + 1 : first.first] == ["of"] and not some and len(self._row([first])) > 1

    def _names_from(self, t: int) -> list[PlaceMention]:
        """The first of the names that follow for what was said before: "including X and Y", "such as X"."""
        lower = self.parse.lower
        if lower[t] != "including" and lower[t - 1 : t + 1] != ["such", "as"]:
            return []
        return [m for k in range(t + 1, t + 1 + INCLUDING_REACH) if (m := self.place_at.get(k))][:1]

    def _named_after(self, head: int) -> list[PlaceMention]:
        """The first name of "areas in the north including X and Y"."""
        last = self.parse.sentences[self.parse.sentence[head]][1]
        end = next((t for t in range(head + 1, last) if self.parse.lower[t] in GIVING or t in self.place_at), last)
        return self._names_from(end) if end < last and self.parse.tag[head] == "NNS" else []

    def part_of(self, head: int) -> str | None:
        """The words for a part ("southern districts of the city") where the argument is not the whole place."""
        parse = self.parse
        if head not in self.place_at and (part := self._closer_part(head)) is not None:
            head = part
        if head in self.place_at or parse.lemma[head] not in PART_NOUNS or self.names_each(head):
            return None
        first, last = noun_phrase(parse, head)
        while last + 2 < len(parse) and (
            parse.lower[last + 1] in DIRECTIONS
            or (parse.lower[last + 1] == "and" and parse.lower[last + 2] in DIRECTIONS)
        ):
            last += 1  # "districts south and southeast of the town"
        while first > 1 and (
            parse.lower[first - 1] in DIRECTIONS
            or (parse.lower[first - 1] == "and" and parse.lower[first - 2] in DIRECTIONS)
        ):
            first -= 1
        while first < last and parse.tag[first] in ("DT", "IN", "PRP$"):
            first += 1
        return " ".join(parse.text[parse.start[first] : parse.end[last]].split())
