"""Near-duplicates among many reports: `python benchmarks/copies.py [REPORTS ...]` (default 100000 1000000).

Reports of about fifteen sentences are made up: most sentences are a report's own, some come from a pool that many
reports share (background paragraphs, set phrases), and every twentieth report copies an earlier one with a fifth of its
sentences replaced. A sentence is a set of random shingles, so that a report's signature is the minimum of those of its
sentences. Prints, for each number: seconds to load that many signatures as a new reading does from its ledger; then, on
an index of that size, milliseconds of the processor to look up and insert a report (its text shingled, signed, searched
for and kept), precision and recall of the copies against what was made, and the peak of memory.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from marsad.intake.copies import PERMUTATIONS, CopyIndex, shingles, sign

SENTENCES, SENTENCE_SHINGLES = 15, 18
SHARED, SHARED_POOL = 2, 5_000
COPY_EVERY, REPLACED = 20, 3
BATCH = 1_000
MEASURED = 2_000
Values = NDArray[np.uint32]


def signatures(number: int, *, seed: int = 1) -> Iterator[tuple[str, bytes, int | None]]:
    """(digest, signature, number of the report that it copies or None)."""
    draw = np.random.default_rng(seed)
    pool = _sentences(draw, SHARED_POOL)
    kept: dict[int, Values] = {}
    for start in range(0, number, BATCH):
        size = min(BATCH, number - start)
        own = _sentences(draw, size * (SENTENCES - SHARED)).reshape(size, SENTENCES - SHARED, PERMUTATIONS)
        common = pool[draw.integers(0, SHARED_POOL, size=(size, SHARED))]
        reports = np.concatenate([own, common], axis=1)
        for n in range(size):
            row, copied = start + n, None
            if row % COPY_EVERY == 0 and kept:
                copied = int(draw.choice(list(kept)[-50:]))
                reports[n, REPLACED:] = kept[copied][REPLACED:]
            elif row % 97 == 0:
                kept[row] = reports[n].copy()
            values = reports[n].min(axis=0)
            count = SENTENCES * SENTENCE_SHINGLES
            yield f"{row:064x}", count.to_bytes(4, "little") + values.astype("<u4").tobytes(), copied


def _sentences(draw: np.random.Generator, number: int) -> Values:
    """The lowest of SENTENCE_SHINGLES uniform hashes, for each permutation: shape [number, PERMUTATIONS]."""
    lowest = -np.expm1(np.log(draw.random((number, PERMUTATIONS))) / SENTENCE_SHINGLES)
    return (lowest * (2**32 - 1)).astype(np.uint32)


def texts(number: int, *, seed: int = 2) -> Iterator[str]:
    """Texts of as many words, to be shingled and signed as real ones are."""
    draw = random.Random(seed)  # noqa: S311
    for _ in range(number):
        yield " ".join(f"w{draw.randrange(50_000)}" for _ in range(SENTENCES * SENTENCE_SHINGLES))


def measure(number: int) -> dict[str, float]:
    made = signatures(number + MEASURED)
    spent = 0.0

    def known() -> Iterator[tuple[str, bytes, None]]:
        nonlocal spent
        for _ in range(number):
            began = time.process_time()
            digest, signed, _ = next(made)
            spent += time.process_time() - began
            yield digest, signed, None

    began = time.process_time()
    index = CopyIndex(known())
    loading = time.process_time() - began - spent
    began = time.process_time()
    hits = told = true = 0
    for digest, signed, copied in made:
        found = index.add_signed(digest, signed)
        told += found is not None
        true += copied is not None
        hits += copied is not None and found is not None
    searched = time.process_time() - began
    began = time.process_time()
    for text in texts(MEASURED):
        sign(shingles(text))
    signing = time.process_time() - began
    return {
        "reports": number,
        "loaded_in_seconds": round(loading, 1),
        "milliseconds_to_sign": round(1000 * signing / MEASURED, 3),
        "milliseconds_to_look_up_and_insert": round(1000 * searched / MEASURED, 3),
        "copies_precision": round(hits / max(told, 1), 4),
        "copies_recall": round(hits / max(true, 1), 4),
        "bytes_a_report": round(index.size() / len(index)),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=int, nargs="*", default=[100_000, 1_000_000])
    for number in parser.parse_args().reports:
        print(json.dumps(measure(number)), flush=True)


if __name__ == "__main__":
    main()
