"""Sources as people rated them: their letter takes the place of the packs'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from marsad.events import Parties, origin_of
from marsad.ledger import live
from marsad.records import Claim, Decision

SOURCE = "source:"


def ratings(decisions: Iterable[Decision]) -> dict[str, str]:
    """Source -> Admiralty letter, by the last rating that no undo cancels."""
    return {
        target.removeprefix(SOURCE): str(decision.values["reliability"])
        for decision in live(list(decisions))
        if decision.action == "rate"
        for target in decision.target
    }


BY_A_PERSON = "rated by a reviewer"
"""The basis of a letter that a person gave; who, when and why is in the decision."""


class RatedParties:
    """Parties with people's ratings of sources, by the name of the claim's origin or source."""

    def __init__(self, parties: Parties, rated: Mapping[str, str]) -> None:
        self._parties, self._rated = parties, rated

    def reliability(self, claim: Claim) -> str:
        return self._rating(claim) or self._parties.reliability(claim)

    def basis(self, claim: Claim) -> str:
        return BY_A_PERSON if self._rating(claim) else self._parties.basis(claim)

    def _rating(self, claim: Claim) -> str | None:
        return self._rated.get(origin_of(claim)) or self._rated.get(claim.source)

    def within(self, part: str, whole: str, when: str | None) -> bool:
        return self._parties.within(part, whole, when)

    def allied(self, a: str, b: str, when: str | None) -> bool:
        return self._parties.allied(a, b, when)

    def opposed(self, a: str, b: str, when: str | None) -> bool:
        return self._parties.opposed(a, b, when)

    def is_state(self, name: str) -> bool:
        return self._parties.is_state(name)

    def is_unnamed(self, name: str) -> bool:
        return self._parties.is_unnamed(name)

    def rulers(self, country: str, when: str | None) -> str:
        return self._parties.rulers(country, when)

    def rules(self, name: str, country: str, when: str | None) -> bool:
        return self._parties.rules(name, country, when)

    def capital(self, country: str) -> str:
        return self._parties.capital(country)

    def interest(self, claim: Claim) -> str:
        return self._parties.interest(claim)
