"""Tables of incidents and holders: what the heads of the columns say of the cells."""

from __future__ import annotations

import pytest

from marsad.claims.tables import read_tables

INCIDENTS = """The team recorded these incidents in Kherson oblast.

| No. | Date | Location | District | What happened | Civilians killed | Injured |
|---|---|---|---|---|---|---|
| 1 | 29 May 2023 | Bilozerka | Kherson | Russian artillery hit a shop. Two houses were destroyed. | 2 | 5 |
| 2 | 30 May 2023 | Stanislav | Kherson | Landmine explosion | 3+ | - |
| 3 | 31 May 2023 | Oleshky | Kherson | No incident | | |
"""
HOLDERS = """We asked in three villages of Chad.

| Village | Controlled by |
| Kiskawa | Chadian army |
| Ngouboua | Boko Haram |
| Kaiga | nobody |
"""


def test_cells_say_where_when_and_how_many(claims_of) -> None:
    claims = {claim.type: claim.to_json() for claim in claims_of(INCIDENTS, published="2023-06-05")}
    told = ("place_text", "date_start", "killed_low", "killed_high", "wounded_low")
    assert {kind: tuple(claim[name] for name in told) for kind, claim in claims.items()} == {
        "shelling": ("Bilozerka", "2023-05-29", 2, 2, 5),
        "destruction": ("Bilozerka", "2023-05-29", None, None, None),  # a row's victims are told once
        "explosion": ("Stanislav", "2023-05-30", 3, None, None),
    }


def test_a_column_says_who_holds_each_place(claims_of) -> None:
    claims = [claim.to_json() for claim in claims_of(HOLDERS, published="2021-03-10")]
    assert [(c["type"], c["place_text"], c["actor1"]) for c in claims] == [
        ("control", "Kiskawa", "Chadian government forces"),
        ("control", "Ngouboua", "Boko Haram"),
    ]


@pytest.mark.parametrize("heads", ["| Village | Incident |", "| Item | Price |", "| Killed | Injured |"])
def test_heads_that_do_not_say_it_leave_the_rows_alone(heads: str, lexicon) -> None:
    assert read_tables(f"{heads}\n| Bol | A mine exploded |", lexicon.language).rows == ()


def test_a_table_without_rows_and_a_line_of_bars_are_read(claims_of) -> None:
    assert claims_of("| Date | Village | Killed |") == []
    assert claims_of("| | |\n| | |\n||||") == []


def test_a_line_that_opens_with_a_place_tells_of_it(claims_of) -> None:
    text = (
        "Situation report, 1 to 15 September 2020\n\n"
        "Gao: under insurgent control since 12 August.\n"
        "Menaka: contested. Helicopters struck insurgent positions on 9 September.\n"
        "Ansongo: held by government forces, cut off by road from the south.\n"
    )
    claims = [claim.to_json() for claim in claims_of(text, published="2020-09-16")]
    assert [(c["type"], c["place_text"], c["source"]) for c in claims] == [
        ("control", "Gao", ""),
        ("contested", "Menaka", ""),
        ("air_strike", "Menaka", ""),
        ("control", "Ansongo", ""),
    ]


def test_speakers_before_a_colon_are_no_places(claims_of) -> None:
    text = "Spokesman: rebels took Gao on Monday.\nObserver: rebels did not take Gao.\nRebels hold Menaka."
    assert {claim.to_json()["place_text"] for claim in claims_of(text)} <= {"Gao", "Menaka"}
