"""Quotations as character spans: nested, running over paragraphs, with marks lost or stray in damaged text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

OPENERS = {"“": "double", "„": "low", "«": "guillemet", "``": "double", "‹": "angle"}
CLOSERS = {"”": ("double", "low"), "“": ("low",), "»": ("guillemet",), "''": ("double",), "›": ("angle",)}
_MARK = re.compile(r"``|''|[\"“”„«»‹›'‘’]")
_BREAK = re.compile(r"\n\s*")
# what may stand before an opening mark, and after a closing one
_BEFORE = frozenset(" \t\n\u00a0([{-–—/:,\"“„«‘'")
_AFTER = frozenset(" \t\n\u00a0)]}-–—/:,.;!?\"”»’'…[(")
_CLIPPED = re.compile(r"(?:\d\ds?|em|tis|twas|til|till|cause|n|round)\b", re.IGNORECASE)
LONGEST_SINGLE = 600


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks, and what is inside them; without a closing mark both ends are one."""

    start: int
    end: int
    inner_start: int
    inner_end: int

    @property
    def closed(self) -> bool:
        """Whether the text has the closing mark."""
        return self.end > self.inner_end


@dataclass(slots=True)
class _Open:
    kind: str
    start: int
    inner: int


class _Scanner:
    """Reads the marks from left to right with a stack of what is open."""

    def __init__(self, text: str, sentence_ends: Sequence[int]) -> None:
        self.text = text
        self.ends = sentence_ends
        self.starts = {m.end() for m in _BREAK.finditer(text)} | {0}
        self.paragraph_ends = [*(m.start() for m in _BREAK.finditer(text)), len(text)]
        self.stack: list[_Open] = []
        self.found: list[Quotation] = []
        self.single_closers: set[int] = set()

    def run(self) -> list[Quotation]:
        for match in _MARK.finditer(self.text):
            self._leave_paragraph(match.start())
            self._mark(match.group(), match.start(), match.end())
        while self.stack:
            self._give_up(self.stack.pop())
        return sorted(self.found, key=lambda q: (q.start, -q.end))

    def _around(self, at: int, end: int) -> tuple[bool, bool]:
        """Whether a mark can open, can close, from its neighbours."""
        before = self.text[at - 1] if at else " "
        after = self.text[end] if end < len(self.text) else " "
        opens = not after.isspace() and before in _BEFORE
        closes = not before.isspace() and after in _AFTER
        return opens, closes

    def _mark(self, mark: str, at: int, end: int) -> None:
        if mark in "'‘’" and len(mark) == 1:
            self._single(mark, at)
            return
        top = next((o for o in reversed(self.stack) if o.kind != "single"), None)
        twice = mark == "''" and not (top and top.kind == "double")  # two apostrophes for a straight mark
        if mark == '"' or twice:
            self._straight(at, end, top)
        elif top and top.kind in CLOSERS.get(mark, ()):
            self._close(top, at, end)
        elif mark in OPENERS:
            self._open(OPENERS[mark], at, end)
        elif top and top.kind == "straight" and self._around(at, end)[1]:
            self._close(top, at, end)  # opened straight, closed curly
        # else a closing mark with nothing open: stray

    def _straight(self, at: int, end: int, top: _Open | None) -> None:
        opens, closes = self._around(at, end)
        if top and top.kind in ("straight", "double") and (closes or not opens):
            self._close(top, at, end)
        elif opens or not closes:
            if top is None and not opens and self.text[:at].rstrip() == "":
                opens = True
            self._open("straight", at, end)

    def _open(self, kind: str, at: int, end: int) -> None:
        alike = next((o for o in self.stack if o.kind == kind), None)
        if alike is not None:
            if at in self.starts and alike.start < at:
                return  # the mark repeated where the quotation enters a new paragraph
            if kind == "straight" or not self._nests(alike, at):
                while alike in self.stack:
                    self._give_up(self.stack.pop(), at)
        self.stack.append(_Open(kind, at, end))

    def _nests(self, outer: _Open, at: int) -> bool:
        """A mark within its own kind is nested if two closing marks follow; else the outer's end was lost."""
        stop = self.paragraph_ends[bisect_right(self.paragraph_ends, at)] if at < len(self.text) else at
        rest = self.text[at + 1 : stop]
        return rest.count("”") + rest.count("»") > rest.count("“") + rest.count("«") + 1 and outer.start < at

    def _close(self, opened: _Open, at: int, end: int) -> None:
        while self.stack[-1] is not opened:
            inner = self.stack.pop()
            if inner.kind != "single":
                self._give_up(inner, at)
        self.stack.pop()
        if self.text[opened.inner : at].strip() and self._apart(opened.start, end):
            self.found.append(Quotation(opened.start, end, opened.inner, at))

    def _give_up(self, opened: _Open, limit: int | None = None) -> None:
        """No closing mark came: the quotation ends with its sentence, at the latest with its paragraph."""
        if opened.kind == "single":
            return
        first = bisect_right(self.paragraph_ends, opened.inner)
        stop = self.paragraph_ends[min(first, len(self.paragraph_ends) - 1)]
        nth = bisect_right(self.ends, opened.inner)
        if nth < len(self.ends):
            stop = min(stop, self.ends[nth])
        if limit is not None:
            stop = min(stop, limit)
        stop = opened.inner + len(self.text[opened.inner : stop].rstrip())
        if stop > opened.inner and self._apart(opened.start, stop):
            self.found.append(Quotation(opened.start, stop, opened.inner, stop))

    def _apart(self, start: int, end: int) -> bool:
        """Whether a span crosses none found: crossing ones come of damage, and the one found first stays."""
        return not any(q.start < start < q.end < end or start < q.start < end < q.end for q in self.found[-8:])

    def _leave_paragraph(self, at: int) -> None:
        """What is open at a paragraph's end goes on only if the next paragraph opens with its mark again."""
        for opened in list(self.stack):
            nth = bisect_right(self.paragraph_ends, opened.inner)
            while nth < len(self.paragraph_ends) and self.paragraph_ends[nth] < at:
                start = next_start(self.text, self.paragraph_ends[nth])
                if not self._repeats(opened.kind, start):
                    while opened in self.stack:
                        self._give_up(self.stack.pop())
                    break
                nth += 1

    def _repeats(self, kind: str, start: int) -> bool:
        mark = self.text[start : start + 1]
        same = {"straight": '"', "double": "“", "guillemet": "«»", "low": "„", "angle": "‹"}.get(kind, "")
        return bool(mark) and mark in same

    def _single(self, mark: str, at: int) -> None:
        if at in self.single_closers:
            top = next((o for o in reversed(self.stack) if o.kind == "single"), None)
            if top:
                self._close(top, at, at + 1)
            return
        opens, _ = self._around(at, at + 1)
        if mark == "’" or not opens or _CLIPPED.match(self.text, at + 1):
            return
        if any(o.kind == "single" for o in self.stack):
            return
        close = self._single_end(mark, at)
        if close is not None:
            self.single_closers.add(close)
            self.stack.append(_Open("single", at, at + 1))

    def _single_end(self, mark: str, at: int) -> int | None:
        """The mark that closes a single quotation: not inside a word; after an s only if nothing better follows."""
        stop = self.paragraph_ends[bisect_right(self.paragraph_ends, at)]
        want = "’'" if mark == "‘" else "'"
        doubtful = None
        for n in range(at + 2, min(stop, at + LONGEST_SINGLE)):
            if self.text[n] in '"“”«»' and mark == "'":
                inside = self.text[at:n].count('"') % 2 == 0
                if not inside:
                    break
            if self.text[n] not in want or not self._around(n, n + 1)[1]:
                continue
            after = self.text[n + 1 : n + 2]
            if self.text[n - 1] in "sS" and after == " ":
                doubtful = n if doubtful is None else doubtful
                continue
            return n
        return doubtful


def next_start(text: str, at: int) -> int:
    """Where the paragraph after a line break begins."""
    match = _BREAK.match(text, at)
    return match.end() if match else at


def find(text: str, sentence_ends: Sequence[int] = ()) -> list[Quotation]:
    """Quotations in a text, outer before inner; `sentence_ends` are character offsets in order."""
    return _Scanner(text, sentence_ends).run()


def quotations(doc: Doc, *, text: str = "") -> list[Quotation]:
    """Quotations in a parsed text, in order of their starts, outer before inner. text: the Doc's, where it is at hand
    (spaCy joins it anew each time)."""
    ends: Sequence[int] = [s.end_char for s in doc.sents] if doc.has_annotation("SENT_START") else ()
    return find(text or doc.text, ends)


def outermost(found: Sequence[Quotation]) -> Iterator[Quotation]:
    """Those that lie in no other."""
    reach = -1
    for quotation in found:
        if quotation.start >= reach:
            yield quotation
            reach = quotation.end
