"""The facts: chain, reports, decisions, seals; and the log of rejected files."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.dialect import Text, forbid_changes

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "chain",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", Text, nullable=False),
        sa.Column("payload", Text, nullable=False),
        sa.Column("stored", Text, nullable=False),
        sa.Column("recorded_at", Text, nullable=False, unique=True),
        sa.Column("previous", Text, nullable=False),
        sa.Column("hash", Text, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("digest", Text, primary_key=True),
        sa.Column("seq", sa.Integer, sa.ForeignKey("chain.seq"), nullable=False, unique=True),
        sa.Column("media_type", Text),
        sa.Column("raw", sa.LargeBinary),
        sa.Column("record", sa.LargeBinary),
        sa.Column("signature", sa.LargeBinary),
    )
    op.create_table(
        "decisions",
        sa.Column("id", Text, primary_key=True),
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
        sa.Column("label", Text, nullable=False),
        sa.Column("location", Text, nullable=False),
        sa.Column("reason", Text, nullable=False),
        sa.Column("recorded_at", Text, nullable=False),
    )
    forbid_changes(op.get_bind())
