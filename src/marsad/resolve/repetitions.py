"""Claims of one report that turn out to be one once their names are resolved ("a monitor", then the monitor's own
name)."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from marsad.claims.reading import HARMING
from marsad.records import FAMILIES, STATE_TYPES, Claim

TWO_MEANS = frozenset({"air_strike", "shelling"})
SHORTEST_LEAD = 30
"""Characters of a sentence that stands before a report and begins it: shorter ones are said twice by chance."""
TELLING_TOLL = 2
"""People killed from which an equal number tells that two sentences speak of one event: one death is told of many."""


def fold_claims(
    claims: Sequence[Claim], again: Container[str] = (), titles: Sequence[tuple[int, int]] = ()
) -> list[Claim]:
    """Claims in their order; the same assertion by the same source is one, its other places in `also` (claims.md). What
    a headline or a line above the report sums up is one with what it sums up, whoever tells that.

    again: ids of those whose words take up an event told before ("the blast")."""
    kept: list[Claim] = []
    for claim in claims:
        at = next((n for n, other in enumerate(kept) if repeats(claim, other, again)), None)
        if at is None:
            kept.append(claim)
        else:
            kept[at] = _joined(kept[at], claim, again)
    heads = {claim.id for claim in kept if any(a <= claim.start < b for a, b in titles)}
    for head in [claim for claim in kept if claim.id in heads or not claim.source]:
        sums_up = _sums_up if head.id in heads else _stands_first
        at = next((n for n, told in enumerate(kept) if told.id not in heads and sums_up(head, told)), None)
        if at is not None:
            told = kept[at]
            kept[at] = replace(
                told, also=(*told.also, head.quote), also_spans=(*told.also_spans, (head.start, head.end))
            )
            kept.remove(head)
    return kept


def _sums_up(head: Claim, told: Claim) -> bool:
    """Whether a headline's claim says no more than one of the body: "Bomb kills 23" of "a suicide bomber killed 23"."""
    if FAMILIES[head.type] != FAMILIES[told.type] or (head.polarity, head.realis) != (told.polarity, told.realis):
        return False
    if not _same_days(head, told):
        return False
    if head.type in STATE_TYPES or told.type in STATE_TYPES:
        return head.type == told.type and head.actor1 == told.actor1 and _nested(head, told)
    return _same_toll(head, told)


def repeats(a: Claim, b: Claim, again: Container[str] = ()) -> bool:
    """Whether two claims of one report assert the same thing by the same source."""
    akin = (
        {a.type, b.type} <= HARMING
        and FAMILIES[a.type] == FAMILIES[b.type]
        and (_taken_up(a, b, again) or _one_toll(a, b))
    )
    if (a.type != b.type and not akin) or a.polarity != b.polarity or a.realis != b.realis:
        return False
    if a.source.lower() != b.source.lower() or not (
        a.place_id == b.place_id or (_nested(a, b) and (_same_telling(a, b) or _taken_up(a, b, again)))
    ):
        return False
    if a.actor1 and b.actor1 and not _share(a.actor1, b.actor1):
        return False
    if a.type == "territory_taken" and (_share(a.actor1, b.actor2) or _share(b.actor1, a.actor2)):
        return False  # "retook the town after losing it"
    if a.extent is not None and b.extent is not None and a.extent != b.extent:
        return False
    if a.type in STATE_TYPES:
        # Who holds a quarter of a town is not yet said to hold the town.
        return a.part == b.part or (a.type != "control" and not (a.part and b.part))
    if a.killed_low is not None and b.killed_low is not None and a.killed_low != b.killed_low:
        return False
    if a.wounded_low is not None and b.wounded_low is not None and a.wounded_low != b.wounded_low:
        return False
    return _same_days(a, b)


def _stands_first(lead: Claim, told: Claim) -> bool:
    """Whether a sentence is said again with who said it: "A bomb hit Gao. A bomb hit Gao, police said." """
    words = lead.quote.rstrip(" .")
    again = len(words) >= SHORTEST_LEAD and told.start >= lead.end and told.quote.startswith(words)
    return again and bool(told.source) and (lead.type, lead.place_id) == (told.type, told.place_id)


def _share(a: str, b: str) -> bool:
    """Whether two actor fields name somebody in common."""
    return not {*a.split(" + ")}.isdisjoint({*b.split(" + ")} - {""})


def _same_toll(a: Claim, b: Claim) -> bool:
    return a.type not in STATE_TYPES and a.killed_low == b.killed_low and (a.killed_low or 0) >= TELLING_TOLL


def _same_telling(a: Claim, b: Claim) -> bool:
    """Whether claims of a place and of a part of it tell one event: the toll is the same, or the words are; a row
    of places in one sentence ("shelled X and Y") is as many events."""
    if a.type in STATE_TYPES:
        return False
    one_sentence = a.start < b.end and b.start < a.end
    each_named = a.place_text and b.place_text and (a.place_relation == "region") == (b.place_relation == "region")
    in_a_row = one_sentence and a.made_by == b.made_by and each_named
    in_a_row = in_a_row or any(f"{x.place_text} and {y.place_text}" in x.quote for x, y in ((a, b), (b, a)))
    return not in_a_row and (one_sentence or _same_toll(a, b))


def _one_toll(a: Claim, b: Claim) -> bool:
    """ "A missile with gas killed 20": one number for both, which nobody can part. What comes from the air and what is
    fired are two events all the same ("shelling and air strikes killed 20")."""
    return (
        {a.type, b.type} != TWO_MEANS
        and (a.start, a.end, a.killed_low) == (b.start, b.end, b.killed_low)
        and a.killed_low is not None
    )


def _taken_up(a: Claim, b: Claim, again: Container[str]) -> bool:
    """Whether the later of two takes up what the same source told before, and no two tolls speak against it."""
    one_toll = a.killed_low is None or b.killed_low is None
    later = max(a, b, key=lambda claim: claim.start)
    return bool(a.source) and one_toll and later.id in again and a.type not in STATE_TYPES


def _nested(a: Claim, b: Claim) -> bool:
    """Whether one place is the other, holds it, or is not said."""
    if a.geonameid is not None and a.geonameid == b.geonameid:
        return True
    for wide, narrow in ((a, b), (b, a)):
        if wide.geonameid is not None:
            continue
        if not wide.place_text or (wide.admin1 and wide.admin1 == narrow.admin1):
            return True
        if not wide.admin1 and wide.country and wide.country == narrow.country:
            return True
    return False


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
        + 2 * (claim.geonameid is not None)
    )


def _joined(first: Claim, second: Claim, again: Container[str]) -> Claim:
    """The more informative of two, with the other's words in `also` and what only the other says."""
    heavier = _weight(second) + (second.id not in again) > _weight(first) + (first.id not in again)
    main, other = (second, first) if heavier else (first, second)
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
