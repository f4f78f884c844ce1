"""Which words name places: after kind nouns, after locative words, where the gazetteer knows them; what surrounds them."""

# ruff: noqa: E501  (samples stay whole)

from __future__ import annotations

from dataclasses import dataclass

import pytest

from marsad.claims.place_names.finding import find_places
from marsad.claims.place_names.words import CountryWords

COUNTRIES = CountryWords(frozenset({"mali", "yemen", "libya"}), frozenset({"malian", "yemeni", "libyan"}))


@dataclass(frozen=True)
class Names:
    """A gazetteer of a few names."""

    names: frozenset[str] = frozenset(
        {
            "Gao",
            "Kidal",
            "Taiz",
            "Al Bayda",
            "Bani Walid",
            "Tessalit",
            "Ber",
            "Camp 9",
            "9th Brigade base",
            "Old Port of Taiz",
        }
    )

    def known(self, name: str) -> bool:
        return name in self.names

    def sounds(self, name: str) -> bool:
        return name.replace("e", "i") in {known.replace("e", "i") for known in self.names}

    def larger(self, one: str, other: str) -> bool:
        return one == "Gao" != other


@dataclass(frozen=True)
class Group:
    """A known actor in the text."""

    start: int
    end: int
    actor: str = "Ansar Dine"
    kind: str = "rebel"
    how: str = "name"
    weak: bool = False
    persons: bool = True


def found(parsed, lexicon, text: str, *, actors: str = "", skip: str = "", entities: tuple[str, ...] = ()):
    at = text.find(actors) if actors else -1
    skipped = [(text.index(skip), text.index(skip) + len(skip))] if skip else []
    return find_places(
        parsed(text),
        [(text.index(name), text.index(name) + len(name), "LOC") for name in entities],
        [Group(at, at + len(actors))] if actors else [],
        Names(),
        lexicon.language,
        countries=COUNTRIES,
        skip=skipped,
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fighters entered the town of Tessalit on Monday.", ["Tessalit"]),
        ("The militia was driven from Camp 9 another base that it had taken.", ["Camp 9"]),
        ("Soldiers fled the 9th Brigade base outside Gao.", ["9th Brigade", "Gao"]),
        ("They hold the besieged Old Port of Taiz.", ["Old Port of Taiz"]),
        ("Fighting went on in Gao and near Kidal.", ["Gao", "Kidal"]),
        ("Fighters reached Bani Walid at dawn.", ["Bani Walid"]),
        ("The village of Qarabagh was burned.", ["Qarabagh"]),
        ("Nobody came on Monday.", []),
        ("Residents fled on foot.", []),
    ],
)
def test_names(text: str, names: list[str], parsed, lexicon) -> None:
    assert [m.phrase.text for m in found(parsed, lexicon, text)] == names


def test_entities_of_the_model_count(parsed, lexicon) -> None:
    assert [
        m.phrase.text for m in found(parsed, lexicon, "They left Ouatagouna at dawn.", entities=("Ouatagouna",))
    ] == ["Ouatagouna"]


def test_adjectives_of_countries_are_no_places(parsed, lexicon) -> None:
    assert found(parsed, lexicon, "Malian fighters left.", entities=("Malian",)) == []


def test_a_country_is_marked_as_one(parsed, lexicon) -> None:
    [mention] = found(parsed, lexicon, "They fought in Mali.", entities=("Mali",))
    assert mention.phrase.kind_hint == "country"


def test_names_of_actors_hold_no_places(parsed, lexicon) -> None:
    text = "The Gao Youth Brigade fought near Kidal."
    assert [m.phrase.text for m in found(parsed, lexicon, text, actors="Gao Youth Brigade")] == ["Kidal"]


def test_furniture_holds_no_places(parsed, lexicon) -> None:
    text = "More news from Gao\n\nRebels left Kidal."
    assert [m.phrase.text for m in found(parsed, lexicon, text, skip="More news from Gao")] == ["Kidal"]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Fighters entered the town of Gao.", "kind_hint", "town"),
        ("Fighters entered the village of Ber.", "kind_hint", "village"),
        ("Fighting went on near Gao.", "modifier", "near"),
        ("Fighting went on outside Gao.", "modifier", "outside"),
        ("Fighting went on in eastern Gao.", "modifier", "eastern"),
        ("Fighting went on 15 km from Gao.", "modifier", "km from"),
        ("Fighting went on north of Gao.", "modifier", "north of"),
        ("Fighting went on on the outskirts of Gao.", "modifier", "outskirts of"),
        ("Fighting went on in Gao.", "modifier", ""),
    ],
)
def test_what_the_words_around_say(text: str, field: str, value: str, parsed, lexicon) -> None:
    [mention] = found(parsed, lexicon, text)
    assert getattr(mention.phrase, field) == value


def test_offsets_are_the_text_s(parsed, lexicon) -> None:
    text = "Rebels left Al Bayda for Taiz, then Bani Walid."
    for mention in found(parsed, lexicon, text):
        assert text[mention.phrase.start : mention.phrase.end] == mention.phrase.text


