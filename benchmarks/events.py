"""Matching events among many claims: `python benchmarks/events.py [CLAIMS ...]` (default 10000 100000 1000000).

A generator makes a long war: every day some 90 events at 400 places (a few big towns have most of them), each told by
one to six reports that disagree a little on the day, the toll and the actor, a tenth without a place. More claims mean
more years at the same pace, as in a ledger that grows. Prints, for each number, seconds of the processor, B-cubed
precision and recall against what the generator meant, and the peak of memory.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from marsad.events import match_events
from marsad.records import Claim

EVENTS_A_DAY = 90
PLACES = 400
BEGIN = date(2011, 3, 15)
TYPES = ("air_strike", "shelling", "armed_clash", "territory_taken", "explosion", "suicide_bombing", "withdrawal",
         "offensive", "abduction", "attack_on_civilians")  # fmt: skip
ACTORS = ("Blue Army", "Red Front", "Hill Brigades", "River Guard", "Northern Legion")
WORDS = ("market", "school", "convoy", "bridge", "mill", "checkpoint", "bakery", "hospital", "depot", "road", "dawn",
         "square", "mosque", "tower", "farm", "crossing", "station", "night", "morning", "evening", "smoke",
         "fighters", "soldiers", "children", "families", "witnesses", "rubble", "vehicles", "mortar")  # fmt: skip


def claims_of_war(number: int, *, seed: int = 1) -> Iterator[tuple[str, Claim]]:
    """(the event meant, a claim), `number` of them, day by day."""
    draw = random.Random(seed)  # noqa: S311
    weights = [1 / (rank + 5) for rank in range(PLACES)]
    made = happened = 0
    while made < number:
        day = BEGIN + timedelta(days=happened // EVENTS_A_DAY)
        place = draw.choices(range(PLACES), weights)[0]
        kind, killed = draw.choice(TYPES), draw.choice((0, 0, 1, 2, 3, 5, 8, 13, 21))
        actor1, actor2 = draw.sample(ACTORS, 2)
        words = draw.sample(WORDS, 5)
        for _ in range(min(draw.choice((1, 1, 1, 2, 3, 6)), number - made)):
            yield f"event {happened}", _told(made, day, place, kind, killed, actor1, actor2, words, draw)
            made += 1
        happened += 1


def _told(  # noqa: PLR0917 - what happened, in the generator's own order
    n: int, day: date, place: int, kind: str, killed: int, actor1: str, actor2: str, words: list[str],
    draw: random.Random,
) -> Claim:  # fmt: skip
    said = day + timedelta(days=draw.choice((0, 0, 0, 0, 1)))
    printed = (said + timedelta(days=draw.choice((0, 1, 1, 2)))).isoformat()
    toll = killed + draw.choice((0, 0, 0, 1))
    named = draw.random() > 0.1
    told = f"{kind.replace('_', ' ')} in Town{place} near the {' '.join(draw.sample(words, 3))}, {toll} dead"
    return Claim.from_json(
        {
            "id": f"c{n:07d}", "doc": f"report {n // 5}", "report": f"report {n // 5}", "outlet": f"outlet {n % 50}",
            "quote": told, "start": n % 5 * 200, "end": n % 5 * 200 + len(told), "type": kind,
            "polarity": "positive", "realis": "actual", "certainty": "certain", "source_kind": "outlet",
            "origin": f"outlet {n % 50}", "actor1": actor1 if draw.random() > 0.2 else "", "actor2": actor2,
            "killed_low": toll, "killed_high": toll,
            "place_text": f"Town{place}" if named else "", "place": f"Town{place}" if named else None,
            "place_id": f"gn:{place + 1}" if named else "", "place_relation": "is",
            "date_start": said.isoformat(), "date_end": said.isoformat(),
            "published_start": printed, "published_end": printed,
        }
    )  # fmt: skip


def b_cubed(meant: Sequence[str], found: Sequence[str]) -> tuple[float, float]:
    """Precision and recall."""
    ours, theirs, both = Counter(found), Counter(meant), Counter(zip(meant, found, strict=True))
    shared = [both[pair] for pair in zip(meant, found, strict=True)]
    return tuple(
        sum(n / whole[key] for n, key in zip(shared, keys, strict=True)) / len(shared)
        for whole, keys in ((ours, found), (theirs, meant))
    )  # type: ignore[return-value]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    for number in parser.parse_args().claims:
        meant, claims = zip(*claims_of_war(number), strict=True)
        began = time.process_time()
        events = match_events(claims)
        seconds = time.process_time() - began
        index = {claim: event.id for event in events for claim in event.claims}
        precision, recall = b_cubed(meant, [index[claim.id] for claim in claims])
        figures = {
            "claims": number,
            "events": len(events),
            "seconds": round(seconds, 1),
            "microseconds_a_claim": round(seconds / number * 1e6),
            "b_cubed_precision": round(precision, 3),
            "b_cubed_recall": round(recall, 3),
            "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
        print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
