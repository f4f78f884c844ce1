"""Any request, however strange, against a running server: no 5xx, nothing that openapi.json does not say."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS

from databases import database_of
from marsad.knowledge import Knowledge
from marsad.ledger import Ledger
from marsad.pipeline import Observatory
from marsad.service import Settings, create_app
from marsad.service.accounts import Accounts
from ports import free_port

EXAMPLES = 10
"""Requests a path, beside its example: with some 30 paths and three services the whole takes a minute."""
SERVICES = ("one person", "an analyst", "postgresql")
NAMES = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "response_headers_conformance", "unsupported_method",
)  # fmt: skip


@pytest.fixture(scope="module", params=SERVICES)
def running(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, read_ledger: Path, packs: Knowledge
) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a service, and the headers by which one may decide there: of the one person without accounts, on
    either database; of an analyst's key where there are accounts and the public reads, too."""
    port, folder = free_port(), tmp_path_factory.mktemp("fuzz")
    settings = Settings(port=port, requests_a_minute=1_000_000)
    headers = {}
    with ExitStack() as stack:
        stack.enter_context(pytest.MonkeyPatch.context()).setenv("XDG_DATA_HOME", str(folder))
        database = database_of("postgresql" if request.param == "postgresql" else "sqlite", folder)
        stack.callback(database.clean)
        ledger = stack.enter_context(Ledger.open(database.fresh()))  # its own: it is written to
        with Ledger.open(read_ledger) as source:
            source.copy_to(ledger)
        if request.param == "an analyst":
            settings = replace(settings, accounts=folder / "accounts.db", public=True)
            accounts = Accounts(folder / "accounts.db")
            headers["Authorization"] = f"Bearer {accounts.make_key('fuzz', 'analyst')[1]}"
            accounts.close()
        app = create_app(Observatory(ledger, packs=packs), settings)
        server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            if server.started:
                break
            time.sleep(0.05)
        httpx.get(f"{address}/api/v1/map", timeout=60)  # loads packs and models before requests are timed
        if request.param != "an analyst":
            headers["X-CSRF-Token"] = httpx.get(f"{address}/api/v1/session").json()["csrf"]
        yield address, headers
        server.should_exit = True
        thread.join(10)


def described() -> dict[str, Any]:
    """openapi.json, for which no ledger is needed."""
    with Ledger.open(Path(tempfile.mkdtemp()) / "empty.db") as ledger:
        return create_app(Observatory(ledger, packs=()), Settings()).openapi()


schema = schemathesis.openapi.from_dict(described())


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_it(case: schemathesis.Case, running: tuple[str, dict[str, str]]) -> None:
    """With rights, so that decisions and uploads are reached, too."""
    address, headers = running
    case.call_and_validate(base_url=address, headers=headers, checks=CHECKS.get_by_names(list(NAMES)), timeout=30)
