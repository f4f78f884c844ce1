"""The tool that makes the guides' printed examples anew keeps the cuts that their authors made."""

from __future__ import annotations

import pytest
from console import cut

PRINTED = ["Reports", "one", "two", "three", "12 read", "The map"]


@pytest.mark.parametrize(
    ("shown", "now"),
    [
        (["Reports", "old", "...", "13 read", "The map"], ["Reports", "one", "...", "12 read", "The map"]),
        (["two", "..."], ["two", "..."]),
        (["what was printed once"], PRINTED),
        ([], []),
    ],
)
def test_cuts_stay(shown: list[str], now: list[str]) -> None:
    assert cut(shown, PRINTED) == now
