"""Learn which of the times that a report offers is a claim's own, from gold/train.

    python -m training.times [--shared ../shared] [--out src/marsad/resolve/models]

Conditional logit (McFadden 1974) over the options of each claim (marsad.resolve.times.options): one is right where
the shared scorer accepts it as the gold's date. Claims of the gold that no candidate matches are examples, too, with
the verb of their quote for a trigger. Penalty by five-fold cross-validation over documents, measured on the matched
candidates alone; the figure is written into the model file. Dev is never read.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.model_selection import GroupKFold

from marsad.claims import parse_of
from marsad.claims.draft import Draft
from marsad.claims.standing.telling import Telling
from marsad.claims.syntax.parse import Parse
from marsad.knowledge import load_packs
from marsad.language import parse
from marsad.pipeline.extraction import Extractor, prose_of
from marsad.records import status_of
from marsad.resolve.times.choice import ClaimTimer
from marsad.resolve.times.options import TimeChoices, TimeOption
from marsad.resolve.times.weights import pairs
from training.adaptation import of_gold, summed, twofold
from training.gold import digests, labels, scorer, training_articles

RAREST = 3
"""A feature of fewer options teaches only those options."""
PENALTIES = (0.05, 0.1, 0.2)
FOLDS = 5
SMALLEST = 0.02
"""Weights below it change no choice that another feature takes part in; they are left out of the file."""
SAYING = frozenset({"say", "report", "tell", "add", "announce", "state", "confirm"})
JOIN = "&"


@dataclass(frozen=True, slots=True)
class Example:
    """One claim: the features of each option, whether the option is right, whether extraction found the claim."""

    doc: str
    options: list[frozenset[str]]
    right: list[bool]
    matched: bool


def names(option: TimeOption, choices: TimeChoices) -> frozenset[str]:
    """All features of an option as flat names."""
    together = frozenset(f"{way}{JOIN}{clue}" for way, clues in pairs(option, choices) for clue in clues)
    return together | option.named


def collect(shared: Path, *, without: Collection[str] = ()) -> list[Example]:
    score, extractor = scorer(shared), Extractor(load_packs())
    resolver = extractor.resolver
    reports, gold = training_articles(shared, without=without)
    examples = []
    for report, doc in zip(reports, parse(prose_of(r) for r in reports), strict=True):
        setting, words = resolver.setting(report), parse_of(doc)
        drafts = extractor.drafts(words, doc, setting, learned=False)
        claims = resolver.resolve_each(drafts, setting, learned=False)
        links = score.match(gold[report.doc], [c.to_json() for c in claims], report.text)
        matched = {j: gold[report.doc][i] for i, j in links}
        timer = ClaimTimer(resolver.setting(report).clock, drafts, length=len(report.text), learned=False)
        for j, draft in enumerate(drafts):
            status = status_of(polarity=draft.polarity, realis=draft.realis, certainty=draft.certainty)
            choices = timer.choices(draft, status=status, place_id=claims[j].place_id)
            if j in matched:
                examples.append(_example(score, matched[j], choices, matched=True))
        for i in set(range(len(gold[report.doc]))) - {i for i, _ in links}:
            row = gold[report.doc][i]
            if draft_of := _draft_of(row, report.text, words):
                place_id = f"gn:{row['geonameid']}" if row.get("geonameid") else ""
                choices = timer.choices(draft_of, status=row["status"], place_id=place_id, remember=False)
                examples.append(_example(score, row, choices, matched=False))
    return examples


def _example(score: ModuleType, gold: dict[str, Any], choices: TimeChoices, *, matched: bool) -> Example:
    right = [
        score.same_date(gold, {"date_start": o.interval.start, "date_end": o.interval.end}) for o in choices.options
    ]
    return Example(gold["doc"], [names(o, choices) for o in choices.options], right, matched)


def _draft_of(gold: dict[str, Any], text: str, words: Parse) -> Draft | None:
    """A draft for a claim of the gold: its quote's first verb that none of the quote governs, below verbs of saying."""
    start = text.find(gold["quote"])
    tokens = words.tokens(start, start + len(gold["quote"])) if start >= 0 else range(0)
    if not tokens:
        return None
    tops = [t for t in tokens if words.head[t] not in tokens or words.head[t] == t]
    top = next((t for t in tops if words.is_verb(t)), tops[0])
    if words.lemma[top] in SAYING:
        top = next((c for c in words.kids(top, "ccomp", "parataxis") if c in tokens), top)
    span = (start, start + len(gold["quote"]))
    return Draft(gold["type"], "gold", words.start[top], *span, clause=span, telling=Telling(words, top))


