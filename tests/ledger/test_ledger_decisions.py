"""Decisions: what makes sense, how they find their claims again, what they ask of events, what redaction erases."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import VERSIONS, intake, make_claim, make_event, make_report

from marsad.ledger import ClaimFilter, Constraints, Ledger, effective
from marsad.ledger.attach import attach, snapshot
from marsad.ledger.effective import live, rulings
from marsad.records import Decision, DoneError, LedgerError

WORDS = "zanzibarian quince"


@pytest.mark.parametrize(
    ("action", "target", "values", "line"),
    [
        ("bless", ["c0"], {}, "unknown action"),
        ("accept", [], {}, "nothing to accept"),
        ("accept", ["c0"], {}, "no claim c0"),
        ("merge", ["FIRST"], {}, "merge needs at least two"),
        ("correct", ["FIRST"], {}, "nothing to correct"),
        ("correct", ["FIRST"], {"colour": 1}, "cannot correct: colour"),
        ("correct", ["FIRST"], {"quote": "x"}, "cannot correct: quote"),
        ("correct", ["FIRST"], {"status": "sure"}, "unknown status"),
        ("correct", ["FIRST"], {"type": "party"}, "unknown type of claim"),
        ("correct", ["FIRST"], {"extent": 7}, "extent cannot be 7.*between 0 and 1"),
        ("correct", ["FIRST"], {"extent": "most"}, "extent cannot be .*a number or null"),
        ("correct", ["FIRST"], {"actor1": 12}, "actor1 cannot be 12.*takes words"),
        ("correct", ["FIRST"], {"killed_low": -1}, "killed_low cannot be -1.*at least 0"),
        ("correct", ["FIRST"], {"killed_low": 9, "killed_high": 3}, "killed_low is 9 and killed_high is 3"),
        ("correct", ["FIRST"], {"date_start": "yesterday"}, "date_start cannot be 'yesterday'"),
        ("correct", ["FIRST"], {"date_start": "2017-02-02", "date_end": "2017-02-01"}, "ends before it starts"),
        ("correct", ["FIRST"], {"source_kind": "friend"}, "unknown source_kind"),
        ("correct", ["FIRST"], {"tolls": [{"dead": 3}]}, "tolls cannot be"),
        ("accept", ["FIRST"], {"type": "control"}, "takes no corrected values"),
        ("undo", ["d0"], {}, "no decision d0"),
        ("redact", ["c0"], {}, "no report or decision c0"),
    ],
)
def test_senseless_decisions_are_refused_in_one_line(ledger, filled, action, target, values, line):
    claims = filled(1)
    with pytest.raises(LedgerError, match=line) as caught:
        ledger.decide(action, [claims[0].id if it == "FIRST" else it for it in target], author="ann", values=values)
    assert "\n" not in str(caught.value)
    assert ledger.decisions() == []


def test_a_decision_needs_an_author(ledger, filled):
    with pytest.raises(LedgerError, match="needs an author"):
        ledger.decide("accept", [filled(1)[0].id], author=" ")


def test_a_decision_keeps_what_it_judged(ledger, filled):
    claim = filled(1)[0]
    made = ledger.decide("reject", [claim.id], author="ann", reason="a drill")
    assert ledger.decisions() == [made]
    (entry,) = made.snapshot
    seen = {name: entry[name] for name in ("report", "start", "end", "quote", "type")}
    assert seen == {name: getattr(claim, name) for name in seen}
    assert made.at == ledger.last_recorded


@pytest.fixture
def judged(ledger):
    """A claim that was rejected, beside a claim that was not."""
    report = make_report(1)
    ledger.add_reports([intake(report)])
    claim, other = make_claim(report, 10, 40), make_claim(report, 10, 40, source="Another")
    ledger.put_claims([report.digest], [claim, other], versions=VERSIONS)
    ledger.decide("reject", [claim.id], author="ann")
    return report, claim, other


@pytest.mark.parametrize(
    ("remade", "found"),
    [
        ({"start": 10, "end": 40}, True),
        ({"start": 20, "end": 60}, True),
        ({"start": 0, "end": 60}, True),
        ({"start": 12, "end": 40, "type": "offensive"}, True),
        ({"start": 12, "end": 40, "type": "control"}, False),
        ({"start": 30, "end": 60}, False),
        ({"start": 12, "end": 40, "source": "Somebody else"}, True),
    ],
)
def test_decisions_find_their_claim_again_by_overlap_and_type(ledger, judged, remade, found):
    report, _, other = judged
    new = make_claim(report, **remade)
    ledger.put_claims([report.digest], [new, other], versions={"code": "2"})
    kept = list(ledger.claims())
    assert (new in kept) is not found
    assert other in kept
    assert len(ledger.decisions(unattached=True)) == (0 if found else 1)


def test_a_decision_never_moves_to_a_claim_that_stood_beside_it(ledger, judged):
    report, claim, other = judged
    ledger.put_claims([report.digest], [other], versions={"code": "2"})
    assert list(ledger.claims()) == [other]
    assert len(ledger.decisions(unattached=True)) == 1
    ledger.put_claims([report.digest], [claim, other], versions={"code": "3"})
    assert list(ledger.claims()) == [other]
    assert ledger.decisions(unattached=True) == []


def test_two_equally_good_candidates_leave_a_decision_unattached():
    report = make_report(1)
    claim = make_claim(report, 10, 40, source="Old name")
    entry = snapshot(claim, [claim])
    ones = [make_claim(report, 10, 40, source=name) for name in ("One", "Two")]
    assert attach(entry, ones) is None
    assert attach(entry, ones[:1]) == ones[0].id
    assert attach(entry, [*ones, make_claim(report, 11, 40, source="Old name")]) is not None


def test_merges_and_splits_become_constraints(ledger, filled):
    a, b, c, d = (claim.id for claim in filled(2))
    ledger.decide("merge", [a, b, c], author="ann")
    assert ledger.constraints() == Constraints(must_link=(tuple(sorted((a, b, c))),))
    ledger.decide("split", [a, d], author="ann")
    assert ledger.constraints().cannot_link == (tuple(sorted((a, d))),)
    later = ledger.decide("split", [a, b], author="ann")
    assert tuple(sorted((a, b))) in ledger.constraints().cannot_link
    ledger.decide("undo", [later.id], author="ann")
    assert ledger.constraints().must_link == (tuple(sorted((a, b, c))),)


names = st.sampled_from("abcdef")


@given(st.lists(st.tuples(st.sampled_from(["merge", "split"]), st.lists(names, min_size=2, max_size=4, unique=True))))
def test_constraints_never_contradict_each_other_and_the_last_decision_holds(asked):
    made = [
        Decision(id=f"d{at}", action=action, target=tuple(target), author="ann", at="")
        for at, (action, target) in enumerate(asked)
    ]
    attached = {(it.id, at): name for it in made for at, name in enumerate(it.target)}
    found = rulings(made, attached).constraints
    group = {name: members for members in found.must_link for name in members}
    assert all(group.get(a, a) != group.get(b, b) for a, b in found.cannot_link)
    if asked and asked[-1][0] == "merge":
        assert len({group[name] for name in asked[-1][1]}) == 1
    elif asked:
        assert all(tuple(sorted(pair)) in found.cannot_link for pair in pairwise(sorted(asked[-1][1])))


@given(st.lists(st.integers(0, 6), max_size=7))
def test_an_undo_counts_unless_it_is_undone(undone):
    made = [Decision(id="d0", action="reject", target=("c",), author="ann", at="")]
    for number in undone:
        target = f"d{min(number, len(made) - 1)}"
        made.append(Decision(id=f"d{len(made)}", action="undo", target=(target,), author="ann", at=""))
    alive = {it.id for it in live(made)}
    for it in made:
        assert (it.id in alive) is not any(
            other.action == "undo" and it.id in other.target and other.id in alive for other in made
        )


def test_what_is_undone_is_not_undone_twice_but_put_back_by_an_undo_of_the_undo(ledger, filled):
    claim = filled(1)[0]
    rejected = ledger.decide("reject", [claim.id], author="ann")
    undone = ledger.decide("undo", [rejected.id], author="ben")
    with pytest.raises(DoneError, match=f"undone already.*undo {undone.id}"):
        ledger.decide("undo", [rejected.id], author="ann")
    ledger.decide("undo", [undone.id], author="ann")
    assert claim.id not in {it.id for it in ledger.claims()}
    with pytest.raises(DoneError, match="undone already"):
        ledger.decide("undo", [undone.id], author="ben")
    ledger.decide("undo", [rejected.id], author="ben")
    assert claim.id in {it.id for it in ledger.claims()}


def test_a_claim_that_is_moved_keeps_nothing_of_its_former_place(ledger, filled):
    claim = filled(1)[0]
    ledger.decide("correct", [claim.id], author="ann", values={"place_id": "gn:7", "lat": 1.5, "lon": 2.5})
    (moved,) = ledger.claims(ClaimFilter(ids=(claim.id,)))
    assert (moved.place, moved.geonameid, moved.lat, moved.lon) == (None, 7, 1.5, 2.5)
    ledger.decide("correct", [claim.id], author="ann", values={"place_id": "lake:mill"})
    (moved,) = ledger.claims(ClaimFilter(ids=(claim.id,)))
    assert (moved.place_id, moved.geonameid, moved.lat, moved.lon) == ("lake:mill", None, None, None)
    ledger.decide("correct", [claim.id], author="ann", values={"place_id": claim.place_id})
    (back,) = ledger.claims(ClaimFilter(ids=(claim.id,)))
    assert (back.place, back.geonameid, back.lat, back.lon) == (claim.place, claim.geonameid, claim.lat, claim.lon)


def test_a_toll_that_is_corrected_is_the_same_wherever_a_claim_tells_it(ledger, filled):
    claim = filled(1)[0]

    def told(**values):
        ledger.decide("correct", [claim.id], author="ann", values=values)
        (it,) = ledger.claims(ClaimFilter(ids=(claim.id,)))
        return (it.killed_low, it.killed_high), [(toll.kind, toll.who, toll.low, toll.high) for toll in it.tolls]

    tolls = [{"kind": "killed", "who": "soldiers", "low": 3}, {"kind": "arrested", "who": "", "low": 9, "high": 9}]
    arrested = ("arrested", "", 9, 9)
    assert told(tolls=tolls) == ((3, None), [("killed", "soldiers", 3, None), arrested])
    assert told(killed_low=5, killed_high=6)[1] == [("killed", "soldiers", 5, 6), arrested]
    assert told(killed_low=None, killed_high=None) == ((None, None), [arrested])


def test_the_pure_function_agrees_with_the_ledger(ledger, filled):
    claims = filled(3)
    ledger.decide("reject", [claims[0].id], author="ann")
    ledger.decide("correct", [claims[1].id], author="ann", values={"killed_low": 3})
    ledger.decide("correct", [claims[1].id], author="ann", values={"killed_high": 4})
    ledger.decide("accept", [claims[2].id], author="ann")
    assert list(effective(claims, ledger.decisions())) == list(ledger.claims())
    (corrected,) = [claim for claim in ledger.claims() if claim.id == claims[1].id]
    assert (corrected.killed_low, corrected.killed_high) == (3, 4)


def test_what_is_held_ready_of_decisions_is_what_the_ledger_has(ledger, filled, address):
    """Whoever decided, and whatever became of it: taken back, erased, attached anew."""
    claims = filled(3)

    def agree():
        for opened in (ledger, other):
            made = opened.decisions()
            assert [(it.id, it.values) for it in opened.decided] == [(it.id, it.values) for it in made]
            derived = [it for it in claims if it.report not in gone]
            assert list(opened.claims()) == list(effective(derived, made))

    gone = set()
    with Ledger.open(address) as other:
        agree()
        rejected = ledger.decide("reject", [claims[0].id], author="ann")
        agree()
        other.decide("correct", [claims[1].id], author="ben", values={"killed_low": 3})
        agree()
        with pytest.raises(LedgerError, match="has a date"):  # found out after it was put
            other.decide("date", [f"report:{claims[0].report}"], author="ben", values={"published": "2017-02-01"})
        agree()
        other.decide("undo", [rejected.id], author="ben")
        agree()
        accepted = ledger.decide("accept", [claims[2].id], author="ann")
        agree()
        of_one = [it for it in claims if it.report == claims[1].report]
        ledger.put_claims([claims[1].report], [], versions=VERSIONS)
        gone.add(claims[1].report)
        agree()
        other.put_claims([claims[1].report], of_one, versions=VERSIONS)
        gone.clear()
        agree()
        other.decide("redact", [accepted.id], author="ben")
        agree()
        ledger.decide("redact", [claims[1].report], author="ann")
        gone.add(claims[1].report)
        agree()


def test_redaction_erases_every_trace_and_the_chain_still_verifies(ledger, database, address):
    secret = make_report(1, text=f"A {WORDS} was seen. Two groups fought near the mill at {WORDS} yard.")
    open_one = make_report(2)
    ledger.add_reports([intake(secret), intake(open_one)])
    claims = [make_claim(secret, 2, 40), make_claim(open_one)]
    ledger.put_claims([secret.digest, open_one.digest], claims, versions=VERSIONS)
    ledger.put_events([make_event(*claims)], versions=VERSIONS)
    ledger.decide("accept", [claims[0].id], author="ann", reason=f"I know the {WORDS}")
    ledger.decide("merge", [claims[0].id, claims[1].id], author="ann")
    sealed = ledger.seal()
    made = ledger.decide("redact", [secret.digest], author="ben", reason="a source is at risk")

    assert list(ledger.reports()) == [open_one]
    assert list(ledger.claims()) == [claims[1]]
    assert list(ledger.events()) == []
    with pytest.raises(LedgerError, match="was redacted"):
        ledger.raw(secret.digest)
    assert [it.action for it in ledger.decisions()] == ["merge", "redact"]
    found = ledger.verify(kept_seals=[sealed.to_json()])
    assert found.ok
    assert [(it.seq, it.by) for it in found.redacted] == [(1, made.id), (3, made.id)]
    on_disk = database.everything(address)
    assert WORDS.encode() not in on_disk
    assert claims[1].quote.encode() in on_disk
    assert ledger.add_reports([intake(secret)]).added == ()
    assert ledger.unread() == []
    with pytest.raises(LedgerError, match="was redacted"):
        ledger.put_claims([secret.digest], claims[:1], versions=VERSIONS)
    with pytest.raises(LedgerError, match="cannot be undone"):
        ledger.decide("undo", [made.id], author="ann")
    with pytest.raises(LedgerError, match="is a redaction"):
        ledger.decide("redact", [made.id], author="ann")


def test_a_decision_itself_can_be_redacted(ledger, filled):
    first, *_ = filled(1)
    made = ledger.decide("reject", [first.id], author="ann", reason=WORDS)
    ledger.decide("redact", [made.id], author="ann")
    assert first in list(ledger.claims())
    assert [it.action for it in ledger.decisions()] == ["redact"]
    assert ledger.verify().ok
