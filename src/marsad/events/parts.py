"""What a claim's words say of which part of its place they mean, or which thing in it, if not the place itself."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from marsad.records import Claim

PART = re.compile(
    r"\b(?:(?:some|most|many|several|large|other|remaining|[\w'-]+ern|[\w'-]+-held|[\w'-]+-controlled) )?"
    r"(?:parts|areas|districts|neighbou?rhoods|quarters|suburbs|sectors|sections|pockets|outskirts)\b|"
    r"\b(?:part|half|side|centre|center) of\b|"
    r"\bthe (?:north|south|east|west|north-?east|north-?west|south-?east|south-?west) of\b|"
    r"\b(?:held|controlled|dominated)[ -](?:the )?(?:side|half|centre|center|north|south|east|west)(?:ern)?\b|"
    r"\b(?:north|south|east|west)ern (?:side|half|part|district|neighbou?rhood|quarter|outskirts)\b",
    re.I,
)
"""Words for a part of a place: "rebel-held districts", "the west of the city"."""

ENTERING = re.compile(r"\b(?:entered|stormed|infiltrated|broke into|pushed into|advanced (?:in|into|inside))\b", re.I)
"""Words before a place's name for coming into it, which is less than taking it."""

FLAG = re.compile(
    r"\b(?:raised|hoisted|planted|raising|hoisting) (?:an?|the|its|their|his|[\w'’-]+) (?:[\w'’-]+ )?flags?\b", re.I
)
"""Words for having taken what was entered."""

KEPT = 16_384
"""Readings of claims' words that are kept: each is asked for again and again, and its patterns are made of names."""

