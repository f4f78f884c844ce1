"""Control of all places, kept in the ledger as known now: worked out anew for the places that new reports or decisions
touch, with the result of working out all. Other clocks are never stored: they are worked out when they are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from itertools import chain
from typing import Any

from marsad.control import Effects
from marsad.control.fits import Fits
from marsad.events import Parties
from marsad.ledger import ClaimFilter, Ledger, Placed, Stale
from marsad.pipeline.events import copies_in, copying
from marsad.pipeline.holding import Holdings
from marsad.pipeline.places import ids_under, regions_told, towns_of
from marsad.publish.day_rows import day_rows
from marsad.publish.place_rows import spell_row
from marsad.records import Claim, Control, LedgerError, Report, Spell, root_of

BATCH = 32
"""Places that are worked out and put together: some seconds, in which no other program may derive."""

MANY = 200
"""Stale places from which it costs less to ask once what copies what in the whole ledger."""

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
    copies: Mapping[str, str] | None = None
    if len(ledger.stale_control(versions, most=MANY)) == MANY:
        copies = copies_in(ledger).copies
    done, fits = 0, Fits(parties)
    while most is None or done < most:
        with ledger.deriving():
            if only is None:
                stale = ledger.stale_control(versions, most=BATCH if most is None else min(BATCH, most - done))
            else:
                stale = [it for it in ledger.stale_control(versions) if it.root in only][:BATCH]
            if not stale:
                break
            worked = _worked(ledger, stale, copies=copies, parties=parties, effects=effects, fits=fits)
            ledger.put_control(stale, worked, versions=versions)
        done += len(stale)
    return done


def _worked(
    ledger: Ledger,
    stale: Sequence[Stale],
    *,
    copies: Mapping[str, str] | None,
    parties: Parties,
    effects: Effects,
    fits: Fits,
) -> Worked:
    wanted = {it.root for it in stale}
    places = list(ledger.places())
    towns = {root: towns_of({root}, places) for root in wanted}
    ids = defaultdict(list)
    for place_id in ids_under({*wanted, *chain.from_iterable(towns.values())}, places):
        ids[root_of(place_id)].append(place_id)
    told: dict[str, list[Claim]] = {}

    def about(root: str) -> list[Claim]:
        if root not in told:
            told[root] = list(
                {c.id: c for name in ids[root] for c in ledger.claims(ClaimFilter(place_id=name))}.values()
            )
        return told[root]

    worked: Worked = {}
    for root in sorted(wanted):
        claims, around = about(root), [claim for town in towns[root] for claim in about(town)]
        around += regions_told([*claims, *around], ledger.claims)
        copied = _copies(ledger, [*claims, *around], copies)
        worked |= spells_of(claims, parties=parties, effects=effects, copies=copied, fits=fits, around=around)
    return worked


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
    worked: Worked = {}
    for place_id, place in holdings.described.items():
        told = list(holdings.told(place_id))
        first, last = holdings.evidence(place_id) if told else ("", "")
        page = {
            "spells": [spell_row(spell) for spell in _within((spell for spell, _ in told), first, last)],
            "days": day_rows(answer for _, answer in told),
        }
        listed = [(spell, _in_short(answer)) for spell, answer in told] if place_id in moved else []
        worked[place_id] = Placed({**asdict(place), "first": first, "last": last}, listed, page)
    return worked


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


def _copies(ledger: Ledger, claims: Sequence[Claim], known: Mapping[str, str] | None) -> Mapping[str, str]:
    """Which of the claims' reports copy which, and those which. known: of the whole ledger, if it was asked before."""
    if known is not None:
        return known
    reports: dict[str, Report] = {}
    wanted = {claim.report for claim in claims}
    while wanted:
        for digest in sorted(wanted):
            with suppress(LedgerError):  # redacted: its copies stand for it
                reports[digest] = ledger.report(digest)
        wanted = (
            {it.copy_of for digest in wanted if (it := reports.get(digest)) and it.copy_of} - reports.keys() - wanted
        )
    return copying(reports.values()).copies
