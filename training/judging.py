"""What the judge of the claims room learns from: which drafts are gold claims, and which type they should have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from marsad.claims.choices.judging import retyped
from marsad.claims.linear import Choice, LinearModel
from marsad.records import FAMILIES, STATE_TYPES
from training.adaptation import of_gold
from training.logistic import FOLDS, PENALTIES, Examples, held_out, matrix, platt, save, words, write

PENALTY = 1.0
"""Held out on gold/train, 0.3 to 3 differ by less than a thousandth of F1."""
FEWEST = 40
"""Rows of a type (two for each draft) from which it is learned: fewer teach their articles, not the type."""
GOLD_COUNTS = 2.0
"""The gold's rows count twice: other annotators of ours kept more. Held out 0.0015 of F1, on either side nothing."""
SMOOTH = 7
"""Neighbouring thresholds whose F1 is averaged: a single one's depends on the folds by 0.004."""
AS_GOOD = 0.001
"""Of thresholds as good as the best the most lenient is taken: a claim shows how sure it is, a missed one nothing."""
LIGHTEST = 0.04
"""Weights below it change no choice that is not a toss-up; without them the file is a third as long."""


def types_of(
    gold: Sequence[Mapping[str, Any]],
    rows: Sequence[Mapping[str, Any]],
    links: Sequence[tuple[int, int]],
    text: str,
    score: ModuleType,
) -> dict[int, str]:
    """Draft -> type of its gold claim. First the scorer's matches (same family); then what is left of both sides where
    the words overlap, whatever the family: a draft that is right but for its type."""
    found = {j: str(gold[i]["type"]) for i, j in links}
    matched = {i for i, _ in links}
    missed = [i for i in range(len(gold)) if i not in matched]
    free = [j for j in range(len(rows)) if j not in found]
    weights = []
    for i in missed:
        row = []
        for j in free:
            share = score.overlap(gold[i], rows[j], text)
            agree = 10 * score.same_name(gold[i].get("source"), rows[j].get("source"))
            agree += 10 * score.same_place(gold[i], rows[j]) + 5 * score.same_date(gold[i], rows[j])
            agree += 20 * score.same_name(gold[i].get("actor1"), rows[j].get("actor1"))
            row.append(1000 + agree + share if share >= 0.5 else 0.0)
        weights.append(row)
    pairs = score.assign(weights) if missed and free else []
    return found | {free[j]: str(gold[missed[i]]["type"]) for i, j in pairs}


def fit_judge(examples: Examples, kinds: Sequence[str], gold: int, out: Path, *, note: Mapping[str, Any]) -> None:
    """The judge (claim or not) and the choice of type, tuned together: F1 of drafts that are kept with the right family
    of types, on the gold's documents, `gold` claims being there to find. kinds: the types that the frames gave;
    examples.groups: the gold's."""
    labels = np.array(examples.labels)
    answers = [str(t) for t in examples.groups]
    chosen: list[str] = [""] * len(kinds)
    for train, test in GroupKFold(FOLDS).split(examples.rows, labels, examples.docs):
        types = type_models(
            [rows[n] for rows in (examples.rows, examples.bare) for n in train], [answers[n] for n in train] * 2
        )
        choice = Choice.of({t: m.weights for t, m in types.items()}, {t: m.bias for t, m in types.items()})
        for n in test:
            chosen[n] = retyped(kinds[n], choice.scores(examples.rows[n]))
    right = np.array([bool(a) and FAMILIES[a] == FAMILIES[c] for a, c in zip(answers, chosen, strict=True)])
    examples.labels = right.astype(int).tolist()  # a claim of another family counts as none: 0.005 of F1 held out
    trials: list[tuple[float, float, float, float, float]] = []
    mine = of_gold(examples.docs)  # what is kept and how sure is settled on the gold alone: others annotate more
    examples.weights = np.where(mine, GOLD_COUNTS, 1.0).tolist()
    for penalty in PENALTIES:
        scores = held_out(examples, penalty)[mine]
        slope, offset = platt(scores, right[mine])  # confidence: of a claim of the right family, as it is measured
        threshold, figure = best_f1(1 / (1 + np.exp(-(slope * scores + offset))), right[mine], gold)
        trials.append((figure, penalty, threshold, slope, offset))
        print(f"claim: penalty {penalty}: held-out {figure:.4f} at threshold {threshold:.2f}")
    save("claim", examples, max(trials), out, note=note)
    models = type_models([*examples.rows, *examples.bare], answers * 2)
    body = {
        "name": "type",
        "made_by": "python -m training.claims",
        **note,
        "answers": {name: {"bias": m.bias, "weights": m.weights} for name, m in models.items()},
    }
    write("type", body, out)
    print(f"type: {len(models)} types, {sum(len(m.weights) for m in models.values())} weights")


def best_f1(probability: np.ndarray, right: np.ndarray, gold: int) -> tuple[float, float]:
    """(threshold, F1) of keeping the candidates above a threshold, `gold` claims being there to find: the lowest whose
    F1, in the mean of its neighbours, is as good as the best."""
    thresholds = np.arange(0.1, 0.7, 0.02)
    f1 = np.array([2 * right[probability >= t].sum() / ((probability >= t).sum() + gold) for t in thresholds])
    smooth = np.convolve(f1, np.full(SMOOTH, 1 / SMOOTH), mode="valid")
    best = int(np.argmax(smooth >= smooth.max() - AS_GOOD))  # the first that is
    return float(thresholds[best + SMOOTH // 2]), float(smooth[best])


def type_models(rows: Sequence[tuple[str, ...]], types: Sequence[str]) -> dict[str, LinearModel]:
    """Multinomial logistic regression of the type of a claim, of events alone (a state has other arguments)."""
    often = {t for t, n in Counter(types).items() if t and t not in STATE_TYPES and n >= FEWEST}
    chosen = [n for n, t in enumerate(types) if t in often]
    vocabulary = words([rows[n] for n in chosen])
    model = LogisticRegression(C=PENALTY, max_iter=500).fit(
        matrix([rows[n] for n in chosen], vocabulary), [types[n] for n in chosen]
    )
    found = {}
    for k, name in enumerate(model.classes_):
        weights = {f: round(float(model.coef_[k][c]), 3) for f, c in vocabulary.items()}
        kept = {f: w for f, w in weights.items() if abs(w) >= LIGHTEST}
        found[str(name)] = LinearModel(str(name), kept, round(float(model.intercept_[k]), 4), 0.5)
    return found
