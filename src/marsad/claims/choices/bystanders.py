"""Whom the words name beside a deed without telling that they did it: who welcomes it, whom it is a blow to."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.claims.attribution.cues import COUNTING
from marsad.claims.choices.eligible import in_voice
from marsad.claims.draft import Phrase, Voice
from marsad.claims.predicates.rows import HOLDING
from marsad.claims.reading import Candidate
from marsad.claims.scene.places import Scene
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

ABSENT, SINGLE = frozenset({"no", "not", "without"}), frozenset({"a", "an", "any", "one", "single", "more"})


def may_react(parse: Parse, head: int) -> bool:
    """Whether somebody welcomes, condemns or investigates something."""
    return parse.dep[head] in ALL_SUBJECTS and parse.lemma[parse.head[head]] in REACTING


def reacts(parse: Parse, head: int, deed: int) -> bool:
    """Whether it is the deed to which somebody reacts: "Canada welcomes the recapture of the town"."""
    verb, at = parse.head[head], deed
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


def is_of(parse: Parse, phrase: Phrase, heads: Sequence[int]) -> bool:
    """Whether the words stand in the phrase of one of these nouns: "a Georgian town"."""
    return any(parse.at(phrase.start) in parse.subtree(head) for head in heads)


def is_absent(parse: Parse, phrase: Phrase) -> bool:
    """Whether the words deny that there are any: "not one fighter of X", "no X", "without any X"."""
    first = parse.at(phrase.start)
    before = parse.lower[max(parse.sentences[parse.sentence[first]][0], first - 3) : first]
    return bool(before) and (before[-1] in ABSENT or (before[-1] in SINGLE and not ABSENT.isdisjoint(before[:-1])))


def attacks_from(scene: Scene, phrase: Phrase) -> bool:
    """Whether the words tell of something else that comes from them: "its capture was followed by fire from X"."""
    parse = scene.parse
    token = parse.at(phrase.start)
    while parse.dep[token] == "compound":
        token = parse.head[token]
    return parse.preposition(token) == "from" and scene.lexicon.is_event(parse.lemma[parse.head[token]])


def besiegers(parse: Parse, found: Candidate, among: Sequence[Candidate]) -> list[Phrase]:
    """Who laid a siege after which a place was taken: "X captured the town after a siege of nine days"."""
    if found.type != "besieged" or found.actor1 or parse.preposition(found.trigger.head) != "after":
        return found.actor1
    took = (c.actor1 for c in among if c.type == "territory_taken" and c.trigger.head < found.trigger.head)
    return next((list(actors) for actors in took if actors), [])


def counts(phrase: Phrase, voices: Sequence[Voice], parse: Parse) -> bool:
    """Whether whoever the words name only counts the dead: "the army raised the toll", "put the toll at 12"."""
    return in_voice(phrase, [v for v in voices if v.cue >= 0 and parse.lemma[v.cue] in COUNTING])


def side_of(phrase: Phrase) -> str:
    """A state, whether its rulers or its army are named; else the actor."""
    return "state" if phrase.kind in ("state", "state_forces") else phrase.actor
