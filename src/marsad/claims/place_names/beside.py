"""Places that are named beside what happened: where somebody speaks of it, where the hurt are taken."""

from __future__ import annotations

from marsad.claims.draft import PlaceMention
from marsad.claims.syntax.parse import OBLIQUES, Parse

SPEAKING = frozenset({"tell", "brief", "inform", "speak", "talk", "address"})
"""Verbs whose place is where somebody speaks; whom it is told to may stand between."""
HEARD = OBLIQUES | {"obj", "iobj"}
MEETING = frozenset({"conference", "briefing", "interview", "rally", "phone", "telephone", "call"})
"""At or by which one speaks, in a place that is named with it."""
CARRYING = frozenset({"take", "rush", "evacuate", "transfer", "airlift", "move", "bring", "carry"})
TREATING = frozenset({"treat", "admit", "hospitalise", "hospitalize", "receive", "undergo"})
TREATMENT = frozenset({"treatment", "care", "surgery", "aid"})
"""What is done with the wounded where nobody fights."""


def is_where_spoken(parse: Parse, mention: PlaceMention) -> bool:
    """ "Told reporters in X", "speaking in X", "said at a news conference in X"."""
    at, verb = _under_verb(parse, mention)
    met = parse.lemma[at] in MEETING and parse.dep[at] in OBLIQUES
    heard = parse.lemma[verb] in SPEAKING and parse.is_verb(verb) and parse.dep[at] in HEARD
    return (met or heard) and parse.preposition(mention.head) in ("in", "at", "from")


def is_where_cared_for(parse: Parse, mention: PlaceMention) -> bool:
    """ "Rushed to hospital in X", "evacuated to X", "are being treated at a clinic in X"."""
    at, verb = _under_verb(parse, mention)
    lemma = parse.lemma[verb]
    if not (lemma in CARRYING or lemma in TREATING) or parse.dep[at] not in OBLIQUES or not parse.is_verb(verb):
        return False
    case = parse.preposition(at)
    if lemma in CARRYING:
        return "to" in (case, *map(parse.preposition, parse.kids(verb, *OBLIQUES)))
    treated = parse.passive(verb) or any(parse.lemma[c] in TREATMENT for c in parse.kids(verb, "obj"))
    return treated and case in ("to", "in", "at")


def _under_verb(parse: Parse, mention: PlaceMention) -> tuple[int, int]:
    """The argument that a place belongs to, and what that hangs on."""
    at = mention.head
    while parse.dep[at] == "nmod":
        at = parse.head[at]
    return at, parse.head[at]
