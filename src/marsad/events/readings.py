"""What a claim's words say of how much of a place and which part: readings that accounts can be compared by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from marsad.events.words import stems
from marsad.records import Claim

ALL = re.compile(
    r"\b(?:completely|fully|entirely|totally|in full|all of|the whole of|the entire|100 ?(?:%|per ?cent))", re.I
)
NEARLY = re.compile(r"\b(?:almost|nearly|mostly|most of|virtually|largely|the bulk of|all but)\b", re.I)
SHARE = re.compile(
    r"\b(?P<number>\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent)(?: of (?:the |its |their )?(?P<whole>[\w' -]{2,60}))?", re.I
)
FORCED = re.compile(
    r"\b(?:chas|driv|drove|forc|kick|flush|push|smok)\w* (?:[\w'-]+ ){0,6}?out\b|"
    r"\b(?:driven|drove|chased) (?:[\w'-]+ ){0,6}?from\b|\b(?:expel|oust|rout|dislodg|evict|defeat|crush)\w*ed\b",
    re.I,
)
"""Words for a departure that was not the leaver's choice."""

PART = re.compile(
    r"\b(?:(?:some|most|many|several|large|other|remaining|[\w'-]+ern|[\w'-]+-held|[\w'-]+-controlled) )?"
    r"(?:parts|areas|districts|neighbou?rhoods|quarters|suburbs|sectors|sections|pockets|outskirts)\b|"
    r"\b(?:part|half|side|centre|center) of\b|"
    r"\bthe (?:north|south|east|west|north-?east|north-?west|south-?east|south-?west) of\b|"
    r"\b(?:held|controlled|dominated)[ -](?:the )?(?:side|half|centre|center|north|south|east|west)(?:ern)?\b|"
    r"\b(?:north|south|east|west)ern (?:side|half|part|district|neighbou?rhood|quarter|outskirts)\b|"
    r"\b(?:entered|stormed|broke into|pushed into|advanced (?:in|into|inside))\b",
    re.I,
)
"""Words for a part of a place: "rebel-held districts", "the west of the city", "entered the town"."""

END_OF_PHRASE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|in|on|of|and|or|to|by|with|from|(?:north|south|east|west)\w*)\b", re.I
)

DIVIDED = re.compile(r"\b(?:divided|split|shared?|partition\w*)\b", re.I)
"""Words for a place that two sides hold parts of; a "battle for control" or "fighting over" is none."""

THING_TAKEN = re.compile(
    r"\b(?:(?:re)?captur\w+|seiz\w+|t(?:ook|akes?|aken|aking)|re(?:took|take)|(?:re)?gain\w*|control (?:of|over)|"
    r"liberat\w+|won back|wrest\w*)\b(?:\W+[\w'-]+){0,6}?\W+"
    r"(?P<thing>territory|ground|lands?|positions?|plains?|fields?|stations?|junctions?|silos|hospital|checkpoints?|"
    r"buildings?|bases?|headquarters|hills?|hilltops|villages|towns|part)\b",
    re.I,
)
"""What was taken where it is not the place that is named: "captured more territory inside X", "the station of X"."""

AROUND_NAME = 50
"""Characters around the place's name within which words for a part are about that place."""

ITSELF = r"\b(?:area|district|neighbou?rhood|quarter|suburb|village|town|city|farms)"
"""Words that only say what kind of place a name is: "the district of X" is X, no part of it."""

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
    if claim.polarity == "negative" or claim.part:
        return None
    for text in (claim.quote, *claim.also):
        if found := NEARLY.search(text):
            return Extent(LEAST_OF_NEARLY, MOST, found.group().lower())
    for text in (claim.quote, *claim.also):
        if found := ALL.search(text):
            return Extent(1.0, 1.0, found.group().lower())
    return None


def _words_of_share(claim: Claim) -> str:
    said = f"{claim.extent:.0%}" if claim.extent is not None else ""
    for text in (claim.quote, *claim.also):
        for found in SHARE.finditer(text):
            if claim.extent is not None and abs(float(found["number"]) / 100 - claim.extent) < 0.005:
                said = found.group().strip()
                break
        else:
            if claim.extent == 1 and (whole := ALL.search(text)):
                said = whole.group().lower()
    return f"not {said}" if claim.polarity == "negative" else said


def part_of(claim: Claim) -> str:
    """The part of its place that a claim of holding or taking speaks of; "" where it speaks of all of it.

    Where no part was extracted, words for one near the place's name count ("the government-held districts")."""
    if claim.part and _is_itself(claim.part, claim.place_text, claim.quote):
        return ""
    if claim.part or claim.type not in ("control", "territory_taken", "besieged") or claim.extent is not None:
        return claim.part or ""
    taken = THING_TAKEN.search(claim.quote) if claim.type == "territory_taken" else None
    if taken and claim.place_text not in taken.group():
        return taken["thing"]
    at = claim.quote.find(claim.place_text) if claim.place_text else -1
    near = claim.quote if at < 0 else claim.quote[max(0, at - AROUND_NAME) : at + len(claim.place_text) + AROUND_NAME]
    found = PART.search(near)
    return found.group() if found else ""


def _is_itself(part: str, name: str, quote: str) -> bool:
    """Whether the words for a part only name the place ("the rebel-held neighbourhood of al-Sakhour", "the villages
    including al-Sakhour")."""
    if not name:
        return False
    own = re.escape(name)
    itself = rf"{ITSELF}(?: of)? {own}$|^(?:the |[\w-]+-(?:held|controlled) )*{own}(?: {ITSELF[2:]})?$"
    among = rf"{re.escape(part)},? including (?:[\w-]+ ){{0,4}}{own}"
    return bool(re.search(itself, part, re.I) or re.search(among, quote, re.I))


def says_divided(claim: Claim) -> bool:
    """Whether a contested place is said to be divided between sides rather than fought over."""
    return any(DIVIDED.search(text) for text in (claim.quote, *claim.also))


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
    """Whether the claim tells of leaving under force: fighting, or a taking in words of force."""
    return claim.type == "armed_clash" or any(FORCED.search(text) for text in (claim.quote, *claim.also))
