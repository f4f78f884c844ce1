"""Learn the small models of the claims room from gold/train: which candidates are claims, and who plays which part.

    python -m training.claims [--shared ../shared] [--out src/marsad/claims/models] [--models actor1 actor2]

Logistic regression (scikit-learn, liblinear) on the features of marsad.claims; penalty and threshold by
five-fold cross-validation over documents; figures of the held-out folds are written into each model file. Needs only
the gold's training part; dev is never read.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from marsad.claims import parse_of
from marsad.claims.choices.actor_facts import ACTORS, KIND, RELATIONS, Opposed, names_of, related, standing_of
from marsad.claims.choices.actors import PARTS
from marsad.claims.choices.eligible import may_play
from marsad.claims.choices.judging import judged_features
from marsad.claims.choices.places import PLACES
from marsad.claims.draft import Draft, Option
from marsad.knowledge import load_packs
from marsad.language import parse
from marsad.pipeline.extraction import Extractor, prose_of
from training.adaptation import of_gold
from training.gold import digests, labels, scorer, training_articles
from training.judging import fit_judge, types_of
from training.logistic import PENALTIES, Examples, held_out, platt, save


@dataclass(frozen=True, slots=True)
class Contest:
    """The options of one candidate for either part, by their rows among that part's examples."""

    rows1: dict[int, Option]
    rows2: dict[int, Option]
    opposed: Opposed


def collect(
    shared: Path, *, without: Collection[str] = ()
) -> tuple[Examples, list[str], dict[str, Examples], list[Contest], int]:
    """Candidates of the training articles (but those of the labels `without`), labelled by the scorer's one-to-one
    matching with the gold; the number of the gold's claims."""
    score = scorer(shared)
    reports, gold = training_articles(shared, without=without)
    extractor = Extractor(load_packs())
    resolver = extractor.resolver
    claims, parts = Examples(), {"actor1": Examples(), "actor2": Examples(), "place": Examples()}
    kinds: list[str] = []  # the types that the frames gave
    contests = []
    number = 0
    for report, doc in zip(reports, parse(prose_of(r) for r in reports), strict=True):
        setting = resolver.setting(report)
        parsed = parse_of(doc)
        drafts = extractor.drafts(parsed, doc, setting, learned=False)
        rows = [c.to_json() for c in resolver.resolve_each(drafts, setting)]
        links = score.match(gold[report.doc], rows, report.text)
        matched = {j: gold[report.doc][i] for i, j in links}
        types = types_of(gold[report.doc], rows, links, report.text, score)
        for j, (draft, features) in enumerate(zip(drafts, judged_features(drafts, parsed), strict=True)):
            claims.add(features, j in types, report.doc, types.get(j, ""))
            claims.bare.append(draft.features)
            kinds.append(draft.type)
            if j in matched:
                number += 1
                _add_places(parts["place"], draft, matched[j], report.doc, number, score, resolver, setting)
                places: list[dict[int, Option]] = []
                for part, templates in zip(PARTS, ACTORS, strict=True):
                    number += 1
                    examples, answer = parts[f"actor{part}"], matched[j].get(f"actor{part}") or ""
                    places.append({})
                    for option in (o for o in draft.options if may_play(o, part, draft.type)):
                        name = resolver.actor_name(option.group, setting, draft.voice)
                        places[-1][len(examples.rows)] = option
                        right = bool(answer) and score.same_name(answer, name)
                        examples.add(templates.named(option.facts), right, report.doc, number)
                contests.append(Contest(*places, setting.spotted.opposed))
    mine = of_gold([report.doc for report in reports])
    return claims, kinds, parts, contests, sum(len(gold[r.doc]) for r, own in zip(reports, mine, strict=True) if own)


