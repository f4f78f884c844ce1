"""The disagreements of events as rows of the ledger, so that a page of them needs no claims: made after the events."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.ledger import Disputed, Ledger
from marsad.pipeline.updating import claims_by_id
from marsad.publish.disagreement_rows import disagreement_rows, urgency
from marsad.records import Event

BATCH = 500
"""Events whose rows are put together."""


def update_disagreements(ledger: Ledger) -> int:
    """Makes the rows of events that have none yet; returns how many events they were."""
    done = 0
    while some := ledger.undisputed_events(most=BATCH):
        with ledger.deriving():
            some = ledger.undisputed_events(most=BATCH)  # as they are now that nobody else derives
            ledger.put_disagreements([event.id for event in some], _rows(ledger, some))
        done += len(some)
    return done


def _rows(ledger: Ledger, events: Sequence[Event]) -> list[Disputed]:
    named = {claim for event in events for it in event.disagreements for side in it.sides for claim in side.claims}
    claims = list(claims_by_id(ledger, named).values())
    of = {claim.id: claim for claim in claims}
    found = []
    for event in events:
        own = [of[it] for d in event.disagreements for side in d.sides for it in side.claims if it in of]
        for row in disagreement_rows(own, [event], ()):
            origins, rank, place, note = urgency(row)
            found.append(
                Disputed(
                    id=row["id"], event=event.id, urgency=origins, rank=rank, place=place, place_id=row["place_id"],
                    question=row["question"], note=note, date_start=row["date_start"], date_end=row["date_end"],
                    row=row,
                )
            )  # fmt: skip
    return found
