"""What a claim's words say of whether they tell of the place itself, and of when: cautions before it is believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby

from marsad.control.clock import span_of
from marsad.events import Parties, members
from marsad.events.parties import covered
from marsad.events.parts import WHICH_IS_HELD
from marsad.events.readings import says_divided
from marsad.events.standing import day_of
from marsad.records import Claim
from marsad.resolve.actors.customary import UNIDENTIFIED

_COMPASS = r"(?:north|south|east|west)(?:[ -]?(?:east|west))?"
_KIND = (
    r"(?:(?:the|its|their|old|besieged|divided|strategic|key|main|second|historic|ancient|nearby|border|coastal|capital|"
    r"(?:north|south|east|west)(?:east|west)?ern|central|city|town|village|district|province|of) ){0,5}"
)
BESIDE = re.compile(
    rf"\b(?:near|outside|around|close to|{_COMPASS}(?:ern)? of|(?:outskirts|countryside|suburbs|edges?|vicinity|"
    rf"neighbou?rhoods? around) of|(?:district|village|neighbou?rhood|quarter|suburb|camp) in) {_KIND}$",
    re.I,
)
"""Words before a place's name that tell of something by it or in it: "a rebel stronghold near the capital Harun",
"the Amr district in the city of Harun"."""

BEYOND = re.compile(
    rf"^['’]?s?\b (?:{_COMPASS}(?:ern)? )?(?:outskirts|countryside|suburbs|rural areas|hinterland)\b", re.I
)
"""Words after a place's name, or after "the capital", that tell of what lies around it."""

HELD_BY = re.compile(r",? (?:held|controlled|ruled) by\b", re.I)
"""Words after a place's name that tell of the place itself, whatever happened beside it: "near X, held by"."""

QUARTERS = re.compile(r"\b(?:districts|neighbou?rhoods|quarters|areas|suburbs)\b", re.I)
"""What a town has several of, and none of its quarters."""

PLACE_NOUN = re.compile(r"\b(?:capital|city|town)(?=['’]?s?\b)", re.I)

OVER = re.compile(r"\buntil (?:it|they|(?:the )?[\w'-]+(?: [\w'-]+)?) (?:was|were|fell|had been)\b", re.I)
"""Words for a holding that had ended: "the last rebel enclave, until it was taken over"."""

ANAPHOR = re.compile(
    r"\b(?:the|this|that|both|[\w]+-(?:held|controlled)) (?:[\w'-]+ ){0,2}?(?:(?:town|city|village|camp|suburb|enclave|"
    r"airport|base|capital|district|neighbou?rhood|quarter|field)s?|villages|cities)\b|"
    r"\b(?:the|this|that) (?:region|area)\b|\b(?:towns|villages|cities|areas)\b(?= (?:of|including|like|such))|\bit\b",
    re.I,
)
"""Words that point back to a place named before, or to a list of places that the words begin."""

WHERE_TYPES = frozenset({"control", "territory_taken", "withdrawal", "besieged"})
"""Types that are about a place. Of a siege, "besieged" alone may be all the evidence."""

HAPPENING_TYPES = frozenset({"air_strike"})
"""Types that tell who is in a place by what happens there: the words must name it."""

FOUGHT = frozenset({"armed_clash", "offensive"})
"""Types of attacks that may be repelled."""

RAIDS = frozenset({"frame:kill-fighters", "frame:attack-on-forces", "frame:lose-men"})
"""Frames of what is done to fighters where they are."""

HUNTS = RAIDS | {"frame:hit-forces"}
HUNTED = FOUGHT | {"attack_on_civilians", "destruction"}
"""The same of fighters whom nobody names: 8 of 10 such places whose holder other claims tell are not the hunter's."""

NEAR_NAME = 80
"""Characters before or after a place's name in which such words stand."""

SUBURB = re.compile(r"\b(?:suburbs?|outskirts|countryside)\b", re.I)
"""Parts of a place that lie at its edge: who holds them need hold nothing of the place itself."""

