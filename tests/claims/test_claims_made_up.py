"""The made-up reports that the models learn from: claims of known types whose words are the report's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from training.made_up import made_up

from marsad.records import CLAIM_TYPES, STATUSES, Report

MADE_UP = made_up()


def test_reports_of_many_wars_have_claims() -> None:
    assert len(MADE_UP) >= 150
    assert all(claims for _, claims in MADE_UP)


@pytest.mark.parametrize(("report", "claims"), MADE_UP, ids=[report.doc for report, _ in MADE_UP])
def test_claims_are_the_reports_own_words(report: Report, claims: list[dict[str, Any]]) -> None:
    for claim in claims:
        assert all(words in report.text for words in (claim["quote"], *claim["also"], claim["place_text"] or ""))
        assert claim["type"] in CLAIM_TYPES
        assert claim["status"] in STATUSES
        start, end = claim["date_start"], claim["date_end"]
        assert not (start and end) or date.fromisoformat(start) <= date.fromisoformat(end)
