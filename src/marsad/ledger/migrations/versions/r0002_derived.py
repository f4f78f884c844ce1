"""What is derived: readings, claims, where decisions are attached, events and their addresses."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.dialect import Text, fix_statistics

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
        sa.Column("versions", Text, nullable=False, unique=True),
        sa.Column("first_used", Text, nullable=False),
    )
    op.create_table(
        "readings",
        sa.Column("report_seq", sa.Integer, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
        sa.Column("derivation", sa.Integer, sa.ForeignKey("derivations.id"), nullable=False),
    )
    for name in ("claims", "staged_claims"):
        op.create_table(
            name,
            sa.Column("id", Text, primary_key=True),
            sa.Column("report_seq", sa.Integer, nullable=False),
            sa.Column("start", sa.Integer, nullable=False),
            sa.Column("end", sa.Integer, nullable=False),
            sa.Column("doc", Text, nullable=False),
            sa.Column("type", Text, nullable=False),
            sa.Column("status", Text, nullable=False),
            sa.Column("place_id", Text, nullable=False),
            sa.Column("geonameid", sa.Integer),
            sa.Column("place_name", Text, nullable=False),
            sa.Column("source", Text, nullable=False),
            sa.Column("origin", Text, nullable=False),
            sa.Column("actor1", Text, nullable=False),
            sa.Column("actor2", Text, nullable=False),
            sa.Column("valid_from", Text),
            sa.Column("valid_to", Text),
            sa.Column("known_at", Text, nullable=False),
            sa.Column("payload", sa.LargeBinary, nullable=False),
        )
    op.create_table(
        "claim_places",
        sa.Column("place_id", Text, nullable=False),
        sa.Column("geonameid", sa.Integer),
        sa.Column("place_name", Text, nullable=False),
    )
    op.create_table(
        "staged_readings",
        sa.Column("report_seq", sa.Integer, sa.ForeignKey("reports.seq"), primary_key=True, autoincrement=False),
        sa.Column("derivation", sa.Integer, sa.ForeignKey("derivations.id"), nullable=False),
    )
    op.create_table(
        "attachments",
        sa.Column("decision_id", Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("action", Text, nullable=False),
        sa.Column("report", Text, nullable=False),
        sa.Column("claim_id", Text),
    )
    op.create_table(
        "events",
        sa.Column("id", Text, primary_key=True),
        sa.Column("type", Text, nullable=False),
        sa.Column("place_id", Text, nullable=False),
        sa.Column("geonameid", sa.Integer),
        sa.Column("place_name", Text, nullable=False),
        sa.Column("credibility", sa.Integer, nullable=False),
        sa.Column("valid_from", Text),
        sa.Column("valid_to", Text),
        sa.Column("derivation", sa.Integer, sa.ForeignKey("derivations.id"), nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "event_addresses",
        sa.Column("claim_id", Text, primary_key=True),
        sa.Column("event_id", Text, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
    )
    op.create_table(
        "redirects",
        sa.Column("address", Text, primary_key=True),
        sa.Column("claim_id", Text, nullable=False),
        sa.Column("snapshot", sa.LargeBinary),
    )
    for table, indexes in INDEXES.items():
        for name, columns in indexes.items():
            op.create_index(name, table, columns)
    fix_statistics(op.get_bind())
