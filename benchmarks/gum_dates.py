"""Dates of GUM, read and put in the calendar: `python benchmarks/gum_dates.py [FOLDER] [--part train] [--errors N]`.

FOLDER: GUM's CoNLL-U files (default ../shared/data/gum), whose MISC column keeps the TEI `date` elements with their
normalised day, month or year. Each is compared with the expression of `marsad.resolve.times` that overlaps it: found;
bounds right (both, or those that TEI gives); both of these of all dates, by genre. Each document is read as published
on its `dateCreated`. Dates before the common era are left out; of a date without a year, month and day are compared.
"""

from __future__ import annotations

import argparse
import calendar
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from marsad.records import ALWAYS, Interval
from marsad.resolve.times.expressions import TimeExpression, find_times, resolve

GUM = Path(__file__).resolve().parents[2] / "shared/data/gum"
_OPEN = re.compile(r"<date\b([^>]*)>")
_VALUE = re.compile(r'(when|from|to|notBefore|notAfter):::"([^"]*)"')
_YEARLESS = 4
"""Characters that stand for the year in a TEI date without one ("--05-01" has "--" for "2016-")."""


@dataclass(slots=True)
class Annotation:
    """start, end: character offsets. first, last: ISO days, "" where TEI gives none; yearless ones begin with "--"."""

    start: int
    first: str
    last: str
    end: int = 0


@dataclass(slots=True)
class Document:
    name: str
    published: Interval = ALWAYS
    text: str = ""
    dates: list[Annotation] = field(default_factory=list)


def documents(path: Path) -> Iterator[Document]:
    document, awaited = Document(""), list[Annotation]()
    skipped = -1  # words inside a multi-word token are part of its text
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc id = "):
            if document.name:
                yield document
            document, awaited = Document(line.removeprefix("# newdoc id = ")), []
        elif line.startswith("# meta::dateCreated = "):
            day = re.fullmatch(r"\d{4}-\d\d-\d\d", line.removeprefix("# meta::dateCreated = "))
            document.published = Interval.of_day(day[0]) if day else ALWAYS
        elif line.startswith("# newpar") and document.text:
            document.text = document.text.rstrip() + "\n\n"
        elif line and line[0].isdigit():
            columns = line.split("\t")
            number, form, misc = columns[0], columns[1], columns[9].split("|")
            if "-" in number:
                skipped = int(number.split("-")[1])
            marks = next((m.removeprefix("XML=") for m in misc if m.startswith("XML=")), "")
            for opened in _OPEN.finditer(marks):
                values = dict(_VALUE.findall(opened[1]))
                first = values.get("when") or values.get("from") or values.get("notBefore") or ""
                last = values.get("when") or values.get("to") or values.get("notAfter") or ""
                awaited.append(Annotation(len(document.text), _bound(first, last=False), _bound(last, last=True)))
                before_era = any(re.match(r"-\d", value) for value in (first, last))
                if not before_era:
                    document.dates.append(awaited[-1])
            inside = number.isdigit() and int(number) <= skipped
            if not inside:
                document.text += form + ("" if "SpaceAfter=No" in misc else " ")
            if "</date>" in marks and awaited:
                awaited.pop().end = len(document.text.rstrip())
        elif not line:
            skipped = -1
    yield document


def _bound(value: str, *, last: bool) -> str:
    """A TEI date as the first or last day that it covers; "--MM-DD" without a year."""
    value = value.split("T", maxsplit=1)[0]
    found = re.fullmatch(r"(\d{4}|-)(?:-(\d\d)(?:-(\d\d))?)?", value)
    if not found:
        return ""
    year, month = found[1], int(found[2] or (12 if last else 1))
    known_year = int(year) if year.isdigit() else 2001  # not a leap year
    day = int(found[3] or (calendar.monthrange(max(1, known_year), month)[1] if last else 1))
    return f"{year}-{month:02}-{day:02}"


def same(annotation: Annotation, expression: TimeExpression) -> bool:
    interval = expression.interval
    if expression.kind in ("since", "until"):  # TEI marks the date alone, not "since" or "until"
        interval = resolve(expression, published=ALWAYS, marked=False)
    bounds = [(annotation.first, interval.start), (annotation.last, interval.end)]
    if expression.direction == "range":  # one expression here, a date for each end there
        in_month = [(annotation.first, interval.start), (annotation.last, interval.end)]
        bounds = [pair for pair in in_month if pair[0][:7] == (pair[1] or "")[:7]] or bounds
    for wanted, given in bounds:
        if wanted.startswith("--"):
            if not given or given[_YEARLESS + 1 : 10] != wanted[2:]:
                return False
        elif wanted and (given or "")[:10] != wanted:
            return False
    return bool(annotation.first or annotation.last)


def measure(path: Path) -> tuple[dict[str, Counter[str]], list[str]]:
    """(counts of dates, found and right by genre and of "all", the dates missed or read otherwise)."""
    counts: dict[str, Counter[str]] = {}
    errors: list[str] = []
    for document in documents(path):
        expressions = find_times(document.text, published=document.published)
        for genre in (document.name.split("_")[1], "all"):
            count = counts.setdefault(genre, Counter())
            for date in document.dates:
                over = [e for e in expressions if e.start < date.end and date.start < e.end]
                right = any(same(date, e) for e in over)
                count.update(dates=1, found=bool(over), right=right)
                if not right and genre == "all":
                    around = document.text[max(0, date.start - 30) : date.end + 10].replace("\n", " ")
                    read = "; ".join(f"{e.text}: {e.interval.start}..{e.interval.end}" for e in over) or "missed"
                    errors.append(f"{date.first}..{date.last} | {around} | {read}")
    return counts, errors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=GUM)
    parser.add_argument("--part", choices=("train", "dev", "test"), default="test")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="show up to N dates missed or read otherwise"
    )
    args = parser.parse_args()
    counts, errors = measure(args.folder / f"{args.part}.conllu")
    for genre, count in sorted(counts.items()):
        if count["dates"]:
            found, right = count["found"] / count["dates"], count["right"] / max(1, count["found"])
            print(
                f"{genre:10} {count['dates']:4} dates: found {found:.3f}, of these right {right:.3f}; "
                f"found and right {count['right'] / count['dates']:.3f}"
            )
    print(*errors[: args.errors], sep="\n")


if __name__ == "__main__":
    main()
