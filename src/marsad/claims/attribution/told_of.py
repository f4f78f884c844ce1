"""Whom a clause set between a speaker and the verb of saying tells of: "an officer, who requested anonymity, said"."""

from __future__ import annotations

from marsad.claims.attribution.phrases import Phrase
from marsad.claims.attribution.sources import Speakers

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def told_of_by(speakers: Speakers, near: Phrase, span: tuple[int, int], *, loose: bool) -> Phrase | None:
    """Whom a clause that the phrase is in tells about: "an officer, who requested anonymity, said", "the group
    which has a network of sources said". loose: the phrase may stand anywhere in it."""
    parse, (first, i) = speakers.parse, span
    who = next((t for t in range(near.start - 1, first, -1) if parse.lower[t] in ("who", "which")), -1)
    if who < first + 1:
        return None
    apart = parse.words[who - 1] == parse.words[i - 1] == ","
    verb = near.start - 1 - (parse.tag[near.start - 1] == "IN")
    own = sum(parse.tag[t] in FINITE for t in range(who, i)) == 1 and (loose or verb == who + 1)
    if not apart and not own:
        return None
    at = who - 1 - apart
    if parse.words[max(first, at - 2) : at + 1 : 2] == ["(", ")"]:
        at -= 3  # "the Harbour Council (HC), which"
    told_of = speakers.ending(at, first)
    if told_of is not None and _lies_in(speakers, told_of, first):
        return speakers.ending(told_of.start - 2, first)
    return told_of


def _lies_in(speakers: Speakers, phrase: Phrase, first: int) -> bool:
    """Whether a name only tells where the place before it lies: "an officer in Gao, | Mali, who"."""
    parse = speakers.parse
    known = phrase.head in speakers.persons or phrase.head in speakers.organisations
    before = phrase.start - 2
    beside = before > first and parse.words[before + 1] == "," and parse.is_name(before)
    return beside and not known and parse.is_name(phrase.head) and phrase.left == phrase.right