_WORDS = r"(?:\W+[\w'-]+)"
_TAKE = (
    r"\b(?:(?:re)?captur\w+|seiz\w+|t(?:ook|akes?|aken|aking)|re(?:took|take)|(?:re)?gain(?:ed|ing)?|"
    r"control (?:of|over)|control was established over|liberat\w+|won back|wrest\w*|overran|overrun\w*)\b"
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

_KIND = r"(?:area|district|neighbou?rhood|quarter|suburb|villages?|towns?|city|cities|farms)"
OF_ITS_KIND, KIND_AFTER = re.compile(rf"\b{_KIND}(?: of)? $"), re.compile(rf"(?: {_KIND}(?: (?:of|in) .*)?)?")
"""Words that only say what kind of place a name is: "the district of X" is X, no part of it."""

WHICH_IS_HELD = re.compile(
    r"(?: (?:area|town|village|city|district|neighbou?rhood))?,? "
    r"(?:which|that) (?:is|was|has been|remains|lies)\b.*?\b(?:held|controlled|ruled|under|in the hands)\b",
    re.I,
)
"""Words after a place's name that tell of the place itself, whatever happened beside it."""

_NAME = r"(?:[a-z]{2}-|(?:al|el) )?[A-Z][\w'’-]*"
OF_NAMES = re.compile(rf"\s+(?P<of>of )?(?:the )?(?P<names>{_NAME}(?:(?:,? and |, | ){_NAME})*)")
"""The names after words for a part; "the north of" has its "of" within."""

LISTS = re.compile(rf"(?: [-–—]|:) (?P<names>{_NAME}(?:(?:,? and |, | ){_NAME})+)")
"""Names after a dash or a colon."""

HELD = re.compile(r"(?:the |[\w-]+-(?:held|controlled) )*")
"""Words before a name that only say whose the place is."""


def around_name(name: str, text: str) -> str:
    """The words around a place's name; all of them where the name does not stand in them."""
    at = text.find(name) if name else -1
    return text if at < 0 else text[max(0, at - AROUND_NAME) : at + len(name) + AROUND_NAME]


def part_of(claim: Claim) -> str:
    """The part of its place that a claim of holding, taking or leaving speaks of; "" where it speaks of all of it.

    Where no part was extracted, words for one near the place's name count ("the government-held districts")."""
    if claim.part or claim.extent is not None:
        return "" if names_itself(claim) or _of_another(claim) else claim.part or ""
    if claim.type == "withdrawal":
        return _thing(THING_LEFT, claim.place_text, claim.quote)
    if claim.type == "territory_taken" and (taken := _thing(THING_TAKEN, claim.place_text, claim.quote)):
        return "" if taken.lower() in re.split(r"[:/-]", claim.place_id) else taken  # the gas field is the place itself
    if claim.type == "control" and (foothold := FOOTHOLD.search(claim.quote)):
        return foothold.group()
    if claim.place_relation == "part_of" and claim.place_text not in claim.quote:
        return ""  # of a quarter that another sentence names, "parts of the city" are the town's
    held = claim.type in ("control", "territory_taken", "besieged")
    return _part_near_name(claim.place_text, claim.quote) if held else ""


@lru_cache(KEPT)
def _part_near_name(place_text: str, quote: str) -> str:
    near = around_name(place_text, quote)
    before, name, after = near.partition(place_text) if place_text else (near, "", "")
    if WHICH_IS_HELD.match(after):  # "the outskirts of X, which is held by"
        before, near = "", name + after
    if (entering := ENTERING.search(before)) and not FLAG.search(quote):
        return entering.group()
    parts = (found for found in PART.finditer(near) if not PART_OF_A_DEED.match(near, found.start()))
    return next((found.group() for found in parts if not _tells_elsewhere(found, near, place_text)), "")


def _tells_elsewhere(found: re.Match[str], near: str, name: str) -> bool:
    """Whether words for a part are no part of the place: the name of what it lies in follows them ("in the north of
    Qanat province"), or they only tell what the places are whose names follow ("the areas of Tirhan and Qanat")."""
    named = OF_NAMES.match(near, found.end())
    if not name or not named:
        return False
    return _lists(near[: found.start()], named, name) if named["of"] else name not in named["names"]


def _lists(before: str, named: re.Match[str], name: str) -> bool:
    """Whether a noun in the plural stands before a row of names, this one among them: "the areas of X and Y"."""
    return before.endswith("the ") and " and " in named["names"] and name in named["names"]


@lru_cache(KEPT)
def _thing(taken: re.Pattern[str], place_text: str, quote: str) -> str:
    """The thing in or of the place that was taken or left; "" where it is the place itself.

    A thing that nothing ties to the place counts only if the words do not say that the place was taken, too ("seized
    villages a week after the town was recaptured").
    """
    found = taken.search(quote)
    if not found or (place_text and place_text in found.group()):
        return ""
    named = OF_NAMES.match(quote, found.end())
    if named and place_text and _lists(quote[: found.start("thing")], named, place_text):
        return ""  # "took the villages of X and Y"
    if found["thing"].lower() in ("villages", "towns") and place_text and _listed(quote[found.end() :], place_text):
        return ""  # "took three villages from the army - X, Y and Z"
    name = re.escape(place_text) if place_text else "(?!)"
    place = rf"(?:{name}|{_PLACE_NOUN})"
    tied = (
        rf"{_WORDS}{{0,5}}?\W+(?:in|inside|within|of|at|on|around|near|outside|overlooking)\b{_WORDS}{{0,5}}?\W+{place}"
    )
    itself = (
        rf"(?:{_TAKE}|{_LEAVE}|\bf[ae]ll\w*){_WORDS}{{0,6}}?\W+{name}|"
        rf"{place}\W+(?:which |that )?(?:(?:was|were|is|had been|has been) )?"
        r"(?:(?:re)?captured|(?:re)?taken|seized|fell|liberated)\b"
    )
    if re.match(tied, quote[found.end() :], re.I) or not re.search(itself, quote, re.I):
        return found["thing"]
    return ""


def _listed(after: str, name: str) -> bool:
    """Whether a name stands in a list of names that a dash or a colon opens."""
    return any(re.search(rf"\b{re.escape(name)}\b", row["names"]) for row in LISTS.finditer(after))


def _of_another(claim: Claim) -> bool:
    """Whether the claim's part is one of another place ("almost all of Qanat as well as half of Harun", of Qanat)."""
    of = OF_A_NAME.search(claim.part or "")
    name = claim.place_text
    if not of or not name or name in (claim.part or ""):
        return False
    return name in claim.quote.replace(claim.part or "", "") and fuzz.ratio(of["name"].lower(), name.lower()) < ONE_NAME


def names_itself(claim: Claim) -> bool:
    """Whether the claim's part is no part, but another name for its place ("the suburb of Harun" for Harun)."""
    if not claim.part:
        return False
    small = not claim.place_id.startswith(f"gn:{claim.geonameid}")  # filed under a town, and none itself
    if small and ONLY_KIND.fullmatch(claim.part):
        return True
    return _is_itself(claim.part, claim.place_text, claim.quote)


ONLY_KIND = re.compile(
    r"(?:the )?(?:[\w'-]+-(?:held|controlled|occupied) )?"
    r"(?:village|hamlet|camp|base|airport|district|neighbou?rhood|quarter|suburb)|"
    r"(?:[A-Z][a-z]+ )?(?:military |army )?(?:air ?base|airfield|airport)|"
    r"[\w'-]+-(?:held|controlled|occupied) villages",
    re.I,
)
"""What a village or quarter is called where its name stands elsewhere: "the rebel-held neighbourhood"."""

OF_A_NAME = re.compile(r" of (?P<name>[A-Z][\w'-]+)")
"""Words for a part that say of what."""

ONE_NAME = 60.0
"""Likeness (0 to 100) of two names below which they are not one name spelt twice."""

WITHIN = re.compile(
    r"\b(?:districts?|neighbou?rhoods?|quarters?|suburbs?|areas?|parts?|side|half) (?:of|in) (?=.*\b(?:of|in)\b)"
)
"""Words for a part that a further "of" puts into the place: "a neighbourhood of the city of Homs" is not Homs."""

ONE_OF_ITS = re.compile(r"an? .*\b(?:district|neighbou?rhood|quarter|suburb|area|part) of (?:the )?$")
"""Words for one of a town's several: "a contested neighbourhood of Harun" is not Harun."""

SHARE_OF = re.compile(r"^(?:almost |nearly )?(?:most|all) of ", re.I)
THE_TOWN = re.compile(r"(?:the )?(?:city|town|village)", re.I)


@lru_cache(KEPT)
def _is_itself(part: str, name: str, quote: str) -> bool:
    """Whether the words for a part only name the place ("the rebel-held neighbourhood of al-Sakhour", "the villages
    including al-Sakhour")."""
    if not name:
        return False
    kind = ONLY_KIND.fullmatch(part) and re.search(rf"\b{re.escape(part)} (?:of )?{re.escape(name)}", quote)
    rest = SHARE_OF.sub("", part)
    if kind or (rest != part and THE_TOWN.fullmatch(rest)):
        return (
            True  # "village", of "the village of X"; "most of the city": a share of it, which the claim's extent tells
        )
    part = rest
    before, named, after = part.lower().rpartition(name.lower())
    if named and not after and (WITHIN.search(before) or ONE_OF_ITS.match(before)):
        return False
    if named and (
        (not after and OF_ITS_KIND.search(before)) or (HELD.fullmatch(before) and KIND_AFTER.fullmatch(after))
    ):
        return True
    if "including" not in quote.lower():
        return False
    among = rf"{re.escape(part)},? including (?:[\w-]+ ){{0,4}}{re.escape(name)}"
    return re.search(among, quote, re.I) is not None
