"""Fits the weights of the event matcher (src/marsad/events/weights.json) on gold claims, and on our own beside them.

    python -m training.event_matching SHARED/gold/train [--own CLAIMS] [--out src/marsad/events/weights.json]

SHARED/gold/train holds `claims.jsonl` (claims.md, with the event keys) and `docs.jsonl` (doc, published). One logistic
regression for pairs of events, one for pairs of states, ridge-penalised, by Newton's method: weights that pairs within
a report and across two share, and what pairs within a report have on top. The thresholds of the clustering are chosen
by cross-validation over groups of articles that share no event: the one within reports first, each report by itself;
then those across reports, of events and of states. Keys of one event that batches of annotation spelt differently are
made one first: else the few most reported events count as torn apart wherever they are held together.
Our own claims about the same articles, labelled with the event of the gold claim that each was matched with, teach the
matcher how places and days look when a machine read them: CLAIMS are such as models gave that were fitted without
the article (JSON lines of `marsad export claims`, a part of the articles at a time); without them the shipped models
read the articles, which they learned from, and err less there than elsewhere. Deterministic. The gold's claims lack
the ids that `marsad.resolve` gives: `marsad.pipeline.annotated` stands in for it.
The articles that we annotated (training/annotations) say which of their own claims are of one event: they teach pairs
within a report.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz

from marsad.evaluation.matching import matches
from marsad.events import matching
from marsad.events.blocking import candidate_pairs
from marsad.events.columns import Columns, columns_of
from marsad.events.features import SETTINGS, pair_features
from marsad.events.merging import merge
from marsad.events.packs import PackParties
from marsad.events.parties import Parties
from marsad.events.words import stems
from marsad.intake import Received, read_paths
from marsad.knowledge import load_packs
from marsad.pipeline import Extractor
from marsad.pipeline.annotated import annotated_claims
from marsad.records import Claim, Report, root_of
from marsad.resolve.gazetteer.index import Gazetteer
from training.gold import annotations, rows_of, training_articles

RIDGE = 6.0
"""Strength of the penalty, by cross-validation over 2, 4, 6, 8, 16: flat between 4 and 8."""

FOLDS, FOLDINGS = 4, 12
"""Parts of a cross-validation, each some 50 articles: among fewer, too low a threshold does no harm. And
cross-validations, each with other parts: a few events that many articles tell have most of the links, and whether these
hold together is a matter of few pairs."""

STEP, NEAR = 0.25, 1
"""Between thresholds that are tried; and how many on either side count with one: a single one's figures hang on the
folds by 0.01 of their sum, and whether one much-told event holds together is worth as much."""

COMMON = 0.1
"""Share of the articles that hold a word from which it tells events apart no more."""

MANY = 12
"""Claims of an event that make it one of the few with most of the links (two of 1,100 in the training gold): links are
counted with these and without, each with half the weight. Else two events choose the thresholds of all."""

ONE_KEY = 76
"""Likeness (0 to 100) of two event keys of different articles from which they may be two spellings of one key: the gold
was annotated in batches ("ghouta-chemical-2013", "ghouta-chemical-attack-2013"). They are one where claims agree, too;
else their pairs teach nothing."""


def gold_claims(folder: Path) -> list[Claim]:
    """The gold as resolved claims."""
    rows = {name: rows_of(folder / f"{name}.jsonl") for name in ("claims", "docs")}
    return annotated_claims(rows["claims"], rows["docs"], gazetteer=Gazetteer(), knowledge=load_packs())


def one_spelling(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with one key for an event of which articles annotated apart spell the key differently."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.event].append(claim)
    key_of = {key: key for key in told}
    for a, b in combinations(sorted(key for key in told if key), 2):
        apart_ = not {c.doc for c in told[a]} & {c.doc for c in told[b]}
        if apart_ and _alike(a, b) and any(_agree(x, y) for x in told[a] for y in told[b]):
            old, new = key_of[b], key_of[a]
            key_of = {key: new if held == old else held for key, held in key_of.items()}
    return [replace(claim, event=key_of[claim.event]) for claim in claims]


def _alike(a: str, b: str) -> bool:
    if re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return False
    return fuzz.token_sort_ratio(a.replace("-", " "), b.replace("-", " ")) >= ONE_KEY


def _agree(a: Claim, b: Claim) -> bool:
    """Whether two claims are of one type, place, doer and time."""
    alike = (
        a.type == b.type and a.actor1 == b.actor1 and bool(a.place_id) and root_of(a.place_id) == root_of(b.place_id)
    )
    return alike and (a.date_start or "0") <= (b.date_end or "9") and (b.date_start or "0") <= (a.date_end or "9")


def fit(x: np.ndarray, y: np.ndarray, ridge: float) -> np.ndarray:
    """Ridge-penalised logistic regression, both intercepts free. Shapes [p, f], [p] -> [f]."""
    weights, penalty = np.zeros(x.shape[1]), np.full(x.shape[1], ridge)
    penalty[[0, x.shape[1] // 2]] = 1e-3
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (chance - y) + penalty * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def our_claims(shared: Path) -> list[Claim]:
    """Claims of the articles that we annotated. Their events are known within each article alone."""
    ours = {row["doc"] for row in annotations()}
    reports, told = training_articles(shared)
    rows, docs = [], []
    for report in reports:
        if report.doc in ours:
            docs.append({"doc": report.doc, "text": report.text, "title": report.title, "outlet": report.outlet,
                         "published": report.published.start})  # fmt: skip
            rows += [{**row, "event": f"{report.doc} {row['event']}"} for row in told[report.doc]]
    return annotated_claims(rows, docs, gazetteer=Gazetteer(), knowledge=load_packs(), numbered=False)


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


Weights = dict[str, dict[str, float]]


def weights_of(
    *corpora: Sequence[Claim],
    alone: Sequence[Claim] = (),
    common: frozenset[str],
    parties: Parties,
    ridge: float = RIDGE,
) -> Weights:
    """Fitted on the pairs of each corpus by itself; claims without an event teach nothing. alone: claims whose events
    are known within each article only: so count their pairs."""
    seen = [_pairs(claims, common, parties) for claims in (*corpora, alone) if claims]
    names = ("intercept", *seen[0].names)
    out = {}
    for kind in ("event", "state"):
        rows, labels = [], []
        for pairs in seen:
            within, across = (pairs.settings[f"{kind}_{where}"] & pairs.clear for where in ("within", "across"))
            if alone and pairs is seen[-1]:
                across = np.zeros_like(across)
            rows.append(np.hstack([pairs.x, pairs.x * within[:, None]])[within | across])
            labels.append(pairs.y[within | across])
        shared, extra = np.split(fit(np.vstack(rows), np.concatenate(labels), ridge), 2)
        for where, weights in (("across", shared), ("within", shared + extra)):
            out[f"{kind}_{where}"] = {f: round(float(w), 3) for f, w in zip(names, weights, strict=True)}
    return out


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs: x [p, features + 1], y [p], which to learn from [p], and where each stands."""

    x: np.ndarray
    y: np.ndarray
    clear: np.ndarray
    settings: dict[str, np.ndarray]
    names: tuple[str, ...]


