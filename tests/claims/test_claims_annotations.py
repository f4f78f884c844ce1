"""Our own annotations: stand-off, of the articles that they say, with types and dates that mean something."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from training.gold import annotations, training_articles

from marsad.records import CLAIM_TYPES

STATUSES = {"asserted", "hedged", "denied", "planned"}


def test_annotations_hold_no_text() -> None:
    for row in annotations():
        assert set(row) == {"doc", "text_sha256", "claims"}
        for claim in row["claims"]:
            assert not {"quote", "text"} & set(claim)
            assert claim["type"] in CLAIM_TYPES
            assert claim["status"] in STATUSES
            start, end = (claim.get(bound) for bound in ("date_start", "date_end"))
            assert not (start and end) or date.fromisoformat(start) <= date.fromisoformat(end)


@pytest.mark.corpora
def test_annotations_fit_their_articles_and_are_no_gold(shared: Path) -> None:
    gold = {
        json.loads(line)["doc"] for part in ("train", "dev") for line in (shared / "gold" / part / "docs.jsonl").open()
    }
    ours = {row["doc"] for row in annotations()}
    assert not ours & gold
    reports, claims = training_articles(shared)
    assert ours <= {report.doc for report in reports}
    assert all(claim["quote"].strip() for doc in ours for claim in claims[doc])
