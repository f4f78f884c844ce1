"""ACLED's codes of who took part (codebook of 2023): kinds of actors, and of two that meet."""

from __future__ import annotations

STATE, REBELS, POLITICAL_MILITIA, PROTESTERS, CIVILIANS, EXTERNAL = 1, 2, 3, 6, 7, 8

CODES = {
    "rebel": REBELS,
    "jihadist": REBELS,
    "ethnic_forces": REBELS,
    "militia": POLITICAL_MILITIA,
    "party": POLITICAL_MILITIA,
    "unidentified": POLITICAL_MILITIA,
    "protesters": PROTESTERS,
    "civilians": CIVILIANS,
    "coalition": EXTERNAL,
    "organisation": EXTERNAL,
    "state": EXTERNAL,
    "state_forces": EXTERNAL,
}
"""Kind of actor in the packs -> ACLED's code; a state in its own country is STATE. ACLED counts unidentified armed
groups as political militias; its rioters (5) and identity militias (4) the packs do not tell apart."""

TARGETED = "Civilian targeting"


def inter(kind: str, *, governs: bool) -> int | None:
    """ACLED's code of an actor of this kind; None where the kind is not known. governs: in its own country."""
    return STATE if governs else CODES.get(kind)


def interaction(one: int | None, other: int | None) -> int | None:
    """ACLED's code of who met whom: the smaller of the two first, 0 for nobody ("12", "37", "10")."""
    known = sorted(code for code in (one, other) if code)
    return known[0] * 10 + (known[1] if len(known) > 1 else 0) if known else None
