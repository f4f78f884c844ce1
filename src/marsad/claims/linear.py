"""Small linear models over named features: logistic regression whose weights a reader can look at
(training/claims.py)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from math import exp
from pathlib import Path
from typing import Any

import numpy as np

from marsad.records import MarsadError

MODELS = Path(__file__).parent / "models"
ONES = np.ones(512)
"""More than any claim has features: what adds up rows of weights."""
MOST_KNOWN = 10_000
"""Values of a block of facts that are kept: some megabytes."""


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
        return self.bias + sum(map(self.weights.get, features, repeat(0.0)))

    def probability(self, features: Iterable[str], *, total: float = 0.0) -> float:
        """0 to 1: how likely the features' bearer is what the model looks for. total: what other features weigh."""
        return self.calibrated(total + self.score(features))

    def calibrated(self, score: float) -> float:
        """The probability that a score stands for."""
        total = self.slope * score + self.offset
        return 1.0 / (1.0 + exp(-(30.0 if total > 30.0 else -30.0 if total < -30.0 else total)))

    def reasons(self, features: Iterable[str], *, most: int = 5) -> list[tuple[str, float]]:
        """The features that weighed most, for explaining an answer."""
        known = [(f, self.weights[f]) for f in features if f in self.weights]
        return sorted(known, key=lambda item: -abs(item[1]))[:most]


@dataclass(frozen=True, slots=True)
class Templates:
    """Features made of facts that stand in a fixed order: of one fact ("dep=obj") or of two ("dep,side=obj,+").

    blocks: the facts, in their order; those of one block have few values between them, so that what they weigh
    together is worth keeping. features: the name of each feature with the one or two facts that it is made of."""

    blocks: tuple[tuple[str, ...], ...]
    features: Mapping[str, tuple[str, ...]]

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(fact for block in self.blocks for fact in block)

    def named(self, values: Sequence[str]) -> tuple[str, ...]:
        """The features of some facts, as the models name them."""
        value = dict(zip(self.facts, values, strict=True))
        return tuple(f"{name}={','.join(value[fact] for fact in made)}" for name, made in self.features.items())

    def scorer(self, model: LinearModel) -> TemplateScorer:
        """The model's weights by fact, so that scoring builds no strings."""
        place = {fact: at for at, fact in enumerate(self.facts)}
        block = {fact: n for n, facts in enumerate(self.blocks) for fact in facts}
        by_name: dict[str, dict[str, float]] = {}
        for feature, weight in model.weights.items():
            name, _, value = feature.partition("=")
            by_name.setdefault(name, {})[value] = weight
        blocks = [FactBlock(range(place[facts[0]], place[facts[0]] + len(facts))) for facts in self.blocks]
        for name, made in self.features.items():
            weights = by_name.get(name, {})
            if len(made) == 1:
                blocks[block[made[0]]].alone.append((place[made[0]], weights))
                continue
            rows: dict[str, dict[str, float]] = {}
            for value, weight in weights.items():
                for cut in (n for n, char in enumerate(value) if char == ","):  # a fact may itself be a comma
                    rows.setdefault(value[:cut], {})[value[cut + 1 :]] = weight
            first, second = made
            if len(self.blocks[block[second]]) > len(self.blocks[block[first]]):  # the block that keeps what it weighs
                first, second, rows = second, first, _turned(rows)
            blocks[block[first]].pairs.append((place[first], place[second], rows))
        single = [(b.facts[0], b.table()) for b in blocks if len(b.facts) == 1]
        joint = [(slice(b.facts.start, b.facts.stop), b) for b in blocks if len(b.facts) > 1]
        return TemplateScorer(tuple((at, table) for at, table in single if table), tuple(joint))


