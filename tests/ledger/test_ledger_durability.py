"""Nothing acknowledged is lost: kill -9, two writers, a full disk; and nothing stored is harmed."""

import hashlib
import importlib.util
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from ledger_samples import VERSIONS, intake, make_claim, make_report

from marsad.ledger import ClaimFilter, Ledger
from marsad.records import LedgerError

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 25

ADDER = """
import hashlib, sys
from marsad.ledger import Ledger
from marsad.records import Report
with Ledger.open(sys.argv[1], timeout=60) as ledger:
    for number in range(int(sys.argv[3])):
        raw = f"{sys.argv[2]} {number}".encode()
        digest = hashlib.sha256(raw).hexdigest()
        ledger.add_reports([(Report(digest=digest, doc=str(number), text=raw.decode()), raw, "text/plain", None)])
"""

FILLER = """
import hashlib, os, resource, sys
from pathlib import Path
from marsad.ledger import Ledger
from marsad.records import LedgerError, Report
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
with Ledger.open(sys.argv[1], timeout=1) as ledger:
    for number in range(10_000):
        raw = os.urandom(20_000)
        digest = hashlib.sha256(raw).hexdigest()
        report = Report(digest=digest, doc=str(number), text="text")
        try:
            ledger.add_reports([(report, raw, "application/octet-stream", None)])
        except LedgerError as error:
            print("refused", error, flush=True)
            break
        print(digest, flush=True)
"""


def crash_module():
    spec = importlib.util.spec_from_file_location("crash", ROOT / "benchmarks" / "crash.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_kill_9_loses_no_acknowledged_report(database):
    total, lost = crash_module().crash(database.nowhere(), ROUNDS)
    assert lost == []
    assert total > ROUNDS


def test_two_writers_at_once_lose_nothing_even_while_creating_the_ledger(database):
    path = database.nowhere()
    each = 40
    command = [sys.executable, "-c", ADDER, str(path)]
    writers = [subprocess.Popen([*command, label, str(each)]) for label in ("left", "right", "left")]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]
    with Ledger.open(path, create=False) as ledger:
        for label in ("left", "right"):
            for number in range(each):
                assert ledger.has(hashlib.sha256(f"{label} {number}".encode()).hexdigest())
        found = ledger.verify()
    assert found.ok
    assert found.rows == 2 * each


def test_a_full_disk_is_one_clear_line_and_harms_nothing(tmp_path):
    path = tmp_path / "full.db"
    Ledger.open(path).close()
    limit = path.stat().st_size + 400_000
    done = subprocess.run(
        [sys.executable, "-c", FILLER, str(path), str(limit)], capture_output=True, text=True, timeout=120, check=False
    )
    *digests, last = done.stdout.splitlines()
    assert last.startswith("refused"), done.stderr
    assert "Nothing stored before was harmed" in last
    assert len(digests) > 3
    with Ledger.open(path, create=False) as ledger:
        assert ledger.verify().ok
        assert all(ledger.has(digest) for digest in digests)
        ledger.add_reports([intake(make_report())])
        assert ledger.verify().ok


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_page_quota_is_a_full_disk_too(ledger, filled):
    claims = filled(2)
    engine = ledger._engine
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    engine.dispose()
    from sqlalchemy import event  # noqa: PLC0415

    @event.listens_for(engine, "connect")
    def limit(connection, _record):
        connection.execute(f"PRAGMA max_page_count={pages}")

    with pytest.raises(LedgerError, match="disk is full"):
        for at in range(10, 200):
            ledger.add_reports([intake(make_report(at, text=hashlib.sha512(bytes([at])).hexdigest() * 40))])
    assert ledger.verify().ok
    assert list(ledger.claims()) == claims


def test_a_reader_sees_one_state_while_a_writer_goes_on(ledger, filled):
    claims = filled(3)
    reading = ledger.claims()
    seen = [next(reading)]
    report = make_report(9)
    ledger.add_reports([intake(report)])
    ledger.put_claims([report.digest], [make_claim(report)], versions=VERSIONS)
    assert [*seen, *reading] == claims
    assert len(list(ledger.claims())) == len(claims) + 1


def test_a_rebuild_swaps_all_at_once_and_an_error_leaves_things_as_they_were(ledger, filled):
    old = filled(3)
    reports = list(ledger.reports())
    new = [make_claim(report, 12, 44) for report in reports]
    rejected = ledger.decide("reject", [old[0].id], author="ann")
    with pytest.raises(ZeroDivisionError), ledger.rebuild({"code": "2"}) as rebuild:
        rebuild.stage([reports[0].digest], new[:1])
        rebuild.swap()
        raise ZeroDivisionError
    assert list(ledger.claims(judged=False)) == old

    with ledger.rebuild({"code": "2"}) as rebuild:
        assert rebuild.unread() == [report.digest for report in reports[1:]]
        rebuild.stage([report.digest for report in reports[1:]], new[1:])
        assert list(ledger.claims(judged=False)) == old
        assert list(rebuild.claims()) == new[1:]
        rebuild.put_events([])
    assert list(ledger.claims(judged=False)) == new
    assert list(ledger.claims()) == new[1:]
    assert ledger.versions == [{"code": "2"}]
    assert ledger.unread({"code": "2"}) == []
    assert ledger.decisions(unattached=True) == []
    assert ledger.verify().ok
    with ledger.rebuild({"code": "1"}) as rebuild:
        rebuild.stage([report.digest for report in reports], old)
    assert list(ledger.claims()) == old[1:]
    assert rejected.id in {it.id for it in ledger.decisions()}


def test_staged_rows_of_other_versions_go(ledger, filled):
    old = filled(1)
    (report,) = ledger.reports()
    with pytest.raises(ZeroDivisionError), ledger.rebuild({"code": "2"}) as rebuild:
        rebuild.stage([report.digest], [make_claim(report, 12, 44)])
        raise ZeroDivisionError
    with ledger.rebuild({"code": "3"}) as rebuild:
        assert rebuild.unread() == [report.digest]
        rebuild.stage([report.digest], old)
    assert list(ledger.claims(ClaimFilter(report=report.digest))) == old
    assert ledger.versions == [{"code": "3"}]


def test_memory_stays_flat_while_streaming(ledger, filled):
    filled(200)
    sum(1 for _ in ledger.claims())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(20):
        sum(1 for _ in ledger.claims())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000
