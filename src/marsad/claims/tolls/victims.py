"""Whom a harm word hurts, as the parse has it."""

from __future__ import annotations

from marsad.claims.syntax.parse import Parse

INTRANSITIVE = frozenset({"die", "perish", "flee", "succumb"})
BELIEVING = frozenset(
    {"report", "believe", "say", "think", "know", "fear", "confirm", "claim", "appear", "seem", "estimate", "presume"}
)
"""Verbs that take the subject of what they report ("are reported to have died")."""


def victim_heads(parse: Parse, harm: int, part: str) -> list[int]:
    """Heads of the nominals that a harm word hurts by the parse, coordinated ones each."""
    lemma = parse.lemma[harm]
    heads: list[int] = []
    if part == "verb":
        passive = parse.passive(harm) or lemma in INTRANSITIVE
        heads = parse.kids(harm, "nsubj:pass", "nsubj") if passive else parse.kids(harm, "obj")
        if not heads and parse.dep[harm] in ("acl", "amod", "acl:relcl") and (passive or parse.tag[harm] == "VBN"):
            heads = [parse.head[harm]]
        if not heads and parse.dep[harm] == "conj" and parse.tag[harm] == "VBN" and parse.passive(parse.head[harm]):
            own = [c for c in parse.children[harm] if c < harm and parse.tag[c] in ("CD", "NNS")]
            heads = own or parse.kids(harm, "nsubj:pass") or parse.kids(parse.head[harm], "nsubj:pass")
        if not heads and passive and parse.dep[harm] == "xcomp" and parse.lemma[parse.head[harm]] in BELIEVING:
            heads = parse.kids(parse.head[harm], "nsubj:pass", "nsubj")
    elif part == "noun":
        if lemma == "life":
            over = parse.head[harm]
            if parse.lemma[over] == "lose":
                heads = parse.kids(over, "nsubj")
            elif parse.lemma[over] in ("claim", "cost", "take"):
                heads = [c for c in parse.kids(harm, "nmod") if parse.preposition(c) == "of"]
        else:
            heads = [c for c in parse.kids(harm, "nmod") if parse.preposition(c) in ("of", "among", "for")]
    else:
        head = parse.head[harm]
        heads = [head] if parse.dep[harm] in ("amod", "acl") else []
        if parse.dep[harm] in ("xcomp", "conj", "advcl", "advmod", "obj") and parse.is_verb(head):
            heads = (
                parse.kids(head, "nsubj:pass")
                or [c for c in parse.kids(head, "obj") if c != harm]
                or parse.kids(head, "nsubj")
            )
        heads += parse.kids(harm, "nsubj", "nummod")
    found: list[int] = []
    for head in heads:
        found += [h for h in parse.joined(head) if h not in found]
    return found
