"""The observatory: one door to all rooms, over one ledger. Reads reports, derives, answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from marsad import __version__
from marsad.control import Effects, effects_of
from marsad.events import Parties
from marsad.events.packs import PackParties
from marsad.knowledge import Knowledge, load_packs
from marsad.ledger import ClaimFilter, EventFilter, Ledger
from marsad.pipeline.changes import Change, control_changes, event_changes
from marsad.pipeline.controlling import update_control
from marsad.pipeline.disputing import update_disagreements
from marsad.pipeline.events import copies_in, events_of, passes, with_events
from marsad.pipeline.extraction import Extractor
from marsad.pipeline.holding import Holdings
from marsad.pipeline.places import Meant, find_place, ids_under, towns_of
from marsad.pipeline.ratings import RatedParties, ratings
from marsad.pipeline.reading import Progress, Reading, ReadResult, distinct
from marsad.pipeline.updating import claims_by_id, touched_events
from marsad.records import Claim, Control, Decision, Event, MarsadError, Report, Spell, parse_day, root_of
from marsad.resolve.gazetteer.index import Gazetteer

AFRESH = 0.3
"""Share of claims in no event from which it costs less to match all of them than to look for what they touch."""

CONTROL_FORM = 3
"""Of the stored control rows; those of another form are worked out anew. 3: also of places that nothing moves."""

FEW = 20_000
"""Claims in a ledger up to which matching all takes no longer (some five seconds) than looking for what is touched."""

KEEP_UP = 256
"""Places whose control is worked out before the events of what came in meanwhile."""

LEAST_REST, MOST_REST = 0.5, 10.0
"""Seconds."""

STATE_KINDS = frozenset({"state", "state_forces"})
"""Kinds of actors (packs) that are a state."""

DERIVING = ("accept", "reject", "correct", "merge", "split", "undo", "redact", "rate")
"""Actions from which events follow; the others say who may see what, or nothing."""

ALL = ClaimFilter()
EVERY = EventFilter()


class Observatory:
    """All rooms over a ledger. Packs, model and gazetteer are loaded when first needed, so that listing is quick.

    packs: names or folders of packs (None: all installed ones), or the knowledge itself.
    """

    def __init__(self, ledger: Ledger, *, packs: Sequence[str] | Knowledge | None = None) -> None:
        self.ledger, self._packs = ledger, packs

    @cached_property
    def knowledge(self) -> Knowledge:
        return self._packs if isinstance(self._packs, Knowledge) else load_packs(self._packs)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return Gazetteer()

    @cached_property
    def extractor(self) -> Extractor:
        return Extractor(self.knowledge, self.gazetteer)

    @cached_property
    def _pack_parties(self) -> PackParties:
        return PackParties(self.knowledge, self.extractor.sources)

    @property
    def parties(self) -> Parties:
        """The packs', with the sources as people rate them now."""
        rated = ratings(self.ledger.decisions())
        return RatedParties(self._pack_parties, rated) if rated else self._pack_parties

    @cached_property
    def effects(self) -> Effects:
        return effects_of(self.knowledge)

    # Reading and deriving

    def read(
        self,
        paths: Sequence[Path],
        *,
        published: str | None = None,
        besides: Collection[Path] = (),
        processes: int = 1,
        on_stored: Callable[[Report], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> ReadResult:
        """Reports under `paths` into the ledger, through all stages. What is known already adds nothing.

        published: the user's date (ISO) for reports that print none; besides: files that are passed over in folders.
        Raises MarsadError for a bad date or pack, and where the ledger cannot be written; reports stored before stay,
        and the next reading goes on with them.
        """
        _ = self.extractor.lexicon  # a malformed pack is told once, before the first report is read
        reading = Reading(self.ledger, self.extractor, processes, on_stored, on_progress)
        result = reading.run(paths, published=published, besides=besides)
        self.update_events()
        if self.is_large():
            self.update_control()
            update_disagreements(self.ledger)
        return replace(result, events=self.ledger.event_count())

    def update_events(self) -> None:
        """Makes anew the events that claims in no event yet may touch: of new reports, or of a killed reading's."""
        with self.ledger.deriving():
            loose, claims = self.ledger.loose_claims()
            if loose and (claims <= FEW or len(loose) > AFRESH * claims):
                self._derive_all()
            elif new := claims_by_id(self.ledger, loose):
                events, gone = touched_events(self.ledger, list(new.values()), parties=self.parties)
                self.ledger.put_events(events, versions=self._event_versions(), gone=gone)

    def derive_events(self) -> list[Event]:
        """Makes the events anew, from all claims as people left them, and stores them."""
        with self.ledger.deriving():
            return self._derive_all()

    def _derive_all(self) -> list[Event]:
        events = events_of(
            list(self.ledger.claims()),
            parties=self.parties,
            constraints=self.ledger.constraints(),
            copying=copies_in(self.ledger),
        )
        self.ledger.put_events(events, versions=self._event_versions(), whole=True)
        return events

    def update_control(self, *, most: int | None = None, only: frozenset[str] | None = None) -> int:
        """Works out the stored control of places that reports or decisions touched since; returns how many they were.

        `ledger.control_at` then gives all places at a day, as known now. most: at most so many places, the rest later.
        only: these places (with their parts).
        """
        return update_control(
            self.ledger, parties=self.parties, effects=self.effects, versions=self._control_versions(), most=most,
            only=only,
        )  # fmt: skip

    def update_disagreements(self) -> int:
        """Makes the rows of disagreements of events that came since; returns how many events they were."""
        return update_disagreements(self.ledger)

    def keep_up(self, stop: threading.Event | None = None) -> None:
        """Derives what is behind, for a large ledger (a small one is worked out when it is asked); with `stop`, again
        and again until it is set, with a rest as long as the work."""
        while True:
            begun, position = time.monotonic(), self.ledger.position
            if self.is_large():
                self.update_events()
                update_disagreements(self.ledger)
                while self.update_control(most=KEEP_UP) and not (stop is not None and stop.is_set()):
                    self.update_events()
                    update_disagreements(self.ledger)
            if stop is None:
                return
            stop.wait(min(max(LEAST_REST, time.monotonic() - begun), MOST_REST))
            while not stop.is_set() and self.ledger.position == position:
                stop.wait(LEAST_REST)

    def stale_control(self) -> int:
        """Places whose stored control is still to be worked out."""
        return len(self.ledger.stale_control(self._control_versions()))

    def is_large(self) -> bool:
        """Whether the ledger has so many claims that they are not read whole for an answer."""
        return self.ledger.claim_count() > FEW

    def decide(
        self,
        action: str,
        targets: Sequence[str],
        *,
        author: str,
        reason: str = "",
        values: Mapping[str, object] | None = None,
        expected: Mapping[str, str] | None = None,
    ) -> Decision:
        """Appends a decision, and makes the events anew that it touches. expected: as `Ledger.decide`.

        Raises LedgerError where it makes no sense.
        """
        before = self._ruled_on(action, targets)
        made = self.ledger.decide(action, targets, author=author, reason=reason, values=values, expected=expected)
        if redated := self._redated(made):
            self._read_again(redated)
        if action in DERIVING:
            with self.ledger.deriving():
                self._follow(made, before)
            places = {root_of(claim.place_id) for claim in before} | {root_of(str(made.values.get("place_id", "")))}
            if self.is_large():
                self.update_control(only=frozenset(places))
                update_disagreements(self.ledger)
        return made

    def _redated(self, made: Decision) -> list[str]:
        """Digests of reports whose date a decision gives, or by an undo takes or gives back."""
        known = {one.id: one for one in self.ledger.decisions()} if made.action == "undo" else {}
        found, todo = dict[str, None](), [made]
        while todo:
            one = todo.pop()
            if one.action == "date":
                found.update(dict.fromkeys(target.removeprefix("report:") for target in one.target))
            elif one.action == "undo":
                todo += [known[name] for name in one.target if name in known]
        return list(found)

    def _read_again(self, digests: Sequence[str]) -> None:
        """Claims of these reports as they are dated now, in place of the former ones; the events follow."""
        found = list(self.extractor.claims(self.ledger.report(digest) for digest in digests))
        claims = [claim for _, told in found for claim in distinct(told)]
        with self.ledger.deriving():
            self.ledger.put_claims(digests, claims, versions=self.extractor.versions())
            self._derive_all()

    def _ruled_on(self, action: str, targets: Sequence[str]) -> list[Claim]:
        """Claims, as they stand, that a decision on these targets may change; of an undo those of what it cancels."""
        names = set(targets)
        if action == "undo":
            for decision in reversed(self.ledger.decisions()):
                if decision.id in names:
                    names.update(decision.target)
        return list(claims_by_id(self.ledger, names).values())

    def _follow(self, made: Decision, before: Sequence[Claim]) -> None:
        """Events after a decision: all of a small ledger, of a large one those that its claims touch."""
        _, claims = self.ledger.loose_claims()
        if claims <= FEW or made.action in ("redact", "rate") or (made.action == "undo" and not before):
            self._derive_all()
            return
        attached = {claim for (decision, _), claim in self.ledger.attachments().items() if decision == made.id}
        changed = claims_by_id(self.ledger, {*attached, *(claim.id for claim in before)})
        events, gone = touched_events(self.ledger, list(changed.values()), former=before, parties=self.parties)
        self.ledger.put_events(events, versions=self._event_versions(), gone=gone)

    def rebuild(self, *, on_progress: Callable[[int, int], None] | None = None) -> int:
        """Derives everything again with today's code, model and packs; returns the number of reports.

        Ids, addresses of events and decisions survive. Killed, it goes on where it was. on_progress: reports done, all.
        """
        with ExitStack() as held, self.ledger.rebuild(self.extractor.versions()) as rebuild:
            todo = rebuild.unread()
            reports = (self.ledger.report(digest) for digest in todo)
            for done, (report, claims) in enumerate(self.extractor.claims(reports), start=1):
                rebuild.stage([report.digest], distinct(claims))
                if on_progress is not None:
                    on_progress(done, len(todo))
            held.enter_context(self.ledger.deriving())  # until the swap is committed
            copied = copies_in(self.ledger)
            rebuild.swap()
            rebuild.put_events(
                events_of(
                    list(rebuild.claims()), parties=self.parties, constraints=rebuild.constraints(), copying=copied
                )
            )
        return len(todo)

    def _event_versions(self) -> dict[str, object]:
        return {"code": __version__, "packs": self.knowledge.versions()}

    def _control_versions(self) -> dict[str, object]:
        return {**self._event_versions(), "control": CONTROL_FORM}

    # Answers

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
        """Whether an actor, or one of joint actors, is a country's state or its forces (ISO alpha-2), as packs say."""
        known = (self.knowledge.actors.get(name) for name in actor.split(" + "))
        return any(one and one.kind in STATE_KINDS and country and one.country == country for one in known)

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
        """From the claims about the place, its parts and its town: a ledger of a million others does not matter."""
        root, places = root_of(meant.place_id), list(self.ledger.places())
        found = {
            claim.id: claim
            for place_id in ids_under({root, *towns_of({root}, places)}, places)
            for claim in self.ledger.claims(
                ClaimFilter(place_id=place_id), as_known_at=as_known_at, as_recorded_at=as_recorded_at
            )
        }
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
