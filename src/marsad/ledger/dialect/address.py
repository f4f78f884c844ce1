"""Where a ledger is: a file by path or `sqlite:///PATH`, or a database of a PostgreSQL server by URL.

A URL's password is never part of what is shown: `where` is what messages name.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from marsad.records import LedgerError

SERVER_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
PASSWORD_FILE = "password_file"  # noqa: S105 - a parameter's name
FORM = "Write postgresql://USER@HOST:PORT/DATABASE; % in a name or password is %25, @ is %40, / is %2F."


@dataclass(frozen=True, slots=True)
class FileAddress:
    path: Path

    @property
    def where(self) -> str:
        return str(self.path)

    @property
    def key(self) -> Path:
        """Where the key of seals lies if nobody says otherwise: beside the ledger."""
        return self.path.with_name(f"{self.path.name}.key")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """parameters: libpq's, by which psycopg connects; the password is among them and in no text of this object."""

    where: str
    parameters: dict[str, str] = field(repr=False)

    @property
    def key(self) -> Path:
        """In the user's own data folder: a database has no folder that its users share."""
        home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
        name = re.sub(r"[^\w.-]+", "-", self.where.partition("://")[2].rpartition("@")[2])
        return Path(home) / "marsad" / f"{name}.key"


Address = FileAddress | ServerAddress


def address_of(path_or_url: str | Path) -> Address:
    """Raises LedgerError for a URL of another kind, or one that cannot be read."""
    text = str(path_or_url)
    scheme, separator, rest = text.partition("://")
    if not separator:
        return FileAddress(Path(text))
    if scheme == "sqlite" and rest.startswith("/") and rest != "/":
        return FileAddress(Path(rest[1:]))
    if scheme in SERVER_SCHEMES:
        return _server(text)
    advice = f"Give the path of a file, or a database of a PostgreSQL server. {FORM}"
    raise LedgerError("no ledger can be kept there", where=f"{scheme}://", advice=advice)


def _server(text: str) -> ServerAddress:
    try:
        url = make_url(text)
        given = {name: value if isinstance(value, str) else ",".join(value) for name, value in url.query.items()}
    except (ArgumentError, ValueError):
        # The error's own words may hold a piece of the password.
        raise LedgerError("this URL of a database cannot be read", where="postgresql://", advice=FORM) from None
    named = {"user": url.username, "password": url.password, "host": url.host, "dbname": url.database}
    parameters = {name: str(value) for name, value in named.items() if value}
    if url.port is not None:
        parameters["port"] = str(url.port)
    parameters = given | parameters
    shown = f"{parameters.get('host', '')}{':' if 'port' in parameters else ''}{parameters.get('port', '')}"
    user = f"{parameters['user']}@" if "user" in parameters else ""
    where = f"postgresql://{user}{shown}/{parameters.get('dbname', '')}"
    if (file := parameters.pop(PASSWORD_FILE, "")) and "password" not in parameters:
        parameters["password"] = _password(Path(file), where)
    return ServerAddress(where, parameters)


def _password(file: Path, where: str) -> str:
    """The first line of a file: what secret stores of containers and services give."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise LedgerError(
            f"the file of the password cannot be read ({reason})", where=where, advice=f"See {file}."
        ) from None
    if not lines or not lines[0]:
        raise LedgerError("the file of the password is empty", where=where, advice=f"See {file}.")
    return lines[0]
