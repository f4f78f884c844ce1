"""Fighting that tells who somebody is: "the coalition fighting the group", "which fights alongside the army"."""

from __future__ import annotations

from collections.abc import Container

from marsad.claims.reading import Candidate
from marsad.claims.syntax.parse import Parse

BESIDE = frozenset({"alongside", "beside"})
BESIDE_REACH = 3
"""Words from "fought" to "alongside"."""
LASTING_FIGHTS = frozenset({"fight", "battle", "combat", "engage"})
"""Verbs whose participle beside a force's name says whom it opposes."""
UNSEATING = frozenset({"oust", "topple", "overthrow", "unseat", "depose", "remove"})
"""What rebels fight to do to a ruler, whatever they did that day."""


def is_side_of_a_war(parse: Parse, found: Candidate, place_at: Container[int]) -> bool:
    """ "the coalition fighting the group", "rebels battling to topple the president": who somebody is, no fight."""
    i = found.trigger.head
    if parse.lemma[i] not in LASTING_FIGHTS:
        return False
    if parse.dep[i] == "acl:relcl" and (
        parse.tag[i] in ("VBZ", "VBP")
        or not BESIDE.isdisjoint(parse.lower[i : i + BESIDE_REACH])
        or (parse.kids(i, "aux") and "since" in (parse.lower[t] for t in parse.subtree(i)))
    ):
        return True  # "a group which fights alongside the army", "troops, who had fought them since May"
    if parse.tag[i] != "VBG":
        return False
    if any(parse.lemma[c] in UNSEATING and parse.has(c, ("to",), "mark") for c in parse.children[i]):
        return True
    describes = parse.dep[i] in ("acl", "amod", "acl:relcl") and parse.is_noun(parse.head[i])
    bare = not parse.kids(i, "aux") and bool(parse.kids(i, "nsubj"))
    describes |= bare and parse.dep[i] in ("advcl", "csubj")  # how the parser may take "troops fighting X said"
    if parse.head[i] in place_at or any(parse.lower[c] == "where" for c in parse.children[i]):
        return False
    return describes
