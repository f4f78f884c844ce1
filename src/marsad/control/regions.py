"""What follows from what a report tells of the region around, for a place of which it tells only what happened there:
who holds it, and who besieges it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from marsad.control.clock import span_of
from marsad.control.effects import Effects, able
from marsad.control.fights import SIEGE, Fight, fights_of
from marsad.control.votes import SIGNS, Vote, moves, share_of, speaks_of_part, strongest
from marsad.control.wording import OVER, tells_of_neighbour
from marsad.events import Parties, members
from marsad.events.parts import part_of
from marsad.events.standing import day_of
from marsad.records import REGION, Claim
from marsad.resolve.places.candidates import distance_km

TOLD_OF_REGIONS = ("control", SIEGE)
"""Types of claims about a region from which something follows for the places in it."""

STRUCK = SIGNS | {"suicide_bombing", "explosion"}
"""Types of what is done to a place from outside, mostly by those who do not hold it. Where there is fighting, an
offensive or a flight, the place is mostly what the region's holder lacks in it."""

PROVINCE = r"\b(?:province|governorate|oblast|state|department)s?\b"
"""What a first-level division is called. "Region" and "district" are said of enclaves and valleys, too."""

REACHED = STRUCK | {"aid"}
"""And what is told of places in a besieged enclave."""

ENCLAVE_KM = 15.0
"""Kilometres from the centre of any other region within which a place lies in it: the Eastern Ghouta is some 20 km
across, and so are most enclaves and valleys that reports name; of a larger one the rest is left out."""

SAME_TIME = 90.0
"""Days around what happened in the place for which the region's holder must be told: reports tell of both as of now."""

MOST = re.compile(r"^(?:the )?(?:nearly |almost |virtually )?(?:all|most|majority|bulk|whole|entire)\b", re.I)
"""Beginnings of a part that is the region, less little."""

LEAST_SHARE = 0.5
"""Of a region that somebody holds, for more places in it to be his than not."""

SOMEWHERE = re.compile(
    r"\b(?:areas?|territory|parts?|districts|towns|villages|pockets?|positions|ground)"
    r" (?:\w+ ){0,4}?(?:in|of|inside|across) ",
    re.I,
)
"""Words that tell of some of a region: "rebel-held areas in the south of X province"."""

EXCEPT = re.compile(r"\b(?:except|excluding|outside|apart from|aside from|other than|but for)\b", re.I)
"""Words before what is not so."""


def tells_of_region(claim: Claim) -> bool:
    """Whether the claim says who holds, does not hold, or besieges a region: the whole of it or most."""
    return claim.type in TOLD_OF_REGIONS and claim.place_relation == "region" and claim.place_id.startswith(REGION)


def rests_on_region(claim: Claim) -> bool:
    """Whether the claim tells that a place was struck, or helped, and no more of who holds it."""
    return claim.type in REACHED and claim.status in ("asserted", "hedged") and bool(claim.country)


