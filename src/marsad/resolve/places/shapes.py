"""The shapes that a known place takes in a report: itself, its part, surroundings or road, half-way to another."""

from __future__ import annotations

from dataclasses import replace
from math import cos, radians, sqrt

from marsad.records import Place
from marsad.resolve.gazetteer.fold import slug
from marsad.resolve.places.cues import PARTS, SITES, Cue

KM_A_DEGREE = 111.2
"""Of latitude."""
_HALF = sqrt(0.5)
BEARINGS = {
    "north": (1.0, 0.0), "south": (-1.0, 0.0), "east": (0.0, 1.0), "west": (0.0, -1.0), "northeast": (_HALF, _HALF),
    "northwest": (_HALF, -_HALF), "southeast": (-_HALF, _HALF), "southwest": (-_HALF, -_HALF),
}  # fmt: skip
"""North and east parts of a compass side."""


def related_place(place: Place, cue: Cue) -> Place:
    """The place itself, or its part, surroundings or road, as the words around it say."""
    whole = place.relation == "is"
    if cue.relation == "near" and cue.km:
        near = _derived(place, "near", f"{cue.km:.0f}km-{cue.part}", precision=2)
        return _moved(near, cue.km, cue.part)
    if cue.relation == "near":
        return _derived(place, "near", "near", precision=2)
    if cue.relation == "road":
        return place if place.kind == "road" else _derived(place, "road", "road", precision=2)
    if whole and cue.relation == "part_of" and cue.kind in SITES:
        return _derived(place, "part_of", cue.kind)
    if whole and cue.part:
        return _derived(place, "part_of", cue.part)
    if whole and cue.relation == "part_of" and cue.kind not in PARTS:
        return _derived(place, "part_of", "part")
    return place


def _moved(place: Place, km: float, side: str) -> Place:
    """The place moved so far to that compass side; near enough on the plane for a day's walk."""
    if place.lat is None or place.lon is None or side not in BEARINGS:
        return place
    north, east = BEARINGS[side]
    lat = place.lat + north * km / KM_A_DEGREE
    return replace(place, lat=lat, lon=place.lon + east * km / (KM_A_DEGREE * cos(radians(place.lat))))


def _derived(place: Place, relation: str, suffix: str, *, precision: int = 1) -> Place:
    """A part or neighbour of a place, with an id of its own under the place's."""
    return replace(
        place, place_id=f"{place.place_id}/{suffix}", relation=relation, precision=max(precision, place.precision),
        aliases=(),
    )  # fmt: skip


def compass_part(place: Place, cue: Cue) -> Place:
    """The region itself, or its part ("northern Aleppo province")."""
    suffix = cue.part or ("near" if cue.relation == "near" else "")
    return replace(place, place_id=f"{place.place_id}/{suffix}", aliases=()) if suffix else place


def halfway(one: Place, other: Place, related: Place) -> Place:
    """`related` (the road by the one) moved half-way to the other, where both have coordinates. The same whichever end
    is named first."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return related
    lat, lon = (one.lat + other.lat) / 2, (one.lon + other.lon) / 2
    first, second = sorted((one, other), key=lambda end: end.place_id)
    place_id = f"{first.place_id}/{related.relation}-{slug(second.name)}"
    return replace(related, place_id=place_id, lat=lat, lon=lon)
