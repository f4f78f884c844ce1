"""Which pairs of claims are compared at all, so that matching stays sub-quadratic: neighbours in place and time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from marsad.events.columns import Columns, Ints
from marsad.events.words import fold
from marsad.records import Claim

EVENT_WINDOW = 10.0
"""Days by which two accounts of one event may miss each other. Reports date an event to within a week nearly always
("last week"); five months apart is never one event."""

STATE_WINDOW = 180.0
"""The same for two mentions of one state, which may be told again after months; the weights count the days between."""

VAGUE_WINDOW = 2.0
"""The window in days for a claim that names no place: without the place, the day must nearly be right."""

OPEN_SPAN = 366.0
"""Days that an interval with one open bound is taken to reach, for finding candidates."""

MAX_NEIGHBOURS = 150
"""Most earlier claims in one block that a claim is compared with: the nearest in time. Bounds the work on a place about
which there are thousands of reports (an event with more accounts than that is still joined, through those nearest)."""

WITHIN_REPORT = 200
"""Claims of one report that are compared all with all; in a longer report only those nearest in the text."""


def candidate_pairs(claims: Sequence[Claim], columns: Columns) -> tuple[Ints, Ints]:
    """Indices (i, j), i < j, each pair once, sorted: shapes [p], [p]."""
    codes = [np.empty(0, dtype=np.int64)]
    size = len(claims)
    for block in _blocks(claims).values():
        rows = np.array(block, dtype=np.int64)
        if len(rows) > 1:
            codes.append(_near_in_time(rows, columns, size))
    codes.append(_placeless(claims, columns))
    by_report: dict[int, list[int]] = defaultdict(list)
    for row, report in enumerate(columns.report.tolist()):
        by_report[report].append(row)
    for block in by_report.values():
        rows = np.array(sorted(block, key=lambda r: (columns.start[r], r)), dtype=np.int64)
        for step in range(1, min(len(rows), WITHIN_REPORT)):
            codes.append(_code(rows[:-step], rows[step:], size))
    pairs = np.unique(np.concatenate(codes))
    return pairs // max(size, 1), pairs % max(size, 1)


def _blocks(claims: Sequence[Claim]) -> dict[str, list[int]]:
    """Keys under which a claim may meet others: its place and the places that it names (a departure is reported from
    both ends); without a place, who did what kind of thing, or in which operation."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for row, claim in enumerate(claims):
        keys = {f"name:{fold(name)}" for name in (claim.place_text, claim.place, claim.from_place) if name}
        if claim.place_id:
            keys.add(f"place:{claim.place_id.split('/', 1)[0]}")
        if claim.operation:
            keys.add(f"operation:{fold(claim.operation)}")
        if not claim.place_id or claim.place_relation == "region":
            keys.add(f"deed:{claim.type}:{claim.actor1}")
        for key in sorted(keys):
            blocks[key].append(row)
    return blocks


def _placeless(claims: Sequence[Claim], columns: Columns) -> Ints:
    """A claim that names no place, or only a province, meets what is reported of any place: same type, same days."""
    vague = np.array([not c.place_id or c.place_relation == "region" for c in claims], dtype=bool)
    by_type: dict[str, list[int]] = defaultdict(list)
    for row, claim in enumerate(claims):
        if claim.kind == "event":
            by_type[claim.type].append(row)
    found = [np.empty(0, dtype=np.int64)]
    for block in by_type.values():
        rows = np.array(block, dtype=np.int64)
        if vague[rows].any():
            first, last = _span(columns, rows)
            middle = np.where(np.isfinite(first), (first + np.where(np.isfinite(last), last, first)) / 2, 0.0)
            order = np.lexsort((rows, middle))
            rows, first, last = rows[order], first[order], last[order]
            for step in range(1, min(len(rows), MAX_NEIGHBOURS)):
                meets = np.maximum(first[step:] - last[:-step], first[:-step] - last[step:]) <= VAGUE_WINDOW
                meets &= vague[rows[step:]] | vague[rows[:-step]]
                found.append(_code(rows[:-step][meets], rows[step:][meets], len(claims)))
    return np.concatenate(found)


def _near_in_time(rows: Ints, columns: Columns, size: int) -> Ints:
    """Pairs of a block whose intervals, widened by the window, meet."""
    first, last = _span(columns, rows)
    slack = np.where(columns.state[rows], STATE_WINDOW, EVENT_WINDOW)
    order = np.lexsort((rows, last, first))
    rows, first, last, slack = rows[order], first[order], last[order], slack[order]
    found = []
    for step in range(1, min(len(rows), MAX_NEIGHBOURS)):
        meets = first[step:] - last[:-step] <= np.maximum(slack[step:], slack[:-step])
        if meets.any():
            found.append(_code(rows[:-step][meets], rows[step:][meets], size))
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)


def _span(columns: Columns, rows: Ints) -> tuple[np.ndarray, np.ndarray]:
    """First and last day that a claim may speak of; the report's day where it gives no clue."""
    first, last, published = columns.first[rows], columns.last[rows], columns.published[rows]
    known_first = np.where(np.isnan(first), np.where(np.isnan(last), published, last - OPEN_SPAN), first)
    known_last = np.where(np.isnan(last), np.where(np.isnan(first), published, first + EVENT_WINDOW), last)
    return np.nan_to_num(known_first, nan=-np.inf), np.nan_to_num(known_last, nan=np.inf)


def _code(a: Ints, b: Ints, size: int) -> Ints:
    return np.minimum(a, b) * size + np.maximum(a, b)
