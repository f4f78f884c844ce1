"""A week or two of one town as six reports tell it: events, origins, disagreements and the holder (bundles/)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad.ledger import Ledger
from marsad.pipeline import Observatory

FILES = sorted((Path(__file__).parent / "bundles").glob("*.yaml"))
BUNDLES = [bundle for file in FILES for bundle in yaml.safe_load(file.read_text(encoding="utf-8"))["bundles"]]


@pytest.fixture(scope="module", params=BUNDLES, ids=[bundle["name"] for bundle in BUNDLES])
def read(request, tmp_path_factory):
    """A bundle, and what has read its reports."""
    bundle = request.param
    folder = tmp_path_factory.mktemp(bundle["name"])
    rows = [
        {"doc": f"{bundle['name']}-{n}", **report, "published": str(report["published"])}
        for n, report in enumerate(bundle["reports"])
    ]
    (folder / "reports.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    with Ledger.open(str(folder / "bundle.db")) as ledger:
        observatory = Observatory(ledger)
        observatory.read([folder / "reports.jsonl"])
        yield bundle, observatory


def test_the_events_and_their_origins(read):
    bundle, observatory = read
    events = list(observatory.events())
    wrong = [row for row in bundle["events"] if _is_there(events, **row) == bool(row.get("waits"))]
    assert not wrong


def _is_there(
    events: Any, *, place: str, who: list[str], origins: int = 0, by: tuple[str, ...] = (), waits: str = "",
    **told: Any,
) -> bool:  # fmt: skip
    """Whether an event is as a row says."""
    for event in events:
        names = {origin.name for origin in event.origins}
        right = (event.type, event.place, event.date_start, event.date_end) == (
            told["type"], place, str(told["from"]), str(told["to"])
        )  # fmt: skip
        if right and set(who) <= set(event.actors) and set(by) <= names and origins in (0, len(names)):
            return True
    return False


def test_where_accounts_disagree(read):
    bundle, observatory = read
    disputes = [
        (event.place, d.question, {side.value for side in d.sides})
        for event in observatory.events()
        for d in event.disagreements
    ]
    for row in bundle["disagreements"]:
        sides = [values for place, question, values in disputes if (place, question) == (row["place"], row["question"])]
        assert any(set(row["values"]) <= values for values in sides), row


def test_nothing_is_made_up(read):
    bundle, observatory = read
    for row in bundle["nothing"]:
        found = [e for e in observatory.events() if e.type == row["type"] and row.get("place", e.place) == e.place]
        assert not [e for e in found if set(row.get("who", ())) <= set(e.actors)], row


def test_who_held_the_town(read):
    bundle, observatory = read
    for day in bundle["days"]:
        answer = observatory.control(day["place"], at=str(day["at"]))
        assert answer.controller in day["controller"], day
        assert not day.get("status") or answer.status in day["status"], day
