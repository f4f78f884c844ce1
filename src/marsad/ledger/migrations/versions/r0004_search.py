"""What a desk needs at a million claims: an index of words, and pages of long lists in the order of arrival."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.codec import decode_claim
from marsad.ledger.dialect import Text, fix_statistics, index_words
from marsad.ledger.schema import claim_words
from marsad.ledger.words import words_of

revision = "0004"
down_revision = "0003"

PAGED = ("type", "status", "source", "origin", "actor1", "actor2")
BATCH = 1000


def upgrade() -> None:
    for column in PAGED:
        if column != "status":
            op.drop_index(f"claims_by_{column}", "claims")
        op.create_index(f"claims_by_{column}", "claims", [column, "report_seq"])
    op.add_column("staged_claims", sa.Column("words", Text, nullable=False, server_default=""))
    op.execute("DELETE FROM staged_claims")  # a rebuild that was killed begins again: its rows have no words
    op.execute("DELETE FROM staged_readings")
    op.create_table(
        "claim_words",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("claim_id", Text, nullable=False),
        sa.Column("report_seq", sa.Integer, nullable=False),
        sa.Column("words", Text, nullable=False),
    )
    op.create_index("claim_words_by_report", "claim_words", ["report_seq"])
    connection = op.get_bind()
    index_words(connection)
    fix_statistics(connection)
    _fill(connection)


def _fill(connection: sa.Connection) -> None:
    """The words of claims that are there already."""
    query = "SELECT id, report_seq, payload FROM claims ORDER BY report_seq, start, id"
    result = connection.execute(sa.text(query))
    while rows := result.fetchmany(BATCH):
        words = [
            {"claim_id": row.id, "report_seq": row.report_seq, "words": words_of(decode_claim(bytes(row.payload)))}
            for row in rows
        ]
        connection.execute(sa.insert(claim_words), words)
