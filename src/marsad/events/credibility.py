"""Admiralty credibility, 1 to 6, of an event by written rules (docs/corroboration.md says them in plain words).

1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged (AJP-2.1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from marsad.events.parties import Parties
from marsad.events.standing import ADMISSION, DISINTERESTED, day_of, standing
from marsad.records import Claim

NAMELESS = frozenset({"unnamed", ""})
"""Kinds of source whom nobody could ask again: they add nothing to the count of independent voices."""

WORST = 5
"""A denial can make an event improbable, never unjudgeable."""


@dataclass
class _Voices:
    """Origins by what they say and how it serves them. `camps`: interested origins -> whom they speak for."""

    disinterested: set[str] = field(default_factory=set)
    admitting: set[str] = field(default_factory=set)
    camps: dict[str, str] = field(default_factory=dict)
    nameless: set[str] = field(default_factory=set)
    hedging: set[str] = field(default_factory=set)
    announcing: set[str] = field(default_factory=set)
    denying: set[str] = field(default_factory=set)
    denying_disinterested: set[str] = field(default_factory=set)

    @property
    def interested(self) -> set[str]:
        return set(self.camps) - self.admitting


def credibility(claims: Sequence[Claim], voice: Mapping[str, str], parties: Parties) -> tuple[int, tuple[str, ...]]:
    """The grade of one event and the sentences that explain it. voice: claim id -> origin (origins.voices)."""
    heard = _listen(claims, voice, parties)
    when = max((d for c in claims if (d := day_of(c))), default=None)
    grade, reason = _grade(heard, parties, when)
    reasons = [reason]
    if heard.interested and grade < 4:
        reasons.append(
            f"{_names(heard.interested)} {_verb(heard.interested, 'has', 'have')} an interest in it and {_verb(heard.interested, 'adds little', 'add little')}."
        )
    if heard.hedging and grade < 6:
        reasons.append(f"{_names(heard.hedging)} only {_verb(heard.hedging, 'says', 'say')} so with reserve.")
    if heard.denying and grade < 6:
        if heard.denying_disinterested:
            grade = min(grade + 2, WORST)
            reasons.append(
                f"{_names(heard.denying_disinterested)}, with nothing known to gain, {_verb(heard.denying, 'denies', 'deny')} it."
            )
        elif not heard.disinterested and not heard.admitting:
            grade = min(grade + 1, WORST)
            reasons.append(
                f"{_names(heard.denying)} {_verb(heard.denying, 'denies', 'deny')} it, and no disinterested source speaks for it."
            )
        else:
            reasons.append(
                f"{_names(heard.denying)} {_verb(heard.denying, 'denies', 'deny')} it, as its interest would have it."
            )
    return grade, tuple(reasons)


def _listen(claims: Sequence[Claim], voice: Mapping[str, str], parties: Parties) -> _Voices:
    heard = _Voices()
    for claim in sorted(claims, key=lambda c: c.id):
        name, stand = voice[claim.id], standing(claim, parties)
        if claim.status == "denied":
            if not _partial(claim):
                heard.denying.add(name)
                if stand == DISINTERESTED and claim.source_kind not in NAMELESS:
                    heard.denying_disinterested.add(name)
        elif claim.status == "planned":
            heard.announcing.add(name)
        elif claim.status == "hedged":
            heard.hedging.add(name)
        elif claim.source_kind in NAMELESS and stand == DISINTERESTED:
            heard.nameless.add(name)
        elif stand == DISINTERESTED:
            heard.disinterested.add(name)
        else:
            heard.camps[name] = parties.interest(claim)
            if stand == ADMISSION:
                heard.admitting.add(name)
    heard.hedging -= heard.disinterested | set(heard.camps)
    return heard


def _partial(claim: Claim) -> bool:
    """A denial of a part ("30 percent is not swept yet") does not deny the event."""
    return bool(claim.part) or (claim.extent is not None and claim.extent < 1)


def _grade(heard: _Voices, parties: Parties, when: str | None) -> tuple[int, str]:
    free, admitting = heard.disinterested, heard.admitting
    sides = sorted(set(heard.camps.values()))
    if pair := next((p for p in combinations(sides, 2) if parties.opposed(*p, when)), None):
        return 1, f"Origins on opposed sides agree: one speaks for {pair[0]}, another for {pair[1]}."
    if admitting and free:
        return (
            1,
            f"{_names(admitting)} {_verb(admitting, 'admits', 'admit')} it against {_verb(admitting, 'its', 'their')} interest, and {_names(free)} {_verb(free, 'confirms', 'confirm')} it.",
        )
    if len(free) >= 3:
        return 1, f"{len(free)} independent origins with no known interest report it: {_names(free)}."
    if len(free) == 2:
        return 2, f"Two independent origins with no known interest report it: {_names(free)}."
    if admitting:
        return (
            2,
            f"{_names(admitting)} {_verb(admitting, 'admits', 'admit')} it against {_verb(admitting, 'its', 'their')} interest.",
        )
    if free and heard.interested:
        return 2, f"{_names(free)}, with no known interest, reports what an interested party says too."
    if free:
        return 3, f"One origin reports it: {_names(free)}, with no known interest."
    if heard.interested:
        return 4, f"Only interested origins report it: {_names(heard.interested)}."
    if heard.nameless:
        return (4, "Only unnamed sources report it, several of them.") if len(heard.nameless) > 1 else (6, _ONE_UNNAMED)
    if len(heard.hedging) > 1:
        return 4, f"Reported with reserve only, by {_names(heard.hedging)}."
    if heard.hedging:
        return 6, f"Reported with reserve only, by {_names(heard.hedging)}: it cannot be judged."
    if heard.announcing:
        return 6, f"Announced by {_names(heard.announcing)}; nobody reports that it happened."
    return (
        5,
        f"{_names(heard.denying)} {_verb(heard.denying, 'denies', 'deny')} it; nobody reports it."
        if heard.denying
        else _PARTS_ONLY,
    )


_ONE_UNNAMED = "A single unnamed source reports it: it cannot be judged."
_PARTS_ONLY = "Denied in part; nobody reports it."


def _names(names: set[str]) -> str:
    some = sorted(names)
    return some[0] if len(some) == 1 else f"{', '.join(some[:-1])} and {some[-1]}"


def _verb(names: set[str], one: str, many: str) -> str:
    return one if len(names) == 1 else many
