"""A large page in parts: what the first screen needs as plain JSON, the rest compressed, opened when it is looked at.

A browser reads 100 MB of JSON in seconds, and a reader looks at a few places of thousands.
"""

from __future__ import annotations

import base64
import gzip
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import orjson

from marsad.records import root_of

PLAIN_CLAIMS = 3_000
"""Up to so many claims the page holds one plain JSON object that any program reads; about 3 MB."""
PART_CLAIMS = 1_500
"""Claims in a part, about: a browser opens one within a few frames."""
FIRST_DISAGREEMENTS = 40
"""Disagreements of the first screen; the others come with their places."""

_BY_PLACE = ("places", "claims", "events", "disagreements")


def packed(data: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[str]]:
    """The object to embed as JSON, and the parts (base64 of gzip of JSON), none for a small record.

    A part has some of the rows of `places`, `claims`, `events`, `passages`, `reports` and `disagreements`, of `known`
    the `days`, and of `former` what leads to them; a place comes whole, with its parts and surroundings. `parts` in the
    object has each map place's part; the last part has what has no place. The same data gives the same bytes.
    """
    if len(data["claims"]) <= PLAIN_CLAIMS:
        return data, []
    part_of, count = _divided(data)
    rows: list[dict[str, list[Any]]] = [defaultdict(list) for _ in range(count)]
    for name in _BY_PLACE:
        for row in data[name]:
            rows[part_of.get(root_of(row["place_id"]), count - 1)][name].append(row)
    quoting: defaultdict[str, set[int]] = defaultdict(set)
    for number, part in enumerate(rows):
        for claim in part["claims"]:
            quoting[claim["report"]].add(number)
    for report in data["reports"]:
        for number in sorted(quoting[report["digest"]]) or [count - 1]:
            rows[number]["reports"].append(report)
    for passage in data["passages"]:
        for number in sorted(quoting[passage["report"]]):
            rows[number]["passages"].append(passage)
    former = _former(data["former"], rows)
    for known in data["known"]:
        days: defaultdict[int, dict[str, Any]] = defaultdict(dict)
        for place_id, told in known["days"].items():
            days[part_of.get(root_of(place_id), count - 1)][place_id] = told
        for number, by_place in days.items():
            rows[number]["known"].append({"as_known_at": known["as_known_at"], "days": by_place})
    core = {
        **data,
        "known": [{**known, "days": {}} for known in data["known"]],
        **{name: [] for name in (*_BY_PLACE, "passages", "reports")},
        "disagreements": data["disagreements"][:FIRST_DISAGREEMENTS],
        "former": {},
        "parts": [part_of[root_of(place["place_id"])] for place in data["map"]["places"]],
    }
    texts = (orjson.dumps({**part, "former": led}) for part, led in zip(rows, former, strict=True))
    return core, [base64.b64encode(gzip.compress(text, 6, mtime=0)).decode() for text in texts]


def _former(former: Mapping[str, str], rows: list[dict[str, list[Any]]]) -> list[dict[str, str]]:
    """For each part, the former ids of its claims and events."""
    at = {row["id"]: number for number, part in enumerate(rows) for name in ("claims", "events") for row in part[name]}
    found: list[dict[str, str]] = [{} for _ in rows]
    for name, now in former.items():
        found[at[now]][name] = now
    return found


def _divided(data: Mapping[str, Any]) -> tuple[dict[str, int], int]:
    """Root place -> its part, in the order of the map, and the number of parts."""
    weights: dict[str, int] = {}
    for place in data["map"]["places"]:
        weights[root_of(place["place_id"])] = weights.get(root_of(place["place_id"]), 0) + place["claims"]
    part_of: dict[str, int] = {}
    number, filled = 0, 0
    for root, weight in weights.items():
        if filled and filled + weight > PART_CLAIMS:
            number, filled = number + 1, 0
        part_of[root] = number
        filled += weight
    return part_of, number + 2
