"""Where accounts differ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from war_samples import SYRIA, WAR, claim, seed_claims

from marsad.events import match_events
from marsad.events.differences import manner, times_differ, tolls_differ
from marsad.events.readings import directions, extent_of, forced
from marsad.records.claim import Toll


def questions(claims, parties=WAR):
    """question -> the set of values, over all events."""
    found: dict[str, set[str]] = {}
    for event in match_events(claims, parties=parties):
        for dispute in event.disagreements:
            found.setdefault(dispute.question, set()).update(side.value for side in dispute.sides)
    return found


LEAGUE = {"actor1": "Lake League", "actor2": "Night Order"}


def fall_of_sarnab():
    """One day's fall of a town as four voices tell it; the shape of many a report, in words of our own."""
    return [
        claim("territory_taken", **LEAGUE, source="Colonel Adar", extent=1.0, quote="Sarnab is entirely in our hands",
              also=("we drove the last of them out at noon",)),
        claim("armed_clash", **LEAGUE, source="Colonel Adar", quote="A morning of fighting drove them out of the town"),
        claim("control", actor1="Orvania + Lake League", source="Orvanian defence ministry",
              quote="Sarnab is nearly all under the control of our troops and the League"),
        claim("clearance", actor1="Lake League + Orvania", source="Peace Watch", extent=0.6,
              quote="They have searched 60 percent of the town"),
        claim("clearance", actor1="Lake League + Orvania", source="Peace Watch", extent=0.4, status="denied",
              part="western and northwestern quarters", quote="about 40 percent of the town was not searched"),
        claim("clearance", actor1="Lake League + Orvania", extent=0.4, status="denied",
              part="north and northwest of the town",
              quote="40 percent of the outlying quarters are still to be searched"),
        claim("withdrawal", actor1="Night Order", source="Peace Watch", from_place="Sarnab", to_place="Harun",
              quote="The Order's men left through a corridor that both sides kept open"),
        claim("movement", actor1="Night Order", source="a resident", place="Tel Wadim", from_place="Sarnab",
              to_place="Tel Wadim", quote="I saw their trucks go to Tel Wadim"),
    ]  # fmt: skip


def test_a_fall_told_in_four_voices():
    found = questions(fall_of_sarnab())
    assert {"entirely", "nearly all of it"} <= found["extent"]
    assert any("60 percent" in value for value in found["extent"])
    assert {"40 percent of the town", "40 percent of the outlying quarters"} <= found["extent"]
    assert found["part"] == {"western and northwestern quarters", "north and northwest of the town"}
    assert any(value.startswith("withdrew") for value in found["manner"])
    assert any(value.startswith("driven out") for value in found["manner"])
    assert found["destination"] == {"Harun", "Tel Wadim"}


def test_sides_carry_origins_and_claims():
    claims = fall_of_sarnab()
    events = match_events(claims, parties=WAR)
    dispute = next(d for e in events for d in e.disagreements if d.question == "destination")
    assert {side.origins for side in dispute.sides} == {("Peace Watch",), ("a resident",)}
    assert {c for side in dispute.sides for c in side.claims} == {claims[6].id, claims[7].id}
    assert "Harun" in dispute.note
    assert "Tel Wadim" in dispute.note


def test_perpetrators_who_are_not_each_others_part_are_a_disagreement():
    a = claim(
        "territory_taken", ("2031-05-01", "2031-05-20"), actor1="Lake League + Hill Council", actor2="Night Order"
    )
    b = claim("territory_taken", ("2031-05-01", "2031-05-20"), actor1="Hill Council", actor2="Night Order", doc="b")
    c = claim("territory_taken", ("2031-05-01", "2031-05-20"), actor1="Orvania", actor2="Night Order", doc="c")
    assert "perpetrator" not in questions([a, b])
    assert questions([b, c])["perpetrator"] == {"Hill Council", "Orvania"}


def test_a_part_and_its_whole_are_no_disagreement():
    a = claim("shelling", actor1="River Brigade", killed_low=4, killed_high=4, quote="shells killed four at the mill")
    b = claim("shelling", actor1="Lake League", killed_low=4, quote="shells killed at least four at the mill", doc="b")
    assert questions([a, b]) == {}


