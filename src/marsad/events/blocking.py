"""Which pairs of claims are compared at all: neighbours in place, time and kind, found by sorting, never all with all.

Whether two claims are compared depends on these two alone (and on their report, where they share one), never on what
else is known: that makes events the same in whatever order and portions reports come in (`incremental`), and lets the
work grow with the number of reports about one place and time, not with the size of the ledger.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from marsad.events.columns import Coder, Columns, Floats, Ints
from marsad.events.kinds import ALIKE, KIND
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

WITHIN_REPORT = 200
"""Claims of one report that are compared all with all; in a longer report only those nearest in the text."""

DAYS = 4_000_000
"""More than the ordinal of any day of the calendar, and the widest window: the length of one block's line of time."""

AT_ONCE = 4_000_000
"""Pairs that are worked on at a time: some 100 MB."""


def candidate_pairs(claims: Sequence[Claim], columns: Columns) -> tuple[Ints, Ints]:
    """Indices (i, j), i < j, each pair once, sorted: shapes [p], [p]."""
    size = max(len(claims), 1)
    first, last = _span(columns)
    vague = np.array([_is_vague(c) for c in claims], dtype=bool)
    found = [np.empty(0, dtype=np.int64)]

    def keep(pairs: Iterator[tuple[Ints, Ints]], *, one_vague: bool = False) -> None:
        for a, b in pairs:
            alike = ALIKE[columns.type[a], columns.type[b]] & (a != b)
            if one_vague:
                alike &= vague[a] | vague[b]
            i, j = a[alike], b[alike]
            found.append(_distinct(np.minimum(i, j) * size + np.maximum(i, j)))

    rows, codes = _entries(map(_place_keys, claims))
    keep(_meeting(rows, codes, first, last, EVENT_WINDOW))
    lasting = columns.state[rows]
    keep(_meeting(rows[lasting], codes[lasting], first, last, STATE_WINDOW))
    keep(_meeting(*_entries(map(_deed_keys, claims)), first, last, VAGUE_WINDOW), one_vague=True)
    keep(_within_reports(columns))
    pairs = _distinct(np.concatenate(found))
    return pairs // size, pairs % size


def days_about(columns: Columns) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """First and last day (ordinals) on which what these claims may be compared with can lie, reports aside; the same of
    states, which are compared over longer times, if any of these is one."""
    first, last = _span(columns)
    low, high = int(first.min()), int(last.max())
    events = max(low - int(EVENT_WINDOW), 1), high + int(EVENT_WINDOW)
    if not columns.state.any():
        return events, None
    lasting, ended = int(first[columns.state].min()), int(last[columns.state].max())
    return events, (max(lasting - int(STATE_WINDOW), 1), ended + int(STATE_WINDOW))


class Neighbours:
    """Whether a claim shares with any of some what claims are compared for, their days aside."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        listed = list(claims)
        self._places = set[tuple[int, str]]().union(*map(_place_keys, listed))
        self._deeds = set[tuple[int, str]]().union(*map(_deed_keys, listed))
        self._vague = set[tuple[int, str]]().union(*(_deed_keys(claim) for claim in listed if _is_vague(claim)))
        self._reports = {claim.report for claim in listed}

    def __contains__(self, claim: Claim) -> bool:
        if claim.report in self._reports or not self._places.isdisjoint(_place_keys(claim)):
            return True
        return not (self._deeds if _is_vague(claim) else self._vague).isdisjoint(_deed_keys(claim))


def _is_vague(claim: Claim) -> bool:
    """Whether it names no place, or only a province."""
    return not claim.place_id or claim.place_relation == "region"


def _place_keys(claim: Claim) -> set[tuple[int, str]]:
    """Keys under which a claim meets others: its place and the places that it names (a departure is reported from both
    ends); without a place, who did what kind of thing, or in which operation."""
    kind = KIND[claim.type]
    keys = {(kind, f"name:{fold(name)}") for name in (claim.place_text, claim.place, claim.from_place) if name}
    if claim.place_id:
        keys.add((kind, f"place:{claim.place_id.split('/', 1)[0]}"))
    if claim.operation:
        keys.add((kind, f"operation:{fold(claim.operation)}"))
    if _is_vague(claim):
        keys.add((kind, f"deed:{claim.type}:{claim.actor1}"))
    return keys


def _deed_keys(claim: Claim) -> set[tuple[int, str]]:
    """A claim that names no place meets what is reported of any place: same type, same days."""
    return {(KIND[claim.type], claim.type)} if claim.kind == "event" else set()


def _entries(keys: Iterable[set[tuple[int, str]]]) -> tuple[Ints, Ints]:
    """Row and code of each key of each claim: shapes [e], [e]."""
    coder, rows, codes = Coder(), array("q"), array("q")
    for row, of_one in enumerate(keys):
        for key in of_one:
            rows.append(row)
            codes.append(coder(key))
    return np.frombuffer(rows, dtype=np.int64), np.frombuffer(codes, dtype=np.int64)


def _distinct(values: Ints) -> Ints:
    """The values sorted, each once. In place of np.unique, whose hash table takes several times the memory."""
    values = np.sort(values)
    return values[np.concatenate([[True], values[1:] != values[:-1]])] if len(values) else values


def _meeting(rows: Ints, codes: Ints, first: Ints, last: Ints, slack: float) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of rows of one block whose days, widened by the slack, meet. All blocks lie on one line, end to end."""
    order = np.lexsort((rows, first[rows], codes))
    rows, codes = rows[order], codes[order]
    begins = codes * DAYS + first[rows]
    ends = codes * DAYS + np.minimum(last[rows] + int(slack), DAYS - 1)
    after = np.arange(1, len(rows) + 1)
    yield from _ranges(rows, after, np.searchsorted(begins, ends, side="right"))


def _within_reports(columns: Columns) -> Iterator[tuple[Ints, Ints]]:
    rows = np.lexsort((columns.start, columns.report))
    after = np.arange(1, len(rows) + 1)
    report = columns.report[rows]
    ends = np.minimum(np.searchsorted(report, report, side="right"), after + WITHIN_REPORT - 1)
    yield from _ranges(rows, after, ends)


def _ranges(rows: Ints, begin: Ints, end: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Each row with those at the places from `begin` to before `end`, some at a time."""
    counts = np.maximum(end - begin, 0)
    total = np.cumsum(counts)
    at = 0
    while at < len(rows):
        done = total[at - 1] if at else 0
        stop = max(int(np.searchsorted(total, done + AT_ONCE, side="right")), at + 1)
        some = counts[at:stop]
        left = np.repeat(np.arange(at, stop), some)
        offset = np.arange(len(left)) - np.repeat(np.cumsum(some) - some, some)
        yield rows[left], rows[begin[left] + offset]
        at = stop


def _span(columns: Columns) -> tuple[Ints, Ints]:
    """First and last day (ordinals) that a claim may speak of; the report's day where it gives no clue, else day 0:
    what nobody dated is compared with what nobody dated."""
    first, last, published = columns.first, columns.last, columns.published
    known_first = np.where(np.isnan(first), np.where(np.isnan(last), published, last - OPEN_SPAN), first)
    known_last = np.where(np.isnan(last), np.where(np.isnan(first), published, first + EVENT_WINDOW), last)
    return _whole(known_first), _whole(known_last)


def _whole(days: Floats) -> Ints:
    return np.nan_to_num(days, nan=0.0).clip(0).astype(np.int64)
