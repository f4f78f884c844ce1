"""Captures of which both sides tell: the word of who took the place is no boast where the loser says the same."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.control.clock import span_of
from marsad.events import Parties, members
from marsad.events.standing import ADMISSION, BOAST, day_of, standing
from marsad.records import Claim

SAME_CHANGE = 7.0
"""Days that two sides' dates of one change of hands may differ by."""


def conceded(claims: Iterable[Claim], parties: Parties) -> frozenset[str]:
    """Ids of the claims of one place with which somebody says that he took it where whoever he took it from says that
    he left or lost it then."""
    told = [c for c in claims if c.type in ("territory_taken", "withdrawal") and c.status == "asserted"]
    boasts = [c for c in told if c.type == "territory_taken" and standing(c, parties) == BOAST]
    admitted = [c for c in told if standing(c, parties) == ADMISSION] if boasts else []
    return frozenset(c.id for c in boasts if any(_agrees(c, other, parties) for other in admitted))


def _agrees(boast: Claim, admission: Claim, parties: Parties) -> bool:
    """Whether an admission tells of the change that a boast tells of."""
    then, told = span_of(boast), span_of(admission)
    if then is None or told is None or told[0] - SAME_CHANGE > then[1] or then[0] - SAME_CHANGE > told[1]:
        return False
    same = any(
        a == b or parties.allied(a, b, day_of(boast)) for a in members(boast.actor1) for b in members(admission.actor1)
    )
    return same == (admission.type == "territory_taken")  # who took it; who left it is another
