"""Event: claims that speak of one occurrence (or one spell of a state), with the origins behind them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The end of attribution chains: an independent voice. interest: what it stands to gain (a side, or "none known").

    reliability: Admiralty A to F (AJP-2.1); basis says why. relation: to the event's parties on its day: side, ally,
    monitor, or unknown. outlets: who carried it (copies add outlets, never origins)."""

    name: str
    kind: str
    interest: str
    reliability: str = "F"
    claims: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    basis: str = ""
    relation: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One answer to a disputed question: the value as said, who says it, in which claims."""

    value: str
    origins: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """question: perpetrator, opponent, toll, extent, part, time, place, destination, occurrence, manner, control."""

    question: str
    note: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """id: "e" + the digest of its first claim's id; addressed by any of its claims' ids for ever.

    credibility: 1 confirmed to 6 cannot be judged (AJP-2.1), `reasons` explain it in sentences.
    """

    id: str
    type: str
    place: str | None = None
    place_id: str = ""
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    date_start: str | None = None
    date_end: str | None = None
    actors: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    credibility: int = 6
    reasons: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)
