"""Near-duplicates: MinHash signatures of word shingles, and an index that finds what a report copies.

MinHash after Broder (1997, "On the resemblance and containment of documents"), banding after Leskovec, Rajaraman and
Ullman (Mining of Massive Datasets, 3.4). numpy computes a signature some thirty times faster than datasketch's objects,
and the hash functions are fixed here, so that signatures kept in a ledger stay comparable for ever.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable

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
    """

    def __init__(
        self, rows: Iterable[tuple[str, bytes, str | None]] = (), *, text_of: Callable[[str], str | None] | None = None
    ) -> None:
        self._text_of = text_of
        self._digests: list[str] = []
        self._roots: dict[str, str] = {}
        self._counts: list[int] = []
        self._signatures = np.zeros((1024, PERMUTATIONS), dtype=np.uint32)
        self._keys, self._owners = np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint32)
        self._recent: dict[int, list[int]] = {}
        for digest, stored, original in rows:
            count, values = _values(stored)
            self._insert(digest, count, values, original)

    def __len__(self) -> int:
        return len(self._digests)

    def add(self, digest: str, text: str) -> str | None:
        """Adds a report; the digest of the original that it copies, or None. The same digest again changes nothing.

        The original is the first of its family that was added: reports reach us late, and which of two agencies'
        clients printed a text first says nothing about its origin.
        """
        return self.add_signed(digest, sign(hashes := shingles(text)), hashes)

    def add_signed(self, digest: str, stored: bytes, hashes: Shingles | None = None) -> str | None:
        """As `add`, from a signature made elsewhere (another process); `hashes` allow the exact check."""
        if digest in self._roots:
            root = self._roots[digest]
            return root if root != digest else None
        count, values = _values(stored)
        original = self._original(count, values, hashes) if count >= MIN_SHINGLES else None
        self._insert(digest, count, values, original)
        return original

    def _original(self, count: int, values: NDArray[np.uint32], hashes: Shingles | None) -> str | None:
        candidates = sorted(self._candidates(values))
        if not candidates:
            return None
        rows = np.array(candidates)
        resemblance = (self._signatures[rows] == values).mean(axis=1)
        best: tuple[float, int] | None = None
        for row, alike in zip(candidates, resemblance.tolist(), strict=True):
            held = self._held(row, count, alike, hashes)
            if held >= COPY_CONTAINMENT and (best is None or held > best[0]):
                best = (held, row)
        return None if best is None else self._roots[self._digests[best[1]]]

    def _held(self, row: int, count: int, alike: float, hashes: Shingles | None) -> float:
        other = self._counts[row]
        shorter, longer = min(count, other), max(count, other)
        if shorter < max(MIN_SHINGLES, COPY_LENGTH * longer):
            return 0.0
        text = self._text_of(self._digests[row]) if self._text_of and hashes is not None else None
        if text is not None and hashes is not None:
            return containment(hashes, shingles(text))
        return alike * (count + other) / (1 + alike) / shorter  # |A and B| from J = |A and B| / |A or B|

    def _candidates(self, values: NDArray[np.uint32]) -> set[int]:
        keys = _bands(values)
        found = {row for key in keys.tolist() for row in self._recent.get(key, ())}
        left, right = np.searchsorted(self._keys, keys, "left"), np.searchsorted(self._keys, keys, "right")
        for begin, end in zip(left.tolist(), right.tolist(), strict=True):
            found.update(self._owners[begin:end].tolist())
        return found

    def _insert(self, digest: str, count: int, values: NDArray[np.uint32], original: str | None) -> None:
        row = len(self._digests)
        if row == len(self._signatures):
            self._signatures = np.concatenate([self._signatures, np.zeros_like(self._signatures)])
        self._signatures[row] = values
        self._digests.append(digest)
        self._counts.append(count)
        self._roots[digest] = self._roots.get(original, original) if original else digest
        for key in _bands(values).tolist():
            self._recent.setdefault(key, []).append(row)
        if len(self._recent) >= MERGE_AT:
            self._merge()

    def _merge(self) -> None:
        pairs = [(key, row) for key, rows in self._recent.items() for row in rows]
        keys = np.concatenate([self._keys, np.array([key for key, _ in pairs], dtype=np.uint64)])
        owners = np.concatenate([self._owners, np.array([row for _, row in pairs], dtype=np.uint32)])
        order = np.argsort(keys, kind="stable")
        self._keys, self._owners, self._recent = keys[order], owners[order], {}


def _bands(values: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """A 64-bit key for each band: its number and its two values."""
    pairs = values[: BANDS * BAND_ROWS].reshape(BANDS, BAND_ROWS).astype(np.uint64)
    numbers = np.arange(1, BANDS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return _mixed(((pairs[:, 0] << np.uint64(32)) | pairs[:, 1]) ^ numbers)
