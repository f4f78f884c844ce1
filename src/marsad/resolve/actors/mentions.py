"""The mention of an actor in a text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.resolve.actors.lexicon import Words

POSSESSIVES = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor at `text[start:end]`.

    actor: canonical name; "" for a description, whose `candidates` co-reference must choose from. kind: Actor.kind, or
    "" if unknown. how: name, nationality, state (a bare "Turkey", which may be a place), metonym ("Ankara" likewise),
    people ("Syrians"), proxy ("Turkish-backed rebels"), home ("government forces"), generic ("rebels", as the packs
    of the report's country say), description ("the radical group"), unnamed ("Hutu rebels"). weak: words that could be
    anybody's ("troops", "militants", "people"): an actor named before goes first, of `candidates` where there are any.
    persons: whether it speaks of people or bodies of people (True) or of machines and acts (False: "Russian
    warplanes"). ambiguous: the words fit several actors, or a place as well. coordinated: the noun comes with a later
    mention ("Turkish" in "Turkish and FSA forces")."""

    start: int
    end: int
    text: str
    actor: str
    kind: str
    how: str
    weak: bool = False
    persons: bool = True
    ambiguous: bool = False
    coordinated: bool = False
    candidates: tuple[str, ...] = ()


def mention_of(  # noqa: PLR0917
    words: Words,
    i: int,
    end: int,
    actor: str,
    kind: str,
    how: str,
    *,
    weak: bool = False,
    persons: bool = True,
    ambiguous: bool = False,
    coordinated: bool = False,
    candidates: tuple[str, ...] = (),
) -> ActorMention:
    """The mention by the words i to end (exclusive)."""
    start, stop = words.starts[i], words.ends[end - 1]
    if len(words.raw[end - 1]) == 1 and words.text[stop : stop + 1] == "." and end - i > 1:
        stop += 1  # the last dot of "U.S."
    text = words.text[start:stop]
    return ActorMention(start, stop, text, actor, kind, how, weak, persons, ambiguous, coordinated, candidates)


def with_abbreviations(mentions: list[ActorMention], text: str) -> list[ActorMention]:
    """Merge "People's Protection Units (YPG)" into one mention, and the noun after it."""
    merged: list[ActorMention] = []
    for mention in mentions:
        last = merged[-1] if merged else None
        between = text[last.end : mention.start] if last else ""
        end = 0
        if last and last.actor == mention.actor and between == " (" and text[mention.end : mention.end + 1] == ")":
            end = mention.end + 1
        elif last and last.text.endswith(")") and between == " " and mention.how == "generic":
            end = mention.end
        if last and end:
            merged[-1] = replace(last, end=end, text=text[last.start : end])
        else:
            merged.append(mention)
    return merged


def owns(mention: ActorMention, after: ActorMention | None) -> bool:
    """Whether a state is only where the group named next is from: "Libya's Free Army"."""
    owned = after is not None and after.how == "name" and not after.weak and after.start == mention.end + 1
    return owned and mention.how == "state" and mention.text.endswith(POSSESSIVES)
