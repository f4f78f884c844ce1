"""Who holds a place, told by a modifier or a noun: "rebel-held X", "the X stronghold of Y"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from marsad.claims.draft import Phrase, PlaceMention
from marsad.claims.place_names.misread import DASHES
from marsad.claims.place_names.relations import gives_bearings, most_specific
from marsad.claims.place_names.words import (
    COUNTRY,
    DIRECTIONS,
    INNER_KINDS,
    LARGE,
    NEARNESS,
    PART_NOUNS,
    PREMISES,
    SETTLEMENTS,
)
from marsad.claims.predicates.conditions import HOLDERS
from marsad.claims.reading import Candidate, Reading
from marsad.claims.scene.places import ROADS
from marsad.claims.syntax.parse import ALL_SUBJECTS, SUBJECTS

MANAGED = frozenset({"run", "administered"})
"""What is done to institutions, too: "the state-run agency" is no place."""
TOWNS = frozenset({"town", "village", "city", "suburb", "neighbourhood", "neighborhood", "base", "camp"})
PARTS = frozenset({"one", "side", "half", "sector", "section"})
KNOWN_AS = frozenset({"city", "town", "village", "district", "suburb", "neighbourhood", "neighborhood", "quarter"})
"""What a place is called beside its name: "X, another rebel-held town"."""
DESCRIBING = frozenset(
    {"a", "an", "another", "the", "its", "their", "one", "of", "is", "was", "remains", ",", "also", "still", "now"}
)  # fmt: skip
"""Words between a place and the noun that it is described by."""
QUALIFIERS = frozenset({"JJ", "JJS", "VBG", "POS", "FW"})
"""Tags of what else may stand there: "the group's remaining de facto capital"."""
NAMED_BEFORE = 3
"""Sentences within which "the east" is still that of the town named before."""
NAMED_LATER = 3
"""Sentences within which a lead's "a town" gets its name."""
CALLED_LATER = 8
"""The same where the name is given with the same word ("the town of X")."""


