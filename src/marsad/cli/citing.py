"""`marsad cite`: a citation for any claim."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.opening import opened_ledger
from marsad.cli.options import DEFAULT_LEDGER, LedgerOption, OutputOption
from marsad.cli.output import binary_out, warn
from marsad.records import MarsadError

ENDINGS = {".txt": "text", ".bib": "bibtex", ".json": "csl-json"}


def register(app: typer.Typer) -> None:
    app.command()(cite)


def cite(
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM", help="Ids of claims (marsad claims).")],
    style: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text, bibtex or csl-json; default: by FILE's ending.")
    ] = "",
    output: OutputOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="The same as --format csl-json.")] = False,
) -> None:
    """Cite claims: outlet, title, date, words, and the digest of the archived copy. Text, BibTeX or CSL-JSON."""
    from marsad.publish.citations import CITATIONS
    from marsad.publish.files import check_target, replacing

    if output is not None:
        check_target(output, ENDINGS)
    wanted = "csl-json" if as_json else style or (ENDINGS[_ending(output)] if output else "text")
    if wanted not in CITATIONS:
        raise MarsadError(f"unknown format of citations: {wanted!r}", advice=f"One of: {', '.join(CITATIONS)}")
    with opened_ledger(ledger) as opened:
        from marsad.ledger import ClaimFilter

        found = {claim.id: claim for name in claims for claim in opened.claims(ClaimFilter(ids=(name,)), judged=False)}
        if missing := [name for name in claims if name not in found]:
            raise MarsadError(f"no claim has the id {missing[0]!r}", advice="Ids are listed by marsad claims --json")
        words = CITATIONS[wanted]([(found[name], opened.report(found[name].report)) for name in claims])
    if output is None:
        binary_out().write(f"{words}\n".encode())
        return
    with replacing(output) as partial:
        partial.write_text(f"{words}\n", encoding="utf-8")
    warn(f"{len(claims)} citations written to {output}")


def _ending(path: Path) -> str:
    return path.suffix.lower()
