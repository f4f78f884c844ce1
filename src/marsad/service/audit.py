"""The log: who did what with which result, a JSON object a line. No address, no report's words, no query.

Accounts are handles, which are pseudonyms; a path's ids are in it, its parameters are not: people look for people.
"""

from __future__ import annotations

import logging
import os
import time
from datetime import UTC, datetime
from pathlib import Path

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.records import MarsadError

log = logging.getLogger("marsad.audit")
LONGEST_PATH = 200


class Audit:
    """Logs what changes anything, and what was refused; reading is not logged."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = time.monotonic(), 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            if scope["method"] not in ("GET", "HEAD") or status in (401, 403, 429) or status >= 500:
                write(scope, status, time.monotonic() - begun)


def write(scope: Scope, status: int, seconds: float) -> None:
    state = scope.get("state") or {}
    who = state.get("who")
    line = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "who": who.name if who else "",
        "role": who.role if who else "",
        "method": scope["method"],
        "path": scope["path"][:LONGEST_PATH],
        "status": status,
        "did": state.get("did", ""),
        "ms": round(seconds * 1000),
    }
    log.info(orjson.dumps(line).decode())


def log_to(path: Path | None) -> None:
    """Lines go to a file (made readable by its owner only), else to stderr."""
    handler: logging.Handler
    if path is None:
        handler = logging.StreamHandler()
    else:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        except OSError as error:
            raise MarsadError("the log cannot be written", where=str(path)) from error
        handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.handlers, log.propagate = [handler], False
    log.setLevel(logging.INFO)
