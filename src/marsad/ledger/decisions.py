"""Decisions: appended to the chain with a snapshot of what they judged, and attached to the claims of today.

A decision is stored in two parts: its body (canonical JSON, chained), with a salted digest in place of each quote, and
its words (salts and quotes), so that redacting a report can erase the quotes and the chain still verifies.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, Select, delete, insert, select

from marsad.ledger import claims as claim_store
from marsad.ledger import control
from marsad.ledger.addresses import ABOUT, check_about, check_values
from marsad.ledger.attach import attach, snapshot
from marsad.ledger.chain import Appender, Clock, last_seq
from marsad.ledger.codec import canonical, sha256
from marsad.ledger.corrections import check_correction
from marsad.ledger.effective import Rulings, live, rulings
from marsad.ledger.redact import decisions_to_erase, erase
from marsad.ledger.reports import batched, sequences
from marsad.ledger.schema import attachments, decisions
from marsad.ledger.standing import mark_attached_anew, standing
from marsad.records import DECISION_ACTIONS, REGION, Claim, Decision, DoneError, LedgerError

_SALT_BYTES = 16  # 128 bits: a short quote cannot be found again by trying
_ID_DIGITS = 15  # as in claim ids: 60 bits


def record(
    connection: Connection,
    *,
    action: str,
    target: Iterable[str],
    author: str,
    reason: str,
    values: Mapping[str, Any],
    clock: Clock,
) -> Decision:
    """Appends a decision and does what it asks of the ledger itself. Raises LedgerError where it makes no sense."""
    targets = tuple(dict.fromkeys(target))
    judged: list[Claim] = []
    if action not in DECISION_ACTIONS:
        raise LedgerError(f"unknown action: {action!r}", advice=f"One of: {', '.join(DECISION_ACTIONS)}.")
    if not author.strip():
        raise LedgerError("a decision needs an author", advice="Give a name or a pseudonym.")
    if not targets:
        raise LedgerError(f"nothing to {action}", advice="Give at least one id.")
    if action == "undo":
        _check_undo(connection, targets)
    elif action == "redact":
        _check_redact(connection, targets)
    elif action in ABOUT:
        targets, of_claims = check_about(connection, action, targets)
        if of_claims:
            judged = _judged(connection, action, targets)
            targets = tuple(claim.id for claim in judged)
    else:
        judged = _judged(connection, action, targets)
        targets = tuple(claim.id for claim in judged)
    checked = check_values(action, values, reason) if action in ABOUT else _checked_values(action, values, judged)
    if action == "redact" and (also := decisions_to_erase(connection, targets)):
        checked = {"erased": also}

    siblings = _claims_of(connection, {claim.report for claim in judged})
    entries = [snapshot(claim, siblings[claim.report]) for claim in judged]
    appender = Appender(connection, clock)
    at = appender.next_recorded_at()
    salts = [secrets.token_hex(_SALT_BYTES) for _ in entries]
    body = canonical(
        {
            "action": action,
            "target": targets,
            "author": author,
            "at": at,
            "reason": reason,
            "values": checked,
            "snapshot": [
                {
                    **{name: value for name, value in entry.items() if name != "quote"},
                    "words": words_digest(salt, entry["quote"]),
                }
                for salt, entry in zip(salts, entries, strict=True)
            ],
        }
    )
    words = canonical([[salt, entry["quote"]] for salt, entry in zip(salts, entries, strict=True)])
    link = appender.forge(kind="decision", payload=sha256(body), recorded_at=at)
    appender.write(connection)
    decision = decode(decision_id(link.payload), body, words)
    connection.execute(insert(decisions), {"id": decision.id, "seq": link.seq, "body": body, "words": words})
    if decision.snapshot:
        connection.execute(insert(attachments), _attachment_rows(decision, siblings))
    if action == "correct":
        note_moved(connection, [claim.id for claim in judged])
    _mark_places(connection, action, targets, judged, checked)
    if action == "redact":
        erase(connection, [*targets, *checked.get("erased", ())])
    return decision


def decision_id(payload: str) -> str:
    """From the digest of the decision's body."""
    return f"d{payload[:_ID_DIGITS]}"


