"""What keeps a second database engine possible: SQLite is named in one module, and the tables are plain SQL."""

from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

import marsad.ledger
from marsad.ledger import ClaimFilter
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


def test_a_place_is_sought_by_the_index_of_places_whatever_else_is_asked(ledger):
    where = ClaimFilter(place="Millbridge", type=("control", "besieged"), since="2012-01-01", actor="North")
    asked = []

    @event.listens_for(ledger._engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, parameters, *_rest):
        asked.append((statement, parameters))

    assert list(ledger.claims(where, as_known_at="2020-01-01")) == []
    statement, parameters = asked[-1]
    with ledger._engine.connect() as connection:
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    assert plan[0].startswith("SEARCH claims USING INDEX claims_by_place_id"), plan
