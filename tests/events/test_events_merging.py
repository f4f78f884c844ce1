"""Average-linkage merging: all groups at once gives what merging the best pair of all gives, one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from marsad.events.kinds import ALIKE, TYPE
from marsad.events.merging import UNIT, UNLIKE, Links, merge

SIZE = 9
TYPES = [TYPE[name] for name in ("shelling", "air_strike", "armed_clash", "territory_taken")]


def one_by_one(scores, types):
    """The textbook way: the best pair of groups merges, as long as its average is positive."""
    groups = [frozenset([row]) for row in range(SIZE)]

    def average(a, b):
        if any(not ALIKE[types[x], types[y]] for x in a for y in b):
            return -1.0
        known = [scores[min(x, y), max(x, y)] for x in a for y in b if (min(x, y), max(x, y)) in scores]
        if sum(known) < 0 or not known:
            return -1.0
        return (sum(known) + UNLIKE * UNIT * (len(a) * len(b) - len(known))) / (len(a) * len(b))

    while True:
        best = max(((average(a, b), -min(a), -min(b)) for a in groups for b in groups if min(a) < min(b)), default=None)
        if best is None or best[0] <= 0:
            return {frozenset(group) for group in groups}
        a, b = (next(g for g in groups if min(g) == -name) for name in best[1:])
        groups = [g for g in groups if g not in (a, b)] + [a | b]


@given(
    st.dictionaries(
        st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda p: p[0] < p[1]),
        st.floats(-6, 6),
    ),
    st.lists(st.sampled_from(TYPES), min_size=SIZE, max_size=SIZE),
)
def test_all_at_once_is_one_by_one(scores, types):
    units = {pair: round(score * UNIT) + n for n, (pair, score) in enumerate(sorted(scores.items()))}
    pairs = np.array(list(units), dtype=np.int64).reshape(len(units), 2)
    links = Links.of(pairs[:, 0], pairs[:, 1], np.array(list(units.values()), dtype=np.int64))
    label = merge(links, np.arange(SIZE), np.array(types))
    assert {frozenset(np.flatnonzero(label == name).tolist()) for name in set(label.tolist())} == one_by_one(
        units, types
    )
