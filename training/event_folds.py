"""How well events are found again where the matcher did not learn from the articles: cross-validation by groups of
articles that share no event, and what the events found there are worth."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from marsad.events import matching
from marsad.events.blocking import candidate_pairs
from marsad.events.columns import Columns, columns_of
from marsad.events.merging import merge
from marsad.events.parties import Parties
from marsad.records import Claim
from training.event_weights import common_stems, weights_of

FOLDS, FOLDINGS = 4, 12
"""Parts of a cross-validation, each some 50 articles: among fewer, too low a threshold does no harm. And
cross-validations, each with other parts: a few events that many articles tell have most of the links, and whether these
hold together is a matter of few pairs."""

MANY = 12
"""Claims of an event that make it one of the few with most of the links (two of 1,100 in the training gold): links are
counted with these and without, each with half the weight. Else two events choose the thresholds of all."""


def article_groups(claims: Sequence[Claim], folding: int = 0) -> list[int]:
    """A fold for each claim, such that articles that share an event share their fold."""
    parent: dict[str, str] = {}

    def find(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for claim in claims:
        parent[find("event:" + claim.event)] = find("doc:" + claim.doc)
    return [int(hashlib.sha256(f"{folding} {find('doc:' + c.doc)}".encode()).hexdigest(), 16) % FOLDS for c in claims]


@dataclass(frozen=True)
class Part:
    """Held-out claims, the senior first, their candidate pairs (i, j), and the log-odds by the others' weights."""

    claims: list[Claim]
    columns: Columns
    i: np.ndarray
    j: np.ndarray
    odds: np.ndarray


Rounds = Sequence[dict[str, list[Part]]]
"""Of each cross-validation, the parts of the annotated claims ("gold") and of our own ("own")."""


def held_out(
    gold: Sequence[Claim], own: Sequence[Claim], alone: Sequence[Claim], folding: int, parties: Parties, ridge: float
) -> dict[str, list[Part]]:
    """The claims of each fold, weighed as the other folds and those of other articles (`alone`) teach."""
    fold = dict(zip((c.doc for c in gold), article_groups(gold, folding), strict=True))
    parts: dict[str, list[Part]] = {"gold": [], "own": []}
    for number in range(FOLDS):
        learn = [[c for c in claims if fold.get(c.doc) != number] for claims in (gold, own)]
        common = common_stems(learn[0])
        weights = weights_of(*learn, alone=alone, common=common, parties=parties, ridge=ridge)
        for name, claims in (("gold", gold), ("own", own)):
            held = sorted((c for c in claims if fold.get(c.doc, 0) == number), key=matching.seniority)
            columns = columns_of(held, common=common)
            i, j = candidate_pairs(held, columns)
            odds = matching.log_odds(columns, i, j, parties=parties, weights=weights)
            parts[name].append(Part(held, columns, i, j, odds))
    return parts


def found(parts: Sequence[Part], thresholds: dict[str, float], *, whole: bool = True) -> dict[str, str]:
    """The events of held-out claims; not whole: of each report by itself."""
    out: dict[str, str] = {}
    for part in parts:
        some = np.full(len(part.i), whole) | (part.columns.report[part.i] == part.columns.report[part.j])
        i, j = part.i[some], part.j[some]
        scores = matching.above(part.columns, i, j, part.odds[some], thresholds=thresholds)
        alone = matching.Groups(len(part.claims))
        label = merge(matching.links_of(i, j, scores, alone, set()), alone.roots(), part.columns.type)
        out |= {claim.id: part.claims[row].id for claim, row in zip(part.claims, label.tolist(), strict=True)}
    return out


def b_cubed(claims: Sequence[Claim], found: dict[str, str]) -> tuple[float, float, float]:
    """F1: B-cubed of the events, links across articles, and links but for events of more than MANY claims."""
    gold, system = defaultdict(set), defaultdict(set)
    for n, claim in enumerate(claims):
        gold[claim.event].add(n)
        system[found[claim.id]].add(n)
    both = [len(gold[c.event] & system[found[c.id]]) for c in claims]
    p = sum(b / len(system[found[c.id]]) for b, c in zip(both, claims, strict=True)) / len(claims)
    r = sum(b / len(gold[c.event]) for b, c in zip(both, claims, strict=True)) / len(claims)
    lesser = [n for n, claim in enumerate(claims) if len(gold[claim.event]) <= MANY]
    return 2 * p * r / (p + r), _links(claims, found, range(len(claims))), _links(claims, found, lesser)


def _links(claims: Sequence[Claim], found: dict[str, str], some: Iterable[int]) -> float:
    """F1 of the pairs of claims of different articles, among some of the claims, that are held to be one event."""
    told: list[dict[str, list[int]]] = [defaultdict(list), defaultdict(list)]
    for n in some:
        told[0][claims[n].event].append(n)
        told[1][found[claims[n].id]].append(n)
    gold, system = (
        {(a, b) for group in groups.values() for a, b in combinations(group, 2) if claims[a].doc != claims[b].doc}
        for groups in told
    )
    return 2 * len(gold & system) / max(len(gold) + len(system), 1)


def single_reports(told: Sequence[tuple[str, Sequence[Claim]]], rounds: Rounds, thresholds: dict[str, float]) -> float:
    """Mean B-cubed F1, each report by itself."""
    figures = [
        b_cubed(apart(claims), found(parts[name], thresholds, whole=False))[0]
        for parts in rounds
        for name, claims in told
    ]
    return float(np.mean(figures))


def mean_figures(
    gold: Sequence[Claim], own: Sequence[Claim], rounds: Rounds, thresholds: dict[str, float]
) -> list[float]:
    """What `b_cubed` gives of the annotated claims, then of our own; the mean over all cross-validations."""
    figures = [
        b_cubed(claims, found(parts[name], thresholds))
        for parts in rounds
        for name, claims in (("gold", gold), ("own", own))
    ]
    return [round(float(value), 4) for value in np.reshape(figures, (len(rounds), 6)).mean(axis=0)]


def worth(figures: Sequence[float]) -> float:
    """By what thresholds are chosen: B-cubed and links count alike, annotated claims and our own do too."""
    return sum((1.0, 0.5, 0.5)[n % 3] * figure for n, figure in enumerate(figures))


def apart(claims: Sequence[Claim]) -> list[Claim]:
    """The claims as if no two reports spoke of one event."""
    return [replace(c, event=f"{c.doc} {c.event}") for c in claims]


def thresholds_of(within: float, events: float, states: float) -> dict[str, float]:
    """Within reports, and across them for events and for states."""
    return {"event_within": within, "state_within": within, "event_across": events, "state_across": states}
