"""The ids of places: a part or the surroundings of a place has the place's own id, a slash and its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from marsad.records.claim import Claim

REGION = "region:"
"""What the place_id of a region, a district or an enclave begins with."""


Box = tuple[float, float, float, float]
"""South, north, west, east, degrees."""

NEAR, ROAD, RIVER = "/near", "/road", "-river"
"""Ends of the ids of what lies around a place, of a road there, and of a river: no places that anybody holds."""


def root_of(place_id: str) -> str:
    """The place that contains it: "gn:1/east" lies in "gn:1"."""
    return place_id.split("/", 1)[0]


def name_of_place(claim: Claim) -> str:
    """The name of the place that a claim speaks of: the gazetteer's for the whole of one, "near Harun" for what has no
    name of its own, else the words of the text."""
    if claim.place and claim.place_id.endswith((NEAR, ROAD)):
        return f"{claim.place_relation} {claim.place}"
    return (claim.place if claim.place_relation == "is" else None) or claim.place_text or claim.place or claim.place_id


def by_root(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """The claims of each place with those of its parts; those that speak of no place are left out."""
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.place_id:
            grouped[root_of(claim.place_id)].append(claim)
    return grouped
