"""Short letter codes for actors: on a map, colour is never the only sign of who holds a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

JOINT = " + "
"""How claims.md joins actors that act together."""

DIVIDED = "divided"
"""DESIGN.md: the controller of a place of which several hold parts."""

_LONGEST = 4
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "al", "el", "ash"})


def actors_of(controller: str | None) -> tuple[str, ...]:
    """The actors in a joint name; none for None, "" and "divided"."""
    if not controller or controller == DIVIDED:
        return ()
    return tuple(part.strip() for part in controller.split(JOINT) if part.strip())


def actor_codes(names: Iterable[str]) -> dict[str, str]:
    """A unique code for each name: its initials, or its first letters. Earlier names have the first choice."""
    codes: dict[str, str] = {}
    for name in names:
        if name not in codes:
            codes[name] = next(code for code in _choices(name) if code not in codes.values())
    return codes


def _choices(name: str) -> Iterator[str]:
    plain = re.sub(r"\(.*?\)", " ", name)
    words = [word for word in re.findall(r"[^\W_]+", plain) if word.lower() not in _SMALL_WORDS] or ["?"]
    if len(words) == 1 and words[0].isupper():
        yield words[0][:_LONGEST]  # already an acronym
    if len(words) > 1:
        yield "".join(word[0] for word in words).upper()[:_LONGEST]  # cut last: "ß" grows to "SS"
    letters = "".join(words)
    for length in range(2, _LONGEST + 1):
        yield letters[:length].capitalize()[:_LONGEST]
    yield from (f"{letters[0].upper()[0]}{number}" for number in count(2))
