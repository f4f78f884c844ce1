"""A correction of where: what belongs to a place changes with it, else a claim stands in one and counts in another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from marsad.ledger import ClaimFilter
from marsad.pipeline.places import find_place
from marsad.pipeline.rooms import Rooms
from marsad.records import Claim, MarsadError, Place, root_of
from marsad.resolve.places.candidates import place_of

NAMING: tuple[tuple[str, type], ...] = (("place_id", str), ("geonameid", int), ("place", str))
"""Fields that name a claim's place: the first of them that a correction has says which it is."""

NOWHERE: dict[str, Any] = {
    "place_id": "", "place": None, "geonameid": None, "lat": None, "lon": None, "country": "", "admin1": "",
    "place_relation": "is", "geo_precision": 3,
}  # fmt: skip

UNHEARD_OF = {
    "name": {"place_relation": "is", "geo_precision": 1},
    "region": {"place_relation": "region", "geo_precision": 3},
}
"""What the id alone tells of a place that nobody knows (`name:SY:...`), and of such a region."""


def relocated(values: Mapping[str, Any], judged: Iterable[Claim], rooms: Rooms) -> dict[str, Any]:
    """The values of a correction with what they leave open of the place that they name. Raises MarsadError where no
    place, or several, are meant."""
    field, kind = next(((name, kind) for name, kind in NAMING if name in values), ("", object))
    asked = values.get(field)
    if not field or isinstance(asked, bool) or not isinstance(asked, (kind, type(None))):
        return dict(values)  # nothing of a place, or what can be none: the ledger says so
    found = NOWHERE if asked in ("", None) else _fields(_meant(field, asked, rooms), rooms)
    parts = [values.get("part", claim.part) for claim in judged]
    if found["place_relation"] == "is" and parts and all(parts):
        found = {**found, "place_relation": "part_of"}
    return {**found, **{name: value for name, value in values.items() if name != field}}


def _meant(field: str, asked: object, rooms: Rooms) -> str:
    """The place_id."""
    if field == "place_id":
        return str(asked)
    meant = find_place(
        f"geonameid:{asked}" if field == "geonameid" else str(asked),
        named=rooms.ledger.places(),
        packs=lambda: rooms.knowledge.places,
        gazetteer=lambda: rooms.gazetteer,
    )
    if meant.guessed:
        raise MarsadError(f"no place is called {asked!r}", advice=f"Did you mean {meant.name} ({meant.place_id})?")
    return meant.place_id


def _fields(place_id: str, rooms: Rooms) -> dict[str, Any]:
    """What is known of a place: by the gazetteer, the packs, other claims about it; else by its id alone."""
    if (place := _known(place_id, rooms)) is not None:
        return {
            "place_id": place.place_id, "place": place.anchor_name or place.name, "geonameid": place.geonameid,
            "lat": place.lat, "lon": place.lon, "country": place.country, "admin1": place.admin1,
            "place_relation": place.relation, "geo_precision": place.precision,
        }  # fmt: skip
    if claim := next(rooms.ledger.claims(ClaimFilter(place_id=place_id)), None):
        return {name: getattr(claim, name) for name in NOWHERE}
    kind, *rest = place_id.split(":")
    if kind in UNHEARD_OF and rest and rest[-1]:
        return {**NOWHERE, **UNHEARD_OF[kind], "place_id": place_id, "country": rest[0] if len(rest) > 1 else ""}
    root = root_of(place_id)
    if root != place_id:  # a part or the surroundings of a place that is known
        aside = next((name for name in ("near", "road") if place_id.startswith(f"{root}/{name}")), "")
        how = {"place_relation": aside or "part_of", "geo_precision": 2 if aside else 1}
        return {**_fields(root, rooms), **how, "place_id": place_id}
    raise MarsadError(f"no place has the id {place_id!r}", advice="Give its name (place) or its number (geonameid).")


def _known(place_id: str, rooms: Rooms) -> Place | None:
    pack, _, number = place_id.partition(":")
    if pack == "gn" and number.isdecimal():
        entry = rooms.gazetteer.entry(int(number))
        return place_of(entry) if entry else None
    place = next((place for place in rooms.knowledge.places if place.place_id == place_id), None)
    if place and place.relation == "is" and place.geonameid:  # it goes by its number
        return _known(f"gn:{place.geonameid}", rooms) or place
    return place