REPELLED = re.compile(
    r"\b(?:repel(?:s|led)?|repuls(?:ed?|es)|foil(?:s|ed)?|thwart(?:s|ed)?|"
    r"crush(?:es|ed)? an? (?=(?:\S+ ){0,2}(?:attack|assault))|"
    r"(?:beat|beats|beaten|fought|fights|fends|fended) (?:back|off))\b",
    re.I,
)
"""Words for an attack that failed: who "repelled" it is still there."""

RELIEF = re.compile(r"\b(?:broken?|break|breach(?:ed)?)(?: [\w'-]+){0,4}? (?:siege|blockade|encirclement)\b", re.I)
"""Words for an attack on those who besiege a place."""

SPELL = re.compile(
    r"\b(?:(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|many)[ -](?:day|week|month|year)s?"
    r"[ -](?:long )?)(?:seizure|occupation|capture|takeover|rule)\b",
    re.I,
)
"""Words that tell of how long a place was held: "the three-week seizure of the town"."""

OF_IT = re.compile(r" of the (?:town|village|city)$")
"""The end of words for a part that says of what it is one: "the north of the town"."""

COMPASS = re.compile(r"\b(?:north|south|east|west)", re.I)
"""Words for a side."""

REST = re.compile(
    r"\b(?:rest|remainder) of\b|\bremaining (?:\w+ ){0,2}(?:parts?|areas?|districts?|neighbou?rhoods?|half)\b", re.I
)
"""What is taken where its taker has all else already."""

BASES = re.compile(
    r"\b(?:bases?|camps?|barracks|checkpoints?|(?:out)?posts?|garrisons?|headquarters|police stations?)$", re.I
)
"""Where forces are in a place."""

POSITIONS = re.compile(rf"{BASES.pattern[:-1]}|\b(?:positions|hideouts|dens|strongholds?|command centers?)$", re.I)
"""And what of theirs is bombed or shelled."""

EXECUTION = re.compile(r"\b(?:execut(?:ed|es|ing|ions?)|crucif\w+|beheaded|hanged|stoned to death|flogged)\b", re.I)
"""Words for killings that take a hold on the place."""


def tells_of_execution(claim: Claim) -> bool:
    """Whether people were put to death, by whoever has them in his power."""
    return any(EXECUTION.search(text) for text in (claim.quote, *claim.also))


def tells_of_neighbour(claim: Claim) -> bool:
    """Whether the words name the place only to say where something else is."""
    return _only_beside(claim.place_text, claim.quote)


@lru_cache(maxsize=65_536)
def _only_beside(name: str, text: str) -> bool:
    """The same of a name and the words; asked again and again for each claim."""
    mentions = _mentions(name, text) or [found.span() for found in PLACE_NOUN.finditer(text)]
    return bool(mentions) and all(_is_beside(text, start, end) for start, end in mentions)


def _mentions(name: str, text: str) -> list[tuple[int, int]]:
    """Where the name stands in the text."""
    spans, at = [], text.find(name) if name else -1
    while at >= 0:
        spans.append((at, at + len(name)))
        at = text.find(name, at + len(name))
    return spans


def _is_beside(text: str, start: int, end: int) -> bool:
    before, after = max(0, start - NEAR_NAME), text[end : end + NEAR_NAME]
    if HELD_BY.match(after) or WHICH_IS_HELD.match(after):
        return False
    return bool(BESIDE.search(text, before, start) or BEYOND.match(after))


def tells_of_its_town(claim: Claim) -> bool:
    """Whether a quarter's claim tells of other quarters of its town, or of the town ("in divided Harun")."""
    if says_divided(claim) and claim.place_text not in claim.quote:
        return True
    part = claim.part or ""
    others = QUARTERS.search(part) and claim.place_text not in part
    return bool(others) and "including" not in claim.quote.lower()


def tells_of_past(claim: Claim) -> bool:
    """Whether the words say that the holding had ended, and not when."""
    return claim.type == "control" and OVER.search(claim.quote) is not None


