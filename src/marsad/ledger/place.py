"""What a place's page shows of a large ledger: the latest claims and events of a place and its parts, and the counts.

The claims of the place are looked at once, without their contents; then the rows that are shown are fetched by id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, func, select

from marsad.ledger import control, decisions, disagreements, sums
from marsad.ledger.codec import decode_claim, decode_event
from marsad.ledger.effective import Rulings
from marsad.ledger.events import holders
from marsad.ledger.reports import batched, some_of
from marsad.ledger.schema import claims, event_addresses, events
from marsad.ledger.sums import Counted
from marsad.records import Claim, Event, Report


@dataclass(frozen=True, slots=True)
class PlaceRows:
    """claims, events: the latest, by the days that they speak of, in that order; event_of: claim -> its event; reports:
    of these claims. disagreements: JSON, the most urgent first. events_in_all, disagreements_in_all: how many there
    are; claims_there, events_there: at the place itself; counted: of all claims. page: put with its control, JSON."""

    claims: list[Claim]
    event_of: dict[str, str]
    reports: dict[str, Report]
    events: list[Event]
    events_in_all: int
    claims_there: int
    events_there: int
    disagreements: list[bytes]
    disagreements_in_all: int
    counted: Counted
    page: bytes | None


Told = Any
"""A row of _TOLD."""

_claim, _event = claims.c, events.c
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_TOLD = (
    select(
        _claim.id,
        _claim.place_id,
        func.coalesce(_claim.valid_to, _claim.valid_from, "").label("latest"),
        _claim.origin,
        _claim.actor1,
        _claim.actor2,
        event_addresses.c.event_id,
        _event.place_id.label("happened"),
        func.coalesce(_event.valid_to, _event.valid_from, "").label("event_latest"),
        _event.disagreements,
    )
    .select_from(claims)
    .outerjoin(event_addresses, and_(event_addresses.c.claim_id == _claim.id, event_addresses.c.current))
    .outerjoin(events, _event.id == event_addresses.c.event_id)
    .where(_claim.place_id.in_(_IDS))
)
_CLAIMS = select(_claim.payload).where(_claim.id.in_(_IDS))
_EVENTS = select(_event.id, _event.payload).where(_event.id.in_(_IDS))


def rows(connection: Connection, place_id: str, within: Sequence[str], *, most: tuple[int, int, int]) -> PlaceRows:
    """within: ids of the place and of its parts. most: claims, events, disagreements."""
    ruled = decisions.rulings_at(connection)
    told: Sequence[Told] = connection.execute(_TOLD, {"ids": list(within)}).all()
    happened = {row.event_id: row for row in told if row.happened is not None}
    latest = sorted(sorted(happened), key=lambda name: happened[name].event_latest, reverse=True)
    shown = _shown(connection, told, ruled, within, most[0])
    event_of = {row.id: row.event_id for row in told}
    moved = holders(connection, [claim.id for claim in shown if claim.id not in event_of])
    disputed = [name for name in latest if happened[name].disagreements]
    urgent, disputed_in_all = disagreements.of_events(connection, disputed, most=most[2])
    judged = sums.judged(connection, ruled, among=[*(row.id for row in told), *_moved(ruled, within)])
    counted = _counted(told, judged, within)
    return PlaceRows(
        claims=shown,
        event_of={claim.id: found for claim in shown if (found := event_of.get(claim.id) or moved.get(claim.id))},
        reports={it.digest: it for it in some_of(connection, dict.fromkeys(it.report for it in shown))},
        events=_events(connection, latest[: most[1]])[::-1],
        events_in_all=len(happened),
        claims_there=counted.claims if len(within) == 1 else _counted(told, judged, [place_id]).claims,
        events_there=sum(row.happened == place_id for row in happened.values()),
        disagreements=urgent,
        disagreements_in_all=disputed_in_all,
        counted=counted,
        page=control.page(connection, place_id),
    )


def _events(connection: Connection, ids: Sequence[str]) -> list[Event]:
    """In the order of their ids."""
    found = {row.id: decode_event(row.payload) for row in connection.execute(_EVENTS, {"ids": ids})} if ids else {}
    return [found[name] for name in ids if name in found]


def _shown(
    connection: Connection, told: Sequence[Told], ruled: Rulings, within: Sequence[str], most: int
) -> list[Claim]:
    """As people left them: rejected ones make room for others, those that were moved here are among them."""
    some = most + len(ruled.rejected) + len(ruled.corrected)
    latest = sorted(((row.latest, row.id) for row in told), reverse=True)[:some]
    here = {row.id for row in told}
    moved = _moved(ruled, within)
    derived: list[bytes] = []
    for ids in batched([*(name for _, name in latest), *(name for name in moved if name not in here)]):
        derived += connection.execute(_CLAIMS, {"ids": ids}).scalars()
    left = (ruled.apply(decode_claim(payload)) for payload in derived)
    found = [claim for claim in left if claim is not None and claim.place_id in within]
    return sorted(found, key=lambda it: (it.date_end or it.date_start or "", it.id))[-most:]


def _moved(ruled: Rulings, within: Sequence[str]) -> list[str]:
    """Ids of the claims that people moved here."""
    return [name for name, (values, _) in ruled.corrected.items() if values.get("place_id") in within]


def _counted(told: Sequence[Told], judged: Sequence[tuple[Claim, int]], within: Sequence[str]) -> Counted:
    here = [row for row in told if row.place_id in within]
    return sums.counted(
        Counter(row.origin for row in here),
        (Counter(row.actor1 for row in here), Counter(row.actor2 for row in here)),
        [(claim, sign) for claim, sign in judged if claim.place_id in within],
    )
