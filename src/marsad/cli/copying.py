"""`marsad copy`: a ledger into another kind of database, or into a backup."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.opening import opened_ledger
from marsad.cli.options import JsonOption
from marsad.cli.output import emit, progress, say, warn

WHERE = "a file, or postgresql://USER@HOST/DATABASE"


def register(app: typer.Typer) -> None:
    app.command()(copy)


def copy(
    source: Annotated[str, typer.Argument(metavar="LEDGER", help=f"The ledger to copy: {WHERE}.")],
    target: Annotated[str, typer.Argument(metavar="LEDGER", help="Where to: the same, empty or not there yet.")],
    as_json: JsonOption = False,
) -> None:
    """Copy a ledger whole into an empty one: chain, seals, decisions, what is derived. Verified before it is kept.

    Interrupted, it leaves the target empty: run it again.
    """
    with opened_ledger(source) as taken, opened_ledger(target, create=True) as given, progress() as bar:
        task = bar.add_task("copying")
        copied = taken.copy_to(given, on_progress=lambda done, total: bar.update(task, completed=done, total=total))
        theirs, ours = taken.key, given.key
    if as_json:
        emit(
            {
                "rows": copied.rows, "facts": copied.verification.rows, "head": copied.verification.head,
                "digests": copied.digests,
            }
        )  # fmt: skip
    else:
        say(f"{copied.verification.rows} facts, {copied.rows} rows in all, the same in both; the copy verifies")
    if theirs.is_file() and not ours.exists():
        warn(f"the key of seals is not in a ledger: go on with `marsad seal --key {theirs}`, or copy it to {ours}")
