"""What a claim's words say of how much of a place and which part: readings that accounts can be compared by."""

from __future__ import annotations

import re
from dataclasses import dataclass

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

PART = re.compile(
    r"\b(?:(?:some|most|many|several|large|other|remaining|[\w'-]+ern|[\w'-]+-held|[\w'-]+-controlled) )?"
    r"(?:parts|areas|districts|neighbou?rhoods|quarters|suburbs|sectors|sections|pockets|outskirts)\b|"
    r"\b(?:part|half|side|centre|center) of\b|"
    r"\bthe (?:north|south|east|west|north-?east|north-?west|south-?east|south-?west) of\b|"
    r"\b(?:held|controlled|dominated)[ -](?:the )?(?:side|half|centre|center|north|south|east|west)(?:ern)?\b|"
    r"\b(?:north|south|east|west)ern (?:side|half|part|district|neighbou?rhood|quarter|outskirts)\b|"
    r"\b(?:entered|stormed|infiltrated|broke into|pushed into|advanced (?:in|into|inside))\b",
    re.I,
)
"""Words for a part of a place: "rebel-held districts", "the west of the city", "entered the town"."""

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

_WORDS = r"(?:\W+[\w'-]+)"
_TAKE = (
    r"\b(?:(?:re)?captur\w+|seiz\w+|t(?:ook|akes?|aken|aking)|re(?:took|take)|(?:re)?gain\w*|control (?:of|over)|"
    r"control was established over|liberat\w+|won back|wrest\w*|overran|overrun\w*)\b"
)
_LEAVE = r"\b(?:retreat\w*|withdr[ae]w\w*|pull\w*|flee\w*|fled|driv\w+|drove|forced|push\w*|oust\w*|expel\w*)\b"
_THING = (
    r"(?P<thing>territory|ground|lands?|positions?|plains?|fields?|stations?|junctions?|silos|hospital|checkpoints?|"
    r"buildings?|bases?|headquarters|hills?|hilltops|villages|towns|part)\b"
)
_PLACE_NOUN = r"\b(?:town|city|village|district|neighbou?rhood|quarter|suburb|area)(?:['’]?s)?\b"

THING_TAKEN = re.compile(rf"{_TAKE}{_WORDS}{{0,6}}?\W+{_THING}", re.I)
"""What was taken where it is not the place that is named: "captured more territory inside X", "the station of X"."""

THING_LEFT = re.compile(rf"{_LEAVE}{_WORDS}{{0,6}}?\W+(?:from|out of){_WORDS}{{0,4}}?\W+{_THING}", re.I)
"""What was left where it is not the place that is named: "retreated from the hills of X"."""

FOOTHOLD = re.compile(r"\b(?:foothold|toehold|last pockets?)\b", re.I)
"""Words for holding little of a place."""

PART_OF_A_DEED = re.compile(
    r"part of (?:(?:a|an|the|its|their|his|[\w'-]+) ){0,3}"
    r"(?:offensive|campaign|operation|push|drive|deal|agreement|plan|effort|strategy|war|battle|assault|attack|coalition|"
    r"alliance|truce|ceasefire)",
    re.I,
)
"""What a place cannot be a part of: "took the town, part of a wider offensive"."""

AROUND_NAME = 50
"""Characters around the place's name within which words for a part are about that place."""

ITSELF = r"\b(?:area|district|neighbou?rhood|quarter|suburb|villages?|towns?|city|cities|farms)"
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
    if claim.polarity == "negative" or (claim.part and not names_itself(claim)):
        return None
    # Further words count where they name the place: "that drove them from nearly all the province" is another's share.
    also = (text for text in claim.also if claim.place_text in text)
    texts = [_around_name(claim, text) for text in (claim.quote, *also)]
    for text in texts:
        if found := NEARLY.search(text):
            return Extent(LEAST_OF_NEARLY, MOST, _label(found.group()))
    for text in texts:
        if found := ALL.search(text):
            return Extent(1.0, 1.0, _label(found.group()))
    return None


