"""SQLite: write-ahead log, `synchronous=FULL` (a committed transaction is on the disk), a busy timeout."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, Table, create_engine, event

from marsad.records import LedgerError

Error = sqlite3.Error

CACHE_KIB = 64 * 1024  # page cache a connection: holds the indexes of a million claims' hot places
CONNECTIONS = 10  # kept open, for as many requests at a time; the one used last, whose cache is warm, is used first
LOG_PAGES = 16_384  # 64 MiB: pages of indexes, written by many batches, go from the log to the file once
_RETRY_SECONDS = 0.05  # SQLite does not wait by itself while the journal's mode changes, nor do file locks

APPEND_ONLY = (
    """CREATE TRIGGER chain_no_update BEFORE UPDATE ON chain
       BEGIN SELECT RAISE(ABORT, 'the chain is append-only'); END""",
    """CREATE TRIGGER chain_no_delete BEFORE DELETE ON chain
       BEGIN SELECT RAISE(ABORT, 'the chain is append-only'); END""",
    """CREATE TRIGGER seals_no_update BEFORE UPDATE ON seals
       BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END""",
    """CREATE TRIGGER seals_no_delete BEFORE DELETE ON seals
       BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END""",
    """CREATE TRIGGER reports_only_erase BEFORE UPDATE ON reports
       WHEN NEW.raw IS NOT NULL OR NEW.record IS NOT NULL OR NEW.signature IS NOT NULL
         OR NEW.media_type IS NOT NULL OR NEW.digest <> OLD.digest OR NEW.seq <> OLD.seq
       BEGIN SELECT RAISE(ABORT, 'reports are append-only'); END""",
    """CREATE TRIGGER reports_no_delete BEFORE DELETE ON reports
       BEGIN SELECT RAISE(ABORT, 'reports are append-only'); END""",
    """CREATE TRIGGER decisions_only_erase BEFORE UPDATE ON decisions
       WHEN NEW.id <> OLD.id OR NEW.seq <> OLD.seq OR (NEW.body IS NOT NULL AND NEW.body IS NOT OLD.body)
       BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END""",
    """CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions
       BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END""",
)
"""SQLite's guards on the facts: no change but the erasure of a payload. (`verify` sees what goes around them.)"""

STATISTICS = tuple(
    (table, index, stat)
    for table, indexes in {
        "claims": {
            "sqlite_autoindex_claims_1": "1000000 1",
            "claims_in_order": "1000000 20 2 1",
            "claims_by_doc": "1000000 20",
            "claims_by_type": "1000000 40000 20",
            "claims_by_status": "1000000 50000 20",
            "claims_by_place_id": "1000000 200 2",
            "claims_by_source": "1000000 2000 4",
            "claims_by_origin": "1000000 2500 4",
            "claims_by_actor1": "1000000 10000 4",
            "claims_by_actor2": "1000000 10000 4",
        },
        "claim_places": {
            "claim_places_by_place_id": "20000 2",
            "claim_places_by_geonameid": "20000 3",
            "claim_places_by_place_name": "20000 2",
        },
        "claim_words": {"claim_words_by_report": "1000000 20"},
        "events": {
            "sqlite_autoindex_events_1": "300000 1",
            "events_by_type": "300000 12000",
            "events_by_place_id": "300000 60",
            "events_by_geonameid": "300000 70",
            "events_by_place_name": "300000 60",
        },
        "event_addresses": {
            "sqlite_autoindex_event_addresses_1": "1000000 1",
            "event_addresses_by_event": "1000000 3",
        },
    }.items()
    for index, stat in indexes.items()
)
"""Rows of a table, then rows a value of each index column ("Fixed results of ANALYZE" in SQLite's manual): the shape of
a ledger of a million claims, 50,000 reports and 5,000 places. Without it a place may be sought by type, far slower."""


