"""The hash chain: one link a fact, over digests only, so that a payload may be erased and the chain still verifies.

link = SHA-256 of the canonical JSON of seq, kind, payload, stored, recorded_at and the previous link's hash: a linked
time-stamping log in the sense of Haber and Stornetta (1991, "How to time-stamp a digital document").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, func, select

from marsad.ledger.codec import canonical, sha256, stamp
from marsad.ledger.schema import chain

GENESIS = "0" * 64
"""What the first link names as its predecessor."""

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A row of the chain. payload: digest of raw bytes or of a decision's body; stored: of what is kept beside."""

    seq: int
    kind: str
    payload: str
    stored: str
    recorded_at: str
    previous: str
    hash: str

    def expected_hash(self) -> str:
        return link_hash(
            seq=self.seq,
            kind=self.kind,
            payload=self.payload,
            stored=self.stored,
            recorded_at=self.recorded_at,
            previous=self.previous,
        )


def link_hash(*, seq: int, kind: str, payload: str, stored: str, recorded_at: str, previous: str) -> str:
    return sha256(canonical([seq, kind, payload, stored, recorded_at, previous]))


class Appender:
    """Forges links onto the head, inside one write transaction (whose lock keeps other writers' heads away)."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._clock = clock
        self._links: list[Link] = []
        row = connection.execute(
            select(chain.c.seq, chain.c.hash, chain.c.recorded_at).order_by(chain.c.seq.desc()).limit(1)
        ).first()
        self._seq: int = row.seq if row else 0
        self._hash: str = row.hash if row else GENESIS
        self._recorded_at: str = row.recorded_at if row else ""

    def next_recorded_at(self) -> str:
        """Now; a hair after the last row where the machine's clock stands still or went back: order is never lost."""
        now = stamp(self._clock())
        if now > self._recorded_at:
            return now
        return stamp(datetime.fromisoformat(self._recorded_at) + timedelta(microseconds=1))

    def forge(self, *, kind: str, payload: str, stored: str = "", recorded_at: str | None = None) -> Link:
        recorded_at = recorded_at or self.next_recorded_at()
        digest = link_hash(
            seq=self._seq + 1,
            kind=kind,
            payload=payload,
            stored=stored,
            recorded_at=recorded_at,
            previous=self._hash,
        )
        link = Link(
            seq=self._seq + 1,
            kind=kind,
            payload=payload,
            stored=stored,
            recorded_at=recorded_at,
            previous=self._hash,
            hash=digest,
        )
        self._seq, self._hash, self._recorded_at = link.seq, link.hash, link.recorded_at
        self._links.append(link)
        return link

    def write(self, connection: Connection) -> None:
        if self._links:
            connection.execute(chain.insert(), [asdict(link) for link in self._links])
            self._links = []


def last_seq(connection: Connection, *, as_recorded_at: str | None = None) -> int:
    """Seq of the last row recorded up to a stamp (None: of the head); 0 for none."""
    query = select(func.max(chain.c.seq))
    if as_recorded_at is not None:
        query = query.where(chain.c.recorded_at <= as_recorded_at)
    return connection.execute(query).scalar() or 0
