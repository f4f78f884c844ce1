"""Forty-four made-up reports in the agencies' English on wars that no pack is about (agencies/README.md): floors."""

from __future__ import annotations

from pathlib import Path

from training.made_up import made_up

from marsad.evaluation import evaluate
from marsad.knowledge import load_packs
from marsad.pipeline.extraction import Extractor

FOLDER = Path(__file__).parent / "agencies"
REPORTS = 44
DETECTION, TYPED, FULL = 0.69, 0.64, 0.225
ACCURACY = {"actor1": 0.62, "actor2": 0.555, "place": 0.69, "date": 0.80, "source": 0.875, "killed": 0.76}
"""A little below what was measured when they were set: one claim is 0.003 of a field."""


def test_agency_copy_on_wars_without_a_pack() -> None:
    pairs = made_up(FOLDER)
    assert len(pairs) == REPORTS
    reports = [report for report, _ in pairs]
    found = [
        {**claim.to_json(), "doc": report.doc}
        for report, claims in Extractor(load_packs()).claims(reports)
        for claim in claims
    ]
    figures = evaluate([claim for _, wanted in pairs for claim in wanted], found, {r.doc: r.text for r in reports})
    print(*figures.lines()[:14], sep="\n")
    assert figures.detection.f1 >= DETECTION
    assert figures.typed.f1 >= TYPED
    assert figures.full.f1 >= FULL
    for name, least in ACCURACY.items():
        right, asked = figures.accuracy[name]
        assert right / asked >= least, name