def _around_name(claim: Claim, text: str) -> str:
    """The words around the place's name; all of them where the name does not stand in them."""
    at = text.find(claim.place_text) if claim.place_text else -1
    return text if at < 0 else text[max(0, at - AROUND_NAME) : at + len(claim.place_text) + AROUND_NAME]


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


def part_of(claim: Claim) -> str:
    """The part of its place that a claim of holding, taking or leaving speaks of; "" where it speaks of all of it.

    Where no part was extracted, words for one near the place's name count ("the government-held districts")."""
    if claim.part or claim.extent is not None:
        return "" if names_itself(claim) else claim.part or ""
    if claim.type == "withdrawal":
        return _thing(THING_LEFT, claim)
    if claim.type == "territory_taken" and (taken := _thing(THING_TAKEN, claim)):
        return taken
    if claim.type == "control" and (foothold := FOOTHOLD.search(claim.quote)):
        return foothold.group()
    return _part_near_name(claim) if claim.type in ("control", "territory_taken", "besieged") else ""


def _part_near_name(claim: Claim) -> str:
    near = _around_name(claim, claim.quote)
    return next((found.group() for found in PART.finditer(near) if not PART_OF_A_DEED.match(near, found.start())), "")


def _thing(taken: re.Pattern[str], claim: Claim) -> str:
    """The thing in or of the place that was taken or left; "" where it is the place itself.

    A thing that nothing ties to the place counts only if the words do not say that the place was taken, too ("seized
    villages a week after the town was recaptured").
    """
    found = taken.search(claim.quote)
    name = re.escape(claim.place_text) if claim.place_text else "(?!)"
    if not found or re.search(name, found.group()):
        return ""
    place = rf"(?:{name}|{_PLACE_NOUN})"
    tied = (
        rf"{_WORDS}{{0,5}}?\W+(?:in|inside|within|of|at|on|around|near|outside|overlooking)\b{_WORDS}{{0,5}}?\W+{place}"
    )
    itself = (
        rf"(?:{_TAKE}|{_LEAVE}|\bf[ae]ll\w*){_WORDS}{{0,6}}?\W+{name}|"
        rf"{place}\W+(?:which |that )?(?:(?:was|were|is|had been|has been) )?"
        r"(?:(?:re)?captured|(?:re)?taken|seized|fell|liberated)\b"
    )
    if re.match(tied, claim.quote[found.end() :], re.I) or not re.search(itself, claim.quote, re.I):
        return found["thing"]
    return ""


def names_itself(claim: Claim) -> bool:
    """Whether the claim's part is no part, but another name for its place ("the suburb of Harun" for Harun)."""
    return bool(claim.part) and _is_itself(claim.part or "", claim.place_text, claim.quote)


SHARE_OF = re.compile(r"^(?:almost |nearly )?(?:most|all) of ", re.I)
THE_TOWN = re.compile(r"(?:the )?(?:city|town|village)", re.I)


def _is_itself(part: str, name: str, quote: str) -> bool:
    """Whether the words for a part only name the place ("the rebel-held neighbourhood of al-Sakhour", "the villages
    including al-Sakhour")."""
    if not name:
        return False
    rest = SHARE_OF.sub("", part)
    if rest != part and THE_TOWN.fullmatch(rest):
        return True  # "most of the city": a share of it, which the claim's extent tells
    part = rest
    own = re.escape(name)
    itself = rf"{ITSELF}(?: of)? {own}$|^(?:the |[\w-]+-(?:held|controlled) )*{own}(?: {ITSELF[2:]})?$"
    if name.lower() in part.lower() and re.search(itself, part, re.I):  # looking for the word spares the pattern
        return True
    among = rf"{re.escape(part)},? including (?:[\w-]+ ){{0,4}}{own}"
    return "including" in quote.lower() and re.search(among, quote, re.I) is not None


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
    """Whether the claim tells of leaving under force: fighting, or a taking in words of force."""
    return claim.type == "armed_clash" or any(FORCED.search(text) for text in (claim.quote, *claim.also))
