"""Which counted people a harm word may speak of: those after it, before it, beside it, or below it in the parse.

A base of the reader of casualties, which knows what each harm word wants."""

from __future__ import annotations

from marsad.claims.lexicon import Lexicon
from marsad.claims.syntax.parse import Parse
from marsad.claims.tolls.chains import chains
from marsad.claims.tolls.counting import COLLECTIVE, Group, groups
from marsad.claims.tolls.quantities import Count
from marsad.claims.tolls.victims import victim_heads

LARGEST_TOLL = 15_000
"""Killed or wounded: above this a number is a war's total (claims.md: no claim), not one event's toll."""
REACH_BACK = 14
"""Words before a participle within which its number stands where the parse lost the subject."""
ASIDE = 9
"""Words of an aside between a verb and its object, at most."""
BE = frozenset({"was", "were", "been", "be", "being", "is", "are"})
AUXILIARY = BE | {"have", "has", "had", "having", "may", "might", "could", "will", "would"}
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
KIN = frozenset({"his", "her", "their"})
"""Before those who are counted with one who is named: "his wife and three children"."""
BETWEEN = AUXILIARY | frozenset(
    {"also", "instantly", "immediately", "shot", "left", "found", "confirmed", "reported", "reportedly", "feared",
     "believed", "later", "both", "all", "others", "more", "either", "allegedly", "to", "said", "presumed", "already"}
)  # fmt: skip
"""Words that may stand between victims and the participle that tells their harm."""


class VictimGroups:
    """The chains of counted people around one report's harm words."""

    def __init__(self, parse: Parse, lexicon: Lexicon, persons: frozenset[int] = frozenset()) -> None:
        """persons: tokens of people's names (one name, one victim)."""
        self.parse, self.language, self.words, self.persons = parse, lexicon.language, lexicon.harm_words, persons
        self._rows: dict[int, list[list[Group]]] = {}

    def _rows_of(self, i: int) -> list[list[Group]]:
        """The chains of the token's sentence, in text order."""
        n = self.parse.sentence[i]
        if n not in self._rows:
            self._rows[n] = chains(self.parse, groups(self.parse, n, self.language, self.words), self.language)
            for row in self._rows[n]:
                self._with_named(row)
        return self._rows[n]

    def _with_named(self, row: list[Group]) -> None:
        """ "Salim Haddad and at least ten others", "Salim Haddad, his wife and": the one who is named by name counts
        too; "Salim Haddad, a nurse, and ten others": once."""
        before, opens = row[0].first - 1, self.parse.lower[row[0].first]
        name = before - (self.parse.lower[before : before + 1] == [","])
        if len(row) > 1 and name in self.persons and opens in KIN | {"a", "an"}:
            first = name
            while first - 1 in self.persons:
                first -= 1
            if opens in KIN:
                row.insert(0, Group(first, name, name, (1, 1)))
            else:
                row[0].first = first
            return
        if before < 1 or self.parse.lower[before] not in ("and", "alongside") or before - 1 not in self.persons:
            return
        if row[0].beside:
            return  # counted already
        row.insert(0, Group(before - 1, before - 1, before - 1, (1, 1)))

    def _after(self, harm: int, kind: str, *, named: bool = False) -> list[Group]:
        """The chain right after a harm word; named: only if a noun says that they are people."""
        after = self.parse.lower[harm + 1 : harm + 3]
        himself = len(after) == 2 and after[0] in REFLEXIVE and after[1] == "and"  # "killed himself and | four guards"
        aside = self._past_aside(harm)
        for row in self._rows_of(harm):
            if (
                row[0].first <= harm + 1 <= row[0].last
                or (row[0].first == harm + 2 and self.parse.tag[harm + 1].startswith(("RB", "RP", "DT")))
                or (himself and row[0].first == harm + 3)
                or (row[0].first == aside and not row[0].part)
            ):
                if row[0].part and row[0].first != harm + 1:
                    return []
                kept = self._kept(row, harm, kind, subjects=True)
                return kept if kept and (not named or kept[0].named) else []
        return []

    def _past_aside(self, harm: int) -> int:
        """Where a verb's object begins behind an aside: "killed, the hospital said, | 30 people", "killing according to
        the latest toll | 44"; -1 without one."""
        lower = self.parse.lower[harm + 1 : harm + 2 + ASIDE]
        if lower[:1] == [","] and "," in lower[2:]:
            return harm + 2 + lower.index(",", 2)
        if lower[:2] == ["according", "to"]:
            reach = range(harm + 3, harm + 3 + ASIDE)
            return next((row[0].first for row in self._rows_of(harm) if row[0].first in reach), -1)
        return -1

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
            aside = row[-1].part and parse.lower[row[-1].last + 1 : row[-1].last + 2] == [","]
            between = range(row[-1].last + 1 + aside, end + 1)  # "five, among them a nurse, | died"
            if len(between) > gap or (gap > 2 and any(self._stops(t) for t in between)):
                return []
            if gap > 2 and not row[0].named and not any(parse.lower[t] in BE for t in range(end, harm)):
                return []
            return self._kept(row, harm, kind)
        return []

    def _by_parse(self, harm: int, kind: str, part: str) -> list[Group]:
        """The chains that a victim is in by the parse."""
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
        """ "22 children were killed in the raid along with six teachers", "as were six teachers": those who are named
        after the verb."""
        lower = self.parse.lower
        for row in self._rows_of(harm):
            if harm < row[0].first <= harm + REACH_BACK and lower[row[0].first - 2 : row[0].first] in (
                ["along", "with"], ["together", "with"], ["as", "were"], ["as", "was"]
            ):  # fmt: skip
                return self._kept(row, harm, kind)
        return []

    def _kept(self, row: list[Group], harm: int, kind: str, *, subjects: bool = False) -> list[Group]:
        """The chain without what another harm word claims ("and 30 others injured"), without war totals; subjects: nor
        what is the subject of the next verb ("killed 12 people, a doctor said")."""
        kept: list[Group] = []
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
                while len(kept) > 1 and self.parse.lower[kept[-1].last + 1] == "and":
                    kept.pop()  # "killed 12 people, a doctor and two witnesses said"
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

    def _is_passive(self, harm: int) -> bool:
        parse = self.parse
        t = harm - 1
        while t > 0 and (parse.tag[t] == "RB" or (parse.lower[t] in BETWEEN and parse.lower[t] not in BE)):
            t -= 1
        return parse.tag[harm] == "VBN" and parse.lower[t] in BE - {"is"}  # "IS killed 12" is active

    def _reached(self, harm: int) -> int:
        """The token before a verb where its victims may end ("were also reportedly")."""
        end, counted = harm - 1, {row[-1].last for row in self._rows_of(harm)}
        while end > 0 and self.parse.lower[end] in BETWEEN and end not in counted:  # "and nine others | wounded"
            end -= 1
        return end

    def _stops(self, t: int) -> bool:
        return self.parse.is_verb(t) and self.parse.lower[t] not in AUXILIARY

    @staticmethod
    def _plausible(count: Count, kind: str) -> bool:
        return kind not in ("killed", "wounded") or max(count[0] or 0, count[1] or 0) <= LARGEST_TOLL
