"""Annotated claims as if we had made them: with the ids that `marsad.resolve` gives, so that events can be matched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz

from marsad.events.words import fold, plain_place
from marsad.knowledge import Knowledge
from marsad.records import Claim
from marsad.resolve.gazetteer.index import Gazetteer

ONE_NAME = 60
"""Likeness (0 to 100) of the words for a place to the gazetteer's name from which they mean the place itself; else they
name a part of it, or a spot that the gazetteer lacks."""


def annotated_claims(
    rows: Iterable[Mapping[str, Any]],
    docs: Sequence[Mapping[str, Any]],
    *,
    gazetteer: Gazetteer,
    knowledge: Knowledge,
) -> list[Claim]:
    """rows: claims in the form of the exports, with `status` and perhaps `geonameid`; those without id or offsets get
    them by their number and their words. docs: `doc`, `text`, and `published` and `outlet` where known."""
    countries = {fold(name) for country in knowledge.countries.values() for name in (country.name, *country.names)}
    reports = {doc["doc"]: doc for doc in docs}
    return [
        _claim(_placed(row, number, reports.get(row["doc"], {})), reports.get(row["doc"], {}), gazetteer, countries)
        for number, row in enumerate(rows)
    ]


def _placed(row: Mapping[str, Any], number: int, report: Mapping[str, Any]) -> Mapping[str, Any]:
    quote = row["quote"]
    start = row["start"] if row.get("start") is not None else max(0, (report.get("text") or "").find(quote))
    return {"id": f"annotated-{number}", **row, "start": start, "end": start + len(quote)}


def _claim(row: Mapping[str, Any], report: Mapping[str, Any], gazetteer: Gazetteer, countries: set[str]) -> Claim:
    status, published = row["status"], report.get("published")
    return Claim.from_json(
        {name: value for name, value in row.items() if value is not None and name not in ("kind", "status")}
        | _place(row, gazetteer, countries)
        | {
            "polarity": "negative" if status == "denied" else "positive",
            "realis": "future" if status == "planned" else "actual",
            "certainty": "hedged" if status == "hedged" else "certain",
            "report": row["doc"],
            "outlet": report.get("outlet") or "",
            "published_start": published,
            "published_end": published,
        }
    )


def _place(row: Mapping[str, Any], gazetteer: Gazetteer, countries: set[str]) -> dict[str, Any]:
    text, number = row.get("place_text") or "", row.get("geonameid")
    if number is not None:
        names = (fold(row.get("place") or "").replace(" ", ""), fold(text).replace(" ", ""))
        whole = fuzz.ratio(*names) >= ONE_NAME
        entry = gazetteer.entry(number)
        return {
            "place_id": f"gn:{number}" if whole else f"gn:{number}/{_slug(fold(text))}",
            "place_relation": "is" if whole else "part_of",
            "country": entry.country if entry else "",
            "admin1": entry.admin1 if entry else "",
        }
    if not text or fold(text) in countries:
        return {"place_id": "", "place_relation": "is"}
    name = plain_place(text)
    seats = gazetteer.lookup(name)  # most provinces are named after their seat
    return {
        "place_id": f"region:{_slug(name)}",
        "place_relation": "region",
        "country": seats[0].entry.country if seats else "",
        "admin1": seats[0].entry.admin1 if seats else "",
    }


def _slug(name: str) -> str:
    return name.replace(" ", "-")
