"""A GeoNames dump added to a gazetteer of one's own: what is kept, what is replaced, what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from marsad.records import MarsadError
from marsad.resolve.gazetteer import build as building
from marsad.resolve.gazetteer import dump as dumping
from marsad.resolve.gazetteer.dump import add_dump
from marsad.resolve.gazetteer.index import OWN_PATH, Gazetteer, default_path, own_path


def line(
    number: int, name: str, *, feature: str = "P", code: str = "PPL", others: str = "", lat: str = "10.5",
    admin1: str = "01", people: str = "0",
) -> str:  # fmt: skip
    """A line of a dump."""
    columns = [str(number), name, name, others, lat, "20.5", feature, code, "XX", "", admin1, "", "", "", people]
    return "\t".join([*columns, "", "0", "Zone", "2026-01-01"]) + "\n"


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The installed gazetteer, of one town."""
    town = building.Row(7, "Qalah", 10.0, 20.0, "XX", "01", 900, ("Castle",))
    monkeypatch.setattr(building, "cities", lambda: iter([town]))
    monkeypatch.setattr(building, "_read", lambda name: {})
    path = tmp_path / "base.sqlite"
    building.build(path)
    monkeypatch.setattr(dumping, "DEFAULT_PATH", path)
    return path


def added(tmp_path: Path, *lines: str) -> Gazetteer:
    dump = tmp_path / "XX.txt"
    dump.write_text("".join(lines), encoding="utf-8")
    add_dump(dump, tmp_path / "own.sqlite")
    return Gazetteer(tmp_path / "own.sqlite")


def test_villages_are_found_beside_the_installed_towns(tmp_path: Path, base: Path) -> None:
    own = added(tmp_path, line(8, "Tall Ḩamīs", others="Tal Hamis,Тель-Хамис"), line(9, "Qalah", people="30"))
    assert [m.entry.id for m in own.lookup("Tal Hamis")] == [8]
    assert [m.entry.id for m in own.lookup("Qalah")] == [7, 9]
    assert own.places == 3
    assert Gazetteer(base).lookup("Tal Hamis") == ()


def test_a_row_replaces_the_one_of_its_number(tmp_path: Path, base: Path) -> None:
    own = added(tmp_path, line(7, "Madinah", people="1200"))
    assert own.lookup("Qalah") == own.lookup("Castle") == ()
    assert [m.entry.population for m in own.lookup("Madinah")] == [1200]


def test_adding_twice_changes_nothing(tmp_path: Path, base: Path) -> None:
    first = added(tmp_path, line(8, "Hajin")).digest
    assert added(tmp_path, line(8, "Hajin")).digest == first


def test_streams_and_schools_are_no_places_of_claims_but_bases_are(tmp_path: Path, base: Path) -> None:
    own = added(
        tmp_path,
        line(8, "Nahr Balikh", feature="H", code="STM"),
        line(9, "Tayyas Base", feature="L", code="MILB"),
    )
    assert own.lookup("Nahr Balikh") == ()
    assert [m.entry.id for m in own.lookup("Tayyas Base")] == [9]


def test_provinces_and_countries_give_their_points(tmp_path: Path, base: Path) -> None:
    own = added(
        tmp_path,
        line(20, "Rif Province", feature="A", code="ADM1", lat="12.5"),
        line(21, "Xanadu", feature="A", code="PCLI", lat="15.5", admin1="00"),
        line(22, "Homeland District", feature="A", code="ADM2"),
    )
    assert own.centre("XX", "01") == (12.5, 20.5)
    assert own.centre("XX") == (15.5, 20.5)
    assert [(r.level, r.name) for r in own.region("Homeland District")] == [(2, "Homeland District")]


def test_a_zipped_dump_is_read_as_it_is(tmp_path: Path, base: Path) -> None:
    archive = tmp_path / "XX.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("readme.txt", "short")
        file.writestr("XX.txt", line(8, "Hajin") * 3)
    assert add_dump(archive, tmp_path / "own.sqlite").lines == 3


@pytest.mark.parametrize(
    ("lines", "where", "what"),
    [
        ([line(8, "Hajin"), "8\tHajin\n"], "XX.txt:2", "2 columns"),
        ([line(8, "Hajin", lat="north")], "XX.txt:1", "number"),
        ([line(8, "Hajin", lat="95")], "XX.txt:1", "outside the world"),
        ([line(8, "Hajin", people="many")], "XX.txt:1", "number"),
        ([line(8, "")], "XX.txt:1", "no name"),
        ([], "XX.txt", "empty"),
    ],
)
def test_faults_are_told_with_file_and_line(
    lines: list[str], where: str, what: str, tmp_path: Path, base: Path
) -> None:
    with pytest.raises(MarsadError, match=what) as caught:
        added(tmp_path, *lines)
    assert where in str(caught.value)
    assert not (tmp_path / "own.sqlite").exists()
    assert not list(tmp_path.glob("*.draft"))


def test_a_missing_file_is_told(tmp_path: Path, base: Path) -> None:
    with pytest.raises(MarsadError, match="no such file"):
        add_dump(tmp_path / "none.txt", tmp_path / "own.sqlite")


def test_ones_own_gazetteer_is_used_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(OWN_PATH, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path() != own_path()
    own_path().parent.mkdir()
    own_path().write_bytes(b"")
    assert default_path() == own_path()
    monkeypatch.setenv(OWN_PATH, str(tmp_path / "other.sqlite"))
    assert default_path() == tmp_path / "other.sqlite"
