"""Sides: who fights beside whom and against whom, in which years, as the packs say."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from marsad.knowledge import SIDE, Knowledge, overlap
from marsad.records import ALWAYS, Actor, Interval

STATE_BODIES = frozenset(
    {"government", "government forces", "police", "security forces", "gendarmes", "presidential guard",
     "republican guard", "border guards", "village guards"}
)  # fmt: skip
"""What follows a nationality in the names of a state's forces that no pack names (`StateForces.national`)."""

NAMES = 4_096
"""Names of actors of which it is kept whose own they are."""

RISING = frozenset({"rebel", "jihadist"})
"""Kinds of groups that fight their state."""

Standing = tuple[bool | None, bool | None]
"""Whether two actors are opposed, and whether they are allied; None where no pack says."""


class Sides:
    """Answers from packs' `sides` and `alliances`. A statement about actors by name goes before one about sides."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._alliances = [(a.valid, frozenset(a.members), frozenset(a.opponents)) for a in knowledge.alliances]
        self._adjectives = {a: c.code for c in knowledge.countries.values() for a in c.adjectives}
        self._countries = {c.name: c.code for c in knowledge.countries.values()}
        self.country = lru_cache(NAMES)(self._read_country)
        self._forces = {
            country.name: actor.name
            for actor in knowledge.actors.values()
            if actor.kind == "state_forces" and actor.sides and (country := knowledge.countries.get(actor.country))
            if country.name not in knowledge.actors
        }
        """Country -> what a pack calls the forces of its state: "air strikes by Syria" are theirs."""
        self._of_state = defaultdict[str, list[Actor]](list)
        for actor in knowledge.actors.values():
            if actor.kind in ("state", "state_forces") and actor.country:
                self._of_state[actor.country].append(actor)
        self._cache: dict[tuple[str, str, Interval], Standing] = {}

    def side(self, actor: str, when: Interval = ALWAYS) -> str:
        """The first camp that the actor is of in these days; its body's where it has none; "" where no pack says."""
        return next(iter(self._sides(actor, when)), "").partition(" (")[0]

    def opposed(self, a: str, b: str, when: Interval = ALWAYS) -> bool | None:
        return self._joint(a, b, when, which=0)

    def allied(self, a: str, b: str, when: Interval = ALWAYS) -> bool | None:
        return self._joint(a, b, when, which=1)

    def rulers(self, code: str, when: Interval = ALWAYS) -> str:
        """The forces of a country's state, or the state, as a pack names them in these days; else as reports do."""
        own = [actor for actor in self._of_state.get(code, ()) if overlap(actor.valid, when)]
        country = self._knowledge.countries.get(code)
        by_words = f"{country.adjective(when)} government forces" if country and country.adjectives else ""
        return min(own, key=lambda actor: actor.kind == "state").name if own else by_words

    def state_of(self, actor: str) -> str:
        """The country whose state or forces a name means (ISO alpha-2), "" for any other."""
        known = self._knowledge.actors.get(actor)
        if known is not None:
            return known.country if known.kind in ("state", "state_forces") else ""
        return self.country(actor)

    def _joint(self, a: str, b: str, when: Interval, *, which: int) -> bool | None:
        """For joint actors: True if it holds for any pair, False if it is denied for any, None if no pair is known."""
        answers = {self._pair(x, y, when)[which] for x in a.split(" + ") for y in b.split(" + ")}
        return True if True in answers else False if False in answers else None

    def _pair(self, a: str, b: str, when: Interval) -> Standing:
        if not a or not b:
            return None, None
        if self.one_state(a, b):
            return False, True
        a, b = self._forces.get(a, a), self._forces.get(b, b)
        key = (a, b, self._knowledge.era(when))
        known = self._cache.get(key)
        if known is None:
            known = self._cache[key] = self._judge(*key)
        return known

    def _judge(self, a: str, b: str, when: Interval) -> Standing:
        by_name, by_side = set[str](), set[str]()
        names = ({a}, {b})
        camps = tuple({SIDE + side for side in self._sides(actor, when)} | self._bodies(actor) for actor in (a, b))
        for valid, members, opponents in self._alliances:
            if not overlap(valid, when):
                continue
            for found, (of_a, of_b) in ((by_name, names), (by_side, (names[0] | camps[0], names[1] | camps[1]))):
                if of_a & members and of_b & members:
                    found.add("allied")
                if (of_a & members and of_b & opponents) or (of_b & members and of_a & opponents):
                    found.add("opposed")
        found = by_name or by_side
        if "opposed" in found and "allied" not in found:
            return True, False
        if "allied" in found:
            return False, True
        return None, None

    def rises_against(self, group: str, state: str) -> bool:
        """Whether a group of rebels or jihadists is at home in the state's country, of whose sides no pack tells."""
        known = self._knowledge.actors.get(group)
        return known is not None and known.kind in RISING and self.state_of(state) in known.countries

    def one_state(self, a: str, b: str) -> bool:
        """Whether the two are one actor, or names of one state's own: "Syria" and the forces that a pack names,
        "Somalia", "Somali police" and "Somali government forces"."""
        a, b = self._forces.get(a, a), self._forces.get(b, b)
        return a == b or bool(self.country(a) and self.country(a) == self.country(b))

    def _read_country(self, actor: str) -> str:
        """The country whose own forces a name means by its words, "" for any other."""
        if actor in self._countries:
            return self._countries[actor]
        for size in range(1, len(words := actor.split())):
            if " ".join(words[size:]) in STATE_BODIES:
                return self._adjectives.get(" ".join(words[:size]), "")
        return ""

    def _sides(self, actor: str, when: Interval) -> list[str]:
        seen = set[str]()
        while actor and actor not in seen:
            seen.add(actor)
            known = self._knowledge.actors.get(self._forces.get(actor, actor))
            if known is None:
                return []
            sides = [side for side, valid in known.sides if overlap(valid, when)]
            if sides:
                return sides
            actor = known.body
        return []

    def part_of(self, actor: str, whole: str) -> bool:
        return actor == whole or whole in self._bodies(actor)

    def _bodies(self, actor: str) -> set[str]:
        bodies = set[str]()
        known = self._knowledge.actors.get(actor)
        while known is not None and known.body and known.body not in bodies:
            bodies.add(known.body)
            known = self._knowledge.actors.get(known.body)
        return bodies
