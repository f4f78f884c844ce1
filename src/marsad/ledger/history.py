"""What people decided about one thing, in order; and the version of a claim's state, by which two people notice each
other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from marsad.ledger import decisions, events
from marsad.ledger.codec import canonical, sha256
from marsad.ledger.reports import batched
from marsad.ledger.schema import attachments, event_addresses
from marsad.ledger.schema import claims as claim_rows
from marsad.ledger.standing import standing
from marsad.records import Decision, LedgerError

KINDS = ("claim", "event", "report", "place", "source", "decision")


class ChangedError(LedgerError):
    """Somebody decided on the same in the meantime. claims: those that stand otherwise than they were seen."""

    def __init__(self, claims: tuple[str, ...]) -> None:
        super().__init__("somebody decided on this in the meantime", advice="Look at it again, then decide.")
        self.claims = claims


def history(connection: Connection, kind: str, name: str) -> list[Decision]:
    """Every decision and note on a claim, event, report, place, source or decision; undone ones and their undos too."""
    if kind == "claim":
        claims = {name}
    elif kind == "event":
        current = events.current_id(connection, name)
        held = select(event_addresses.c.claim_id).where(event_addresses.c.event_id == current)
        claims = set(connection.execute(held).scalars())
        name = current
    else:
        claims = set()
    found = {name} if kind == "decision" else set[str]()
    kept = []
    attached = _attached(connection, claims)
    judging = _judging(connection, name) if kind == "report" else set[str]()
    for decision in standing(connection).made:
        about = {f"{kind}:{name}", *([name] if kind == "report" else [])}
        touched = (
            decision.id in attached
            or decision.id in found
            or decision.id in judging
            or not about.isdisjoint(decision.target)
            or (decision.action == "undo" and not found.isdisjoint(decision.target))
            or any(target.removeprefix("decision:") in found for target in decision.target if ":" in target)
        )
        if touched:
            found.add(decision.id)
            kept.append(decision.id)
    return [one for some in batched(kept) for one in decisions.load(connection, ids=some)]


def versions(connection: Connection, claims: Iterable[str]) -> dict[str, str]:
    """Claim -> what its state is called: it changes with each decision on it (a note is none), and with its words as
    they are derived. Claims that are not there are missing."""
    wanted = sorted(set(claims))
    query = select(claim_rows.c.id, claim_rows.c.payload).where(claim_rows.c.id.in_(wanted))
    payloads: Mapping[str, bytes] = {row.id: row.payload for row in connection.execute(query)}
    made: dict[str, list[str]] = {name: [] for name in payloads}
    holders: dict[str, set[str]] = {}
    rows = select(attachments.c.decision_id, attachments.c.claim_id).where(attachments.c.claim_id.in_(wanted))
    for row in connection.execute(rows):
        holders.setdefault(row.decision_id, set()).add(row.claim_id)
    if holders:
        for decision in standing(connection).made:
            on = set(holders.get(decision.id, ()))
            if decision.action == "undo":
                on |= {claim for target in decision.target for claim in holders.get(target, ())}
                holders[decision.id] = on
            if decision.action != "note":
                for claim in on & made.keys():
                    made[claim].append(decision.id)
    return {name: sha256(canonical([sha256(payloads[name]), ids]))[:20] for name, ids in made.items()}


def check_unchanged(connection: Connection, expected: Mapping[str, str]) -> None:
    """Raises ChangedError where a claim's state is called otherwise than it is said to be."""
    now = versions(connection, expected)
    if changed := tuple(sorted(name for name, version in expected.items() if now.get(name) != version)):
        raise ChangedError(changed)


def _judging(connection: Connection, report: str) -> set[str]:
    """Ids of the decisions on claims of a report."""
    query = select(attachments.c.decision_id).where(attachments.c.report == report)
    return set(connection.execute(query).scalars())


def _attached(connection: Connection, claims: set[str]) -> set[str]:
    if not claims:
        return set()
    query = select(attachments.c.decision_id).where(attachments.c.claim_id.in_(sorted(claims)))
    return set(connection.execute(query).scalars())
