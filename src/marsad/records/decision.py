"""Decision: what a person judged, dated, attributed, with a snapshot of what they saw. Never changed, only followed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

DECISION_ACTIONS = (
    "accept", "reject", "correct", "merge", "split", "undo", "redact", "note", "rate", "withhold", "coarsen",
    "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """target: claim ids (or, for undo, the decision's id; for redact, the report's digest; for note, rate, withhold,
    coarsen and date, what is no claim as `kind:id`).

    snapshot: for each target claim its report, start, end, quote, type, as judged: what re-attaches it after a rebuild.
    values: the corrected fields (correct); reliability (rate), until or hours (withhold), km (coarsen),
    published (date); empty else.
    at: ISO date-time with zone, when it was recorded.
    """

    id: str
    action: str
    target: tuple[str, ...]
    author: str
    at: str
    reason: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    snapshot: tuple[dict[str, Any], ...] = ()

    def __post_init__(self) -> None:
        if self.action not in DECISION_ACTIONS:
            raise ValueError(f"unknown action of a decision: {self.action}")
