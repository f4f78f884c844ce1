"""Who really stands behind an event: claims grouped by the end of their attribution chains. Copies add outlets only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from marsad.events.parties import Parties, members, origin_of
from marsad.events.standing import day_of
from marsad.events.words import stems
from marsad.records import Claim, Origin
from marsad.resolve.sources import UNKNOWN_OUTLET

NONE_KNOWN = "none known"

COPIED_WORDS = 0.8
"""Share of content words that two outlets' own sentences have in common from which one copies the other. Two writers on
the same event of the training gold rarely share more than half."""

COPIED_LENGTH = 6
"""Content words that a sentence needs before its likeness says anything: "the city fell" is nobody's copy."""


def voices(
    claims: Sequence[Claim], *, copies: Mapping[str, str] | None = None, names: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Claim id -> name of its origin, for any claims (of one event or of many).

    copies: digest of a report -> digest of the report that it copies; an outlet's own words in a copy are the original
    outlet's, and its unnamed sources ("an aid worker") are those of the original. names: digest of an original -> its
    outlet (else its label), so that no claim of it is needed; where both lack, the copies count as one outlet: the
    first by name.
    """
    copies, names = copies or {}, names or {}
    outlet_of = {claim.report: claim.outlet for claim in claims if claim.report and claim.outlet}
    originals = {_first(report, copies) for report in copies}
    families: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if (first := _first(claim.report, copies)) in originals:
            families[first].add(claim.outlet or claim.doc)
    out = {}
    for claim in claims:
        first, origin = _first(claim.report, copies), origin_of(claim)
        if first in originals and not (first == claim.report and claim.outlet):
            outlet = names.get(first) or outlet_of.get(first) or min(families[first])
            unnamed = f" ({claim.outlet or UNKNOWN_OUTLET})"
            if not claim.source and claim.origin in ("", claim.outlet, UNKNOWN_OUTLET):
                origin = outlet
            elif origin.endswith(unnamed):
                origin = f"{origin.removesuffix(unnamed)} ({outlet})"
        out[claim.id] = origin
    return out


def _first(report: str, copies: Mapping[str, str]) -> str:
    """The first of a chain of copies; a circle ends where it began."""
    seen = {report}
    while (report in copies) and copies[report] not in seen:
        report = copies[report]
        seen.add(report)
    return report


def unmarked_copies(claims: Sequence[Claim], voice: Mapping[str, str]) -> dict[str, str]:
    """Voices, after two outlets that say one event in the same words of their own are counted as one (the earlier)."""
    out = {claim.id: voice[claim.id] for claim in claims}
    own = sorted(
        (c for c in claims if not c.source and c.source_kind == "outlet"),
        key=lambda c: (c.published_start or "9", c.id),
    )
    if len(own) < 2:
        return out
    bags = [stems(c.quote) for c in own]
    for n, (claim, bag) in enumerate(zip(own, bags, strict=True)):
        for earlier, other in zip(own[:n], bags[:n], strict=True):
            shared = len(bag & other)
            if min(len(bag), len(other)) >= COPIED_LENGTH and shared >= COPIED_WORDS * len(bag | other):
                out[claim.id] = out[earlier.id]
                break
    return out


def origins_of(claims: Sequence[Claim], voice: Mapping[str, str], parties: Parties) -> tuple[Origin, ...]:
    """The origins of one event's claims, those with most claims first."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[voice[claim.id]].append(claim)
    found = [_origin(name, group, parties) for name, group in groups.items()]
    return tuple(sorted(found, key=lambda o: (-len(o.claims), o.name)))


def _origin(name: str, claims: Sequence[Claim], parties: Parties) -> Origin:
    judged = min(claims, key=lambda c: (parties.reliability(c), not parties.basis(c), c.id))
    return Origin(
        name=name,
        kind=_most(c.source_kind for c in claims),
        interest=_most(parties.interest(c) or NONE_KNOWN for c in claims),
        reliability=parties.reliability(judged),
        basis=parties.basis(judged),
        relation=_most(relation(c, parties) for c in claims),
        claims=tuple(sorted(c.id for c in claims)),
        outlets=tuple(sorted({c.outlet for c in claims if c.outlet})),
    )


def relation(claim: Claim, parties: Parties) -> str:
    """How the claim's origin stands to the parties of what it tells, on that day: a side of it (also the opposed one),
    an ally of a side, a monitor with no interest, or unknown."""
    interest, when = parties.interest(claim), day_of(claim)
    if not interest:
        return "monitor" if claim.source_kind == "monitor" else "unknown"
    actors = (*members(claim.actor1), *members(claim.actor2))
    if any(parties.within(interest, a, when) or parties.within(a, interest, when) for a in actors):
        return "side"
    if any(parties.allied(interest, a, when) for a in actors):
        return "ally"
    return "side" if any(parties.opposed(interest, a, when) for a in actors) else "unknown"


def _most(values: Iterable[str]) -> str:
    count = Counter(values)
    return min(count, key=lambda value: (-count[value], value))
