"""Lines of a text with their offsets, and sets of spans: what the layout rules work on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

PARAGRAPH_CHARS = 120
"""A line this long that ends a sentence is running prose; headlines, prompts and links are shorter."""

BULLETS = "-–—•‣▪●◦·*►"
"""Marks that begin the items of a list."""

LONGEST_AVERAGE_WORD = 12
"""No English line's words are this long on average, the space included."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
_SENTENCE_BREAK = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_WORD = re.compile(r"\w[\w'’-]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its surrounding white space: text[start:end] == words."""

    start: int
    end: int
    words: str

    @property
    def ends_sentence(self) -> bool:
        return _SENTENCE_END.search(self.words) is not None

    @property
    def is_paragraph(self) -> bool:
        return len(self.words) >= PARAGRAPH_CHARS and self.ends_sentence

    def longer_than(self, words: int) -> bool:
        """Whether the line has more than so many words, told without counting where its length says so."""
        return len(self.words) > words * LONGEST_AVERAGE_WORD or self.word_count > words

    @property
    def word_count(self) -> int:
        return len(_WORD.findall(self.words))


def lines_of(text: str) -> Iterator[Line]:
    """The lines that hold anything (NBSP and zero-width characters are nothing)."""
    for match in re.finditer(r"[^\n]+", text):
        words = match.group()
        stripped = words.strip(" \t\xa0\u200b\u200c\u200d\u2060\ufeff\u2028\u2029\f\v")
        if stripped:
            start = match.start() + words.index(stripped)
            yield Line(start, start + len(stripped), stripped)


def sentences_of(line: Line) -> Iterator[Span]:
    """Rough sentence spans of a line: enough to cut a caption out of prose."""
    start = line.start
    for match in _SENTENCE_BREAK.finditer(line.words):
        yield start, line.start + match.end()
        start = line.start + match.end()
    yield start, line.end


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted spans without overlaps; empty ones dropped."""
    result: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def touches(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def lines_outside(text: str, spans: Sequence[Span]) -> Iterator[Line]:
    """The lines with what `spans` (sorted, disjoint) take off their two ends left out; none that is wholly covered."""
    first = 0
    for line in lines_of(text):
        while first < len(spans) and spans[first][1] <= line.start:
            first += 1
        last = first
        while last < len(spans) and spans[last][0] < line.end:
            last += 1
        rest = _outside(line, spans[first:last]) if last > first else line
        if rest is not None:
            yield rest


def _outside(line: Line, spans: Sequence[Span]) -> Line | None:
    start, end = line.start, line.end
    for left, right in spans:
        if left <= start < right:
            start = min(right, end)
        elif start < left < end <= right:
            end = left
    words = line.words[start - line.start : end - line.start]
    stripped = words.strip()
    if not stripped:
        return None
    start += words.index(stripped)
    return Line(start, start + len(stripped), stripped)
