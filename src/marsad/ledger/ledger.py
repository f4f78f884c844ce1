"""The one door to what the observatory keeps: facts are appended; claims and events are derived from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from marsad.ledger import copying, seal, verify
from marsad.ledger.copying import Copied
from marsad.ledger.dialect import backup
from marsad.ledger.door_claims import ClaimDoor
from marsad.ledger.door_decisions import DecisionDoor
from marsad.ledger.door_events import EventDoor
from marsad.ledger.door_reports import ReportDoor
from marsad.ledger.seal import Seal
from marsad.ledger.verify import Verification


class Ledger(ReportDoor, ClaimDoor, EventDoor, DecisionDoor):
    """A ledger, open. Several processes may have it open; each write is one durable transaction, one writer at a time.

    Every method raises LedgerError, in one clear line, where the ledger is locked, damaged or cannot be written.
    Iterators hold one consistent view of the ledger while they run, and block nobody.
    """

    def verify(self, *, kept_seals: Iterable[str] = ()) -> Verification:
        """Checks every row, payload and seal. kept_seals: lines that `seal` gave and that were kept elsewhere."""
        with self._reading() as connection:
            return verify.verify(connection, kept_seals=kept_seals)

    def copy_to(self, target: Ledger, *, on_progress: Callable[[int, int], None] | None = None) -> Copied:
        """Copies everything into an empty ledger, of another kind if you like; verified, or nothing is kept.

        on_progress: rows done, all. Raises LedgerError where the target holds anything, or this ledger is bad.
        """
        return copying.copy(
            self._reading, target._writing, source=self.where, target=target.where, on_progress=on_progress
        )

    @property
    def key(self) -> Path:
        """Where the key of seals lies if nobody says otherwise."""
        return self._address.key

    def seal(self, *, key: Path | None = None) -> Seal:
        """Signs the head of the chain. key: its file (default: beside the ledger), made on first use."""
        if key is None:
            key = self.key
            key.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        signing = seal.load_or_make_key(key)
        with self._writing() as connection:
            return seal.put(connection, signing, self._clock)

    def backup(self, target: Path) -> Path:
        """Copies the ledger's file, while it is in use, to `target`.part, which is returned: verify it, then give it
        its name. Raises LedgerError where `target` is there already, and for a ledger on a server."""
        return backup.copy_file(backup.file_of(self._address), target)