def tells_where(claim: Claim) -> bool:
    """Whether the words of somebody's holding, taking or leaving name the place, or at least say "the town": else the
    place was carried over from another sentence, and is wrong more often."""
    if claim.type in HAPPENING_TYPES:
        return names_place(claim)
    if claim.type not in WHERE_TYPES or " " not in claim.quote:
        return True
    return points_at_place(claim)


def names_place(claim: Claim) -> bool:
    """Whether the claim's words name its place."""
    return any(claim.place_text in text for text in (claim.quote, *claim.also))


def points_at_place(claim: Claim) -> bool:
    """Whether they name it, or at least say "the town"."""
    return names_place(claim) or any(ANAPHOR.search(text) for text in (claim.quote, *claim.also))


def tells_of_repelled(claim: Claim) -> bool:
    """Whether actor1 is said to have repelled an attack."""
    return claim.made_by == "frame:clash" and claim.type in FOUGHT and REPELLED.search(claim.quote) is not None


def tells_of_relief(claim: Claim) -> bool:
    """Whether actor1 is said to have broken a siege of the place."""
    return claim.type == "offensive" and RELIEF.search(claim.quote) is not None


def tells_of_raid(claim: Claim) -> bool:
    """Whether fighters are said to have been killed, or hit, in the place that the words name, and not in a fight."""
    return claim.made_by in RAIDS and claim.type in FOUGHT and names_place(claim)


def tells_of_hunt(claim: Claim) -> bool:
    """Whether "terrorists", or others without a name, are said to have been killed or hit in the place that the words
    name."""
    hunted = claim.made_by in HUNTS and claim.type in HUNTED and claim.actor2 == UNIDENTIFIED
    return hunted and claim.actor1 not in ("", UNIDENTIFIED) and names_place(claim)


def tells_of_base(claim: Claim) -> bool:
    """Whether forces are said to have been attacked in their base or post, or bombed in their positions: they have the
    place in which these are."""
    if claim.type in ("air_strike", "shelling") and names_place(claim):
        return POSITIONS.search(claim.part or "") is not None
    return tells_of_raid(claim) and BASES.search(claim.part or "") is not None


def tells_of_rest(claim: Claim) -> bool:
    """Whether the last of a place was taken, of which its taker had the other parts."""
    return claim.type == "territory_taken" and REST.search(claim.quote) is not None


def names_side(claim: Claim) -> bool:
    """Whether the claim tells of a side of its place ("the government-held south")."""
    return COMPASS.search(claim.part or "") is not None


def noun_of_part(part: str) -> str:
    """The noun of words for a part: "north", of "north of the town"."""
    return OF_IT.sub("", part.lower()).rpartition(" ")[2]


def tells_of_spell(claim: Claim) -> bool:
    """Whether a place taken is told as a spell that is over: its taker held it before the days that are told."""
    return claim.type == "territory_taken" and SPELL.search(claim.quote) is not None


def endings(claims: Iterable[Claim], parties: Parties) -> Mapping[str, float]:
    """Id of a claim that somebody holds the place -> the instant when the same words say that he lost it.

    "Troops seized rebel-held Harun in March 2012", told in 2017, tells who held it until that March, not in 2017."""
    out: dict[str, float] = {}
    told = sorted((c for c in claims if c.type in ("control", "territory_taken", "withdrawal")), key=lambda c: c.report)
    for _, same in groupby(told, key=lambda c: (c.report, c.place_id)):
        group = list(same)
        losses = [c for c in group if c.type != "control" and c.status == "asserted"]
        for claim in group:
            if claim.type != "control" or claim.polarity != "positive":
                continue
            ends = [
                span[0]
                for loss in losses
                if loss.start < claim.end and claim.start < loss.end and _loses(claim, loss, parties)
                if (span := span_of(loss))
            ]
            if ends:
                out[claim.id] = min(ends)
    return out


def _loses(held: Claim, loss: Claim, parties: Parties) -> bool:
    """Whether the holder is who is said to lose the place."""
    holder = members(held.actor1)
    loser = members(loss.actor1 if loss.type == "withdrawal" else loss.actor2)
    return bool(holder and loser) and covered(holder, loser, parties, day_of(held))
