"""`marsad read`, `run`, `rebuild`: reports into the ledger, and the result."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.opening import observing
from marsad.cli.options import (
    DEFAULT_LEDGER,
    JsonOption,
    LedgerOption,
    PackOption,
    PathsArgument,
    ProcessesOption,
    PublishedOption,
)
from marsad.cli.output import emit, progress, say, warn

if TYPE_CHECKING:
    from marsad.pipeline.observatory import Observatory
    from marsad.pipeline.reading import Progress, ReadResult
    from marsad.records import Report

UNDATED = {
    "none": "no date is in it, so that its claims have no day.",
    "content": "no date is printed in it, only that it was written on or after {first}, so that most of its claims "
    "have no day.",
}
"""What a report's date rests on, where no day is told, and what to say of it."""
DATE_IT = "If you know it: marsad decide date report:{digest} --published DATE"

SOME_REJECTED = 3
"""Exit status where some reports were rejected and the rest went in."""

VerboseOption = Annotated[
    bool,
    typer.Option("-v", "--verbose", metavar="", help="Name each report, on stderr, as soon as it is safely stored."),
]


def register(app: typer.Typer) -> None:
    app.command()(read)
    app.command()(run)
    app.command()(rebuild)


def read(
    paths: PathsArgument,
    ledger: LedgerOption = DEFAULT_LEDGER,
    published: PublishedOption = None,
    pack: PackOption = None,
    processes: ProcessesOption = 1,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Read reports into the ledger, through all stages. What it has already adds nothing.

    The last line counts: read, already known, rejected. Exit status 0: all read or known; 3: some were rejected (each
    is told, the rest went in); 1: an error.
    """
    with observing(ledger, packs=pack, create=True) as observatory:
        result = read_with_progress(
            observatory, paths, published=published, besides=files_of(ledger), processes=processes, verbose=verbose
        )
    if as_json:
        emit(as_row(result))
    else:
        say(f"{result.claims} claims in what was read; {result.events} events in the ledger")
        say(summary(result))
    _end(result)


def run(
    paths: PathsArgument,
    ledger: LedgerOption = DEFAULT_LEDGER,
    published: PublishedOption = None,
    pack: PackOption = None,
    processes: ProcessesOption = 1,
    report: Annotated[Path, typer.Option(metavar="FILE", help="The page to write.")] = Path("report.html"),
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Read reports (appending to the ledger), print what they say, and write report.html: the whole ledger as a page.

    Printed: the reports; each claim with its words, source, status, place and time; the events with their origins and
    credibility; where accounts disagree; who held each place; what was rejected; at the end all of it in short. Exit
    status as `marsad read`.
    """
    from marsad.cli.in_short import in_short, summary_row
    from marsad.cli.result import print_result, result_row, spoken_of
    from marsad.pipeline.page import page_data
    from marsad.publish import write_report
    from marsad.publish.files import check_target

    check_target(report)
    with observing(ledger, packs=pack, create=True) as observatory:
        own = [*files_of(ledger), report]
        result = read_with_progress(
            observatory, paths, published=published, besides=own, processes=processes, verbose=verbose
        )
        data = page_data(observatory, rejected=[(one.where, one.reason) for one in result.rejected])
        spoken = spoken_of(observatory, result.given, data)
        printed = result_row(spoken, data)
        whole = {row["place_id"] for row in data["places"] if row["relation"] == "is"}
        short = summary_row(printed, whole=whole, rejected=len(result.rejected))
        if as_json:
            emit({**as_row(result), **printed, "summary": short, "report": str(report)})
        else:
            print_result(spoken, result.rejected, data)
        write_report(report, data)
    if not as_json:
        for line in in_short(short):
            say(line)
        say(summary(result))
        say(f"The map: open {report.resolve().as_uri()} in a browser (it needs no network).")
    _end(result)


def rebuild(ledger: LedgerOption = DEFAULT_LEDGER, pack: PackOption = None, as_json: JsonOption = False) -> None:
    """Derive claims and events again from the stored reports, with today's code, model and packs.

    Ids, addresses of events and decisions survive. A rebuild that was stopped goes on where it was.
    """
    with observing(ledger, packs=pack) as observatory, progress() as bar:
        task = bar.add_task("Rebuilding", total=None)
        number = observatory.rebuild(on_progress=lambda done, total: bar.update(task, completed=done, total=total))
        row = {
            "reports": number,
            "claims": sum(1 for _ in observatory.ledger.claims()),
            "events": sum(1 for _ in observatory.ledger.events()),
            "unattached": len(observatory.ledger.decisions(unattached=True)),
        }
    if as_json:
        emit(row)
        return
    say(f"{row['reports']} reports read again: {row['claims']} claims, {row['events']} events")
    if row["unattached"]:
        warn(f"{row['unattached']} decisions found no claim: see marsad decisions --unattached")


def read_with_progress(
    observatory: Observatory,
    paths: Sequence[Path],
    *,
    published: str | None,
    besides: Collection[Path],
    processes: int,
    verbose: bool,
) -> ReadResult:
    undated: list[Report] = []
    with progress() as bar:
        task = bar.add_task("Reading", total=None if bar.disable else max(size_of(paths), 1))

        def stored(report: Report) -> None:
            if verbose:
                warn(f"stored {report.digest} {report.doc}")
            if report.published_basis in UNDATED:
                undated.append(report)

        def moved(now: Progress) -> None:
            bar.update(task, completed=now.bytes, description=f"Reading: {now.reports} reports, {now.claims} claims")

        result = observatory.read(
            paths,
            published=published,
            besides=besides,
            processes=processes,
            on_stored=stored,
            on_progress=moved,
        )
    for one in undated:
        known = UNDATED[one.published_basis].format(first=one.published.start)
        warn(f"undated: {one.doc}: {known} {DATE_IT.format(digest=one.digest)}")
    return result


def files_of(ledger: str) -> list[Path]:
    """The files of a ledger in a file, and what stands beside it; none of them is a report."""
    return [Path(f"{ledger}{ending}") for ending in ("", "-wal", "-shm", "-journal", "-lock", ".key")]


def size_of(paths: Sequence[Path]) -> int:
    """Bytes under the paths, as far as they can be told: the length of the progress bar."""
    total = 0
    for path in paths:
        files = (Path(at) / name for at, _, names in os.walk(path) for name in names) if path.is_dir() else [path]
        total += sum(file.stat().st_size for file in files if file.is_file())
    return total


def summary(result: ReadResult) -> str:
    return f"{len(result.added)} read, {len(result.known)} already known, {len(result.rejected)} rejected"


def as_row(result: ReadResult) -> dict[str, object]:
    return {
        "read": len(result.added),
        "known": len(result.known),
        "rejected": [{"where": r.where, "reason": r.reason, "advice": r.advice} for r in result.rejected],
        "claims_read": result.claims,
        "words": result.words,
        "seconds": round(result.seconds, 3),
    }


def _end(result: ReadResult) -> None:
    for rejected in result.rejected:
        warn(f"rejected: {rejected}")
    if result.rejected:
        raise typer.Exit(SOME_REJECTED)
