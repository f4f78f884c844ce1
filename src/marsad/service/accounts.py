"""Who may do what: accounts, sessions and keys, in a file of their own beside the ledger. No secret is stored in plain.

Passwords are hashed with Argon2id (RFC 9106; argon2-cffi's defaults are its second recommended option). Session tokens
and keys are random, 256 bits, and stored as SHA-256: nothing can be guessed, so nothing need be slow.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from marsad.records import MarsadError

ROLES = ("public", "reader", "analyst", "editor", "admin")
"""Each may do what those before may. "public" is who is not logged in."""
GIVEN = ROLES[1:]
HANDLE = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
SHORTEST, LONGEST = 12, 256
"""Characters of a password: NIST SP 800-63B asks for 8 at least, more where no second factor guards it. The upper bound
keeps hashing cheap."""
IDLE = timedelta(hours=12)
LASTS = timedelta(days=7)
KEY_PREFIX = "marsad_"

SCHEMA = """
CREATE TABLE IF NOT EXISTS users (
  name TEXT PRIMARY KEY, password TEXT NOT NULL, role TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0, made TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS sessions (
  token TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
  made TEXT NOT NULL, seen TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS keys (
  id TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE, label TEXT NOT NULL, role TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0, made TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks. name: the handle by which decisions name them; "" for the public. by: session, key, single, none."""

    name: str
    role: str
    by: str

    def at_least(self, role: str) -> bool:
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    role: str
    disabled: bool
    made: str


PUBLIC = Who("", "public", "none")


class Accounts:
    """The file, open. Thread-safe; other programs (`marsad users`) may have it open, too. Raises MarsadError."""

    def __init__(self, path: Path, *, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._lock = threading.RLock()
        self._nobody = self._hasher.hash(secrets.token_hex(16))
        try:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._connection = sqlite3.connect(path, timeout=10, check_same_thread=False, isolation_level=None)
            self._connection.executescript(f"PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; {SCHEMA}")
        except (OSError, sqlite3.Error) as error:
            raise MarsadError("this is no file of accounts, or it cannot be written", where=str(path)) from error

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    # Accounts

    def add(self, name: str, password: str, role: str) -> None:
        if not HANDLE.fullmatch(name):
            advice = "2 to 40 small letters, digits, . _ -; a pseudonym, for decisions show it."
            raise MarsadError(f"not a handle: {name!r}", advice=advice)
        _check_role(role)
        row = (name, self._hash(password), role, _now())
        with self._writing() as cursor:
            if cursor.execute("SELECT 1 FROM users WHERE name = ?", (name,)).fetchone():
                raise MarsadError(f"{name} has an account already", advice="marsad users passwd sets its password.")
            cursor.execute("INSERT INTO users (name, password, role, made) VALUES (?, ?, ?, ?)", row)

    def set_password(self, name: str, password: str) -> None:
        """All sessions of the account end."""
        hashed = self._hash(password)
        with self._writing() as cursor:
            self._change(cursor, "UPDATE users SET password = ? WHERE name = ?", (hashed, name))
            cursor.execute("DELETE FROM sessions WHERE name = ?", (name,))

    def set_role(self, name: str, role: str) -> None:
        _check_role(role)
        with self._writing() as cursor:
            self._change(cursor, "UPDATE users SET role = ? WHERE name = ?", (role, name))

    def disable(self, name: str, *, disabled: bool = True) -> None:
        """Its decisions stay; it can log in no more, and its sessions end at once."""
        with self._writing() as cursor:
            self._change(cursor, "UPDATE users SET disabled = ? WHERE name = ?", (int(disabled), name))
            cursor.execute("DELETE FROM sessions WHERE name = ?", (name,))

    def users(self) -> list[Account]:
        with self._lock:
            rows = self._connection.execute("SELECT name, role, disabled, made FROM users ORDER BY name").fetchall()
        return [Account(name, role, bool(disabled), made) for name, role, disabled, made in rows]

    # Sessions

    def log_in(self, name: str, password: str) -> tuple[Who, str] | None:
        """Who it is, and the session's token; None where name or password are wrong (in the same time)."""
        with self._lock:
            row = self._connection.execute(
                "SELECT password, role, disabled FROM users WHERE name = ?", (name,)
            ).fetchone()
        stored = row[0] if row else self._nobody
        right: bool
        try:
            right = self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            right = False
        if row is None or not right or row[2]:
            return None
        token = secrets.token_urlsafe(32)
        with self._writing() as cursor:
            cursor.execute("DELETE FROM sessions WHERE made < ? OR seen < ?", (_ago(LASTS), _ago(IDLE)))
            cursor.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (_digest(token), name, _now(), _now()))
            if self._hasher.check_needs_rehash(stored):
                cursor.execute("UPDATE users SET password = ? WHERE name = ?", (self._hasher.hash(password), name))
        return Who(name, row[1], "session"), token

    def of_session(self, token: str) -> Who | None:
        digest = _digest(token)
        with self._lock:
            row = self._connection.execute(
                "SELECT users.name, users.role, sessions.seen FROM sessions JOIN users ON users.name = sessions.name"
                " WHERE token = ? AND NOT disabled AND sessions.made >= ? AND seen >= ?",
                (digest, _ago(LASTS), _ago(IDLE)),
            ).fetchone()
            if row is not None and row[2] < _ago(timedelta(minutes=5)):
                self._connection.execute("UPDATE sessions SET seen = ? WHERE token = ?", (_now(), digest))
        return Who(row[0], row[1], "session") if row else None

    def log_out(self, token: str) -> None:
        with self._writing() as cursor:
            cursor.execute("DELETE FROM sessions WHERE token = ?", (_digest(token),))

    # Keys

    def make_key(self, label: str, role: str) -> tuple[str, str]:
        """Its id, and the key: shown once, stored as a digest."""
        if not HANDLE.fullmatch(label):
            raise MarsadError(f"not a label: {label!r}", advice="2 to 40 small letters, digits, . _ -")
        _check_role(role)
        name, key = f"k{secrets.token_hex(4)}", KEY_PREFIX + secrets.token_urlsafe(32)
        with self._writing() as cursor:
            cursor.execute(
                "INSERT INTO keys (id, token, label, role, made) VALUES (?, ?, ?, ?, ?)",
                (name, _digest(key), label, role, _now()),
            )
        return name, key

    def of_key(self, key: str) -> Who | None:
        """Decisions made with a key are its label's."""
        with self._lock:
            row = self._connection.execute(
                "SELECT label, role FROM keys WHERE token = ? AND NOT disabled", (_digest(key),)
            ).fetchone()
        return Who(f"key:{row[0]}", row[1], "key") if row else None

    def disable_key(self, name: str) -> None:
        with self._writing() as cursor:
            self._change(cursor, "UPDATE keys SET disabled = 1 WHERE id = ?", (name,))

    def all_keys(self) -> list[tuple[str, str, str, bool, str]]:
        """id, label, role, disabled, made of each."""
        with self._lock:
            rows = self._connection.execute("SELECT id, label, role, disabled, made FROM keys ORDER BY made").fetchall()
        return [(name, label, role, bool(disabled), made) for name, label, role, disabled, made in rows]

    def _hash(self, password: str) -> str:
        if not SHORTEST <= len(password) <= LONGEST:
            raise MarsadError(f"a password has {SHORTEST} to {LONGEST} characters", advice="Several words are good.")
        return self._hasher.hash(password)

    def _change(self, cursor: sqlite3.Cursor, statement: str, values: tuple[object, ...]) -> None:
        if cursor.execute(statement, values).rowcount == 0:
            raise MarsadError(
                f"there is no {values[-1]}", advice="`marsad users list` and `marsad keys list` show all."
            )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Cursor]:
        with self._lock:
            cursor = self._connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")


def csrf_of(token: str) -> str:
    """The token that a form must send back: made from the session's, which no other page can read."""
    return hashlib.sha256(f"csrf:{token}".encode()).hexdigest()[:32]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _check_role(role: str) -> None:
    if role not in GIVEN:
        raise MarsadError(f"unknown role: {role!r}", advice=f"One of: {', '.join(GIVEN)}")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _ago(time: timedelta) -> str:
    return (datetime.now(UTC) - time).isoformat(timespec="seconds")
