"""Small linear models over named features: logistic regression whose weights a reader can look at
(training/claims.py)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

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

    def score(self, features: Iterable[str]) -> float:
        """The weighed sum, for choosing the likeliest of several."""
        weights = self.weights
        total = self.bias
        for feature in features:
            total += weights.get(feature, 0.0)
        return total

    def probability(self, features: Iterable[str], *, total: float = 0.0) -> float:
        """0 to 1: how likely the features' bearer is what the model looks for. total: what other features weigh."""
        total = self.slope * (total + self.score(features)) + self.offset
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))

    def reasons(self, features: Iterable[str], *, most: int = 5) -> list[tuple[str, float]]:
        """The features that weighed most, for explaining an answer."""
        known = [(f, self.weights[f]) for f in features if f in self.weights]
        return sorted(known, key=lambda item: -abs(item[1]))[:most]


@dataclass(frozen=True, slots=True)
class Templates:
    """Features made of facts that stand in a fixed order: of one fact ("dep=obj") or of two ("dep,side=obj,+").

    own: facts that the bearer brings along, whatever it is looked at for; they come first. facts: all. features: the
    name of each feature with the one or two facts that it is made of."""

    own: tuple[str, ...]
    facts: tuple[str, ...]
    features: Mapping[str, tuple[str, ...]]

    def named(self, values: Sequence[str]) -> tuple[str, ...]:
        """The features of some facts, as the models name them."""
        value = dict(zip(self.facts, values, strict=True))
        return tuple(f"{name}={','.join(value[fact] for fact in made)}" for name, made in self.features.items())

    def scorer(self, model: LinearModel) -> TemplateScorer:
        """The model's weights by fact, so that scoring builds no strings."""
        singles: list[tuple[int, dict[str, float]]] = []
        pairs: list[tuple[int, int, dict[str, dict[str, float]]]] = []
        by_name: dict[str, dict[str, float]] = {}
        for feature, weight in model.weights.items():
            name, _, value = feature.partition("=")
            by_name.setdefault(name, {})[value] = weight
        for name, made in self.features.items():
            at = [self.facts.index(fact) for fact in made]
            if len(at) == 1:
                singles.append((at[0], by_name.get(name, {})))
                continue
            rows: dict[str, dict[str, float]] = {}
            for value, weight in by_name.get(name, {}).items():
                for cut in (n for n, char in enumerate(value) if char == ","):  # a fact may itself be a comma
                    rows.setdefault(value[:cut], {})[value[cut + 1 :]] = weight
            pairs.append((at[0], at[1], rows))
        own = len(self.own)
        return TemplateScorer(
            own, tuple(s for s in singles if s[0] < own), tuple(s for s in singles if s[0] >= own), tuple(pairs)
        )


@dataclass(frozen=True, slots=True)
class TemplateScorer:
    """Sums a model's weights of the templates' features."""

    own: int
    own_singles: tuple[tuple[int, dict[str, float]], ...]
    singles: tuple[tuple[int, dict[str, float]], ...]
    pairs: tuple[tuple[int, int, dict[str, dict[str, float]]], ...]

    def total(self, values: Sequence[str], seen: dict[tuple[str, ...], float]) -> float:
        """seen: the sums of own facts so far; keep one for as long as the same bearers come again."""
        own = tuple(values[: self.own])
        total = seen.get(own)
        if total is None:
            total = seen[own] = sum(weights.get(values[at], 0.0) for at, weights in self.own_singles)
        for at, weights in self.singles:
            total += weights.get(values[at], 0.0)
        for first, second, rows in self.pairs:
            row = rows.get(values[first])
            if row is not None:
                total += row.get(values[second], 0.0)
        return total


@cache
def load_model(name: str) -> LinearModel | None:
    """The packaged model of that name; None where the package was built without it (the rules alone then decide)."""
    data = _read(name)
    return None if data is None else _model(name, data)


@dataclass(frozen=True, slots=True)
class Choice:
    """A linear choice among answers. weights: of each feature, the answers (by number) for or against which it
    speaks."""

    answers: tuple[str, ...]
    biases: tuple[float, ...]
    weights: Mapping[str, tuple[tuple[int, float], ...]]

    @classmethod
    def of(cls, models: Mapping[str, LinearModel]) -> Choice:
        """Of one model for each answer."""
        weights: dict[str, list[tuple[int, float]]] = {}
        for n, model in enumerate(models.values()):
            for feature, weight in model.weights.items():
                weights.setdefault(feature, []).append((n, weight))
        biases = tuple(model.bias for model in models.values())
        return cls(tuple(models), biases, {feature: tuple(row) for feature, row in weights.items()})

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """Each answer's score; the likeliest has the highest, and differences are logarithms of odds."""
        totals = list(self.biases)
        for feature in features:
            for n, weight in self.weights.get(feature, ()):
                totals[n] += weight
        return dict(zip(self.answers, totals, strict=True))


@cache
def load_choice(name: str) -> Choice | None:
    """The packaged choice of that name; None where the package was built without it, or it is no choice."""
    data = _read(name)
    if data is None or "answers" not in data:
        return None
    return Choice.of({answer: _model(name, one) for answer, one in data["answers"].items()})


def _read(name: str) -> dict[str, Any] | None:
    path = MODELS / f"{name}.json"
    if not path.is_file():
        return None
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise _unreadable(name, error) from error
    return data


def _model(name: str, data: Mapping[str, Any]) -> LinearModel:
    try:
        return LinearModel(
            name,
            data["weights"],
            data["bias"],
            data.get("threshold", 0.5),
            data.get("slope", 1.0),
            data.get("offset", 0.0),
        )
    except KeyError as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: Exception) -> MarsadError:
    return MarsadError(
        f"the model cannot be read ({error})",
        where=str(MODELS / f"{name}.json"),
        advice="Reinstall marsad, or run make train",
    )
