"""How well what is said of a place's holders fits who holds it: the same, some of them, their allies, or others."""

from __future__ import annotations

from marsad.control.votes import CONTESTED, DIVIDED
from marsad.events.parties import Parties, covered

UNKNOWN = ("unknown",)
SPECIAL = (DIVIDED, CONTESTED, UNKNOWN)
NOBODY = frozenset(SPECIAL)
"""States that are no holder: the last of every place's, and as a set."""

SUBSET, AKIN, SUPERSET, OVERLAP, ALLIED = 0.8, 0.7, 0.6, 0.4, 0.3
"""How far a report of one set of holders fits another: it names some of them; the same under a wider or narrower name;
more than them; it shares some; it names their allies. The order is what counts: a commander who speaks for his own
group does not deny that its ally is there too."""


class Fits:
    """How well what is said of the holders fits who holds a place. Asks the parties once for each pair and year."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...], str], float] = {}
        self._sides: dict[tuple[tuple[str, ...], tuple[str, ...], str], tuple[bool, bool]] = {}

    def of(self, said: tuple[str, ...], state: tuple[str, ...], when: str | None) -> float:
        """How well "these hold it" fits a state in which `state` hold it: 0 to 1. when: an ISO date, or None."""
        if said == state:
            return 1.0
        if said in NOBODY or state in NOBODY:
            return 0.0
        key = (said, state, (when or "")[:7])
        fit = self._known.get(key)
        if fit is None:
            fit = self._known[key] = self._judge(said, state, when)
        return fit

    def one_account(self, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
        """Whether the two sets are two ways of naming one holder: one is within the other."""
        return self._both(a, b, None)[0]

    def one_side(self, a: tuple[str, ...], b: tuple[str, ...], when: str | None) -> bool:
        """Whether the two sets share somebody or are allies: two such accounts do not contest a place."""
        return self._both(a, b, when)[1]

    def _both(self, a: tuple[str, ...], b: tuple[str, ...], when: str | None) -> tuple[bool, bool]:
        """Whether they are one account, and one side: asked for each pair at each instant, so kept."""
        key = (a, b, (when or "")[:7])
        found = self._sides.get(key)
        if found is None:
            fit = max(self.of(a, b, when), self.of(b, a, when))
            found = self._sides[key] = fit > OVERLAP, fit >= ALLIED
        return found

    def _judge(self, said: tuple[str, ...], state: tuple[str, ...], when: str | None) -> float:
        a, b = set(said), set(state)
        if a < b:
            return SUBSET
        forth, back = covered(said, state, self._parties, when), covered(state, said, self._parties, when)
        if forth:
            return AKIN if back else SUBSET * AKIN
        if a > b or back:
            return SUPERSET
        if a & b:
            return OVERLAP
        return ALLIED if all(any(self._parties.allied(x, y, when) for y in b) for x in a) else 0.0
