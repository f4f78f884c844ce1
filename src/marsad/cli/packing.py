"""`marsad packs`: what Marsad knows of conflicts, listed and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.options import JsonOption
from marsad.cli.output import emit, emit_list, say

packs = typer.Typer(help="List the installed knowledge packs, or check one of your own.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(packs, name="packs")


@packs.command("list")
def list_packs(as_json: JsonOption = False) -> None:
    """The installed packs: name, version, title, digest."""
    from marsad.cli.tables import cell, show, table
    from marsad.knowledge import load_packs

    loaded = load_packs().packs
    if as_json:
        emit_list({"name": p.name, "version": p.version, "title": p.title, "digest": p.digest} for p in loaded)
        return
    made = table("Packs", "name", "version", "title", "digest", wide=("title",))
    for pack in loaded:
        made.add_row(*map(cell, (pack.name, pack.version, pack.title, pack.digest[:12])))
    show(made)


@packs.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A pack's folder, with pack.yaml in it.")],
    as_json: JsonOption = False,
) -> None:
    """Check a pack beside the installed ones: a line a problem, with file and line. Exit status 0: it is sound."""
    from marsad.knowledge import load_packs
    from marsad.pipeline.checking import check_pack

    known = load_packs(extra=[folder])
    check_pack(known)
    pack = next(pack for pack in known.packs if pack.folder.resolve() == folder.resolve())
    if as_json:
        emit({"name": pack.name, "version": pack.version, "digest": pack.digest, "actors": len(known.actors)})
    else:
        say(f"{pack.name} {pack.version} is sound ({pack.digest[:12]})")
