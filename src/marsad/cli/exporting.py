"""`marsad export`: claims, control, panels, disagreements, events as files for other programs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from marsad.cli.opening import observing
from marsad.cli.options import OutputOption, Sight, iso_day, iso_time
from marsad.cli.output import binary_out, progress, warn
from marsad.cli.unfolding import unfolding
from marsad.records import MarsadError

if TYPE_CHECKING:
    from marsad.pipeline.holding import Holdings
    from marsad.pipeline.observatory import Observatory
    from marsad.records import Control

T = TypeVar("T")

JSON_LINES = (".jsonl", ".ndjson", ".json")
"""What `export claims` writes as JSON lines; .json is what it was called in first."""

export = typer.Typer(
    help="Write control, panels, claims, events, disagreements as files: the file's ending says how.",
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    app.add_typer(export, name="export")


@export.command("claims")
@unfolding
def export_claims(sight: Sight, output: OutputOption = None) -> None:
    """Claims in the order of reports and words: JSON lines (.jsonl, and stdout), .csv, .xlsx, .parquet, .geojson."""
    from marsad.publish import claims_jsonl, claims_table
    from marsad.publish.files import check_target, replacing
    from marsad.publish.writers import PLACE_ENDINGS

    as_lines = output is None or output.suffix.lower() not in PLACE_ENDINGS
    if output is not None:
        check_target(output, (*JSON_LINES, *PLACE_ENDINGS))
    with observing(sight.ledger, packs=sight.pack) as observatory:
        claims = some(observatory.claims(**sight.clocks), "no claim", sight)
        if output is None:
            claims_jsonl(claims, binary_out())
        elif as_lines:
            with replacing(output) as partial, partial.open("wb") as file:
                told(claims_jsonl(claims, file), "claims", output)
        else:
            told(claims_table(claims, output, versions=versions_of(observatory)), "claims", output)


@export.command("control")
@unfolding
def export_control(
    at: Annotated[str, typer.Option(metavar="DATE", callback=iso_time, help="The day (its end), or a moment.")],
    sight: Sight,
    output: OutputOption = None,
) -> None:
    """Who held every place at a date: .csv (and stdout), .xlsx, .geojson, .parquet (GeoParquet)."""
    _control([at], sight, output)


@export.command("panel")
@unfolding
def export_panel(
    first: Annotated[str, typer.Option("--from", metavar="DATE", callback=iso_day, help="The first day.")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", callback=iso_day, help="The last day.")],
    sight: Sight,
    output: OutputOption = None,
) -> None:
    """Who held every place on every day between two days: a row a place and day, place by place.

    .csv (and stdout), .xlsx, .parquet (GeoParquet), .geojson. Rows are written as they come, whatever the length.
    """
    from marsad.pipeline.answering import days_between

    _control(list(days_between(first, last)), sight, output)


@export.command("disagreements")
@unfolding
def export_disagreements(sight: Sight, output: OutputOption = None) -> None:
    """Where accounts disagree, a row a side, with the quoted words: .csv (and stdout), .xlsx, .parquet."""
    from marsad.publish import disagreement_rows, disagreements_table
    from marsad.publish.writers import TABLE_ENDINGS

    def write(observatory: Observatory, path: Path) -> int:
        claims = list(some(observatory.claims(**sight.clocks), "no claim", sight))
        rows = disagreement_rows(claims, list(observatory.events(**sight.clocks)), ())  # none: nobody disagrees
        return disagreements_table(rows, claims, path, versions=versions_of(observatory))

    as_table(sight, output, TABLE_ENDINGS, write)


@export.command("annotations")
@unfolding
def export_annotations(sight: Sight, output: OutputOption = None) -> None:
    """The evidence as W3C Web Annotations (.jsonld, .json, and stdout): an annotation a claim, on its words."""
    from marsad.publish.annotations import annotations_jsonld
    from marsad.publish.files import check_target, replacing

    if output is not None:
        check_target(output, (".jsonld", ".json"))
    with observing(sight.ledger, packs=sight.pack) as observatory:
        claims = some(observatory.claims(**sight.clocks), "no claim", sight)
        report_of, versions = observatory.ledger.report, versions_of(observatory)
        if output is None:
            annotations_jsonld(claims, report_of, binary_out(), versions=versions)
            return
        with replacing(output) as partial, partial.open("wb") as file:
            number = annotations_jsonld(claims, report_of, file, versions=versions)
        told(number, "annotations", output)


@export.command("acled")
@unfolding
def export_acled(sight: Sight, output: OutputOption = None) -> None:
    """Events in ACLED's words: .csv (and stdout), .xlsx, .parquet (GeoParquet), .geojson."""
    from marsad.publish.schemes import ACLED_COLUMNS, acled_rows
    from marsad.publish.writers import PLACE_ENDINGS, write_table

    def write(observatory: Observatory, path: Path) -> int:
        claims = {claim.id: claim for claim in observatory.claims(**sight.clocks)}
        events, holdings = observatory.events(**sight.clocks), observatory.holdings(**sight.clocks)
        rows = acled_rows(
            events,
            claims,
            governs=observatory.governs,
            kind_of=observatory.kind_of,
            holder=lambda place, day: holdings.at(place, day).controller,
        )
        found = some(rows, "no event that ACLED would count", sight)
        return write_table(ACLED_COLUMNS, found, path, versions=versions_of(observatory))

    as_table(sight, output, PLACE_ENDINGS, write)


