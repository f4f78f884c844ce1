"""Floors of toponym resolution on LGL and GeoVirus (benchmarks/places.py prints the whole table)."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.places import Score, score

from marsad.knowledge import load_packs
from marsad.resolve.gazetteer.index import DEFAULT_PATH, Gazetteer
from marsad.resolve.report_setting import place_resolver

FLOORS = {"LGL": (0.79, 0.835), "GeoVirus": (0.81, 0.94)}
"""Accuracy within 161 km over all names, and over those in the gazetteer."""


@pytest.mark.corpora
@pytest.mark.parametrize("corpus", FLOORS)
def test_toponyms_are_resolved_as_well_as_before(corpus: str, shared: Path) -> None:
    result = score(corpus, shared / "data/geo", place_resolver(load_packs(), Gazetteer(DEFAULT_PATH)))
    least, least_known = FLOORS[corpus]
    assert Score.accuracy(result.distances) >= least
    assert Score.accuracy(result.known) >= least_known
