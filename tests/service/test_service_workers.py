"""One service of several processes: sessions, limits and decisions hold for all of them; killed ones leave nothing."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher

from marsad.service.accounts import Accounts
from marsad.service.limits import Buckets
from marsad.service.shared import SETS, WAYS, Bucket, Shared
from ports import free_port

API = "/api/v1"
WORDS = "several words are good"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
ASKED = 30
"""Connections, one after the other: that one of two workers takes them all is not to be feared."""


@dataclass
class Running:
    process: subprocess.Popen[bytes]
    url: str

    def workers(self) -> list[int]:
        """Ids of the processes that answer."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(it) for it in path.read_text().split() if b"spawn_main" in _command(int(it))]

    def get(self, path: str, cookies: dict[str, str] | None = None) -> httpx.Response:
        """By a connection of its own."""
        return httpx.get(self.url + path, cookies=cookies, timeout=30)


def _command(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()


@contextmanager
def serving(ledger: Path, *options: str, port: int = 0) -> Iterator[Running]:
    port = port or free_port()
    command = [sys.executable, "-m", "marsad", "serve", "--ledger", str(ledger), "--port", str(port), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    running = Running(process, f"http://127.0.0.1:{port}")
    try:
        until = time.monotonic() + 120
        while True:
            try:
                running.get("/health")
                break
            except httpx.TransportError:
                assert process.poll() is None
                assert time.monotonic() < until
                time.sleep(0.1)
        yield running
    finally:
        process.kill() if process.poll() is not None else process.terminate()
        process.wait(timeout=60)


@pytest.fixture
def users(tmp_path: Path) -> Path:
    path = tmp_path / "accounts.db"
    made = Accounts(path, hasher=QUICK)
    made.add("heron", WORDS, "analyst")
    made.close()
    return path


def test_sessions_decisions_and_limits_hold_for_all_workers(own_ledger: Path, users: Path) -> None:
    with serving(own_ledger, "--workers", "2", "--accounts", str(users)) as service:
        assert len(service.workers()) == 2
        told = httpx.post(f"{service.url}{API}/session", json={"name": "heron", "password": WORDS}, timeout=30)
        assert told.status_code == 200, told.text
        cookies = dict(told.cookies)
        names = Counter(service.get(f"{API}/session", cookies).json()["name"] for _ in range(ASKED))
        assert names == {"heron": ASKED}
        before = service.get(f"{API}/map", cookies)
        rejected = service.get(f"{API}/claims?limit=1", cookies).json()["items"][0]["id"]
        version = service.get(f"{API}/claims/{rejected}/decisions", cookies).headers["etag"]
        for _ in range(ASKED):  # both have worked it out
            service.get(f"{API}/map", cookies)
        headers = {"X-CSRF-Token": told.json()["csrf"], "If-Match": version}
        judged = httpx.post(
            f"{service.url}{API}/claims/{rejected}/decisions",
            json={"action": "reject"}, headers=headers, cookies=cookies, timeout=30,
        )  # fmt: skip
        assert judged.status_code == 201, judged.text
        after = [service.get(f"{API}/map", cookies) for _ in range(ASKED)]
        claims = before.json()["summary"]["claims"] - 1
        assert {one.json()["summary"]["claims"] for one in after} == {claims}, "whoever answers knows of it at once"
        assert len({one.headers["etag"] for one in after}) == 1, "the same map has the same tag"
        httpx.delete(f"{service.url}{API}/session", headers=headers, cookies=cookies, timeout=30)
        assert {service.get(f"{API}/session", cookies).json()["name"] for _ in range(ASKED)} == {""}
        tries = [
            httpx.post(
                f"{service.url}{API}/session", json={"name": "nobody", "password": WORDS}, timeout=30
            ).status_code
            for _ in range(9)
        ]
        assert tries == [401] * 5 + [429] * 4


def test_without_accounts_one_person_has_one_token(own_ledger: Path) -> None:
    with serving(own_ledger, "--workers", "2") as service:
        assert len({service.get(f"{API}/session").json()["csrf"] for _ in range(ASKED)}) == 1


def test_a_worker_that_dies_is_replaced_and_all_end_with_the_service(own_ledger: Path) -> None:
    port = free_port()
    with serving(own_ledger, "--workers", "2", port=port) as service:
        first = service.workers()
        os.kill(first[0], signal.SIGKILL)
        until = time.monotonic() + 180
        while first[0] in service.workers() or len(service.workers()) < 2:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert service.get("/health").status_code == 200
        orphans = service.workers()
        service.process.kill()
        service.process.wait(timeout=20)
        until = time.monotonic() + 60
        while any(Path(f"/proc/{orphan}").exists() for orphan in orphans):  # they end by themselves
            assert time.monotonic() < until
            time.sleep(0.1)
    with serving(own_ledger, "--workers", "2", port=port) as again:  # nobody holds the port
        assert again.get("/health").status_code == 200
        again.process.terminate()
        assert again.process.wait(timeout=60) == 0


def _spend(path: Path, number: int) -> None:
    buckets = Buckets(1000, shared=Shared(path), table="requests", clock=lambda: 1.0)
    assert sum(buckets.spend("a reader") == 0.0 for _ in range(number)) == number


def test_processes_spend_from_one_bucket(tmp_path: Path) -> None:
    path = tmp_path / "shared"
    mine = Shared(path)
    spawn = multiprocessing.get_context("spawn")
    others = [spawn.Process(target=_spend, args=(path, 300)) for _ in range(3)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert [other.exitcode for other in others] == [0, 0, 0]
    buckets = Buckets(1000, shared=mine, table="requests", clock=lambda: 1.0)
    assert sum(buckets.spend("a reader") == 0.0 for _ in range(200)) == 100
    assert buckets.spend("somebody else") == 0.0
    assert Buckets(5, shared=mine, table="logins by name", clock=lambda: 1.0).spend("a reader") == 0.0
    mine.decided = 7.5
    assert (Shared(path).decided, Shared(path).secret) == (7.5, mine.secret)
    assert b"reader" not in path.read_bytes()


def test_a_flood_of_names_takes_no_more_memory_and_forgets_who_rested_longest() -> None:
    shared = Shared()
    for number in range(2 * SETS * WAYS):
        with shared.bucket("requests", f"reader {number}", new=Bucket(9.0, float(number))) as bucket:
            bucket.left -= 1
    latest = 2 * SETS * WAYS - 1
    with shared.bucket("requests", f"reader {latest}", new=Bucket(9.0, 0.0)) as bucket:
        assert bucket.left == 8.0
    with shared.bucket("requests", "reader 0", new=Bucket(9.0, 0.0)) as bucket:
        assert bucket.left == 9.0
