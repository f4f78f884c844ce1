"""Admiralty credibility, 1 to 6, of an event by written rules (docs/corroboration.md says them in plain words).

1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged (AJP-2.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from marsad.events.parties import Parties, members
from marsad.events.standing import ADMISSION, DISINTERESTED, day_of, standing
from marsad.records import Claim

NAMELESS = frozenset({"unnamed", ""})
"""Kinds of source whom nobody could ask again: they add nothing to the count of independent voices."""

CONFIRMING = 3
"""Independent origins with nothing to gain from which an event is confirmed; two make it probable."""

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
    grade, reason = next(_grounds(heard, parties, when))
    reasons = [reason]
    if heard.interested and grade < 4:
        verbs = _verb(heard.interested, "has an interest in it and adds", "have an interest in it and add")
        reasons.append(f"{_names(heard.interested)} {verbs} little.")
    if heard.hedging and grade < 6:
        reasons.append(f"{_names(heard.hedging)} only {_verb(heard.hedging, 'says', 'say')} so with reserve.")
    if heard.denying and grade < 6 and (heard.disinterested or heard.camps or heard.nameless or heard.hedging):
        worse, reason = _denial(heard)
        grade = max(grade, min(grade + worse, WORST))
        reasons.append(reason)
    if heard.interested and grade > 1 and (silent := _silent(claims, parties)):
        reasons.append(f"{_names(silent)}, who would know and could deny it, {_verb(silent, 'is', 'are')} not heard.")
    return grade, tuple(reasons)


def _silent(claims: Sequence[Claim], parties: Parties) -> set[str]:
    """Parties to the event, opposed to a side that tells it, for whom nobody speaks. Their silence is told, not
    weighed: they may have spoken where we did not listen."""
    out: set[str] = set()
    speakers = {interest for claim in claims if (interest := parties.interest(claim))}
    for claim in claims:
        when = day_of(claim)
        for actor in (*members(claim.actor1), *members(claim.actor2)):
            heard = any(
                parties.within(speaker, actor, when)
                or parties.within(actor, speaker, when)
                or parties.allied(actor, speaker, when)
                for speaker in speakers
            )
            if not heard and any(parties.opposed(actor, speaker, when) for speaker in speakers):
                out.add(actor)
    return out


def _denial(heard: _Voices) -> tuple[int, str]:
    """By how many grades a denial worsens the event, and the sentence."""
    free, denies = heard.denying_disinterested, _verb(heard.denying, "denies", "deny")
    if free:
        return 2, f"{_names(free)}, with nothing known to gain, {_verb(free, 'denies', 'deny')} it."
    if not heard.disinterested and not heard.admitting:
        return 1, f"{_names(heard.denying)} {denies} it, and no disinterested source speaks for it."
    return 0, f"{_names(heard.denying)} {denies} it, as {_verb(heard.denying, 'its', 'their')} interest would have it."


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


def _grounds(  # noqa: PLR0912 (the list of rules, each a line of docs/corroboration.md)
    heard: _Voices, parties: Parties, when: str | None
) -> Iterator[tuple[int, str]]:
    """The grades that the voices earn, each with its sentence, the best first; there is always one."""
    free, admitting, interested = heard.disinterested, heard.admitting, heard.interested
    by = {name: _names(names) for name, names in vars(heard).items() if name != "camps" and names}
    for one, other in combinations(sorted(set(heard.camps.values())), 2):
        if parties.opposed(one, other, when):
            yield 1, f"Origins on opposed sides agree: one speaks for {one}, another for {other}."
    if admitting:
        verbs = _verb(admitting, "admits it against its", "admit it against their")
        admits = f"{by['admitting']} {verbs} interest"
        if free:
            yield 1, f"{admits}, and {by['disinterested']} {_verb(free, 'confirms', 'confirm')} it."
        yield 2, f"{admits}."
    if len(free) > 1:
        grade = 1 if len(free) >= CONFIRMING else 2
        yield grade, f"{len(free)} independent origins with no known interest report it: {by['disinterested']}."
    if free and interested:
        yield 2, f"{by['disinterested']}, with no known interest, reports what an interested party says too."
    if free:
        yield 3, f"One origin reports it: {by['disinterested']}, with no known interest."
    if interested:
        yield 4, f"Only interested origins report it: {_names(interested)}."
    if len(heard.nameless) > 1:
        yield 4, "Only unnamed sources report it, several of them."
    if heard.nameless:
        yield 6, "A single unnamed source reports it: it cannot be judged."
    if len(heard.hedging) > 1:
        yield 4, f"Reported with reserve only, by {by['hedging']}."
    if heard.hedging:
        yield 6, f"Reported with reserve only, by {by['hedging']}: it cannot be judged."
    if heard.announcing:
        yield 6, f"Announced by {by['announcing']}; nobody reports that it happened."
    if heard.denying:
        yield 5, f"{by['denying']} {_verb(heard.denying, 'denies', 'deny')} it; nobody reports it."
    yield 5, "Denied in part; nobody reports it."


def _names(names: set[str]) -> str:
    some = sorted(names)
    return some[0] if len(some) == 1 else f"{', '.join(some[:-1])} and {some[-1]}"


def _verb(names: set[str], one: str, many: str) -> str:
    return one if len(names) == 1 else many
