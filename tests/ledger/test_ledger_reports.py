"""Reports: appended once, found by digest, read in order; rejections; what is still unread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import VERSIONS, intake, make_claim, make_report

from marsad.ledger import ClaimFilter, Ledger
from marsad.ledger.codec import decode_claim, decode_event, decode_report, encode_claim, encode_event, encode_report
from marsad.records import Claim, Disagreement, Event, Interval, LedgerError, Origin, Report, Side, Toll

TEXT = st.text(min_size=1, max_size=60)


def test_a_report_comes_back_whole(ledger):
    report = make_report()
    result = ledger.add_reports([intake(report)])
    assert result.added == (report.digest,)
    assert ledger.report(report.digest) == report
    assert ledger.raw(report.digest) == (report.text.encode(), "text/plain")
    assert list(ledger.signatures()) == [(report.digest, report.digest[:8].encode())]
    assert ledger.has(report.digest)
    assert not ledger.has("0" * 64)


def test_reading_twice_adds_nothing(ledger):
    batch = [intake(make_report(at)) for at in range(3)]
    ledger.add_reports(batch)
    before = ledger.verify()
    again = ledger.add_reports([*batch, batch[0]])
    assert again.added == ()
    assert again.known == tuple(report.digest for report, *_ in batch)
    assert ledger.verify() == before


def test_the_same_report_twice_in_one_batch_counts_once(ledger):
    batch = [intake(make_report()), intake(make_report())]
    assert len(ledger.add_reports(batch).added) == 1
    assert ledger.verify().rows == 1


def test_a_digest_must_be_that_of_the_bytes(ledger):
    report, _, media_type, signature = intake(make_report())
    with pytest.raises(LedgerError, match="digest is not that of its bytes"):
        ledger.add_reports([(report, b"other bytes", media_type, signature)])
    assert ledger.verify().rows == 0


def test_recorded_time_replays_the_order_of_arrival(ledger, clock):
    first, second = make_report(1), make_report(2)
    ledger.add_reports([intake(first)])
    between = clock().isoformat()
    ledger.add_reports([intake(second)])
    assert list(ledger.reports()) == [first, second]
    assert list(ledger.reports(as_recorded_at=between)) == [first]
    assert list(ledger.reports(as_recorded_at="2019-12-31")) == []


def test_a_clock_that_goes_back_does_not_disturb_the_order(ledger, clock):
    ledger.add_reports([intake(make_report(1))])
    recorded = ledger.last_recorded
    clock.now = clock.now.replace(year=2001)
    ledger.add_reports([intake(make_report(2))])
    assert ledger.last_recorded > recorded
    assert ledger.verify().ok


def test_unread_reports_are_those_without_claims_of_these_versions(ledger):
    reports = [make_report(at) for at in range(3)]
    ledger.add_reports(map(intake, reports))
    assert ledger.unread() == [report.digest for report in reports]
    ledger.put_claims([reports[0].digest], [make_claim(reports[0])], versions=VERSIONS)
    ledger.put_claims([reports[1].digest], [], versions=VERSIONS)
    assert ledger.unread() == [reports[2].digest]
    assert ledger.unread(VERSIONS) == [reports[2].digest]
    assert len(ledger.unread({"code": "2"})) == 3
    assert ledger.versions == [VERSIONS]


def test_rejections_are_kept_without_text(ledger):
    ledger.record_rejection(label="a.html", location="line 3", reason="not English")
    (rejection,) = ledger.rejections()
    assert (rejection["label"], rejection["reason"]) == ("a.html", "not English")
    assert rejection["recorded_at"].startswith("2020-01-01T")


def test_missing_things_are_named(ledger):
    with pytest.raises(LedgerError, match="no report 00"):
        ledger.report("00")
    with pytest.raises(LedgerError, match="no report 00"):
        list(ledger.claims(ClaimFilter(report="00")))
    with pytest.raises(LedgerError, match="no event or claim"):
        ledger.event("e0")
    with pytest.raises(LedgerError, match="not a date or time"):
        list(ledger.claims(as_known_at="yesterday"))
    with pytest.raises(LedgerError, match="not a place's number"):
        list(ledger.claims(ClaimFilter(place="geonameid:x")))


def test_two_ledgers_of_the_same_reports_and_clock_are_equal(database, clock):
    heads = []
    for _ in range(2):
        clock.now = clock.now.replace(year=2020, month=1, day=1, hour=0, minute=0, second=0)
        with Ledger.open(database.nowhere(), clock=clock) as ledger:
            ledger.add_reports(intake(make_report(at)) for at in range(4))
            heads.append(ledger.verify().head)
    assert heads[0] == heads[1]


@given(TEXT, TEXT, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=3), st.booleans())
def test_any_report_survives_the_round_trip(text, author, spans, dated):
    published = Interval("2016-09-08T16:26:00+01:00", None) if dated else Interval()
    report = Report(digest="f" * 64, doc="d", text=text, author=author, captions=tuple(spans), published=published)
    assert decode_report(encode_report(report)) == report
    assert encode_report(decode_report(encode_report(report))) == encode_report(report)


@given(
    TEXT,
    st.lists(TEXT, max_size=3),
    st.none() | st.integers(0, 500),
    st.none() | st.floats(0, 1),
    st.sampled_from([None, (1, 3)]),
)
def test_any_claim_survives_the_round_trip(quote, also, killed, extent, span):
    claim = Claim(
        doc="d",
        id="c1",
        quote=quote,
        start=2,
        end=2 + len(quote),
        type="shelling",
        also=tuple(also),
        killed_low=killed,
        extent=extent,
        source_span=span,
        tolls=(Toll("killed", "civilians", killed, None),),
        also_spans=((1, 2),),
        unresolved=("place: two of that name",),
        polarity="negative",
    )
    assert decode_claim(encode_claim(claim)) == claim


def test_an_event_survives_the_round_trip():
    side = Side(value="south", origins=("A",), claims=("c1",))
    event = Event(
        id="e1",
        type="control",
        claims=("c1", "c2"),
        origins=(Origin(name="A", kind="monitor", interest="none known", claims=("c1",), outlets=("O",)),),
        disagreements=(Disagreement(question="part", note="two parts", sides=(side, side)),),
        reasons=("one origin",),
    )
    assert decode_event(encode_event(event)) == event
