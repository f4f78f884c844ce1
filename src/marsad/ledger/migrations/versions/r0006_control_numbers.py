"""Control rows are numbered, so that who keeps a picture of all places reads only those that changed."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.control import mark_all

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("control_places", sa.Column("number", sa.Integer, nullable=False, server_default="0"))
    op.create_index("control_places_by_number", "control_places", ["number"])
    op.execute("DELETE FROM control_spells")  # of an earlier form
    op.execute("DELETE FROM control_places")
    mark_all(op.get_bind())
