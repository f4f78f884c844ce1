"""What the learned finder of attributions looks at: a report's signs, and the features of a token that may be a cue."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.claims.syntax.parse import ALL_SUBJECTS, Parse

INHERITING = frozenset({"conj", "xcomp", "advcl", "acl", "parataxis", "ccomp"})
TELLING = frozenset({"nsubj", "ccomp", "obj", "xcomp", "obl", "nmod", "nmod:poss", "acl"})
"""Dependents that tell an act of saying from another."""


@dataclass(slots=True)
class Signs:
    """A report as the features see it. quoted: for each token the number of its quotation, -1 outside; names: for each
    token P, O or L within a name, else ""."""

    parse: Parse
    quoted: list[int]
    names: list[str]

    def sort(self, t: int) -> str:
        """What a noun phrase's head is: its pronoun, its kind of name, "noun"."""
        tag = self.parse.tag[t]
        if tag in ("PRP", "WP", "WDT", "PRP$", "DT"):
            return self.parse.lower[t]
        return self.names[t] or (tag if tag in ("NNP", "NNS", "CD", "NNPS") else "noun")


def subject_of(parse: Parse, i: int) -> tuple[int, str]:
    """(the subject of a cue, how it was reached): its own, or that of the verb above it; (-1, "") if there is none."""
    node, path = i, ""
    for _ in range(3):
        for k in parse.children[node]:
            if parse.dep[k] in ALL_SUBJECTS:
                return k, path + parse.dep[k]
        if parse.dep[node] not in INHERITING or parse.head[node] == node:
            return -1, ""
        path += parse.dep[node] + "^"
        if parse.dep[node] == "acl":
            return parse.head[node], path
        node = parse.head[node]
    return -1, ""


def cue_features(signs: Signs, i: int) -> list[str]:
    """Of token i, whether it's the head of a cue."""
    parse, quoted = signs.parse, signs.quoted
    lemma, dep, tag, children = parse.lemma, parse.dep, parse.tag, parse.children[i]
    w = lemma[i]
    first, last = parse.sentences[parse.sentence[i]]
    head = parse.head[i]
    before = parse.lower[i - 1] if i > first else "<"
    after = parse.lower[i + 1] if i + 1 < last else ">"
    found = [
        f"w {w}", f"t {tag[i]} {dep[i]}", f"wt {w} {tag[i]}", f"wd {w} {dep[i]}", f"p {before}", f"n {after}",
        f"wp {w} {before}", f"wn {w} {after}", f"h {lemma[head]} {dep[i]}", f"hw {w} {lemma[head]}",
    ]  # fmt: skip
    subject, path = subject_of(parse, i)
    who = signs.sort(subject) if subject >= 0 else "-"
    found += [f"s {who} {path}", f"ws {w} {who}", f"wsp {w} {path}"]
    if subject >= 0:
        found.append(f"sl {lemma[subject]}")
        found.append(f"sw {lemma[subject]} {w}")
    signature = []
    for k in children:
        d = dep[k]
        if d in ("punct", "det"):
            continue
        signature.append(d)
        if d in ("aux", "aux:pass", "advmod", "compound:prt", "det", "mark", "case", "cop"):
            found.append(f"k {d} {parse.lower[k]}")
            found.append(f"wk {w} {parse.lower[k]}")
        elif d == "obj":
            sort = signs.sort(k)
            found += [f"o {sort}", f"wo {w} {sort}", f"ol {lemma[k]}", f"wol {w} {lemma[k]}"]
            if quoted[k] >= 0:
                found.append(f"oq {w}")
        elif d in ("obl", "nmod", "ccomp", "xcomp", "advcl", "acl", "nmod:poss", "amod", "compound"):
            mark = next((parse.lower[c] for c in parse.children[k] if dep[c] in ("case", "mark")), "")
            found += [f"c {d} {mark}", f"wc {w} {d} {mark}", f"wcd {w} {d}"]
            if d in ("ccomp", "xcomp", "amod"):
                found.append(f"cl {w} {lemma[k]}")
            if d in ("xcomp", "ccomp", "acl"):
                found.append(f"ct {d} {tag[k]} {mark}")
    found.append("sig " + "+".join(signature))
    found.append(f"sigt {tag[i][:2]} " + "+".join(sorted(TELLING & set(signature))))
    inside = quoted[i] >= 0
    near = "".join(
        str(n) for n, t in ((1, i - 1), (2, i - 2), (3, i + 1), (4, i + 2), (5, i + 3))
        if first <= t < last and (quoted[t] >= 0) != inside
    )  # fmt: skip
    some = any((quoted[t] >= 0) != inside for t in range(first, last))
    state = f"{'in' if inside else 'out'}{near}{'+' if some else ''}"
    found += [f"q {state}", f"wq {w} {'i' if inside else 'o'}{'+' if some else ''}{bool(near)}"]
    found.append(f"qs {state} {who}")
    if parse.sentence[i] == 0:
        found.append(f"title {tag[i][:2]}")
    if not w[:1].isalnum():
        found += _colon_features(signs, i, first, last)
    if head != i:
        found.append(f"ht {tag[head]} {dep[i]} {tag[i]}")
        above = parse.head[head]
        found.append(f"hh {lemma[above]} {dep[head]} {dep[i]}")
    return found


def _colon_features(signs: Signs, i: int, first: int, last: int) -> list[str]:
    """Of a colon or a dash: whether a name and a headline or a speech stand around it."""
    parse = signs.parse
    words = parse.words[first:i]
    capital = "C" if words and all(w[:1].isupper() or not w[:1].isalpha() for w in words) else "c"
    shout = "S" if words and all(w.isupper() for w in words) else ""
    size = min(len(words), 4)
    verb = "v" if any(parse.tag[t].startswith("VB") for t in range(first, i)) else ""
    quote = "q" if i + 1 < parse.size and signs.quoted[i + 1] >= 0 else ""
    opens = "U" if i + 1 < last and parse.words[i + 1][:1].isupper() else ""
    title = "t" if parse.sentence[i] == 0 else ""
    kind = signs.names[i - 1] if i > first else ""
    shape = f"{capital}{shout}{verb}{quote}{opens}{title}"
    return [
        f"col {shape}",
        f"cols {shape} {size}",
        f"coln {kind} {capital}{verb}{quote}",
        f"colb {parse.lemma[i - 1] if i else ''}",
    ]