def words_digest(salt: str, quote: str) -> str:
    return sha256(f"{salt}{quote}".encode())


def decode(name: str, body: bytes, words: bytes) -> Decision:
    """A redacted quote comes back as ""."""
    row = orjson.loads(body)
    entries = [
        {**{key: value for key, value in entry.items() if key != "words"}, "quote": kept[1] if kept else ""}
        for entry, kept in zip(row["snapshot"], orjson.loads(words), strict=True)
    ]
    return Decision(
        id=name,
        action=row["action"],
        target=tuple(row["target"]),
        author=row["author"],
        at=row["at"],
        reason=row["reason"],
        values=row["values"],
        snapshot=tuple(entries),
    )


def load(
    connection: Connection, *, as_recorded_at: str | None = None, ids: Sequence[str] | Select[tuple[str]] | None = None
) -> list[Decision]:
    """Decisions whose body is not erased, in order; up to a stamp of recorded time; or those of these ids."""
    query = select(decisions).where(decisions.c.body.is_not(None)).order_by(decisions.c.seq)
    if as_recorded_at is not None:
        query = query.where(decisions.c.seq <= last_seq(connection, as_recorded_at=as_recorded_at))
    if ids is not None:
        query = query.where(decisions.c.id.in_(ids))
    return [decode(row.id, row.body, row.words) for row in connection.execute(query)]


def unattached(connection: Connection) -> list[Decision]:
    """Decisions of which at least one target is in no claim of today."""
    query = select(attachments.c.decision_id).where(attachments.c.claim_id.is_(None)).distinct()
    return load(connection, ids=query)


def rulings_at(connection: Connection, *, as_recorded_at: str | None = None) -> Rulings:
    stands = standing(connection)
    if as_recorded_at is None:
        return stands.rulings
    return rulings(stands.until(last_seq(connection, as_recorded_at=as_recorded_at)), stands.attached)


def reattach(connection: Connection, digests: list[str]) -> None:
    """Finds again, after these reports' claims were replaced, what each decision on them judged."""
    control.mark(connection, control.corrected_to(connection, reports=digests))  # another claim may be moved there now
    ids: set[str] = set()
    for some in batched(digests):
        query = select(attachments.c.decision_id).where(attachments.c.report.in_(some))
        ids.update(connection.execute(query.distinct()).scalars())
    if ids:
        mark_attached_anew(connection)
    for some in batched(sorted(ids)):
        batch = load(connection, ids=some)
        siblings = _claims_of(connection, {entry["report"] for decision in batch for entry in decision.snapshot})
        for decision in batch:
            connection.execute(delete(attachments).where(attachments.c.decision_id == decision.id))
            connection.execute(insert(attachments), _attachment_rows(decision, siblings))
    if ids:
        note_moved(connection)


def _attachment_rows(decision: Decision, siblings: dict[str, list[Claim]]) -> list[dict[str, Any]]:
    return [
        {
            "decision_id": decision.id,
            "position": at,
            "action": decision.action,
            "report": entry["report"],
            "claim_id": attach(entry, siblings[entry["report"]]),
        }
        for at, entry in enumerate(decision.snapshot)
    ]


def _claims_of(connection: Connection, digests: set[str]) -> dict[str, list[Claim]]:
    grouped: dict[str, list[Claim]] = {digest: [] for digest in digests}
    for claim in claim_store.of_reports(connection, list(sequences(connection, digests).values())):
        grouped[claim.report].append(claim)
    return grouped


def _judged(connection: Connection, action: str, targets: tuple[str, ...]) -> list[Claim]:
    if action in ("merge", "split") and len(targets) < 2:
        events = "different events" if action == "merge" else "one event"
        raise LedgerError(f"{action} needs at least two claims", advice=f"Give the ids of claims of {events}.")
    found = []
    for target in targets:
        current = claim_store.current_id(connection, target)
        if current is None:
            raise LedgerError(f"no claim {target}", advice="`marsad claims --json` shows the ids of claims.")
        found.append(current)
    by_id = claim_store.by_id(connection, found)
    return [by_id[name] for name in dict.fromkeys(found)]


