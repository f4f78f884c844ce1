"""Events that a sentence takes up only to say how another stands to them: no news of theirs."""

from __future__ import annotations

from marsad.claims.reading import HARMING, Reading
from marsad.claims.syntax.parse import SUBJECTS
from marsad.claims.triggers import Trigger

COMING = frozenset({"come", "follow", "coincide"})
OCCURRING = COMING | {"take", "occur", "happen"}
RELATING = frozenset({"after", "before", "as", "amid", "amidst", "when", "while", "despite", "following"})
"""Words before what an event is told to have stood beside."""
PLACING = frozenset({"in", "at", "near", "outside", "on"})


def is_told_again(reading: Reading, trigger: Trigger) -> bool:
    """ "The attack came a day after rebels took X", "the raid took place when ...": the event told before."""
    parse, i = reading.parse, trigger.head
    verb = parse.head[i]
    if trigger.part != "noun" or parse.dep[i] not in SUBJECTS or parse.lemma[verb] not in OCCURRING:
        return False
    if not reading.definite(i) or not reading.recent_type(i, HARMING | {trigger.frame.type}):
        return False
    after = [c for c in parse.children[verb] if c > verb]
    marks = {parse.lower[t] for c in after for t in (c, *parse.kids(c, "mark", "case", "advmod"))}
    placed = any(parse.preposition(c) in PLACING and reading.scene.places_of(c) for c in after)
    return not marks.isdisjoint(RELATING) and (parse.lemma[verb] in COMING or not placed)
