"""A ledger, a clock whose hands tests move, and a way to fill the one by the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from ledger_samples import VERSIONS, Hands, intake, make_claim, make_report

from marsad.ledger import Ledger
from marsad.records import Claim


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def ledger(address: str, clock: Hands) -> Iterator[Ledger]:
    with Ledger.open(address, clock=clock) as opened:
        yield opened


@pytest.fixture
def filled(ledger: Ledger) -> Callable[[int], list[Claim]]:
    """Adds N reports with two claims each; returns the claims in order."""

    def fill(number: int) -> list[Claim]:
        reports = [make_report(at) for at in range(number)]
        claims = [
            claim
            for report in reports
            for claim in (make_claim(report), make_claim(report, 45, 75, type="withdrawal", place_id="gn:2"))
        ]
        ledger.add_reports(map(intake, reports))
        ledger.put_claims([report.digest for report in reports], claims, versions=VERSIONS)
        return claims

    return fill
