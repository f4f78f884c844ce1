"""What is said of mines, where a mistake can kill: not yet cleared is never cleared, and what remains is told."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "A monitor said that half of the town of Ghazni is still to be cleared of mines.",
        "Part of the town of Ghazni remains to be swept for mines, a medic said.",
        "Sappers have not cleared Ghazni of mines, a medic said.",
        "Troops have yet to sweep half of the town of Ghazni.",
    ],
)
def test_what_is_still_to_be_cleared_is_not_cleared(text: str, claims_of) -> None:
    clearances = [claim for claim in claims_of(text) if claim.type == "clearance"]
    assert clearances
    assert all(claim.status in ("denied", "planned") for claim in clearances)


def test_mines_that_remain_are_told(claims_of) -> None:
    assert "contaminated" in {claim.type for claim in claims_of("Mines remain in the town of Ghazni, a medic said.")}