def open_engine(path: Path, *, create: bool, timeout: float) -> Engine:
    """An engine on a file. `timeout`: seconds that a statement waits for another process's lock."""
    _check_path(path, create=create)

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)
        try:
            _use_wal(connection, timeout)
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute(f"PRAGMA wal_autocheckpoint={LOG_PAGES}")
            connection.execute("PRAGMA foreign_keys=ON")
            connection.execute("PRAGMA secure_delete=ON")  # what a redaction erases is overwritten, not only unlinked
            connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        except BaseException:
            connection.close()
            raise
        return connection

    # Parameters stay out of error texts: they are people's words.
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=CONNECTIONS,
        pool_use_lifo=True,
        max_overflow=-1,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its lock at once: a read that turns into a write could be refused half way.
        writes = connection.get_execution_options().get("marsad_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _use_wal(connection: sqlite3.Connection, timeout: float) -> None:
    until = time.monotonic() + timeout
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def options(*, writes: bool) -> dict[str, object]:
    """Execution options of a connection: none, a transaction is what its first statement makes it."""
    del writes
    return {}


@contextmanager
def deriving(path: Path, *, timeout: float) -> Iterator[None]:
    """By a lock on a file beside the ledger: one on the ledger's own would take SQLite's away when it is closed."""
    until = time.monotonic() + timeout
    beside = os.open(path.with_name(f"{path.name}-lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        while True:
            try:
                fcntl.flock(beside, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    advice = "Wait for it to end, then run this again."
                    what = "another program is making the events anew"
                    raise LedgerError(what, where=str(path), advice=advice) from None
                time.sleep(_RETRY_SECONDS)
        yield
    finally:
        os.close(beside)


def watch(path: Path, *, timeout: float) -> tuple[Callable[[], str], Callable[[], None]]:
    """What names the file's state, and what ends the watching. Thread-safe.

    `data_version` of a connection that never writes changes with each commit of any other connection.
    """
    lock = threading.Lock()
    connection = sqlite3.connect(path, timeout=timeout, check_same_thread=False)

    def state() -> str:
        with lock:
            return str(connection.execute("PRAGMA data_version").fetchone()[0])

    return state, connection.close


def forbid_changes(connection: Connection) -> None:
    for trigger in APPEND_ONLY:
        connection.exec_driver_sql(trigger)


def fix_statistics(connection: Connection) -> None:
    """Fixes what the planner believes, so that plans are good and the same in every ledger."""
    connection.exec_driver_sql("ANALYZE sqlite_schema")
    connection.exec_driver_sql("ANALYZE chain")  # makes the table of statistics, if there is none
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    connection.exec_driver_sql("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", list(STATISTICS))
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # reads them


INDEX_OF_WORDS = (
    """CREATE VIRTUAL TABLE claim_search USING fts5
       (words, content='claim_words', content_rowid='number', tokenize='porter unicode61')""",
    """CREATE TRIGGER claim_search_insert AFTER INSERT ON claim_words
       BEGIN INSERT INTO claim_search (rowid, words) VALUES (NEW.number, NEW.words); END""",
    """CREATE TRIGGER claim_search_delete AFTER DELETE ON claim_words
       BEGIN INSERT INTO claim_search (claim_search, rowid, words) VALUES ('delete', OLD.number, OLD.words); END""",
)

SEARCH = """SELECT claim_words.number, claim_words.claim_id, claim_words.words FROM
    (SELECT rowid AS number FROM claim_search
     WHERE claim_search MATCH :query AND rowid < :below ORDER BY rowid DESC LIMIT :most) AS found
    JOIN claim_words ON claim_words.number = found.number"""


def index_words(connection: Connection) -> None:
    for statement in INDEX_OF_WORDS:
        connection.exec_driver_sql(statement)


def drop_words(connection: Connection) -> None:
    """Deleted words stay in the index, marked as deleted, until its parts are merged."""
    connection.exec_driver_sql("INSERT INTO claim_search (claim_search) VALUES ('optimize')")


def search(phrases: Sequence[Sequence[str]]) -> tuple[str, str]:
    """The statement, and its query in FTS5's own language. Words are letters and digits alone."""
    return SEARCH, " AND ".join(f'"{" ".join(phrase)}"' for phrase in phrases)


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    names = table.columns.keys()
    connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])


def continue_numbers(connection: Connection) -> None:
    """Nothing: SQLite gives the number after the highest."""


def erase_traces(connection: Connection) -> None:
    """Empties the write-ahead log, the last place where erased words lie (`secure_delete` zeroed them in the file)."""
    busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
    if busy:
        raise LedgerError(
            "the words are erased, but the log file holds them as long as another program reads the ledger",
            advice="Close the other program: the last one to close the ledger empties the log.",
        )


def damage(connection: Connection) -> str | None:
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    return None if found == "ok" else str(found).splitlines()[-1]


@contextmanager
def lenient_text(connection: Connection) -> Iterator[None]:
    driver = connection.connection.driver_connection
    driver.text_factory = lambda data: data.decode(errors="replace")  # type: ignore[union-attr]
    try:
        yield
    finally:
        driver.text_factory = str  # type: ignore[union-attr]


def explain(error: BaseException | None) -> tuple[str, str]:
    """What happened and what to do."""
    code = getattr(error, "sqlite_errorcode", None)
    code = None if code is None else code & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        what, advice = "the ledger is locked by another program", "Wait for it to end, then run this again."
    elif code == sqlite3.SQLITE_NOTADB:
        what, advice = "this file is not a ledger", "Give the path of a ledger, or a new path."
    elif code == sqlite3.SQLITE_CORRUPT:
        what, advice = "the ledger's file is damaged", "Restore it from a backup; `marsad verify` checks the copy."
    elif code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        full = code == sqlite3.SQLITE_FULL
        what = "the disk is full" if full else "the disk refused a read or a write (full, over a quota, or failing)"
        advice = "Nothing stored before was harmed; make room and run this again."
    elif code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        what, advice = "the ledger cannot be written", "Check the permissions of the file and of its directory."
    else:
        what, advice = f"the database refused ({error})", "Run `marsad verify`."
    return what, advice


def private_file(path: Path) -> None:
    """Creates an empty file that only its owner may read; leaves an existing one alone. Raises OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _check_path(path: Path, *, create: bool) -> None:
    """What can be said more clearly than the engine would."""
    where = str(path)
    if path.is_dir():
        raise LedgerError("this is a directory, not a ledger", where=where, advice="Give the path of a file.")
    if not path.exists() and not create:
        raise LedgerError("there is no ledger here yet", where=where, advice="`marsad read PATH` makes one.")
    try:
        private_file(path)
    except FileNotFoundError as error:
        raise LedgerError("there is no such directory", where=str(path.parent), advice="Make it first.") from error
    except OSError as error:
        advice = "Check the permissions of the file and of its directory."
        raise LedgerError(f"the ledger cannot be written ({error.strerror})", where=where, advice=advice) from error
