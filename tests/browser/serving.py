"""A running `marsad serve` over a ledger of the samples."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from marsad.ledger import Ledger
from marsad.pipeline import Observatory
from ports import free_port

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "al-bab" / "reports"
AL_BAB = "#place=gn:174018&day=2017-02-24"


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """Its address, once it answers."""
    ledger = folder / "war.db"
    with Ledger.open(ledger) as opened:
        Observatory(opened).read([EXAMPLES])
    port = free_port()
    command = [sys.executable, "-m", "marsad", "serve", "--ledger", str(ledger), "--port", str(port), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
    address = f"http://127.0.0.1:{port}/"
    for _ in range(300):
        try:
            httpx.get(address + "health", timeout=2)
            break
        except httpx.TransportError:
            time.sleep(0.2)
    try:
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
