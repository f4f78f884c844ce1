"""Adds a GeoNames dump (allCountries.txt, or a country's XX.txt, plain or zipped) to a gazetteer of one's own.

Lines have 19 columns, tab-separated (GeoNames' readme.txt). Settlements and the installations that war reports name are
kept, provinces and countries give their points; rivers, peaks, schools and the like are not: their names would be
taken for places of claims.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from marsad.records import MarsadError
from marsad.resolve.gazetteer.build import LEVELS, Row, add_places
from marsad.resolve.gazetteer.fold import primary_key
from marsad.resolve.gazetteer.index import DEFAULT_PATH, Gazetteer

COLUMNS = 19
INSTALLATIONS = frozenset(
    {
        "AIRB", "AIRF", "AIRP", "MILB", "INSM", "NVB", "CMP", "CMPRF", "CMPMIL", "DAM", "PRN", "OILR", "OILF", "GASF",
        "PS", "PSH", "PSN", "BDG", "CSTM", "FT", "FCL", "MN", "ISL",
    }
)  # fmt: skip
"""Feature codes outside class P that reports name as places: bases, airfields, camps, dams, prisons, oil and gas
fields, power stations, bridges, border posts, forts, mines, islands."""
COUNTRIES = frozenset({"PCL", "PCLI", "PCLD", "PCLS", "PCLF", "PCLIX", "TERR"})
REGIONS = {"ADM1": LEVELS["admin1"], "ADM2": LEVELS["admin2"]}
REPORT_EVERY = 50_000
"""Lines between two calls of `progress`."""
CACHE_KIB = 150_000
"""Memory that SQLite may take for pages; sorting spills to the disk."""


@dataclass(frozen=True, slots=True)
class Added:
    """lines: read. places: kept. regions: provinces and second-level divisions. total: places in the gazetteer now."""

    lines: int
    places: int
    regions: int
    total: int


def add_dump(dump: Path, out: Path, *, progress: Callable[[float], None] = lambda share: None) -> Added:
    """Write to `out` the gazetteer that is there (else the installed one) with the dump's places added or replaced.

    `out` is replaced only once all is in. progress: told the share of the dump that has been read, 0 to 1.
    Raises MarsadError with file and line for a line that is none of a dump.
    """
    base = out if out.is_file() else DEFAULT_PATH
    Gazetteer(base)  # of this schema, or an error that says what to do
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(out.name + ".draft")
    shutil.copyfile(base, draft)
    connection = sqlite3.connect(draft)
    try:
        connection.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; "
            f"PRAGMA cache_size = -{CACHE_KIB}"
        )
        reader = _Reader(dump, progress)
        places = add_places(connection, reader.places())
        if not reader.lines:
            raise MarsadError(
                "the dump is empty", where=str(dump), advice="Give GeoNames' allCountries.txt or a .zip of it"
            )
        _add_regions(connection, reader)
        (total,) = connection.execute("SELECT count(*) FROM place").fetchone()
        connection.executemany(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)",
            [("places", str(total)), (f"with {dump.name}", reader.digest.hexdigest()[:16])],
        )
        connection.commit()
        connection.execute("ANALYZE")
        connection.close()
        draft.replace(out)
    except OSError as error:
        raise MarsadError(f"the gazetteer cannot be written ({error.strerror})", where=str(out)) from error
    finally:
        connection.close()
        draft.unlink(missing_ok=True)
    return Added(reader.lines, places, len(reader.regions), total)


class _Reader:
    """Reads a dump line by line; keeps the few rows of regions and countries, yields places."""

    def __init__(self, dump: Path, progress: Callable[[float], None]) -> None:
        self.dump, self.progress = dump, progress
        self.lines = 0
        self.digest = hashlib.sha256()
        self.regions: list[tuple[Row, int]] = []
        self.countries: list[Row] = []

    def places(self) -> Iterator[Row]:
        with _opened(self.dump) as (file, size):
            done = 0
            for line in file:
                self.lines += 1
                done += len(line)
                self.digest.update(line)
                if self.lines % REPORT_EVERY == 0:
                    self.progress(min(1.0, done / size))
                kind, row = self._read(line)
                if kind == "P":
                    yield row
                elif row.feature in REGIONS:
                    self.regions.append((row, REGIONS[row.feature]))
                elif row.feature in COUNTRIES:
                    self.countries.append(row)
                elif row.feature in INSTALLATIONS:
                    yield row
        self.progress(1.0)

    def _read(self, line: bytes) -> tuple[str, Row]:
        """The feature class and the row of one line."""
        try:
            columns = line.decode("utf-8").rstrip("\r\n").split("\t")
        except UnicodeDecodeError as error:
            raise self._fault("is not UTF-8") from error
        if len(columns) != COLUMNS:
            raise self._fault(f"has {len(columns)} columns, not {COLUMNS}")
        try:
            number, lat, lon, people = int(columns[0]), float(columns[4]), float(columns[5]), int(columns[14] or 0)
        except ValueError as error:
            raise self._fault("has no number where one belongs (columns 1, 5, 6, 15)") from error
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise self._fault(f"lies outside the world (latitude {lat}, longitude {lon})")
        if not columns[1]:
            raise self._fault("has no name")
        alternates = tuple(columns[3].split(",")) if columns[3] else ()
        return columns[6], Row(number, columns[1], lat, lon, columns[8], columns[10], people, alternates, columns[7])

    def _fault(self, what: str) -> MarsadError:
        return MarsadError(
            f"the line {what}",
            where=f"{self.dump}:{self.lines}",
            advice="It should be a dump of GeoNames (allCountries.txt)",
        )


@contextmanager
def _opened(dump: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The dump's lines as bytes, and how many bytes they are; a .zip is read without unpacking it to the disk."""
    if not dump.is_file():
        raise MarsadError("no such file", where=str(dump))
    try:
        if zipfile.is_zipfile(dump):
            with zipfile.ZipFile(dump) as archive:
                member = max(archive.infolist(), key=lambda info: info.file_size)
                with archive.open(member) as file:
                    yield file, max(1, member.file_size)
        else:
            with dump.open("rb") as file:
                yield file, max(1, dump.stat().st_size)
    except (OSError, zipfile.BadZipFile) as error:
        raise MarsadError(f"the dump cannot be read ({error})", where=str(dump)) from error


def _add_regions(connection: sqlite3.Connection, reader: _Reader) -> None:
    """Points of countries and provinces as the dump has them; further names of provinces known already (a province
    keeps the name, and so the id, that it has), second-level divisions under their own names."""
    points = [
        (row.country, "" if row.feature in COUNTRIES else row.admin1, row.lat, row.lon) for row in reader.countries
    ]
    for row, level in reader.regions:
        known = None
        if level == LEVELS["admin1"]:
            points.append((row.country, row.admin1, row.lat, row.lon))
            known = connection.execute(
                "SELECT name FROM region WHERE country = ? AND admin1 = ? AND level = ? LIMIT 1",
                (row.country, row.admin1, level),
            ).fetchone()
        connection.execute(
            "INSERT OR IGNORE INTO region VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
            (primary_key(row.name), row.country, row.admin1, level, known[0] if known else row.name, row.lat, row.lon),
        )
    connection.executemany("INSERT OR REPLACE INTO centre VALUES (?, ?, ?, ?)", points)
