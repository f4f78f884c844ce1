"""The facts: chain, reports, decisions, seals; and the log of rejected files."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.dialect import forbid_changes

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "chain",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("payload", sa.String, nullable=False),
        sa.Column("stored", sa.String, nullable=False),
        sa.Column("recorded_at", sa.String, nullable=False, unique=True),
        sa.Column("previous", sa.String, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("seq", sa.Integer, sa.ForeignKey("chain.seq"), nullable=False, unique=True),
        sa.Column("media_type", sa.String),
        sa.Column("raw", sa.LargeBinary),
        sa.Column("record", sa.LargeBinary),
        sa.Column("signature", sa.LargeBinary),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("seq", sa.Integer, sa.ForeignKey("chain.seq"), nullable=False, unique=True),
        sa.Column("body", sa.LargeBinary),
        sa.Column("words", sa.LargeBinary),
    )
    op.create_table(
        "seals",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seal", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "rejections",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("location", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("recorded_at", sa.String, nullable=False),
    )
    forbid_changes(op.get_bind())
