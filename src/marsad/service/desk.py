"""What requests share: the observatory, what was worked out for a state of the ledger, and the lock of the writer."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from marsad import __version__
from marsad.pipeline import Observatory
from marsad.pipeline.places import LedgerPlace
from marsad.service.settings import Settings

RESULTS_KEPT = 64
"""Results kept, over views and clocks: a map of 5,000 places is some 2 MB."""

T = TypeVar("T")


class Desk:
    """Thread-safe. position: names the state of the ledger; it changes with whatever is written, by any process."""

    def __init__(self, observatory: Observatory, settings: Settings) -> None:
        self.observatory, self.settings = observatory, settings
        self.writing = threading.Lock()
        self._run = secrets.token_hex(4)
        self._results: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()
        self._locks: dict[Hashable, threading.Lock] = {}
        self._guard = threading.Lock()

    @property
    def position(self) -> str:
        """Of this process alone: another one names the same state otherwise."""
        return f"{__version__}-{self._run}-{self.observatory.ledger.position}"

    @property
    def places(self) -> list[LedgerPlace]:
        """Every place that claims ever named."""
        return self.remembered("places", lambda: list(self.observatory.ledger.places()))

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives for the ledger as it stands now; made once, however many ask at the same time."""
        position = self.position
        with self._guard:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            with self._guard:
                kept = self._results.get(key)
                if kept is not None and kept[0] == position:
                    self._results.move_to_end(key)
                    return cast("T", kept[1])
            made = make()
            with self._guard:
                self._results[key] = (position, made)
                while len(self._results) > RESULTS_KEPT:
                    gone, _ = self._results.popitem(last=False)
                    self._locks.pop(gone, None)
            return made
