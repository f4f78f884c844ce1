"""The application: paths, in the layers that guard them."""

from __future__ import annotations

import logging
import sys
import threading

from fastapi import FastAPI, Request
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, Response

from marsad import __version__
from marsad.pipeline import Observatory
from marsad.service import more, places, records, review, session
from marsad.service.accounts import PUBLIC, Accounts
from marsad.service.answers import PACKED, WORTH_PACKING, answer_not_modified, know_parameters
from marsad.service.audit import Audit
from marsad.service.desk import Desk
from marsad.service.guards import BodyLimit, Headers, KnownHosts
from marsad.service.limits import RateLimit
from marsad.service.openapi import describe
from marsad.service.page import serve_page
from marsad.service.parameters import Clocks
from marsad.service.problems import LastResort, handle_problems
from marsad.service.settings import Settings
from marsad.service.shared import Shared
from marsad.service.stored import overview
from marsad.service.view import View
from marsad.service.who import Door

ROUTERS = (places.router, records.router, more.router, session.router, review.router)
PREFIX = "/api/v1"
TURN = 0.0005
"""Seconds that one thread may hold the interpreter while others wait (Python's own: 0.005). SQLite gives it away at
each row: one busy thread would make a hundred rows take half a second."""
log = logging.getLogger("marsad.service")


def warm_up(app: FastAPI) -> None:
    """Works out, beside, what the first reader would wait for."""
    door: Door = app.state.door
    sys.setswitchinterval(TURN)

    def work() -> None:
        try:
            _ = door.desk.observatory.parties  # packs: a second or two
            if door.desk.large:
                door.desk.names()
            overview(View(door.desk, Clocks()))
            if door.desk.settings.public:
                overview(door.view(PUBLIC, Clocks()))
        except Exception as error:
            log.error("warming up failed: %s", type(error).__name__)  # noqa: TRY400 - never its words

    threading.Thread(target=work, name="warm-up", daemon=True).start()


def create_app(observatory: Observatory, settings: Settings | None = None, *, shared: Shared | None = None) -> FastAPI:
    """The service over one ledger. The caller closes the ledger when the service has ended. shared: with the service's
    other processes, if there are any."""
    settings, shared = settings or Settings(), shared or Shared()
    app = FastAPI(title="Marsad", version=__version__, openapi_url=None, docs_url=None, redoc_url=None)
    app.router.redirect_slashes = False
    accounts = None if settings.accounts is None else Accounts(settings.accounts)
    app.state.desk = Desk(observatory, settings, shared)
    app.state.door = Door(app.state.desk, accounts)
    app.state.login_limits = session.LoginLimits(settings.logins_a_minute, shared)
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
    app.add_middleware(GZipMiddleware, minimum_size=WORTH_PACKING, compresslevel=PACKED)  # what `answer` has not
    app.add_middleware(BodyLimit, settings=settings)
    app.add_middleware(RateLimit, a_minute=settings.requests_a_minute, shared=shared)
    app.add_middleware(KnownHosts, settings=settings)
    app.add_middleware(LastResort)
    app.add_middleware(Audit)
    app.add_middleware(Headers, settings=settings)
    return app
