"""Which claims speak of the same event: a scored match of pairs, then correlation clustering with averaged evidence.

A pair's score is the log-odds of a logistic regression (training/event_matching.py has the recipe and its figures).
Clusters merge while the average score of all pairs between them is above a threshold: average linkage, so that a chain
of half-likely pairs does not join two events that nobody takes for one (after Bansal, Blum and Chawla 2004, and average
linkage as in nomenclature resolution). Pairs that blocking kept apart count as unlike.
"""

from __future__ import annotations

import heapq
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from importlib import resources
from itertools import groupby
from operator import and_, itemgetter, or_

import numpy as np

from marsad.events.blocking import candidate_pairs
from marsad.events.columns import Columns, Floats, Ints, columns_of
from marsad.events.features import SETTINGS, pair_features
from marsad.events.kinds import ALIKE, ALIKE_BITS, TYPE
from marsad.events.parties import Parties
from marsad.records import Claim, MarsadError

UNLIKE = -4.0
"""Score of a pair that was never a candidate: odds of 1 to 50, what the average candidate that is not a match gets."""

CERTAIN = 6.0
"""Scores are cut here (odds of 400 to 1): one overconfident pair must not outvote ten doubtful ones."""

AT_ONCE = 100_000
"""Pairs whose features are worked out at a time: some 100 MB."""

DIGITS = 6
"""Decimals of a score that count: the last bits of a sum may depend on the processor."""

PART_APART = 2.0
"""Log-odds against one event where a part of a place is taken in one account and the place in the other. A prior, not
fitted (the training gold has no parts): odds of 1 to 7, so that only accounts alike in all else are joined."""

FORBIDDEN = -1e6
"""Score that no average can outweigh: what people split, and what can't be one event."""

MOST_DAYS_APART = 45.0
"""Days between two accounts, beyond which they never speak of one event, however alike the words: armies leave, and
take, the same town twice in a year. The longest gap within one event of the training gold is a month ("last month")."""


@dataclass(frozen=True)
class Model:
    """weights: for each setting, feature -> weight; thresholds: for each setting, the log-odds that count as zero;
    common: word stems that any report of a war holds, so that sharing them says little."""

    weights: dict[str, dict[str, float]]
    thresholds: dict[str, float]
    common: frozenset[str]


@lru_cache(maxsize=1)
def default_model() -> Model:
    """The weights shipped with the package."""
    data = json.loads(resources.files("marsad.events").joinpath("weights.json").read_text(encoding="utf-8"))
    return Model(weights=data["weights"], thresholds=data["thresholds"], common=frozenset(data["common"]))


def score_pairs(columns: Columns, i: Ints, j: Ints, *, parties: Parties, model: Model) -> Floats:
    """Log-odds, above the setting's threshold, that the claims of each pair (i, j) speak of one event: shape [p]."""
    scores: Floats = np.zeros(len(i))
    for name, setting in SETTINGS.items():
        all_rows = np.flatnonzero(setting(columns, i, j))
        for at in range(0, len(all_rows), AT_ONCE):
            rows = all_rows[at : at + AT_ONCE]
            scores[rows] = _weighed(columns, i[rows], j[rows], parties, model.weights[name]) - model.thresholds[name]
    taking = (columns.type[i] == TYPE["territory_taken"]) & (columns.type[j] == TYPE["territory_taken"])
    scores -= PART_APART * (taking & (columns.partly[i] != columns.partly[j]))
    scores = scores.clip(-CERTAIN, CERTAIN).round(DIGITS)
    event = ~(columns.state[i] & columns.state[j])
    apart = np.fmax(columns.first[i] - columns.last[j], columns.first[j] - columns.last[i]) > MOST_DAYS_APART
    scores[(event & apart) | ~ALIKE[columns.type[i], columns.type[j]]] = FORBIDDEN
    return scores


def _weighed(columns: Columns, i: Ints, j: Ints, parties: Parties, weights: dict[str, float]) -> Floats:
    total = np.full(len(i), weights["intercept"])
    for feature, values in pair_features(columns, i, j, parties).items():
        if weight := weights[feature]:
            total += weight * values
    return total


