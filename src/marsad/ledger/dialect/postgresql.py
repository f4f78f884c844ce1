"""PostgreSQL 15 or newer, by psycopg 3: a database (or a schema of one) that many processes on many machines share.

Readers see one snapshot (REPEATABLE READ). Writers take an advisory lock first, so that the chain grows link by link;
they run in READ COMMITTED, because a snapshot from before the lock would not see the link that the last writer forged.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, QueuePool, Table, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from marsad.ledger.dialect.address import ServerAddress
from marsad.records import LedgerError

if TYPE_CHECKING:
    import psycopg

OLDEST = 15
CONNECTIONS = 10  # kept open, for as many requests at a time: to log in takes the server longer than most queries
CONNECT_SECONDS = 10  # a server that has not answered by then is not there
WRITER, DERIVER = 0x4D41_5201, 0x4D41_5202
"""Advisory locks ("MAR", and a number), the second key being the schema: two ledgers of a database do not wait."""
_RETRY_SECONDS = 0.05

APPEND_ONLY = (
    """CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
         MESSAGE = TG_TABLE_NAME || ': append-only'; END $$""",
    *(
        f"""CREATE TRIGGER {table}_no_{name} BEFORE {verbs} ON {table} FOR EACH {each}
            EXECUTE FUNCTION ledger_append_only()"""
        for table in ("chain", "seals", "reports", "decisions")
        for name, verbs, each in (
            ("delete", "DELETE" if table in ("reports", "decisions") else "UPDATE OR DELETE", "ROW"),
            ("truncate", "TRUNCATE", "STATEMENT"),
        )
    ),
    """CREATE TRIGGER reports_only_erase BEFORE UPDATE ON reports FOR EACH ROW
       WHEN (NEW.raw IS NOT NULL OR NEW.record IS NOT NULL OR NEW.signature IS NOT NULL
         OR NEW.media_type IS NOT NULL OR NEW.digest <> OLD.digest OR NEW.seq <> OLD.seq)
       EXECUTE FUNCTION ledger_append_only()""",
    """CREATE TRIGGER decisions_only_erase BEFORE UPDATE ON decisions FOR EACH ROW
       WHEN (NEW.id <> OLD.id OR NEW.seq <> OLD.seq OR (NEW.body IS NOT NULL AND NEW.body IS DISTINCT FROM OLD.body))
       EXECUTE FUNCTION ledger_append_only()""",
)

_TAKE_LOCK = text("SELECT pg_advisory_xact_lock(:lock, hashtext(coalesce(current_schema(), '')))")
_TRY_LOCK = text("SELECT pg_try_advisory_lock(:lock, hashtext(coalesce(current_schema(), '')))")
_FREE_LOCK = text("SELECT pg_advisory_unlock(:lock, hashtext(coalesce(current_schema(), '')))")
_SETTINGS = text(  # a commit is on the disk also where the server is set to be hasty
    """SELECT set_config('lock_timeout', :timeout, true),
       set_config('synchronous_commit', coalesce(nullif(current_setting('synchronous_commit'), 'off'), 'on'), true)"""
)
_WORDS = ("reports", "decisions", "attachments", "claims", "claim_words", "staged_claims", "events", "redirects")
"""Tables that hold words of reports."""

STATES: dict[str, tuple[str, str]] = {
    "28": (
        "the server refused the user or the password",
        "Check the URL's user, and the password's file or PGPASSFILE.",
    ),
    "3D000": ("the server has no database of this name", "Make it with `createdb`, or correct the URL."),
    "3F000": ("the database has no schema for the ledger", "Check the search_path that the URL or the user has."),
    "42501": ("a permission is missing", "Let the database's owner grant this user what it needs (docs/operating.md)."),
    "25006": ("the server takes no changes: it is a standby, or set to read only", "Give the primary server's URL."),
    "55P03": ("the ledger is locked by another program", "Wait for it to end, then run this again."),
    "40": ("another program changed the same rows", "Run this again."),
    "53100": ("the server's disk is full", "Nothing stored before was harmed; make room and run this again."),
    "53300": ("the server has no connection left", "End other programs, or raise max_connections."),
    "53": ("the server is out of resources", "Nothing stored before was harmed; run this again."),
    "57014": ("the server ended a statement that took too long", "Raise statement_timeout, then run this again."),
    "57": ("the server is stopping or starting", "Nothing stored before was harmed; run this again when it is up."),
    "08": ("the server was lost", "Nothing stored before was harmed; run this again when it is up."),
    "58": ("the server's disk refused a read or a write", "Nothing stored before was harmed; look into its log."),
    "XX": ("the server's files are damaged", "Restore the database from a backup; `marsad verify` checks it."),
}
"""SQLSTATE, or the class that it begins with: what happened, and what to do (PostgreSQL's manual, appendix A)."""

CONNECTING: tuple[tuple[str, str], ...] = (
    ("password authentication failed", "28"),
    ("no password supplied", "28"),
    ("authentication failed", "28"),
    ("no pg_hba.conf entry", "28"),
    ('role "', "28"),
    ('database "', "3D000"),
    ("too many clients", "53300"),
    ("starting up", "57"),
    ("shutting down", "57"),
    ("server closed the connection", "08"),
    ("connection is closed", "08"),
    ("connection is lost", "08"),
    ("connection was lost", "08"),
)
"""Words of the server or of libpq, where no state is given (a server that speaks another language: see `explain`)."""


def open_engine(address: ServerAddress, *, timeout: float) -> Engine:
    """An engine on a database. `timeout`: seconds that a transaction waits for another writer."""

    def connect() -> psycopg.Connection[Any]:
        import psycopg  # noqa: PLC0415 - a ledger in a file does without

        given = {"connect_timeout": str(CONNECT_SECONDS), "application_name": "marsad", **address.parameters}
        connection = psycopg.connect(**{**given, "client_encoding": "UTF8"})  # type: ignore[arg-type]
        try:
            _check_server(connection, address)
        except BaseException:
            connection.close()
            raise
        return connection

    # Parameters stay out of error texts: they are people's words. A connection that died is replaced when next taken.
    engine = create_engine(
        "postgresql+psycopg://", creator=connect, poolclass=QueuePool, pool_size=CONNECTIONS, pool_use_lifo=True,
        max_overflow=-1, hide_parameters=True,
        pool_pre_ping=True,
    )  # fmt: skip

    @event.listens_for(engine, "begin")
    def take_lock(connection: Connection) -> None:
        if connection.get_execution_options().get("marsad_writes"):
            connection.execute(_SETTINGS, {"timeout": f"{max(1, round(1000 * timeout))}ms"})
            connection.execute(_TAKE_LOCK, {"lock": WRITER})

    return engine


def _check_server(connection: psycopg.Connection[Any], address: ServerAddress) -> None:
    version, encoding = connection.info.server_version // 10_000, connection.info.parameter_status("server_encoding")
    if version < OLDEST:
        advice = f"A ledger needs version {OLDEST} or newer."
        raise LedgerError(f"the server is PostgreSQL {version}", where=address.where, advice=advice)
    if encoding != "UTF8":
        advice = "Make one with `createdb --encoding=UTF8 --template=template0`."
        raise LedgerError(f"the database's encoding is {encoding}, not UTF8", where=address.where, advice=advice)


def options(*, writes: bool) -> dict[str, object]:
    """Execution options of a connection."""
    return {"isolation_level": "READ COMMITTED" if writes else "REPEATABLE READ"}


@contextmanager
def deriving(engine: Engine, *, timeout: float) -> Iterator[None]:
    until = time.monotonic() + timeout
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while not connection.execute(_TRY_LOCK, {"lock": DERIVER}).scalar():
            if time.monotonic() > until:
                raise LedgerError("another program is making the events anew", advice=STATES["55P03"][1])
            time.sleep(_RETRY_SECONDS)
        try:
            yield
        finally:
            if not connection.invalidated:  # a lost connection has lost its locks
                connection.execute(_FREE_LOCK, {"lock": DERIVER})


def state(connection: Connection) -> str:
    """Names what the database holds: the same snapshot sees the same rows."""
    return str(connection.exec_driver_sql("SELECT pg_current_snapshot()::text").scalar_one())


def forbid_changes(connection: Connection) -> None:
    for statement in APPEND_ONLY:
        connection.exec_driver_sql(statement)


def fix_statistics(connection: Connection) -> None:
    """Nothing: the server counts for itself (autovacuum)."""


INDEX_OF_WORDS = (
    """ALTER TABLE claim_words
       ADD COLUMN claim_search tsvector GENERATED ALWAYS AS (to_tsvector('english', words)) STORED""",
    "CREATE INDEX claim_search ON claim_words USING gin (claim_search) WITH (fastupdate = off)",
)

SEARCH = """SELECT number, claim_id, words
    FROM claim_words, to_tsquery('english', :query) AS query
    WHERE claim_search @@ query AND number < :below ORDER BY number DESC LIMIT :most"""


def index_words(connection: Connection) -> None:
    for statement in INDEX_OF_WORDS:
        connection.exec_driver_sql(statement)


def drop_words(connection: Connection) -> None:
    """Nothing: VACUUM takes them with their rows."""


def search(phrases: Sequence[Sequence[str]]) -> tuple[str, str]:
    """The statement, and its query in the server's own language. Words are letters and digits alone."""
    return SEARCH, " & ".join(f"({' <-> '.join(phrase)})" for phrase in phrases)


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    names = ", ".join(f'"{name}"' for name in table.c.keys())  # noqa: SIM118 - a table's columns are no dict
    driver: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]
    try:
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copied:
            for row in rows:
                copied.write_row(row)
    except driver.Error as error:  # as SQLAlchemy would say it, which has no part in COPY
        raise DBAPIError("COPY", None, error) from error


