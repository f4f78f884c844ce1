"""What claims.md calls people in the parts of a claim by custom, whatever the words: "two men" who shoot are an
unidentified armed group, who demonstrates are protesters, who is displaced or loses a home are civilians."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.draft import THING, Phrase

CIVILIANS = "civilians"
UNIDENTIFIED = "unidentified armed group"
BY_ARMS = frozenset(
    {"armed_clash", "attack_on_civilians", "abduction", "explosion", "shelling", "air_strike", "suicide_bombing",
     "territory_taken", "destruction"}
)  # fmt: skip
"""Types whose doers are armed: told of as "two men on a motorcycle", they are unidentified, no civilians."""
MEN = frozenset({"man", "men", "person", "persons", "people", "others", "youths", "woman"})
PROTESTERS = "protesters"
HOMES = frozenset({"house", "houses", "home", "homes", "hut", "huts", "dwelling", "dwellings", "shop", "shops"})
"""Things whose owners are meant: civilians."""
RESTRAINING = frozenset({"measures", "forbid"})
"""Frames of curfews and bans: those who live there bear them."""
HURTING = frozenset(
    {"attack_on_civilians", "abduction", "arrest", "explosion", "shelling", "air_strike", "suicide_bombing",
     "chemical_attack", "other_event"}
)  # fmt: skip
"""Types that are done to people, who may be told of by a name or a calling alone."""


def only_men(phrases: Sequence[Phrase]) -> bool:
    """Whether phrases say no more of people than that they are such: "a man", "two people"."""
    return all(not MEN.isdisjoint(phrase.text.lower().split()) for phrase in phrases)


def victim(phrases: Sequence[Phrase]) -> str:
    """Those who are hurt, where no pack knows their words: several are civilians, one goes by name or calling."""
    for phrase in phrases:
        words = phrase.text.split()
        if phrase.kind == "person" or (phrase.kind == "civilians" and not _several(words)):
            return phrase.text
        if phrase.kind == "civilians":
            return CIVILIANS
    return ""


def _several(words: Sequence[str]) -> bool:
    """Whether the head of a phrase, which ends or is followed by "of", is a plural."""
    end = words.index("of") if "of" in words else len(words)
    return end == 0 or (words[end - 1].endswith("s") and not words[end - 1].endswith("ss"))


def customary(
    claim_type: str, frame: str, doers: Sequence[Phrase], others: Sequence[Phrase], names: tuple[str, str]
) -> tuple[str, str]:
    """(actor1, actor2), of those `names`, with what people are called by what they do or suffer: who demonstrates are
    protesters, who is displaced or loses a home are civilians, of whatever nation or calling. doers, others: the
    phrases of the two."""
    actor1, actor2 = names
    if frame == "protest" and actor1 in ("", CIVILIANS):
        actor1 = PROTESTERS
    elif claim_type == "displacement" and actor1 and all(p.kind == CIVILIANS for p in doers):
        actor1 = CIVILIANS
    elif frame in RESTRAINING and not actor2:
        actor2 = CIVILIANS
    things = [p.text.split()[-1].lower() for p in others if p.kind == THING]
    if things and HOMES.issuperset(things):
        actor2 = CIVILIANS
    return actor1, actor2
