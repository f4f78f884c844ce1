"""Types that are taken for others, within a family and across."""

from __future__ import annotations

from typing import Any

from marsad.evaluation import evaluate
from marsad.evaluation.confusion import read_otherwise

TEXT = "Rebels shelled Tadef on Tuesday. Gunmen stormed the mill. Three people fled."


def claim(quote: str, kind: str) -> dict[str, Any]:
    start = TEXT.index(quote)
    made = {"doc": "a", "quote": quote, "start": start, "end": start + len(quote), "type": kind}
    return made | {"status": "asserted", "event": "e"}


SHELLED, STORMED, FLED = "Rebels shelled Tadef on Tuesday.", "Gunmen stormed the mill.", "Three people fled."


def test_within_and_across_families() -> None:
    gold = [claim(SHELLED, "shelling"), claim(STORMED, "armed_clash"), claim(FLED, "displacement")]
    found = [claim(SHELLED, "air_strike"), claim(STORMED, "territory_taken"), claim(FLED, "displacement")]
    figures = evaluate(gold, found, {"a": TEXT})
    assert [(c.gold, c.found, c.claims) for c in figures.confused] == [
        ("armed_clash", "territory_taken", 1),
        ("shelling", "air_strike", 1),
    ]
    assert figures.to_json()["confused"][1] == {"gold": "shelling", "found": "air_strike", "claims": 1}
    assert "shelling air_strike 1" in figures.lines()[-1]


def test_other_words_are_no_confusion() -> None:
    assert not evaluate([claim(SHELLED, "shelling")], [claim(FLED, "displacement")], {"a": TEXT}).confused


def test_each_claim_is_paired_once() -> None:
    missed = [claim(STORMED, "armed_clash")]
    false = [claim("Gunmen stormed", "territory_taken"), claim(STORMED, "arrest")]
    assert len(read_otherwise(missed, false, TEXT)) == 1
