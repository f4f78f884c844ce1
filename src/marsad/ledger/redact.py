"""Erasure by decision: the payload goes, the chain's digests stay, and `verify` says where and by which decision.

A report goes with its claims, the events that rest on them, its quotes in decisions, and whole decisions that judged
nothing else (their reasons and corrections speak of its words; the redaction lists them). A decision goes alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import orjson
from sqlalchemy import Connection, delete, select, update

from marsad.ledger import control
from marsad.ledger.codec import canonical
from marsad.ledger.dialect import drop_words
from marsad.ledger.events import retire
from marsad.ledger.reports import sequences
from marsad.ledger.schema import (
    attachments,
    claim_words,
    claims,
    decisions,
    event_addresses,
    readings,
    reports,
    staged_claims,
    staged_readings,
)


def decisions_to_erase(connection: Connection, targets: Iterable[str]) -> list[str]:
    """Ids of decisions that judge only reports which are redacted, or are about to be."""
    gone = set(targets) | set(connection.execute(select(reports.c.digest).where(reports.c.record.is_(None))).scalars())
    query = select(decisions.c.id, decisions.c.body).where(decisions.c.body.is_not(None)).order_by(decisions.c.seq)
    found = []
    for row in connection.execute(query).all():
        body = orjson.loads(row.body)
        named = {target.removeprefix("report:") for target in body["target"] if target.startswith("report:")}
        judged = {entry["report"] for entry in body["snapshot"]} | named
        if judged and judged <= gone:
            found.append(row.id)
    return found


def erase(connection: Connection, addresses: Iterable[str]) -> None:
    """Erases the payloads of reports (digests) and decisions (ids), in the caller's transaction."""
    wanted = list(addresses)
    seqs = sequences(connection, wanted)
    for address in wanted:
        if address in seqs:
            _erase_report(connection, address, seqs[address])
        else:
            control.mark_all(connection)  # what it judged is not asked any more: such a decision is rare
            connection.execute(update(decisions).where(decisions.c.id == address).values(body=None, words=None))
            connection.execute(delete(attachments).where(attachments.c.decision_id == address))
    for name, judged in list(_judged(connection)):
        if seqs.keys() & set(judged):
            _erase_quotes(connection, name, judged, set(seqs))
    drop_words(connection)


def _erase_report(connection: Connection, digest: str, seq: int) -> None:
    connection.execute(
        update(reports).where(reports.c.digest == digest).values(media_type=None, raw=None, record=None, signature=None)
    )
    control.mark_reports(connection, [seq])
    control.mark(connection, control.corrected_to(connection, reports=[digest]))
    ids = select(claims.c.id).where(claims.c.report_seq == seq)
    held = select(event_addresses.c.event_id).where(event_addresses.c.claim_id.in_(ids)).distinct()
    held = held.where(event_addresses.c.current)
    retire(connection, list(connection.execute(held).scalars()))
    for table in (claims, claim_words, readings, staged_claims, staged_readings):
        connection.execute(delete(table).where(table.c.report_seq == seq))


def _erase_quotes(connection: Connection, name: str, judged: list[str], gone: set[str]) -> None:
    row = connection.execute(select(decisions.c.words).where(decisions.c.id == name)).one()
    kept = zip(judged, orjson.loads(row.words), strict=True)
    words = canonical([None if report in gone else pair for report, pair in kept])
    connection.execute(update(decisions).where(decisions.c.id == name).values(words=words))
    of_reports = (attachments.c.decision_id == name) & attachments.c.report.in_(gone)
    connection.execute(update(attachments).where(of_reports).values(claim_id=None))


def _judged(connection: Connection) -> Iterator[tuple[str, list[str]]]:
    """Each decision's id, with the reports of its targets in order."""
    query = select(decisions.c.id, decisions.c.body).where(decisions.c.body.is_not(None)).order_by(decisions.c.seq)
    for row in connection.execute(query).all():
        yield row.id, [entry["report"] for entry in orjson.loads(row.body)["snapshot"]]
