"""The made-up war that benchmarks/page.py measures has the shape of a real one, and the page reads it."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from marsad.publish import write_report

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_the_benchmark_measures_a_page_of_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    data = importlib.import_module("page").made(20, 200)
    write_report(tmp_path / "report.html", data)
    assert (tmp_path / "report.html").stat().st_size > 0
