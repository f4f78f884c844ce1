"""Which places a clause speaks of, and in what sense: rows after "including", exceptions, towns that a side holds,
divided towns, goals, shares short of all."""

from __future__ import annotations

import pytest

from marsad.records import Interval, Report


def told(claims, *types):
    return [c for c in claims if c.type in types]


@pytest.mark.parametrize(
    "text",
    [
        "Taliban fighters captured several areas including the towns of Kunduz and Taloqan.",
        "The rebels seized areas in the north including the cities of Kunduz and Taloqan on Monday.",
    ],
)
def test_towns_that_an_area_includes_are_taken_themselves(claims_of, text):
    taken = told(claims_of(text), "territory_taken")
    assert [(c.place_text, c.place_relation, c.part) for c in taken] == [
        ("Kunduz", "is", None), ("Taloqan", "is", None)
    ]  # fmt: skip


def test_villages_of_a_province_are_a_part_of_it(claims_of):
    taken = told(claims_of("The army took several villages of Kunduz and Baghlan provinces."), "territory_taken")
    assert all(c.part for c in taken)


def test_each_of_the_towns_that_a_side_holds(claims_of):
    held = told(claims_of("Trucks brought food to the government-held towns of Ghazni and Gardez."), "control")
    assert [(c.place_text, c.place_relation) for c in held] == [("Ghazni", "is"), ("Gardez", "is")]


def test_a_town_is_the_last_one_held(claims_of):
    held = told(claims_of("Gardez is the last remaining rebel-held town in Paktia province."), "control")
    assert [c.place_text for c in held] == ["Gardez"]


@pytest.mark.parametrize("but", ["except", "apart from", "with the exception of", "other than"])
def test_what_is_left_out_is_not_held(claims_of, but):
    held = told(
        claims_of(f"Government forces control the whole of Kandahar city {but} the Loy Wala district."), "control"
    )
    assert [c.place_text for c in held] == ["Kandahar"]
    assert held[0].extent is None


@pytest.mark.parametrize(("how", "extent"), [("almost entirely", None), ("fully", 1.0)])
def test_almost_entirely_is_not_all(claims_of, how, extent):
    held = told(claims_of(f"The Taliban {how} control the city of Ghazni."), "control")
    assert [c.extent for c in held] == [extent]


@pytest.mark.parametrize("verb", ["divided", "split", "shared"])
def test_the_sides_of_a_divided_town(claims_of, verb):
    text = f"Control of the city of Ghazni is {verb} between the Taliban and government forces."
    divided = told(claims_of(text), "contested")
    assert len(divided) == 1
    assert "Taliban" in divided[0].actor1
    assert "government" in divided[0].actor2


@pytest.mark.parametrize(
    "text",
    [
        "The goal is to seize the town of Gardez, a commander said.",
        "The aim of the operation is to capture Gardez from the Taliban.",
    ],
)
def test_a_goal_is_planned(claims_of, text):
    claims = told(claims_of(text), "offensive", "territory_taken")
    assert claims
    assert {c.status for c in claims} == {"planned"}


def test_a_coalition_of_rebels_is_not_the_coalition(claims_of):
    text = "A coalition of insurgents captured the town of Ariha in northern Syria on Thursday."
    taken = told(claims_of(text, published="2015-05-29"), "territory_taken")
    assert taken
    assert all("US-led" not in c.actor1 for c in taken)


def test_who_comes_unarmed_takes_nothing(claims_of):
    claims = claims_of("Inspectors entered the town of Gardez on Tuesday.")
    assert not told(claims, "territory_taken")
    claims = claims_of("Soldiers entered the town of Gardez on Tuesday.")
    assert told(claims, "territory_taken")


def test_a_quarter_held_is_not_the_town_held(claims_of):
    text = "A car bomb hit a government-held district of Ghazni city on Monday. Ghazni is now under government control."
    held = told(claims_of(text), "control")
    assert {bool(c.part) for c in held} == {True, False}


def test_the_quarter_itself_is_held(claims_of):
    text = "Waer neighbourhood is the last remaining rebel-held district in the Syrian city of Homs following a truce."
    held = told(claims_of(text, published="2016-08-28"), "control")
    assert [(c.place_text, c.part) for c in held] == [("Waer", None)]


def test_the_name_of_a_person_is_no_place(claims_of):
    text = "Nine people were killed by mines in Gardez, according to a nurse, Lida Kohistan, and two were wounded."
    assert {c.place_text for c in claims_of(text)} <= {"Gardez", ""}


def test_a_lead_s_town_is_named_later(extractor, parsed, spacy_doc):
    text = (
        "Gunmen stormed a village in northern Mali on Monday, killing two farmers.\n\n"
        "The raiders entered Tessalit at dawn and burned a shop."
    )
    report = Report(
        digest="0" * 64, doc="x", text=text, published=Interval("2019-03-14", "2019-03-14"), published_basis="user"
    )
    setting = extractor.resolver.setting(report)
    lead = extractor.drafts(parsed(text), spacy_doc(text), setting, learned=False)[0]
    assert "Tessalit" in {m.phrase.text for option in lead.place_options for m in option.places}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Taiz, government troops clashed with militants in the Masbah quarter.", "Masbah"),
        ("Meanwhile in Aden nine people were hurt in a mortar attack by rebels on Mualla district.", "Mualla"),
        ("In Taiz, rebels shelled the army and soldiers fled from Salah district.", "Taiz"),
    ],
)
def test_the_spot_is_named_after_the_town_that_a_sentence_opens_with(claims_of, text, place):
    assert [c.place_text for c in claims_of(text) if c.type in ("armed_clash", "shelling")] == [place]
