"""What the words around an actor's name tell, whatever claim the name is looked at for: read once for each name."""

from __future__ import annotations

from typing import NamedTuple

from marsad.claims.choices.bystanders import may_react
from marsad.claims.choices.eligible import is_helped, is_said_ally
from marsad.claims.draft import Phrase
from marsad.claims.scene.groups import calls_its_own
from marsad.claims.syntax.parse import Parse


class Name(NamedTuple):
    """head: the name's token that hangs on the rest; reacting: subject of what onlookers do; helped: the doer is on
    their side; allied: they are named as somebody's allies; holding: the words call a place theirs."""

    head: int
    reacting: bool
    helped: bool
    allied: bool
    holding: bool


class NameReader:
    """Reads the names of one report's actors."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self._names: dict[tuple[int, int], Name] = {}

    def of(self, phrase: Phrase) -> Name:
        key = (phrase.start, phrase.end)
        name = self._names.get(key)
        if name is None:
            parse = self.parse
            tokens = parse.tokens(phrase.start, phrase.end)
            head = parse.head_of(tokens[0], tokens[-1])
            name = Name(
                head,
                may_react(parse, head),
                is_helped(phrase, parse),
                is_said_ally(phrase, parse),
                calls_its_own(parse, phrase),
            )
            self._names[key] = name
        return name
