"""Which types of claim may name one event: what a pair of claims is asked first, before anything costs time."""

from __future__ import annotations

import numpy as np

from marsad.records import CLAIM_TYPES

TYPE = {name: number for number, name in enumerate(CLAIM_TYPES)}

CONFUSABLE = (
    ("air_strike", "shelling"), ("air_strike", "chemical_attack"), ("armed_clash", "offensive"),
    ("armed_clash", "contested"), ("armed_clash", "territory_taken"), ("offensive", "territory_taken"),
    ("offensive", "besieged"), ("armed_clash", "attack_on_civilians"), ("explosion", "suicide_bombing"),
    ("withdrawal", "movement"), ("abduction", "arrest"),
)  # fmt: skip
"""Types by which two reports may call one event (seen so in the training gold, or one is the other's narrower word)."""


def _alike() -> np.ndarray:
    table = np.eye(len(CLAIM_TYPES), dtype=bool)
    for one, other in CONFUSABLE:
        table[TYPE[one], TYPE[other]] = table[TYPE[other], TYPE[one]] = True
    return table


ALIKE = _alike()
"""Shape [types, types]: the same type, or a confusable one. Claims of other types are never one event."""

ALIKE_BITS = tuple(sum(1 << int(other) for other in np.flatnonzero(row)) for row in ALIKE)
"""The rows of ALIKE as bit sets."""


def _kinds() -> dict[str, int]:
    kind = list(range(len(CLAIM_TYPES)))
    for one, other in CONFUSABLE:
        low, high = sorted((kind[TYPE[one]], kind[TYPE[other]]))
        kind = [low if k == high else k for k in kind]
    return dict(zip(CLAIM_TYPES, kind, strict=True))


KIND = _kinds()
"""Type -> number of its kind: types that a chain of confusable ones connects. Pairs within a kind are candidates."""
