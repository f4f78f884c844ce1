"""`marsad evaluate`: how well claims are found, against claims that people annotated."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.options import JsonOption, PackOption
from marsad.cli.output import emit, say


def register(app: typer.Typer) -> None:
    app.command()(evaluate)


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotated claims, JSON lines.")],
    docs: Annotated[Path, typer.Argument(metavar="DOCS", help="Their articles, JSON lines with doc and text.")],
    pack: PackOption = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="The day of articles that print none.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Read the articles through all stages (in a ledger of their own) and score their claims against the gold."""
    from marsad.pipeline.evaluating import evaluate_files

    figures = evaluate_files(gold, docs, packs=pack or None, published=published)
    if as_json:
        emit(figures.to_json())
        return
    for line in figures.lines():
        say(line)
