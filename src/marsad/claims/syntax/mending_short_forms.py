"""Short forms of groups before a verb in its plain form ("M23 hold Goma"), and "the army controls X", which parsers
take for rows of nouns: a Parse mended in place."""

from __future__ import annotations

from marsad.claims.syntax.parse import Parse

PLAIN = frozenset({"hold", "control", "retake", "recapture", "seize", "capture", "besiege", "shell", "bomb", "attack"})
THIRD = {"controls": "control", "holds": "hold"}
ADVERBS = frozenset({"still", "now", "also"})
"""What may stand between a group and what it does."""
OPENING = frozenset({"the", "most", "all", "part", "parts", "half", "several"})
"""What an object may open with that is no name; "RSF control of the town" has none."""


def mend_short_forms(parse: Parse) -> None:
    """Gives such clauses their verb, subject and object."""
    for v in parse.spots(PLAIN | THIRD.keys()):
        if v + 1 == parse.size:
            break
        word = parse.lower[v]
        if word in THIRD and v and parse.tag[v - 1] == "NN" and parse.words[v + 1][:1].isupper():
            if parse.tag[v] == "NNS" and parse.head[v - 1] == v:
                _turn(parse, v - 1, v)
                parse.tag[v], parse.lemma[v] = "VBZ", THIRD[word]
            continue
        if word not in PLAIN or parse.words[v] != word or (parse.is_verb(v) and parse.kids(v, "obj")):
            continue
        who = v - 2 if v > 1 and parse.lower[v - 1] in ADVERBS else v - 1
        follows = parse.words[v + 1]
        if who < 0 or not _is_short_form(parse.words[who]) or parse.sentence[who] != parse.sentence[v + 1]:
            continue
        if follows[:1].isupper() or parse.lower[v + 1] in OPENING:
            _turn(parse, who, v)


def _is_short_form(word: str) -> bool:
    """ "RSF", "M23", "FAMa"."""
    return len(word) > 1 and word[0].isupper() and sum(c.isupper() or c.isdigit() for c in word) > len(word) / 2


def _turn(parse: Parse, who: int, v: int) -> None:
    """Make v the verb of the clause, of which who is the subject and what follows the object."""
    what = v + 1
    while parse.head[what] > v and parse.head[what] != what:
        what = parse.head[what]
    own = (who, v, what)
    top = next((t for t in own if parse.head[t] == t or parse.head[t] not in own), v)
    up, label = parse.head[top], parse.dep[top]
    if up in own and up != top:
        return
    before = [c for t in (v, what) for c in parse.children[t] if c < who]
    parse.tag[v], parse.lemma[v] = "VBP", parse.lower[v]
    if up == top:
        parse.hang(v, v, "ROOT")
    else:
        parse.hang(v, up, label)
    parse.hang(who, v, "nsubj")
    parse.hang(what, v, "obj")
    for c in before:
        parse.hang(c, who if parse.dep[c] in ("det", "nummod", "amod") else v, parse.dep[c])
