"""Who held a town on which day, from a few made-up reports of five wars of which one has no pack at all (towns/)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad.ledger import Ledger
from marsad.pipeline import Observatory

CORPORA = yaml.safe_load((Path(__file__).parent / "towns" / "towns.yaml").read_text(encoding="utf-8"))["corpora"]


@pytest.fixture(scope="module", params=CORPORA, ids=[corpus["name"] for corpus in CORPORA])
def read(request, tmp_path_factory):
    """The days of one corpus, and what has read its reports."""
    corpus = request.param
    folder = tmp_path_factory.mktemp(corpus["name"])
    rows = [_row(f"{corpus['name']}-{n}", **report) for n, report in enumerate(corpus["reports"])]
    (folder / "reports.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    with Ledger.open(str(folder / "towns.db")) as ledger:
        observatory = Observatory(ledger)
        observatory.read([folder / "reports.jsonl"])
        yield corpus["days"], observatory


def _row(doc: str, *, published: Any, outlet: str, text: str) -> dict[str, str]:
    return {"doc": doc, "published": str(published), "outlet": outlet, "text": text}


def test_who_held_the_town(read):
    days, observatory = read
    wrong = [told for day in days if (told := _differs(observatory, **day))]
    assert not wrong


def _differs(
    observatory: Observatory, *, place: str, at: Any, controller: list[str], status: tuple[str, ...] = (),
    besieged_by: tuple[str, ...] = (), waits: str = "",
) -> str:  # fmt: skip
    """What is wrong in the answer; "" where nothing is, or where it is known and waits."""
    answer = observatory.control(place, at=str(at))
    right = answer.controller in controller and (not status or answer.status in status)
    right = right and set(besieged_by) <= set(answer.besieged_by)
    if waits:
        return f"{place} {at}: right now, drop `waits`" if right else ""
    return "" if right else f"{place} {at}: {answer.controller} {answer.status} {answer.besieged_by}"
