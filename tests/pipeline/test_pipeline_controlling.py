"""Stored control of all places is, after whatever happened, what is worked out afresh; only what changed is touched."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_pipeline_updating import ROWS, SIDES, VERSIONS, add, report

from marsad.control import core_effects
from marsad.ledger import Ledger
from marsad.ledger.codec import canonical
from marsad.pipeline.controlling import spells_of, update_control
from marsad.pipeline.events import copies_in
from marsad.pipeline.holding import Holdings
from marsad.records import LedgerError, root_of

EFFECTS = core_effects()
IN_REEDS = st.builds(
    lambda town, day, holder: [
        ("air_strike", town, day, "Lake League", 0),
        ("control", "Reeds province", day, holder, 0),
    ],
    st.sampled_from(["Harun", "Sarnab", "Old Port", "the mill quarter"]),
    st.integers(1, 25),
    st.sampled_from(["Night Order", "Night Order", "Lake League"]),
)
"""A strike on a town, and who holds the province around, in one report."""
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "accept", "reject", "correct", "undo", "redact", "reread"]),
        ROWS | IN_REEDS,
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=8,
)


def refresh(ledger, **options):
    return update_control(ledger, parties=SIDES, effects=EFFECTS, versions=VERSIONS, **options)


def stored(ledger):
    places = {place_id for place_id, *_ in ledger.places()}
    told = {place_id: ledger.control_spells(place_id) for place_id in places}
    return {place_id: [spell for spell, _ in spells] for place_id, spells in told.items() if spells}


def afresh(ledger):
    claims = sorted(ledger.claims(), key=lambda claim: root_of(claim.place_id))
    copies = copies_in(ledger).copies
    worked = {}
    for root, some in groupby(claims, key=lambda claim: root_of(claim.place_id)):
        if root:
            worked |= spells_of(list(some), parties=SIDES, effects=EFFECTS, copies=copies, around=claims)
    assert_rows(ledger, worked)
    return {place_id: [spell for spell, _ in spells] for place_id, it in worked.items() if (spells := it.told)}


def assert_rows(ledger, worked):
    """All that is stored of a place, its answers and its page, is to the byte what is worked out afresh."""
    for place_id, it in worked.items():
        assert canonical(ledger.control_spells(place_id)) == canonical(it.told)
        assert ledger.place_rows(place_id, [place_id], most=(0, 0, 0)).page == canonical(it.page)


def step(ledger, number, action, rows, which):
    if action == "add":
        copied = [digest.digest for digest in ledger.reports()][:1] if which > 6 else []
        add(ledger, [report(number, rows, copied[0] if copied else None)])
        return
    claims = list(ledger.claims(judged=False))
    if action == "reread" and claims:
        one = claims[which % len(claims)].report
        ledger.put_claims([one], [claim for claim in claims if claim.report == one][1:], versions=VERSIONS)
    elif action == "undo" and (made := ledger.decisions()):
        ledger.decide("undo", [made[which % len(made)].id], author="ann")
    elif action == "redact" and claims:
        ledger.decide("redact", [claims[which % len(claims)].report], author="ann")
    elif action in ("accept", "reject", "correct") and claims:
        reeds = {"place_id": "region:XX:reeds", "place_relation": "region", "place_text": "Reeds province"}
        values = [{"place_id": "gn:103", "place": "Harun"}, {"actor1": "Night Order"}, reeds][which % 3]
        ledger.decide(
            action, [claims[which % len(claims)].id], author="ann", values=values if action == "correct" else None
        )


def test_a_moved_claim_that_is_rejected_leaves_the_place_it_was_moved_to(database):
    taken = ("territory_taken", "", 1, "Lake League", 0)
    with Ledger.open(database.fresh()) as ledger:
        for number, action in enumerate(("add", "correct", "reject")):
            step(ledger, number, action, [taken, taken], 0 if action == "add" else 1)
            refresh(ledger)
            assert stored(ledger) == afresh(ledger)
    database.clean()


def test_stored_control_is_what_is_worked_out_afresh(database):
    @settings(max_examples=25 if database.name == "sqlite" else 5, deadline=None)
    @given(STEPS, st.booleans())
    def check(steps, each):
        with Ledger.open(database.fresh()) as ledger:
            for number, (action, rows, which) in enumerate(steps):
                try:
                    step(ledger, number, action, rows, which)
                except LedgerError as error:
                    assert "redact" in str(error) or "undone already" in str(error)
                if each:
                    refresh(ledger)
                    assert stored(ledger) == afresh(ledger)
            refresh(ledger)
            assert stored(ledger) == afresh(ledger)
            assert refresh(ledger) == 0
            assert_days(ledger)
        database.clean()

    check()


def assert_days(ledger):
    """On any day the stored spell has the answer that the control room gives for it."""
    holdings = Holdings(list(ledger.claims()), parties=SIDES, effects=EFFECTS, copies=copies_in(ledger).copies)
    for shift in range(-200, 900, 97):
        day = (date(2031, 5, 10) + timedelta(days=shift)).isoformat()
        told = {held.spell.place_id: held.spell for held in ledger.control_at(day)}
        for place_id in holdings.places:
            answer = holdings.at(place_id, day)
            assert (told[place_id].controller, told[place_id].status) == (answer.controller, answer.status), day


def test_what_lies_beside_is_worked_out_once_after_all_that_changed(database):
    with Ledger.open(database.fresh()) as ledger:
        rows = [("air_strike", "Harun", 5, "Lake League", 0), ("control", "Sarnab", 5, "Night Order", 0)]
        add(ledger, [report(1, [*rows, ("control", "Old Port", 5, "Night Order", 0)], None)])
        done = []
        while stale := ledger.stale_control(VERSIONS, most=1):
            done += [it.root for it in stale]
            refresh(ledger, most=1)
        assert done == ["gn:101", "gn:103", "lake:old-port", "gn:103"]
        assert stored(ledger) == afresh(ledger)
    database.clean()


def test_what_lies_beside_stays_where_it_is_told_the_same(database):
    with Ledger.open(database.fresh()) as ledger:
        rows = [("air_strike", "Harun", 5, "Lake League", 0), ("control", "Sarnab", 5, "Night Order", 0)]
        add(ledger, [report(1, rows, None)])
        assert refresh(ledger) == 3  # Harun was worked out with what is told of Sarnab: looked at again, and kept
        put = ledger.control_changes(0, lambda *_: None)
        assert (put.number, sorted(put.places)) == (1, ["gn:101", "gn:103"])
        add(ledger, [report(2, [("control", "Sarnab", 6, "Night Order", 0)], None)])
        refresh(ledger)
        assert "gn:103" in ledger.control_changes(1, lambda *_: None).places
        assert stored(ledger) == afresh(ledger)
    database.clean()


def test_only_what_changed_is_worked_out(database):
    with Ledger.open(database.fresh()) as ledger:
        first = [("territory_taken", "Sarnab", 3, "Lake League", 0), ("control", "Harun", 5, "Night Order", 0)]
        add(ledger, [report(1, first, None)])
        assert [it.root for it in ledger.stale_control(VERSIONS)] == ["gn:101", "gn:103"]
        assert refresh(ledger, most=1) == 1
        assert [it.root for it in ledger.stale_control(VERSIONS)] == ["gn:103"]
        assert refresh(ledger) == 1
        add(ledger, [report(2, [("control", "the mill quarter", 9, "Night Order", 0)], None)])
        (stale,) = ledger.stale_control(VERSIONS)
        add(ledger, [report(3, [("control", "Sarnab", 12, "Night Order", 0)], None)])
        ledger.put_control([stale], {}, versions=VERSIONS)  # by somebody who read before
        assert [it.root for it in ledger.stale_control(VERSIONS)] == ["gn:101"]
        refresh(ledger)
        held, *_ = ledger.control_at("2031-05-20")
        assert held.about["name"] == "Sarnab"
        assert {it.root for it in ledger.stale_control({"code": "2"})} == {"gn:101", "gn:103"}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_rebuild_makes_all_stale(database):
    with Ledger.open(database.fresh()) as ledger:
        one, claims = report(1, [("control", "Harun", 5, "Night Order", 0)], None)
        add(ledger, [(one, claims)])
        refresh(ledger)
        with ledger.rebuild({"code": "2"}) as rebuild:
            rebuild.stage([one.digest], [])
        assert [it.root for it in ledger.stale_control(VERSIONS)] == ["gn:103"]
        refresh(ledger)
        assert stored(ledger) == {}


def test_a_claim_that_people_move_is_followed_to_where_no_claim_ever_was(database):
    with Ledger.open(database.fresh()) as ledger:
        (claim,) = add(ledger, [report(1, [("control", "Sarnab", 5, "Night Order", 0)], None)])
        moved = ledger.decide("correct", [claim.id], author="ann", values={"place_id": "gn:103/port", "place": "Port"})
        refresh(ledger)
        assert stored(ledger) == afresh(ledger)
        assert list(stored(ledger)) == ["gn:103/port"]
        undone = ledger.decide("undo", [moved.id], author="ann")
        refresh(ledger)
        assert list(stored(ledger)) == ["gn:101"]
        ledger.decide("undo", [undone.id], author="ann")  # whatever was undone is in force again
        refresh(ledger)
        assert stored(ledger) == afresh(ledger)
        assert list(stored(ledger)) == ["gn:103/port"]
        ledger.put_claims([claim.report], [], versions=VERSIONS)
        refresh(ledger)
        assert stored(ledger) == {}
        ledger.put_claims([claim.report], [claim], versions=VERSIONS)
        refresh(ledger)
        assert list(stored(ledger)) == ["gn:103/port"]
        ledger.decide("redact", [claim.report], author="ann")
        refresh(ledger)
        assert stored(ledger) == {}


def test_what_is_told_of_a_town_makes_its_quarters_stale(database):
    with Ledger.open(database.fresh()) as ledger:
        add(ledger, [report(1, [("control", "Old Port", 3, "Night Order", 0)], None)])
        refresh(ledger)
        add(ledger, [report(2, [("territory_taken", "Sarnab", 9, "Lake League", 0)], None)])
        assert [it.root for it in ledger.stale_control(VERSIONS)] == ["gn:101", "lake:old-port"]
        refresh(ledger)
        assert stored(ledger) == afresh(ledger)
    database.clean()


def test_a_claim_of_a_quarter_that_is_moved_leaves_the_quarters_town(database):
    with Ledger.open(database.fresh()) as ledger:
        rows = [("withdrawal", "Harun", 5, "Lake League", 0), ("control", "the mill quarter", 11, "Lake League", 0)]
        _, told = add(ledger, [report(1, rows, None)])
        ledger.decide("correct", [told.id], author="ann", values={"place_id": "gn:103", "place": "Harun"})
        refresh(ledger)
        assert stored(ledger) == afresh(ledger)
        add(ledger, [report(2, [("territory_taken", "Sarnab", 20, "Night Order", 0)], None)])
        assert [it.root for it in ledger.stale_control(VERSIONS)] == ["gn:101"]
        refresh(ledger)
        assert stored(ledger) == afresh(ledger)
    database.clean()


def test_two_towns_that_corrections_file_under_each_other_are_worked_out(database):
    with Ledger.open(database.fresh()) as ledger:
        rows = [("control", "Harun", 5, "Lake League", 0), ("control", "Sarnab", 7, "Night Order", 0)]
        one, other = add(ledger, [report(1, rows, None)])
        for claim, root, town in ((one, 101, 103), (other, 103, 101)):
            values = {"place_id": f"gn:{root}", "geonameid": town, "place_relation": "part_of"}
            ledger.decide("correct", [claim.id], author="ann", values=values)
        refresh(ledger)
        assert stored(ledger) == afresh(ledger)
    database.clean()


def told_in_the_reeds(ledger, holder="Night Order"):
    """A strike on Harun, and who holds the province around, in one report."""
    return add(ledger, [report(1, [("air_strike", "Harun", 5, "Lake League", 0),
                                   ("control", "Reeds province", 5, holder, 0)], None)])  # fmt: skip


def holder(ledger, root="gn:103"):
    refresh(ledger)
    assert stored(ledger) == afresh(ledger)
    return {held.answer["controller"] for held in ledger.control_at("2031-05-05") if held.about["place_id"] == root}


def test_what_people_say_of_a_region_is_worked_out_for_the_places_in_it(database):
    with Ledger.open(database.fresh()) as ledger:
        strike, reeds = told_in_the_reeds(ledger)
        assert holder(ledger) == {"Night Order"}
        told = next(held for held in ledger.control_at("2031-05-05") if held.about["place_id"] == "gn:103")
        assert set(told.spell.claims) == {strike.id, reeds.id}
        rejected = ledger.decide("reject", [reeds.id], author="ann")
        assert [it.root for it in ledger.stale_control(VERSIONS)] == ["gn:103", "region:XX:reeds"]
        assert holder(ledger) <= {None}
        ledger.decide("undo", [rejected.id], author="ann")
        assert holder(ledger) == {"Night Order"}
        ledger.decide("correct", [reeds.id], author="ann", values={"place_id": "gn:101", "place": "Sarnab"})
        assert holder(ledger) <= {None}
        ledger.decide("correct", [reeds.id], author="ann", values={"place_id": "region:XX:reeds"})
        assert holder(ledger) == {"Night Order"}
    database.clean()


def test_a_region_has_a_page_and_is_in_no_list(database):
    with Ledger.open(database.fresh()) as ledger:
        told_in_the_reeds(ledger)
        refresh(ledger)
        reeds = "region:XX:reeds"
        page = ledger.place_rows(reeds, [reeds], most=(9, 9, 9)).page
        assert [spell["controller"] for spell in orjson.loads(page)["spells"]] == ["Night Order"]
        assert orjson.loads(page)["days"]
        assert {held.about["place_id"] for held in ledger.control_at("2031-05-05")} == {"gn:103"}
    database.clean()


def test_a_claim_that_is_moved_to_a_region_tells_of_the_places_in_it(database):
    with Ledger.open(database.fresh()) as ledger:
        rows = [("air_strike", "Harun", 5, "Lake League", 0), ("control", "Far Ford", 5, "Night Order", 0)]
        _, held = add(ledger, [report(1, rows, None)])
        assert holder(ledger) <= {None}
        values = {
            "place_id": "region:XX:reeds", "place_relation": "region", "place_text": "Reeds province",
            "country": "XX", "admin1": "01",
        }  # fmt: skip
        ledger.decide("correct", [held.id], author="ann", values=values)
        assert holder(ledger) == {"Night Order"}
        ledger.decide("accept", [held.id], author="ann")
        assert holder(ledger) == {"Night Order"}
        ledger.decide("reject", [held.id], author="ann")
        assert holder(ledger) <= {None}
    database.clean()