def test_tolls_that_cannot_both_be_true():
    words = "A blast at the grain market of Sarnab killed {} people on Sunday"
    a = claim("explosion", killed_low=12, killed_high=12, quote=words.format("twelve"))
    b = claim("explosion", killed_low=20, quote=words.format("at least twenty"), doc="b", source="Peace Watch")
    c = claim("explosion", killed_low=10, quote=words.format("at least ten"), doc="c", source="a resident")
    assert questions([a, b])["toll"] == {"12", "at least 20"}
    assert "toll" not in questions([a, c])


def test_told_and_denied():
    a = claim("shelling", actor1="Night Order", source="Peace Watch", quote="the Order shelled the mill")
    b = claim(
        "shelling", actor1="Night Order", source="Order's news page", status="denied", quote="we never shelled the mill"
    )
    assert questions([a, b])["occurrence"] == {"it happened", "it did not"}


def test_two_holders_of_one_place_on_one_day():
    a = claim("control", ("2031-05-01", "2031-05-10"), actor1="Night Order")
    b = claim("control", ("2031-05-08", "2031-05-12"), actor1="Hill Council", doc="b")
    later = claim("control", ("2031-06-08", "2031-06-12"), actor1="Hill Council", doc="c")
    ally = claim("control", ("2031-05-01", "2031-05-10"), actor1="Orvania", doc="d")
    league = claim("control", ("2031-05-01", "2031-05-10"), actor1="Lake League", doc="e")
    assert questions([a, b])["control"] == {"Night Order", "Hill Council"}
    assert "control" not in questions([a, later])
    assert "control" not in questions([ally, league])


def test_quarrels_of_two_years_are_two():
    claims = [
        claim("control", f"{year}-05-04", actor1=actor, doc=f"{year}{actor}")
        for year in (2031, 2033)
        for actor in ("Night Order", "Hill Council")
    ]
    events = match_events(claims, parties=WAR)
    assert all(len(d.sides) == 2 for e in events for d in e.disagreements)
    assert all(len(side.claims) == 1 for e in events for d in e.disagreements for side in d.sides)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("southern and south-eastern districts", {"south", "southeast"}),
        ("eastern and southeastern districts", {"east", "southeast"}),
        ("the north west", {"northwest"}),
        ("city centre", {"center"}),
        ("the market", set()),
    ],
)
def test_directions(part, expected):
    assert directions(part) == expected


def test_extent_in_words_and_numbers():
    assert extent_of(claim("control", quote="The town is almost completely theirs")).high < 1
    assert extent_of(claim("control", quote="They hold the whole of the town")).low == 1
    assert extent_of(claim("control", quote="They hold the town")) is None
    assert extent_of(claim("clearance", extent=0.3, status="denied")).low == pytest.approx(0.7)
    most = claim("control", quote="They hold most of the city", part="most of the city")
    assert extent_of(most).high < 1
    assert extent_of(claim("control", quote="They hold the eastern half", part="eastern half")) is None


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("we chased the last of them out", True),
        ("the Order was routed at Sarnab", True),
        ("troops pushed to capture areas from the Order", False),
        ("the Order left the town", False),
    ],
)
def test_words_of_force(quote, expected):
    assert forced(claim("territory_taken", quote=quote)) is expected


@pytest.mark.corpora
def test_every_disagreement_across_the_seeds(shared):
    found = questions(seed_claims(shared), SYRIA)
    assert found["destination"] == {"Khafsa", "Raqqa"}
    assert found["perpetrator"] >= {"Free Syrian Army + Kurdish forces", "Syrian Democratic Forces"}
    assert {"completely", "almost all of it"} <= found["extent"]
    assert any(value.startswith("70 percent") for value in found["extent"])
    assert {"30 percent of the city", "30 percent of the remaining districts"} <= found["extent"]
    assert {"districts south and southeastern of the city", "eastern and southeastern districts"} <= found["part"]
    assert any(value.startswith("withdrew") for value in found["manner"])
    assert any("chased out" in value for value in found["manner"])


def test_of_a_state_the_question_is_who_held_the_place():
    claims = [
        claim("control", "2031-05-04", actor1="Lake League", source="Peace Watch"),
        claim("control", "2031-05-04", actor1="Hill Council", source="a resident", doc="b"),
    ]
    found = questions(claims)
    assert found["control"] == {"Lake League", "Hill Council"}
    assert "perpetrator" not in found


def test_of_a_long_sentence_the_words_that_say_how_they_left_are_shown():
    long = "A bomb went off in the market of the town, killing forty and wounding more, medics said, a day after "
    told = claim("territory_taken", actor2="Night Order", quote=f"{long}the Night Order was driven out of Sarnab.")
    assert "driven out of Sarnab" in manner(told)
    assert manner(told).startswith("driven out (“... ")


