"""Floors of quality on the gold's dev articles, pinned with the digest of the gold that they were measured on.

Raising a floor is a commit; lowering one needs a reason in its message (docs/evaluation.md has the figures themselves).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from marsad.evaluation import Figures
from marsad.pipeline.evaluating import evaluate_files

GOLD_DIGEST = "552e2b5e59ca1f70abe1a5f50ffa269ba6db9c1cb314a481f324119e99939dd2"
DETECTION, TYPED, FULL = 0.685, 0.64, 0.30
ACCURACY = {
    "source": 0.88,
    "place": 0.82,
    "date": 0.75,
    "actor1": 0.78,
    "actor2": 0.645,
    "status": 0.94,
    "type": 0.925,
}
EVENTS = {"found": (0.88, 0.70), "annotated": (0.91, 0.85)}
"""B-cubed and cross-report links of claims that were found, and of the annotated ones."""

pytestmark = [pytest.mark.corpora, pytest.mark.slow]


@pytest.fixture(scope="module")
def figures(shared: Path) -> Figures:
    gold = shared / "gold" / "dev" / "claims.jsonl"
    assert hashlib.sha256(gold.read_bytes()).hexdigest() == GOLD_DIGEST, "another gold: measure anew and pin its floors"
    return evaluate_files(gold, gold.with_name("docs.jsonl"))


def test_detection_typed_and_full(figures: Figures) -> None:
    print("\n".join(figures.lines()))
    assert figures.detection.f1 >= DETECTION
    assert figures.typed.f1 >= TYPED
    assert figures.full.f1 >= FULL


@pytest.mark.parametrize("name", sorted(ACCURACY))
def test_accuracy_on_matched_claims(figures: Figures, name: str) -> None:
    right, asked = figures.accuracy[name]
    assert right / asked >= ACCURACY[name]


@pytest.mark.parametrize("claims", sorted(EVENTS))
def test_events_of_matched_claims(figures: Figures, claims: str) -> None:
    matched = next(score for score in figures.events if (score.claims, score.way) == (claims, "matched"))
    assert matched.b3 >= EVENTS[claims][0]
    assert matched.links.f1 >= EVENTS[claims][1]
