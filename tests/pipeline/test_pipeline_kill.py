"""Killed while it reads a folder: whatever was acknowledged is there, the chain verifies, and reading goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from marsad.ledger import Ledger

TOWNS = ("Manbij", "Azaz", "Tadef", "Jarablus", "Raqqa", "Idlib", "Hama", "Palmyra")
REPORTS = 150


def marsad(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "marsad", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for n in range(REPORTS):
        town = TOWNS[n % len(TOWNS)]
        (made / f"{n:03}.txt").write_text(
            f"Bulletin {n} from {town}\n\nGAZIANTEP, Turkey, {1 + n % 28} May 2016 - Rebels shelled {town} and killed "
            f"{n + 2} people on street number {n * 17}, activists in the town said. Families of house {n * 31} fled.\n"
        )
    return made


@pytest.mark.parametrize("acknowledged_first", [1, 100])
def test_acknowledged_reports_survive_a_kill(folder: Path, tmp_path: Path, acknowledged_first: int) -> None:
    ledger = tmp_path / "war.db"
    command = [sys.executable, "-m", "marsad", "read", folder, "--ledger", ledger, "--verbose"]
    acknowledged = []
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as reader:
        assert reader.stderr is not None
        for line in reader.stderr:
            if line.startswith("stored "):
                acknowledged.append(line.split()[1])
            if len(acknowledged) >= acknowledged_first:
                break
        reader.kill()
        acknowledged += [
            line.split()[1] for line in reader.stderr if line.startswith("stored ") and line.endswith("\n")
        ]
    assert len(acknowledged) >= acknowledged_first
    with Ledger.open(ledger, create=False) as kept:
        assert kept.verify().ok
        assert set(acknowledged) <= {report.digest for report in kept.reports()}
        before = sum(1 for _ in kept.reports())
    again = marsad("read", folder, "--ledger", ledger, "--json")
    assert again.returncode == 0, again.stderr
    counts = json.loads(again.stdout)
    assert (counts["known"], counts["read"]) == (before, REPORTS - before)
    with Ledger.open(ledger, create=False) as kept:
        claims = list(kept.claims())
        held = {claim for event in kept.events() for claim in event.claims}
    assert len({claim.report for claim in claims}) > REPORTS * 0.9
    assert {claim.id for claim in claims} == held
