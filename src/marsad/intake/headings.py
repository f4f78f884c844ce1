"""Section headings of situation reports that name nothing: "1.1 Armed clashes" tells of no clash."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.intake.lines import BULLETS, Line, Span, lines_of

HEADING_WORDS = 6
"""Words of the longest such headings ("Protection of civilians and displacement"); a longer line may tell something."""

_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[A-Z])")
_ITEM = re.compile(rf"^(?:[{BULLETS}]|\(?\d{{1,2}}[.)])\s")
_PLAIN = re.compile(
    r"[A-Z][a-z]+(?:[ /&,-]+(?:[a-z]+|&))+|[A-Z]{4,}(?:[ /&,-]+(?:[A-Z]+|&))*|[A-Z][a-z]{5,}(?:ment|ion)"
)
"""One sentence's capital and no other, or nothing else: no name but perhaps the first word, no number, no mark of a
sentence."""
_OF_KINDS = re.compile(r"(?:s|ing|ion|ment)$", re.IGNORECASE)
"""How words for many things or for what is done end; "Klow district", "Klow town" name a place."""


def find_headings(text: str) -> tuple[Span, ...]:
    """Spans of headings: short, without a name or a number but their own, above a list or numbered as a section.

    Headings that name a place stay: what stands under them happened there.
    """
    lines = list(lines_of(text))
    return tuple(
        (line.start, line.end) for index, line in enumerate(lines) if index and _is_heading(text, lines, index)
    )


def _is_heading(text: str, lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    number = _NUMBERED.match(line.words)
    words = line.words[number.end() :] if number else line.words
    if not _PLAIN.fullmatch(words) or len(words.split()) > HEADING_WORDS or not _OF_KINDS.search(words):
        return False
    if number:
        return True
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is not None and _ITEM.match(following.words) is not None
