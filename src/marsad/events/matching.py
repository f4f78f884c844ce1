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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from marsad.events.blocking import candidate_pairs
from marsad.events.columns import Columns, Floats, Ints, columns_of
from marsad.events.features import SETTINGS, TYPE, pair_features
from marsad.events.parties import Parties
from marsad.records import Claim, MarsadError

UNLIKE = -4.0
"""Score of a pair that was never a candidate: odds of 1 to 50, what the average candidate that is not a match gets."""

CERTAIN = 6.0
"""Scores are cut here (odds of 400 to 1): one overconfident pair must not outvote ten doubtful ones."""

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
    features = pair_features(columns, i, j, parties)
    scores = np.zeros(len(i))
    for name, setting in SETTINGS.items():
        weights, rows = model.weights[name], setting(columns, i, j)
        total = np.full(len(i), weights["intercept"] - model.thresholds[name])
        for feature, values in features.items():
            total += weights[feature] * values
        scores[rows] = total[rows]
    taking = (columns.type[i] == TYPE["territory_taken"]) & (columns.type[j] == TYPE["territory_taken"])
    scores -= PART_APART * (taking & (columns.partly[i] != columns.partly[j]))
    scores = np.clip(scores, -CERTAIN, CERTAIN)
    event = ~(columns.state[i] & columns.state[j])
    apart = np.fmax(columns.first[i] - columns.last[j], columns.first[j] - columns.last[i]) > MOST_DAYS_APART
    alike = (features["same_type"] > 0) | (features["confusable_types"] > 0)
    scores[(event & apart) | ~alike] = FORBIDDEN
    return scores


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
    order = sorted(range(len(claims)), key=lambda n: _seniority(claims[n]))
    ranked = [claims[n] for n in order]
    columns = columns_of(ranked, common=model.common)
    i, j = candidate_pairs(ranked, columns)
    scores = score_pairs(columns, i, j, parties=parties, model=model)
    links: dict[int, dict[int, float]] = defaultdict(dict)
    for a, b, score in zip(i.tolist(), j.tolist(), scores.tolist(), strict=True):
        links[a][b] = links[b][a] = score
    row_of = {claim.id: row for row, claim in enumerate(ranked)}
    joined = _Groups(len(ranked))
    for one, other in must_link:
        if one in row_of and other in row_of:
            joined.join(row_of[one], row_of[other])
    forbidden = {
        (joined.find(row_of[a]), joined.find(row_of[b])) for a, b in cannot_link if a in row_of and b in row_of
    }
    if clash := next((pair for pair in sorted(forbidden) if pair[0] == pair[1]), None):
        raise MarsadError(
            "one decision merges what another splits",
            where=f"claim {ranked[clash[0]].id}",
            advice="Undo one of the two.",
        )
    groups = _agglomerate(joined.members(), links, forbidden, joined)
    return [[order[row] for row in group] for group in groups]


def _seniority(claim: Claim) -> tuple[str, str]:
    return (claim.published_start or claim.published_end or "9999", claim.id)


class _Groups:
    """Union-find; the smallest row is the root."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, row: int) -> int:
        while self.parent[row] != row:
            self.parent[row] = self.parent[self.parent[row]]
            row = self.parent[row]
        return row

    def join(self, a: int, b: int) -> None:
        low, high = sorted((self.find(a), self.find(b)))
        self.parent[high] = low

    def members(self) -> dict[int, list[int]]:
        out: dict[int, list[int]] = defaultdict(list)
        for row in range(len(self.parent)):
            out[self.find(row)].append(row)
        return out


def _agglomerate(
    members: dict[int, list[int]],
    links: dict[int, dict[int, float]],
    forbidden: set[tuple[int, int]],
    joined: _Groups,
) -> list[list[int]]:
    """Merge the best pair of clusters while its average is positive.

    For each pair of clusters with a candidate: (sum of scores, number of scored pairs); the rest count as UNLIKE.
    """
    between: dict[int, dict[int, tuple[float, int]]] = {group: {} for group in members}
    for a, others in links.items():
        for b, score in others.items():
            one, other = joined.find(a), joined.find(b)
            if a < b and one != other:
                total, count = between[one].get(other, (0.0, 0))
                between[one][other] = between[other][one] = (total + score, count + 1)
    for one, other in forbidden:
        between[one][other] = between[other][one] = (FORBIDDEN, 1)

    def average(one: int, other: int) -> float:
        total, count = between[one][other]
        pairs = len(members[one]) * len(members[other])
        return (total + UNLIKE * (pairs - count)) / pairs

    heap = [(-average(a, b), a, b) for a, others in between.items() for b in others if a < b and average(a, b) > 0]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if b not in between.get(a, {}) or average(a, b) != -negative:
            continue  # stale: one of the two has grown or gone since
        members[a] = sorted(members[a] + members.pop(b))
        gone = between.pop(b)
        del between[a][b]
        for other, (total, count) in gone.items():
            if other == a:
                continue
            del between[other][b]
            had = between[a].get(other, (0.0, 0))
            between[a][other] = between[other][a] = (had[0] + total, had[1] + count)
        for other in between[a]:
            mean = average(a, other)
            if mean > 0:
                low, high = sorted((a, other))
                heapq.heappush(heap, (-average(low, high), low, high))
    return [members[group] for group in sorted(members)]
