"""Control of all places, kept as derived rows: as known now, for each stretch of days with the same answer, so that a
date is answered at once. A spell (one holder, one status) is one stretch or several.

The rows may always be thrown away. Whatever changes claims, or what people say of them, marks their places as stale in
its own transaction; whoever works control out anew takes the mark away with the rows that he puts, unless it is another
one by then. Places that rest on what is told of others near them are stale once more when those are put, and are worked
out anew if that is no longer the same.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import orjson
from sqlalchemy import Connection, and_, case, delete, func, insert, or_, select, update

from marsad.ledger.codec import canonical, squeeze, unsqueeze
from marsad.ledger.reports import STREAM, batched
from marsad.ledger.schema import (
    attachments,
    claim_places,
    claims,
    control_places,
    decisions,
    place_points,
    stale_places,
)
from marsad.records import Box, Spell, root_of


@dataclass(frozen=True, slots=True)
class Stale:
    """A place, with all its parts, whose control is to be worked out. mark: "" where only the versions are older."""

    root: str
    mark: str

    @property
    def beside(self) -> bool:
        """Whether only what is told of places near may be another."""
        return self.mark.startswith(BESIDE)


@dataclass(frozen=True, slots=True)
class Held:
    """A place, the spell that a day lies in, and the answer of the stretch that it lies in. about: what was put with
    the place."""

    about: Mapping[str, object]
    spell: Spell
    answer: Mapping[str, Any]


SIDES = ("south", "north", "west", "east")

_CORRECTS = attachments.c.action == "correct"

T = TypeVar("T")

BESIDE = "beside:"
"""Begins the mark of a place that is stale because of what is near it: it makes no other place stale."""

Told = tuple[Spell, Mapping[str, Any]]
"""A stretch: the spell that it belongs to, and the answer at the end of its first day (JSON of a Control, of which what
is true of that day alone may be left out)."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What is put of a place. about: it, as JSON. told: its stretches in order. page: what its page shows, as JSON.
    box: in which what is told of other places moves this one; None: it rests on none. holders, basis: another one
    whenever that changes which may move others, or which is told of others near."""

    about: Mapping[str, object]
    told: Sequence[Told]
    page: Mapping[str, object]
    box: Box | None = None
    holders: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Changes(Generic[T]):
    """number: of the latest row. places: by place_id, as made of what is about it and of its stretches. total: places
    that there are now; behind: places that are to be worked out anew."""

    number: int
    places: Mapping[str, T]
    total: int
    behind: int


def mark(connection: Connection, place_ids: Iterable[str]) -> None:
    """Says that claims about these places are not what they were: what is told of a town tells of its quarters, too."""
    named = {root_of(place_id) for place_id in place_ids if place_id}
    roots = sorted(named | _filed_under(connection, named))
    for some in batched(roots):
        connection.execute(delete(stale_places).where(stale_places.c.root.in_(some)))
        token = secrets.token_hex(8)
        connection.execute(insert(stale_places), [{"root": root, "mark": token} for root in some])


def _filed_under(connection: Connection, roots: Iterable[str]) -> set[str]:
    """Places with an id of their own that are filed under towns of the gazetteer: their quarters and neighbours."""
    numbers = sorted(int(root.removeprefix("gn:")) for root in roots if root.startswith("gn:"))
    found: set[str] = set()
    for some in batched(numbers):
        query = select(claim_places.c.place_id).where(claim_places.c.geonameid.in_(some)).distinct()
        found.update(root_of(place_id) for place_id in connection.execute(query).scalars() if place_id)
    return found


def mark_reports(connection: Connection, seqs: list[int]) -> None:
    """The same for all claims of these reports, as they stand."""
    for some in batched(seqs):
        named = select(claims.c.place_id).where(claims.c.report_seq.in_(some)).distinct()
        mark(connection, list(connection.execute(named).scalars()))


def mark_all(connection: Connection) -> None:
    named = {*connection.execute(select(claim_places.c.place_id).distinct()).scalars(), *corrected_to(connection)}
    mark(connection, named)


def corrected_to(connection: Connection, *, reports: Iterable[str] | None = None) -> set[str]:
    """Ids of the places to which people ever moved claims (of these reports, if given), though no claim may have been
    derived there."""
    body = decisions.c.body
    query = select(body).where(body.is_not(None))
    rows: list[bytes] = []
    if reports is None:
        judged = select(attachments.c.decision_id).where(_CORRECTS)
        rows += connection.execute(query.where(decisions.c.id.in_(judged))).scalars()
    else:
        for some in batched(reports):
            judged = select(attachments.c.decision_id).where(_CORRECTS, attachments.c.report.in_(some))
            rows += connection.execute(query.where(decisions.c.id.in_(judged))).scalars()
    return {str(place_id) for row in rows if (place_id := orjson.loads(row)["values"].get("place_id"))}


def stale(connection: Connection, derivation: int, *, most: int | None = None) -> list[Stale]:
    """What is to be worked out: what changed, then what lies beside that (once, after all of it), then what other
    versions made."""
    beside = case((stale_places.c.mark.startswith(BESIDE), 1), else_=0)
    query = select(stale_places).order_by(beside, stale_places.c.root).limit(most)
    found = [Stale(row.root, row.mark) for row in connection.execute(query)]
    older = select(control_places.c.root).where(control_places.c.derivation != derivation).distinct()
    older = older.where(control_places.c.root.not_in(select(stale_places.c.root))).order_by(control_places.c.root)
    if most is None or len(found) < most:
        rest = None if most is None else most - len(found)
        found += [Stale(root, "") for root in connection.execute(older.limit(rest)).scalars()]
    return found


def put(
    connection: Connection,
    done: Iterable[Stale],
    places: Mapping[str, Placed],
    derivation: int,
    kept: Collection[str] = (),
) -> None:
    """Rows of these roots in place of their former ones. places: by place_id. kept: roots whose rows are right."""
    done = list(done)
    number = (connection.execute(select(func.max(control_places.c.number))).scalar() or 0) + 1
    changed = {it.root for it in done if it.mark and not it.beside}
    before = _holders(connection, changed)
    for some in batched(done):
        worked = [it.root for it in some if it.root not in kept]
        connection.execute(delete(control_places).where(control_places.c.root.in_(worked)))
        same = [and_(stale_places.c.root == it.root, stale_places.c.mark == it.mark) for it in some if it.mark]
        if same:
            connection.execute(delete(stale_places).where(or_(*same)))
    rows = [
        {
            "place_id": name, "root": root_of(name), "derivation": derivation, "payload": canonical(dict(it.about)),
            "number": number, "told": _packed(it.told), "page": squeeze(canonical(dict(it.page))),
            **dict(zip(SIDES, it.box or (None,) * 4, strict=True)), "holders": it.holders,
            "basis": it.basis,
        }
        for name, it in places.items()
    ]  # fmt: skip
    if rows:
        connection.execute(insert(control_places), rows)
    elif len(kept) < len(done):  # the highest number may be gone, and must not be given again to another place
        other = select(func.min(control_places.c.place_id)).scalar_subquery()
        connection.execute(update(control_places).where(control_places.c.place_id == other).values(number=number))
    after = _holders(connection, changed)
    _mark_beside(connection, {root for root in changed if before.get(root) != after.get(root)})


def bases(connection: Connection, roots: Collection[str]) -> dict[str, str]:
    """Root -> the mark of what its rows rest on; those that have none are missing."""
    column = control_places.c
    found: dict[str, str] = {}
    for some in batched(sorted(roots)):
        query = select(column.root, column.basis).where(column.root.in_(some)).distinct()
        found |= {row.root: row.basis for row in connection.execute(query)}
    return found


def _holders(connection: Connection, roots: Collection[str]) -> dict[str, list[str]]:
    """Root -> its places, each with its mark."""
    column = control_places.c
    found: dict[str, list[str]] = {}
    for some in batched(sorted(roots)):
        query = select(column.root, column.place_id, column.holders).where(column.root.in_(some), column.holders != "")
        for row in connection.execute(query.order_by(column.place_id)):
            found.setdefault(row.root, []).append(f"{row.place_id} {row.holders}")
    return found


def _mark_beside(connection: Connection, changed: Collection[str]) -> None:
    """Says that places that rest on what is told of these (roots) are not what they were."""
    column = control_places.c
    query = select(column.root, *(column[side] for side in SIDES)).where(column.south.is_not(None)).distinct()
    lone = [(row[0], row[1:]) for row in connection.execute(query)]
    if not lone or not changed:
        return
    rows = connection.execute(select(place_points))
    points = [(row.lat, row.lon) for row in rows if root_of(row.place_id) in changed]
    near = {
        root
        for root, (south, north, west, east) in lone
        if any(south <= lat <= north and west <= lon <= east for lat, lon in points)
    }
    near |= _filed_under(connection, near)
    for some in batched(sorted(near)):
        known = connection.execute(select(stale_places.c.root).where(stale_places.c.root.in_(some))).scalars()
        fresh = sorted(set(some) - set(known))
        if fresh:
            token = BESIDE + secrets.token_hex(8)
            connection.execute(insert(stale_places), [{"root": root, "mark": token} for root in fresh])


def at(connection: Connection, day: str) -> Iterator[Held]:
    """The stretch that a day (ISO) lies in, of each place that has one then, by place_id. Reads all of all places."""
    column = control_places.c
    query = select(column.payload.label("about"), column.told).order_by(column.place_id)
    for row in connection.execute(query, execution_options=STREAM):
        told = _unpacked(row.told)
        begun = [one for one in told if one[1]["at"] <= day]
        if begun and day <= told[-1][0].end:
            yield Held(orjson.loads(row.about), *begun[-1])


def changed(connection: Connection, number: int, make: Callable[[Mapping[str, Any], list[Told]], T]) -> Changes[T]:
    """What was put after a number (0: all), each place as `make` makes it: all rows of all places are never held."""
    column = control_places.c
    query = select(column.place_id, column.number, column.payload.label("about"), column.told)
    query = query.where(column.number > number).order_by(column.place_id)
    made: dict[str, T] = {}
    latest = number
    for row in connection.execute(query, execution_options=STREAM):
        latest = max(latest, row.number)
        made[row.place_id] = make(orjson.loads(row.about), _unpacked(row.told))
    total = connection.execute(select(func.count()).select_from(control_places)).scalar_one()
    behind = connection.execute(select(func.count()).select_from(stale_places)).scalar_one()
    return Changes(latest, made, total, behind)


def spells(connection: Connection, place_id: str) -> list[Told]:
    """The stretches of one place, in order."""
    query = select(control_places.c.told).where(control_places.c.place_id == place_id)
    found = connection.execute(query).scalar()
    return _unpacked(found) if found is not None else []


def page(connection: Connection, place_id: str) -> bytes | None:
    """What was put for a place's page, JSON."""
    found = connection.execute(select(control_places.c.page).where(control_places.c.place_id == place_id)).scalar()
    return None if found is None else unsqueeze(found)


def _packed(told: Sequence[Told]) -> bytes:
    """Spells, each once, and the stretches, each with its spell's number."""
    spells = {spell.start: spell for spell, _ in told}
    numbers = {start: number for number, start in enumerate(spells)}
    rows = [[numbers[spell.start], answer] for spell, answer in told]
    return squeeze(canonical([[spell.to_json() for spell in spells.values()], rows]))


def _unpacked(packed: bytes) -> list[Told]:
    spells, rows = orjson.loads(unsqueeze(packed))
    made = [Spell(**{**row, "claims": tuple(row["claims"])}) for row in spells]
    return [(made[number], answer) for number, answer in rows]
