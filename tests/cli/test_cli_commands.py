"""Every command of the table of interfaces, with its filters, for people and for machines."""

from __future__ import annotations

import csv
import io
import resource
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest
from cli_runs import Marsad

from marsad.publish import CLAIM_FIELDS


@pytest.fixture
def filled(marsad: Marsad, reports: Path) -> Marsad:
    assert marsad("read", reports).status == 0
    return marsad


def test_read_counts_in_its_last_line_and_adds_nothing_twice(marsad: Marsad, reports: Path) -> None:
    first = marsad("read", reports)
    assert (first.status, first.last) == (0, "2 read, 0 already known, 0 rejected")
    claims = marsad("claims", "--json").json
    again = marsad("read", reports)
    assert (again.status, again.last) == (0, "0 read, 2 already known, 0 rejected")
    assert marsad("claims", "--json").json == claims


def test_read_for_machines(marsad: Marsad, reports: Path) -> None:
    row = marsad("read", reports, "--json").json
    assert (row["read"], row["known"], row["rejected"]) == (2, 0, [])


def test_verbose_names_each_report_once_it_is_stored(marsad: Marsad, reports: Path) -> None:
    ran = marsad("read", reports, "--verbose")
    assert len([line for line in ran.err.splitlines() if line.startswith("stored ")]) == 2


