"""Logistic regression on named features, cross-validated over documents: what all small models are fitted by."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

RAREST = 3
"""A feature seen in fewer candidates teaches only those candidates."""
PENALTIES = (0.03, 0.1, 0.3, 1.0)
FOLDS = 5


class Examples:
    """Rows of features with their label and document; groups: what a choice is made among, or the right answer. bare:
    the same rows with fewer features, from which is learned too (never measured), so that rows that have no others are
    judged as well. weights: how much each row counts in learning; none: all alike."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []
        self.labels: list[int] = []
        self.docs: list[str] = []
        self.groups: list[int | str] = []
        self.bare: list[tuple[str, ...]] = []
        self.weights: list[float] = []

    def add(self, features: tuple[str, ...], label: bool, doc: str, group: int | str = 0) -> None:
        self.rows.append(features)
        self.labels.append(int(label))
        self.docs.append(doc)
        self.groups.append(group)

    def lessons(self, chosen: Sequence[int]) -> tuple[list[tuple[str, ...]], list[int], list[float]]:
        """Rows to learn from with their labels and weights: the chosen ones, and their bare forms."""
        labels = [self.labels[n] for n in chosen]
        rows = [self.rows[n] for n in chosen]
        weights = [self.weights[n] for n in chosen] if self.weights else [1.0] * len(rows)
        return (
            (rows + [self.bare[n] for n in chosen], labels * 2, weights * 2) if self.bare else (rows, labels, weights)
        )


def matrix(rows: Sequence[tuple[str, ...]], vocabulary: dict[str, int]) -> csr_matrix:
    indptr, indices = [0], []
    for row in rows:
        indices += sorted({vocabulary[f] for f in row if f in vocabulary})
        indptr.append(len(indices))
    return csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(rows), len(vocabulary)))


def held_out(examples: Examples, penalty: float) -> np.ndarray:
    """Scores of every row by a model that has not seen its document."""
    scores = np.zeros(len(examples.rows))
    for train, test in GroupKFold(FOLDS).split(examples.rows, examples.labels, examples.docs):
        model, vocabulary = fitted(examples, train, penalty)
        scores[test] = model.decision_function(matrix([examples.rows[n] for n in test], vocabulary))
    return scores


def fitted(examples: Examples, chosen: Sequence[int], penalty: float) -> tuple[LogisticRegression, dict[str, int]]:
    """A model of the chosen examples, and the number of each of its features."""
    rows, labels, weights = examples.lessons(chosen)
    vocabulary = words([examples.rows[n] for n in chosen])
    model = LogisticRegression(C=penalty, solver="liblinear")
    return model.fit(matrix(rows, vocabulary), labels, sample_weight=weights), vocabulary


def words(rows: Sequence[tuple[str, ...]]) -> dict[str, int]:
    counts = Counter(f for row in rows for f in set(row))
    return {f: n for n, f in enumerate(sorted(f for f, c in counts.items() if c >= RAREST))}


def platt(scores: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """Slope and offset that turn held-out scores into probabilities (Platt 1999)."""
    model = LogisticRegression(C=1e6).fit(scores.reshape(-1, 1), labels)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def save(
    name: str,
    examples: Examples,
    best: tuple[float, float, float, float, float],
    out: Path,
    *,
    note: Mapping[str, Any],
) -> None:
    """Fit on all examples and write the model. best: figure, penalty, threshold, slope, offset of held-out folds."""
    figure, penalty, threshold, slope, offset = best
    labels = np.array(examples.labels)
    model, vocabulary = fitted(examples, range(len(labels)), penalty)
    weights = {f: round(float(model.coef_[0][n]), 4) for f, n in vocabulary.items() if abs(model.coef_[0][n]) >= 0.005}
    data = {
        "name": name,
        "made_by": "python -m training.claims",
        **note,
        "rows": len(labels),
        "positive": int(labels.sum()),
        "penalty": penalty,
        "held_out": round(figure, 4),
        "threshold": round(threshold, 3),
        "slope": round(slope, 4),
        "offset": round(offset, 4),
        "bias": round(float(model.intercept_[0]), 4),
        "weights": weights,
    }
    write(name, data, out)
    print(f"{name}: {len(weights)} weights, held-out {figure:.4f}")


def write(name: str, data: Mapping[str, Any], out: Path) -> None:
    """The model's file, one weight a line, so that a change can be read."""
    out.mkdir(parents=True, exist_ok=True)
    body = json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    (out / f"{name}.json").write_text(body, encoding="utf-8")
