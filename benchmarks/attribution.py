"""F1 of attributions against PolNeAR, exact and overlapping: `python benchmarks/attribution.py [CORPUS] [--limit N]`.

CORPUS: JSON lines with `text` and `attributions` (default ../shared/data/polnear/dev.jsonl). Each row compares the sets
of spans of one kind, document by document: a source or cue is one span from its first to its last character; a content
is exact if all its parts are. Overlapping: a span counts that shares a character with one of the other side.
`words` counts the words that are within some content on both sides.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

from marsad.claims import Parse, parse_of
from marsad.claims.attribution.spans import Attribution, AttributionFinder, signs_of
from marsad.language import parse, quotations

CORPUS = (
    Path(os.environ.get("MARSAD_SHARED") or Path(__file__).resolve().parents[2] / "shared") / "data/polnear/dev.jsonl"
)

Parts = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Score:
    """Counts of one kind of span. found, gold: how many; right: how many of each side have a partner."""

    found: int = 0
    gold: int = 0
    right_found: int = 0
    right_gold: int = 0

    @property
    def precision(self) -> float:
        return self.right_found / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.right_gold / max(1, self.gold)

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def exact(self, found: set[Parts], gold: set[Parts]) -> None:
        self._count(found, gold, len(found & gold), len(found & gold))

    def overlapping(self, found: set[Parts], gold: set[Parts]) -> None:
        self._count(found, gold, sum(_meets(s, gold) for s in found), sum(_meets(s, found) for s in gold))

    def words(self, found: set[Parts], gold: set[Parts], parsed: Parse) -> None:
        ours, theirs = _words(found, parsed), _words(gold, parsed)
        self._count(ours, theirs, len(ours & theirs), len(ours & theirs))

    def _count(self, found: set[Any], gold: set[Any], right_found: int, right_gold: int) -> None:
        self.found += len(found)
        self.gold += len(gold)
        self.right_found += right_found
        self.right_gold += right_gold


def measure(corpus: Path, *, limit: int | None = None) -> tuple[dict[str, Score], float]:
    """The score of each kind ("source exact", ...), and microseconds a word after the parse."""
    finder = AttributionFinder.load()
    if finder is None:
        raise SystemExit("the package was built without the models of attributions: python -m training.attribution")
    rows = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()][:limit]
    scores = {f"{kind} {how}": Score() for kind in ("source", "cue", "content") for how in ("exact", "overlapping")}
    scores["content words"] = Score()
    seconds, words = 0.0, 0
    for row, doc in zip(rows, parse(row["text"] for row in rows), strict=True):
        parsed = parse_of(doc)
        entities = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
        quoted = [(q.start, q.end) for q in quotations(doc)]
        begun = time.process_time()
        found = list(finder.find(signs_of(parsed, quoted, entities)))
        seconds += time.process_time() - begun
        words += len(row["text"].split())
        ours, theirs = _ours(found, parsed), _theirs(row["attributions"])
        for kind, spans in ours.items():
            scores[f"{kind} exact"].exact(spans, theirs[kind])
            scores[f"{kind} overlapping"].overlapping(spans, theirs[kind])
        scores["content words"].words(ours["content"], theirs["content"], parsed)
    return scores, 1e6 * seconds / max(1, words)


def _ours(found: Iterable[Attribution], parsed: Parse) -> dict[str, set[Parts]]:
    spans: dict[str, set[Parts]] = {"source": set(), "cue": set(), "content": set()}
    for one in found:
        for kind, parts in (("source", (one.source,)), ("cue", (one.cue_span,)), ("content", one.content)):
            known = tuple((parsed.start[p[0]], parsed.end[p[1]]) for p in parts if p is not None)
            if known:
                spans[kind].add(known)
    return spans


def _theirs(attributions: Iterable[dict[str, list[list[int]]]]) -> dict[str, set[Parts]]:
    spans: dict[str, set[Parts]] = {"source": set(), "cue": set(), "content": set()}
    for one in attributions:
        for kind in ("source", "cue"):
            if one[kind]:
                spans[kind].add(((one[kind][0][0], one[kind][-1][1]),))
        if one["content"]:
            spans["content"].add(tuple((a, b) for a, b in one["content"]))
    return spans


def _meets(parts: Parts, others: Iterable[Parts]) -> bool:
    return any(a < d and c < b for other in others for c, d in other for a, b in parts)


def _words(spans: Iterable[Parts], parsed: Parse) -> set[int]:
    return {t for parts in spans for a, b in parts for t in parsed.tokens(a, b)}


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--limit", type=int, help="articles")
    args = parser.parse_args(arguments)
    scores, cost = measure(args.corpus, limit=args.limit)
    print(f"{'':<22}{'P':>7}{'R':>7}{'F1':>7}{'found':>8}{'gold':>8}")
    for name, score in scores.items():
        print(f"{name:<22}{score.precision:7.3f}{score.recall:7.3f}{score.f1:7.3f}{score.found:8}{score.gold:8}")
    print(f"{cost:.1f} microseconds a word after the parse")


if __name__ == "__main__":
    main(sys.argv[1:])
