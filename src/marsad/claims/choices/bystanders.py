"""Whom the words name beside a deed without telling that they did it: who welcomes it, whom it is a blow to."""

from __future__ import annotations

from marsad.claims.predicates.rows import HOLDING
from marsad.claims.reading import Candidate
from marsad.claims.syntax.parse import ALL_SUBJECTS, Parse

REACTING = frozenset(
    {"welcome", "praise", "hail", "applaud", "celebrate", "commend", "congratulate", "condemn", "denounce", "deplore",
     "mourn", "lament", "regret", "criticise", "criticize", "investigate", "fear"}
)  # fmt: skip
"""What is done about the deed of somebody else."""
REACTIONS = frozenset({"obj", "nmod", "obl", "acl", "conj", "appos", "ccomp", "acl:relcl"})
"""How a deed hangs on who reacts to it."""
HOLDERS = ("by", "of", "under", "")
REVERSES = frozenset({"blow", "defeat", "setback", "loss", "reverse", "humiliation", "embarrassment"})
BEATING = frozenset({"defeat", "beat", "oust", "expel", "rout", "evict", "dislodge", "eject", "overthrow", "vanquish"})
"""Verbs whose object has lost."""
TO_THE_LOSER = ("to", "for", "of", "against")
"""Cases of who suffers a reverse."""


def reacts(parse: Parse, head: int, deed: int) -> bool:
    """Whether somebody welcomes, condemns or investigates the deed: "Canada welcomes the recapture of the town"."""
    verb = parse.head[head]
    if parse.dep[head] not in ALL_SUBJECTS or parse.lemma[verb] not in REACTING:
        return False
    at = deed
    while at != verb and parse.dep[at] in REACTIONS:
        at = parse.head[at]
    return at == verb and deed != verb


def loses(parse: Parse, head: int, found: Candidate) -> bool:
    """Whether a place is taken from them: "freed from X", "after its occupation by X", "a blow to X", "in the fight
    against X"."""
    if parse.dep[head] in ("compound", "appos") and parse.lemma[parse.head[head]] not in HOLDING:
        head = parse.head[head]  # "the terrorist group X"
    up, deed, case, dep = parse.head[head], found.trigger.head, parse.preposition(head), parse.dep[head]
    if parse.sentence[head] != parse.sentence[deed]:
        return False
    if case == "from":
        taken = (deed, parse.head[deed], *found.arguments.role("of"), *found.arguments.object)
        return deed < head and up in taken
    lemma = parse.lemma[up]
    if lemma in HOLDING and parse.is_noun(up) and up not in found.trigger.tokens:
        return dep in ("nmod:poss", "compound", "amod") or case in HOLDERS
    if lemma in REVERSES:
        return dep == "nmod:poss" or case in TO_THE_LOSER
    return case == "against" or (lemma in BEATING and dep in ("obj", "nsubj:pass"))
