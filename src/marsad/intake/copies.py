"""Near-duplicates: MinHash signatures of word shingles, and an index that finds what a report copies.

MinHash after Broder (1997, "On the resemblance and containment of documents"), banding after Leskovec, Rajaraman and
Ullman (Mining of Massive Datasets, 3.4). numpy computes a signature some thirty times faster than datasketch's objects,
and the hash functions are fixed here, so that signatures kept in a ledger stay comparable for ever.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marsad.records import Report

Shingles = NDArray[np.uint64]
"""Sorted, unique 64-bit hashes of a text's word shingles."""

SHINGLE_WORDS = 5
"""Five words in a row are seldom shared by two texts on one event that were written apart."""

PERMUTATIONS = 128
"""Standard error of a resemblance of 0.5: 0.044."""

SEED = 0x4D61_7273_6164_0001
"""Fixed for ever: another seed makes other signatures."""

BANDS, BAND_ROWS = 20, 2
"""A pair with resemblance s becomes a candidate with probability 1 - (1 - s^2)^20: 0.97 at 0.4, 0.997 at 0.5; a pair
written apart (below 0.02) once in a hundred. Forty of the 128 values suffice; all 128 then measure the candidate."""

COPY_CONTAINMENT = 0.6
"""A copy keeps three fifths of the shorter text's shingles: each edited word costs five of them."""

COPY_LENGTH = 0.4
"""The shorter text has at least this share of the longer one's shingles: a line quoted in a round-up is no copy."""

MIN_SHINGLES = 12
"""Texts of fewer words (headlines, flashes) share their shingles by chance."""

MERGE_AT = 65_536
"""Bands of recent reports in a dictionary before they join the sorted arrays, which take a tenth of its memory."""

LOAD_AT_ONCE = 16_384
"""Known reports that are loaded at a time: some 20 MB."""

BY_CHANCE = 1 / 256
"""Share of two texts' values whose low bytes are the same though the values are not."""

DIGEST_BYTES, RECENT_BYTES = 240, 200
"""Memory of a digest, in a list and a dictionary, and of a band that has not settled yet, as CPython keeps them."""

HOPELESS = 0.3
"""Estimated containment below which a candidate's words are not looked at: three standard errors below that of a copy,
also of one that is cut to COPY_LENGTH."""

_BLOCK = 4_096  # shingles hashed at a time: 4 MB, whatever the text's length
_WORD = re.compile(r"\w+")
_HEADER = 4  # bytes: the number of shingles, little-endian, before the 128 values of 4 bytes each
SIGNATURE_BYTES = _HEADER + 4 * PERMUTATIONS


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64's finalizer: spreads every bit of a 64-bit value over all of them."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


