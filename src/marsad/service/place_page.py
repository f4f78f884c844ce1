"""A place's page of a large ledger: the latest that is told of it, from what is stored, and how much there is."""

from __future__ import annotations

from typing import NamedTuple

import orjson

from marsad.pipeline.places import Meant
from marsad.publish.actor_codes import actors_of
from marsad.publish.contract import PlaceRow
from marsad.publish.passages import passage_rows
from marsad.publish.place_rows import place_row
from marsad.publish.report_data import claim_rows, event_row, report_rows
from marsad.records import root_of
from marsad.service.board import Picture
from marsad.service.stored import actor_rows_of, judged_origins, place_of
from marsad.service.view import View


class Most(NamedTuple):
    """Rows of a place's page, the latest: more is in the collections."""

    claims: int
    events: int
    disagreements: int


MOST_OF_LARGE = Most(50, 50, 25)
"""Less than of a small ledger: its places are told of in hundreds of reports, each of which is opened for its words."""


def place_page(view: View, picture: Picture, meant: Meant) -> bytes:
    """JSON of place_shapes.PlacePage."""
    whole = root_of(meant.place_id) == meant.place_id
    under = view.desk.named.under(root_of(meant.place_id))
    ids = [it for it in under if whole or f"{it}/".startswith(f"{meant.place_id}/")] or [meant.place_id]
    found = view.observatory.ledger.place_rows(meant.place_id, ids, most=MOST_OF_LARGE)
    line = picture.lines.get(meant.place_id)
    holding = {actor for name in (line.named if line else ()) for actor in actors_of(name)}
    claims = found.claims[::-1]
    reports = [found.reports[name] for name in sorted(found.reports)]
    row = unspoken(meant)
    if line is not None:
        row = place_row(place_of(line), found.claims_there, found.events_there, [], [])
        row |= orjson.loads(found.page or b"{}")
    page = {
        "place": row,
        "events": [event_row(event) for event in reversed(found.events)],
        "claims": claim_rows(reports, claims, found.event_of),
        "origins": judged_origins(view, found.counted.origins),
        "reports": report_rows(reports, claims),
        "actors": actor_rows_of(found.counted.actors, holding),
        "passages": passage_rows(reports, claims),
        "totals": {
            "claims": found.counted.claims, "events": found.events_in_all, "disagreements": found.disagreements_in_all
        },
    }  # fmt: skip
    return orjson.dumps(page)[:-1] + b',"disagreements":[' + b",".join(found.disagreements) + b"]}"


def unspoken(meant: Meant) -> PlaceRow:
    """A place of which no claim that may be seen speaks."""
    return PlaceRow(
        place_id=meant.place_id, name=meant.name, geonameid=meant.geonameid, lat=None, lon=None, country="", admin1="",
        relation="is" if root_of(meant.place_id) == meant.place_id else "near", anchor="", claims=0, events=0,
        spells=[], days=[],
    )  # fmt: skip
