"""PLOVER records as a table: a column a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from marsad.publish.columns import DAY, NUMBER, TEXT, TEXTS, WHOLE, Column, Row

PLOVER_COLUMNS = (
    Column("event_id", TEXT, "the event's id", "event"),
    Column("event_date", DAY, "as in the table of ACLED", "event"),
    Column("date_start", TEXT, "when it happened, at the earliest", "event", "ISO 8601"),
    Column("date_end", TEXT, "at the latest", "event", "ISO 8601"),
    Column("time_precision", WHOLE, "1: the day; 2: within a week; 3: more", "event", "1 to 3"),
    Column("event_type", TEXT, "PLOVER's event", "type of event"),
    Column("event_mode", TEXT, "its mode; empty where PLOVER has none", "type of event, words"),
    Column("auxiliary_modes", TEXTS, "`negation`, `future`, `hypothetical`: nobody says that it happened; "
           "`historical`: it was over for more than 30 days when first told", "claims"),
    Column("actor", TEXTS, "who did it, as most claims say; several act together", "claims"),
    Column("recipient", TEXTS, "to whom", "claims"),
    Column("dead", WHOLE, "the lowest figure that a claim gives; empty: none is said", "claims", "people"),
    Column("injured", WHOLE, "the same", "claims", "people"),
    Column("location_name", TEXT, "the place", "event"),
    Column("country", TEXT, "ISO 3166 alpha-2", "claims"),
    Column("geonames_id", WHOLE, "GeoNames' number of the place, or of the one that it belongs to", "event"),
    Column("latitude", NUMBER, "of the place", "event", "degrees (WGS 84)"),
    Column("longitude", NUMBER, "likewise", "event", "degrees (WGS 84)"),
    Column("text", TEXT, "the words of its first claim", "reports"),
    Column("publisher", TEXTS, "the outlets", "claims"),
    Column("publication_date", TEXT, "the first publication", "claims", "ISO 8601"),
    Column("credibility", WHOLE, "1 (confirmed) to 6 (cannot be judged), after the Admiralty system", "event",
           "1 to 6"),
    Column("claims", TEXTS, "the ids of its claims", "event"),
)  # fmt: skip


def flat(records: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Records of `schemes.plover_rows` as rows of PLOVER_COLUMNS."""
    for record in records:
        location = record["location"]
        yield {**record, **record["magnitude"], **location, "location_name": location["name"]}