def continue_numbers(connection: Connection) -> None:
    for table, column in (("rejections", "id"), ("derivations", "id"), ("claim_words", "number")):
        connection.exec_driver_sql(
            f"""SELECT setval(pg_get_serial_sequence('{table}', '{column}'),
                (SELECT coalesce(max({column}), 0) + 1 FROM {table}), false)"""  # noqa: S608 - constants
        )
    connection.exec_driver_sql("ANALYZE")  # so many rows at once: the planner should know of them now


def erase_traces(connection: Connection) -> None:
    """Removes dead rows from the tables' pages. The server's log and backups are its keeper's (docs/ledger.md)."""
    connection.exec_driver_sql(f"VACUUM {', '.join(_WORDS)}")


def damage(connection: Connection) -> str | None:
    """Not asked: a server checks its pages itself (initdb --data-checksums); a bad one is an error when read."""
    del connection
    return None


@contextmanager
def lenient_text(connection: Connection) -> Iterator[None]:
    """Nothing to do: the server takes only valid text."""
    del connection
    yield


def explain(error: BaseException | None) -> tuple[str, str]:
    """What happened and what to do. Of the server's own words none are shown: they may quote what is stored."""
    state, name = getattr(error, "sqlstate", None), type(error).__name__
    if state is None and name == "OperationalError":  # libpq says of a connection only in words why there is none
        words = str(error)
        state = next((state for sign, state in CONNECTING if sign in words), None)
        if state is None:
            return "the server does not answer", "Check the URL's host and port, and that the server is running."
    for known in (state or "", (state or "")[:2]):
        if known in STATES:
            return STATES[known]
    return f"the database refused ({name}{f' {state}' if state else ''})", "Run `marsad verify`."
