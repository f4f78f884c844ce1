"""Who may hold a place of which no more is told than that it was attacked: of the attackers' enemies the one who is
told to hold what lies nearest."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from marsad.control.clock import span_of
from marsad.control.effects import Effects, able
from marsad.control.fights import SIEGE
from marsad.control.inferred import BETTER_WITHIN
from marsad.control.votes import ATTACKS, Vote, moves, speaks_of_part, strongest
from marsad.control.wording import tells_of_hunt, tells_of_past
from marsad.events import Parties, members
from marsad.events.standing import day_of
from marsad.records import REGION, Box, Claim, by_root, root_of
from marsad.resolve.places.candidates import distance_km

NEAR_KM = 30.0
"""Kilometres within which who holds one place tells of another: of 436 attacked places whose holder other claims tell
411 were held by whom the nearest such place names, or by an ally of his (within 20 km 390 of 414, within 40 km 434 of
462); most of the others lie in one divided city."""

SAME_TIME = 180.0
"""Days around an attack within which the neighbour's holder must be told: within 20 km 390 right, 24 wrong; of 90 days
372 and 23, of a year 399 and 38."""

FADES_KM = 10.0
"""Kilometres over which what is told of a neighbour weighs a third."""

ATTACKED = ATTACKS | {"suicide_bombing"}
"""Types of what is done to a place by those who do not hold it. Explosions are left out: six of sixteen were its
holders' own."""

BLAST = "explosion"
"""Of one that nobody is blamed for a party tells where it is in its own place: six of six."""

GRIEVANCES = frozenset({"shelling", "suicide_bombing"})
"""Those of which a party tells where its own side is hit: of 50 such deeds of a speaker's enemies, or of nobody named,
in places whose holder other claims tell, 41 hit the speaker's. Of air raids on third parties it tells, too."""

HOLDERS = {"control": "actor1", "territory_taken": "actor1", "besieged": "actor2"}
"""Types that tell who holds a place, and the field that names him."""

SETTLING = frozenset({*HOLDERS, "contested", "withdrawal"})
"""Types that tell of a place itself whose it is, or no longer is: then its neighbours are not asked."""

NO_PARTY = ("", "civilians")
"""Whom words name as besieged where they tell of no party's forces."""

PLACED = ("is", "part_of", "near")
"""Relations of what happens in a place, which no gazetteer need have."""

EVER, NEVER = (-math.inf, math.inf), (math.inf, -math.inf)
DEGREE_KM = 110.5
"""Kilometres of a degree of latitude, at least; of longitude at the equator."""

CELL = 0.5
"""Degrees of the squares by which claims are found."""


def tells_of_holder(claim: Claim) -> bool:
    """Whether the claim says who holds a place, or a part of it, so that it may tell of others around."""
    told = claim.type in HOLDERS and claim.status == "asserted" and claim.polarity == "positive"
    return told and _is_point(claim) and not tells_of_past(claim)


def attacks_alone(inner: Iterable[Claim], place_id: str) -> list[Claim]:
    """The attacks on a place around which nothing tells whose it was. inner: claims of the place and its parts."""
    if place_id.startswith(REGION):
        return []
    told = [(c, span_of(c)) for c in inner if c.type in (*ATTACKED, *SETTLING, BLAST) or tells_of_hunt(c)]
    if not any(_is_attack(c) for c, _ in told):
        return []
    told = [(c, span) for c, span in told if moves(c, place_id) or speaks_of_part(c, place_id)]
    settling = ((c, span) for c, span in told if c.type in SETTLING and c.status == "asserted" and _names_party(c))
    settled = [(c, span or EVER) for c, span in settling]
    return [
        attack
        for attack, span in told
        if span and _is_attack(attack) and not any(_settles(c, then, attack, span) for c, then in settled)
    ]


def lone_attacks(claims: Sequence[Claim]) -> list[Claim]:
    """The same for all places of these claims. claims: all of each place and its parts."""
    found: dict[str, Claim] = {}
    for root, told in by_root(claims).items():
        for name in dict.fromkeys(name for c in told if _is_attack(c) for name in (root, c.place_id)):
            inner = (c for c in told if name in (root, c.place_id) or c.place_id.startswith(f"{name}/"))
            found |= {attack.id: attack for attack in attacks_alone(inner, name)}
    return list(found.values())


