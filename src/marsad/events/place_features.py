"""What two claims say of where, side by side: one place, part and whole, site and town, province, distance, name."""

from __future__ import annotations

import numpy as np
from rapidfuzz import fuzz

from marsad.events.columns import Column, Columns, Floats, Ints, Mask

ONE_NAME = 72.0
"""Likeness (0 to 100) of two folded names from which they are likely two spellings of one ("sheikhoun", "shaykhun")."""

NEAR_KM, FAR_KM = 15.0, 300.0
"""Kilometres within which two sites may be one spot told by two names; and from which places are simply far."""

KM_A_DEGREE = 111.2
"""Of latitude."""


def place_features(c: Columns, i: Ints, j: Ints) -> dict[str, Column]:
    """Named features of the pairs (i, j), each of shape [p]."""
    none_i, none_j = c.place[i] < 0, c.place[j] < 0
    named = ~none_i & ~none_j
    same = (c.place[i] == c.place[j]) & named
    one_root = (c.root[i] == c.root[j]) & named & ~same
    nested = one_root & (c.whole[i] | c.whole[j])
    one_town = (c.town[i] == c.town[j]) & named & ~same & ~one_root
    site_of_town = one_town & (c.whole[i] | c.whole[j])
    left_from = (c.from_name[i] >= 0) & (
        (c.from_name[i] == c.from_name[j]) | (c.from_name[i] == c.name[j])
    ) | (c.from_name[j] >= 0) & (c.from_name[j] == c.name[i])  # fmt: skip
    elsewhere = (c.root[i] != c.root[j]) & (c.town[i] != c.town[j]) & named
    one_province = (c.admin1[i] >= 0) & (c.admin1[i] == c.admin1[j])
    provinces = (c.admin1[i] >= 0) & (c.admin1[j] >= 0) & elsewhere
    in_region = elsewhere & (c.region[i] != c.region[j])
    sites = elsewhere & ~c.region[i] & ~c.region[j]
    km = _kilometres(c, i, j)
    return {
        "akin_place_name": _akin_names(c, i, j),
        "place_within_region": in_region & one_province,
        "places_of_one_province": elsewhere & ~in_region & one_province,
        "other_province": provinces & ~one_province,
        "distance_km": np.where(sites, np.log1p(np.minimum(km, FAR_KM)) / 5, 0.0),
        "neighbouring_places": sites & (km < NEAR_KM),
        "same_place": same,
        "same_part_of_place": same & ~c.whole[i] & ~c.whole[j],
        "place_within_place": nested,
        "two_parts_of_place": one_root & ~nested,
        "site_of_town": site_of_town,
        "two_sites_of_town": one_town & ~site_of_town,
        "same_place_name": (c.name[i] == c.name[j]) & (c.name[i] >= 0),
        "no_place": none_i & none_j,
        "one_place_missing": none_i != none_j,
        "same_departure": left_from,
        "same_operation": (c.operation[i] == c.operation[j]) & (c.operation[i] >= 0),
        "other_operation": (c.operation[i] != c.operation[j]) & (c.operation[i] >= 0) & (c.operation[j] >= 0),
    }


def _kilometres(c: Columns, i: Ints, j: Ints) -> Floats:
    """Distance on a sphere flattened at the pair's latitude, good to a percent within a country; unknown: FAR_KM."""
    north = c.lat[i] - c.lat[j]
    east = (c.lon[i] - c.lon[j]) * np.cos(np.radians((c.lat[i] + c.lat[j]) / 2))
    return np.nan_to_num(KM_A_DEGREE * np.hypot(north, east), nan=FAR_KM)


def _akin_names(c: Columns, i: Ints, j: Ints) -> Mask:
    """Whether the places' names differ, but only as spellings of one name do."""
    a, b = c.name[i], c.name[j]
    out = np.zeros(len(i), dtype=bool)
    asked = np.flatnonzero((a >= 0) & (b >= 0) & (a != b))
    pairs, inverse = np.unique(a[asked] * len(c.place_names) + b[asked], return_inverse=True)
    of_one = [divmod(pair, len(c.place_names)) for pair in pairs.tolist()]
    alike = [fuzz.ratio(c.place_names[x], c.place_names[y]) >= ONE_NAME for x, y in of_one]
    out[asked] = np.array(alike, dtype=bool)[inverse]
    return out
