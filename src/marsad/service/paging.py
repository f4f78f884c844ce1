"""Pages: so many rows, and an opaque cursor that goes on after the last of them."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import orjson
from fastapi import Query

from marsad.service.problems import ProblemError

LIMIT, MOST = 100, 1000
CURSOR_LENGTH = 512

Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows in the answer at most.")]
CursorParameter = Annotated[
    str | None,
    Query(max_length=CURSOR_LENGTH, pattern="^[A-Za-z0-9_-]*$", description="`next` of the page before."),
]


def cursor(after: str | int, filters: Mapping[str, Any]) -> str:
    """after: the key of the last row given. A cursor says with which filters it was made."""
    return base64.urlsafe_b64encode(orjson.dumps([after, _digest(filters)])).decode().rstrip("=")


def after_cursor(given: str | None, filters: Mapping[str, Any]) -> str | int | None:
    """The key that a cursor holds; None where none is given. Raises ProblemError for one that is not ours."""
    if not given:
        return None
    try:
        after, digest = orjson.loads(base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)))
    except (ValueError, TypeError, binascii.Error):
        after, digest = None, None
    if not isinstance(after, (str, int)) or digest != _digest(filters):
        raise bad_cursor()
    return after


def row_cursor(given: str | None, filters: Mapping[str, Any]) -> str:
    """The same for pages whose keys are ids: "" where none is given."""
    return str(after_cursor(given, filters) or "")


def place_cursor(given: str | None, filters: Mapping[str, Any]) -> int:
    """The same for pages whose keys are positions in a list: 0 where none is given."""
    after = after_cursor(given, filters) or 0
    if not isinstance(after, int) or after < 0:
        raise bad_cursor()
    return after


def slice_of(rows: Sequence[Any], limit: int, given: str | None, filters: Mapping[str, Any]) -> dict[str, Any]:
    """A page of a list that is at hand."""
    start = place_cursor(given, filters)
    following = cursor(start + limit, filters) if start + limit < len(rows) else None
    return {"items": rows[start : start + limit], "next": following}


def bad_cursor() -> ProblemError:
    what = "This cursor belongs to other filters, or to rows that are no more: ask for the first page again."
    return ProblemError(422, errors=[{"where": "query.cursor", "what": what}])


def _digest(filters: Mapping[str, Any]) -> str:
    given = {name: value for name, value in filters.items() if value not in (None, "")}
    return hashlib.sha256(orjson.dumps(given, option=orjson.OPT_SORT_KEYS)).hexdigest()[:12]
