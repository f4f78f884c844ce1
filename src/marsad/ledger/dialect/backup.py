"""A copy of a ledger's file while it is in use: SQLite's online backup, verified before it gets its name."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from marsad.ledger.dialect import Address, FileAddress, plain_errors
from marsad.records import LedgerError

PAGES = 4096
"""Pages copied at a time (16 MiB); writers are let in between."""
PART = ".part"


def copy_file(source: Path, target: Path) -> Path:
    """Copies a database file, of the ledger or of accounts, to `target`.part, which is returned; readable by its owner
    only. Raises LedgerError where `target` is there already or cannot be written."""
    if target.exists():
        raise LedgerError("this file is there already", where=str(target), advice="Give a new name.")
    part = target.with_name(target.name + PART)
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise LedgerError("the backup cannot be written", where=str(target)) from error
    with plain_errors(str(source)):
        taken, given = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True), sqlite3.connect(part)
        try:
            taken.backup(given, pages=PAGES, sleep=0.01)
            given.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        finally:
            taken.close()
            given.close()
    return part


def file_of(address: Address) -> Path:
    """Raises LedgerError for a ledger on a server."""
    if not isinstance(address, FileAddress):
        advice = "Use pg_dump, or `marsad copy LEDGER FILE` for a copy in one file."
        raise LedgerError("a ledger on a server is not one file", where=address.where, advice=advice)
    return address.path
