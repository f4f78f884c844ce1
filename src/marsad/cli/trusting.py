"""`marsad verify` and `seal`: whether the ledger is as it was written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.opening import opened_ledger
from marsad.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption, OutputOption
from marsad.cli.output import emit, say, warn


def register(app: typer.Typer) -> None:
    app.command()(verify)
    app.command()(seal)


def verify(
    ledger: LedgerOption = DEFAULT_LEDGER,
    kept: Annotated[
        list[Path] | None, typer.Option("--seal", metavar="FILE", help="A seal that was kept elsewhere; repeat.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check every row, payload and seal. Exit status 0 and the number of rows, or 1 and the first bad row."""
    seals = [line for path in kept or () for line in _lines(path)]
    with opened_ledger(ledger) as opened:
        found, where = opened.verify(kept_seals=seals), opened.where
    bad = found.first_bad
    if as_json:
        emit(
            {
                "ok": found.ok, "rows": found.rows, "head": found.head, "sealed_through": found.sealed_through,
                "keys": found.keys,
                "redacted": [{"row": e.seq, "address": e.address, "by": e.by} for e in found.redacted],
                "first_bad": {"row": bad.seq, "kind": bad.kind, "what": bad.what} if bad else None,
            }
        )  # fmt: skip
    else:
        for erased in found.redacted:
            say(f"row {erased.seq}: {erased.address} was redacted by decision {erased.by}")
        if bad is None:
            sealed = f", sealed through row {found.sealed_through}" if found.sealed_through else ""
            say(f"{found.rows} rows, all as they were written{sealed}")
    if bad is not None:
        warn(f"{where}: {bad}. Restore the ledger from a backup")
        raise typer.Exit(1)


def seal(
    ledger: LedgerOption = DEFAULT_LEDGER,
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The signing key; made on first use, beside the ledger.")
    ] = None,
    output: OutputOption = None,
) -> None:
    """Sign the head of the chain, and print the seal.

    Keep it elsewhere: `marsad verify --seal FILE` then finds a chain that was rewritten.
    """
    with opened_ledger(ledger) as opened:
        line = opened.seal(key=key).to_json()
    if output is None:
        typer.echo(line)
        return
    from marsad.publish.files import replacing

    with replacing(output) as partial:
        partial.write_text(line + "\n", encoding="utf-8")
    warn(f"seal written to {output}: keep it away from the ledger")


def _lines(path: Path) -> list[str]:
    from marsad.records import MarsadError

    try:
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise MarsadError("the seal cannot be read", where=str(path), advice="Give the file that seal wrote") from error
