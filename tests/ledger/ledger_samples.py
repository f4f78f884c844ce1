"""Made-up reports, claims and events."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from marsad.ledger import Intake
from marsad.records import Claim, Event, Interval, Report, claim_id

VERSIONS = {"code": "1", "packs": {"core": "1"}}


def make_report(number: int = 0, *, text: str = "", day: str | None = "2016-09-08") -> Report:
    text = (
        text or f"Report {number}. Two groups fought near the mill. A witness said they left at dusk. Nobody was hurt."
    )
    return Report(
        digest=hashlib.sha256(text.encode()).hexdigest(),
        doc=f"report-{number}",
        text=text,
        published=Interval.of_day(day) if day else Interval(),
        published_basis="user" if day else "none",
        captions=((0, 3),),
    )


def intake(report: Report) -> Intake:
    return report, report.text.encode(), "text/plain", report.digest[:8].encode()


def make_claim(report: Report, start: int = 10, end: int = 40, **fields: object) -> Claim:
    """A claim on characters `start` to `end`; its id follows from its fields."""
    given = {"type": "armed_clash", "source": "A witness", "actor1": "North + South", "place_id": "gn:1", **fields}
    name = claim_id(
        report=report.digest,
        start=start,
        end=end,
        claim_type=str(given["type"]),
        source=str(given["source"]),
        actor1=str(given["actor1"]),
        place_id=str(given["place_id"]),
    )
    row = {
        "doc": report.doc,
        "id": name,
        "quote": report.text[start:end],
        "start": start,
        "end": end,
        "report": report.digest,
        "place": "Millbridge",
        "published_end": report.published.end,
        "date_start": "2016-09-07",
        "date_end": "2016-09-08",
        **given,
    }
    return Claim(**row)  # type: ignore[arg-type]


def make_event(*claims: Claim, name: str = "") -> Event:
    first = claims[0]
    return Event(
        id=name or "e" + hashlib.sha256(first.id.encode()).hexdigest()[:15],
        type=first.type,
        place=first.place,
        place_id=first.place_id,
        date_start=first.date_start,
        date_end=first.date_end,
        actors=(first.actor1,),
        claims=tuple(claim.id for claim in claims),
    )


@dataclass
class Hands:
    """A clock whose hands the test moves; each look at it is a second later."""

    now: datetime = datetime(2020, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now
