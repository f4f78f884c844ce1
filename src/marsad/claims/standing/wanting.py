"""What somebody only calls for, works for or negotiates: "called for a truce", "talks on a ceasefire"."""

from __future__ import annotations

from marsad.claims.syntax.parse import Parse

WANTING = frozenset(
    {"call", "appeal", "push", "press", "plead", "campaign", "lobby", "ask", "beg", "hope", "wait", "work", "negotiate",
     "pray", "strive", "aim", "wish", "long", "argue", "vote", "petition", "rally", "demonstrate", "clamour", "clamor",
     "agitate", "advocate", "yearn", "brace", "pressure", "demand", "plea", "bid", "effort", "prospect", "proposal",
     "plan", "need", "request", "negotiation", "talk", "condition", "blueprint", "roadmap", "initiative", "chance",
     "opportunity", "possibility", "desire", "discussion", "mediation", "framework"}
)  # fmt: skip
"""Verbs and nouns whose "for" says what there is not yet."""
DISCUSSING = frozenset(
    {"talk", "negotiation", "discussion", "negotiate", "discuss", "work", "consultation", "mediation"}
)
DEALS = frozenset({"deal", "agreement", "accord", "pact", "understanding", "settlement", "formula"})
"""What is made for a truce: it is as real as they are."""

ACHIEVING = frozenset(
    {
        "secure",
        "forge",
        "achieve",
        "clinch",
        "attain",
        "obtain",
        "win",
        "finalise",
        "finalize",
        "broker",
        "negotiate",
        "mediate",
        "reach",
        "conclude",
        "hammer",
    }
)
"""Verbs whose object is as real as they are ("efforts to secure a truce")."""


def wanted(parse: Parse, node: int, up: int) -> bool:
    """Whether what the word at `node` tells is only wanted by what the word at `up` tells."""
    case, lemma = parse.preposition(node), parse.lemma[up]
    if case in ("for", "towards", "toward"):
        return lemma in WANTING
    return (case == "at" and lemma == "aim") or (case in ("on", "over", "about") and lemma in DISCUSSING)


def as_real_as(parse: Parse, node: int, up: int) -> bool:
    """Whether there is what the word at `node` tells if there is what it hangs on: "a deal for a truce", "secured a
    truce", "called for aid and a truce"."""
    dep = parse.dep[node]
    if dep in ("conj", "obj"):
        return parse.is_noun(up) if dep == "conj" else parse.lemma[up] in ACHIEVING
    if dep == "obl" and parse.preposition(node) == "for":
        return parse.lemma[up] in ACHIEVING
    return dep == "nmod" and parse.preposition(node) in ("for", "on") and parse.lemma[up] in DEALS
