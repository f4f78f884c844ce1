"""Report: what reached us, cleaned, with where it came from. The raw bytes stay in the ledger under `digest`."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.records.interval import ALWAYS, Interval

PUBLISHED_BASES = ("text", "user", "metadata", "content", "none")
"""What a report's date rests on: printed in its text; given by the user; metadata of its file or page; bounds inferred
from dates that the text mentions; nothing. `text` beats `user` beats `metadata` beats `content`."""

REPORT_KINDS = ("article", "wire", "statement", "field_report", "correction")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report. `text` is what every offset in the system counts characters of.

    digest: SHA-256 (hex) of the raw bytes as received (for a row of a JSON-lines file: of that row's bytes): identity.
    doc: label for people (claims.md). published: the interval in which it said so; both bounds None when unknown.
    dateline: the place it was written from, as printed ("ERBIL, Kurdistan Region"), "" if none.
    agency: the agency whose copy it is by its by-line, "" if none. captions: character spans of photo captions in
    `text` (a caption's words speak of an undated time). furniture: character spans of `text` that are no prose of the
    report: page furniture (prompts, share buttons, readers' comments) and its head matter (printed date, by-line,
    dateline). A span may begin or end within a line: the rest of that line is prose. Sorted, never overlapping.
    observer: a pseudonym, only on field reports.
    copy_of: digest of the report that it copies (a near-duplicate), None if it is nobody's copy.
    """

    digest: str
    doc: str
    text: str
    title: str = ""
    outlet: str = ""
    author: str = ""
    agency: str = ""
    dateline: str = ""
    url: str = ""
    language: str = "en"
    kind: str = "article"
    published: Interval = ALWAYS
    published_basis: str = "none"
    captions: tuple[tuple[int, int], ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    observer: str = ""
    copy_of: str | None = None
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.published_basis not in PUBLISHED_BASES:
            raise ValueError(f"unknown basis of a report's date: {self.published_basis}")
        if self.kind not in REPORT_KINDS:
            raise ValueError(f"unknown kind of report: {self.kind}")
