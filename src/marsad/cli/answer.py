"""The answer to "who held it", for people: the headline, what it rests on, and what it does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from textwrap import shorten
from typing import TYPE_CHECKING

from marsad.cli.output import say
from marsad.cli.tables import cell, show, table

if TYPE_CHECKING:
    from marsad.pipeline.observatory import Observatory
    from marsad.records import Control

JOINT = " + "
DIVIDED = "divided"
"""The controller of a place whose parts different sides hold, as marsad.control calls it."""
NO_HOLDER = frozenset({"contested", "unknown", DIVIDED})
"""Candidates that are nobody."""
EVEN = 0.5
"""Below it the likeliest holder is likelier not to hold the place than to hold it."""
SHOWN_WORDS = 80
"""Characters of a quote within a note: the claims below have the whole words."""

_QUOTE = re.compile("“([^”]*)”")


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
    if others := rivals(answer):
        say(f"  else: {', '.join(others)}")
    for note in answer.notes:
        say(f"  note: {shortened(note)}")
    if answer.claims:
        _evidence(observatory, answer)


def headline(answer: Control) -> str:
    if answer.controller == DIVIDED:
        names = holders(answer)
        between = f"divided between {listing(names)}" if len(names) > 1 else "divided, nobody holds it alone"
        return between if answer.status == "held" else f"{answer.status}, {between}"
    if answer.controller is None:
        return {"none": "nobody is said to hold it", "contested": "contested"}.get(answer.status, "unknown")
    held = "held" if answer.probability >= EVEN else "perhaps held"
    status = {"contested": "contested, most likely held", "besieged": f"besieged, {held}"}.get(answer.status, held)
    extent = "" if answer.extent is None else f", {answer.extent:.0%} of it"
    return f"{status} by {answer.controller} (probability {answer.probability:.2f}{extent})"


def holders(answer: Control) -> list[str]:
    """Who is named as holding the place or a part of it."""
    if answer.controller is None:
        return []
    if answer.controller != DIVIDED:
        return [answer.controller]
    likeliest = (c.controller for c in answer.candidates if c.controller not in NO_HOLDER)
    names = list(dict.fromkeys(share.controller for share in answer.shares if share.controller))
    return names if len(names) > 1 else list(dict.fromkeys((*islice(likeliest, 1), *names)))


def rivals(answer: Control) -> list[str]:
    """The other candidates, with their probabilities: neither who is named already nor the status itself."""
    named = {member for name in holders(answer) for member in name.split(JOINT)}
    return [
        f"{c.controller} {c.probability:.2f}"
        for c in answer.candidates
        if not named.issuperset(c.controller.split(JOINT)) and (c.controller != answer.status or answer.controller)
    ]


def listing(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def shortened(note: str) -> str:
    return _QUOTE.sub(lambda quote: f"“{shorten(quote[1], SHOWN_WORDS, placeholder=' ...')}”", note)


def _evidence(observatory: Observatory, answer: Control) -> None:
    from marsad.ledger import ClaimFilter

    ledger = observatory.ledger
    parts = {place_id for place_id, *_ in ledger.places() if place_id.startswith(f"{answer.place_id}/")}
    by_id = {
        claim.id: claim
        for place_id in sorted({answer.place_id, *parts})
        for claim in ledger.claims(ClaimFilter(place_id=place_id))
    }
    inferred = tuple(carried.id for carried in answer.claims if carried.id not in by_id)  # told of places around
    by_id |= {claim.id: claim for claim in ledger.claims(ClaimFilter(ids=inferred))} if inferred else {}
    for title, speak_for in (("The claims that carry it", True), ("The claims against it", False)):
        made = table(title, "weight", "for", "source", "report", "words", wide=("words",))
        for carried in answer.claims:
            if supports(answer, carried.supports) is not speak_for:
                continue
            claim = by_id.get(carried.id)
            words = f"“{claim.quote}”" if claim else ""
            source = (claim.source or claim.outlet or "the report") if claim else ""
            row = (f"{carried.weight:.2f}", carried.supports, source, claim.doc if claim else "", words)
            made.add_row(*map(cell, row))
        if made.row_count:
            show(made)


def supports(answer: Control, told: str) -> bool:
    """Whether a claim that speaks for `told` speaks for the answer; where the answer names nobody, every claim does."""
    named = {member for name in holders(answer) for member in name.split(JOINT)}
    denied = told.removeprefix("not ")
    ours = bool(named.intersection(denied.split(JOINT)))
    if denied != told:
        return not ours
    others = {c.controller for c in answer.candidates} - {answer.controller, answer.status}
    return answer.controller is None or ours or told not in others
