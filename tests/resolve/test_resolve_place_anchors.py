"""Which town of the report a village that no gazetteer knows is tied to."""

from __future__ import annotations

import pytest

from marsad.knowledge import load_packs
from marsad.resolve.gazetteer.index import DEFAULT_PATH, Gazetteer
from marsad.resolve.places.cues import Cue, read_context
from marsad.resolve.places.mention import PlaceMention
from marsad.resolve.places.resolver import PlaceResolver
from marsad.resolve.places.words import ReportContext

KISANGANI, GOMA, DEIR_EZ_ZOR = 212730, 216281, 170794


@pytest.fixture(scope="module")
def resolver() -> PlaceResolver:
    if not DEFAULT_PATH.is_file():
        pytest.skip("the index is not built; python -m marsad.resolve.gazetteer.build")
    packs = load_packs()
    return PlaceResolver(Gazetteer(), packs.places, packs.countries.values())


def anchors(resolver: PlaceResolver, text: str, *names: str) -> list[int | None]:
    mentions = [PlaceMention(text=n, start=text.index(n), end=text.index(n) + len(n)) for n in names]
    return [place.geonameid for place in resolver.resolve(mentions, ReportContext(text=text))]


def test_a_distance_told_after_the_name(resolver: PlaceResolver) -> None:
    text = "Congolese troops left Kinshasa. They shelled Mbulambo, some 40 kilometres (25 miles) south of Kisangani."
    assert anchors(resolver, text, "Mbulambo") == [KISANGANI]


def test_far_off_is_no_neighbour() -> None:
    assert read_context(Cue("Mbulambo"), "They shelled ", ", 240 km east of Kisangani").container == ""


def test_what_another_mention_says_of_it(resolver: PlaceResolver) -> None:
    text = "In Congo rebels left Kisangani. They burnt Mbulambo. The village of Mbulambo near Goma had 200 people."
    assert anchors(resolver, text, "Mbulambo") == [GOMA]


def test_a_town_in_another_spelling_anchors_what_follows(resolver: PlaceResolver) -> None:
    text = "Syrian troops left Latakia. They moved west of Deir Ezzor and took the hills of Hilmaqat."
    assert anchors(resolver, text, "Deir Ezzor", "Hilmaqat") == [DEIR_EZ_ZOR, DEIR_EZ_ZOR]


def test_what_the_report_says_of_the_camp(resolver: PlaceResolver) -> None:
    text = "In Goma a priest said rebels burnt Mbulambo camp in Congo. The camp, 40 km south of Kisangani, is empty."
    assert anchors(resolver, text, "Mbulambo") == [KISANGANI]


def test_a_part_told_by_a_description() -> None:
    assert read_context(Cue("Mbulambo"), "in the ", " area, a once quiet part of Kisangani").container == "Kisangani"
