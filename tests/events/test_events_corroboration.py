"""Origins and the Admiralty grade."""

from __future__ import annotations

import pytest
from war_samples import WAR, claim

from marsad.events import match_events, voices
from marsad.events.credibility import credibility
from marsad.events.origins import origins_of, unmarked_copies
from marsad.events.standing import standing


def grade(*claims, copies=None):
    voice = voices(claims, copies=copies)
    return credibility(claims, voice, WAR)


def test_ten_copies_are_one_origin():
    original = claim("shelling", doc="first", quote="Shells fell on the mill quarter before dawn, killing two men")
    copies = [
        claim("shelling", doc=f"copy{n}", quote="Shells fell on the mill quarter before dawn, killing two men")
        for n in range(10)
    ]
    linked = voices([original, *copies], copies={c.report: original.report for c in copies})
    assert set(linked.values()) == {"outlet first"}
    origins = origins_of([original, *copies], linked, WAR)
    assert len(origins) == 1
    assert len(origins[0].outlets) == 11
    # not marked as copies, yet the same words: still one
    assert len(set(unmarked_copies([original, *copies], voices([original, *copies])).values())) == 1


def test_copies_of_a_report_that_we_lack_are_one_origin():
    claims = [claim("shelling", doc=d, quote=f"{d} words of its own") for d in ("x", "y")]
    assert set(voices(claims, copies={c.report: "unseen" for c in claims}).values()) == {"outlet x"}


def test_unnamed_sources_of_a_copy_are_those_of_the_original():
    heard = {"source": "aid worker", "source_kind": "eyewitness"}
    wire = claim("shelling", doc="wire.txt", outlet="", origin="aid worker (outlet not named)", **heard)
    copied = claim("shelling", doc="x", outlet="Evening Post", origin="aid worker (Evening Post)", **heard)
    own = [
        claim("shelling", doc="wire.txt", outlet="", origin="outlet not named", id="c1"),
        claim("shelling", doc="x", outlet="Evening Post", origin="Evening Post", id="c2"),
    ]
    voice = voices([wire, copied, *own], copies={copied.report: wire.report}, names={wire.report: "wire.txt"})
    assert voice[wire.id] == voice[copied.id] == "aid worker (wire.txt)"
    assert voice["c1"] == voice["c2"] == "wire.txt"


def test_a_circle_of_copies_ends():
    a, b = claim("shelling", doc="x"), claim("shelling", doc="y")
    assert voices([a, b], copies={a.report: b.report, b.report: a.report})


def test_the_origin_is_the_end_of_the_chain_with_its_interest_and_reliability():
    a = claim("territory_taken", actor1="Lake League", source="Colonel Adar", doc="x")
    b = claim("territory_taken", actor1="Lake League", source="Colonel Adar", doc="y")
    c = claim("territory_taken", actor1="Lake League", source="Peace Watch", doc="y")
    first, second = origins_of([a, b, c], voices([a, b, c]), WAR)
    assert (first.name, first.interest, first.outlets) == ("Colonel Adar", "Lake League", ("outlet x", "outlet y"))
    assert (second.name, second.interest, second.reliability) == ("Peace Watch", "none known", "B")


TAKEN = {"actor1": "Lake League", "actor2": "Night Order"}
LEFT = {"actor1": "Night Order"}

