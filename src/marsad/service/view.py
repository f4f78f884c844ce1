"""What one reader sees of the ledger at the clocks asked for: the only way by which answers get at records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

from marsad.events import event_index
from marsad.ledger import ClaimFilter, EventFilter
from marsad.pipeline.around import told_around
from marsad.pipeline.events import Copying, copying, events_of
from marsad.pipeline.holding import Holdings
from marsad.pipeline.places import LedgerPlace, Meant, find_place, towns_of
from marsad.records import Claim, Control, Event, LedgerError, MarsadError, Report, Spell, root_of
from marsad.service.board import Picture
from marsad.service.desk import Desk
from marsad.service.paging import bad_cursor
from marsad.service.parameters import Clocks
from marsad.service.problems import ProblemError, in_sentences, not_found

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class About:
    """All that speaks of one place, its parts and what is near it."""

    meant: Meant
    claims: list[Claim]
    events: list[Event]
    held: Callable[[], Holdings]

    @property
    def holdings(self) -> Holdings:
        """Control of it: worked out, which takes a while, when it is asked for."""
        return self.held()


class View:
    """A view of everything, for the desk."""

    def __init__(self, desk: Desk, clocks: Clocks) -> None:
        self.audience = "desk"
        self.desk, self.clocks = desk, clocks
        self.observatory = desk.observatory
        self.position = desk.position
        """Of what was seen: an earlier one where an answer rests on what takes long to work out."""
        self._reports: dict[str, Report] = {}

    @property
    def whole(self) -> bool:
        """Whether nothing is withheld from this reader."""
        return True

    def lately(self, name: str, make: Callable[[], T], *, every: float = 0.0) -> T:
        """What `make` gives for this view, perhaps of a little earlier (every: of `Desk`); noted in `position`."""
        value, self.position = self.desk.lately((name, self.audience, self.clocks), make, every=every)
        return value

    @property
    def picture(self) -> Picture | None:
        """Control of all places as it is kept; None where it is worked out for this view: of a small ledger, at other
        clocks, for readers from whom something is withheld."""
        if not (self.clocks.now and self.whole and self.desk.large):
            return None
        kept, self.position = self.desk.picture()
        return kept

    # Claims

    def claims(self, where: ClaimFilter) -> Iterator[Claim]:
        found = self.observatory.ledger.claims(
            where, as_known_at=self.clocks.as_known_at, as_recorded_at=self.clocks.as_recorded_at
        )
        return self.shown(found)

    def claims_page(self, where: ClaimFilter, *, limit: int, after: str | None) -> tuple[list[Claim], str | None]:
        """Some claims, and the cursor after them. Raises ProblemError for a cursor of something else."""
        rows: list[Claim] = []
        while True:
            try:
                page = self.observatory.ledger.claims_page(
                    where,
                    limit=limit - len(rows),
                    after=after,
                    as_known_at=self.clocks.as_known_at,
                    as_recorded_at=self.clocks.as_recorded_at,
                )
            except LedgerError as error:
                if error.__cause__ is None and "cursor" in error.what:
                    raise bad_cursor() from error
                raise
            rows += self.shown(page.claims)
            after = page.next
            if after is None or len(rows) == limit:
                return rows, after

    def shown(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """Those that the reader may see, as the reader may see them."""
        yield from claims

    def claim(self, name: str) -> Claim:
        """The claim of this id, or that a former id leads to. Raises ProblemError where there is none."""
        current = self.observatory.ledger.current_claim(name)
        found = next(self.claims(ClaimFilter(ids=(current,))), None) if current else None
        if found is None:
            raise not_found(f"No claim {name}.")
        return found

    def with_events(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims, each with the id of its event."""
        listed = list(claims)
        held = self.event_ids(listed)
        return [replace(claim, event=held.get(claim.id, "")) for claim in listed]

    def event_ids(self, claims: Iterable[Claim]) -> dict[str, str]:
        """Claim -> its event."""
        return self.observatory.ledger.event_ids(claim.id for claim in claims)

    # Events

    def events(self, where: EventFilter) -> Iterator[Event]:
        if self.clocks.now:
            return self.repaired(self.observatory.ledger.events(where))
        made = self.observatory.events(
            where, as_known_at=self.clocks.as_known_at, as_recorded_at=self.clocks.as_recorded_at
        )
        return self.repaired(made)

    def repaired(self, events: Iterable[Event]) -> Iterator[Event]:
        """Stored events, as the reader may see them."""
        yield from events

    def event(self, address: str) -> Event:
        try:
            stored = self.observatory.ledger.event(address)
        except LedgerError as error:
            raise _unless_broken(error, f"No event {address}.") from error
        found = next(iter(self.repaired([stored])), None)
        if found is None:
            raise not_found(f"No event {address}.")
        return found

    # Reports

    def report(self, digest: str) -> Report:
        try:
            return self._report(digest)
        except LedgerError as error:
            raise _unless_broken(error, "No such report, or it was redacted.") from error

    def reports_of(self, claims: Iterable[Claim]) -> list[Report]:
        """The reports of these claims, each once, fetched together."""
        digests = list(dict.fromkeys(claim.report for claim in claims))
        self._fetch(digests)
        return [self.report(digest) for digest in digests]

    def _fetch(self, digests: Iterable[str]) -> None:
        missing = [digest for digest in digests if digest not in self._reports]
        self._reports |= self.observatory.ledger.reports_of(missing) if missing else {}

    def _report(self, digest: str) -> Report:
        """Kept for this request alone: the next one must not see what was redacted."""
        if digest not in self._reports:
            self._reports[digest] = self.observatory.ledger.report(digest)
        return self._reports[digest]

    def reports(self) -> Iterator[Report]:
        return self.observatory.ledger.reports(as_recorded_at=self.clocks.as_recorded_at)

    # Places

    @property
    def named(self) -> list[LedgerPlace]:
        """Every place that claims ever named."""
        return self.desk.named.places

    def meant(self, asked: str) -> Meant:
        """Raises ProblemError: 404 with suggestions where none is meant, 422 with the choices where several are."""
        known = self.desk.named.meant if self.whole else {}
        if asked not in known:
            known[asked] = self._sought(asked)
        return known[asked]

    def _sought(self, asked: str) -> Meant:
        try:
            return find_place(
                asked,
                named=self.named,
                packs=lambda: self.observatory.knowledge.places,
                gazetteer=lambda: self.observatory.gazetteer,
            )
        except MarsadError as error:
            if error.__cause__ is not None:
                raise
            several = error.what.startswith("several")
            raise ProblemError(422 if several else 404, in_sentences(error)) from error

    def about(self, meant: Meant) -> About:
        """From the claims about the place alone: a million others do not matter."""
        root = root_of(meant.place_id)
        ids = self.desk.named.under(root)
        found = {claim.id: claim for name in ids for claim in self.claims(ClaimFilter(place_id=name))}
        below = meant.place_id if "/" in meant.place_id else root
        told = [claim for claim in found.values() if claim.place_id == below or claim.place_id.startswith(f"{below}/")]
        if "/" not in meant.place_id:
            told = list(found.values())
        if self.clocks.now:
            ledger = self.observatory.ledger
            stored = {event.id: event for event in ledger.events_holding(claim.id for claim in told)}
            events = list(self.repaired(stored.values()))
        else:
            events = self.events_made(told)
        index = event_index(events)
        told = [replace(claim, event=index.get(claim.id, "")) for claim in told]
        return About(meant, told, events, lambda: self.holdings(root, found.values()))

    def timeline(self, about: About) -> tuple[list[Spell], list[Control]]:
        """The spells of the place, and the answer at the first day of each of its stretches."""
        name = about.meant.place_id
        holdings = about.holdings
        return holdings.timeline(name), [answer for _, answer in holdings.told(name)]

    def events_made(self, claims: Iterable[Claim]) -> list[Event]:
        """The events of these claims alone."""
        listed = list(claims)
        return events_of(
            listed,
            parties=self.observatory.parties,
            constraints=self.observatory.ledger.constraints(as_recorded_at=self.clocks.as_recorded_at),
            copying=self._copying(listed),
        )

    def holdings(self, root: str, claims: Iterable[Claim]) -> Holdings:
        """claims: all about the place `root` and its parts."""
        listed = list(claims)
        around = [
            claim
            for town in towns_of({root}, self.named)
            for name in self.desk.named.under(town)
            for claim in self.claims(ClaimFilter(place_id=name))
        ]
        around += told_around([*listed, *around], self.claims)
        return Holdings(
            listed,
            parties=self.observatory.parties,
            effects=self.observatory.effects,
            copies=self._copying([*listed, *around]).copies,
            as_known_at=self.clocks.as_known_at,
            around=around,
        )

    def _copying(self, claims: Iterable[Claim]) -> Copying:
        """What copies what among the reports of these claims and those that they copy."""
        digests = list(dict.fromkeys(claim.report for claim in claims))
        self._fetch(digests)
        reports = {digest: self._report(digest) for digest in digests}
        originals = {report.copy_of for report in reports.values() if report.copy_of} - reports.keys()
        for digest in sorted(originals):
            with suppress(LedgerError):  # redacted: its copies stand for it
                reports[digest] = self._report(digest)
        return copying(reports.values())


def _unless_broken(error: LedgerError, what: str) -> Exception:
    """A ledger that cannot be read is no missing row."""
    return error if error.__cause__ is not None else not_found(what)
