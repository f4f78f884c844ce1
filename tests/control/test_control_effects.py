"""The file of effects: checked, ordered, never silent."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from war_samples import WAR, claim

import marsad.knowledge
from marsad.control import core_effects
from marsad.control.effects import Effects
from marsad.control.fits import Fits
from marsad.knowledge import load_table
from marsad.records import PackError

FILE = Path(marsad.knowledge.__file__).parent / "packs" / "core" / "effects.yaml"


def test_the_order_of_voices():
    effects = core_effects()
    sources = ["sources", "Colonel Adar", "", "Peace Watch"]
    trust = [effects.trust(claim("territory_taken", actor1="Lake League", source=s), WAR) for s in sources]
    assert trust[0] < trust[2] < trust[3]
    assert trust[1] < trust[2]


@pytest.mark.parametrize(("status", "share"), [("planned", 0.0), ("hedged", 0.3)])
def test_plans_and_reserve(status, share):
    effects = core_effects()
    plain = effects.trust(claim("control", actor1="Lake League"), WAR)
    assert effects.trust(claim("control", actor1="Lake League", status=status), WAR) == pytest.approx(share * plain)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"types": {"conquest": []}}, "no type of claim: conquest"),
        ({"status": {"asserted": 1.0}}, "must give a weight"),
        ({"most": 2}, "less than 1"),
        ({"moist": 1}, "is no field of this entry"),
    ],
)
def test_a_broken_file_says_where(tmp_path, change, message):
    path = tmp_path / "effects.yaml"
    path.write_text(yaml.safe_dump(yaml.safe_load(FILE.read_text(encoding="utf-8")) | change), encoding="utf-8")
    with pytest.raises(PackError, match=message) as error:
        load_table(path, Effects)
    assert "effects.yaml:" in str(error.value)


def test_how_names_fit():
    fits = Fits(WAR)
    league, brigade, joint = ("Lake League",), ("River Brigade",), ("Lake League", "Orvania")
    assert fits.of(league, league, None) == 1
    assert fits.of(league, joint, None) > fits.of(joint, league, None) > fits.of(("Orvania",), league, None) > 0
    assert fits.one_account(brigade, league)
    assert not fits.one_account(("Orvania",), league)
    assert fits.one_side(("Orvania",), league, None)
    assert fits.of(("Night Order",), league, None) == 0
