"""Claims as JSON lines, in the form of claims.md, which the gold files and the scorer share; or as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO

import orjson
import pyarrow as pa

from marsad.publish.columns import NUMBER, TEXT, TEXTS, WHOLE, Column, records
from marsad.publish.writers import write_table
from marsad.records import Claim

_SPAN = pa.list_(WHOLE)
_REPORT, _CLAIMS, _RESOLVED, _EVENTS = "report", "extraction", "resolution", "events"
"""Where a field comes from: the report itself, or the room that filled it."""

CLAIM_COLUMNS = (
    Column("doc", TEXT, "the report's label", _REPORT),
    Column("id", TEXT, "the claim's id: the same words judged the same way keep it", _CLAIMS),
    Column("quote", TEXT, "verbatim words of the report", _REPORT),
    Column("start", WHOLE, "where the quote begins in the report's text", _REPORT, "characters"),
    Column("end", WHOLE, "where it ends (the first character after it)", _REPORT, "characters"),
    Column("also", TEXTS, "further words of the report that repeat the claim by the same source", _REPORT),
    Column("kind", TEXT, "`event` or `state`", "`type`"),
    Column("type", TEXT, "the type of claim ([data-model.md](data-model.md))", _CLAIMS),
    Column("status", TEXT, "`asserted`, `hedged`, `denied` or `planned`", "the next three"),
    Column("polarity", TEXT, "`positive`, `negative`", _CLAIMS),
    Column("realis", TEXT, "`actual`, `future`, `hypothetical`", _CLAIMS),
    Column("certainty", TEXT, "`certain`, `hedged`", _CLAIMS),
    Column("actor1", TEXT, 'who did it or holds it; joint actors are joined by " + "', _RESOLVED),
    Column("actor2", TEXT, "against whom, likewise", _RESOLVED),
    Column("place_text", TEXT, "the place as in the report", _REPORT),
    Column("place", TEXT, "the gazetteer's place for it, or the nearest larger place that the report gives", _RESOLVED),
    Column("geonameid", WHOLE, "GeoNames' number of `place`", _RESOLVED),
    Column("lat", NUMBER, "latitude of `place`; in GeoJSON in the geometry", _RESOLVED, "degrees (WGS 84)"),
    Column("lon", NUMBER, "longitude, likewise", _RESOLVED, "degrees (WGS 84)"),
    Column("place_id", TEXT, "the claim's own place, also outside the gazetteer", _RESOLVED),
    Column("place_relation", TEXT, "how it stands to `geonameid`: `is`, `part_of`, `near`, `road`, `region`",
           _RESOLVED),
    Column("geo_precision", WHOLE, "ACLED's precision of the place", _RESOLVED, "1 to 3"),
    Column("part", TEXT, "a part of the place", _CLAIMS),
    Column("from_place", TEXT, "origin of a movement", _CLAIMS),
    Column("to_place", TEXT, "its destination", _CLAIMS),
    Column("operation", TEXT, "the named operation that it belongs to", _CLAIMS),
    Column("date_start", TEXT, "when it happened or is said to hold: the widest honest interval", _RESOLVED,
           "ISO 8601"),
    Column("date_end", TEXT, "its end", _RESOLVED, "ISO 8601"),
    Column("killed_low", WHOLE, "killed, at least", _CLAIMS, "people"),
    Column("killed_high", WHOLE, "killed, at most; empty: open", _CLAIMS, "people"),
    Column("wounded_low", WHOLE, "wounded, at least", _CLAIMS, "people"),
    Column("wounded_high", WHOLE, "wounded, at most; empty: open", _CLAIMS, "people"),
    Column("tolls", records(kind=TEXT, who=TEXT, low=WHOLE, high=WHOLE), "every toll said", _CLAIMS, "people"),
    Column("extent", NUMBER, "the share of the place, where given", _CLAIMS, "0 to 1"),
    Column("source", TEXT, "who is said to say it; empty for the outlet's own voice", _RESOLVED),
    Column("via", TEXT, 'who relays it; several are joined by " < ", outermost last', _RESOLVED),
    Column("event", TEXT, "the key that claims about one occurrence share", _EVENTS),
    Column("report", TEXT, "SHA-256 of the report's bytes", _REPORT),
    Column("also_spans", pa.list_(_SPAN), "start and end of each of `also`", _REPORT, "characters"),
    Column("outlet", TEXT, "who published the report", _REPORT),
    Column("source_kind", TEXT, "what kind of source ([data-model.md](data-model.md))", _RESOLVED),
    Column("origin", TEXT, "the end of the attribution chain", _RESOLVED),
    Column("published_start", TEXT, "when the report said so (an interval where it is undated)", _REPORT, "ISO 8601"),
    Column("published_end", TEXT, "its end", _REPORT, "ISO 8601"),
    Column("actor1_text", TEXT, "`actor1` in the words of the report", _REPORT),
    Column("actor2_text", TEXT, "`actor2` in the words of the report", _REPORT),
    Column("source_span", _SPAN, "start and end of the words that name the source", _REPORT, "characters"),
    Column("date_text", TEXT, "the words that the date rests on", _REPORT),
    Column("time_precision", WHOLE, "ACLED's precision of the time", _RESOLVED, "1 to 3"),
    Column("country", TEXT, "ISO 3166 alpha-2 of the place", _RESOLVED),
    Column("admin1", TEXT, "GeoNames' code of its province", _RESOLVED),
    Column("unresolved", TEXTS, "why a place, a time or an actor stayed open", _RESOLVED),
    Column("made_by", TEXT, "the frame or model that made the claim, with its pack", _CLAIMS),
    Column("confidence", NUMBER, "the probability that a trained coder would have made the claim too", _CLAIMS,
           "0 to 1"),
)  # fmt: skip
"""The fields of claims.md in its order; what we add comes after them."""

CLAIM_FIELDS = tuple(column.name for column in CLAIM_COLUMNS)

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


def claims_table(claims: Iterable[Claim], path: Path, *, versions: Mapping[str, str] | None = None) -> int:
    """Write a row a claim by the ending of `path` (`write_table`). Returns the number of claims."""
    return write_table(CLAIM_COLUMNS, (claim.to_json() for claim in claims), path, versions=versions)
