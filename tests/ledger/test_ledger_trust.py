"""The chain: verifies after whatever was done; names the row that someone changed behind the ledger's back; seals."""

import stat
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ledger_samples import VERSIONS, Hands, intake, make_claim, make_event, make_report

from marsad.ledger import Ledger, Seal
from marsad.records import LedgerError

COLUMNS = {
    "chain": ("seq", ["kind", "payload", "stored", "recorded_at", "previous", "hash"]),
    "reports": ("seq", ["digest", "media_type", "raw", "record", "signature"]),
    "decisions": ("seq", ["id", "body", "words"]),
    "seals": ("id", ["seal"]),
}
CELLS = [(table, column) for table, (_, columns) in COLUMNS.items() for column in columns]


@pytest.fixture
def sealed(database):
    """A ledger with every kind of row, redacted ones among them, closed; its address and its seal."""
    address = database.fresh()
    reports = [make_report(at) for at in range(6)]
    with Ledger.open(address, clock=Hands()) as ledger:
        ledger.add_reports(map(intake, reports))
        claims = [make_claim(report) for report in reports]
        ledger.put_claims([report.digest for report in reports], claims, versions=VERSIONS)
        ledger.decide("accept", [claims[0].id], author="ann", reason="seen on film")
        ledger.decide("merge", [claims[0].id, claims[1].id, claims[2].id], author="ann")
        ledger.decide("redact", [reports[2].digest], author="ben")
        ledger.decide("correct", [claims[3].id], author="ann", values={"extent": 0.5})
        seal = ledger.seal()
        assert ledger.verify().ok
    return address, seal


def verified(path, **options):
    with Ledger.open(path, create=False) as ledger:
        return ledger.verify(**options)


def test_any_changed_byte_is_found_and_named(database, sealed):
    address, _ = sealed
    copy = database.copy(address)

    @settings(max_examples=150 if database.name == "sqlite" else 50, deadline=None)
    @given(st.sampled_from(CELLS), st.integers(0, 10_000), st.integers(0, 10_000), st.integers(1, 255))
    def check(cell, row_number, position, change):
        table, column = cell
        key = COLUMNS[table][0]
        query = f"SELECT {key}, {column} FROM {table} WHERE length({column}) > 0 ORDER BY {key}"  # noqa: S608
        rows = database.execute(copy, query)
        number, value = rows[row_number % len(rows)]
        new = ":value" if isinstance(value, bytes) else "CAST(:value AS TEXT)"  # of bytes that may be no valid text
        statement = f"UPDATE {table} SET {column} = {new} WHERE {key} = :key"  # noqa: S608
        tampered = altered(value, position, change, database)
        told = {one if isinstance(one, bytes) else one.encode() for _, one in rows}
        assume((tampered if isinstance(tampered, bytes) else tampered.encode()) not in told)  # of a key: refused
        database.tamper(copy, statement, value=tampered, key=number)
        try:
            found = verified(copy)
        finally:
            database.tamper(copy, statement, value=value, key=number)
        assert not found.ok
        assert found.first_bad.seq == number
        assert (found.first_bad.kind == "seal") is (table == "seals")
        assert found.first_bad.what

    check()
    assert verified(copy).ok


def altered(value, position, change, database):
    """One byte of it is another; of text, which a server takes only if it is valid, one letter."""
    at = position % len(value)
    if isinstance(value, str) and database.name == "postgresql":
        letters = [chr(code) for code in range(33, 127) if chr(code) != value[at]]
        return value[:at] + letters[change % len(letters)] + value[at + 1 :]
    data = bytearray(value if isinstance(value, bytes) else value.encode())
    data[at] ^= change
    return bytes(data)


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        ("DELETE FROM chain WHERE seq = 3", 3),
        ("DELETE FROM chain WHERE seq = 10", 10),
        ("DELETE FROM reports WHERE seq = 2", 2),
        ("DELETE FROM decisions WHERE seq = 8", 8),
        ("UPDATE reports SET media_type = NULL, raw = NULL, record = NULL, signature = NULL WHERE seq = 2", 2),
        ("UPDATE reports SET signature = NULL WHERE seq = 2", 2),
        ("UPDATE decisions SET body = NULL, words = NULL WHERE seq = 7", 7),
        ("UPDATE decisions SET words = '[null,null,null]' WHERE seq = 8", 8),
        ("UPDATE decisions SET body = '{}' WHERE seq = 9", 9),
        ("UPDATE reports SET raw = :zero WHERE seq = 3", 3),
        ("UPDATE reports SET seq = 99 WHERE seq = 4", 4),
        ("UPDATE chain SET seq = 99 WHERE seq = 10", 10),
        ("INSERT INTO reports SELECT 'feed', 99, media_type, raw, record, signature FROM reports WHERE seq = 1", 99),
        ("INSERT INTO decisions SELECT 'd1', 99, body, words FROM decisions WHERE seq = 7", 99),
        ("UPDATE seals SET id = 2", 1),
    ],
)
def test_rows_that_are_gone_swapped_or_smuggled_in_are_named(database, sealed, statement, row):
    address, _ = sealed
    database.tamper(address, statement, **({"zero": b"\0"} if ":zero" in statement else {}))
    found = verified(address)
    assert not found.ok
    assert found.first_bad.seq == row, found.first_bad


