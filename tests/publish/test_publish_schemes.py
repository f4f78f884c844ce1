"""Events in ACLED's and PLOVER's words."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import geopandas
import pytest
from sample_record import ARMY, CLAIMS, FRONT, RIVER

from marsad.publish.plover_table import PLOVER_COLUMNS, flat
from marsad.publish.schemes import ACLED, ACLED_COLUMNS, PLOVER, acled_rows, plover_rows
from marsad.publish.writers import write_table
from marsad.records import Claim, Event
from marsad.records.vocabulary import EVENT_TYPES

DATA_MODEL = Path(__file__).resolve().parents[2] / "docs" / "data-model.md"


def told(kind: str, **fields: Any) -> Claim:
    given = {"actor1": RIVER, "actor2": FRONT, "country": "SY", "outlet": "The Morning Herald", "tolls": ()}
    open_tolls = {"killed_low": None, "killed_high": None, "wounded_low": None, "wounded_high": None}
    certain = {"polarity": "positive", "realis": "actual", "certainty": "certain"}
    return replace(CLAIMS[0], type=kind, **{**given, **open_tolls, **certain, **fields})


def event(kind: str, *claims: Claim, **fields: Any) -> tuple[Event, dict[str, Claim]]:
    named = {f"c{number}": claim for number, claim in enumerate(claims)}
    given = {"date_start": "2017-02-23", "date_end": "2017-02-23", "place": "Tell Nour", "place_id": "gn:1"}
    return Event(id="e1", type=kind, claims=tuple(named), lat=36.0, lon=37.0, **{**given, **fields}), named


def acled(kind: str, *claims: Claim, holder: str | None = None, **fields: Any) -> list[dict[str, Any]]:
    made, named = event(kind, *claims, **fields)
    governs = lambda actor, country: (actor, country) == (ARMY, "SY")  # noqa: E731
    kinds = {ARMY: "state_forces", RIVER: "militia", FRONT: "rebel", "civilians": "civilians"}
    kind_of = lambda actor: kinds.get(actor, "")  # noqa: E731
    return list(acled_rows([made], named, governs=governs, kind_of=kind_of, holder=lambda place, day: holder))


def test_a_row_has_every_column_and_loads(tmp_path: Path) -> None:
    rows = acled("armed_clash", told("armed_clash", killed_low=3), told("armed_clash", killed_low=5, killed_high=9))
    path = tmp_path / "events.parquet"
    assert write_table(ACLED_COLUMNS, rows, path) == 1
    row = geopandas.read_parquet(path).iloc[0]
    assert (row["event_type"], row["sub_event_type"]) == ("Battles", "Armed clash")
    assert (row["fatalities"], row["fatalities_high"]) == (3, 9)
    assert (row["event_date"], row["time_precision"], row["year"]) == (date(2017, 2, 23), 1, 2017)
    assert (row["geometry"].x, row["geometry"].y) == (37.0, 36.0)


def test_no_toll_is_not_a_toll_of_none() -> None:
    assert acled("shelling", told("shelling"))[0]["fatalities"] is None


@pytest.mark.parametrize(
    ("actor", "sub"), [(ARMY, "Government regains territory"), (RIVER, "Non-state actor overtakes territory")]
)
def test_who_takes_territory(actor: str, sub: str) -> None:
    assert acled("territory_taken", told("territory_taken", actor1=actor))[0]["sub_event_type"] == sub


@pytest.mark.parametrize(
    ("holder", "sub"), [(ARMY, "Non-violent transfer of territory"), (RIVER, "Other"), (None, "Other")]
)
def test_who_holds_what_one_left(holder: str | None, sub: str) -> None:
    assert acled("withdrawal", told("withdrawal"), holder=holder)[0]["sub_event_type"] == sub


@pytest.mark.parametrize(
    ("actor1", "actor2", "codes"),
    [
        (ARMY, FRONT, (1, 2, 12)),
        (FRONT, ARMY, (2, 1, 12)),
        (RIVER, "civilians", (3, 7, 37)),
        (ARMY, "", (1, 0, 10)),
        (ARMY, "a group that no pack knows", (1, None, None)),
    ],
)
def test_the_codes_of_who_met_whom(actor1: str, actor2: str, codes: tuple[int | None, ...]) -> None:
    (row,) = acled("armed_clash", told("armed_clash", actor1=actor1, actor2=actor2))
    assert (row["inter1"], row["inter2"], row["interaction"]) == codes
    assert row["civilian_targeting"] == ("Civilian targeting" if actor2 == "civilians" else None)


def test_those_who_act_together_stand_apart() -> None:
    (row,) = acled("shelling", told("shelling", actor1=f"{ARMY} + {RIVER}"))
    assert (row["actor1"], row["assoc_actor_1"], row["assoc_actor_2"]) == (ARMY, [RIVER], [])


@pytest.mark.parametrize(
    ("fields", "mode"),
    [
        ({"polarity": "negative"}, "negation"),
        ({"realis": "future"}, "future"),
        ({"realis": "hypothetical"}, "hypothetical"),
    ],
)
def test_what_nobody_says_happened_is_no_event(fields: dict[str, str], mode: str) -> None:
    """ACLED has no word for it, PLOVER has an auxiliary mode."""
    claim = told("shelling", **fields)
    assert acled("shelling", claim) == []
    made, named = event("shelling", claim)
    assert [row["auxiliary_modes"] for row in plover_rows([made], named)] == [[mode]]


@pytest.mark.parametrize(("last", "modes"), [("2017-01-10", []), ("2016-12-01", ["historical"]), (None, [])])
def test_what_was_long_over_is_history(last: str | None, modes: list[str]) -> None:
    claim = told("shelling", published_start="2017-01-20T10:00:00+00:00")
    made, named = event("shelling", claim, date_end=last)
    assert [row["auxiliary_modes"] for row in plover_rows([made], named)] == [modes]


def test_plover_as_a_table(tmp_path: Path) -> None:
    made, named = event("shelling", told("shelling", killed_low=3))
    path = tmp_path / "events.csv"
    assert write_table(PLOVER_COLUMNS, flat(plover_rows([made], named)), path) == 1
    row = next(csv.DictReader(path.open(encoding="utf-8-sig")))
    assert (row["event_type"], row["dead"], row["location_name"], row["actor"]) == ("ASSAULT", "3", "Tell Nour", RIVER)


@pytest.mark.parametrize(
    ("start", "end", "day", "precision"),
    [
        ("2017-02-20", "2017-02-24", date(2017, 2, 22), 2),
        ("2017-02-01", "2017-02-28", date(2017, 2, 14), 3),
        (None, "2017-02-28", date(2017, 2, 28), 3),
        (None, None, None, 3),
    ],
)
def test_the_day_of_an_event(start: str | None, end: str | None, day: date | None, precision: int) -> None:
    row = acled("shelling", told("shelling"), date_start=start, date_end=end)[0]
    assert (row["event_date"], row["time_precision"]) == (day, precision)


@pytest.mark.parametrize(
    ("kind", "fields", "coded"),
    [
        ("territory_taken", {}, ("ASSAULT", None)),
        ("territory_taken", {"actor2": ""}, ("COERCE", "seize")),
        ("air_strike", {}, ("ASSAULT", "aerial")),
        ("arrest", {}, ("COERCE", "arrest")),
    ],
)
def test_plover(kind: str, fields: dict[str, str], coded: tuple[str, str | None]) -> None:
    made, named = event(kind, told(kind, **fields))
    (row,) = plover_rows([made], named)
    assert (row["event_type"], row["event_mode"]) == coded
    assert row["actor"] == [RIVER]


def test_the_words_tell_drones_and_truces() -> None:
    for kind, quote, coded in (
        ("air_strike", "A drone hit it.", ("ASSAULT", "drone")),
        ("agreement", "The cease-fire held", ("RETREAT", "ceasefire")),
        ("agreement", "A deal was made", ("AGREE", None)),
    ):
        made, named = event(kind, told(kind, quote=quote, start=0, end=len(quote)))
        (row,) = plover_rows([made], named)
        assert (row["event_type"], row["event_mode"]) == coded


def test_the_correspondence_is_that_of_the_data_model() -> None:
    table = re.findall(r"^\| `(\w+)` \|[^|]*\| ([^|]*) \| ([^|]*) \|$", DATA_MODEL.read_text("utf-8"), re.MULTILINE)
    told = {kind: (acled, plover) for kind, acled, plover in table}
    for kind in EVENT_TYPES:
        sub = ACLED[kind][2] if kind in ACLED else "none"
        assert sub in told[kind][0], kind
        if kind in PLOVER:
            assert PLOVER[kind][0] in told[kind][1], kind
            assert PLOVER[kind][1] in told[kind][1], kind
