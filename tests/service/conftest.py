"""A ledger read from a few reports, once for all tests of the service; a copy of it for those that write."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from service_samples import Opened

from databases import Database
from marsad.knowledge import Knowledge, load_packs
from marsad.ledger import Ledger
from marsad.pipeline import Observatory
from marsad.service import Settings, create_app

BASE = "http://localhost"
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "al-bab" / "reports"


@pytest.fixture(scope="session")
def packs() -> Knowledge:
    return load_packs()


@pytest.fixture(scope="session")
def read_ledger(tmp_path_factory: pytest.TempPathFactory, packs: Knowledge) -> Path:
    """Never write to it."""
    path = tmp_path_factory.mktemp("ledger") / "war.db"
    with Ledger.open(path) as ledger:
        Observatory(ledger, packs=packs).read([EXAMPLES])
    return path


@pytest.fixture
def own_ledger(tmp_path: Path, read_ledger: Path) -> Path:
    """A copy, to write to."""
    return Path(shutil.copy(read_ledger, tmp_path / "war.db"))


@pytest.fixture(scope="module")
def reading(read_ledger: Path, packs: Knowledge) -> Iterator[TestClient]:
    """A service that nobody writes to."""
    with Ledger.open(read_ledger) as ledger:
        app = create_app(Observatory(ledger, packs=packs), Settings())
        yield TestClient(app, base_url=BASE, raise_server_exceptions=False)


@pytest.fixture
def opened(own_ledger: Path, packs: Knowledge) -> Iterator[Opened]:
    """A service over the test's own ledger, with settings."""
    with ExitStack() as stack:
        yield opening(str(own_ledger), packs, stack)


@pytest.fixture
def opened_on_each(database: Database, read_ledger: Path, packs: Knowledge) -> Iterator[Opened]:
    """The same, once on each kind of database."""
    address = database.fresh()
    with Ledger.open(read_ledger) as source, Ledger.open(address) as ledger:
        source.copy_to(ledger)
    with ExitStack() as stack:
        yield opening(address, packs, stack)


def opening(address: str, packs: Knowledge, stack: ExitStack) -> Opened:
    def open_(**settings: object) -> TestClient:
        ledger = stack.enter_context(Ledger.open(address))
        app = create_app(Observatory(ledger, packs=packs), Settings(**settings))  # type: ignore[arg-type]
        return TestClient(app, base_url=BASE, raise_server_exceptions=False)

    return open_
