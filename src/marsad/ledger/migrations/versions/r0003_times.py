"""Claims by their time: which ones may speak of the days of a new report."""

from alembic import op

from marsad.ledger.dialect import fix_statistics

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_index("claims_by_time", "claims", ["valid_from", "valid_to", "known_at", "id"])
    fix_statistics(op.get_bind())
