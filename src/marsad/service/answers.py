"""Who asks, what they may see, and how answers leave: JSON with an ETag, 304 where the reader has it already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from http import HTTPStatus
from typing import Annotated, Any, cast

import orjson
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from isal import igzip
from starlette.responses import Response

from marsad import __version__
from marsad.service.desk import Desk
from marsad.service.parameters import Clocks, ClocksParameter
from marsad.service.problems import ProblemError
from marsad.service.view import View
from marsad.service.who import asking, door_of

WORTH_PACKING, PACKED = 1024, 1
"""Bytes from which an answer is compressed, and how hard. (ISA-L takes a quarter of zlib's time.)"""


class NotModified(Exception):  # noqa: N818 - no error
    """The reader has the answer already."""

    def __init__(self, headers: dict[str, str]) -> None:
        super().__init__()
        self.headers = headers


def desk_of(request: Request) -> Desk:
    return cast("Desk", request.app.state.desk)


def view_of(request: Request, clocks: ClocksParameter) -> View:
    """What this reader sees at these clocks; raises NotModified where they have it. For paths with clocks."""
    return _seen(request, clocks)


def view_now(request: Request) -> View:
    """The same for paths without clocks."""
    return _seen(request, Clocks())


def _seen(request: Request, clocks: Clocks) -> View:
    refuse_unknown(request)
    view = door_of(request).view(asking(request), clocks)
    request.state.view = view
    _check_modified(request, view)
    return view


def check_modified(request: Request, view: View, state: str) -> None:
    """As for all answers, by a name of the state that this one rests on: it changes less often than the ledger, and is
    the same in all processes of the service."""
    request.state.rests_on = state
    _check_modified(request, view)


def _check_modified(request: Request, view: View) -> None:
    """Notes the answer's headers. Raises NotModified where the reader has it."""
    state = getattr(request.state, "rests_on", "")
    state = f"{__version__} {view.desk.shared.secret} {state}" if state else view.position
    parts = (state, view.audience, request.url.path, request.url.query)
    tag = f'"{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    request.state.headers = headers
    asked = request.headers.get("if-none-match", "")
    if headers["ETag"] in {tag.strip().removeprefix("W/") for tag in asked[:2000].split(",")}:
        raise NotModified(headers)


Seen = Annotated[View, Depends(view_of)]
SeenNow = Annotated[View, Depends(view_now)]


def answer(request: Request, data: Any, *, status: int = 200) -> Response:  # noqa: ANN401 - any JSON
    """data: what orjson takes, or bytes of JSON."""
    view = getattr(request.state, "view", None)
    if view is not None and status == HTTPStatus.OK:
        _check_modified(request, view)  # again: what was seen may be of an earlier state
    content = data if isinstance(data, bytes) else orjson.dumps(data)
    headers = dict(getattr(request.state, "headers", {}))
    if len(content) >= WORTH_PACKING and "gzip" in request.headers.get("accept-encoding", ""):
        content = igzip.compress(content, PACKED)  # here: this thread is not the one that serves all others
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(content, status, headers, "application/json")


def answer_not_modified(app: FastAPI) -> None:
    @app.exception_handler(NotModified)
    async def told(_request: Request, same: NotModified) -> Response:
        return Response(status_code=304, headers=same.headers)


def know_parameters(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Notes, for each path of these routers, the parameters that it takes."""
    app.state.parameters = {
        route.endpoint: frozenset(_parameters(route.dependant))
        for router in routers
        for route in router.routes
        if isinstance(route, APIRoute)
    }


def _parameters(needs: Dependant) -> set[str]:
    return {field.alias for field in needs.query_params}.union(*map(_parameters, needs.dependencies))


def refuse_unknown(request: Request) -> None:
    """A parameter that is misspelt must not be taken for none."""
    known = request.app.state.parameters.get(request.scope.get("endpoint"), frozenset())
    unknown = [name for name in request.query_params if name not in known][:5]
    if unknown:
        what = f"unknown; the parameters are: {', '.join(sorted(known)) or 'none'}"
        raise ProblemError(422, errors=[{"where": f"query.{name[:60]}", "what": what} for name in unknown])
