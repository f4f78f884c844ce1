"""Layers around the application: names that it may be asked by, sizes of bodies, headers that protect the reader."""

from __future__ import annotations

from starlette.datastructures import Headers as RequestHeaders
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.service.problems import problem
from marsad.service.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""Content Security Policy. Nothing inline, neither script nor style, no other origin. blob: is the map's own worker."""

PROTECTING = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Vary": "Cookie, Authorization",
}
HSTS = "max-age=31536000"
UPLOADS = ("/api/v1/reports",)
"""Paths whose bodies may be as long as a report."""


class Headers:
    """On every answer, errors too."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app = app
        self._headers = {**PROTECTING, **({"Strict-Transport-Security": HSTS} if settings.secure else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    if name == "Vary":
                        headers.add_vary_header(value)
                    else:
                        headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


class KnownHosts:
    """Refuses requests by a name that is not ours: a stranger's page whose name was pointed at this machine (DNS
    rebinding) must not read the ledger through the reader's browser."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app, self._known = app, settings.known_hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and host_name(RequestHeaders(scope=scope).get("host", "")) not in self._known:
            what = "This service is not known by this name. Start it with --allow-host NAME, if the name is yours."
            await problem(400, what, instance=scope["path"])(scope, receive, send)
            return
        await self.app(scope, receive, send)


def host_name(header: str) -> str:
    """A Host header without its port."""
    if header.startswith("["):
        return header.partition("]")[0].lower() + "]"
    return header.partition(":")[0].lower().rstrip(".")


class BodyLimit:
    """413 for a body that says it is too long, or that turns out so while it is read."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self._settings.upload_limit if scope["path"] in UPLOADS else self._settings.body_limit
        said = RequestHeaders(scope=scope).get("content-length", "0")
        if not said.isdecimal():
            await problem(400, "Content-Length is no number.", instance=scope["path"])(scope, receive, send)
            return
        if int(said) > limit:
            await self._refuse(limit, scope["path"])(scope, receive, send)
            return
        got = 0

        async def receiving() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > limit:  # the one error that FastAPI hands on while it reads a body
                raise HTTPException(413, f"A body here is at most {limit} bytes.", {"Connection": "close"})
            return message

        await self.app(scope, receiving, send)

    def _refuse(self, limit: int, path: str) -> ASGIApp:
        what = f"A body here is at most {limit} bytes."
        return problem(413, what, instance=path, headers={"Connection": "close"})
