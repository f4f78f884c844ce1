"""Learn the models of attributions from PolNeAR's training articles.

    python -m training.attribution [--shared ../shared] [--out src/marsad/claims/models]

Logistic regression (scikit-learn, liblinear) over what `features`, `sourcing` and `contents` of
marsad.claims.attribution give. The thresholds of cues and of further parts of what is said are chosen on a fifth of the
articles, which a first model has not seen; the packaged models are then fitted on all. PolNeAR's dev part is never
read.
Licence of the corpus: research (Newell and others, LREC 2018); the models carry its digest.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from marsad.claims import Parse, parse_of
from marsad.claims.attribution.contents import content_features, content_spans
from marsad.claims.attribution.features import Signs, cue_features
from marsad.claims.attribution.sourcing import (
    no_source_features,
    source_candidates,
    source_features,
    source_spans,
    span_features,
)
from marsad.claims.attribution.spans import NAMES, AttributionFinder, is_candidate, signs_of
from marsad.claims.linear import LinearModel
from marsad.language import parse, quotations
from training.logistic import matrix

RAREST = 4
"""A feature seen less often teaches only its own sentences."""
PENALTY = 0.1
"""Inverse strength of the ridge: flat between 0.05 and 0.2 on the fifth kept aside."""
SMALLEST = 0.04
"""Weights nearer to zero decide nothing, and would double the models' size."""
FEWEST, SHARE = 2, 0.02
"""A lemma may be a cue if it was one so often, and in such a share of its occurrences."""
KEPT_ASIDE = 5
"""Every fifth article chooses the thresholds."""

Pair = tuple[int, int]


@dataclass(slots=True)
class Gold:
    """An attribution of the corpus in tokens, both ends included."""

    source: Pair | None
    content: frozenset[Pair]


@dataclass(slots=True)
class Article:
    signs: Signs
    gold: dict[int, Gold]


@dataclass(slots=True)
class Rows:
    features: list[list[str]] = field(default_factory=list)
    labels: list[bool] = field(default_factory=list)

    def add(self, features: list[str], label: bool) -> None:
        self.features.append(features)
        self.labels.append(label)


def tokens(parsed: Parse, spans: Sequence[Sequence[int]]) -> list[int]:
    return [t for a, b in spans for t in parsed.tokens(a, b)]


def head_of(parsed: Parse, cue: Sequence[int]) -> int:
    """The cue's first token that hangs by none of its others."""
    inside = set(cue)
    return next(t for t in cue if parsed.head[t] not in inside or parsed.head[t] == t)


def read(path: Path) -> list[Article]:
    """The corpus's articles, parsed; where two attributions share a cue the first is kept."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    articles = []
    for row, doc in zip(rows, parse(row["text"] for row in rows), strict=True):
        parsed = parse_of(doc)
        entities = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
        signs = signs_of(parsed, [(q.start, q.end) for q in quotations(doc)], entities)
        gold: dict[int, Gold] = {}
        for a in row["attributions"]:
            cue, source = tokens(parsed, a["cue"]), tokens(parsed, a["source"])
            if cue:
                parts = frozenset((t[0], t[-1]) for s in a["content"] if (t := tokens(parsed, [s])))
                gold.setdefault(head_of(parsed, cue), Gold((source[0], source[-1]) if source else None, parts))
        articles.append(Article(signs, gold))
    return articles


def cue_words(articles: Sequence[Article]) -> frozenset[str]:
    """The lemmas that may be cues."""
    cues: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for article in articles:
        lemma = article.signs.parse.lemma
        seen.update(lemma)
        cues.update(lemma[t] for t in article.gold)
    return frozenset(w for w, n in cues.items() if n >= FEWEST and n >= SHARE * seen[w])


def collect(articles: Sequence[Article], known: frozenset[str]) -> dict[str, Rows]:
    """The rows of each model; those of sources, spans and contents with the gold's cues and sources given."""
    rows = {name: Rows() for name in NAMES}
    cues, sources, spans, contents = rows.values()
    for article in articles:
        signs, parsed = article.signs, article.signs.parse
        for t in range(len(parsed)):
            if is_candidate(parsed, t, known):
                cues.add(cue_features(signs, t), t in article.gold)
        for t, gold in article.gold.items():
            found = source_candidates(parsed, t)
            sources.add(no_source_features(signs, t, [path for _, path in found]), gold.source is None)
            for s, path in found:
                right = gold.source is not None and gold.source[0] <= s <= gold.source[1]
                sources.add(source_features(signs, t, s, path), right)
                options = source_spans(parsed, t, s) if right else []
                if len(options) > 1 and any(o[:2] == gold.source for o in options):
                    for option in options:
                        names = [name for _, _, name in options]
                        spans.add(span_features(signs, t, s, option, names), option[:2] == gold.source)
            said = content_spans(signs, t, gold.source)
            kinds = frozenset(said.values())
            for pair, name in said.items():
                contents.add(content_features(signs, t, gold.source, pair, name, kinds), pair in gold.content)
    return rows


