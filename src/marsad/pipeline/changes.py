"""What changed in what is known since a moment of recorded time, and why: events and who holds places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from marsad.records import Claim, Control, Decision, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """change: new, changed, merged, split, gone (an event), or control (of a place). what: in sentences; why: the
    reports and decisions behind it. event: the id now (of a gone one: the id that it had); "" for control."""

    change: str
    event: str
    type: str
    place: str | None
    date_start: str | None
    date_end: str | None
    what: tuple[str, ...]
    why: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def event_changes(
    before: Iterable[Event], now: Iterable[Event], *, docs: Mapping[str, str], decisions: Sequence[Decision]
) -> Iterator[Change]:
    """The events that differ, in the order of `now`, then those that are no more. docs: claim -> label of its report,
    of all claims now; decisions: those made since."""
    former, holder = list(before), dict[str, Event]()
    for event in former:
        holder |= dict.fromkeys(event.claims, event)
    heirs: dict[str, list[str]] = {}
    for event in (current := list(now)):
        for old in {holder[claim].id for claim in event.claims if claim in holder}:
            heirs.setdefault(old, []).append(event.id)
    for event in current:
        olds = list({holder[claim].id: holder[claim] for claim in event.claims if claim in holder}.values())
        if olds == [event]:
            continue
        if what := tuple(_differences(olds, event)):
            kind = "new" if not olds else "merged" if len(olds) > 1 else "changed"
            if kind == "changed" and len(heirs[olds[0].id]) > 1:
                kind = "split"
            added = sorted({docs[claim] for claim in event.claims if claim not in holder and claim in docs})
            why = (*(f"report {doc}" for doc in added), *_decided(decisions, {*event.claims, *_claims(olds)}))
            yield _change(kind, event, what, why)
    for event in former:
        if event.id not in heirs:
            yield _change("gone", event, ("nothing tells it any more",), tuple(_decided(decisions, set(event.claims))))


def _change(kind: str, event: Event, what: tuple[str, ...], why: tuple[str, ...]) -> Change:
    return Change(
        change=kind, event=event.id, type=event.type, place=event.place, date_start=event.date_start,
        date_end=event.date_end, what=what, why=why or ("events that it shares a place with",),
    )  # fmt: skip


def _claims(events: Iterable[Event]) -> set[str]:
    return {claim for event in events for claim in event.claims}


def _differences(olds: Sequence[Event], event: Event) -> Iterator[str]:
    if not olds:
        voices = f"{_many(len(event.claims), 'claim')} by {_many(len(event.origins), 'origin')}"
        yield f"{voices}; credibility {event.credibility}"
        return
    if len(olds) > 1:
        yield f"one with {', '.join(old.id for old in olds if old.id != event.id)}"
    old = next((one for one in olds if one.id == event.id), olds[0])
    for name in ("type", "place", "date_start", "date_end", "actors", "credibility"):
        was, now = (_words(getattr(one, name)) for one in (old, event))
        if was != now:
            yield f"{name.replace('_', ' ')}: {was or 'unknown'} before, {now or 'unknown'} now"
    known = {origin.name for one in olds for origin in one.origins}
    if heard := [origin.name for origin in event.origins if origin.name not in known]:
        yield f"told now by {', '.join(heard)}, too"
    if lost := sorted(_claims(olds) - set(event.claims)):
        yield f"without {len(lost)} of its claims"
    told = {dispute.note for one in olds for dispute in one.disagreements}
    notes = {dispute.note for dispute in event.disagreements}
    yield from (dispute.note for dispute in event.disagreements if dispute.note not in told)
    yield from (f"no longer: {note}" for note in sorted(told - notes))


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _words(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _decided(decisions: Sequence[Decision], claims: set[str]) -> Iterator[str]:
    for decision in decisions:
        if claims & set(decision.target):
            yield f"decision {decision.id} ({decision.action}) by {decision.author}"


def control_changes(pairs: Iterable[tuple[Control, Control]], *, claims: Mapping[str, Claim]) -> Iterator[Change]:
    """pairs: of one place and day, as it was answered then and is now. claims: the new ones, which may be why."""
    for was, now in pairs:
        if (was.controller, was.status) != (now.controller, now.status):
            carrying = sorted({claims[vote.id].doc for vote in now.claims if vote.id in claims})
            yield Change(
                change="control", event="", type="control", place=now.place, date_start=now.at, date_end=now.at,
                what=(f"{_held(was)} before, {_held(now)} now",),
                why=tuple(f"report {doc}" for doc in carrying) or ("decisions, or claims that lost their weight",),
            )  # fmt: skip


def _held(control: Control) -> str:
    return f"{control.status} by {control.controller}" if control.controller else control.status
