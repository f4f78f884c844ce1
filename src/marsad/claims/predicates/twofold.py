"""Events that words join to one though they are two: "air and artillery bombardment", "warplanes and tanks pounded"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from marsad.claims.predicates.instruments import InstrumentReader
from marsad.claims.reading import Candidate

OTHER_MEANS = {"air_strike": "shelling", "shelling": "air_strike"}
LINKS = frozenset({"and", "&", "as"})
"""Words that join two means ("warplanes as well as artillery")."""
LINK_REACH = 4
"""Words from one means to the other: "jets and heavy artillery", "jets as well as artillery"."""


def by_both_means(candidates: list[Candidate], instruments: InstrumentReader) -> list[Candidate]:
    """The candidates of a sentence, and for each bombardment that is told to come from the air and from the ground the
    one that its type leaves out."""
    told = {candidate.type for candidate in candidates}
    twins = [
        replace(candidate, type=other, drafts=[])
        for candidate in candidates
        if (other := OTHER_MEANS.get(candidate.type)) and other not in told and _joins(candidate, instruments)
    ]
    return [*candidates, *twins]


def _joins(candidate: Candidate, instruments: InstrumentReader) -> bool:
    """Whether the words of a bombardment join an instrument from the air to one on the ground."""
    parse, head = instruments.parse, candidate.trigger.head
    own = instruments.own_words(candidate).union(range(head - LINK_REACH, head))
    told = [(t, kind) for t, kind in instruments.of_sentence(parse.sentence[head]) if t in own]
    return any(
        {one, other} == OTHER_MEANS.keys()
        and b - a <= LINK_REACH
        and not LINKS.isdisjoint(parse.lower[a + 1 : b])
        and not any(parse.is_verb(t) for t in range(a + 1, b))
        for (a, one), (b, other) in pairwise(told)
    )
