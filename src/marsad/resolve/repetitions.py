"""Claims of one report that turn out to be one once their names are resolved ("a monitor", then the monitor's own
name)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.records import STATE_TYPES, Claim


def fold_claims(claims: Sequence[Claim]) -> list[Claim]:
    """Claims in their order; the same assertion by the same source is one, its other places in `also` (claims.md)."""
    kept: list[Claim] = []
    for claim in claims:
        at = next((n for n, other in enumerate(kept) if repeats(claim, other)), None)
        if at is None:
            kept.append(claim)
        else:
            kept[at] = _joined(kept[at], claim)
    return kept


def repeats(a: Claim, b: Claim) -> bool:
    """Whether two claims of one report assert the same thing by the same source."""
    if (a.type, a.polarity, a.realis) != (b.type, b.polarity, b.realis):
        return False
    if a.source.lower() != b.source.lower() or a.place_id != b.place_id:
        return False
    if a.actor1 and b.actor1 and not set(a.actor1.split(" + ")) & set(b.actor1.split(" + ")):
        return False
    if a.extent is not None and b.extent is not None and a.extent != b.extent:
        return False
    if a.type in STATE_TYPES:
        return not (a.part and b.part and a.part != b.part)
    if a.killed_low is not None and b.killed_low is not None and a.killed_low != b.killed_low:
        return False
    if a.wounded_low is not None and b.wounded_low is not None and a.wounded_low != b.wounded_low:
        return False
    return _same_days(a, b)


def _same_days(a: Claim, b: Claim) -> bool:
    """Whether the times touch; an unknown bound touches everything."""
    return not (
        (a.date_start and b.date_end and a.date_start[:10] > b.date_end[:10])
        or (b.date_start and a.date_end and b.date_start[:10] > a.date_end[:10])
    )


def _weight(claim: Claim) -> int:
    return (
        2 * (claim.killed_low is not None)
        + bool(claim.actor1)
        + bool(claim.actor2)
        + (claim.extent is not None)
        + (claim.certainty == "certain")
    )


def _joined(first: Claim, second: Claim) -> Claim:
    """The more informative of two, with the other's words in `also` and what only the other says."""
    main, other = (second, first) if _weight(second) > _weight(first) else (first, second)
    spans = [*main.also_spans]
    words = [*main.also]
    for span, quote in [((other.start, other.end), other.quote), *zip(other.also_spans, other.also, strict=True)]:
        if span != (main.start, main.end) and span not in spans:
            spans.append(span)
            words.append(quote)
    filled = {
        name: getattr(other, name)
        for name in (
            "actor2",
            "killed_low",
            "killed_high",
            "wounded_low",
            "wounded_high",
            "extent",
            "part",
            "to_place",
            "from_place",
            "operation",
        )
        if getattr(main, name) in (None, "") and getattr(other, name) not in (None, "")
    }
    tolls = (*main.tolls, *(t for t in other.tolls if t not in main.tolls))
    return replace(main, also=tuple(words), also_spans=tuple(spans), tolls=tolls, **filled)
