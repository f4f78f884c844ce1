"""What a claim's words say of how much of a place: readings that accounts can be compared by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from marsad.events.parts import KEPT, around_name, names_itself
from marsad.events.words import stems
from marsad.records import Claim

ALL = re.compile(
    r"\b(?:completely|fully|entirely|totally|in full|all of|the whole of|the entire|100 ?(?:%|per ?cent))", re.I
)
NEARLY = re.compile(
    r"\b(?:almost|nearly|virtually|all but)(?= (?:all\b|entire|complete|full|total|whol|the (?:whole|entire)|"
    r"held\b|controlled\b|under\b|clear|captured\b|taken\b))|"
    r"\b(?:mostly|largely)(?= (?:[\w'-]+ ){0,2}(?:held|controlled|under|captured|taken|cleared|in the hands)\b)|"
    r"\b(?:most|the bulk) of (?:it\b|(?:(?:the|its) )?(?:[\w'-]+ )?(?:town|city|village|district|area|neighbou?rhood|"
    r"camp|place)\b|(?-i:[A-Z]))",
    re.I,
)
"""Words for less than all of a place: "almost completely", "largely held", "most of the town"; no "nearly a year"."""

SHARE = re.compile(
    r"\b(?P<number>\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent)(?: of (?:the |its |their )?(?P<whole>[\w' -]{2,60}))?", re.I
)
FORCED = re.compile(
    r"\b(?:chas|driv|drove|forc|kick|flush|push|smok)\w* (?:[\w'-]+ ){0,6}?out\b|"
    r"\b(?:driven|drove|chased) (?:[\w'-]+ ){0,6}?from\b|\b(?:expel|oust|rout|dislodg|evict|defeat|crush)\w*ed\b",
    re.I,
)
"""Words for a departure that was not the leaver's choice."""

END_OF_PHRASE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|in|on|of|and|or|to|by|with|from|(?:north|south|east|west)\w*)\b", re.I
)

DIVIDED = re.compile(r"\b(?:divided|split|shared?|partition\w*)\b", re.I)
"""Words for a place that two sides hold parts of; a "battle for control" or "fighting over" is none."""

SHARED_CONTROL = re.compile(
    r"\b(?:shar(?:e|es|ed|ing)|divid(?:e|es|ed|ing)|split) (?:[\w'-]+ ){0,2}control\b|"
    r"\bcontrol (?:[\w'-]+ ){0,4}(?:divided|split|shared)\b",
    re.I,
)
"""The same of one who holds: "who share control of the city"."""

WHOLE = frozenset(stems("city town village district neighbourhood neighborhood area province place"))
"""Words for the place itself, as against a part of it."""

MOST, LEAST_OF_NEARLY = 0.99, 0.85
"""What "almost all" may mean as a share: short of all, more than any reporter would call "much of"."""

SAME_SHARE = 0.05
"""Two shares closer than this are one estimate, rounded twice."""

COMPASS = ("north", "south", "east", "west", "centre", "center")


@dataclass(frozen=True, slots=True)
class Extent:
    """A share of a place, from `low` to `high` (0 to 1), in the words that give it."""

    low: float
    high: float
    words: str

    def meets(self, other: Extent) -> bool:
        return self.low <= other.high + SAME_SHARE and other.low <= self.high + SAME_SHARE


def extent_of(claim: Claim) -> Extent | None:
    """How much of the place the claim gives to its actor: a denied 30 percent leaves at most 70. None: it doesn't say.

    Words count only where the claim has no number: "almost under control" (less than all, more than 85 percent).
    """
    if claim.extent is not None:
        share = 1 - claim.extent if claim.polarity == "negative" else claim.extent
        return Extent(share, share, _words_of_share(claim))
    if claim.polarity == "negative" or (claim.part and not names_itself(claim)):
        return None
    # Further words count where they name the place: "that drove them from nearly all the province" is another's share.
    also = (text for text in claim.also if claim.place_text in text)
    return _extent_in_words(claim.place_text, (claim.quote, *also))


@lru_cache(KEPT)
def _extent_in_words(place_text: str, said: tuple[str, ...]) -> Extent | None:
    texts = [around_name(place_text, text) for text in said]
    for text in texts:
        if found := NEARLY.search(text):
            return Extent(LEAST_OF_NEARLY, MOST, _label(found.group()))
    for text in texts:
        if found := ALL.search(text):
            return Extent(1.0, 1.0, _label(found.group()))
    return None


def _words_of_share(claim: Claim) -> str:
    """The share in the claim's words; of what is denied, what is left: a denied 30 percent is "at most 70%"."""
    if claim.extent is None:
        return ""
    if claim.polarity == "negative":
        return "not all of it" if claim.extent == 1 else f"at most {1 - claim.extent:.0%}"
    said = f"{claim.extent:.0%}"
    for text in (claim.quote, *claim.also):
        for found in SHARE.finditer(text):
            if abs(float(found["number"]) / 100 - claim.extent) < 0.005:
                said = found.group().strip()
                break
        else:
            if claim.extent == 1 and (whole := ALL.search(text)):
                said = _label(whole.group())
    return said


def _label(words: str) -> str:
    """Words for all or nearly all of a place, so that they can stand alone: "all of it", "nearly all of it"."""
    said = words.lower()
    if said in ("almost", "nearly", "virtually"):
        return f"{said} all of it"
    if said in ("all but", "the entire"):
        return "nearly all of it" if said == "all but" else "all of it"
    return f"{said} it" if said.endswith(" of") else said


def says_divided(claim: Claim) -> bool:
    """Whether a place is said to be divided between sides, rather than fought over or held by one."""
    words = SHARED_CONTROL if claim.type == "control" else DIVIDED
    return any(words.search(text) for text in (claim.quote, *claim.also))


def shares_of(claim: Claim) -> list[tuple[float, str, frozenset[str]]]:
    """Each "N percent of X" in the claim's words: number, the words, and what it is a share of (stems, or none)."""
    out = []
    for text in (claim.quote, *claim.also):
        for found in SHARE.finditer(text):
            whole = _noun_phrase(found["whole"] or "")
            words = found.group()[: found.group().find(found["whole"]) + len(whole)] if whole else found.group()
            out.append((float(found["number"]), words.strip(), stems(whole)))
    return out


def _noun_phrase(text: str) -> str:
    """The words up to the first that ends a noun phrase."""
    return END_OF_PHRASE.split(text)[0].strip()


def directions(part: str) -> frozenset[str]:
    """Compass words of a part: "south and south-eastern districts" is {south, southeast}."""
    plain = (
        re.sub(r"[-\s]?(?:erly|ern|wards?)\b", "", part.lower())
        .replace("centre", "center")
        .replace("central", "center")
    )
    found = re.findall(r"\b(?:north|south)?[ -]?(?:east|west)\b|\b(?:north|south|center)\b", plain)
    return frozenset(re.sub(r"[ -]", "", word) for word in found)


def forced(claim: Claim) -> bool:
    """Whether the claim tells of leaving in words of force; that there was fighting does not say how it ended."""
    return any(FORCED.search(text) for text in (claim.quote, *claim.also))
