"""Entries of logs and lists ("2 Nov - Gao: gunmen looted shops"), whose clauses after a colon parsers take for rows of
nouns: a Parse mended in place."""

from __future__ import annotations

from marsad.claims.syntax.parse import Parse

NOMINAL = ("NN", "JJ", "DT", "CD")
"""Tags of the words before the verb of such a clause."""
LONGEST = 6
"""Words from the colon to the verb: "suspected armed men in uniform" are more than most."""


def mend_entries(parse: Parse) -> None:
    """Gives the clauses after colons their verb."""
    for colon, word in enumerate(parse.words):
        if word in {":", "):"}:
            _mend_clause(parse, colon + 1)


def _mend_clause(parse: Parse, first: int) -> None:
    """ "gunmen looted shops", where the parser sees looted shops; "town cut off", where it sees a town that cut."""
    if first >= parse.size:
        return
    last = min(parse.sentences[parse.sentence[first - 1]][1], first + LONGEST)
    verb = next((t for t in range(first, last) if not parse.tag[t].startswith(NOMINAL) or may_be_past(parse, t)), last)
    if verb in (first, last) or not may_be_past(parse, verb) or not parse.tag[verb - 1].startswith("NN"):
        return
    who, what = verb - 1, parse.head[verb]
    if parse.dep[verb] in ("amod", "acl") and what > verb and parse.tag[what].startswith("NN"):
        root = next(t for t in range(*parse.sentences[parse.sentence[verb]]) if parse.head[t] == t)
        inside = root in (who, what)
        parse.tag[verb] = "VBD"
        parse.hang(verb, verb if inside else root, "ROOT" if inside else "parataxis")
        parse.hang(what, verb, "obj")
        parse.hang(who, verb, "nsubj")
    elif parse.dep[who] == "nsubj" and parse.head[who] == verb and parse.tag[verb] == "VBN":
        whole = parse.kids(verb, "obj", "aux", "ccomp", "xcomp")
        parse.dep[who] = "nsubj" if whole else "nsubj:pass"


def may_be_past(parse: Parse, t: int) -> bool:
    """Whether a word may be a verb's past form or participle."""
    return parse.tag[t] in ("VBN", "VBD") or (parse.tag[t] == "JJ" and parse.lower[t].endswith("ed"))
