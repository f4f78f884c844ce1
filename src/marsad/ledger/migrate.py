"""Opening a ledger's schema: a new one is made, an older one upgraded, a newer or foreign one refused."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from marsad.ledger.dialect import reading, writing
from marsad.ledger.schema import REVISION, VERSION_TABLE
from marsad.records import LedgerError

MIGRATIONS = Path(__file__).parent / "migrations"


def prepare_schema(engine: Engine, *, create: bool, where: str) -> None:
    """Brings the schema to REVISION in one transaction. Raises LedgerError where that cannot be."""
    with reading(engine) as connection:
        if _revision(connection, create=create, where=where) == REVISION:
            return
    with writing(engine) as connection:  # another process may have been quicker: look again under the lock
        if _revision(connection, create=create, where=where) != REVISION:
            upgrade(connection, REVISION, where=where)


def _revision(connection: Connection, *, create: bool, where: str) -> str | None:
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        return str(connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar())  # noqa: S608 - a constant
    if tables:
        raise LedgerError("this database is not a ledger", where=where, advice="Give the path of a ledger.")
    if not create:
        raise LedgerError("there is no ledger here yet", where=where, advice="`marsad read PATH` makes one.")
    return None


def upgrade(connection: Connection, revision: str, *, where: str) -> None:
    """Runs the packaged migrations up to `revision`, inside the caller's transaction."""
    from alembic import command  # noqa: PLC0415 - a quarter of a second that an up-to-date ledger need not wait
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise LedgerError(
            "this ledger was written by a newer version of Marsad", where=where, advice="Install that version or later."
        ) from error
