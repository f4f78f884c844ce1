"""Rows of JSON as they come: a list, or an object a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import orjson


def write_json(rows: Iterable[object], out: IO[bytes], *, lines: bool) -> int:
    """Returns the number of rows. lines: an object a line, no list around them."""
    written = 0
    for row in rows:
        before = b"" if lines else b",\n" if written else b"[\n"
        out.write(before + orjson.dumps(row) + (b"\n" if lines else b""))
        written += 1
    if not lines:
        out.write(b"\n]\n" if written else b"[]\n")
    return written
