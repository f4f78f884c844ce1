"""`marsad export`: claims, control, panels, disagreements as files for other programs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.opening import observing
from marsad.cli.options import (
    DEFAULT_LEDGER,
    AsKnownAtOption,
    AsRecordedAtOption,
    LedgerOption,
    OutputOption,
    PackOption,
    iso_day,
    iso_time,
)
from marsad.cli.output import binary_out, warn

export = typer.Typer(help="Write claims, control, panels and disagreements as files.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(export, name="export")


@export.command("claims")
def export_claims(
    output: OutputOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_known_at: AsKnownAtOption = None,
    as_recorded_at: AsRecordedAtOption = None,
) -> None:
    """Claims as JSON lines (the fields of docs/exports.md), in the order of reports and words."""
    from marsad.publish import claims_jsonl
    from marsad.publish.files import replacing

    with observing(ledger) as observatory:
        claims = observatory.claims(as_known_at=as_known_at, as_recorded_at=as_recorded_at)
        if output is None:
            claims_jsonl(claims, binary_out())
            return
        with replacing(output) as partial, partial.open("wb") as file:
            number = claims_jsonl(claims, file)
    warn(f"{number} claims written to {output}")


@export.command("control")
def export_control(
    at: Annotated[str, typer.Option(metavar="DATE", callback=iso_time, help="The day (its end), or a moment.")],
    output: OutputOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_known_at: AsKnownAtOption = None,
    as_recorded_at: AsRecordedAtOption = None,
    pack: PackOption = None,
) -> None:
    """Who held every place at a date. The ending of FILE decides: .csv, .geojson, .parquet (stdout: CSV)."""
    _control_days(output, ledger, pack, [at], as_known_at=as_known_at, as_recorded_at=as_recorded_at)


@export.command("panel")
def export_panel(
    first: Annotated[str, typer.Option("--from", metavar="DATE", callback=iso_day, help="The first day.")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", callback=iso_day, help="The last day.")],
    output: OutputOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_known_at: AsKnownAtOption = None,
    as_recorded_at: AsRecordedAtOption = None,
    pack: PackOption = None,
) -> None:
    """Who held every place on every day between two days: a panel, one row a place and day."""
    from marsad.pipeline.observatory import days_between

    days = list(days_between(first, last))
    _control_days(output, ledger, pack, days, as_known_at=as_known_at, as_recorded_at=as_recorded_at)


@export.command("disagreements")
def export_disagreements(
    output: OutputOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_known_at: AsKnownAtOption = None,
    as_recorded_at: AsRecordedAtOption = None,
    pack: PackOption = None,
) -> None:
    """Where accounts disagree, a CSV row a side, with the quoted words."""
    from marsad.publish import disagreement_rows, disagreements_table

    with observing(ledger, packs=pack) as observatory:
        claims = list(observatory.claims(as_known_at=as_known_at, as_recorded_at=as_recorded_at))
        events = list(observatory.events(as_known_at=as_known_at, as_recorded_at=as_recorded_at))
        rows = disagreement_rows(claims, events, ())
        _write(output, lambda path: disagreements_table(rows, claims, path))


def _control_days(
    output: Path | None,
    ledger: str,
    packs: list[str] | None,
    days: list[str],
    *,
    as_known_at: str | None,
    as_recorded_at: str | None,
) -> None:
    from marsad.pipeline.page import shown_versions
    from marsad.pipeline.places import described
    from marsad.publish import control_table

    with observing(ledger, packs=packs) as observatory:
        holdings = observatory.holdings(as_known_at=as_known_at, as_recorded_at=as_recorded_at)
        places = described(observatory.ledger.claims(as_known_at=as_known_at, as_recorded_at=as_recorded_at))
        versions = shown_versions(observatory)
        _write(
            output,
            lambda path: control_table(
                (answer for day in days for answer in holdings.all_at(day)), path, places=places, versions=versions
            ),
        )


def _write(output: Path | None, write: Callable[[Path], int]) -> None:
    """To the file, or as CSV to stdout."""
    if output is not None:
        warn(f"{write(output)} rows written to {output}")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.csv")
        write(path)
        with path.open("rb") as file:
            shutil.copyfileobj(file, binary_out())
