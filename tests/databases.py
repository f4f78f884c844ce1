"""The databases that a ledger's tests run against: files of SQLite, and a PostgreSQL server of their own.

The server is started once a process of tests, on a free port, in a temporary folder, and never as root (PostgreSQL
refuses that). Where PostgreSQL is not installed the tests are skipped, and fail in CI.
"""

from __future__ import annotations

import atexit
import os
import pwd
import secrets
import shutil
import sqlite3
import subprocess
import tempfile
import time
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine, text

from marsad.ledger import Ledger
from ports import free_port

OLDEST = 15
SETTINGS = {"fsync": "off", "full_page_writes": "off", "shared_buffers": "64MB", "max_connections": "60"}
"""Of the tests' server alone: it is thrown away, so that no crash of the machine can matter."""
_numbers = count(1)


class Server:
    """A PostgreSQL server in a folder. url(NAME) is that of a database, with the password of its owner."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self.user, self.password = "marsad", f"p@ss/{secrets.token_hex(8)}"  # with what a URL must escape
        self.folder = Path(tempfile.mkdtemp(prefix="marsad-postgresql-"))
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            account = _account()
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self._as = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        file = self.folder / "password"
        file.write_text(self.password)
        file.chmod(0o644)
        self._run(
            "initdb", "--pgdata", str(self.data), "--username", self.user, "--pwfile", str(file), "--no-sync",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums",
        )  # fmt: skip
        self.port = free_port()
        self.start()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        given = {**SETTINGS, "port": str(self.port), "listen_addresses": "127.0.0.1"}
        options = " ".join(f"-c {name}={value}" for name, value in given.items())
        options += f" -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "--pgdata", str(self.data), "--log", str(self.folder / "log"), "-w", "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "--pgdata", str(self.data), "-w", "-m", mode, "stop")

    def remove(self) -> None:
        with suppress(RuntimeError):  # it may be down already
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str, *, user: str = "", password: str = "") -> str:
        hidden = (password or self.password).replace("@", "%40").replace("/", "%2F")
        return f"postgresql://{user or self.user}:{hidden}@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str, database: str = "postgres") -> None:
        given = {"host": "127.0.0.1", "port": self.port, "user": self.user, "password": self.password}
        with psycopg.connect(dbname=database, autocommit=True, **given) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    def dump(self, database: str) -> Path:
        """As docs/operating.md says."""
        file = self.folder / f"{database}.dump"
        self._run("pg_dump", "--format=custom", f"--file={file}", self.url(database))
        return file

    def restore(self, file: Path, database: str) -> None:
        """Into an empty one."""
        self._run("pg_restore", f"--dbname={self.url(database)}", str(file))

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / program), *arguments]
        log = self.folder / "output"
        with log.open("w") as output:  # a pipe would be held open by the server
            done = subprocess.run(
                command, stdout=output, stderr=output, cwd=self.folder, check=False, timeout=120, **self._as
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {log.read_text()}")


def _account() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("no user that could run PostgreSQL")


def _binaries() -> Path | None:
    """The newest PostgreSQL that is installed and new enough: Debian's, or the one on the PATH."""
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    if versions and int((newest := max(versions, key=lambda path: int(path.parent.name))).parent.name) >= OLDEST:
        return newest
    found = shutil.which("pg_ctl")
    return Path(found).resolve().parent if found and shutil.which("initdb") else None


@cache
def server() -> Server:
    """The server of this process of tests."""
    binaries = _binaries()
    if binaries is None:
        reason = f"no PostgreSQL {OLDEST} or newer (apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    started = Server(binaries)
    atexit.register(started.remove)
    return started


@cache
def _template() -> str:
    server().execute("CREATE DATABASE migrated")
    Ledger.open(server().url("migrated")).close()
    return "migrated"


class Database:
    """Makes ledgers of one kind. An address is what `--ledger` takes."""

    name = ""
    latest = ""
    """The address that was given out last."""

    def fresh(self) -> str:
        """The address of a new ledger that holds nothing."""
        raise NotImplementedError

    def nowhere(self) -> str:
        """The address of a place where no ledger is yet."""
        raise NotImplementedError

    def copy(self, address: str) -> str:
        """As a keeper of the database would copy it; nobody may have it open."""
        raise NotImplementedError

    def tamper(self, address: str, statement: str, **values: object) -> None:
        """Runs SQL past the ledger's guards."""
        raise NotImplementedError

    def execute(self, address: str, statement: str, **values: object) -> list[Any]:
        """Runs SQL of somebody who has the database."""
        raise NotImplementedError

    def everything(self, address: str) -> bytes:
        """All that is stored: a file's bytes, with its log; of a server, which has other files too, every row."""
        raise NotImplementedError

    def clean(self) -> None:
        """Throws away what was made."""


class Sqlite(Database):
    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def nowhere(self) -> str:
        self.latest = str(self._folder / f"ledger{next(_numbers)}.db")
        return self.latest

    def fresh(self) -> str:
        address = self.nowhere()
        Ledger.open(address).close()
        return address

    def copy(self, address: str) -> str:
        return shutil.copy(address, self.nowhere())

    def everything(self, address: str) -> bytes:
        return b"".join(path.read_bytes() for path in Path(address).parent.glob(f"{Path(address).name}*"))

    def tamper(self, address: str, statement: str, **values: object) -> None:
        with sqlite3.connect(address) as connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(statement, values)
        connection.close()

    def execute(self, address: str, statement: str, **values: object) -> list[Any]:
        connection = sqlite3.connect(address, isolation_level=None)
        try:
            return connection.execute(statement, values).fetchall()
        finally:
            connection.close()


class Postgresql(Database):
    name = "postgresql"

    def __init__(self) -> None:
        self._made: list[str] = []

    def nowhere(self) -> str:
        return self._make("template0")

    def fresh(self) -> str:
        return self._make(_template())

    def copy(self, address: str) -> str:
        return self._make(address.rpartition("/")[2])

    def dumped(self, address: str) -> str:
        """A database of its own, restored from a dump of this one."""
        restored = self.nowhere()
        server().restore(server().dump(address.rpartition("/")[2]), restored.rpartition("/")[2])
        return restored

    def everything(self, address: str) -> bytes:
        tables = self.execute(address, "SELECT relname FROM pg_stat_user_tables")
        rows = [row for (table,) in tables for row in self.execute(address, f"SELECT * FROM {table}")]  # noqa: S608
        return b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row)

    def tamper(self, address: str, statement: str, **values: object) -> None:
        self._run(address, "SET session_replication_role = replica", statement, values)

    def execute(self, address: str, statement: str, **values: object) -> list[Any]:
        return self._run(address, "SELECT 1", statement, values)

    def clean(self) -> None:
        for name in self._made:
            server().execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._made.clear()

    def _make(self, template: str) -> str:
        name = f"ledger{next(_numbers)}"
        server().execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        self._made.append(name)
        self.latest = server().url(name)
        return self.latest

    def _run(self, address: str, first: str, statement: str, values: dict[str, object]) -> list[Any]:
        engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(first))
            result = connection.execute(text(statement), values)
            rows = [tuple(row) for row in result] if result.returns_rows else []
        engine.dispose()
        return rows


def database_of(kind: str, folder: Path) -> Database:
    return Sqlite(folder) if kind == "sqlite" else Postgresql()


def wait_for(condition, *, seconds: float = 30.0) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)
