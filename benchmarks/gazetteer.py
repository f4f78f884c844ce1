"""A full-size GeoNames dump: `python benchmarks/gazetteer.py [--rows N] [--settlements SHARE] [--keep FOLDER]`.

Writes a synthetic dump in the format of allCountries.txt (twelve million rows as GeoNames has, 0.42 of them settlements
as there; names of syllables and of words that thousands share, three other names each), adds it with `marsad gazetteer
add` in a process of its own, and prints the minutes and memory that took and how long look-ups take from disk.
Required: minutes, less than 500 MB, look-ups under 1 ms.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from marsad.resolve.gazetteer.index import Gazetteer

ROWS = 12_000_000
SETTLEMENTS = 0.42
LOOKUPS = 2_000
COUNTRIES = [a + b for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "AEIMOQUYZ"]
FIRST = ["San", "Santa", "Kafr", "Tall", "Novo", "Nizhny", "Ban", "Kampung", "Dera", "Villa", "Al", "Wadi", "Khirbat"]
ONSETS = [
    "b",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "kh",
    "l",
    "m",
    "n",
    "q",
    "r",
    "s",
    "sh",
    "t",
    "w",
    "y",
    "z",
    "gh",
    "p",
    "v",
]
VOWELS = ["a", "i", "u", "e", "o", "ā", "ī", "ou", "ay"]
CODAS = ["", "", "", "n", "r", "l", "m", "s", "d", "k", "b"]
OTHERS = [("H", "STM"), ("T", "MT"), ("S", "SCH"), ("L", "LCTY"), ("S", "AIRP"), ("A", "ADM3"), ("V", "FRST")]


def rows(count: int, settlements: float, seed: int = 7) -> Iterator[str]:
    """Lines of a dump; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a benchmark's data

    def word() -> str:
        parts = (
            chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS)
            for _ in range(chance.choice((2, 2, 3)))
        )
        return "".join(parts).capitalize()

    words = [word() for _ in range(150_000)]
    for number in range(count):
        one = words[int(len(words) * chance.random() ** 2)]
        name = f"{chance.choice(FIRST)} {one}" if chance.random() < 0.35 else one
        others = ",".join((name.replace("ā", "a").replace("ī", "i"), one + "a", chance.choice(words)))
        feature, code = ("P", "PPL") if chance.random() < settlements else chance.choice(OTHERS)
        people = int(10 ** (chance.random() * 5)) if feature == "P" and chance.random() < 0.1 else 0
        lat, lon = chance.uniform(-55, 70), chance.uniform(-180, 180)
        yield (
            f"{50_000_000 + number}\t{name}\t{name}\t{others}\t{lat:.5f}\t{lon:.5f}\t{feature}\t{code}\t"
            f"{chance.choice(COUNTRIES)}\t\t{number % 20:02}\t\t\t\t{people}\t\t0\tZone\t2026-01-01\n"
        )


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=ROWS)
    options.add_argument("--settlements", type=float, default=SETTLEMENTS)
    options.add_argument("--keep", type=Path, help="a folder for the dump and the gazetteer, which stay there")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        dump, out = folder / "dump.txt", folder / "gazetteer.sqlite"
        with dump.open("w", encoding="utf-8") as file:
            file.writelines(rows(given.rows, given.settlements))
        print(f"dump of {given.rows:,} rows: {dump.stat().st_size / 1e6:,.0f} MB", flush=True)
        began, busy = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run([sys.executable, "-m", "marsad", "gazetteer", "add", str(dump), "--to", str(out)], check=True)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(
            f"added in {(time.monotonic() - began) / 60:.1f} minutes ({(used.ru_utime - busy) / 60:.1f} of processor "
            f"time), at most {used.ru_maxrss / 1024:,.0f} MB of memory; {out.stat().st_size / 1e6:,.0f} MB on disk"
        )
        _look_up(Gazetteer(out), given.rows, given.settlements)
    return 0


def _look_up(gazetteer: Gazetteer, count: int, settlements: float) -> None:
    """Times of names drawn from the dump, each asked for once: nothing comes from the answers kept in memory."""
    step = max(1, min(count, 200_000) // LOOKUPS)
    lines = [
        line.split("\t") for number, line in enumerate(rows(min(count, 200_000), settlements)) if number % step == 0
    ]
    asked: dict[str, Callable[[list[str]], Any]] = {
        "by name": lambda line: gazetteer.lookup(line[1]),
        "by sound, in two countries": lambda line: gazetteer.lookup_alike(line[1], (line[8], "SY")),
        "by number": lambda line: gazetteer.entry(int(line[0])),
    }
    for what, ask in asked.items():
        times = []
        for line in lines:
            began = time.perf_counter()
            ask(line)
            times.append((time.perf_counter() - began) * 1000)
        times.sort()
        print(
            f"{what}: median {statistics.median(times):.3f} ms, mean {statistics.fmean(times):.3f} ms, "
            f"95 percent under {times[int(len(times) * 0.95)]:.3f} ms"
        )


if __name__ == "__main__":
    sys.exit(main())
