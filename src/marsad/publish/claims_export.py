"""Claims as JSON lines: the form of claims.md, which the gold files and the scorer share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import IO

import orjson

from marsad.records import Claim

_FIRST = (
    "doc", "id", "quote", "start", "end", "also", "kind", "type", "status", "polarity", "realis", "certainty",
    "actor1", "actor2", "place_text", "place", "geonameid", "lat", "lon", "place_id", "place_relation", "geo_precision",
    "part", "from_place", "to_place", "operation", "date_start", "date_end", "killed_low", "killed_high",
    "wounded_low", "wounded_high", "tolls", "extent", "source", "via", "event",
)  # fmt: skip
"""The fields of claims.md in its order; what we add comes after them."""

CLAIM_FIELDS = (*_FIRST, *(field.name for field in fields(Claim) if field.name not in _FIRST))

_LINE_MARKS = tuple((mark.encode(), f"\\u{ord(mark):04x}".encode()) for mark in "\x85\u2028\u2029")
"""Characters at which some readers end a line (Python's str.splitlines does): JSON itself leaves them as they are."""


def claims_jsonl(claims: Iterable[Claim], out: IO[bytes]) -> int:
    """Write one JSON object a line (UTF-8), keys in the order of CLAIM_FIELDS. Returns the number of claims."""
    written = 0
    for claim in claims:
        row = claim.to_json()
        line = orjson.dumps({name: row[name] for name in CLAIM_FIELDS}, option=orjson.OPT_APPEND_NEWLINE)
        for mark, escape in _LINE_MARKS:
            line = line.replace(mark, escape)
        out.write(line)
        written += 1
    return written
