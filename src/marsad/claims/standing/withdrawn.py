"""What an outlet takes back: "an earlier version of this report said that", "we wrongly reported that"; what somebody
says is not his doing: "had no hand in the raid"."""

from __future__ import annotations

from marsad.claims.syntax.parse import Parse

OWN = frozenset({"report", "article", "story", "version", "dispatch", "item", "piece", "bulletin", "headline", "text"})
"""Nouns by which an outlet speaks of what it published."""
EARLIER = frozenset({"earlier", "previous", "original", "originally", "first", "initial", "initially"})
WRONGLY = frozenset({"wrongly", "incorrectly", "mistakenly", "erroneously", "inaccurately", "falsely"})


def withdrawn(parse: Parse, verb: int) -> bool:
    """Whether a verb of saying tells what the outlet itself said before and takes back."""
    wrongly = parse.has(verb, WRONGLY, "advmod")
    for subject in parse.kids(verb, "nsubj"):
        if parse.lower[subject] == "we" and wrongly:
            return True
        if parse.lemma[subject] in OWN and parse.dep[verb] != "acl:relcl":
            own = parse.lemma[subject] == "version" or parse.has(subject, ("this", "our"), "det", "nmod:poss")
            earlier = parse.has(subject, EARLIER, "amod") or parse.has(verb, EARLIER, "advmod")
            return own and (wrongly or earlier)
    return False


HANDS = frozenset({"hand", "part", "role", "involvement", "share"})
"""Nouns of having to do with a deed."""


def disowned(parse: Parse, i: int) -> bool:
    """ "Had no hand in the raid", "played no part in the killings"."""
    if parse.preposition(i) != "in":
        return False
    nouns = [parse.head[i]] if parse.dep[i] == "nmod" else parse.kids(parse.head[i], "obj")
    return any(parse.lemma[n] in HANDS and parse.has(n, ("no",), "det") for n in nouns)
