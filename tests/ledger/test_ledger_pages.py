"""Lists page by page: the same claims as the whole list, in the same order, whatever is asked and decided."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import VERSIONS, intake, make_claim, make_report

from marsad.ledger import ClaimFilter, Ledger
from marsad.records import LedgerError

TYPES = ("armed_clash", "shelling")
ACTORS = ("North", "North + South", "South", "north", "North Wind")
SOURCES = ("A witness", "An officer")


def paged(ledger, where, *, limit, **clocks):
    found, after = [], None
    while True:
        page = ledger.claims_page(where, limit=limit, after=after, **clocks)
        assert len(page.claims) <= limit
        found += page.claims
        if page.next is None:
            return found
        assert len(page.claims) == limit
        after = page.next


@pytest.fixture
def mixed(ledger):
    """Two reports with every combination of types, actors and sources."""
    reports = [make_report(at, text="One thing happened near the mill. " * 20) for at in (1,)] + [make_report(2)]
    claims = []
    for report in reports:
        for at, (kind, actor, source) in enumerate(product(TYPES, ACTORS, SOURCES)):
            place = f"gn:{at % 3}"
            claims.append(
                make_claim(
                    report, 5 + at, 40 + at, type=kind, actor1=actor, actor2=ACTORS[at % 4], source=source,
                    origin=SOURCES[at % 2], place_id=place,
                )
            )  # fmt: skip
    ledger.add_reports(map(intake, reports))
    ledger.put_claims([report.digest for report in reports], claims, versions=VERSIONS)
    return claims


FILTERS = st.builds(
    ClaimFilter,
    type=st.sampled_from(["", *TYPES, TYPES]),
    actor=st.sampled_from(["", "North", "South", "north", "nor", "West"]),
    source=st.sampled_from(["", *SOURCES]),
    place_id=st.sampled_from(["", "gn:1"]),
    status=st.sampled_from(["", "asserted", "denied"]),
)


def test_pages_are_the_list(ledger, mixed):
    made = [(3, {"type": "shelling"}), (5, {"actor1": "West"}), (7, {"place_id": "gn:1"}), (9, {"source": "A witness"})]
    for at, values in made:
        ledger.decide("correct", [mixed[at].id], author="ann", values=values)
    ledger.decide("reject", [mixed[2].id, mixed[11].id], author="ann")
    everything = list(ledger.claims())
    assert len(everything) == len(mixed) - 2

    @settings(max_examples=60, deadline=None)
    @given(FILTERS, st.integers(1, 50))
    def check(where, limit):
        whole = list(ledger.claims(where))
        assert whole == [claim for claim in everything if where.matches(claim)]
        assert paged(ledger, where, limit=limit) == whole

    check()


def test_an_actor_is_found_by_his_whole_name_alone(ledger, mixed):
    names = {claim.actor1 for claim in ledger.claims(ClaimFilter(actor="North", place_id="gn:1"))}
    assert "north" not in {name for name in names if "North" not in name.split(" + ")} - {"South", "north"}
    for narrow in ("", "gn:1"):
        found = list(ledger.claims(ClaimFilter(actor="north", place_id=narrow)))
        assert found
        assert all("north" in (claim.actor1, claim.actor2) for claim in found)


def test_pages_know_the_clocks(ledger, clock):
    first, second = make_report(1, day="2016-09-08"), make_report(2, day="2017-01-01")
    ledger.add_reports([intake(first)])
    between = clock().isoformat()
    ledger.add_reports([intake(second)])
    claims = [make_claim(first), make_claim(second)]
    ledger.put_claims([first.digest, second.digest], claims, versions=VERSIONS)
    assert paged(ledger, ClaimFilter(), limit=1) == claims
    assert paged(ledger, ClaimFilter(), limit=1, as_known_at="2016-12-31") == claims[:1]
    assert paged(ledger, ClaimFilter(), limit=1, as_recorded_at=between) == claims[:1]


def test_what_comes_in_meanwhile_moves_no_page(ledger, filled):
    claims = filled(3)
    page = ledger.claims_page(limit=4)
    late = make_report(9)
    ledger.add_reports([intake(late)])
    ledger.put_claims([late.digest], [make_claim(late)], versions=VERSIONS)
    following = ledger.claims_page(limit=10, after=page.next)
    assert [*page.claims, *following.claims][: len(claims)] == claims


@pytest.mark.parametrize("cursor", ["", "x", "1.2", "1.x.c1", "9999999999999.1.c1", "1.1."])
def test_a_cursor_that_is_none_is_told(ledger, cursor):
    with pytest.raises(LedgerError, match="cursor"):
        ledger.claims_page(limit=3, after=cursor)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("where", "index"),
    [
        (ClaimFilter(type="shelling"), "claims_by_type"),
        (ClaimFilter(status="denied"), "claims_by_status"),
        (ClaimFilter(source="A"), "claims_by_source"),
        (ClaimFilter(place_id="gn:1"), "claims_by_place_id"),
        (ClaimFilter(), "claims_in_order"),
    ],
)
def test_a_page_follows_an_index(ledger, where, index):
    from sqlalchemy import event  # noqa: PLC0415

    asked = []

    @event.listens_for(ledger._engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, parameters, *_rest):
        asked.append((statement, parameters))

    ledger.claims_page(where, limit=10, after="3.1.c1")
    statement, parameters = next(it for it in asked if "LIMIT" in it[0] and "FROM claims" in it[0])
    with ledger._engine.connect() as connection:
        plan = "\n".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters))
    assert index in plan, plan


def test_an_empty_ledger_has_an_empty_page(database):
    with Ledger.open(database.fresh()) as ledger:
        for where in (ClaimFilter(), ClaimFilter(actor="A"), ClaimFilter(source="A")):
            page = ledger.claims_page(where, limit=5)
            assert (page.claims, page.next) == ((), None)
