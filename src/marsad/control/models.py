"""The models of the places that some claims speak of, each built once; a quarter's after its town's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.control.effects import Effects
from marsad.control.fits import Fits
from marsad.control.place import Place, build
from marsad.control.surroundings import Surroundings
from marsad.control.votes import town_of
from marsad.events import Parties
from marsad.records import Claim, root_of


class Models:
    """claims: of all places that are asked for, and of what they rest on (`Surroundings`). voice: claim -> origin."""

    def __init__(
        self, claims: Sequence[Claim], *, parties: Parties, effects: Effects, voice: Mapping[str, str], fits: Fits
    ) -> None:
        self._around, self._parties, self._effects = Surroundings(claims), parties, effects
        self._voice, self._fits = voice, fits
        self._built: dict[str, Place] = {}

    def about(self, place_id: str) -> list[Claim]:
        """The claims that its answers rest on: those about it, its root and its parts, then what lies around."""
        return self._around.about(root_of(place_id))

    def of(self, place_id: str) -> Place:
        if place_id not in self._built:
            own = self._around.by_root.get(root_of(place_id), [])
            town = town_of(place_id, own)
            self._built[place_id] = build(
                place_id,
                own,
                parties=self._parties,
                effects=self._effects,
                voice=self._voice,
                fits=self._fits,
                town=self.of(town) if town else None,
                regions=self._around.regions,
                near=self._around.near,
            )
        return self._built[place_id]
