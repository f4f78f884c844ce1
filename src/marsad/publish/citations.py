"""A citation for a claim: who published it, when, where its archived copy is; plain text, BibTeX, CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import orjson

from marsad.records import Claim, Interval, Report, parse_day

WITHHELD = "Field observer (name withheld)"
FIELD_REPORT = "Field report"
"""What stands for the author and the title of a field report: nothing that its observer wrote into its head."""

_CSL_TYPES = {"field_report": "report", "statement": "document"}
_LATEX = {char: f"\\{char}" for char in "&%$#_{}"} | {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def is_field_report(report: Report) -> bool:
    return report.kind == "field_report" or bool(report.observer)


def public_head(report: Report) -> dict[str, str]:
    """author, title, outlet, url of a report as the public may see them; "" where not known."""
    if is_field_report(report):
        return {"author": WITHHELD, "title": FIELD_REPORT, "outlet": report.outlet, "url": ""}
    return {
        "author": _line(report.author or report.agency),
        "title": _line(report.title),
        "outlet": _line(report.outlet),
        "url": report.url,
    }


def as_text(claim: Claim, report: Report) -> str:
    """One line: Author, Outlet. “Title.” Date. Address. “Words.” Archived copy. Claim."""
    head = public_head(report)
    maker = ", ".join(dict.fromkeys(name for name in (head["author"], head["outlet"]) if name)) or "Unknown publisher"
    title = f"“{head['title'].rstrip('.')}.”" if head["title"] else "[Untitled]."
    parts = [f"{maker}.", title, f"{_said_when(report.published)}."]
    parts += [f"{head['url']}."] if head["url"] else []
    return " ".join((*parts, f"“{_line(claim.quote)}”", _archived(claim, report)))


def as_bibtex(claim: Claim, report: Report) -> str:
    """One `@misc` entry, for BibTeX and biblatex; its key is the claim's id."""
    head, day = public_head(report), _day(report.published)
    fields = {
        "author": f"{{{_latex(head['author'] or head['outlet'])}}}" if head["author"] or head["outlet"] else "",
        "title": f"{{{_latex(head['title'])}}}" if head["title"] else "",
        "howpublished": _latex(head["outlet"]),
        "date": day.isoformat() if day else "",
        "year": str(day.year) if day else "",
        "month": str(day.month) if day else "",
        "day": str(day.day) if day else "",
        "url": head["url"].replace("{", "%7B").replace("}", "%7D"),
        "note": _latex(f"“{_line(claim.quote)}” {_archived(claim, report)}"),
    }
    if not day:
        fields["note"] = f"{_latex(_said_when(report.published).capitalize())}. {fields['note']}"
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@misc{{{claim.id},", *lines, "}"))


def as_csl(claim: Claim, report: Report) -> dict[str, Any]:
    """One item of CSL-JSON, which Zotero, pandoc and citeproc read."""
    head = public_head(report)
    item = {
        "id": claim.id,
        "type": _CSL_TYPES.get(report.kind, "article-newspaper"),
        "title": head["title"],
        "author": [{"literal": head["author"]}] if head["author"] else [],
        "container-title": head["outlet"],
        "issued": _issued(report.published),
        "URL": head["url"],
        "language": report.language,
        "archive_location": f"sha256:{report.digest}",
        "note": _archived(claim, report),
        "abstract": claim.quote,
    }
    return {name: value for name, value in item.items() if value}


def as_csl_json(pairs: list[tuple[Claim, Report]]) -> str:
    return orjson.dumps([as_csl(*pair) for pair in pairs], option=orjson.OPT_INDENT_2).decode()


CITATIONS: Mapping[str, Callable[[list[tuple[Claim, Report]]], str]] = {
    "text": lambda pairs: "\n".join(as_text(*pair) for pair in pairs),
    "bibtex": lambda pairs: "\n\n".join(as_bibtex(*pair) for pair in pairs),
    "csl-json": as_csl_json,
}
"""What citations of claims may be written as."""


def _archived(claim: Claim, report: Report) -> str:
    copy = f" A near-copy of SHA-256 {report.copy_of}." if report.copy_of else ""
    where = f"characters {claim.start} to {claim.end} of its text"
    return f"Archived copy: SHA-256 {report.digest}, {where}.{copy} Marsad claim {claim.id}."


def _day(published: Interval) -> date | None:
    """The one day of publication; None where it is not known to the day."""
    return published.first_day if published.days == 1 else None


def _said_when(published: Interval) -> str:
    first, last = published.first_day, published.last_day
    if first and last:
        return _spoken(first) if first == last else f"between {_spoken(first)} and {_spoken(last)}"
    if first or last:
        return f"not before {_spoken(first)}" if first else f"by {_spoken(last)}" if last else ""
    return "n.d"


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _issued(published: Interval) -> dict[str, Any]:
    days = [parse_day(value) for value in (published.start, published.end) if value]
    if len(days) == 2:
        parts = [[day.year, day.month, day.day] for day in days]
        return {"date-parts": parts if parts[0] != parts[1] else parts[:1]}
    return {"literal": _said_when(published)} if days else {}


def _line(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def _latex(words: str) -> str:
    return "".join(_LATEX.get(char, char) for char in words)
