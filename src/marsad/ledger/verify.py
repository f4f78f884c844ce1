"""Verification: every row of the chain, every payload, every seal, in one pass that names the first bad row."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson
from sqlalchemy import Connection, RowMapping, select

from marsad.ledger.chain import GENESIS, Link
from marsad.ledger.codec import canonical, sha256, unsqueeze
from marsad.ledger.decisions import decision_id, words_digest
from marsad.ledger.dialect import damage, lenient_text
from marsad.ledger.reports import STREAM, stored_digest
from marsad.ledger.schema import chain, decisions, reports, seals
from marsad.ledger.seal import Seal
from marsad.records import LedgerError


@dataclass(frozen=True, slots=True)
class BadRow:
    """seq: of the chain (of the seal, for a seal). kind: report, decision, seal. what: what is wrong, in words."""

    seq: int
    kind: str
    what: str

    def __str__(self) -> str:
        return f"row {self.seq} ({self.kind}): {self.what}"


@dataclass(frozen=True, slots=True)
class Erased:
    """A payload that is gone by decision. address: the report's digest or the decision's id; by: the decision's id."""

    seq: int
    address: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """rows: links that were checked. head: the last one's hash. sealed_through: the last row under a seal (0: none).

    keys: public keys (hex) of the seals: the reader must know whose they are."""

    rows: int
    head: str
    first_bad: BadRow | None
    redacted: tuple[Erased, ...]
    sealed_through: int
    keys: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return self.first_bad is None


class _BadRowError(Exception):
    def __init__(self, seq: int, kind: str, what: str) -> None:
        super().__init__(what)
        self.row = BadRow(seq, kind, what)


def verify(connection: Connection, *, kept_seals: Iterable[str] = ()) -> Verification:
    """Checks the whole ledger in one view of it. kept_seals: seals (JSON) that were kept outside.

    Raises LedgerError where the file itself is damaged, or a kept seal is no seal.
    """
    if found := damage(connection):
        raise LedgerError(f"the ledger's file is damaged ({found})", advice="Restore it from a backup.")
    outside = [Seal.from_json(text) for text in kept_seals]
    walk = _Walk(connection)
    bad: BadRow | None = None
    try:
        with lenient_text(connection):
            walk.check(outside)
    except _BadRowError as error:
        bad = error.row
    return Verification(
        rows=walk.rows,
        head=walk.head,
        first_bad=bad,
        redacted=tuple(walk.erased),
        sealed_through=walk.sealed_through,
        keys=tuple(sorted(walk.keys)),
    )


