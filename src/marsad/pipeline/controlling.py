"""Control of all places, kept in the ledger as known now: worked out anew for the places that new reports or decisions
touch, with the result of working out all. Other clocks are never stored: they are worked out when they are asked for.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import orjson

from marsad.control import Effects
from marsad.control.fits import Fits
from marsad.control.neighbours import tells_of_holder
from marsad.control.surroundings import Surroundings
from marsad.events import Parties
from marsad.ledger import ClaimFilter, Ledger, Placed, Stale
from marsad.pipeline.around import told_around
from marsad.pipeline.holding import Holdings
from marsad.pipeline.places import ids_under, towns_of
from marsad.publish.day_rows import day_rows
from marsad.publish.place_rows import spell_row
from marsad.records import Claim, Control, Spell, root_of

BATCH = 32
"""Places that are worked out and put together: some seconds, in which no other program may derive."""

Worked = dict[str, Placed]


def update_control(
    ledger: Ledger,
    *,
    parties: Parties,
    effects: Effects,
    versions: Mapping[str, object],
    most: int | None = None,
    only: frozenset[str] | None = None,
) -> int:
    """Works out control of the places that are stale, at most `most` of them; returns how many they were. only: of
    these roots."""
    done, fits = 0, Fits(parties)
    while most is None or done < most:
        with ledger.deriving():
            if only is None:
                stale = ledger.stale_control(versions, most=BATCH if most is None else min(BATCH, most - done))
            else:
                stale = [it for it in ledger.stale_control(versions) if it.root in only][:BATCH]
            if not stale:
                break
            worked, kept = _worked(ledger, stale, parties=parties, effects=effects, fits=fits)
            ledger.put_control(stale, worked, versions=versions, kept=kept)
        done += len(stale)
    return done


def _worked(
    ledger: Ledger, stale: Sequence[Stale], *, parties: Parties, effects: Effects, fits: Fits
) -> tuple[Worked, set[str]]:
    """What is worked out anew; and the roots whose stored control rests on what it rested on when it was worked out."""
    surroundings = _surroundings(ledger, [it.root for it in stale])
    copies = _copies(ledger, {claim.report for claims in surroundings.by_root.values() for claim in claims})
    bases = ledger.control_bases([it.root for it in stale if it.beside])
    worked: Worked = {}
    kept: set[str] = set()
    for it in sorted(stale, key=lambda it: it.root):
        basis = _mark_of(surroundings.beside(it.root))
        if bases.get(it.root) == basis:
            kept.add(it.root)
            continue
        claims, around = surroundings.by_root.get(it.root, []), surroundings.of(it.root)
        placed = spells_of(claims, parties=parties, effects=effects, copies=copies, fits=fits, around=around)
        worked |= {place_id: replace(one, basis=basis) for place_id, one in placed.items()}
    return worked, kept


def _surroundings(ledger: Ledger, roots: Iterable[str]) -> Surroundings:
    """The claims about these places, their parts and towns, and about what lies around them, each read once."""
    named = defaultdict(list)
    for place in ledger.places():
        named[root_of(place[0])].append(place)
    wanted = dict.fromkeys(known for root in roots for known in (root, *towns_of({root}, named[root])))
    found = (ClaimFilter(place_id=name) for root in wanted for name in ids_under({root}, named[root]))
    told = {claim.id: claim for where in found for claim in ledger.claims(where)}
    told |= {claim.id: claim for claim in told_around(list(told.values()), ledger.claims)}
    return Surroundings(list(told.values()))


def spells_of(
    claims: Sequence[Claim],
    *,
    parties: Parties,
    effects: Effects,
    copies: Mapping[str, str],
    fits: Fits | None = None,
    around: Sequence[Claim] = (),
) -> Worked:
    """By place_id, of the places of these claims; stretches, by which places are listed, only where a claim moves the
    place: a region has its page alone. claims: all of their places. fits: of these parties, kept from place to place.
    around: as `Holdings`."""
    holdings = Holdings(claims, parties=parties, effects=effects, copies=copies, fits=fits, around=around)
    moved = frozenset(holdings.places)
    telling = defaultdict[str, list[Claim]](list)
    for claim in filter(tells_of_holder, claims):
        telling[claim.place_id].append(claim)
    worked: Worked = {}
    for place_id, place in holdings.described.items():
        told = list(holdings.told(place_id))
        first, last = holdings.evidence(place_id) if told else ("", "")
        page = {
            "spells": [spell_row(spell) for spell in _within((spell for spell, _ in told), first, last)],
            "days": day_rows(answer for _, answer in told),
        }
        listed = [(spell, _in_short(answer)) for spell, answer in told] if place_id in moved else []
        worked[place_id] = Placed(
            {**asdict(place), "first": first, "last": last},
            listed,
            page,
            box=holdings.reach(place_id),
            holders=_mark_of(telling[place_id]),
        )
    return worked


def _mark_of(telling: Iterable[Claim]) -> str:
    """Of these claims, however they are ordered; "" of none."""
    told = sorted(orjson.dumps(claim) for claim in telling)
    return hashlib.sha256(b"\n".join(told)).hexdigest()[:16] if told else ""


def _in_short(answer: Control) -> dict[str, Any]:
    """Without what is true of its day alone, and is asked for on a place's page alone."""
    return {name: value for name, value in answer.to_json().items() if name not in ("candidates", "claims")}


def _within(told: Iterable[Spell], first: str, last: str) -> Iterator[Spell]:
    """The spells, each once, from the first evidence to the last."""
    for spell in {spell.start: spell for spell in told}.values():
        if spell.end < first or spell.start > last:
            continue
        shown = replace(spell, start=max(spell.start, first), end=min(spell.end, last))
        yield shown if spell.start > first else replace(shown, earliest_start=first, latest_start=first)


def _copies(ledger: Ledger, reports: Collection[str]) -> dict[str, str]:
    """Which of these reports copy which, and those which."""
    copies: dict[str, str] = {}
    while reports:
        found = ledger.copies_of(reports)
        copies |= found
        reports = set(found.values()) - copies.keys()
    return copies