def test_one_says_taken_the_other_says_still_held():
    taken = claim("territory_taken", "2031-05-04", actor1="Night Order", source="Peace Watch", quote="It took Sarnab")
    held = claim(
        "control", "2031-05-04", actor1="Orvania", source="an officer", doc="b", quote="It is still in our hands"
    )
    repelled = claim(
        "armed_clash", "2031-05-04", actor1="Orvania", actor2="Night Order", source="an officer", doc="b",
        quote="We repelled the raid",
    )  # fmt: skip
    found = questions([taken, held, repelled])
    assert found["control"] == {"Night Order", "Orvania"}
    assert "perpetrator" not in found  # both tell of the same two sides
    before = claim("control", "2031-05-04", actor1="Orvania", source="a guide", doc="c", quote="Orvania holds Sarnab")
    assert "control" not in questions([taken, before])  # what a place is called need not know of the taking


def test_a_fight_at_a_withdrawal_does_not_tell_that_they_were_driven_out():
    left = claim("withdrawal", actor1="Night Order", source="Peace Watch", from_place="Sarnab", quote="They left")
    fight = claim("armed_clash", actor1="Night Order", source="an officer", doc="b", quote="They are fighting there")
    assert "manner" not in questions([left, fight])


def test_a_state_that_is_told_on_two_days_is_no_disagreement_on_time():
    told = [claim("control", day, source=who, actor1="M23") for day, who in (("2031-05-04", "a"), ("2031-05-06", "b"))]
    assert not times_differ(*told)
    taken = [claim("territory_taken", day, actor1="M23") for day in ("2031-05-04", "2031-05-06")]
    assert times_differ(*taken)


def test_one_voice_may_tell_two_tolls_of_different_dead():
    rebels, soldiers = (
        claim("armed_clash", source="a", doc="a", killed_low=n, killed_high=n, tolls=(Toll("killed", who, n, n),))
        for who, n in (("rebels", 9), ("soldiers", 2))
    )
    assert not tolls_differ(rebels, soldiers)


def test_nobody_contradicts_himself_in_the_same_words():
    """A copy of a sentence that was read otherwise is no second account of it; another sentence is."""
    words = "Shells that killed six people at the market of Sarnab"
    told = [
        claim("shelling", doc=doc, quote=words, source="Peace Watch", actor1=actor)
        for doc, actor in (("a", "Lake League"), ("b", "Night Order"))
    ]
    assert "perpetrator" not in questions(told)
    other = claim("shelling", doc="c", quote=f"{words} on Sunday", source="a resident", actor1="Night Order")
    assert questions([*told[:1], other])["perpetrator"] == {"Lake League", "Night Order"}


def test_a_denial_without_a_first_day_is_of_what_was_told_before():
    a = claim("territory_taken", ("2031-05-03", "2031-05-03"), actor1="Night Order", source="a resident")
    b = claim(
        "territory_taken", (None, "2031-05-09"), actor1="Night Order", source="River Brigade", status="denied", doc="b",
        quote="it had never fallen to the Order",
    )  # fmt: skip
    assert questions([a, b])["occurrence"] == {"it happened", "it did not"}


def test_gunmen_may_be_any_groups_but_no_army():
    parties = replace(WAR, unnamed=frozenset({"gunmen"}), states=frozenset({"Orvania"}))
    told = [claim("attack_on_civilians", actor1=who, source=source, quote="seven were shot dead at the well of Harun")
            for who, source in (("gunmen", "Peace Watch"), ("Night Order", "a resident"))]  # fmt: skip
    assert "perpetrator" not in questions(told, parties)
    told[1] = claim("attack_on_civilians", actor1="Orvania", source="a resident", quote=told[0].quote)
    assert questions(told, parties)["perpetrator"] == {"gunmen", "Orvania"}


def test_two_who_leave_one_town_in_two_days_are_two_departures():
    left = "soldiers and fighters left the town of Sarnab by the road to Harun"
    claims = [
        claim("withdrawal", "2031-05-04", actor1="Orvania", source="a resident", quote=left),
        claim("withdrawal", "2031-05-05", actor1="Night Order", source="Peace Watch", quote=left),
        claim("withdrawal", "2031-05-05", actor1="Night Order", source="Field Network", quote=left),
    ]
    assert sorted(len(event.claims) for event in match_events(claims, parties=WAR)) == [1, 2]
