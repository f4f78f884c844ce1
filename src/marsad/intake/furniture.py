"""Page furniture in texts copied from web pages, found line by line with the words of furniture.yaml.

The text is never cut (offsets count its characters): furniture is marked, and later rooms pass over it. A rule here
is a rule of web pages: a short line that speaks to the reader of the page and not of the world.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.intake.lexicon import furniture_words
from marsad.intake.lines import BULLETS, Line, Span, lines_of, merged, touches

SHORT_LINE_WORDS = 40
"""Prompts and notices run to a long sentence or two; a report's paragraph is longer or says none of their words."""

TAIL_FROM = 0.6
"""A comments heading this far down a page opens its readers' comments; higher up it is a counter or a link."""

LINK_WORDS = 16
"""Headlines in links to other stories have at most so many words."""

INLINE_CHARS = 600
"""Remains of a page within lines (share counts, credits) stand at its two ends: head and foot of the article."""

# "Kicker: headline" alone between paragraphs is a link to another story or film; these kickers open prose instead.
_KICKER = re.compile(r"^(?P<kicker>[^:.\"“”]{2,40}): \S")
_PROSE_KICKERS = re.compile(
    r"(?i)\b(?:update|correction|clarification|note|summary|warning|fact ?box|source|statement)\b"
)
_LIST_ITEM = re.compile(rf"^(?:[{BULLETS}]|\d{{1,2}}[.)])\s")


def find_furniture(text: str) -> tuple[Span, ...]:
    """Spans of page furniture, sorted, without overlaps."""
    lines = list(lines_of(text))
    words = furniture_words()
    spans: list[Span] = []
    opened = False  # under a heading of links
    for index, line in enumerate(lines):
        if line.longer_than(SHORT_LINE_WORDS) or (line.is_paragraph and not words.lines.match(line.words)):
            opened = False
            continue
        if line.start >= TAIL_FROM * len(text) and words.tails.match(line.words) and not _prose_follows(lines, index):
            spans.append((line.start, lines[-1].end))
            break
        if words.headings.match(line.words):
            opened = True
        if opened or _is_furniture(lines, index):
            spans.append((line.start, line.end))
    ends = merged([(0, min(len(text), INLINE_CHARS)), (max(0, len(text) - INLINE_CHARS), len(text))])
    inline = [match.span() for start, end in ends for match in words.inline.finditer(text, start, end)]
    return merged(spans + [_without_full_stop(text, span) for span in inline if not touches(span, spans)])


def _is_furniture(lines: Sequence[Line], index: int) -> bool:
    line, words = lines[index], furniture_words()
    item = _LIST_ITEM.sub("", line.words)  # "- See also: ..."
    return bool(words.whole.match(line.words) or words.lines.match(item)) or _is_link(lines, index)


def _is_link(lines: Sequence[Line], index: int) -> bool:
    """A headline with a kicker, alone between two paragraphs of prose: a link to another story."""
    line = lines[index]
    match = _KICKER.match(line.words)
    if not match or line.ends_sentence or line.word_count > LINK_WORDS or _LIST_ITEM.match(line.words):
        return False
    if _PROSE_KICKERS.search(match["kicker"]) or not 0 < index < len(lines) - 1:
        return False
    return lines[index - 1].ends_sentence and lines[index + 1].ends_sentence


def _prose_follows(lines: Sequence[Line], index: int) -> bool:
    """Whether most of what follows is the report itself: paragraphs as long as the ones before."""
    before = [line for line in lines[:index] if line.is_paragraph]
    after = [line for line in lines[index + 1 :] if line.is_paragraph]
    return len(after) > max(1, len(before) // 2)


def _without_full_stop(text: str, span: Span) -> Span:
    """An inline match that had to begin at the end of a sentence gives that sentence its mark back."""
    start, end = span
    while start < end and text[start] in '.")” ':
        start += 1
    return start, end
