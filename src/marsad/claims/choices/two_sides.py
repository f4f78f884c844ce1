"""Who meets whom in a fight or a deal, where words name both at once: "the army and rebels fought", "the two sides"."""

from __future__ import annotations

from marsad.claims.choices.actor_facts import Opposed
from marsad.claims.draft import Phrase
from marsad.claims.reading import Candidate
from marsad.claims.syntax.parse import Parse

Pair = tuple[list[Phrase], list[Phrase]]
SIDES = frozenset({"side", "party", "camp", "rival", "faction", "group", "force", "enemy", "foe"})
TWO = frozenset({"two", "both", "warring", "opposing", "rival"})
"""Before a noun of `SIDES` they tell that those are meant who met before."""


def names_the_two(parse: Parse, found: Candidate) -> bool:
    """Whether the words call those who meet "the two sides", "both parties"."""
    heads = (*found.arguments.role("between"), *found.arguments.subject)
    return any(parse.lemma[h] in SIDES and parse.has(h, TWO, "det", "nummod", "amod") for h in heads)


def facing(doers: list[Phrase], others: list[Phrase], opposed: Opposed) -> Pair:
    """The two parts of a fight, those who are told of together set against each other where they are enemies."""
    if len(doers) < 2 or any(p.kind != "civilians" for p in others) or not opposed(doers[0].actor, doers[-1].actor):
        return doers, others
    return doers[:1], doers[1:]
