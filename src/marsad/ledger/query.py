"""Claims by their fields and clocks, streamed, with people's decisions applied."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, literal, not_, or_, select, true

from marsad.ledger import control, decisions, events
from marsad.ledger.chain import last_seq
from marsad.ledger.claims import known_reports
from marsad.ledger.codec import decode_claim, first_stamp, last_stamp
from marsad.ledger.distinct import joint_values
from marsad.ledger.effective import Rulings
from marsad.ledger.reports import STREAM, batched, sequences
from marsad.ledger.schema import claim_places, claims, event_addresses, place_points
from marsad.records import REGION, Box, Claim

_column = claims.c

Key = tuple[int, int, str]
KEY = (_column.report_seq, _column.start, _column.id)
"""The order of claims: of arrival, then of their words."""

ASKED: dict[str, tuple[str, ...]] = {
    "type": ("type",),
    "status": ("polarity", "realis", "certainty"),
    "source": ("source", "origin"),
    "actor": ("actor1", "actor2"),
    "place": ("place", "place_text", "geonameid"),
    "place_id": ("place_id",),
    "regions": ("place_id",),
    "near": ("place_id", "lat", "lon"),
    **dict.fromkeys(("since", "until", "around"), ("date_start", "date_end")),
}
"""Fields of a claim that each criterion of a filter looks at, among those that people may correct."""

OPEN_DAYS = 400
"""Days that an interval with one open end is taken to reach at most (events.blocking takes a year)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Empty fields do not filter; all others must hold.

    type: one type, or several. source: a name, as `source` or as `origin`. actor: one side's actor, alone or joined
    ("A" finds "A + B"). place: a name or "geonameid:N". doc, report: a label, a digest. event: the id of an event or of
    any claim of it. since, until: ISO; the claim's dates overlap them (a claim without any date does not). around: two
    ISO days; the claim may speak of a day between them, if it is dated; an undated one was known then. A net that lets
    through more than it says: claims that people corrected, and OPEN_DAYS more where a claim's dates are open. ids: of
    claims, reports: digests, as many as an IN list takes. regions: only claims about regions, districts or enclaves.
    near: boxes; only claims about places that have a point in one of them, a net, too.
    """

    type: str | tuple[str, ...] = ""
    status: str = ""
    source: str = ""
    actor: str = ""
    place: str = ""
    place_id: str = ""
    doc: str = ""
    report: str = ""
    event: str = ""
    since: str | None = None
    until: str | None = None
    around: tuple[str, str] | None = None
    ids: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    regions: bool = False
    near: tuple[Box, ...] = ()

    @property
    def narrow(self) -> bool:
        """Whether few claims can pass: those of one place, report or event, or of these ids."""
        asked = (self.place, self.place_id, self.doc, self.report, self.event, self.ids, self.reports, self.near)
        return any(asked)

    @property
    def types(self) -> tuple[str, ...]:
        return self.type if isinstance(self.type, tuple) else (self.type,) if self.type else ()

    def matches(self, claim: Claim) -> bool:
        """Whether the fields that a person may correct pass: what SQL decides for uncorrected claims."""
        return all(
            (
                not self.types or claim.type in self.types,
                not self.status or claim.status == self.status,
                not self.source or self.source in (claim.source, claim.origin),
                not self.actor or any(self.actor in side.split(" + ") for side in (claim.actor1, claim.actor2)),
                not self.place_id or claim.place_id == self.place_id,
                not self.regions or claim.place_id.startswith(REGION),
                not self.near or any(_is_in(claim, box) for box in self.near),
                not self.place or self._is_place(claim),
                self._overlaps(claim),
            )
        )

    def _is_place(self, claim: Claim) -> bool:
        if self.place.startswith("geonameid:"):
            return claim.geonameid == events.geonameid(self.place)
        return (claim.place or claim.place_text).casefold() == self.place.casefold()

    def _overlaps(self, claim: Claim) -> bool:
        since, until = first_stamp(self.since), last_stamp(self.until)
        first, last = first_stamp(claim.date_start), last_stamp(claim.date_end)
        if (since or until) and not (first or last):
            return False
        return not (since and last and last < since) and not (until and first and first > until)


def _is_in(claim: Claim, box: Box) -> bool:
    south, north, west, east = box
    return claim.lat is not None and claim.lon is not None and south <= claim.lat <= north and west <= claim.lon <= east


def stream(
    connection: Connection,
    where: ClaimFilter,
    *,
    as_known_at: str | None = None,
    as_recorded_at: str | None = None,
    judged: bool = True,
) -> Iterator[Claim]:
    """Claims in order of arrival and of their words; the parameters are those of `Ledger.claims`."""
    recorded = last_stamp(as_recorded_at)
    rulings = decisions.rulings_at(connection, as_recorded_at=recorded) if judged else Rulings()
    fixed = fixed_terms(connection, where, as_known_at=as_known_at, recorded=recorded)
    query = select(*KEY, _column.payload).where(*fixed, *correctable_terms(connection, where)).order_by(*KEY)
    rows = connection.execute(query, execution_options=STREAM)
    for _, claim in judge(connection, where, rulings, fixed, map(tuple, rows)):
        yield claim


def judge(
    connection: Connection,
    where: ClaimFilter,
    rulings: Rulings,
    fixed: Sequence[ColumnElement[bool]],
    rows: Iterable[tuple[Any, ...]],
    *,
    after: Key | None = None,
) -> Iterator[tuple[Key, Claim]]:
    """Claims as people left them: of rows (key, payload) that pass as derived, and those that a correction moves in."""
    moved = _moved_in(connection, where, rulings, fixed)
    for key, payload in heapq.merge(
        ((row[:3], row[3]) for row in rows), ((row[:3], row[3]) for row in moved if after is None or row[:3] > after)
    ):
        claim = rulings.apply(decode_claim(payload))
        if claim is not None and (claim.id not in rulings.corrected or where.matches(claim)):
            yield key, claim


def _moved_in(
    connection: Connection, where: ClaimFilter, rulings: Rulings, fixed: Sequence[ColumnElement[bool]]
) -> list[tuple[Any, ...]]:
    """Rows of claims that do not pass as derived, but may as people corrected them, in order."""
    asked = {field for name, fields in ASKED.items() if getattr(where, name) for field in fields}
    names = [
        name
        for name, (values, _) in rulings.corrected.items()
        if asked & values.keys() and (not where.place_id or values.get("place_id", where.place_id) == where.place_id)
    ]
    if not names:
        return []
    passes = and_(true(), *correctable_terms(connection, where))
    rows: list[tuple[Any, ...]] = []
    for some in batched(sorted(names)):
        query = select(*KEY, _column.payload).where(_column.id.in_(some), *fixed, not_(func.coalesce(passes, false())))
        rows += map(tuple, connection.execute(query))
    return sorted(rows, key=lambda row: row[:3])


def places(connection: Connection) -> Iterator[tuple[str, int | None, str]]:
    """(place_id, geonameid, name in lower case) of every place that claims ever named, then of those to which people
    alone moved claims: without a number, by its id's last part."""
    query = select(claim_places.c.place_id, claim_places.c.geonameid, claim_places.c.place_name).distinct()
    moved = control.corrected_to(connection)
    for row in connection.execute(query.order_by(claim_places.c.place_id), execution_options=STREAM):
        moved.discard(row.place_id)
        yield row.place_id, row.geonameid, row.place_name
    yield from ((place_id, None, re.split("[:/]", place_id)[-1].replace("-", " ")) for place_id in sorted(moved))


