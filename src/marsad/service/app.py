"""The application: paths, in the layers that guard them."""

from __future__ import annotations

from fastapi import FastAPI, Request
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, Response

from marsad import __version__
from marsad.pipeline import Observatory
from marsad.service import more, places, records
from marsad.service.answers import answer_not_modified, know_parameters
from marsad.service.desk import Desk
from marsad.service.guards import BodyLimit, Headers, KnownHosts
from marsad.service.openapi import describe
from marsad.service.page import serve_page
from marsad.service.problems import LastResort, handle_problems
from marsad.service.settings import Settings

ROUTERS = (places.router, records.router, more.router)
PREFIX = "/api/v1"
WORTH_PACKING = 1024
"""Bytes from which an answer is compressed."""


def create_app(observatory: Observatory, settings: Settings | None = None) -> FastAPI:
    """The service over one ledger. The caller closes the ledger when the service has ended."""
    settings = settings or Settings()
    app = FastAPI(title="Marsad", version=__version__, openapi_url=None, docs_url=None, redoc_url=None)
    app.router.redirect_slashes = False
    app.state.desk = Desk(observatory, settings)
    for router in ROUTERS:
        app.include_router(router, prefix=PREFIX)
    app.add_api_route("/health", more.health, include_in_schema=False)
    know_parameters(app, ROUTERS)
    describe(app)

    @app.get(f"{PREFIX}/openapi.json", include_in_schema=False)
    def openapi(_request: Request) -> Response:
        return JSONResponse(app.openapi())

    serve_page(app)
    handle_problems(app)
    answer_not_modified(app)
    # The last that is added is the first that a request meets.
    app.add_middleware(GZipMiddleware, minimum_size=WORTH_PACKING, compresslevel=5)
    app.add_middleware(BodyLimit, settings=settings)
    app.add_middleware(KnownHosts, settings=settings)
    app.add_middleware(LastResort)
    app.add_middleware(Headers, settings=settings)
    return app
