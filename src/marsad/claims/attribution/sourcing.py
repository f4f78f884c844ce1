"""Who may be the source of a cue: the tokens that it may hang by, and the words that it may take."""

from __future__ import annotations

from marsad.claims.attribution.features import Signs
from marsad.claims.syntax.parse import Parse

NOMINAL = ("NN", "PR", "WP", "WD", "DT", "CD", "JJ", "EX", "FW", "VBG")
"""Tags of tokens that a source's noun phrase may hang by; adjectives and participles for the parser's slips."""
SOURCE_LINKS = frozenset(
    (
        "nsubj", "nsubj:pass", "csubj", "obl:agent", "obl", "nmod", "nmod:poss", "obj", "appos", "nsubj:outer",
        "iobj", "compound", "vocative", "obl:npmod", "obl:unmarked", "dep", "parataxis", "ccomp", "amod", "det",
        "advmod", "flat", "conj", "dislocated",
    )
)  # fmt: skip
HEIGHT = 4
"""How far above a cue its source is looked for: "urged them, hoping to be seen saying" has it three verbs up."""
CLAUSAL = frozenset({"acl:relcl", "advcl", "advcl:relcl", "parataxis", "ccomp", "discourse", "cop"})
LOOSE = CLAUSAL | {"acl", "appos"}
PHRASAL = LOOSE | {"nmod", "obl"}
EDGES = frozenset({"punct", "case", "cc", "mark"})
TITLES = frozenset({"NNP", "NNPS", "DT", "POS", "JJ", "NN"})
"""Tags of the words of an office that the parser cut off a name ("Republican pollster | Daron Shaw")."""
COMMAS = frozenset({",", "-", "–", "—", "--"})


def source_candidates(parse: Parse, cue: int) -> list[tuple[int, str]]:
    """Tokens that a cue's source may hang by, each with how it's reached from the cue: the nominals under the cue and
    under what is above it, what is above it, and its neighbours in the text (where the tree errs)."""
    seen = {cue}
    found = []
    tag, dep, head = parse.tag, parse.dep, parse.head
    node, path = cue, ""
    for _ in range(HEIGHT):
        for k in parse.children[node]:
            if k not in seen and dep[k] in SOURCE_LINKS and tag[k].startswith(NOMINAL):
                seen.add(k)
                found.append((k, f"{path}>{dep[k]}"))
        above = head[node]
        if above == node:
            break
        path += "^" + dep[node]
        if above not in seen and tag[above].startswith(NOMINAL):
            seen.add(above)
            found.append((above, path))
        node = above
    first, last = parse.sentences[parse.sentence[cue]]
    t = cue - 1
    while t > first and (tag[t] in ("RB", "MD", "RBR") or dep[t].startswith("aux")):
        t -= 1
    if t >= first and tag[t].startswith(NOMINAL):
        while first <= head[t] < cue and head[t] != t and tag[head[t]].startswith(NOMINAL):
            t = head[t]
        if t not in seen:
            seen.add(t)
            found.append((t, "before"))
    t = cue + 1
    while t < last - 1 and tag[t] in ("DT", "JJ", "PRP$"):
        t += 1
    if t < last and tag[t].startswith(NOMINAL):
        while t != head[t] > cue and tag[head[t]].startswith(NOMINAL):
            t = head[t]
        if t not in seen:
            found.append((t, "after"))
    return found


def source_features(signs: Signs, cue: int, token: int, path: str) -> list[str]:
    """Of a candidate, whether the source hangs by it."""
    parse = signs.parse
    w, tag, sort = parse.lemma[cue], parse.tag[cue][:3], signs.sort(token)
    side = "<" if token < cue else ">"
    gap = abs(token - cue)
    size = (
        "1" if gap == 1 else "2" if gap == 2 else "5" if gap <= 5 else "10" if gap <= 10 else "20" if gap <= 20 else "+"
    )
    same = "=" if (signs.quoted[token] >= 0) == (signs.quoted[cue] >= 0) else "/"
    case = parse.preposition(token)
    passive = "p" if parse.passive(cue) else ""
    return [
        f"p {path}", f"pt {path} {tag}", f"pw {path} {w}", f"ps {path} {sort}", f"s {sort}", f"g {side}{size}{same}",
        f"pg {path} {side}{same}", f"l {parse.lemma[token]}", f"c {case} {tag}", f"pc {path} {case}",
        f"wc {w} {case} {side}", f"pp {path} {passive} {tag}", f"d {parse.dep[token]} {tag} {side}{size}",
        f"x {parse.tag[token]} {parse.dep[cue]} {side}", f"pl {path} {parse.lemma[token]}",
    ]  # fmt: skip


