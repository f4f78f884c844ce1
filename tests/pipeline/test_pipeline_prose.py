"""What the parser reads: the report's text, offsets kept, a repeated headline no part of the lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.intake import Received, read_paths
from marsad.pipeline.extraction import prose_of
from marsad.records import Report

HEADLINE = "14 villagers dead in raid on rebel-held Tal Amar"


def read(folder: Path, text: str) -> Report:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    (received,) = (r for r in read_paths([path]) if isinstance(r, Received))
    return received.report


@pytest.mark.parametrize("between", [" AFP Monday 6 Jun 2016 ", " "])
def test_a_repeated_headline_ends_before_the_lead(tmp_path: Path, between: str) -> None:
    lead = "At least 14 villagers were killed when jets bombed Tal Amar, a monitor said."
    report = read(tmp_path, f"{HEADLINE}\n\n{HEADLINE}{between}{lead}\n")
    prose = prose_of(report)
    assert len(prose) == len(report.text)
    assert prose.partition(lead)[0].rstrip(" ").endswith(f"{HEADLINE}\n")


def test_a_lead_that_begins_like_its_headline_stays_whole(tmp_path: Path) -> None:
    lead = f"{HEADLINE} on Monday, a monitor said."
    assert lead in prose_of(read(tmp_path, f"{HEADLINE}\n\n{lead}\n"))


def test_the_mark_of_a_list_item_is_no_word_of_it(tmp_path: Path) -> None:
    items = [f"{mark} Jets bombed Tal Amar, a monitor said." for mark in ("•", "-", "2.", "(3)", "b)")]
    report = read(tmp_path, "Daily summary of the week\n\n" + "\n".join(items) + "\nAbout 2. That is all.\n")
    prose = prose_of(report)
    assert len(prose) == len(report.text)
    assert [line.strip() for line in prose.split("\n\n")[1:5]] == ["Jets bombed Tal Amar, a monitor said."] * 4
    assert "About 2. That" in prose
