"""How much the service carries: `python benchmarks/service.py [--claims N] [--places N] [--database KIND]`.

A made-up war (benchmarks/war.py) in a ledger, a real `marsad serve` over it, clients that ask as a desk does, a writer
that adds reports whose claims are at hand. First with a pause
between the requests of a client, then without one, which says how many requests a second the service sustains.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from multiprocessing.synchronize import Barrier
from multiprocessing.synchronize import Event as Flag
from pathlib import Path
from typing import Any

import httpx

import war
from marsad.ledger import Ledger
from marsad.pipeline import Observatory

TARGETS = {"control of all places": 100, "place page": 150, "search": 200}
"""Milliseconds of the 95th percentile."""
MIX = {"control of all places": 3, "place page": 3, "search": 2, "claims of a type": 1, "events of a place": 1}
"""How often each is asked for."""
WARMING = 5.0
"""Seconds of requests that are not counted: caches are empty when a service has just begun."""
READY_WITHIN = 600.0
"""Seconds in which the service must answer."""


def main() -> None:
    options = arguments()
    with database(options.database, options.ledger) as address:
        prepare(address, options)
        with serving(address, "--workers", str(options.workers)) as service:
            say(f"the first answer: {first_answer(service):,.1f} s; memory {service.memory()}")
            for pause, label in ((options.pause, f"a request every {options.pause:g} s a client"), (0.0, "no pause")):
                measure(service, address, options, pause=pause, label=label)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--places", type=int, default=5_000)
    parser.add_argument("--skew", type=float, default=0.0, help="how unevenly places are told of (1: Zipf)")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--ledger", default="", help="fill (or take, where it is filled) this one, and keep it")
    parser.add_argument("--seconds", type=float, default=60.0, help="of each of the two measurements")
    parser.add_argument("--clients", type=int, default=10)
    parser.add_argument("--workers", type=int, default=1, help="processes of the service")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between the requests of a client")
    parser.add_argument("--writes", type=float, default=5.0, help="reports a second")
    return parser.parse_args()


def say(line: str) -> None:
    print(line, flush=True)


# The ledger


@contextmanager
def database(kind: str, ledger: str = "") -> Iterator[str]:
    """The address of a ledger, perhaps not there yet. PostgreSQL: a server of its own, with the settings of a desk."""
    if ledger:
        yield ledger
    elif kind == "postgresql":
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
        import databases  # noqa: PLC0415 - of the tests

        databases.SETTINGS.update(fsync="on", full_page_writes="on", shared_buffers="4GB", max_connections="100")
        server = databases.server()
        server.execute("CREATE DATABASE bench TEMPLATE template0")
        yield server.url("bench")
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / "bench.db")


def prepare(address: str, options: argparse.Namespace) -> None:
    with Ledger.open(address) as ledger:
        if ledger.loose_claims()[1] == 0:
            begun = time.monotonic()
            war.fill(ledger, claims=options.claims, places=options.places, skew=options.skew)
            say(f"{options.claims:,} claims put in {time.monotonic() - begun:,.0f} s")
        begun = time.monotonic()
        observatory = Observatory(ledger)
        if not ledger.event_count():
            observatory.derive_events()
            say(f"events derived in {time.monotonic() - begun:,.0f} s")
        begun = time.monotonic()
        if places := observatory.update_control():
            say(f"control of {places:,} places derived in {time.monotonic() - begun:,.0f} s")


# The service


@dataclass(frozen=True)
class Service:
    process: subprocess.Popen[bytes]
    url: str

    def memory(self) -> str:
        """Of each process that answers: resident now, and at most so far."""
        told = []
        for process in self.answering():
            rows = Path(f"/proc/{process}/status").read_text().splitlines()
            row = {row.split(":")[0]: int(row.split()[1]) // 1024 for row in rows if row.startswith(("VmRSS", "VmHWM"))}
            told.append(f"{row['VmRSS']:,} MiB (most {row['VmHWM']:,})")
        return " + ".join(told)

    def cpu(self) -> float:
        """Seconds of processor time so far, of those that answer."""
        return sum(map(_cpu, self.answering()))

    def deriving(self) -> float:
        """Seconds of processor time so far of `marsad derive`, which runs beside."""
        return sum(_cpu(child) for child in self._children() if b"derive" in _command(child))

    def answering(self) -> list[int]:
        """Process ids: of the workers, or of the one process."""
        return [child for child in self._children() if b"spawn_main" in _command(child)] or [self.process.pid]

    def _children(self) -> list[int]:
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(child) for child in path.read_text().split()]


def _command(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(address: str, *more: str, port: int = 0) -> Iterator[Service]:
    """A running `marsad serve`."""
    port = port or free_port()
    command = [
        sys.executable, "-m", "marsad", "serve", "--ledger", address, "--port", str(port),
        "--requests-a-minute", "1000000", *more,
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    service = Service(process, f"http://127.0.0.1:{port}")
    try:
        wait_for(service)
        yield service
    finally:
        process.terminate()
        process.wait(timeout=60)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(service: Service) -> None:
    until = time.monotonic() + READY_WITHIN
    with httpx.Client(timeout=READY_WITHIN, verify=False) as client:  # noqa: S501 - plain HTTP, on this machine
        while time.monotonic() < until:
            if service.process.poll() is not None:
                raise RuntimeError("the service ended")
            try:
                if client.get(f"{service.url}/health").status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
    raise RuntimeError("the service does not answer")


def first_answer(service: Service) -> float:
    """Seconds until a service that has just begun can say who held every place."""
    begun = time.monotonic()
    httpx.get(f"{service.url}/api/v1/control?at=2015-06-01", timeout=READY_WITHIN).raise_for_status()
    return time.monotonic() - begun


# The load


@dataclass
class Told:
    """Of each kind of request its seconds; what went wrong."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)


