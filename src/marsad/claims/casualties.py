"""Whom a harm word hurts, and how many: "killed 12 people", "12 dead", "claimed the lives of 12"."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.claims.counting import COLLECTIVE, Group, chains, groups, is_person, total
from marsad.claims.lexicon import Lexicon
from marsad.claims.parse import Parse
from marsad.claims.quantities import Count, number_at
from marsad.claims.victims import INTRANSITIVE, victim_heads
from marsad.records import Toll

LARGEST_TOLL = 15_000
"""Killed or wounded: above this a number is a war's total (claims.md: no claim), not one event's toll."""
REACH_BACK = 14
"""Words before a participle within which its number stands where the parse lost the subject."""
TOLL_REACH = 35
"""Words after "death toll" within which its number stands."""
BE = frozenset({"was", "were", "been", "be", "being", "is", "are"})
AUXILIARY = BE | {"have", "has", "had", "having", "may", "might", "could", "will", "would"}
BETWEEN = AUXILIARY | frozenset(
    {"also", "instantly", "immediately", "shot", "left", "found", "confirmed", "reported", "reportedly", "feared",
     "believed", "later", "both", "all", "others", "more", "either", "allegedly", "to", "said", "presumed", "already"}
)  # fmt: skip
"""Words that may stand between victims and the participle that tells their harm."""
TOLLS = frozenset({"toll", "number"})
OUTDATED = frozenset({"earlier", "previous", "initial", "preliminary", "prior"})
FIGURES = TOLLS | {"figure", "count", "estimate", "report"}
FATALLY = frozenset({"fatally", "mortally"})
PREDICATIVE = frozenset({"dead", "victim", "kill", "wounded", "injured", "fatality", "casualty"})


@dataclass(frozen=True, slots=True)
class Found:
    """A toll, with the head of its victims (-1 where only a number stands)."""

    toll: Toll
    victim: int = -1


class CasualtyReader:
    """Reads the tolls of one report's harm words."""

    def __init__(self, parse: Parse, lexicon: Lexicon, persons: frozenset[int] = frozenset()) -> None:
        """persons: tokens of people's names (one name, one victim)."""
        self.parse, self.language, self.words, self.persons = parse, lexicon.language, lexicon.harm_words, persons
        self._rows: dict[int, list[list[Group]]] = {}

    def toll(self, harm: int) -> Found | None:
        """The toll that the harm word at a token gives. A victim without a number gives a toll without bounds; None
        where the word harms nobody."""
        kind, part = self.words[self.parse.lemma[harm]]
        if kind == "wounded" and any(self.parse.lower[c] in FATALLY for c in self.parse.children[harm]):
            kind = "killed"  # "was fatally injured"
        if part == "verb" and self.parse.tag[harm] == "NNS":
            part = "noun"
        row = self._row(harm, kind, part)
        if self._outdated(row[0].first if row else harm + 1):
            return None
        if row:
            victim = next((g.head for g in row if g.head >= 0), -1)
            return Found(Toll(kind, self._who(row[0].head), *total(row)), victim)
        if part == "loss" or self._none(harm):
            return Found(Toll(kind, "", 0, 0)) if part != "loss" else None
        if self.parse.lemma[harm] == "casualty":
            return None
        heads = victim_heads(self.parse, harm, part)
        shared = self._shared(harm, kind)
        for head in heads if not shared else ():
            count = self._count_of(head)
            if count is not None and self._plausible(count, kind) and not self._taken(head, head, harm, kind):
                return Found(Toll(kind, self._who(head), *count), head)
        if heads and part != "noun":
            return Found(Toll(kind, self._who(heads[0])), heads[0])
        return None

    def _outdated(self, first: int) -> bool:
        """ "Corrected an earlier toll of seven dead": a number that holds no longer."""
        parse = self.parse
        figure = first - 2 if parse.lower[first - 1 : first] == ["of"] else first - 1  # "of" may be the number's
        return figure >= 0 and parse.lemma[figure] in FIGURES and self._is_outdated(figure)

    def _is_outdated(self, figure: int) -> bool:
        return any(self.parse.lower[c] in OUTDATED for c in self.parse.children[figure])

    def _rows_of(self, i: int) -> list[list[Group]]:
        n = self.parse.sentence[i]
        if n not in self._rows:
            self._rows[n] = chains(self.parse, groups(self.parse, n, self.language, self.words), self.language)
            for row in self._rows[n]:
                self._with_named(row)
        return self._rows[n]

    def _with_named(self, row: list[Group]) -> None:
        """ "Salim Haddad and at least ten others": the one who is named by name counts too."""
        before = row[0].first - 1
        if before < 1 or self.parse.lower[before] not in ("and", "alongside") or before - 1 not in self.persons:
            return
        if row[0].beside:
            return  # counted already
        row.insert(0, Group(before - 1, before - 1, before - 1, (1, 1)))

    def _row(self, harm: int, kind: str, part: str) -> list[Group]:
        """The chain of counted people that the harm word speaks of: next to it, by the parse, or before it."""
        parse = self.parse
        if self._shared(harm, kind):
            return []
        if part == "noun":
            return self._of_noun(harm, kind)
        if part == "adjective" and (put := self._put_at(harm, kind)):
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
                return row or ([] if not self._is_passive(harm) else self._before(reached, harm, kind, gap=0))
        row = self._before(reached, harm, kind, gap=0)
        if not row and part == "adjective":
            row = self._after(harm, kind)
        if not row:
            row = self._by_parse(harm, kind, part)
        if row:
            return row + self._together(harm, kind)
        if parse.tag[harm] == "VBN" or parse.lemma[harm] in INTRANSITIVE or part == "adjective":
            return self._before(reached, harm, kind, gap=REACH_BACK)
        return []

    def _by_parse(self, harm: int, kind: str, part: str) -> list[Group]:
        heads, found = victim_heads(self.parse, harm, part), []
        heads += [c for h in heads for c in self._within(h)]
        for row in self._rows_of(harm):
            if any(g.first <= head <= g.last for g in row for head in heads):
                found += self._kept(row, harm, kind)
        return found

    def _within(self, head: int) -> list[int]:
        """Those whom a word for many is made of: "a group of 60 mercenaries were killed"."""
        if self.parse.lemma[head] not in COLLECTIVE:
            return []
        return [c for c in self.parse.kids(head, "nmod") if self.parse.preposition(c) == "of"]

    def _together(self, harm: int, kind: str) -> list[Group]:
        """ "22 children were killed in the raid along with six teachers": those who are named after the verb."""
        lower = self.parse.lower
        for row in self._rows_of(harm):
            if harm < row[0].first <= harm + REACH_BACK and lower[row[0].first - 2 : row[0].first] in (
                ["along", "with"], ["together", "with"]
            ):  # fmt: skip
                return self._kept(row, harm, kind)
        return []

    def _is_passive(self, harm: int) -> bool:
        parse = self.parse
        t = harm - 1
        while t > 0 and (parse.tag[t] == "RB" or (parse.lower[t] in BETWEEN and parse.lower[t] not in BE)):
            t -= 1
        return parse.tag[harm] == "VBN" and parse.lower[t] in BE - {"is"}  # "IS killed 12" is active

    def _after(self, harm: int, kind: str, *, named: bool = False) -> list[Group]:
        for row in self._rows_of(harm):
            if row[0].first <= harm + 1 <= row[0].last or (
                row[0].first == harm + 2 and self.parse.tag[harm + 1].startswith(("RB", "RP", "DT"))
            ):
                if row[0].part and row[0].first != harm + 1:
                    return []
                kept = self._kept(row, harm, kind, subjects=True)
                return kept if kept and (not named or kept[0].named) else []
        return []

    def _before(self, end: int, harm: int, kind: str, *, gap: int) -> list[Group]:
        """The nearest chain that ends within `gap` words before (or at) a token, no verb between."""
        parse = self.parse
        for row in reversed(self._rows_of(harm)):
            if row[-1].last > end:
                continue
            if parse.lower[row[0].first - 1 : row[0].first] == ["by"]:
                return []
            if len(row) > 1 and row[-1].last == end and parse.lower[end] in ("them", "whom"):
                return row[-1:]  # "treated 45 people, five of whom died"
            between = range(row[-1].last + 1, end + 1)
            if len(between) > gap or (gap > 2 and any(self._stops(t) for t in between)):
                return []
            if gap > 2 and not row[0].named and not any(parse.lower[t] in BE for t in range(end, harm)):
                return []
            return self._kept(row, harm, kind)
        return []

    def _stops(self, t: int) -> bool:
        return self.parse.is_verb(t) and self.parse.lower[t] not in AUXILIARY

    def _kept(self, row: list[Group], harm: int, kind: str, *, subjects: bool = False) -> list[Group]:
        """The chain without what another harm word claims ("and 30 others injured"), without war totals; subjects: nor
        what is the subject of the next verb ("killed 12 people, a doctor said")."""
        kept = []
        for group in row:
            own = self.words.get(self.parse.lemma[group.last])
            if own and own[0] != kind and group.last != harm and group is not row[-1]:
                continue  # "4 martyrs and 13 injured"
            if not self._plausible(group.count, kind) or self._taken(group.first, group.last, harm, kind):
                break
            after = group.last + 1
            if subjects and group is not row[0] and after < self.parse.size and self.parse.tag[after][:3] in (
                "VBD", "VBZ", "VBP", "MD"
            ):  # fmt: skip
                break
            kept.append(group)
        return kept if any(not g.part for g in kept) or (kept and len(kept) == len(row)) else []

    def _taken(self, first: int, last: int, harm: int, kind: str) -> bool:
        """Whether another harm word next to the group claims it."""
        parse = self.parse
        t = last + 1
        while t < min(parse.size, last + 5) and (parse.lower[t] in BETWEEN or parse.tag[t] == "RB"):
            t += 1
        if t < parse.size and parse.sentence[t] == parse.sentence[harm] and t != harm:
            other = self.words.get(parse.lemma[t])
            if (
                other
                and other[0] not in ("killed", "wounded")
                and parse.tag[t] == "VBN"
                and t == last + 1
                and harm < first
            ):
                return False  # "beheaded two policemen abducted on Monday"
            if other and other[0] != kind and other[1] != "noun" and parse.tag[t] != "VBG":
                active = any(row[0].first == t + 1 for row in self._rows_of(harm)) and parse.lower[t - 1] not in BE
                return not active
        t = first - 1
        if t >= 0 and t != harm and parse.sentence[t] == parse.sentence[harm]:
            other = self.words.get(parse.lemma[t])
            if other and other[0] != kind and parse.tag[t] in ("VBD", "VBG", "VBN", "VB", "VBZ"):
                return not self._is_passive(t)
        return False

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
                        and any(g.last < first and g.last >= first - 4 for row in self._rows_of(harm) for g in row)
                    )
        return False

    def _none(self, harm: int) -> bool:
        """ "no casualties", "nobody was killed"."""
        parse = self.parse
        if parse.tag[harm].startswith("NN"):
            return parse.lemma[harm] not in TOLLS and (
                "no" in parse.lower[max(0, harm - 2) : harm] or "without" in parse.lower[max(0, harm - 2) : harm]
            )
        return parse.lemma[harm] in self.words and any(
            parse.lower[s] in ("nobody", "noone", "none")
            or parse.lower[s - 1 : s + 1] == ["no", "one"]
            or (parse.has(s, ("no",), "det") and is_person(parse, s, self.language))
            for s in parse.kids(harm, "nsubj:pass", "nsubj")
        )

    def _of_noun(self, harm: int, kind: str) -> list[Group]:
        parse, lemma = self.parse, self.parse.lemma[harm]
        if lemma == "casualty":  # killed or wounded: only "no casualties" tells the killed
            return []
        rows = self._rows_of(harm)
        if lemma in TOLLS:
            return self._of_toll(harm, kind)
        if lemma == "death" and parse.lower[harm - 1 : harm] == ["to"]:
            return self._to_death(harm, kind)
        if parse.lower[max(0, harm - 2) : harm] == ["among", "the"]:
            return self._before(harm - 3, harm, kind, gap=2)
        if lemma == "victim" and parse.lemma[harm - 1 : harm] == ["fall"]:
            return self._before(self._reached(harm - 1), harm, kind, gap=2)
        if parse.lower[harm + 1 : harm + 2] and parse.lower[harm + 1] in ("of", "among", "for"):
            for row in rows:
                if row[0].first <= harm + 2 <= row[0].last or row[0].first == harm + 3:
                    return self._kept(row, harm, kind)
        if parse.tag[harm] == "NNS" and any(row[-1].last == harm - 1 for row in rows):
            return self._kept(next(row for row in rows if row[-1].last == harm - 1), harm, kind)
        if lemma in ("life", "death", "fatality", "corpse", "martyr", "body") and parse.tag[harm] == "NNS":
            for group in (g for row in rows for g in row):
                if group.last in (harm, harm - 1) and group.head in (harm, -1):
                    return self._kept([group], harm, kind)
        return []

    def _put_at(self, harm: int, kind: str) -> list[Group]:
        """ "Put the dead at ten"."""
        if self.parse.lower[harm - 1 : harm] != ["the"] or self.parse.lower[harm + 1 : harm + 2] != ["at"]:
            return []
        return next((self._kept(r, harm, kind) for r in self._rows_of(harm) if r[0].first in (harm + 1, harm + 2)), [])

    def _to_death(self, harm: int, kind: str) -> list[Group]:
        """ "clubbed five people to death", "some 270 people were hacked and shot to death"."""
        parse = self.parse
        for row in self._rows_of(harm):
            if row[-1].last == harm - 2 and parse.is_verb(row[0].first - 1):
                return self._kept(row, harm, kind)
        verb = harm - 2
        if not parse.is_verb(verb) and parse.dep[verb] != "conj":  # "hacked and shot to death"
            return []
        while parse.lower[verb - 1 : verb] == ["and"] and parse.is_verb(verb - 2):
            verb -= 2
        return self._before(self._reached(verb), verb, kind, gap=REACH_BACK) or self._by_parse(verb, kind, "verb")

    def _reached(self, harm: int) -> int:
        """The token before a verb where its victims may end ("were also reportedly")."""
        end = harm - 1
        while end > 0 and self.parse.lower[end] in BETWEEN:
            end -= 1
        return end

    def _of_toll(self, harm: int, kind: str) -> list[Group]:
        """ "the death toll rose from 12 to 15", "the number of victims has reached 12"."""
        parse = self.parse
        last = parse.sentences[parse.sentence[harm]][1]
        if (
            parse.lemma[harm] == "number"
            and parse.lemma[harm + 1 : harm + 2] != ["kill"]
            and not (
                parse.lower[harm + 1 : harm + 2] == ["of"]
                and any(parse.lemma[t] in PREDICATIVE for t in range(harm + 2, min(last, harm + 6)))
            )
        ):
            return []
        best: list[Group] = []
        for row in self._rows_of(harm):
            if row[-1].last == harm - 2 and parse.lower[row[0].first - 1] == "to":
                return self._kept(row, harm, kind)  # "brought to 49 the number of dead"
            if not harm < row[0].last <= harm + TOLL_REACH or row[0].part:
                continue
            first = row[0].last if row[0].head < 0 else row[0].first
            lead = parse.lower[max(harm, row[0].first - 1) : first + 1]
            reach = {"to", "at", "reached", "reaches", "reaching", "exceeded", "stood", "is", "was"} & set(lead)
            if (reach or "of" in lead) and (reach or not best):
                best = self._kept(row[:1], harm, kind) or best
                if reach:
                    break
        return best

    def _count_of(self, noun: int) -> Count | None:
        """How many of a noun are said where no counted group was found: by its number, or one for a name or a singular
        noun for people."""
        parse = self.parse
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

    @staticmethod
    def _plausible(count: Count, kind: str) -> bool:
        return kind not in ("killed", "wounded") or max(count[0] or 0, count[1] or 0) <= LARGEST_TOLL

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
