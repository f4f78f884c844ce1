"""`marsad backup`: a copy of the ledger, and of the accounts, while they are in use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.opening import opened_ledger
from marsad.cli.options import DEFAULT_LEDGER, LedgerOption
from marsad.cli.output import say


def register(app: typer.Typer) -> None:
    app.command()(backup)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy; it must not be there yet.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    accounts: Annotated[
        Path | None,
        typer.Option(
            envvar="MARSAD_ACCOUNTS", metavar="FILE", help="The accounts to copy, too, beside it (FILE.accounts)."
        ),
    ] = None,
) -> None:
    """Copy a ledger that may be in use into one file, and verify the copy. Exit status 1 if it does not verify."""
    from marsad.ledger.dialect.backup import copy_file
    from marsad.records import LedgerError

    with opened_ledger(ledger) as opened:
        part = opened.backup(file)
    with opened_ledger(str(part)) as copied:
        found = copied.verify()
    if found.first_bad is not None:
        advice = "The ledger itself is damaged: `marsad verify` says where."
        raise LedgerError(f"the copy does not verify: {found.first_bad}", where=str(part), advice=advice)
    for suffix in ("-wal", "-shm", "-lock"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
    part.rename(file)
    say(f"{found.rows} facts in {file}; the copy verifies")
    if accounts is not None:
        theirs = file.with_name(f"{file.name}.accounts")
        copy_file(accounts, theirs).rename(theirs)
        say(f"accounts in {theirs}")
