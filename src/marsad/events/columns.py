"""Claims as columns of numbers, so that millions of pairs are compared by numpy and not one by one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from marsad.events.parties import members, origin_of
from marsad.events.words import (
    WORD_BITS,
    fold,
    marks_another,
    names,
    plain_place,
    points_back,
    signature,
    stems,
)
from marsad.records import CLAIM_TYPES, FAMILIES, Claim, parse_day, root_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Column = Mask | Floats

CODED = ("report", "origin", "place", "root", "town", "name", "admin1", "operation", "actors")

AT_ONCE = 16_384
"""Claims encoded at a time: what is made on the way takes several times the room of what is kept."""

_TYPE_CODES = {name: code for code, name in enumerate(CLAIM_TYPES)}
_FAMILY_CODES = {name: code for code, name in enumerate(FAMILIES.values())}


class Coder:
    """Gives equal values equal small numbers, in order of first sight; "" and None are -1."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._codes: dict[Hashable, int] = {}

    def __call__(self, value: Hashable) -> int:
        if not value:
            return -1
        code = self._codes.get(value)
        if code is None:
            code = self._codes[value] = len(self.values)
            self.values.append(value)
        return code


@dataclass(frozen=True)
class Columns:
    """One row a claim, in the order given. Times are day ordinals; NaN is an open or unknown bound or figure."""

    report: Ints
    origin: Ints
    own_voice: Mask
    type: Ints
    family: Ints
    state: Mask
    place: Ints
    root: Ints
    town: Ints
    name: Ints
    admin1: Ints
    region: Mask
    whole: Mask
    partly: Mask
    from_name: Ints
    to_name: Ints
    operation: Ints
    actor1: Ints
    actor2: Ints
    first: Floats
    last: Floats
    published: Floats
    lat: Floats
    lon: Floats
    killed: Floats
    killed_high: Floats
    wounded: Floats
    start: Ints
    end: Ints
    fulfilled: Mask
    words: npt.NDArray[np.uint64]
    names: npt.NDArray[np.uint64]
    rare: npt.NDArray[np.uint64]
    denied: Mask
    another: Mask
    known: Mask
    carried: Mask
    actor_sets: tuple[tuple[str, ...], ...]
    place_names: tuple[str, ...]
    years: Ints


def _day(value: str | None) -> float:
    return float(parse_day(value).toordinal()) if value else np.nan


def columns_of(claims: Sequence[Claim], *, common: frozenset[str] = frozenset()) -> Columns:
    """Encode the claims. Shapes: every column [n], the signatures [n, WORD_BITS / 64].

    common: stems that any report of a war may hold ("kille", "bomb"); the others are the rare ones.
    """
    coders = {name: Coder() for name in CODED}
    table = np.empty((26, len(claims)), dtype=np.int64)
    times = np.empty((8, len(claims)), dtype=np.float64)
    words, rare, named = (np.empty((len(claims), WORD_BITS // 64), dtype=np.uint64) for _ in range(3))
    for at in range(0, len(claims), AT_ONCE):
        some = claims[at : at + AT_ONCE]
        part = slice(at, at + len(some))
        table[:, part] = np.array([_codes(claim, coders) for claim in some], dtype=np.int64).T
        times[:, part] = np.array([_times(claim) for claim in some], dtype=np.float64).T
        bags = [stems(claim.quote) for claim in some]
        words[part], rare[part] = _signatures(bags), _signatures([bag - common for bag in bags])
        named[part] = _signatures([names(claim.quote) for claim in some])
    first, last, published = times[0], times[1], times[2]
    moment = np.where(np.isnan(last), np.where(np.isnan(first), published, first), last)
    return Columns(
        report=table[0], origin=table[1], own_voice=table[2].astype(bool), type=table[3], family=table[4],
        state=table[5].astype(bool), place=table[6], root=table[7], town=table[22], name=table[8],
        whole=table[9].astype(bool), partly=table[18].astype(bool),
        from_name=table[10], to_name=table[11], operation=table[12], actor1=table[13], actor2=table[14],
        first=first, last=last, published=published, killed=times[3], killed_high=times[4], wounded=times[5],
        lat=times[6], lon=times[7],
        start=table[15], end=table[16], fulfilled=table[17].astype(bool),
        words=words, rare=rare, names=named,
        admin1=table[19], region=table[20].astype(bool), denied=table[21].astype(bool),
        another=table[23].astype(bool), known=table[24].astype(bool), carried=table[25].astype(bool),
        actor_sets=tuple(coders["actors"].values), place_names=tuple(coders["name"].values),
        years=np.where(np.isnan(moment), 0, np.nan_to_num(moment) // 365).astype(np.int64),
    )  # fmt: skip


def _codes(c: Claim, coders: dict[str, Coder]) -> tuple[int, ...]:
    return (
        coders["report"](c.report or c.doc), coders["origin"](fold(origin_of(c))), not c.source,
        _TYPE_CODES[c.type], _FAMILY_CODES[FAMILIES[c.type]], c.kind == "state",
        coders["place"](c.place_id), coders["root"](root_of(c.place_id)), coders["name"](plain_place(c.place_text)),
        "/" not in c.place_id and c.place_relation == "is",
        coders["name"](plain_place(c.from_place or "")), coders["name"](plain_place(c.to_place or "")),
        coders["operation"](fold(c.operation or "")),
        coders["actors"](members(c.actor1)), coders["actors"](members(c.actor2)),
        c.start, c.end, c.realis == "actual", bool(c.part),
        coders["admin1"](f"{c.country} {c.admin1}" if c.admin1 else ""), c.place_relation == "region",
        c.polarity == "negative", coders["town"](_town(c)),
        marks_another(c.quote), points_back(c.quote), bool(c.place_text) and c.place_text not in c.quote,
    )  # fmt: skip


def _town(claim: Claim) -> str:
    """The gazetteer's place of which the claim's place is a part or a neighbour; the region, where it is one."""
    if claim.geonameid is None or claim.place_relation == "region":
        return root_of(claim.place_id)
    return f"gn:{claim.geonameid}"


def _times(c: Claim) -> tuple[float, ...]:
    return (
        _day(c.date_start), _day(c.date_end), _day(c.published_end),
        _figure(c.killed_low), _figure(c.killed_high), _figure(c.wounded_low),
        np.nan if c.lat is None else c.lat, np.nan if c.lon is None else c.lon,
    )  # fmt: skip


def _figure(value: int | None) -> float:
    return np.nan if value is None else float(value)


def _signatures(bags: list[frozenset[str]]) -> npt.NDArray[np.uint64]:
    joined = b"".join(map(signature, bags))
    return np.frombuffer(joined, dtype="<u8").reshape(len(bags), WORD_BITS // 64).astype(np.uint64)
