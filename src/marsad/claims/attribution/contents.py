"""What a cue may be the cue of: the spans that what is said may take, before and after its cue, and their features."""

from __future__ import annotations

from marsad.claims.attribution.features import Signs
from marsad.claims.attribution.sourcing import LOOSE

TRIMMED = frozenset({",", ":", ";", "-", "–", "—", "--"})
CLOSING = frozenset({"”", '"', "''", "’"})


def content_spans(signs: Signs, cue: int, source: tuple[int, int] | None) -> dict[tuple[int, int], str]:
    """The spans of tokens (both ends included) that what is said may be, or a part of it, with how each was found."""
    parse, quoted = signs.parse, signs.quoted
    n = parse.sentence[cue]
    first, last = parse.sentences[n]
    found: dict[tuple[int, int], str] = {}
    a0, b0 = source if source is not None else (cue, cue)

    low, high = min(cue, a0), max(cue, b0)

    def add(a: int, b: int, name: str) -> None:
        if a < low <= b:  # the cue or its source lies within: what is left of it, what is right
            if b > high:
                add(high + 1, b, name + "|>")
            b = low - 1
        elif a <= high and b >= low:
            a = high + 1
        while a <= b and parse.words[a] in TRIMMED:
            a += 1
        while b >= a and (parse.words[b] in TRIMMED or (parse.words[b] == "." and b + 1 >= last)):
            b -= 1
        if b + 1 < parse.size and b + 1 >= a and quoted[b + 1] >= 0 and parse.words[b + 1] in CLOSING:
            b += 1
        elif (
            b + 2 < parse.size
            and quoted[b + 2] >= 0
            and parse.words[b + 1] in (".", ",")
            and parse.words[b + 2] in CLOSING
            and parse.end[b + 1] == parse.start[b + 2]
        ):
            b += 2
        if a <= b:
            found.setdefault((a, b), name)

    under = parse.subtree(cue)
    stop = under[-1]
    for k in parse.children[cue]:
        if parse.dep[k] in ("punct", "aux", "aux:pass", "det", "cc", "advmod", "cop"):
            continue
        sub = parse.subtree(k)
        side = ">" if k > cue else "<"
        d = parse.dep[k]
        add(sub[0], sub[-1], f"{side}{d}")
        lead = sub[0]
        while lead < k and parse.dep[lead] == "case" and parse.head[lead] == k:
            lead += 1
        if lead > sub[0]:
            add(lead, sub[-1], f"{side}{d}'")
            base = parse.subtree(k, without=LOOSE)
            if len(base) != len(sub):
                add(lead, base[-1], f"{side}{d}'-")
        if k > cue:
            if stop > sub[-1]:
                add(sub[0], stop, f"{side}{d}..")
            if last - 1 > stop:
                add(sub[0], last - 1, f"{side}{d}...")
            core = parse.subtree(k, without=frozenset({"advcl", "parataxis", "acl:relcl", "conj"}))
            if len(core) != len(sub):
                add(core[0], core[-1], f"{side}{d}-")
    right = max(cue, b0) if cue < b0 else cue
    add(cue + 1, last - 1, ">all")
    if right != cue:
        add(right + 1, last - 1, ">>all")
    add(cue + 1, stop, ">clause")
    left = min(cue, a0)
    while left > first and (parse.dep[left - 1].startswith("aux") or parse.tag[left - 1] in ("RB", "MD")):
        left -= 1
    add(first, left - 1, "<all")
    if left < cue and parse.words[first].lower() in ("but", "and"):
        add(first + 1, left - 1, "<all")
    head = parse.head[cue]
    if head != cue:
        mine = set(under)
        rest = [t for t in parse.subtree(head) if t not in mine]
        before = [t for t in rest if t < left]
        after = [t for t in rest if t > max(right, stop)]
        d = parse.dep[cue]
        if before:
            add(before[0], before[-1], f"<^{d}")
        if after:
            add(after[0], after[-1], f">^{d}")
        if parse.dep[cue] in ("acl", "acl:relcl"):
            add(rest[0], head, "<noun")
        if source is not None and a0 <= head <= b0 and parse.head[head] != head:
            top = parse.head[head]
            inner = set(parse.subtree(head))
            rest = [t for t in parse.subtree(top) if t not in inner]
            before = [t for t in rest if t < min(left, a0)]
            if before:
                add(before[0], before[-1], "<^^")
            after = [t for t in rest if t > max(right, b0)]
            if after:
                add(after[0], after[-1], ">^^")
    for t in (cue - 1, cue - 2, a0 - 1, a0 - 2):
        if first <= t < cue and quoted[t] >= 0:
            a, b = t, t
            while a > 0 and quoted[a - 1] == quoted[t]:
                a -= 1
            if quoted[cue] != quoted[t]:
                found.setdefault((a, b), "<quote")
                if a >= first and a > first:
                    add(first, b, "<all")
            break
    for t in range(right + 1, min(parse.size, right + 8)):
        if quoted[t] >= 0 and quoted[t] != quoted[cue] and parse.sentence[t] == n:
            b = t
            while b + 1 < parse.size and quoted[b + 1] == quoted[t]:
                b += 1
            found.setdefault((t, b), ">quote")
            break
    if last < parse.size and quoted[last] >= 0 and quoted[last] != quoted[cue]:
        b = last
        while b + 1 < parse.size and quoted[b + 1] == quoted[last]:
            b += 1
        found.setdefault((last, b), ">>quote")
    return found


def content_features(
    signs: Signs, cue: int, source: tuple[int, int] | None, span: tuple[int, int], name: str, names: frozenset[str]
) -> list[str]:
    """Of a span, whether it's what is said or a part of it."""
    parse, quoted = signs.parse, signs.quoted
    a, b = span
    w, tag = parse.lemma[cue], parse.tag[cue][:2]
    first, last = parse.sentences[parse.sentence[cue]]
    before = parse.lower[a - 1] if a > first else "<"
    after = parse.lower[b + 1] if b + 1 < last else ">"
    place = "-" if source is None else ("s" if source[0] < cue else "S") + ("<" if a < source[0] else ">")
    q = f"{int(quoted[a] >= 0)}{int(quoted[b] >= 0)}{int(quoted[cue] >= 0)}"
    gap = min(a - cue, 4) if a > cue else max(b - cue, -4)
    size = min(b - a + 1, 4)
    dep = parse.dep[cue]
    return [
        f"n {name}", f"nw {name} {w}", f"nt {name} {tag} {dep}", f"nf {name} {parse.lower[a]}",
        f"nb {name} {before}", f"na {name} {after}", f"np {name} {place}", f"nq {name} {q}", f"nz {name} {size}",
        f"ng {name} {gap} {place}", f"ne {name} {parse.tag[b]}", f"ns {name} {parse.tag[a]} {parse.dep[a]}",
        f"npq {name} {place} {q}", f"wf {w} {parse.lower[a]} {gap}",
        f"nat {name} {parse.tag[b + 1] if b + 1 < last else '>'}",
        f"nx {name} {'>ccomp' in names}{'>obj' in names}{'>xcomp' in names}{'<quote' in names}{'>quote' in names}",
        f"nwp {name} {w} {place}", f"e {last - 1 - b if last - b < 4 else 4} {name}",
        *(f"nn {name} {o}" for o in names),
    ]  # fmt: skip
