"""Claim: one assertion of one event or state, by one source, in one report (claims.md has every field's meaning)."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from marsad.records.vocabulary import CLAIM_TYPES, PLACE_RELATIONS, kind_of, status_of


@dataclass(frozen=True, slots=True)
class Toll:
    """People harmed, as said. kind: killed, wounded, arrested, displaced...; who: "civilians", "fighters"."""

    kind: str
    who: str = ""
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim with its references resolved. The first block is the contract of claims.md; the second is what we add.

    report: the report's digest. also_spans: the spans of `also`. source_kind: party, official, monitor, agency, outlet,
    activist, eyewitness, unnamed. origin: the end of the attribution chain as a stable name ("" resolved to the
    outlet). published_*: when the report said so (an interval; the known-time clock). *_text: words as in the report.
    time_precision: ACLED's 1 (day) to 3 (month or worse). country: ISO 3166 alpha-2 of the place, "" unknown.
    unresolved: why a place, time or actor stayed open. made_by: the frame or model that made the claim, with its pack.
    confidence: probability that a trained coder would have made it too.
    """

    doc: str
    id: str
    quote: str
    start: int
    end: int
    type: str
    also: tuple[str, ...] = ()
    polarity: str = "positive"
    realis: str = "actual"
    certainty: str = "certain"
    actor1: str = ""
    actor2: str = ""
    place_text: str = ""
    place: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    place_id: str = ""
    place_relation: str = "is"
    geo_precision: int = 1
    part: str | None = None
    from_place: str | None = None
    to_place: str | None = None
    operation: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    killed_low: int | None = None
    killed_high: int | None = None
    wounded_low: int | None = None
    wounded_high: int | None = None
    tolls: tuple[Toll, ...] = ()
    extent: float | None = None
    source: str = ""
    via: str = ""
    event: str = ""

    report: str = ""
    also_spans: tuple[tuple[int, int], ...] = ()
    outlet: str = ""
    source_kind: str = "outlet"
    origin: str = ""
    published_start: str | None = None
    published_end: str | None = None
    actor1_text: str = ""
    actor2_text: str = ""
    source_span: tuple[int, int] | None = None
    date_text: str = ""
    time_precision: int = 3
    country: str = ""
    admin1: str = ""
    unresolved: tuple[str, ...] = ()
    made_by: str = ""
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if self.type not in CLAIM_TYPES:
            raise ValueError(f"unknown type of claim: {self.type}")
        if self.place_relation not in PLACE_RELATIONS:
            raise ValueError(f"unknown place relation: {self.place_relation}")
        if not 0 <= self.start < self.end or len(self.quote) != self.end - self.start:
            raise ValueError(f"quote and offsets disagree: {self.start} to {self.end}, {len(self.quote)} characters")

    @property
    def kind(self) -> str:
        return kind_of(self.type)

    @property
    def status(self) -> str:
        return status_of(polarity=self.polarity, realis=self.realis, certainty=self.certainty)

    def to_json(self) -> dict[str, Any]:
        """The object of claims.md, JSON-ready."""
        return {**asdict(self), "kind": self.kind, "status": self.status}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Claim:
        """Inverse of `to_json`; unknown keys are ignored, so that newer exports can be read."""
        known = {name: value for name, value in row.items() if name in _FIELDS}
        for name in ("also", "unresolved"):
            known[name] = tuple(known.get(name) or ())
        known["tolls"] = tuple(Toll(**toll) for toll in known.get("tolls") or ())
        known["also_spans"] = tuple((a, b) for a, b in known.get("also_spans") or ())
        span = known.get("source_span")
        known["source_span"] = tuple(span) if span else None
        return cls(**known)


_FIELDS = frozenset(Claim.__slots__)


def claim_id(*, report: str, start: int, end: int, claim_type: str, source: str, actor1: str, place_id: str) -> str:
    """Stable across rebuilds: the same words judged the same way keep their id (claims.md). 16 hex digits."""
    key = "\x1f".join((report, str(start), str(end), claim_type, source, actor1, place_id))
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:15]
