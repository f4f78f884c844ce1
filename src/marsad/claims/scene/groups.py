"""The groups that people in arms are said to be from, and whose a place is said to be."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from marsad.claims.draft import ActorSpan, Phrase
from marsad.claims.place_names.misread import UNHYPHENED
from marsad.claims.scene.actor_words import IRREGULAR_KINDS
from marsad.claims.syntax.parse import Parse


def groups_from(
    parse: Parse, head: int, known: Sequence[ActorSpan], actor_at: Mapping[int, ActorSpan]
) -> list[ActorSpan]:
    """ "Fighters from X and Y": the armed groups that they are from; a country only says where they come from. known:
    the actors that the phrase itself names, none where they could be anybody's."""
    if not all(a.weak or a.how == "generic" for a in known):
        return []
    origins = [c for c in parse.kids(head, "nmod") if parse.preposition(c) == "from"]
    named = (actor_at.get(t) for c in origins for t in parse.joined(c))
    return [a for a in named if a is not None and a.kind in IRREGULAR_KINDS and not a.weak]


def calls_its_own(parse: Parse, phrase: Phrase) -> bool:
    """Whether the words call a place theirs: "in the X-held west of the city", "a town held by the X"."""
    after = parse.at(phrase.end) if phrase.end < len(parse.text) else parse.size
    hyphened = after + 1 < parse.size and parse.words[after] in ("-", "–")
    if hyphened and parse.lower[after + 1] in UNHYPHENED:
        return True
    before = parse.lower[max(0, parse.at(phrase.start) - 3) : parse.at(phrase.start)]
    before = before[:-1] if before[-1:] == ["the"] else before
    return before[-1:] == ["by"] and not UNHYPHENED.isdisjoint(before[:-1])


def is_origin(parse: Parse, head: int, armed: Collection[str]) -> bool:
    """Whether "from X" tells of what group some are, on whatever word the parse hangs it: "killed 14 jihadists from X".
    armed: lemmas of people in arms."""
    case = next((c for c in parse.kids(head, "case") if parse.lower[c] == "from"), 0)
    return case > 0 and parse.lemma[case - 1] in armed
