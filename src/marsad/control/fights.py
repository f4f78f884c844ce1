"""Claims of sieges and fighting over a place, and how long each of them is told of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from marsad.control.clock import span_of
from marsad.control.effects import Effects
from marsad.events import Parties
from marsad.records import Claim, root_of

Fight = tuple[Claim, tuple[float, float]]
"""A claim of a siege or of fighting, with the instants between which it goes on."""

SIEGE_LASTS = 30.0
CLASH_LASTS = 7.0
"""Days after which a siege, or fighting, that nobody reports again is no longer the state of the day."""

SIEGE_BEGAN = 60.0
"""Days before its first report for which a siege of which only a day is told has lasted at the least: sieges last for
months, and news tells of them when help or an attack comes."""

SIEGE = "besieged"
FIGHTS = frozenset({SIEGE, "contested", "armed_clash", "offensive"})

LEAST_TRUST = 0.1
"""A siege or fight whose report weighs less than this is not shown as going on."""


class Ongoing:
    """Some sieges or fights, of which those are asked for that go on at an instant, or did so `lasts` days ago."""

    def __init__(self, fights: Iterable[Fight], lasts: float) -> None:
        self._spans = [(begun(claim, first), last + lasts, last, claim) for claim, (first, last) in fights]
        self._begun = sorted(first for first, *_ in self._spans)
        self._over = sorted(over for _, over, *_ in self._spans)
        self._known: dict[tuple[int, int], list[tuple[float, Claim]]] = {}

    def at(self, instant: float) -> list[tuple[float, Claim]]:
        """Each with its last instant. The same are going on as long as none begins, and none is over."""
        within = bisect_right(self._begun, instant), bisect_left(self._over, instant)
        if within not in self._known:
            self._known[within] = [(last, c) for first, over, last, c in self._spans if first <= instant <= over]
        return self._known[within]


def fights_of(own: Iterable[Claim], parties: Parties, effects: Effects) -> tuple[Fight, ...]:
    """Those of a place's own claims that tell of a siege or fighting, believed enough to be shown."""
    spans = ((c, span_of(c)) for c in own if c.type in FIGHTS and c.polarity == "positive")
    return tuple((c, span) for c, span in spans if span and effects.trust(c, parties) >= LEAST_TRUST)


def sieges_of_town(inner: Iterable[Claim], place_id: str, parties: Parties, effects: Effects) -> tuple[Fight, ...]:
    """Sieges of a town, or of a part of it, for the quarter or side of it with this id: whose holder they are laid to,
    `fighting.sieges` asks."""
    told = [c for c in inner if c.type == SIEGE and not of_place(c, place_id)]
    return fights_of((c for c in told if c.place_relation in ("is", "part_of")), parties, effects)


def of_place(claim: Claim, place_id: str) -> bool:
    """Whether the claim is filed under the place or a part of it."""
    return claim.place_id == place_id or (root_of(claim.place_id) == place_id and root_of(place_id) == place_id)


def begun(claim: Claim, first: float) -> float:
    """When a fight or siege that is going on at `first` has begun at the latest: a siege of which only a day is told
    ("the besieged town") has mostly lasted for some time."""
    told = claim.date_start is not None and claim.date_start != claim.date_end
    return first if told or claim.type != SIEGE else first - SIEGE_BEGAN
