"""Who published a plain text: named in a line of its head, by a label or by a name that says what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from marsad.intake.dates import printed_dates
from marsad.intake.lexicon import press, publisher_words
from marsad.intake.lines import Line, Span

NAME_WORDS = 8
"""Words of the longest names of publishers: "Office of the United Nations High Commissioner for Refugees" is nine
with its articles; longer lines are headlines."""

_PAPER = r"(?:statement|communiqu[eé]|press release|news release|declaration)"
_CAPITAL = r"[A-Z][\w.&'’-]*"
_PROPER = rf"{_CAPITAL}(?:\s+(?:{_CAPITAL}|of|the|for|and|in|&)){{0,{NAME_WORDS - 1}}}"
_ISSUED_BY = re.compile(rf"(?i:(?:an? )?(?:\w+ )?{_PAPER} (?:issued )?(?:by|of|from)(?: the)?) (?P<name>{_PROPER})")
_ISSUED = re.compile(rf"(?:The )?(?P<name>{_PROPER}?)(?: (?i:official|press|media|military|war))? (?i:{_PAPER})")
_SEPARATOR = r"\s*[,|•·–—-]\s*"
_WHERE_TO = re.compile(r"(?:,| [-–—|]) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}$")


_PAPERS = re.compile(
    r"(?i:\b(?:bulletin|update|sitrep|(?:situation|weekly|daily|monthly|field|incident) report|newsletter|briefing"
    rf"|brief|digest|{_PAPER})\b|\bissue (?:no|\d)|\bno\. ?\d|#\d)"
)
"""What bodies call what they publish."""


def find_publisher(text: str, lines: Sequence[Line]) -> tuple[str, Span | None]:
    """The publisher's name and the line that says nothing else; "" where the head names none. lines: of the head, the
    headline aside.

    A label ("Source: Lakeside Forum") goes before a name; a name must end or begin with a word for a medium or a body
    ("Harbour News Agency", "Ministry of Defence"), else it may be a place or a headline.
    """
    named = labelled = None
    for line in lines:
        if line.is_paragraph:
            break
        found = next(printed_dates(text, start=line.start, end=line.end), None)
        words = _without_date(text, line, found.start, found.end) if found is not None else line.words
        label = _label().fullmatch(words)
        name = label["name"] if label else words
        if name in press().agencies:
            continue  # the by-line of an agency, whose copy others publish
        if label and labelled is None:
            labelled = name, (line.start, line.end)
        elif named is None and _name().fullmatch(name):
            named = name, (line.start, line.end)
    return labelled or named or ("", None)


def letterhead(text: str, first: Line, second: Line) -> str:
    """The name of who publishes that makes up the first line, "" for a headline that ends with such a word: the next
    one says what paper it is ("Bulletin 112"), or the text says the name again ("told the Harbour Post") or calls the
    body by what it is ("the Observatory concludes")."""
    words = _WHERE_TO.sub("", first.words)  # "Relief Bureau - Colombia"
    paper = _PAPERS.search(second.words) is not None
    name = _name().fullmatch(words) or (_forces().fullmatch(words) if paper else None)
    if second.is_paragraph or name is None:
        return ""
    called = "|".join(w for w in publisher_words().kinds if w in words.split())
    named = rf"(?:(?i:\bthe) (?:{called})|\b{re.escape(words)})\b"
    return words if paper or re.search(named, text[second.end :]) else ""


def issuer_of(headline: str) -> str:
    """Whose statement a headline says that the text is ("Statement by the Lake Front", "Lake Front communique"): no
    more than that, else it is news of one. "" where it says none."""
    headline = re.sub(r"\s*\([A-Z][\w-]{1,8}\)", "", headline)  # its short form
    found = _ISSUED_BY.fullmatch(headline) or _ISSUED.fullmatch(headline)
    return re.sub(r"['’]s?$", "", found["name"]) if found else ""


def _without_date(text: str, line: Line, start: int, end: int) -> str:
    """The words beside a date at the end or the beginning of the line; "" where it stands within them."""
    before, after = text[line.start : start].strip(), text[end : line.end].strip()
    return re.sub(rf"^{_SEPARATOR}|{_SEPARATOR}$", "", before or after) if not (before and after) else ""


@lru_cache(maxsize=1)
def _name() -> re.Pattern[str]:
    """Capitalised words, of which the first or the last, or one before "of", says what the publisher is."""
    kind = rf"(?:{'|'.join(publisher_words().kinds)})"
    more = rf"(?:\s+(?:{_CAPITAL}|of|the|for|and|in|on|to|&)){{0,{NAME_WORDS - 2}}}"
    return re.compile(rf"(?:The )?(?:{_CAPITAL}{more}\s+)?{kind}(?:\s+(?:of|for|in|on)(?:\s+the)?\s+{_CAPITAL}{more})?")


@lru_cache(maxsize=1)
def _forces() -> re.Pattern[str]:
    """The name of armed forces, with which headlines end, too."""
    return re.compile(
        rf"(?:{_CAPITAL}\s+){{0,3}}(?:Army|Navy|Air Force|Armed Forces|Defen[cs]e Forces?|Police)"
        rf"(?: of (?:the )?{_PROPER})?"
    )


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    labels = "|".join(publisher_words().labels)
    return re.compile(rf"(?i:{labels})\s*:\s*(?P<name>[A-Z]\S*(?:\s+\S+){{0,{NAME_WORDS - 1}}})")
