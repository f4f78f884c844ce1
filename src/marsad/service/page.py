"""The reader's page: the built bundle, as files of its own, so that the policy needs no inline script."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.responses import FileResponse, Response

from marsad.service.problems import ProblemError, not_found

FOREVER = "public, max-age=31536000, immutable"
"""Vite names assets by their contents: a name never means another file."""
TYPES = {
    ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json",
    ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json", ".ico": "image/x-icon", ".map": "application/json",
}  # fmt: skip


def bundle() -> Path:
    return Path(str(resources.files("marsad.publish") / "bundle"))


def serve_page(app: FastAPI) -> None:
    """`/` is bundle/index.html, `/assets/...` the files that it asks for."""

    @app.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
    def page(_request: Request) -> Response:
        path = bundle() / "index.html"
        if not path.is_file():
            raise ProblemError(503, "The reader's page has not been built: run make web. The API is at /api/v1.")
        return FileResponse(path, headers={"Cache-Control": "no-cache"}, media_type="text/html; charset=utf-8")

    @app.api_route("/assets/{name:path}", methods=["GET", "HEAD"], include_in_schema=False)
    def asset(_request: Request, name: str) -> Response:
        folder = (bundle() / "assets").resolve()
        path = (folder / name).resolve() if "\0" not in name else folder
        if not path.is_relative_to(folder) or not path.is_file() or path.suffix not in TYPES:
            raise not_found("No such file.")
        return FileResponse(path, headers={"Cache-Control": FOREVER}, media_type=TYPES[path.suffix])
