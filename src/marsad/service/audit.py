"""The logs: who did what with which result, and what went wrong; a JSON object a line. No address, no report's words,
no query.

Accounts are handles, which are pseudonyms; a path's ids are in it, its parameters are not: people look for people.
"""

from __future__ import annotations

import logging
import os
import threading
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.records import MarsadError

log = logging.getLogger("marsad.audit")
LONGEST_PATH = 200
LONGEST_LINE = 500


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


class Lines(logging.Formatter):
    """What went wrong as JSON: `at`, `level`, `logger`, `what`. Our own messages are written to tell nothing; of those
    of libraries the first line is told without what they put into it, of an exception its type and where it came from.
    """

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.partition(".")[0] == "marsad"
        what = record.getMessage() if ours else _first_line(record.msg)
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            last = traceback.extract_tb(error.__traceback__)[-1:]
            where = "".join(f" at {Path(one.filename).name}:{one.lineno}" for one in last)
            what = f"{what}: {type(error).__name__}{where}"
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        what = what[:LONGEST_LINE].encode(errors="replace").decode()
        line = {"at": at, "level": record.levelname.lower(), "logger": record.name, "what": what}
        return orjson.dumps(line).decode()


def _first_line(message: object) -> str:
    """An object that is no text may be an exception, whose words may be a report's."""
    return message.partition("\n")[0] if isinstance(message, str) else type(message).__name__


def _thread_failed(failed: threading.ExceptHookArgs) -> None:
    error = failed.exc_value
    told = (type(error), error, error.__traceback__) if error else None
    logging.getLogger("marsad.service").error("a thread failed", exc_info=told)


def log_to(path: Path | None) -> None:
    """Lines of the audit go to a file (made readable by its owner only), else to stderr; what went wrong, in our code
    or a library's, to stderr."""
    errors = logging.StreamHandler()
    errors.setFormatter(Lines())
    logging.getLogger().handlers = [errors]
    threading.excepthook = _thread_failed
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
