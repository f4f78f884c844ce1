"""How much of a place its holder has, and who is said to hold which part: from the accounts of the last days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marsad.control.clock import span_of
from marsad.control.effects import Effects
from marsad.control.fits import OVERLAP, Fits
from marsad.events import JOINT, Parties, members
from marsad.events.parts import part_of
from marsad.events.readings import extent_of, says_divided
from marsad.records import Claim, Share

UPDATE_DAYS = 7.0
"""Accounts of an extent this close to the newest one are one update; older ones are superseded by it."""

PARTS_LAST = 90.0
"""Days after which "they hold the east" no longer counts as the state of the place."""

EXTENT_TYPES = frozenset({"control", "territory_taken", "clearance", "presence"})


def extent_at(
    claims: Sequence[Claim], holders: tuple[str, ...], *, instant: float, since: float, voice: Mapping[str, str],
    parties: Parties, effects: Effects, fits: Fits,
) -> tuple[float | None, tuple[str, ...]]:  # fmt: skip
    """The holder's share of the place (weighted median of the origins' newest accounts) and the claims behind it.

    Each origin has one voice, its weightiest; what an interested party says of itself weighs as little here as it does
    for control. since: the instant from which the holder holds the place; older shares speak of somebody else's day.
    """
    given: dict[str, tuple[float, float, float, Claim]] = {}
    if not holders:
        return None, ()
    for claim in claims:
        if claim.type not in EXTENT_TYPES or (claim.type == "presence" and claim.polarity == "positive"):
            continue
        span = span_of(claim)
        if span is None or not since - 1 <= span[1] <= instant or (extent := extent_of(claim)) is None:
            continue
        weight = effects.trust(claim, parties)
        if weight <= 0 or fits.of(members(claim.actor1), holders, claim.date_end) < OVERLAP:
            continue
        entry = (span[1], weight, (extent.low + extent.high) / 2, claim)
        known = given.get(voice[claim.id])
        if known is None or _rank(entry) > _rank(known):
            given[voice[claim.id]] = entry
    if not given:
        return None, ()
    newest = max(entry[0] for entry in given.values())
    fresh = [(share, weight, claim) for at, weight, share, claim in given.values() if at >= newest - UPDATE_DAYS]
    return weighted_median([(share, weight) for share, weight, _ in fresh]), tuple(sorted(c.id for *_, c in fresh))


def _rank(entry: tuple[float, float, float, Claim]) -> tuple[float, float, bool, str]:
    """Of one origin's accounts the newest counts, then the weightiest, then a number rather than a word, then any."""
    return int(entry[0]), entry[1], entry[3].extent is not None, entry[3].id


def weighted_median(values: Sequence[tuple[float, float]]) -> float:
    """values: (value, weight), at least one. The (lower) value with half of the weight on either side."""
    half, passed = sum(weight for _, weight in values) / 2, 0.0
    ordered = sorted(values)
    for value, weight in ordered:
        passed += weight
        if passed >= half:
            return round(value, 4)
    return round(ordered[-1][0], 4)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a place and who is said to hold it ("" nobody whom the account names), as of an instant."""

    holder: str
    part: str
    instant: float
    weight: float
    claim: Claim


def parts_of(claims: Sequence[Claim], *, parties: Parties, effects: Effects) -> tuple[Part, ...]:
    """Every account of who holds which part; a part that somebody is said not to have is nobody's.

    claims: of the place and of the places within it.
    """
    found = []
    for claim in claims:
        if claim.type == "contested" and says_divided(claim) and (span := span_of(claim)):
            weight = effects.trust(claim, parties)
            found += [Part(s, "a part of it", span[1], weight, claim) for s in (claim.actor1, claim.actor2) if s]
        if claim.type not in EXTENT_TYPES or claim.place_relation not in ("is", "part_of"):
            continue
        part = part_of(claim) or (claim.place_text if claim.place_relation == "part_of" else "")
        span = span_of(claim) if part else None
        positive = claim.polarity == "positive" and claim.type in ("control", "territory_taken") and claim.actor1
        if span is None or not (positive or (claim.polarity == "negative" and claim.extent is not None)):
            continue
        weight = effects.trust(claim, parties)
        if weight > 0:
            found.append(Part(JOINT.join(members(claim.actor1)) if positive else "", part, span[1], weight, claim))
    return tuple(sorted(found, key=lambda p: (p.holder, p.part, -p.instant, -p.weight, p.claim.id)))


def parts_at(parts: Sequence[Part], *, instant: float, since: float) -> tuple[Part, ...]:
    """The accounts that still stand: not older than PARTS_LAST, nor than `since`, the last change of the whole."""
    first = max(since - 1, instant - PARTS_LAST)
    return tuple(part for part in parts if first <= part.instant <= instant)


def shares_of_parts(parts: Sequence[Part]) -> tuple[Share, ...]:
    """One share for each holder and part, with the newest extent that is given."""
    groups: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in parts:
        groups[part.holder, part.part].append(part)
    return tuple(
        Share(
            controller=holder or "unknown",
            extent=next((p.claim.extent for p in group if p.claim.extent is not None), None),
            part=name,
            claims=tuple(sorted(p.claim.id for p in group)),
        )
        for (holder, name), group in groups.items()
    )
