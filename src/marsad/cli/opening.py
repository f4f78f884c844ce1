"""Opens the observatory for a command. What is heavy is imported here, not before `--help` is answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.ledger import Ledger
    from marsad.pipeline.observatory import Observatory

LOCK_SECONDS = 10.0
"""How long a command waits for another writer before it says that the ledger is locked."""


@contextmanager
def opened_ledger(path_or_url: str, *, create: bool = False) -> Iterator[Ledger]:
    from marsad.ledger import Ledger

    with Ledger.open(path_or_url, create=create, timeout=LOCK_SECONDS) as ledger:
        yield ledger


@contextmanager
def observing(path_or_url: str, *, packs: Sequence[str] | None = None, create: bool = False) -> Iterator[Observatory]:
    from marsad.pipeline.observatory import Observatory

    with opened_ledger(path_or_url, create=create) as ledger:
        yield Observatory(ledger, packs=packs or None)
