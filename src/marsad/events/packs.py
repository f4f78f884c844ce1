"""The parties to a war as the knowledge packs have them: what `Parties` asks, answered from `marsad.resolve`."""

from __future__ import annotations

from marsad.events.parties import origin_of
from marsad.knowledge import Knowledge
from marsad.records import ALWAYS, Claim, Interval
from marsad.resolve.actor_sides import Sides


class PackParties:
    """`Parties` from loaded packs."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._sides = Sides(knowledge)

    def within(self, part: str, whole: str, when: str | None) -> bool:
        seen = set[str]()
        while part and part not in seen:
            if part == whole:
                return True
            seen.add(part)
            actor = self._knowledge.actors.get(part)
            part = actor.body if actor else ""
        return False

    def allied(self, a: str, b: str, when: str | None) -> bool:
        return self._sides.allied(a, b, _interval(when)) is True

    def opposed(self, a: str, b: str, when: str | None) -> bool:
        return self._sides.opposed(a, b, _interval(when)) is True

    def interest(self, claim: Claim) -> str:
        """Whom the source's pack entry says it speaks for; else the origin itself where it is an actor of the war."""
        origin = origin_of(claim)
        source = self._knowledge.sources.get(origin)
        if source is not None:
            return source.speaks_for
        if origin in self._knowledge.actors:
            return origin
        return origin if claim.source_kind == "party" else ""

    def reliability(self, claim: Claim) -> str:
        source = self._knowledge.sources.get(origin_of(claim))
        return source.reliability if source else "F"


def _interval(when: str | None) -> Interval:
    return Interval.of_day(when) if when else ALWAYS
