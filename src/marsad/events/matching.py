"""Which claims speak of the same event: a scored match of pairs, then correlation clustering with averaged evidence.

A pair's score is the log-odds of a logistic regression (training/event_matching.py has the recipe and its figures).
Clusters merge while the average score of all pairs between them is above a threshold (`merging`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from marsad.events.blocking import candidate_pairs
from marsad.events.columns import Columns, Floats, Ints, columns_of
from marsad.events.features import SETTINGS, pair_features
from marsad.events.kinds import ALIKE, TYPE
from marsad.events.merging import FORBIDDEN, UNIT, Links, merge
from marsad.events.parties import Parties
from marsad.records import Claim, MarsadError

CERTAIN = 6.0
"""Scores are cut here (odds of 400 to 1): one overconfident pair must not outvote ten doubtful ones."""

AT_ONCE = 100_000
"""Pairs whose features are worked out at a time: some 100 MB."""

DIGITS = 6
"""Decimals of a score that count (`merging.UNIT`): the last bits of a sum may depend on the processor."""

PART_APART = 2.0
"""Log-odds against one event where a part of a place is taken in one account and the place in the other. A prior, not
fitted (the training gold has no parts): odds of 1 to 7, so that only accounts alike in all else are joined."""

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
    odds = log_odds(columns, i, j, parties=parties, weights=model.weights)
    return above(columns, i, j, odds, thresholds=model.thresholds)


def log_odds(columns: Columns, i: Ints, j: Ints, *, parties: Parties, weights: dict[str, dict[str, float]]) -> Floats:
    """What the weights of each pair's setting make of it: shape [p]."""
    odds: Floats = np.zeros(len(i))
    for name, setting in SETTINGS.items():
        all_rows = np.flatnonzero(setting(columns, i, j))
        for at in range(0, len(all_rows), AT_ONCE):
            rows = all_rows[at : at + AT_ONCE]
            odds[rows] = _weighed(columns, i[rows], j[rows], parties, weights[name])
    return odds


def above(columns: Columns, i: Ints, j: Ints, odds: Floats, *, thresholds: dict[str, float]) -> Floats:
    """The log-odds above the threshold of each pair's setting, cut and rounded; FORBIDDEN where they can't be one."""
    scores = odds.copy()
    for name, setting in SETTINGS.items():
        scores[setting(columns, i, j)] -= thresholds[name]
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
    label = merge(links_of(i, j, scores, joined, split), joined.roots(), columns.type)
    groups: dict[int, list[int]] = defaultdict(list)
    for row, group in enumerate(label.tolist()):
        groups[group].append(row)
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


def links_of(i: Ints, j: Ints, scores: Floats, joined: Groups, split: set[tuple[int, int]]) -> Links:
    """The links between groups that pairs with a positive score hold together; what people split never joins."""
    group = joined.roots()
    reach = Groups(len(group))
    reach.parent = group.tolist()
    positive = scores > 0
    for a, b in zip(i[positive].tolist(), j[positive].tolist(), strict=True):
        reach.join(a, b)
    component = reach.roots()
    inside = (component[i] == component[j]) & (group[i] != group[j])
    links = Links.of(group[i[inside]], group[j[inside]], (scores[inside] * UNIT).round().astype(np.int64))
    apart = np.array(sorted(split), dtype=np.int64).reshape(len(split), 2)
    return links.joined(Links.of(apart[:, 0], apart[:, 1], np.full(len(apart), round(FORBIDDEN * UNIT))))
