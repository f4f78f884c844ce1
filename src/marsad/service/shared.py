"""What the processes of one service share: a small file that each maps into its memory, made anew for each service.

In it are the service's secret, the moment when somebody last changed the ledger by it, and token buckets. No address
and no name is in it (buckets go by a keyed hash); whoever is killed while he writes leaves at worst one bucket wrong.
"""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import os
import secrets
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TABLES = ("requests", "logins by address", "logins by name")
SETS, WAYS = 8192, 8
"""A table keeps some 65,000 buckets: a flood from many addresses costs 1.5 MB. Of those that fall into one set, the one
that rested longest makes way."""

_DECIDED = struct.Struct("=d")
_SECRET = slice(_DECIDED.size, _DECIDED.size + 32)
_BUCKET = struct.Struct("=Qdd")  # hash of the key (0: none), what is left, when that was
_SET = WAYS * _BUCKET.size
_TABLE = SETS * _SET
_HEAD = 4096
SIZE = _HEAD + len(TABLES) * _TABLE


@dataclass(slots=True)
class Bucket:
    """left: what may still be spent; then: when that was noted."""

    left: float
    then: float


class Shared:
    """path: of the file, made where there is none yet; None: of this process alone. Thread-safe."""

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.Lock()
        self._file: int | None = None
        if path is None:
            self._map = mmap.mmap(-1, SIZE)
        else:
            self._file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
            os.ftruncate(self._file, SIZE)
            self._map = mmap.mmap(self._file, SIZE)
        with self.locked():
            if not any(self._map[_SECRET]):
                self._map[_SECRET] = secrets.token_bytes(_SECRET.stop - _SECRET.start)
        self._secret = self._map[_SECRET]

    @property
    def secret(self) -> str:
        """Of this service, as long as it runs."""
        return self._secret.hex()

    @property
    def decided(self) -> float:
        """When somebody last changed the ledger by this service (monotonic: one clock for all of them); 0.0: never."""
        return float(_DECIDED.unpack_from(self._map, 0)[0])

    @decided.setter
    def decided(self, moment: float) -> None:
        with self.locked():
            _DECIDED.pack_into(self._map, 0, moment)

    @contextmanager
    def bucket(self, table: str, key: str, *, new: Bucket) -> Iterator[Bucket]:
        """The bucket of a key, to be changed within; `new` where none is kept."""
        name = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8, key=self._secret).digest()) or 1
        begin = _HEAD + TABLES.index(table) * _TABLE + name % SETS * _SET
        with self.locked():
            ways = list(_BUCKET.iter_unpack(self._map[begin : begin + _SET]))
            at = next((at for at, way in enumerate(ways) if way[0] == name), None)
            found = new if at is None else Bucket(*ways[at][1:])
            if at is None:
                at = min(range(WAYS), key=lambda way: (ways[way][0] != 0, ways[way][2]))
            yield found
            _BUCKET.pack_into(self._map, begin + at * _BUCKET.size, name, found.left, found.then)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One at a time, of all processes. The lock of one that is killed is free again."""
        with self._lock:
            if self._file is None:
                yield
                return
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)
