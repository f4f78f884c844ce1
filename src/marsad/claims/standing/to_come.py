"""Whether the words around a predicate tell it as what has not come yet: a goal, what is near, agreed or ordered."""

from __future__ import annotations

from marsad.claims.syntax.parse import Parse

GOALS = frozenset({"goal", "aim", "objective", "purpose", "target", "plan", "mission", "task", "intention", "ambition",
                   "priority", "idea"})  # fmt: skip
"""Subjects of what is yet to be done ("the goal is to seize the town")."""
AIMING = frozenset({"aim", "intent", "bent", "focus", "focused", "sight", "verge", "brink", "point", "close", "closer",
                    "near", "hope"})  # fmt: skip
"""Words before "at", "on", "of" or "to" and a gerund: what is not done yet."""
TAKING = frozenset({"fall", "loss", "capture", "recapture", "seizure", "takeover", "conquest", "liberation", "defeat"})
ENDEAVOURS = frozenset({"battle", "operation", "offensive", "campaign", "drive", "push", "fight", "struggle", "effort",
                        "attempt", "bid", "assault", "war", "race", "mission"})  # fmt: skip
"""Nouns of what is under way towards an end that follows them ("the battle for the liberation of X")."""


def still_to_be(parse: Parse, verb: int) -> bool:
    """ "half of it is still to be cleared", "remains to be swept": what has not been done."""
    if parse.lower[verb - 1 : verb] not in (["to"], ["be"]):
        return False
    left = parse.lower[max(0, verb - 5) : verb]
    if left[-2:] == ["yet", "to"] and {"have", "has", "had"} & set(left):
        return True
    return left[-2:] == ["to", "be"] and bool({"still", "yet", "remain", "remains", "left"} & set(left[:-2]))


def in_order_to(parse: Parse, verb: int) -> bool:
    """ "so that it can leave", "before the battle begins": an aim, or what has not happened yet."""
    marks = {parse.lower[c] for c in parse.kids(verb, "mark", "case", "advmod")}
    modal = parse.has(verb, ("can", "could", "may", "might", "will", "would"), "aux")
    return ("so" in marks and modal) or ("before" in marks and parse.tag[verb] in ("VBZ", "VBP"))


def goal_of(parse: Parse, i: int) -> bool:
    """Whether a predicate is what somebody wants: "the goal is to take X", "their aim remains to reach X"."""
    if not parse.has(i, ("to",), "mark"):
        return False
    if GOALS.isdisjoint(parse.vocabulary(i)):
        return False
    governors = [i, *([parse.head[i]] if parse.dep[i] in ("xcomp", "ccomp", "csubj", "advcl") else [])]
    return any(parse.lemma[c] in GOALS and c < i for g in governors for c in parse.kids(g, "nsubj", "nsubj:outer"))


def aimed_at(parse: Parse, i: int) -> bool:
    """ "An offensive aimed at taking X", "are on the verge of taking X", "the battle for the liberation of X": a
    goal, or what is near."""
    mark = next((c for c in parse.children[i] if c < i and parse.dep[c] in ("mark", "case")), 0)
    if not mark or not (parse.tag[i] == "VBG" or parse.lemma[i] in TAKING):
        return False
    before, preposition = parse.lemma[mark - 1], parse.lower[mark]
    if preposition in ("towards", "toward") or before in AIMING:
        return True
    return before in ENDEAVOURS and preposition in ("for", "on", "at")


def would_be(parse: Parse, i: int) -> bool:
    """ "The fall of X would be a blow", "taking X is part of the plan": what an event not come yet would mean."""
    if not (parse.lemma[i] in TAKING and parse.dep[i] == "nsubj") and not (
        parse.tag[i] == "VBG" and parse.dep[i] == "csubj"
    ):
        return False
    told = parse.head[i]
    return parse.lemma[told] in {"part", *GOALS} or parse.has(told, ("would", "could", "'d"), "aux")


def is_to(parse: Parse, verb: int) -> bool:
    """ "Troops are to leave X by Friday", "two battalions were to be sent": what is agreed or ordered."""
    if parse.tag[verb] != "VB" and not (parse.tag[verb] == "VBN" and parse.lower[verb - 2 : verb] == ["to", "be"]):
        return False
    be = next(iter(parse.kids(verb, "aux", "cop")), -1)
    return 0 <= be < verb and parse.lemma[be] == "be" and parse.lower[be + 1] == "to"
