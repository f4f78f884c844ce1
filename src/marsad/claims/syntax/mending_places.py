"""Where parsers go wrong at places, and a rule is sure: a Parse mended in place."""

from __future__ import annotations

from marsad.claims.syntax.parse import Parse

BORDERS = frozenset({"border", "borders", "frontier"})


def mend_far_off(parse: Parse) -> None:
    """ "Attacked X, 380 km northwest of Y": X was, where the parser hangs its name on the direction."""
    for i, dep in enumerate(parse.dep):
        if dep != "compound":
            continue
        aside = parse.head[i]
        if parse.words[i + 1 : i + 2] != [","] or aside <= i + 3 or "CD" not in parse.tag[i:aside]:
            continue
        if parse.is_verb(i - 1) and not parse.kids(i - 1, "obj") and parse.lower[aside + 1 : aside + 2] == ["of"]:
            parse.hang(i, i - 1, "obj")


def mend_borders(parse: Parse) -> None:
    """ "Fighting near the border with Y": the border is with Y, where the parser hangs Y on the fighting."""
    for at in parse.spots(BORDERS):
        if parse.lower[at + 1 : at + 2] != ["with"] or parse.dep[at + 1] != "case":
            continue
        name = parse.head[at + 1]
        if parse.head[name] != at and name not in (at, *parse.ancestors(at)):
            parse.hang(name, at, "nmod")