def fit(name: str, rows: Rows, known: frozenset[str]) -> LinearModel:
    counts = Counter(f for row in rows.features for f in set(row))
    kept = [f for f, c in counts.items() if c >= RAREST or (name == NAMES[0] and f[:2] == "w " and f[2:] in known)]
    number = {f: n for n, f in enumerate(sorted(kept))}
    model = LogisticRegression(C=PENALTY, solver="liblinear").fit(matrix(rows.features, number), np.array(rows.labels))
    weights = {f: round(float(w), 2) for f, w in zip(number, model.coef_[0], strict=True) if abs(w) >= SMALLEST}
    if name == NAMES[0]:  # the words that may be cues are read off this model
        weights = {f: w for f, w in weights.items() if f[:2] != "w " or f[2:] in known}
        weights |= {f"w {w}": weights.get(f"w {w}", 0.0) for w in known}
    return LinearModel(name, weights, round(float(model.intercept_[0]), 2), 0.5)


def fitted(articles: Sequence[Article], thresholds: dict[str, float]) -> tuple[AttributionFinder, dict[str, Rows]]:
    known = cue_words(articles)
    rows = collect(articles, known)
    models = []
    for name in NAMES:
        model = fit(name, rows[name], known)
        models.append(LinearModel(name, model.weights, model.bias, thresholds.get(name, 0.5)))
    return AttributionFinder(*models, known), rows


def f1(right: int, found: int, gold: int) -> float:
    return 2 * right / max(1, found + gold)


def source_f1(finder: AttributionFinder, articles: Sequence[Article]) -> Callable[[float], float]:
    """Exact F1 of sources by threshold."""
    found = [(list(finder.find(a.signs)), {g.source for g in a.gold.values() if g.source}) for a in articles]

    def measure(threshold: float) -> float:
        sets = [({a.source for a in made if a.source and a.confidence >= threshold}, gold) for made, gold in found]
        return f1(sum(len(s & g) for s, g in sets), sum(len(s) for s, _ in sets), sum(len(g) for _, g in sets))

    return measure


def content_accuracy(finder: AttributionFinder, articles: Sequence[Article], threshold: float) -> float:
    content = LinearModel(NAMES[3], finder.content.weights, finder.content.bias, threshold)
    one = AttributionFinder(finder.cue, finder.source, finder.span, content, finder.known)
    pairs = [(set(one.content_of(a.signs, t, g.source)), g.content) for a in articles for t, g in a.gold.items()]
    return sum(made == gold for made, gold in pairs) / len(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("src/marsad/claims/models"))
    args = parser.parse_args()
    corpus = args.shared / "data" / "polnear" / "train.jsonl"
    articles = read(corpus)
    aside = articles[::KEPT_ASIDE]
    first, _ = fitted([a for n, a in enumerate(articles) if n % KEPT_ASIDE], {NAMES[0]: 0.2})
    measure = source_f1(first, aside)
    steps = [round(0.02 * n, 2) for n in range(10, 40)]
    cue_at = max(steps, key=measure)
    more_at = max(steps, key=lambda s: content_accuracy(first, aside, s))
    held_out = {NAMES[0]: round(measure(cue_at), 4), NAMES[3]: round(content_accuracy(first, aside, more_at), 4)}
    print(
        f"kept aside: sources exact F1 {held_out[NAMES[0]]} at {cue_at}; "
        f"contents, cue given, {held_out[NAMES[3]]} at {more_at}"
    )
    finder, rows = fitted(articles, {NAMES[0]: cue_at, NAMES[3]: more_at})
    digest = hashlib.sha256(corpus.read_bytes()).hexdigest()
    for model in (finder.cue, finder.source, finder.span, finder.content):
        write(args.out, model, rows[model.name], digest, held_out.get(model.name))


def write(out: Path, model: LinearModel, rows: Rows, digest: str, held_out: float | None) -> None:
    data: dict[str, Any] = {
        "name": model.name,
        "made_by": "python -m training.attribution",
        "polnear_train_sha256": digest,
        "rows": len(rows.labels),
        "positive": sum(rows.labels),
        "penalty": PENALTY,
        "held_out": held_out,
        "threshold": model.threshold,
        "bias": model.bias,
        "weights": dict(sorted(model.weights.items())),
    }
    path = out / f"{model.name}.json"
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{model.name}: {len(rows.labels)} rows, {len(model.weights)} weights, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
