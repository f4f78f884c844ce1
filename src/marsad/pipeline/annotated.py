"""Annotated claims as if we had made them: with the ids that `marsad.resolve` gives, so that events can be matched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz

from marsad.events.words import fold, plain_place
from marsad.knowledge import Knowledge
from marsad.records import Claim, Place
from marsad.resolve.gazetteer.index import Gazetteer
from marsad.resolve.places.mention import PlaceMention
from marsad.resolve.places.resolver import PlaceResolver
from marsad.resolve.places.support import Setting
from marsad.resolve.places.words import ReportContext
from marsad.resolve.report_setting import place_resolver

ONE_NAME = 60
"""Likeness (0 to 100) of the words for a place to the gazetteer's name from which they mean the place itself; else they
name a part of it, or a spot that the gazetteer lacks."""


def annotated_claims(
    rows: Iterable[Mapping[str, Any]],
    docs: Sequence[Mapping[str, Any]],
    *,
    gazetteer: Gazetteer,
    knowledge: Knowledge,
    numbered: bool = True,
) -> list[Claim]:
    """rows: claims in the form of the exports, with `status` and perhaps `geonameid`; those without id or offsets get
    them by their number and their words. docs: `doc`, `text`, and `published` and `outlet` where known. numbered: a row
    without a geonameid means a region (claims.md); else its annotator gave none, and the place is as we read its words.
    """
    resolver = place_resolver(knowledge, gazetteer)
    reports = {doc["doc"]: _Annotated(doc, resolver, gazetteer, numbered=numbered) for doc in docs}
    nowhere = _Annotated({}, resolver, gazetteer, numbered=numbered)
    return [reports.get(row["doc"], nowhere).claim(row, number) for number, row in enumerate(rows)]


class _Annotated:
    """One report, as its annotator read it."""

    def __init__(
        self, doc: Mapping[str, Any], resolver: PlaceResolver, gazetteer: Gazetteer, *, numbered: bool
    ) -> None:
        self.doc, self.resolver, self.gazetteer, self.numbered = doc, resolver, gazetteer, numbered
        self.context = ReportContext(text=doc.get("text") or "", title=doc.get("title") or "")
        self._setting: Setting | None = None

    def claim(self, row: Mapping[str, Any], number: int) -> Claim:
        """The row as a claim of ours."""
        quote, status, published = row["quote"], row["status"], self.doc.get("published")
        start = row["start"] if row.get("start") is not None else max(0, self.context.text.find(quote))
        return Claim.from_json(
            {"id": f"annotated-{number}"}
            | {name: value for name, value in row.items() if value is not None and name not in ("kind", "status")}
            | self._place(row, start)
            | {
                "start": start,
                "end": start + len(quote),
                "polarity": "negative" if status == "denied" else "positive",
                "realis": "future" if status == "planned" else "actual",
                "certainty": "hedged" if status == "hedged" else "certain",
                "report": row["doc"],
                "outlet": self.doc.get("outlet") or "",
                "published_start": published,
                "published_end": published,
            }
        )

    def _place(self, row: Mapping[str, Any], start: int) -> dict[str, Any]:
        """Our reading of the words for the place, where it is the annotator's; else what the annotation alone tells."""
        text = row.get("place_text") or ""
        if not text:
            return self._told(row)
        number = row.get("geonameid")
        place = self._read(text, start)
        if not self.numbered:
            return _as_read(place)
        if number is None and place.relation != "region" and (not place.pack or place.relation == "part_of"):
            place = self._read(text, start, kind="province")  # the annotator means the province, not its seat
        if place.geonameid != number and (number is not None or not place.pack):
            return self._told(row)
        return _as_read(place)

    def _read(self, name: str, start: int, kind: str | None = None) -> Place:
        words = self.context.text
        at = next((at for at in (words.find(name, start), words.find(name)) if at >= 0), -1)
        mention = PlaceMention(text=name, start=at, end=at + len(name) if at >= 0 else -1, kind_hint=kind)
        self._setting = self._setting or self.resolver.read(self.context)
        return self.resolver.resolve([mention], self.context, self._setting)[0]

    def _told(self, row: Mapping[str, Any]) -> dict[str, Any]:
        text, number = row.get("place_text") or "", row.get("geonameid")
        entry = None if number is None else self.gazetteer.entry(number)
        if entry is not None:
            names = (fold(row.get("place") or "").replace(" ", ""), fold(text).replace(" ", ""))
            whole = fuzz.ratio(*names) >= ONE_NAME
            return {
                "place_id": f"gn:{number}" if whole else f"gn:{number}/{_slug(fold(text))}",
                "place_relation": "is" if whole else "part_of",
                "lat": entry.lat, "lon": entry.lon, "country": entry.country, "admin1": entry.admin1,
            }  # fmt: skip
        if not text:
            return {"place_id": "", "place_relation": "is"}
        name = plain_place(text)
        seats = self.gazetteer.lookup(name)  # most provinces are named after their seat
        return {
            "place_id": f"region:{_slug(name)}",
            "place_relation": "region",
            "country": seats[0].entry.country if seats else "",
            "admin1": seats[0].entry.admin1 if seats else "",
        }


def _as_read(place: Place) -> dict[str, Any]:
    return {
        "place_id": place.place_id, "place_relation": place.relation, "geonameid": place.geonameid,
        "lat": place.lat, "lon": place.lon, "country": place.country, "admin1": place.admin1,
    }  # fmt: skip


def _slug(name: str) -> str:
    return name.replace(" ", "-")