def test_the_ledger_of_the_environment(marsad: Marsad, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_LEDGER", "other.db")
    marsad("read", reports)
    assert Path("other.db").is_file()
    assert not Path("marsad.db").exists()


def test_run_prints_every_part_and_writes_the_page(marsad: Marsad, reports: Path, tmp_path: Path) -> None:
    page = pytest.importorskip("marsad.publish.html")
    if not (Path(page.__file__).parent / "bundle" / "report.html").is_file():
        pytest.skip("the page is not built: make web")
    (reports / "empty.txt").write_text("")
    ran = marsad("run", reports, "--report", "page.html")
    assert ran.status == 3
    for part in (
        "Reports",
        "Claims of withdrawal.txt",
        "Events",
        "Who held each place",
        "Rejected",
        "the file is empty",
    ):
        assert part in ran.out
    assert "2 read, 0 already known, 1 rejected" in ran.out
    assert "page.html in a browser" in ran.last
    *_, reports_line, events_line, disputes_line, holders_line, _, _ = ran.out.splitlines()
    assert reports_line.startswith("In short: 2 reports, ")
    assert events_line.endswith("told by more than one origin")
    assert "disagreement" in disputes_line
    assert holders_line.startswith("Who held what at the last report: ")
    assert "withdrew from Manbij" in (tmp_path / "page.html").read_text()


def test_claims_and_their_filters(filled: Marsad) -> None:
    claims = filled("claims", "--json").json
    assert claims
    assert {"doc", "quote", "start", "end", "status", "kind", "event"} <= set(claims[0])
    assert all(claim["event"] for claim in claims)
    doc = filled("claims", "--doc", "withdrawal.txt", "--json").json
    assert {claim["doc"] for claim in doc} == {"withdrawal.txt"}
    kind = claims[0]["type"]
    assert {claim["type"] for claim in filled("claims", "--type", kind, "--json").json} == {kind}
    assert filled("claims", "--since", "2016-01-01", "--json").json == []
    assert filled("claims", "--as-known-at", "2014-12-31", "--json").json == [
        claim for claim in claims if claim["doc"] == "shelling.txt"
    ]
    assert filled("claims", "--as-recorded-at", "2015-01-01", "--json").json == []
    assert claims[0]["id"] in filled("claims").out


def test_events_and_the_claims_that_lead_to_them(filled: Marsad) -> None:
    events = filled("events", "--json").json
    fields = {
        "event", "type", "place", "place_id", "geonameid", "date_start", "date_end", "actors", "claims", "origins",
        "credibility", "reasons", "disagreements",
    }  # fmt: skip
    assert fields <= set(events[0])
    assert {"name", "interest", "claims"} <= set(events[0]["origins"][0])
    claim = events[0]["claims"][0]
    assert claim in {row["id"] for row in filled("claims", "--event", claim, "--json").json}
    kinds = {row["id"]: row["type"] for row in filled("claims", "--json").json}
    for kind in sorted(set(kinds.values())):
        wanted = {row["event"] for row in events if kind in (row["type"], *(kinds[claim] for claim in row["claims"]))}
        assert {row["event"] for row in filled("events", "--type", kind, "--json").json} == wanted
    assert len(filled("events", "--as-known-at", "2014-12-31", "--json").json) < len(events)


def test_disagreements_and_their_filters(marsad: Marsad) -> None:
    told = Path(__file__).resolve().parents[2] / "examples" / "al-bab" / "reports"
    marsad("read", told / "07-wire-car-bomb.txt", told / "11-correction.txt")
    rows = marsad("disagreements", "--question", "toll", "--place", "Susian", "--json").json
    assert rows
    assert {row["question"] for row in rows} == {"toll"}
    assert len(rows[0]["sides"]) > 1
    assert "Where accounts disagree" in marsad("disagreements", "--until", "2017-03-01").out
    assert marsad("disagreements", "--since", "2031-01-01").out.startswith("No disagreement")
    wrong = marsad("disagreements", "--question", "tol")
    assert (wrong.status, "One of: control" in wrong.err) == (1, True)


def test_control_by_name_and_number(filled: Marsad) -> None:
    answer = filled("control", "manbij", "--at", "2015-02-01", "--json").json
    fields = {
        "place", "place_id", "geonameid", "at", "as_known_at", "controller", "probability", "status", "extent",
        "shares", "besieged_by", "contested_by", "contamination", "candidates", "claims",
    }  # fmt: skip
    assert fields <= set(answer)
    assert {"id", "for", "weight"} <= set(answer["claims"][0])
    number = f"geonameid:{answer['geonameid']}"
    assert filled("control", number, "--at", "2015-02-01", "--json").json == answer
    known = filled("control", "Manbij", "--at", "2015-02-01", "--as-known-at", "2014-10-31", "--json").json
    assert known["as_known_at"] == "2014-10-31"
    assert known != answer
    assert filled("control", "Manbij", "--json").json[0]["start"] <= "2015-01-26"
    assert "Manbij" in filled("control", "Manbij", "--at", "2015-02-01").out or "Ayn" in filled("control", "Manbij").out


def test_a_place_without_claims_is_unknown_and_a_strange_name_gets_suggestions(filled: Marsad) -> None:
    answer = filled("control", "geonameid:170654", "--at", "2015-02-01", "--json").json
    assert (answer["status"], answer["place"], answer["controller"]) == ("unknown", "Damascus", None)
    unknown = filled("control", "Manbijj", "--at", "2015-02-01")
    assert unknown.status in (0, 1)
    several = filled("control", "Springfield", "--at", "2015-02-01")
    assert several.status == 1
    assert "geonameid:" in several.err
    nowhere = filled("control", "Xqzvyt", "--at", "2015-02-01")
    assert nowhere.status == 1
    assert nowhere.err.count("\n") == 1


def test_exports(filled: Marsad, tmp_path: Path) -> None:
    lines = [orjson.loads(line) for line in filled("export", "claims").out.splitlines()]
    assert lines
    assert tuple(lines[0]) == CLAIM_FIELDS
    assert filled("export", "claims", "-o", tmp_path / "claims.jsonl").status == 0
    assert len((tmp_path / "claims.jsonl").read_bytes().splitlines()) == len(lines)
    rows = list(csv.DictReader(io.StringIO(filled("export", "control", "--at", "2015-02-01").out)))
    assert rows
    panel = list(
        csv.DictReader(io.StringIO(filled("export", "panel", "--from", "2015-02-01", "--to", "2015-02-03").out))
    )
    assert {row["at"] for row in panel} == {"2015-02-01", "2015-02-02", "2015-02-03"}
    assert [row for row in panel if row["at"] == "2015-02-01"] == rows
    for ending in ("geojson", "parquet"):
        assert filled("export", "control", "--at", "2015-02-01", "-o", tmp_path / f"control.{ending}").status == 0
    wrong = filled("export", "control", "--at", "2015-02-01", "-o", tmp_path / "control.xls")
    assert (wrong.status, wrong.err.count("\n")) == (1, 1)
    assert filled("export", "disagreements").out.startswith("disagreement,")


def test_decisions_change_what_is_derived_and_can_be_undone(filled: Marsad) -> None:
    claims = filled("claims", "--json").json
    claim = claims[0]["id"]
    rejected = filled("decide", "reject", claim, "--author", "ana", "--reason", "not said", "--json").json
    assert claim not in {row["id"] for row in filled("claims", "--json").json}
    assert all(claim not in event["claims"] for event in filled("events", "--json").json)
    assert filled("decide", "undo", rejected["id"], "--author", "ana").status == 0
    assert filled("claims", "--json").json == claims
    filled("decide", "correct", claim, "--author", "ana", "--set", "actor1=A Local Council", "--set", "extent=0.5")
    corrected = next(row for row in filled("claims", "--json").json if row["id"] == claim)
    assert (corrected["actor1"], corrected["extent"]) == ("A Local Council", 0.5)
    assert filled("decide", "accept", claim, "--author", "ben").status == 0
    assert [row["action"] for row in filled("decisions", "--json").json] == ["reject", "undo", "correct", "accept"]
    assert filled("decisions", "--unattached", "--json").json == []
    assert filled("decide", "accept", "c0", "--author", "ben").status == 1
    assert filled("decide", "accept", claim).status == 2


def test_merge_and_split_rule_events(filled: Marsad) -> None:
    events = [event for event in filled("events", "--json").json if event["claims"]]
    one, other = events[0]["claims"][0], events[1]["claims"][0]
    filled("decide", "merge", one, other, "--author", "ana")
    merged = {row["event"] for row in filled("claims", "--json").json if row["id"] in (one, other)}
    assert len(merged) == 1
    filled("decide", "split", one, other, "--author", "ana")
    split = {row["event"] for row in filled("claims", "--json").json if row["id"] in (one, other)}
    assert len(split) == 2


def test_redaction_erases_a_report_for_good(filled: Marsad, reports: Path) -> None:
    digest = filled("reports", "--json").json[0]["digest"]
    assert filled("decide", "redact", digest, "--author", "ana", "--reason", "names a witness").status == 0
    assert digest not in {row["digest"] for row in filled("reports", "--json").json}
    assert digest not in {row["report"] for row in filled("claims", "--json").json}
    checked = filled("verify", "--json").json
    assert (checked["ok"], [row["address"] for row in checked["redacted"]]) == (True, [digest])
    assert filled("read", reports).last == "0 read, 2 already known, 0 rejected"


def test_verify_and_seal(filled: Marsad, tmp_path: Path) -> None:
    assert filled("verify").last == "2 rows, all as they were written"
    assert filled("seal", "-o", tmp_path / "seal.json").status == 0
    assert "sealed through row 2" in filled("verify", "--seal", tmp_path / "seal.json").last
    (tmp_path / "wrong.json").write_text("{}")
    wrong = filled("verify", "--seal", tmp_path / "wrong.json")
    assert (wrong.status, wrong.err.count("\n")) == (1, 1)


def test_rebuild_keeps_ids_and_decisions(filled: Marsad) -> None:
    claims, events = filled("claims", "--json").json, filled("events", "--json").json
    filled("decide", "accept", claims[0]["id"], "--author", "ana")
    row = filled("rebuild", "--json").json
    assert (row["reports"], row["claims"], row["unattached"]) == (2, len(claims), 0)
    assert [claim["id"] for claim in filled("claims", "--json").json] == [claim["id"] for claim in claims]
    assert [event["id"] for event in filled("events", "--json").json] == [event["id"] for event in events]


def test_packs(marsad: Marsad, tmp_path: Path) -> None:
    assert marsad("packs", "list", "--json").json[0]["name"] == "core"
    folder = tmp_path / "isles"
    folder.mkdir()
    (folder / "pack.yaml").write_text("name: isles\nversion: '1'\ntitle: The Isles\n")
    assert marsad("packs", "check", folder).status == 0
    (folder / "actors.yaml").write_text("actors: [{name: Salt Front, kind: rebel}]\n")
    assert marsad("packs", "check", folder).status == 0
    (folder / "actors.yaml").write_text("actors: [{nam: wrong}]\n")
    wrong = marsad("packs", "check", folder)
    assert wrong.status == 1
    assert "actors.yaml:1" in wrong.err


def test_a_pack_of_ones_own_is_added_to_the_installed_ones(marsad: Marsad, reports: Path, tmp_path: Path) -> None:
    folder = tmp_path / "isles"
    folder.mkdir()
    (folder / "pack.yaml").write_text("name: isles\nversion: '1'\ntitle: The Isles\n")
    marsad("read", reports, "--ledger", "plain.db")
    marsad("read", reports, "--pack", folder, "--pack", "syria", "--ledger", "more.db")
    plain = marsad("claims", "--ledger", "plain.db", "--json").json
    assert marsad("claims", "--ledger", "more.db", "--json").json == plain
    assert any(claim["actor1"] == "Islamic State" for claim in plain)


def test_evaluate_gives_the_figures(marsad: Marsad, tmp_path: Path) -> None:
    text = "Rebels shelled the town of Tadef on Tuesday, killing three people, residents said.\n"
    doc = {"doc": "a", "text": text, "published": "2016-05-04", "title": "Tadef shelled"}
    quote = text.strip()
    gold = {
        "doc": "a",
        "quote": quote,
        "start": 0,
        "end": len(quote),
        "type": "shelling",
        "status": "asserted",
        "event": "x",
    }
    (tmp_path / "docs.jsonl").write_bytes(orjson.dumps(doc) + b"\n")
    (tmp_path / "gold.jsonl").write_bytes(orjson.dumps(gold) + b"\n")
    figures = marsad("evaluate", tmp_path / "gold.jsonl", tmp_path / "docs.jsonl", "--json").json
    assert (figures["documents"], figures["gold"]) == (1, 1)
    assert "detection" in marsad("evaluate", tmp_path / "gold.jsonl", tmp_path / "docs.jsonl").out


def test_help_is_quick_and_every_command_has_words(marsad: Marsad) -> None:
    best = min(_help_seconds() for _ in range(3))
    assert best < 0.5, f"--help takes {best:.2f} s of processor time"
    listed = marsad("--help").out
    for name in ("read", "run", "export", "claims", "events", "control", "decide", "decisions", "evaluate", "verify",
                 "seal", "rebuild", "packs", "reports"):  # fmt: skip
        assert name in listed
        assert len(marsad(name, "--help").out) > 100


def _help_seconds() -> float:
    """Processor time, which a busy machine does not stretch as it does the clock's."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "marsad", "--help"], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return min(spent, time.monotonic() - began)
