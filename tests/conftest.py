"""What every test may use: the place of the corpora and gold, which are never part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