CASES = {
    "opposed sides agree": (1, [("territory_taken", "Colonel Adar", "asserted", TAKEN),
                                ("territory_taken", "Order's news page", "asserted", TAKEN)]),
    "admission and a monitor": (1, [("withdrawal", "Order's news page", "asserted", LEFT),
                                    ("withdrawal", "Peace Watch", "asserted", LEFT)]),
    "admission alone": (2, [("withdrawal", "Order's news page", "asserted", LEFT)]),
    "three with no interest": (1, [("shelling", "Peace Watch", "asserted", {}),
                                   ("shelling", "a resident", "asserted", {}),
                                   ("shelling", "", "asserted", {})]),
    "two with no interest": (2, [("shelling", "Peace Watch", "asserted", {}),
                                 ("shelling", "a resident", "asserted", {})]),
    "monitor and party": (2, [("territory_taken", "Peace Watch", "asserted", TAKEN),
                              ("territory_taken", "Colonel Adar", "asserted", TAKEN)]),
    "one with no interest": (3, [("shelling", "Peace Watch", "asserted", {})]),
    "allies only": (4, [("territory_taken", "Colonel Adar", "asserted", TAKEN),
                        ("territory_taken", "Orvanian defence ministry", "asserted", TAKEN)]),
    "boast denied by the loser": (5, [("territory_taken", "Colonel Adar", "asserted", TAKEN),
                                      ("territory_taken", "Order's news page", "denied", TAKEN)]),
    "monitor's word denied by the accused": (3, [("shelling", "Peace Watch", "asserted", LEFT),
                                                 ("shelling", "Order's news page", "denied", LEFT)]),
    "party's word denied by a monitor": (5, [("territory_taken", "Colonel Adar", "asserted", TAKEN),
                                             ("territory_taken", "Peace Watch", "denied", TAKEN)]),
    "hedged by two": (4, [("withdrawal", "Peace Watch", "hedged", LEFT), ("withdrawal", "", "hedged", LEFT)]),
    "hedged by one": (6, [("withdrawal", "", "hedged", LEFT)]),
    "unnamed": (6, [("withdrawal", "sources", "asserted", LEFT)]),
    "announced": (6, [("withdrawal", "Peace Watch", "planned", LEFT)]),
    "only denied": (5, [("withdrawal", "Order's news page", "denied", LEFT)]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_grades(case):
    expected, rows = CASES[case]
    claims = [
        claim(kind, source=source, status=status, doc=str(n), **roles)
        for n, (kind, source, status, roles) in enumerate(rows)
    ]
    found, reasons = grade(*claims)
    assert found == expected, reasons
    assert reasons
    assert all(reason.endswith(".") for reason in reasons)


def test_a_denied_part_does_not_deny_the_whole():
    swept = claim("clearance", source="Peace Watch", actor1="Lake League", extent=0.7)
    rest = claim(
        "clearance", source="a resident", actor1="Lake League", status="denied", extent=0.3, part="eastern quarters"
    )
    assert grade(swept, rest)[0] == 3


def test_a_copy_does_not_raise_the_grade():
    words = "Gunmen of the Order shot three farmers at the bridge west of the town on Monday morning"
    claims = [claim("attack_on_civilians", doc=d, quote=words, actor1="Night Order") for d in "abcd"]
    (event,) = match_events(claims, parties=WAR)
    assert event.credibility == 3
    assert len(event.origins) == 1


LEAGUE_STRIKES = {"actor1": "Lake League"}
STANDINGS = {
    "its own strike on the enemy is a boast": ("boast", "air_strike", {**LEAGUE_STRIKES, "actor2": "Night Order"}, ""),
    "its own strike on civilians is an admission": (
        "admission", "air_strike", {**LEAGUE_STRIKES, "actor2": "civilians"}, "",
    ),
    "a shell that killed its own men is an admission": (
        "admission", "shelling", {**LEAGUE_STRIKES, "actor2": "River Brigade"}, "",
    ),
    "a strike on nobody named is neither": ("party", "air_strike", LEAGUE_STRIKES, ""),
    "an enemy's shells on villagers are an accusation": (
        "accusation", "shelling", {"actor1": "Night Order", "actor2": "villagers"}, "",
    ),
    "an enemy's hit on one's own men is an admission": (
        "admission", "explosion", {"actor1": "Night Order", "actor2": "Lake League"}, "",
    ),
    "to deny a strike on civilians is a boast": (
        "boast", "air_strike", {**LEAGUE_STRIKES, "actor2": "civilians"}, "denied",
    ),
    "its own retreat is an admission": ("admission", "withdrawal", {"actor1": "Lake League"}, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", STANDINGS)
def test_how_a_claim_serves_its_speaker(case):
    expected, kind, roles, status = STANDINGS[case]
    told = claim(kind, source="Colonel Adar", status=status or "asserted", **roles)
    assert standing(told, WAR) == expected


def test_the_silence_of_the_side_that_would_know_is_told():
    taken = claim("territory_taken", source="Colonel Adar", **TAKEN)
    found, reasons = grade(taken)
    assert found == 4
    assert "Night Order, who would know and could deny it, is not heard." in reasons
    denied = claim("territory_taken", source="Order's news page", status="denied", doc="b", **TAKEN)
    assert not any("not heard" in reason for reason in grade(taken, denied)[1])
    agreed = claim("territory_taken", source="Order's news page", doc="b", **TAKEN)
    assert not any("not heard" in reason for reason in grade(taken, agreed)[1])


@pytest.mark.parametrize(
    ("source", "roles", "expected"),
    [
        ("Colonel Adar", TAKEN, "side"),
        ("Orvanian defence ministry", TAKEN, "ally"),
        ("Order's news page", {"actor1": "Hill Council"}, "side"),
        ("Peace Watch", TAKEN, "monitor"),
        ("a resident", TAKEN, "unknown"),
    ],
)
def test_how_an_origin_stands_to_the_parties(source, roles, expected):
    told = claim("territory_taken", source=source, **roles)
    (origin,) = origins_of([told], voices([told]), WAR)
    assert origin.relation == expected


def test_relations_change_with_alliances():
    from marsad.events.origins import relation  # noqa: PLC0415

    class Turncoats(type(WAR)):
        def allied(self, a, b, when):
            return when < "2032" and super().allied(a, b, when)

        def opposed(self, a, b, when):
            return when >= "2032" or super().opposed(a, b, when)

    sides = Turncoats(camps=WAR.camps, speaks_for=WAR.speaks_for)
    stands = {
        day: relation(claim("territory_taken", day, source="Orvanian defence ministry", **TAKEN), sides)
        for day in ("2031-05-04", "2033-05-04")
    }
    assert list(stands.values()) == ["ally", "side"]


def test_the_letter_comes_with_its_basis():
    told = claim("shelling", source="Peace Watch")
    (origin,) = origins_of([told], voices([told]), WAR)
    assert (origin.reliability, origin.basis) == ("B", "observers in every town, method published")


def test_who_cites_another_adds_an_outlet_and_no_origin():
    own = claim("shelling", source="", doc="agency", origin="Wire", quote="shells fell on the mill")
    cites = [
        claim("shelling", source="Wire", origin="Wire", doc=doc, quote=f"shells fell, {doc} quotes the Wire as saying")
        for doc in ("paper", "site")
    ]
    origins = origins_of([own, *cites], voices([own, *cites]), WAR)
    assert [origin.name for origin in origins] == ["Wire"]
    assert len(origins[0].outlets) == 3


@pytest.mark.parametrize(
    ("speaker", "body"),
    [
        ("the Syrian army", "Syrian government forces"),
        ("SANA", "Syrian government forces"),
        ("Syrian state television", "Syrian government forces"),
        ("Rami Abdel Rahman", "Syrian Observatory for Human Rights"),
    ],
)
def test_spokesmen_and_state_media_count_as_their_body(speaker, body):
    from marsad.knowledge import load_packs  # noqa: PLC0415
    from marsad.records import Interval  # noqa: PLC0415
    from marsad.resolve.sources import SourceResolver  # noqa: PLC0415

    known = SourceResolver(load_packs()).resolve(
        speaker, outlet="Herald", via="", when=Interval("2016-01-01", "2016-12-31"), countries=("SY",)
    )
    assert known.origin == body


@pytest.mark.parametrize(("doer", "interest"), [("M23", ""), ("United Nations", "United Nations")])
def test_a_body_above_the_sides_has_an_interest_only_in_what_is_told_of_itself(doer, interest):
    from marsad.events.packs import PackParties  # noqa: PLC0415
    from marsad.knowledge import load_packs  # noqa: PLC0415

    told = claim("shelling", source="UN mission", actor1=doer, source_kind="official", origin="United Nations")
    assert PackParties(load_packs()).interest(told) == interest
