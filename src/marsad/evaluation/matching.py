"""Which claim of the system answers which claim of the gold: one to one, the best total (Kuhn 1955, Munkres 1957)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from marsad.evaluation.agreement import Row, fold, same_date, same_name, same_place
from marsad.records import FAMILIES

HALF = 0.5
"""Overlap of quotes, as a share of the shorter, from which two claims may be one."""

LONGEST_QUOTE, LONGEST_TIMES = 400, 3
"""A system's quote longer than both, in characters and in lengths of the gold's, points nowhere and does not count."""

A_MATCH, A_TYPE, A_NAME, A_DATE = 1000.0, 100.0, 10.0, 5.0
"""What counts more, in this order: that claims match at all, their exact type, source and place, date, overlap."""


def matches(gold: Sequence[Row], system: Sequence[Row], text: str | None) -> list[tuple[int, int]]:
    """(index of the gold's claim, of the system's) of each match in one document. text: of the document, if at hand."""
    if not gold or not system:
        return []
    weights = np.array([[_weight(g, s, text) for s in system] for g in gold])
    return assignment(weights)


def _weight(gold: Row, system: Row, text: str | None) -> float:
    """0: the two cannot be one."""
    if FAMILIES.get(gold["type"]) != FAMILIES.get(system.get("type", ""), "?"):
        return 0.0
    share = overlap(gold, system, text)
    if share < HALF:
        return 0.0
    return float(
        A_MATCH
        + A_TYPE * (gold["type"] == system["type"])
        + A_NAME * same_name(gold.get("source"), system.get("source"))
        + A_NAME * same_place(gold, system)
        + A_DATE * same_date(gold, system)
        + share
    )


def overlap(gold: Row, system: Row, text: str | None) -> float:
    """How far the quotes of two claims cover each other: 0 to 1, of the shorter; in words where offsets are missing."""
    ours, theirs = list(_spans(gold, text)), list(_spans(system, text))
    if not ours or not theirs:
        words = set(fold(" ".join([gold.get("quote") or "", *(gold.get("also") or [])])).split())
        others = set(fold(system.get("quote")).split())
        return len(words & others) / max(1, min(len(words), len(others)))
    best = 0.0
    for start, end in ours:
        for low, high in theirs:
            shared = min(end, high) - max(start, low)
            if shared > 0 and high - low <= max(LONGEST_QUOTE, LONGEST_TIMES * (end - start)):
                best = max(best, shared / max(1, min(end - start, high - low)))
    return best


def _spans(claim: Row, text: str | None) -> Iterator[tuple[int, int]]:
    if claim.get("start") is not None and claim.get("end") is not None:
        yield claim["start"], claim["end"]
    yield from claim.get("spans") or ()
    if text is not None:
        for quote in (claim.get("quote"), *(claim.get("also") or ())):
            at = text.find(quote) if quote else -1
            if at >= 0:
                yield at, at + len(quote)


def assignment(weights: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """Pairs (row, column), one to one, of the greatest total weight; weights of 0 are never paired.

    Shortest augmenting paths with potentials, O(n^3): Jonker and Volgenant (1987). Sorted by column.
    """
    rows, columns = weights.shape
    size = max(rows, columns)
    cost = np.full((size, size), weights.max(initial=0.0))
    cost[:rows, :columns] -= weights
    of_row, of_column = np.zeros(size), np.zeros(size + 1)
    holder = np.full(size + 1, -1)  # the row that holds each column; the last column is where a search starts
    for row in range(size):
        holder[size] = row
        at = size
        reached, used = np.full(size, np.inf), np.zeros(size + 1, dtype=bool)
        came_from = np.full(size, size)
        while holder[at] >= 0:
            used[at] = True
            current = cost[holder[at]] - of_row[holder[at]] - of_column[:size]
            shorter = ~used[:size] & (current < reached)
            reached[shorter], came_from[shorter] = current[shorter], at
            nearest = int(np.argmin(np.where(used[:size], np.inf, reached)))
            step = reached[nearest]
            of_row[holder[used]] += step
            of_column[used] -= step
            reached[~used[:size]] -= step
            at = nearest
        while at != size:
            holder[at] = holder[came_from[at]]
            at = int(came_from[at])
    pairs = ((int(holder[column]), column) for column in range(columns))
    return [(row, column) for row, column in pairs if row < rows and weights[row, column] > 0]
