"""New reports change only the events that they touch, and give what a full rebuild gives."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.control import control_all
from marsad.events import TableParties
from marsad.ledger import Ledger
from marsad.pipeline.events import copies_in, events_of
from marsad.pipeline.updating import claims_by_id, touched_events
from marsad.records import Claim, Event, Interval, Report

VERSIONS = {"code": "test"}
SIDES = TableParties(camps={"Lake League": "lake", "Night Order": "night"}, speaks_for={"a spokesman": "Lake League"})
TOWNS = {"Sarnab": "gn:101", "the mill quarter": "gn:101/mill", "Harun": "gn:103", "Old Port": "lake:old-port",
         "Far Ford": "gn:107", "Reeds province": "region:XX:reeds", "": ""}  # fmt: skip
NUMBERS = {"gn:101": 101, "gn:101/mill": 101, "gn:103": 103, "gn:107": 107, "lake:old-port": 101}
"""Of the gazetteer: the Old Port is a quarter of Sarnab with an id of its own."""
RELATIONS = {"": "is", "gn:101": "is", "gn:103": "is", "gn:107": "is", "region:XX:reeds": "region"}
"""All towns lie in the Reeds."""
POINTS = {"gn:101": (10.0, 20.0), "gn:101/mill": (10.0, 20.0), "gn:103": (10.1, 20.1), "lake:old-port": (10.02, 20.0)}
"""All near each other."""


def report(number: int, rows: list[tuple[str, str, int, str, int]], copy_of: str | None) -> tuple[Report, list[Claim]]:
    day = f"2031-05-{min(row[2] for row in rows) + 1:02d}"
    text = f"Report {number} of that day. " * 4
    made = Report(
        digest=hashlib.sha256(text.encode()).hexdigest(), doc=f"r{number}", text=text, outlet=f"outlet {number % 3}",
        published=Interval.of_day(day), published_basis="user", copy_of=copy_of,
    )  # fmt: skip
    return made, [_claim(made, n, *row) for n, row in enumerate(rows)]


def _claim(of: Report, n: int, kind: str, town: str, day: int, actor: str, killed: int) -> Claim:
    when = f"2031-05-{day:02d}"
    return Claim.from_json(
        {
            "id": f"c{of.doc}-{n}", "doc": of.doc, "report": of.digest, "outlet": of.outlet, "start": n, "end": n + 10,
            "quote": of.text[n : n + 10], "type": kind, "polarity": "positive", "realis": "actual",
            "certainty": "certain", "actor1": actor, "source_kind": "outlet", "place_text": town, "place": town or None,
            "place_id": TOWNS[town], "geonameid": NUMBERS.get(TOWNS[town]),
            "place_relation": RELATIONS.get(TOWNS[town], "part_of"), "country": "XX", "admin1": "01",
            "date_start": when, "date_end": when, "published_start": of.published.start,
            "published_end": of.published.end, "killed_low": killed or None, "killed_high": killed or None,
            **dict(zip(("lat", "lon"), POINTS.get(TOWNS[town], ()), strict=False)),
            **({"from_place": "Sarnab", "to_place": town} if kind == "withdrawal" else {}),
        }
    )  # fmt: skip


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["shelling", "air_strike", "territory_taken", "withdrawal", "control"]),
        st.sampled_from(sorted(TOWNS)),
        st.integers(1, 25),
        st.sampled_from(["Lake League", "Night Order", ""]),
        st.sampled_from([0, 3, 5]),
    ),
    min_size=1,
    max_size=4,
)


def add(ledger: Ledger, some: list[tuple[Report, list[Claim]]], *, signature: bytes = b"") -> list[Claim]:
    ledger.add_reports([(one, one.text.encode(), "text/plain", signature or None) for one, _ in some])
    claims = [claim for _, of_one in some for claim in of_one]
    ledger.put_claims([one.digest for one, _ in some], claims, versions=VERSIONS)
    return claims


def update(ledger: Ledger, changed: list[Claim], former: list[Claim] | None = None) -> None:
    events, gone = touched_events(ledger, changed, former=former or [], parties=SIDES)
    ledger.put_events(events, versions=VERSIONS, gone=gone)


def rebuilt(ledger: Ledger) -> list[Event]:
    made = events_of(list(ledger.claims()), parties=SIDES, constraints=ledger.constraints(), copying=copies_in(ledger))
    return sorted(made, key=lambda event: event.id)


def stored(ledger: Ledger) -> list[Event]:
    return sorted(ledger.events(), key=lambda event: event.id)


@settings(max_examples=25, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=8), st.integers(1, 4), st.booleans(), st.randoms(use_true_random=False))
def test_any_order_and_any_portions_give_what_a_rebuild_gives(reports, portion, copied, rng):
    first = report(0, reports[0], None)
    copy_of = first[0].digest if copied else None
    made = [report(n, rows, copy_of if n % 3 == 2 else None) for n, rows in enumerate(reports) if n]
    rng.shuffle(made)
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder, "l.db")) as ledger:
        everything = [first, *made]
        for begin in range(0, len(everything), portion):
            update(ledger, add(ledger, everything[begin : begin + portion]))
        assert stored(ledger) == rebuilt(ledger)


@settings(max_examples=15, deadline=None)
@given(st.lists(ROWS, min_size=2, max_size=6), st.integers(0, 5))
def test_what_a_decision_changes_is_found_from_what_the_claim_said_before(reports, at):
    made = [report(n, rows, None) for n, rows in enumerate(reports)]
    claims = [claim for _, of_one in made for claim in of_one]
    one = claims[at % len(claims)]
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder, "l.db")) as ledger:
        update(ledger, add(ledger, made))
        ledger.decide("correct", [one.id], author="A", values={"place_id": "gn:103", "place": "Harun"})
        update(ledger, list(claims_by_id(ledger, [one.id]).values()), [one])
        assert stored(ledger) == rebuilt(ledger)
        before = list(claims_by_id(ledger, [one.id]).values())
        ledger.decide("reject", [one.id], author="A")
        update(ledger, [], before)
        assert stored(ledger) == rebuilt(ledger)


def test_only_events_nearby_are_written(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        update(ledger, add(ledger, [report(1, [("shelling", "Sarnab", 2, "", 3)], None)]))
        far = add(ledger, [report(2, [("shelling", "Harun", 20, "", 5)], None)])
        events, gone = touched_events(ledger, far, parties=SIDES)
        assert [event.claims for event in events] == [(far[0].id,)]
        assert not gone


def test_an_event_keeps_its_address_when_an_earlier_report_comes_late(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        update(ledger, add(ledger, [report(2, [("shelling", "Sarnab", 4, "Night Order", 3)], None)]))
        (old,) = stored(ledger)
        update(ledger, add(ledger, [report(1, [("shelling", "Sarnab", 4, "Night Order", 3)], None)]))
        assert ledger.event(old.id).claims[0] == min(claim.id for claim in ledger.claims())


@settings(max_examples=15, deadline=None)
@given(st.lists(ROWS, min_size=2, max_size=6), st.integers(1, 5), st.integers(0, 20))
def test_nothing_recorded_later_leaks_into_what_was_recorded(reports, cut, at):
    """Control as recorded at a time is what it was then, whatever reports and decisions came in since."""
    made = [report(n, rows, None) for n, rows in enumerate(reports)]
    cut = min(cut, len(made) - 1)
    hour = count(1)
    days = ("2031-05-10", "2031-06-01")
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder, "l.db"), clock=lambda: datetime(2031, 6, 1, tzinfo=UTC) + timedelta(hours=next(hour)))
        as ledger,
    ):  # fmt: skip
        claims = add(ledger, made[:cut])
        then = [control_all(list(ledger.claims()), day, parties=SIDES) for day in days]
        moment = (datetime(2031, 6, 1, tzinfo=UTC) + timedelta(hours=next(hour))).isoformat()
        add(ledger, made[cut:])
        ledger.decide("reject", [claims[at % len(claims)].id], author="A")
        known = list(ledger.claims(as_recorded_at=moment))
        assert [control_all(known, day, parties=SIDES) for day in days] == then
