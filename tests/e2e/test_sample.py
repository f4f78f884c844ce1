"""The sample reports of `make demo` through the whole house: what the record must say of al-Bab at the end."""

from pathlib import Path

import pytest

from marsad.ledger import Ledger
from marsad.pipeline import Observatory

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "al-bab" / "reports"
SIDES = {"Free Syrian Army", "Syrian opposition", "Turkey"}


@pytest.fixture(scope="module")
def observatory(tmp_path_factory):
    with Ledger.open(str(tmp_path_factory.mktemp("sample") / "sample.db")) as ledger:
        observatory = Observatory(ledger)
        observatory.read([REPORTS])
        yield observatory


@pytest.mark.parametrize(
    ("at", "controller", "least"), [("2017-02-06", "Islamic State", 0.5), ("2017-02-24", "Syrian opposition", 0.6)]
)
def test_who_held_al_bab(observatory, at, controller, least):
    answer = observatory.control("al-Bab", at=at)
    assert (answer.controller, answer.probability >= least) == (controller, True), answer


def test_who_lost_the_town_did_not_take_it(observatory):
    taken = [
        c
        for c in observatory.ledger.claims()
        if c.type == "territory_taken" and c.place == "Al Bāb" and c.polarity == "positive"
    ]
    assert len(taken) >= 4
    wrong = [(c.actor1, c.quote) for c in taken if c.date_end > "2017-02-20" and "Islamic State" in c.actor1]
    assert not wrong


def test_an_officer_tells_of_others_bombers(observatory):
    bombers = {c.actor1 for c in observatory.ledger.claims() if c.type == "suicide_bombing"}
    assert "Islamic State" in bombers
    assert bombers <= {"Islamic State", ""}
