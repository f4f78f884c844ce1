"""Any request, however strange, against a running server: no 5xx, nothing that openapi.json does not say."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS

from marsad.knowledge import Knowledge
from marsad.ledger import Ledger
from marsad.pipeline import Observatory
from marsad.service import Settings, create_app
from ports import free_port

EXAMPLES = 12
"""Requests a path: with some 25 paths the whole takes well under a minute."""
NAMES = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "response_headers_conformance", "unsupported_method",
)  # fmt: skip


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, read_ledger: Path, packs: Knowledge) -> Iterator[tuple[str, str]]:
    port = free_port()
    own = shutil.copy(read_ledger, tmp_path_factory.mktemp("fuzz") / "war.db")  # it is written to
    with Ledger.open(own) as ledger:
        app = create_app(Observatory(ledger, packs=packs), Settings(port=port, requests_a_minute=1_000_000))
        server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            if server.started:
                break
            time.sleep(0.05)
        httpx.get(f"{address}/api/v1/map", timeout=60)  # loads packs and models before requests are timed
        yield address, httpx.get(f"{address}/api/v1/session").json()["csrf"]
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
def test_no_request_breaks_it(case: schemathesis.Case, running: tuple[str, str]) -> None:
    """As the one person of single-person mode, so that decisions and uploads are reached, too."""
    address, token = running
    checks = CHECKS.get_by_names(list(NAMES))
    case.call_and_validate(base_url=address, headers={"X-CSRF-Token": token}, checks=checks, timeout=30)
