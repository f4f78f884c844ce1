"""Standard readers load what is exported, and read in it what the answers say."""

from __future__ import annotations

import csv
import errno
import gc
import json
import resource
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date, timedelta
from io import FileIO
from pathlib import Path
from typing import Any

import duckdb
import geopandas
import openpyxl
import orjson
import pandas as pd
import pyarrow.parquet as pq
import pytest
import shapely
from sample_record import CLAIMS, DAYS, PLACES, sample_data

from marsad.publish import claims_table, control_table, disagreements_table, spreadsheet, writers
from marsad.publish.tables import CONTROL_COLUMNS
from marsad.records import Control, MarsadError

CONTROLS = tuple(control for days in DAYS.values() for control in days)
NOWHERE = replace(CONTROLS[0], place_id="x:1", place="Nowhere", controller=None, status="unknown", geonameid=None)
ALL = (*CONTROLS, NOWHERE)
VERSIONS = {"code": "0.1.0"}


@pytest.fixture(params=["csv", "xlsx", "parquet", "geojson"])
def control(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"control.{request.param}"
    assert control_table(ALL, path, places=PLACES, versions=VERSIONS) == len(ALL)
    return path


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Rows by the reader that a user of the format would take; None for what is not known."""
    if path.suffix == ".csv":
        frame = duckdb.read_csv(str(path)).df()
    elif path.suffix == ".parquet":
        frame = duckdb.read_parquet(str(path)).df()
    elif path.suffix == ".xlsx":
        frame = pd.read_excel(path)
    else:
        frame = geopandas.read_file(path)
    return [
        {name: None if value is None or value is pd.NaT or value != value else value for name, value in row.items()}
        for row in frame.drop(columns="geometry", errors="ignore").map(_listed).to_dict("records")
    ]


def _listed(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") and hasattr(value, "__len__") else value


def test_values_equal_those_of_the_json_answers(control: Path) -> None:
    rows = rows_of(control)
    assert len(rows) == len(ALL)
    for row, answer in zip(rows, ALL, strict=True):
        said = answer.to_json()
        for name in (
            "place",
            "place_id",
            "geonameid",
            "controller",
            "probability",
            "status",
            "extent",
            "contamination",
        ):
            assert row[name] == said[name], name
        assert str(row["at"])[:10] == said["at"] == str(row["date"])[:10]
        assert (row["besieged"], row["contested"]) == (bool(answer.besieged_by), answer.status == "contested")
        assert row["evidence"] == len(answer.claims)
        flat = control.suffix in {".csv", ".xlsx"}
        besiegers = row["besieged_by"] or ("" if flat else [])
        assert besiegers == ("; ".join(answer.besieged_by) if flat else list(answer.besieged_by))
        shares = row["shares"] or []
        shares = json.loads(shares) if isinstance(shares, str) else shares
        assert [share["controller"] for share in shares] == [share.controller for share in answer.shares]


def test_duckdb_finds_types_in_a_csv_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    control_table(ALL, path, places=PLACES)
    table = duckdb.read_csv(str(path))
    found = dict(zip(table.columns, map(str, table.types), strict=True))
    wanted = {"date": "DATE", "probability": "DOUBLE", "besieged": "BOOLEAN", "evidence": "BIGINT", "lat": "DOUBLE"}
    assert {name: found[name] for name in wanted} == wanted


def test_a_point_that_is_not_the_place_s_own_says_so(tmp_path: Path) -> None:
    near = replace(PLACES["gn:1"], place_id="gn:1/near", relation="near")
    answers = [replace(CONTROLS[0], place_id=name) for name in ("gn:1", "gn:1/old-mill", "gn:1/near", "gn:1/by-name")]
    control_table(answers, tmp_path / "control.parquet", places={**PLACES, "gn:1/near": near})
    frame = geopandas.read_parquet(tmp_path / "control.parquet")
    assert frame["place_relation"].tolist() == ["is", "part_of", "near", "part_of"]


def test_geopandas_reads_geoparquet(tmp_path: Path) -> None:
    path = tmp_path / "control.parquet"
    control_table(ALL, path, places=PLACES, versions=VERSIONS)
    frame = geopandas.read_parquet(path)
    assert frame.crs.to_string() == "OGC:CRS84"
    for answer, shape in zip(ALL, frame.geometry, strict=True):
        place = PLACES.get(answer.place_id)
        assert shape == (shapely.Point(place.lon, place.lat) if place else None)
    file = pq.read_metadata(path).metadata
    geo = json.loads(file[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"]["geometry"]["encoding"] == "WKB"
    assert geo["columns"]["geometry"]["bbox"] == pytest.approx(list(frame.total_bounds))
    assert file[b"marsad.code"] == b"0.1.0"


def test_geoparquet_without_any_coordinates(tmp_path: Path) -> None:
    path = tmp_path / "control.parquet"
    control_table((NOWHERE,), path)
    frame = geopandas.read_parquet(path)
    assert frame.geometry.isna().all()


def test_the_dictionary_travels_with_parquet_and_xlsx(tmp_path: Path) -> None:
    control_table(ALL, tmp_path / "control.parquet", places=PLACES)
    schema = pq.read_schema(tmp_path / "control.parquet")
    control_table(ALL, tmp_path / "control.xlsx", places=PLACES, versions=VERSIONS)
    sheet = openpyxl.load_workbook(tmp_path / "control.xlsx")["columns"]
    told = {row[0]: row[3] for row in sheet.iter_rows(min_row=2, values_only=True)}
    for column in CONTROL_COLUMNS:
        assert schema.field(column.name).metadata[b"description"].decode() == column.meaning
        assert told[column.name] == column.meaning.replace("`", "")
    assert told["marsad.code"] == "0.1.0"


def test_claims_as_a_table(tmp_path: Path) -> None:
    for ending in ("csv", "xlsx", "parquet", "geojson"):
        assert claims_table(CLAIMS, tmp_path / f"claims.{ending}") == len(CLAIMS)
    for row, claim in zip(geopandas.read_parquet(tmp_path / "claims.parquet").to_dict("records"), CLAIMS, strict=True):
        assert (row["id"], row["quote"], row["start"], row["killed_low"]) == (
            claim.id, claim.quote, claim.start, claim.killed_low if claim.killed_low is not None else pytest.approx(
                float("nan"), nan_ok=True
            ),
        )  # fmt: skip
    assert [row[1].value for row in openpyxl.load_workbook(tmp_path / "claims.xlsx")["rows"].iter_rows(min_row=2)] == [
        claim.id for claim in CLAIMS
    ]


def test_disagreements_in_every_format(tmp_path: Path) -> None:
    disputes = sample_data()["disagreements"]
    for ending in ("csv", "xlsx", "parquet"):
        assert disagreements_table(disputes, CLAIMS, tmp_path / f"d.{ending}") == 7
    table = pq.read_table(tmp_path / "d.parquet").to_pylist()
    flat = list(csv.DictReader((tmp_path / "d.csv").open(encoding="utf-8")))
    sheet = pd.read_excel(tmp_path / "d.xlsx").fillna("")
    for typed, text, cell in zip(table, flat, sheet.to_dict("records"), strict=True):
        assert typed["value"] == text["value"] == cell["value"]
        assert "; ".join(typed["claims"]) == text["claims"] == cell["claims"]
        assert typed["side"] == int(text["side"]) == cell["side"]


def test_a_worksheet_that_would_overflow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "SHEET_ROWS", 4)
    with pytest.raises(MarsadError, match=r"a worksheet holds 3 rows .* Write \.parquet"):
        control_table(ALL, tmp_path / "control.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_cell_that_would_overflow_says_so(tmp_path: Path) -> None:
    control_table((replace(CONTROLS[0], notes=("x" * 40_000,)),), tmp_path / "control.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "control.xlsx")["rows"]
    cell = sheet[2][len(CONTROL_COLUMNS) - 1].value
    assert len(cell) == spreadsheet.CELL_LIMIT
    assert cell.endswith(spreadsheet.CUT)


def test_a_workbook_is_the_same_bytes_again(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        control_table(ALL, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet", "geojson"])
def test_a_full_disk_is_one_line_and_leaves_nothing(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A limit on the size of files stands in for it: the system refuses the write in the same way."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(MarsadError, match=r"cannot be written \(.*\)\. .* nothing was left behind"):
            control_table(ALL * 50, tmp_path / f"control.{ending}", places=PLACES)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == [temporary]
    assert list(temporary.iterdir()) == []


def test_a_disk_that_fills_while_a_workbook_is_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told once: zipfile ends its archive once more when it is thrown away."""
    late: list[object] = []
    monkeypatch.setattr("sys.unraisablehook", late.append)

    class Full(FileIO):
        def write(self, data: Any) -> int:
            raise OSError(errno.ENOSPC, "")

    real = Path.open
    monkeypatch.setattr(Path, "open", lambda path, *args, **kw: Full(path, "w") if kw else real(path, *args))
    with pytest.raises(MarsadError, match="No space left on device"):
        control_table(ALL, tmp_path / "control.xlsx")
    gc.collect()
    assert late == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_memory_does_not_grow_with_the_panel(tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "_BATCH", 1_000)
    first = date(2000, 1, 1)

    def panel(days: int) -> Iterator[Control]:
        return (replace(CONTROLS[1], at=(first + timedelta(days=day)).isoformat()) for day in range(days))

    control_table(panel(4_000), tmp_path / f"small.{ending}", places=PLACES)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    control_table(panel(20_000), tmp_path / f"large.{ending}", places=PLACES)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before  # KiB
    assert grown < 10_000, f"{grown} KiB more for five times the rows"


def test_an_answer_as_json_has_every_field() -> None:
    for answer in ALL:
        plain = asdict(answer)
        plain["claims"] = [{"id": c.id, "for": c.supports, "weight": c.weight} for c in answer.claims]
        assert orjson.dumps(answer.to_json()) == orjson.dumps(plain)
