"""Control of a place in one row, a tenth of the size; disagreements as rows, so that a page of them is read alone."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.control import mark_all
from marsad.ledger.dialect import Text

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.drop_table("control_spells")
    op.drop_table("control_places")
    op.create_table(
        "control_places",
        sa.Column("place_id", Text, primary_key=True),
        sa.Column("root", Text, nullable=False),
        sa.Column("derivation", sa.Integer, sa.ForeignKey("derivations.id"), nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, server_default="0"),
        sa.Column("told", sa.LargeBinary, nullable=False),
        sa.Column("page", sa.LargeBinary, nullable=False),
    )
    op.create_index("control_places_by_root", "control_places", ["root"])
    op.create_index("control_places_by_number", "control_places", ["number"])
    op.create_table(
        "disagreements",
        sa.Column("event_id", Text, primary_key=True),
        sa.Column("id", Text, primary_key=True),
        sa.Column("urgency", sa.Integer, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("place", Text, nullable=False),
        sa.Column("note", Text, nullable=False),
        sa.Column("place_id", Text, nullable=False),
        sa.Column("question", Text, nullable=False),
        sa.Column("valid_from", Text),
        sa.Column("valid_to", Text),
        sa.Column("payload", sa.LargeBinary, nullable=False),
    )
    op.create_index("disagreements_by_id", "disagreements", ["id", "event_id"])
    op.create_index("disagreements_in_order", "disagreements", ["urgency", "rank", "place", "note", "id"])
    op.create_index("disagreements_by_place_id", "disagreements", ["place_id", "urgency", "rank"])
    op.add_column("events", sa.Column("disagreements", sa.Integer))
    op.create_index("events_by_disagreements", "events", ["disagreements"])
    mark_all(op.get_bind())
