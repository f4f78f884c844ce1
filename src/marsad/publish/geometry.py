"""Places as GeoParquet 1.1 stores them (geoparquet.org): WKB points and the metadata key `geo`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import shapely

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees (WGS 84)."""


def geometry_field() -> pa.Field:
    return pa.field("geometry", pa.binary(), metadata={"description": "the place as a point (WKB, WGS 84)"})


def points(lon: np.ndarray[Any, Any], lat: np.ndarray[Any, Any]) -> tuple[pa.Array, Box | None]:
    """WKB points, null where a coordinate is missing (NaN), and the box that holds them; None where there is none."""
    lon, lat = lon.astype(float), lat.astype(float)
    known = ~(np.isnan(lon) | np.isnan(lat))
    shapes = np.full(len(lon), None, dtype=object)
    shapes[known] = shapely.to_wkb(shapely.points(lon[known], lat[known]))
    box = None
    if known.any():
        box = (lon[known].min(), lat[known].min(), lon[known].max(), lat[known].max())
    return pa.array(shapes, pa.binary()), box


def geo_metadata(boxes: Sequence[Box]) -> str:
    """The value of `geo`. Without a `crs` it is OGC:CRS84: longitude, latitude on WGS 84."""
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"]}
    if boxes:
        west, south, east, north = zip(*boxes, strict=True)
        column["bbox"] = [float(edge) for edge in (min(west), min(south), max(east), max(north))]
    value = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    return orjson.dumps(value).decode()
