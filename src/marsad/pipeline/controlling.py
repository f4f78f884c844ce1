"""Control of all places, kept in the ledger as known now: worked out anew for the places that new reports or decisions
touch, with the result of working out all. Other clocks are never stored: they are worked out when they are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress

from marsad.control import Effects
from marsad.events import Parties
from marsad.ledger import ClaimFilter, Ledger, Stale, Told
from marsad.pipeline.events import copies_in, copying
from marsad.pipeline.holding import Holdings
from marsad.pipeline.places import ids_under
from marsad.records import Claim, LedgerError, Place, Report, root_of

BATCH = 32
"""Places that are worked out and put together: some seconds, in which no other program may derive."""

MANY = 200
"""Stale places from which it costs less to ask once what copies what in the whole ledger."""

Worked = dict[str, tuple[Mapping[str, object], Sequence[Told]]]


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
    done = 0
    while most is None or done < most:
        with ledger.deriving():
            if only is None:
                stale = ledger.stale_control(versions, most=BATCH if most is None else min(BATCH, most - done))
            else:
                stale = [it for it in ledger.stale_control(versions) if it.root in only][:BATCH]
            if not stale:
                break
            ledger.put_control(stale, _worked(ledger, stale, copies, parties, effects), versions=versions)
        done += len(stale)
    return done


def _worked(
    ledger: Ledger, stale: Sequence[Stale], copies: Mapping[str, str] | None, parties: Parties, effects: Effects
) -> Worked:
    wanted = {it.root for it in stale}
    ids = defaultdict(list)
    for place_id in ids_under(wanted, ledger.places()):
        ids[root_of(place_id)].append(place_id)
    worked: Worked = {}
    for root in sorted(wanted):
        found = {c.id: c for name in ids[root] for c in ledger.claims(ClaimFilter(place_id=name))}
        claims = list(found.values())
        worked |= spells_of(claims, parties=parties, effects=effects, copies=_copies(ledger, claims, copies))
    return worked


def spells_of(claims: Sequence[Claim], *, parties: Parties, effects: Effects, copies: Mapping[str, str]) -> Worked:
    """place_id -> (about it, its stretches), of the places that these claims move. claims: all of their
    places."""
    holdings = Holdings(claims, parties=parties, effects=effects, copies=copies)
    worked: Worked = {}
    for place_id in holdings.places:
        first, last = holdings.evidence(place_id)
        worked[place_id] = (
            {**_about(place_id, holdings.about(place_id)), "first": first, "last": last},
            [(spell, answer.to_json()) for spell, answer in holdings.told(place_id)],
        )
    return worked


def _about(place_id: str, place: Place | None) -> dict[str, object]:
    if place is None:
        return {"place_id": place_id}
    names = ("name", "geonameid", "lat", "lon", "country", "admin1")
    return {"place_id": place_id, **{name: getattr(place, name, None) for name in names}}


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
