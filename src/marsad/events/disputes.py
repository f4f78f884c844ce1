"""Claims that differ, gathered into disputes: each side with its value as said, its origins and its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import itemgetter

from marsad.events.words import fold
from marsad.records import Claim, Disagreement, Side, parse_day

NEAR_DAYS = 3
"""Days within which accounts of one place are compared across events: a takeover is told over a few days."""

Differs = Callable[[Claim, Claim], bool]
Value = Callable[[Claim], str]


def disputes(
    question: str, about: str, claims: Sequence[Claim], voice: Mapping[str, str], *, value: Value, differs: Differs
) -> list[Disagreement]:
    """Claims that differ from some other claim, gathered by the value that they give.

    One dispute for each set of claims that hang together by differing: last year's quarrel is not this year's.
    """
    if len(claims) < 2:
        return []
    said = {c.id: words for c in claims if (words := value(c))}
    folded = {name: fold(words) for name, words in said.items()}
    if len(set(folded.values())) < 2:
        return []
    dated = [(_first_day(c), c.id, _last_day(c), c) for c in claims if c.id in said]
    given = sorted(dated, key=itemgetter(0, 1))
    parent = {name: name for name in said}

    def find(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    at_odds: set[str] = set()
    for n, (_, one, last, a) in enumerate(given):
        for first, other, _, b in given[n + 1 :]:
            if first > last + NEAR_DAYS:
                break
            if folded[one] != folded[other] and differs(a, b) and not _same_words(a, b, voice):
                at_odds |= {one, other}
                parent[find(other)] = find(one)
    groups: dict[str, list[Claim]] = defaultdict(list)
    for _, name, _, claim in given:
        if name in at_odds:
            groups[find(name)].append(claim)
    return [_disagreement(question, about, group, voice, said) for group in groups.values()]


def _disagreement(
    question: str, about: str, claims: Sequence[Claim], voice: Mapping[str, str], said: Mapping[str, str]
) -> Disagreement:
    by_value: dict[str, list[Claim]] = defaultdict(list)
    words: dict[str, str] = {}
    for claim in claims:
        key = fold(said[claim.id])
        words.setdefault(key, said[claim.id])
        by_value[key].append(claim)
    sides = [side(words[key], group, voice) for key, group in by_value.items()]
    sides.sort(key=lambda s: (-len(s.origins), s.value))
    told = "; ".join(f"{listing(s.origins)}: {s.value}" for s in sides)
    return Disagreement(question=question, note=f"{about}: accounts differ. {told}.", sides=tuple(sides))


def _same_words(a: Claim, b: Claim, voice: Mapping[str, str]) -> bool:
    """Whether one voice says both in the same words: nobody contradicts himself in a sentence, nor in a copy of it,
    however the two were read."""
    return a.quote == b.quote and voice[a.id] == voice[b.id]


def _first_day(c: Claim) -> int:
    """Ordinal; a claim without any date meets all others."""
    day = c.date_start or c.date_end
    return parse_day(day).toordinal() if day else 0


def _last_day(c: Claim) -> int:
    day = c.date_end or c.date_start
    return parse_day(day).toordinal() if day else date.max.toordinal()


def side(value: str, claims: Sequence[Claim], voice: Mapping[str, str]) -> Side:
    return Side(
        value=value, origins=tuple(sorted({voice[c.id] for c in claims})), claims=tuple(sorted(c.id for c in claims))
    )


def listing(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
