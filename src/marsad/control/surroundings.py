"""What control of a place rests on besides the claims about it: its town, the regions that the same reports tell of,
and who holds what lies near."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from marsad.control.neighbours import Neighbourhood, told_near
from marsad.control.regions import by_report, told_with
from marsad.control.votes import town_of
from marsad.records import Claim, by_root


class Surroundings:
    """claims: of all places that are asked for, and of what lies around them."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._beside: dict[str, list[Claim]] = {}

    @cached_property
    def by_root(self) -> dict[str, list[Claim]]:
        """The claims about each place and its parts."""
        return by_root(self._claims)

    @cached_property
    def regions(self) -> dict[str, list[Claim]]:
        """Who holds and besieges which, by report."""
        return by_report(self._claims)

    @cached_property
    def near(self) -> Neighbourhood:
        return Neighbourhood(self._claims)

    def about(self, root: str) -> list[Claim]:
        """The claims about a place and its parts, then what else they rest on."""
        return [*self.by_root.get(root, ()), *self.of(root)]

    def of(self, root: str) -> list[Claim]:
        """What a place and its parts rest on besides the claims about them."""
        told = self._with_towns(root)
        found = (*told, *told_with(told, self.regions), *self.beside(root))
        own = {claim.id for claim in self.by_root.get(root, ())}
        return list({claim.id: claim for claim in found if claim.id not in own}.values())

    def beside(self, root: str) -> list[Claim]:
        """Of it what is told of places near."""
        if root not in self._beside:
            self._beside[root] = told_near(self._with_towns(root), self.near)
        return self._beside[root]

    def _with_towns(self, root: str) -> list[Claim]:
        """The claims about a place and its parts, then those about the towns that these are quarters of."""
        own = self.by_root.get(root, [])
        towns = {town_of(place_id, own) for place_id in {claim.place_id for claim in own}} - {"", root}
        return [*own, *(claim for town in sorted(towns) for claim in self.by_root.get(town, ()))]
