"""Transcripts: each turn begins with who speaks ("Spokesman: Our forces hold the town.")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from marsad.claims.draft import Span, Voice
from marsad.claims.syntax.parse import Parse

TURNS = 2
"""Turns of one speaker in a transcript; a single label may be a heading."""

_LABEL = re.compile(r"(?m)^[ \t]*(?P<label>[A-Z][\w.'’-]*(?: [\w.'’()-]+){0,5})[ \t]*:[ \t]+(?=\S)")
_ASKING = re.compile(r"(?i)^(?:q|questions?|journalist|reporter|moderator|interviewer)\b")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says, from after the label to the next turn. asked: somebody asks, and vouches for nothing."""

    label: Span
    start: int
    end: int
    asked: bool


def turns_of(text: str, persons: Sequence[Span], nouns: Collection[str]) -> list[Turn]:
    """The turns of a transcript, [] for any other text. nouns: lemmas of those who speak ("spokesman").

    A label counts if it is a person's name, ends in a noun for a speaker or asks; some speaker has two turns at least.
    """
    found = list(_labels(text, persons, nouns))
    if max(Counter(text[a:b].casefold() for a, b, _ in found).values(), default=0) < TURNS:
        return []
    ends = [a for a, _, _ in found[1:]] + [len(text)]
    return [
        Turn((a, b), b + 1, end, bool(_ASKING.match(text[a:b]))) for (a, b, _), end in zip(found, ends, strict=True)
    ]


def speak_turns(parse: Parse, turns: Sequence[Turn], voices: list[list[Voice]]) -> None:
    """Gives each turn's words that nobody else is said to say to its speaker, in place."""
    for turn in turns:
        if turn.asked:
            continue
        speaker = [Voice(*turn.label, parse.text[slice(*turn.label)])]
        for t in parse.tokens(turn.start, turn.end):
            voices[t] = voices[t] or speaker


def _labels(text: str, persons: Sequence[Span], nouns: Collection[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
    for match in _LABEL.finditer(text):
        start, end = match.span("label")
        words = re.sub(r"\W*\(.*$", "", match["label"])
        last = words.split()[-1].lower()
        named = any(a <= start and end <= b for a, b in persons) or any(start <= a and b == end for a, b in persons)
        if named or last in nouns or _ASKING.match(words):
            yield start, end, match