def by_report(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Of these claims those about who holds and besieges regions, by their reports."""
    found = defaultdict(list)
    for claim in claims:
        if tells_of_region(claim):
            found[claim.report].append(claim)
    return {report: sorted(told, key=lambda claim: claim.id) for report, told in found.items()}


def told_with(claims: Iterable[Claim], regions: Mapping[str, Sequence[Claim]]) -> list[Claim]:
    """What the reports of these claims say of who holds and besieges regions, in which their places may lie. regions:
    `by_report`."""
    reports = dict.fromkeys(claim.report for claim in claims if rests_on_region(claim))
    return [region for report in reports for region in regions.get(report, ())]


def votes_of_regions(
    inner: Iterable[Claim],
    place_id: str,
    regions: Mapping[str, Sequence[Claim]],
    *,
    voice: Mapping[str, str],
    parties: Parties,
    effects: Effects,
) -> list[Vote]:
    """Who holds the region around holds the place in which something happens, as the same report tells it. inner:
    claims of the place and its parts. regions: `by_report`. One vote of a report, and of a day."""
    found = []
    for claim, span, told in _reached(inner, place_id, regions):
        for region, holders in _around(claim, span, told, parties, effects) if claim.type in STRUCK else ():
            weight = effects.trust(region, parties) * effects.read_right(claim) * effects.around
            if weight > 0:
                found.append(
                    Vote(
                        claim=claim, origin=voice[claim.id], holders=holders, holds=True, when="during",
                        first=max(span[0], span[1] - 1), last=span[1], weight=weight, scope="region", beside=region,
                    )
                )  # fmt: skip
    found = strongest(found, lambda v: v.claim.report)
    return strongest(found, lambda v: (v.holders, int(v.at)))


def sieges_of_regions(
    inner: Iterable[Claim],
    place_id: str,
    regions: Mapping[str, Sequence[Claim]],
    parties: Parties,
    effects: Effects,
) -> tuple[Fight, ...]:
    """Sieges of the enclave around, as the same reports tell of them in which something happens in the place: whose
    holder they are laid to, `fighting.sieges` asks. inner, regions: as above."""
    around = {
        region.id: region
        for claim, span, told in _reached(inner, place_id, regions)
        for region in told
        if region.type == SIEGE and not is_province(region) and _told_then(region, span) and _lies_in(claim, region)
        if _is_whole(region, claim)
    }
    return fights_of((around[name] for name in sorted(around)), parties, effects)


def _reached(
    inner: Iterable[Claim], place_id: str, regions: Mapping[str, Sequence[Claim]]
) -> Iterator[tuple[Claim, tuple[float, float], Sequence[Claim]]]:
    """Claims of what was done to the place or came to it, when, and what their reports tell of regions."""
    for claim in inner if regions and not place_id.startswith(REGION) else ():
        told = regions.get(claim.report) if rests_on_region(claim) else None
        span = span_of(claim)
        if told and span is not None and (moves(claim, place_id) or speaks_of_part(claim, place_id)):
            yield claim, span, told


def _around(
    claim: Claim, span: tuple[float, float], told: Iterable[Claim], parties: Parties, effects: Effects
) -> Iterator[tuple[Claim, tuple[str, ...]]]:
    """The claims of who holds the smallest region told of around what happened, each with the holders; none where they
    are enemies, or fight there themselves."""
    held = (region for region in told if region.type == "control")
    near = [region for region in held if _told_then(region, span) and _lies_in(claim, region)]
    near = [region for region in near if not is_province(region)] or near
    holding = [(region, able(region.actor1, effects)) for region in near]
    if any(region.polarity == "negative" for region in near):
        return
    day = day_of(claim)
    named = {name for _, holders in holding for name in holders}
    if any(parties.opposed(a, b, day) for a, b in product(sorted(named), repeat=2)):
        return
    attackers, attacked = members(claim.actor1), members(claim.actor2)
    for region, holders in holding:
        own = any(a == b or parties.allied(a, b, day) for a, b in product(attackers, holders))
        other = any(parties.opposed(a, b, day) for a, b in product(attacked, holders))
        if holders and not own and not other and _is_whole(region, claim):
            yield region, holders


def _told_then(region: Claim, span: tuple[float, float]) -> bool:
    """Whether the region's holder is told of the time when something happened."""
    told = span_of(region)
    over = OVER.search(region.quote) or tells_of_neighbour(region)
    return not over and told is not None and told[0] - SAME_TIME <= span[1] and span[0] <= told[1] + SAME_TIME


def _lies_in(claim: Claim, region: Claim) -> bool:
    """Whether the claim's place surely lies in the region: in a province of the same code, or near the centre of any
    other region."""
    if claim.country != region.country or "/" in region.place_id:
        return False
    if not _in_province_of_another(claim) and claim.admin1 and region.admin1 and claim.admin1 != region.admin1:
        return False
    if is_province(region):
        return bool(claim.admin1) and claim.admin1 == region.admin1
    return distance_km(claim, region) <= ENCLAVE_KM


def _in_province_of_another(claim: Claim) -> bool:
    """Whether the claim has the province of the larger place near, and a point of its own: what only a pack has."""
    return claim.place_relation == "near" and "/" not in claim.place_id and not claim.place_id.startswith("name:")


def is_province(region: Claim) -> bool:
    """Whether the region's name says that it is a first-level division: "X province", "the province of X"."""
    name = re.escape(region.place_text)
    return re.search(PROVINCE, region.place_text, re.I) is not None or (
        re.search(rf"{PROVINCE} of (?:the )?{name}", region.quote, re.I) is not None
    )


def _is_whole(region: Claim, claim: Claim) -> bool:
    """Whether the words tell of the whole region, or most of it, the claim's place among it."""
    share, part = share_of(region), part_of(region)
    if (share is not None and share < LEAST_SHARE) or (part and not MOST.match(part)) or SOMEWHERE.search(region.quote):
        return False
    return not (EXCEPT.search(region.quote) and (claim.place or claim.place_text) in region.quote)
