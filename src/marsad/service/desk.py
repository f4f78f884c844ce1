"""What requests share: the observatory, what was worked out for a state of the ledger, and the lock of the writer."""

from __future__ import annotations

import logging
import math
import secrets
import threading
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from marsad import __version__
from marsad.pipeline import Observatory
from marsad.pipeline.places import LedgerPlace, Meant
from marsad.records import root_of
from marsad.service.board import Board, Picture
from marsad.service.names import Names
from marsad.service.settings import Settings
from marsad.service.shared import Shared
from marsad.service.units import Units

RESULTS_KEPT = 64
"""Results kept, over views and clocks: a map of 5,000 places is some 2 MB."""

QUICK = 0.5
"""Seconds: what takes no longer is made anew before it is given."""
PATIENT = 5.0
"""Seconds: the same, where it is of before somebody decided something here."""
AGE = 1.0
"""Seconds that the picture of a large ledger may be old while others write all the time."""
PLACES_AGE = 15.0
"""Seconds that a new place of a large ledger may take until it can be asked for."""
NAMES_AGE = 30.0
"""Seconds that a new name may take until it is found."""
OLDER = 5
"""Times the seconds that something may be old: up to then it is given while the next is made."""
REST = 3
"""Times as long as making took, it rests: a quarter of one processor at most."""

T = TypeVar("T")
log = logging.getLogger("marsad.service")


@dataclass(frozen=True, slots=True)
class Kept:
    """begun, made: when (monotonic). seen: when it was last known to be of the ledger as it stood."""

    position: str
    value: Any
    begun: float
    made: float
    seen: float

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.made - self.begun


@dataclass(frozen=True, slots=True)
class Named:
    """Places that claims name. roots: place -> it and its parts. meant: what was asked for before, and found."""

    places: list[LedgerPlace]
    roots: Mapping[str, list[str]]
    meant: dict[str, Meant] = field(default_factory=dict)

    @classmethod
    def of(cls, places: Iterable[LedgerPlace]) -> Named:
        listed, roots = list(places), defaultdict[str, list[str]](list)
        for place_id in sorted({place_id for place_id, *_ in listed}):
            roots[root_of(place_id)].append(place_id)
        return cls(listed, roots)

    def under(self, root: str) -> list[str]:
        """Ids of a place and of its parts, sorted."""
        return sorted({root, *self.roots.get(root, ())})


class Desk:
    """Thread-safe. position: names the state of the ledger; it changes with whatever is written, by any process."""

    def __init__(self, observatory: Observatory, settings: Settings, shared: Shared | None = None) -> None:
        self.observatory, self.settings, self.shared = observatory, settings, shared or Shared()
        self.writing = threading.Lock()
        self.units = Units()
        self.board = Board(observatory.ledger)
        self._large = False
        self._run = secrets.token_hex(4)
        self._results: OrderedDict[Hashable, Kept] = OrderedDict()
        self._locks: dict[Hashable, threading.Lock] = {}
        self._guard = threading.Lock()

    @property
    def position(self) -> str:
        """Of this process alone: another one names the same state otherwise."""
        return f"{__version__}-{self._run}-{self.observatory.ledger.position}"

    @property
    def large(self) -> bool:
        """Whether the ledger is too large to be read whole for an answer. (It never becomes small again.)"""
        self._large = self._large or self.remembered("large", self.observatory.is_large)
        return self._large

    def picture(self) -> tuple[Picture, str]:
        """Control of all places, of a large ledger, and the position that it is of."""
        return self.lately("picture", self.board.picture, every=AGE)

    def decided(self) -> None:
        """Somebody changed the ledger by this service: what they see next must show it, whichever process answers."""
        self.shared.decided = time.monotonic()

    @property
    def named(self) -> Named:
        """Every place that claims ever named."""
        age = PLACES_AGE if self.large else 0.0
        return self.lately("places", lambda: Named.of(self.observatory.ledger.places()), every=age)[0]

    def names(self) -> Names:
        """What may be found by name in a large ledger."""

        def made() -> Names:
            ledger = self.observatory.ledger
            names = Names.of(self.picture()[0], self.named.places, actors=ledger.actors(), sources=ledger.sources())
            return names.index()

        return self.lately("names", made, every=NAMES_AGE)[0]

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives for the ledger as it stands now; made once, however many ask at the same time."""
        position = self.position
        with self._lock_of(key):
            kept = self._kept(key)
            if kept is None or kept.position != position:
                kept = self._make(key, position, make)
            return cast("T", kept.value)

    def lately(self, key: Hashable, make: Callable[[], T], *, every: float = 0.0) -> tuple[T, str]:
        """The same, and the position that it is of: where it takes long to make, the last one while the next is made.
        every: seconds that it may be old, though it could be made anew, and OLDER times that while it is; it is never
        older than what was decided here.

        Making rests as long as it took, thrice, so that a ledger that is written to all the time can still answer.
        """
        kept, now = self._kept(key), time.monotonic()
        earlier = kept is not None and kept.begun <= self.shared.decided
        age = math.inf if kept is None else now - kept.seen
        if kept is not None and not earlier and age < every:
            return cast("T", kept.value), kept.position
        position = self.position  # asks the database
        quick = PATIENT if earlier else 0.0 if age < OLDER * every else QUICK
        if kept is None or (kept.position != position and kept.seconds < quick):
            value = self.remembered(key, make)
            fresh = self._kept(key)
            return value, fresh.position if fresh else position
        if kept.position == position:
            self._note_seen(key, kept, now)
        elif time.monotonic() > kept.made + REST * kept.seconds:
            threading.Thread(target=self._refresh, args=(key, make), name="refresh", daemon=True).start()
        return cast("T", kept.value), kept.position

    def _refresh(self, key: Hashable, make: Callable[[], Any]) -> None:
        lock = self._lock_of(key)
        if not lock.acquire(blocking=False):
            return  # somebody is at it
        try:
            kept, position = self._kept(key), self.position
            if kept is None or kept.position != position:
                self._make(key, position, make)
        except Exception as error:
            log.error("refresh failed: %s", type(error).__name__)  # noqa: TRY400 - never its words
        finally:
            lock.release()

    def _make(self, key: Hashable, position: str, make: Callable[[], Any]) -> Kept:
        begun = time.monotonic()
        value = make()
        kept = Kept(position, value, begun, time.monotonic(), seen=begun)
        self._keep(key, kept)
        return kept

    def _note_seen(self, key: Hashable, kept: Kept, moment: float) -> None:
        with self._guard:
            if self._results.get(key) is kept:
                self._results[key] = replace(kept, seen=moment)

    def _keep(self, key: Hashable, kept: Kept) -> None:
        with self._guard:
            self._results[key] = kept
            while len(self._results) > RESULTS_KEPT:
                gone, _ = self._results.popitem(last=False)
                self._locks.pop(gone, None)

    def _kept(self, key: Hashable) -> Kept | None:
        with self._guard:
            kept = self._results.get(key)
            if kept is not None:
                self._results.move_to_end(key)
            return kept

    def _lock_of(self, key: Hashable) -> threading.Lock:
        with self._guard:
            return self._locks.setdefault(key, threading.Lock())
