"""What stored control rested on of what is told of places near: where that is the same, the rows stay."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.dialect import Text

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("control_places", sa.Column("basis", Text, nullable=False, server_default=""))