class HeldPlaceReader:
    """Reads the holders of places in one report."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.scene, self.parse = reading.scene, reading.parse
        self.language = reading.lexicon.language

    def read(self, found: Candidate) -> Candidate | None:
        """ "rebel-held Aleppo", "the IS-held town of X"."""
        parse, i = self.parse, found.trigger.head
        holder = found.trigger.tokens[0]
        noun = parse.head[i] if parse.head[i] > i and parse.is_noun(parse.head[i]) else self._held_noun(i)
        noun = self._subject(i) if noun < 0 else noun
        group = parse.lower[holder] in ("group", "forces", "militia")  # "the X group-dominated town"
        actor = self.scene.actor_at.get(holder)
        if group and (actor is None or actor.weak):
            actor = self.scene.actor_at.get(holder - 1) or actor
        if actor is not None:
            found.actor1, found.agent = [self.scene.named(actor)], True
        elif (
            parse.lower[holder] in HOLDERS
            or parse.lower[holder] in ("state", "moderate", "enemy")
            or parse.lower[holder] in self.language.armed
            or parse.words[holder][:1].isupper()
        ):
            found.actor1 = [Phrase(parse.start[holder], parse.end[holder], parse.words[holder], "", "armed")]
        else:
            return None
        a_place = noun in self.scene.place_at or parse.lemma[noun] in self.language.place_nouns
        body = parse.is_name(noun) and parse.lemma[noun] in self.language.saying["bodies"]  # "the X-run Media Centre"
        if noun < 0 or (parse.lower[i] in MANAGED and (not a_place or (body and noun not in self.scene.place_at))):
            return None
        found.trigger = replace(found.trigger, tokens=(*found.trigger.tokens, noun))
        mentions = self.scene.places_under(noun)
        mentions = [m for m in mentions if m.first > i - 1] or mentions
        named = self._apposed(noun, found.trigger.tokens[0])
        if named is not None:
            mentions = [named]
        if not mentions:
            around = [
                m for m in self.scene.places if i < m.first <= i + 8 and parse.sentence[m.first] == parse.sentence[i]
            ]
            mentions = around[:1]
        if not mentions and parse.lemma[noun] == "territory":
            return None  # whose territory lies where is not said
        vague = all(m.phrase.kind_hint in LARGE for m in mentions)
        if vague and parse.lemma[noun] in TOWNS and not self.reading.definite(noun):
            mentions = self._named_later(noun) or mentions
        elif mentions and all(self._says_where(m, noun) for m in mentions) and (later := self.named_after([noun])):
            mentions, named = later, later[0]
        if not mentions and any(self._is_part(word) for word in (parse.lemma[noun], parse.lower[noun])):
            mentions = self._town_before(i)
            if parse.lower[noun] in DIRECTIONS:
                found.part = parse.words[noun]
        chosen = most_specific(parse, mentions, each=True)
        # "the X-held towns of Y and Z", "X-held areas including Y and Z"
        several = parse.tag[noun] == "NNS" and (parse.lemma[noun] in TOWNS or self.scene.names_each(noun))
        found.places = [self._itself(m, i) for m in chosen[:1]]
        if several and len(chosen) > 1:
            found.places += [m.itself(m.phrase.modifier) for m in chosen[1:]]
        found.said_place = bool(found.places)
        if parse.lemma[noun] in PART_NOUNS | PREMISES and named is None:
            found.part = self.scene.part_of(noun)
        return found if found.places else None

    def part_taken(self, objects: Sequence[int]) -> str | None:
        """What of a place told beside it is taken or held: "took a bridge | in X", "took the old city | in X"."""
        scene, parse = self.scene, self.parse
        inside = [h for h in objects if not scene.places_under(h) and h not in scene.place_at]
        old = (f"old {parse.words[h]}" for h in inside if parse.has(h, ("old",), "amod"))
        return next((part for h in inside if (part := scene.part_of(h, told_beside=True))), next(old, None))

    def _subject(self, i: int) -> int:
        """What is said to be "X-held": "the town is X-held", "the town, which is X-held", "remains X-held"."""
        parse, up = self.parse, self.parse.head[i]
        told = parse.kids(i, *ALL_SUBJECTS) or (parse.kids(up, *SUBJECTS) if parse.dep[i] in ("xcomp", "ccomp") else [])
        if not told or told[0] > i:
            return -1
        return up if parse.tag[told[0]] in ("WDT", "WP") else told[0]

    def _held_noun(self, i: int) -> int:
        """What is "X-held", by the order of words: the last of the nouns after it, past "and Y-held", or a direction
        ("the west of the city")."""
        parse = self.parse
        found = -1
        for t in range(i + 1, min(i + 9, parse.sentences[parse.sentence[i]][1])):
            joint = {*parse.words[t : t + 2], parse.words[t - 1]} & {"-", "–"} or parse.lower[t] in ("and", "or")
            if found < 0 and joint:
                continue
            if parse.is_noun(t) or (parse.lower[t] in DIRECTIONS and parse.tag[t] == "RB"):
                found = t
            elif found >= 0 or parse.tag[t] not in ("JJ", "VBN"):
                break
        return found

    def _town_before(self, i: int) -> list[PlaceMention]:
        """The town whose parts are spoken of ("the rebel-held east"): the last one named, but for countries and for
        names that only say whose something is ("Moscow's bombing of ...")."""
        parse = self.parse
        named = [m for m in self.scene.places if m.first < i and not self._is_road(m)]
        bearings = [b for a, b in pairwise(named) if gives_bearings(parse, a, b)]
        towns = [
            m
            for m in named
            if m not in bearings
            and m.phrase.kind_hint not in LARGE
            and (parse.dep[m.head] not in ("nmod:poss", "compound") or m.phrase.kind_hint)
            and parse.sentence[i] - parse.sentence[m.first] <= NAMED_BEFORE
        ]
        last = towns[-1] if towns else self.scene.last_place(i)
        if last is not None and last.phrase.kind_hint == COUNTRY:  # "Aleppo Syrias second city ... a rebel-held east"
            last = next((m for m in reversed(named) if m.phrase.kind_hint not in LARGE), last)
        return [last] if last and not self._is_road(last) else []

    def _is_road(self, mention: PlaceMention) -> bool:
        return mention.phrase.text.lower().rpartition(" ")[2] in ROADS

    def _named_later(self, noun: int) -> list[PlaceMention]:
        """ "A rebel-held town was bombed. ... in X": the name that a report gives after its lead; of towns each."""
        parse, lemma = self.parse, self.parse.lemma[noun]
        near = self._within(NAMED_LATER, noun)
        reach = NAMED_LATER if parse.tag[noun] == "NNS" else CALLED_LATER
        called = next((m for m in self._within(reach, noun) if m.phrase.kind_hint == lemma), None)
        other = LARGE | (SETTLEMENTS - {lemma} if lemma in SETTLEMENTS else set())
        found = [called] if called is not None else [m for m in near if m.phrase.kind_hint not in other][:1]
        return self.scene.places_under(found[0].head) if found and parse.tag[noun] == "NNS" else found

    def named_after(self, heads: list[int]) -> list[PlaceMention]:
        """ "A district of Y held by A was bombed. ... the X district": the name that is given after, if any is; of a
        town or village only with the same word for its kind."""
        parse = self.parse
        for noun in heads:
            if row := self._listed(noun):
                return row
            if parse.lemma[noun] not in KNOWN_AS or noun in self.scene.place_at or self._described(noun):
                continue
            if parse.kids(noun, "det") and not self.reading.definite(noun):
                kinds = INNER_KINDS if parse.lemma[noun] in INNER_KINDS else {parse.lemma[noun]}
                reach = CALLED_LATER if parse.lemma[noun] in SETTLEMENTS else NAMED_LATER
                after = [m for m in self._within(reach, noun) if m.phrase.kind_hint in kinds]
                return [m for m in after if not self._says_where(m, noun)][:1]
        return []

    def _listed(self, noun: int) -> list[PlaceMention]:
        """ "Captured three villages south of Y from the army - A, B and C -": the names after the dash."""
        parse, place_at = self.parse, self.scene.place_at
        if parse.tag[noun] != "NNS" or parse.lemma[noun] not in KNOWN_AS:
            return []
        last = parse.sentences[parse.sentence[noun]][1]
        at = next((t + 1 for t in range(noun + 1, last - 1) if parse.words[t] in DASHES and t + 1 in place_at), last)
        row = self.scene.rows.of([place_at[at]]) if at < last else []
        return row if len(row) > 1 else []

    def _within(self, sentences: int, noun: int) -> list[PlaceMention]:
        """The places named after a word, up to so many sentences on."""
        last = self.parse.sentence[noun] + sentences
        return [m for m in self.scene.places if m.first > noun and self.parse.sentence[m.first] <= last]

    def _says_where(self, mention: PlaceMention, noun: int) -> bool:
        """Whether the name only says where the unnamed place is: "a village near the town of Y", "a district in Y"."""
        parse, phrase = self.parse, mention.phrase
        if parse.sentence[mention.first] != parse.sentence[noun] or mention.first < noun:
            return False
        inner = parse.lemma[noun] in INNER_KINDS and phrase.kind_hint not in INNER_KINDS
        between = parse.lower[noun + 1 : mention.first]
        return inner or not NEARNESS.isdisjoint(between) or (parse.lemma[noun] in SETTLEMENTS and between == ["in"])

    def _apposed(self, noun: int, first: int) -> PlaceMention | None:
        """ "Saraqeb, another rebel-held town in X": the place named just before the phrase that begins at `first`."""
        parse = self.parse
        before = first - 1
        while before > 0 and parse.lower[before] in ("a", "an", "another", "also", ","):
            before -= 1
        if parse.lemma[noun] not in KNOWN_AS:
            return None
        if parse.kids(noun, "cop"):  # "X is the last rebel-held district in Y"
            return next((m for c in parse.kids(noun, *SUBJECTS) for m in self.scene.places_under(c)), None)
        return self.scene.place_at.get(before) if before < first - 1 else None

    def _is_part(self, word: str) -> bool:
        """Whether a word only says what part of a place, or what kind of one, is held."""
        return word in self.language.place_nouns or word in DIRECTIONS or word in PARTS

    def _itself(self, mention: PlaceMention, i: int) -> PlaceMention:
        """A place that "X-held" stands before is the place itself ("15 km south of IS-held Y" speaks of Y)."""
        between = {self.parse.lower[t] for t in range(i + 1, mention.first)}
        if mention.first < i or between - SETTLEMENTS - {"of", "the"}:
            return mention
        modifier = mention.phrase.modifier if mention.phrase.modifier in DIRECTIONS else ""
        return mention.itself(modifier)

    def read_in_order(self, found: Candidate) -> None:
        """ "the X stronghold of Y", "Y, an X bastion": who holds what, by the order of words, where the parse misses
        it."""
        parse, i = self.parse, found.trigger.head
        start = found.trigger.tokens[0]
        first, last = parse.sentences[parse.sentence[i]]
        if not found.actor1:
            at = next((t for t in range(start - 1, max(first, start - 4) - 1, -1) if t in self.scene.actor_at), start)
            apart = {"IN", "PRP$"} & set(parse.tag[at:start])  # "rebel control outside its capital"
            holder = None if apart else self.scene.actor_at.get(at)
            if holder is not None and holder.kind != "civilians":
                found.actor1 = [self.scene.named(holder)]
        after = next((p for t in range(i + 1, min(last, i + 5)) if (p := self.scene.place_at.get(t))), None)
        before = next(
            (p for t in range(start - 1, max(first, start - 9) - 1, -1) if (p := self.scene.place_at.get(t))), None
        )
        if before is not None and after is not None and after.phrase.kind_hint == COUNTRY:
            after, found.said_place = None, False  # "X, A's stronghold in the country"
        place = after or before
        if place is not None and not found.said_place:
            several = place is after and parse.tag[i] == "NNS"  # "A's strongholds in X, Y and Z"
            found.places, found.said_place = self.scene.places_under(place.head) if several else [place], True
        described = self._described(start)
        if described is not None and all(self._around(m, i) for m in found.places):
            found.places, found.said_place = [described.itself(described.phrase.modifier)], True

    def _described(self, start: int) -> PlaceMention | None:
        """The place that a phrase before a noun describes: "X, a stronghold", "X is one of A's last bastions"."""
        parse, scene = self.parse, self.scene
        first = parse.sentences[parse.sentence[start]][0]

        def between(t: int) -> bool:
            return parse.lower[t] in DESCRIBING or parse.tag[t] in QUALIFIERS or t in scene.actor_at

        t = start - 1
        while t >= first and t not in scene.place_at and between(t):
            t -= 1
        return scene.place_at.get(t) if first <= t < start - 1 else None

    def _around(self, mention: PlaceMention, i: int) -> bool:
        """Whether a name after a noun only tells where what it describes lies: "a stronghold in the north of Y"."""
        lead = mention.first - 1
        while lead > i and self.parse.lower[lead] in ("the", "of", "city", "town", "province", "country"):
            lead -= 1
        said_of = lead == i or self.parse.lower[i + 1 : lead + 1] == ["of"]
        large = mention.phrase.kind_hint in LARGE
        return mention.first > i and (large or not said_of)
