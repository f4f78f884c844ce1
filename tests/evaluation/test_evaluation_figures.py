"""The figures: their rules on small cases, and the very numbers of the shared scorer."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.evaluation import evaluate
from marsad.evaluation.agreement import same_date, same_name, same_place
from marsad.evaluation.matching import assignment, overlap

TEXT = "Rebels shelled Tadef on Tuesday. Three people died. The rebels denied it."


def claim(quote: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    made = {"doc": "a", "quote": quote, "start": start, "end": start + len(quote), "type": "shelling"}
    return made | {"status": "asserted", "event": "e"} | fields


@pytest.mark.parametrize(
    ("gold", "system", "same"),
    [
        ("Islamic State", "ISIS", True),
        ("the Observatory", "Syrian Observatory for Human Rights", True),
        ("commander Ali Hassan", "Hassan", True),
        ("a commander", "a spokesman", False),
        ("Turkey + Free Syrian Army", "FSA", True),
        ("", "", True),
        ("", "Turkey", False),
        ("Kurdish forces", "Iraqi forces", False),
    ],
)
def test_names(gold: str, system: str, same: bool) -> None:
    assert same_name(gold, system) is same


def test_places_by_number_else_by_name() -> None:
    assert same_place({"geonameid": 1, "place": "x"}, {"geonameid": 1, "place": "y"})
    assert not same_place({"geonameid": 1, "place": "x"}, {"geonameid": 2, "place": "x"})
    assert same_place({"place_text": "al-Bab"}, {"place": "El Bab"})
    assert not same_place({"place_text": "al-Bab"}, {})


def test_dates_within_a_quarter_of_their_length() -> None:
    year = {"date_start": "2016-01-01", "date_end": "2016-12-31"}
    assert same_date(year, {"date_start": "2016-03-01", "date_end": "2016-12-31"})
    assert not same_date(year, {"date_start": "2016-05-01", "date_end": "2016-12-31"})
    assert not same_date(year, {"date_start": None, "date_end": "2016-12-31"})
    assert same_date({"date_start": "2016-01-01"}, {"date_start": "2016-01-30T10:00:00+02:00"})


def test_a_perfect_system_and_an_empty_one() -> None:
    gold = [claim("Rebels shelled Tadef"), claim("The rebels denied it", status="denied")]
    best = evaluate(gold, gold, {"a": TEXT})
    assert (best.detection.f1, best.full.f1, best.status_macro_f1, best.event_b3) == (1, 1, 1, 1)
    assert evaluate(gold, [], {"a": TEXT}).detection.f1 == 0
    assert evaluate([], gold, {"a": TEXT}).detection.p == 0
    assert "detection" in "\n".join(best.lines())


def test_a_quote_that_points_nowhere_does_not_count() -> None:
    long = "word " * 200
    assert overlap({"start": 0, "end": 20}, {"start": 0, "end": len(long)}, None) == 0


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_assignment_is_the_best_there_is(rows: int, columns: int, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - no secret
    weights = np.array([[draw.choice([0, 0, 1, 2, 5, 9]) for _ in range(columns)] for _ in range(rows)], dtype=float)
    pairs = assignment(weights)
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)
    square = np.zeros((5, 5))
    square[:rows, :columns] = weights
    best = max(sum(square[r, c] for r, c in enumerate(order)) for order in permutations(range(5)))
    assert sum(weights[r, c] for r, c in pairs) == best


@pytest.mark.corpora
def test_the_figures_of_the_shared_scorer(shared: Path, tmp_path: Path) -> None:
    """A system made from the gold of dev by losing, inventing and spoiling claims, scored by both."""
    folder = shared / "gold" / "dev"
    gold = [json.loads(line) for line in (folder / "claims.jsonl").read_text().splitlines()]
    docs = [json.loads(line) for line in (folder / "docs.jsonl").read_text().splitlines()]
    draw, system = random.Random(1), []  # noqa: S311
    for row in gold:
        spoilt = dict(row)
        for name in draw.sample(
            ["type", "status", "actor1", "source", "date_start", "place", "killed_low", "event"], 3
        ):
            spoilt[name] = draw.choice(gold)[name]
        spoilt["geonameid"] = row["geonameid"] if draw.random() < 0.7 else None
        spoilt["end"] = spoilt["start"] + max(1, int((row["end"] - row["start"]) * draw.uniform(0.3, 1)))
        spoilt["quote"] = row["quote"][: spoilt["end"] - spoilt["start"]]
        system += [spoilt] * draw.choice([0, 1, 1, 1, 2])
    path = tmp_path / "system.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in system))
    command = [sys.executable, shared / "tools" / "score_claims.py", folder / "claims.jsonl", path]
    theirs = subprocess.run(
        [*command, "--docs", folder / "docs.jsonl", "--json"], check=True, capture_output=True, text=True
    )
    ours = evaluate(gold, system, {doc["doc"]: doc["text"] for doc in docs})
    more = ("events", "calibration", "confused")
    compared = {name: value for name, value in ours.to_json().items() if name not in more}
    assert compared == json.loads(theirs.stdout)
    matched, *trivial = ours.events
    assert (matched.b3, matched.links) == (ours.event_b3, ours.event_pairs)
    assert {score.way for score in trivial} == {"one a place, time and type", "one a day, place and type"}
