"""The gazetteer: folding, the index's build, look-ups. A small index is built from rows of our own."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from marsad.records import MarsadError
from marsad.resolve.gazetteer import build as building
from marsad.resolve.gazetteer.fold import plain_key, primary_key, skeleton, slug, sound, unglued
from marsad.resolve.gazetteer.index import DEFAULT_PATH, Gazetteer, sounds_alike, vowel_distance

SAME_PLACE = [
    (172955, "Raqqa", "Ar Raqqah", "al-Raqqah", "Rakka"),
    (172374, "Tabqa", "Al-Tabqa", "Tabaqa", "Ath Thawrah"),
    (169179, "Jarablus", "Jarābulus", "Jarabulus"),
    (167357, "Manbij", "Membij", "Minbej"),
    (169389, "Idlib", "Idleb"),
    (169577, "Homs", "Hims"),
    (170063, "Aleppo", "Halab"),
    (170794, "Deir Ezzor", "Deir al-Zour", "Dayr az Zawr", "Deir ez-Zor"),
    (170592, "Douma", "Duma", "Dūmā"),
    (172256, "Kobani", "Ayn al-Arab", "Kobane", "Ain al-Arab"),
    (170905, "Daraa", "Deraa", "Dar'a"),
    (163808, "Palmyra", "Tadmur", "Tadmor"),
    (174018, "al-Bab", "Al Bāb", "El Bab", "al Bab", "Albab"),
    (164816, "Saraqib", "Saraqeb", "Sraqb"),
    (163568, "Tal Hamis", "Tell Hamis", "Tall Ḩamīs", "Tel Hamees"),
]
FALSE_FRIENDS = [
    ("Hama", "Homs"),
    ("Qasr", "Qusayr"),
    ("Midan", "Mayadin"),
    ("Sarrin", "Sharan"),
    ("Hama", "Hamam"),
    ("Bab", "Babila"),
    ("Ariha", "Harra"),
    ("Rastan", "Ristan al-Kubra"),
    ("Talbiseh", "Tall Abyad"),
    ("Kafr Nabl", "Kafr Nubuda"),
    ("Maarrat Misrin", "Maarrat an-Numan"),
    ("Azaz", "Izra"),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    if not DEFAULT_PATH.is_file():
        pytest.skip("the index is not built; python -m marsad.resolve.gazetteer.build")
    return Gazetteer()


def best(gazetteer: Gazetteer, name: str, country: str) -> int | None:
    exact = [match for match in gazetteer.lookup(name) if match.entry.country == country]
    found = exact or list(gazetteer.lookup_alike(name, (country,)))
    return found[0].entry.id if found else None


@pytest.mark.parametrize(("geonameid", "names"), [(row[0], row[1:]) for row in SAME_PLACE])
def test_transliterations_meet(gazetteer: Gazetteer, geonameid: int, names: tuple[str, ...]) -> None:
    assert {name: best(gazetteer, name, "SY") for name in names} == dict.fromkeys(names, geonameid)


def test_khafsa_is_found_with_and_without_article(gazetteer: Gazetteer) -> None:
    assert best(gazetteer, "Khafsa", "SY") == best(gazetteer, "Al Khafsah", "SY") is not None


@pytest.mark.parametrize(("one", "other"), FALSE_FRIENDS)
def test_false_friends_stay_apart(one: str, other: str) -> None:
    same_bones = skeleton(one) == skeleton(other)
    assert not (same_bones and sounds_alike(sound(one), sound(other), bones=skeleton(one)))


def test_sound_is_only_tried_in_the_countries_asked_for(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup_alike("Deir Ezzor", ("FR",)) == ()
    assert gazetteer.lookup_alike("Deir Ezzor", ()) == ()


def test_exactness_orders_own_names_before_other_names(gazetteer: Gazetteer) -> None:
    (tadmur,) = [m for m in gazetteer.lookup("Tadmur") if m.entry.country == "SY"]
    palmyra = [m for m in gazetteer.lookup("Palmyra") if m.entry.id == tadmur.entry.id]
    assert tadmur.exactness == 1.0
    assert [m.exactness for m in palmyra] == [0.8]


def test_lookup_is_fast_once_warm(gazetteer: Gazetteer) -> None:
    names = [name for row in SAME_PLACE for name in row[1:]]
    for name in names:
        gazetteer.lookup(name)
    start = time.process_time()
    for name in names:
        gazetteer.lookup(name)
    assert (time.process_time() - start) / len(names) < 0.0002


def test_a_missing_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MarsadError, match=r"nowhere\.sqlite.*missing.*python -m marsad\.resolve\.gazetteer\.build"):
        Gazetteer(tmp_path / "nowhere.sqlite")


def test_a_broken_index_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "broken.sqlite"
    path.write_bytes(b"this is no database, and long enough to be looked at" * 40)
    with pytest.raises(MarsadError, match="cannot be read"):
        Gazetteer(path)


def test_another_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE meta (key TEXT, value TEXT); INSERT INTO meta VALUES ('schema', '0');")
    connection.close()
    with pytest.raises(MarsadError, match="another version"):
        Gazetteer(path)


def test_names_worth_an_entry() -> None:
    row = building.Row(1, "Ţayyār", 1.0, 2.0, "XX", "", 10, ("Tayyar", "TYR", "tyar", "Таййар", "Tayyār Town"))
    assert [name for name, _ in building.names_of(row)] == ["Ţayyār", "Tayyar", "Tayyār Town"]
    assert [main for _, main in building.names_of(row)] == [True, True, False]


def test_rows_of_a_dump_replace_and_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [building.Row(7, "Al Qal‘ah", 10.0, 20.0, "XX", "01", 900, ("Castle", "Kalaa"), "PPL")]
    monkeypatch.setattr(building, "cities", lambda: iter(rows))
    monkeypatch.setattr(building, "_read", lambda name: {})
    path = tmp_path / "deep" / "small.sqlite"
    assert building.build(path) == 1
    assert not list(path.parent.glob("*.draft"))
    small = Gazetteer(path)
    assert [m.entry.id for m in small.lookup("al-Qalah")] == [7]
    assert [m.entry.name for m in small.lookup_alike("Qalaa", ("XX",))] == ["Al Qal‘ah"]
    assert small.centre("XX", "01") == small.centre("XX") == (10.0, 20.0)
    assert small.entry(7) is not None
    assert small.entry(8) is None


def test_equal_data_give_an_equal_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [building.Row(n, f"Place {n}", 1.0, 2.0, "XX", "", n, (f"Other {n}",)) for n in (5, 3, 9)]
    monkeypatch.setattr(building, "_read", lambda name: {})
    files = []
    for order in (rows, rows[::-1]):
        monkeypatch.setattr(building, "cities", lambda order=order: iter(order))
        building.build(tmp_path / "one.sqlite")
        files.append((tmp_path / "one.sqlite").read_bytes())
    assert files[0] == files[1]


@pytest.mark.parametrize(
    ("name", "plain", "primary"),
    [("al-Bab", "albab", "bab"), ("Al Bāb", "albab", "bab"), ("Ma‘arrat an Nu‘mān", "maarratannuman", "maarratnuman"),
     ("As", "as", "as"), ("İdlib", "idlib", "idlib"), ("Łódź", "lodz", "lodz")],
)  # fmt: skip
def test_keys(name: str, plain: str, primary: str) -> None:
    assert (plain_key(name), primary_key(name)) == (plain, primary)


def test_articles_written_into_the_word_come_off() -> None:
    assert unglued("Albab") == "bab"
    assert primary_key(unglued("Deir Ezzor")) == "deirzor"
    assert unglued("Aleppo") == "aleppo"
    assert slug("Khan al-Asal") == "khan-asal"


@given(st.text(max_size=40))
@example("𝐴")
@example("㎴")
def test_keys_of_any_text_are_stable(text: str) -> None:
    for key in (plain_key, primary_key):
        assert key(key(text)) == key(text) or key is primary_key  # what folding leaves may itself look like an article
    assert " " not in sound(text)
    assert set(skeleton(text)) <= set(sound(text)) | {"a"}


@given(st.text(alphabet="abdefghiklmnoqrstuwyz", min_size=1, max_size=12), st.text(alphabet="abdeiu", max_size=12))
def test_vowel_distance_is_symmetric(one: str, other: str) -> None:
    assert vowel_distance(one, other) == vowel_distance(other, one)
    assert vowel_distance(one, one) == 0
