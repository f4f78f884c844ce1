"""Whom a harm word hurts, and how many: "killed 12 people", "12 dead", "claimed the lives of 12"."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.claims.tolls.chains import total
from marsad.claims.tolls.counting import Group, is_person
from marsad.claims.tolls.noun_tolls import TOLLS, NounTolls
from marsad.claims.tolls.quantities import Count, number_at
from marsad.claims.tolls.victim_groups import LARGEST_TOLL, REACH_BACK
from marsad.claims.tolls.victims import INTRANSITIVE, victim_heads
from marsad.records import Toll

OUTDATED = frozenset({"earlier", "previous", "prior"})
FIRST = frozenset({"initial", "preliminary"})
"""Of a toll: outdated where another number stands beside it."""
FIGURES = TOLLS | {"figure", "count", "estimate", "report"}
FATALLY = frozenset({"fatally", "mortally"})


@dataclass(frozen=True, slots=True)
class Found:
    """A toll, with the head of its victims (-1 where only a number stands)."""

    toll: Toll
    victim: int = -1


class CasualtyReader(NounTolls):
    """Reads the tolls of one report's harm words."""

    def toll(self, harm: int) -> Found | None:
        """The toll that the harm word at a token gives. A victim without a number gives a toll without bounds; None
        where the word harms nobody."""
        kind, part = self.words[self.parse.lemma[harm]]
        if kind == "wounded" and any(self.parse.lower[c] in FATALLY for c in self.parse.children[harm]):
            kind = "killed"  # "was fatally injured"
        if self.parse.lemma[harm] == "number" and self._of_wounded(harm):
            kind = "wounded"
        if part == "verb" and self.parse.tag[harm] == "NNS":
            part = "noun"
        if part != "loss" and self._none(harm):
            return Found(Toll(kind, "", 0, 0))
        row = self._row(harm, kind, part)
        if self._outdated(row[0].first if row else harm + 1):
            return None
        if row:
            victim = next((g.head for g in row if g.head >= 0), -1)
            if self._told_before(harm, row):
                return Found(Toll(kind, self._who(row[0].head)), victim)
            return Found(Toll(kind, self._who(row[0].head), *total(row)), victim)
        if part == "loss" or self.parse.lemma[harm] == "casualty":
            return None
        heads = [h for h in victim_heads(self.parse, harm, part) if self.parse.lemma[h] not in self.language.things]
        shared = self._shared(harm, kind)
        for head in heads if not shared else ():
            count = self._count_of(head)
            if count is not None and self._plausible(count, kind) and not self._taken(head, head, harm, kind):
                return Found(Toll(kind, self._who(head), *count), head)
        if heads and part != "noun":
            return Found(Toll(kind, self._who(heads[0])), heads[0])
        return None

    def of_a_war(self, harm: int) -> bool:
        """Whether those whom a verb harms are so many that only a war can have done it."""
        heads = victim_heads(self.parse, harm, "verb")
        many = (g for row in self._rows_of(harm) for g in row if max(filter(None, g.count), default=0) > LARGEST_TOLL)
        return any(g.first <= head <= g.last for g in many for head in heads)

    def _told_before(self, harm: int, row: list[Group]) -> bool:
        """ "The child who was killed had been visiting": one of those whose death was told before."""
        parse = self.parse
        one = len(row) == 1 and row[0].count == (1, 1) and row[0].head == parse.head[harm]
        return one and parse.dep[harm] == "acl:relcl" and parse.has(row[0].head, ("the",), "det")

    def _outdated(self, first: int) -> bool:
        """ "Corrected an earlier toll of seven dead": a number that holds no longer."""
        parse = self.parse
        figure = first - 2 if parse.lower[first - 1 : first] == ["of"] else first - 1  # "of" may be the number's
        if figure < 0 or parse.lemma[figure] not in FIGURES:
            return False
        outdated = OUTDATED | FIRST if len(self._rows_of(figure)) > 1 else OUTDATED
        return any(parse.lower[c] in outdated for c in parse.children[figure])

    def _row(self, harm: int, kind: str, part: str) -> list[Group]:
        """The chain of counted people that the harm word speaks of: next to it, by the parse, or before it."""
        parse = self.parse
        if self._shared(harm, kind):
            return []
        if part == "noun":
            return self._of_noun(harm, kind)
        if part == "adjective" and (put := self._put_at(harm, kind) or self._among(harm, kind)):
            return put
        passive = self._is_passive(harm) and part != "loss"
        reached = self._reached(harm)
        if part != "loss" and parse.lower[max(0, reached - 1) : reached + 1] in (["among", "the"], ["among", "those"]):
            return self._before(reached - 2, harm, kind, gap=2)
        for row in self._rows_of(harm):
            if any(g.first < harm == g.last for g in row):  # "nine of those killed"
                return [g for g in row if g.last == harm]
        if not passive and part in ("verb", "loss") and parse.lemma[harm] not in INTRANSITIVE:
            row = self._after(harm, kind, named=part == "loss")
            if row or part == "loss":
                return row or (self._people_before(reached, harm, kind) if self._is_passive(harm) else [])
        row = self._before(reached, harm, kind, gap=0)
        if not row and part == "adjective":
            row = self._after(harm, kind)
        if not row:
            row = self._by_parse(harm, kind, part)
        along = self._together(harm, kind)
        if along and along[0].beside:
            return along  # whoever they were with is counted with them
        if row:
            return row + along
        if parse.tag[harm] == "VBN" or parse.lemma[harm] in INTRANSITIVE or part == "adjective":
            return self._before(reached, harm, kind, gap=REACH_BACK)
        return []

    def _people_before(self, end: int, harm: int, kind: str) -> list[Group]:
        """ "30 fighters were destroyed"; but "four depots were destroyed" counts nobody."""
        row = self._before(end, harm, kind, gap=0)
        return row if row and (row[0].named or row[0].head < 0) else []

    def _shared(self, harm: int, kind: str) -> bool:
        """ "were killed and wounded", "killing or injuring": one number for both, so neither is known."""
        lower, lemma = self.parse.lower, self.parse.lemma
        for step in (1, -1):
            other = harm + 2 * step
            if 0 <= other < len(lower) and lower[harm + step] in ("and", "or", "&", "/"):
                word = self.words.get(lemma[other])
                if word and word[0] != kind and word[1] != "noun" and word[0] in ("killed", "wounded"):
                    after = max(harm, other) + 1
                    first = min(harm, other)
                    return not (
                        any(g.first <= after <= g.last for row in self._rows_of(harm) for g in row)
                        and any(first - 4 <= g.last <= first for row in self._rows_of(harm) for g in row)
                    )
        return False

    def _none(self, harm: int) -> bool:
        """ "no casualties", "nobody was killed", "killed no one"."""
        parse = self.parse
        if parse.tag[harm].startswith("NN"):
            before = parse.lower[max(0, harm - 2) : harm]
            denied = before[-1:] == ["any"] and not {"not", "n't"}.isdisjoint(parse.lower[max(0, harm - 6) : harm])
            return parse.lemma[harm] not in TOLLS and (denied or "no" in before or "without" in before)
        return parse.lemma[harm] in self.words and any(
            parse.lower[s] in ("nobody", "noone", "none")
            or parse.lower[s - 1 : s + 1] == ["no", "one"]
            or (parse.has(s, ("no",), "det") and is_person(parse, s, self.language))
            for s in parse.kids(harm, "nsubj:pass", "nsubj", "obj")
        )

    def _count_of(self, noun: int) -> Count | None:
        """How many of a noun are said where no counted group was found: by its number, or one for a name or a singular
        noun for people."""
        parse = self.parse
        if parse.lower[noun] in ("him", "her"):
            return 1, 1
        if parse.lower[noun] == "them":  # "dragged three men out of a car and shot them dead"
            told = [row for row in self._rows_of(noun) if row[-1].last < noun and row[0].named]
            return total(told[-1]) if told else None
        for c in parse.children[noun]:
            if parse.dep[c] in ("nummod", "advmod", "compound", "amod", "det", "nmod:desc") and c < noun:
                found = number_at(parse, c, self.language)
                if found is not None:
                    return found
        found = number_at(parse, noun, self.language)
        if found is not None:
            return found
        if noun in self.persons and not parse.tag[noun].endswith("S"):
            return 1, 1
        articles = {"a", "an", "another", "one"}
        if parse.tag[noun] == "NN" and parse.has(noun, articles, "det", "nummod"):
            return (1, 1) if is_person(parse, noun, self.language) and parse.lemma[noun] != "number" else None
        return None

    def _who(self, head: int) -> str:
        """Plural noun for the victims, "" where only a number stands."""
        parse, language = self.parse, self.language
        if head < 0:
            return ""
        if parse.lower[head] in language.vague_numbers or parse.tag[head] == "CD":
            inner = [c for c in parse.children[head] if parse.dep[c] == "nmod" and parse.preposition(c) == "of"]
            if not inner:
                return ""
            head = inner[0]
        return parse.words[head].lower() if is_person(parse, head, language) else ""
