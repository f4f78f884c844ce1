"""How fast the ledger takes and gives: `python benchmarks/ledger.py [CLAIMS]` (made-up reports, 20 claims each)."""

from __future__ import annotations

import hashlib
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

from marsad.ledger import ClaimFilter, EventFilter, Ledger
from marsad.records import CLAIM_TYPES, Claim, Event, Interval, Report, claim_id

PER_REPORT = 20
REPORTS_A_BATCH = 100
PLACES = 5_000
SENTENCE = "Witness {n} in place {place} said forces of group {actor} had moved through the town that morning. "
VERSIONS = {"code": "benchmark"}


def reports(number: int) -> Iterator[tuple[Report, list[Claim]]]:
    ids = count()
    for at in range(number):
        sentences = [SENTENCE.format(n=n, place=n % PLACES, actor=n % 40) for n in islice(ids, PER_REPORT)]
        text = "".join(sentences)
        digest = hashlib.sha256(text.encode()).hexdigest()
        day = f"20{10 + at % 10}-{1 + at % 12:02}-{1 + at % 28:02}"
        published = Interval.of_day(day)
        report = Report(digest=digest, doc=f"d{at}", text=text, published=published, published_basis="user")
        yield report, list(claims(report, sentences, at, day))


def claims(report: Report, sentences: list[str], at: int, day: str) -> Iterator[Claim]:
    start = 0
    for n, sentence in enumerate(sentences, start=at * PER_REPORT):
        place, actor, source = f"gn:{n % PLACES}", f"Group {n % 40}", f"Source {n % 500}"
        kind = CLAIM_TYPES[n % len(CLAIM_TYPES)]
        end = start + len(sentence)
        name = claim_id(
            report=report.digest, start=start, end=end, claim_type=kind, source=source, actor1=actor, place_id=place
        )
        yield Claim(
            doc=report.doc, id=name, quote=sentence, start=start, end=end, type=kind, report=report.digest,
            actor1=actor, actor2=f"Group {n % 7} + Group {n % 11}", source=source, origin=source, outlet="Outlet",
            place_id=place, place=f"Place {n % PLACES}", geonameid=n % PLACES, lat=36.1, lon=37.2, country="SY",
            date_start=day, date_end=day, date_text="that morning", published_start=day, published_end=day,
            actor1_text=actor, made_by="core/move", confidence=0.8,
        )  # fmt: skip
        start = end


def timed(label: str, work: Callable[[], object], *, repeat: int = 1, per: int = 0) -> None:
    took = []
    for _ in range(repeat):
        begin = time.perf_counter()
        result = work()
        took.append(time.perf_counter() - begin)
    worst = sorted(took)[min(len(took) - 1, int(0.95 * len(took)))]
    rate = f", {per / took[0]:,.0f}/s" if per else ""
    print(f"{label}: median {1000 * statistics.median(took):,.1f} ms, p95 {1000 * worst:,.1f} ms{rate} -> {result}")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        with Ledger.open(path) as ledger:
            fill(ledger, number)
            size = path.stat().st_size
            print(f"{number:,} claims: {size / 2**20:,.0f} MiB, {size / number:,.0f} bytes a claim")
            for label, where in {
                "place": ClaimFilter(place_id="gn:7"),
                "place by name, types, dates": ClaimFilter(
                    place="place 7", type=("control", "besieged"), since="2012-01-01", until="2015-01-01"
                ),
                "report": ClaimFilter(report=ledger.unread({})[0]),
                "event": ClaimFilter(event="e7"),
                "joint actor and place": ClaimFilter(actor="Group 3", place_id="gn:7"),
            }.items():
                timed(label, lambda where=where: sum(1 for _ in ledger.claims(where)), repeat=20)  # type: ignore[misc]
            known = ClaimFilter(place_id="gn:7")
            timed("place, as known", lambda: sum(1 for _ in ledger.claims(known, as_known_at="2015-01-01")), repeat=20)
            timed("events of a place", lambda: sum(1 for _ in ledger.events(EventFilter(place_id="gn:7"))), repeat=20)
            one = next(ledger.claims()).id
            timed("decide", lambda: ledger.decide("accept", [one], author="bench").action, repeat=5)
            timed("first 100 claims", lambda: sum(1 for _ in islice(ledger.claims(), 100)), repeat=20)
            timed("all claims", lambda: sum(1 for _ in ledger.claims()), per=number)
            timed("verify", lambda: ledger.verify().ok, per=number // PER_REPORT)
            timed("all claims, staged and swapped", lambda: rebuild(ledger, number), per=number)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


def fill(ledger: Ledger, number: int) -> None:
    made = reports(number // PER_REPORT)
    spent = {"reports": 0.0, "claims": 0.0, "events": 0.0}
    while batch := list(islice(made, REPORTS_A_BATCH)):
        intake = [(report, report.text.encode(), "text/plain", b"x" * 512) for report, _ in batch]
        begin = time.perf_counter()
        ledger.add_reports(intake)
        added = time.perf_counter()
        ledger.put_claims(
            [report.digest for report, _ in batch], [c for _, some in batch for c in some], versions=VERSIONS
        )
        put = time.perf_counter()
        spent["reports"] += added - begin
        spent["claims"] += put - added
    for label in ("reports", "claims"):
        print(f"add {label}: {spent[label]:.1f} s, {1e6 * spent[label] / number:.1f} microseconds a claim")
    begin = time.perf_counter()
    ledger.put_events(events(ledger), versions=VERSIONS, whole=True)
    print(f"put events: {time.perf_counter() - begin:.1f} s")


def events(ledger: Ledger) -> Iterator[Event]:
    for at, claim in enumerate(ledger.claims()):
        yield Event(
            id=f"e{at}", type=claim.type, place=claim.place, place_id=claim.place_id, date_start=claim.date_start,
            date_end=claim.date_end, actors=(claim.actor1,), claims=(claim.id,),
        )  # fmt: skip


def rebuild(ledger: Ledger, number: int) -> str:
    with ledger.rebuild({"code": "anew"}) as staged:
        made = reports(number // PER_REPORT)
        while batch := list(islice(made, REPORTS_A_BATCH)):
            staged.stage([report.digest for report, _ in batch], [c for _, some in batch for c in some])
        staged.put_events(events(ledger))
    return "swapped"


if __name__ == "__main__":
    main()
