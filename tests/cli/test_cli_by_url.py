"""Every command on a ledger by URL gives what it gives on a file."""

from pathlib import Path

import pytest
from cli_runs import Marsad

from databases import Postgresql


@pytest.fixture
def url(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made = Postgresql()
    yield made.nowhere()
    made.clean()


OF_THE_MOMENT = ("id", "at", "made_by", "recorded_at", "why")


def without_times(value):
    """What does not come from the moment when a decision was made, as its id does."""
    if isinstance(value, dict):
        return {name: without_times(it) for name, it in value.items() if name not in OF_THE_MOMENT}
    return [without_times(it) for it in value] if isinstance(value, list) else value


def test_every_command_on_a_server_gives_what_it_gives_on_a_file(marsad: Marsad, reports: Path, url: str, monkeypatch):
    def both(*arguments, status=0):
        out = []
        for ledger in ("marsad.db", url):
            monkeypatch.setenv("MARSAD_LEDGER", ledger)
            ran = marsad(*arguments)
            assert ran.status == status, ran.err
            assert url.split("@", maxsplit=1)[0] not in ran.out + ran.err
            out.append(ran)
        return out

    def same(*arguments):
        on_file, on_server = both(*arguments)
        assert without_times(on_file.json) == without_times(on_server.json)
        return on_file.json

    both("read", reports)
    both("read", reports)
    claims = same("claims", "--json")
    assert claims
    same("events", "--json")
    same("reports", "--json")
    place = next(claim["place_id"] for claim in claims if claim["place_id"].startswith("gn:"))
    same("control", place, "--at", "2017-02-24", "--json")
    same("control", place, "--at", "2017-02-24", "--as-known-at", "2017-01-01", "--json")
    same("control", place, "--json")
    one = claims[0]["id"]
    both("decide", "accept", one, "--author", "ann")
    both("decide", "correct", one, "--set", "killed_low=3", "--author", "ann")
    same("decisions", "--json")
    same("claims", "--json")
    for asked in ("--type", claims[0]["type"]), ("--source", claims[0]["source"]), ("--since", "2014-12-01"):
        same("claims", *asked, "--json")
    same("changes", "--since", "2001-01-01", "--json")
    for what in (["control", "--at", "2017-02-24"], ["panel", "--from", "2017-02-20", "--to", "2017-02-24"]):
        on_file, on_server = both("export", *what)
        assert on_file.out == on_server.out
    both("export", "claims", "-o", "claims.csv")
    both("rebuild")
    same("claims", "--json")
    same("events", "--json")
    both("verify")
    both("seal", "-o", "kept.json")
    both("run", reports)
    both("decide", "redact", claims[0]["report"], "--author", "ben")
    assert same("claims", "--json") != claims
    both("verify")


def test_a_ledger_is_copied_to_a_server_and_back(marsad: Marsad, reports: Path, url: str):
    marsad("read", reports)
    marsad("seal")
    there = marsad("copy", "marsad.db", url, "--json")
    assert there.status == 0, there.err
    assert "marsad seal --key" in there.err
    assert "facts" in marsad("copy", url, "back.db").out
    assert marsad("copy", "back.db", "again.db", "--json").json == there.json
    assert marsad("claims", "--ledger", "back.db", "--json").out == marsad("claims", "--json").out
    full = marsad("copy", "marsad.db", url)
    assert full.status == 1
    assert full.err.startswith("marsad: postgresql://marsad@127.0.0.1:")
    assert "not empty" in full.err
