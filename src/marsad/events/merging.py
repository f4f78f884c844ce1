"""Average-linkage clustering of scored pairs, all groups at once, in numpy.

Groups merge while the average score of all pairs between them is positive, so that a chain of half-likely pairs does
not join two events that nobody takes for one (correlation clustering: Bansal, Blum and Chawla 2004). Pairs that were
never scored count as UNLIKE.

The average is reducible: a merge brings no two groups nearer than the nearer of its halves was. Therefore two groups
that are each other's best may merge at once, whatever happens elsewhere, and the outcome is that of always merging the
best pair of all (reciprocal nearest neighbours: Murtagh 1983; de Rham 1980). Each round merges all such pairs; work and
memory grow with the number of scored pairs. Scores are whole millionths, so that no sum depends on its order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from marsad.events.kinds import ALIKE_BITS

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

UNIT = 10**6
"""A score of one, in the whole numbers that are summed."""

UNLIKE = -4.0
"""Score of a pair that was never a candidate: odds of 1 to 50, what the average candidate that is not a match gets."""

FORBIDDEN = -1e6
"""Score that no average can outweigh: what people split, and what can't be one event."""


@dataclass(frozen=True)
class Links:
    """Of two groups each, the lower first: the sum of the scores between them, and how many pairs were scored. [e]."""

    low: Ints
    high: Ints
    total: Ints
    count: Ints

    @classmethod
    def of(cls, a: Ints, b: Ints, score: Ints) -> Links:
        """One link for each two groups, from pairs of groups that may repeat."""
        return _summed(np.minimum(a, b), np.maximum(a, b), score, np.ones(len(a), dtype=np.int64))

    def joined(self, other: Links) -> Links:
        """Both; where they link the same groups, the sums of both."""
        columns = ((self.low, other.low), (self.high, other.high), (self.total, other.total), (self.count, other.count))
        return _summed(*(np.concatenate(pair) for pair in columns)) if len(other.low) else self

    def some(self, mask: Mask) -> Links:
        return Links(self.low[mask], self.high[mask], self.total[mask], self.count[mask])


def _summed(low: Ints, high: Ints, total: Ints, count: Ints) -> Links:
    order = np.lexsort((high, low))
    low, high = low[order], high[order]
    first = np.flatnonzero(np.diff(low, prepend=-1) | np.diff(high, prepend=-1)) if len(low) else order
    add = np.add.reduceat
    if not len(low):
        return Links(low, high, total, count)
    return Links(low[first], high[first], add(total[order], first), add(count[order], first))


def merge(links: Links, label: Ints, types: Ints) -> Ints:
    """The group of each row, after merging: shape [n], each group named by its lowest row.

    label: the group of each row before, named so too. types: of each row; groups with types that are never one event
    stay apart.
    """
    label = label.copy()
    size = np.bincount(label, minlength=len(label)).astype(np.int64)
    has, bears = np.zeros(len(label), dtype=np.int64), np.full(len(label), -1, dtype=np.int64)
    np.bitwise_or.at(has, label, np.int64(1) << types)
    np.bitwise_and.at(bears, label, np.array(ALIKE_BITS, dtype=np.int64)[types])
    while True:
        low, high = _reciprocal(links, size, has, bears)
        if not len(low):
            return label
        size[low] += size[high]
        has[low] |= has[high]
        bears[low] &= bears[high]
        into = np.arange(len(label))
        into[high] = low
        label = into[label]
        merged = np.zeros(len(label), dtype=bool)
        merged[low] = merged[high] = True
        links = _after(links, into, merged[links.low] | merged[links.high])


def _reciprocal(links: Links, size: Ints, has: Ints, bears: Ints) -> tuple[Ints, Ints]:
    """The pairs of groups that are each other's best, and more alike than not."""
    pairs = size[links.low] * size[links.high]
    average = (links.total + round(UNLIKE * UNIT) * (pairs - links.count)) / pairs
    open_ = np.flatnonzero((links.total >= 0) & (average > 0) & ((has[links.low] & ~bears[links.high]) == 0))
    low, high, mean = links.low[open_], links.high[open_], average[open_]
    one, other = np.concatenate([low, high]), np.concatenate([high, low])
    order = np.lexsort((other, -np.concatenate([mean, mean]), one))
    one, other = one[order], other[order]
    first = np.diff(one, prepend=-1) != 0
    best = np.full(len(size), -1, dtype=np.int64)
    best[one[first]] = other[first]
    mutual = (best[low] == high) & (best[high] == low)
    return low[mutual], high[mutual]


def _after(links: Links, into: Ints, touched: Mask) -> Links:
    """The links after some groups went into others; only those that touch one of them change."""
    rest, old = links.some(~touched), links.some(touched)
    low, high = into[old.low], into[old.high]
    between = low != high
    new = _summed(
        np.minimum(low, high)[between], np.maximum(low, high)[between], old.total[between], old.count[between]
    )
    return Links(*(np.concatenate([a, b]) for a, b in zip(_columns(rest), _columns(new), strict=True)))


def _columns(links: Links) -> tuple[Ints, Ints, Ints, Ints]:
    return links.low, links.high, links.total, links.count
