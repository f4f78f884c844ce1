"""Claims: filters, clocks, replacement; decisions applied; events and their addresses for ever."""

from dataclasses import replace

import pytest
from ledger_samples import VERSIONS, intake, make_claim, make_event, make_report

from marsad.ledger import ClaimFilter, EventFilter
from marsad.records import LedgerError


def ids(claims):
    return [claim.id for claim in claims]


@pytest.fixture
def one(ledger):
    report = make_report(1)
    ledger.add_reports([intake(report)])
    return report


def put(ledger, report, *claims, versions=VERSIONS):
    ledger.put_claims([report.digest], claims, versions=versions)
    return claims


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (ClaimFilter(), True),
        (ClaimFilter(type="armed_clash"), True),
        (ClaimFilter(type=("shelling", "armed_clash")), True),
        (ClaimFilter(type="shelling"), False),
        (ClaimFilter(status="asserted"), True),
        (ClaimFilter(status="denied"), False),
        (ClaimFilter(source="A witness"), True),
        (ClaimFilter(source="Witness body"), True),
        (ClaimFilter(source="witness"), False),
        (ClaimFilter(actor="South"), True),
        (ClaimFilter(actor="Sou"), False),
        (ClaimFilter(actor="East"), True),
        (ClaimFilter(actor="East", place_id="gn:1"), True),
        (ClaimFilter(actor="North", place="millbridge"), True),
        (ClaimFilter(actor="Nor_h", place="millbridge"), False),
        (ClaimFilter(place="MILLBRIDGE"), True),
        (ClaimFilter(place="geonameid:7"), True),
        (ClaimFilter(place="geonameid:8"), False),
        (ClaimFilter(place_id="gn:1"), True),
        (ClaimFilter(regions=True), False),
        (ClaimFilter(reports=("of no report",)), False),
        (ClaimFilter(doc="report-1"), True),
        (ClaimFilter(doc="report-2"), False),
        (ClaimFilter(since="2016-09-08"), True),
        (ClaimFilter(since="2016-09-09"), False),
        (ClaimFilter(until="2016-09-07"), True),
        (ClaimFilter(until="2016-09-06"), False),
        (ClaimFilter(type="armed_clash", place_id="gn:2"), False),
    ],
)
def test_filters_find_what_they_say_in_sql_and_in_memory(ledger, one, where, found):
    claim = make_claim(one, geonameid=7, origin="Witness body", actor2="East")
    put(ledger, one, claim)
    assert list(ledger.claims(where)) == ([claim] if found else [])
    if not (where.doc or where.report or where.reports or where.event):
        assert where.matches(claim) is found


def test_undated_claims_are_in_no_span_of_dates_and_half_dated_ones_are_open(ledger, one):
    undated = make_claim(one, 0, 10, date_start=None, date_end=None)
    since = make_claim(one, 10, 20, date_start="2014-01-01", date_end=None)
    put(ledger, one, undated, since)
    assert list(ledger.claims(ClaimFilter(since="2016-01-01"))) == [since]
    assert list(ledger.claims(ClaimFilter(until="2013-01-01"))) == []
    assert list(ledger.claims()) == [undated, since]


def test_known_time_counts_the_latest_bound_and_else_the_time_of_recording(ledger):
    dated, undated = make_report(1, day="2016-09-08"), make_report(2, day=None)
    ledger.add_reports([intake(dated), intake(undated)])
    claims = [make_claim(dated), make_claim(undated)]
    ledger.put_claims([dated.digest, undated.digest], claims, versions=VERSIONS)
    assert list(ledger.claims(as_known_at="2016-09-07")) == []
    assert list(ledger.claims(as_known_at="2016-09-08T12:00:00+00:00")) == []
    assert list(ledger.claims(as_known_at="2016-09-08")) == claims[:1]
    assert list(ledger.claims(as_known_at="2019-12-31")) == claims[:1]
    assert list(ledger.claims(as_known_at="2020-01-01")) == claims


def test_claims_come_in_order_of_arrival_and_words_and_replace_one_another(ledger, filled):
    claims = filled(3)
    assert list(ledger.claims()) == claims
    report = make_report(1)
    new = put(ledger, report, make_claim(report, 20, 50, type="shelling"))
    assert list(ledger.claims()) == [*claims[:2], *new, *claims[4:]]


