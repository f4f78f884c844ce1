"""Dates of GUM's test part, found and put in the calendar (benchmarks/gum_dates.py)."""

import pytest
from benchmarks.gum_dates import measure

FOUND_AND_RIGHT = {"all": 0.65, "news": 0.75}
"""Shares of the annotated dates, measured on 21 November 2026: 0.66 and 0.76. May be raised, never lowered."""


@pytest.mark.corpora
def test_dates_of_gum(shared):
    counts, _ = measure(shared / "data" / "gum" / "test.conllu")
    for genre, floor in FOUND_AND_RIGHT.items():
        assert counts[genre]["right"] / counts[genre]["dates"] >= floor
