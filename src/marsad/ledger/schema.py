"""The ledger's tables (SQLAlchemy Core). Facts (chain, reports, decisions, seals) are only ever appended; the rest is
derived from them and replaceable. Migrations create the tables; a test holds this file and the migrations together.

Times are UTC, ISO 8601 with microseconds and "+00:00", all of one length, so that text order is time order.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table

from marsad.ledger.dialect import Text

REVISION = "0010"
"""The newest migration: what this code reads and writes."""

VERSION_TABLE = "ledger_version"

metadata = MetaData()

chain = Table(
    "chain",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),  # report, decision
    Column("payload", Text, nullable=False),  # SHA-256 of the raw bytes, or of the decision's body
    Column("stored", Text, nullable=False),  # SHA-256 over all else that is stored of it ("" for a decision)
    Column("recorded_at", Text, nullable=False, unique=True),  # strictly increasing with seq
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("digest", Text, primary_key=True),  # SHA-256 of the raw bytes
    Column("seq", Integer, ForeignKey("chain.seq"), nullable=False, unique=True),
    Column("media_type", Text),  # null once redacted, as are raw, record and signature
    Column("raw", LargeBinary),  # zlib
    Column("record", LargeBinary),  # zlib of the Report's canonical JSON
    Column("signature", LargeBinary),  # near-duplicate signature, as intake made it
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seq", Integer, ForeignKey("chain.seq"), nullable=False, unique=True),
    Column("body", LargeBinary),  # canonical JSON; null once erased
    Column("words", LargeBinary),  # JSON: a [salt, quote] for each entry of the snapshot; an erased one is null
)

seals = Table(
    "seals",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seal", LargeBinary, nullable=False),  # canonical JSON: seq, head, at, key, signature
)

rejections = Table(
    "rejections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("label", Text, nullable=False),
    Column("location", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
)

derivations = Table(
    "derivations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("versions", Text, nullable=False, unique=True),  # canonical JSON: of code, models, packs
    Column("first_used", Text, nullable=False),
)

readings = Table(  # a report with no reading is still to be read
    "readings",
    metadata,
    Column("report_seq", Integer, ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
    Column("derivation", Integer, ForeignKey("derivations.id"), nullable=False),
)


def _claim_columns() -> list[Column[Any]]:
    return [
        Column("id", Text, primary_key=True),
        Column("report_seq", Integer, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("doc", Text, nullable=False),
        Column("type", Text, nullable=False),
        Column("status", Text, nullable=False),
        Column("place_id", Text, nullable=False),
        Column("geonameid", Integer),
        Column("place_name", Text, nullable=False),  # case-folded
        Column("source", Text, nullable=False),
        Column("origin", Text, nullable=False),
        Column("actor1", Text, nullable=False),
        Column("actor2", Text, nullable=False),
        Column("valid_from", Text),  # first moment that date_start may mean
        Column("valid_to", Text),  # last moment that date_end may mean
        Column("known_at", Text, nullable=False),  # last moment of published_end; else when the report was recorded
        Column("payload", LargeBinary, nullable=False),
    ]


claims = Table(
    "claims",
    metadata,
    *_claim_columns(),
    Index("claims_in_order", "report_seq", "start", "id"),
    Index("claims_by_doc", "doc"),
    Index("claims_by_type", "type", "report_seq"),  # with the report's number: pages of a long list need no sorting
    Index("claims_by_status", "status", "report_seq"),
    Index("claims_by_place_id", "place_id", "known_at"),
    Index("claims_by_source", "source", "report_seq"),
    Index("claims_by_origin", "origin", "report_seq"),
    Index("claims_by_actor1", "actor1", "report_seq"),
    Index("claims_by_actor2", "actor2", "report_seq"),
    Index("claims_by_time", "valid_from", "valid_to", "known_at", "id"),
)

claim_words = Table(  # what people search in; the engine's own index of words hangs on it (dialect)
    "claim_words",
    metadata,
    Column("number", Integer, primary_key=True),  # grows: later claims have higher ones
    Column("claim_id", Text, nullable=False),
    Column("report_seq", Integer, nullable=False),
    Column("words", Text, nullable=False),  # folded
    Index("claim_words_by_report", "report_seq"),
)

claim_places = Table(  # every place that claims ever named: an index of names that is small and costs little to keep
    "claim_places",
    metadata,
    Column("place_id", Text, nullable=False),
    Column("geonameid", Integer),
    Column("place_name", Text, nullable=False),
    Index("claim_places_by_place_id", "place_id"),
    Index("claim_places_by_geonameid", "geonameid"),
    Index("claim_places_by_place_name", "place_name"),
)

place_points = Table(  # every point that claims ever gave a place, degrees
    "place_points",
    metadata,
    Column("place_id", Text, primary_key=True),
    Column("lat", Float, primary_key=True),
    Column("lon", Float, primary_key=True),
    Index("place_points_by_lat", "lat", "lon"),
)

staged_claims = Table(  # a rebuild's, until it is whole
    "staged_claims",
    metadata,
    *_claim_columns(),
    Column("words", Text, nullable=False, server_default=""),
    Index("staged_claims_by_report", "report_seq"),
)

staged_readings = Table(
    "staged_readings",
    metadata,
    Column("report_seq", Integer, ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
    Column("derivation", Integer, ForeignKey("derivations.id"), nullable=False),
)

attachments = Table(  # where each decision's targets are now; claim_id is null while unattached
    "attachments",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("action", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("claim_id", Text),
    Index("attachments_by_report", "report"),
    Index("attachments_by_claim", "claim_id", "action"),
)

reattached = Table(  # one row, another mark whenever attachments of earlier decisions were changed
    "reattached",
    metadata,
    Column("mark", Text, primary_key=True),
)

events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("place_id", Text, nullable=False),
    Column("geonameid", Integer),
    Column("place_name", Text, nullable=False),
    Column("credibility", Integer, nullable=False),
    Column("valid_from", Text),
    Column("valid_to", Text),
    Column("derivation", Integer, ForeignKey("derivations.id"), nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("disagreements", Integer),  # rows of that table; null: still to be made
    Index("events_by_disagreements", "disagreements"),
    Index("events_by_type", "type"),
    Index("events_by_place_id", "place_id"),
    Index("events_by_geonameid", "geonameid"),
    Index("events_by_place_name", "place_name"),
)

event_addresses = Table(
    "event_addresses",
    metadata,
    Column("claim_id", Text, primary_key=True),
    Column("event_id", Text, nullable=False),
    Column("current", Boolean, nullable=False),  # false: the event once held the claim, and nothing holds it now
    Index("event_addresses_by_event", "event_id"),
)

stale_places = Table(  # places (with all their parts) of which something changed since their control was worked out
    "stale_places",
    metadata,
    Column("root", Text, primary_key=True),  # place_id up to its first "/"
    Column("mark", Text, nullable=False),  # another one for each change
)

control_places = Table(  # places whose control is worked out, as known now
    "control_places",
    metadata,
    Column("place_id", Text, primary_key=True),
    Column("root", Text, nullable=False),
    Column("derivation", Integer, ForeignKey("derivations.id"), nullable=False),
    Column("payload", LargeBinary, nullable=False),  # JSON, as the room that put it wrote it
    Column("number", Integer, nullable=False, server_default="0"),  # grows: what was put later has a higher one
    Column("told", LargeBinary, nullable=False),  # zlib of JSON: its spells, and the stretches within them
    Column("page", LargeBinary, nullable=False),  # zlib of JSON: of its page
    Column("holders", Text, nullable=False, server_default=""),  # a mark of what may tell of places near it
    Column("basis", Text, nullable=False, server_default=""),  # a mark of what was told of places near it
    Column("south", Float),  # the box, degrees, in which what is told of places moves this one; null: none is asked
    Column("north", Float),
    Column("west", Float),
    Column("east", Float),
    Index("control_places_by_root", "root"),
    Index("control_places_by_number", "number"),
    Index("control_places_by_south", "south"),
)

disagreements = Table(  # what events disagree on, in the order in which a reader should see it
    "disagreements",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("id", Text, primary_key=True),  # of one that several events share: the same in each
    Column("urgency", Integer, nullable=False),  # less comes first
    Column("rank", Integer, nullable=False),
    Column("place", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("place_id", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("valid_from", Text),
    Column("valid_to", Text),
    Column("payload", LargeBinary, nullable=False),  # JSON, as the room that put it wrote it
    Index("disagreements_by_id", "id", "event_id"),
    Index("disagreements_in_order", "urgency", "rank", "place", "note", "id"),
    Index("disagreements_by_place_id", "place_id", "urgency", "rank"),
)

redirects = (
    Table(  # ids once given out and no longer in use: an event's leads to its first claim, a claim's to its words
        "redirects",
        metadata,
        Column("address", Text, primary_key=True),
        Column("claim_id", Text, nullable=False),
        Column("snapshot", LargeBinary),  # JSON: report, start, end, type, source, actor1, place_id; null for an event
    )
)
