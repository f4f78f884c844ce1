"""Records to bytes and back. Canonical: sorted keys, no spaces, UTF-8, so that equal records have equal digests."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, asdict, fields
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

import orjson

from marsad.records import Claim, Disagreement, Event, Interval, LedgerError, Origin, Report, Side, latest_moment
from marsad.records.interval import earliest_moment

_COMPRESSION = 6  # zlib's own default: on news text, level 9 is half as fast and under 1 percent smaller
_REPORT_FIELDS = tuple(f.name for f in fields(Report))
_EVENT_FIELDS = tuple(f.name for f in fields(Event))
_CLAIM_DEFAULTS = {f.name: MISSING if f.default is MISSING else f.default for f in fields(Claim)}
_claim_values = attrgetter(*_CLAIM_DEFAULTS)


def canonical(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def squeeze(data: bytes) -> bytes:
    return zlib.compress(data, _COMPRESSION)


def unsqueeze(data: bytes) -> bytes:
    return zlib.decompress(data)


def stamp(moment: datetime) -> str:
    """The ledger's one form of a time; text order is time order. `moment` must carry its zone."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


@lru_cache(maxsize=4096)
def first_stamp(value: str | None) -> str | None:
    """Stamp of the first moment that an ISO date or date-time may mean; None stays None. Raises LedgerError."""
    return None if value is None else _stamp_of(value, earliest_moment)


@lru_cache(maxsize=4096)  # a corpus has few days and many claims
def last_stamp(value: str | None) -> str | None:
    """Stamp of the last moment that an ISO date or date-time may mean; None stays None. Raises LedgerError."""
    return None if value is None else _stamp_of(value, latest_moment)


def _stamp_of(value: str, moment: Callable[[str], datetime]) -> str:
    try:
        return stamp(moment(value))
    except (ValueError, OverflowError) as error:
        raise LedgerError(
            f"not a date or time: {value!r}", advice="Give an ISO date (2016-09-08) or date-time with a zone."
        ) from error


def encode_report(report: Report) -> bytes:
    """Every field, defaults too: a fact must not change its meaning when a default of the code changes."""
    return canonical(asdict(report))


def decode_report(data: bytes) -> Report:
    row = orjson.loads(data)
    known: dict[str, Any] = {name: row[name] for name in _REPORT_FIELDS if name in row}
    known["published"] = Interval(**known["published"])
    return Report(**{name: _frozen(value) for name, value in known.items()})


def encode_claim(claim: Claim) -> bytes:
    """Only fields that differ from their default: half the bytes. (A claim is derived: rebuilt on a change.)"""
    given = zip(_CLAIM_DEFAULTS.items(), _claim_values(claim), strict=True)
    return canonical({name: value for (name, default), value in given if value != default})


def decode_claim(data: bytes) -> Claim:
    return Claim.from_json(orjson.loads(data))


def encode_event(event: Event) -> bytes:
    return canonical(event)


def decode_event(data: bytes) -> Event:
    row = orjson.loads(data)
    known: dict[str, Any] = {name: row[name] for name in _EVENT_FIELDS if name in row}
    known["origins"] = tuple(Origin(**_tuples(origin, ("claims", "outlets"))) for origin in known.get("origins") or ())
    known["disagreements"] = tuple(
        Disagreement(
            question=item["question"],
            note=item["note"],
            sides=tuple(Side(**_tuples(side, ("origins", "claims"))) for side in item["sides"]),
        )
        for item in known.get("disagreements") or ()
    )
    return Event(**_tuples(known, ("actors", "claims", "reasons")))


def _tuples(row: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {**row, **{name: tuple(row.get(name) or ()) for name in names}}


def _frozen(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
