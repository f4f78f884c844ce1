"""Kills the service under load: `python benchmarks/soak.py [--kills 50] [--database KIND] [--workers N]` (`make soak`).

Clients ask, a writer adds reports whose claims are at hand, reviewers decide through the API; at random moments the
service, with what derives beside it, is killed (SIGKILL) and started again, every other time the writer, too. In the
end, or when it is told to end (SIGTERM), every write that was ever acknowledged must be there, `marsad verify` must
pass, and nothing may be left behind.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

import service
import war
from marsad.ledger import Ledger
from marsad.pipeline import Observatory

PATIENCE = 30.0

WRITER = """
import sys, time
sys.path.insert(0, sys.argv[4])
import war
from marsad.ledger import Ledger
with Ledger.open(sys.argv[1]) as ledger:
    for report, claims in war.reports(int(sys.argv[2]), places=int(sys.argv[3]), total=1):
        war.put(ledger, [(report, claims)])
        print(report.digest, len(claims), flush=True)
        time.sleep(0.2)
"""


@dataclass
class Acknowledged:
    """kills: so far; reports: digest -> its claims' number; decisions: ids; asked: requests that were answered; broken:
    that were not (the service was being killed); wrong: answers that should not be."""

    kills: int = 0
    reports: dict[str, int] = field(default_factory=dict)
    decisions: list[str] = field(default_factory=list)
    asked: int = 0
    broken: int = 0
    wrong: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--claims", type=int, default=30_000)
    parser.add_argument("--places", type=int, default=1_000)
    parser.add_argument("--clients", type=int, default=10)
    parser.add_argument("--workers", type=int, default=1, help="processes of the service")
    parser.add_argument("--seconds", type=float, default=6.0, help="between it answers and is killed, at most")
    parser.add_argument("--ledger", default="", help="fill (or take, where it is filled) this one, and keep it")
    parser.add_argument("--facts", action="store_true", help="do not derive all that is behind in the end: a long time")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with service.database(options.database, options.ledger) as address:
        with Ledger.open(address) as ledger:
            if not ledger.claim_count():
                war.fill(ledger, claims=options.claims, places=options.places)
                Observatory(ledger).derive_events()
        told = soak(address, options)
        lost = missing(address, told, derive=not options.facts)
    derived = "" if options.facts else ", control is up to date"
    print(
        f"{told.kills} kills on {options.database}: {len(told.reports)} reports and {len(told.decisions)} decisions "
        f"acknowledged, {len(lost)} lost; {told.asked} requests answered, {told.broken} broken off by a kill, "
        f"{len(told.wrong)} wrong; the chain verified{derived}"
    )
    for line in (*lost[:5], *told.wrong[:5]):
        print(line)
    sys.exit(bool(lost or told.wrong))


def soak(address: str, options: argparse.Namespace) -> Acknowledged:
    """Kills the service so many times, and its writer every other time."""
    chance, told, stop = random.Random(options.seed), Acknowledged(), threading.Event()  # noqa: S311 - moments
    ending = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ending.set())
    several = ("--workers", str(options.workers))
    port = service.free_port()
    url = f"http://127.0.0.1:{port}/api/v1"
    work: list[Callable[[], None]] = [lambda: review(url, stop, told)]
    work += [lambda n=n: ask(url, n, options.places, stop, told) for n in range(options.clients)]  # type: ignore[misc]
    threads = [threading.Thread(target=one, daemon=True) for one in work]
    while told.kills < options.kills and not ending.is_set():
        number = told.kills
        with (
            writing(address, number, options, told) as writer,
            service.serving(address, *several, port=port) as running,
        ):
            if not number:
                for thread in threads:
                    thread.start()
            time.sleep(chance.uniform(0, options.seconds))
            running.process.kill()
            if number % 2:
                writer.kill()
        told.kills += 1
        print(f"kill {told.kills}: {len(told.reports)} reports, {len(told.decisions)} decisions", flush=True)
    stop.set()
    for thread in threads:
        thread.join(PATIENCE)
    return told


@contextmanager
def writing(
    address: str, number: int, options: argparse.Namespace, told: Acknowledged
) -> Iterator[subprocess.Popen[str]]:
    """A program that adds five reports a second; what it acknowledged whole is noted."""
    start = 10_000_000 * (number + 1) + time.time_ns() // 1_000_000 % 10_000_000  # of a kept ledger, others than before
    command = [sys.executable, "-c", WRITER, address, str(start), str(options.places), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        try:
            yield writer
        finally:
            writer.kill()
            lines = writer.stdout.read().splitlines(keepends=True) if writer.stdout else []
            for line in lines:
                if line.endswith("\n"):
                    digest, claims = line.split()
                    told.reports[digest] = int(claims)


def client_of(url: str) -> httpx.Client:
    """Kept: to make one takes longer than to ask."""
    return httpx.Client(base_url=url, timeout=PATIENCE, verify=False)  # noqa: S501 - plain HTTP, on this machine


def ask(url: str, number: int, places: int, stop: threading.Event, told: Acknowledged) -> None:
    chance = random.Random(number)  # noqa: S311 - no secrets
    with client_of(url) as client:
        while not stop.is_set():
            name = chance.choice(list(service.MIX))
            path = service.path_of(name, chance, places)
            try:
                got = client.get(path)
            except httpx.HTTPError:
                told.broken += 1
                stop.wait(0.2)
                continue
            told.asked += 1
            if got.status_code != httpx.codes.OK:
                told.wrong.append(f"{got.status_code} for {path}")
            stop.wait(0.3)


def review(url: str, stop: threading.Event, told: Acknowledged) -> None:
    """Notes on claims, through the API: what was answered with 201 is acknowledged."""
    chance = random.Random("review")  # noqa: S311 - no secrets
    with client_of(url) as client:
        while not stop.wait(0.1):
            try:
                token = client.get("/session").json()["csrf"]
                claims = client.get("/claims", params={"limit": 50}).json()["items"]
                body = {"action": "note", "target": [chance.choice(claims)["id"]], "reason": "seen under load"}
                made = client.post("/decisions", json=body, headers={"X-CSRF-Token": token})
            except httpx.HTTPError:
                told.broken += 1
                continue
            if made.status_code == httpx.codes.CREATED:
                told.decisions.append(made.json()["id"])
            else:
                told.wrong.append(f"{made.status_code} for a note: {made.text[:200]}")


def missing(address: str, told: Acknowledged, *, derive: bool) -> list[str]:
    """Acknowledged writes that are not there. derive: also brings up to date what is derived. Raises RuntimeError where
    the ledger is not sound."""
    with Ledger.open(address) as ledger:
        found = ledger.verify()
        if not found.ok:
            raise RuntimeError(f"the chain does not verify: {found.first_bad}")
        observatory = Observatory(ledger)
        if derive:
            observatory.keep_up()
            if behind := observatory.stale_control():
                raise RuntimeError(f"control of {behind} places cannot be brought up to date")
        claims = dict.fromkeys(told.reports, 0)
        for claim in ledger.claims():
            if claim.report in claims:
                claims[claim.report] += 1
        decided = {decision.id for decision in ledger.decisions()}
        return [
            *(f"report {digest}" for digest in told.reports if not ledger.has(digest)),
            *(f"claims of {digest}" for digest, number in told.reports.items() if claims[digest] != number),
            *(f"decision {name}" for name in told.decisions if name not in decided),
        ]


if __name__ == "__main__":
    main()
