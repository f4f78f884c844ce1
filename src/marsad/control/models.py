"""The models of the places that some claims speak of, each built once; a quarter's after its town's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from marsad.control.effects import Effects
from marsad.control.fits import Fits
from marsad.control.neighbours import Neighbourhood, told_near
from marsad.control.place import Place, build
from marsad.control.regions import by_report, told_with
from marsad.control.votes import town_of
from marsad.events import Parties
from marsad.records import Claim, by_root, root_of


class Models:
    """claims: of all places that are asked for, of the towns that they are quarters of, of the regions of which the
    same reports tell who holds them, and of who holds what lies near (`neighbours.told_near`). voice: claim ->
    origin."""

    def __init__(
        self, claims: Sequence[Claim], *, parties: Parties, effects: Effects, voice: Mapping[str, str], fits: Fits
    ) -> None:
        self._claims, self._parties, self._effects, self._voice, self._fits = claims, parties, effects, voice, fits
        self._built: dict[str, Place] = {}

    @cached_property
    def _by_root(self) -> dict[str, list[Claim]]:
        return by_root(self._claims)

    @cached_property
    def _regions(self) -> dict[str, list[Claim]]:
        return by_report(self._claims)

    @cached_property
    def _near(self) -> Neighbourhood:
        return Neighbourhood(self._claims)

    def about(self, place_id: str) -> list[Claim]:
        """The claims that its answers rest on: those about it, its root and its parts, those about its town, then those
        of who holds the regions that the same reports tell of, and what lies near."""
        own = self._by_root.get(root_of(place_id), [])
        town = town_of(place_id, own)
        near = [*own, *self._by_root.get(town, ())] if town and root_of(place_id) != town else list(own)
        around = (*told_with(near, self._regions), *told_near(near, self._near))
        return list({claim.id: claim for claim in (*near, *around)}.values())

    def of(self, place_id: str) -> Place:
        if place_id not in self._built:
            own = self._by_root.get(root_of(place_id), [])
            town = town_of(place_id, own)
            self._built[place_id] = build(
                place_id,
                own,
                parties=self._parties,
                effects=self._effects,
                voice=self._voice,
                fits=self._fits,
                town=self.of(town) if town else None,
                regions=self._regions,
                near=self._near,
            )
        return self._built[place_id]
