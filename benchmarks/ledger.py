"""How fast the ledger takes and gives: `python benchmarks/ledger.py [CLAIMS] [sqlite | postgresql | URL]`.

Made-up reports of 20 claims each; 100,000 claims if not told otherwise (a million takes some minutes and 3 GB of disk).
`postgresql`: a server of its own, as the tests start one, but with the server's own settings for safety.
"""

from __future__ import annotations

import hashlib
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path

from marsad.ledger import ClaimFilter, EventFilter, Ledger
from marsad.ledger.dialect import continue_numbers
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


@contextmanager
def place(kind: str) -> Iterator[str]:
    """The address of a ledger that is not there yet."""
    if kind == "postgresql":
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
        import databases  # noqa: PLC0415 - of the tests

        databases.SETTINGS.update(fsync="on", full_page_writes="on", shared_buffers="512MB")
        databases.server().execute("CREATE DATABASE bench TEMPLATE template0")
        yield databases.server().url("bench")
    elif kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / "bench.db")
    else:
        yield kind


def size_of(ledger: Ledger) -> int:
    """Bytes on the disk."""
    with ledger._reading() as connection:
        if connection.dialect.name == "postgresql":
            return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return int(pages * connection.exec_driver_sql("PRAGMA page_size").scalar_one())


def page_by_page(ledger: Ledger, where: ClaimFilter) -> Callable[[], int]:
    """Page after page of 100, one a call: what a reader who goes on waits for."""
    cursor: list[str | None] = [None]

    def one() -> int:
        page = ledger.claims_page(where, limit=100, after=cursor[0])
        cursor[0] = page.next
        return len(page.claims)

    return one


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    kind = sys.argv[2] if len(sys.argv) > 2 else "sqlite"
    with place(kind) as address, Ledger.open(address) as ledger:
        fill(ledger, number)
        with ledger._writing() as connection:
            continue_numbers(connection)  # PostgreSQL counts its rows, as it does by itself within a minute
        size = size_of(ledger)
        print(f"{number:,} claims: {size / 2**20:,.0f} MiB, {size / number:,.0f} bytes a claim")
        for label, where in {
            "all": ClaimFilter(),
            "a type": ClaimFilter(type="control"),
            "a status": ClaimFilter(status="asserted"),
            "a status that no claim has": ClaimFilter(status="denied"),
            "a source": ClaimFilter(source="Source 7"),
            "an actor, alone or joined": ClaimFilter(actor="Group 3"),
            "a type and an actor": ClaimFilter(type="control", actor="Group 3"),
            "a place": ClaimFilter(place_id="gn:7"),
            "until a date": ClaimFilter(until="2012-01-01"),
        }.items():
            timed(f"page of 100, {label}", page_by_page(ledger, where), repeat=20)
        for words in ("witness", "moved", '"group 17"', "witness 4711", "nowhere"):
            timed(f"search {words}", lambda words=words: len(ledger.search(words, limit=50).claims), repeat=20)  # type: ignore[misc]
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
