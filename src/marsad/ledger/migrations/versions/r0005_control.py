"""Control of all places as derived rows; places whose control is to be worked out."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.control import mark_all
from marsad.ledger.dialect import Text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "stale_places",
        sa.Column("root", Text, primary_key=True),
        sa.Column("mark", Text, nullable=False),
    )
    op.create_table(
        "control_places",
        sa.Column("place_id", Text, primary_key=True),
        sa.Column("root", Text, nullable=False),
        sa.Column("derivation", sa.Integer, sa.ForeignKey("derivations.id"), nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "control_spells",
        sa.Column("place_id", Text, primary_key=True),
        sa.Column("start", Text, primary_key=True),
        sa.Column("end", Text, nullable=False),
        sa.Column("root", Text, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
    )
    op.create_index("control_places_by_root", "control_places", ["root"])
    op.create_index("control_spells_by_root", "control_spells", ["root"])
    mark_all(op.get_bind())
