"""JSON: one object a report, alone in a file (.json) or one a line (.jsonl, .ndjson)."""

from __future__ import annotations

from typing import Any

import orjson

from marsad.intake.assembling import Draft
from marsad.intake.decoding import unify_newlines
from marsad.intake.pages import fragment_text
from marsad.records import RejectedReportError

KEYS = ("doc", "published", "outlet", "title", "author", "url", "kind", "dateline", "observer")
"""Keys that are read beside `text` (or `html`, from which the text is taken); others are kept in the raw bytes."""


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
        raise RejectedReportError("no text in it", where=where, advice="Put the report's text under the key `text`")
    values = {key: _string(row, key, where=where).strip() for key in KEYS}
    values["doc"] = values["doc"] or doc
    return Draft(raw=raw, where=where, text=unify_newlines(text), **values)  # type: ignore[arg-type]


def _string(row: dict[str, Any], key: str, *, where: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool) and key == "doc":
        return str(value)
    if not isinstance(value, str):
        raise RejectedReportError(f"`{key}` is not a string", where=where, advice=f"Write `{key}` in quotes")
    return value
