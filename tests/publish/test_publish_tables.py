"""Exports: JSON lines, CSV, GeoJSON, Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sample_record import CLAIMS, DAYS, PLACES, sample_data

from marsad.publish import CLAIM_FIELDS, CONTROL_SCHEMA, claims_jsonl, control_table, disagreements_table
from marsad.publish.dictionary import TABLES, with_tables
from marsad.records import Claim, Control, MarsadError

CONTROLS = tuple(control for days in DAYS.values() for control in days)
FIRST = date(1990, 1, 1)
DICTIONARY = Path(__file__).resolve().parents[2] / "docs" / "exports.md"


def test_claims_come_back_as_they_went() -> None:
    out = BytesIO()
    assert claims_jsonl(CLAIMS, out) == len(CLAIMS)
    lines = out.getvalue().decode().splitlines()
    assert [Claim.from_json(json.loads(line)) for line in lines] == list(CLAIMS)
    assert all(tuple(json.loads(line)) == CLAIM_FIELDS for line in lines)
    assert {"kind", "status"} < set(CLAIM_FIELDS)


def test_csv_of_control(tmp_path: Path) -> None:
    path = tmp_path / "control.csv"
    assert control_table(CONTROLS, path, places=PLACES) == len(CONTROLS)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == CONTROL_SCHEMA.names
    taken = rows[1]
    assert (taken["controller"], taken["at"], taken["extent"]) == ("River Brigades + Lodestar", "2017-02-23", "0.7")
    assert json.loads(taken["shares"])[1]["controller"] == "Northern Front"
    assert next(row for row in rows if row["status"] == "besieged")["besieged_by"] == "Republic Army"
    assert rows[0]["as_known_at"] == ""


def test_geojson_of_control(tmp_path: Path) -> None:
    path = tmp_path / "control.geojson"
    nowhere = replace(CONTROLS[0], place_id="x:1", place="Nowhere")
    control_table((*CONTROLS, nowhere), path, places=PLACES, versions={"marsad": "0.1.0"})
    data = json.loads(path.read_bytes())
    assert data["type"] == "FeatureCollection"
    assert data["marsad"] == {"marsad": "0.1.0"}
    assert data["features"][0]["geometry"] == {"type": "Point", "coordinates": [37.52, 36.37]}
    assert data["features"][-1]["geometry"] is None
    assert data["features"][1]["properties"]["claims"][0]["for"] == "River Brigades + Lodestar"


def test_parquet_panel_is_written_as_it_comes(tmp_path: Path) -> None:
    def panel() -> Iterator[Control]:
        for day in range(30_000):
            yield replace(CONTROLS[1], at=(FIRST + timedelta(days=day)).isoformat())

    path = tmp_path / "panel.parquet"
    assert control_table(panel(), path, places=PLACES, versions={"marsad": "0.1.0"}) == 30_000
    file = pq.ParquetFile(path)
    assert file.metadata.num_row_groups == 2
    assert file.schema_arrow.metadata[b"marsad.marsad"] == b"0.1.0"
    row = file.read_row_group(1).slice(0, 1).to_pylist()[0]
    assert row["at"] == (FIRST + timedelta(days=20_000)).isoformat() == row["date"].isoformat()
    assert [share["extent"] for share in row["shares"]] == [0.7, 0.3]
    assert row["candidates"][0] == {"controller": "River Brigades + Lodestar", "probability": 0.83}


@pytest.mark.parametrize("name", ["none.csv", "none.geojson", "none.parquet", "none.xlsx"])
def test_no_places_is_an_empty_table_and_not_an_empty_file(tmp_path: Path, name: str) -> None:
    assert control_table((), tmp_path / name) == 0
    assert (tmp_path / name).stat().st_size > 0


def test_another_ending_is_refused_before_any_work(tmp_path: Path) -> None:
    def never() -> Iterator[Control]:
        pytest.fail("asked for rows")
        yield CONTROLS[0]

    with pytest.raises(MarsadError, match=r"\.csv, \.xlsx, \.parquet, \.geojson"):
        control_table(never(), tmp_path / "control.xls")


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "control.csv"
    control_table(CONTROLS, path)
    before = path.read_bytes()

    def broken() -> Iterator[Control]:
        yield CONTROLS[0]
        raise ValueError("the ledger is gone")

    with pytest.raises(ValueError, match="gone"):
        control_table(broken(), path)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.partial"))


def test_disagreements_have_a_row_for_each_side(tmp_path: Path) -> None:
    path = tmp_path / "disagreements.csv"
    assert disagreements_table(sample_data()["disagreements"], CLAIMS, path) == 7
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["value"] for row in rows[:3]] == ["all of it", "almost all of it", "about 70%"]
    assert rows[0]["quotes"] == "Tell Nour is completely free"


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\tx"])
def test_spreadsheets_run_no_cell(tmp_path: Path, text: str) -> None:
    path = tmp_path / "control.csv"
    control_table((replace(CONTROLS[0], place=text, notes=(text,)),), path)
    with path.open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["place"] == row["notes"] == f"'{text}"


def test_the_data_dictionary_is_that_of_the_code() -> None:
    page = DICTIONARY.read_text(encoding="utf-8")
    assert with_tables(page) == page, "python -m marsad.publish.dictionary docs/exports.md"
    assert all(f"<!-- columns of {name} -->" in page for name in TABLES)


def test_a_claim_has_a_column_for_each_field() -> None:
    assert set(CLAIM_FIELDS) == set(CLAIMS[0].to_json())


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("no report", "no report"),
        ("reported cleared (by an army, all of it; a minister, 2017-03-01)", "cleared"),
        ("reported cleared (how much is not said; a minister, 2017-03-01)", "cleared in part"),
        (
            "reported contaminated (a monitor, 2017-03-02); reported cleared in part (40%; x, 2017-03-01)",
            "contaminated",
        ),
        ("reported not yet cleared (60%; a council, 2017-03-01)", "contaminated"),
    ],
)
def test_mines_as_one_word_never_say_more_than_the_sentence(tmp_path: Path, sentence: str, word: str) -> None:
    path = tmp_path / "control.csv"
    control_table((replace(CONTROLS[0], contamination=sentence),), path)
    assert next(csv.DictReader(path.open(encoding="utf-8")))["mines"] == word
