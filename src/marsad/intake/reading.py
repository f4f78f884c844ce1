"""The door of the house: paths or bytes in, reports out. One bad report never stops the rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from marsad.intake.assembling import Draft, assemble
from marsad.intake.dating import parse_published
from marsad.intake.decoding import MAX_REPORT_BYTES, check_size, decode
from marsad.intake.feeds import MAX_FEED_BYTES, feed_rows, is_feed
from marsad.intake.field_reports import read_text
from marsad.intake.pages import MAX_PAGE_BYTES, is_page, read_page
from marsad.intake.rows import is_object, read_row
from marsad.intake.walking import open_regular, walk
from marsad.records import Interval, RejectedReportError, Report

JSON = "application/json"
HTML = "text/html"
TEXT = "text/plain"

ROW_SUFFIXES = (".jsonl", ".ndjson")
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
FEED_SUFFIXES = (".rss", ".atom", ".xml")
_LIMITS = dict.fromkeys(PAGE_SUFFIXES, MAX_PAGE_BYTES) | dict.fromkeys(FEED_SUFFIXES, MAX_FEED_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A report, and the bytes as received that the ledger keeps (for a row or a feed's entry: that row's)."""

    report: Report
    raw: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """What could not be read: where (a file, or file:line), why, and what to do about it."""

    where: str
    reason: str
    advice: str

    @classmethod
    def of(cls, error: RejectedReportError) -> Rejected:
        return cls(where=error.where, reason=error.what, advice=error.advice)

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}. {self.advice}"


Intaken = Received | Rejected


def read_paths(
    paths: Sequence[Path],
    *,
    published: str | None = None,
    besides: Collection[Path] = (),
    progress: Callable[[str], None] | None = None,
    now: datetime | None = None,
) -> Iterator[Intaken]:
    """Every report under `paths`, lazily: files in order, folders recursively, rows of JSON lines and entries of feeds.

    published: the user's date (ISO) for reports that print none; besides: files passed over in folders; progress:
    called with each file's path before it is read; now: the clock that "in the future" is told by. Raises MarsadError
    at once on a bad `published`.
    """
    user = parse_published(published) if published else None
    return _read_all(walk(paths, besides=besides), user=user, progress=progress, now=now)


def report_from_bytes(
    raw: bytes, *, name: str, published: str | None = None, media_type: str | None = None, now: datetime | None = None
) -> Report:
    """The one report in `raw`: a plain text, a page, or a JSON object, told apart by name and content.

    With the `media_type` of its Received, the raw bytes from the ledger give the same report again. Raises
    RejectedReportError for what cannot be read, and for files of several reports (feeds, JSON lines).
    """
    user = parse_published(published) if published else None
    return assemble(
        _draft(raw, name=name, where=name, media_type=media_type or _media_type(raw, name)), user=user, now=now
    )


def _read_all(
    files: Iterator[Path | RejectedReportError],
    *,
    user: Interval | None,
    progress: Callable[[str], None] | None,
    now: datetime | None,
) -> Iterator[Intaken]:
    for found in files:
        if isinstance(found, RejectedReportError):
            yield Rejected.of(found)
            continue
        if progress is not None:
            progress(str(found))
        try:
            yield from _read_file(found, user=user, now=now)
        except RejectedReportError as error:
            yield Rejected.of(error)


def _read_file(path: Path, *, user: Interval | None, now: datetime | None) -> Iterator[Intaken]:
    where, suffix = str(path), path.suffix.lower()
    with os.fdopen(open_regular(path), "rb") as file:
        if suffix in ROW_SUFFIXES:
            rows = _lines(file.readline, where=where)
        else:
            # Size before content: a dump of many gigabytes is told from its size alone.
            check_size(os.fstat(file.fileno()).st_size, where=where, limit=_LIMITS.get(suffix, MAX_REPORT_BYTES))
            raw = file.read()
            if not (suffix in FEED_SUFFIXES or is_feed(raw)):
                yield _receive(
                    raw, name=path.name, where=where, media_type=_media_type(raw, path.name), user=user, now=now
                )
                return
            rows = (
                (f"{where}#{n}", label, row)
                for n, (label, row) in enumerate(feed_rows(raw, name=path.name, where=where), start=1)
            )
        empty = True
        for place, label, row in rows:
            empty = False
            yield (
                row
                if isinstance(row, Rejected)
                else _receive(row, name=label, where=place, media_type=JSON, user=user, now=now)
            )
        if empty:
            raise RejectedReportError("the file is empty", where=where, advice="Remove it or fetch it again")


def _lines(readline: Callable[[int], bytes], *, where: str) -> Iterator[tuple[str, str, bytes | Rejected]]:
    """(file:line, label, line) of every line that holds anything; a line over the limit is passed over unread."""
    number = 0
    while line := readline(MAX_REPORT_BYTES + 1):
        number += 1
        place, label = f"{where}:{number}", f"{Path(where).name}:{number}"
        if len(line) > MAX_REPORT_BYTES:
            while line and not line.endswith(b"\n"):
                line = readline(MAX_REPORT_BYTES)
            advice = "Split it into one line a report"
            yield (
                place,
                label,
                Rejected(where=place, reason=f"a line of more than {MAX_REPORT_BYTES / 1e6:.0f} MB", advice=advice),
            )
        elif stripped := (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).strip():
            yield place, label, stripped


def _receive(
    raw: bytes, *, name: str, where: str, media_type: str, user: Interval | None, now: datetime | None
) -> Intaken:
    try:
        report = assemble(_draft(raw, name=name, where=where, media_type=media_type), user=user, now=now)
    except RejectedReportError as error:
        return Rejected.of(error)
    return Received(report=report, raw=raw, media_type=media_type)


def _media_type(raw: bytes, name: str) -> str:
    suffix = Path(name).suffix.lower()
    if suffix == ".json" or (suffix not in (".txt", ".md") and is_object(raw)):
        return JSON
    return HTML if suffix in PAGE_SUFFIXES or is_page(raw) else TEXT


def _draft(raw: bytes, *, name: str, where: str, media_type: str) -> Draft:
    if media_type == JSON:
        check_size(len(raw), where=where)
        return read_row(raw, doc=name, where=where)
    if media_type == HTML:
        return read_page(raw, doc=name, where=where)
    if is_feed(raw):
        raise RejectedReportError(
            "a feed holds several reports", where=where, advice="Read it as a file (marsad read FEED)"
        )
    return read_text(raw, decode(raw, where=where), doc=name, where=where)
