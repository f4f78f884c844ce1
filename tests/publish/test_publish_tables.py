"""Exports: JSON lines, CSV, GeoJSON, Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sample_record import CLAIMS, DAYS, PLACES, sample_data

from marsad.publish import CLAIM_FIELDS, CONTROL_SCHEMA, claims_jsonl, control_table, disagreements_table
from marsad.records import Claim, Control, MarsadError

CONTROLS = tuple(control for days in DAYS.values() for control in days)
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
    assert rows[3]["besieged_by"] == "Republic Army"
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
            yield replace(CONTROLS[1], at=f"day {day}")

    path = tmp_path / "panel.parquet"
    assert control_table(panel(), path, places=PLACES, versions={"marsad": "0.1.0"}) == 30_000
    file = pq.ParquetFile(path)
    assert file.metadata.num_row_groups == 2
    assert file.schema_arrow.metadata[b"marsad.marsad"] == b"0.1.0"
    row = file.read_row_group(1).slice(0, 1).to_pylist()[0]
    assert row["at"] == "day 20000"
    assert [share["extent"] for share in row["shares"]] == [0.7, 0.3]
    assert row["candidates"][0] == {"controller": "River Brigades + Lodestar", "probability": 0.83}


@pytest.mark.parametrize("name", ["none.csv", "none.geojson", "none.parquet"])
def test_no_places_is_an_empty_table_and_not_an_empty_file(tmp_path: Path, name: str) -> None:
    assert control_table((), tmp_path / name) == 0
    assert (tmp_path / name).stat().st_size > 0


def test_another_ending_is_refused_before_any_work(tmp_path: Path) -> None:
    def never() -> Iterator[Control]:
        pytest.fail("asked for rows")
        yield CONTROLS[0]

    with pytest.raises(MarsadError, match=r"\.csv, \.geojson, \.parquet"):
        control_table(never(), tmp_path / "control.xlsx")


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


def test_every_column_is_in_the_data_dictionary() -> None:
    words = DICTIONARY.read_text(encoding="utf-8")
    missing = [name for name in (*CONTROL_SCHEMA.names, *CLAIM_FIELDS) if f"`{name}`" not in words]
    assert missing == []
