"""Days of their own that the places of one row have, and states that are told until when they were."""

from __future__ import annotations

import pytest

DAYS = {
    "The rebels took Azaz on 21 January and Marea on Tuesday.": {"Azaz": "2019-01-21", "Marea": "2019-03-12"},
    "The rebels captured Azaz on Sunday and Marea a day later.": {"Azaz": "2019-03-10", "Marea": "2019-03-11"},
    "The army took Azaz in March 2017 and Marea in August 2018.": {"Azaz": "2017-03-01", "Marea": "2018-08-01"},
    "Shells fell on Azaz on Sunday and on Marea on Monday.": {"Azaz": "2019-03-10", "Marea": "2019-03-11"},
    "Shells fell on Azaz and on Marea on Monday.": {"Azaz": "2019-03-11", "Marea": "2019-03-11"},
}


@pytest.mark.parametrize("text", DAYS)
def test_each_place_of_a_row_has_its_own_day(claims_of, text):
    found = {c.place_text: (c.date_start or "")[:10] for c in claims_of(text)}
    assert found == DAYS[text]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("The militia held Azaz until December 2016.", "2016-12-31"),
        ("Until 2017 the rebels controlled the town of Azaz.", "2017-12-31"),
        ("The town of Azaz was under army control until last month.", "2019-02-28"),
    ],
)
def test_a_state_that_is_told_until_when_it_was_is_over(claims_of, text, end):
    [claim] = claims_of(text)
    assert (claim.type, claim.date_start, claim.date_end) == ("control", None, end)


def test_a_state_that_is_to_last_until_a_day_lasts(claims_of):
    [claim] = claims_of("The rebels will control Azaz until April, the governor said.")
    assert claim.date_end is None or claim.date_end >= "2019-03-14"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("An army convoy entered Azaz on Monday.", "movement"),
        ("A rebel convoy of 12 pickup trucks reached Azaz.", "movement"),
        ("The UN convoy reached Azaz on Monday.", "aid"),
        ("Trucks with food entered Azaz on Monday.", "aid"),
        ("Rebels hold a bridgehead at Azaz.", "control"),
    ],
)
def test_who_comes_to_a_town(claims_of, text, kind):
    assert [c.type for c in claims_of(text)] == [kind]


def test_what_a_convoy_of_tanks_did(claims_raw):
    assert [c.place_text for c in claims_raw("A convoy of tanks entered Azaz on Monday.")] == ["Azaz"]


def test_a_village_that_was_captured_as_a_clause_tells(claims_of):
    text = "The army lost more than a hundred posts, among them Klowgan, which was captured on Sunday."
    assert "Klowgan" in {c.place_text for c in claims_of(text)}


def test_the_time_of_a_clause_that_tells_of_another_event(claims_of):
    first, second = claims_of("The army retook the town of Azaz, which it had lost in May.")
    assert (first.actor1, (first.date_start or "")[:10]) == ("Syrian government forces", "2019-03-14")
    assert (second.actor2, (second.date_start or "")[:7]) == ("Syrian government forces", "2018-05")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The insurgents held Menaka in 2013.", "2013-01-01", "2013-12-31"),
        ("The insurgents held Menaka in February.", "2019-02-01", "2019-02-28"),
        ("The insurgents have held Menaka since 2013.", "2013-01-01", "2019-03-14"),
        ("The army said that Menaka had never fallen to the rebels.", None, "2019-03-14"),
    ],
)
def test_states_gone_by_and_what_never_was(claims_of, text: str, first: str | None, last: str) -> None:
    (claim,) = claims_of(text)
    assert (claim.to_json()["date_start"], claim.to_json()["date_end"]) == (first, last)


def test_a_month_is_no_march(claims_of) -> None:
    (claim,) = claims_of("The insurgents held Menaka in March of last year.")
    assert claim.type == "control"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Police arrested six men in connection with Sunday's bombing of a bank in Gao.",
            {"arrest": "2019-03-14", "explosion": "2019-03-10"},
        ),
        (
            "Troops arrested 12 men in Gao, where a bomb burned eight tankers on Sunday night.",
            {"arrest": "2019-03-14", "explosion": "2019-03-10"},
        ),
        (
            "Kidal, which the army lost in January, was shelled from the hills.",
            {"territory_taken": "2019-01-01", "shelling": "2019-03-14"},
        ),
        (
            "The fighting in Gao, which broke out on Sunday, has killed 40 people.",
            {"armed_clash": "2019-03-10"},
        ),
    ],
)
def test_the_day_of_what_is_only_mentioned_is_its_own(claims_of, text, days):
    assert {c.type: (c.date_start or "")[:10] for c in claims_of(text)} == days


def test_the_event_that_was_mentioned_keeps_its_day(claims_of):
    text = "Police arrested six men over Sunday's bombing of a bank in Gao. The bombing killed two men."
    assert [c.date_start for c in claims_of(text) if c.type == "explosion"] == ["2019-03-10"]


def test_how_old_a_war_is_tells_of_the_war_alone(claims_of):
    told = claims_of("Rebels have also been shelling government-held areas of Taiz in the four-year conflict.")
    assert not [c.date_start for c in told if (c.date_start or "").startswith("2015")]
    told = claims_of("The army bombed Taiz with jets on Monday, and the three-year siege of Aden continues.")
    assert {c.type: (c.date_start or "")[:4] for c in told} == {"air_strike": "2019", "besieged": "2016"}
