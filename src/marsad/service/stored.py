"""The first screen of a large ledger, from what is stored: control of the places, and counts that the database makes.
No claim of the million is read for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

import orjson

from marsad.events.origins import NONE_KNOWN
from marsad.ledger import ClaimFilter, Sums
from marsad.pipeline import Observatory
from marsad.pipeline.page import shown_versions, towns_around
from marsad.publish.actor_codes import actor_codes, actors_of
from marsad.publish.contract import CONTRACT_VERSION, ActorRow, OriginRow, SummaryRow
from marsad.publish.map_rows import LONGEST_NEWS
from marsad.publish.report_data import NOBODY_KNOWN, town_rows
from marsad.records import Claim, Control, Place, root_of
from marsad.service.board import Line, Picture
from marsad.service.overview import Overview, whole_overview
from marsad.service.view import View

AGE = 15.0
"""Seconds that the counts may be old while others write all the time: they take a second or two of the database."""


def overview(view: View) -> Overview:
    """Of what is stored, where that answers for this view; else from all claims."""
    return whole_overview(view) if (picture := view.picture) is None else stored_overview(view, picture)


def stored_overview(view: View, picture: Picture) -> Overview:
    """Made once for a state of the ledger, and again after AGE seconds."""
    return view.lately("stored overview", lambda: _made(view, picture), every=AGE)


def _made(view: View, picture: Picture) -> Overview:
    sums = view.observatory.ledger.sums()
    places = sorted(
        (_place(line, sums) for line in picture.lines.values()),
        key=lambda row: (-row["claims"], row["name"], row["place_id"]),
    )
    actors = _actors(view, picture, sums)
    summary = _summary(picture, sums)
    rows = (_map_place(row, picture.lines[row["place_id"]], sums) for row in places)
    head = {
        "contract": CONTRACT_VERSION,
        "title": view.desk.settings.title,
        "as_known_at": None,
        "behind": picture.behind,
        "versions": shown_versions(view.observatory),
        "summary": summary,
        "actors": actors,
        "controllers": picture.controllers,
        "types": _commonest(sums.types),
        "statuses": _commonest(sums.statuses),
        "activity": _activity(sums),
        "towns": town_rows(towns_around(view.observatory, [place_of(line) for line in picture.lines.values()])),
    }
    return Overview(
        summary=summary,
        actors=actors,
        origins=origins_of(view.observatory, sums.origins, sums.samples),
        places=places,
        map_json=orjson.dumps(head)[:-1] + b',"places":[' + b",".join(rows) + b"]}",
    )


def _place(line: Line, sums: Sums) -> dict[str, Any]:
    names = ("place_id", "name", "geonameid", "lat", "lon", "country", "admin1", "relation")
    place_id = line.about["place_id"]
    counts = {"claims": sums.places.get(place_id, 0), "events": sums.events_at.get(place_id, 0)}
    return {**{name: line.about[name] for name in names}, "anchor": line.about.get("anchor_name") or "", **counts}


def _map_place(row: dict[str, Any], line: Line, sums: Sums) -> bytes:
    told = {**row, "disagreements": sums.disagreements_at.get(row["place_id"], 0)}
    return orjson.dumps(told)[:-1] + b',"spells":' + line.spells + b"}"


def place_of(line: Line) -> Place:
    known = {field.name for field in fields(Place)}
    return Place(**{name: value for name, value in line.about.items() if name in known})


def _actors(view: View, picture: Picture, sums: Sums) -> list[ActorRow]:
    held = frozenset[str]().union(*(line.named for line in picture.lines.values()))
    holding = {actor for name in held for actor in actors_of(name)}
    return actor_rows_of(sums.actors, holding)


def actor_rows_of(counts: Mapping[str, int], holding: set[str]) -> list[ActorRow]:
    """Those that hold places first, each group by number of claims."""
    holding = holding - {NOBODY_KNOWN}
    ordered = sorted({*counts, *holding}, key=lambda name: (name not in holding, -counts.get(name, 0), name))
    codes = actor_codes(ordered)
    return [ActorRow(name=n, code=codes[n], claims=counts.get(n, 0), controls=n in holding) for n in ordered]


def origins_of(observatory: Observatory, counts: Mapping[str, int], samples: Mapping[str, Claim]) -> list[OriginRow]:
    """Those with the most claims first, each judged by one of its claims."""
    parties = observatory.parties

    def row(name: str, number: int, claim: Claim | None) -> OriginRow:
        return OriginRow(
            name=name,
            kind=claim.source_kind if claim else "",
            interest=(parties.interest(claim) or NONE_KNOWN) if claim else "",
            reliability=parties.reliability(claim) if claim else "",
            claims=number,
        )

    return [row(name, number, samples.get(name)) for name, number in _most_first(counts)]


def judged_origins(view: View, counts: Mapping[str, int]) -> list[OriginRow]:
    """As `origins_of`, of a few of all: each is judged once for some seconds, or until somebody decides something."""
    known = view.desk.lately("judged origins", dict[str, OriginRow], every=AGE)[0]
    if missing := [name for name in counts if name not in known]:
        samples = view.observatory.ledger.samples(missing)
        known |= {row["name"]: row for row in origins_of(view.observatory, dict.fromkeys(missing, 0), samples)}
    return [{**known[name], "claims": number} for name, number in _most_first(counts)]


def _summary(picture: Picture, sums: Sums) -> SummaryRow:
    said = [day for span in sums.spans for day in span if day]
    held = [line.about[name][:10] for line in picture.held for name in ("first", "last")]
    known = [sums.last_known] if sums.last_known else []
    every = [*known, *said, *held]
    return SummaryRow(
        reports=sums.reports,
        claims=sums.claims,
        events=sums.events,
        places=len(picture.lines),
        origins=len(sums.origins),
        disagreements=sum(sums.disagreements_at.values()),
        first_day=min(every, default=None),
        last_day=max(every, default=None),
        opening_day=max(known or said or held, default=None),
    )


def _commonest(counts: Mapping[str, int]) -> list[list[Any]]:
    return [[value, number] for value, number in _most_first(counts)]


def _most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _activity(sums: Sums) -> list[list[Any]]:
    news: dict[str, int] = {}
    for (first, last), number in sums.spans.items():
        if first and last and (date.fromisoformat(last) - date.fromisoformat(first)).days <= LONGEST_NEWS:
            news[first] = news.get(first, 0) + number
    return [[day, number] for day, number in sorted(news.items())]


def panel(view: View, picture: Picture, days: Sequence[str]) -> Iterator[Control]:
    """Place by place, each on all days, worked out from its claims: an export's answers are whole and of the day."""
    roots = sorted({root_of(line.about["place_id"]) for line in picture.held})
    for root in roots:
        found = {
            claim.id: claim for name in view.desk.named.under(root) for claim in view.claims(ClaimFilter(place_id=name))
        }
        holdings = view.holdings(root, found.values())
        for place_id in holdings.places:
            yield from (holdings.at(place_id, day) for day in days)
