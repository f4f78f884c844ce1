"""Disagreements with their place and days, in the order in which a reader should see them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from marsad.publish.contract import DisagreementRow, SideRow
from marsad.records import Claim, Disagreement, Event, name_of_place

QUESTION_ORDER = (
    "control", "extent", "occurrence", "perpetrator", "toll", "opponent", "manner", "destination", "part", "time",
    "place",
)  # fmt: skip
"""Which disagreements a reader should see first, when as many origins take part: who holds a place before details."""


def disagreement_rows(
    claims: Sequence[Claim], events: Sequence[Event], between: Sequence[Disagreement]
) -> list[DisagreementRow]:
    """Every disagreement once, those with the most independent origins first."""
    by_id = {claim.id: claim for claim in claims}
    found = [("", dispute) for dispute in between] + [(e.id, dispute) for e in events for dispute in e.disagreements]
    rows: dict[str, DisagreementRow] = {}
    for event, dispute in found:
        name = disagreement_id(dispute)
        if name in rows:
            continue
        told = [by_id[claim] for side in dispute.sides for claim in side.claims if claim in by_id]
        place = next((claim for claim in told if claim.place_id and claim.place_relation == "is"), None)
        place = place or next((claim for claim in told if claim.place_id), None)
        rows[name] = DisagreementRow(
            id=name,
            question=dispute.question,
            note=dispute.note,
            sides=[SideRow(value=s.value, origins=list(s.origins), claims=list(s.claims)) for s in dispute.sides],
            event=event,
            place_id=place.place_id if place else "",
            place=name_of_place(place) if place else "",
            date_start=min((c.date_start for c in told if c.date_start), default=None),
            date_end=max((c.date_end for c in told if c.date_end), default=None),
        )
    return sorted(rows.values(), key=urgency)


def disagreement_id(dispute: Disagreement) -> str:
    """Made from the question and the claims (else the note): the same in every file and answer, through rebuilds."""
    claims = {claim for side in dispute.sides for claim in side.claims} or {dispute.note}
    words = "\x1f".join((dispute.question, *sorted(claims)))
    return f"q{hashlib.sha256(words.encode()).hexdigest()[:15]}"


def urgency(row: DisagreementRow) -> tuple[int, int, str, str]:
    """What a reader should see first comes first: less its origins, the question's rank, the place, the note."""
    origins = {origin for side in row["sides"] for origin in side["origins"]}
    known = row["question"] in QUESTION_ORDER
    rank = QUESTION_ORDER.index(row["question"]) if known else len(QUESTION_ORDER)
    return -len(origins), rank, row["place"], row["note"]
