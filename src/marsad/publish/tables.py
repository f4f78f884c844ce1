"""Tables for analysts: control of places and disagreements, as CSV, GeoJSON or Parquet by the file's ending.

docs/exports.md says what every column means.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from marsad.publish.contract import DisagreementRow
from marsad.publish.files import replacing
from marsad.records import Claim, Control, MarsadError, Place

_TEXTS = pa.list_(pa.string())
CONTROL_SCHEMA = pa.schema(
    [
        ("at", pa.string()),
        ("as_known_at", pa.string()),
        ("place", pa.string()),
        ("place_id", pa.string()),
        ("geonameid", pa.int64()),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        ("country", pa.string()),
        ("admin1", pa.string()),
        ("controller", pa.string()),
        ("probability", pa.float64()),
        ("status", pa.string()),
        ("extent", pa.float64()),
        ("besieged_by", _TEXTS),
        ("contested_by", _TEXTS),
        ("contamination", pa.string()),
        (
            "shares",
            pa.list_(
                pa.struct(
                    [("controller", pa.string()), ("extent", pa.float64()), ("part", pa.string()), ("claims", _TEXTS)]
                )
            ),
        ),
        ("candidates", pa.list_(pa.struct([("controller", pa.string()), ("probability", pa.float64())]))),
        ("claims", pa.list_(pa.struct([("id", pa.string()), ("for", pa.string()), ("weight", pa.float64())]))),
        ("notes", _TEXTS),
    ]
)
"""One row: one place on one day, the fields of `marsad control --json` and where the place is."""

_DISAGREEMENT_COLUMNS = (
    "disagreement", "question", "note", "place", "place_id", "date_start", "date_end", "event", "side", "value",
    "origins", "claims", "quotes",
)  # fmt: skip

_BATCH = 20_000
"""Rows in a Parquet row group: some megabytes, so that a panel of any length is written in bounded memory."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins so as a formula (OWASP, "CSV Injection")."""

Row = dict[str, Any]


def control_table(
    controls: Iterable[Control],
    path: Path,
    *,
    places: Mapping[str, Place] | None = None,
    versions: Mapping[str, str] | None = None,
) -> int:
    """Write answers (one day of all places, or a panel of days) as they come. Returns the number of rows.

    places: place_id -> Place, for coordinates, country and province. versions: of code, models and packs; kept in the
    metadata of Parquet and in the member `marsad` of GeoJSON. Raises MarsadError for another ending than .csv,
    .geojson or .parquet, before anything is asked of `controls`.
    """
    writers: dict[str, Callable[[Iterator[Row], Path, Mapping[str, str]], int]] = {
        ".csv": _write_csv,
        ".geojson": _write_geojson,
        ".parquet": _write_parquet,
    }
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise MarsadError(
            f"no table is written with the ending {path.suffix or '(none)'}",
            where=str(path),
            advice=f"Use {', '.join(writers)}",
        )
    known = places or {}
    rows = (_control_row(control, known.get(control.place_id)) for control in controls)
    with replacing(path) as partial:
        return writer(rows, partial, versions or {})


def disagreements_table(disagreements: Sequence[DisagreementRow], claims: Iterable[Claim], path: Path) -> int:
    """Write a CSV of disagreements, a row for each side, with the quoted words. Returns the number of rows."""
    quotes = {claim.id: claim.quote for claim in claims}
    rows = [
        {
            **row,
            "disagreement": row["id"],
            "side": number,
            "value": side["value"],
            "origins": side["origins"],
            "claims": side["claims"],
            "quotes": [quotes[claim] for claim in side["claims"] if claim in quotes],
        }
        for row in disagreements
        for number, side in enumerate(row["sides"], start=1)
    ]
    with replacing(path) as partial, partial.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_DISAGREEMENT_COLUMNS)
        writer.writerows([_cell(row[name]) for name in _DISAGREEMENT_COLUMNS] for row in rows)
    return len(rows)


def _control_row(control: Control, place: Place | None) -> Row:
    row = control.to_json()
    row |= {name: getattr(place, name) if place else None for name in ("lat", "lon", "country", "admin1")}
    return {name: row[name] for name in CONTROL_SCHEMA.names}


def _write_csv(rows: Iterator[Row], path: Path, _versions: Mapping[str, str]) -> int:
    written = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(CONTROL_SCHEMA.names)
        for row in rows:
            writer.writerow([_cell(value) for value in row.values()])
            written += 1
    return written


def _cell(value: object) -> object:
    """Lists of texts with semicolons between, deeper values as JSON, texts so that no spreadsheet runs them."""
    if isinstance(value, (list, tuple)):
        flat = all(isinstance(item, str) for item in value)
        value = "; ".join(value) if flat else orjson.dumps(value).decode()
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _write_geojson(rows: Iterator[Row], path: Path, versions: Mapping[str, str]) -> int:
    """RFC 7946: a Feature a row, `geometry` null where the place has no coordinates."""
    written = 0
    with path.open("wb") as file:
        file.write(b'{"type": "FeatureCollection", "marsad": ' + orjson.dumps(dict(versions)) + b', "features": [')
        for row in rows:
            lat, lon = row.pop("lat"), row.pop("lon")
            located = lat is not None and lon is not None
            feature = {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [lon, lat]} if located else None,
                "properties": row,
            }
            file.write((b",\n" if written else b"\n") + orjson.dumps(feature))
            written += 1
        file.write(b"\n]}\n")
    return written


def _write_parquet(rows: Iterator[Row], path: Path, versions: Mapping[str, str]) -> int:
    written = 0
    schema = CONTROL_SCHEMA.with_metadata({f"marsad.{name}": version for name, version in versions.items()})
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _BATCH)):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))
            written += len(batch)
    return written
