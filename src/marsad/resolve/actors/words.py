"""The nouns by which reports speak of armed actors without naming them (packs' actor_words.yaml), ready for lookup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from pydantic import Field

from marsad.knowledge import Knowledge
from marsad.knowledge.schema import Entry


class ForceNouns(Entry):
    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    rulers: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()


class ActorWordsTable(Entry):
    """The file actor_words.yaml; its comments say what each list is for."""

    forces: ForceNouns = Field(default_factory=ForceNouns)
    home: tuple[str, ...] = ()
    distinct: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    armed: tuple[str, ...] = ()
    peoples: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    followers: tuple[str, ...] = ()
    linking: tuple[str, ...] = ()
    holding: tuple[str, ...] = ()
    owner_links: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    group_adjectives: tuple[str, ...] = ()
    mutinous: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    head_ends: tuple[str, ...] = ()


def plural(noun: str) -> str:
    """Regular English plural, and -man to -men: "gunman" gives "gunmen", "army" "armies". A plural stays."""
    if noun.endswith("men") or (noun.endswith("s") and not noun.endswith("ss")):
        return noun
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


class ActorWords:
    """Classes of nouns by their words: `at(words, i)` finds the longest noun that starts at a word."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._tables = knowledge.table("actor_words.yaml", ActorWordsTable)
        self._classes: dict[tuple[str, ...], set[str]] = {}
        for table in self._tables:
            for kind in ForceNouns.model_fields:
                self._add(kind, getattr(table.forces, kind), inflect=kind != "modifiers")
            self._add("armed", table.armed)
            self._add("followers", table.followers)
        self._lengths: dict[str, int] = {}
        for words in self._classes:
            self._lengths[words[0]] = max(len(words), self._lengths.get(words[0], 0))

    def _add(self, kind: str, nouns: Iterable[str], *, inflect: bool = True) -> None:
        for noun in nouns:
            for form in (noun, plural(noun)) if inflect else (noun,):
                self._classes.setdefault(tuple(form.split()), set()).add(kind)

    def at(self, words: list[str], i: int) -> tuple[int, set[str]]:
        """(number of words, classes) of the longest noun at `words[i]` (folded words); (0, empty) if there is none."""
        if i < len(words):
            for length in range(min(self._lengths.get(words[i], 0), len(words) - i), 0, -1):
                found = self._classes.get(tuple(words[i : i + length]))
                if found:
                    return length, found
        return 0, _NONE

    @cached_property
    def openers(self) -> frozenset[str]:
        """The nouns of one word as they open a sentence ("Police", which is also a town)."""
        return frozenset(words[0].capitalize() for words in self._classes if len(words) == 1)

    def _joined(self, field: str) -> frozenset[str]:
        return frozenset(word for table in self._tables for word in getattr(table, field))

    @cached_property
    def peoples(self) -> frozenset[str]:
        return self._joined("peoples")

    @cached_property
    def linking(self) -> frozenset[str]:
        return self._joined("linking")

    @cached_property
    def holding(self) -> frozenset[str]:
        return self._joined("holding")

    @cached_property
    def organisations(self) -> frozenset[str]:
        """Singular and plural."""
        return frozenset(form for noun in self._joined("organisations") for form in (noun, plural(noun)))

    @cached_property
    def vague(self) -> frozenset[str]:
        """Singular and plural."""
        return frozenset(form for noun in self._joined("vague") for form in (noun, plural(noun)))

    def body(self, keys: Sequence[str]) -> str:
        """What a country's forces are called by these words: "police" for "riot police officers", else "government
        forces"."""
        words = {*keys, *(f"{one} {two}" for one, two in pairwise(keys))}
        for table in self._tables:
            for name, marks in table.distinct.items():
                if words.intersection(marks):
                    return name
        return "government forces"

    @cached_property
    def group_adjectives(self) -> frozenset[str]:
        return self._joined("group_adjectives")

    @cached_property
    def mutinous(self) -> frozenset[str]:
        return self._joined("mutinous")

    @cached_property
    def determiners(self) -> frozenset[str]:
        return self._joined("determiners")

    @cached_property
    def quantities(self) -> frozenset[str]:
        return self._joined("quantities")

    @cached_property
    def head_ends(self) -> frozenset[str]:
        return self._joined("head_ends")

    @cached_property
    def owner_links(self) -> tuple[tuple[str, ...], ...]:
        """Longest first, as words."""
        return tuple(sorted((tuple(link.split()) for link in self._joined("owner_links")), key=len, reverse=True))

    @cached_property
    def home(self) -> tuple[str, ...]:
        """Words for the forces of the report's own country, singular and plural."""
        return tuple(dict.fromkeys(f for t in self._tables for noun in t.home for f in (noun, plural(noun))))


_NONE: set[str] = set()
