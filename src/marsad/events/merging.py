"""Clustering of scored pairs by the average and the best of them, all groups at once, in numpy.

Groups merge while what links them speaks for it: the average score of all pairs between them, so that a chain of
half-likely pairs does not join two events that nobody takes for one (correlation clustering: Bansal, Blum and Chawla
2004), and with a share of CLOSEST the best pair's: an account whose day or place was misread still has its words in
common with one of the others. Pairs that were never scored count as UNLIKE.

Each round merges all pairs of groups that are each other's best (reciprocal nearest neighbours: de Rham 1980), until
no link speaks for a merge. A round looks at nothing but a group and its neighbours: the outcome does not depend on the
order of the pairs, nor on groups that no score connects. Work and memory grow with the number of scored pairs. Scores
are whole millionths, so that no sum depends on its order.
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

CLOSEST = 0.3
"""Weight of the best pair; the average has the rest. By cross-validation over 0 to 0.6: annotated claims do best with
0 to 0.3, our own, whose fields err, with 0.3 to 0.6."""

UNLIKE = -4.0
"""Score of a pair that was never a candidate: odds of 1 to 50, what the average candidate that is not a match gets."""

FORBIDDEN = -1e6
"""Score that no average can outweigh: what people split, and what can't be one event."""


@dataclass(frozen=True)
class Links:
    """Of two groups each, the lower first: sum and best of the scores between them, and how many were scored. [e]."""

    low: Ints
    high: Ints
    total: Ints
    best: Ints
    count: Ints

    @classmethod
    def of(cls, a: Ints, b: Ints, score: Ints) -> Links:
        """One link for each two groups, from pairs of groups that may repeat."""
        return _summed(np.minimum(a, b), np.maximum(a, b), score, score, np.ones(len(a), dtype=np.int64))

    def joined(self, other: Links) -> Links:
        """Both; where they link the same groups, the sums of both."""
        if not len(other.low):
            return self
        return _summed(*(np.concatenate(pair) for pair in zip(_columns(self), _columns(other), strict=True)))

    def some(self, mask: Mask) -> Links:
        return Links(*(column[mask] for column in _columns(self)))


def _summed(low: Ints, high: Ints, total: Ints, best: Ints, count: Ints) -> Links:
    if not len(low):
        return Links(low, high, total, best, count)
    order = np.lexsort((high, low))
    low, high = low[order], high[order]
    first = np.flatnonzero(np.diff(low, prepend=-1) | np.diff(high, prepend=-1))
    add = np.add.reduceat
    return Links(
        low[first],
        high[first],
        add(total[order], first),
        np.maximum.reduceat(best[order], first),
        add(count[order], first),
    )


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
    likeness = (1 - CLOSEST) * average + CLOSEST * links.best
    allowed = (links.total > FORBIDDEN * UNIT / 2) & ((has[links.low] & ~bears[links.high]) == 0)
    open_ = np.flatnonzero(allowed & (likeness > 0))
    low, high, likeness = links.low[open_], links.high[open_], likeness[open_]
    one, other = np.concatenate([low, high]), np.concatenate([high, low])
    order = np.lexsort((other, -np.concatenate([likeness, likeness]), one))
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
        np.minimum(low, high)[between],
        np.maximum(low, high)[between],
        *(column[between] for column in _columns(old)[2:]),
    )
    return Links(*(np.concatenate([a, b]) for a, b in zip(_columns(rest), _columns(new), strict=True)))


def _columns(links: Links) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    return links.low, links.high, links.total, links.best, links.count