class _Walk:
    """One walk along the chain; raises _BadRowError at the first bad row."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.rows, self.head, self.sealed_through = 0, GENESIS, 0
        self.erased: list[Erased] = []
        self.keys: set[str] = set()
        self._redacted: dict[str, str] = {}
        self._forged: int | None = None  # the first decision whose body is not the one in the chain

    def check(self, outside: list[Seal]) -> None:
        self._find_redactions()
        sealed = self._check_seals(outside)
        for row in self._links():
            link = Link(**{name: row[name] for name in Link.__slots__})
            self._check_link(link)
            try:
                if link.kind == "report":
                    self._check_report(link, row)
                else:
                    self._check_decision(link, row)
            except (zlib.error, ValueError, TypeError, KeyError, IndexError) as error:
                raise _BadRowError(link.seq, link.kind, "what is stored cannot be read") from error
            for name, seal in sealed.pop(link.seq, ()):
                if seal.head != link.hash:
                    raise _BadRowError(
                        link.seq, link.kind, f"the chain was rewritten: {name} names another hash for it"
                    )
                self.sealed_through = link.seq
            self.rows, self.head = link.seq, link.hash
        for seq in sorted(sealed):
            raise _BadRowError(self.rows + 1, "report or decision", f"gone: {sealed[seq][0][0]} covers {seq} rows")
        self._check_strangers()

    def _find_redactions(self) -> None:
        query = select(decisions.c.id, decisions.c.body, chain.c.seq, chain.c.payload)
        query = query.join(chain, chain.c.seq == decisions.c.seq).where(decisions.c.body.is_not(None))
        for row in self._connection.execute(query.order_by(chain.c.seq), execution_options=STREAM):
            body = _bytes(row.body)
            if sha256(body) != row.payload:
                self._forged = self._forged or row.seq
                continue
            decision = orjson.loads(body)
            if decision["action"] == "redact":
                for address in (*decision["target"], *decision["values"].get("erased", ())):
                    self._redacted.setdefault(address, row.id)

    def _check_seals(self, outside: list[Seal]) -> dict[int, list[tuple[str, Seal]]]:
        found: dict[int, list[tuple[str, Seal]]] = {}
        for number, row in enumerate(self._connection.execute(select(seals).order_by(seals.c.id)).all(), start=1):
            if row.id != number:
                raise _BadRowError(number, "seal", "its row is missing")
            try:
                seal = Seal.from_json(_bytes(row.seal))
            except LedgerError as error:
                raise _BadRowError(number, "seal", "it is not as it was written") from error
            if not seal.genuine():
                raise _BadRowError(number, "seal", "its signature is not its key's")
            found.setdefault(seal.seq, []).append((f"seal {number}", seal))
            self.keys.add(seal.key)
        for number, seal in enumerate(outside, start=1):
            if not seal.genuine():
                raise _BadRowError(number, "kept seal", "its signature is not its key's")
            found.setdefault(seal.seq, []).append((f"kept seal {number}", seal))
            self.keys.add(seal.key)
        return found

    def _links(self) -> Iterator[RowMapping]:
        """Chain rows with what belongs to them: the payload's columns are null where its row is missing."""
        columns = [
            reports.c.digest, reports.c.media_type, reports.c.raw, reports.c.record, reports.c.signature,
            decisions.c.id, decisions.c.body, decisions.c.words,
        ]  # fmt: skip
        query = select(chain, *columns).outerjoin(reports, reports.c.seq == chain.c.seq)
        query = query.outerjoin(decisions, decisions.c.seq == chain.c.seq).order_by(chain.c.seq)
        yield from self._connection.execute(query, execution_options=STREAM).mappings()

    def _check_link(self, link: Link) -> None:
        if link.seq != self.rows + 1:
            raise _BadRowError(self.rows + 1, "report or decision", "its row is missing from the chain")
        if link.hash != link.expected_hash():
            raise _BadRowError(link.seq, str(link.kind), "its hash is not that of its contents")
        if link.previous != self.head:
            raise _BadRowError(link.seq, link.kind, "it does not follow from the row before it")
        if link.kind not in ("report", "decision"):
            raise _BadRowError(link.seq, link.kind, "its kind is unknown")

    def _check_report(self, link: Link, row: RowMapping) -> None:
        bad = partial(_BadRowError, link.seq, link.kind)
        if row["digest"] is None:
            raise bad("the report's row is missing")
        if row["digest"] != link.payload:
            raise bad("the report's digest is not the one in the chain")
        if link.payload in self._redacted:
            if any(row[name] is not None for name in ("media_type", "raw", "record", "signature")):
                raise bad(f"redacted by {self._redacted[link.payload]}, but something of it is still stored")
            self.erased.append(Erased(link.seq, link.payload, self._redacted[link.payload]))
            return
        if row["raw"] is None or row["record"] is None:
            raise self._unexplained(link, "the report's words")
        if stored_digest(row) != link.stored:
            raise bad("the stored report is not the one that was recorded")
        if sha256(unsqueeze(row["raw"])) != link.payload:
            raise bad("the raw bytes do not have the report's digest")

    def _check_decision(self, link: Link, row: RowMapping) -> None:
        bad = partial(_BadRowError, link.seq, link.kind)
        if row["id"] is None:
            raise bad("the decision's row is missing")
        if row["id"] != decision_id(link.payload):
            raise bad("the decision's id is not that of its contents")
        if row["id"] in self._redacted:
            if row["body"] is not None or row["words"] is not None:
                raise bad(f"redacted by {self._redacted[row['id']]}, but something of it is still stored")
            self.erased.append(Erased(link.seq, row["id"], self._redacted[row["id"]]))
            return
        if row["body"] is None or row["words"] is None:
            raise self._unexplained(link, "the decision's contents")
        if sha256(_bytes(row["body"])) != link.payload:
            raise bad("the stored decision is not the one that was recorded")
        self._check_words(link, orjson.loads(row["body"])["snapshot"], _bytes(row["words"]))

    def _check_words(self, link: Link, entries: list[dict[str, Any]], stored: bytes) -> None:
        """The quotes that a decision judged, against their digests in its body."""
        bad = partial(_BadRowError, link.seq, link.kind)
        words = orjson.loads(stored)
        if len(entries) != len(words) or canonical(words) != stored:
            raise bad("the judged words are not as they were written")
        for entry, kept in zip(entries, words, strict=True):
            redacted = entry["report"] in self._redacted
            if kept is None and not redacted:
                raise self._unexplained(link, "judged words")
            if kept is not None and redacted:
                raise bad("judged words of a redacted report are still stored")
            if kept is not None and words_digest(kept[0], kept[1]) != entry["words"]:
                raise bad("the judged words are not those that were recorded")

    def _unexplained(self, link: Link, what: str) -> _BadRowError:
        if self._forged is not None:  # most likely the decision that explained it
            return _BadRowError(self._forged, "decision", "the stored decision is not the one that was recorded")
        return _BadRowError(link.seq, link.kind, f"{what} are missing, and no decision redacted them")

    def _check_strangers(self) -> None:
        for table, kind in ((reports, "report"), (decisions, "decision")):
            linked = select(chain.c.seq).where(chain.c.seq == table.c.seq, chain.c.kind == kind).exists()
            stranger = self._connection.execute(select(table.c.seq).where(~linked).order_by(table.c.seq)).scalar()
            if stranger is not None:
                raise _BadRowError(stranger, kind, f"a {kind} is stored here that the chain does not have")


def _bytes(value: bytes | str) -> bytes:
    """SQLite keeps a value of another type where someone wrote one: compare it as bytes all the same."""
    return value.encode() if isinstance(value, str) else bytes(value)