def relate(contests: Sequence[Contest], probability: np.ndarray, threshold: float, examples: Examples) -> None:
    """Rewrite the rows of actor2 as seen from the actor1 that a model chose which has not seen the document."""
    for contest in contests:
        best = max(contest.rows1, key=lambda row: probability[row], default=None)
        chosen = contest.rows1[best].group if best is not None and probability[best] >= threshold else []
        standing = standing_of(chosen) if chosen else ""
        for row, option in contest.rows2.items():
            relation = related(option.names, option.facts[KIND], names_of(chosen), standing, contest.opposed, ())
            met = option.facts[-1] if relation[0] not in ("none", "same") else "none"
            examples.rows[row] = ACTORS[1].named((*option.facts[:-RELATIONS], *relation[:2], met))


def _add_places(
    examples: Examples,
    draft: Draft,
    gold: dict[str, Any],
    doc: str,
    number: int,
    score: ModuleType,
    resolver: Any,
    setting: Any,
) -> None:
    """Each option right where its first place, resolved, is the gold's."""
    phrases = [option.places[0].phrase for option in draft.place_options]
    for option, place in zip(draft.place_options, resolver.places_of(phrases, setting), strict=True):
        examples.add(
            PLACES.named(option.facts), bool(gold.get("place_text")) and score.same_place(gold, place), doc, number
        )


def best_choice(probability: np.ndarray, examples: Examples) -> tuple[float, float]:
    """(threshold, share right) of choosing the likeliest option of each group, where there is a right one."""
    groups: defaultdict[int | str, list[int]] = defaultdict(list)
    for i, group in enumerate(examples.groups):
        groups[group].append(i)
    best = (0.0, 0.0)
    for threshold in np.arange(0.05, 0.6, 0.05):
        right = wrong = 0
        for members in groups.values():
            top = max(members, key=lambda i: probability[i])
            answerable = any(examples.labels[i] for i in members)
            if answerable:
                right += int(probability[top] >= threshold and examples.labels[top])
            wrong += int(not answerable and probability[top] >= threshold)
        share = (right - 0.25 * wrong) / max(1, sum(any(examples.labels[i] for i in m) for m in groups.values()))
        if share > best[1]:
            best = (float(threshold), float(share))
    return best


def fit(name: str, examples: Examples, out: Path | None, *, note: Mapping[str, Any]) -> tuple[np.ndarray, float]:
    """Write a model (where `out` is given); the held-out probabilities of its penalty and its threshold."""
    labels = np.array(examples.labels)
    trials = []
    for penalty in PENALTIES:
        scores = held_out(examples, penalty)
        slope, offset = platt(scores, labels)
        probability = 1 / (1 + np.exp(-(slope * scores + offset)))
        threshold, figure = best_choice(probability, examples)
        trials.append((figure, penalty, threshold, slope, offset, probability))
        print(f"{name}: penalty {penalty}: held-out {figure:.4f} at threshold {threshold:.2f}")
    figure, penalty, threshold, slope, offset, probability = max(trials, key=lambda trial: trial[:3])
    if out is not None:
        save(name, examples, (figure, penalty, threshold, slope, offset), out, note=note)
    return probability, threshold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("src/marsad/claims/models"))
    parser.add_argument("--models", nargs="+", default=["claim", "place", "actor1", "actor2"], help="claim: with type")
    parser.add_argument("--without", type=Path, help="a file of labels of reports that nothing is learned from")
    args = parser.parse_args()
    note = digests(args.shared)
    claims, kinds, parts, contests, gold = collect(args.shared, without=labels(args.without))
    if "claim" in args.models:
        fit_judge(claims, kinds, gold, args.out, note=note)
    if "place" in args.models:
        fit("place", parts["place"], args.out, note=note)
    if {"actor1", "actor2"} & set(args.models):  # actor2 is judged beside the actor1 that a model chose
        probability, threshold = fit(
            "actor1", parts["actor1"], args.out if "actor1" in args.models else None, note=note
        )
        relate(contests, probability, threshold, parts["actor2"])
    if "actor2" in args.models:
        fit("actor2", parts["actor2"], args.out, note=note)


if __name__ == "__main__":
    main()
