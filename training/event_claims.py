"""The claims that teach which of them speak of one event: annotated ones, those of the articles that we annotated, and
our own with the events of the annotated ones that they were matched with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz

from marsad.evaluation.matching import matches
from marsad.intake import Received, read_paths
from marsad.knowledge import load_packs
from marsad.pipeline import Extractor
from marsad.pipeline.annotated import annotated_claims
from marsad.records import Claim, Report, root_of
from marsad.resolve.gazetteer.index import Gazetteer
from training.gold import annotations, rows_of, training_articles

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


def spelled_alike(a: Claim, b: Claim) -> bool:
    """Whether the two keys differ, but perhaps only in how two batches of annotation spelt them."""
    return a.event != b.event and a.doc != b.doc and _alike(a.event, b.event)
