"""Speed of all stages, in one process: `python benchmarks/speed.py [ARTICLES] [--limit N]`.

ARTICLES: JSON lines with `text` (default ../shared/data/fakes/articles.jsonl). First the parser alone over all texts,
then everything from bytes to events, timed stage by stage in the same run. The ratio is what comes after the parse over
the parser's own time there (target: at most 0.5); words a second are whitespace-separated words (target: 6,000).
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")  # as the command line does

from marsad.intake import CopyIndex, Received, prose, read_paths
from marsad.intake.copies import shingles, sign
from marsad.knowledge import load_packs
from marsad.language import parse
from marsad.ledger import Ledger
from marsad.pipeline import Extractor, Observatory
from marsad.pipeline.reading import BATCH, distinct

ARTICLES = Path(__file__).resolve().parents[2] / "shared/data/fakes/articles.jsonl"
SHORT = "Rebel fighters withdrew from the town of Azaz on Thursday 2 March 2017, residents told reporters.\n"


T = TypeVar("T")


class Stopwatch:
    """Seconds of this process's work, by stage (processor time, which other work on the machine does not stretch)."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def time(self, stage: str, work: Callable[[], T]) -> T:
        began = time.process_time()
        try:
            return work()
        finally:
            self.seconds[stage] += time.process_time() - began

    def each(self, stage: str, values: Iterable[Any]) -> Iterator[Any]:
        """The values, with the time that each took to come."""
        iterator, end = iter(values), object()
        while (value := self.time(stage, lambda: next(iterator, end))) is not end:
            yield value


def stages(received: list[Received], folder: Path) -> tuple[Stopwatch, int, int]:
    """All stages over reports that were taken in. Returns times, claims, events."""
    watch, knowledge = Stopwatch(), load_packs()
    with Ledger.open(folder / "speed.db") as ledger:
        observatory = Observatory(ledger, packs=knowledge)
        extractor: Extractor = observatory.extractor
        versions = extractor.versions()
        extractor.claims_of(received[0].report, next(iter(parse([received[0].report.text]))))  # lexicons load here
        index, total = CopyIndex(), 0
        for some in _batched(received):

            def signed(batch: list[Received] = some) -> list[tuple[Any, bytes, str, bytes]]:
                rows = []
                for item in batch:
                    hashes = shingles(prose(item.report))
                    made = sign(hashes)
                    index.add_signed(item.report.digest, made, hashes)
                    rows.append((item.report, item.raw, item.media_type, made))
                return rows

            rows = watch.time("near-duplicates", signed)
            watch.time("ledger: reports", lambda rows=rows: ledger.add_reports(rows))
            reports = [row[0] for row in rows]
            claims = []
            docs = watch.each("parse", parse(report.text for report in reports))
            for report, doc in zip(reports, docs, strict=True):
                claims += watch.time("claims", lambda r=report, d=doc: distinct(extractor.claims_of(r, d)))
            digests = [report.digest for report in reports]
            watch.time("ledger: claims", lambda d=digests, c=claims: ledger.put_claims(d, c, versions=versions))
            total += len(claims)
        events = watch.time("events", observatory.derive_events)
        watch.time("control", lambda: list(observatory.holdings().all_at("2016-12-01")))
    return watch, total, len(events)


def _batched(items: list[Received]) -> Iterator[list[Received]]:
    return (items[at : at + BATCH] for at in range(0, len(items), BATCH))


def best_of(command: list[str], *, times: int = 3) -> dict[str, float]:
    """Shortest seconds of a fresh process: on the clock, and of the processor."""
    clock, processor = [], []
    for _ in range(times):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        clock.append(time.monotonic() - began)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {"clock": round(min(clock), 2), "processor": round(min(processor), 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=Path, default=ARTICLES)
    parser.add_argument("--limit", type=int, help="read no more than N articles")
    options = parser.parse_args()
    watch = Stopwatch()
    intaken = watch.each("intake", read_paths([options.articles]))
    received = [item for item in itertools.islice(intaken, options.limit) if isinstance(item, Received)]
    if not received:
        raise SystemExit(f"no article could be read in {options.articles}: give the path of JSON lines with text")
    texts = [item.report.text for item in received]
    words = sum(len(text.split()) for text in texts)
    next(iter(parse(["The model is loaded."])))
    watch.time("parse alone", lambda: sum(1 for _ in parse(texts)))
    with tempfile.TemporaryDirectory() as folder:
        staged, claims, events = stages(received, Path(folder))
        sample = Path(folder, "short.txt")
        sample.write_text(SHORT)
        read = [sys.executable, "-m", "marsad", "read", str(sample), "--ledger", f"{folder}/short.db"]
        first_claim = best_of(read, times=1)
    help_seconds = best_of([sys.executable, "-m", "marsad", "--help"])
    parsing = staged.seconds["parse"]
    after = sum(seconds for stage, seconds in staged.seconds.items() if stage != "parse")
    everything = watch.seconds["intake"] + parsing + after
    figures = {
        "articles": len(received),
        "words": words,
        "claims": claims,
        "events": events,
        "parse_alone_words_per_s": round(words / watch.seconds["parse alone"]),
        "all_stages_words_per_s": round(words / everything),
        "articles_per_s": round(len(received) / everything, 1),
        "ratio_after_parse": round(after / parsing, 3),
        "seconds": {name: round(value, 2) for name, value in {**watch.seconds, **staged.seconds}.items()},
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "help_s": help_seconds,
        "first_claim_s": first_claim,
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