def reach_of(claims: Iterable[Claim]) -> Box | None:
    """A box around where these claims are in which all lies that is near any of them; None where they have no point."""
    points = [(c.lat, c.lon) for c in claims if c.lat is not None and c.lon is not None]
    if not points:
        return None
    south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
    west, east = min(lon for _, lon in points), max(lon for _, lon in points)
    high = NEAR_KM / DEGREE_KM
    wide = high / max(math.cos(math.radians(min(max(abs(south), abs(north)) + high, 89.0))), 0.01)
    return south - high, north + high, west - wide, east + wide


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of who holds what lies near, and what is asked of it for each attack: of which place it is, when."""

    claim: Claim
    root: str
    first: float
    last: float


class Neighbourhood:
    """Claims of who holds places, found by where these are."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._points: dict[tuple[int, int], dict[tuple[float, float], list[Told]]] = defaultdict(dict)
        self._near: dict[tuple[float, float], list[tuple[float, Told]]] = {}
        self._weighed: dict[str, tuple[tuple[str, ...], float]] = {}
        for claim in claims:
            if tells_of_holder(claim) and claim.lat is not None and claim.lon is not None:
                cell = self._points[math.floor(claim.lat / CELL), math.floor(claim.lon / CELL)]
                told = Told(claim, root_of(claim.place_id), *(span_of(claim) or NEVER))
                cell.setdefault((claim.lat, claim.lon), []).append(told)

    def around(self, claim: Claim) -> Iterator[tuple[float, Claim]]:
        """Those about other places near the claim's, each with its distance, km."""
        root = root_of(claim.place_id)
        return ((away, told.claim) for away, told in self._around(claim) if told.root != root)

    def around_then(self, claim: Claim, span: tuple[float, float]) -> Iterator[tuple[float, Claim]]:
        """The same of those that are told of about the time of the claim."""
        root, first, last = root_of(claim.place_id), span[0] - SAME_TIME, span[1] + SAME_TIME
        for away, told in self._around(claim):
            if told.root != root and told.first <= last and first <= told.last:
                yield away, told.claim

    def weighed(self, claim: Claim, parties: Parties, effects: Effects) -> tuple[tuple[str, ...], float]:
        """Whom the claim names as holders, and what its word weighs: every attack near asks for it."""
        known = self._weighed.get(claim.id)
        if known is None:
            holders = able(getattr(claim, HOLDERS[claim.type]), effects)
            known = self._weighed[claim.id] = holders, effects.trust(claim, parties)
        return known

    def _around(self, claim: Claim) -> list[tuple[float, Told]]:
        """Those near the claim's point, of its own place too: looked for once for each point."""
        if claim.lat is None or claim.lon is None:
            return []
        point = claim.lat, claim.lon
        if point not in self._near:
            box = reach_of([claim])
            cells = [self._points.get(cell, {}) for cell in _cells(box)] if box else []
            there = ((distance_km(claim, some[0].claim), some) for points in cells for some in points.values())
            self._near[point] = [(away, told) for away, some in there if away <= NEAR_KM for told in some]
        return self._near[point]


def told_near(claims: Sequence[Claim], near: Neighbourhood) -> list[Claim]:
    """What may tell of the places of these claims because they lie near. claims: as `lone_attacks`."""
    found = (other for attack in lone_attacks(claims) for _, other in near.around(attack))
    return sorted({other.id: other for other in found}.values(), key=lambda claim: claim.id)


def votes_of_neighbours(
    attacks: Iterable[Claim], near: Neighbourhood, *, voice: Mapping[str, str], parties: Parties, effects: Effects
) -> list[Vote]:
    """Who holds what lies near an attacked place holds the place, too, if he is the attackers' enemy: the nearest one,
    the less surely the nearer another is. attacks: `attacks_alone`. One vote of a report, and of a day."""
    found = []
    for attack in attacks:
        span, is_foe, when = span_of(attack), _foes(attack, parties, effects), day_of(attack)
        named: dict[tuple[str, ...], tuple[float, str, Claim]] = {}
        for away, claim in near.around_then(attack, span) if span and is_foe else ():
            holders, trust = near.weighed(claim, parties, effects)
            strength = trust * math.exp(-away / FADES_KM)
            if strength > 0 and (holders not in named or (strength, claim.id) > named[holders][:2]):
                named[holders] = strength, claim.id, claim
        told = {
            holders: (strength, claim)
            for holders, (strength, _, claim) in named.items()
            if holders and is_foe and all(is_foe(name) for name in holders)
        }
        if not told or span is None:
            continue
        holders = max(sorted(told), key=lambda name: told[name][0])
        strength, beside = told[holders]
        others = (it for name, (it, _) in told.items() if not _alike(name, holders, parties, when))
        sure = strength / (strength + max(others, default=0.0))
        found.append(
            Vote(
                claim=attack, origin=voice[attack.id], holders=holders, holds=True, when="during",
                first=max(span[0], span[1] - 1), last=span[1], scope="region", beside=beside,
                weight=effects.read_right(attack) * effects.nearby * sure,
            )
        )  # fmt: skip
    found = strongest(found, lambda v: v.claim.report)
    return strongest(found, lambda v: (v.holders, int(v.at)))


