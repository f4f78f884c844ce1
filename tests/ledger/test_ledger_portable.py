"""What keeps two database engines possible: each is named in one module; and both give rows in the same order."""

from pathlib import Path

from sqlalchemy import event

import marsad.ledger
from marsad.ledger import ClaimFilter

ROOM = Path(marsad.ledger.__file__).parent


OF_ENGINES = ("PRAGMA", "sqlite3", "psycopg", "INSERT OR", "sqlite_master", "pg_", "ON CONFLICT", "plpgsql")


def test_only_the_dialect_package_knows_the_engines():
    for path in ROOM.rglob("*.py"):
        if path.parent.name != "dialect":
            text = path.read_text()
            assert not [word for word in OF_ENGINES if word in text], path


def test_a_place_is_sought_by_the_index_of_places_whatever_else_is_asked(ledger, database):
    where = ClaimFilter(place="Millbridge", type=("control", "besieged"), since="2012-01-01", actor="North")
    asked = []

    @event.listens_for(ledger._engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, parameters, *_rest):
        asked.append((statement, parameters))

    assert list(ledger.claims(where, as_known_at="2020-01-01")) == []
    if database.name != "sqlite":  # the server plans by the rows that there are
        return
    statement, parameters = asked[-1]
    with ledger._engine.connect() as connection:
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    assert plan[0].startswith("SEARCH claims USING INDEX claims_by_place_id"), plan
