"""Kills intake at random moments (SIGKILL): `python benchmarks/crash.py [ROUNDS]`. No acknowledged report may be lost.

Each round a new process adds reports to one ledger, one by one, and prints each digest once it is acknowledged; it is
killed after 0 to 300 milliseconds of work. Then every digest that was ever printed must be there, and the chain verify.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from marsad.ledger import Ledger

LONGEST = 0.3  # seconds of work before the kill: a few dozen commits, checkpoints among them

WRITER = """
import hashlib, sys
from itertools import count
from marsad.ledger import Ledger
from marsad.records import Report
with Ledger.open(sys.argv[1]) as ledger:
    print("ready", flush=True)
    for number in count():
        raw = f"{sys.argv[2]} {number} ".encode() * 200
        digest = hashlib.sha256(raw).hexdigest()
        report = Report(digest=digest, doc=str(number), text=raw.decode())
        ledger.add_reports([(report, raw, "text/plain", None)])
        print(digest, flush=True)
"""


def round_of_intake(path: str | Path, label: str, seconds: float) -> list[str]:
    """One writer, killed `seconds` after it opened the ledger; the digests that it printed whole."""
    command = [sys.executable, "-c", WRITER, str(path), label]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None  # noqa: S101 - narrows the type
        first = writer.stdout.readline()
        if first != "ready\n":
            raise RuntimeError("the writer could not open the ledger")
        timer = threading.Timer(seconds, writer.kill)
        timer.start()
        lines = writer.stdout.read().splitlines(keepends=True)
        timer.join()
    return [line.strip() for line in lines if line.endswith("\n")]


def crash(path: str | Path, rounds: int, *, seed: int = 0) -> tuple[int, list[str]]:
    """Acknowledged reports in all, and those that are missing. Raises RuntimeError where the chain does not verify."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    acknowledged: list[str] = []
    for number in range(rounds):
        acknowledged += round_of_intake(path, f"round {number}", chance.uniform(0, LONGEST))
        with Ledger.open(path, create=False) as ledger:
            found = ledger.verify()
            if not found.ok:
                raise RuntimeError(f"after round {number}: {found.first_bad}")
    with Ledger.open(path, create=False) as ledger:
        return len(acknowledged), [digest for digest in acknowledged if not ledger.has(digest)]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        total, lost = crash(Path(folder) / "crash.db", rounds)
    print(f"{rounds} kills, {total} acknowledged reports, {len(lost)} lost; the chain verified after each kill")
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
