"""So many requests in a time: token buckets, by address or by name, which the processes of a service share."""

from __future__ import annotations

import time
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from marsad.service.problems import ProblemError, problem
from marsad.service.shared import Bucket, Shared

MINUTE = 60.0


class Buckets:
    """Each key may spend `a_minute` at once, and gets as many back in a minute. table: of `shared` (shared.TABLES)."""

    def __init__(
        self, a_minute: int, *, shared: Shared, table: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._shared, self._table, self._clock = float(a_minute), shared, table, clock

    def spend(self, key: str) -> float:
        """0.0 where it was allowed; else the seconds until it will be."""
        now = self._clock()
        with self._shared.bucket(self._table, key, new=Bucket(self._most, now)) as bucket:
            left = min(self._most, bucket.left + max(now - bucket.then, 0.0) * self._most / MINUTE)
            allowed = left >= 1
            bucket.left, bucket.then = left - 1 if allowed else left, max(now, bucket.then)
        return 0.0 if allowed else (1 - left) * MINUTE / self._most

    def check(self, key: str) -> None:
        """Raises ProblemError (429)."""
        if wait := self.spend(key):
            raise ProblemError(429, "Wait a little.", headers={"Retry-After": str(int(wait) + 1)})


class RateLimit:
    """429 for an address that asks too much."""

    def __init__(self, app: ASGIApp, *, a_minute: int, shared: Shared) -> None:
        self.app, self._buckets = app, Buckets(a_minute, shared=shared, table="requests")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (wait := self._buckets.spend(address_of(scope))):
            retry = {"Retry-After": str(int(wait) + 1)}
            told = problem(429, "Too many requests from one address.", instance=scope["path"], headers=retry)
            await told(scope, receive, send)
            return
        await self.app(scope, receive, send)


def address_of(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""
