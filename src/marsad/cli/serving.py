"""`marsad serve`: the map, the API and review, in the browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.opening import observing
from marsad.cli.options import DEFAULT_LEDGER, LedgerOption, PackOption
from marsad.cli.output import warn

MOST_WORKERS = 64


def register(app: typer.Typer) -> None:
    app.command()(serve)


def serve(
    ledger: LedgerOption = DEFAULT_LEDGER,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=1, max=65535)] = 8000,
    accounts: Annotated[
        Path | None,
        typer.Option(
            envvar="MARSAD_ACCOUNTS",
            metavar="FILE",
            help="Accounts (marsad users). Without: one person with full rights, on this machine only.",
        ),
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", metavar="", help="Who is not logged in sees the published view.")
    ] = False,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name by which it is asked, besides ADDRESS; repeat.")
    ] = None,
    https: Annotated[
        bool, typer.Option("--https", metavar="", help="A proxy in front speaks HTTPS: secure cookies, HSTS.")
    ] = False,
    trust_proxy: Annotated[
        list[str] | None, typer.Option(metavar="ADDRESS", help="A proxy whose X-Forwarded-For is believed; repeat.")
    ] = None,
    author: Annotated[
        str, typer.Option(envvar="MARSAD_AUTHOR", metavar="NAME", help="Whose decisions they are, without accounts.")
    ] = "local",
    audit_log: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the log of actions goes; stderr if not given.")
    ] = None,
    requests_a_minute: Annotated[
        int, typer.Option(metavar="N", min=1, help="From one address, before it is told to wait.")
    ] = 1200,
    workers: Annotated[
        int, typer.Option(metavar="N", min=1, max=MOST_WORKERS, help="Processes that answer, one processor each.")
    ] = 1,
    title: Annotated[str, typer.Option(metavar="TEXT", help="Of the page.")] = "What the reports say",
    pack: PackOption = None,
) -> None:
    """Serve the map, the API (/api/v1) and review over the ledger, until interrupted."""
    from marsad.records import MarsadError
    from marsad.service import Settings
    from marsad.service.running import run, run_workers

    settings = Settings(
        host=host, port=port, accounts=accounts, public=public, hosts=tuple(allow_host or ()), secure=https,
        author=author, title=title, requests_a_minute=requests_a_minute,
    )  # fmt: skip
    if settings.single and not settings.loopback:
        raise MarsadError(
            "without accounts only this machine may be served",
            where=host,
            advice="Leave --host away, or make accounts first (marsad users add) and give --accounts FILE",
        )
    if "://" not in ledger and not Path(ledger).exists():
        warn(f"{ledger}: there is no ledger here yet; an empty one is made. `marsad read PATH` fills it.")
    trusted = list(trust_proxy or ())
    with observing(ledger, packs=pack, create=True) as observatory:
        whose = "one person, full rights: whoever uses this machine" if settings.single else f"accounts in {accounts}"
        warn(f"Marsad at http://{host}:{port} ({whose}). Ctrl-C ends it.")
        with _deriving_beside(ledger, pack):
            if workers == 1:
                run(observatory, settings, trusted=trusted, audit_log=audit_log)
            else:
                run_workers(ledger, settings, packs=pack, trusted=trusted, audit_log=audit_log, workers=workers)


@contextmanager
def _deriving_beside(ledger: str, packs: list[str] | None) -> Iterator[None]:
    """`marsad derive --watch` in a process of its own, which ends with this one, however this one ends."""
    chosen = [part for name in packs or () for part in ("--pack", name)]
    command = [sys.executable, "-m", "marsad", "derive", "--watch", *chosen]
    environment = {**os.environ, "MARSAD_LEDGER": ledger}  # a URL may hold a password: not for the list of processes
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as beside:  # noqa: S603 - our own command
        try:
            yield
        finally:
            if beside.stdin is not None:
                beside.stdin.close()
