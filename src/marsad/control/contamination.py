"""What is reported of mines and other explosives in a place. Never "safe", and never cleared by time passing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.control.clock import day_text, span_of
from marsad.control.effects import Effects
from marsad.events import Parties, origin_of
from marsad.records import Claim

NO_REPORT = "no report"
LEAST_TRUST = 0.1
"""A word that weighs less than this (planned, or from nowhere) is no report."""


@dataclass(frozen=True, slots=True)
class _Report:
    instant: float
    trust: float
    claim: Claim
    since: str
    """The first day of what goes on; "" once it is over."""

    @property
    def told(self) -> str:
        return f"{origin_of(self.claim)}, {f'since {self.since}' if self.since else day_text(self.instant)}"


def contamination_at(claims: Sequence[Claim], *, instant: float, parties: Parties, effects: Effects) -> str:
    """One sentence: "reported contaminated ...", "reported cleared (by whom, how much)", or "no report".

    Any report of mines stands until a later one says that all of the place is cleared; a part is told beside it.
    """
    mined, cleared, missing = (
        _newest(claims, kind, instant, parties, effects) for kind in ("mined", "cleared", "missing")
    )
    if cleared and _full(cleared.claim) and not any(r and r.instant >= cleared.instant for r in (mined, missing)):
        return f"reported cleared ({_by(cleared.claim)}all of it; {cleared.told})"
    said = []
    if mined:
        said.append(f"reported contaminated ({_where(mined.claim)}{mined.told})")
    if cleared:
        said.append(f"{'reported cleared in part' if mined or missing else 'reported cleared'} "
                    f"({_by(cleared.claim)}{_how_much(cleared.claim)}; {cleared.told})")  # fmt: skip
    if missing:
        said.append(f"reported not yet cleared ({_how_much(missing.claim)}{_part(missing.claim)}; {missing.told})")
    return "; ".join(said) or NO_REPORT


def speaks_of_mines(claim: Claim) -> bool:
    return claim.type in ("contaminated", "clearance")


def _newest(claims: Sequence[Claim], kind: str, instant: float, parties: Parties, effects: Effects) -> _Report | None:
    """The newest report of a kind; of one day's the most trusted, a number before none."""
    found = []
    for claim in claims:
        span = span_of(claim) if _is(kind, claim) else None
        # what was cleared within some days may have been on the last of them: not safe before
        if span is None or span[1 if kind == "cleared" else 0] > instant:
            continue
        trust = effects.trust(claim, parties)
        if trust >= LEAST_TRUST:
            since = day_text(span[0]) if instant < span[1] else ""
            found.append(_Report(min(span[1], instant), trust, claim, since))
    return max(found, key=lambda r: (int(r.instant), r.claim.extent is not None, r.trust, r.claim.id), default=None)


def _is(kind: str, claim: Claim) -> bool:
    if kind == "mined":
        return claim.type == "contaminated" and claim.polarity == "positive"
    return claim.type == "clearance" and (claim.polarity == "positive") == (kind == "cleared")


def _full(claim: Claim) -> bool:
    return claim.extent is not None and claim.extent >= 1 and not claim.part


def _by(claim: Claim) -> str:
    return f"by {claim.actor1}, " if claim.actor1 else ""


def _how_much(claim: Claim) -> str:
    if claim.extent is not None:
        return f"{claim.extent:.0%}"
    return claim.part or "how much is not said"


def _part(claim: Claim) -> str:
    return f", {claim.part}" if claim.part and claim.extent is not None else ""


def _where(claim: Claim) -> str:
    return f"{claim.part}; " if claim.part else ""
