"""Who held a place: one day's answer, and the spells of a timeline."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

CONTROL_STATUSES = ("held", "besieged", "contested", "none", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of the place and who holds it. extent: 0 to 1 or None where nobody says."""

    controller: str
    extent: float | None
    part: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    controller: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWeight:
    """A claim that carries the answer: `supports` names the controller it speaks for, weight 0 to 1 as used."""

    id: str
    supports: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """The answer for one place and one time (fields of `marsad control --json`, DESIGN.md).

    contamination: one sentence, "reported contaminated ..." or "reported cleared (by whom, how much)" or "no report".
    extent: the controller's share of the place, None where unknown. notes: inconsistencies that the record points out.
    """

    place: str
    place_id: str
    geonameid: int | None
    at: str
    as_known_at: str | None
    controller: str | None
    probability: float
    status: str
    extent: float | None = None
    shares: tuple[Share, ...] = ()
    besieged_by: tuple[str, ...] = ()
    contested_by: tuple[str, ...] = ()
    contamination: str = "no report"
    candidates: tuple[Candidate, ...] = ()
    claims: tuple[ClaimWeight, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.status not in CONTROL_STATUSES:
            raise ValueError(f"unknown status of control: {self.status}")

    def to_json(self) -> dict[str, Any]:
        """Field by field: a panel asks for millions, and `asdict` takes ten times as long."""
        return {
            "place": self.place, "place_id": self.place_id, "geonameid": self.geonameid, "at": self.at,
            "as_known_at": self.as_known_at, "controller": self.controller, "probability": self.probability,
            "status": self.status, "extent": self.extent,
            "shares": [
                {"controller": s.controller, "extent": s.extent, "part": s.part, "claims": s.claims}
                for s in self.shares
            ],
            "besieged_by": self.besieged_by, "contested_by": self.contested_by, "contamination": self.contamination,
            "candidates": [{"controller": c.controller, "probability": c.probability} for c in self.candidates],
            "claims": [{"id": c.id, "for": c.supports, "weight": c.weight} for c in self.claims],
            "notes": self.notes,
        }  # fmt: skip

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Control:
        """Inverse of `to_json`."""
        lists = {name: tuple(row[name]) for name in ("besieged_by", "contested_by", "notes")}
        made = {
            "shares": tuple(Share(**{**share, "claims": tuple(share["claims"])}) for share in row["shares"]),
            "candidates": tuple(Candidate(**one) for one in row["candidates"]),
            "claims": tuple(ClaimWeight(id=c["id"], supports=c["for"], weight=c["weight"]) for c in row["claims"]),
        }
        return cls(**{**row, **lists, **made})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A stretch of days with one answer. The change at its start lies between `earliest_start` and `latest_start`."""

    place_id: str
    start: str
    end: str
    earliest_start: str
    latest_start: str
    controller: str | None
    probability: float
    status: str
    claims: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)
