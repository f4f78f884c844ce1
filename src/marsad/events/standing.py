"""Where a speaker stands towards what it says: nothing to gain, boast, accusation, admission against its interest."""

from __future__ import annotations

from marsad.events.parties import Parties, members
from marsad.records import Claim

CREDIT = frozenset({"territory_taken", "control", "clearance", "aid"})
"""Types that do credit to who did it: said of oneself a boast, said of an opponent an admission."""

DISCREDIT = frozenset(
    {
        "withdrawal", "attack_on_civilians", "chemical_attack", "abduction", "destruction", "displacement", "arrest",
        "air_strike", "shelling", "suicide_bombing", "explosion",
    }
)  # fmt: skip
"""Types that harm the standing of who did it: said of oneself an admission, said of an opponent an accusation."""

DISINTERESTED, BOAST, ACCUSATION, ADMISSION, PARTY = "disinterested", "boast", "accusation", "admission", "party"
"""`party`: it has an interest, but which way this claim serves it does not show."""


def day_of(claim: Claim) -> str | None:
    """A day on which the claim's world is looked up (alliances change): its last known day, else its report's."""
    return claim.date_end or claim.date_start or claim.published_end or claim.published_start


def standing(claim: Claim, parties: Parties) -> str:
    """How the claim serves who says it. A denial turns it round: to deny one's own withdrawal is a boast."""
    interest = parties.interest(claim)
    if not interest:
        return DISINTERESTED
    when, actors = day_of(claim), members(claim.actor1)
    own = any(parties.within(interest, a, when) or parties.within(a, interest, when) for a in actors)
    own = own or any(parties.allied(interest, a, when) for a in actors)
    other = not own and any(parties.opposed(interest, a, when) for a in actors)
    if not (own or other) or claim.type not in CREDIT | DISCREDIT:
        return PARTY
    serves = (claim.type in CREDIT) == own
    if claim.polarity == "negative":
        serves = not serves
    if not serves:
        return ADMISSION
    return BOAST if own else ACCUSATION
