"""New reports, old events: which claims' events may change, so that only these are worked out anew.

Two claims are compared, and scored, by what the two say alone; and events grow only within the components that pairs
with a positive score hold together. So what is new can change only the components that it touches: those of the claims
that it pairs with, and of the claims that these pair with. To cluster these gives what clustering all would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from marsad.events.blocking import candidate_pairs, days_about
from marsad.events.columns import columns_of
from marsad.events.matching import Model, default_model, score_pairs
from marsad.events.parties import Parties
from marsad.records import Claim

FORMER = "former "
"""Marks the id of what a claim said before it was changed or dropped."""

Near = Callable[[Sequence[Claim]], Iterable[Claim]]
"""Gives, for some claims, at least all that may be compared with any of them."""


def affected(
    changed: Sequence[Claim],
    *,
    former: Sequence[Claim] = (),
    near: Near,
    parties: Parties,
    must_link: Sequence[Sequence[str]] = (),
    model: Model | None = None,
) -> dict[str, Claim]:
    """Every claim whose event may change because `changed` came in (or changed, from `former`), by id."""
    model = model or default_model()
    held = {name: group for group in must_link for name in group}
    found = {c.id: c for c in (*changed, *(replace(claim, id=FORMER + claim.id) for claim in former))}
    while found:
        known = {claim.id: claim for claim in near(list(found.values()))}
        pairs = _paired(list((known | found).values()), parties, model)
        reached, frontier = set(found), list(found)
        while frontier:
            name = frontier.pop()
            linked = {*held.get(name.removeprefix(FORMER), ()), *pairs.get(name, ())} - reached
            reached |= linked
            frontier += linked
        if not (more := {name: known[name] for name in sorted(reached - found.keys()) if name in known}):
            break
        found |= more  # whose own neighbours may lie further off
    return {name: claim for name, claim in found.items() if not name.startswith(FORMER)}


def _paired(pool: Sequence[Claim], parties: Parties, model: Model) -> dict[str, list[str]]:
    """Id of a claim -> ids of those that it has a positive score with."""
    columns = columns_of(pool, common=model.common)
    i, j = candidate_pairs(pool, columns)
    positive = score_pairs(columns, i, j, parties=parties, model=model) > 0
    out: dict[str, list[str]] = defaultdict(list)
    for a, b in zip(i[positive].tolist(), j[positive].tolist(), strict=True):
        out[pool[a].id].append(pool[b].id)
        out[pool[b].id].append(pool[a].id)
    return out


def days_compared(claims: Sequence[Claim]) -> tuple[tuple[int, int], tuple[int, int] | None] | None:
    """First and last day (ordinals) of what may be compared with these claims, but for claims of the same report: of
    all, and of states (None: with no other state). None: some are of no known day, and may meet whatever has none."""
    columns = columns_of(claims)
    if (np.isnan(columns.first) & np.isnan(columns.last) & np.isnan(columns.published)).any():
        return None
    return days_about(columns)
