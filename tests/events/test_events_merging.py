"""Merging by numpy gives what the rule gives, written out: round by round, groups that are each other's best merge."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from marsad.events.kinds import ALIKE, TYPE
from marsad.events.merging import CLOSEST, UNIT, UNLIKE, Links, merge

SIZE = 9
TYPES = [TYPE[name] for name in ("shelling", "air_strike", "armed_clash", "territory_taken")]


def round_by_round(scores, types):
    """The textbook way. scores: pair of rows -> whole millionths."""
    groups = [frozenset([row]) for row in range(SIZE)]

    def likeness(a, b):
        if any(not ALIKE[types[x], types[y]] for x in a for y in b):
            return -1.0
        known = [scores[min(x, y), max(x, y)] for x in a for y in b if (min(x, y), max(x, y)) in scores]
        if not known:
            return -1.0
        average = (sum(known) + UNLIKE * UNIT * (len(a) * len(b) - len(known))) / (len(a) * len(b))
        return (1 - CLOSEST) * average + CLOSEST * max(known)

    while True:
        best = {}
        for a in groups:
            liked = [(likeness(a, b), -min(b), b) for b in groups if b != a]
            value, _, other = max(liked, key=lambda found: found[:2])
            if value > 0:
                best[a] = other
        mutual = {frozenset((a, b)) for a, b in best.items() if best.get(b) == a}
        if not mutual:
            return {frozenset(group) for group in groups}
        merged = [frozenset.union(*pair) for pair in mutual]
        groups = [g for g in groups if not any(g <= group for group in merged)] + merged


@given(
    st.dictionaries(
        st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda p: p[0] < p[1]),
        st.floats(-6, 6),
    ),
    st.lists(st.sampled_from(TYPES), min_size=SIZE, max_size=SIZE),
)
def test_all_at_once_is_the_rule_written_out(scores, types):
    units = {pair: round(score * UNIT) + n for n, (pair, score) in enumerate(sorted(scores.items()))}
    pairs = np.array(list(units), dtype=np.int64).reshape(len(units), 2)
    links = Links.of(pairs[:, 0], pairs[:, 1], np.array(list(units.values()), dtype=np.int64))
    label = merge(links, np.arange(SIZE), np.array(types))
    assert {frozenset(np.flatnonzero(label == name).tolist()) for name in set(label.tolist())} == round_by_round(
        units, types
    )


def test_a_chain_of_half_likely_pairs_stays_apart():
    """Three groups of three: the first like the second, the second like the third, the first unlike the third."""
    groups = [range(at, at + 3) for at in (0, 3, 6)]
    score = {pair: 3.0 for group in groups for pair in combinations(group, 2)}
    score |= dict.fromkeys(product(groups[0], groups[1]), 0.5)
    score |= dict.fromkeys(product(groups[1], groups[2]), 0.4)
    pairs = np.array(list(score), dtype=np.int64)
    links = Links.of(pairs[:, 0], pairs[:, 1], (np.array(list(score.values())) * UNIT).astype(np.int64))
    label = merge(links, np.arange(SIZE), np.array([TYPES[0]] * SIZE)).tolist()
    assert label == [0] * 6 + [6] * 3
