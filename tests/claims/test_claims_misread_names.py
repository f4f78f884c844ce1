"""Hamlets that the recognizer takes for persons, and names that their kind belongs to."""

from __future__ import annotations

import pytest

from marsad.claims.place_names.misread import with_misread_places


class Known:
    """Names of places."""

    def known(self, name: str) -> bool:
        return name == "Dolna Reka"

    def sounds(self, name: str) -> bool:
        return self.known(name)

    def larger(self, one: str, other: str) -> bool:
        return False


NAMES = Known()


def labels(parsed, lexicon, text: str, *names: str) -> list[str]:
    entities = [(text.index(n), text.index(n) + len(n), "PER") for n in names]
    return [label for _, _, label in with_misread_places(parsed(text), entities, lexicon.language, NAMES)]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen swept into Um Sayala at dawn on Monday.",
        "A resident of Um Sayala said the market was empty.",
        "The patrol was hit on the road to Um Sayala on Monday.",
        "Two huts burned 30 km north of Um Sayala on Monday.",
        "Hundreds of people fled to Um Sayala on Monday.",
        "The army drove the rebels out of Um Sayala on Monday.",
        "A mine went off at Um Sayala on Monday.",
    ],
)
def test_what_is_entered_left_and_lived_in_is_a_place(parsed, lexicon, text):
    assert labels(parsed, lexicon, text, "Um Sayala") == ["LOC"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Villagers have no confidence in Musa Haroun any more.", "Musa Haroun"),
        ("A man fired at Musa Haroun on Monday.", "Musa Haroun"),
        ("Weapons were found in Musa Haroun's compound.", "Musa Haroun"),
        ("The house of Musa Haroun was burned.", "Musa Haroun"),
        ("In areas of Haroun forces two shops were burned.", "Haroun"),
        ("Musa Haroun said the town was calm.", "Musa Haroun"),
    ],
)
def test_persons_stay_persons(parsed, lexicon, text, name):
    assert labels(parsed, lexicon, text, name) == ["PER"]


def test_a_name_keeps_its_sense_within_a_report(parsed, lexicon):
    text = "Troops captured Lengte on Monday. Fighters still held the hills around Lengte, they said."
    at = text.rindex("Lengte")
    entities = [(text.index("Lengte"), text.index("Lengte") + 6, "PER"), (at, at + 6, "PER")]
    assert {label for _, _, label in with_misread_places(parsed(text), entities, lexicon.language, NAMES)} == {"LOC"}


def test_the_whole_of_a_name(parsed, lexicon):
    text = "A rocket killed nine people at a wedding in Deh Yaqshi on Sunday."
    at = text.index("Yaqshi")
    [(start, end, label)] = with_misread_places(parsed(text), [(at, at + 6, "PER")], lexicon.language, NAMES)
    assert (text[start:end], label) == ("Deh Yaqshi", "LOC")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels ambushed an army convoy on the Yaqshi road on Monday, killing two soldiers.", "Yaqshi road"),
        ("Gunmen shot dead a trader near the Yaqshi market on Monday.", "Yaqshi market"),
        ("Shells hit the Yaqshi and Lengte districts on Monday, killing two people.", "Yaqshi and Lengte"),
        ("Shells hit Lengte Street on Monday, killing two people.", "Lengte Street"),
        ("Shells hit the Yaqshi district on Monday, killing two people.", "Yaqshi"),
    ],
)
def test_what_a_place_is_called(claims_of, text, place):
    assert {c.place_text for c in claims_of(text)} == {place}


@pytest.mark.parametrize("label", ["PER", "ORG"])
@pytest.mark.parametrize(
    "text",
    [
        "Gunmen hit a post close by Sidi Merzak, some 40 km northeast of Oran, on Monday.",
        "A boat sank by Sidi Merzak, 12 miles from Oran, on Monday.",
        "The killings took place by Sidi Merzak, near Oran, on Monday.",
    ],
)
def test_a_name_that_is_told_how_to_find_is_a_place(parsed, lexicon, text, label):
    at = text.index("Sidi Merzak")
    [(*_, found)] = with_misread_places(parsed(text), [(at, at + len("Sidi Merzak"), label)], lexicon.language, NAMES)
    assert found == "LOC"


