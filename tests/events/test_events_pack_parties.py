"""What the packs' parties answer of states, their capitals, and rebels of whose sides no pack tells."""

from __future__ import annotations

import pytest

from marsad.events.packs import PackParties
from marsad.knowledge import load_packs


@pytest.fixture(scope="module")
def parties() -> PackParties:
    return PackParties(load_packs())


def test_who_rules_a_country(parties):
    assert parties.rulers("SY", "2016-05-01") == "Syrian government forces"
    assert parties.rulers("SO", "2016-05-01") == "Somali government forces", "as reports call them"
    assert parties.rulers("", None) == ""
    assert parties.rules("Somalia", "SO", None) and parties.rules("Somali police", "SO", None)
    assert not parties.rules("al-Shabaab", "SO", None) and not parties.rules("Kenya", "SO", None)
    assert (parties.capital("SY"), parties.capital("XX")) == ("Damascus", "")


def test_rebels_fight_their_own_state(parties):
    assert parties.opposed("al-Shabaab", "Somali government forces", "2016-05-01")
    assert parties.opposed("Somalia", "al-Shabaab", "2016-05-01")
    assert not parties.opposed("al-Shabaab", "Malian government forces", "2016-05-01")
