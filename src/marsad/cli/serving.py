"""`marsad serve`: the map, the API and review, in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.opening import observing
from marsad.cli.options import DEFAULT_LEDGER, LedgerOption, PackOption
from marsad.cli.output import warn

CLOSING_SECONDS = 10
"""How long requests that run may take after Ctrl-C."""


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
    title: Annotated[str, typer.Option(metavar="TEXT", help="Of the page.")] = "What the reports say",
    pack: PackOption = None,
) -> None:
    """Serve the map, the API (/api/v1) and review over the ledger, until interrupted."""
    import uvicorn

    from marsad.records import MarsadError
    from marsad.service import Settings, create_app, warm_up
    from marsad.service.audit import log_to

    settings = Settings(
        host=host, port=port, accounts=accounts, public=public, hosts=tuple(allow_host or ()), secure=https,
        author=author, title=title,
    )  # fmt: skip
    if settings.single and not settings.loopback:
        raise MarsadError(
            "without accounts only this machine may be served",
            where=host,
            advice="Leave --host away, or make accounts first (marsad users add) and give --accounts FILE",
        )
    log_to(audit_log)
    with observing(ledger, packs=pack, create=True) as observatory:
        whose = "one person, full rights: whoever uses this machine" if settings.single else f"accounts in {accounts}"
        warn(f"Marsad at http://{host}:{port} ({whose}). Ctrl-C ends it.")
        app = create_app(observatory, settings)
        warm_up(app)
        uvicorn.run(
            app, host=host, port=port, log_level="warning", server_header=False,
            access_log=False, proxy_headers=bool(trust_proxy), forwarded_allow_ips=list(trust_proxy or ()),
            timeout_graceful_shutdown=CLOSING_SECONDS,
        )  # fmt: skip
