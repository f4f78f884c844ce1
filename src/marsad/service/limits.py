"""So many requests in a time: token buckets in memory, by address or by name."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from marsad.service.problems import ProblemError, problem

KEPT = 50_000
"""Buckets kept: a flood from many addresses costs a few megabytes."""
MINUTE = 60.0


class Buckets:
    """Each key may spend `a_minute` at once, and gets as many back in a minute. Thread-safe."""

    def __init__(self, a_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = float(a_minute), clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def spend(self, key: str) -> float:
        """0.0 where it was allowed; else the seconds until it will be."""
        with self._lock:
            now = self._clock()
            left, then = self._left.pop(key, (self._most, now))
            left = min(self._most, left + (now - then) * self._most / MINUTE)
            allowed = left >= 1
            self._left[key] = (left - 1 if allowed else left, now)
            while len(self._left) > KEPT:
                self._left.popitem(last=False)
            return 0.0 if allowed else (1 - left) * MINUTE / self._most

    def check(self, key: str) -> None:
        """Raises ProblemError (429)."""
        if wait := self.spend(key):
            raise ProblemError(429, "Wait a little.", headers={"Retry-After": str(int(wait) + 1)})


class RateLimit:
    """429 for an address that asks too much."""

    def __init__(self, app: ASGIApp, *, a_minute: int) -> None:
        self.app, self._buckets = app, Buckets(a_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (wait := self._buckets.spend(address_of(scope))):
            retry = {"Retry-After": str(int(wait) + 1)}
            await problem(429, "Too many requests from one address.", headers=retry)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def address_of(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""
