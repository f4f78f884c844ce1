"""The reliability curve: equal bins in order, honest on made-up claims, no division by nothing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.evaluation import evaluate
from marsad.evaluation.calibration import calibration_error, reliability

JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


@given(JUDGED, st.integers(1, 12))
def test_bins_hold_every_claim_once_in_order(judged: list[tuple[float, bool]], bins: int) -> None:
    curve = reliability(judged, bins=bins)
    assert sum(one.claims for one in curve) == len(judged)
    assert len(curve) == min(bins, len(judged))
    assert [one.expected for one in curve] == sorted(one.expected for one in curve)
    assert 0 <= calibration_error(curve) <= 1
    assert sum(one.observed * one.claims for one in curve) == pytest.approx(sum(right for _, right in judged))


def test_an_honest_confidence_is_calibrated_and_a_boastful_one_is_not() -> None:
    chance = random.Random(3)  # noqa: S311
    honest = [(p, chance.random() < p) for p in (chance.random() for _ in range(4000))]
    boastful = [(min(1.0, p + 0.3), right) for p, right in honest]
    assert calibration_error(reliability(honest)) < 0.04
    assert calibration_error(reliability(boastful)) > 0.2


def test_figures_hold_the_curve() -> None:
    text = "Rebels took Abc. Rebels shelled Def."
    said = [
        {"doc": "d", "quote": "Rebels took Abc.", "type": "territory_taken", "status": "asserted", "event": "e"},
        {"doc": "d", "quote": "Rebels shelled Def.", "type": "shelling", "status": "asserted", "event": "f"},
    ]
    found = [{**claim, "confidence": confidence} for claim, confidence in zip(said, (0.9, 0.2), strict=True)]
    figures = evaluate(said[:1], found, {"d": text})
    assert [(one.expected, one.observed, one.claims) for one in figures.calibration] == [(0.2, 0.0, 1), (0.9, 1.0, 1)]
    assert figures.to_json()["calibration"]["error"] == pytest.approx(0.15)
    assert any("0.90 1.00" in line for line in figures.lines())
    assert not evaluate(said[:1], said, {"d": text}).calibration
