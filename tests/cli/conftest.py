"""The command line as a user meets it: run in this process, with its exit status and both of its streams."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cli_runs import SHELLING, WITHDRAWAL, Marsad, Ran

from marsad.cli import main


@pytest.fixture
def marsad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Marsad:
    """`marsad("read", path)`, in a folder of its own, on the ledger marsad.db there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MARSAD_LEDGER", raising=False)

    def run(*arguments: object) -> Ran:
        capfd.readouterr()
        monkeypatch.setattr(sys, "argv", ["marsad", *map(str, arguments)])
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        out, err = capfd.readouterr()
        return Ran(status, out, err)

    return run


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with two reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "shelling.txt").write_text(SHELLING)
    (folder / "withdrawal.txt").write_text(WITHDRAWAL)
    return folder
