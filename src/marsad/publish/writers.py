"""Tables as files: CSV, Excel, Parquet (GeoParquet where rows have a place), GeoJSON. Rows are written as they come."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from marsad.publish.columns import Column, Row, schema_of
from marsad.publish.files import check_target, replacing
from marsad.publish.geometry import geo_metadata, geometry_field, points

TABLE_ENDINGS = (".csv", ".xlsx", ".parquet")
PLACE_ENDINGS = (*TABLE_ENDINGS, ".geojson")
"""What a table of places, which has columns of latitude and longitude, may also be written as."""

_COORDINATES = (("lat", "lon"), ("latitude", "longitude"))

SEPARATOR = "; "
"""Between the texts of a list within one cell."""

_BATCH = 20_000
"""Rows in a Parquet row group: some megabytes, so that a panel of any length is written in bounded memory."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins so as a formula (OWASP, "CSV Injection")."""


def write_table(
    columns: Sequence[Column], rows: Iterable[Row], path: Path, *, versions: Mapping[str, str] | None = None
) -> int:
    """Write rows by the ending of `path`, in one step. Returns the number of rows.

    versions: of code, models and packs; kept in the metadata of Parquet, in the member `marsad` of GeoJSON and on the
    second sheet of a workbook. Raises MarsadError for an ending that is not written, before anything is asked of
    `rows`; for more rows than a worksheet holds; where the file cannot be written.
    """
    located = coordinates_of(columns) is not None
    check_target(path, PLACE_ENDINGS if located else TABLE_ENDINGS)
    write: Callable[[Sequence[Column], Iterator[Row], Path, Mapping[str, str]], int] = {
        ".csv": _write_csv,
        ".xlsx": _write_xlsx,
        ".parquet": _write_geoparquet if located else _write_parquet,
        ".geojson": _write_geojson,
    }[path.suffix.lower()]
    with replacing(path) as partial:
        return write(columns, iter(rows), partial, versions or {})


def coordinates_of(columns: Sequence[Column]) -> tuple[str, str] | None:
    """The names of the columns of latitude and longitude; None in a table without places."""
    names = {column.name for column in columns}
    return next((pair for pair in _COORDINATES if names.issuperset(pair)), None)


def plain(value: object) -> object:
    """A value as one cell: texts of a list with semicolons between, deeper values as JSON."""
    if isinstance(value, list | tuple):
        flat = all(isinstance(item, str) for item in value)
        return SEPARATOR.join(value) if flat else orjson.dumps(value).decode()
    return value


def _csv_cell(value: object) -> object:
    """Yes and no in lower case (as DuckDB and pandas read them), texts so that no spreadsheet runs them."""
    value = plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _write_csv(columns: Sequence[Column], rows: Iterator[Row], path: Path, _versions: Mapping[str, str]) -> int:
    names, written = [column.name for column in columns], 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for row in rows:
            writer.writerow([_csv_cell(row[name]) for name in names])
            written += 1
    return written


def _write_xlsx(columns: Sequence[Column], rows: Iterator[Row], path: Path, versions: Mapping[str, str]) -> int:
    from marsad.publish.spreadsheet import write_xlsx  # noqa: PLC0415 - its writer takes a while to load

    return write_xlsx(columns, ([plain(row[c.name]) for c in columns] for row in rows), path, versions)


def _write_geojson(columns: Sequence[Column], rows: Iterator[Row], path: Path, versions: Mapping[str, str]) -> int:
    """RFC 7946: a Feature a row, `geometry` null where the place has no coordinates."""
    north, east = coordinates_of(columns) or _COORDINATES[0]
    names, written = [column.name for column in columns if column.name not in {north, east}], 0
    with path.open("wb") as file:
        file.write(b'{"type": "FeatureCollection", "marsad": ' + orjson.dumps(dict(versions)) + b', "features": [')
        for row in rows:
            lat, lon = row[north], row[east]
            located = lat is not None and lon is not None
            feature = {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [lon, lat]} if located else None,
                "properties": {name: row[name] for name in names},
            }
            file.write((b",\n" if written else b"\n") + orjson.dumps(feature))
            written += 1
        file.write(b"\n]}\n")
    return written


def _batches(schema: pa.Schema, rows: Iterator[Row]) -> Iterator[pa.Table]:
    while batch := list(islice(rows, _BATCH)):
        yield pa.Table.from_pylist(batch, schema=schema)


def _write_parquet(columns: Sequence[Column], rows: Iterator[Row], path: Path, versions: Mapping[str, str]) -> int:
    schema, written = schema_of(columns, versions), 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for table in _batches(schema, rows):
            writer.write_table(table)
            written += len(table)
    return written


def _write_geoparquet(columns: Sequence[Column], rows: Iterator[Row], path: Path, versions: Mapping[str, str]) -> int:
    """A column `geometry` beside the others, and the key `geo` in the file's metadata (known when all is written)."""
    schema, written = schema_of(columns, versions), 0
    north, east = coordinates_of(columns) or _COORDINATES[0]
    bounds: list[tuple[float, float, float, float]] = []
    with pq.ParquetWriter(path, schema.append(geometry_field()), compression="zstd") as writer:
        for table in _batches(schema, rows):
            shapes, box = points(table[east].to_numpy(), table[north].to_numpy())
            writer.write_table(table.append_column(geometry_field(), shapes))
            bounds += [box] if box else []
            written += len(table)
        writer.add_key_value_metadata({"geo": geo_metadata(bounds)})
    return written