_KEYS = _mixed(np.uint64(SEED) + np.arange(1, PERMUTATIONS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
_FACTORS = (_KEYS | np.uint64(1)).reshape(PERMUTATIONS, 1)
_POWERS = tuple(np.uint64(pow(0x100000001B3, power, 1 << 64)) for power in range(SHINGLE_WORDS))


def shingles(text: str) -> Shingles:
    """Hashes of the text's shingles of five words, case and punctuation aside."""
    words = np.array([zlib.crc32(word.encode()) for word in _WORD.findall(text.casefold())], dtype=np.uint64)
    count = len(words) - SHINGLE_WORDS + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for place, power in enumerate(_POWERS):
        total += words[place : place + count] * power
    unique: Shingles = np.unique(_mixed(total))
    return unique


def signature(text: str) -> bytes:
    """The MinHash signature of a text: 516 bytes, the same for ever and on every machine."""
    return sign(shingles(text))


def sign(hashes: Shingles) -> bytes:
    """As `signature`, from the text's shingles."""
    lowest = np.full(PERMUTATIONS, np.iinfo(np.uint32).max, dtype=np.uint32)
    for start in range(0, len(hashes), _BLOCK):
        # Multiply-shift hashing (Dietzfelbinger and others, 1997): the upper half of a product with an odd factor.
        least = (hashes[start : start + _BLOCK] * _FACTORS).min(axis=1) >> np.uint64(32)
        lowest = np.minimum(lowest, least.astype(np.uint32))
    return len(hashes).to_bytes(_HEADER, "little") + lowest.astype("<u4").tobytes()


def _values(stored: bytes) -> tuple[int, NDArray[np.uint32]]:
    if len(stored) != SIGNATURE_BYTES:
        raise ValueError(f"not a signature: {len(stored)} bytes instead of {SIGNATURE_BYTES}")
    return int.from_bytes(stored[:_HEADER], "little"), np.frombuffer(stored, dtype="<u4", offset=_HEADER)


def prose(report: Report) -> str:
    """A report's text without furniture and captions: what its signature is best taken of, for copies of one text
    differ in the pages around them."""
    kept, at = [], 0
    for start, end in sorted((*report.furniture, *report.captions)):
        kept.append(report.text[at:start])
        at = max(at, end)
    return "".join((*kept, report.text[at:]))


def similarity(a: bytes, b: bytes) -> float:
    """Estimated resemblance (Jaccard, 0 to 1) of two signatures; texts too short for a shingle resemble none."""
    (count_a, values_a), (count_b, values_b) = _values(a), _values(b)
    return float(np.mean(values_a == values_b)) if count_a and count_b else 0.0


def containment(a: Shingles, b: Shingles) -> float:
    """Share of the shorter text's shingles that the other holds too: exact, 0 to 1."""
    shorter = min(len(a), len(b))
    return len(np.intersect1d(a, b, assume_unique=True)) / shorter if shorter else 0.0


class CopyIndex:
    """Finds, for each report added, the earlier one that it copies, also with paragraphs added or cut.

    rows: (digest, signature, digest of what it copies or None) of reports already known, in the order they came.
    text_of: gives an earlier report's text, so that a candidate is checked on its own words; without it (or where it
    gives None) the containment is estimated from the signatures, with an error of some five percent.

    Kept of each report: the low byte of its 128 values (b-bit minwise hashing: Li and Koenig 2010), 20 bands of 12
    bytes, its digest; some 600 bytes in all (benchmarks/copies.py measures it). Bands lie in sorted runs, each at least
    twice as long as the next, as in a log-structured merge tree: an insertion moves each band a few times in all.
    """

    def __init__(
        self, rows: Iterable[tuple[str, bytes, str | None]] = (), *, text_of: Callable[[str], str | None] | None = None
    ) -> None:
        self._text_of = text_of
        self._digests: list[str] = []
        self._rows: dict[str, int] = {}
        self._roots: dict[int, str] = {}
        self._counts = np.zeros(1024, dtype=np.uint32)
        self._low = np.zeros((1024, PERMUTATIONS), dtype=np.uint8)
        self._runs: list[tuple[NDArray[np.uint64], NDArray[np.uint32]]] = []
        self._recent: dict[int, list[int]] = {}
        rows = iter(rows)
        while some := list(islice(rows, LOAD_AT_ONCE)):
            self._load(some)

    def __len__(self) -> int:
        return len(self._digests)

    def size(self) -> int:
        """Bytes of memory that the index takes, its digests estimated."""
        arrays = (self._low, self._counts, *(array for run in self._runs for array in run))
        return sum(array.nbytes for array in arrays) + DIGEST_BYTES * len(self) + RECENT_BYTES * len(self._recent)

    def add(self, digest: str, text: str) -> str | None:
        """Adds a report; the digest of the original that it copies, or None. The same digest again changes nothing.

        The original is the first of its family that was added: reports reach us late, and which of two agencies'
        clients printed a text first says nothing about its origin.
        """
        return self.add_signed(digest, sign(hashes := shingles(text)), hashes)

    def add_signed(self, digest: str, stored: bytes, hashes: Shingles | None = None) -> str | None:
        """As `add`, from a signature made elsewhere (another process); `hashes` allow the exact check."""
        if digest in self._rows:
            return self._roots.get(self._rows[digest])
        count, values = _values(stored)
        original = self._original(count, values, hashes) if count >= MIN_SHINGLES else None
        row = self._append([digest], np.array([count]), values[None, :], [original])
        for key in _bands(values[None, :])[0].tolist():
            self._recent.setdefault(key, []).append(row)
        if len(self._recent) >= MERGE_AT:
            self._settle()
        return original

    def _load(self, rows: Sequence[tuple[str, bytes, str | None]]) -> None:
        """Adds known reports, many at a time."""
        known = [_values(stored) for _, stored, _ in rows]
        values = np.stack([of_one for _, of_one in known])
        first = self._append(
            [digest for digest, *_ in rows],
            np.array([count for count, _ in known]),
            values,
            [original for *_, original in rows],
        )
        owners = np.repeat(np.arange(first, first + len(rows), dtype=np.uint32), BANDS)
        self._add_run(_bands(values).ravel(), owners)

    def _append(
        self, digests: Sequence[str], counts: NDArray[Any], values: NDArray[np.uint32], originals: Sequence[str | None]
    ) -> int:
        """Keeps what is needed of these reports; the row of the first."""
        first, end = len(self._digests), len(self._digests) + len(digests)
        if end > len(self._low):
            room = max(end, len(self._low) + len(self._low) // 2)
            self._low = np.resize(self._low, (room, PERMUTATIONS))
            self._counts = np.resize(self._counts, room)
        self._low[first:end] = values.astype(np.uint8)
        self._counts[first:end] = counts
        self._digests.extend(digests)
        for row, (digest, original) in enumerate(zip(digests, originals, strict=True), start=first):
            self._rows[digest] = row
            if original is not None:
                self._roots[row] = self._root(original)
        return first

    def _root(self, digest: str) -> str:
        """The original at the end of the chain of copies; the digest itself where it is none or unknown."""
        row = self._rows.get(digest)
        return digest if row is None else self._roots.get(row, digest)

    def _original(self, count: int, values: NDArray[np.uint32], hashes: Shingles | None) -> str | None:
        candidates = sorted(self._candidates(values))
        if not candidates:
            return None
        same = (self._low[np.array(candidates)] == values.astype(np.uint8)).mean(axis=1)
        resemblance = ((same - BY_CHANCE) / (1 - BY_CHANCE)).clip(0, 1)
        best: tuple[float, int] | None = None
        for row, alike in zip(candidates, resemblance.tolist(), strict=True):
            held = self._held(row, count, alike, hashes)
            if held >= COPY_CONTAINMENT and (best is None or held > best[0]):
                best = (held, row)
        return None if best is None else self._root(self._digests[best[1]])

    def _held(self, row: int, count: int, alike: float, hashes: Shingles | None) -> float:
        other = int(self._counts[row])
        shorter, longer = min(count, other), max(count, other)
        if shorter < max(MIN_SHINGLES, COPY_LENGTH * longer):
            return 0.0
        estimate = alike * (count + other) / (1 + alike) / shorter  # |A and B| from J = |A and B| / |A or B|
        if estimate < HOPELESS or self._text_of is None or hashes is None:
            return estimate
        text = self._text_of(self._digests[row])
        return estimate if text is None else containment(hashes, shingles(text))

    def _candidates(self, values: NDArray[np.uint32]) -> set[int]:
        keys = _bands(values[None, :])[0]
        found = {row for key in keys.tolist() for row in self._recent.get(key, ())}
        for known, owners in self._runs:
            left, right = np.searchsorted(known, keys, "left"), np.searchsorted(known, keys, "right")
            for begin, end in zip(left.tolist(), right.tolist(), strict=True):
                found.update(owners[begin:end].tolist())
        return found

    def _settle(self) -> None:
        """The recent bands become a run."""
        pairs = [(key, row) for key, rows in self._recent.items() for row in rows]
        self._recent = {}
        self._add_run(
            np.array([key for key, _ in pairs], dtype=np.uint64), np.array([row for _, row in pairs], dtype=np.uint32)
        )

    def _add_run(self, keys: NDArray[np.uint64], owners: NDArray[np.uint32]) -> None:
        while self._runs and len(self._runs[-1][0]) < 2 * len(keys):
            known, held = self._runs.pop()
            keys, owners = np.concatenate([known, keys]), np.concatenate([held, owners])
        order = np.argsort(keys, kind="stable")
        self._runs.append((keys[order], owners[order]))


def _bands(values: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """A 64-bit key for each band of each report: its number and its two values. [n, 128] -> [n, BANDS]."""
    pairs = values[:, : BANDS * BAND_ROWS].reshape(len(values), BANDS, BAND_ROWS).astype(np.uint64)
    numbers = np.arange(1, BANDS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return _mixed(((pairs[:, :, 0] << np.uint64(32)) | pairs[:, :, 1]) ^ numbers)
