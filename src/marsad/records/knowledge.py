"""What packs know: actors, sources, places, alliances, operations; each valid only in its years and countries."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.records.interval import ALWAYS, Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """name: canonical. kind: state, state_forces, militia, rebel, jihadist, coalition, civilians, unidentified...

    country: ISO alpha-2 of a state's forces, "" else. sides: which camp of which war, with years ("government (SY)").
    body: the actor that it is part of ("" if none)."""

    name: str
    kind: str
    country: str = ""
    aliases: tuple[str, ...] = ()
    sides: tuple[tuple[str, Interval], ...] = ()
    body: str = ""
    countries: tuple[str, ...] = ()
    valid: Interval = ALWAYS
    pack: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who speaks. kind: party, official, monitor, agency, outlet, activist, eyewitness, unnamed.

    speaks_for: the actor whose interest it shares, "" if independent or unknown. folds_into: the body that an origin
    counts as (a spokesman's ministry, state media's state). reliability: Admiralty A to F, `basis` says why."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    speaks_for: str = ""
    folds_into: str = ""
    reliability: str = "F"
    basis: str = ""
    countries: tuple[str, ...] = ()
    pack: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """place_id: stable ("gn:174018" for a gazetteer place; "PACK:slug" for a pack's own; "gn:ID/slug" for a place that
    is known only as a part or neighbour of a gazetteer place; "region:CC:slug" for a province or region).

    relation: how it stands to `geonameid` (claims.md). kind: city, town, village, neighbourhood, base, road, dam,
    border_crossing, camp, province, region, country. precision: ACLED's 1 to 3."""

    place_id: str
    name: str
    geonameid: int | None = None
    anchor_name: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    admin1: str = ""
    kind: str = "town"
    relation: str = "is"
    precision: int = 1
    aliases: tuple[str, ...] = ()
    pack: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A named operation: "Euphrates Shield", by whom, since when."""

    name: str
    aliases: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    valid: Interval = ALWAYS
    countries: tuple[str, ...] = ()
    pack: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alliance:
    """In these years `members` fight on one side (against `opponents`, where named)."""

    name: str
    members: tuple[str, ...]
    opponents: tuple[str, ...] = ()
    valid: Interval = ALWAYS
    pack: str = ""
