"""Decisions applied to derived claims: pure functions, no database.

Order is order of recording. Of accept, reject and correct on one claim the last says whether it stands; corrections
add up field by field, later over earlier. `undo` cancels a decision (and an undone undo counts again). merge: its
claims are one event; split: no two of its claims are one event; where they conflict the later decision prevails, and
what earlier ones ask is kept as far as it can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from marsad.ledger.attach import attach
from marsad.records import Claim, Decision, root_of

Attachments = Mapping[tuple[str, int], str]
"""(decision id, position of its target) to the id of the claim where it is attached; unattached ones are missing."""

JUDGEMENTS = ("accept", "reject", "correct")

OF_A_PLACE = ("place", "geonameid", "lat", "lon", "country", "admin1", "place_relation", "geo_precision")
"""Fields of a claim that belong to its `place_id`."""

TOLLS = ("killed_low", "killed_high", "wounded_low", "wounded_high")
"""What of its `tolls` a claim has as plain fields, too."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """What decisions ask of events: claims of one `must_link` group are one event, of a `cannot_link` pair two."""

    must_link: tuple[tuple[str, ...], ...] = ()
    cannot_link: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rulings:
    """Live decisions, by the claim that they rule on."""

    accepted: Mapping[str, str] = field(default_factory=dict)
    rejected: Mapping[str, str] = field(default_factory=dict)
    corrected: Mapping[str, tuple[dict[str, Any], str]] = field(default_factory=dict)
    constraints: Constraints = Constraints()

    def apply(self, claim: Claim) -> Claim | None:
        """The claim as people left it; None if rejected. A judged claim has confidence 1 and names the decision."""
        if claim.id in self.rejected:
            return None
        if claim.id in self.corrected:
            values, decision = self.corrected[claim.id]
            claim = corrected(claim, values, decision)
        if claim.id in self.accepted:
            claim = replace(claim, confidence=1.0, made_by=f"{claim.made_by}+accepted:{self.accepted[claim.id]}")
        return claim


def corrected(claim: Claim, values: Mapping[str, Any], decision: str) -> Claim:
    """Raises ValueError or TypeError where the values do not make a claim."""
    moved = values.get("place_id", claim.place_id) != claim.place_id
    row = {**claim.to_json(), **(_elsewhere(str(values["place_id"])) if moved else {}), **values}
    row |= _tolls(row, values)
    return Claim.from_json({**row, "confidence": 1.0, "made_by": f"{claim.made_by}+corrected:{decision}"})


def _tolls(row: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """A claim tells its toll twice, among `tolls` and by itself (`killed_low`): where people corrected the one, both as
    they are then."""
    found: dict[str, Any] = {"tolls": list(row["tolls"])}
    for kind in ("killed", "wounded"):
        bounds = (f"{kind}_low", f"{kind}_high")
        told = [toll for toll in row["tolls"] if toll["kind"] == kind]
        low, high = (row[name] for name in bounds)
        if values.keys() & set(bounds) and "tolls" not in values:
            found["tolls"] = [toll for toll in found["tolls"] if toll["kind"] != kind]
            if (low, high) != (None, None):
                whose = {toll["who"] for toll in told}
                who = whose.pop() if len(whose) == 1 else ""
                found["tolls"].insert(0, {"kind": kind, "who": who, "low": low, "high": high})
        elif "tolls" in values and not values.keys() & set(bounds):
            most: Mapping[str, Any] = max(told, key=lambda toll: toll.get("low") or toll.get("high") or 0, default={})
            found |= {bounds[0]: most.get("low"), bounds[1]: most.get("high")}
    return found


def _together(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> dict[str, Any]:
    """Two corrections of one claim: of a place, and of tolls, that are corrected again nothing stays."""
    again = (*(OF_A_PLACE if "place_id" in later else ()), *(TOLLS if "tolls" in later else ()))
    both = {**{name: value for name, value in earlier.items() if name not in again}, **later}
    if "tolls" in earlier and "tolls" not in later and later.keys() & set(TOLLS):
        both |= _tolls({**dict.fromkeys(TOLLS), **both}, later)
    return both


def _elsewhere(place_id: str) -> dict[str, Any]:
    """What is known of another place by its id alone: nothing of the former one is true of it."""
    number = root_of(place_id).removeprefix("gn:")
    return {
        "place": None, "geonameid": int(number) if number.isdecimal() else None, "lat": None, "lon": None,
        "country": "", "admin1": "",
    }  # fmt: skip


def live(decisions: Sequence[Decision]) -> list[Decision]:
    """Decisions that no live undo cancels, in order. An undo reaches only decisions before it."""
    cancelled: set[str] = set()
    kept = []
    for decision in reversed(decisions):
        if decision.id in cancelled:
            continue
        kept.append(decision)
        if decision.action == "undo":
            cancelled.update(decision.target)
    return kept[::-1]


def rulings(decisions: Sequence[Decision], attachments: Attachments) -> Rulings:
    """decisions: in order of recording."""
    accepted: dict[str, str] = {}
    rejected: dict[str, str] = {}
    values: dict[str, tuple[dict[str, Any], str]] = {}
    links: list[tuple[str, tuple[str, ...]]] = []
    for decision in live(decisions):
        places = (attachments.get((decision.id, at)) for at in range(len(decision.target)))
        targets = tuple(dict.fromkeys(target for target in places if target))
        if decision.action in ("merge", "split"):
            links.append((decision.action, targets))
        if decision.action not in JUDGEMENTS:
            continue
        for target in targets:
            accepted.pop(target, None)
            rejected.pop(target, None)
            if decision.action == "accept":
                accepted[target] = decision.id
            elif decision.action == "reject":
                rejected[target] = decision.id
            else:
                values[target] = (_together(values.get(target, ({}, ""))[0], decision.values), decision.id)
    return Rulings(accepted=accepted, rejected=rejected, corrected=values, constraints=_constraints(links))


def attach_all(decisions: Iterable[Decision], claims: Iterable[Claim]) -> dict[tuple[str, int], str]:
    """Attachments of decisions to these claims (which need be only those of the judged reports)."""
    entries = [(decision.id, at, entry) for decision in decisions for at, entry in enumerate(decision.snapshot)]
    wanted = {entry["report"] for _, _, entry in entries}
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.report in wanted:
            by_report.setdefault(claim.report, []).append(claim)
    found = ((name, at, attach(entry, by_report.get(entry["report"], ()))) for name, at, entry in entries)
    return {(name, at): claim for name, at, claim in found if claim}


def effective(claims: Sequence[Claim], decisions: Sequence[Decision]) -> Iterator[Claim]:
    """Derived claims with the decisions applied: rejected ones dropped, corrected ones replaced, in their order."""
    ruled = rulings(decisions, attach_all(decisions, claims))
    return (judged for claim in claims if (judged := ruled.apply(claim)) is not None)


def _constraints(links: Sequence[tuple[str, tuple[str, ...]]]) -> Constraints:
    """The later prevails: constraints are taken from the last to the first, each pair only if it fits those taken."""
    group: dict[str, set[str]] = {}
    apart: set[frozenset[str]] = set()

    def of(claim: str) -> set[str]:
        return group.setdefault(claim, {claim})

    for action, targets in reversed(links):
        for one, other in combinations(targets, 2):
            ones, others = of(one), of(other)
            if action == "split" and ones is not others:
                apart.add(frozenset((one, other)))
            elif action == "merge" and ones is not others:
                if any(frozenset((a, b)) in apart for a in ones for b in others):
                    continue
                ones |= others
                group.update(dict.fromkeys(others, ones))
    groups = {id(members): tuple(sorted(members)) for members in group.values() if len(members) > 1}
    return Constraints(
        must_link=tuple(sorted(groups.values())),
        cannot_link=tuple(sorted((min(pair), max(pair)) for pair in apart)),
    )