def _turned(rows: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    turned: dict[str, dict[str, float]] = {}
    for first, row in rows.items():
        for second, weight in row.items():
            turned.setdefault(second, {})[first] = weight
    return turned


Known = tuple[float, list[tuple[int, dict[str, float]]]]
"""What a block's facts weigh by themselves, and with each value of other facts (by their place)."""


@dataclass(frozen=True, slots=True)
class FactBlock:
    """Weights of neighbouring facts, by place and value: alone, and in pairs with a fact of any block. known: by the
    values of several facts, as far as they were seen."""

    facts: range
    alone: list[tuple[int, Mapping[str, float]]] = field(default_factory=list)
    pairs: list[tuple[int, int, Mapping[str, dict[str, float]]]] = field(default_factory=list)
    known: dict[tuple[str, ...], Known] = field(default_factory=dict)

    def table(self) -> dict[str, Known]:
        """Of a block of one fact: what each value weighs that the model knows."""
        (at,) = self.facts
        values = {value for _, weights in self.alone for value in weights} | {
            v for *_, rows in self.pairs for v in rows
        }
        return {value: self.weigh({at: value}) for value in values}

    def read(self, values: tuple[str, ...]) -> Known:
        """Of a block of several facts. values: of all facts."""
        if len(self.known) >= MOST_KNOWN:
            self.known.clear()
        known = self.known[values[self.facts.start : self.facts.stop]] = self.weigh(dict(enumerate(values)))
        return known

    def weigh(self, values: Mapping[int, str]) -> Known:
        """values: of the block's facts, by place."""
        weight = sum([weights.get(values[at], 0.0) for at, weights in self.alone])
        rows: dict[int, dict[str, float]] = {}
        for first, second, of_first in self.pairs:
            row = of_first.get(values[first])
            if row is None:
                continue
            if second in self.facts:
                weight += row.get(values[second], 0.0)
            elif second in rows:
                rows[second] = {
                    value: rows[second].get(value, 0.0) + row.get(value, 0.0) for value in rows[second] | row
                }
            else:
                rows[second] = row
        return weight, list(rows.items())


@dataclass(frozen=True, slots=True)
class TemplateScorer:
    """Sums a model's weights of the templates' features. single: blocks of one fact, each by its place; joint: of
    several, which neighbour each other."""

    single: tuple[tuple[int, dict[str, Known]], ...]
    joint: tuple[tuple[slice, FactBlock], ...]

    def total(self, values: tuple[str, ...]) -> float:
        total = 0.0
        for place, table in self.single:
            known = table.get(values[place])
            if known is not None:
                total += known[0]
                for at, row in known[1]:
                    total += row.get(values[at], 0.0)
        for facts, block in self.joint:
            weight, pairs = block.known.get(values[facts]) or block.read(values)
            total += weight
            for at, row in pairs:
                total += row.get(values[at], 0.0)
        return total


@cache
def load_model(name: str) -> LinearModel | None:
    """The packaged model of that name; None where the package was built without it (the rules alone then decide)."""
    data = _read(name)
    return None if data is None else _model(name, data)


@dataclass(frozen=True, slots=True)
class Choice:
    """A linear choice among answers. weights: a row for each feature and a last one for what every bearer has, a
    column for each answer; rows: each feature's row."""

    answers: tuple[str, ...]
    rows: Mapping[str, int]
    weights: np.ndarray

    @classmethod
    def of(cls, weights: Mapping[str, Mapping[str, float]], biases: Mapping[str, float]) -> Choice:
        """Of each answer's own weights, by feature; no bias is 0."""
        rows = {feature: row for row, feature in enumerate(dict.fromkeys(f for w in weights.values() for f in w))}
        table = np.zeros((len(rows) + 1, len(weights)))
        for column, (answer, own) in enumerate(weights.items()):
            table[[rows[feature] for feature in own], column] = list(own.values())
            table[-1, column] = biases.get(answer, 0.0)
        return cls(tuple(weights), rows, table)

    def tables(self, bearers: Sequence[Iterable[str]]) -> list[list[float]]:
        """Of each bearer, each answer's score, in the order of the answers."""
        if not bearers:
            return []
        rows, starts = list[int](), list[int]()
        for features in bearers:
            starts.append(len(rows))
            rows += [row for row in map(self.rows.get, features) if row is not None]
            rows.append(len(self.rows))
        totals: list[list[float]] = np.add.reduceat(self.weights.take(rows, axis=0), starts, axis=0).tolist()
        return totals

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """Each answer's score; the likeliest has the highest, and differences are logarithms of odds."""
        known = [row for row in map(self.rows.get, features) if row is not None]
        known.append(len(self.rows))
        ones = ONES[: len(known)] if len(known) <= len(ONES) else np.ones(len(known))
        totals = ones @ self.weights.take(known, axis=0)
        return dict(zip(self.answers, totals.tolist(), strict=True))


@cache
def load_choice(*names: str) -> Choice | None:
    """The packaged models of these names as one choice: those that choose among answers with all their answers. None
    where the package was built without one of them."""
    models: dict[str, LinearModel] = {}
    for name in names:
        data = _read(name)
        if data is None:
            return None
        models |= {answer: _model(name, one) for answer, one in data.get("answers", {name: data}).items()}
    return Choice.of({name: m.weights for name, m in models.items()}, {name: m.bias for name, m in models.items()})


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
