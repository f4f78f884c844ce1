"""Plain texts, with or without a front matter: the YAML block between two `---` lines at the top of a field report."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import yaml

from marsad.intake.assembling import Draft
from marsad.records import RejectedReportError

KEYS = {
    "kind": "kind", "observer": "observer", "outlet": "outlet", "source": "outlet",
    "published": "stated", "date": "stated", "place": "dateline", "dateline": "dateline",
    "title": "title", "author": "author", "url": "url",
}  # fmt: skip
"""Keys of the front matter and the draft's fields that they fill; where two fill one field, the first given counts."""

_BLOCK = re.compile(r"\A\s*---[ \t]*\n(?P<yaml>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


def read_text(raw: bytes, text: str, *, doc: str, where: str) -> Draft:
    """A draft of a plain text; its text is what follows the front matter. Raises RejectedReportError on a bad block."""
    block = _BLOCK.match(text)
    if block is None:
        return Draft(raw=raw, doc=doc, where=where, text=text)
    values = _front_matter(block["yaml"], where=where)
    return Draft(raw=raw, doc=doc, where=where, text=text[block.end() :].strip("\n"), **values)  # type: ignore[arg-type]


def _front_matter(block: str, *, where: str) -> dict[str, str]:
    advice = f"Write lines such as `kind: field_report`; keys: {', '.join(KEYS)}"
    try:
        data: Any = yaml.safe_load(block)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 2}" if mark else ""
        raise RejectedReportError(f"malformed front matter{line}", where=where, advice=advice) from error
    if not isinstance(data, dict):
        raise RejectedReportError("malformed front matter", where=where, advice=advice)
    unknown = [str(key) for key in data if key not in KEYS]
    if unknown:
        raise RejectedReportError(f"unknown key in the front matter: {unknown[0]}", where=where, advice=advice)
    values: dict[str, str] = {}
    for key, field in KEYS.items():
        if data.get(key) is not None:
            if isinstance(data[key], list | dict):
                raise RejectedReportError(f"`{key}` in the front matter is not one value", where=where, advice=advice)
            values.setdefault(field, _written(data[key]))
    return values


def _written(value: object) -> str:
    """YAML reads dates by itself; a draft holds them as written."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value).strip()
