"""Objects that parsers hang elsewhere or take for verbs, where a rule is sure: a Parse mended in place."""

from __future__ import annotations

from marsad.claims.syntax.parse import Parse

DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def mend_objects(parse: Parse) -> None:
    for i, dep in enumerate(parse.dep):
        if dep == "conj" and parse.lower[parse.head[i]] in DAYS and parse.lower[i] not in DAYS:
            _mend_other_day(parse, i, parse.head[i])
        elif dep == "xcomp" and parse.lower[i] == "compound" and parse.tag[i].startswith("VB"):
            _mend_compound(parse, i, parse.head[i])


def _mend_other_day(parse: Parse, what: int, day: int) -> None:
    """ "They took Gao on Friday and Kidal on Saturday": what else they took, where the parser sees another day."""
    verb = parse.head[day]
    objects = [c for c in parse.kids(verb, "obj") if c < day]
    if parse.tag[what].startswith("NNP") and parse.is_verb(verb) and objects:
        parse.hang(what, objects[0], "conj")


def _mend_compound(parse: Parse, i: int, verb: int) -> None:
    """ "They seized the army compound": what they seized, where the parser sees an army that compounds."""
    of = next((c for c in parse.kids(verb, "obj") if c == i - 1), -1)
    if of < 0:
        return
    parse.tag[i], parse.lemma[i] = "NN", "compound"
    parse.hang(i, verb, "obj")
    for c in list(parse.children[of]):
        parse.hang(c, i, parse.dep[c])
    parse.hang(of, i, "compound")
    for c in parse.kids(i, "obl"):
        parse.dep[c] = "nmod"
