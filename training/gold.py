"""What the small models learn from: the gold's training articles, more articles of FA-KES and PolNeAR that we
annotated, and reports of other wars that we made up (made_up.py).

Our annotations (annotations/) follow design/claims.md and hold no text: offsets into the articles of ../shared/data,
whose digest is checked. They were made in two passes, the second with care for times, and are for learning only.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from marsad.intake import Received, read_paths
from marsad.records import Report
from training.made_up import FOLDER as MADE_UP
from training.made_up import made_up

ANNOTATIONS = Path(__file__).parent / "annotations"
ARTICLES = {"fakes.jsonl": "fakes/articles.jsonl", "polnear.jsonl": "polnear/train.jsonl"}
"""Annotations -> the articles that they are of, in ../shared/data."""
GIVEN_NOTHING: dict[str, Any] = {
    "actor1": "", "actor2": "", "source": "", "via": "", "place_text": None, "place": None, "geonameid": None,
    "date_start": None, "date_end": None, "killed_low": None,
}  # fmt: skip


def scorer(shared: Path) -> ModuleType:
    """The shared scorer, whose matching says which candidate is which gold claim."""
    spec = importlib.util.spec_from_file_location("score_claims", shared / "tools" / "score_claims.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer in {shared}/tools")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def training_articles(
    shared: Path, *, ours: bool = True, without: Collection[str] = ()
) -> tuple[list[Report], dict[str, list[dict[str, Any]]]]:
    """Reports to learn from, and the claims of each by its label.

    ours: with what we annotated and made up. without: labels of reports that are left out.
    """
    gold: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows_of(shared / "gold" / "train" / "claims.jsonl"):
        gold[row["doc"]].append(row)
    reports = _received(shared / "gold" / "train" / "docs.jsonl")
    if ours:
        annotated = {row["doc"]: row for row in annotations()}
        for articles in ARTICLES.values():
            for report in _received(shared / "data" / articles):
                if (one := annotated.get(report.doc)) is not None:
                    gold[report.doc] = list(_claims(one, report))
                    reports.append(report)
        for report, claims in made_up():
            gold[report.doc] = claims
            reports.append(report)
    return [report for report in reports if report.doc not in without], gold


def labels(path: Path | None) -> frozenset[str]:
    """The lines of a file; none without one."""
    return frozenset(path.read_text(encoding="utf-8").split()) if path else frozenset()


def annotations() -> list[dict[str, Any]]:
    """The articles that we annotated: doc, text_sha256, claims."""
    return [row for name in ARTICLES for row in rows_of(ANNOTATIONS / name)]


@cache
def annotated_by_us() -> frozenset[str]:
    """The articles that are not the gold's."""
    return frozenset(row["doc"] for row in annotations()) | {report.doc for report, _ in made_up()}


def _received(path: Path) -> list[Report]:
    return [r.report for r in read_paths([path]) if isinstance(r, Received)]


def _claims(annotated: dict[str, Any], report: Report) -> Iterator[dict[str, Any]]:
    if hashlib.sha256(report.text.encode()).hexdigest() != annotated["text_sha256"]:
        raise SystemExit(f"{report.doc}: the article is not the one that was annotated")
    for claim in annotated["claims"]:
        also = [report.text[start:end] for start, end in claim.get("also", ())]
        quote = report.text[claim["start"] : claim["end"]]
        yield {**GIVEN_NOTHING, **claim, "doc": report.doc, "quote": quote, "also": also}


def digests(shared: Path) -> dict[str, str]:
    """What a model file says that it was learned from."""
    ours = b"".join((ANNOTATIONS / name).read_bytes() for name in ARTICLES)
    return {
        "gold_train_sha256": hashlib.sha256((shared / "gold" / "train" / "claims.jsonl").read_bytes()).hexdigest(),
        "annotations_sha256": hashlib.sha256(ours).hexdigest(),
        "made_up_sha256": hashlib.sha256(b"".join(p.read_bytes() for p in sorted(MADE_UP.glob("*.yaml")))).hexdigest(),
    }