def votes_of_victims(
    attacks: Iterable[Claim], *, voice: Mapping[str, str], parties: Parties, effects: Effects
) -> list[Vote]:
    """Whose word it is that his enemies, or some without a name, shelled a place or blew themselves up in it, holds
    the place: of what is done to others a party seldom tells. attacks: `attacks_alone`. One vote of a report, and of a
    day."""
    found = []
    for attack in attacks:
        span, when = span_of(attack), day_of(attack)
        speaker = able(_speaker(attack, parties), effects)
        told = parties.interest(attack) if attack.type == BLAST else attack.type in GRIEVANCES and attack.actor1
        if not span or not speaker or not told:
            continue
        attackers = able(attack.actor1, effects)
        if all(any(parties.opposed(a, name, when) for name in speaker) for a in attackers):
            found.append(
                Vote(
                    claim=attack, origin=voice[attack.id], holders=speaker, holds=True, when="during",
                    first=max(span[0], span[1] - 1), last=span[1], scope="region",
                    weight=effects.read_right(attack) * effects.victim,
                )
            )  # fmt: skip
    found = strongest(found, lambda v: v.claim.report)
    return strongest(found, lambda v: (v.holders, int(v.at)))


def _foes(attack: Claim, parties: Parties, effects: Effects) -> Callable[[str], bool] | None:
    """Who are the attackers' enemies; None where that is not known, or the words name whom they attacked. Attackers
    without a name are enemies of the party whose word it is; only states bomb from the air, mostly who is none (of 20
    such strikes on places whose holder other claims tell 18)."""
    attackers, when = able(attack.actor1, effects), day_of(attack)
    if attack.type == BLAST:
        return None
    if attackers:
        if any(parties.opposed(a, b, when) for a in attackers for b in able(attack.actor2, effects)):
            return None
        return lambda name: (
            any(parties.opposed(a, name, when) for a in attackers)
            and not any(a == name or parties.allied(a, name, when) for a in attackers)
        )
    if attack.type == "air_strike" and not attack.actor1:
        return lambda name: not parties.is_state(name)
    speaker = _speaker(attack, parties) if attack.actor1 else ""
    return (lambda name: parties.allied(speaker, name, when)) if speaker else None


def _speaker(attack: Claim, parties: Parties) -> str:
    """Whose war it is that is told of: the speaker's; the country's own state's where its ally speaks, or nobody, or in
    its capital the attackers themselves (elsewhere they may have hit others)."""
    speaker, when = parties.interest(attack), day_of(attack)
    rulers = parties.rulers(attack.country, when)
    own = speaker in members(attack.actor1) and attack.place == parties.capital(attack.country)
    return rulers if rulers and (not speaker or own or parties.allied(speaker, rulers, when)) else speaker


def _alike(some: tuple[str, ...], others: tuple[str, ...], parties: Parties, when: str | None) -> bool:
    """Whether the two are on one side: two names of rebels do not contradict each other."""
    return all(
        parties.allied(a, b, when) or parties.within(a, b, when) or parties.within(b, a, when)
        for a in some
        for b in others
    )


def _settles(claim: Claim, then: tuple[float, float], attack: Claim, span: tuple[float, float]) -> bool:
    """Whether the claim tells whose the place was around an attack: one siege does not of another, where both name
    nobody who is besieged."""
    near = then[0] - BETTER_WITHIN <= span[1] and span[0] <= then[1] + BETTER_WITHIN
    return near and not (attack.type == SIEGE and _is_attack(claim))


def _names_party(claim: Claim) -> bool:
    """Whether it tells of any party to whom the place may be."""
    return any(name not in NO_PARTY for name in (claim.actor1, claim.actor2))


def _is_attack(claim: Claim) -> bool:
    """Whether it tells of an attack on the place, or of a siege, and not whose the place is."""
    told = claim.type in ATTACKED or (claim.type == SIEGE and claim.actor2 in NO_PARTY)
    told = told or (claim.type == BLAST and not claim.actor1) or tells_of_hunt(claim)
    return told and claim.status in ("asserted", "hedged") and claim.place_relation in PLACED


def _is_point(claim: Claim) -> bool:
    """Whether the claim is about a place that has a point."""
    return claim.lat is not None and claim.lon is not None and claim.place_relation in PLACED


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    """The squares that the box touches."""
    south, north, west, east = (math.floor(degrees / CELL) for degrees in box)
    return ((row, column) for row in range(south, north + 1) for column in range(west, east + 1))
