"""A ledger on a PostgreSQL server: what goes wrong is one line that says what to do and shows no password."""

import io
import logging
import os
import subprocess
import sys
import traceback

import pytest
from ledger_samples import VERSIONS, intake, make_claim, make_report

from databases import Postgresql, Server, _binaries, server
from marsad.ledger import Ledger
from marsad.ledger.dialect import address_of
from marsad.records import LedgerError

SECRET = "hunter2/@:"  # noqa: S105
HIDDEN = "hunter2%2F%40%3A"


@pytest.fixture
def database():
    made = Postgresql()
    yield made
    made.clean()


@pytest.fixture
def role():
    """A user of the server who may do nothing yet."""
    server().execute(f"CREATE ROLE clerk LOGIN PASSWORD '{SECRET}'")
    yield "clerk"
    server().execute("DROP OWNED BY clerk")
    server().execute("DROP ROLE clerk")


def refused(url, **options):
    with pytest.raises(LedgerError) as caught:
        Ledger.open(url, timeout=1, **options)
    return told(caught.value)


def told(error):
    line = str(error)
    assert "\n" not in line
    everything = "".join(traceback.format_exception(error))
    for secret in (SECRET, HIDDEN, server().password, server().password.replace("/", "%2F").replace("@", "%40")):
        assert secret not in everything
    return line


def test_a_wrong_password(address):
    line = refused(address.replace(address.split("@")[0], f"postgresql://marsad:{HIDDEN}"))
    assert "refused the user or the password" in line
    assert "postgresql://marsad@127.0.0.1" in line


def test_no_such_user(address):
    assert "refused the user or the password" in refused(address.replace("marsad:", "nobody:"))


def test_no_password_at_all(address, monkeypatch):
    monkeypatch.setenv("PGPASSFILE", "/nowhere")
    line = refused(f"postgresql://marsad@{address.rpartition('@')[2]}")
    assert "refused the user or the password" in line


def test_no_such_database():
    line = refused(server().url("nothing_of_this_name"))
    assert "no database of this name" in line
    assert "createdb" in line


def test_a_server_that_is_not_there():
    line = refused(f"postgresql://marsad:{HIDDEN}@127.0.0.1:1/desk")
    assert "does not answer" in line
    assert "127.0.0.1:1/desk" in line


def test_a_host_that_is_not_there():
    assert "does not answer" in refused(f"postgresql://marsad:{HIDDEN}@no-such-host.invalid/desk")


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://me:{SECRET}@host:port/desk",
        f"postgresql://me:{HIDDEN}@host:99999999/desk",
        f"postgresql://me:{HIDDEN}@host:{HIDDEN}/desk",
        f"postgresql://me:{HIDDEN}@[host/desk",
        f"mysql://me:{HIDDEN}@host/desk",
        f"postgresql://me@host/desk?password={HIDDEN}&nonsense={HIDDEN}",
        f"postgresql://me@127.0.0.1:1/desk?sslpassword={HIDDEN}&sslmode=nonsense",
        f"postgresql://me:{HIDDEN}@host/desk?connect_timeout=soon",
    ],
)
def test_a_url_that_makes_no_sense(url):
    assert refused(url)


def test_nothing_there_yet_and_nothing_is_made(database):
    url = database.nowhere()
    assert "no ledger here yet" in refused(url, create=False)
    assert database.execute(url, "SELECT count(*) FROM pg_stat_user_tables") == [(0,)]


def test_a_database_of_somebody_else(database):
    url = database.nowhere()
    database.execute(url, "CREATE TABLE recipes (name text)")
    assert "this database is not a ledger" in refused(url)


def test_a_database_in_another_encoding(database):
    name = "latin"
    server().execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    try:
        assert "encoding is LATIN1" in refused(server().url(name))
    finally:
        server().execute(f"DROP DATABASE {name}")


def test_the_password_from_a_file_and_from_a_passfile(address, tmp_path, monkeypatch):
    place = address.rpartition("@")[2]
    file = tmp_path / "secret"
    file.write_text(server().password + "\n")
    with Ledger.open(f"postgresql://marsad@{place}?password_file={file}") as ledger:
        assert ledger.last_recorded is None
        assert ledger.where == f"postgresql://marsad@{place}"
    passfile = tmp_path / "passfile"
    passfile.write_text(f"*:*:*:marsad:{server().password}\n")
    passfile.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passfile))
    Ledger.open(f"postgresql://marsad@{place}").close()
    monkeypatch.delenv("PGPASSFILE")
    Ledger.open(f"postgresql://marsad@{place}?passfile={passfile}").close()
    file.write_text("")
    assert "file of the password is empty" in refused(f"postgresql://marsad@{place}?password_file={file}")
    assert "cannot be read" in refused(f"postgresql://marsad@{place}?password_file={tmp_path}/none")