def _pairs(claims: Sequence[Claim], common: frozenset[str], parties: Parties) -> Pairs:
    columns = columns_of(claims, common=common)
    i, j = candidate_pairs(claims, columns)
    features = pair_features(columns, i, j, parties)
    keys = np.unique([c.event for c in claims], return_inverse=True)[1]
    told = np.array([bool(c.event) for c in claims])
    alike = np.array([_spelled_alike(claims[a], claims[b]) for a, b in zip(i, j, strict=True)])
    return Pairs(
        x=np.column_stack([np.ones(len(i)), *features.values()]),
        y=(keys[i] == keys[j]).astype(float),
        clear=told[i] & told[j] & ~alike,
        settings={name: setting(columns, i, j) for name, setting in SETTINGS.items()},
        names=tuple(features),
    )


def own_claims(folder: Path, gold: Sequence[Claim], held: Path | None = None) -> list[Claim]:
    """Our own claims about the articles, each with the event of the gold claim that it was matched with, or none.

    held: the claims, from models that did not learn from the article; None: from those that are shipped.
    """
    reports = [item.report for item in read_paths([folder / "docs.jsonl"]) if isinstance(item, Received)]
    wanted: dict[str, list[Claim]] = defaultdict(list)
    for claim in gold:
        wanted[claim.doc].append(claim)
    read: Iterable[tuple[Report, Sequence[Claim]]]
    if held:
        given: dict[str, list[Claim]] = defaultdict(list)
        for row in rows_of(held):
            given[row["doc"]].append(Claim.from_json(row))
        read = [(report, given[report.doc]) for report in reports]
    else:
        read = Extractor(load_packs()).claims(reports)
    out = []
    for report, found in read:
        mine = [{**c.to_json(), "event": c.event} for c in wanted[report.doc]]
        events = {theirs: mine[n]["event"] for n, theirs in matches(mine, [c.to_json() for c in found], report.text)}
        out += [replace(claim, event=events.get(n, "")) for n, claim in enumerate(found)]
    return list({claim.id: claim for claim in out}.values())


