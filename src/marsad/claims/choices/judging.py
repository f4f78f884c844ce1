"""Which of a report's drafts are claims, and of which type: a learned judgement over all of them together.

A draft is judged by its own features and by what the report says around it: what was told just before, what the
report is mainly about, whether the same was already said. "The attack" after a shelling is that shelling; the third
sentence on one raid in one town rarely makes a third claim."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import log
from types import MappingProxyType

from marsad.claims.choices.means import MEANS
from marsad.claims.draft import Draft
from marsad.claims.linear import load_choice, load_model
from marsad.claims.syntax.parse import Parse
from marsad.records import FAMILIES, STATE_TYPES

CLAIM = "claim"
"""The model that tells claims from what only looks like one; the other, "type", which type it is."""
UNJUDGED = frozenset({"statement", "presence", "contaminated"})
"""Types outside the gold (claims.md), which the learned judge has only seen as false alarms, and types of which the
training gold holds fewer than ten: what it learned of others says nothing of them."""
UNJUDGED_FRAMES = frozenset({"way-left-open", "deserted"})
"""Frames whose words the training gold hardly holds."""
EXTENDED_TYPES = frozenset({"territory_taken", "control", "clearance", "contaminated", "presence", "contested"})
"""Types of which a share of the place is said."""
UNCERTAIN = frozenset(
    {"air_strike", "shelling", "chemical_attack", "explosion", "suicide_bombing", "armed_clash", "attack_on_civilians"}
)
"""Types that words alone often leave open ("attack", "blast", "killed"): only these are chosen anew."""
CIVILIANS = "attack_on_civilians"
IN_ARMS = frozenset({"state_forces", "rebel", "militia", "jihadist", "unidentified"})
FEWEST_SENTENCES = 4
"""A shorter text has no surroundings that would tell: its drafts are judged by themselves, and more kindly, for a
notice of two sentences tells little beside its news."""
KINDLY = 0.5
KEPT = 16_384
"""Surroundings whose features are kept: the same few come again and again."""
SORTS = ("alike", "akin", "alike there", "akin there")
"""Sorts of drafts around one: of its type, of its family, and those of these at its place."""
MUCH_LIKELIER = 3.0
"""How many times likelier another type must be than the frame's own (held out on gold/train, training/claims.py)."""


def judge(drafts: Sequence[Draft], parse: Parse, *, means: Mapping[str, str] = MappingProxyType({})) -> list[Draft]:
    """The drafts that are claims, each with its confidence, and with the type that its context makes likeliest.

    means: words for weapons, with the type of attack that each makes. A report that names none of a type tells of no
    such attack (blasts need no weapon's name)."""
    model, judges = load_model(CLAIM), load_choice(CLAIM, "type")
    if model is None or judges is None:
        return list(drafts)
    threshold = model.threshold * (KINDLY if len(parse.sentences) < FEWEST_SENTENCES else 1.0)
    kept = []
    named = {draft.type for draft in drafts} | {means[word] for word in means.keys() & set(parse.lemma)}
    unnamed = MEANS - {"explosion"} - named if means else frozenset()
    for draft, totals in zip(drafts, judges.tables(judged_features(drafts, parse)), strict=True):
        scores = dict(zip(judges.answers, totals, strict=True))
        confidence = model.calibrated(scores.pop(CLAIM))
        if confidence >= threshold or _beyond_the_judge(draft):
            draft.confidence = round(confidence, 3)
            likeliest = retyped(draft.type, scores)
            if not (draft.means_said or likeliest in unnamed or (likeliest == CIVILIANS and _hits_forces(draft))):
                draft.type = likeliest
            kept.append(draft)
    return kept


def retyped(own: str, scores: Mapping[str, float]) -> str:
    """The type that is much likelier than a draft's own, by each type's score; what words say plainly stays."""
    if own not in UNCERTAIN or own not in scores:
        return own
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] - scores[own] >= log(MUCH_LIKELIER) else own


def _hits_forces(draft: Draft) -> bool:
    """Whether only people in arms are hit: whoever attacks a police post or a gathering of fighters attacks no
    civilians."""
    return bool(draft.actor2) and {p.kind for p in draft.actor2} <= IN_ARMS


