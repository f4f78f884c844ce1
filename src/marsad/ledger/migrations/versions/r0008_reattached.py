"""A mark of where decisions were last attached anew, by which a reader knows that what it held ready is old."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.dialect import Text

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table("reattached", sa.Column("mark", Text, primary_key=True))
