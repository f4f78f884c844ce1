"""Where a report plays when only forces and groups tell of countries: they may be abroad."""

from __future__ import annotations

import pytest

from marsad.knowledge import load_packs
from marsad.resolve.gazetteer.index import Gazetteer
from marsad.resolve.places.mention import PlaceMention
from marsad.resolve.places.resolver import PlaceResolver
from marsad.resolve.places.words import ReportContext
from marsad.resolve.report_setting import place_resolver


@pytest.fixture(scope="module")
def resolver() -> PlaceResolver:
    return place_resolver(load_packs(), Gazetteer())


@pytest.mark.parametrize(
    ("marked", "country"),
    [
        ("Russian bombers hit [Douma] at noon.", "SY"),
        ("Turkey's army shelled [Azaz] on Sunday.", "SY"),
        ("Turkish gunners fired on [Dohuk] on Sunday.", "IQ"),
        ("Ugandan troops entered [Bunia] on Sunday.", "CD"),
        ("Ethiopian forces left [Baidoa] at night.", "SO"),
        ("French and British aircraft struck [Sirte].", "LY"),
        ("Emirati-backed militiamen seized [Mukalla] at dawn.", "YE"),
        ("Boko Haram burned houses in [Maroua] on Sunday.", "CM"),
        ("Kenyan police shot two men in [Garissa] on Sunday.", "KE"),
        ("Ukrainian shells killed two people in [Belgorod].", "RU"),
        ("The Malian army killed 14 people in [Diafarabe].", "ML"),
    ],
)  # fmt: skip
def test_forces_may_be_abroad(resolver: PlaceResolver, marked: str, country: str) -> None:
    before, name, after = marked.replace("]", "[").split("[")
    text = before + name + after
    mention = PlaceMention(text=name, start=len(before), end=len(before) + len(name))
    (place,) = resolver.resolve([mention], ReportContext(text=text), scenes=True)
    assert place.country == country


def test_an_army_at_home_is_no_witness_for_a_namesake_far_away(resolver: PlaceResolver) -> None:
    """The gazetteer may lack a village of the country; one of that name across the sea is not meant."""
    text = "Malian soldiers searched houses in Moura all day."
    (place,) = resolver.resolve([PlaceMention(text="Moura", start=35, end=40)], ReportContext(text=text), scenes=True)
    assert place.country != "PT"


def test_a_country_that_is_named_counts_more_than_whose_the_forces_are(resolver: PlaceResolver) -> None:
    setting = resolver.read(
        ReportContext(text="In Chad, French troops and French jets fought rebels, a French officer said.")
    )
    assert setting.country == "TD"


@pytest.mark.parametrize(
    "text",
    [
        "Raiders burned houses in Dessa, in Niger's Tillaberi region, on Sunday.",
        "Raiders burned houses in Dessa in the Tillaberi region on Sunday.",
    ],
)
def test_a_namesake_elsewhere_is_not_meant_where_the_region_is_told(resolver: PlaceResolver, text: str) -> None:
    (place,) = resolver.resolve([PlaceMention(text="Dessa", start=25, end=30)], ReportContext(text=text), scenes=True)
    assert place.country == "NE"


def test_names_of_latin_letters_are_not_respelt(resolver: PlaceResolver) -> None:
    text = "Rebels in DR Congo burned Kibumba on Sunday."
    (place,) = resolver.resolve([PlaceMention(text="Kibumba", start=26, end=33)], ReportContext(text=text), scenes=True)
    assert place.geonameid is None  # "Kipamba" is another town


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Mozambique's army denied that Palma had fallen.", "MZ"),  # no army of it is in Spain
        ("US jets bombed Raqqa on Monday.", "SY"),
    ],
)
def test_few_armies_serve_across_the_world(resolver: PlaceResolver, text: str, country: str) -> None:
    assert resolver.read(ReportContext(text=text)).country == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Al-Shabab overran [Dhobley] on Sunday.", "SO"),
        ("Mali's army marched into [Tessalit] with Russian fighters.", "ML"),
        ("A Somali officer said that [Adan Gurey] was calm.", "SO"),
    ],
)  # fmt: skip
def test_groups_and_possessives_tell_of_countries(resolver: PlaceResolver, text: str, country: str) -> None:
    """However their names begin; and the beginning of a name that nobody knows ("Adan") speaks for no other country."""
    before, name, after = text.replace("]", "[").split("[")
    mention = PlaceMention(text=name, start=len(before), end=len(before) + len(name))
    (place,) = resolver.resolve([mention], ReportContext(text=before + name + after), scenes=True)
    assert place.country == country


@pytest.mark.parametrize(
    ("marked", "country"),
    [
        ("In Syria, US jets hit Raqqa and US envoys met Syrian rebels. [Moscow] condemned the strikes.", "RU"),
        (
            "In Sudan, US envoys met the Sudanese army in Khartoum. Talks in [Geneva] ended, Sudan and the US said.",
            "CH",
        ),
        ("In Syria, US jets hit Raqqa, senators from Idaho said. A man was shot in [Moscow], Idaho.", "US"),
    ],
)
def test_a_famous_city_goes_before_its_namesake_in_a_state_that_only_takes_part(
    resolver: PlaceResolver, marked: str, country: str
) -> None:
    before, name, after = marked.replace("]", "[").split("[")
    mention = PlaceMention(text=name, start=len(before), end=len(before) + len(name))
    (place,) = resolver.resolve([mention], ReportContext(text=before + name + after), scenes=True)
    assert place.country == country
