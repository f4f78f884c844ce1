"""Options that several commands share: their names stay (DESIGN.md, "Interfaces that stay")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypedDict

import typer

from marsad.records import CLAIM_TYPES, STATUSES, MarsadError

DEFAULT_LEDGER = "marsad.db"


def iso_time(value: str | None) -> str | None:
    """An ISO date or date-time in its plain form. Raises BadParameter, which typer tells in one line."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(
            f"{value!r} is no date. Write 2017-02-23, or 2017-02-23T18:00+02:00 for a moment."
        ) from None


def iso_day(value: str | None) -> str | None:
    """An ISO date."""
    time = iso_time(value)
    if time is not None and len(time) != len("2017-02-23"):
        raise typer.BadParameter(f"{value!r} is no day. Write 2017-02-23.")
    return time


def known_type(value: str) -> str:
    """One of the types of claims, "" for any."""
    return one_of(value, CLAIM_TYPES, "type of claim")


def known_status(value: str) -> str:
    """One of the statuses of claims, "" for any."""
    return one_of(value, STATUSES, "status")


def one_of(value: str, words: Sequence[str], what: str) -> str:
    """The value, one of the words or "". Raises MarsadError with the choices."""
    if value and value not in words:
        raise MarsadError(f"unknown {what}: {value!r}", advice=f"One of: {', '.join(words)}")
    return value


def with_installed(packs: list[str] | None) -> list[str] | None:
    """The installed packs and those given, by name or folder; None (all installed ones) where none is given."""
    if not packs:
        return None
    from marsad.knowledge.loader import installed_packs

    return [*installed_packs(), *packs]


def count(value: int) -> int:
    if value < 1:
        raise typer.BadParameter("at least 1")
    return value


LedgerOption = Annotated[
    str,
    typer.Option(
        "--ledger",
        envvar="MARSAD_LEDGER",
        metavar="PATH_OR_URL",
        help="The ledger: a file, or postgresql://USER@HOST/DATABASE.",
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", metavar="", help="JSON for machines on stdout; messages go to stderr.")
]
PackOption = Annotated[
    list[str] | None,
    typer.Option(
        "--pack",
        metavar="NAME_OR_FOLDER",
        callback=with_installed,
        help="A pack of yours, added to the installed ones, which are all on; repeat.",
    ),
]
PathsArgument = Annotated[
    list[Path], typer.Argument(metavar="PATH", help="Texts, HTML pages, JSON lines, feeds, or folders of them.")
]
PublishedOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The day of reports that print none (ISO)."),
]
ProcessesOption = Annotated[int, typer.Option(callback=count, metavar="N", help="Processes that parse.")]
AsKnownAtOption = Annotated[
    str | None, typer.Option(metavar="TIME", callback=iso_time, help="Only what was published by then.")
]
AsRecordedAtOption = Annotated[
    str | None, typer.Option(metavar="TIME", callback=iso_time, help="Only what the ledger held by then.")
]
TypeOption = Annotated[
    str, typer.Option("--type", metavar="TYPE", callback=known_type, help="One type, as in docs/data-model.md.")
]
EventTypeOption = Annotated[
    str,
    typer.Option(
        "--type", metavar="TYPE", callback=known_type,
        help="Events of one type, or with any claim of it; types as in docs/data-model.md.",
    ),
]  # fmt: skip
StatusOption = Annotated[
    str, typer.Option("--status", metavar="STATUS", callback=known_status, help=f"One of: {', '.join(STATUSES)}.")
]
PlaceOption = Annotated[str, typer.Option(metavar="PLACE", help="A place by name, or geonameid:N.")]
ActorOption = Annotated[str, typer.Option(metavar="NAME", help="A canonical actor, alone or joined with others.")]
SinceOption = Annotated[str | None, typer.Option(metavar="DATE", callback=iso_time, help="Not over before then.")]
UntilOption = Annotated[str | None, typer.Option(metavar="DATE", callback=iso_time, help="Not begun after then.")]
OutputOption = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write; stdout if not given.")
]


class Clocks(TypedDict):
    as_known_at: str | None
    as_recorded_at: str | None


@dataclass(frozen=True, slots=True)
class Sight:
    """What a command sees: which ledger, with which packs, as known and as recorded when."""

    ledger: LedgerOption = DEFAULT_LEDGER
    as_known_at: AsKnownAtOption = None
    as_recorded_at: AsRecordedAtOption = None
    pack: PackOption = None

    @property
    def clocks(self) -> Clocks:
        return Clocks(as_known_at=self.as_known_at, as_recorded_at=self.as_recorded_at)
