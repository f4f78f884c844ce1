"""The one shape of errors: RFC 9457, application/problem+json, whatever went wrong and wherever."""

from __future__ import annotations

import logging
import secrets
import sqlite3
import traceback
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.records import DoneError, MarsadError

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:marsad:problem:"
ADDRESS = "/:@!$&'()*+,;=~"
"""What stands in the path of an address, or in a urn, as it is."""
LISTED = 20
"""Faults of one request that are told."""

TITLES: dict[int, tuple[str, str]] = {
    400: ("bad-request", "The request cannot be read"),
    401: ("not-logged-in", "This needs an account or a key"),
    403: ("forbidden", "Not allowed"),
    404: ("not-found", "Not found"),
    405: ("method-not-allowed", "Not with this method"),
    409: ("conflict", "It is there already"),
    412: ("changed", "Somebody decided on it in the meantime"),
    413: ("too-large", "Too large"),
    415: ("unsupported", "Not this media type"),
    422: ("invalid", "A parameter or a field is wrong"),
    428: ("precondition-required", "Say which state you judge"),
    429: ("too-many", "Too many requests"),
    500: ("internal", "An error of ours"),
    503: ("unavailable", "The ledger cannot be reached"),
}
"""Status -> end of `type`, title. docs/api.md has when each is used."""

log = logging.getLogger("marsad.service")


class ProblemError(Exception):
    """An answer that is a problem. extra: further members of it."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        **extra: Any,  # noqa: ANN401 - any JSON
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.headers, self.extra = status, detail, errors, headers, extra


def not_found(what: str) -> ProblemError:
    return ProblemError(404, what)


def problem(
    status: int,
    detail: str = "",
    *,
    instance: str = "",
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Response:
    name, title = TITLES.get(status) or TITLES[400 if status < 500 else 500]
    body: dict[str, Any] = {"type": TYPE + name, "title": title, "status": status}
    if detail:
        body["detail"] = detail
    if instance:
        body["instance"] = quote(instance, safe=ADDRESS)  # a URI reference, by the RFC
    if errors:
        body["errors"] = list(errors)
    content = orjson.dumps({**body, **(extra or {})})
    return Response(content, status, {"Cache-Control": "no-store", **(headers or {})}, MEDIA_TYPE)


def handle_problems(app: FastAPI) -> None:
    """Every way in which FastAPI and the rooms say no becomes a problem."""

    @app.exception_handler(ProblemError)
    async def told(request: Request, error: ProblemError) -> Response:
        return problem(
            error.status, error.detail, instance=request.url.path, errors=error.errors, headers=error.headers,
            extra=error.extra,
        )  # fmt: skip

    @app.exception_handler(MarsadError)
    async def marsad(request: Request, error: MarsadError) -> Response:
        if isinstance(error.__cause__, (DBAPIError, sqlite3.Error)):
            log.error("ledger unavailable: %s", type(error.__cause__).__name__)
            return problem(503, error.what, instance=request.url.path, headers={"Retry-After": "5"})
        status = 409 if isinstance(error, DoneError) else 422
        return problem(status, in_sentences(error), instance=request.url.path)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        detail = "" if error.status_code in (404, 405) else str(error.detail)
        return problem(error.status_code, detail, instance=request.url.path, headers=error.headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        found = [{"where": ".".join(map(str, one["loc"])), "what": one["msg"]} for one in error.errors()[:LISTED]]
        if any(one["type"] == "json_invalid" for one in error.errors()):
            return problem(400, "The body is no JSON.", instance=request.url.path, errors=found)
        return problem(422, instance=request.url.path, errors=found)


class LastResort:
    """The outermost layer: what nothing else caught becomes a 500 without the error's own words (they might be a
    report's), and a line in the log by which it is found."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception as error:
            instance = f"urn:marsad:error:{secrets.token_hex(8)}"
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{last.filename.rpartition('/')[2]}:{last.lineno}"
            log.error("%s %s at %s", instance, type(error).__name__, where)  # noqa: TRY400 - never its words
            if begun:
                raise ConnectionAbortedError(instance) from None
            await problem(500, instance=instance)(scope, receive, send)


def in_sentences(error: MarsadError) -> str:
    """What is wrong, and what to do about it; advice may be a question."""
    told = f"{error.what}. {error.advice}".rstrip(". ")
    return told if told.endswith("?") else f"{told}."
