"""The words around a quote: the rest of its sentence, so that a reader can judge the quote in place."""

from __future__ import annotations

import re

CONTEXT_LIMIT = 320
"""Characters kept on each side of a quote. News sentences seldom pass 300; a longer stretch is a missed border."""

_BORDER = re.compile(
    r"(?P<stop>[\n.!?…])"  # first, and as one set: the search leaps from one to the next
    r"(?:(?<=\n)\n*"  # a paragraph or a headline ends with its line
    r"|(?<!\n)[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\Wa-z_]))"  # a stop, closers, and a word with a capital
)
_NO_STOP = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Cmdr|Brig|Sgt|Adm|Rev|Sheikh|St|No|vs|Jan|Feb|Mar|Apr|Jun"
    r"|Jul|Aug|Sep|Sept|Oct|Nov|Dec|approx|Inc|Ltd|Co))$"
)
"""What may stand before a stop that does not end a sentence: an initial ("U.S."), a title, a month."""


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of `text` from the start of the sentence to `start`, and from `end` to the sentence's end.

    A quote over several sentences gets the rest of its first and of its last. Stretches beyond CONTEXT_LIMIT are cut
    at a word and marked with an ellipsis. Whitespace at the far ends is dropped; that towards the quote is kept.
    """
    low = max(0, start - 2 * CONTEXT_LIMIT)
    left = text[low:start]
    before = [border for border in _BORDER.finditer(text, low, min(len(text), start + 4)) if border.end() <= start]
    begins = next((border.end() - low for border in reversed(before) if _ends_sentence(text, border)), 0)
    left = left[begins:].lstrip()
    right = text[end : end + 2 * CONTEXT_LIMIT]
    # A quote that takes its own full stop along has nothing to its right in the sentence.
    for border in _BORDER.finditer(text, max(start, end - 2), min(len(text), end + 2 * CONTEXT_LIMIT)):
        if border.end() > end and _ends_sentence(text, border):
            right = text[end : max(end, border.end())]
            break
    return _cut_left(left), _cut_right(right.rstrip())


def _ends_sentence(text: str, border: re.Match[str]) -> bool:
    stop = border.start("stop")
    return text[stop] != "." or not _NO_STOP.search(text, max(0, stop - 12), stop)


def _cut_left(words: str) -> str:
    if len(words) <= CONTEXT_LIMIT:
        return words
    return "… " + words[-CONTEXT_LIMIT:].partition(" ")[2]


def _cut_right(words: str) -> str:
    if len(words) <= CONTEXT_LIMIT:
        return words
    return words[:CONTEXT_LIMIT].rpartition(" ")[0] + " …"
