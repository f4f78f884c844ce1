"""A place name in a report, and what the words in it and around it say of the place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from marsad.resolve.places.cues import REGIONS, WINDOW, Cue, kind_of_word, read_context, read_mention
from marsad.resolve.places.words import ReportContext

_CLAUSE_END = re.compile(r"[.!?;:\n]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A name in the report. start, end: offsets in the report's text. The rest is optional: what the caller knows;
    what it leaves None is read from the words around the mention. sentence: its words, where offsets are unknown."""

    text: str
    start: int = -1
    end: int = -1
    sentence: str | None = None
    container: str | None = None
    kind_hint: str | None = None
    modifier: str | None = None


def read_cue(mention: PlaceMention, context: ReportContext) -> Cue:
    """What the caller, the mention's own words and those around it say of the place."""
    cue = read_mention(f"{mention.modifier} {mention.text}" if mention.modifier else mention.text)
    if mention.modifier and cue.core.startswith(mention.modifier):  # "km from": the words around the name tell more
        cue = read_mention(mention.text)
    if mention.kind_hint:
        kind = kind_of_word(mention.kind_hint) or mention.kind_hint
        relation = "region" if kind in REGIONS else "road" if kind == "road" else cue.relation
        cue = replace(cue, kind=kind, relation=relation)
    if mention.container:
        cue = replace(cue, container=mention.container)
    return read_context(cue, *words_around(mention, context))


def words_around(mention: PlaceMention, context: ReportContext) -> tuple[str, str]:
    """The words of the mention's own clause before and after it."""
    text, start, end = context.text, mention.start, mention.end
    if start < 0:
        text = mention.sentence or ""
        start = text.find(mention.text)
        end = start + len(mention.text)
    if start < 0:
        return "", ""
    before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    return _CLAUSE_END.split(before)[-1], _CLAUSE_END.split(after, maxsplit=1)[0]
