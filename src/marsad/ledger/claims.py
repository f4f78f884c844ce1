"""Derived claims as rows: put in place of a report's former ones, whose ids still lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
from sqlalchemy import Connection, Table, delete, func, insert, select

from marsad.ledger import control
from marsad.ledger.attach import Snapshot, attach, snapshot
from marsad.ledger.codec import decode_claim, encode_claim, first_stamp, last_stamp
from marsad.ledger.reports import STREAM, batched, sequences
from marsad.ledger.schema import chain, claim_places, claim_words, claims, place_points, readings, redirects, reports
from marsad.ledger.words import plain, words_of
from marsad.records import Claim, LedgerError


def put(connection: Connection, digests: Iterable[str], new: Iterable[Claim], derivation: int) -> None:
    """The claims `new` take the place of whatever these reports had; a report without claims counts as read.

    The caller then attaches decisions anew (`decisions.reattach`)."""
    known = readable_reports(connection, digests)
    rows = claim_rows(connection, known, new)
    seqs = list(known.values())
    _remember_vanished(connection, seqs, {row["id"] for row in rows})
    control.mark_reports(connection, seqs)
    control.mark(connection, (row["place_id"] for row in rows))
    replace_rows(connection, (claims, readings), seqs, rows, derivation)
    note_points(connection, new)


def name_of_place(claim: Claim) -> str:
    """By which its place is sought."""
    return plain((claim.place or claim.place_text).casefold())


def known_reports(connection: Connection, digests: Iterable[str]) -> dict[str, int]:
    wanted = list(dict.fromkeys(digests))
    known = sequences(connection, wanted)
    if missing := [digest for digest in wanted if digest not in known]:
        raise LedgerError(f"no report {missing[0]}", advice="Add the report before its claims.")
    return known


def readable_reports(connection: Connection, digests: Iterable[str]) -> dict[str, int]:
    """As `known_reports`; raises LedgerError for a redacted one too: its words must not come back as claims."""
    known = known_reports(connection, digests)
    for some in batched(known):
        query = select(reports.c.digest).where(reports.c.digest.in_(some), reports.c.record.is_(None))
        if gone := connection.execute(query.limit(1)).scalar():
            raise LedgerError(f"report {gone} was redacted", advice="Leave it out and run this again.")
    return known


def claim_rows(connection: Connection, known: dict[str, int], new: Iterable[Claim]) -> list[dict[str, Any]]:
    """Rows of the claims table. Raises LedgerError where two claims have one id, or one is of another report."""
    recorded = _recorded_at(connection, list(known.values()))
    rows: dict[str, dict[str, Any]] = {}
    for claim in new:
        seq = known.get(claim.report)
        if seq is None:
            raise LedgerError(f"claim {claim.id} is not of a report that is being put", where=claim.doc)
        if claim.id in rows:
            raise LedgerError(f"two claims have the id {claim.id}", where=claim.doc)
        rows[claim.id] = {
            "id": claim.id,
            "report_seq": seq,
            "start": claim.start,
            "end": claim.end,
            "doc": plain(claim.doc),
            "type": claim.type,
            "status": claim.status,
            "place_id": plain(claim.place_id),
            "geonameid": claim.geonameid,
            "place_name": name_of_place(claim),
            "source": plain(claim.source),
            "origin": plain(claim.origin),
            "actor1": plain(claim.actor1),
            "actor2": plain(claim.actor2),
            "valid_from": first_stamp(claim.date_start),
            "valid_to": last_stamp(claim.date_end),
            "known_at": last_stamp(claim.published_end) or recorded[seq],
            "payload": encode_claim(claim),
            "words": words_of(claim),
        }
    return list(rows.values())


def replace_rows(
    connection: Connection, tables: tuple[Table, Table], seqs: list[int], rows: list[dict[str, Any]], derivation: int
) -> None:
    """Swaps the rows of these reports in a table of claims and in its table of readings."""
    table, read = tables
    for some in batched(seqs):
        connection.execute(delete(table).where(table.c.report_seq.in_(some)))
        connection.execute(delete(read).where(read.c.report_seq.in_(some)))
        if table is claims:
            connection.execute(delete(claim_words).where(claim_words.c.report_seq.in_(some)))
    if rows and table is claims:
        words = [{"claim_id": row["id"], "report_seq": row["report_seq"], "words": row.pop("words")} for row in rows]
        connection.execute(insert(claim_words), words)
    if rows:
        connection.execute(insert(table), rows)
        note_places(connection, {(row["place_id"], row["geonameid"], row["place_name"]) for row in rows})
    if seqs:
        connection.execute(insert(read), [{"report_seq": seq, "derivation": derivation} for seq in seqs])


def of_reports(connection: Connection, seqs: list[int]) -> Iterator[Claim]:
    for some in batched(seqs):
        query = select(claims.c.payload).where(claims.c.report_seq.in_(some))
        for row in connection.execute(query.order_by(claims.c.report_seq, claims.c.start, claims.c.id)):
            yield decode_claim(row.payload)


def by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Claim]:
    found: dict[str, Claim] = {}
    for some in batched(ids):
        query = select(claims.c.id, claims.c.payload).where(claims.c.id.in_(some))
        found.update({row.id: decode_claim(row.payload) for row in connection.execute(query)})
    return found


def count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(claims)).scalar_one())


def current_id(connection: Connection, address: str) -> str | None:
    """As `current_ids`, of one; None where it leads nowhere."""
    return current_ids(connection, [address]).get(address)


def current_ids(connection: Connection, addresses: Iterable[str]) -> dict[str, str]:
    """Address (a claim's id, or that of a former claim or event) -> the claim that it leads to now. Those that lead
    nowhere are missing."""
    found: dict[str, str] = {}
    pending = {address: address for address in addresses}
    while pending:  # twice for an event: its id leads to a claim, which may be a former one
        there = _stored(connection, pending.values())
        found |= {address: name for address, name in pending.items() if name in there}
        left = {address: name for address, name in pending.items() if name not in there}
        anchors, entries = _former(connection, left.values())
        attached = _attached(connection, entries)
        found |= {address: attached[name] for address, name in left.items() if name in attached}
        pending = {address: anchors[name] for address, name in left.items() if name in anchors}
    return found


def _stored(connection: Connection, ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for some in batched(ids):
        found.update(connection.execute(select(claims.c.id).where(claims.c.id.in_(some))).scalars())
    return found


def _former(connection: Connection, names: Iterable[str]) -> tuple[dict[str, str], dict[str, Snapshot]]:
    """Former event -> its first claim; former claim -> where it stood."""
    anchors: dict[str, str] = {}
    entries: dict[str, Snapshot] = {}
    for some in batched(names):
        for row in connection.execute(select(redirects).where(redirects.c.address.in_(some))):
            if row.snapshot is None:
                anchors[row.address] = row.claim_id
            else:
                entries[row.address] = orjson.loads(row.snapshot)
    return anchors, entries


def _attached(connection: Connection, entries: Mapping[str, Snapshot]) -> dict[str, str]:
    """Former claim -> the one that stands in its place."""
    found: dict[str, str] = {}
    by_report: dict[str, list[str]] = {}
    for name, entry in entries.items():
        by_report.setdefault(entry["report"], []).append(name)
    for report, seq in sequences(connection, by_report).items():
        standing = list(of_reports(connection, [seq]))
        made = ((name, attach(entries[name], standing)) for name in by_report[report])
        found.update((name, claim) for name, claim in made if claim is not None)
    return found


def remember(connection: Connection, gone: Iterable[Claim], siblings: dict[str, list[Claim]]) -> None:
    """Keeps where a claim that is about to vanish stood (never its words), so that its id still leads somewhere."""
    rows = []
    for claim in gone:
        entry = snapshot(claim, siblings[claim.report])
        del entry["quote"]
        rows.append({"address": claim.id, "claim_id": claim.id, "snapshot": orjson.dumps(entry)})
    write_redirects(connection, rows)


def write_redirects(connection: Connection, rows: list[dict[str, Any]]) -> None:
    for some in batched(rows):
        connection.execute(delete(redirects).where(redirects.c.address.in_([row["address"] for row in some])))
        connection.execute(insert(redirects), some)


def _remember_vanished(connection: Connection, seqs: list[int], staying: set[str]) -> None:
    siblings: dict[str, list[Claim]] = {}
    for claim in of_reports(connection, seqs):
        siblings.setdefault(claim.report, []).append(claim)
    gone = [claim for of_one in siblings.values() for claim in of_one if claim.id not in staying]
    remember(connection, gone, siblings)


def _recorded_at(connection: Connection, seqs: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in batched(seqs):
        query = select(chain.c.seq, chain.c.recorded_at).where(chain.c.seq.in_(some))
        found.update({row.seq: row.recorded_at for row in connection.execute(query)})
    return found


def note_places(connection: Connection, places: set[tuple[str, int | None, str]]) -> None:
    """Adds names and numbers of places that no claim had so far."""
    _add_unknown(connection, claim_places, places)


def note_points(connection: Connection, told: Iterable[Claim]) -> None:
    """Adds where places are, as these claims tell, where no claim had put them so far."""
    points = {
        (plain(claim.place_id), claim.lat, claim.lon)
        for claim in told
        if claim.place_id and claim.lat is not None and claim.lon is not None
    }
    _add_unknown(connection, place_points, points)


def _add_unknown(connection: Connection, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    """Adds those rows, each of a place_id and what else the table has, that it lacks."""
    new = set(rows)
    for some in batched(sorted({place_id for place_id, *_ in new})):
        new -= {tuple(row) for row in connection.execute(select(table).where(table.c.place_id.in_(some)))}
    if new:
        columns = table.c.keys()
        connection.execute(insert(table), [dict(zip(columns, row, strict=True)) for row in sorted(new, key=str)])


def note_all_points(connection: Connection) -> None:
    """The same for all claims as they were read."""
    payloads = connection.execute(select(claims.c.payload), execution_options=STREAM).scalars()
    told = {(it.place_id, it.lat, it.lon): it for it in map(decode_claim, payloads)}
    note_points(connection, told.values())