@export.command("plover")
@unfolding
def export_plover(sight: Sight, output: OutputOption = None) -> None:
    """Events in PLOVER's words: a JSON list (.json, and stdout), a record a line (.jsonl); .csv, .xlsx, .parquet,
    .geojson."""
    from marsad.cli.output import emit_list
    from marsad.publish.files import check_target, replacing
    from marsad.publish.json_rows import write_json
    from marsad.publish.plover_table import PLOVER_COLUMNS, flat
    from marsad.publish.schemes import plover_rows
    from marsad.publish.writers import PLACE_ENDINGS, write_table

    if output is not None:
        check_target(output, (".json", ".jsonl", *PLACE_ENDINGS))
    with observing(sight.ledger, packs=sight.pack) as observatory:
        claims = {claim.id: claim for claim in observatory.claims(**sight.clocks)}
        records = plover_rows(observatory.events(**sight.clocks), claims)
        rows = some(records, "no event that PLOVER has a word for", sight)
        if output is None:
            emit_list(rows)
        elif output.suffix.lower() in PLACE_ENDINGS:
            told(write_table(PLOVER_COLUMNS, flat(rows), output, versions=versions_of(observatory)), "records", output)
        else:
            with replacing(output) as partial, partial.open("wb") as file:
                number = write_json(rows, file, lines=output.suffix.lower() == ".jsonl")
            told(number, "records", output)


def _control(days: list[str], sight: Sight, output: Path | None) -> None:
    from marsad.pipeline.places import described
    from marsad.publish import control_table
    from marsad.publish.spreadsheet import check_sheet
    from marsad.publish.writers import PLACE_ENDINGS

    def write(observatory: Observatory, path: Path) -> int:
        holdings = observatory.holdings(**sight.clocks)
        if path.suffix.lower() == ".xlsx":
            check_sheet(len(holdings.places) * len(days), where=str(path))
        answers = some(_panel(holdings, days), "no claim about who held a place", sight)
        places = described(observatory.ledger.claims(**sight.clocks))
        return control_table(answers, path, places=places, versions=versions_of(observatory))

    as_table(sight, output, PLACE_ENDINGS, write)


def _panel(holdings: Holdings, days: list[str]) -> Iterator[Control]:
    """Place by place, as panel data is sorted; with a bar, for a war has many days."""
    with progress() as bar:
        for place in bar.track(holdings.places, description="places"):
            for day in days:
                yield holdings.at(place, day)


def as_table(
    sight: Sight, output: Path | None, endings: Iterable[str], write: Callable[[Observatory, Path], int]
) -> None:
    """To the file, or as CSV to stdout. A file that cannot be written is told before anything is worked out."""
    from marsad.publish.files import check_target

    if output is not None:
        check_target(output, endings)
        with observing(sight.ledger, packs=sight.pack) as observatory:
            told(write(observatory, output), "rows", output)
        return
    with tempfile.TemporaryDirectory() as folder, observing(sight.ledger, packs=sight.pack) as observatory:
        path = Path(folder, "table.csv")
        write(observatory, path)
        with path.open("rb") as file:
            shutil.copyfileobj(file, binary_out())


def some(found: Iterable[T], what: str, sight: Sight) -> Iterator[T]:
    """The same, of which there is one at least. Raises MarsadError: an empty file would look like an answer."""
    rest = iter(found)
    try:
        first = next(rest)
    except StopIteration:
        asked = sight.as_known_at or sight.as_recorded_at
        advice = "Ask for a later time" if asked else "Read reports first: marsad read REPORTS"
        raise MarsadError(f"nothing to export: {what} in this ledger", advice=advice) from None
    return chain([first], rest)


def told(number: int, what: str, output: Path) -> None:
    warn(f"{number} {what} written to {output}")


def versions_of(observatory: Observatory) -> dict[str, str]:
    from marsad.pipeline.page import shown_versions

    return shown_versions(observatory)