def fixed_terms(
    connection: Connection, where: ClaimFilter, *, as_known_at: str | None, recorded: str | None
) -> list[ColumnElement[bool]]:
    """What no correction changes: report, event, ids, and the clocks."""
    terms: list[ColumnElement[bool]] = []
    if where.ids:
        terms.append(_column.id.in_(where.ids))
    if where.doc:
        terms.append(_column.doc == where.doc)
    if where.report:
        terms.append(_column.report_seq == known_reports(connection, [where.report])[where.report])
    if where.reports:
        terms.append(_column.report_seq.in_(list(sequences(connection, where.reports).values())))
    if where.event:
        held = event_addresses.c.event_id == events.current_id(connection, where.event)
        terms.append(_column.id.in_(select(event_addresses.c.claim_id).where(held, event_addresses.c.current)))
    if as_known_at is not None:
        terms.append(_column.known_at <= last_stamp(as_known_at))
    if recorded is not None:
        terms.append(_column.report_seq <= last_seq(connection, as_recorded_at=recorded))
    return terms


def correctable_terms(connection: Connection, where: ClaimFilter) -> list[ColumnElement[bool]]:
    """What people may correct, as SQL decides it for claims as they were derived."""
    terms: list[ColumnElement[bool]] = []
    if where.types:
        terms.append(_column.type.in_(where.types))
    if where.status:
        terms.append(_column.status == where.status)
    if where.source:
        terms.append(or_(_column.source == where.source, _column.origin == where.source))
    if where.actor:
        of_side = _joint_by_row if where.narrow else partial(_joint_by_index, connection)
        terms.append(or_(*(of_side(side, where.actor) for side in (_column.actor1, _column.actor2))))
    if where.place_id:
        terms.append(_column.place_id == where.place_id)
    if where.regions:
        terms.append(func.substr(_column.place_id, 1, len(REGION)) == REGION)
    terms += _near(where.near)
    if where.place.startswith("geonameid:"):
        number = events.geonameid(where.place)
        terms += [_column.geonameid == number, _is_place(claim_places.c.geonameid == number)]
    elif where.place:
        name = where.place.casefold()
        terms += [_column.place_name == name, _is_place(claim_places.c.place_name == name)]
    if where.since or where.until:
        terms.append(or_(_column.valid_from.is_not(None), _column.valid_to.is_not(None)))
    if where.since:
        terms.append(or_(_column.valid_to.is_(None), _column.valid_to >= first_stamp(where.since)))
    if where.until:
        terms.append(or_(_column.valid_from.is_(None), _column.valid_from <= last_stamp(where.until)))
    if where.around:
        terms.append(_column.id.in_(_around(*where.around)))
    return terms