def cluster(
    claims: Sequence[Claim],
    *,
    parties: Parties,
    must_link: Iterable[tuple[str, str]] = (),
    cannot_link: Iterable[tuple[str, str]] = (),
    model: Model | None = None,
) -> list[list[int]]:
    """Indices of the claims of each event: the earliest published first, then by id; whatever the order of `claims`.

    must_link, cannot_link: pairs of claim ids that people decided on. Raises MarsadError where the two contradict.
    """
    model = model or default_model()
    order = sorted(range(len(claims)), key=lambda n: seniority(claims[n]))
    ranked = [claims[n] for n in order]
    columns = columns_of(ranked, common=model.common)
    i, j = candidate_pairs(ranked, columns)
    scores = score_pairs(columns, i, j, parties=parties, model=model)
    row_of = {claim.id: row for row, claim in enumerate(ranked)}
    joined = Groups(len(ranked))
    for one, other in must_link:
        if one in row_of and other in row_of:
            joined.join(row_of[one], row_of[other])
    split = {(joined.find(row_of[a]), joined.find(row_of[b])) for a, b in cannot_link if a in row_of and b in row_of}
    if clash := next((pair for pair in sorted(split) if pair[0] == pair[1]), None):
        raise MarsadError(
            "one decision merges what another splits",
            where=f"claim {ranked[clash[0]].id}",
            advice="Undo one of the two.",
        )
    groups = joined.members()
    for links in _components(i, j, scores, joined):
        _agglomerate(groups, links, split, columns.type)
    return [[order[row] for row in groups[group]] for group in sorted(groups)]


def seniority(claim: Claim) -> tuple[str, str]:
    """Sorts an event's claims: the earliest published first, then by id."""
    return (claim.published_start or claim.published_end or "9999", claim.id)


class Groups:
    """Union-find; the smallest row is the root."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, row: int) -> int:
        parent = self.parent
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    def join(self, a: int, b: int) -> None:
        low, high = sorted((self.find(a), self.find(b)))
        self.parent[high] = low

    def roots(self) -> Ints:
        return np.array([self.find(row) for row in range(len(self.parent))], dtype=np.int64)

    def members(self) -> dict[int, list[int]]:
        out: dict[int, list[int]] = defaultdict(list)
        for row in range(len(self.parent)):
            out[self.find(row)].append(row)
        return out


Links = dict[tuple[int, int], tuple[float, int]]
"""Of two groups, the lower first: the sum of the scores between them, and how many pairs were scored."""


def _components(i: Ints, j: Ints, scores: Floats, joined: Groups) -> Iterator[Links]:
    """The scored pairs of each set of groups that pairs with a positive score hold together. Groups join only where
    their average is positive, which takes a positive pair: the components can be worked out one by one."""
    group = joined.roots()
    reach = Groups(len(group))
    reach.parent = group.tolist()
    positive = scores > 0
    for a, b in zip(i[positive].tolist(), j[positive].tolist(), strict=True):
        reach.join(a, b)
    component = reach.roots()
    inside = np.flatnonzero((component[i] == component[j]) & (group[i] != group[j]))
    inside = inside[np.argsort(component[i[inside]], kind="stable")]
    rows = zip(*(values[inside].tolist() for values in (component[i], group[i], group[j], scores)), strict=True)
    for _, of_one in groupby(rows, key=itemgetter(0)):
        links: Links = {}
        for _, a, b, score in of_one:
            pair = (a, b) if a < b else (b, a)
            total, count = links.get(pair, (0.0, 0))
            links[pair] = (total + score, count + 1)
        yield links


def _agglomerate(members: dict[int, list[int]], links: Links, split: set[tuple[int, int]], types: Ints) -> None:
    """Merges, in `members`, the best pair of one component's groups while its average is positive.

    Pairs that were never scored count as UNLIKE; groups with types that are never one event, or that people split, stay
    apart.
    """
    between: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    for (a, b), known in links.items():
        between[a][b] = between[b][a] = known
    for a, b in split:
        if a in between and b in between:
            between[a][b] = between[b][a] = (FORBIDDEN, 1)
    size = {group: len(members[group]) for group in between}
    has = {group: _bits(1 << int(types[row]) for row in members[group]) for group in between}
    bears = {group: _all_bits(ALIKE_BITS[types[row]] for row in members[group]) for group in between}

    def average(one: int, other: int) -> float:
        total, count = between[one][other]
        if total < 0 or has[one] & ~bears[other]:
            return FORBIDDEN
        pairs = size[one] * size[other]
        return (total + UNLIKE * (pairs - count)) / pairs

    heap = [(-mean, a, b) for a, others in between.items() for b in others if a < b and (mean := average(a, b)) > 0]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if b not in between.get(a, {}) or average(a, b) != -negative:
            continue  # stale: one of the two has grown or gone since
        members[a] = sorted(members[a] + members.pop(b))
        size[a], has[a], bears[a] = size[a] + size[b], has[a] | has[b], bears[a] & bears[b]
        gone = between.pop(b)
        del between[a][b]
        for other, (total, count) in gone.items():
            if other == a:
                continue
            del between[other][b]
            had = between[a].get(other, (0.0, 0))
            between[a][other] = between[other][a] = (had[0] + total, had[1] + count)
        for other in between[a]:
            if (mean := average(a, other)) > 0:
                heapq.heappush(heap, (-mean, a, other) if a < other else (-mean, other, a))


def _bits(values: Iterable[int]) -> int:
    return reduce(or_, values)


def _all_bits(values: Iterable[int]) -> int:
    return reduce(and_, values)
