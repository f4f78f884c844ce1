"""What two claims say of who did it and to whom, side by side: the same, akin, others, opponents."""

from __future__ import annotations

import numpy as np

from marsad.events.columns import Column, Columns, Ints
from marsad.events.parties import Parties, covered

YEARS = 10_000
"""More than the calendar has, for packing a year into a number."""


def actor_features(c: Columns, i: Ints, j: Ints, parties: Parties) -> dict[str, Column]:
    """Named features of the pairs (i, j), each of shape [p]."""
    year = np.maximum(c.years[i], c.years[j])
    out: dict[str, Column] = {}
    for name, a, b in (("actor1", c.actor1[i], c.actor1[j]), ("actor2", c.actor2[i], c.actor2[j])):
        kind = _relation(c, a, b, year, parties)
        out[f"same_{name}"] = (a == b) & (a >= 0)
        out[f"akin_{name}"] = kind == 1
        out[f"other_{name}"] = kind == 2
        out[f"opposed_{name}"] = kind == 3
        out[f"no_{name}"] = (a < 0) & (b < 0)
        out[f"one_{name}_missing"] = (a < 0) != (b < 0)
    mine = (c.actor1[i], c.actor2[i])
    out["shared_actor"] = np.logical_or.reduce([(x >= 0) & (x == y) for x in mine for y in (c.actor1[j], c.actor2[j])])
    out["roles_swapped"] = (
        (c.actor1[i] >= 0) & (c.actor1[i] == c.actor2[j]) & ((c.actor2[i] == c.actor1[j]) | (c.actor2[i] < 0))
    )
    return out


def _relation(c: Columns, a: Ints, b: Ints, year: Ints, parties: Parties) -> Ints:
    """0 same or unknown, 1 akin (one covers the other, or they share a member), 2 different, 3 opposed."""
    out = np.zeros(len(a), dtype=np.int64)
    asked = np.flatnonzero((a >= 0) & (b >= 0) & (a != b))
    if not len(asked):
        return out
    count = len(c.actor_sets)
    triples, inverse = np.unique((a[asked] * count + b[asked]) * YEARS + year[asked], return_inverse=True)
    pairs, years = np.divmod(triples, YEARS)
    kinds = [
        _kin(c.actor_sets[pair // count], c.actor_sets[pair % count], when, parties)
        for pair, when in zip(pairs.tolist(), years.tolist(), strict=True)
    ]
    out[asked] = np.array(kinds, dtype=np.int64)[inverse]
    return out


def _kin(some: tuple[str, ...], others: tuple[str, ...], year: int, parties: Parties) -> int:
    when = f"{max(int(year * 365 / 365.2425) + 1, 1):04d}-06-30" if year else None
    if covered(some, others, parties, when) or covered(others, some, parties, when) or set(some) & set(others):
        return 1
    return 3 if any(parties.opposed(a, b, when) for a in some for b in others) else 2