def common_stems(claims: Sequence[Claim]) -> frozenset[str]:
    """Stems in the quotations of at least COMMON of the articles."""
    bags: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        bags[claim.doc] |= stems(claim.quote)
    count = Counter(stem for bag in bags.values() for stem in bag)
    return frozenset(stem for stem, n in count.items() if n >= COMMON * len(bags))


def _spelled_alike(a: Claim, b: Claim) -> bool:
    """Whether the two keys differ, but perhaps only in how two batches of annotation spelt them."""
    return a.event != b.event and a.doc != b.doc and _alike(a.event, b.event)


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--own", type=Path, help="our own claims, held out")
    parser.add_argument("--out", type=Path, default=Path("src/marsad/events/weights.json"))
    parser.add_argument("--ridge", type=float, default=RIDGE)
    args = parser.parse_args()
    gold = one_spelling(gold_claims(args.gold))
    own = own_claims(args.gold, gold, args.own)
    alone = our_claims(args.gold.parent.parent)
    parties = PackParties(load_packs())
    cut = np.round(np.arange(-3, 0.6, STEP), 2).tolist()
    rounds = [held_out(gold, own, alone, folding, parties, args.ridge) for folding in range(FOLDINGS)]
    told = [c for c in own if c.event]
    by_report = {t: single_reports((("gold", gold), ("own", told)), rounds, thresholds_of(t, t, t)) for t in cut}
    within = steadiest(by_report)
    print(f"within {within}: B-cubed of single reports {by_report[within]:.4f}")
    figures: dict[tuple[float, float], list[float]] = {}
    best = 0.0, 0.0
    for turn in ("events", "states", "events", "states"):  # each with the other's best so far
        pairs = {t: (t, best[1]) if turn == "events" else (best[0], t) for t in cut}
        for event, state in pairs.values():
            if (event, state) not in figures:
                figures[event, state] = _mean_figures(gold, told, rounds, thresholds_of(within, event, state))
                print(f"across: events {event:5.2f}, states {state:5.2f}  B-cubed, links: {figures[event, state]}")
        best = pairs[steadiest({t: worth(figures[pair]) for t, pair in pairs.items()})]
    digest = hashlib.sha256((args.gold / "claims.jsonl").read_bytes()).hexdigest()
    told_as = ("event_b3", "event_pairs", "event_pairs_of_lesser_events")
    names = (*told_as, *(f"own_{name}" for name in told_as))
    card = {
        "recipe": "training/event_matching.py", "ridge": args.ridge,
        "trained_on": {"claims": len(gold), "own_claims": len(own), "annotated_by_us": len(alone), "sha256": digest},
        "cross_validated": dict(zip(names, figures[best], strict=True)),
    }  # fmt: skip
    common = common_stems(gold)
    data = {
        "card": card,
        "thresholds": thresholds_of(within, *best),
        "common": sorted(common),
        "weights": weights_of(gold, own, alone=alone, common=common, parties=parties, ridge=args.ridge),
    }
    args.out.write_text(json.dumps(data, indent=1) + "\n")
    print(f"within {within}, across {best}: {args.out}")


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


def single_reports(told: Sequence[tuple[str, Sequence[Claim]]], rounds: Rounds, thresholds: dict[str, float]) -> float:
    """Mean B-cubed F1, each report by itself."""
    figures = [
        b_cubed(apart(claims), found(parts[name], thresholds, whole=False))[0]
        for parts in rounds
        for name, claims in told
    ]
    return float(np.mean(figures))


def steadiest(worths: dict[float, float]) -> float:
    """The threshold with the best mean of it and its neighbours."""
    tried = sorted(worths)
    means = {
        t: np.mean([worths[other] for other in tried[max(n - NEAR, 0) : n + NEAR + 1]]) for n, t in enumerate(tried)
    }
    return max(tried[NEAR:-NEAR], key=lambda t: means[t])


def _mean_figures(
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


def apart(claims: Sequence[Claim]) -> list[Claim]:
    """The claims as if no two reports spoke of one event."""
    return [replace(c, event=f"{c.doc} {c.event}") for c in claims]


def thresholds_of(within: float, events: float, states: float) -> dict[str, float]:
    """Within reports, and across them for events and for states."""
    return {"event_within": within, "state_within": within, "event_across": events, "state_across": states}


if __name__ == "__main__":
    main()
