"""What is worked out over everything at once, for the first screen: counts, actors, origins, disagreements, the map."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from marsad.ledger import ClaimFilter, EventFilter
from marsad.pipeline.holding import Holdings
from marsad.pipeline.page import shown_versions, towns_around
from marsad.pipeline.places import described
from marsad.publish.contract import (
    CONTRACT_VERSION,
    ActorRow,
    DisagreementRow,
    MapRow,
    OriginRow,
    PlaceRow,
    SummaryRow,
    TownRow,
)
from marsad.publish.disagreement_rows import disagreement_rows
from marsad.publish.map_rows import map_row
from marsad.publish.place_rows import place_rows
from marsad.publish.report_data import actor_rows, origin_rows, summary_row, town_rows
from marsad.records import Control, Place
from marsad.service.view import View

DAYS_KEPT = 16
"""Days of control of all places that are kept: 5,000 answers each, some 10 MB."""


class Days:
    """Control of all places on the days that were asked for lately."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings, self._lock = holdings, threading.Lock()
        self._told: OrderedDict[str, list[Control]] = OrderedDict()

    def at(self, at: str) -> list[Control]:
        with self._lock:
            if at not in self._told:
                self._told[at] = list(self._holdings.all_at(at))
            self._told.move_to_end(at)
            while len(self._told) > DAYS_KEPT:
                self._told.popitem(last=False)
            return self._told[at]


@dataclass(frozen=True)
class Overview:
    """places: without their timelines, those with the most claims first. map_json: the answer of /api/v1/map.
    holdings: of all places, for any day."""

    summary: SummaryRow
    actors: list[ActorRow]
    origins: list[OriginRow]
    disagreements: list[DisagreementRow]
    places: list[dict[str, Any]]
    map_json: bytes
    known: dict[str, Place]
    holdings: Holdings

    @cached_property
    def days(self) -> Days:
        return Days(self.holdings)


def overview(view: View) -> Overview:
    """Made once for a state of the ledger, a reader and clocks."""
    return view.lately("overview", lambda: _made(view))


def _made(view: View) -> Overview:
    claims = list(view.claims(ClaimFilter()))
    events = list(view.events(EventFilter()))
    holdings = view.holdings(claims)
    spells = {place_id: holdings.timeline(place_id) for place_id in holdings.places}
    days = {place_id: [holdings.at(place_id, spell.start) for spell in told] for place_id, told in spells.items()}
    known = described(claims)
    disputes = disagreement_rows(claims, events, ())
    places = place_rows(claims, events, spells, days, known)
    summary = summary_row(list(view.reports()), claims, events, places, disputes)
    actors = actor_rows(claims, spells, days)
    return Overview(
        summary=summary,
        actors=actors,
        origins=origin_rows(claims, events),
        disagreements=disputes,
        places=[short(row) for row in places],
        map_json=orjson.dumps(
            _map(
                view,
                summary,
                actors,
                map_row(places, disputes, claims),
                town_rows(towns_around(view.observatory, claims)),
            )
        ),
        known=known,
        holdings=holdings,
    )


def _map(
    view: View, summary: SummaryRow, actors: list[ActorRow], shown: MapRow, towns: list[TownRow]
) -> dict[str, Any]:
    """The answer of /api/v1/map."""
    return {
        "contract": CONTRACT_VERSION,
        "title": view.desk.settings.title,
        "as_known_at": view.clocks.as_known_at,
        "versions": shown_versions(view.observatory),
        "summary": summary,
        "actors": actors,
        "towns": towns,
        **shown,
    }


def short(row: PlaceRow) -> dict[str, Any]:
    """A place without its timeline."""
    return {name: value for name, value in row.items() if name not in ("spells", "days")}


def control_rows(view: View, at: str) -> list[tuple[Control, Place | None]]:
    """Who held each place at a time, in the order of their ids."""
    seen = overview(view)
    return [(answer, seen.known.get(answer.place_id)) for answer in seen.days.at(at)]
