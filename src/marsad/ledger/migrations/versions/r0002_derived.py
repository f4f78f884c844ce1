"""What is derived: readings, claims, where decisions are attached, events and their addresses."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.dialect import fix_statistics

revision = "0002"
down_revision = "0001"

INDEXES = {
    "claims": {
        "claims_in_order": ["report_seq", "start", "id"],
        "claims_by_doc": ["doc"],
        "claims_by_type": ["type", "status"],
        "claims_by_place_id": ["place_id", "known_at"],
        "claims_by_source": ["source"],
        "claims_by_origin": ["origin"],
        "claims_by_actor1": ["actor1"],
        "claims_by_actor2": ["actor2"],
    },
    "claim_places": {
        "claim_places_by_place_id": ["place_id"],
        "claim_places_by_geonameid": ["geonameid"],
        "claim_places_by_place_name": ["place_name"],
    },
    "staged_claims": {"staged_claims_by_report": ["report_seq"]},
    "attachments": {"attachments_by_report": ["report"], "attachments_by_claim": ["claim_id", "action"]},
    "events": {
        "events_by_type": ["type"],
        "events_by_place_id": ["place_id"],
        "events_by_geonameid": ["geonameid"],
        "events_by_place_name": ["place_name"],
    },
    "event_addresses": {"event_addresses_by_event": ["event_id"]},
}


def upgrade() -> None:
    op.create_table(
        "derivations",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("versions", sa.String, nullable=False, unique=True),
        sa.Column("first_used", sa.String, nullable=False),
    )
    op.create_table(
        "readings",
        sa.Column("report_seq", sa.Integer, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
        sa.Column("derivation", sa.Integer, sa.ForeignKey("derivations.id"), nullable=False),
    )
    for name in ("claims", "staged_claims"):
        op.create_table(
            name,
            sa.Column("id", sa.String, primary_key=True),
            sa.Column("report_seq", sa.Integer, nullable=False),
            sa.Column("start", sa.Integer, nullable=False),
            sa.Column("end", sa.Integer, nullable=False),
            sa.Column("doc", sa.String, nullable=False),
            sa.Column("type", sa.String, nullable=False),
            sa.Column("status", sa.String, nullable=False),
            sa.Column("place_id", sa.String, nullable=False),
            sa.Column("geonameid", sa.Integer),
            sa.Column("place_name", sa.String, nullable=False),
            sa.Column("source", sa.String, nullable=False),
            sa.Column("origin", sa.String, nullable=False),
            sa.Column("actor1", sa.String, nullable=False),
            sa.Column("actor2", sa.String, nullable=False),
            sa.Column("valid_from", sa.String),
            sa.Column("valid_to", sa.String),
            sa.Column("known_at", sa.String, nullable=False),
            sa.Column("payload", sa.LargeBinary, nullable=False),
        )
    op.create_table(
        "claim_places",
        sa.Column("place_id", sa.String, nullable=False),
        sa.Column("geonameid", sa.Integer),
        sa.Column("place_name", sa.String, nullable=False),
    )
    op.create_table(
        "staged_readings",
        sa.Column("report_seq", sa.Integer, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
        sa.Column("derivation", sa.Integer, sa.ForeignKey("derivations.id"), nullable=False),
    )
    op.create_table(
        "attachments",
        sa.Column("decision_id", sa.String, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("report", sa.String, nullable=False),
        sa.Column("claim_id", sa.String),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("place_id", sa.String, nullable=False),
        sa.Column("geonameid", sa.Integer),
        sa.Column("place_name", sa.String, nullable=False),
        sa.Column("credibility", sa.Integer, nullable=False),
        sa.Column("valid_from", sa.String),
        sa.Column("valid_to", sa.String),
        sa.Column("derivation", sa.Integer, sa.ForeignKey("derivations.id"), nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "event_addresses",
        sa.Column("claim_id", sa.String, primary_key=True),
        sa.Column("event_id", sa.String, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
    )
    op.create_table(
        "redirects",
        sa.Column("address", sa.String, primary_key=True),
        sa.Column("claim_id", sa.String, nullable=False),
        sa.Column("snapshot", sa.LargeBinary),
    )
    for table, indexes in INDEXES.items():
        for name, columns in indexes.items():
            op.create_index(name, table, columns)
    fix_statistics(op.get_bind())
