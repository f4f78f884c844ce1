"""The shapes of answers, for openapi.json; of places see `place_shapes`. The rows are those of
`publish.contract`; a test holds the two together."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

IsoTime = Annotated[str, Field(examples=["2017-02-24"])]
PlaceId = Annotated[str, Field(examples=["gn:174018"])]
ClaimId = Annotated[str, Field(examples=["c0123456789abcde"])]
EventId = Annotated[str, Field(examples=["e0123456789abcde"])]
Probability = Annotated[float, Field(ge=0, le=1, examples=[0.94])]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Report(Shape):
    digest: str = Field(description="SHA-256 of the bytes as received.")
    doc: str = Field(examples=["05-monitor-update"])
    title: str = Field(examples=["Insurgents leave Tadef"])
    outlet: str
    author: str
    agency: str
    url: str
    kind: str = Field(examples=["article"])
    published_start: IsoTime | None
    published_end: IsoTime | None
    published_basis: str = Field(examples=["text"])
    copy_of: str | None
    claims: int


class Toll(Shape):
    kind: str = Field(examples=["killed"])
    who: str = Field(examples=["civilians"])
    low: int | None = Field(examples=[12])
    high: int | None


class Claim(Shape):
    id: ClaimId
    report: str
    start: int = Field(description="Of the quote in the report's text, in code points.", examples=[120])
    end: int = Field(examples=[151])
    quote: str = Field(description="Verbatim words of the report.", examples=["fighters withdrew from the town"])
    before: str
    after: str
    also: list[str]
    kind: Literal["event", "state"]
    type: str = Field(examples=["withdrawal"])
    status: Literal["asserted", "hedged", "denied", "planned"]
    actor1: str = Field(examples=["Islamic State"])
    actor2: str
    place_id: PlaceId
    place_text: str = Field(examples=["al-Bab"])
    place_relation: str = Field(examples=["is"])
    part: str | None
    from_place: str | None
    to_place: str | None
    operation: str | None
    date_start: IsoTime | None
    date_end: IsoTime | None
    date_text: str = Field(examples=["on Friday"])
    tolls: list[Toll]
    extent: float | None
    source: str = Field(examples=["Syrian Observatory for Human Rights"])
    source_kind: str = Field(examples=["monitor"])
    via: str
    origin: str = Field(examples=["Syrian Observatory for Human Rights"])
    event: str = Field(examples=["e0123456789abcde"])
    unresolved: list[str]
    confidence: Probability


class Origin(Shape):
    name: str = Field(examples=["Syrian Observatory for Human Rights"])
    kind: str = Field(examples=["monitor"])
    interest: str
    reliability: str = Field(description="Admiralty A to F.", examples=["C"])
    claims: int


class Side(Shape):
    value: str = Field(examples=["12 killed"])
    origins: list[str]
    claims: list[ClaimId]


class Disagreement(Shape):
    id: str = Field(examples=["q0123456789abcde"])
    question: str = Field(examples=["toll"])
    note: str
    sides: list[Side]
    event: str
    place_id: str
    place: str
    date_start: IsoTime | None
    date_end: IsoTime | None


class Event(Shape):
    id: EventId
    type: str = Field(examples=["territory_taken"])
    place_id: str
    place: str = Field(examples=["Al Bāb"])
    date_start: IsoTime | None
    date_end: IsoTime | None
    actors: list[str]
    claims: list[ClaimId]
    origins: list[str]
    credibility: int = Field(ge=1, le=6, description="Admiralty 1 (confirmed) to 6 (cannot be judged).")
    reasons: list[str]
    disagreements: list[str]


class EventPage(Shape):
    event: Event
    claims: list[Claim]
    disagreements: list[Disagreement]
    origins: list[Origin]
    reports: list[Report]


class DisagreementPage(Shape):
    disagreement: Disagreement
    claims: list[Claim]
    origins: list[Origin]
    reports: list[Report]


class ReportPage(Shape):
    report: Report
    text: str
    claims: list[Claim]


class SourcePage(Shape):
    source: Origin
    types: dict[str, int] = Field(description="Its claims by type.")


class Change(Shape):
    change: str = Field(examples=["new"])
    event: str
    type: str
    place: str | None
    date_start: IsoTime | None
    date_end: IsoTime | None
    what: list[str]
    why: list[str]


class Hit(Shape):
    kind: Literal["place", "actor", "source", "claim"]
    id: str
    label: str
    detail: str
    place_id: str
    date: IsoTime | None


class Health(Shape):
    status: Literal["ok"]
    version: str
    ledger: Literal["ok"]


class Fault(Shape):
    where: str = Field(examples=["query.at"])
    what: str


class Problem(BaseModel):
    """RFC 9457. docs/api.md lists the types."""

    type: str = Field(examples=["urn:marsad:problem:invalid"])
    title: str
    status: int = Field(examples=[422])
    detail: str = ""
    instance: str = ""
    errors: list[Fault] = []


def page_of(row: type[Shape], **more: Any) -> type[BaseModel]:  # noqa: ANN401 - pydantic's own
    """The shape of a page of such rows. more: further fields, (type, Field)."""
    fields: dict[str, Any] = {
        "items": (list[row], ...),  # type: ignore[valid-type]
        "next": (str | None, Field(description="Give it as `cursor` for the next page; null on the last one.")),
        **more,
    }
    return create_model(f"{row.__name__}List", __base__=Shape, **fields)
