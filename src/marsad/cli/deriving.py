"""`marsad derive`: events and control that are behind the reports and decisions of a large ledger."""

from __future__ import annotations

import os
import sys
import threading
from typing import Annotated

import typer

from marsad.cli.opening import observing
from marsad.cli.options import DEFAULT_LEDGER, LedgerOption, PackOption

NICE = 10
"""Readers come first: who derives beside a service takes what they leave of the processors."""


def register(app: typer.Typer) -> None:
    app.command()(derive)


def derive(
    ledger: LedgerOption = DEFAULT_LEDGER,
    watch: Annotated[
        bool, typer.Option("--watch", metavar="", help="Go on as more comes in, until interrupted or the input ends.")
    ] = False,
    pack: PackOption = None,
) -> None:
    """Work out what is behind: events of claims in none yet, control of places that they touch.

    Reading and deciding do this themselves; `marsad serve` runs it beside itself, for what other programs write.
    """
    if watch:
        os.nice(NICE)
        threading.Thread(target=_end_with_input, daemon=True).start()
    with observing(ledger, packs=pack) as observatory:
        observatory.keep_up(threading.Event() if watch else None)


def _end_with_input() -> None:
    """Who started us has ended, perhaps killed; every derived row is put in one transaction or not at all."""
    while sys.stdin.buffer.read(1024):
        pass
    os._exit(0)
