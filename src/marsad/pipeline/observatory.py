"""The observatory: one door to all rooms, over one ledger. Reads reports, derives, answers."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from marsad import __version__
from marsad.pipeline.answering import Answers
from marsad.pipeline.controlling import update_control
from marsad.pipeline.disputing import update_disagreements
from marsad.pipeline.events import copies_in, events_of
from marsad.pipeline.extraction import YOUNG_OBJECTS
from marsad.pipeline.reading import Progress, Reading, ReadResult, distinct
from marsad.pipeline.relocating import relocated
from marsad.pipeline.updating import claims_by_id, touched_events
from marsad.records import Claim, Decision, Event, Report, root_of

AFRESH = 0.3
"""Share of claims in no event from which it costs less to match all of them than to look for what they touch."""

CONTROL_FORM = 5
"""Of the stored control rows; those of another form are worked out anew. 4: with the pages of regions."""

FEW = 20_000
"""Claims in a ledger up to which matching all takes no longer (some five seconds) than looking for what is touched."""

KEEP_UP = 256
"""Places whose control is worked out before the events of what came in meanwhile."""

LEAST_REST, MOST_REST = 0.5, 10.0
"""Seconds."""

DERIVING = ("accept", "reject", "correct", "merge", "split", "undo", "redact", "rate")
"""Actions from which events follow; the others say who may see what, or nothing."""


class Observatory(Answers):
    """All rooms over a ledger."""

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
        gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])
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
        """Appends a decision, and makes the events anew that it touches. expected: as `Ledger.decide`. A
        correction that names another place takes what belongs to that one with it (`relocated`).

        Raises MarsadError where it makes no sense.
        """
        before = self._ruled_on(action, targets)
        if action == "correct":
            values = relocated(values or {}, before, self)
        made = self.ledger.decide(action, targets, author=author, reason=reason, values=values, expected=expected)
        concerned = self._concerned(made)
        if redated := dict.fromkeys(name for one in concerned if one.action == "date" for name in one.target):
            self._read_again([name.removeprefix("report:") for name in redated])
        if action in DERIVING:
            with self.ledger.deriving():
                after = self._follow(concerned, before)
            if self.is_large():
                self.update_control(only=frozenset(root_of(claim.place_id) for claim in (*before, *after)))
                update_disagreements(self.ledger)
        return made

    def _concerned(self, made: Decision) -> list[Decision]:
        """A decision; of an undo also those that it cancels, or puts in force again."""
        known = {one.id: one for one in self.ledger.decided} if made.action == "undo" else {}
        found, todo = list[Decision](), [made]
        while todo:
            found.append(one := todo.pop())
            if one.action == "undo":
                todo += [known[name] for name in one.target if name in known]
        return found

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
            for decision in reversed(self.ledger.decided):
                if decision.id in names:
                    names.update(decision.target)
        return list(claims_by_id(self.ledger, names).values())

    def _follow(self, concerned: Sequence[Decision], before: Sequence[Claim]) -> list[Claim]:
        """Events after a decision: all of a small ledger, of a large one those that its claims touch. before: these, as
        they stood; given as they stand now, those that are in force again among them."""
        ids = {one.id for one in concerned}
        attached = {claim for (decision, _), claim in self.ledger.attachments().items() if decision in ids}
        changed = list(claims_by_id(self.ledger, {*attached, *(claim.id for claim in before)}).values())
        if not self.is_large() or any(one.action in ("redact", "rate") for one in concerned):
            self._derive_all()
        elif changed or before:
            events, gone = touched_events(self.ledger, changed, former=before, parties=self.parties)
            self.ledger.put_events(events, versions=self._event_versions(), gone=gone)
        return changed

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
