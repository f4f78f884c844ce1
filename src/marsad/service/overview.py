"""What is worked out over everything at once, for the first screen: counts, actors, origins, disagreements, the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from marsad.ledger import ClaimFilter, EventFilter
from marsad.pipeline.holding import Holdings
from marsad.pipeline.page import shown_versions
from marsad.pipeline.places import described
from marsad.publish.contract import (
    CONTRACT_VERSION,
    ActorRow,
    DisagreementRow,
    MapRow,
    OriginRow,
    PlaceRow,
    SummaryRow,
)
from marsad.publish.disagreement_rows import disagreement_rows
from marsad.publish.map_rows import map_row
from marsad.publish.place_rows import place_rows
from marsad.publish.report_data import actor_rows, origin_rows, summary_row
from marsad.records import Control, Place
from marsad.service.view import View


@dataclass(frozen=True)
class Overview:
    """places: without their timelines, those with the most claims first. holdings: of all places, for any day."""

    summary: SummaryRow
    actors: list[ActorRow]
    origins: list[OriginRow]
    disagreements: list[DisagreementRow]
    places: list[dict[str, Any]]
    map: MapRow
    known: dict[str, Place]
    holdings: Holdings


def overview(view: View) -> Overview:
    """Made once for a state of the ledger, a reader and clocks."""
    return view.desk.remembered(("overview", view.audience, view.clocks), lambda: _made(view))


def _made(view: View) -> Overview:
    claims = list(view.claims(ClaimFilter()))
    events = list(view.events(EventFilter()))
    holdings = view.holdings(claims)
    spells = {place_id: holdings.timeline(place_id) for place_id in holdings.places}
    days = {place_id: [holdings.at(place_id, spell.start) for spell in told] for place_id, told in spells.items()}
    known = described(claims)
    disputes = disagreement_rows(claims, events, ())
    places = place_rows(claims, events, spells, days, known)
    return Overview(
        summary=summary_row(list(view.reports()), claims, events, places, disputes),
        actors=actor_rows(claims, spells, days),
        origins=origin_rows(claims, events),
        disagreements=disputes,
        places=[short(row) for row in places],
        map=map_row(places, disputes, claims),
        known=known,
        holdings=holdings,
    )


def map_json(view: View) -> bytes:
    """The answer of /api/v1/map."""
    return view.desk.remembered(("map", view.audience, view.clocks), lambda: orjson.dumps(_map(view)))


def _map(view: View) -> dict[str, Any]:
    seen = overview(view)
    return {
        "contract": CONTRACT_VERSION,
        "title": view.desk.settings.title,
        "as_known_at": view.clocks.as_known_at,
        "versions": shown_versions(view.observatory),
        "summary": seen.summary,
        "actors": seen.actors,
        **seen.map,
    }


def short(row: PlaceRow) -> dict[str, Any]:
    """A place without its timeline."""
    return {name: value for name, value in row.items() if name not in ("spells", "days")}


def control_rows(view: View, at: str) -> list[tuple[Control, Place | None]]:
    """Who held each place at a time, in the order of their ids."""

    def made() -> list[tuple[Control, Place | None]]:
        seen = overview(view)
        return [(answer, seen.known.get(answer.place_id)) for answer in seen.holdings.all_at(at)]

    return view.desk.remembered(("control", view.audience, view.clocks, at), made)
