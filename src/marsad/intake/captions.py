"""Captions of photographs in texts copied from web pages: their words speak of an undated time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from marsad.intake.lexicon import press
from marsad.intake.lines import Line, Span, lines_outside, merged, sentences_of

CAPTION_WORDS = 60
"""A caption is a sentence or two; a longer line is prose."""

REPEATED_WORDS = 4
"""A line of at least so many words that the next line says again is a caption (its picture's text and its legend)."""

_PICTURE = r"(?:photo(?:graph)?s?|image|picture|handout|screenshot|(?:frame|video|screen) ?grab|still|satellite image)"
_NAMED = re.compile(r"(?i)photo|image|picture|handout|screenshot|grab|still|file\)|file\]")  # asked first: it is quick
# A line or a sentence that shows a picture: said of the picture itself, which running prose seldom does.
_SHOWN = re.compile(
    rf"(?i)^in (?:this|an?) (?:[\w,-]+ ){{0,6}}{_PICTURE}\b"
    rf"|\bin an undated (?:[\w-]+ )?{_PICTURE}\b"
    rf"|\bin this (?:\w+ )?(?:\d{{4}} )?(?:undated |file |handout |still )*{_PICTURE}\b"
    rf"|[(\[](?:file|archive|undated|illustrative|representational)(?: {_PICTURE})?[)\]]\s*$"
    rf"|(?<![(\[])\b(?:file|archive|stock) {_PICTURE}\b"
    rf"|^(?:a |an |the |this |undated )?{_PICTURE}"
    rf" (?:taken|released|posted|provided|published|circulated|shows?|showing|by|from)\b"
)
_LINE_ONLY = re.compile(
    rf"(?i)\b(?:seen|shown)(?: here)? in (?:this|an?) (?:[\w-]+ )?{_PICTURE}\b|^(?:above|below|caption)\b\s*[:,]"
    r"|\b(?:photo|image|picture|photograph|credit|handout) ?(?:by|credit|courtesy)?:|\b[A-Z]{2,7} PHOTO\b|\bpictured\b"
)


@lru_cache(maxsize=1)
def _credit() -> re.Pattern[str]:
    """A picture's credit at the end of a line: (AP), [Reuters/Name], (AFP/Getty Images), (Twitter)."""
    owner = rf"(?:{press().agency}|Getty(?: Images)?|EPA|Shutterstock|Twitter|Facebook|YouTube|Telegram|Handout|Google)"
    label = r"(?:(?:photo|image|picture|credit|courtesy|file|by|via|of)\W*)*"
    return re.compile(rf"[(\[]{label}{owner}(?:\s*[/,|]\s*[\w.' -]{{2,40}}){{0,3}}[)\]]$")


def find_captions(text: str, *, furniture: Sequence[Span] = (), title: str = "") -> tuple[Span, ...]:
    """Spans of captions, sorted, outside `furniture`. A headline said twice is no caption."""
    lines = list(lines_outside(text, furniture))
    spans: list[Span] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if _repeats(line, following) and line.words != title:
            spans += [(line.start, line.end), (following.start, following.end)] if following else []
        elif not line.longer_than(CAPTION_WORDS) and _is_caption(line, last=following is None, first=index == 0):
            spans.append((line.start, line.end))
        elif _NAMED.search(line.words) and _SHOWN.search(line.words):
            spans += [span for span in sentences_of(line) if _SHOWN.search(text[slice(*span)].strip())]
    return merged(spans)


def _repeats(line: Line, following: Line | None) -> bool:
    """The next line says the same again, at most with a credit after it."""
    if following is None or not following.words.startswith(line.words) or line.word_count < REPEATED_WORDS:
        return False
    rest = following.words[len(line.words) :].strip()
    return not rest or _credit().search(rest) is not None


def _is_caption(line: Line, *, last: bool, first: bool) -> bool:
    if _SHOWN.search(line.words):
        return len(list(sentences_of(line))) <= 2 or not line.is_paragraph
    # An agency in brackets at the very end signs the report, and a headline may carry it.
    signed = _credit().search(line.words) is not None and not last and not first
    return signed or (
        '"' not in line.words
        and "“" not in line.words
        and not line.is_paragraph
        and bool(_LINE_ONLY.search(line.words))
    )
