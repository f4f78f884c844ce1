"""Where a judged claim is after a rebuild: pure functions over snapshots and claims.

A snapshot entry holds what a person saw: `claim` (its id then), `report`, `start`, `end`, `quote`, `type`, `source`,
`actor1`, `place_id`, and `beside`: ids of other claims that overlapped it then (these are not it, whatever they look
like). It attaches to the claim of the same id; else to the one claim of the same report that covers at least half of
the judged words and has its type (else a type of its family). Two equally good candidates: unattached, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from marsad.records import FAMILIES, Claim

OVERLAP = 0.5  # of the judged words, a claim must cover at least half: less, and most of what was judged is not in it

Snapshot = dict[str, Any]


def snapshot(claim: Claim, siblings: Iterable[Claim]) -> Snapshot:
    """What a decision on `claim` stores. siblings: the claims of its report."""
    entry = {"claim": claim.id, **{name: getattr(claim, name) for name in _SEEN}}
    entry["beside"] = sorted(other.id for other in siblings if other.id != claim.id and overlap(entry, other) > 0)
    return entry


def overlap(entry: Snapshot, claim: Claim) -> float:
    """Share of the judged words that the claim's quote covers, 0 to 1."""
    common = min(entry["end"], claim.end) - max(entry["start"], claim.start)
    return max(0.0, float(common / (entry["end"] - entry["start"])))


def attach(entry: Snapshot, claims: Iterable[Claim]) -> str | None:
    """Id of the claim that the entry speaks of now, None if it is not there. claims: those of the entry's report."""
    ranked: list[tuple[tuple[bool, int, float], str]] = []
    for claim in claims:
        if claim.id == entry["claim"]:
            return claim.id
        if claim.id in entry.get("beside", ()) or not _like(entry, claim):
            continue
        agreeing = sum(getattr(claim, name) == entry.get(name) for name in ("source", "actor1", "place_id"))
        excess = (claim.end - claim.start) / (entry["end"] - entry["start"])
        ranked.append(((claim.type == entry["type"], agreeing, overlap(entry, claim) / max(1.0, excess)), claim.id))
    ranked.sort(reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def _like(entry: Snapshot, claim: Claim) -> bool:
    if claim.report != entry["report"] or overlap(entry, claim) < OVERLAP:
        return False
    return FAMILIES[claim.type] == FAMILIES.get(entry["type"], entry["type"])


_SEEN = ("report", "start", "end", "quote", "type", "source", "actor1", "place_id")
