"""Who besieges a place at an instant, who fights over it, and whether it is fought over."""

from __future__ import annotations

import numpy as np

from marsad.control.fights import CLASH_LASTS, SIEGE, SIEGE_LASTS, of_place
from marsad.control.fits import OVERLAP
from marsad.control.place import Place, arrival
from marsad.control.votes import able
from marsad.events.readings import says_divided
from marsad.events.standing import day_of
from marsad.records import Claim


def besiegers(place: Place, holders: tuple[str, ...], instant: float) -> tuple[str, ...]:
    """Who besieges the holders at the instant, as reported nearest to it."""
    found = {name for c in sieges(place, holders, instant) for name in able(c.actor1, place.effects)}
    return tuple(sorted(found - set(holders)))


def sieges(place: Place, holders: tuple[str, ...], instant: float) -> list[Claim]:
    """Claims of a siege of the place, by anybody, that goes on at the instant; of a quarter or of a place
    in an enclave also of a siege that is laid to its holder in the town or enclave."""
    found = [c for c in _active(place, holders, instant, SIEGE_LASTS) if c.type == SIEGE]
    return [c for c in found if of_place(c, place.place_id) or _laid_to(place, c, holders)]


def _laid_to(place: Place, siege: Claim, holders: tuple[str, ...]) -> bool:
    """Whether the siege around is laid to these holders."""
    besieged, by, when = able(siege.actor2, place.effects), able(siege.actor1, place.effects), day_of(siege)
    if besieged and holders:
        return place.fits.of(besieged, holders, when) >= OVERLAP
    return any(place.parties.opposed(a, b, when) for a in by for b in holders)


def fighters(place: Place, holders: tuple[str, ...], instant: float) -> tuple[str, ...]:
    """Who fights over the place at the instant, the holders aside."""
    fights = [c for c in _active(place, holders, instant, CLASH_LASTS) if c.type != SIEGE]
    found = {name for c in fights for actors in (c.actor1, c.actor2) for name in able(actors, place.effects)}
    return tuple(sorted(found - set(holders)))


def fought_over(place: Place, holders: tuple[str, ...], instant: float) -> bool:
    """Whether the place itself is said to be fought over at the instant, or somebody to be entering it: more than that
    there was fighting."""
    fights = _active(place, holders, instant, CLASH_LASTS)
    since = arrival(place, holders, instant)[1]
    entering = any(v.last <= instant <= v.last + CLASH_LASTS and v.last > since for v in place.footholds)
    return entering or any(c.type == "contested" and not says_divided(c) for c in fights)


def two_fight(place: Place, instant: float) -> bool:
    """Whether two named sides are fighting in the place at the instant, whoever holds it."""
    fights = _active(place, (), instant, CLASH_LASTS)
    told = (c for c in fights if c.type in ("armed_clash", "contested") and not says_divided(c))
    return any(able(c.actor1, place.effects) and able(c.actor2, place.effects) for c in told)


def _active(place: Place, holders: tuple[str, ...], instant: float, lasts: float) -> list[Claim]:
    """Sieges and fights that go on at the instant, or did `lasts` days ago, and not before the holders came."""
    if not place.fights:
        return []
    since = arrival(place, holders, instant)[1]
    begins, ends = place.fight_spans
    going = np.flatnonzero((begins <= instant) & (instant <= ends + lasts) & (ends > since))
    return [place.fights[at][0] for at in going.tolist()]