def _mark_places(
    connection: Connection, action: str, targets: tuple[str, ...], judged: list[Claim], values: Mapping[str, Any]
) -> None:
    """Control of the places that the judged claims speak of, before and after, is to be worked out anew."""
    if action == "rate":
        control.mark_all(connection)
        return
    places, told = {claim.place_id for claim in judged}, {claim.report for claim in judged}
    if "place_id" in values:
        places.add(str(values["place_id"]))
    if action == "undo":
        undone = _undone(connection, targets)
        if any(decision.action == "rate" for decision in undone):
            control.mark_all(connection)
            return
        places |= {str(entry["place_id"]) for decision in undone for entry in decision.snapshot}
        told |= {str(entry["report"]) for decision in undone for entry in decision.snapshot}
        places |= {str(decision.values["place_id"]) for decision in undone if "place_id" in decision.values}
        ids = select(attachments.c.claim_id).where(attachments.c.decision_id.in_([decision.id for decision in undone]))
        found = [name for name in connection.execute(ids).scalars() if name]
        ruled = rulings_at(connection)
        for claim in claim_store.by_id(connection, found).values():
            after = ruled.apply(claim)
            places |= {claim.place_id, after.place_id if after else claim.place_id}
    places |= control.corrected_to(connection, reports=told)  # where one may stand now
    if any(place_id.startswith(REGION) for place_id in places):  # who holds it says more of all that was told with it
        control.mark_reports(connection, sorted(sequences(connection, told).values()))
    control.mark(connection, places)


def _undone(connection: Connection, targets: Iterable[str]) -> list[Decision]:
    """The decisions that an undo of these cancels, or puts in force again: of an undo those that it cancelled."""
    found: list[Decision] = []
    rest = list(targets)
    while rest:
        some = load(connection, ids=rest)
        found += some
        rest = [target for decision in some if decision.action == "undo" for target in decision.target]
    return found


def note_moved(connection: Connection, among: Iterable[str] | None = None) -> None:
    """The place to which people moved a claim (of these ids, if given) is one that claims name: it may be a quarter of
    the town that the claim is filed under, and follows it then."""
    ruled = rulings_at(connection)
    names = ruled.corrected.keys() if among is None else ruled.corrected.keys() & set(among)
    applied = (ruled.apply(claim) for claim in claim_store.by_id(connection, sorted(names)).values())
    left = [claim for claim in applied if claim and claim.place_id]
    told = {(claim.place_id, claim.geonameid, claim_store.name_of_place(claim)) for claim in left}
    claim_store.note_places(connection, told)
    claim_store.note_points(connection, left)


def _check_undo(connection: Connection, targets: tuple[str, ...]) -> None:
    known = {decision.id: decision for decision in load(connection, ids=targets)}
    for target in targets:
        if target not in known:
            raise LedgerError(f"no decision {target}", advice="`marsad decisions` lists them.")
        if known[target].action == "redact":
            raise LedgerError(
                f"decision {target} is a redaction", advice="What it erased is gone; it cannot be undone."
            )
    undos = {name: one.id for one in live(standing(connection).made) if one.action == "undo" for name in one.target}
    if done := next((target for target in targets if target in undos), None):
        raise DoneError(f"decision {done} is undone already", advice=f"To have it in force again, undo {undos[done]}.")


def _check_redact(connection: Connection, targets: tuple[str, ...]) -> None:
    known = {row.id: row.body for row in connection.execute(select(decisions).where(decisions.c.id.in_(targets)))}
    for target in targets:
        if target in known:
            body = known[target]
            if body is not None and orjson.loads(body)["action"] == "redact":
                raise LedgerError(f"decision {target} is a redaction", advice="It stays: it says why words are gone.")
        elif not sequences(connection, [target]):
            raise LedgerError(f"no report or decision {target}", advice="Give a report's digest or a decision's id.")


def _checked_values(action: str, values: Mapping[str, Any], judged: list[Claim]) -> dict[str, Any]:
    if action != "correct":
        if values:
            raise LedgerError(f"{action} takes no corrected values", advice="Use correct.")
        return {}
    return check_correction(values, judged)
