"""One claim for one assertion: repetitions within a report fold into the most informative sentence (claims.md)."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.draft import Draft, Span
from marsad.records import FAMILIES, STATE_TYPES

OF_ONE_PLACE = frozenset({"territory_taken", "withdrawal"})
"""Types that are told of each place by itself, in headlines too."""


def fold_repetitions(drafts: Sequence[Draft], *, titles: Sequence[Span] = ()) -> list[Draft]:
    """Drafts with repetitions by the same voice as `also`; a headline's claim folds into any voice's claim of the
    body."""
    body = [d for d in drafts if not _within(d, titles)]
    heads = [d for d in drafts if _within(d, titles)]
    kept: list[Draft] = []
    for draft in body:
        for other in kept:
            if draft.type == other.type and _same_voice(draft, other) and _repeats(draft, other):
                _fold(draft, other)
                break
        else:
            kept.append(draft)
    for draft in heads:
        twin = next((d for d in kept if _repeats(draft, d, strict=False)), None) or _told_at_length(draft, kept)
        if twin is not None:
            if (draft.start, draft.end) not in twin.also:
                twin.also.append((draft.start, draft.end))
        else:
            kept.insert(0, draft)
    _quote_apart(kept)
    return sorted(kept, key=lambda d: (d.start, d.trigger))


def _quote_apart(drafts: Sequence[Draft]) -> None:
    """ "Ten were killed in one raid, four died in others": each is quoted by its clause, for by the sentence they would
    be one."""
    for n, one in enumerate(drafts):
        for other in drafts[:n]:
            alike = (one.start, one.end, one.type) == (other.start, other.end, other.type) and _same_voice(one, other)
            if alike and one.clause != other.clause and _killed(one) and _killed(other) and not _repeats(one, other):
                (one.start, one.end), (other.start, other.end) = one.clause, other.clause


def _told_at_length(head: Draft, body: Sequence[Draft]) -> Draft | None:
    """What a headline tells in short, where the body tells it of another place, as of the town in the province that the
    headline names: an event of its type with no other toll."""
    if head.type in OF_ONE_PLACE:
        return None
    toll = _killed(head)
    alike = [d for d in body if d.type == head.type and not (toll and _killed(d) and not toll & _killed(d))]
    return next((d for d in alike if toll & _killed(d)), next(iter(alike), None))


def _within(draft: Draft, spans: Sequence[Span]) -> bool:
    return any(start <= draft.trigger < end for start, end in spans)


def _same_voice(a: Draft, b: Draft) -> bool:
    return a.voice.text.lower() == b.voice.text.lower()


def _place(draft: Draft) -> str:
    return draft.place.text.lower() if draft.place else ""


def _actors(draft: Draft, *, of: int = 1) -> set[str]:
    """Who is said to do it (to whom: 2); what a speaker says of "us" contradicts no name."""
    phrases = draft.actor1 if of == 1 else draft.actor2
    return {p.actor or p.text.lower() for p in phrases if not p.speaker}


def _killed(draft: Draft) -> set[tuple[str, int | None]]:
    return {(t.kind, t.low) for t in draft.tolls if t.kind == "killed"}


def _repeats(a: Draft, b: Draft, *, strict: bool = True) -> bool:
    """Whether two drafts assert the same: type, place, actors and tolls that do not differ."""
    if a.type != b.type and (
        strict or FAMILIES[a.type] != FAMILIES[b.type] or a.type in STATE_TYPES or b.type in STATE_TYPES
    ):
        return False
    if (a.polarity, a.realis) != (b.polarity, b.realis):
        return False
    if _place(a) != _place(b) and (strict or (_place(a) and a.place_said and _place(b))):
        return False
    if _actors(a) and _actors(b) and not _actors(a) & _actors(b):
        return False
    if a.type == "territory_taken" and (_actors(a) & _actors(b, of=2) or _actors(b) & _actors(a, of=2)):
        return False  # "retook the town after losing it"
    if a.another != b.another and bool(_killed(a)) != bool(_killed(b)):
        return False  # "a similar attack" has no share in the toll of the one told
    if a.extent is not None and b.extent is not None and a.extent != b.extent:
        return False
    if a.type in STATE_TYPES:
        # Who holds a quarter of a town is not yet said to hold the town.
        return a.type != "control" or bool(a.part) == bool(b.part)
    return not (strict and _killed(a) and _killed(b) and not _killed(a) & _killed(b))


def _fold(draft: Draft, other: Draft) -> None:
    """Fold `draft` into `other`; the more informative sentence becomes the quote."""
    span = (draft.start, draft.end)
    if _weight(draft) > _weight(other) and (other.start, other.end) != span:
        other.also.append((other.start, other.end))
        other.start, other.end, other.trigger, other.clause = draft.start, draft.end, draft.trigger, draft.clause
        other.telling, other.elsewhere, other.perfect = draft.telling, draft.elsewhere, draft.perfect
        other.definite, other.tense, other.over = draft.definite, draft.tense, draft.over
    elif span not in other.also and span != (other.start, other.end):
        other.also.append(span)
    other.actor1 = other.actor1 or draft.actor1
    other.actor2 = other.actor2 or draft.actor2
    other.tolls += [t for t in draft.tolls if t not in other.tolls]
    other.extent = other.extent if other.extent is not None else draft.extent
    other.part = other.part or draft.part
    other.to_place = other.to_place or draft.to_place
    if other.certainty == "hedged" and draft.certainty == "certain":
        other.certainty = "certain"


def _weight(draft: Draft) -> int:
    return (
        len(draft.tolls) * 2
        + bool(draft.actor1)
        + bool(draft.actor2)
        + draft.place_said * 2
        + (draft.extent is not None)
        + draft.since * 2
    )
