"""What people decided, held ready: read once, then only what came since. Between two decisions a ledger is asked a
thousand times what they say."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import orjson
from sqlalchemy import Connection, Engine, delete, insert, select

from marsad.ledger.dialect import WRITES
from marsad.ledger.effective import Rulings, rulings
from marsad.ledger.schema import attachments, decisions, reattached
from marsad.records import Decision


@dataclass(frozen=True, slots=True)
class Standing:
    """made: all decisions that are not erased, in order, without what they judged (`snapshot`). attached: (decision,
    position of its target) -> claim. last: seq and id of the latest. mark: of where they were last attached anew."""

    made: tuple[Decision, ...] = ()
    seqs: tuple[int, ...] = ()
    attached: Mapping[tuple[str, int], str] = field(default_factory=dict)
    rulings: Rulings = field(default_factory=Rulings)
    last: tuple[int, str] = (0, "")
    mark: str = ""

    def until(self, seq: int) -> list[Decision]:
        return [one for one, at in zip(self.made, self.seqs, strict=True) if at <= seq]


_kept: WeakKeyDictionary[Engine, Standing] = WeakKeyDictionary()
"""What was committed, as some reader saw it; never what a transaction may yet take back."""

_LAST = select(decisions.c.seq, decisions.c.id).order_by(decisions.c.seq.desc()).limit(1)


def standing(connection: Connection) -> Standing:
    """As this transaction sees it."""
    row = connection.execute(_LAST).first()
    last = (row.seq, row.id) if row else (0, "")
    mark = connection.execute(select(reattached.c.mark)).scalar() or ""
    kept = _kept.get(connection.engine)
    if kept is None or (kept.last, kept.mark) != (last, mark):
        kept = _follow(connection, kept, last, mark)
        if not connection.get_execution_options().get(WRITES):
            _kept[connection.engine] = kept
    return kept


def mark_attached_anew(connection: Connection) -> None:
    """To be called before attachments of earlier decisions are changed."""
    connection.execute(delete(reattached))
    connection.execute(insert(reattached), {"mark": secrets.token_hex(8)})


def _follow(connection: Connection, kept: Standing | None, last: tuple[int, str], mark: str) -> Standing:
    """`kept` with what came since, if all of it still holds; else all anew."""
    base = kept if kept is not None and kept.mark == mark and _is_there(connection, kept.last) else Standing()
    query = select(decisions.c.seq, decisions.c.id, decisions.c.body).where(decisions.c.body.is_not(None))
    rows = connection.execute(query.where(decisions.c.seq > base.last[0]).order_by(decisions.c.seq)).all()
    new = [_decoded(row.id, row.body) for row in rows]
    if base.made and any(one.action == "redact" for one in new):  # earlier ones may be gone
        return _follow(connection, None, last, mark)
    later = select(decisions.c.id).where(decisions.c.seq > base.last[0])
    found = connection.execute(
        select(attachments).where(attachments.c.claim_id.is_not(None), attachments.c.decision_id.in_(later))
    )
    attached = {**base.attached, **{(row.decision_id, row.position): row.claim_id for row in found}}
    made = (*base.made, *new)
    return Standing(made, (*base.seqs, *(row.seq for row in rows)), attached, rulings(made, attached), last, mark)


def _is_there(connection: Connection, last: tuple[int, str]) -> bool:
    """In a ledger that is the same, and no earlier view of it."""
    return connection.execute(select(decisions.c.id).where(decisions.c.seq == last[0])).scalar() == last[1]


def _decoded(name: str, body: bytes) -> Decision:
    row = orjson.loads(body)
    return Decision(
        id=name, action=row["action"], target=tuple(row["target"]), author=row["author"], at=row["at"],
        reason=row["reason"], values=row["values"],
    )  # fmt: skip
