"""Which claims are one event."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from war_samples import SYRIA, WAR, claim, seed_claims

from marsad.events import event_index, match_events
from marsad.events.blocking import candidate_pairs
from marsad.events.columns import columns_of
from marsad.events.matching import default_model, score_pairs
from marsad.records import MarsadError


def together(events, *claims):
    return len({event_index(events)[c.id] for c in claims}) == 1


def test_two_reports_of_one_capture_are_one_event():
    a = claim(
        "territory_taken", actor1="Lake League", actor2="Night Order", quote="League fighters seized Sarnab on Sunday"
    )
    b = claim("territory_taken", actor1="Lake League", actor2="Night Order", doc="b", source="Peace Watch",
              quote="Sarnab was captured by the Lake League, Peace Watch said")  # fmt: skip
    assert together(match_events([a, b], parties=WAR), a, b)


def test_the_same_words_five_months_later_are_another_event():
    words = "The Night Order pulled its men out of Sarnab overnight"
    a = claim("withdrawal", "2031-01-10", actor1="Night Order", quote=words)
    b = claim("withdrawal", "2031-06-10", actor1="Night Order", quote=words, doc="b")
    assert not together(match_events([a, b], parties=WAR), a, b)


def test_a_motorbike_bomb_and_an_air_strike_of_one_day_are_two():
    a = claim("explosion", quote="A motorbike packed with explosives killed nine people at the market", killed_low=9)
    b = claim("air_strike", quote="Nine people died when jets bombed the market", killed_low=9, doc="b")
    assert not together(match_events([a, b], parties=WAR), a, b)


def test_a_part_taken_is_not_the_town_taken():
    a = claim("territory_taken", actor1="Lake League", actor2="Night Order", quote="The League has taken Sarnab")
    b = claim("territory_taken", actor1="Lake League", actor2="Night Order", part="the centre", source="Colonel Adar",
              quote="our men have entered the centre")  # fmt: skip
    assert not together(match_events([a, b], parties=WAR), a, b)


def test_planned_and_reported_leaving_share_their_event():
    a = claim("withdrawal", ("2031-05-04", None), actor1="Night Order", status="planned", source="Field Network",
              quote="The Order has decided to take its men out of Sarnab", published="2031-05-04")  # fmt: skip
    b = claim("withdrawal", actor1="Night Order", source="a resident", quote="Trucks full of its men have left Sarnab")
    assert together(match_events([a, b], parties=WAR), a, b)


def test_decisions_outrank_the_matcher():
    a, b = claim("shelling", quote="Shells hit the mill"), claim("shelling", "2031-08-01", place="Harun", doc="b")
    c = claim("shelling", quote="Shells hit the mill", doc="c")
    merged = match_events([a, b], parties=WAR, must_link=[(a.id, b.id)])
    split = match_events([a, c], parties=WAR, cannot_link=[(c.id, a.id)])
    assert together(merged, a, b)
    assert not together(split, a, c)
    with pytest.raises(MarsadError, match="merges what another splits"):
        match_events([a, c], parties=WAR, must_link=[(a.id, c.id)], cannot_link=[(a.id, c.id)])


def test_an_event_is_named_after_its_first_claim():
    late = claim("shelling", doc="late", published="2031-05-06")
    early = claim("shelling", doc="early", published="2031-05-04")
    both, alone = match_events([late, early], parties=WAR), match_events([early], parties=WAR)
    assert both[0].id == alone[0].id
    assert both[0].claims == (early.id, late.id)


def test_no_claims_no_events():
    assert match_events([]) == []


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["shelling", "air_strike", "control", "withdrawal", "statement"]),
                          st.sampled_from(["Sarnab", "Harun", ""]), st.integers(1, 28),
                          st.integers(0, 3)), max_size=14),
       st.randoms())  # fmt: skip
def test_order_is_no_matter_and_every_claim_is_in_one_event(rows, rng):
    claims = [
        claim(kind, f"2031-05-{day:02d}", place=town, doc=str(doc), actor1="Night Order")
        for kind, town, day, doc in rows
    ]
    events = match_events(claims, parties=WAR)
    shuffled = claims[:]
    rng.shuffle(shuffled)
    assert match_events(shuffled, parties=WAR) == events
    assert sorted(c for e in events for c in e.claims) == sorted(c.id for c in claims)


def test_many_claims_take_no_quadratic_time():
    rng = random.Random(7)  # noqa: S311
    claims = [
        claim(rng.choice(["shelling", "armed_clash"]), f"20{rng.randrange(20, 29)}-{rng.randrange(1, 13):02d}-15",
              doc=str(n // 5), place=rng.choice(["Sarnab", "Harun", "Tel Wadim"]))
        for n in range(1500)
    ]  # fmt: skip
    assert sum(len(e.claims) for e in match_events(claims, parties=WAR)) == 1500


@pytest.mark.corpora
def test_the_seeds_two_departures_are_two_events_with_their_voices(shared):
    claims = seed_claims(shared)
    index = event_index(match_events(claims, parties=SYRIA))
    of = {c.id: c.event for c in claims}
    leaving = {index[i] for i, key in of.items() if key == "al-bab-is-evacuation-2016-09"}
    second = {index[i] for i, key in of.items() if key == "al-bab-is-withdrawal-2017-02-23"}
    assert not leaving & second
    taken = [index[i] for i, key in of.items() if key == "al-bab-taken-2017-02-23"]
    assert len(set(taken)) == 1
    # five of the six withdrawal claims of the first departure are one event; the movement to Raqqa may stand apart
    assert max(sum(index[i] == e for i in of if of[i] == "al-bab-is-evacuation-2016-09") for e in leaving) >= 5


@pytest.mark.corpora
def test_quality_on_gold_does_not_fall(shared, monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parents[2])
    from training.event_claims import gold_claims  # noqa: PLC0415
    from training.event_folds import b_cubed  # noqa: PLC0415

    claims = gold_claims(shared / "gold" / "dev")
    found = event_index(match_events(claims))
    b3, cross, _ = b_cubed(claims, found)
    assert b3 >= 0.91
    assert cross >= 0.85


def test_a_later_report_that_corrects_the_toll_stays_in_the_event():
    first = claim("suicide_bombing", actor1="Night Order", killed_low=12, killed_high=12, doc="morning",
                  quote="A suicide bomber killed 12 people at the market of Sarnab on Sunday")  # fmt: skip
    later = claim("suicide_bombing", actor1="Night Order", killed_low=31, killed_high=31, doc="evening",
                  quote="The death toll of the suicide bombing at the Sarnab market rose to 31")  # fmt: skip
    events = match_events([first, later], parties=WAR)
    assert together(events, first, later)
    (event,) = events
    (dispute,) = [d for d in event.disagreements if d.question == "toll"]
    assert {side.value for side in dispute.sides} == {"12", "31"}


def test_words_for_one_event_more_speak_against_one_event_in_a_report():
    def odds(later):
        first = claim("air_strike", quote="Warplanes bombed Sarnab on Monday, killing people", doc="a", source="Halib")
        second = claim("air_strike", quote=later, doc="a", source="the governor")
        told = [replace(c, start=at, end=at + len(c.quote)) for c, at in ((first, 0), (second, 400))]
        return float(score_pairs(columns_of(told), np.array([0]), np.array([1]), parties=WAR, model=default_model())[0])

    one = odds("The strike killed eight people in Sarnab and left the mill in ruins")
    other = odds("In another strike eight people were killed in Sarnab by the old mill")
    assert one > other + 0.5


def test_a_quarter_of_a_town_and_the_town_can_be_one_event():
    town = claim("air_strike", actor1="Orvania", killed_low=9, killed_high=9, doc="a",
                 quote="Jets killed nine people in Sarnab, among them a family in the mill quarter")  # fmt: skip
    quarter = claim("air_strike", actor1="Orvania", killed_low=9, killed_high=9, doc="b", place_id="gn:101/mill",
                    place_relation="part_of", quote="Nine people died as jets struck a family's house")  # fmt: skip
    assert together(match_events([town, quarter], parties=WAR), town, quarter)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["shelling", "air_strike", "control"]), st.integers(1, 28)), min_size=3,
                max_size=12), st.integers(0, 11))  # fmt: skip
def test_whether_two_claims_are_compared_depends_on_the_two_alone(rows, left_out):
    claims = [claim(kind, f"2031-05-{day:02d}", doc=str(n)) for n, (kind, day) in enumerate(rows)]
    fewer = [c for n, c in enumerate(claims) if n != left_out % len(claims)]

    def pairs(some):
        i, j = candidate_pairs(some, columns_of(some))
        return {frozenset((some[a].id, some[b].id)) for a, b in zip(i.tolist(), j.tolist(), strict=True)}

    dropped = claims[left_out % len(claims)].id
    assert pairs(fewer) == {pair for pair in pairs(claims) if dropped not in pair}


def test_an_event_is_named_after_the_village_and_not_after_the_town_near_it():
    """Most accounts give the next town for their readers; the village is told by enough of them to be agreed on."""
    words = "A car bomb killed nine people at a checkpoint"
    near = {"place": "Sarnab", "place_text": "Halib", "place_relation": "near", "geonameid": 101}
    told = [claim("explosion", quote=words, killed_low=9, doc=f"town {n}") for n in range(3)]
    village = [claim("explosion", quote=f"{words} in Halib", killed_low=9, doc=f"village {n}") for n in range(2)]
    village = [replace(c, **near, place_id="gn:101/halib") for c in village]
    (event,) = match_events([*told, *village], parties=WAR)
    assert (event.place, event.place_id) == ("Halib", "gn:101/halib")
    (event,) = match_events(told, parties=WAR)
    assert (event.place, event.place_id) == ("Sarnab", "gn:101")
