"""What a person may put into a claim's fields: known fields, of the right type, within their bounds."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, get_type_hints

import orjson
from pydantic import TypeAdapter, ValidationError

from marsad.knowledge.schema import SOURCE_KINDS
from marsad.ledger.codec import canonical
from marsad.ledger.effective import corrected
from marsad.records import CLAIM_TYPES, PLACE_RELATIONS, STATUSES, Claim, Interval, LedgerError

STATUS_PARTS: dict[str, dict[str, str]] = {
    "asserted": {"polarity": "positive", "realis": "actual", "certainty": "certain"},
    "hedged": {"polarity": "positive", "realis": "actual", "certainty": "hedged"},
    "denied": {"polarity": "negative"},
    "planned": {"polarity": "positive", "realis": "future"},
}
FIXED = frozenset(
    [
        *("id", "doc", "report", "quote", "start", "end", "also", "also_spans", "kind"),
        *("published_start", "published_end", "event", "made_by", "confidence"),
    ]
)
"""What identifies a claim, is its report's, or is derived: a wrong quote is rejected, not corrected."""

WORDS: dict[str, tuple[str, ...]] = {
    "type": CLAIM_TYPES,
    "status": STATUSES,
    "polarity": ("positive", "negative"),
    "realis": ("actual", "future", "hypothetical"),
    "certainty": ("certain", "hedged"),
    "place_relation": PLACE_RELATIONS,
    "source_kind": tuple(sorted(SOURCE_KINDS)),
}
BOUNDS: dict[str, tuple[float, float | None]] = {
    "extent": (0, 1), "lat": (-90, 90), "lon": (-180, 180), "geo_precision": (1, 3), "time_precision": (1, 3),
    "killed_low": (0, None), "killed_high": (0, None), "wounded_low": (0, None), "wounded_high": (0, None),
}  # fmt: skip
PAIRS = (("killed_low", "killed_high"), ("wounded_low", "wounded_high"))
KINDS = {"str": "words", "int": "a whole number", "float": "a number", "tuple": "a list", "None": "null"}


def _nearest_fields(unknown: str) -> str:
    """What may be meant by a field that no claim has."""
    fields = [name for name in ("status", *Claim.__slots__) if name not in FIXED]
    near = [name for name in fields if name.startswith(unknown)] or get_close_matches(unknown, fields)
    return f"Did you mean {' or '.join(near)}?" if near else f"The fields are {', '.join(fields)}."


def check_correction(values: Mapping[str, Any], judged: list[Claim]) -> dict[str, Any]:
    """The values as they are stored, `status` as its parts. Raises LedgerError for the first that cannot be."""
    if not values:
        raise LedgerError("nothing to correct", advice="Give the fields and their right values.")
    unknown = sorted(name for name in values if name != "status" and name not in Claim.__slots__)
    fixed = sorted(name for name in values if name in FIXED)
    if unknown or fixed:
        advice = "Reject the claim where its words are wrong." if fixed else _nearest_fields(unknown[0])
        raise LedgerError(f"cannot correct: {', '.join(unknown or fixed)}", advice=advice)
    checked: dict[str, Any] = orjson.loads(canonical(dict(values)))
    for name, value in checked.items():
        _check_value(name, value)
    if (status := checked.pop("status", None)) is not None:
        checked = {**STATUS_PARTS[status], **checked}
    for claim in judged:
        try:
            after = corrected(claim, checked, "")
            if {"date_start", "date_end"} & checked.keys():
                Interval(after.date_start, after.date_end)
        except (TypeError, ValueError) as error:
            raise LedgerError(f"claim {claim.id} cannot be so corrected: {error}") from error
        for low, high in PAIRS:
            least, most = getattr(after, low), getattr(after, high)
            if {low, high} & checked.keys() and least is not None and most is not None and least > most:
                advice = "Give both in one decision; null is an open bound."
                raise LedgerError(f"{low} is {least} and {high} is {most} in claim {claim.id}", advice=advice)
    return checked


def _check_value(name: str, value: Any) -> None:  # noqa: ANN401 (a person may give anything)
    words = WORDS.get(name)
    if words is not None:
        if value not in words:
            what = "unknown type of claim" if name == "type" else f"unknown {name}"
            raise LedgerError(f"{what}: {value!r}", advice=f"One of: {', '.join(words)}.")
        return
    try:
        _types()[name].validate_json(orjson.dumps(value), strict=True)
    except ValidationError as error:
        advice = f"It takes {_taken(name)}."
        raise LedgerError(f"{name} cannot be {orjson.dumps(value).decode()}", advice=advice) from error
    low, high = BOUNDS.get(name, (None, None))
    if value is not None and ((low is not None and value < low) or (high is not None and value > high)):
        span = f"between {low} and {high}" if high is not None else f"at least {low}"
        raise LedgerError(f"{name} cannot be {value}", advice=f"It is {span}.")
    if name in ("date_start", "date_end") and value is not None:
        try:
            Interval(value, value)
        except ValueError as error:
            advice = "Write 2017-02-23, or 2017-02-23T18:00+02:00 for a moment; null for an open bound."
            raise LedgerError(f"{name} cannot be {value!r}", advice=advice) from error


def _taken(name: str) -> str:
    parts = str(get_type_hints(Claim)[name]).replace("<class '", "").replace("'>", "").split(" | ")
    return " or ".join(KINDS.get(part.split("[")[0], part) for part in parts)


@cache
def _types() -> dict[str, TypeAdapter[Any]]:
    hints: dict[str, Any] = get_type_hints(Claim)
    return {name: TypeAdapter(hints[name]) for name in Claim.__slots__}
