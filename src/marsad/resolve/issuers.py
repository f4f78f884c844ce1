"""Bodies that publish their own words: armed groups that a report names, and by what a body calls itself."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from marsad.claims.draft import ActorSpan
from marsad.resolve.actors.mentions import ActorMention
from marsad.resolve.source_found import ARMED_KINDS, NO_NOUN, OF_A_SIDE, ResolvedSource


def voice_of_group(own: ResolvedSource, outlet: str, mentions: Sequence[ActorMention]) -> ResolvedSource:
    """The outlet's own voice; a party's where the outlet is an armed group that no pack knows, but the report's words
    do ("Statement of the Lake Liberation Army")."""
    name = outlet.strip().removeprefix("The ")
    if own.speaks_for or not name or own.kind != "outlet":
        return own
    if all(m.actor != name or m.how != "name" or m.kind not in ARMED_KINDS for m in mentions):
        return own
    return ResolvedSource(name, "party", name, name, name, "D", OF_A_SIDE, why="an armed group's own statement")


def means_itself(speaker: str, outlet: str) -> bool:
    """Whether a body calls itself so by what it is: "the Observatory found" (the Lake Conflict Observatory)."""
    words = outlet.split(" of ", maxsplit=1)[0].split(" for ", maxsplit=1)[0].split()
    return len(outlet.split()) > 1 and bool(words) and speaker == words[-1] and speaker.istitle()


def voice_of_named_group(
    found: ResolvedSource, named: Sequence[ActorSpan], text: str, known: Container[str]
) -> ResolvedSource:
    """A speaker whose name is that of an armed group that the report names; else as found. known: actors of the packs,
    whose words are read by their names already ("the QNLA said"; "the Borduria Liberation Army" is not Borduria's)."""
    name = found.source.removeprefix("The ").removeprefix("the ")
    for mention in named:
        if mention.how != "name" or mention.kind not in ARMED_KINDS or mention.actor == found.speaks_for:
            continue
        if name != text[mention.start : mention.end] and not name.endswith(mention.actor):
            continue
        if found.why == NO_NOUN or mention.actor not in known:
            actor = mention.actor
            return replace(
                found, kind="party", origin=actor, interest=actor, speaks_for=actor, reliability="D", basis=OF_A_SIDE
            )
    return found
