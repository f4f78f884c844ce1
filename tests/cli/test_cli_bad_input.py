"""Bad input: one clear line (what, where, what to do), the rest of the batch goes on, nothing stored is harmed."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from cli_runs import SHELLING, WITHDRAWAL, Marsad

from marsad.cli import opening
from marsad.ledger.schema import VERSION_TABLE
from marsad.pipeline.extraction import Extractor

TOMORROW = (datetime.now(UTC) + timedelta(days=400)).date().isoformat()
GERMAN = (
    "Die Kämpfer zogen sich am Montag aus der Stadt zurück, sagte ein Sprecher der Beobachtungsstelle am Abend. " * 8
)
TABLE_PAGE = "<!doctype html><html><head><title>Menu</title></head><body><nav><a href='/'>Home</a></nav></body></html>"

BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "image.txt": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "furniture.html": TABLE_PAGE.encode(),
    "german.txt": GERMAN.encode(),
    "large.txt": b"Fighting went on near the river, residents said. " * 450_000,
    "future.jsonl": orjson.dumps({"doc": "f", "text": SHELLING.split("- ")[1], "published": TOMORROW}) + b"\n",
}


@pytest.mark.parametrize("name", BAD)
def test_one_bad_report_is_one_line_and_the_rest_goes_in(name: str, marsad: Marsad, reports: Path) -> None:
    (reports / name).write_bytes(BAD[name])
    ran = marsad("read", reports)
    lines = [line for line in ran.err.splitlines() if line.startswith("rejected: ")]
    assert (ran.status, ran.last, len(lines)) == (3, "2 read, 0 already known, 1 rejected", 1)
    assert name in lines[0]
    assert lines[0].rstrip().count(". ") >= 1 or lines[0].count(": ") >= 2
    refused = marsad("reports", "--rejected", "--json").json
    assert [name in row["location"] for row in refused] == [True]
    assert marsad("verify").status == 0


def test_a_missing_file(marsad: Marsad, reports: Path) -> None:
    ran = marsad("read", reports, "nowhere.txt")
    assert (ran.status, ran.last) == (3, "2 read, 0 already known, 1 rejected")
    assert "nowhere.txt: no such file or folder" in ran.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(marsad: Marsad, reports: Path) -> None:
    (reports / "shelling.txt").chmod(0)
    ran = marsad("read", reports)
    assert (ran.status, ran.last) == (3, "1 read, 0 already known, 1 rejected")
    assert "no permission" in ran.err


def test_another_encoding_is_read_as_it_is_meant(marsad: Marsad, reports: Path) -> None:
    (reports / "latin.txt").write_bytes(WITHDRAWAL.replace("GAZIANTEP", "GAZİANTEP").encode("cp1254"))
    ran = marsad("read", reports)
    assert ran.status in (0, 3)
    assert marsad("verify").status == 0


def test_malformed_lines_of_json(marsad: Marsad, tmp_path: Path) -> None:
    good = orjson.dumps({"doc": "good", "text": WITHDRAWAL})
    (tmp_path / "feed.jsonl").write_bytes(b'{"doc": "broken", "text": "Fight\n' + good + b"\n[1, 2]\n")
    ran = marsad("read", "feed.jsonl")
    assert (ran.status, ran.last) == (3, "1 read, 0 already known, 2 rejected")
    assert "feed.jsonl:1" in ran.err
    assert "feed.jsonl:3" in ran.err


def test_a_report_without_a_date_keeps_an_interval(marsad: Marsad, tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text(
        "Rebel fighters seized the village of Dabiq from Islamic State on Sunday, a rebel commander told reporters. "
        "Residents said that the fighting had lasted since the early morning and that many families had fled.\n"
    )
    ran = marsad("read", "undated.txt")
    assert ran.status == 0
    row = marsad("reports", "--json").json[0]
    assert (row["published_start"], row["published_end"], row["published_basis"]) == (None, None, "none")
    for claim in marsad("claims", "--json").json:
        assert claim["date_end"] is None or claim["date_end"] <= TOMORROW


def test_a_bad_date_of_the_user(marsad: Marsad, reports: Path) -> None:
    ran = marsad("read", reports, "--published", "yesterday")
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "yesterday" in ran.err
    assert marsad("control", "Manbij", "--at", "soon").status == 2


def test_a_malformed_pack(marsad: Marsad, reports: Path, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "pack.yaml").write_text("name: broken\nversion: [\n")
    ran = marsad("read", reports, "--pack", folder)
    assert ran.status == 1
    assert "pack.yaml" in ran.err
    assert marsad("read", reports, "--pack", "atlantis").status == 1


def test_no_ledger_yet(marsad: Marsad) -> None:
    ran = marsad("claims")
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "marsad read" in ran.err


def test_a_locked_ledger(marsad: Marsad, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marsad("read", reports / "shelling.txt")
    monkeypatch.setattr(opening, "LOCK_SECONDS", 0.2)
    other = sqlite3.connect("marsad.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        ran = marsad("read", reports)
    finally:
        other.rollback()
        other.close()
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "marsad.db" in ran.err
    assert marsad("read", reports).last == "1 read, 1 already known, 0 rejected"


def test_a_ledger_that_is_none(marsad: Marsad, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "marsad.db").write_bytes(b"This is no database. " * 500)
    ran = marsad("read", reports)
    assert (ran.status, ran.err.count("\n")) == (1, 1)


def test_a_damaged_ledger(marsad: Marsad, reports: Path, tmp_path: Path) -> None:
    marsad("read", reports)
    path = tmp_path / "marsad.db"
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = os.urandom(4096)
    content[4096:8192] = os.urandom(4096)
    path.write_bytes(content)
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    ran = marsad("verify")
    assert ran.status == 1
    assert ran.err.count("\n") == 1


def test_a_ledger_of_a_newer_version(marsad: Marsad, reports: Path) -> None:
    marsad("read", reports / "shelling.txt")
    with sqlite3.connect("marsad.db") as connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = 'r9999'")  # noqa: S608 - a constant
    connection.close()
    ran = marsad("read", reports)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "newer version" in ran.err


def test_a_full_disk(marsad: Marsad, reports: Path, tmp_path: Path) -> None:
    """Files may not grow: what was acknowledged stays, and reading goes on when there is room again."""
    marsad("read", reports / "shelling.txt")
    limit = (tmp_path / "marsad.db").stat().st_size
    for n in range(30):
        shells = " ".join(f"Shell {n * 100 + k} fell on house {(n + 7) * k} near the river." for k in range(60))
        (reports / f"more-{n}.txt").write_text(f"{WITHDRAWAL}\n{shells}\n")

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "marsad", "read", str(reports)]
    ran = subprocess.run(command, capture_output=True, text=True, preexec_fn=no_room, check=False)
    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1, ran.stderr
    assert marsad("verify").status == 0
    assert [row["doc"] for row in marsad("reports", "--json").json][:1] == ["shelling.txt"]
    assert marsad("read", reports).status == 0
    assert len(marsad("reports", "--json").json) == 32


def test_a_page_that_cannot_be_written(marsad: Marsad, reports: Path) -> None:
    ran = marsad("run", reports, "--report", "no/such/folder/report.html", "--json")
    assert ran.status == 1
    assert "no/such/folder" in ran.err
    assert not Path("marsad.db").exists(), "told before hours of reading, not after"


def test_a_fault_of_ours_is_one_line_without_words_of_the_report(
    marsad: Marsad, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_self: object, report: object, _doc: object) -> None:
        raise RuntimeError(f"secret witness in {report}")

    monkeypatch.setattr(Extractor, "claims_of", fails)
    ran = marsad("read", reports)
    assert ran.status == 3
    assert "secret witness" not in ran.err + ran.out
    assert len(marsad("reports", "--json").json) == 2
    monkeypatch.undo()


def test_words_cannot_steer_the_terminal(marsad: Marsad, reports: Path) -> None:
    (reports / "shelling.txt").write_text(SHELLING.replace("a market", "a \x1b[31mmarket\x07"))
    marsad("read", reports)
    assert "\x1b" not in marsad("claims").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("claims", "--type", "foo"), "air_strike"),
        (("events", "--type", "foo"), "air_strike"),
        (("claims", "--status", "foo"), "asserted, hedged, denied, planned"),
        (("claims", "--place", "Xqzvyt"), "no place is called 'Xqzvyt'"),
        (("events", "--place", "Xqzvyt"), "no place is called 'Xqzvyt'"),
    ],
)
def test_a_filter_that_nothing_can_meet(marsad: Marsad, reports: Path, arguments: tuple[str, ...], told: str) -> None:
    marsad("read", reports)
    for more in ((), ("--json",)):
        ran = marsad(*arguments, *more)
        assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert told in ran.err
    assert marsad("claims", "--doc", "nowhere.txt").out == "No claim in this ledger fits.\n"


def test_a_correction_that_cannot_be(marsad: Marsad, reports: Path) -> None:
    marsad("read", reports)
    claim = marsad("claims", "--json").json[0]["id"]
    for wrong in ("extent=7", "extent=most", "colour=red", "actor1=12", "date_start=soon", "type=party"):
        ran = marsad("decide", "correct", claim, "--author", "ana", "--set", wrong)
        assert (ran.status, ran.err.count("\n")) == (1, 1), wrong
        assert wrong.split("=")[0] in ran.err
    assert marsad("decisions", "--json").json == []
    assert marsad("verify").last.startswith("2 rows")


def test_a_device_is_never_replaced(marsad: Marsad, reports: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for command in (("run", reports, "--report", pipe), ("seal", "-o", pipe)):
        ran = marsad(*command)
        assert ran.status == 1, command
        assert "a device or a pipe" in ran.err
        assert pipe.is_fifo()
        marsad("read", reports)


def test_a_folder_that_also_holds_the_ledger_and_the_page(
    marsad: Marsad, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(reports)
    first, second = marsad("run", "."), marsad("run", ".")
    assert (first.status, second.status) == (0, 0), second.err
    assert "0 read, 2 already known, 0 rejected" in second.out


def test_a_report_without_a_date_is_told(marsad: Marsad, tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text("Rebels took the town of Manbij, the army said in a statement.\n")
    ran = marsad("read", "undated.txt")
    assert ran.status == 0
    assert [line for line in ran.err.splitlines() if "undated.txt" in line and "--published" in line]


def test_a_place_that_nobody_called_so_is_said(marsad: Marsad, reports: Path) -> None:
    marsad("read", reports)
    assert marsad("control", "Manbij").err == ""
    assert "No place is called 'Mambij'; this is Manbij" in marsad("control", "Mambij").err


def test_a_report_of_which_only_the_earliest_day_is_known_is_told(marsad: Marsad, tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text("Rebels, who rose in 1961, took the town of Manbij on Monday, the army said.\n")
    ran = marsad("read", "wire.txt")
    assert [line for line in ran.err.splitlines() if "on or after 1961-01-01" in line and "--published" in line]
