"""`marsad gazetteer`: the places that Marsad knows, and more of them from a GeoNames dump."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.options import JsonOption
from marsad.cli.output import emit, progress, say

gazetteer = typer.Typer(help="Say which gazetteer is used, or add places to your own.", no_args_is_help=True)

OutOption = Annotated[
    Path | None,
    typer.Option(
        "--to", metavar="FILE", help="The gazetteer to make or add to (default: your own, which is then used)."
    ),
]


def register(app: typer.Typer) -> None:
    app.add_typer(gazetteer, name="gazetteer")


@gazetteer.command()
def info(as_json: JsonOption = False) -> None:
    """The gazetteer in use: its file, how many places it has."""
    from marsad.resolve.gazetteer.index import Gazetteer

    used = Gazetteer()
    if as_json:
        emit({"file": str(used.path), "places": used.places, "digest": used.digest})
    else:
        say(f"{used.places:,} places in {used.path}")


@gazetteer.command()
def add(
    dump: Annotated[
        Path, typer.Argument(metavar="FILE", help="GeoNames' allCountries.txt or a country's, or its .zip.")
    ],
    to: OutOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add a GeoNames dump to your own gazetteer, beside the places that come with Marsad. Minutes for all countries."""
    from marsad.resolve.gazetteer.dump import add_dump
    from marsad.resolve.gazetteer.index import own_path

    out = to or own_path()
    with progress() as bar:
        task = bar.add_task("Reading places", total=1.0)
        added = add_dump(dump, out, progress=lambda share: bar.update(task, completed=share))
    if as_json:
        emit({"file": str(out), "lines": added.lines, "added": added.places, "places": added.total})
    else:
        say(f"{added.places:,} places and {added.regions:,} regions of {added.lines:,} lines; {added.total:,} in {out}")
