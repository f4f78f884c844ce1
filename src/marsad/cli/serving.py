"""`marsad serve`: the map, the API and review, in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.opening import observing
from marsad.cli.options import DEFAULT_LEDGER, LedgerOption, PackOption
from marsad.cli.output import warn


def register(app: typer.Typer) -> None:
    app.command()(serve)


def serve(
    ledger: LedgerOption = DEFAULT_LEDGER,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=1, max=65535)] = 8000,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name by which it is asked, besides ADDRESS; repeat.")
    ] = None,
    title: Annotated[str, typer.Option(metavar="TEXT", help="Of the page.")] = "What the reports say",
    pack: PackOption = None,
) -> None:
    """Serve the map, the API (/api/v1) and review over the ledger, until interrupted."""
    import uvicorn

    from marsad.records import MarsadError
    from marsad.service import Settings, create_app

    settings = Settings(host=host, port=port, hosts=tuple(allow_host or ()), title=title)
    if settings.single and not settings.loopback:
        raise MarsadError(
            "without accounts only this machine may be served",
            where=host,
            advice="Leave --host away, or make accounts first (marsad users add)",
        )
    with observing(ledger, packs=pack, create=True) as observatory:
        warn(f"Marsad at http://{host}:{port} (Ctrl-C ends it). One person, full rights: whoever uses this machine.")
        uvicorn.run(
            create_app(observatory, settings), host=host, port=port, log_level="warning", server_header=False,
            date_header=True, access_log=False, proxy_headers=False,
        )  # fmt: skip
