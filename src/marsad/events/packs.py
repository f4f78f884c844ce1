"""The parties to a war as the knowledge packs have them: what `Parties` asks, answered from `marsad.resolve`."""

from __future__ import annotations

from functools import lru_cache

from marsad.events.parties import members, origin_of
from marsad.events.standing import day_of
from marsad.knowledge import Knowledge
from marsad.records import ALWAYS, Claim, Interval
from marsad.resolve.actors.sides import Sides
from marsad.resolve.source_found import ResolvedSource
from marsad.resolve.sources import SourceResolver

CACHE = 65_536
"""Speakers, and pairs of actors on a day, that are kept."""


STATE_KINDS = frozenset({"state", "state_forces"})
"""Kinds of actors (packs) that are a state."""
STATES = STATE_KINDS | {"coalition"}
"""And those that act for several."""

DISINTERESTED_KINDS = frozenset({"organisation"})
"""Kinds of actors that are no side of a war."""


class PackParties:
    """`Parties` from loaded packs. Who speaks for whom is looked up for the claim's year, alliances for its day."""

    def __init__(self, knowledge: Knowledge, sources: SourceResolver | None = None) -> None:
        self._knowledge = knowledge
        self._sides = Sides(knowledge)
        self._sources = sources or SourceResolver(knowledge)
        self._speaker = lru_cache(CACHE)(self._resolve)
        self._allied = lru_cache(CACHE)(lambda a, b, when: self._sides.allied(a, b, _interval(when)) is True)
        self._opposed = lru_cache(CACHE)(self._fight)
        self._within = lru_cache(CACHE)(self._belongs)

    def within(self, part: str, whole: str, when: str | None) -> bool:
        return self._within(part, whole)

    def _belongs(self, part: str, whole: str) -> bool:
        seen = set[str]()
        while part and part not in seen:
            if self._sides.one_state(part, whole):
                return True
            seen.add(part)
            actor = self._knowledge.actors.get(part)
            part = actor.body if actor else ""
        return False

    def allied(self, a: str, b: str, when: str | None) -> bool:
        return self._allied(a, b, when)

    def opposed(self, a: str, b: str, when: str | None) -> bool:
        return self._opposed(a, b, when)

    def _fight(self, a: str, b: str, when: str | None) -> bool:
        """As packs tell; rebels whose sides none tells fight the state of the country in which they are at home."""
        told = self._sides.opposed(a, b, _interval(when))
        return told is True or (told is None and (self._sides.rises_against(a, b) or self._sides.rises_against(b, a)))

    def is_state(self, name: str) -> bool:
        actor = self._knowledge.actors.get(name)
        return actor is not None and actor.kind in STATES

    def is_unnamed(self, name: str) -> bool:
        actor = self._knowledge.actors.get(name)
        return actor.kind == "unidentified" if actor is not None else name.islower()

    def rulers(self, country: str, when: str | None) -> str:
        return self._sides.rulers(country, _interval(when))

    def rules(self, name: str, country: str, when: str | None) -> bool:
        return name == self.rulers(country, when) or bool(country and self._sides.state_of(name) == country)

    def capital(self, country: str) -> str:
        known = self._knowledge.countries.get(country)
        return known.capital if known else ""

    def interest(self, claim: Claim) -> str:
        """Whom the speaker speaks for; an origin that is itself an actor of the war speaks for itself. A body above
        the sides (the United Nations) has an interest only in what is told of itself."""
        origin = origin_of(claim)
        known = self._of(claim).speaks_for
        speaks_for = known or origin
        actor = self._knowledge.actors.get(speaks_for)
        if actor is not None and actor.kind in DISINTERESTED_KINDS:
            told = (*members(claim.actor1), *members(claim.actor2))
            return speaks_for if any(self.within(speaks_for, name, None) for name in told) else ""
        return speaks_for if known or actor is not None or claim.source_kind == "party" else ""

    def reliability(self, claim: Claim) -> str:
        return self._of(claim).reliability

    def basis(self, claim: Claim) -> str:
        return self._of(claim).basis

    def _of(self, claim: Claim) -> ResolvedSource:
        return self._speaker(claim.source, claim.outlet, claim.via, (day_of(claim) or "")[:4], claim.country)

    def _resolve(self, source: str, outlet: str, via: str, year: str, country: str) -> ResolvedSource:
        when = Interval(f"{year}-01-01", f"{year}-12-31") if year else ALWAYS
        return self._sources.resolve(source, outlet=outlet, via=via, when=when, countries=(country,) if country else ())


def _interval(when: str | None) -> Interval:
    return Interval.of_day(when[:10]) if when else ALWAYS
