"""Places: the map, one place with all that is said of it, who held what when."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from marsad.pipeline.places import described
from marsad.publish import report_data
from marsad.publish.disagreement_rows import disagreement_rows
from marsad.publish.place_rows import place_rows
from marsad.publish.report_data import actor_rows, event_row, origin_rows, report_rows
from marsad.records import Claim, Control, Event, Place, earliest_moment
from marsad.service import place_shapes
from marsad.service.answers import Seen, answer, check_modified
from marsad.service.overview import control_rows
from marsad.service.paging import CursorParameter, Limit, cursor, place_cursor, slice_of
from marsad.service.parameters import ControlStatusName, Name, PlacePath, Time
from marsad.service.place_page import Most, place_page, unspoken
from marsad.service.shapes import page_of
from marsad.service.stored import overview
from marsad.service.view import About

router = APIRouter(tags=["places"])


MOST_ROWS = Most(1000, 500, 200)
MOST_PLACES = 10_000

COUNTRY = Annotated[str, Query(pattern="^([A-Z]{2})?$", description="ISO 3166 code.", examples=["SY"])]


@router.get("/map", response_model=place_shapes.Map, summary="Control of every place for every day")
def whole_map(*, request: Request, view: Seen) -> Response:
    seen = overview(view)
    check_modified(request, view, seen.state)
    return answer(request, seen.map_json)


@router.get("/places", response_model=page_of(place_shapes.PlaceShort), summary="Places")
def list_places(
    *,
    request: Request,
    view: Seen,
    q: Name = "",
    country: COUNTRY = "",
    limit: Limit = 100,
    cursor_: Annotated[CursorParameter, Query(alias="cursor")] = None,
) -> Response:
    """Places that claims speak of, those with the most claims first. q: a part of the name."""
    rows = [
        row
        for row in overview(view).places
        if q.casefold() in row["name"].casefold() and (not country or row["country"] == country)
    ]
    return answer(request, slice_of(rows, limit, cursor_, {"q": q, "country": country}))


@router.get("/places/{place:path}", response_model=place_shapes.PlacePage, summary="All about a place")
def one_place(*, request: Request, view: Seen, place: PlacePath) -> Response:
    """Its timeline, disagreements, events and claims; those of its parts and of what is near it, too."""
    meant = view.meant(place)
    if (picture := view.picture) is not None:
        return answer(request, place_page(view, picture, meant))
    about = view.about(meant)
    spells, days = view.timeline(about)
    claims = sorted(about.claims, key=_latest)[-MOST_ROWS.claims :]
    events = sorted(about.events, key=_latest)[-MOST_ROWS.events :]
    reports = sorted(view.reports_of(claims), key=lambda report: report.digest)
    data = report_data(reports=reports, claims=claims)
    timelines = {meant.place_id: spells} if spells else {}, {meant.place_id: days} if days else {}
    known = {meant.place_id: found} if (found := described_as(about)) else {}
    rows = place_rows(about.claims, about.events, *timelines, known)
    disputes = disagreement_rows(about.claims, about.events, ())
    page = {
        "place": next((row for row in rows if row["place_id"] == meant.place_id), None) or unspoken(meant),
        "disagreements": disputes[: MOST_ROWS.disagreements],
        "events": [event_row(event) for event in reversed(events)],
        "claims": [{**row, "event": claim.event} for row, claim in zip(data["claims"], claims, strict=True)][::-1],
        "origins": origin_rows(about.claims, about.events),
        "reports": report_rows(reports, about.claims),
        "actors": actor_rows(about.claims, *timelines),
        "passages": data["passages"],
        "totals": {"claims": len(about.claims), "events": len(about.events), "disagreements": len(disputes)},
    }
    return answer(request, page)


@router.get(
    "/control",
    response_model=page_of(place_shapes.ControlRow, behind=(int, place_shapes.BEHIND)),
    summary="Who held every place",
)
def all_control(
    *,
    request: Request,
    view: Seen,
    at: Annotated[Time, Query(description="The day (its end), or a moment.")],
    country: COUNTRY = "",
    controller: Name = "",
    status: ControlStatusName = "",
    limit: Annotated[int, Query(ge=1, le=MOST_PLACES)] = 1000,
    cursor_: Annotated[CursorParameter, Query(alias="cursor")] = None,
) -> Response:
    """One answer for each place of which some claim says who held it, in the order of their ids.

    Of a large ledger, what is kept for the day (of a moment: its day's end, UTC); `probability` is within 0.05 of the
    day's own, which `/control/{place}` works out."""
    filters = {"at": at, "country": country, "controller": controller, "status": status}
    start = place_cursor(cursor_, filters)
    if (picture := view.picture) is not None:
        check_modified(request, view, picture.state)
        found = picture.at(at, country=country, controller=controller, status=status)
        rest = {
            "next": cursor(start + limit, filters) if start + limit < len(found) else None,
            "behind": picture.behind,
        }
        return answer(request, b'{"items":' + found.json(start, start + limit) + b"," + orjson.dumps(rest)[1:])
    fitting = [
        (told, place)
        for told, place in control_rows(view, at)
        if (not status or told.status == status)
        and (not controller or controller in (told.controller or "").split(" + "))
        and (not country or (place is not None and place.country == country))
    ]
    following = cursor(start + limit, filters) if start + limit < len(fitting) else None
    worked = [_control_row(told, place) for told, place in fitting[start : start + limit]]
    return answer(request, {"items": worked, "next": following, "behind": 0})


@router.get("/control/{place:path}", response_model=place_shapes.Control, summary="Who held a place, and why we say so")
def one_control(
    *,
    request: Request,
    view: Seen,
    place: PlacePath,
    at: Annotated[Time, Query(description="The day (its end), or a moment.")],
) -> Response:
    """With the candidates, and the claims that carry the answer, each with its weight."""
    about = view.about(view.meant(place))
    found = about.holdings.at(about.meant.place_id, at).to_json()
    if found["place"] == found["place_id"]:  # no claim speaks of it: it has only the name that was asked for
        found |= {"place": about.meant.name, "geonameid": about.meant.geonameid}
    return answer(request, found)


@router.get("/timelines/{place:path}", response_model=list[place_shapes.Spell], summary="The timeline of a place")
def timeline(
    *, request: Request, view: Seen, place: PlacePath, since: Time | None = None, until: Time | None = None
) -> Response:
    """Its spells, in order; empty where nobody says who held it."""
    about = view.about(view.meant(place))
    if since and until and earliest_moment(since) > earliest_moment(until):
        return answer(request, [])
    spells = about.holdings.timeline(about.meant.place_id, start=since, end=until)
    return answer(
        request, [{name: value for name, value in spell.to_json().items() if name != "place_id"} for spell in spells]
    )


def described_as(about: About) -> Place | None:
    return described(about.claims).get(about.meant.place_id)


def _latest(one: Claim | Event) -> str:
    return one.date_end or one.date_start or ""


def _control_row(told: Control, place: Place | None) -> dict[str, Any]:
    row = {name: value for name, value in told.to_json().items() if name not in ("shares", "candidates", "claims")}
    where = {name: getattr(place, name) if place else None for name in ("lat", "lon")}
    return {**row, **where, "country": place.country if place else "", "admin1": place.admin1 if place else ""}