def measure(service: Service, address: str, options: argparse.Namespace, *, pause: float, label: str) -> None:
    context = multiprocessing.get_context("spawn")
    stop, answers, asked = context.Event(), context.Queue(), {**vars(options), "pause": pause}
    ready = context.Barrier(options.clients + 2)  # to begin is a second of processor time for each
    written = context.Value("i", 0)
    writer = context.Process(target=write, args=(address, vars(options), ready, stop, written), daemon=True)
    clients = [
        context.Process(target=ask, args=(f"{service.url}/api/v1", number, asked, ready, answers), daemon=True)
        for number in range(options.clients)
    ]
    for process in (writer, *clients):
        process.start()
    ready.wait(READY_WITHIN)
    time.sleep(WARMING)
    busy, deriving, begun, before = service.cpu(), service.deriving(), time.monotonic(), written.value
    told = Told()
    for _ in clients:
        some: Told = answers.get(timeout=options.seconds + READY_WITHIN)
        for name, seconds in some.took.items():
            told.took[name] += seconds
        told.wrong += some.wrong
    spent, busy, deriving = time.monotonic() - begun, service.cpu() - busy, service.deriving() - deriving
    reports = (written.value - before) / spent
    stop.set()
    for process in (writer, *clients):
        process.join(timeout=READY_WITHIN)
    behind = stale(address)
    requests = sum(map(len, told.took.values()))
    size = f"{options.claims:,} claims, {options.places:,} places, {address.partition(':')[0]}"
    say(f"\n{size}, {options.clients} clients, {options.workers} workers: {label}")
    say(f"{'':24}{'requests':>9}{'p50':>8}{'p95':>8}{'p99':>8}  target (ms)")
    for name in MIX:
        took = sorted(told.took[name]) or [math.nan]
        p50, p95, p99 = (1000 * took[min(len(took) - 1, int(part * len(took)))] for part in (0.5, 0.95, 0.99))
        target = TARGETS.get(name)
        verdict = "" if target is None else f"p95 < {target}: {'met' if p95 < target else 'missed'}"
        say(f"{name:24}{len(took):9,}{p50:8.1f}{p95:8.1f}{p99:8.1f}  {verdict}")
    say(
        f"{requests / options.seconds:,.1f} requests/s; {1000 * busy / max(requests, 1):.1f} ms of processor each; "
        f"{reports:.1f} reports/s written, {behind:,} places behind at the end, deriving took "
        f"{100 * deriving / spent:.0f}% of a processor; memory {service.memory()}; "
        f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    )
    if told.wrong:
        say(f"{len(told.wrong)} requests failed, the first: {told.wrong[0]}")


def ask(url: str, number: int, options: dict[str, Any], ready: Barrier, answers: Any) -> None:  # noqa: ANN401
    """One client, with a connection that it keeps."""
    chance, told, pause = random.Random(number), Told(), options["pause"]  # noqa: S311 - no secrets
    seconds, places = options["seconds"], options["places"]
    with httpx.Client(base_url=url, timeout=60, headers={"Accept-Encoding": "gzip"}) as client:
        ready.wait(READY_WITHIN)
        begun = time.monotonic()
        while (now := time.monotonic()) < begun + WARMING + seconds:
            name = chance.choices(list(MIX), list(MIX.values()))[0]
            path = path_of(name, chance, places)
            start = time.monotonic()
            try:
                got = client.get(path)
                wrong = "" if got.status_code == httpx.codes.OK else f"{got.status_code} {path}"
            except httpx.HTTPError as error:
                wrong = f"{type(error).__name__} {path}"
            if now > begun + WARMING:
                told.took[name].append(time.monotonic() - start)
                told.wrong += [wrong] if wrong else []
            if pause:
                time.sleep(chance.expovariate(1 / pause))
    answers.put(told)


def path_of(name: str, chance: random.Random, places: int) -> str:
    place = chance.randrange(places)
    day = (war.FIRST_DAY + timedelta(days=chance.randrange(war.DAYS))).isoformat()
    words = [
        war.name_of(place),
        f"{war.name_of(place)} bakery",
        f"source {chance.randrange(war.SOURCES)}",
        "artillery market",
    ]
    asked: dict[str, Callable[[], str]] = {
        "control of all places": lambda: f"/control?at={day}&limit=10000",
        "place page": lambda: f"/places/{war.place_id(place)}",
        "search": lambda: f"/search?q={chance.choice(words)}",
        "claims of a type": lambda: f"/claims?type={chance.choice(list(war.SENTENCES))}&limit=100",
        "events of a place": lambda: f"/events?place={war.place_id(place)}&limit=50",
    }
    return asked[name]()


def write(address: str, options: dict[str, Any], ready: Barrier, stop: Flag, written: Any) -> None:  # noqa: ANN401
    """Adds reports with their claims, one by one, so many a second."""
    with Ledger.open(address) as ledger:
        start = options["claims"] // war.PER_REPORT + int(time.time()) % 1_000_000_000
        made = war.reports(
            start, places=options["places"], total=options["claims"] // war.PER_REPORT, skew=options["skew"]
        )
        ready.wait(READY_WITHIN)
        begun = time.monotonic()
        for number, pair in zip(count(1), made, strict=False):
            war.put(ledger, [pair])
            written.value = number
            if stop.wait(max(0.0, begun + number / options["writes"] - time.monotonic())):
                return


def stale(address: str) -> int:
    """Places whose control is still to be worked out."""
    with Ledger.open(address) as ledger:
        return Observatory(ledger).stale_control()


if __name__ == "__main__":
    main()
