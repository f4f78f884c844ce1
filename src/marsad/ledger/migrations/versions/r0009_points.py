"""Where the places of claims are, and within which boxes what is told moves places that rest on their neighbours."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.claims import note_all_points
from marsad.ledger.control import mark_all
from marsad.ledger.decisions import note_moved
from marsad.ledger.dialect import Text

revision = "0009"
down_revision = "0008"

SIDES = ("south", "north", "west", "east")


def upgrade() -> None:
    op.create_table(
        "place_points",
        sa.Column("place_id", Text, primary_key=True),
        sa.Column("lat", sa.Float, primary_key=True),
        sa.Column("lon", sa.Float, primary_key=True),
    )
    op.create_index("place_points_by_lat", "place_points", ["lat", "lon"])
    op.add_column("control_places", sa.Column("holders", Text, nullable=False, server_default=""))
    for side in SIDES:
        op.add_column("control_places", sa.Column(side, sa.Float))
    op.create_index("control_places_by_south", "control_places", ["south"])
    note_all_points(op.get_bind())
    note_moved(op.get_bind())
    mark_all(op.get_bind())