def test_a_chain_rewritten_with_good_hashes_is_betrayed_by_a_seal(database, sealed):
    path, seal = sealed
    copy = database.fresh()
    with Ledger.open(copy, clock=Hands()) as forged:
        forged.add_reports(intake(make_report(at + 100)) for at in range(12))
    assert verified(copy).ok
    found = verified(copy, kept_seals=[seal.to_json()])
    assert found.first_bad.seq == seal.seq
    assert "rewritten" in found.first_bad.what
    short = database.fresh()
    with Ledger.open(short) as forged:
        forged.add_reports([intake(make_report(0))])
    assert verified(short, kept_seals=[seal.to_json()]).first_bad.what == f"gone: kept seal 1 covers {seal.seq} rows"
    assert verified(path, kept_seals=[seal.to_json()]).sealed_through == seal.seq


def test_a_seal_that_is_not_genuine_is_told(sealed):
    path, seal = sealed
    forged = Seal(seq=seal.seq, head="0" * 64, at=seal.at, key=seal.key, signature=seal.signature)
    found = verified(path, kept_seals=[forged.to_json()])
    assert found.first_bad.kind == "kept seal"
    for text in ("nonsense", "{}", " " + seal.to_json().replace(",", ", ", 1)):
        with pytest.raises(LedgerError, match="not a seal"):
            verified(path, kept_seals=[text])


def test_seals_use_one_private_key(ledger, filled, tmp_path, database, address):
    with pytest.raises(LedgerError, match="empty ledger"):
        ledger.seal()
    filled(1)
    first, second = ledger.seal(), ledger.seal()
    key = Path(f"{address}.key")
    if database.name == "postgresql":
        (key,) = (tmp_path / "data" / "marsad").iterdir()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert first.key == second.key
    assert ledger.verify().keys == (first.key,)
    assert first.key not in key.read_text()
    other = ledger.seal(key=tmp_path / "other.key")
    assert ledger.verify().keys == tuple(sorted((first.key, other.key)))
    key.write_text("no key")
    with pytest.raises(LedgerError, match="not a key"):
        ledger.seal()
    with pytest.raises(LedgerError, match="cannot write the key"):
        ledger.seal(key=tmp_path / "nowhere" / "a.key")


ACTIONS = ["add", "put", "accept", "reject", "correct", "merge", "split", "undo", "redact", "seal", "rebuild"]
OPERATIONS = st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 4), st.integers(0, 4)), max_size=25)


def test_the_chain_verifies_after_anything_that_the_ledger_lets_happen(database):
    @settings(max_examples=60 if database.name == "sqlite" else 15, deadline=None)
    @given(OPERATIONS)
    def check(operations):
        with Ledger.open(database.fresh(), clock=Hands()) as ledger:
            seals = []
            for operation, one, two in operations:
                try:
                    if made := perform(ledger, operation, one, two):
                        seals.append(made.to_json())
                except LedgerError as error:
                    assert "\n" not in str(error)
                    assert "refused" not in str(error)
            found = ledger.verify(kept_seals=seals)
            assert found.ok, found.first_bad
            gone = {it.address for it in found.redacted}
            assert not gone & {report.digest for report in ledger.reports()}
            assert not gone & {claim.report for claim in ledger.claims(judged=False)}
        database.clean()

    check()


def perform(ledger, operation, one, two):
    """One operation on reports, claims or decisions number `one` and `two`; a seal, where it makes one."""
    report, other = make_report(one), make_report(two)
    claim, second = make_claim(report), make_claim(other)
    if operation == "add":
        ledger.add_reports([intake(report), intake(other)])
    elif operation == "put":
        ledger.put_claims([report.digest], [claim], versions=VERSIONS)
        ledger.put_events([make_event(claim)], versions=VERSIONS)
    elif operation in ("merge", "split"):
        ledger.decide(operation, [claim.id, second.id], author="ann")
    elif operation == "undo":
        ledger.decide("undo", [it.id for it in ledger.decisions()][-1 - two :][:1], author="ann")
    elif operation == "redact":
        made = [it.id for it in ledger.decisions()]
        ledger.decide("redact", [made[two] if two < len(made) else report.digest], author="ann")
    elif operation == "seal":
        return ledger.seal()
    elif operation == "rebuild":
        with ledger.rebuild({"code": str(two)}) as rebuild:
            for digest in rebuild.unread():
                rebuild.stage([digest], [make_claim(ledger.report(digest), 10 + one, 40)])
            rebuild.put_events(make_event(it) for it in rebuild.claims())
    else:
        ledger.decide(operation, [claim.id], author="ann", values={"extent": 0.1} if operation == "correct" else None)
    return None
