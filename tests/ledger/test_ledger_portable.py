"""What keeps a second database engine possible: SQLite is named in one module, and the tables are plain SQL."""

from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

import marsad.ledger
from marsad.ledger.schema import metadata

ROOM = Path(marsad.ledger.__file__).parent


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_tables_can_be_made_by_postgresql_too(table):
    for made in (CreateTable(table), *map(CreateIndex, table.indexes)):
        assert str(made.compile(dialect=postgresql.dialect())).strip()


def test_only_the_dialect_module_speaks_sqlite():
    for path in ROOM.rglob("*.py"):
        if path.name != "dialect.py":
            text = path.read_text()
            assert not any(word in text for word in ("PRAGMA", "import sqlite3", "INSERT OR", "sqlite_master")), path
