"""What is read does not hang on the order of sets, which changes with every start of Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parents[2] / "examples" / "al-bab"


def read(seed: str, folder: Path) -> dict[str, Any]:
    """All that `marsad run --json` tells of the sample, without how long it took."""
    command = [sys.executable, "-m", "marsad", "run", str(SAMPLE), "--json", "--ledger", str(folder / f"{seed}.db")]
    ran = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed}
    )
    told: dict[str, Any] = json.loads(ran.stdout)
    return {key: value for key, value in told.items() if key != "seconds"}


def test_two_starts_read_the_same(tmp_path: Path) -> None:
    one, other = read("1", tmp_path), read("2", tmp_path)
    assert one["claims"]
    assert one == other