def fit(examples: list[Example], penalty: float) -> dict[str, float]:
    """Weights of the features as the gold uses them (training/adaptation.py): the log-likelihood that a right option is
    chosen, less the squares over 2 `penalty`."""
    counts = Counter(f for e in examples for option in e.options for f in option)
    number = {f: n for n, f in enumerate(sorted(f for f, c in counts.items() if c >= RAREST))}
    telling = [e for e in examples if any(e.right) and not all(e.right)]
    rows = [sorted(number[f] for f in option if f in number) for e in telling for option in e.options]
    pointers = np.cumsum([0, *map(len, rows)])
    columns = np.concatenate([np.array(row, dtype=np.int64) for row in rows])
    once = csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(rows), len(number)))
    gold = np.repeat(of_gold([e.doc for e in telling]), [len(e.options) for e in telling])
    matrix = twofold(once, gold)
    right = np.array([float(r) for e in telling for r in e.right])
    starts = np.cumsum([0, *(len(e.options) for e in telling)])[:-1]
    group = np.repeat(np.arange(len(telling)), [len(e.options) for e in telling])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        likely = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        total, good = np.add.reduceat(likely, starts), np.add.reduceat(likely * right, starts)
        slope = matrix.T @ (likely / total[group] - likely * right / good[group])
        return -np.log(good / total).sum() + weights @ weights / (2 * penalty), slope + weights / penalty

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    chosen = summed(found.x)
    return {f: float(chosen[n]) for f, n in number.items()}


def chosen_right(weights: dict[str, float], example: Example) -> bool:
    scores = [sum(weights.get(f, 0.0) for f in option) for option in example.options]
    return example.right[int(np.argmax(scores))]


def held_out(examples: list[Example], penalty: float) -> float:
    """Share of the gold's matched claims whose option is chosen right by a model that has not seen their document."""
    mine = of_gold([e.doc for e in examples])
    docs = [e.doc for e in examples]
    answers = []
    for train, test in GroupKFold(FOLDS).split(docs, docs, docs):
        weights = fit([examples[i] for i in train], penalty)
        answers += [chosen_right(weights, examples[i]) for i in test if examples[i].matched and mine[i]]
    return float(np.mean(answers))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("src/marsad/resolve/models"))
    parser.add_argument("--without", type=Path, help="a file of labels of reports that nothing is learned from")
    args = parser.parse_args()
    examples = collect(args.shared, without=labels(args.without))
    reachable = np.mean([any(e.right) for e in examples if e.matched])
    print(f"{len(examples)} claims, {sum(e.matched for e in examples)} matched; a right option among {reachable:.3f}")
    trials = []
    for penalty in PENALTIES:
        trials.append((held_out(examples, penalty), penalty))
        print(f"penalty {penalty}: held-out {trials[-1][0]:.4f}", flush=True)
    figure, penalty = max(trials)
    kept = {f: round(w, 3) for f, w in fit(examples, penalty).items() if abs(w) >= SMALLEST}
    together: defaultdict[str, dict[str, float]] = defaultdict(dict)
    alone = {}
    for feature, weight in kept.items():
        way, mark, clue = feature.partition(JOIN)
        if mark and not clue.startswith("shape="):
            together[way][clue] = weight
        else:
            alone[feature] = weight
    data = {
        "name": "time",
        "made_by": "python -m training.times",
        **digests(args.shared),
        "claims": len(examples),
        "penalty": penalty,
        "held_out": round(figure, 4),
        "alone": alone,
        "together": together,
    }
    args.out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    (args.out / "time.json").write_text(text, encoding="utf-8")
    print(f"{len(kept)} weights, held-out {figure:.4f}")


if __name__ == "__main__":
    main()
