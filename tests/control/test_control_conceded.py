"""Who says that he took a place does not boast where the other side says that it left."""

from __future__ import annotations

from war_samples import WAR, claim

from marsad.control import control_at
from marsad.control.conceded import conceded

LEAGUE, ORDER = "Lake League", "Night Order"


def said_by(side: str) -> dict[str, str]:
    return {"source": side, "origin": side, "source_kind": "party"}


HELD = claim("control", "2031-04-01", actor1=ORDER, doc="before")
TAKEN = claim("territory_taken", actor1=LEAGUE, doc="b", **said_by(LEAGUE))
LEFT = claim("withdrawal", actor1=ORDER, doc="c", **said_by(ORDER))


def test_what_both_sides_say_weighs_more():
    alone = control_at("gn:101", [HELD, TAKEN], "2031-05-05", parties=WAR)
    both = control_at("gn:101", [HELD, TAKEN, LEFT], "2031-05-05", parties=WAR)
    weight = {it.id: it.weight for it in alone.claims}[TAKEN.id]
    assert {it.id: it.weight for it in both.claims}[TAKEN.id] > weight
    assert (both.controller, both.status) == (LEAGUE, "held")


def test_only_what_the_loser_says_of_that_change_counts():
    assert conceded([TAKEN, LEFT], WAR) == {TAKEN.id}
    lost = claim("territory_taken", actor1=LEAGUE, doc="c", **said_by(ORDER))
    assert conceded([TAKEN, lost], WAR) == {TAKEN.id}
    for other in (
        claim("withdrawal", actor1=ORDER, doc="c"),
        claim("withdrawal", "2031-06-20", actor1=ORDER, doc="c", **said_by(ORDER)),
        claim("withdrawal", actor1=ORDER, doc="c", status="denied", **said_by(ORDER)),
        claim("withdrawal", actor1=LEAGUE, doc="c", **said_by(LEAGUE)),
    ):
        assert not conceded([TAKEN, other], WAR)
