"""What is worked out over everything at once, for the first screen: counts, actors, origins, disagreements, the map. Of
a large ledger see `stored`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from marsad.ledger import ClaimFilter, EventFilter
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
from marsad.service.units import Unit
from marsad.service.view import View


@dataclass(frozen=True)
class Overview:
    """places: without their timelines, those with the most claims first. map_json: the answer of /api/v1/map."""

    summary: SummaryRow
    actors: list[ActorRow]
    origins: list[OriginRow]
    places: list[dict[str, Any]]
    map_json: bytes

    @cached_property
    def state(self) -> str:
        """Names what the map tells."""
        return hashlib.sha256(self.map_json).hexdigest()


@dataclass(frozen=True)
class Whole(Overview):
    """From all claims. units: places by which control at any day is worked out."""

    disagreements: list[DisagreementRow]
    known: dict[str, Place]
    units: list[Unit]

    def at(self, day: str) -> list[Control]:
        """Who held each place, in the order of their ids."""
        return sorted((told for unit in self.units for told in unit.at(day)), key=lambda told: told.place_id)

    def panel(self, days: Sequence[str]) -> Iterator[Control]:
        """Place by place, each on all days."""
        for unit in self.units:
            yield from sorted(
                (told for day in days for told in unit.at(day)), key=lambda told: (told.place_id, told.at)
            )


def whole_overview(view: View) -> Whole:
    """Made once for a state of the ledger, a reader and clocks."""
    return view.lately("overview", lambda: _made(view))


def _made(view: View) -> Whole:
    claims = list(view.claims(ClaimFilter()))
    events = list(view.events(EventFilter()))
    reader, as_known_at = view.audience.partition(" ")[0], view.clocks.as_known_at
    units = list(view.desk.units.of(view.observatory, claims, reader=reader, as_known_at=as_known_at))
    spells = {place_id: told for unit in units for place_id, told in unit.spells.items()}
    days = {place_id: told for unit in units for place_id, told in unit.days.items()}
    known = described(claims)
    disputes = disagreement_rows(claims, events, ())
    places = place_rows(claims, events, spells, days, known)
    summary = summary_row(list(view.reports()), claims, events, places, disputes)
    actors = actor_rows(claims, spells, days)
    return Whole(
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
                map_row(places, disputes, claims, days=(summary["first_day"], summary["last_day"])),
                town_rows(towns_around(view.observatory, claims)),
            )
        ),
        known=known,
        units=units,
    )


def _map(
    view: View, summary: SummaryRow, actors: list[ActorRow], shown: MapRow, towns: list[TownRow]
) -> dict[str, Any]:
    """The answer of /api/v1/map."""
    return {
        "contract": CONTRACT_VERSION,
        "title": view.desk.settings.title,
        "as_known_at": view.clocks.as_known_at,
        "behind": 0,
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
    seen = whole_overview(view)
    return [(answer, seen.known.get(answer.place_id)) for answer in seen.at(at)]
