"""JSON: one object a report, alone in a file (.json) or one a line (.jsonl, .ndjson)."""

from __future__ import annotations

from typing import Any

import orjson

from marsad.intake.assembling import Draft
from marsad.intake.decoding import plain
from marsad.intake.pages import fragment_text
from marsad.records import RejectedReportError

KEYS = ("doc", "published", "outlet", "title", "author", "url", "kind", "dateline", "observer")
"""Keys that are read beside `text` (or `html`, from which the text is taken); others are kept in the raw bytes."""


TEXT_WORDS = 6
"""A value of so many words is a sentence, no name or label."""


def is_object(raw: bytes) -> bool:
    return raw.lstrip()[:1] == b"{"


def read_row(raw: bytes, *, doc: str, where: str) -> Draft:
    """A draft of one JSON object. Raises RejectedReportError: malformed, no object, no text, a key of another type."""
    try:
        row = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise RejectedReportError(f"malformed JSON ({error})", where=where, advice="Mend or remove the line") from error
    if not isinstance(row, dict):
        raise RejectedReportError(
            "not a JSON object", where=where, advice='Write {"text": "...", "published": "2017-02-23"}'
        )
    text = _string(row, "text", where=where)
    if not text.strip():
        text = fragment_text(_string(row, "html", where=where))
    if not text.strip():
        raise RejectedReportError("no text in it", where=where, advice=_text_advice(row))
    values = {key: _string(row, key, where=where).strip() for key in KEYS}
    values["doc"] = values["doc"] or doc
    return Draft(raw=raw, where=where, text=plain(text), **values)  # type: ignore[arg-type]


def _text_advice(row: dict[str, Any]) -> str:
    """Which key to rename, where another one holds what looks like the text."""
    longest = max((key for key in row if isinstance(row[key], str)), key=lambda key: len(row[key]), default="")
    found = f": `{longest}` seems to hold it" if len(row.get(longest, "").split()) >= TEXT_WORDS else ""
    return f"Put the report's text under the key `text`{found}"


def _string(row: dict[str, Any], key: str, *, where: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool) and key == "doc":
        return str(value)
    if not isinstance(value, str):
        raise RejectedReportError(f"`{key}` is not a string", where=where, advice=f"Write `{key}` in quotes")
    return value
