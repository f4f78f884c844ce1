"""Whether a predicate, or who did it, is only supposed: "is believed to have", "was blamed for", "suspected rebels"."""

from __future__ import annotations

from marsad.claims.lexicon import LanguageFile
from marsad.claims.syntax.parse import Parse
from marsad.claims.syntax.roles import SERIES

SUPPOSING = frozenset({"suspect", "suggest", "believe", "think", "assume", "presume", "fear"})
"""Verbs whose clause their subject does not vouch for."""
REPORTING = frozenset(
    {"report", "say", "claim", "allege", "understand", "rumour", "rumor", "believe", "think", "suspect"}
)
"""Verbs that hedge in the passive, where nobody is named ("is reported to have killed", "it is claimed that")."""
CHARGING = frozenset({"accuse", "blame", "charge", "suspect"})
"""Verbs that hedge in the passive too: what somebody is charged with, where nobody says so."""
CONFIRMING = frozenset({"confirm", "verify", "corroborate", "authenticate", "substantiate"})
"""What makes a report more than one."""
RUMOURS = frozenset({"report", "rumour", "rumor", "allegation", "suspicion", "accusation"})
SUPPOSED_REACH = 12
"""Words between an event's word and what it is supposed to be."""
SUPPOSED_BEINGS = frozenset({"be", "have", "belong"})
BEING = frozenset({"is", "are", "was", "were", "been", "be", "has", "have", "had"})
AGENT_WORDS = frozenset({"by", "between"})
AWAITED = frozenset({"expect", "anticipate", "plan", "await", "foresee", "likely", "imminent", "inevitable"})
"""What an event still to come is said to be ("an attack on the town is expected")."""


def supposed(parse: Parse, node: int, up: int) -> bool:
    """Whether what governs a predicate only supposes it: "is believed to have", "suspect that", "reports of"."""
    dep, lemma = parse.dep[node], parse.lemma[up]
    if dep == "nmod" and lemma in SERIES:
        return supposed(parse, up, parse.head[up])
    if lemma in CHARGING and parse.passive(up):
        return dep in ("obl", "advcl", "xcomp", "ccomp")
    if lemma == "responsible" and parse.lemma[parse.head[up]] == "hold":
        return dep == "obl" and parse.preposition(node) == "for"  # "has been held responsible for the raid"
    if lemma == "suspect" and dep in ("obl", "nmod", "advcl"):
        return parse.preposition(node) == "of"  # "police suspect the front of the raid"
    if dep in ("ccomp", "xcomp"):
        return (dep == "ccomp" and lemma in SUPPOSING) or (lemma in REPORTING and parse.passive(up))
    if parse.dep[up] == "obj" and parse.lemma[parse.head[up]] in CONFIRMING:
        return False  # "confirmed reports that"
    if dep in ("nmod", "acl") and lemma in RUMOURS and (parse.tag[up] == "NNS" or lemma != "report"):
        return dep == "acl" or parse.preposition(node) == "of"
    return False


def supposed_doer(parse: Parse, i: int, language: LanguageFile) -> bool:
    """ "by suspected rebels", "jets thought to be Russian struck": the doer is a guess, and so is the claim."""
    words = parse.vocabulary(i)
    if language.hedges.isdisjoint(words) and REPORTING.isdisjoint(words):
        return False
    for c in parse.children[i]:
        doer = parse.dep[c] in ("nsubj", "obl:agent") and not parse.passive(i)
        if not (doer or parse.preposition(c) in AGENT_WORDS):
            continue
        for head in parse.joined(c):
            for k in parse.children[head]:
                if parse.dep[k] == "amod" and parse.lower[k] in language.hedges:
                    return True
                if _thought_to(parse, k):
                    return True
    return any(_thought_to(parse, k) for k in parse.children[i])


def supposed_in_order(parse: Parse, i: int) -> bool:
    """ "air strikes in X believed to be by", "jets thought to belong to X struck": the same by the order of words, for
    the parser often takes such a participle for the main verb."""
    first, last = parse.sentences[parse.sentence[i]]
    low, high = max(first, i - SUPPOSED_REACH), min(last - 2, i + SUPPOSED_REACH)
    if "to" not in parse.lower[low + 1 : high + 1]:
        return False
    for t in range(low, high):
        if parse.lower[t + 1] != "to" or parse.lemma[t] not in REPORTING or parse.lower[t + 2] not in SUPPOSED_BEINGS:
            continue
        passive = parse.lower[t - 1 : t] != [] and parse.lower[t - 1] in ("is", "are", "was", "were", "been")
        if parse.lower[t] in ("said", "reported", "claimed") and not passive:
            continue
        if t > i:
            return not any(parse.is_verb(k) and parse.lower[k] not in BEING for k in range(i + 1, t))
        return parse.is_verb(i) and not passive and parse.tag[t - 1][:2] in ("NN", "``")
    return False


def _thought_to(parse: Parse, k: int) -> bool:
    """A participle of supposing that hangs on a noun: "believed to belong to", "thought to be"."""
    return (
        parse.dep[k] in ("acl", "amod")
        and parse.tag[k] == "VBN"
        and parse.lemma[k] in REPORTING
        and parse.lower[k + 1 : k + 2] == ["to"]
    )


def awaited(parse: Parse, i: int) -> bool:
    """ "An attack on X is expected", "a further push is likely": no event yet."""
    up = parse.head[i]
    waited = parse.dep[i] == "nsubj:pass" if parse.is_verb(up) else parse.dep[i] == "nsubj"
    return waited and parse.lemma[up] in AWAITED
