"""Who besieges a place at an instant, who fights over it, and whether it is fought over."""

from __future__ import annotations

from marsad.control.effects import able
from marsad.control.fights import CLASH_LASTS, SIEGE, SIEGE_LASTS, Ongoing, of_place
from marsad.control.fits import OVERLAP
from marsad.control.place import Place, arrival
from marsad.control.wording import points_at_place
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
    laid = place.laid_to.get(holders)
    if laid is None:
        told = (it for it in place.fights if it[0].type == SIEGE)
        meant = (it for it in told if of_place(it[0], place.place_id) or _laid_to(place, it[0], holders))
        laid = place.laid_to[holders] = Ongoing(meant, SIEGE_LASTS)
    return _since_arrival(laid, place, holders, instant)


def _laid_to(place: Place, siege: Claim, holders: tuple[str, ...]) -> bool:
    """Whether the siege around is laid to these holders."""
    besieged, by, when = able(siege.actor2, place.effects), able(siege.actor1, place.effects), day_of(siege)
    if besieged and holders:
        return place.fits.of(besieged, holders, when) >= OVERLAP
    return any(place.parties.opposed(a, b, when) for a in by for b in holders)


def fighters(place: Place, holders: tuple[str, ...], instant: float) -> tuple[str, ...]:
    """Who fights over the place at the instant, the holders aside."""
    fights = _since_arrival(place.clashes, place, holders, instant)
    found = {name for c in fights for actors in (c.actor1, c.actor2) for name in able(actors, place.effects)}
    return tuple(sorted(found - set(holders)))


def fought_over(place: Place, holders: tuple[str, ...], instant: float) -> bool:
    """Whether the place itself is said to be fought over at the instant, or somebody to be entering it: more than that
    there was fighting."""
    entering = [v.last for v in place.footholds if v.last <= instant <= v.last + CLASH_LASTS]
    if entering and max(entering) > arrival(place, holders, instant)[1]:
        return True
    return bool(_since_arrival(place.contests, place, holders, instant))


def two_fight(place: Place, instant: float) -> bool:
    """Whether two named sides are fighting in the place at the instant, whoever holds it: in words that tell where, for
    of a war or a campaign one reads in places that have no part in it."""
    fights = _since_arrival(place.clashes, place, (), instant)
    told = (c for c in fights if c.type in ("armed_clash", "contested") and not says_divided(c) and points_at_place(c))
    return any(able(c.actor1, place.effects) and able(c.actor2, place.effects) for c in told)


def _since_arrival(ongoing: Ongoing, place: Place, holders: tuple[str, ...], instant: float) -> list[Claim]:
    """Those that go on at the instant and were not over when the holders came."""
    going = ongoing.at(instant)
    since = arrival(place, holders, instant)[1] if going else 0.0
    return [claim for last, claim in going if last > since]
