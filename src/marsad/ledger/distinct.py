"""Which different values claims have in a field: who acts, whose word it is."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from marsad.ledger.schema import claims

_column = claims.c


def joint_values(connection: Connection, side: ColumnElement[Any], actor: str) -> list[str]:
    """Values of a column of actors that are this actor, alone or joined."""
    return [value for value in _values(connection, side) if actor in value.split(" + ")]


def _values(connection: Connection, column: ColumnElement[Any]) -> list[str]:
    """The different values of an indexed column. From value to value through the index: a million rows are not looked
    at ("skip scan")."""
    values = select(func.min(column).label("value")).cte("found", recursive=True)
    following = select(func.min(column)).where(column > values.c.value).scalar_subquery()
    values = values.union_all(select(following).where(values.c.value.is_not(None)))
    return list(connection.execute(select(values.c.value).where(values.c.value.is_not(None))).scalars())


def actors(connection: Connection) -> list[str]:
    sides = (*_values(connection, _column.actor1), *_values(connection, _column.actor2))
    return sorted({name for side in sides for name in side.split(" + ") if name})


def origins(connection: Connection) -> list[str]:
    return [name for name in _values(connection, _column.origin) if name]
