"""Where places are whose control is worked out, and which of them rest on what is told of others near them."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.control import mark_all

revision = "0008"
down_revision = "0007"

SIDES = ("south", "north", "west", "east")


def upgrade() -> None:
    for side in SIDES:
        op.add_column("control_places", sa.Column(side, sa.Float))
    op.add_column("control_places", sa.Column("lone", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("control_places_by_south", "control_places", ["south", "north"])
    mark_all(op.get_bind())
