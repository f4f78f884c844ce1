"""The places of a report as its syntax names them: which of them a phrase means, what "the town" stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile

from marsad.claims.draft import PlaceMention
from marsad.claims.place_names.beside import is_where_cared_for
from marsad.claims.place_names.relations import (
    BY_TOWNS,
    LAND,
    QUARTERS,
    apposed_to,
    is_excepted,
    is_refuge,
    lies_off,
    lies_so_far_from,
)
from marsad.claims.place_names.rows import NameRows
from marsad.claims.place_names.words import (
    COUNTRY,
    DIRECTIONS,
    INNER_KINDS,
    LARGE,
    LINKING,
    PART_NOUNS,
    PREMISES,
    REGION_KINDS,
    SETTLEMENTS,
    SHARES,
    SITES,
)
from marsad.claims.scene.actors import ActorScene
from marsad.claims.syntax.parse import noun_phrase

CLAUSES = frozenset({"acl:relcl", "acl", "advcl", "parataxis"})
"""Labels of what is told beside a nominal, and names none of its places."""
INCLUDING = frozenset({"include", "comprise", "cover", "be", "mean"})
GIVING = frozenset({"including", "as"})
INCLUDING_REACH = 5
"""Words from "including" to the first name: "including the nearby towns of X"."""
SEVERAL = frozenset({"several", "many", "some", "various", "numerous", "other", "more"})
"""Before a plural: not all, so those in or by what follows ("several villages of X and Y")."""
ROADS = frozenset({"road", "highway", "route", "way"})
OFFICIALS = frozenset({"official", "diplomat", "source", "minister", "analyst"})
INCLUDED = frozenset({",", "as", "well", "including", "the", "of", "s", "both", "nearby"})
"""Words between a region and the towns in it ("areas in the province, including the towns of X")."""
OUTER = REGION_KINDS | {"city", "capital", "country", "island", "territory"}
"""What holds others: "the city" may be the one in which a camp lies."""
NO_TOWN = LARGE | (INNER_KINDS - {"area", "camp", "suburb"})
"""Kinds of places that "the city", "the town" does not stand for."""
TOWNS, VILLAGES = frozenset({"city", "town"}), frozenset({"village", "hamlet"})
"""What is called the one is not the other: "the town" is not the hamlet named last."""
REFERRED_BACK = 8
"""Sentences within which "the town" stands for what the report has called a town."""


@dataclass(slots=True)
class Scene(ActorScene):
    """What extraction knows of one report: its actors, and its places, named or meant."""

    rows: NameRows = field(init=False)
    acting: dict[int, bool] = field(default_factory=dict)
    """Of places by their first words, whether `_acts` has found that they are no such place."""

    def __post_init__(self) -> None:
        ActorScene.__post_init__(self)
        self.rows = NameRows(self.parse, self.places, self.lexicon.language.saying["times"])

    def places_under(self, head: int) -> list[PlaceMention]:
        """Places named in a nominal: itself, its complements, what is coordinated with it; not in relative clauses."""
        parse = self.parse
        if head in self.place_at:
            mention = self.place_at[head]
            found = self.rows.of([mention])
            for j in parse.joined(mention.head):
                if (other := self.place_at.get(j)) is not None and other not in found:
                    found.append(other)
            return self.rows.of(found)
        tokens = parse.subtree(head, without=CLAUSES)
        ways = [c for c in parse.kids(head, "acl") if parse.lemma[head] in ROADS and parse.lemma[c] in LINKING]
        tokens = [*tokens, *(t for c in ways for t in parse.subtree(c))] if ways else tokens
        found = []
        for t in tokens:
            place = self.place_at.get(t)
            if place is not None and place not in found:
                found.append(place)
        if not found and parse.lemma[head] in PART_NOUNS and (named := self._named_after(head)):
            return self.rows.of(named)
        told = [m for m in found if not self.excepted(m)]
        nouns = self.lexicon.language.place_nouns
        if found and not told and any(parse.lemma[t] in nouns for t in tokens if t < found[0].first):
            return []  # "most of the city except X": the city
        return self._included(self.rows.of(told or found)) if found else []

    def excepted(self, mention: PlaceMention) -> bool:
        """Whether the words leave the place out: "all of the city except the X district", "apart from X"."""
        return is_excepted(self.parse, mention, self.lexicon.language.place_nouns)

    def _included(self, found: list[PlaceMention]) -> list[PlaceMention]:
        """Towns that a region is said to include ("areas in the north including the towns of X and Y") are what is told
        of, rather than the region."""
        parse = self.parse
        if any(m.phrase.kind_hint not in LARGE for m in found):
            return found
        last = max(found, key=lambda m: m.last)
        after = next((m for m in self.places[self.places.index(last) + 1 :]), None)
        if after is None or parse.sentence[after.first] != parse.sentence[last.first]:
            return found
        between = parse.lower[last.last + 1 : after.first]
        if "including" not in between or not set(between) <= INCLUDED | self.lexicon.language.place_nouns | SETTLEMENTS:
            return found
        return self.rows.of([after])

    def places_of(self, head: int) -> list[PlaceMention]:
        """Places that a nominal names, or that a definite description in it ("70 percent of the town") stands for."""
        under = self.places_under(head)
        within = bool(under) and all(m.phrase.kind_hint in LARGE for m in under)
        if under:
            meant = apposed_to(self.parse, head, self.place_at) if self.parse.lemma[head] in SETTLEMENTS else None
            off = within or lies_off(self.parse, head, under[0])
            if meant is None and self.parse.lemma[head] in SETTLEMENTS and off:
                meant = self.anaphor(head)  # "captured the village 20 km from X", "in X province": the one named before
            return under if meant is None else [meant]
        for t in self.parse.subtree(head, without=CLAUSES):
            if (reference := self.anaphor(t)) is not None:
                return self._both(t) or [reference]
        return []

    def _both(self, head: int) -> list[PlaceMention]:
        """ "Both towns": the two places that the sentence before tells of, if it tells of two."""
        parse = self.parse
        if not parse.kids(head, "det") or not parse.has(head, ("both",), "det"):
            return []
        before = parse.sentence[head] - 1
        told = {m.phrase.text: m for m in self.places if parse.sentence[m.first] == before and not self._acts(m)}
        towns = [m for m in told.values() if m.phrase.kind_hint not in LARGE]
        return [m.itself() for m in towns] if len(towns) == 2 else []

    def anaphor(self, head: int) -> PlaceMention | None:
        """ "the city", "the area", "there", "both towns": the place named last before, of the same kind where known."""
        found, noun = self._named_before(head), self.parse.lemma[head]
        site = found is not None and found.phrase.kind_hint in SITES and noun in SETTLEMENTS  # "Taiz airport": Taiz
        return found.itself(kind=noun if site or noun in BY_TOWNS else "") if found is not None else None

    def _named_before(self, head: int) -> PlaceMention | None:
        """The mention that these stand for."""
        parse = self.parse
        lemma = parse.lemma[head]
        if parse.lower[head] == "there":
            return self.last_place(head)
        if lemma not in self.lexicon.language.place_nouns and not (
            lemma in ("half", "side", "rest") and parse.has(head, ("its",), "nmod:poss")
        ):
            return None
        defined = lemma in LAND and parse.kids(head, "acl:relcl") and parse.lower[head + 1 : head + 2] != [","]
        if defined or not parse.has(head, ("the", "this", "that", "both", "its", "another"), "det", "nmod:poss"):
            return None  # "the territory it holds in the country" is no place named before
        best: PlaceMention | None = None
        called: PlaceMention | None = None
        for mention in takewhile(lambda m: m.first < head, self.places):
            kind = mention.phrase.kind_hint
            if mention.first not in self.acting:
                self.acting[mention.first] = self._acts(mention)
            if self.acting[mention.first] or (lemma in INNER_KINDS and kind == COUNTRY):
                continue
            if (lemma in SETTLEMENTS and kind in NO_TOWN) or (lemma in REGION_KINDS and kind in SETTLEMENTS):
                continue
            if (lemma in TOWNS and kind in VILLAGES) or (lemma in VILLAGES and kind in TOWNS):
                continue
            if best is None or not (lemma in SETTLEMENTS and lies_so_far_from(parse, mention)):
                best = mention if best is None or lemma in OUTER or not self._holds(mention, best) else best
            if mention.phrase.text in self.kinds.get(lemma, ()):
                called = mention
        if best is not None and best.first - 1 == parse.sentences[parse.sentence[head]][0]:
            return best  # "In X, a shell hit a house on the edge of the city"
        if called is not None and parse.sentence[head] - parse.sentence[called.first] <= REFERRED_BACK:
            return called
        return best

    def _acts(self, mention: PlaceMention) -> bool:
        """Whether a place's name only stands for its government ("rebels whom Ankara supports", "officials in Ankara")
        or for a direction ("a camp in Bourem, between Gao and Timbuktu", "the army retreated towards Gao"): "the town"
        is another."""
        parse, up = self.parse, self.parse.head[mention.head]
        if (
            is_refuge(parse, mention)
            or is_where_cared_for(parse, mention)
            or parse.preposition(up if parse.dep[mention.head] == "conj" else mention.head) == "between"
        ):
            return True
        if parse.dep[mention.head] == "nsubj" and parse.is_verb(up):
            return bool(parse.kids(up, "obj", "ccomp"))
        if parse.dep[mention.head] in ("obl", "nmod") and self._speaks(up):
            return True  # "told reporters in Juba that the town had fallen"
        before = parse.lower[max(0, mention.first - 2) : mention.first]
        if len(before) > 1 and before[0] in ROADS and before[1] == "to":
            return True  # "the road to Raqqa south-east of the town"
        return parse.dep[mention.head] == "nmod" and parse.lemma[up] in OFFICIALS

    def _speaks(self, i: int) -> bool:
        """Whether a token is a verb of saying, or those that it is said to."""
        parse, said = self.parse, self.lexicon.language.saying["plain"]
        return parse.lemma[i] in said or (parse.dep[i] in ("obj", "iobj") and parse.lemma[parse.head[i]] in said)

    def last_place(self, before: int) -> PlaceMention | None:
        best = None
        for mention in takewhile(lambda m: m.first < before, self.places):
            best = mention if best is None or not self._holds(mention, best) else best
        return best

    def _holds(self, mention: PlaceMention, inner: PlaceMention) -> bool:
        """Whether it only told where the place before it lies: "the camp of Balata in Nablus"."""
        beside = self.parse.sentence[mention.first] == self.parse.sentence[inner.first]
        return beside and inner.phrase.container == mention.phrase.text

    def _closer_part(self, head: int) -> int | None:
        """The part that a share is of ("two of the districts"), or that "the parts left, which include" it are."""
        parse = self.parse
        share = parse.lemma[head] in SHARES or parse.tag[head] == "CD"
        shares = [c for c in parse.kids(head, "nmod") if share and parse.preposition(c) == "of"]
        told = [
            o
            for c in parse.kids(head, "acl:relcl")
            if parse.lemma[c] in INCLUDING and parse.lemma[head] in PART_NOUNS
            for o in parse.kids(c, "obj", "obl")
            if {parse.lower[k] for k in parse.subtree(o)} & DIRECTIONS
        ]
        return next((c for c in (*told, *shares) if parse.lemma[c] in PART_NOUNS | SITES), None)

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
        return parse.lower[head + 1 : first.first] == ["of"] and not some and len(self.rows.of([first])) > 1

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

    def _is_one(self, head: int) -> bool:
        """Whether "the village" is one that is named: "the village of X", "X village", the one named before."""
        one = not self.parse.has(head, ("a", "an", "another", "one"), "det")
        of_name = one and self.parse.lower[head + 1 : head + 2] == ["of"] and head + 2 in self.place_at
        return of_name or head - 1 in self.place_at or self.anaphor(head) is not None

    def part_of(self, head: int, *, told_beside: bool = False) -> str | None:
        """The words for a part of a place ("southern districts of X"). told_beside: "took a bridge | in X"."""
        parse = self.parse
        if head not in self.place_at and (part := self._closer_part(head)) is not None:
            head = part
        site = parse.lemma[head] in PREMISES  # "the dam in X"
        site = site and (told_beside or any(m.first > head for m in self.places_under(head)))
        side = parse.lower[head] in DIRECTIONS and not self.places_under(head)  # "the north of the town"
        if head in self.place_at or not (site or side or parse.lemma[head] in PART_NOUNS) or self.names_each(head):
            return None
        if parse.lower[head] in SETTLEMENTS and parse.tag[head] in ("NN", "NNP") and self._is_one(head):
            return None
        first, last = noun_phrase(parse, head)

        def bearing(t: int, step: int) -> bool:  # "districts south and southeast of the town"
            word, after = parse.lower[t : t + 1], parse.lower[t + step : t + step + 1]
            return not DIRECTIONS.isdisjoint(word) or (word == ["and"] and not DIRECTIONS.isdisjoint(after))

        last += next(n for n in range(len(parse)) if not bearing(last + n + 1, 1))
        while first > 1 and bearing(first - 1, -1):
            first -= 1
        first = next(t for t in range(first, last + 1) if t == last or parse.tag[t] not in ("DT", "IN", "PRP$"))
        first -= parse.lemma[head] in QUARTERS and parse.lower[first - 1] in ("a", "an")  # "a suburb of X": not X
        return parse.wording(first, last)
