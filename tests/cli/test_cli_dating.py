"""A report that tells no date, dated afterwards by a decision."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import Marsad

UNDATED = "Inland Bulletin\nHouses burned\n\nGunmen burned a school in Gao on Tuesday, residents said.\n"
DATED = "Inland Bulletin\n14 April 2021\n\nGunmen burned a school in Kidal on Tuesday, residents said.\n"


@pytest.fixture
def undated(marsad: Marsad, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The digest of the report."""
    monkeypatch.setenv("MARSAD_AUTHOR", "heron")
    for name, text in (("undated.txt", UNDATED), ("dated.txt", DATED)):
        (tmp_path / name).write_text(text)
    read = marsad("read", "undated.txt", "dated.txt")
    digest = digest_of(marsad, "undated.txt")
    assert f"marsad decide date report:{digest} --published DATE" in read.err
    return digest


def digest_of(marsad: Marsad, doc: str) -> str:
    return next(row["digest"] for row in marsad("reports", "--json").json if row["doc"] == doc)


def days(marsad: Marsad) -> list[str | None]:
    return [claim["date_start"] for claim in marsad("claims", "--doc", "undated.txt", "--json").json]


def test_a_day_given_later_dates_the_claims_and_outlives_a_rebuild(marsad: Marsad, undated: str) -> None:
    ids = [claim["id"] for claim in marsad("claims", "--doc", "undated.txt", "--json").json]
    assert ids
    assert set(days(marsad)) == {None}
    assert marsad("decide", "date", f"report:{undated}", "--published", "2021-04-15").status == 0
    assert set(days(marsad)) == {"2021-04-13"}
    assert [claim["id"] for claim in marsad("claims", "--doc", "undated.txt", "--json").json] == ids
    row = next(row for row in marsad("reports", "--json").json if row["doc"] == "undated.txt")
    assert row["published_basis"] == "user"
    marsad("rebuild")
    assert set(days(marsad)) == {"2021-04-13"}
    assert marsad("verify").status == 0


def test_the_last_day_holds_and_an_undo_takes_it_back(marsad: Marsad, undated: str) -> None:
    made = [
        marsad("decide", "date", f"report:{undated}", "--published", day, "--json").json["id"]
        for day in ("2021-04-15", "2021-04-22")
    ]
    assert set(days(marsad)) == {"2021-04-20"}
    marsad("decide", "undo", made[1])
    assert set(days(marsad)) == {"2021-04-13"}
    marsad("decide", "undo", made[0])
    assert set(days(marsad)) == {None}


def test_what_a_report_prints_is_not_overruled(marsad: Marsad, undated: str) -> None:
    refused = marsad("decide", "date", f"report:{digest_of(marsad, 'dated.txt')}", "--published", "2021-05-01")
    assert refused.status == 1
    assert "has a date" in refused.err
    assert marsad("decisions", "--json").json == []
    assert marsad("decide", "date", "report:none", "--published", "2021-05-01").status == 1
    assert marsad("decide", "date", f"report:{undated}", "--published", "soon").status == 2