def _beyond_the_judge(draft: Draft) -> bool:
    """Whether the training gold has too few of a kind to judge it: rare types, a place not taken or not left."""
    denied = draft.polarity == "negative" and draft.place_said and bool(draft.actor1)
    return (
        draft.type in UNJUDGED
        or draft.frame in UNJUDGED_FRAMES
        or draft.tabled
        or (denied and draft.type in EXTENDED_TYPES | {"withdrawal"})
    )


def judged_features(drafts: Sequence[Draft], parse: Parse) -> list[tuple[str, ...]]:
    """Of each draft its own features and those of its surroundings in the report (drafts in text order)."""
    if len(parse.sentences) < FEWEST_SENTENCES:
        return [d.features for d in drafts]
    kinds = [d.type for d in drafts]
    families = [FAMILIES[kind] for kind in kinds]
    heads = [parse.at(d.trigger) for d in drafts]
    sentences = [parse.sentence[h] for h in heads]
    places = [d.place.text.lower() if d.place else "" for d in drafts]
    killed = [next((t.low for t in d.tolls if t.kind == "killed"), None) for d in drafts]
    events = [j for j, d in enumerate(drafts) if d.type not in STATE_TYPES]
    main = max(Counter(drafts[j].type for j in events).items(), key=lambda item: item[1], default=("", 0))[0]
    by_place = zip(kinds, families, places, strict=True)
    sorts = [(kind, family, (kind, place), (family, place)) for kind, family, place in by_place]
    of_sort = defaultdict[tuple[str, object], list[int]](list)
    for j, own in enumerate(sorts):
        for name, sort in zip(SORTS, own, strict=True):
            of_sort[name, sort].append(j)
    rows = []
    previous = ""
    for j, d in enumerate(drafts):
        out = [
            f"main={d.type},{main}",
            f"frame,main={d.frame},{main}",
            f"before={d.type},{previous}",
            f"frame,before={d.frame},{previous}",
            f"drafts={min(len(drafts), 12) // 2}",
            f"sentence={min(sentences[j], 6)}",
            f"left={min(len(parse.sentences) - 1 - sentences[j], 4)}",
            f"spoken,type={bool(d.voice.text)},{d.type}",
            f"also={min(len(d.also), 2)}",
            f"filled={bool(d.actor1)}:{bool(d.actor2)}:{killed[j] is not None}:{d.place_said}",
            f"tense={d.tense},{d.perfect},{d.definite}",
            f"definite,family={d.definite},{FAMILIES[d.type]},{previous != ''}",
        ]
        if killed[j] is not None:
            out.append(f"toll again={killed[j] in killed[:j]}")
        for name, sort in zip(SORTS, sorts[j], strict=True):
            out += _surroundings(name, d.type, j, of_sort[name, sort], sentences)
        for i, sentence in enumerate(sentences):
            if sentence == sentences[j] and i != j:
                out += (f"beside={d.type},{kinds[i]}", f"frames beside={d.frame},{drafts[i].frame}")
        rows.append((*d.features, *out))
        if d.type not in STATE_TYPES:
            previous = d.type
    return rows


def _surroundings(name: str, kind: str, j: int, sort: Sequence[int], sentences: Sequence[int]) -> tuple[str, ...]:
    """How many others of its sort stand before and after a draft, and how many sentences away the nearest are."""
    before = bisect_left(sort, j)
    after = len(sort) - before - 1
    back = str(min(sentences[j] - max([sentences[i] for i in sort[:before]]), 4)) if before else "none"
    ahead = str(min(min([sentences[i] for i in sort[before + 1 :]]) - sentences[j], 4)) if after else "none"
    return _placed_among(name, kind, min(before, 3), min(after, 3), back, ahead)


@lru_cache(maxsize=KEPT)
def _placed_among(name: str, kind: str, before: int, after: int, back: str, ahead: str) -> tuple[str, ...]:
    return (
        f"{name} before={before}",
        f"{name} after={after}",
        f"{name} before,type={min(before, 2)},{kind}",
        f"{name} back={back}",
        f"{name} ahead={ahead}",
    )
