"""What the reader's page is given: the one JSON object that report.html embeds (and that the service will serve).

`web/src/lib/contract.ts` declares the same shapes. Dates are ISO strings; None is "not said" or "not known". A reader's
page never derives a fact: whatever it shows is here.
"""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

CONTRACT_VERSION = 1


class SummaryRow(TypedDict):
    """reports, claims, events, places, disagreements, origins: counts. first_day, last_day: the slider's range.
    opening_day: where the slider stands first (the last day that a report was published, or a claim dated)."""

    reports: int
    claims: int
    events: int
    places: int
    origins: int
    disagreements: int
    first_day: str | None
    last_day: str | None
    opening_day: str | None


class ReportRow(TypedDict):
    digest: str
    doc: str
    title: str
    outlet: str
    author: str
    agency: str
    url: str
    kind: str
    published_start: str | None
    published_end: str | None
    published_basis: str
    copy_of: str | None
    claims: int


class TollRow(TypedDict):
    kind: str
    who: str
    low: int | None
    high: int | None


class ClaimRow(TypedDict):
    """A claim (claims.md) with the words around its quote: `before` + `quote` + `after` is its sentence.

    report: digest of a ReportRow. start, end: the quote's place in the report's text, in code points. event: id of an
    EventRow, "" where it has none."""

    id: str
    report: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    also: list[str]
    kind: str
    type: str
    status: str
    actor1: str
    actor2: str
    place_id: str
    place_text: str
    place_relation: str
    part: str | None
    from_place: str | None
    to_place: str | None
    operation: str | None
    date_start: str | None
    date_end: str | None
    date_text: str
    tolls: list[TollRow]
    extent: float | None
    source: str
    source_kind: str
    via: str
    origin: str
    event: str
    unresolved: list[str]
    confidence: float


class OriginRow(TypedDict):
    """An independent voice. interest, reliability: as the events give them ("" where no event names the origin)."""

    name: str
    kind: str
    interest: str
    reliability: str
    claims: int


class SideRow(TypedDict):
    value: str
    origins: list[str]
    claims: list[str]


class DisagreementRow(TypedDict):
    """id: stays through rebuilds as long as its claims do. event: the first that has it, "" where it stands between
    events. date_*: what its claims span."""

    id: str
    question: str
    note: str
    sides: list[SideRow]
    event: str
    place_id: str
    place: str
    date_start: str | None
    date_end: str | None


class EventRow(TypedDict):
    """origins: names of OriginRows; disagreements: ids of DisagreementRows."""

    id: str
    type: str
    place_id: str
    place: str
    date_start: str | None
    date_end: str | None
    actors: list[str]
    claims: list[str]
    origins: list[str]
    credibility: int
    reasons: list[str]
    disagreements: list[str]


class SpellRow(TypedDict):
    """`end` is the last day of the spell. The change at its start lies between earliest_start and latest_start."""

    start: str
    end: str
    earliest_start: str
    latest_start: str
    controller: str | None
    probability: float
    status: str
    claims: list[str]


class PlaceHeadRow(TypedDict):
    """relation: `is` where some claim speaks of the whole place, else the commonest relation. anchor: the name of the
    place to which a part, a road or surroundings stand so; "" for a whole place."""

    place_id: str
    name: str
    geonameid: int | None
    lat: float | None
    lon: float | None
    country: str
    admin1: str
    relation: str
    anchor: str
    claims: int
    events: int


DayRow = dict[str, Any]
"""Fields of `Control.to_json()` that differ from those of the row before; `at` and `probability` are always there, the
first row of a place is whole. `chances`, `joined`, `left` tell what became of candidates and claims (`day_rows.py`)."""


class PlaceRow(PlaceHeadRow):
    """spells: the timeline of control between the first evidence and the last, in order. days: the answer at the first
    day of each stretch on which it stands, in order."""

    spells: list[SpellRow]
    days: list[DayRow]


class ActorRow(TypedDict):
    """code: a few letters, unique in the report: the sign that stands beside the colour. controls: holds, besieges or
    contests somewhere; these come first, and colours are given out in their order."""

    name: str
    code: str
    claims: int
    controls: bool


class TownRow(TypedDict):
    """A place that no claim names, for orientation only."""

    name: str
    lat: float
    lon: float


class RejectedRow(TypedDict):
    where: str
    reason: str


MapSpell = list[Any]
"""[start, end, status, controller, probability, more], both days included: the answer of each of these days, its
probability within 0.06. controller: index into the map's `controllers`, or None; more: only what is so: besieged_by,
contested_by (names), contamination (True: reported contaminated, and nobody says that all is cleared), extent (of the
controller, below 1), shares (each [controller's index, extent or None], where the place is divided)."""


class MapPlaceRow(PlaceHeadRow):
    """A place for every day at once. spells: in order, without gaps; before the first
    nothing is known, and the last goes on."""

    disagreements: int
    spells: list[MapSpell]


class MapRow(TypedDict):
    """What the map needs for a step of the slider. types, statuses: [value, number of claims], the commonest first.
    activity: [day, number of claims that speak of it], in order; claims of over a month are in no day."""

    controllers: list[str]
    places: list[MapPlaceRow]
    types: list[list[Any]]
    statuses: list[list[Any]]
    activity: list[list[Any]]


class KnownRow(TypedDict):
    """The map as known at the end of a day: only places whose timeline is another than in the row before (the first
    row: than none). controllers are those of `ReportData.map`. days: as in PlaceRow, by place."""

    as_known_at: str
    spells: dict[str, list[MapSpell]]
    days: dict[str, list[DayRow]]


class PassageRow(TypedDict):
    """The paragraph of a report around one or more claims. start: of `text` in the report's text, in code points."""

    report: str
    start: int
    text: str


class ReportData(TypedDict):
    """known: the same record as known on earlier days, in order; empty where it would be too long to work out.
    former: id that an event or a claim had before a rebuild or a merge -> the event or claim of today, so that an
    address goes on leading there. parts: only in a large page, whose places, claims, events, passages and most
    disagreements stand in parts of their own (`packing.py`): for each place of the map, the number of its part."""

    contract: int
    title: str
    as_known_at: str | None
    versions: dict[str, str]
    summary: SummaryRow
    disagreements: list[DisagreementRow]
    places: list[PlaceRow]
    actors: list[ActorRow]
    origins: list[OriginRow]
    events: list[EventRow]
    claims: list[ClaimRow]
    reports: list[ReportRow]
    towns: list[TownRow]
    rejected: list[RejectedRow]
    map: MapRow
    known: list[KnownRow]
    passages: list[PassageRow]
    former: dict[str, str]
    parts: NotRequired[list[int]]
