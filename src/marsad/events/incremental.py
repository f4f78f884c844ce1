"""New reports, old events: which claims' events may change, so that only these are worked out anew.

Two claims are compared, and scored, by what the two say alone; and events grow only within the components that pairs
with a positive score hold together. So what is new can change only the components that it touches: those of the claims
that it pairs with, and of the claims that these pair with. To cluster these gives what clustering all would give.
"""

from __future__ import annotations

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
    found: dict[str, Claim] = {}
    frontier = [*changed, *(replace(claim, id=FORMER + claim.id) for claim in former)]
    while frontier:
        found |= {claim.id: claim for claim in frontier}
        known = {claim.id: claim for claim in near(frontier)}
        pool = list((known | {claim.id: claim for claim in frontier}).values())
        linked = {name for claim in frontier for name in held.get(claim.id.removeprefix(FORMER), ())}
        linked |= _paired(pool, {claim.id for claim in frontier}, parties, model)
        frontier = [known[name] for name in sorted(linked - found.keys()) if name in known]
    return {name: claim for name, claim in found.items() if not name.startswith(FORMER)}


def _paired(pool: Sequence[Claim], frontier: set[str], parties: Parties, model: Model) -> set[str]:
    """Ids of the claims that a pair with a positive score connects with the frontier."""
    columns = columns_of(pool, common=model.common)
    i, j = candidate_pairs(pool, columns)
    new = np.array([claim.id in frontier for claim in pool], dtype=bool)
    asked = np.flatnonzero(new[i] | new[j])
    positive = asked[score_pairs(columns, i[asked], j[asked], parties=parties, model=model) > 0]
    return {pool[row].id for row in np.concatenate([i[positive], j[positive]]).tolist()}


def days_compared(claims: Sequence[Claim]) -> tuple[int, int] | None:
    """First and last day (ordinals) of what may be compared with these claims, but for claims of the same report.
    None: some are of no known day, and may meet whatever has none."""
    columns = columns_of(claims)
    if (np.isnan(columns.first) & np.isnan(columns.last) & np.isnan(columns.published)).any():
        return None
    return days_about(columns)
