"""Small linear models over named features: logistic regression whose weights a reader can look at
(training/claims.py)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from marsad.records import MarsadError

MODELS = Path(__file__).parent / "models"


@dataclass(frozen=True, slots=True)
class LinearModel:
    """weights: of each feature's presence. threshold: probability from which the answer is yes, chosen by
    cross-validation. The score is a calibrated probability where `slope` and `offset` were fitted (Platt 1999)."""

    name: str
    weights: Mapping[str, float]
    bias: float
    threshold: float
    slope: float = 1.0
    offset: float = 0.0

    def probability(self, features: Iterable[str]) -> float:
        """0 to 1: how likely the features' bearer is what the model looks for."""
        weights = self.weights
        total = self.bias
        for feature in features:
            total += weights.get(feature, 0.0)
        total = self.slope * total + self.offset
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))

    def reasons(self, features: Iterable[str], *, most: int = 5) -> list[tuple[str, float]]:
        """The features that weighed most, for explaining an answer."""
        known = [(f, self.weights[f]) for f in features if f in self.weights]
        return sorted(known, key=lambda item: -abs(item[1]))[:most]


@cache
def load_model(name: str) -> LinearModel | None:
    """The packaged model of that name; None where the package was built without it (the rules alone then decide)."""
    path = MODELS / f"{name}.json"
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return LinearModel(
            data["name"],
            data["weights"],
            data["bias"],
            data["threshold"],
            data.get("slope", 1.0),
            data.get("offset", 0.0),
        )
    except (KeyError, ValueError) as error:
        raise MarsadError(
            f"the model cannot be read ({error})", where=str(path), advice="Reinstall marsad, or run make train"
        ) from error
