"""A rebuild: derived rows of every report made anew beside the old ones, then swapped in one transaction.

Staging takes the write lock only for the moment of each batch, so that intake goes on; it is kept in the ledger, so
that a rebuild which was killed goes on where it was (with the same versions). The swap and the events that follow from
it are one transaction: readers see the old state or the new, never a mixture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from types import TracebackType

from sqlalchemy import Connection, Engine, delete, insert, select

from marsad.ledger import claims as claim_store
from marsad.ledger import control, decisions, events, query
from marsad.ledger.codec import decode_claim
from marsad.ledger.dialect import plain_errors, reading, writing
from marsad.ledger.effective import Constraints
from marsad.ledger.query import ClaimFilter
from marsad.ledger.reports import batched
from marsad.ledger.schema import attachments, claim_words, claims, readings, reports, staged_claims, staged_readings
from marsad.records import Claim, Event


class Rebuild:
    """`with ledger.rebuild(versions) as rebuild:` stage every report of `unread()`, then `swap()`, then `put_events`.

    Leaving the block commits; an error leaves the ledger as it was (what was staged waits for the next rebuild).
    """

    def __init__(self, engine: Engine, derivation: int, where: str) -> None:
        self._engine, self._derivation, self._where = engine, derivation, where
        self._transaction: AbstractContextManager[Connection] | None = None
        self._connection: Connection | None = None

    def __enter__(self) -> Rebuild:
        with plain_errors(self._where), writing(self._engine) as connection:  # another version's leftovers go
            stale = select(staged_readings.c.report_seq).where(staged_readings.c.derivation != self._derivation)
            connection.execute(delete(staged_claims).where(staged_claims.c.report_seq.in_(stale)))
            connection.execute(delete(staged_readings).where(staged_readings.c.derivation != self._derivation))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.swap()
        if self._transaction is not None:
            with plain_errors(self._where):
                self._transaction.__exit__(kind, error, trace)

    def unread(self) -> list[str]:
        """Digests of reports that are not staged yet, in order of arrival."""
        staged = select(staged_readings.c.report_seq).where(staged_readings.c.report_seq == reports.c.seq)
        query = select(reports.c.digest).where(reports.c.record.is_not(None), ~staged.exists())
        with plain_errors(self._where), reading(self._engine) as connection:
            return list(connection.execute(query.order_by(reports.c.seq)).scalars())

    def stage(self, digests: Iterable[str], new: Iterable[Claim]) -> None:
        """Keeps the claims of these reports for the swap; durable, so that a killed rebuild can go on."""
        with plain_errors(self._where), writing(self._engine) as connection:
            known = claim_store.readable_reports(connection, digests)
            new = list(new)
            rows = claim_store.claim_rows(connection, known, new)
            seqs = list(known.values())
            claim_store.replace_rows(connection, (staged_claims, staged_readings), seqs, rows, self._derivation)
            claim_store.note_points(connection, new)

    def swap(self) -> None:
        """Puts the staged claims in place and holds the write lock until the block ends. Does so once."""
        if self._connection is not None:
            return
        with plain_errors(self._where):
            self._transaction = writing(self._engine)
            self._connection = self._transaction.__enter__()
            _swap(self._connection)

    def claims(self) -> Iterator[Claim]:
        """The new claims of the whole ledger with the decisions applied: what events are made of."""
        with plain_errors(self._where):
            yield from query.stream(self._swapped(), ClaimFilter())

    def constraints(self) -> Constraints:
        with plain_errors(self._where):
            return decisions.rulings_at(self._swapped()).constraints

    def put_events(self, new: Iterable[Event]) -> None:
        """Replaces all events."""
        with plain_errors(self._where):
            events.put(self._swapped(), new, self._derivation, whole=True)

    def _swapped(self) -> Connection:
        self.swap()
        assert self._connection is not None  # noqa: S101 - narrows the type: swap sets it
        return self._connection


def _swap(connection: Connection) -> None:
    staged = select(staged_readings.c.report_seq)
    stays = select(staged_claims.c.id).where(staged_claims.c.id == claims.c.id).exists()
    gone = select(claims.c.report_seq).where(claims.c.report_seq.in_(staged), ~stays).distinct()
    seqs = list(connection.execute(gone).scalars())
    for some in batched(seqs):
        _remember(connection, some)
    connection.execute(delete(claims).where(claims.c.report_seq.in_(staged)))
    connection.execute(delete(readings).where(readings.c.report_seq.in_(staged)))
    order = (staged_claims.c.report_seq, staged_claims.c.start)
    in_order = select(*(staged_claims.c[c.name] for c in claims.c)).order_by(*order)
    connection.execute(insert(claims).from_select([c.name for c in claims.c], in_order))
    found = select(staged_claims.c.id, staged_claims.c.report_seq, staged_claims.c.words)
    connection.execute(delete(claim_words).where(claim_words.c.report_seq.in_(staged)))
    connection.execute(insert(claim_words).from_select(["claim_id", "report_seq", "words"], found.order_by(*order)))
    connection.execute(insert(readings).from_select([c.name for c in readings.c], select(staged_readings)))
    judged = select(reports.c.digest).where(reports.c.seq.in_(staged))
    judged = judged.where(reports.c.digest.in_(select(attachments.c.report)))
    decisions.reattach(connection, list(connection.execute(judged).scalars()))
    control.mark_all(connection)
    connection.execute(delete(staged_claims))
    connection.execute(delete(staged_readings))


def _remember(connection: Connection, seqs: list[int]) -> None:
    kept = set(connection.execute(select(staged_claims.c.id).where(staged_claims.c.report_seq.in_(seqs))).scalars())
    siblings: dict[str, list[Claim]] = {}
    rows = connection.execute(select(claims.c.payload).where(claims.c.report_seq.in_(seqs)))
    for row in rows:
        claim = decode_claim(row.payload)
        siblings.setdefault(claim.report, []).append(claim)
    vanished = [claim for of_one in siblings.values() for claim in of_one if claim.id not in kept]
    claim_store.remember(connection, vanished, siblings)
