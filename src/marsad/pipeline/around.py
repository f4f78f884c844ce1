"""What control of a place rests on besides the claims about it and its town: regions that the same reports tell of, and
who holds what lies near."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from marsad.control.neighbours import HOLDERS, lone_attacks, reach_of, tells_of_holder
from marsad.control.regions import TOLD_OF_REGIONS, rests_on_region
from marsad.ledger import ClaimFilter
from marsad.records import Box, Claim

AT_ONCE = 500
"""Reports, or boxes, whose claims are asked for in one query."""

T = TypeVar("T", str, Box)
Ask = Callable[[ClaimFilter], Iterable[Claim]]


def told_around(claims: Sequence[Claim], ask: Ask) -> list[Claim]:
    """claims: all of some places, their parts and towns. ask: for claims, at the clocks at which these were. At least
    what `Surroundings.of` finds for each place."""
    return [*_regions(claims, ask), *_neighbours(claims, ask)]


def _regions(claims: Iterable[Claim], ask: Ask) -> Iterator[Claim]:
    """What the reports of these claims say of who holds and besieges regions, for their places may lie in them."""
    for some in _batches({claim.report for claim in claims if rests_on_region(claim)}):
        yield from ask(ClaimFilter(type=TOLD_OF_REGIONS, regions=True, reports=some))


def _neighbours(claims: Sequence[Claim], ask: Ask) -> Iterator[Claim]:
    """Who holds what lies near those places that were attacked, and of which nothing tells whose they are."""
    boxes = {box for attack in lone_attacks(claims) if (box := reach_of([attack]))}
    for some in _batches(boxes):
        yield from filter(tells_of_holder, ask(ClaimFilter(type=tuple(HOLDERS), near=some)))


def _batches(asked: set[T]) -> Iterator[tuple[T, ...]]:
    ordered = sorted(asked)
    return (tuple(ordered[start : start + AT_ONCE]) for start in range(0, len(ordered), AT_ONCE))
