"""The examples of "Load it in ..." in docs/exports.md run as they stand, on the example that they name."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import duckdb
import geopandas
import pytest

from marsad.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MARSAD_LEDGER", raising=False)
    for line in "".join(blocks("console")).splitlines():
        monkeypatch.setattr(sys, "argv", shlex.split(line.removeprefix("$ ")))
        with pytest.raises(SystemExit) as end:
            main()
        assert end.value.code == 0, line
    for block in blocks("sql"):
        for query in filter(str.strip, block.split(";")):
            assert duckdb.sql(query).fetchall(), query
    names: dict[str, object] = {}
    for block in blocks("python"):
        exec(block, names)  # noqa: S102 - our own page
    assert len(names["weekly"]) > 100
    assert len(names["sides"]) > 10
    layer = geopandas.read_file("held.gpkg")
    assert "Islamic State" in set(layer["controller"])
    assert layer.crs is not None
