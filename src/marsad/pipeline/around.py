"""What control of a place rests on besides the claims about it and its town: regions that the same reports tell of, and
who holds what lies near."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from marsad.control.neighbours import HOLDERS, Neighbourhood, lone_attacks, reach_of, told_near
from marsad.control.regions import TOLD_OF_REGIONS, rests_on_region
from marsad.ledger import ClaimFilter
from marsad.records import Claim

AT_ONCE = 500
"""Reports whose claims are asked for in one query."""

Ask = Callable[[ClaimFilter], Iterable[Claim]]


def told_around(claims: Sequence[Claim], ask: Ask) -> list[Claim]:
    """claims: all of some places, their parts and towns. ask: for claims, at the clocks at which these were."""
    return [*_regions(claims, ask), *_neighbours(claims, ask)]


def _regions(claims: Iterable[Claim], ask: Ask) -> list[Claim]:
    """What the reports of these claims say of who holds and besieges regions, for their places may lie in them."""
    reports = sorted({claim.report for claim in claims if rests_on_region(claim)})
    found: list[Claim] = []
    for start in range(0, len(reports), AT_ONCE):
        where = ClaimFilter(type=TOLD_OF_REGIONS, regions=True, reports=tuple(reports[start : start + AT_ONCE]))
        found += ask(where)
    return found


def _neighbours(claims: Sequence[Claim], ask: Ask) -> list[Claim]:
    """Who holds what lies near those places that were attacked, and of which nothing tells whose they are."""
    boxes = dict.fromkeys(box for attack in lone_attacks(claims) if (box := reach_of([attack])))
    told = ask(ClaimFilter(type=tuple(HOLDERS), near=tuple(boxes))) if boxes else ()
    return told_near(claims, Neighbourhood(told))
