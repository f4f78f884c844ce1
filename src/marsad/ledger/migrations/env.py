"""Alembic's entry: migrations run on the connection, and in the transaction, that the ledger gives."""

from alembic import context

from marsad.ledger.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
context.run_migrations()
