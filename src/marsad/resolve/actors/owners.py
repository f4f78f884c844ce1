"""Whom bare words mean ("the militants", "terrorists from X"): their owner beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marsad.resolve.actors.mentions import ActorMention

IRREGULAR = frozenset({"jihadist", "rebel", "militia"})
"""Kinds of groups that "militants" or "insurgents" may mean."""
NAMING = frozenset({"name", "unnamed", "proxy"})
OWNER = re.compile(
    r" (?:of|from|belonging to|(?:(?:who|which) (?:are|is) )?(?:affiliated|linked|loyal) (?:with|to)"
    r"|(?:(?:who|which) (?:are|is|were|was) )?(?:believed|thought|suspected|said) to be(?: members of| from)?"
    r"|calling themselves|known as)(?: the)?(?: so[- ]called)?(?: self-styled)? [\"“'‘]?"
)
"""What may stand between a bare noun and the name of those that it is of."""


APPOSED = re.compile(r", (?:an?|the)(?: [\w-]+){0,3} ")
OUTFIT = re.compile(r" (?:force|army|militia|group|faction|outfit|movement|organi[sz]ation|alliance)$")
BRANCH = re.compile(r" (?:affiliate|branch|offshoot|wing|arm|franchise|ally)$")


def refer(mentions: Sequence[ActorMention], text: str) -> list[ActorMention]:
    """The mentions, bare words given the group that the report means by them."""
    owned: list[ActorMention] = []
    for mention in mentions:
        last = owned[-1] if owned else None
        if last is not None and _bare(last) and _group(mention) and OWNER.fullmatch(text[last.end : mention.start]):
            owned[-1] = replace(mention, start=last.start, text=text[last.start : mention.end])
        elif last is not None and _bare(last) and _group(mention) and last.end == mention.start - 1:
            owned[-1] = replace(mention, start=last.start, text=text[last.start : mention.end])  # "terrorist X militia"
        elif last is not None and _described(last, mention, text[last.end : mention.start], text[mention.end :][:1]):
            owned[-1] = replace(last, end=mention.end, text=text[last.start : mention.end])
        else:
            owned.append(mention)
    return owned


def _described(last: ActorMention, mention: ActorMention, between: str, after: str) -> bool:
    """ "JNIM, an al-Qaeda affiliate,": of whom it is one, no second group; "the SSA, an ethnic Shan army,": what it is,
    no state's."""
    if not _group(last) or APPOSED.fullmatch(between) is None:
        return False
    branch = _group(mention) and bool(BRANCH.search(mention.text))
    people = mention.how == "nationality" and between.startswith(", a") and after in (",", ".", ";", ")")
    return branch or (people and OUTFIT.search(mention.text) is not None)


def _bare(mention: ActorMention) -> bool:
    return mention.kind == "unidentified" and mention.weak


def _group(mention: ActorMention) -> bool:
    return bool(mention.actor) and mention.kind in IRREGULAR and mention.how in NAMING
