"""Logging in and out, and who one is."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response

from marsad.service import shapes
from marsad.service.accounts import LONGEST, ROLES, Who
from marsad.service.answers import desk_of, refuse_unknown
from marsad.service.limits import Buckets, address_of
from marsad.service.parameters import Body
from marsad.service.problems import ProblemError
from marsad.service.shared import Shared
from marsad.service.who import Asking, Door, door_of

router = APIRouter(tags=["session"])


class Login(Body):
    name: Annotated[str, Field(max_length=40, examples=["heron"])]
    password: Annotated[str, Field(max_length=LONGEST, examples=["several words are good"])]


class Session(shapes.Shape):
    mode: str = Field(description="`single`: one person, full rights; `accounts`.", examples=["accounts"])
    name: str = Field(examples=["heron"])
    role: str = Field(json_schema_extra={"enum": list(ROLES)})
    csrf: str = Field(description="Send it as X-CSRF-Token with what changes anything.")


class LoginLimits:
    def __init__(self, a_minute: int, shared: Shared) -> None:
        self.by_name = Buckets(a_minute, shared=shared, table="logins by name")
        self.by_address = Buckets(4 * a_minute, shared=shared, table="logins by address")


@router.get("/session", response_model=Session, summary="Who asks")
def session(request: Request, who: Asking) -> Response:
    refuse_unknown(request)
    return _told(door_of(request), who, door_of(request).token(request))


@router.post("/session", response_model=Session, summary="Log in")
def log_in(request: Request, login: Login) -> Response:
    """Sets the session's cookie (HttpOnly, SameSite=Strict)."""
    refuse_unknown(request)
    door = door_of(request)
    if door.accounts is None:
        raise ProblemError(409, "This service has no accounts: whoever uses this machine has full rights.")
    limits: LoginLimits = request.app.state.login_limits
    limits.by_address.check(address_of(request.scope))
    limits.by_name.check(login.name)
    found = door.accounts.log_in(login.name, login.password)
    if found is None:
        raise ProblemError(401, "Name or password is wrong.")
    who, token = found
    request.state.who, request.state.did = who, "log in"
    answer = _told(door, who, token)
    answer.set_cookie(
        door.cookie, token, httponly=True, samesite="strict", secure=desk_of(request).settings.secure, path="/"
    )
    return answer


@router.delete("/session", status_code=204, summary="Log out")
def log_out(request: Request, who: Asking) -> Response:
    refuse_unknown(request)
    door = door_of(request)
    door.check_csrf(request, who)
    if door.accounts is not None:
        door.accounts.log_out(door.token(request))
    request.state.did = "log out"
    answer = Response(status_code=204)
    answer.delete_cookie(
        door.cookie, httponly=True, samesite="strict", secure=desk_of(request).settings.secure, path="/"
    )
    return answer


def _told(door: Door, who: Who, token: str) -> Response:
    mode = "single" if door.accounts is None else "accounts"
    body: dict[str, Any] = {"mode": mode, "name": who.name, "role": who.role, "csrf": door.csrf(who, token)}
    return Response(orjson.dumps(body), headers={"Cache-Control": "no-store"}, media_type="application/json")