def test_a_body_in_a_town_stays_a_body(parsed, lexicon):
    text = "Workers of Sidi Merzak, 40 of them women, met on Monday."
    at = text.index("Sidi Merzak")
    [(*_, found)] = with_misread_places(parsed(text), [(at, at + len("Sidi Merzak"), "ORG")], lexicon.language, NAMES)
    assert found == "ORG"


def test_a_bare_name_that_is_taken_is_a_place(claims_of) -> None:
    (claim,) = claims_of("Fighters took Kitshanga, in North Kivu, on Monday.")
    assert (claim.type, claim.place_text) == ("territory_taken", "Kitshanga")


def test_a_name_with_a_rank_is_a_person(claims_of) -> None:
    claims = claims_of("Rebels captured Lieutenant Hassan near Idlib.")
    assert {c.type for c in claims} <= {"abduction", "arrest"}


@pytest.mark.parametrize(
    "text",
    [
        "{name} fell at the weekend, both sides said on Monday.",
        "{name}, taken by army troops two weeks ago, was quiet on Monday.",
        "The rebels seized {name} on Monday.",
        "{name} was captured on Monday.",
    ],
)
def test_a_known_place_of_two_words_that_changed_hands_is_no_person(parsed, lexicon, text):
    assert labels(parsed, lexicon, text.format(name="Dolna Reka"), "Dolna Reka") == ["LOC"]
    assert labels(parsed, lexicon, text.format(name="Goran Petrov"), "Goran Petrov") == ["PER"]


def test_a_known_place_that_speaks_is_a_person(parsed, lexicon):
    text = "Dolna Reka said that the army had taken the hill. Rebels seized Dolna Reka on Monday."
    at = text.rindex("Dolna Reka")
    entities = [(0, 10, "PER"), (at, at + 10, "PER")]
    assert {label for _, _, label in with_misread_places(parsed(text), entities, lexicon.language, NAMES)} == {"PER"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Syria rebels took Tel Rifat on Friday.", "Tall Rif‘at"),
        ("In Syria warplanes struck the towns of Jisr al-Shaghour and Binnish on Monday.", "Jisr ash Shughūr"),
        ("In Syria shells fell on Maarat Al Noman on Friday, killing two children.", "Ma‘arrat an Nu‘mān"),
    ],
)
def test_what_opens_with_a_hill_or_a_bridge_is_a_place_in_any_spelling(claims_of, text, place):
    assert place in {c.place for c in claims_of(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured the Dahiyet al-Assad district of Aleppo on Friday.",
        "Rebels captured Dahiyet al-Assad in Aleppo on Friday.",
    ],
)
def test_a_rulers_name_is_the_end_of_a_places(claims_of, text):
    [claim] = [c for c in claims_of(text) if c.type == "territory_taken"]
    assert (claim.place_id, claim.actor2) == ("syria:dahiyet-al-assad", "")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gonder fell to the rebels on Friday, the government of Ethiopia said.", "Gonder"),
        ("Al Qatrun fell to the rebels on Friday, the government of Libya said.", "Al Qaţrūn"),
        ("Government forces in Libya shelled Al Qatrun on Friday, killing three people.", "Al Qaţrūn"),
        ("The army of Ukraine said on Friday that it controls Berdychiv.", "Berdychiv"),
    ],
)
def test_towns_that_look_like_a_body_or_an_adjective(claims_of, text, place):
    assert place in {c.place for c in claims_of(text)}


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Kirkuk, which rebels in Iraq had held since May, was recaptured on Friday.", "territory_taken", "Kirkuk"),
        ("Zhytomyr, which rebels in Ukraine had seized in May, was shelled on Friday.", "shelling", "Zhytomyr"),
        ("Mogadishu is under siege, aid workers in Somalia said on Friday.", "besieged", "Mogadishu"),
        ("Mogadishu has been under rebel control since Friday, the army of Somalia said.", "control", "Mogadishu"),
        ("Thousands flee Abu Ghurayb as Iraq army advances", "displacement", "Abū Ghurayb"),
        ("Battle for Jalalabad enters third week in Afghanistan", "armed_clash", "Jalālābād"),
        ("Al Manaqil came under fire on Friday, residents in Sudan said.", "armed_clash", "Al Manāqil"),
        ("An explosion rocked Al Masaliyah on Friday, Yemen's state television reported.", "explosion", "Al Masālīyah"),
    ],
)
def test_what_is_under_siege_or_was_held_before_is_a_town(claims_of, text, kind, place):
    assert (kind, place) in {(c.type, c.place) for c in claims_of(text)}
