"""Whether a confidence is the probability that it says it is: the reliability curve (Murphy and Winkler 1977)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

BINS = 10
"""Deciles: of several hundred claims each holds enough to tell 0.6 from 0.7."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of about one confidence. expected: their mean confidence; observed: the share that annotators made too."""

    expected: float
    observed: float
    claims: int

    def to_json(self) -> dict[str, Any]:
        return {"expected": round(self.expected, 4), "observed": round(self.observed, 4), "claims": self.claims}


def reliability(judged: Sequence[tuple[float, bool]], *, bins: int = BINS) -> tuple[Bin, ...]:
    """judged: each claim's confidence (0 to 1) and whether it was right. Bins of equal size, from the least confident
    to the most; fewer where there are fewer claims, none where there is none."""
    ranked = np.array(sorted(judged), dtype=np.float64).reshape(-1, 2)
    parts = np.array_split(ranked, min(bins, max(1, len(ranked))))
    return tuple(Bin(float(part[:, 0].mean()), float(part[:, 1].mean()), len(part)) for part in parts if len(part))


def calibration_error(curve: Sequence[Bin]) -> float:
    """Expected calibration error (Naeini and others 2015): how far confidence and share right are apart, 0 to 1."""
    claims = sum(one.claims for one in curve)
    return sum(one.claims * abs(one.expected - one.observed) for one in curve) / claims if claims else 0.0
