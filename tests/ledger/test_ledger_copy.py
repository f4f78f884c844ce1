"""A ledger copied into another kind of database, and back: the same in everything, or not there at all."""

import subprocess
import sys
from itertools import product
from time import sleep

import pytest
from ledger_samples import VERSIONS, Hands, intake, make_claim, make_event, make_report
from sqlalchemy.exc import DBAPIError

from databases import database_of
from marsad.ledger import ClaimFilter, Ledger, copying
from marsad.records import LedgerError

KINDS = ("sqlite", "postgresql")


@pytest.fixture(params=list(product(KINDS, KINDS)), ids=" to ".join)
def ways(request, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made = [database_of(kind, tmp_path) for kind in request.param]
    yield made
    for database in made:
        database.clean()


def lived_in(address):
    """A ledger with every kind of row; its seal."""
    reports = [make_report(at) for at in range(5)]
    with Ledger.open(address, clock=Hands()) as ledger:
        ledger.add_reports(map(intake, reports))
        ledger.record_rejection(label="a", location="b", reason="c")
        claims = [make_claim(report) for report in reports]
        ledger.put_claims([report.digest for report in reports], claims, versions=VERSIONS)
        ledger.put_events([make_event(claim) for claim in claims], versions=VERSIONS)
        ledger.put_events([make_event(*claims[:2])], versions=VERSIONS)
        ledger.decide("accept", [claims[0].id], author="ann", reason="seen on film")
        ledger.decide("correct", [claims[3].id], author="ann", values={"extent": 0.5})
        ledger.decide("redact", [reports[2].digest], author="ben")
        rebuild = ledger.rebuild({"code": "2"})
        with pytest.raises(ZeroDivisionError), rebuild:
            rebuild.stage([reports[4].digest], [make_claim(reports[4], 12, 44)])
            raise ZeroDivisionError
        return ledger.seal()


def all_of(address):
    """What every clock and every door gives."""
    with Ledger.open(address, create=False) as ledger:
        half = ledger.decisions()[0].at
        return (
            list(ledger.reports()),
            list(ledger.claims()),
            list(ledger.claims(judged=False, as_recorded_at=half)),
            list(ledger.claims(as_known_at="2016-09-07")),
            list(ledger.events()),
            ledger.decisions(),
            ledger.constraints(),
            list(ledger.rejections()),
            ledger.unread(),
            ledger.versions,
            ledger.search("mill", limit=10),
            ledger.verify(),
        )


def test_a_copy_is_the_same_and_goes_on(ways):
    source, target = ways[0].fresh(), ways[1].nowhere()
    seal = lived_in(source)
    with Ledger.open(source) as taken, Ledger.open(target) as given:
        copied = taken.copy_to(given)
        assert copied.verification.ok
        assert all_of(source) == all_of(target)
        assert given.verify(kept_seals=[seal.to_json()]).ok
        late = make_report(9)
        for ledger in (taken, given):  # numbers go on, too
            ledger.add_reports([intake(late)])
            ledger.record_rejection(label="a", location="b", reason="c")
            ledger.put_claims([late.digest], [make_claim(late)], versions={"code": "3"})
        assert list(taken.claims(ClaimFilter(report=late.digest))) == list(
            given.claims(ClaimFilter(report=late.digest))
        )
        assert given.verify().ok
        with pytest.raises(LedgerError, match="not empty"):
            taken.copy_to(given)
        with pytest.raises(LedgerError, match="not empty"):
            taken.copy_to(taken)


def test_a_copy_of_a_copy_has_the_same_digests(ways):
    source, target, back = ways[0].fresh(), ways[1].fresh(), ways[0].fresh()
    lived_in(source)
    with Ledger.open(source) as first, Ledger.open(target) as second, Ledger.open(back) as third:
        assert first.copy_to(second).digests == second.copy_to(third).digests


def test_a_bad_ledger_is_not_copied(database):
    source, target = database.fresh(), database.fresh()
    lived_in(source)
    database.tamper(source, "UPDATE chain SET kind = 'x' WHERE seq = 2")
    with Ledger.open(source) as taken, Ledger.open(target) as given:
        with pytest.raises(LedgerError, match="does not verify: row 2"):
            taken.copy_to(given)
        assert given.last_recorded is None


def test_a_copy_that_fails_half_way_leaves_nothing_and_can_be_made_again(ways, monkeypatch):
    source, target = ways[0].fresh(), ways[1].fresh()
    lived_in(source)
    insert = copying.insert_rows

    def fail(connection, table, rows):
        insert(connection, table, rows)
        if table.name == "claims":
            raise DBAPIError("no", {}, OSError())

    with Ledger.open(source) as taken, Ledger.open(target) as given:
        monkeypatch.setattr(copying, "insert_rows", fail)
        with pytest.raises(LedgerError):
            taken.copy_to(given)
        assert given.last_recorded is None
        assert list(given.rejections()) == []
        monkeypatch.setattr(
            copying, "insert_rows", lambda c, t, rows: insert(c, t, rows[:-1] if t.name == "claims" else rows)
        )
        with pytest.raises(LedgerError, match="the copy differs in claims"):
            taken.copy_to(given)
        monkeypatch.setattr(copying, "insert_rows", insert)
        taken.copy_to(given)
    assert all_of(source) == all_of(target)


@pytest.mark.slow
def test_a_copy_that_is_killed_leaves_nothing(ways):
    source, target = ways[0].fresh(), ways[1].fresh()
    with Ledger.open(source) as ledger:
        reports = [make_report(at, text=f"Report {at}. " * 9) for at in range(2000)]
        ledger.add_reports(map(intake, reports))
        claims = [make_claim(report) for report in reports]
        ledger.put_claims([report.digest for report in reports], claims, versions=VERSIONS)
    started = subprocess.Popen([sys.executable, "-m", "marsad", "copy", source, target])
    sleep(1.5)
    started.kill()
    started.wait()
    with Ledger.open(target) as given, Ledger.open(source) as taken:
        if given.last_recorded is None:
            assert list(given.claims()) == []
            taken.copy_to(given)
        assert given.verify() == taken.verify()
