"""A table's columns: name, type, unit, meaning and source of each, said once for the files and for docs/exports.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

TEXT, WHOLE, NUMBER, YES_NO, DAY = pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32()
TEXTS = pa.list_(TEXT)

Row = dict[str, Any]
"""One row: column -> value; dates as `datetime.date`, lists as lists, deeper values as dicts."""


@dataclass(frozen=True, slots=True)
class Column:
    """meaning, source: for the data dictionary; source says from which record, or from which columns, it comes."""

    name: str
    type: pa.DataType
    meaning: str
    source: str
    unit: str = ""


def records(**fields: pa.DataType) -> pa.DataType:
    """The type of a list of records with these fields. A field `for_` is called `for`, which Python keeps to itself."""
    return pa.list_(pa.struct([(name.rstrip("_"), kind) for name, kind in fields.items()]))


def schema_of(columns: Sequence[Column], versions: Mapping[str, str] | None = None) -> pa.Schema:
    """The Arrow schema; what a column means travels with it, and the versions that made the rows (`marsad.*`)."""
    fields = [
        pa.field(column.name, column.type, metadata={"description": column.meaning, "unit": column.unit})
        for column in columns
    ]
    return pa.schema(fields, metadata={f"marsad.{name}": value for name, value in (versions or {}).items()})


def type_name(kind: pa.DataType) -> str:
    """A type in a reader's words."""
    if pa.types.is_list(kind):
        inner = kind.value_type
        if pa.types.is_struct(inner):
            return f"list of ({', '.join(f'`{field.name}`' for field in inner)})"
        return f"list of {type_name(inner)}"
    return {TEXT: "text", WHOLE: "whole number", NUMBER: "number", YES_NO: "yes/no", DAY: "date"}[kind]


def dictionary_rows(columns: Iterable[Column]) -> list[tuple[str, str, str, str, str]]:
    """Column, type, unit, meaning, source: the data dictionary of a table."""
    return [(c.name, type_name(c.type), c.unit, c.meaning, c.source) for c in columns]