def test_no_mention_overlaps_another(parsed, lexicon) -> None:
    mentions = found(
        parsed, lexicon, "The town of Bani Walid, the city of Gao and Kidal fell.", entities=("Bani Walid", "Gao")
    )
    tokens = [t for m in mentions for t in range(m.first, m.last + 1)]
    assert len(tokens) == len(set(tokens))
    assert [m.first for m in mentions] == sorted(m.first for m in mentions)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Mali said on Monday that the talks went on.", False),
        ("The truce was brokered by Mali on Monday.", False),
        ("Mali-backed fighters left on Monday.", False),
        ("Planes bombed Mali on Monday.", True),
        ("They fought across northern Mali on Monday.", True),
    ],
)
def test_a_government_is_no_place(text: str, kept: bool, parsed, lexicon) -> None:
    assert bool(found(parsed, lexicon, text, entities=("Mali",))) == kept


def test_a_name_once_found_is_found_again(parsed, lexicon) -> None:
    text = "They drove to the town of Qarabagh. Soldiers captured Qarabagh on Monday."
    assert len(found(parsed, lexicon, text)) == 2


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("They shelled the Gao suburb of Kidal on Monday.", "Kidal", "Gao"),
        ("They shelled the Gao town of Kidal on Monday.", "Kidal", "Gao"),
    ],
)
def test_which_of_two_names_holds_the_other(text: str, inner: str, outer: str, parsed, lexicon) -> None:
    mentions = {m.phrase.text: m.phrase for m in found(parsed, lexicon, text, entities=("Gao", "Kidal"))}
    assert mentions[inner].container == outer
    assert mentions[outer].container == ""


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("A mine went off on the Gao-Kidal road on Monday.", "Gao-Kidal road"),
        ("A mine went off on the Gao–Kidal highway on Monday.", "Gao–Kidal highway"),
        ("Two lorries hit a mine on the Gao to Kidal road.", "Gao to Kidal road"),
        ("A mine went off on the Bani Kidal-Gao road.", "Bani Kidal-Gao road"),
    ],
)
def test_a_road_is_named_by_both_ends(text: str, called: str, parsed, lexicon) -> None:
    assert [m.phrase.called for m in found(parsed, lexicon, text, entities=("Gao", "Kidal"))] == [called]


def test_an_article_s_hyphen_joins_no_ends(parsed, lexicon) -> None:
    text = "A mine went off on the al-Gao road."
    assert "al-Gao" in [m.phrase.text for m in found(parsed, lexicon, text, entities=("al-Gao",))]


@pytest.mark.parametrize("country", ["Mali", "Malis"])
def test_a_country_lies_in_none_of_its_regions(country: str, parsed, lexicon) -> None:
    """ "Malis Gao region": "Mali's", in texts that lost their apostrophes."""
    text = f"Raiders burnt two villages in central {country} Gao region on Sunday."
    mentions = {m.phrase.text: m.phrase for m in found(parsed, lexicon, text, entities=(f"{country} Gao",))}
    assert mentions["Gao region"].kind_hint == "region"
    assert all(phrase.container == "" for phrase in mentions.values())


def test_what_a_town_lies_between_is_not_the_town_that_is_left(claims_of) -> None:
    claims = claims_of(
        "Separatists said they had taken a camp in Bourem, between Gao and Timbuktu. "
        "A spokesman said the fighters later withdrew from the town."
    )
    assert [c.place_text for c in claims if c.type == "withdrawal"] == ["Bourem"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rockets fired from Idlib wounded three people in Kilis.", "Kilis"),
        ("Shelling from the village of Sarmada killed a man in Kilis.", "Kilis"),
        ("Militants fired mortars from Idlib at Kilis.", "Kilis"),
        ("Rockets were fired from Idlib on Monday.", "Idlib"),
    ],
)
def test_where_fire_comes_from_is_not_where_it_falls(claims_of, text: str, place: str) -> None:
    assert {c.place_text for c in claims_of(text)} == {place}


def test_what_is_reported_in_two_towns_is_told_of_each(claims_of) -> None:
    claims = claims_of("Clashes were reported in Kobo and Gondar on Monday.")
    assert [c.place_text for c in claims] == ["Kobo", "Gondar"]


def test_whom_somebody_blames_is_not_where_it_was(claims_of) -> None:
    claims = claims_of("A drone killed two people in Gao, Mali, on Sunday. The rebels blamed Algeria for the strike.")
    assert {c.place_text for c in claims} == {"Gao"}


def test_what_fire_answers_is_not_where_it_falls(claims_of) -> None:
    claims = claims_of("Hezbollah fired rockets at an Israeli base near Safed in response to a strike on Nabatieh.")
    assert [(c.type, c.place_text) for c in claims] == [("shelling", "Safed"), ("air_strike", "Nabatieh")]


def test_the_south_west_of_the_city_is_no_region(claims_of) -> None:
    text = "Gao, in Mali, was shelled on Sunday. Troops still held some buildings in the south-west of the city."
    claims = claims_of(text)
    assert {c.place_text for c in claims} == {"Gao"}