def _near(boxes: Sequence[Box]) -> list[ColumnElement[bool]]:
    point = place_points.c
    inside = [and_(point.lat.between(s, n), point.lon.between(w, e)) for s, n, w, e in boxes]
    return [_column.place_id.in_(select(point.place_id).where(or_(*inside)))] if inside else []


def _around(first: str, last: str) -> Select[tuple[str]]:
    """Ids of claims that may speak of these days, from an index that holds all that is asked."""
    column = claims.alias().c
    low, high = first_stamp(first), last_stamp(last)
    open_low, open_high = (
        first_stamp(_shifted(first, -OPEN_DAYS)),
        last_stamp(_shifted(last, OPEN_DAYS)),
    )
    begun, ended = column.valid_from.is_not(None), column.valid_to.is_not(None)
    return select(column.id).where(
        or_(
            and_(begun, ended, column.valid_from <= high, column.valid_to >= low),
            and_(begun, ~ended, column.valid_from <= high, column.valid_from >= open_low),
            and_(~begun, ended, column.valid_to >= low, column.valid_to <= open_high),
            and_(~begun, ~ended, column.known_at >= low, column.known_at <= high),
        )
    )


def _shifted(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:  # the calendar ends here
        return (date.min if days < 0 else date.max).isoformat()


def _is_place(named: ColumnElement[bool]) -> ColumnElement[bool]:
    """The claim's place is one that ever went by this name: leads the engine to the index of places."""
    return _column.place_id.in_(select(claim_places.c.place_id).where(named))


def _joint_by_row(side: ColumnElement[Any], actor: str) -> ColumnElement[bool]:
    """Whether a joint actor ("A + B") has this one as a part: for queries that look at few rows anyway."""
    whole = literal(" + ") + side + " + "
    return func.replace(whole, f" + {actor} + ", "") != whole  # LIKE takes "a" for "A" in one engine only


def _joint_by_index(connection: Connection, side: ColumnElement[Any], actor: str) -> ColumnElement[bool]:
    """The same from the distinct values of the column: there are few, and an index holds them."""
    return side.in_(joint_values(connection, side, actor))
