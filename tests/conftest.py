"""What every test may use: the place of the corpora and gold, which are never part of the project; and databases."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from databases import Database, database_of

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with corpora, gold and seeds. Missing: a skip on a user's machine, a failure in CI."""
    folder = Path(os.environ.get("MARSAD_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold").is_dir():
        reason = f"no corpora at {folder}; set MARSAD_SHARED"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The test runs once on each kind: `Ledger.open(database.fresh())`."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))  # keys of ledgers on a server
    made = database_of(request.param, tmp_path)
    yield made
    made.clean()


@pytest.fixture
def address(database: Database) -> str:
    """What `--ledger` takes: a new, empty ledger of each kind."""
    return database.fresh()
