"""The paragraphs of a report around its claims, each once: a reader judges a quote by what stands beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from marsad.publish.contract import PassageRow
from marsad.records import Claim, Report

PASSAGE_LIMIT = 600
"""Characters kept on each side of a quote: a long paragraph of news. A text without paragraphs is cut at words."""


def passage_rows(reports: Sequence[Report], claims: Sequence[Claim]) -> list[PassageRow]:
    """In the order of the reports; where paragraphs of two claims overlap, they are one passage."""
    quoted: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for claim in claims:
        quoted[claim.report].append((claim.start, claim.end))
    rows: list[PassageRow] = []
    for report in reports:
        spans = sorted({paragraph_of(report.text, start, end) for start, end in quoted[report.digest]})
        merged: list[tuple[int, int]] = []
        for start, end in spans:
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        rows.extend(PassageRow(report=report.digest, start=s, text=report.text[s:e]) for s, e in merged)
    return rows


def paragraph_of(text: str, start: int, end: int) -> tuple[int, int]:
    """From the line's start (or the first word within the limit) to the line's end (or the last word within it)."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if start - first > PASSAGE_LIMIT:
        space = text.find(" ", start - PASSAGE_LIMIT, start)
        first = start if space < 0 else space + 1
    if last - end > PASSAGE_LIMIT:
        space = text.rfind(" ", end, end + PASSAGE_LIMIT)
        last = end if space < 0 else space
    return first, last
