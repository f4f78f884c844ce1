"""What an observatory answers from its ledger: claims, events, changes, places, who held them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cached_property, partial

from marsad.events.packs import STATE_KINDS
from marsad.ledger import ClaimFilter, EventFilter
from marsad.pipeline.around import told_around
from marsad.pipeline.changes import Change, control_changes, event_changes
from marsad.pipeline.events import copies_in, events_of, passes, with_events
from marsad.pipeline.holding import Holdings
from marsad.pipeline.places import Meant, find_place, homeless, ids_under, towns_of
from marsad.pipeline.rooms import Rooms
from marsad.records import Claim, Control, Event, MarsadError, Spell, parse_day, root_of
from marsad.resolve.actors.sides import Sides

ALL = ClaimFilter()
EVERY = EventFilter()


class Answers(Rooms):
    """Answers, as known and as recorded at a time."""

    def claims(
        self, where: ClaimFilter = ALL, *, as_known_at: str | None = None, as_recorded_at: str | None = None
    ) -> Iterator[Claim]:
        """Claims as people left them, each with its event's id."""
        claims = self.ledger.claims(where, as_known_at=as_known_at, as_recorded_at=as_recorded_at)
        return with_events(claims, self.ledger.events())

    def events(
        self, where: EventFilter = EVERY, *, as_known_at: str | None = None, as_recorded_at: str | None = None
    ) -> Iterator[Event]:
        """Events; for an earlier time made from what was known, or recorded, by then."""
        if as_known_at is None and as_recorded_at is None:
            yield from self.ledger.events(where)
            return
        claims = list(self.ledger.claims(as_known_at=as_known_at, as_recorded_at=as_recorded_at))
        made = events_of(
            claims,
            parties=self.parties,
            constraints=self.ledger.constraints(as_recorded_at=as_recorded_at),
            copying=copies_in(self.ledger, as_recorded_at=as_recorded_at),
        )
        types = {claim.id: claim.type for claim in claims}
        yield from (event for event in made if passes(event, where, types))

    def changes(self, since: str, *, at: str | None = None) -> Iterator[Change]:
        """What is known otherwise than the ledger knew at `since` (recorded time): events, then control at the end of a
        day (at; default: the last that any new claim speaks of)."""
        known = {claim.id: claim for claim in self.ledger.claims()}
        then = {claim.id for claim in self.ledger.claims(as_recorded_at=since)}
        made = {decision.id for decision in self.ledger.decisions(as_recorded_at=since)}
        decisions = [decision for decision in self.ledger.decisions() if decision.id not in made]
        labels = {claim.id: claim.doc for claim in known.values()}
        before = self.events(as_recorded_at=since)
        yield from event_changes(before, self.ledger.events(), docs=labels, decisions=decisions)
        fresh = {name: claim for name, claim in known.items() if name not in then}
        day = at or max((c.date_end or c.date_start or "" for c in fresh.values()), default="")
        if day:
            roots = {root_of(claim.place_id) for claim in fresh.values() if claim.place_id}
            was, now = self.holdings(as_recorded_at=since), self.holdings()
            places = [place for place in now.places if root_of(place) in roots]
            yield from control_changes(((was.at(p, day), now.at(p, day)) for p in places), claims=fresh)

    def governs(self, actor: str, country: str) -> bool:
        """Whether an actor, or one of joint actors, is a country's state or its forces (ISO alpha-2), as packs or its
        own name say ("Ukraine", "Somali police")."""
        return bool(country) and any(self._state(name) == country for name in actor.split(" + "))

    @cached_property
    def _sides(self) -> Sides:
        return Sides(self.knowledge)

    def _state(self, name: str) -> str:
        known = self.knowledge.actors.get(name)
        if known is None:
            return self._sides.country(name)
        return known.country if known.kind in STATE_KINDS else ""

    def kind_of(self, name: str) -> str:
        """The kind of an actor, as packs or its own name say; "" where neither does."""
        known = self.knowledge.actors.get(name)
        return known.kind if known else "state_forces" if self._sides.country(name) else ""

    def place(self, asked: str) -> Meant:
        """The place that a name, `geonameid:N` or a place_id means. Raises MarsadError with suggestions."""
        return find_place(
            asked,
            named=self.ledger.places(),
            packs=lambda: self.knowledge.places,
            gazetteer=lambda: self.gazetteer,
        )

    def holdings(self, *, as_known_at: str | None = None, as_recorded_at: str | None = None) -> Holdings:
        """Control of every place, as known and as recorded at a time."""
        claims = self.ledger.claims(as_known_at=as_known_at, as_recorded_at=as_recorded_at)
        return self._holdings(claims, as_known_at=as_known_at, as_recorded_at=as_recorded_at)

    def control(
        self, asked: str, *, at: str, as_known_at: str | None = None, as_recorded_at: str | None = None
    ) -> Control:
        """Who held a place at the end of a day or at a moment (ISO)."""
        meant = self.place(asked)
        holdings = self._place_holdings(meant, as_known_at=as_known_at, as_recorded_at=as_recorded_at)
        answer = holdings.at(meant.place_id, at)
        if answer.place == answer.place_id:  # no claim speaks of it: it has only the name that was asked for
            return replace(answer, place=meant.name, geonameid=meant.geonameid)
        return answer

    def timeline(
        self,
        asked: str,
        *,
        start: str | None = None,
        end: str | None = None,
        as_known_at: str | None = None,
        as_recorded_at: str | None = None,
    ) -> list[Spell]:
        """The spells of a place."""
        meant = self.place(asked)
        holdings = self._place_holdings(meant, as_known_at=as_known_at, as_recorded_at=as_recorded_at)
        return holdings.timeline(meant.place_id, start=start, end=end)

    def _place_holdings(self, meant: Meant, *, as_known_at: str | None, as_recorded_at: str | None) -> Holdings:
        """From the claims about the place, its parts, its town, regions told of with it and what lies near: a ledger
        of a million others does not matter."""
        root, places = root_of(meant.place_id), list(self.ledger.places())
        ask = partial(self.ledger.claims, as_known_at=as_known_at, as_recorded_at=as_recorded_at)
        ids = ids_under({root, *towns_of({root}, places)}, places)
        found = {claim.id: claim for place_id in ids for claim in ask(ClaimFilter(place_id=place_id))}
        strays = homeless(root)
        if strays != root and sum(homeless(place_id) == strays for place_id, *_ in places) == 2:  # it and the strays
            for place_id in ids_under({strays}, places):
                own = root + place_id.removeprefix(strays)
                told = ask(ClaimFilter(place_id=place_id))
                found |= {claim.id: replace(claim, place_id=own) for claim in told}
        found |= {claim.id: claim for claim in told_around(list(found.values()), ask)}
        return self._holdings(found.values(), as_known_at=as_known_at, as_recorded_at=as_recorded_at)

    def _holdings(self, claims: Iterable[Claim], *, as_known_at: str | None, as_recorded_at: str | None) -> Holdings:
        return Holdings(
            list(claims),
            parties=self.parties,
            effects=self.effects,
            copies=copies_in(self.ledger).copies,
            as_known_at=as_known_at,
        )


def days_between(first: str, last: str) -> Iterator[str]:
    """ISO days from `first` to `last`, both included. Raises MarsadError where they are none, or in no order."""
    try:
        day, end = parse_day(first), parse_day(last)
    except ValueError as error:
        raise MarsadError(f"not a day: {error}", advice="Write days as YYYY-MM-DD") from error
    if day > end:
        raise MarsadError(f"{first} comes after {last}", advice="Give the earlier day first")
    while day <= end:
        yield day.isoformat()
        day += timedelta(days=1)