def test_impossible_claims_are_refused(ledger, one):
    claim = make_claim(one)
    with pytest.raises(LedgerError, match="two claims have the id"):
        put(ledger, one, claim, claim)
    with pytest.raises(LedgerError, match="not of a report that is being put"):
        put(ledger, one, replace(claim, report="0" * 64))
    with pytest.raises(LedgerError, match="no report"):
        ledger.put_claims(["0" * 64], [], versions=VERSIONS)
    assert list(ledger.claims()) == []


def test_decisions_apply_to_claims_and_undo_takes_them_back(ledger, filled):
    first, second, third, _ = filled(2)
    rejected = ledger.decide("reject", [first.id], author="ann", reason="a film review")
    ledger.decide("accept", [second.id], author="ann")
    ledger.decide("correct", [third.id], author="ben", values={"status": "denied", "place_id": "gn:9", "tolls": []})
    by_id = {claim.id: claim for claim in ledger.claims()}
    assert first.id not in by_id
    assert by_id[second.id].confidence == 1.0
    assert "+accepted:d" in by_id[second.id].made_by
    assert by_id[third.id].status == "denied"
    assert "+corrected:d" in by_id[third.id].made_by
    assert ids(ledger.claims(ClaimFilter(place_id="gn:9"))) == [third.id]
    assert third.id not in ids(ledger.claims(ClaimFilter(place_id="gn:1")))
    assert list(ledger.claims(ClaimFilter(place_id="gn:1"), judged=False)) == [first, third]
    ledger.decide("undo", [rejected.id], author="ann")
    assert first in list(ledger.claims())


def test_an_undone_correction_is_neither_applied_nor_found(ledger, filled):
    first, *_ = filled(1)
    made = ledger.decide("correct", [first.id], author="ann", values={"place_id": "gn:9"})
    ledger.decide("undo", [made.id], author="ann")
    assert list(ledger.claims(ClaimFilter(place_id="gn:9"))) == []
    assert list(ledger.claims(ClaimFilter(place_id="gn:1"))) == [first]
    assert list(ledger.claims(ClaimFilter(place_id="gn:3"))) == []


def test_recorded_time_replays_decisions_too(ledger, filled, clock):
    first, second = filled(1)
    before = clock().isoformat()
    ledger.decide("reject", [first.id], author="ann")
    assert list(ledger.claims()) == [second]
    assert list(ledger.claims(as_recorded_at=before)) == [first, second]
    assert ledger.decisions(as_recorded_at=before) == []


def test_events_are_addressed_by_any_claim_and_former_ids_redirect(ledger, filled):
    a, b, c, d = filled(2)
    one, two, three = make_event(a), make_event(b), make_event(c, d)
    ledger.put_events([one, two, three], versions=VERSIONS, whole=True)
    assert ledger.event(d.id) == three
    merged = make_event(a, b)
    ledger.put_events([merged], versions=VERSIONS)
    assert ledger.event(two.id) == ledger.event(b.id) == merged
    assert {event.id for event in ledger.events()} == {merged.id, three.id}
    assert list(ledger.claims(ClaimFilter(event=two.id))) == [a, b]
    ledger.put_events([make_event(a), make_event(b), make_event(c), make_event(d)], versions=VERSIONS, whole=True)
    assert ledger.event(merged.id).claims == (a.id,)
    assert ledger.event(b.id).claims == (b.id,)
    assert ledger.event(three.id).claims == (c.id,)


def test_a_claim_that_its_event_let_go_still_leads_to_it(ledger, filled):
    a, b, c, _ = filled(2)
    ledger.put_events([make_event(a, b), make_event(c)], versions=VERSIONS, whole=True)
    ledger.put_events([make_event(a)], versions=VERSIONS)
    assert ledger.event(b.id).claims == (a.id,)
    assert list(ledger.claims(ClaimFilter(event=b.id))) == [a]
    ledger.put_events([make_event(c, a)], versions=VERSIONS)
    assert ledger.event(b.id).claims == (c.id, a.id)
    ledger.put_events([make_event(b)], versions=VERSIONS)
    assert ledger.event(b.id).claims == (b.id,)
    assert ledger.event(a.id).claims == (c.id, a.id)


