"""Where those are who fired is not where it fell; where those are who were hit is."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Fighters positioned in Kidal town fired a mortar round which fell in the north of Tessalit.", "Tessalit"),
        ("Two mortar rounds fired by gunmen positioned in the town of Kidal hit houses in Tessalit.", "Tessalit"),
        ("Troops shelled fighters positioned in Kidal on Monday.", "Kidal"),
    ],
)  # fmt: skip
def test_what_is_shelled_is_not_where_the_guns_are(claims_of, text, place):
    assert {c.place_text or c.place for c in claims_of(text) if c.type == "shelling"} == {place}


def test_without_another_place_it_is_the_only_one(claims_of):
    (claim,) = [c for c in claims_of("Fighters positioned in Kidal fired rockets on Monday.") if c.type == "shelling"]
    assert claim.place == "Kidal"


@pytest.mark.parametrize(
    "text",
    [
        "Rebels seized the airport of Gao on Monday. The army still controls the city.",
        "Rebels seized Gao airport on Monday. The army still controls the city.",
        "Rebels seized Gao airport. The army denied that the airport had fallen. It still controls the city.",
    ],
)
def test_the_city_is_not_its_airport(claims_of, text):
    taken, held = (next(c for c in claims_of(text) if c.type == t) for t in ("territory_taken", "control"))
    assert (taken.place, taken.place_relation) == ("Gao", "part_of")
    assert (held.place, held.place_relation) == ("Gao", "is")


def test_the_outlet_that_tells_it_is_no_place(claims_of):
    text = "Residents told Gulf Dispatch that jets had bombed Gao on Sunday."
    assert {c.place for c in claims_of(text, outlet="Gulf Dispatch")} == {"Gao"}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Rebels seized Kidal on Sunday after soldiers retreated towards Gao. They now control the town.", ""),
        ("Rebels entered Kidal on Sunday. They have controlled the town in northern Mali for a week.", ""),
        ("Rebels entered Kidal on Sunday. Soldiers still hold the north of the town.", "north of the town"),
    ],
)  # fmt: skip
def test_the_town_is_the_one_that_is_told_of(claims_of, text, part):
    (held,) = [c for c in claims_of(text) if c.type == "control"]
    assert (held.place, held.part or "") == ("Kidal", part)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen and troops clashed in the Sapsu area of Khotang district, some 200 km east of Kathmandu. In the long "
        "clash, no casualties were reported on either side, an officer said.",
        "A bomb killed two men at Lakhdaria, 70 kilometres (43 miles) east of Algiers. The blast wounded nine others.",
    ],
)
def test_what_lies_far_off_only_tells_where_a_place_is(claims_of, text):
    found = {c.place_text for c in claims_of(text)}
    assert found
    assert not found & {"Kathmandu", "Algiers"}