def no_source_features(signs: Signs, cue: int, paths: list[str]) -> list[str]:
    """Of a cue, whether it has no source in its sentence ("is expected to")."""
    parse = signs.parse
    w = parse.lemma[cue]
    passive = "p" if parse.passive(cue) else "a"
    return [
        "none", f"0w {w}", f"0wp {w} {passive}", f"0p {passive}", f"0t {parse.tag[cue]} {parse.dep[cue]} {passive}",
        f"0f {paths[0] if paths else ''}", f"0a {' '.join(sorted(paths))}", f"0fw {paths[0] if paths else ''} {w}",
    ]  # fmt: skip


def source_spans(parse: Parse, cue: int, token: int) -> list[tuple[int, int, str]]:
    """The spans of tokens (both ends included) that a source that hangs by `token` may take, likeliest first."""
    under = set(parse.subtree(token))
    if token != cue:
        node = cue
        while parse.head[node] != node:
            if parse.head[node] == token:
                under.difference_update(parse.subtree(node))
                break
            node = parse.head[node]
    found: dict[tuple[int, int], str] = {}

    def run(allowed: set[int], name: str) -> tuple[int, int]:
        a = b = token
        while a - 1 in allowed:
            a -= 1
        while b + 1 in allowed:
            b += 1
        while a < token and parse.dep[a] in EDGES and parse.words[a] not in ("“", '"', "``", "("):
            a += 1
        while b > token and parse.dep[b] in ("punct", "cc") and parse.words[b] not in (".", ")", "”"):
            b -= 1
        found.setdefault((a, b), name)
        return a, b

    a, b = run(under, "full")
    first, last = parse.sentences[parse.sentence[token]]
    if b + 1 < last and parse.words[b + 1] in COMMAS:
        found.setdefault((a, b + 1), "full,")
    if len(under) > 1:
        for cut, name in ((CLAUSAL, "unclaused"), (LOOSE, "short"), (PHRASAL, "base")):
            allowed = {t for t in parse.subtree(token, without=cut) if t in under}
            c, d = run(allowed, name)
            if name == "unclaused" and d + 1 < last and parse.words[d + 1] in COMMAS:
                found.setdefault((c, d + 1), "unclaused,")
        run({t for t in under if t <= token}, "left")
    c = a
    while c > first and parse.tag[c - 1] in TITLES:
        c -= 1
    if c < a:
        found.setdefault((c, b), "wider")
    if token < cue and b + 1 < cue:
        c = cue - 1
        while c > b and (parse.tag[c] in ("RB", "MD") or parse.dep[c].startswith("aux")):
            c -= 1
        if c > b:
            found.setdefault((a, c), "to cue")
    return [(a, b, name) for (a, b), name in found.items()]


def span_features(signs: Signs, cue: int, token: int, span: tuple[int, int, str], names: list[str]) -> list[str]:
    """Of a span, whether it's the whole source."""
    parse = signs.parse
    a, b, name = span
    first, last = parse.sentences[parse.sentence[token]]
    before = parse.lower[a - 1] if a > first else "<"
    after = parse.lower[b + 1] if b + 1 < last else ">"
    size = min(b - a, 12)
    if size > 5:
        size = 6 if size < 9 else 9
    sort = parse.tag[token]
    gap = cue - b - 1 if b < cue else -1
    kind = signs.names[token]
    inner = [parse.dep[k] for k in parse.children[token] if k > token and parse.dep[k] != "punct"]
    kids = "+".join(inner[:3])
    return [
        f"n {name}", f"ns {name} {size}", f"nb {name} {before}", f"na {name} {after}", f"nl {name} {parse.lower[b]}",
        f"nf {name} {parse.lower[a]}", f"nt {name} {sort} {kind}", f"ng {name} {min(gap, 4)}",
        f"nc {name} {' '.join(names)}",
        f"nk {name} {kids}", f"nh {name} {parse.lemma[token]}", f"nft {name} {parse.tag[a]} {parse.dep[a]}",
        f"nlt {name} {parse.tag[b]} {parse.dep[b]}", f"nd {name} {parse.dep[token]}",
        f"nat {name} {parse.tag[b + 1] if b + 1 < last else '>'}",
        f"nbt {name} {parse.tag[a - 1] if a > first else '<'}",
        f"qq {name} {signs.quoted[a] >= 0}{signs.quoted[b] >= 0}",
    ]  # fmt: skip
