"""Each bad state is one clear line, and nothing stored is harmed."""

import os
import sqlite3
import subprocess
import sys

import pytest
from ledger_samples import intake, make_report
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError

from marsad.ledger import Ledger
from marsad.ledger.dialect import address_of, open_engine, writing
from marsad.ledger.migrate import upgrade
from marsad.ledger.schema import REVISION, VERSION_TABLE, metadata
from marsad.records import LedgerError

OPEN_AS_NOBODY = """
import os, sys
from marsad.ledger import Ledger
from marsad.records import LedgerError
Ledger.open(sys.argv[2]).close()  # loads all code, while this user may still read it
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
try:
    Ledger.open(sys.argv[1])
except LedgerError as error:
    print(error)
"""
SET_VERSION = f"UPDATE {VERSION_TABLE} SET version_num = '9999'"  # noqa: S608 - a constant


def refused(path, **options):
    with pytest.raises(LedgerError) as caught:
        Ledger.open(path, **options)
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_a_directory(tmp_path):
    assert "is a directory, not a ledger" in refused(tmp_path)


def test_a_missing_directory(tmp_path):
    assert "no such directory" in refused(tmp_path / "no" / "ledger.db")


def test_nothing_there(tmp_path):
    path = tmp_path / "none.db"
    assert "no ledger here yet" in refused(path, create=False)
    assert not path.exists()
    path.touch()
    assert "no ledger here yet" in refused(path, create=False)


def test_a_url_of_a_file_is_its_path(tmp_path):
    with Ledger.open(f"sqlite:///{tmp_path}/by_url.db") as ledger:
        assert ledger.last_recorded is None
    assert (tmp_path / "by_url.db").stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but longer than a header is. " * 40)
    before = path.read_bytes()
    assert "is not a ledger" in refused(path)
    assert path.read_bytes() == before


def test_a_database_that_is_no_ledger(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    assert "this database is not a ledger" in refused(path)


def test_damaged_pages(tmp_path):
    path = tmp_path / "damaged.db"
    with Ledger.open(path) as ledger:
        ledger.add_reports(intake(make_report(at, text=os.urandom(5000).hex())) for at in range(50))
    data = bytearray(path.read_bytes())
    for at in range(8, len(data) // 4096):
        data[at * 4096 : at * 4096 + 200] = os.urandom(200)
    path.write_bytes(data)
    with pytest.raises(LedgerError, match="damaged"), Ledger.open(path, create=False) as ledger:
        ledger.verify()


def test_a_newer_ledger_is_refused_and_left_alone(database, address):
    database.execute(address, SET_VERSION)
    assert "written by a newer version of Marsad" in refused(address)
    assert database.execute(address, f"SELECT version_num FROM {VERSION_TABLE}") == [("9999",)]  # noqa: S608


def test_an_older_ledger_is_upgraded_with_all_it_holds(database):
    where = address_of(database.nowhere())
    engine = open_engine(where, create=True, timeout=1)
    with writing(engine) as connection:
        upgrade(connection, "0001", where=where.where)
        assert "claims" not in inspect(connection).get_table_names()
    ledger = Ledger(engine, address=where)
    ledger.add_reports([intake(make_report())])
    ledger.close()
    with Ledger.open(database.latest, create=False) as opened:
        assert opened.unread() == [make_report().digest]
        assert opened.verify().rows == 1


def test_migrations_make_the_tables_that_the_code_describes(ledger):
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415
    from alembic.migration import MigrationContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    from marsad.ledger.migrate import MIGRATIONS  # noqa: PLC0415

    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == REVISION
    with ledger._engine.connect() as connection:
        opts = {
            "version_table": VERSION_TABLE,
            "compare_type": True,
            "include_object": lambda _, name, *__: "claim_search" not in (name or ""),
        }  # the engine's own index of words
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []


def test_a_locked_ledger(tmp_path):
    path = tmp_path / "locked.db"
    with Ledger.open(path, timeout=0.2) as ledger:
        ledger.add_reports([intake(make_report(1))])
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="locked by another program") as caught:
            ledger.add_reports([intake(make_report(2))])
        assert str(path) in str(caught.value)
        assert ledger.has(make_report(1).digest)
        other.execute("ROLLBACK")
        other.close()
        assert len(ledger.add_reports([intake(make_report(2))]).added) == 1
        assert ledger.verify().ok


@pytest.mark.parametrize("what", ["file", "directory"])
def test_read_only(tmp_path, what):
    path = tmp_path / "sub" / "ledger.db"
    path.parent.mkdir()
    with Ledger.open(path) as ledger:
        ledger.add_reports([intake(make_report(1))])
    for folder in (tmp_path, *tmp_path.parents[:3]):  # with pytest-xdist one deeper
        folder.chmod(0o755)
    path.chmod(0o444 if what == "file" else 0o666)
    path.parent.chmod(0o777 if what == "file" else 0o555)
    done = subprocess.run(
        [sys.executable, "-c", OPEN_AS_NOBODY, str(path), str(tmp_path / "other.db")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    path.parent.chmod(0o755)
    path.chmod(0o644)
    assert "cannot be written" in done.stdout, done.stderr
    assert len(done.stdout.splitlines()) == 1
    with Ledger.open(path) as ledger:
        assert ledger.verify().rows == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE chain SET kind = 'x'",
        "DELETE FROM chain",
        "DELETE FROM reports",
        "UPDATE reports SET raw = :zero",
        "UPDATE reports SET digest = 'x', media_type = NULL, raw = NULL, record = NULL, signature = NULL",
        "DELETE FROM decisions",
        "UPDATE decisions SET body = :zero",
        "DELETE FROM seals",
        "UPDATE seals SET seal = :zero",
    ],
)
def test_append_only_is_enforced_by_the_database(ledger, filled, database, address, statement):
    claims = filled(1)
    ledger.decide("accept", [claims[0].id], author="ann")
    ledger.seal()
    with pytest.raises((sqlite3.IntegrityError, IntegrityError), match="append-only"):
        database.execute(address, statement, **({"zero": b"\0"} if ":zero" in statement else {}))
    assert ledger.verify().ok