def test_no_log_shows_the_password(address):
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    logging.getLogger().addHandler(handler)
    for name in ("sqlalchemy", "psycopg"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        with Ledger.open(address) as ledger:
            ledger.add_reports([intake(make_report())])
        refused(f"postgresql://marsad:{HIDDEN}@127.0.0.1:{server().port}/postgres")
    finally:
        logging.getLogger().removeHandler(handler)
        for name in ("sqlalchemy", "psycopg"):
            logging.getLogger(name).setLevel(logging.NOTSET)
    assert heard.getvalue()
    assert not {SECRET, HIDDEN, server().password} & set(heard.getvalue().split())
    assert server().password not in heard.getvalue()
    assert server().password not in repr(address_of(address))


def test_a_permission_that_is_missing(address, role):
    url = (
        server()
        .url(address.rpartition("/")[2], user=role, password="")
        .replace(server().password.replace("@", "%40").replace("/", "%2F"), HIDDEN)
    )
    assert "permission" in refused(url)
    name = address.rpartition("/")[2]
    server().execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO clerk", name)
    with Ledger.open(url) as ledger:
        assert ledger.verify().ok
        with pytest.raises(LedgerError, match="a permission is missing") as caught:
            ledger.add_reports([intake(make_report())])
        told(caught.value)
    server().execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM clerk", name)


def test_a_user_who_may_not_make_tables(database, role):
    name = database.nowhere().rpartition("/")[2]
    url = f"postgresql://{role}:{HIDDEN}@127.0.0.1:{server().port}/{name}"
    assert "a permission is missing" in refused(url)


def test_two_ledgers_in_two_schemas_of_one_database(database):
    url = database.nowhere()
    for name in ("north", "south"):
        database.execute(url, f"CREATE SCHEMA {name}")
    north, south = (f"{url}?options=-csearch_path%3D{name}" for name in ("north", "south"))
    with Ledger.open(north) as one, Ledger.open(south) as other:
        one.add_reports([intake(make_report(1))])
        assert other.last_recorded is None
        other.add_reports([intake(make_report(2))])
        assert [report.doc for report in one.reports()] == ["report-1"]


def test_a_standby_is_told(address, database):
    database.execute(address, f"ALTER DATABASE {address.rpartition('/')[2]} SET default_transaction_read_only = on")
    with Ledger.open(address) as ledger, pytest.raises(LedgerError, match="takes no changes"):
        ledger.add_reports([intake(make_report())])


def test_another_writer_is_waited_for_and_then_told(address):
    with Ledger.open(address, timeout=0.3) as ledger, Ledger.open(address) as other:
        with other._writing(), pytest.raises(LedgerError, match="locked by another program"):
            ledger.add_reports([intake(make_report())])
        assert len(ledger.add_reports([intake(make_report())]).added) == 1


def test_a_server_that_is_lost_in_the_middle_and_comes_back(tmp_path):
    alone = Server(_binaries()) if _binaries() else server()
    try:
        url = alone.url("postgres")
        report = make_report()
        with Ledger.open(url) as ledger:
            ledger.add_reports([intake(report)])
            ledger.put_claims([report.digest], [make_claim(report)], versions=VERSIONS)
            stream = ledger.reports()
            next(stream)
            with pytest.raises(LedgerError) as caught, ledger._writing() as connection:
                alone.stop()
                connection.exec_driver_sql("SELECT 1")
            assert "server" in told(caught.value)
            with pytest.raises(LedgerError) as caught:
                ledger.add_reports([intake(make_report(2))])
            assert "does not answer" in told(caught.value)
            with pytest.raises(LedgerError, match="was lost"):
                stream.close()
            alone.start()
            assert ledger.has(report.digest)
            assert ledger.add_reports([intake(make_report(2))]).added
            assert ledger.verify().ok
    finally:
        alone.remove()


def test_a_command_by_url_shows_no_password(address, tmp_path):
    environment = {**os.environ, "MARSAD_LEDGER": address.replace("marsad:", "nobody:")}
    for arguments in (["claims"], ["--debug", "verify"], ["control", "x", "--at", "2017-01-01"], ["reports"]):
        done = subprocess.run(
            [sys.executable, "-m", "marsad", *arguments],
            capture_output=True, text=True, env=environment, cwd=tmp_path, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == 1
        shown = done.stdout + done.stderr
        assert "refused the user or the password" in shown
        assert server().password not in shown
        assert environment["MARSAD_LEDGER"].split("@")[0] not in shown
