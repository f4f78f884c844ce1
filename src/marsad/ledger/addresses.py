"""Decisions about anything, not claims alone: what they are about, written `kind:id`, and the values that they take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from marsad.ledger import events
from marsad.ledger.reports import sequences
from marsad.ledger.schema import decisions
from marsad.records import CLAIM_TYPES, Interval, LedgerError, earliest_moment

ABOUT: dict[str, tuple[str, ...]] = {
    "note": ("claim", "event", "report", "place", "source", "decision"),
    "rate": ("source",),
    "withhold": ("claim", "report", "type"),
    "coarsen": ("place",),
    "date": ("report",),
}
"""Action -> what it can be about. One decision is about one kind of thing."""

GRIDS = (5, 20, 50)
"""Kilometres: a town's surroundings, a district, a province."""
LONGEST_HOLD = 24 * 365 * 10
"""Hours."""
LONGEST_NAME = 300


def check_about(connection: Connection, action: str, targets: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The targets as they are stored, and whether they are claims (which then are written as ids alone).

    Raises LedgerError where one is nothing of the ledger, or of another kind than the others.
    """
    parted = [_parted(target) for target in targets]
    kinds = {kind for kind, _ in parted}
    allowed = ABOUT[action]
    if unknown := sorted(kinds - set(allowed)):
        raise LedgerError(f"{action} cannot be about a {unknown[0]}", advice=f"It is about: {', '.join(allowed)}.")
    if len(kinds) > 1:
        raise LedgerError("one decision is about one kind of thing", advice="Make a decision for each kind.")
    kind = kinds.pop()
    if kind == "claim":
        return tuple(name for _, name in parted), True
    for _, name in parted:
        if not _CHECKS[kind](connection, name):
            raise LedgerError(f"no {kind} {name}")
    return tuple(f"{kind}:{name}" for kind, name in parted), False


def _parted(target: str) -> tuple[str, str]:
    kind, colon, name = target.partition(":")
    if not colon:
        return "claim", target
    if not name.strip() or len(name) > LONGEST_NAME:
        raise LedgerError(f"nothing is named by {target[:LONGEST_NAME]!r}", advice="Write KIND:ID.")
    return kind, name


def _is_event(connection: Connection, name: str) -> bool:
    try:
        return bool(events.current_id(connection, name))
    except LedgerError:
        return False


def _is_decision(connection: Connection, name: str) -> bool:
    return connection.execute(select(decisions.c.id).where(decisions.c.id == name)).scalar() is not None


_CHECKS: dict[str, Callable[[Connection, str], bool]] = {
    "event": _is_event,
    "report": lambda connection, name: bool(sequences(connection, [name])),
    "place": lambda _connection, _name: True,
    "source": lambda _connection, _name: True,
    "decision": _is_decision,
    "type": lambda _connection, name: name in CLAIM_TYPES,
}


def check_values(action: str, values: Mapping[str, Any], reason: str) -> dict[str, Any]:
    """The values as they are stored. Raises LedgerError."""
    given = dict(values)
    if action == "note":
        if given or not reason.strip():
            raise LedgerError("a note is its reason, and has no values", advice="Write the text as the reason.")
        return {}
    if action == "rate":
        _only(given, "reliability", ("A", "B", "C", "D", "E", "F"))
    elif action == "coarsen":
        _only(given, "km", GRIDS)
    elif action == "date":
        try:
            Interval(given.get("published"), given.get("published"))
        except (TypeError, ValueError) as error:
            raise LedgerError(f"no date: {given.get('published')!r}", advice="Write 2017-02-23.") from error
        if set(given) != {"published"} or not given["published"]:
            raise LedgerError("date takes the day on which the report was published")
    elif set(given) == {"hours"}:
        hours = given["hours"]
        if not isinstance(hours, int) or isinstance(hours, bool) or not 0 <= hours <= LONGEST_HOLD:
            raise LedgerError(f"hours are a whole number from 0 to {LONGEST_HOLD}")
    elif set(given) == {"until"}:
        try:
            earliest_moment(given["until"])
        except (TypeError, ValueError, OverflowError):
            raise LedgerError("until is a day or a moment with zone", advice="Write 2017-03-01T06:00Z.") from None
    else:
        raise LedgerError("withhold takes either hours or until")
    return given


def _only(given: Mapping[str, Any], name: str, words: tuple[Any, ...]) -> None:
    if set(given) != {name} or given[name] not in words or isinstance(given[name], bool):
        raise LedgerError(f"it takes {name}", advice=f"One of: {', '.join(map(str, words))}.")
