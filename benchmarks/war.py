"""A made-up war, as large as asked for: reports with claims that hang together, for benchmarks. The same for ever.

Every place has a few sides and changes hands some times; reports tell of places around each other, most of fighting and
some of who holds what, in chronological order. Nothing of it is real.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice

from marsad.ledger import Ledger
from marsad.records import Claim, Interval, Report, claim_id

PER_REPORT = 10
"""Claims of a report: agency articles of the gold have some nine."""
FIRST_DAY, DAYS = date(2011, 1, 1), 3650
SIDES = ("Northern Army", "Southern Front", "Eastern Union", "Western Guard", "River Brigade", "Highland Command")
SOURCES = 400
REPORTS_A_BATCH = 200
VERSIONS = {"code": "benchmark"}

SENTENCES = {
    "control": "{a} was in control of {p}, {s} said on that day.",
    "territory_taken": "{a} captured {p} from {b} after a week of fighting, according to {s}.",
    "besieged": "{p} remained besieged by {b}, {s} told reporters.",
    "contested": "{a} and {b} were still fighting over {p}, {s} reported.",
    "withdrawal": "{b} withdrew from {p} during the night, {s} said.",
    "armed_clash": "Clashes between {a} and {b} broke out near the mill of {p}, {s} said, and lasted for hours.",
    "shelling": "Artillery of {b} hit the market of {p} and killed {n} people, {s} said.",
    "air_strike": "Warplanes struck a bakery in {p}, killing {n} people, {s} reported.",
    "explosion": "A car bomb wounded {n} people in {p}, according to {s}.",
    "displacement": "Hundreds of families fled {p} for the hills, {s} said.",
    "movement": "A convoy of {b} was seen on its way to {p}, {s} told us.",
}
WEIGHTS = dict(zip(SENTENCES, (8, 4, 3, 4, 2, 25, 22, 14, 8, 5, 5), strict=True))
BEGINNINGS = ("Tar", "Bel", "Kor", "Mal", "Zed", "Fur", "Hal", "Nim", "Ros", "Gav", "Lum", "Der", "Vik", "Pol", "Sar")
MIDDLES = ("a", "o", "ena", "imu", "ura", "obi", "eli", "ast", "ond", "irk", "umb", "eth")
ENDS = ("bul", "dan", "gora", "hill", "kent", "lan", "mir", "nova", "pol", "rud", "sar", "tal", "vik", "wan", "zor",
        "dem", "fal", "gul", "hod", "jar", "kul", "lod", "mun", "nar", "pur", "qar", "rim", "sun")  # fmt: skip


def name_of(place: int) -> str:
    """5,040 names."""
    first, rest = divmod(place, len(MIDDLES) * len(ENDS))
    middle, end = divmod(rest, len(ENDS))
    return BEGINNINGS[first % len(BEGINNINGS)] + MIDDLES[middle] + ENDS[end]


def place_id(place: int) -> str:
    return f"gn:{90_000_000 + place}"


@cache
def _sides(place: int) -> tuple[tuple[int, str, str], ...]:
    """(from which day on, who holds the place, who is against them), in order."""
    chance = random.Random(place)  # noqa: S311 - no secrets
    some = chance.sample(SIDES, 3)
    turns = sorted({0, *(chance.randrange(DAYS) for _ in range(chance.randrange(6)))})
    out = []
    for number, day in enumerate(turns):
        out.append((day, some[number % 3], some[(number + 1) % 3]))
    return tuple(out)


def reports(start: int, *, places: int, total: int, skew: float = 0.0) -> Iterator[tuple[Report, list[Claim]]]:
    """Reports from number `start` on, without end; `total` of them fill DAYS days, later ones tell of the last days.

    skew: 0: every place is told of alike; 1: the n-th place 1/n times as often as the first.
    """
    shares = [1 / (n + 1) ** skew for n in range(places)]
    number = start
    while True:
        chance = random.Random(f"report {number}")  # noqa: S311 - no secrets
        day = min(number * DAYS // max(total, 1), DAYS - 1)
        first = chance.choices(range(places), shares)[0] if skew else chance.randrange(places)
        yield _report(number, day, [(first + n) % places for n in range(3)], chance)
        number += 1


def _report(number: int, day: int, near: list[int], chance: random.Random) -> tuple[Report, list[Claim]]:
    told = FIRST_DAY + timedelta(days=day)
    published = (told + timedelta(days=1)).isoformat()
    outlet = f"Outlet {number % 60}"
    rows = []
    text = f"Dispatch {number}. "
    for kind in chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=PER_REPORT):
        place = near[min(chance.randrange(6), 2)]
        _, holder, other = [turn for turn in _sides(place) if turn[0] <= day][-1]
        source = f"Source {min(chance.randrange(SOURCES), chance.randrange(SOURCES))}"
        dead = chance.randrange(1, 30)
        quote = SENTENCES[kind].format(a=holder, b=other, p=name_of(place), s=source, n=dead)
        rows.append((kind, place, holder, other, source, dead, quote, len(text)))
        text += quote + " "
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = Report(
        digest=digest, doc=f"dispatch-{number}", text=text, title=f"Dispatch {number}", outlet=outlet,
        published=Interval.of_day(published), published_basis="user",
    )  # fmt: skip
    claims = {}
    for kind, place, holder, other, source, dead, quote, start in rows:
        actor1, actor2 = (
            (other, holder) if kind in ("besieged", "withdrawal", "shelling", "movement") else (holder, other)
        )
        name = claim_id(
            report=digest, start=start, end=start + len(quote), claim_type=kind, source=source, actor1=actor1,
            place_id=place_id(place),
        )  # fmt: skip
        claims[name] = Claim(
            doc=report.doc, id=name, quote=quote, start=start, end=start + len(quote), type=kind, report=digest,
            actor1=actor1, actor2=actor2, actor1_text=actor1, actor2_text=actor2, source=source, origin=source,
            source_kind="monitor", outlet=outlet, place_id=place_id(place), place=name_of(place),
            place_text=name_of(place), geonameid=90_000_000 + place, lat=round(30 + place % 71 / 10, 4),
            lon=round(35 + place // 71 / 10, 4), country="XX", admin1=f"Province {place % 14}",
            date_start=told.isoformat(), date_end=told.isoformat(), date_text="on that day", time_precision=1,
            killed_low=dead if kind in ("shelling", "air_strike") else None,
            killed_high=dead if kind in ("shelling", "air_strike") else None,
            wounded_low=dead if kind == "explosion" else None, wounded_high=dead if kind == "explosion" else None,
            published_start=published, published_end=published, made_by="benchmark", confidence=0.8,
        )  # fmt: skip
    return report, list(claims.values())


def put(ledger: Ledger, batch: list[tuple[Report, list[Claim]]]) -> None:
    """Reports and their claims into the ledger; both are on the disk when this returns."""
    ledger.add_reports([(report, report.text.encode(), "text/plain", None) for report, _ in batch])
    ledger.put_claims([report.digest for report, _ in batch], [c for _, some in batch for c in some], versions=VERSIONS)


def fill(ledger: Ledger, *, claims: int, places: int, skew: float = 0.0) -> int:
    """Puts about so many claims; returns the number of reports."""
    total = claims // PER_REPORT
    made = islice(reports(0, places=places, total=total, skew=skew), total)
    while batch := list(islice(made, REPORTS_A_BATCH)):
        put(ledger, batch)
    return total
