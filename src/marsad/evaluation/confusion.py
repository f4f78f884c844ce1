"""Which types are taken for which: of matched claims, and of unmatched ones whose quotes are the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marsad.evaluation.agreement import Row
from marsad.evaluation.matching import HALF, overlap


@dataclass(frozen=True, slots=True)
class Confusion:
    """So many `claims` of the type `gold` were read as `found`."""

    gold: str
    found: str
    claims: int

    def to_json(self) -> dict[str, str | int]:
        return {"gold": self.gold, "found": self.found, "claims": self.claims}


def confusions(pairs: Iterable[tuple[Row, Row]]) -> tuple[Confusion, ...]:
    """pairs: a claim of the gold and the system's for the same words. Differing types only, the most frequent first."""
    counts = Counter((g["type"], s["type"]) for g, s in pairs if g["type"] != s["type"])
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Confusion(gold, found, claims) for (gold, found), claims in ranked)


def read_otherwise(missed: Sequence[Row], false: Sequence[Row], text: str | None) -> list[tuple[Row, Row]]:
    """Claims of one document that only one side has, paired where their quotes overlap: the same words, read as another
    family of types. Each is paired once, with what it overlaps most."""
    shares = [(overlap(g, s, text), i, j) for i, g in enumerate(missed) for j, s in enumerate(false)]
    pairs: dict[int, int] = {}
    for share, i, j in sorted(shares, key=lambda one: (-one[0], one[1:])):
        if share >= HALF and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(missed[i], false[j]) for i, j in pairs.items()]
