"""The answer to "who held it", for people: the headline, what it rests on, and what it does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.cli.output import say
from marsad.cli.tables import cell, show, table

if TYPE_CHECKING:
    from marsad.pipeline.observatory import Observatory
    from marsad.records import Control


def print_control(observatory: Observatory, answer: Control) -> None:
    known = f", as known at {answer.as_known_at}" if answer.as_known_at else ""
    say(f"{answer.place} at {answer.at}{known}: {headline(answer)}")
    for share in answer.shares:
        extent = "a part" if share.extent is None else f"{share.extent:.0%}"
        say(f"  {share.controller}: {extent}{f', {share.part}' if share.part else ''}")
    if answer.besieged_by:
        say(f"  besieged by {', '.join(answer.besieged_by)}")
    if answer.contested_by:
        say(f"  fighting with {', '.join(answer.contested_by)}")
    say(f"  mines and explosives: {answer.contamination}")
    others = [f"{c.controller} {c.probability:.2f}" for c in answer.candidates if c.controller != answer.controller]
    if others:
        say(f"  else: {', '.join(others)}")
    for note in answer.notes:
        say(f"  note: {note}")
    if answer.claims:
        _evidence(observatory, answer)


def headline(answer: Control) -> str:
    if answer.controller is None:
        return {"none": "nobody is said to hold it", "contested": "contested"}.get(answer.status, "unknown")
    extent = "" if answer.extent is None else f", {answer.extent:.0%} of it"
    return f"{answer.status} by {answer.controller} (probability {answer.probability:.2f}{extent})"


def _evidence(observatory: Observatory, answer: Control) -> None:
    from marsad.ledger import ClaimFilter

    by_id = {claim.id: claim for claim in observatory.ledger.claims(ClaimFilter(place_id=answer.place_id))}
    made = table("The claims that carry it", "weight", "for", "source", "report", "words", wide=("words",))
    for carried in answer.claims:
        claim = by_id.get(carried.id)
        words = f"“{claim.quote}”" if claim else ""
        source = (claim.source or claim.outlet or "the outlet") if claim else ""
        made.add_row(*map(cell, (f"{carried.weight:.2f}", carried.supports, source, claim.doc if claim else "", words)))
    show(made)
