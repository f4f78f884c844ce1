"""Exports from the command line: each loads in a standard reader, and bad input is one line and no file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb
import geopandas
import openpyxl
import pytest
from cli_runs import Marsad

DAY = ("--at", "2015-02-01")
DAYS = ("--from", "2015-01-25", "--to", "2015-02-03")
OBSERVED = """---
kind: field_report
observer: Nightjar
author: Salim Qadiri
title: Nightjar's third walk
url: https://example.org/nightjar
outlet: River observers
published: 2015-02-02
---
The Islamic State holds Manbij again since Sunday. I saw its fighters at every gate of the town on Monday morning.
"""
IDENTITY = ("Nightjar", "nightjar", "Salim", "Qadiri")


@pytest.fixture
def filled(marsad: Marsad, reports: Path) -> Marsad:
    assert marsad("read", reports).status == 0
    return marsad


def test_the_panel_is_balanced_and_sorted_and_says_what_control_says(filled: Marsad, tmp_path: Path) -> None:
    path = tmp_path / "panel.parquet"
    ran = filled("export", "panel", *DAYS, "-o", path)
    assert (ran.status, ran.out, ran.err.count("\n")) == (0, "", 1)
    rows = duckdb.read_parquet(str(path)).fetchall()
    names = duckdb.read_parquet(str(path)).columns
    found = [dict(zip(names, row, strict=True)) for row in rows]
    assert [(row["place_id"], row["at"]) for row in found] == sorted((row["place_id"], row["at"]) for row in found)
    assert len(found) == 10 * len({row["place_id"] for row in found})
    for row in found[::3]:
        answer = filled("control", row["place_id"], "--at", row["at"], "--json").json
        for name in ("place", "geonameid", "controller", "probability", "status", "extent", "contamination", "claims"):
            assert row[name] == answer[name], name


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet", "geojson"])
def test_every_format_has_the_rows_of_every_other(filled: Marsad, tmp_path: Path, ending: str) -> None:
    plain = list(csv.DictReader(io.StringIO(filled("export", "control", *DAY).out)))
    path = tmp_path / f"control.{ending}"
    assert filled("export", "control", *DAY, "-o", path).status == 0
    if ending == "xlsx":
        head, *rows = openpyxl.load_workbook(path)["rows"].iter_rows(values_only=True)
        found = [row[head.index("place_id")] for row in rows]
    elif ending == "csv":
        found = [row["place_id"] for row in csv.DictReader(path.open(encoding="utf-8"))]
    else:
        read = geopandas.read_parquet if ending == "parquet" else geopandas.read_file
        found = read(path)["place_id"].tolist()
    assert found == [row["place_id"] for row in plain]


@pytest.mark.parametrize("ending", ["jsonl", "csv", "xlsx", "parquet", "geojson"])
def test_claims_by_the_ending(filled: Marsad, tmp_path: Path, ending: str) -> None:
    number = len(filled("claims", "--json").json)
    path = tmp_path / f"claims.{ending}"
    ran = filled("export", "claims", "-o", path)
    assert (ran.status, ran.err.split()[0]) == (0, str(number))
    assert path.stat().st_size > 0


def test_clocks_hold_for_exports(filled: Marsad) -> None:
    known = list(csv.DictReader(io.StringIO(filled("export", "control", *DAY, "--as-known-at", "2015-01-28").out)))
    assert {row["as_known_at"] for row in known} == {"2015-01-28"}
    for command in map(list, EVERY):
        ran = filled("export", *command, "--as-recorded-at", "2015-01-01")
        assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert "nothing to export" in ran.err


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("control", *DAY, "-o", "control.xls"), "Use .csv, .xlsx, .parquet, .geojson"),
        (("claims", "-o", "claims.doc"), "Use .jsonl"),
        (("disagreements", "-o", "d.geojson"), "Use .csv, .xlsx, .parquet"),
        (("control", *DAY, "-o", "nowhere/control.csv"), "Choose a folder that exists"),
        (("control", *DAY, "-o", "folder.csv"), "it is a folder"),
        (("panel", "--from", "2015-02-03", "--to", "2015-02-01", "-o", "panel.csv"), "comes after"),
        (("panel", "--from", "1000-01-01", "--to", "5000-01-01", "-o", "panel.xlsx"), "a worksheet holds 1,048,575"),
    ],
)
def test_bad_input_is_one_line_and_no_file(
    filled: Marsad, tmp_path: Path, command: tuple[str, ...], words: str
) -> None:
    (tmp_path / "folder.csv").mkdir()
    before = set(tmp_path.rglob("*"))
    ran = filled("export", *command)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert words in ran.err
    assert {path for path in tmp_path.rglob("*") if path.suffix not in {".db-shm", ".db-wal"}} <= before


def test_nothing_to_export(marsad: Marsad, tmp_path: Path, reports: Path) -> None:
    """A ledger whose reports say nothing of who holds a place has no rows of control; its claims it has."""
    (reports / "shelling.txt").write_text("2 May 2015 - Artillery shells hit a school in Aleppo, residents said.\n")
    marsad("read", reports / "shelling.txt")
    ran = marsad("export", "control", *DAY, "-o", tmp_path / "control.csv")
    assert (ran.status, ran.err.count("\n"), (tmp_path / "control.csv").exists()) == (1, 1, False)


def test_any_claim_can_be_cited(filled: Marsad, tmp_path: Path) -> None:
    claim = filled("claims", "--json").json[0]
    text = filled("cite", claim["id"])
    assert (text.status, text.out.count("\n")) == (0, 1)
    assert claim["quote"].replace("\n", " ") in text.out
    assert claim["report"] in text.out
    assert filled("cite", claim["id"], "--json").json[0]["archive_location"] == f"sha256:{claim['report']}"
    assert filled("cite", claim["id"], "-o", tmp_path / "claims.bib").status == 0
    assert (tmp_path / "claims.bib").read_text().startswith(f"@misc{{{claim['id']},")
    for wrong in (("c0",), (claim["id"], "--format", "word"), (claim["id"], "-o", "claims.docx")):
        ran = filled("cite", *wrong)
        assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)


def test_events_in_the_words_of_others(filled: Marsad, tmp_path: Path) -> None:
    events = {event["event"] for event in filled("events", "--json").json}
    rows = list(csv.DictReader(io.StringIO(filled("export", "acled").out)))
    assert {row["event_id_cnty"] for row in rows} <= events
    assert {row["event_id"] for row in filled("export", "plover").json} <= events


def test_no_export_names_a_field_source(filled: Marsad, tmp_path: Path, reports: Path) -> None:
    (reports / "walk-3.txt").write_text(OBSERVED)
    assert filled("read", reports).last.startswith("1 read")
    out = tmp_path / "out"
    out.mkdir()
    for command, endings in EVERY.items():
        for ending in endings:
            path = out / f"{command[0]}.{ending}"
            assert filled("export", *command, "-o", path).status == 0
            told = path.read_bytes()
            if ending == "xlsx":
                book = openpyxl.load_workbook(path)
                told = repr([row for sheet in book for row in sheet.iter_rows(values_only=True)]).encode()
            if ending == "parquet":
                told = repr(duckdb.read_parquet(str(path)).fetchall()).encode()
            assert not [name for name in IDENTITY if name.encode() in told], path.name


EVERY: dict[tuple[str, ...], tuple[str, ...]] = {
    ("claims",): ("jsonl", "csv", "xlsx", "parquet", "geojson"),
    ("control", *DAY): ("csv", "xlsx", "parquet", "geojson"),
    ("panel", *DAYS): ("csv", "xlsx", "parquet", "geojson"),
    ("disagreements",): ("csv", "xlsx", "parquet"),
    ("annotations",): ("jsonld",),
    ("acled",): ("csv", "xlsx", "parquet", "geojson"),
    ("plover",): ("json", "jsonl", "csv", "xlsx", "parquet", "geojson"),
}
"""Every export, with the endings that it may have."""
