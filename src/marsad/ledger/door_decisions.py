"""What people decided, and its history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from marsad.ledger import decisions
from marsad.ledger import history as histories
from marsad.ledger.codec import last_stamp
from marsad.ledger.dating import check_undated
from marsad.ledger.dialect import erase_traces, plain_errors
from marsad.ledger.door import Door
from marsad.ledger.effective import Constraints
from marsad.ledger.standing import standing
from marsad.records import Decision


class DecisionDoor(Door):
    """What people decided, and its history."""

    def decide(
        self,
        action: str,
        target: Iterable[str],
        *,
        author: str,
        reason: str = "",
        values: Mapping[str, Any] | None = None,
        expected: Mapping[str, str] | None = None,
    ) -> Decision:
        """Appends a decision: accept, reject, correct (`values`), merge, split on claims; undo on decisions; redact;
        note, rate, withhold, coarsen, date on what docs/ledger.md says.

        redact erases reports (by digest) or decisions (by id) for good. expected: claim -> version (`claim_versions`)
        of the state that was judged. Raises ChangedError where somebody decided on it since, and LedgerError where it
        makes no sense; nothing is appended then.
        """
        with self._writing() as connection:
            histories.check_unchanged(connection, expected or {})
            made = decisions.record(
                connection,
                action=action,
                target=target,
                author=author,
                reason=reason,
                values=values or {},
                clock=self._clock,
            )
            if action == "date":
                check_undated(connection, made.target)
        if action == "redact":
            with plain_errors(self._where):
                erase_traces(self._engine)
        return made

    @property
    def decided(self) -> tuple[Decision, ...]:
        """All decisions whose payload is not erased, in order, without what they judged (`snapshot`); the very same
        tuple as long as none is made and none is attached anew."""
        with self._reading() as connection:
            return standing(connection).made

    def decisions(
        self, *, unattached: bool = False, as_recorded_at: str | None = None, ids: Collection[str] | None = None
    ) -> list[Decision]:
        """All whose payload is not erased, in order; or those that found no claim after a rebuild; or those of ids, as
        many as an IN list takes."""
        with self._reading() as connection:
            if unattached:
                return decisions.unattached(connection)
            if ids is not None:
                return decisions.load(connection, ids=list(ids))
            return decisions.load(connection, as_recorded_at=last_stamp(as_recorded_at))

    def history(self, kind: str, name: str) -> list[Decision]:
        """Decisions and notes on a claim, event, report, place, source or decision, in order."""
        with self._reading() as connection:
            return histories.history(connection, kind, name)

    def claim_versions(self, claims: Iterable[str]) -> dict[str, str]:
        """Claim -> what its state is called now: another name after each decision on it, and after a rebuild that
        reads its words otherwise. Claims that are not there are missing."""
        with self._reading() as connection:
            return histories.versions(connection, claims)

    def attachments(self) -> Mapping[tuple[str, int], str]:
        """(decision, position of its target) -> the claim of today that it judges; unattached ones are missing."""
        with self._reading() as connection:
            return standing(connection).attached

    def constraints(self, *, as_recorded_at: str | None = None) -> Constraints:
        """What merges and splits ask of events, as ids of today's claims."""
        with self._reading() as connection:
            return decisions.rulings_at(connection, as_recorded_at=last_stamp(as_recorded_at)).constraints
