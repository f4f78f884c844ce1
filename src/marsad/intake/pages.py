"""HTML pages: the article's text and metadata by trafilatura, its date with zone from the page's own markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import orjson

from marsad.intake.assembling import Draft
from marsad.intake.decoding import check_size
from marsad.records import RejectedReportError

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

MAX_PAGE_BYTES = 20_000_000
"""Pages carry scripts and pictures inline; the text in them is held to the limit of any report."""

MIN_ARTICLE_WORDS = 25
"""The shortest news in brief; less than this is a teaser, a notice or a page without an article."""

# Markup that dates an article, in order of trust: (XPath of the value).
_DATE_PATHS = (
    "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    "//meta[@property='og:article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='date' or @name='Date' or @name='pubdate' or @name='parsely-pub-date']/@content",
    "//meta[@name='sailthru.date']/@content",
    "//meta[@name='DC.date.issued' or @name='dc.date' or @name='DC.date']/@content",
    "//time[@pubdate]/@datetime",
    "//article//time/@datetime",
    "//time/@datetime",
)
_PAGE = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|meta|div|title)\b",
    re.I | re.S,
)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None) | dict.fromkeys(
    map(ord, "\xa0\u2007\u202f"), " "
)


def is_page(raw: bytes) -> bool:
    """Whether bytes open as an HTML page does."""
    return _PAGE.match(raw[:4096]) is not None


def read_page(raw: bytes, *, doc: str, where: str) -> Draft:
    """The article of a page. Raises RejectedReportError where the page holds none."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - most runs read no page, and need not wait for it
    from trafilatura.settings import Document  # noqa: PLC0415
    from trafilatura.utils import load_html  # noqa: PLC0415

    check_size(len(raw), where=where, limit=MAX_PAGE_BYTES)
    try:
        tree = load_html(raw)
        published = "" if tree is None else page_date(tree)  # first: the extraction takes the scripts off the tree
        found = None if tree is None else bare_extraction(tree, with_metadata=True, include_comments=False)
    except Exception as error:  # whatever a broken page does to the parser, the next report is read
        raise RejectedReportError(
            f"the page cannot be parsed ({error or type(error).__name__})", where=where, advice="Save its text as .txt"
        ) from error
    if not isinstance(found, Document):
        raise _no_article(where)
    paragraphs = [line for line in tidy(found.text or "").split("\n") if line.strip()]
    if sum(len(line.split()) for line in paragraphs) < MIN_ARTICLE_WORDS:
        raise _no_article(where)
    title = tidy(found.title or "")
    if title and paragraphs[0] != title:
        paragraphs.insert(0, title)
    return Draft(
        raw=raw,
        doc=doc,
        where=where,
        text="\n\n".join(paragraphs),
        title=title,
        outlet=tidy(found.sitename or ""),
        author=tidy(found.author or ""),
        url=found.url or "",
        published=published or found.date or "",
    )


def fragment_text(fragment: str) -> str:
    """The text of a piece of HTML (a feed's entry), one paragraph a line with a blank line between."""
    if "<" not in fragment:
        return tidy(fragment)
    from trafilatura.utils import load_html  # noqa: PLC0415

    tree = load_html(f"<html><body><div>{fragment}</div></body></html>")
    if tree is None:
        return ""
    for element in tree.xpath("//script|//style|//figure|//img"):
        element.drop_tree()
    for element in tree.xpath("//p|//br|//div|//li|//h1|//h2|//h3|//h4|//blockquote"):
        element.tail = "\n\n" + (element.tail or "")
    lines = (re.sub(r"\s+", " ", line).strip() for line in tree.text_content().split("\n\n"))
    return tidy("\n\n".join(line for line in lines if line))


def tidy(text: str) -> str:
    """Newlines, spaces without a break and invisible characters made plain; words and punctuation stay."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE).strip()


def page_date(tree: HtmlElement) -> str:
    """The date of publication in a page's markup, as written there with its zone; "" if it has none."""
    for value in _linked_data_dates(tree):
        return value
    for path in _DATE_PATHS:
        for value in tree.xpath(path):
            if value.strip():
                return str(value.strip())
    return ""


def _linked_data_dates(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = orjson.loads(str(script))  # lxml gives a subclass of str, which orjson refuses
        except orjson.JSONDecodeError:
            continue  # a page's broken markup is no fault of the report; the other forms are asked
        yield from _published_in(data)


def _published_in(data: object) -> Iterator[str]:
    if isinstance(data, list):
        for item in data:
            yield from _published_in(item)
    elif isinstance(data, dict):
        if isinstance(data.get("datePublished"), str) and data["datePublished"].strip():
            yield data["datePublished"].strip()
        yield from _published_in(data.get("@graph"))
        yield from _published_in(data.get("mainEntity"))


def _no_article(where: str) -> RejectedReportError:
    return RejectedReportError(
        "no article on the page",
        where=where,
        advice="Save the article's own page once its text has loaded, or save its text as .txt",
    )
