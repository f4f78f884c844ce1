"""The people whom nouns of harm count: "the death toll rose to 15", "the bodies of six", "suffered injuries"."""

from __future__ import annotations

from marsad.claims.tolls.counting import Group
from marsad.claims.tolls.victim_groups import REACH_BACK, VictimGroups

TOLLS = frozenset({"toll", "number"})
TOLL_REACH = 35
"""Words after "death toll" within which its number stands."""
NUMBERED_REACH = 8
"""Words from "the number of" to what tells the harm ("civilians who have been killed")."""
REACHING = frozenset(
    {"to", "at", "reached", "reaches", "reaching", "exceeded", "passed", "topped", "surpassed", "stood", "is", "was",
     "hit", "hits", "become", "becomes", "became", "totalled", "totaled", "numbered", "gone", "went", "goes"}
)  # fmt: skip
"""Words between a toll and its number."""
BEARING = frozenset({"sustain", "suffer", "receive", "with"})
"""Words before the injuries that people have."""
TREATED = frozenset({"treat", "hospitalise", "hospitalize", "operate"})
PREDICATIVE = frozenset({"dead", "victim", "kill", "wounded", "injured", "fatality", "casualty"})


class NounTolls(VictimGroups):
    """A base of the reader of casualties: whom one report's nouns of harm speak of."""

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
        if lemma in ("life", "death", "end") and parse.lower[harm - 1] in ("their", "his", "her"):
            verb = harm - 2 - (parse.lower[harm - 2] == "with")  # "paid with their lives"
            if parse.is_verb(verb):  # "a nurse and two patients lost their lives"
                return self._before(self._reached(verb), harm, kind, gap=0)
        if kind == "wounded" and (verb := self._bears(harm)) >= 0:
            return self._before(verb - 1, harm, kind, gap=REACH_BACK)
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

    def _bears(self, harm: int) -> int:
        """The word by which people have injuries: "sustained injuries", "with injuries", "treated for wounds"; -1 where
        none does."""
        parse = self.parse
        before = harm - 1
        while before > 0 and parse.tag[before].startswith(("JJ", "PRP$", "RB")):
            before -= 1
        before -= parse.lower[before] == "for" and parse.lemma[before - 1] in TREATED
        return before if parse.lemma[before] in BEARING | TREATED else -1

    def _among(self, harm: int, kind: str) -> list[Group]:
        """ "Among the dead were four children", "the dead included four children"."""
        parse = self.parse
        lists = parse.lower[harm + 1 : harm + 2]
        if parse.lower[harm - 1] not in ("the", "those") or lists not in (["were"], ["included"], ["include"]):
            return []
        return next((self._kept(r, harm, kind) for r in self._rows_of(harm) if r[0].first == harm + 2), [])

    def _put_at(self, harm: int, kind: str) -> list[Group]:
        """ "Put the dead at ten"."""
        if self.parse.lower[harm - 1 : harm] != ["the"] or self.parse.lower[harm + 1 : harm + 2] != ["at"]:
            return []
        return next((self._kept(r, harm, kind) for r in self._rows_of(harm) if r[0].first in (harm + 1, harm + 2)), [])

    def _to_death(self, harm: int, kind: str) -> list[Group]:
        """ "clubbed five people to death", "some 270 people were hacked and shot to death"."""
        parse = self.parse
        for row in self._rows_of(harm):
            split = row[-1].last == harm - 2 and parse.is_verb(row[0].first - 1)
            if split or (row[0].first == harm + 1 and row[0].head >= 0 and not parse.passive(harm - 2)):
                return self._kept(row, harm, kind)  # "hacked five people | to death", "hacked to death | five people"
        verb = harm - 2
        if not parse.is_verb(verb) and parse.dep[verb] != "conj":  # "hacked and shot to death"
            return []
        while parse.lower[verb - 1 : verb] == ["and"] and parse.is_verb(verb - 2):
            verb -= 2
        return self._before(self._reached(verb), verb, kind, gap=REACH_BACK) or self._by_parse(verb, kind, "verb")

    def _of_toll(self, harm: int, kind: str) -> list[Group]:
        """ "the death toll rose from 12 to 15", "the number of victims has reached 12"."""
        parse = self.parse
        last = parse.sentences[parse.sentence[harm]][1]
        if (
            parse.lemma[harm] == "number"
            and parse.lemma[harm + 1 : harm + 2] != ["kill"]
            and not (
                parse.lower[harm + 1 : harm + 2] == ["of"]
                and any(self._tells_harm(t) for t in range(harm + 2, min(last, harm + NUMBERED_REACH)))
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
            reach = REACHING & set(lead)
            if (reach or "of" in lead) and (reach or not best):
                best = self._kept(row[:1], harm, kind) or best
                if reach:
                    break
        return best

    def _tells_harm(self, t: int) -> bool:
        lemma = self.parse.lemma[t]
        return lemma in PREDICATIVE or (
            self.parse.is_verb(t) and self.words.get(lemma, ("", ""))[0] in ("killed", "wounded")
        )

    def _of_wounded(self, harm: int) -> bool:
        """ "The number of (people) wounded"."""
        after = self.parse.lemma[harm + 1 : harm + 5]
        kinds = [self.words[lemma][0] for lemma in after if lemma in self.words]
        return after[:1] == ["of"] and kinds[:1] == ["wounded"]
