"""The shapes of answers about places: control of them, the map, a place's page. The rows are those of
`publish.contract`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from marsad.records import CONTROL_STATUSES
from marsad.service.shapes import (
    Claim,
    ClaimId,
    Disagreement,
    Event,
    IsoTime,
    Origin,
    PlaceId,
    Probability,
    Report,
    Shape,
)

ControlStatus = Annotated[str, Field(json_schema_extra={"enum": list(CONTROL_STATUSES)})]
BEHIND = Field(ge=0, description="Places whose control is being worked out anew: what is told is of a little earlier.")


class Summary(Shape):
    reports: int
    claims: int
    events: int
    places: int
    origins: int
    disagreements: int
    first_day: IsoTime | None
    last_day: IsoTime | None
    opening_day: IsoTime | None


class Actor(Shape):
    name: str
    code: str = Field(examples=["IS"])
    claims: int
    controls: bool


class Spell(Shape):
    start: IsoTime
    end: IsoTime
    earliest_start: IsoTime
    latest_start: IsoTime
    controller: str | None
    probability: Probability
    status: ControlStatus
    claims: list[ClaimId]


class PlaceShort(Shape):
    place_id: PlaceId
    name: str = Field(examples=["Al Bāb"])
    geonameid: int | None
    lat: float | None
    lon: float | None
    country: str = Field(examples=["SY"])
    admin1: str
    relation: str
    anchor: str = Field(description='What a part, a road or surroundings belong to; "" for a whole place.')
    claims: int
    events: int


class Share(Shape):
    controller: str
    extent: float | None
    part: str
    claims: list[str]


class Candidate(Shape):
    controller: str
    probability: Probability


class Weight(Shape):
    id: ClaimId
    supports: str = Field(alias="for", description="The controller that it speaks for.")
    weight: Annotated[float, Field(ge=0, examples=[0.8])]


class ControlShort(Shape):
    place: str
    place_id: PlaceId
    geonameid: int | None
    at: IsoTime
    as_known_at: IsoTime | None
    controller: str | None
    probability: Probability
    status: ControlStatus
    extent: float | None
    besieged_by: list[str]
    contested_by: list[str]
    contamination: str = Field(description='"no report" is not "safe".')
    notes: list[str]


class ControlRow(ControlShort):
    lat: float | None
    lon: float | None
    country: str
    admin1: str


class Control(ControlShort):
    shares: list[Share]
    candidates: list[Candidate]
    claims: list[Weight]


class PlaceDay(Shape):
    """What differs from the answer before it; the first is whole."""

    at: IsoTime
    place: str = ""
    place_id: PlaceId = ""
    geonameid: int | None = None
    as_known_at: IsoTime | None = None
    controller: str | None = None
    probability: Probability
    status: ControlStatus = ""
    extent: float | None = None
    besieged_by: list[str] = Field([])
    contested_by: list[str] = Field([])
    contamination: str = Field("", description='"no report" is not "safe".')
    notes: list[str] = Field([])
    shares: list[Share] = Field([])
    candidates: list[Candidate] = Field([])
    claims: list[Weight] = Field([])
    chances: list[Probability] = Field([], description="Of the candidates last told, in their order.")
    joined: list[Weight] = Field([], description="Claims that came to those of the answer before.")
    left: list[ClaimId] = Field([], description="Claims that carry the answer no more.")


class Place(PlaceShort):
    spells: list[Spell]
    days: list[PlaceDay] = Field(description="At the first day of each stretch on which the answer stands.")


class MapPlace(PlaceShort):
    disagreements: int
    spells: list[tuple[str, str, ControlStatus, int | None, Probability, dict[str, Any]]] = Field(
        description="start, end, status, index into `controllers` or null, probability, what else is so."
    )


class MapTown(Shape):
    name: str
    lat: float
    lon: float


class Map(Shape):
    contract: int
    title: str
    as_known_at: IsoTime | None
    behind: int = BEHIND
    versions: dict[str, str]
    summary: Summary
    actors: list[Actor]
    controllers: list[str]
    places: list[MapPlace]
    types: list[tuple[str, int]] = Field(description="Claims of each type, the commonest first.")
    statuses: list[tuple[str, int]]
    activity: list[tuple[str, int]] = Field(description="Claims that speak of each day.")
    towns: list[MapTown] = Field(description="Larger places around, for orientation, the most populous first.")


class Passage(Shape):
    report: str
    start: int
    text: str


class Totals(Shape):
    claims: int
    events: int
    disagreements: int


class PlacePage(Shape):
    place: Place
    disagreements: list[Disagreement]
    events: list[Event]
    claims: list[Claim]
    origins: list[Origin]
    reports: list[Report]
    actors: list[Actor]
    passages: list[Passage]
    totals: Totals
