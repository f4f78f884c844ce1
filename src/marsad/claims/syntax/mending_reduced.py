"""Reduced relative clauses that parsers take for the main clause: "the men seized on Monday were freed", "hitmen armed
with rifles opened fire"."""

from __future__ import annotations

from marsad.claims.syntax.parse import ALL_SUBJECTS, Parse

ARMED = "armed"
ENDS = frozenset({"WDT", "WP", "WRB", "CC", ":"})
"""Tags of words at which another clause begins."""
SUPPOSED = frozenset({"suspected", "alleged"})
"""Participles that open a lead and belong to its subject."""
OWN = ("obj", "iobj", "aux", "aux:pass", "cop", "mark")
"""What a participle that only describes has none of."""


def mend_reduced(parse: Parse) -> None:
    """Mends who did or suffered what, where a participle without a word of its own stands between."""
    for first, _ in parse.sentences:
        if parse.lower[first] in SUPPOSED and parse.tag[first] in ("VBD", "VBN"):
            _mend_supposed(parse, first)
    for v in range(1, parse.size - 1):
        armed = parse.lower[v] == ARMED and parse.lower[v + 1] == "with"
        if parse.tag[v] not in ("VBN", "VBD") and not armed:
            continue
        n = v - 1
        if parse.dep[v] == "amod" and parse.head[v] > v:
            continue  # "battered Aleppo"
        if not parse.tag[n].startswith("NN") or parse.sentence[n] != parse.sentence[v] or parse.kids(v, *OWN):
            continue
        while parse.dep[n] == "nmod" and parse.head[n] < n:
            n = parse.head[n]  # "weapons from X seized by Y were shown"
        w = _main_verb(parse, v, plain=armed)
        if w > v and not _described(parse, n, v, w):
            _turn(parse, n, v, w)


def _mend_supposed(parse: Parse, first: int) -> None:
    """ "Suspected rebels killed nine soldiers": what they did, where the parser sees that somebody suspected rebels."""
    who = next((c for c in parse.kids(first, "obj") if c > first), -1)
    deed = next((c for c in parse.kids(who, "acl") if c > who), -1) if who > 0 else -1
    if deed < 0 or parse.tag[deed] not in ("VBN", "VBD") or parse.lower[deed + 1 : deed + 2] == ["by"]:
        return
    parse.tag[first], parse.tag[deed] = "JJ", "VBD"
    parse.hang(deed, deed if parse.head[first] == first else parse.head[first], parse.dep[first])
    parse.hang(who, deed, "nsubj")
    for c in parse.children[first][:]:
        parse.hang(c, deed, parse.dep[c])
    parse.hang(first, who, "amod")
    if (counted := counted_after(parse, deed)) >= 0:
        parse.dep[counted] = "obj"


def counted_after(parse: Parse, verb: int) -> int:
    """Those whom "at least" counts right after a verb that was taken for a participle, -1 where there are none: they
    look like no object of it."""
    if parse.lower[verb + 1 : verb + 3] != ["at", "least"]:
        return -1
    return next((c for c in parse.kids(verb, "obl") if parse.subtree(c)[0] == verb + 1), -1)


def _main_verb(parse: Parse, v: int, *, plain: bool) -> int:
    """The verb of the clause that a participle at `v` interrupts, -1 where it is none. plain: whether it may go
    without an auxiliary."""
    for t in range(v + 1, parse.sentences[parse.sentence[v]][1]):
        if (
            (parse.tag[t] in ENDS and not (plain and parse.tag[t] == "CC"))
            or parse.words[t] in (",", ";", "--")
            or parse.dep[t] == "mark"
        ):
            return -1
        if parse.dep[t] in ("aux", "aux:pass") and parse.tag[t] in ("VBD", "VBZ", "VBP", "MD"):
            w = parse.head[t]
            return w if w > t and parse.is_verb(w) and _subjectless(parse, v, w) else -1
        if plain and parse.tag[t] == "VBD":
            return t if _subjectless(parse, v, t) else -1
    return -1


def _subjectless(parse: Parse, v: int, w: int) -> bool:
    return all(c <= v for c in parse.kids(w, *ALL_SUBJECTS))


def _described(parse: Parse, n: int, v: int, w: int) -> bool:
    """Whether the parse has it right."""
    return parse.head[v] == n and parse.dep[v].startswith("acl") and w == parse.head[n]


def _turn(parse: Parse, n: int, v: int, w: int) -> None:
    """Make w the clause's verb, n its subject, v what describes n."""
    top = v if w in parse.subtree(v) else w if v in parse.subtree(w) else parse.head[n]
    if parse.head[top] == n and top != n:
        top = n if parse.head[n] in (n, v, w) else parse.head[n]
    if w not in parse.subtree(top):
        return
    up, label = parse.head[top], parse.dep[top]
    if up != top and up in parse.subtree(n):
        return
    parse.hang(w, w if up == top else up, label)
    if top not in (n, v, w):
        parse.hang(top, w, "advcl")
    parse.hang(n, w, "nsubj:pass" if parse.kids(w, "aux:pass") else "nsubj")
    parse.hang(v, n, "acl")
    parse.tag[v] = "VBN"
    for c in parse.children[v][:]:
        if c > w:
            parse.hang(c, w, parse.dep[c])
    if parse.lower[v] == ARMED:
        weapon = next(
            (t for t in range(v + 2, w) if parse.tag[t].startswith("NN") and parse.tag[t + 1][:2] != "NN"), -1
        )
        if weapon > 0 and v not in parse.subtree(weapon) and not parse.children[v + 1]:
            parse.hang(weapon, v, "obl")
            parse.hang(v + 1, weapon, "case")