def test_the_id_of_a_claim_that_a_rebuild_remade_still_leads_to_its_event(ledger, one):
    (old,) = put(ledger, one, make_claim(one, 10, 40))
    event = make_event(old)
    ledger.put_events([event], versions=VERSIONS)
    (new,) = put(ledger, one, make_claim(one, 12, 44))
    remade = make_event(new)
    ledger.put_events([remade], versions=VERSIONS, whole=True)
    assert ledger.event(old.id) == ledger.event(event.id) == remade
    assert ledger.current_claim(old.id) == ledger.current_claim(new.id) == new.id
    assert ledger.former_ids() == {old.id: new.id, event.id: remade.id}


def test_former_ids_lead_where_each_leads_alone(ledger, filled):
    a, b, c, d = filled(2)
    ledger.put_events([make_event(a), make_event(b), make_event(c, d)], versions=VERSIONS, whole=True)
    assert ledger.former_ids() == {}
    merged = make_event(a, b)
    ledger.put_events([merged, make_event(d)], versions=VERSIONS)
    former = ledger.former_ids()
    assert former == {make_event(b).id: merged.id, make_event(c, d).id: make_event(d).id}
    assert {name: ledger.event(name).id for name in former} == former
    put(ledger, ledger.report(c.report))  # a rebuild finds no claim in the report: its ids lead nowhere
    ledger.put_events([merged], versions=VERSIONS, whole=True)
    assert ledger.former_ids() == {make_event(b).id: merged.id}
    assert ledger.current_claim(d.id) is None
    assert ledger.current_claim("never given out") is None


def test_events_filter(ledger, filled):
    a, b, *_ = filled(1)
    ledger.put_events([make_event(a), make_event(b)], versions=VERSIONS)
    for where in (EventFilter(type="withdrawal"), EventFilter(place_id="gn:2")):
        assert [event.claims for event in ledger.events(where)] == [(b.id,)]
    ledger.put_events([replace(make_event(a, b), type=a.type)], versions=VERSIONS, whole=True)
    for kind in (a.type, b.type):
        assert [event.claims for event in ledger.events(EventFilter(type=kind))] == [(a.id, b.id)]
    ledger.put_events([make_event(a), make_event(b)], versions=VERSIONS, whole=True)
    for where in (EventFilter(actor="South"), EventFilter(place="millbridge", since="2016-09-08", until="2016-09-09")):
        assert len(list(ledger.events(where))) == 2
    assert not list(ledger.events(EventFilter(since="2017-01-01")))
    assert not list(ledger.events(EventFilter(actor="West")))


def test_impossible_events_are_refused(ledger, filled):
    a, b, *_ = filled(1)
    for events in ([make_event(a), make_event(a, b, name="e2")], [replace(make_event(a), claims=())]):
        with pytest.raises(LedgerError):
            ledger.put_events(events, versions=VERSIONS)
    with pytest.raises(LedgerError, match="is in no event"):
        ledger.event(a.id)


def test_claims_about_regions_in_some_reports(ledger, one):
    """As derived, and as people moved them."""
    two = make_report(2)
    ledger.add_reports([intake(two)])
    reeds = make_claim(one, 0, 10, place_id="region:XX:reeds", place_relation="region", type="control")
    town, other = make_claim(one, 10, 20, type="control"), make_claim(two, 0, 10, place_id="region:XX:reeds")
    put(ledger, one, reeds, town)
    put(ledger, two, other)
    where = ClaimFilter(type="control", regions=True, reports=(one.digest, "of no report"))
    assert where.narrow
    assert [claim.id for claim in ledger.claims(where)] == [reeds.id]
    ledger.decide("correct", [reeds.id], author="ann", values={"place_id": "gn:1"})
    assert list(ledger.claims(where)) == []
    ledger.decide("correct", [town.id], author="ann", values={"place_id": "region:XX:reeds"})
    assert [claim.id for claim in ledger.claims(where)] == [town.id]
    assert [claim.id for claim in ledger.claims(where, judged=False)] == [reeds.id]
