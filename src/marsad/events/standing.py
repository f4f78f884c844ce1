"""Where a speaker stands towards what it says: nothing to gain, boast, accusation, admission against its interest."""

from __future__ import annotations

import re

from marsad.events.parties import Parties, members
from marsad.records import Claim

CREDIT = frozenset({"territory_taken", "control", "clearance", "aid"})
"""Types that do credit to who did it: said of oneself a boast, said of an opponent an admission."""

DISCREDIT = frozenset(
    {"withdrawal", "attack_on_civilians", "chemical_attack", "abduction", "destruction", "displacement", "arrest"}
)
"""Types that harm the standing of who did it: said of oneself an admission, said of an opponent an accusation."""

ATTACK = frozenset({"air_strike", "shelling", "suicide_bombing", "explosion"})
"""Types that are judged by whom they hit: an enemy force is a feat, one's own or civilians a shame."""

CIVILIANS = re.compile(
    r"\b(?:civilian|resident|child|women|famil|villager|worshipper|patient|refugee|pupil|medic)", re.I
)
"""Words for those whom nobody boasts of hitting."""

CONFIRMED = re.compile(
    r"\bconfirmed by (?:the |a |an )?(?:[\w-]+ ){0,3}?"
    r"(?:observatory|monitors?|monitoring|un|u\.n\.|united nations|red cross|"
    r"residents|witnesses|journalists|reporters|medics)\b",
    re.I,
)
"""Words that a third party bears out what a party says: then it is not the party's word alone."""

DISINTERESTED, BOAST, ACCUSATION, ADMISSION, PARTY = "disinterested", "boast", "accusation", "admission", "party"
"""`party`: it has an interest, but which way this claim serves it does not show."""


def day_of(claim: Claim) -> str | None:
    """A day on which the claim's world is looked up (alliances change): its last known day, else its report's."""
    return claim.date_end or claim.date_start or claim.published_end or claim.published_start


def standing(claim: Claim, parties: Parties) -> str:
    """How the claim serves who says it. A denial turns it round: to deny one's own withdrawal is a boast."""
    interest = parties.interest(claim)
    if not interest or CONFIRMED.search(claim.quote):
        return DISINTERESTED
    own = _beside(interest, members(claim.actor1), claim, parties)
    other = not own and _against(interest, members(claim.actor1), claim, parties)
    credit = _does_credit(claim, parties)
    if not (own or other) or credit is None:
        return PARTY
    serves = credit == own
    if claim.polarity == "negative":
        serves = not serves
    if not serves:
        return ADMISSION
    return BOAST if own else ACCUSATION


def _does_credit(claim: Claim, parties: Parties) -> bool | None:
    """Whether what is told does its doer credit; None where that does not show.

    An attack is a feat where it hits an enemy force, and a shame where it kills civilians, or one's own. Of an attack
    whose target is not said nobody can tell.
    """
    if claim.type in CREDIT:
        return True
    if claim.type in DISCREDIT:
        return False
    if claim.type not in ATTACK:
        return None
    hit, doers = members(claim.actor2), members(claim.actor1)
    harmed = " ".join((claim.actor2, *(toll.who for toll in claim.tolls)))
    if CIVILIANS.search(harmed):
        return False
    if any(_against(doer, hit, claim, parties) for doer in doers):
        return True
    return False if any(_beside(doer, hit, claim, parties) for doer in doers) else None


def _beside(one: str, others: tuple[str, ...], claim: Claim, parties: Parties) -> bool:
    when = day_of(claim)
    return any(
        parties.within(one, x, when) or parties.within(x, one, when) or parties.allied(one, x, when) for x in others
    )


def _against(one: str, others: tuple[str, ...], claim: Claim, parties: Parties) -> bool:
    when = day_of(claim)
    return any(parties.opposed(one, other, when) for other in others)
