"""Who shot whom, where taggers take the verb for a noun: "gunmen | shot | dead two policemen", "police | shot and
wounded | a student"."""

from __future__ import annotations

from marsad.claims.syntax.parse import Parse

HARMED = frozenset({"wounded", "injured", "killed", "hurt"})
FARTHEST = 2
"""Adverbs between "shot and" and what else was done ("shot and seriously wounded")."""
OWN = frozenset({"det", "amod", "nummod", "compound", "nmod:poss", "case", "punct", "advmod"})
"""What stands before a noun and belongs to it."""


def mend_shots(parse: Parse) -> None:
    """Mends tags, lemmas and arcs."""
    for i in parse.spots(("shot",)):
        if i + 1 == parse.size:
            break
        if parse.lower[i + 1] == "dead":
            _mend_shot_dead(parse, i)
        elif parse.tag[i] in ("VBP", "VBD"):
            parse.tag[i], parse.lemma[i] = "VBD", "shoot"
        elif parse.tag[i] == "NN" and (harmed := _harmed(parse, i)) > 0:
            _mend_shot_and(parse, i, harmed)


def _mend_shot_dead(parse: Parse, i: int) -> None:
    parse.lemma[i] = "shoot"
    found_so = parse.dep[i] == "xcomp" and parse.passive(parse.head[i])  # "was found shot dead"
    told = parse.tag[i].startswith("VB") or found_so
    parse.tag[i] = "VBN" if found_so else "VBD" if not told or parse.tag[i] == "VBP" else parse.tag[i]
    before = [] if told else [c for c in parse.children[i] if c < i and parse.dep[c] in ("compound", "nmod")]
    after = [c for c in parse.children[i] if c > i and parse.dep[c] in ("appos", "conj", "nmod", "obj", "dep")]
    whom = parse.head[i + 1]
    if parse.dep[i + 1] == "amod" and whom > i:
        parse.hang(i + 1, i, "xcomp")  # who was not dead before
        if whom not in after:
            after.insert(0, whom)
    for label, found in (("nsubj", before[-1:]), ("obj", [] if told else after[:1])):
        for c in found:
            parse.dep[c] = label if parse.head[c] != c else parse.dep[c]
    if parse.dep[i] in ("obl", "nmod"):
        parse.dep[i] = "advcl"


def _harmed(parse: Parse, i: int) -> int:
    """The verb that "and" joins to it, behind adverbs; -1 where none stands there, or nobody before who may have
    shot."""
    if i == 0 or parse.lower[i + 1] != "and" or parse.tag[i - 1][:2] not in ("NN", "JJ"):
        return -1
    at = i + 2
    while at < parse.size - 1 and at < i + 2 + FARTHEST and parse.tag[at] == "RB":
        at += 1
    return at if parse.lower[at] in HARMED and parse.sentence[at] == parse.sentence[i] else -1


def _mend_shot_and(parse: Parse, i: int, harmed: int) -> None:
    """ "Police shot and wounded a student": two verbs that share who did it to whom."""
    doer, place = i - 1, (parse.head[i], parse.dep[i])
    if parse.dep[i] == "nmod" and parse.head[i] < i and parse.kids(i, "case"):
        doer, place = parse.head[i], (parse.head[parse.head[i]], parse.dep[parse.head[i]])  # "gunmen in masks shot and"
    elif parse.head[i] == harmed:
        place = (parse.head[harmed], parse.dep[harmed])
    victim = parse.head[harmed] if parse.dep[harmed] == "amod" and parse.head[harmed] > harmed else -1
    victim = next(iter([*parse.kids(harmed, "obj"), *parse.kids(i, "obj")]), victim)
    parse.tag[i], parse.lemma[i], parse.tag[harmed] = "VBD", "shoot", "VBD"
    parts = [t for t in (doer, harmed, victim) if t >= 0]
    own = [c for c in parse.children[i] if c < i - 1 and parse.dep[c] in OWN and c not in parts]
    late = [c for c in parse.children[harmed] if c not in (*parts, i) and parse.lower[c] != "and"]
    late += [c for c in parse.children[doer] if c > harmed and c not in (*parts, i)]
    parse.hang(i, i, "ROOT")
    for t, label in zip(parts, ("nsubj", "conj", "obj"), strict=False):
        parse.hang(t, i, label)
    if doer != i - 1:
        parse.hang(i - 1, doer, "nmod")
    for c in own:
        parse.hang(c, i - 1, parse.dep[c])
    for c in late:
        parse.hang(c, i, "obl" if parse.dep[c] == "nmod" else parse.dep[c])
    if place[1] != "ROOT" and place[0] not in parse.subtree(i):
        parse.hang(i, *place)
