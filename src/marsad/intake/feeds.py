"""Feeds (RSS, Atom): every entry a report, through the same door as a JSON row."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from marsad.intake.pages import fragment_text, tidy
from marsad.records import RejectedReportError

if TYPE_CHECKING:
    from feedparser import FeedParserDict

MAX_FEED_BYTES = 50_000_000
"""A feed is parsed as one tree; larger ones are archives."""

_FEED = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*|<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE | re.DOTALL
)


def is_feed(raw: bytes) -> bool:
    """Whether bytes open as RSS 0.9 to 2.0 or Atom does."""
    return _FEED.match(raw[:8192].removeprefix(b"\xef\xbb\xbf")) is not None


def feed_rows(raw: bytes, *, name: str, where: str) -> Iterator[tuple[str, bytes]]:
    """(label, JSON row) of every entry. The row holds what the feed says of the entry, its content as HTML.

    The row is the entry's identity: fetching a feed again gives the same bytes for an entry that hasn't changed.
    Raises RejectedReportError for a feed that cannot be parsed or holds no entry.
    """
    import feedparser  # noqa: PLC0415 - most runs read no feed, and need not wait for its parser

    # A stream, for bytes may be taken for the name of a file.
    try:
        parsed = feedparser.parse(io.BytesIO(raw), sanitize_html=True, resolve_relative_uris=False)
    except Exception as error:  # whatever a broken feed does to the parser, the next file is read
        reason = f"the feed cannot be parsed ({error or type(error).__name__})"
        raise RejectedReportError(reason, where=where, advice="Fetch the feed again") from error
    if not parsed.entries:
        reason = "malformed XML" if parsed.bozo else "a feed without entries"
        raise RejectedReportError(reason, where=where, advice="Fetch the feed again")
    outlet = tidy(parsed.feed.get("title", ""))
    for number, entry in enumerate(parsed.entries, start=1):
        label = f"{Path(name).stem}#{number}"
        yield label, orjson.dumps(_row(entry, outlet), option=orjson.OPT_SORT_KEYS)


def _row(entry: FeedParserDict, outlet: str) -> dict[str, str]:
    contents = [content.get("value", "") for content in entry.get("content", ())]
    body = max((*contents, entry.get("summary", "")), key=len)
    title = tidy(fragment_text(entry.get("title", "")))
    # The headline is part of what was said, as it is on a page.
    html = body if fragment_text(body).startswith(title) else f"<p>{entry.get('title', '')}</p>{body}"
    row = {
        "doc": entry.get("id") or entry.get("link", ""),
        "title": title,
        "outlet": tidy(entry.get("source", {}).get("title", "")) or outlet,
        "author": tidy(entry.get("author", "")),
        "url": entry.get("link", ""),
        "published": entry.get("published") or entry.get("updated", ""),
        "html": html,
    }
    return {key: value for key, value in row.items() if value}
