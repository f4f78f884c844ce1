"""The published view: what readers and the public see, without what is withheld and with places as close as allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from marsad.ledger import ClaimFilter, EventFilter
from marsad.pipeline.places import LedgerPlace
from marsad.pipeline.publishing import Withholding, blots, blotted, clear, rounded
from marsad.records import Claim, Event, LedgerError, Report, root_of
from marsad.service.desk import Desk
from marsad.service.parameters import Clocks
from marsad.service.problems import not_found
from marsad.service.stored import overview
from marsad.service.view import View

STEP = 600
"""Seconds: what was held until a moment is published within ten minutes of it, and answers are kept as long."""
TOGETHER = 100
"""Events whose claims are fetched at once."""


class PublicView(View):
    """As `View`. Events with claims that are withheld are made anew of the others."""

    def __init__(self, desk: Desk, clocks: Clocks, *, rules: Withholding, now: datetime) -> None:
        super().__init__(desk, clocks)
        self._rules = rules
        self._now = datetime.fromtimestamp(now.timestamp() // STEP * STEP, UTC)
        self.audience = f"public {self._now.isoformat()}" if rules else "public"
        self._blots: dict[str, list[tuple[int, int]]] = {}

    @property
    def whole(self) -> bool:
        return not self._rules

    def shown(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        if not self._rules:
            yield from claims
            return
        for claim in claims:
            if not self._rules.holds(claim, self._now) and clear(claim, self._held(claim.report)):
                yield self._rules.coarsened(claim)

    def events(self, where: EventFilter) -> Iterator[Event]:
        """Those that pass by what of them may be seen: that an event passes tells what its claims say."""
        for event in super().events(where):
            if not self._rules or where.fits(event, (claim.type for claim in self._told(event, where))):
                yield event

    def _told(self, event: Event, where: EventFilter) -> Iterator[Claim]:
        """The claims of an event that may be seen, where its own type does not answer."""
        return self._seen(set(event.claims)) if where.type and where.type != event.type else iter(())

    def repaired(self, events: Iterable[Event]) -> Iterator[Event]:
        if not self._rules:
            yield from events
            return
        rest = iter(events)
        while some := list(islice(rest, TOGETHER)):
            names = {name for event in some for name in _rests_on(event)}
            seen = {claim.id: claim for claim in self._seen(names)}
            for event in some:
                if all(name in seen for name in _rests_on(event)):
                    yield self._coarsened(event)
                elif told := [seen[name] for name in event.claims if name in seen]:
                    yield from (self._coarsened(made) for made in self.events_made(told))

    @property
    def named(self) -> list[LedgerPlace]:
        """Only places of which something may be seen: suggestions tell names, too."""
        return [(row["place_id"], row["geonameid"], row["name"].casefold()) for row in overview(self).places]

    def report(self, digest: str) -> Report:
        report = super().report(digest)
        if self._rules.holds_report(report, self._now):
            raise not_found("No such report, or it was redacted.")
        return report

    def reports(self) -> Iterator[Report]:
        for report in super().reports():
            if not self._rules.holds_report(report, self._now):
                yield self._without(report)

    def _report(self, digest: str) -> Report:
        return self._without(super()._report(digest))

    def _without(self, report: Report) -> Report:
        held = self._held(report.digest) if self._rules else []
        return blotted(report, held) if held else report

    def _held(self, digest: str) -> list[tuple[int, int]]:
        if digest not in self._blots:
            try:
                self._blots[digest] = blots(self.observatory.ledger, digest, self._rules, self._now)
            except LedgerError as error:
                if error.__cause__ is not None:
                    raise
                self._blots[digest] = []
        return self._blots[digest]

    def _seen(self, names: set[str]) -> Iterator[Claim]:
        ordered = sorted(names)
        for at in range(0, len(ordered), 500):
            yield from self.claims(ClaimFilter(ids=tuple(ordered[at : at + 500])))

    def _coarsened(self, event: Event) -> Event:
        grid = self._rules.grid_of(event)
        if grid is None:
            return event
        lat, lon = rounded(event.lat, event.lon, grid)
        if root_of(event.place_id) not in self._rules.grids:
            return replace(event, lat=lat, lon=lon)
        return replace(event, lat=lat, lon=lon, place_id=root_of(event.place_id))


def _rests_on(event: Event) -> set[str]:
    """All claims that an event's row names."""
    disputed = {claim for dispute in event.disagreements for side in dispute.sides for claim in side.claims}
    return {*event.claims, *disputed}
