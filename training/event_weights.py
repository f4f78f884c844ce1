"""Weights of pairs of claims: ridge-penalised logistic regression by Newton's method, on the features that the event
matcher sees."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from marsad.events.blocking import candidate_pairs
from marsad.events.columns import columns_of
from marsad.events.features import SETTINGS, pair_features
from marsad.events.parties import Parties
from marsad.events.words import stems
from marsad.records import Claim
from training.event_claims import spelled_alike

RIDGE = 6.0
"""Strength of the penalty, by cross-validation over 2, 4, 6, 8, 16: flat between 4 and 8."""

COMMON = 0.1
"""Share of the articles that hold a word from which it tells events apart no more."""

Weights = dict[str, dict[str, float]]


def fit(x: np.ndarray, y: np.ndarray, ridge: float) -> np.ndarray:
    """Ridge-penalised logistic regression, both intercepts free. Shapes [p, f], [p] -> [f]."""
    weights, penalty = np.zeros(x.shape[1]), np.full(x.shape[1], ridge)
    penalty[[0, x.shape[1] // 2]] = 1e-3
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (chance - y) + penalty * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def weights_of(
    *corpora: Sequence[Claim],
    alone: Sequence[Claim] = (),
    common: frozenset[str],
    parties: Parties,
    ridge: float = RIDGE,
) -> Weights:
    """Fitted on the pairs of each corpus by itself; claims without an event teach nothing. alone: claims whose events
    are known within each article only: so count their pairs."""
    seen = [_pairs(claims, common, parties) for claims in (*corpora, alone) if claims]
    names = ("intercept", *seen[0].names)
    out = {}
    for kind in ("event", "state"):
        rows, labels = [], []
        for pairs in seen:
            within, across = (pairs.settings[f"{kind}_{where}"] & pairs.clear for where in ("within", "across"))
            if alone and pairs is seen[-1]:
                across = np.zeros_like(across)
            rows.append(np.hstack([pairs.x, pairs.x * within[:, None]])[within | across])
            labels.append(pairs.y[within | across])
        shared, extra = np.split(fit(np.vstack(rows), np.concatenate(labels), ridge), 2)
        for where, weights in (("across", shared), ("within", shared + extra)):
            out[f"{kind}_{where}"] = {f: round(float(w), 3) for f, w in zip(names, weights, strict=True)}
    return out


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs: x [p, features + 1], y [p], which to learn from [p], and where each stands."""

    x: np.ndarray
    y: np.ndarray
    clear: np.ndarray
    settings: dict[str, np.ndarray]
    names: tuple[str, ...]


def _pairs(claims: Sequence[Claim], common: frozenset[str], parties: Parties) -> Pairs:
    columns = columns_of(claims, common=common)
    i, j = candidate_pairs(claims, columns)
    features = pair_features(columns, i, j, parties)
    keys = np.unique([c.event for c in claims], return_inverse=True)[1]
    told = np.array([bool(c.event) for c in claims])
    alike = np.array([spelled_alike(claims[a], claims[b]) for a, b in zip(i, j, strict=True)])
    return Pairs(
        x=np.column_stack([np.ones(len(i)), *features.values()]),
        y=(keys[i] == keys[j]).astype(float),
        clear=told[i] & told[j] & ~alike,
        settings={name: setting(columns, i, j) for name, setting in SETTINGS.items()},
        names=tuple(features),
    )


def common_stems(claims: Sequence[Claim]) -> frozenset[str]:
    """Stems in the quotations of at least COMMON of the articles."""
    bags: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        bags[claim.doc] |= stems(claim.quote)
    count = Counter(stem for bag in bags.values() for stem in bag)
    return frozenset(stem for stem, n in count.items() if n >= COMMON * len(bags))
