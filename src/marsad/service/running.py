"""The service as one process, or as several that share a port: uvicorn's workers.

Each worker has the ledger open for itself and keeps its own copies of what it worked out. What must be one for all of
them is in the ledger (facts, decisions, locks), in the file of accounts (sessions, keys) or in a `Shared` (limits, who
decided last).
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from marsad.ledger import Ledger
from marsad.pipeline import Observatory
from marsad.records import MarsadError
from marsad.service.app import create_app, warm_up
from marsad.service.audit import log_to
from marsad.service.settings import Settings
from marsad.service.shared import Shared

CLOSING_SECONDS = 10
"""How long requests that run may take after Ctrl-C."""
HUNG_SECONDS = 60
"""A worker that says nothing for so long is replaced. (A busy machine starves one for a few.)"""
RETRY_SECONDS = 2.0
"""A worker that cannot begin, because the database is away, waits so long before another takes its place."""
log = logging.getLogger("marsad.service")


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Makes the application in a process of its own (called there by uvicorn). shared: the file of a `Shared`."""

    ledger: str
    packs: Sequence[str] | None
    settings: Settings
    audit_log: Path | None
    shared: Path

    def __call__(self) -> FastAPI:
        _end_with_parent()
        log_to(self.audit_log)
        try:
            ledger = Ledger.open(self.ledger, create=False)
            app = create_app(Observatory(ledger, packs=self.packs), self.settings, shared=Shared(self.shared))
        except MarsadError as error:
            log.error("%s", error)  # noqa: TRY400 - one line
            time.sleep(RETRY_SECONDS)
            raise SystemExit(1) from error

        @asynccontextmanager
        async def closing(_app: FastAPI) -> AsyncIterator[None]:
            yield
            ledger.close()

        app.router.lifespan_context = closing
        warm_up(app)
        return app


def run(observatory: Observatory, settings: Settings, *, trusted: Sequence[str], audit_log: Path | None) -> None:
    """Serves from this process until it is interrupted. trusted: proxies whose X-Forwarded-For is believed."""
    log_to(audit_log)
    app = create_app(observatory, settings)
    warm_up(app)
    uvicorn.run(app, **_options(settings, trusted))


def run_workers(
    ledger: str,
    settings: Settings,
    *,
    packs: Sequence[str] | None,
    trusted: Sequence[str],
    audit_log: Path | None,
    workers: int,
) -> None:
    """The same from several processes; one that dies is replaced, and if this one dies they all end."""
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        worker = Worker(
            ledger=ledger, packs=packs, settings=settings, audit_log=audit_log, shared=Path(folder, "shared")
        )
        Shared(worker.shared)
        config = uvicorn.Config(
            worker, factory=True, workers=workers, timeout_worker_healthcheck=HUNG_SECONDS,
            **_options(settings, trusted),
        )  # fmt: skip
        with config.bind_socket() as listening:
            Multiprocess(config, sockets=[listening]).run()


def _options(settings: Settings, trusted: Sequence[str]) -> dict[str, Any]:
    return {
        "host": settings.host, "port": settings.port, "log_level": "warning", "log_config": None,
        "server_header": False,
        "access_log": False, "proxy_headers": bool(trusted), "forwarded_allow_ips": list(trusted),
        "timeout_graceful_shutdown": CLOSING_SECONDS,
    }  # fmt: skip


def _end_with_parent() -> None:
    """However who started us ends: killed, he cannot tell us. Every write is one transaction, or none."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, name="parent", daemon=True).start()
