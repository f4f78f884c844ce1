"""Who asks, and whether they may: a session's cookie, a key, or the one person of single-person mode."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request

from marsad.pipeline.publishing import withholding_of
from marsad.service.accounts import PUBLIC, Accounts, Who, csrf_of
from marsad.service.desk import Desk
from marsad.service.parameters import Clocks
from marsad.service.problems import ProblemError
from marsad.service.public import PublicView
from marsad.service.view import View

CSRF_HEADER = "x-csrf-token"
LONGEST_TOKEN = 200


class Door:
    """Lets people in. accounts: None in single-person mode."""

    def __init__(self, desk: Desk, accounts: Accounts | None) -> None:
        self.desk, self.accounts = desk, accounts

    @property
    def cookie(self) -> str:
        """`__Host-`: a browser takes it by HTTPS alone, for this host and every path (RFC 6265bis)."""
        return "__Host-marsad" if self.desk.settings.secure else "marsad"

    def who(self, request: Request) -> Who:
        """Raises ProblemError for a key that is none. An old cookie makes nobody somebody, and is no error."""
        if self.accounts is None:
            return Who(self.desk.settings.author, "admin", "single")
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme:
            found = self.accounts.of_key(key) if scheme.lower() == "bearer" and len(key) < LONGEST_TOKEN else None
            if found is None:
                raise ProblemError(401, "This key is not known, or disabled.", headers={"WWW-Authenticate": "Bearer"})
            return found
        token = self.token(request)
        return (self.accounts.of_session(token) if token else None) or PUBLIC

    def token(self, request: Request) -> str:
        return request.cookies.get(self.cookie, "")[:LONGEST_TOKEN]

    def csrf(self, who: Who, token: str) -> str:
        """ "" where none is needed: a key is in no browser's jar."""
        return csrf_of(self.desk.shared.secret) if who.by == "single" else csrf_of(token) if who.by == "session" else ""

    def check_csrf(self, request: Request, who: Who) -> None:
        wanted = self.csrf(who, self.token(request))
        given = request.headers.get(CSRF_HEADER, "")[:LONGEST_TOKEN]
        if wanted and not hmac.compare_digest(given.encode(), wanted.encode()):
            raise ProblemError(403, "The header X-CSRF-Token is missing or old: GET /api/v1/session has it.")

    def view(self, who: Who, clocks: Clocks) -> View:
        """What they see. Raises ProblemError where they may see nothing."""
        if who.at_least("analyst"):
            return View(self.desk, clocks)
        if who.role == "public" and not self.desk.settings.public:
            raise ProblemError(401, "Log in, or send a key.")
        rules = self.desk.remembered("withholding", lambda: withholding_of(self.desk.observatory.ledger))
        return PublicView(self.desk, clocks, rules=rules, now=datetime.now(UTC))


def door_of(request: Request) -> Door:
    door: Door = request.app.state.door
    return door


def asking(request: Request) -> Who:
    """Who asks; noted for the log."""
    who = door_of(request).who(request)
    request.state.who = who
    return who


def needs(role: str) -> Callable[[Request], Who]:
    """A dependency: whoever asks has at least this role, and means it (CSRF) where something changes."""

    def checked(request: Request) -> Who:
        who = asking(request)
        if request.method not in ("GET", "HEAD"):
            door_of(request).check_csrf(request, who)
        if not who.at_least(role):
            if who.role == "public":
                raise ProblemError(401, "Log in, or send a key.")
            raise ProblemError(403, f"This is for the role {role}.")
        return who

    return checked


Asking = Annotated[Who, Depends(asking)]
Analyst = Annotated[Who, Depends(needs("analyst"))]
