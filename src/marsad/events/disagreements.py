"""Where accounts differ: within one event, and between events of one place and time that tell one story in two ways.

Nothing is settled here: each side is shown with its words, its origins and its claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from marsad.events.differences import (
    actors_differ,
    destinations_differ,
    extent_words,
    extents_differ,
    holders_differ,
    holding_differs,
    killed,
    manner,
    manners_differ,
    parts_differ,
    places_differ,
    share_words,
    takers_differ,
    times_differ,
    tolls_differ,
    when_told,
    wholes_differ,
    wounded,
    wounded_differ,
)
from marsad.events.disputes import disputes, listing, side
from marsad.events.parties import Parties, members
from marsad.events.parts import part_of
from marsad.events.readings import SAME_SHARE, extent_of
from marsad.events.words import fold
from marsad.records import FAMILIES, Claim, Disagreement

HELD_BY_PARTIES = frozenset({"armed_clash", "territory_taken", "besieged", "control", "contested", "offensive"})
"""Types whose target is a party to the conflict; elsewhere it is victims, described in as many ways as writers."""


def within_event(claims: Sequence[Claim], voice: Mapping[str, str], parties: Parties) -> list[Disagreement]:
    """Disagreements among the claims of one event."""
    told = [c for c in claims if c.polarity == "positive"]
    done = [c for c in told if c.realis == "actual"]
    held = [c for c in done if c.type == "control"]
    acts = [c for c in done if c.type != "control"]
    found = [
        disputes("control", "Who held it", held, voice, value=lambda c: c.actor1, differs=holders_differ(parties)),
        disputes(
            "perpetrator", "Who did it", acts, voice, value=lambda c: c.actor1, differs=actors_differ(parties, 1)
        ),
        disputes(
            "opponent", "Against whom", [c for c in done if c.type in HELD_BY_PARTIES], voice,
            value=lambda c: c.actor2, differs=actors_differ(parties, 2),
        ),
        disputes("toll", "How many were killed", done, voice, value=killed, differs=tolls_differ),
        disputes("toll", "How many were wounded", done, voice, value=wounded, differs=wounded_differ),
        disputes("time", "When it happened", done, voice, value=when_told, differs=times_differ),
        disputes("place", "Where it happened", done, voice, value=lambda c: c.place_text, differs=places_differ),
        _occurrence(claims, voice),
    ]  # fmt: skip
    return [d for group in found for d in group]


def around_place(claims: Sequence[Claim], voice: Mapping[str, str], parties: Parties) -> list[Disagreement]:
    """Disagreements among claims about one place (root), of whatever event: extent, part, manner, control, destination.

    Claims are compared where their days lie within NEAR_DAYS of each other.
    """
    told = [c for c in claims if c.realis == "actual"]
    whole = [c for c in told if c.place_relation in ("is", "part_of") and FAMILIES[c.type] == "territory"]
    extents = [c for c in whole if c.type in ("control", "territory_taken", "clearance") and extent_of(c)]
    found = [
        disputes(
            "extent", "How much of the place", extents, voice, value=extent_words, differs=extents_differ(parties)
        ),
        disputes("extent", "Of what the share is meant", whole, voice, value=share_words, differs=wholes_differ),
        disputes(
            "part", "Which part", [c for c in whole if c.part], voice,
            value=lambda c: c.part or "", differs=parts_differ(parties),
        ),
        disputes("manner", "How they left", _leaving(told), voice, value=manner, differs=manners_differ(parties)),
        disputes(
            "control", "Who held it", [c for c in told if _holds_whole(c)], voice,
            value=lambda c: c.actor1, differs=holders_differ(parties),
        ),
        disputes(
            "control", "Who holds it", [c for c in told if _holds_whole(c) or _takes_whole(c)], voice,
            value=lambda c: c.actor1, differs=holding_differs(parties),
        ),
        disputes(
            "perpetrator", "Who took it", [c for c in told if _takes_whole(c)], voice,
            value=lambda c: c.actor1, differs=takers_differ(parties),
        ),
    ]  # fmt: skip
    return [d for group in found for d in group]


def destinations(claims: Sequence[Claim], voice: Mapping[str, str]) -> list[Disagreement]:
    """Where those who left one place went; the claims may be filed under either end of the way.

    A movement without an origin counts from the place that its report tells most often its actor to leave."""
    left: dict[tuple[str, tuple[str, ...]], Counter[str]] = defaultdict(Counter)
    for claim in claims:
        if claim.from_place and claim.type == "withdrawal":
            left[claim.report, members(claim.actor1)][fold(claim.from_place)] += 1
    leaving: dict[tuple[str, tuple[str, ...]], list[Claim]] = defaultdict(list)
    for claim in claims:
        who = members(claim.actor1)
        if claim.to_place and claim.type in ("withdrawal", "movement", "displacement"):
            origin = fold(claim.from_place or "")
            if not origin and claim.type == "movement" and (told := left.get((claim.report, who))):
                origin = told.most_common(1)[0][0]
            if origin and origin != fold(claim.to_place):
                leaving[origin, who].append(claim)
    found: list[Disagreement] = []
    for _, group in sorted(leaving.items()):
        found += disputes(
            "destination",
            "Where they went",
            group,
            voice,
            value=lambda c: c.to_place or "",
            differs=destinations_differ,
        )
    return found


def _occurrence(claims: Sequence[Claim], voice: Mapping[str, str]) -> list[Disagreement]:
    """Told by one origin, denied as a whole by another."""
    told = [c for c in claims if c.polarity == "positive" and c.realis == "actual"]
    denied = [c for c in claims if c.polarity == "negative" and not c.part and (c.extent is None or c.extent == 1)]
    if not told or not denied or {voice[c.id] for c in told} == {voice[c.id] for c in denied}:
        return []
    sides = (side("it happened", told, voice), side("it did not", denied, voice))
    note = f"Whether it happened: {listing(sides[1].origins)} denied it, {listing(sides[0].origins)} reported it."
    return [Disagreement(question="occurrence", note=note, sides=sides)]


def _leaving(told: Sequence[Claim]) -> list[Claim]:
    """The claims that tell how an actor left, where any says that it withdrew."""
    if not any(c.type == "withdrawal" for c in told):
        return []
    return [c for c in told if c.type in ("withdrawal", "territory_taken", "armed_clash")]


def _asserts_whole(c: Claim) -> bool:
    if c.polarity != "positive" or c.place_relation != "is" or not c.actor1:
        return False
    return (c.extent is None or c.extent >= 1 - SAME_SHARE) and not part_of(c)


def _takes_whole(c: Claim) -> bool:
    return c.type == "territory_taken" and _asserts_whole(c)


def _holds_whole(c: Claim) -> bool:
    return c.type == "control" and _asserts_whole(c)
