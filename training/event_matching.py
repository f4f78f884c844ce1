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
from pathlib import Path

import numpy as np

from marsad.events.packs import PackParties
from marsad.knowledge import load_packs
from training.event_claims import gold_claims, one_spelling, our_claims, own_claims
from training.event_folds import FOLDINGS, held_out, mean_figures, single_reports, thresholds_of, worth
from training.event_weights import RIDGE, common_stems, weights_of

STEP, NEAR = 0.25, 1
"""Between thresholds that are tried; and how many on either side count with one: a single one's figures hang on the
folds by 0.01 of their sum, and whether one much-told event holds together is worth as much."""


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
                figures[event, state] = mean_figures(gold, told, rounds, thresholds_of(within, event, state))
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


def steadiest(worths: dict[float, float]) -> float:
    """The threshold with the best mean of it and its neighbours."""
    tried = sorted(worths)
    means = {
        t: np.mean([worths[other] for other in tried[max(n - NEAR, 0) : n + NEAR + 1]]) for n, t in enumerate(tried)
    }
    return max(tried[NEAR:-NEAR], key=lambda t: means[t])


if __name__ == "__main__":
    main()
