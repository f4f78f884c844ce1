"""Reports of other wars that we made up and annotated (reports/README.md), as the small models learn from them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from marsad.intake import Received, read_paths
from marsad.records import Report

FOLDER = Path(__file__).parent / "reports"
NO_DATE = "none"

Row = dict[str, Any]


def made_up(folder: Path = FOLDER) -> list[tuple[Report, list[Row]]]:
    """Each report, read as a user's rows of JSON lines are, with its claims in the form of the gold's."""
    entries = {entry["doc"]: entry for entry in _entries(folder)}
    rows = [{"doc": doc, "text": one["text"], "published": str(one["published"])} for doc, one in entries.items()]
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "reports.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        reports = [read.report for read in read_paths([path]) if isinstance(read, Received)]
    return [
        (report, [claim_of(report.doc, report.text, **told) for told in entries[report.doc]["claims"]])
        for report in reports
    ]


def _entries(folder: Path) -> Iterator[Row]:
    for path in sorted(folder.glob("*.yaml")):
        yield from yaml.safe_load(path.read_text(encoding="utf-8"))["reports"]


def claim_of(doc: str, text: str, *, quote: str, date: Any = NO_DATE, place: str | None = None, **told: Any) -> Row:
    """An entry of a report's `claims`, in the form of the gold's. SystemExit where the text has not its words."""
    first, slash, last = str(date or NO_DATE).partition("/")
    start, end = (None if day in ("", NO_DATE) else day for day in (first, last if slash else first))
    if quote not in text:
        raise SystemExit(f"{doc}: not in the report: {quote}")
    return {
        "doc": doc,
        "quote": quote,
        "also": told.pop("also", []),
        "type": told["type"],
        "status": told.get("status", "asserted"),
        "actor1": told.get("actor1") or "",
        "actor2": told.get("actor2") or "",
        "source": told.get("source") or "",
        "via": told.get("via") or "",
        "place_text": place,
        "place": place,
        "geonameid": told.get("geonameid"),
        "date_start": start,
        "date_end": end,
        "killed_low": told.get("killed"),
    }
