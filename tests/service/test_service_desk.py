"""What is kept between requests: quick things are always of today, slow ones a little late and said to be so."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from service_samples import Opened

from marsad.control.neighbours import HOLDERS
from marsad.knowledge import Knowledge
from marsad.ledger import Ledger
from marsad.pipeline import Observatory
from marsad.service import desk as desk_module
from marsad.service.desk import Desk
from marsad.service.settings import Settings
from marsad.service.units import Unit, Units

API = "/api/v1"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Observatory(Ledger.open(tmp_path / "war.db"), packs=()), Settings())


def written(desk: Desk) -> None:
    desk.observatory.ledger.record_rejection(label="x", location="x", reason="x")


def test_what_is_asked_for_at_once_is_made_once(desk: Desk) -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        time.sleep(0.1)
        return len(made)

    threads = [threading.Thread(target=desk.remembered, args=("a", make)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]
    written(desk)
    assert desk.remembered("a", make) == 2


def test_quick_things_are_of_today(desk: Desk) -> None:
    numbers = iter(range(9))
    assert desk.lately("a", lambda: next(numbers)) == (0, desk.position)
    written(desk)
    assert desk.lately("a", lambda: next(numbers)) == (1, desk.position)


def test_slow_things_are_given_late_and_made_anew_beside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_module, "QUICK", 0.0)
    monkeypatch.setattr(desk_module, "REST", 0)
    numbers = iter(range(9))
    first, then = desk.lately("a", lambda: next(numbers))
    written(desk)
    assert desk.lately("a", lambda: next(numbers)) == (first, then)
    for _ in range(100):
        value, position = desk.lately("a", lambda: next(numbers))
        if position == desk.position:
            break
        time.sleep(0.02)
    assert (value, position) == (1, desk.position)


def test_what_may_be_old_is_given_while_it_is_made_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_module, "OLDER", 1000)
    numbers, may_end = iter(range(9)), threading.Event()

    def make() -> int:
        number = next(numbers)
        assert number == 0 or may_end.wait(10), "nobody waits for it"
        return number

    assert desk.lately("a", make, every=0.01)[0] == 0
    written(desk)
    time.sleep(0.02)
    assert desk.lately("a", make, every=0.01)[0] == 0
    may_end.set()
    for _ in range(200):
        if desk.lately("a", make, every=0.01)[0] == 1:
            break
        time.sleep(0.02)
    assert desk.lately("a", make, every=0.01) == (1, desk.position)


def test_a_late_answer_is_not_taken_for_todays(
    opened: Opened, own_ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = opened()
    first = client.get(f"{API}/map")
    monkeypatch.setattr(desk_module, "QUICK", 0.0)
    monkeypatch.setattr(desk_module, "REST", 0)
    with Ledger.open(own_ledger) as ledger:
        Observatory(ledger).decide("reject", [next(ledger.claims()).id], author="a")
    late = client.get(f"{API}/map", headers={"If-None-Match": first.headers["etag"]})
    assert late.status_code == 304, "the answer of before, said to be of before"
    for _ in range(200):
        fresh = client.get(f"{API}/map", headers={"If-None-Match": first.headers["etag"]})
        if fresh.status_code == 200:
            break
        time.sleep(0.05)
    assert fresh.json()["summary"]["claims"] == first.json()["summary"]["claims"] - 1
    assert fresh.headers["etag"] != first.headers["etag"]


def test_after_a_decision_only_its_place_is_worked_out_anew(own_ledger: Path, packs: Knowledge) -> None:
    with Ledger.open(own_ledger) as ledger:
        observatory = Observatory(ledger, packs=packs)
        units = Units()

        def made() -> list[Unit]:
            return list(units.of(observatory, list(ledger.claims()), reader="desk", as_known_at=None))

        before = made()
        assert all(one is other for one, other in zip(before, made(), strict=True))
        holdings = observatory.holdings()
        assert {told.place_id: told for unit in before for told in unit.at("2017-02-24")} == {
            told.place_id: told for told in holdings.all_at("2017-02-24")
        }
        at_town = [one for one in ledger.claims() if one.place_id == "gn:174018"]
        claim = next(one for one in at_town if one.type not in HOLDERS)  # else what lies near may rest on it
        observatory.decide("reject", [claim.id], author="a")
        after = made()
        assert sum(one is not other for one, other in zip(before, after, strict=True)) == 1
